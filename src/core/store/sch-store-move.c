/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and renaming files without ever overwriting one, durably. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sch-error.h"
#include "sch-store-private.h"

/* Where the file system cannot refuse by itself to overwrite, it is looked at first. */
static int
rename_without_replacing (const char *from, const char *to)
{
  struct stat st;

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return -1;
  if (lstat (to, &st) == 0)
    {
      errno = EEXIST;
      return -1;
    }
  return rename (from, to);
}

/**
 * sch_store_rename:
 * @to: what must not be there yet; its folder is
 *
 * Renames a file durably, and never over another one.
 *
 * Returns: FALSE with %SCH_ERROR_EXISTS or a #GIOErrorEnum
 */
gboolean
sch_store_rename (const char *from, const char *to, GError **error)
{
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (rename_without_replacing (from, to) != 0)
    {
      g_autofree char *shown = sch_store_display_name (to);

      if (errno != EEXIST)
        return sch_store_set_error (error, errno, _ ("Could not rename “%s”"), from);
      g_set_error (error, SCH_ERROR, SCH_ERROR_EXISTS,
                   _ ("“%s” is there already and is not overwritten; choose another name"), shown);
      return FALSE;
    }
  if (!sch_store_sync_parent (to) || !sch_store_sync_parent (from))
    return sch_store_set_error (error, errno, _ ("Could not rename “%s”"), from);
  return TRUE;
}

/**
 * sch_store_create:
 * @path: what must not be there yet; its folder is
 *
 * Writes a new file durably, and never over another one: it has its name only once its content is on
 * the disk.
 *
 * Returns: FALSE with %SCH_ERROR_EXISTS or a #GIOErrorEnum
 */
gboolean
sch_store_create (const char *path, GBytes *content, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = NULL;
  g_autofree char *temporary = NULL;
  char sha256[65];

  g_return_val_if_fail (path != NULL && content != NULL, FALSE);

  sch_store_sha256 (base, strlen (base), sha256);
  name = g_strdup_printf (".%.32s.new" SCH_STORE_TEMPORARY_SUFFIX, sha256);
  temporary = g_build_filename (folder, name, NULL);
  if (!sch_store_replace (temporary, content, NULL, NULL, error))
    return FALSE;
  if (sch_store_rename (temporary, path, error))
    return TRUE;
  unlink (temporary);
  return FALSE;
}

/**
 * sch_store_remove_empty_folders:
 * @folder: removed when it is empty, and so on upwards
 * @root: stays, and what lies above it
 */
void
sch_store_remove_empty_folders (const char *folder, const char *root)
{
  g_autofree char *current = g_strdup (folder);
  gsize root_len = strlen (root);

  while (strncmp (current, root, root_len) == 0 && current[root_len] == '/' && rmdir (current) == 0)
    {
      char *parent = g_path_get_dirname (current);

      g_free (current);
      current = parent;
    }
}
