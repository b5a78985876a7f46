/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and replacing files so that nothing is ever lost.
 *
 * Owns no state. Invariants: a file is only ever replaced whole, by rename, after the new content
 * is on the disk; whatever fails before that leaves the old file untouched and no temporary
 * behind; what another program changed in the meantime is not overwritten; links and read-only
 * files are not replaced. All work is done relative to an open folder, so that a folder renamed
 * at the wrong moment does no harm.
 */

#include "sch-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sch-error.h"
#include "sch-store-private.h"

/* Files up to this size are always compared by hash, not by size and time alone: a foreign change
 * can fall into the same tick of the file system's clock. */
#define ALWAYS_HASH_BYTES (1024 * 1024)
#define READ_ATTEMPTS 3
#define NEW_FILE_MODE 0644
#define MAX_PLAIN_NAME_BYTES 200u

/* Errors */

static const char *
advise (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
      return _ ("Free some space and try again.");
    case EROFS:
      return _ ("The file system is read-only; use a copy on one that can be written.");
    case EACCES:
    case EPERM:
      return _ ("Check the permissions of the file and its folder.");
    case EFBIG:
      return _ ("The file is larger than this system or file system allows.");
    case ENAMETOOLONG:
      return _ ("Use a shorter name.");
    case EIO:
      return _ ("The disk may be failing; make a copy of your work.");
    case ENOENT:
      return _ ("Check that it has not been moved or renamed.");
    default:
      return NULL;
    }
}

/**
 * sch_store_set_error:
 * @action: translated, with one %s for the name: "Could not write “%s”"
 * @code: an errno
 *
 * Sets an error that names the file, the reason and, where there is one, the way out.
 *
 * Returns: FALSE
 */
gboolean
sch_store_set_error (GError **error, int code, const char *action, const char *path)
{
  g_autofree char *shown = sch_store_display_name (path);
  g_autoptr (GString) message = g_string_new (NULL);
  const char *advice = advise (code);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (message, action, shown);
#pragma GCC diagnostic pop
  g_string_append_printf (message, ": %s", g_strerror (code));
  if (advice != NULL)
    g_string_append_printf (message, ". %s", advice);
  if (code == EROFS)
    g_set_error_literal (error, SCH_ERROR, SCH_ERROR_READ_ONLY, message->str);
  else
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), message->str);
  return FALSE;
}

static gboolean
set_refusal (GError **error, SchError code, const char *format, const char *path)
{
  g_autofree char *shown = sch_store_display_name (path);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, SCH_ERROR, code, format, shown);
#pragma GCC diagnostic pop
  return FALSE;
}

/* States */

static void
fill_state (SchFileState *state, const struct stat *st)
{
  memset (state, 0, sizeof *state);
  state->exists = TRUE;
  state->size = st->st_size;
  state->mtime_ns = (gint64) st->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) +
                    st->st_mtim.tv_nsec;
  state->inode = st->st_ino;
}

/**
 * sch_file_state_equal_stat:
 *
 * Whether two states are the same as far as they can be without reading the file.
 */
gboolean
sch_file_state_equal_stat (const SchFileState *a, const SchFileState *b)
{
  if (!a->exists || !b->exists)
    return a->exists == b->exists;
  return a->size == b->size && a->mtime_ns == b->mtime_ns && a->inode == b->inode;
}

/**
 * sch_store_stat:
 * @state: (out): what is known without reading; a file that is not there is no error
 *
 * Looks at a file, through links.
 */
gboolean
sch_store_stat (const char *path, SchFileState *state, GError **error)
{
  struct stat st;

  g_return_val_if_fail (path != NULL && state != NULL, FALSE);
  memset (state, 0, sizeof *state);
  if (stat (path, &st) == 0)
    fill_state (state, &st);
  else if (errno != ENOENT && errno != ENOTDIR)
    return sch_store_set_error (error, errno, _ ("Could not look at “%s”"), path);
  return TRUE;
}

void
sch_store_sha256 (const char *data, gsize byte_len, char sha256[65])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) data, byte_len);
  g_strlcpy (sha256, g_checksum_get_string (checksum), 65);
}

/* Reading */

