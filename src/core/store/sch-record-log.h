/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SCH_RECORD_LOG_MAX_RECORD (512u * 1024u * 1024u)

/**
 * SchRecordLog:
 *
 * An append-only file of framed records: a magic line, then for each record its payload length
 * (u32 little endian), its type (u32 little endian), the first 8 bytes of the SHA-256 of length,
 * type and payload, and the payload. A torn last record (power cut, kill) is dropped on reading and
 * overwritten by the next append; a damaged record in the middle is skipped and reported.
 * A failed append (full disk) truncates back to the last whole record, so that it can be retried.
 * Not thread-safe: used by one thread at a time.
 */
typedef struct _SchRecordLog SchRecordLog;

/**
 * SchRecordFunc:
 * Returns: FALSE to stop reading (not an error)
 */
typedef gboolean (*SchRecordFunc) (guint32 type, const char *payload, gsize byte_len,
                                   gpointer data);

/**
 * SchRecordLogDamage:
 * @torn_bytes: bytes after the last whole record that were dropped
 * @bad_records: records whose checksum is wrong
 * @first_bad_offset: byte offset of the first of these
 */
typedef struct
{
  guint64 torn_bytes;
  guint bad_records;
  guint64 first_bad_offset;
} SchRecordLogDamage;

SchRecordLog *sch_record_log_open (const char *path, const char *magic, GError **error);
gboolean sch_record_log_append (SchRecordLog *self, guint32 type, const char *payload,
                                gsize byte_len, gboolean sync, GError **error);
gboolean sch_record_log_refresh (SchRecordLog *self, GError **error);
gboolean sch_record_log_sync (SchRecordLog *self, GError **error);
guint64 sch_record_log_get_size (SchRecordLog *self);
guint sch_record_log_get_n_records (SchRecordLog *self);
const char *sch_record_log_get_path (SchRecordLog *self);
void sch_record_log_close (SchRecordLog *self);

gboolean sch_record_log_read (const char *path, const char *magic, SchRecordFunc func,
                              gpointer data, SchRecordLogDamage *damage, GError **error);

gboolean sch_record_log_remove (const char *path, GError **error);
gboolean sch_record_log_sync_folder (const char *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchRecordLog, sch_record_log_close)

G_END_DECLS
