/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "One writer per corpus": the lock file, who holds it, and how a left-over one is taken over.
 *
 * The lock is made by O_EXCL and written through the descriptor that made it, so that nothing ever
 * replaces another instance's lock. Taking over happens under a second O_EXCL file, and moves the
 * judged file out of the way before the new one is made. All locks of one instance share its
 * liveness file. */

#include "sch-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "sch-error.h"
#include "sch-json-pull.h"
#include "sch-json-writer.h"
#include "sch-record-log.h"

#define MAX_LOCK_BYTES 16384u
#define MAX_NAME_CHARS 200
#define MAX_ATTEMPTS 20u
#define RETRY_USEC 5000
/* Clocks of two machines may differ, and network file systems delay. */
#define OTHER_HOST_FACTOR 10

struct _SchLock
{
  char *path;
  char *owner;
  char *host;
  char *boot_id;
  char *user;
  char *runtime_dir;
  char *live; /* token of the runtime folder, "" without a liveness file */
  gint64 since;
  int fd;
};

/* What stands in a lock file. */
typedef struct
{
  gboolean exists;
  gboolean is_valid;
  char *content;
  gsize byte_len;
  gint64 mtime;
  char *owner;
  char *host;
  char *boot;
  char *user;
  char *since;
  char *live;
  gint64 heartbeat;
} LockInfo;

static void
lock_info_clear (LockInfo *info)
{
  g_clear_pointer (&info->content, g_free);
  g_clear_pointer (&info->owner, g_free);
  g_clear_pointer (&info->host, g_free);
  g_clear_pointer (&info->boot, g_free);
  g_clear_pointer (&info->user, g_free);
  g_clear_pointer (&info->since, g_free);
  g_clear_pointer (&info->live, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LockInfo, lock_info_clear)

static void
set_errno_error (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (
      error, G_IO_ERROR, g_io_error_from_errno (code),
      _ ("The lock %s could not be written (%s). Check that the disk has space and that its "
         "folder may be written."),
      name, g_strerror (code));
}

/* An owner becomes part of a file name. */
static gboolean
owner_is_safe (const char *owner)
{
  gsize len = strlen (owner);

  return len > 0 && len <= 64 &&
         strspn (owner, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-") == len;
}

static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

/* Liveness files */

typedef struct
{
  int fd;
  guint n_users;
} Liveness;

static GMutex liveness_mutex;
static GHashTable *liveness_files; /* path -> Liveness: held by this process */

static char *
build_liveness_path (const char *runtime_dir, const char *owner)
{
  g_autofree char *name = g_strdup_printf ("scholiast-%s.alive", owner);

  return g_build_filename (runtime_dir, name, NULL);
}

/* Tells whether two instances see the same runtime folder: only then does a missing liveness file
 * mean anything. */
static char *
build_runtime_token (const char *runtime_dir)
{
  struct stat info;

  if (runtime_dir == NULL || stat (runtime_dir, &info) != 0 || !S_ISDIR (info.st_mode))
    return g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x", (guint64) info.st_dev,
                          (guint64) info.st_ino);
}

static int
open_liveness (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      fd = -1;
    }
  return fd;
}

/* Returns FALSE where there is no usable runtime folder; then the heartbeat alone tells. */
static gboolean
hold_liveness (const char *runtime_dir, const char *owner)
{
  g_autofree char *path = build_liveness_path (runtime_dir, owner);
  Liveness *liveness;
  gboolean held = TRUE;

  g_mutex_lock (&liveness_mutex);
  if (liveness_files == NULL)
    liveness_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  liveness = g_hash_table_lookup (liveness_files, path);
  if (liveness != NULL)
    liveness->n_users++;
  else
    {
      int fd = open_liveness (path);

      held = fd >= 0;
      if (held)
        {
          liveness = g_new0 (Liveness, 1);
          liveness->fd = fd;
          liveness->n_users = 1;
          g_hash_table_insert (liveness_files, g_steal_pointer (&path), liveness);
        }
    }
  g_mutex_unlock (&liveness_mutex);
  return held;
}