static gboolean
check_readable (const char *path, const struct stat *st, guint64 max_bytes, GError **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *size = NULL;
  g_autofree char *limit = NULL;

  if (!S_ISREG (st->st_mode))
    return set_refusal (error, SCH_ERROR_INVALID,
                        S_ISDIR (st->st_mode)
                            ? _ ("“%s” is a folder, not a file; choose a file in it")
                            : _ ("“%s” is not a regular file; replace it by one"),
                        path);
  if ((guint64) st->st_size <= max_bytes)
    return TRUE;
  shown = sch_store_display_name (path);
  size = g_format_size (st->st_size);
  limit = g_format_size (max_bytes);
  g_set_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
               _ ("“%s” has %s; files of up to %s are read. Split it into smaller files."), shown,
               size, limit);
  return FALSE;
}

/* Reads up to `size` bytes and one more, to see a file that grows. Returns: bytes, or -1. */
static gssize
read_bytes (int fd, char *buffer, gsize size)
{
  gsize n = 0;

  while (n < size + 1)
    {
      gssize got = pread (fd, buffer + n, size + 1 - n, n);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return -1;
      if (got == 0)
        break;
      n += got;
    }
  return n;
}

/* Reads an open file as it stands between two equal looks at it. @state: (nullable) */
static GBytes *
read_stable (int fd, const char *path, guint64 max_bytes, SchFileState *state, GError **error)
{
  for (guint attempt = 0; attempt < READ_ATTEMPTS; attempt++)
    {
      g_autofree char *buffer = NULL;
      struct stat st;
      SchFileState before, after;
      gssize n;

      if (fstat (fd, &st) != 0)
        goto failed;
      if (!check_readable (path, &st, max_bytes, error))
        return NULL;
      fill_state (&before, &st);
      buffer = g_try_malloc (before.size + 1);
      if (buffer == NULL)
        {
          errno = ENOMEM;
          goto failed;
        }
      n = read_bytes (fd, buffer, before.size);
      if (n < 0 || fstat (fd, &st) != 0)
        goto failed;
      fill_state (&after, &st);
      if (n != before.size || !sch_file_state_equal_stat (&before, &after))
        continue;
      if (state != NULL)
        {
          *state = after;
          sch_store_sha256 (buffer, n, state->sha256);
        }
      return g_bytes_new_take (g_steal_pointer (&buffer), n);
    }
  set_refusal (error, SCH_ERROR_CHANGED,
               _ ("“%s” is being changed by another program; wait until that is done"), path);
  return NULL;

failed:
  sch_store_set_error (error, errno, _ ("Could not read “%s”"), path);
  return NULL;
}

/**
 * sch_store_read:
 * @path: a regular file, or a link to one
 * @max_bytes: the largest size that is read
 * @state: (out) (optional): the state of the file, with the hash of the bytes returned; where nobody
 *   asks, nothing is hashed
 *
 * Reads a whole file.
 *
 * Returns: (transfer full): its bytes; NULL with %SCH_ERROR_TOO_LARGE, %SCH_ERROR_INVALID (no
 *   regular file), %SCH_ERROR_CHANGED (it is being written) or a #GIOErrorEnum
 */
GBytes *
sch_store_read (const char *path, guint64 max_bytes, SchFileState *state, GError **error)
{
  GBytes *bytes;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  if (state != NULL)
    memset (state, 0, sizeof *state);
  /* Not blocking: opening a FIFO would wait for a writer. */
  fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0)
    {
      sch_store_set_error (error, errno, _ ("Could not open “%s”"), path);
      return NULL;
    }
  bytes = read_stable (fd, path, max_bytes, state, error);
  close (fd);
  return bytes;
}

/* Replacing */

typedef struct
{
  const char *path;
  char *name;
  char *temporary;
  int folder_fd;
  int fd;
  gboolean has_temporary;
  struct stat old; /* st_mode is 0 where there is no old file */
} Replacement;

static void
clear_replacement (Replacement *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->has_temporary)
    unlinkat (self->folder_fd, self->temporary, 0);
  if (self->folder_fd >= 0)
    close (self->folder_fd);
  g_free (self->name);
  g_free (self->temporary);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replacement, clear_replacement)

/* The fixed name of the temporary file: the next opening of the corpus finds left-overs by it. */
static char *
make_temporary_name (const char *name)
{
  char sha256[65];

  if (strlen (name) <= MAX_PLAIN_NAME_BYTES)
    return g_strdup_printf (".%s" SCH_STORE_TEMPORARY_SUFFIX, name);
  sch_store_sha256 (name, strlen (name), sha256);
  return g_strdup_printf (".%s" SCH_STORE_TEMPORARY_SUFFIX, sha256);
}

