/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record-log.h"

G_BEGIN_DECLS

#define SCH_HISTORY_MAX_GROUPS 1000u
#define SCH_HISTORY_MAX_BYTES (32u * 1024u * 1024u)

typedef enum
{
  SCH_HISTORY_DO = 1,   /* a new group; clears what could be redone */
  SCH_HISTORY_UNDO = 2, /* the last done group was undone */
  SCH_HISTORY_REDO = 3, /* the last undone group was done again */
} SchHistoryOp;

/**
 * SchHistoryLog:
 * @done: (element-type GBytes): payloads of the groups that can be undone, oldest first
 * @undone: (element-type GBytes): payloads that can be redone, next to redo last
 * @last_seq: sequence number of the last operation in the store
 */
typedef struct
{
  GPtrArray *done;
  GPtrArray *undone;
  guint64 last_seq;
} SchHistoryLog;

SchHistoryLog *sch_history_log_new (void);
void sch_history_log_free (SchHistoryLog *log);
void sch_history_log_apply (SchHistoryLog *log, SchHistoryOp op, guint64 seq, GBytes *payload);

/**
 * SchHistoryStore:
 *
 * The undo history of one layer on the disk (history/LAYER.log): bounded in groups and bytes; when
 * it grows past twice its bound it is rewritten with the newest groups. Losing it loses undo, nothing else.
 */
typedef struct _SchHistoryStore SchHistoryStore;

SchHistoryStore *sch_history_store_new (const char *folder, const char *layer);
SchHistoryLog *sch_history_store_load (SchHistoryStore *self, GError **error);
gboolean sch_history_store_append (SchHistoryStore *self, SchHistoryOp op, guint64 seq,
                                   const char *payload, gsize byte_len, GError **error);
gboolean sch_history_store_sync (SchHistoryStore *self, GError **error);
const char *sch_history_store_get_path (SchHistoryStore *self);
void sch_history_store_free (SchHistoryStore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchHistoryLog, sch_history_log_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchHistoryStore, sch_history_store_free)

G_END_DECLS
