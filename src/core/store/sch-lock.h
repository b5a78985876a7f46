/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A lock whose heartbeat is older than this, on the same machine and boot, is left over. */
#define SCH_LOCK_STALE_SECONDS 60

/**
 * SchLockIdentity:
 * @host: name of this machine
 * @boot_id: of this boot of the machine
 * @owner: random id of this instance
 * @user: display name of the person, for messages
 * @runtime_dir: (nullable): folder on a local file system that is shared by all instances of this
 *   user on this machine (and vanishes at logout), where a liveness file is held by flock(); with
 *   it a lock left by a killed instance is recognised at once, without it by its heartbeat
 */
typedef struct
{
  const char *host;
  const char *boot_id;
  const char *owner;
  const char *user;
  const char *runtime_dir;
} SchLockIdentity;

/**
 * SchLock:
 *
 * "One writer per corpus", as an O_EXCL file with owner id, host, boot id and heartbeat. Neither
 * flock() nor process ids on the corpus itself: they do not work through the document portal.
 */
typedef struct _SchLock SchLock;

/* Fails with SCH_ERROR_LOCKED when another live instance holds it; the message names user, host and since when. */
SchLock *sch_lock_acquire (const char *path, const SchLockIdentity *identity, gint64 now_seconds,
                           GError **error);
gboolean sch_lock_heartbeat (SchLock *self, gint64 now_seconds, GError **error);
gboolean sch_lock_is_ours (SchLock *self);
/* Takes over a lock that the person says is left over (e.g. of a crashed machine). */
SchLock *sch_lock_steal (const char *path, const SchLockIdentity *identity, gint64 now_seconds,
                         GError **error);
/* Whether the instance that wrote @owner is alive, as far as can be told. */
gboolean sch_lock_is_held (const char *path, const SchLockIdentity *identity, gint64 now_seconds,
                           char **owner);
/* Removes the file if it is ours. */
void sch_lock_release (SchLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchLock, sch_lock_release)

G_END_DECLS