static void
drop_liveness (const char *runtime_dir, const char *owner)
{
  g_autofree char *path = build_liveness_path (runtime_dir, owner);
  Liveness *liveness;

  g_mutex_lock (&liveness_mutex);
  liveness = liveness_files != NULL ? g_hash_table_lookup (liveness_files, path) : NULL;
  if (liveness != NULL && --liveness->n_users == 0)
    {
      g_unlink (path);
      close (liveness->fd);
      g_hash_table_remove (liveness_files, path);
    }
  g_mutex_unlock (&liveness_mutex);
}

typedef enum
{
  LIFE_UNKNOWN,
  LIFE_ALIVE,
  LIFE_DEAD,
} Life;

/* Asks the liveness file of the holder; @remove takes away that of a dead one. */
static Life
probe_liveness (const LockInfo *info, const char *runtime_dir, gboolean remove)
{
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;
  Life life = LIFE_UNKNOWN;
  int fd;

  if (runtime_dir == NULL || info->live[0] == '\0' || !owner_is_safe (info->owner))
    return LIFE_UNKNOWN;
  token = build_runtime_token (runtime_dir);
  if (strcmp (token, info->live) != 0)
    return LIFE_UNKNOWN;
  path = build_liveness_path (runtime_dir, info->owner);
  fd = open (path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return errno == ENOENT ? LIFE_DEAD : LIFE_UNKNOWN;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      life = LIFE_DEAD;
      if (remove)
        g_unlink (path);
    }
  else if (errno == EWOULDBLOCK)
    life = LIFE_ALIVE;
  close (fd);
  return life;
}

/* The lock file */

static char *
build_content (SchLock *self, gint64 now_seconds, gsize *byte_len)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autofree char *since = format_time (self->since);
  g_autofree char *heartbeat = format_time (now_seconds);
  const char *content;

  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "owner", self->owner);
  sch_json_writer_member_string (writer, "host", self->host);
  sch_json_writer_member_string (writer, "boot", self->boot_id);
  sch_json_writer_member_string (writer, "user", self->user);
  sch_json_writer_member_string (writer, "live", self->live);
  sch_json_writer_member_string (writer, "since", since);
  sch_json_writer_member_string (writer, "heartbeat", heartbeat);
  sch_json_writer_end_object (writer);
  content = sch_json_writer_peek (writer, byte_len);
  return g_strndup (content, *byte_len);
}

static void
parse_info (LockInfo *info)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (info->content, info->byte_len, "lock");
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *heartbeat = NULL;
  const struct
  {
    const char *name;
    char **value;
  } members[] = {
    { "owner", &info->owner },   { "host", &info->host },   { "boot", &info->boot },
    { "user", &info->user },     { "since", &info->since }, { "live", &info->live },
    { "heartbeat", &heartbeat },
  };
  const char *name;

  if (sch_json_pull_begin_object (pull))
    while (sch_json_pull_next_member (pull, &name))
      {
        guint i = 0;

        while (i < G_N_ELEMENTS (members) && strcmp (members[i].name, name) != 0)
          i++;
        if (i < G_N_ELEMENTS (members) && *members[i].value == NULL)
          sch_json_pull_read_string (pull, members[i].value);
        else
          sch_json_pull_skip (pull);
      }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (*members[i].value == NULL)
      *members[i].value = g_strdup ("");
  time = g_date_time_new_from_iso8601 (heartbeat, NULL);
  info->is_valid = sch_json_pull_finish (pull, NULL) && time != NULL && info->owner[0] != '\0';
  info->heartbeat = time != NULL ? g_date_time_to_unix (time) : 0;
}

