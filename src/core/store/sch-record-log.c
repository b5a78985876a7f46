/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The framed, append-only file under the journal and the history.
 *
 * Invariants: bytes before `end` are whole and are never written again; what lies after `end` was
 * never acknowledged and may be cut off. Opening and reading write nothing. A file that does not
 * start with the expected magic line is never written. */

#include "sch-record-log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "sch-error.h"

#define FRAME_BYTES 16u
#define CHECKSUM_BYTES 8u
#define SIZE_UNKNOWN G_MAXUINT64

struct _SchRecordLog
{
  char *path;
  char *magic;
  int fd;      /* -1 until the first append */
  guint64 end; /* after the last whole record; 0: the magic line is not there yet */
  guint n_records;
  guint64 file_size; /* as far as known, with a torn end; SIZE_UNKNOWN after a failed cut */
  gboolean exists;
  gboolean folder_needs_sync;
  gboolean needs_scan; /* another program changed the file: look again before appending */
};

static void
set_errno_error (GError **error, const char *path, const char *what, int code)
{
  g_autofree char *name = g_filename_display_name (path);
  const char *advice;

  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
      advice = _ ("The disk is full: free some space, then try again.");
      break;
    case EFBIG:
      advice = _ (
          "The file has reached the size limit set for it: raise the limit or save to another place, then try again.");
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      advice = _ ("Check the permissions of the file and its folder, then try again.");
      break;
    case EIO:
      advice = _ ("The disk reports a fault: copy the corpus to another disk.");
      break;
    default:
      advice = _ ("Check the folder, then try again.");
    }
  /* Translators: a file name, what failed, the system's reason, advice */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("%s: %s (%s). %s"), name, what,
               g_strerror (code), advice);
}

static void
put_u32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (at, &value, sizeof value);
}

static guint32
get_u32 (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, sizeof value);
  return GUINT32_FROM_LE (value);
}

/* The first bytes of the SHA-256 of length, type and payload. */
static void
compute_checksum (const guint8 *length_and_type, const char *payload, gsize byte_len,
                  guint8 checksum[CHECKSUM_BYTES])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize digest_len = sizeof digest;

  g_checksum_update (sum, length_and_type, 8);
  if (byte_len > 0)
    g_checksum_update (sum, (const guchar *) payload, byte_len);
  g_checksum_get_digest (sum, digest, &digest_len);
  memcpy (checksum, digest, CHECKSUM_BYTES);
}