static gboolean
open_replacement (Replacement *self, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  self->path = path;
  self->fd = -1;
  self->name = g_path_get_basename (path);
  self->temporary = make_temporary_name (self->name);
  self->folder_fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->folder_fd < 0)
    return sch_store_set_error (error, errno, _ ("Could not open the folder “%s”"), folder);
  return TRUE;
}

static gboolean
fail_write (Replacement *self, int code, GError **error)
{
  return sch_store_set_error (error, code, _ ("Could not write “%s”"), self->path);
}

/* Fills `old`, and refuses what must not be replaced. The mode is judged by its bits, because for
 * root every file is writable. */
static gboolean
check_replaceable (Replacement *self, GError **error)
{
  memset (&self->old, 0, sizeof self->old);
  if (fstatat (self->folder_fd, self->name, &self->old, AT_SYMLINK_NOFOLLOW) != 0)
    {
      self->old.st_mode = 0;
      return errno == ENOENT || fail_write (self, errno, error);
    }
  if (S_ISLNK (self->old.st_mode))
    return set_refusal (error, SCH_ERROR_READ_ONLY,
                        _ ("“%s” is a link and is not replaced; put the file itself there"),
                        self->path);
  if (!S_ISREG (self->old.st_mode))
    return set_refusal (error, SCH_ERROR_READ_ONLY,
                        _ ("“%s” is not a regular file and is not replaced; move it away"),
                        self->path);
  if ((self->old.st_mode & S_IWUSR) == 0 ||
      (faccessat (self->folder_fd, self->name, W_OK, AT_EACCESS) != 0 && errno == EACCES))
    return set_refusal (error, SCH_ERROR_READ_ONLY,
                        _ ("“%s” is read-only and was not changed; make it writable to save in it"),
                        self->path);
  return TRUE;
}

static gboolean
set_changed (Replacement *self, GError **error)
{
  return set_refusal (error, SCH_ERROR_CHANGED,
                      _ ("“%s” was changed by another program and is not overwritten; read it "
                         "again"),
                      self->path);
}

/* Whether the file on the disk is still the one that the caller knows. */
static gboolean
check_expected (Replacement *self, const SchFileState *expected, GError **error)
{
  SchFileState now = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  if (self->old.st_mode != 0)
    fill_state (&now, &self->old);
  if (now.exists != expected->exists)
    return set_changed (self, error);
  if (!now.exists)
    return TRUE;
  if (sch_file_state_equal_stat (&now, expected) &&
      (now.size > ALWAYS_HASH_BYTES || expected->sha256[0] == '\0'))
    return TRUE;
  if (expected->sha256[0] == '\0' || now.size != expected->size)
    return set_changed (self, error);
  bytes = sch_store_read (self->path, G_MAXUINT64, &now, error);
  if (bytes == NULL)
    return FALSE;
  return strcmp (now.sha256, expected->sha256) == 0 || set_changed (self, error);
}

/* Whether the old file is still as check_replaceable() saw it, a moment before the rename. */
static gboolean
check_still_same (Replacement *self, GError **error)
{
  SchFileState before = { 0 }, now = { 0 };
  struct stat st;

  if (self->old.st_mode != 0)
    fill_state (&before, &self->old);
  if (fstatat (self->folder_fd, self->name, &st, AT_SYMLINK_NOFOLLOW) == 0)
    fill_state (&now, &st);
  else if (errno != ENOENT)
    return fail_write (self, errno, error);
  return sch_file_state_equal_stat (&before, &now) || set_changed (self, error);
}

static gboolean
write_all (int fd, const char *data, gsize byte_len)
{
  while (byte_len > 0)
    {
      gssize n = write (fd, data, MIN (byte_len, (gsize) G_MAXINT32));

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      byte_len -= n;
    }
  return TRUE;
}