static gboolean
read_info (const char *path, LockInfo *info, GError **error)
{
  struct stat file;
  gssize n = -1;
  int fd, code = 0;

  fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0 && errno == ENOENT)
    return TRUE;
  if (fd < 0 || fstat (fd, &file) != 0)
    code = errno;
  else if (!S_ISREG (file.st_mode))
    code = EINVAL;
  else
    {
      info->content = g_malloc0 (MAX_LOCK_BYTES + 1);
      n = pread (fd, info->content, MAX_LOCK_BYTES, 0);
      code = n < 0 ? errno : 0;
    }
  if (fd >= 0)
    close (fd);
  if (code != 0)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                   _ ("The lock %s could not be read (%s). Check its permissions, or remove it if "
                      "nobody else has the corpus open."),
                   name, g_strerror (code));
      return FALSE;
    }
  info->exists = TRUE;
  info->byte_len = n;
  info->mtime = file.st_mtime;
  parse_info (info);
  return TRUE;
}

/* Whether the holder is gone. The same boot id is the same machine, whatever it calls itself
 * inside a container. */
static gboolean
is_stale (const LockInfo *info, const SchLockIdentity *identity, gint64 now_seconds)
{
  gint64 age = now_seconds - info->heartbeat;

  if (!info->is_valid)
    return now_seconds - info->mtime > SCH_LOCK_STALE_SECONDS;
  if (info->boot[0] != '\0' && strcmp (info->boot, identity->boot_id) == 0)
    switch (probe_liveness (info, identity->runtime_dir, FALSE))
      {
      case LIFE_ALIVE:
        return FALSE;
      case LIFE_DEAD:
        return TRUE;
      case LIFE_UNKNOWN:
      default:
        return age > SCH_LOCK_STALE_SECONDS;
      }
  if (strcmp (info->host, identity->host) == 0)
    return TRUE;
  return age > OTHER_HOST_FACTOR * SCH_LOCK_STALE_SECONDS;
}

static void
set_locked_error (GError **error, const char *path, const LockInfo *info)
{
  g_autofree char *name = g_filename_display_name (path);

  if (!info->is_valid)
    g_set_error (error, SCH_ERROR, SCH_ERROR_LOCKED,
                 _ ("Another program is just opening this corpus (%s). Try again in a minute."),
                 name);
  else
    g_set_error (
        error, SCH_ERROR, SCH_ERROR_LOCKED,
        _ ("This corpus is in use by %s on %s since %s (%s). Close it there; if that program "
           "does not run any more, take the corpus over."),
        info->user[0] != '\0' ? info->user : info->owner, info->host, info->since, name);
}

static gboolean
write_content (SchLock *self, gint64 now_seconds)
{
  gsize byte_len;
  g_autofree char *content = build_content (self, now_seconds, &byte_len);
  gssize n;

  do
    n = pwrite (self->fd, content, byte_len, 0);
  while (n < 0 && errno == EINTR);
  if (n >= 0 && (gsize) n < byte_len)
    {
      errno = ENOSPC;
      return FALSE;
    }
  /* For those who look through a network file system. */
  return n >= 0 &&
         (fdatasync (self->fd) == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP);
}

/* Makes the lock file. Returns FALSE with EEXIST if there is one; then nothing is changed. */
static gboolean
create_file (SchLock *self, gint64 now_seconds, int *code)
{
  int previous = self->fd;
  int fd = open (self->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      *code = errno;
      return FALSE;
    }
  self->fd = fd;
  if (write_content (self, now_seconds))
    {
      if (previous >= 0)
        close (previous);
      return TRUE;
    }
  *code = errno;
  g_unlink (self->path);
  close (fd);
  self->fd = previous;
  return FALSE;
}

static gboolean
same_lock (const LockInfo *a, const LockInfo *b)
{
  return a->byte_len == b->byte_len && a->mtime == b->mtime &&
         memcmp (a->content, b->content, a->byte_len) == 0;
}

/* Moves the lock that was judged out of the way and removes it; puts it back if it turns out to be
 * another one. */