/* Reads up to @byte_len bytes; fewer at the end of the file. Returns -1 and sets errno. */
static gssize
read_at (int fd, void *buffer, gsize byte_len, guint64 offset)
{
  gsize done = 0;

  while (done < byte_len)
    {
      gssize n = pread (fd, (char *) buffer + done, byte_len - done, offset + done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      done += n;
    }
  return done;
}

static gboolean
write_at (int fd, const void *buffer, gsize byte_len, guint64 offset)
{
  gsize done = 0;

  while (done < byte_len)
    {
      gssize n = pwrite (fd, (const char *) buffer + done, byte_len - done, offset + done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      done += n;
    }
  return TRUE;
}

typedef struct
{
  const char *path;
  int fd;
  guint64 size;
  SchRecordFunc func;
  gpointer data;
  guint64 end;
  guint n_records;
  SchRecordLogDamage *damage;
} Scan;

typedef enum
{
  MAGIC_MATCHES,
  MAGIC_NOT_WRITTEN, /* empty, or torn inside the magic line */
  MAGIC_DIFFERS,
  MAGIC_UNREADABLE,
} MagicState;

static MagicState
check_magic (Scan *scan, const char *magic, GError **error)
{
  gsize len = strlen (magic);
  g_autofree char *found = g_malloc (len);
  gssize n = read_at (scan->fd, found, len, 0);

  if (n < 0)
    {
      set_errno_error (error, scan->path, _ ("The file could not be read"), errno);
      return MAGIC_UNREADABLE;
    }
  if (memcmp (found, magic, n) == 0)
    return (gsize) n == len ? MAGIC_MATCHES : MAGIC_NOT_WRITTEN;

  {
    g_autofree char *name = g_filename_display_name (scan->path);

    g_set_error (
        error, SCH_ERROR, SCH_ERROR_FORMAT,
        _ ("%s is not a file that this version of the program writes; it was left as it is. "
           "Move it to another folder, or open it with the version that wrote it."),
        name);
  }
  return MAGIC_DIFFERS;
}

/* Goes through the records after the magic line. A bad record counts as such only once a good one
 * follows it; until then it may be the torn end. A length that cannot be leaves no way to find the
 * next record. */
static gboolean
scan_records (Scan *scan, gsize magic_len, GError **error)
{
  g_autofree char *payload = NULL;
  gsize allocated = 0;
  guint64 offset = magic_len, first_bad = 0;
  guint pending_bad = 0;

  scan->end = magic_len;
  while (scan->size - offset >= FRAME_BYTES)
    {
      guint8 frame[FRAME_BYTES], checksum[CHECKSUM_BYTES];
      guint32 byte_len;
      gssize n = read_at (scan->fd, frame, FRAME_BYTES, offset);

      if (n < 0)
        goto fail;
      if (n < (gssize) FRAME_BYTES)
        break;
      byte_len = get_u32 (frame);
      if (byte_len > SCH_RECORD_LOG_MAX_RECORD || byte_len > scan->size - offset - FRAME_BYTES)
        break;
      if (byte_len > allocated || payload == NULL)
        {
          allocated = MAX (byte_len, 4096);
          payload = g_realloc (payload, allocated + 1);
        }
      n = read_at (scan->fd, payload, byte_len, offset + FRAME_BYTES);
      if (n < 0)
        goto fail;
      if (n < (gssize) byte_len)
        break;
      payload[byte_len] = '\0';
      compute_checksum (frame, payload, byte_len, checksum);
      if (memcmp (checksum, frame + 8, CHECKSUM_BYTES) != 0)
        {
          if (pending_bad++ == 0)
            first_bad = offset;
          offset += FRAME_BYTES + byte_len;
          continue;
        }
      if (pending_bad > 0)
        {
          if (scan->damage->bad_records == 0)
            scan->damage->first_bad_offset = first_bad;
          scan->damage->bad_records += pending_bad;
          pending_bad = 0;
        }
      offset += FRAME_BYTES + byte_len;
      scan->end = offset;
      scan->n_records++;
      if (scan->func != NULL && !scan->func (get_u32 (frame + 4), payload, byte_len, scan->data))
        return TRUE;
    }
  scan->damage->torn_bytes = scan->size - scan->end;
  return TRUE;

fail:
  set_errno_error (error, scan->path, _ ("The file could not be read"), errno);
  return FALSE;
}

/* Opens @path for reading and goes through it. @exists tells a missing file from an empty one. */
static gboolean
scan_file (Scan *scan, const char *path, const char *magic, gboolean *exists, GError **error)
{
  struct stat info;
  gboolean ok = FALSE;

  scan->path = path;
  *exists = FALSE;
  scan->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (scan->fd < 0)
    {
      if (errno == ENOENT)
        return TRUE;
      set_errno_error (error, path, _ ("The file could not be opened"), errno);
      return FALSE;
    }
  *exists = TRUE;
  if (fstat (scan->fd, &info) != 0)
    set_errno_error (error, path, _ ("The file could not be read"), errno);
  else if (!S_ISREG (info.st_mode))
    set_errno_error (error, path, _ ("This is not a regular file"),
                     S_ISDIR (info.st_mode) ? EISDIR : EINVAL);
  else
    {
      scan->size = info.st_size;
      switch (check_magic (scan, magic, error))
        {
        case MAGIC_MATCHES:
          ok = scan_records (scan, strlen (magic), error);
          break;
        case MAGIC_NOT_WRITTEN:
          scan->damage->torn_bytes = scan->size;
          ok = TRUE;
          break;
        case MAGIC_DIFFERS:
        case MAGIC_UNREADABLE:
          break;
        }
    }
  close (scan->fd);
  return ok;
}

static gboolean
rescan (SchRecordLog *self, GError **error)
{
  SchRecordLogDamage damage = { 0 };
  Scan scan = { .damage = &damage };

  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  self->needs_scan = TRUE;
  if (!scan_file (&scan, self->path, self->magic, &self->exists, error))
    return FALSE;
  self->end = scan.end;
  self->n_records = scan.n_records;
  self->file_size = scan.size;
  self->needs_scan = FALSE;
  return TRUE;
}

/* Makes the folder, and fsyncs each folder in which a new one was made. */
static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *parent = NULL;

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  parent = g_path_get_dirname (folder);
  if (strcmp (parent, folder) != 0 && !make_folder (parent, error))
    return FALSE;
  if (g_mkdir (folder, 0777) != 0)
    {
      if (errno == EEXIST && g_file_test (folder, G_FILE_TEST_IS_DIR))
        return TRUE;
      set_errno_error (error, folder, _ ("The folder could not be made"), errno);
      return FALSE;
    }
  return sch_record_log_sync_folder (parent, error);
}

/* Opens the file for writing, making it where it is not there. */
static gboolean
open_for_append (SchRecordLog *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;

  if (!self->exists)
    {
      if (!make_folder (folder, error))
        return FALSE;
      flags |= O_CREAT | O_EXCL;
    }
  self->fd = open (self->path, flags, 0666);
  if (self->fd < 0)
    {
      int code = errno;

      /* It came or went since it was looked at. */
      if (code == EEXIST || code == ENOENT)
        self->needs_scan = TRUE;
      set_errno_error (error, self->path, _ ("The file could not be opened for writing"), code);
      return FALSE;
    }
  if (!self->exists)
    self->folder_needs_sync = TRUE;
  self->exists = TRUE;
  return TRUE;
}

/* Whether the open file is still the one at the path and holds what was written. Otherwise what is
 * appended would be lost with a removed file, or mixed with what another program wrote. */
static gboolean
check_unchanged (SchRecordLog *self, GError **error)
{
  struct stat info, at_path;
  g_autofree char *name = NULL;

  if (fstat (self->fd, &info) == 0 && lstat (self->path, &at_path) == 0 &&
      S_ISREG (at_path.st_mode) && at_path.st_size == info.st_size &&
      (self->file_size == SIZE_UNKNOWN || (guint64) info.st_size == self->file_size))
    return TRUE;
  name = g_filename_display_name (self->path);
  g_set_error (
      error, SCH_ERROR, SCH_ERROR_CHANGED,
      _ ("%s was removed or changed by another program while it was in use. Close the other "
         "program, then try again."),
      name);
  close (self->fd);
  self->fd = -1;
  self->needs_scan = TRUE;
  return FALSE;
}

/* Cuts off what lies after the last whole record. */
static gboolean
cut_tail (SchRecordLog *self)
{
  int result;

  do
    result = ftruncate (self->fd, self->end);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

static gboolean
sync_data (int fd)
{
  int result;

  do
    result = fdatasync (fd);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

static GByteArray *
build_frame (SchRecordLog *self, guint32 type, const char *payload, gsize byte_len)
{
  GByteArray *frame = g_byte_array_sized_new (strlen (self->magic) + FRAME_BYTES + byte_len);
  guint8 head[FRAME_BYTES];

  if (self->end == 0)
    g_byte_array_append (frame, (const guint8 *) self->magic, strlen (self->magic));
  put_u32 (head, byte_len);
  put_u32 (head + 4, type);
  compute_checksum (head, payload, byte_len, head + 8);
  g_byte_array_append (frame, head, FRAME_BYTES);
  if (byte_len > 0)
    g_byte_array_append (frame, (const guint8 *) payload, byte_len);
  return frame;
}

/**
 * sch_record_log_open:
 * @path: the file; it need not exist
 * @magic: first line of the file, with its line feed
 *
 * Looks for the end of the last whole record, from where appending goes on. Writes nothing: a
 * missing file and its folder are made, and a torn end is cut off, by the first append.
 *
 * Returns: (transfer full) (nullable): the log, or %NULL with %SCH_ERROR_FORMAT for a file that
 *   begins differently, or an error of GIO
 */
SchRecordLog *
sch_record_log_open (const char *path, const char *magic, GError **error)
{
  g_autoptr (SchRecordLog) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (magic != NULL && magic[0] != '\0', NULL);

  self = g_new0 (SchRecordLog, 1);
  self->path = g_strdup (path);
  self->magic = g_strdup (magic);
  self->fd = -1;
  if (!rescan (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sch_record_log_refresh:
 *
 * Sees whether the file is still as it was left. Fails once with %SCH_ERROR_CHANGED if another
 * program removed or changed it; the next call goes on from what is there then. Appending does
 * this by itself.
 *
 * Returns: whether size and number of records are those of the file
 */
gboolean
sch_record_log_refresh (SchRecordLog *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->needs_scan)
    return rescan (self, error);
  return self->fd < 0 || check_unchanged (self, error);
}

/**
 * sch_record_log_append:
 * @type: what the record is, in the words of the user of the log
 * @payload: (nullable): @byte_len bytes
 * @sync: whether to return only when the record is on the disk
 *
 * On failure the file is as before, and the same record may be appended again. If another program
 * removed or changed the file, this fails once with %SCH_ERROR_CHANGED and the next append goes on
 * from what is there then.
 *
 * Returns: whether the record was written
 */
gboolean
sch_record_log_append (SchRecordLog *self, guint32 type, const char *payload, gsize byte_len,
                       gboolean sync, GError **error)
{
  g_autoptr (GByteArray) frame = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (payload != NULL || byte_len == 0, FALSE);

  if (byte_len > SCH_RECORD_LOG_MAX_RECORD)
    {
      g_autofree char *name = g_filename_display_name (self->path);
      g_autofree char *size = g_format_size (byte_len);

      g_set_error (
          error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
          _ ("%s: a single change of %s is too large to be recorded. Make it in smaller steps."),
          name, size);
      return FALSE;
    }
  if (!sch_record_log_refresh (self, error))
    return FALSE;
  if (self->fd < 0 && !open_for_append (self, error))
    return FALSE;
  if (self->folder_needs_sync)
    {
      g_autofree char *folder = g_path_get_dirname (self->path);

      if (!sch_record_log_sync_folder (folder, error))
        return FALSE;
      self->folder_needs_sync = FALSE;
    }

  frame = build_frame (self, type, payload, byte_len);
  if ((self->file_size != self->end && !cut_tail (self)) ||
      !write_at (self->fd, frame->data, frame->len, self->end) || (sync && !sync_data (self->fd)))
    {
      int code = errno;

      /* Where even this fails, the next append cuts before it writes. */
      self->file_size = cut_tail (self) ? self->end : SIZE_UNKNOWN;
      set_errno_error (error, self->path, _ ("The file could not be written"), code);
      return FALSE;
    }
  self->end += frame->len;
  self->file_size = self->end;
  self->n_records++;
  return TRUE;
}

/**
 * sch_record_log_sync:
 *
 * Returns: whether everything appended so far is on the disk
 */
gboolean
sch_record_log_sync (SchRecordLog *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->fd < 0 || sync_data (self->fd))
    return TRUE;
  set_errno_error (error, self->path, _ ("The file could not be written"), errno);
  return FALSE;
}

/**
 * sch_record_log_get_size:
 *
 * Returns: bytes up to the end of the last whole record; 0 as long as nothing was written
 */
guint64
sch_record_log_get_size (SchRecordLog *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->end;
}

/**
 * sch_record_log_get_n_records:
 *
 * Returns: the number of whole records
 */
guint
sch_record_log_get_n_records (SchRecordLog *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_records;
}

const char *
sch_record_log_get_path (SchRecordLog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * sch_record_log_close:
 * @self: (transfer full) (nullable): the log
 *
 * Closes without a sync: a caller to whom it matters calls sch_record_log_sync() before.
 */
void
sch_record_log_close (SchRecordLog *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self->magic);
  g_free (self);
}

/**
 * sch_record_log_read:
 * @func: (scope call) (nullable): called with each whole record, in order; the payload is followed by a NUL
 * @damage: (out) (optional): what was wrong; already true for the records passed so far while
 *   @func runs, so that it can see that something is missing before the record it gets
 *
 * Reads a log as it is now, record by record. A missing or empty file has no records.
 *
 * Returns: %FALSE with %SCH_ERROR_FORMAT for a file that begins differently, or with an error of
 *   GIO; damaged and torn records are not errors
 */
gboolean
sch_record_log_read (const char *path, const char *magic, SchRecordFunc func, gpointer data,
                     SchRecordLogDamage *damage, GError **error)
{
  SchRecordLogDamage own_damage;
  Scan scan = { .func = func, .data = data, .damage = damage != NULL ? damage : &own_damage };
  gboolean exists;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (magic != NULL && magic[0] != '\0', FALSE);

  *scan.damage = (SchRecordLogDamage){ 0 };
  return scan_file (&scan, path, magic, &exists, error);
}

/**
 * sch_record_log_remove:
 * @path: a log that is not needed any more; it need not exist
 *
 * Returns: whether the file is durably gone
 */
gboolean
sch_record_log_remove (const char *path, GError **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  folder = g_path_get_dirname (path);
  if (g_unlink (path) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        return TRUE;
      set_errno_error (error, path, _ ("The file could not be removed"), errno);
      return FALSE;
    }
  return sch_record_log_sync_folder (folder, error);
}

/**
 * sch_record_log_sync_folder:
 *
 * Makes the making, renaming and removing of files in @folder durable. A file system that does not
 * know this operation is taken to do so by itself.
 *
 * Returns: whether that worked
 */
gboolean
sch_record_log_sync_folder (const char *folder, GError **error)
{
  int fd, code = 0;

  g_return_val_if_fail (folder != NULL, FALSE);

  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || (fsync (fd) != 0 && errno != EINVAL && errno != ENOSYS && errno != ENOTSUP))
    code = errno;
  if (fd >= 0)
    close (fd);
  if (code == 0)
    return TRUE;
  set_errno_error (error, folder, _ ("The folder could not be written"), code);
  return FALSE;
}
