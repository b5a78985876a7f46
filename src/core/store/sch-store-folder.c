/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of the store: making them durably, asking whether they can be written, and clearing the
 * temporary files that a crash left in them.
 */

#include "sch-store-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_MODE 0755
#define PROBE_NAME ".probe" SCH_STORE_TEMPORARY_SUFFIX

/**
 * sch_store_sync_folder:
 *
 * Makes the names in an open folder durable. File systems that cannot sync a folder say EINVAL;
 * there is nothing more that could be done there.
 *
 * Returns: FALSE with errno set
 */
gboolean
sch_store_sync_folder (int folder_fd)
{
  return fsync (folder_fd) == 0 || errno == EINVAL;
}

static gboolean
sync_parent (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  int fd = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok;
  int code;

  if (fd < 0)
    return FALSE;
  ok = sch_store_sync_folder (fd);
  code = errno;
  close (fd);
  errno = code;
  return ok;
}

/**
 * sch_store_make_folder:
 *
 * Makes a folder and the missing ones above it, with mode 0755 less the umask, durably. That it is
 * there already is no error.
 */
gboolean
sch_store_make_folder (const char *path, GError **error)
{
  g_autofree char *parent = NULL;
  struct stat st;

  g_return_val_if_fail (path != NULL, FALSE);
  if (stat (path, &st) == 0)
    {
      if (S_ISDIR (st.st_mode))
        return TRUE;
      return sch_store_set_error (error, ENOTDIR, _ ("Could not make the folder “%s”"), path);
    }
  if (errno == ENOENT)
    {
      parent = g_path_get_dirname (path);
      if (strcmp (parent, path) != 0 && !sch_store_make_folder (parent, error))
        return FALSE;
      if (mkdir (path, FOLDER_MODE) == 0 ||
          (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR)))
        if (sync_parent (path))
          return TRUE;
    }
  return sch_store_set_error (error, errno, _ ("Could not make the folder “%s”"), path);
}

/* Makes and removes a file in the folder. A nameless one leaves no trace, not even a new time of
 * the folder; where the file system has none, a named one must do. */
static gboolean
can_create_file (int folder_fd)
{
  int fd = openat (folder_fd, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL && errno != ENOENT &&
      errno != ENOSYS)
    return FALSE;
  unlinkat (folder_fd, PROBE_NAME, 0);
  fd = openat (folder_fd, PROBE_NAME, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  close (fd);
  return unlinkat (folder_fd, PROBE_NAME, 0) == 0;
}

/**
 * sch_store_is_writable:
 *
 * Whether files can be made in this folder now, found out by trying. A folder without the write
 * bit of its owner counts as not writable, also for root.
 */
gboolean
sch_store_is_writable (const char *folder)
{
  struct stat st;
  gboolean ok;
  int fd;

  g_return_val_if_fail (folder != NULL, FALSE);
  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return FALSE;
  ok = fstat (fd, &st) == 0 && (st.st_mode & S_IWUSR) != 0 && can_create_file (fd);
  close (fd);
  return ok;
}

static gboolean
is_left_over (int folder_fd, const char *name)
{
  struct stat st;

  return name[0] == '.' && g_str_has_suffix (name, SCH_STORE_TEMPORARY_SUFFIX) &&
         fstatat (folder_fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (st.st_mode);
}

/**
 * sch_store_clean_temporary:
 *
 * Removes what an interrupted sch_store_replace() left in this folder (not in those below). Only
 * for who holds the corpus: another instance's temporary may be one that it is just writing. What
 * cannot be removed stays; it does no harm, and the next replacement of its file reports it.
 */
void
sch_store_clean_temporary (const char *folder)
{
  DIR *dir;
  const struct dirent *entry;

  g_return_if_fail (folder != NULL);
  dir = opendir (folder);
  if (dir == NULL)
    return;
  while ((entry = readdir (dir)) != NULL)
    if (is_left_over (dirfd (dir), entry->d_name))
      unlinkat (dirfd (dir), entry->d_name, 0);
  closedir (dir);
}