static void
remove_judged (const char *path, const LockInfo *judged, const SchLockIdentity *identity)
{
  g_autofree char *aside = g_strdup_printf ("%s.%s.stale", path, identity->owner);
  g_auto (LockInfo) current = { 0 };
  g_auto (LockInfo) moved = { 0 };

  if (!read_info (path, &current, NULL) || !current.exists || !same_lock (&current, judged))
    return;
  if (g_rename (path, aside) != 0)
    return;
  if (read_info (aside, &moved, NULL) && moved.exists && same_lock (&moved, judged))
    {
      g_unlink (aside);
      if (judged->is_valid)
        probe_liveness (judged, identity->runtime_dir, TRUE);
    }
  else if (renameat2 (AT_FDCWD, aside, AT_FDCWD, path, RENAME_NOREPLACE) != 0 &&
           !g_file_test (path, G_FILE_TEST_EXISTS))
    g_rename (aside, path);
}

/* Serialises those who take over: each removes only what it judged while it holds the guard. A
 * guard left by a killed taker goes by its age. */
static gboolean
take_guard (const char *guard, const SchLockIdentity *identity, gint64 now_seconds)
{
  g_auto (LockInfo) info = { 0 };
  int fd = open (guard, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

  if (fd >= 0)
    {
      gsize len = strlen (identity->owner);
      gboolean written = write (fd, identity->owner, len) == (gssize) len;

      close (fd);
      if (!written)
        g_unlink (guard);
      return written;
    }
  if (errno == EEXIST && read_info (guard, &info, NULL) && info.exists &&
      ABS (now_seconds - info.mtime) > SCH_LOCK_STALE_SECONDS)
    remove_judged (guard, &info, identity);
  return FALSE;
}

static char *
clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);

  return g_utf8_strlen (valid, -1) > MAX_NAME_CHARS ? g_utf8_substring (valid, 0, MAX_NAME_CHARS)
                                                    : g_steal_pointer (&valid);
}

static SchLock *
lock_new (const char *path, const SchLockIdentity *identity, gint64 now_seconds)
{
  SchLock *self = g_new0 (SchLock, 1);

  self->path = g_strdup (path);
  self->owner = g_strdup (identity->owner);
  self->host = clean_name (identity->host);
  self->boot_id = clean_name (identity->boot_id);
  self->user = clean_name (identity->user);
  self->since = now_seconds;
  self->fd = -1;
  /* Before the lock can be seen, so that nobody finds the lock without it. */
  if (identity->runtime_dir != NULL && hold_liveness (identity->runtime_dir, identity->owner))
    self->runtime_dir = g_strdup (identity->runtime_dir);
  self->live = build_runtime_token (self->runtime_dir);
  return self;
}

static SchLock *
acquire (const char *path, const SchLockIdentity *identity, gint64 now_seconds, gboolean by_force,
         GError **error)
{
  g_autoptr (SchLock) self = lock_new (path, identity, now_seconds);
  g_autofree char *guard = g_strconcat (path, ".takeover", NULL);
  g_auto (LockInfo) last = { 0 };

  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    {
      int code = 0;
      gboolean created = create_file (self, now_seconds, &code);

      if (!created && code == EEXIST)
        {
          lock_info_clear (&last);
          last = (LockInfo){ 0 };
          if (!read_info (path, &last, error))
            return NULL;
          if (last.exists && !by_force && !is_stale (&last, identity, now_seconds))
            break;
          if (last.exists && take_guard (guard, identity, now_seconds))
            {
              remove_judged (path, &last, identity);
              created = create_file (self, now_seconds, &code);
              g_unlink (guard);
            }
          else
            g_usleep (RETRY_USEC);
        }
      if (created)
        return g_steal_pointer (&self);
      if (code != EEXIST)
        {
          set_errno_error (error, path, code);
          return NULL;
        }
    }
  set_locked_error (error, path, &last);
  return NULL;
}

/**
 * sch_lock_acquire:
 * @path: of the lock file; its folder must be there
 * @identity: who takes it
 * @now_seconds: seconds since 1970, UTC
 *
 * Takes the lock if nobody has it, or if who had it is gone: an instance of this boot whose
 * liveness file is free, or, where that cannot be told, whose heartbeat is older than
 * %SCH_LOCK_STALE_SECONDS; an earlier boot of this host; another host after ten times as long.
 *
 * Returns: (transfer full) (nullable): the lock, or %NULL with %SCH_ERROR_LOCKED, or an error of GIO
 */
