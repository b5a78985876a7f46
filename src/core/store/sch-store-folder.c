/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of the store: making, moving and removing them durably, asking whether they can be written,
 * and clearing the temporary files that a crash left in them.
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
#define MAX_DEPTH 64u
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

/* The folder that a file is in. FALSE with errno set. */
gboolean
sch_store_sync_parent (const char *path)
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
        if (sch_store_sync_parent (path))
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

/**
 * sch_store_move:
 * @from: a folder or a file
 * @to: where it goes, on the same file system; nothing may be there
 *
 * Renames durably: after a power cut it is in one place or in the other.
 */
gboolean
sch_store_move (const char *from, const char *to, GError **error)
{
  g_autofree char *parent = NULL;
  struct stat st;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);
  parent = g_path_get_dirname (to);
  if (!sch_store_make_folder (parent, error))
    return FALSE;
  if (lstat (to, &st) == 0)
    return sch_store_set_error (error, EEXIST, _ ("Could not move to “%s”"), to);
  if (rename (from, to) != 0 || !sch_store_sync_parent (to) || !sch_store_sync_parent (from))
    return sch_store_set_error (error, errno, _ ("Could not move “%s”"), from);
  return TRUE;
}

/* Links are taken away, not followed. */
static gboolean
remove_tree_at (int parent_fd, const char *name, guint depth)
{
  int fd = depth < MAX_DEPTH
               ? openat (parent_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
               : -1;
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  const struct dirent *entry;
  gboolean ok = TRUE;

  if (fd < 0)
    return unlinkat (parent_fd, name, 0) == 0;
  if (dir == NULL)
    {
      close (fd);
      return FALSE;
    }
  while (ok && (entry = readdir (dir)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      ok = remove_tree_at (fd, entry->d_name, depth + 1);
  closedir (dir);
  return ok && unlinkat (parent_fd, name, AT_REMOVEDIR) == 0;
}

/**
 * sch_store_remove_tree:
 *
 * Removes a folder and everything in it. That it is not there is no error.
 */
gboolean
sch_store_remove_tree (const char *folder, GError **error)
{
  struct stat st;

  g_return_val_if_fail (folder != NULL, FALSE);
  if (lstat (folder, &st) != 0 && errno == ENOENT)
    return TRUE;
  if (remove_tree_at (AT_FDCWD, folder, 0) && sch_store_sync_parent (folder))
    return TRUE;
  return sch_store_set_error (error, errno, _ ("Could not remove “%s”"), folder);
}