/* Makes the temporary file anew; a left-over of a crash is removed first. */
static gboolean
create_temporary (Replacement *self, GError **error)
{
  mode_t mode = self->old.st_mode != 0 ? 0600 : NEW_FILE_MODE;

  if (unlinkat (self->folder_fd, self->temporary, 0) != 0 && errno != ENOENT)
    return fail_write (self, errno, error);
  self->fd = openat (self->folder_fd, self->temporary,
                     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (self->fd < 0)
    return fail_write (self, errno, error);
  self->has_temporary = TRUE;
  return TRUE;
}

static gboolean
copy_mode (Replacement *self, GError **error)
{
  struct stat st;

  if (self->old.st_mode == 0)
    return TRUE;
  if (fstat (self->fd, &st) != 0)
    return fail_write (self, errno, error);
  /* Owner and group can usually not be given away; where they can (root), they are kept. */
  if ((st.st_uid != self->old.st_uid || st.st_gid != self->old.st_gid) &&
      fchown (self->fd, self->old.st_uid, self->old.st_gid) != 0 && errno != EPERM &&
      errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return fail_write (self, errno, error);
  if (fchmod (self->fd, self->old.st_mode & 0777) != 0)
    return fail_write (self, errno, error);
  return TRUE;
}

static gboolean
write_temporary (Replacement *self, GBytes *content, GError **error)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (content, &byte_len);

  if (!write_all (self->fd, data, byte_len))
    return fail_write (self, errno, error);
  if (!copy_mode (self, error))
    return FALSE;
  if (fsync (self->fd) != 0)
    return fail_write (self, errno, error);
  return TRUE;
}

/* Closes once, whatever comes of it. */
static int
close_fd (int *fd)
{
  int old = *fd;

  *fd = -1;
  return close (old);
}

/* Puts the temporary file in the place of the old one. */
static gboolean
commit_replacement (Replacement *self, SchFileState *state, GError **error)
{
  struct stat st, named;

  if (fstat (self->fd, &st) != 0 ||
      fstatat (self->folder_fd, self->temporary, &named, AT_SYMLINK_NOFOLLOW) != 0)
    return fail_write (self, errno, error);
  if (st.st_ino != named.st_ino || st.st_dev != named.st_dev)
    {
      self->has_temporary = FALSE; /* it is somebody else's */
      return set_changed (self, error);
    }
  if (close_fd (&self->fd) != 0 && errno != EINTR)
    return fail_write (self, errno, error);
  if (renameat (self->folder_fd, self->temporary, self->folder_fd, self->name) != 0)
    return fail_write (self, errno, error);
  self->has_temporary = FALSE;
  if (!sch_store_sync_folder (self->folder_fd))
    return fail_write (self, errno, error);
  /* Looked at again by name: a rename may change the time on some file systems. */
  if (fstatat (self->folder_fd, self->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return fail_write (self, errno, error);
  fill_state (state, &st);
  return TRUE;
}

/**
 * sch_store_replace:
 * @content: the whole new content
 * @expected: (nullable): the state that the caller knows, from sch_store_read() or an earlier
 *   replacement; NULL to overwrite whatever is there
 * @state: (out) (optional): the state of the new file, with its hash
 *
 * Replaces a file durably: when this returns TRUE, the new content survives a power cut; when it
 * returns FALSE, the old file is as it was (but for a failing sync of the folder after the rename:
 * then either content may be found). The mode of the old file is kept; a new file gets 0644
 * without the umask.
 *
 * Returns: FALSE with %SCH_ERROR_CHANGED (another program changed it), %SCH_ERROR_READ_ONLY (a
 *   link, a read-only file or file system) or a #GIOErrorEnum
 */
gboolean
sch_store_replace (const char *path, GBytes *content, const SchFileState *expected,
                   SchFileState *state, GError **error)
{
  g_auto (Replacement) self = { .fd = -1, .folder_fd = -1 };
  SchFileState written;

  g_return_val_if_fail (path != NULL && content != NULL, FALSE);
  if (!open_replacement (&self, path, error) || !check_replaceable (&self, error))
    return FALSE;
  if (expected != NULL && !check_expected (&self, expected, error))
    return FALSE;
  if (!create_temporary (&self, error) || !write_temporary (&self, content, error))
    return FALSE;
  if (expected != NULL && !check_still_same (&self, error))
    return FALSE;
  if (!commit_replacement (&self, &written, error))
    return FALSE;
  sch_store_sha256 (g_bytes_get_data (content, NULL), g_bytes_get_size (content), written.sha256);
  if (state != NULL)
    *state = written;
  return TRUE;
}

/**
 * sch_store_remove:
 *
 * Removes a file durably. That it is not there is no error; what sch_store_replace() would not
 * replace is not removed either.
 */
gboolean
sch_store_remove (const char *path, GError **error)
{
  g_auto (Replacement) self = { .fd = -1, .folder_fd = -1 };

  g_return_val_if_fail (path != NULL, FALSE);
  if (!open_replacement (&self, path, error) || !check_replaceable (&self, error))
    return FALSE;
  if (self.old.st_mode == 0)
    return TRUE;
  if (unlinkat (self.folder_fd, self.name, 0) != 0 || !sch_store_sync_folder (self.folder_fd))
    return sch_store_set_error (error, errno, _ ("Could not remove “%s”"), path);
  return TRUE;
}