SchLock *
sch_lock_acquire (const char *path, const SchLockIdentity *identity, gint64 now_seconds,
                  GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (identity != NULL && owner_is_safe (identity->owner), NULL);

  return acquire (path, identity, now_seconds, FALSE, error);
}

/**
 * sch_lock_steal:
 *
 * As sch_lock_acquire(), but takes the lock from whoever holds it now, because the person says that
 * this one is gone. If it is not, its next heartbeat fails.
 *
 * Returns: (transfer full) (nullable): the lock, or %NULL with %SCH_ERROR_LOCKED if others are
 *   faster, or an error of GIO
 */
SchLock *
sch_lock_steal (const char *path, const SchLockIdentity *identity, gint64 now_seconds,
                GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (identity != NULL && owner_is_safe (identity->owner), NULL);

  return acquire (path, identity, now_seconds, TRUE, error);
}

/**
 * sch_lock_is_ours:
 *
 * Returns: whether the lock file still says that it is ours
 */
gboolean
sch_lock_is_ours (SchLock *self)
{
  g_auto (LockInfo) info = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);

  return read_info (self->path, &info, NULL) && info.is_valid &&
         strcmp (info.owner, self->owner) == 0;
}

/**
 * sch_lock_heartbeat:
 * @now_seconds: seconds since 1970, UTC
 *
 * To be called every few seconds. Makes the lock anew if somebody removed it and nobody else took
 * it.
 *
 * Returns: %FALSE with %SCH_ERROR_LOCKED if the lock is another's now (stop writing), or with an
 *   error of GIO if it could not be written
 */
gboolean
sch_lock_heartbeat (SchLock *self, gint64 now_seconds, GError **error)
{
  g_auto (LockInfo) info = { 0 };
  int code = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!read_info (self->path, &info, error))
    return FALSE;
  if (!info.exists)
    {
      if (create_file (self, now_seconds, &code))
        return TRUE;
      if (code != EEXIST || !read_info (self->path, &info, NULL))
        {
          set_errno_error (error, self->path, code);
          return FALSE;
        }
    }
  if (!info.is_valid || strcmp (info.owner, self->owner) != 0)
    {
      set_locked_error (error, self->path, &info);
      return FALSE;
    }
  if (write_content (self, now_seconds))
    return TRUE;
  set_errno_error (error, self->path, errno);
  return FALSE;
}

/**
 * sch_lock_is_held:
 * @owner: (out) (optional) (nullable) (transfer full): id of the instance that wrote the lock,
 *   alive or not; %NULL if there is no lock or it cannot be read
 *
 * Returns: whether there is a lock whose owner is alive, as far as can be told; a lock that cannot
 *   be read counts as held
 */
gboolean
sch_lock_is_held (const char *path, const SchLockIdentity *identity, gint64 now_seconds,
                  char **owner)
{
  g_auto (LockInfo) info = { 0 };
  gboolean is_read;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (identity != NULL, FALSE);

  is_read = read_info (path, &info, NULL);
  if (owner != NULL)
    *owner = info.is_valid ? g_strdup (info.owner) : NULL;
  if (!is_read)
    return TRUE;
  return info.exists && !is_stale (&info, identity, now_seconds);
}

/**
 * sch_lock_release:
 * @self: (transfer full) (nullable): the lock
 *
 * Removes the lock file if it is ours, then the liveness file.
 */
void
sch_lock_release (SchLock *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    {
      if (sch_lock_is_ours (self))
        g_unlink (self->path);
      close (self->fd);
    }
  if (self->runtime_dir != NULL)
    drop_liveness (self->runtime_dir, self->owner);
  g_free (self->path);
  g_free (self->owner);
  g_free (self->host);
  g_free (self->boot_id);
  g_free (self->user);
  g_free (self->runtime_dir);
  g_free (self->live);
  g_free (self);
}
