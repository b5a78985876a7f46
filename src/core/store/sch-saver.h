/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-history-store.h"
#include "sch-journal.h"
#include "sch-store.h"

G_BEGIN_DECLS

/**
 * SchSaver:
 *
 * The one writer thread of a corpus: journal records, histories and files, strictly in the order
 * in which they were queued. A journal record that cannot be written stops the queue (later work
 * must not overtake it) until it is tried again; a file that cannot be written is reported and the
 * queue goes on, because its edits are safe in the journal.
 */
typedef struct _SchSaver SchSaver;

/* Makes bytes in the writer thread; NULL where what they are made of cannot be read: the file is left
 * as it is then. */
typedef GBytes *(*SchSaverProduce) (gpointer data);

typedef enum
{
  SCH_SAVER_JOURNALED, /* a group is durable in the journal */
  SCH_SAVER_WRITTEN,   /* a file is durable */
  SCH_SAVER_FAILED,    /* the journal cannot be written; the queue stands */
  SCH_SAVER_FILE_FAILED,
  SCH_SAVER_RESET, /* the journal was removed: everything is in the files */
} SchSaverEvent;

typedef struct
{
  SchSaverEvent event;
  guint64 seq;
  char *file;         /* (nullable): relative */
  SchFileState state; /* of the file, after WRITTEN */
  GError *error;      /* (nullable) */
} SchSaverResult;

typedef void (*SchSaverCallback) (const SchSaverResult *result, gpointer data);

/* @root: of the corpus; @private_folder: where journal/ and history/ are. Results arrive on the
 * thread-default main context of the caller. Nothing is made on the disk before the first job. */
SchSaver *sch_saver_new (const char *root, const char *private_folder,
                         const SchJournalHeader *header, SchSaverCallback callback, gpointer data);
void sch_saver_push_base (SchSaver *self, const char *file, const char *sha256);
void sch_saver_push_group (SchSaver *self, guint64 seq, SchSaverProduce produce, gpointer data,
                           GDestroyNotify destroy, const char *history_layer, SchHistoryOp op);
/* An operation that the history lacks after a crash; the journal had it. */
void sch_saver_push_history (SchSaver *self, const char *layer, SchHistoryOp op, guint64 seq,
                             GBytes *payload);
void sch_saver_push_file (SchSaver *self, const char *file, guint64 seq,
                          const SchFileState *expected, SchSaverProduce produce, gpointer data,
                          GDestroyNotify destroy);
void sch_saver_push_remove (SchSaver *self, const char *absolute_file);
/* Moves a file into backup/. */
void sch_saver_push_set_aside (SchSaver *self, const char *absolute_file);
/* Removes the journal unless groups after @seq were queued, or an older journal could not be removed. */
void sch_saver_push_reset (SchSaver *self, guint64 seq);
/* Closes the history of a layer whose file is about to be moved; nothing may be queued. */
void sch_saver_close_history (SchSaver *self, const char *layer);
void sch_saver_retry (SchSaver *self);
gboolean sch_saver_is_idle (SchSaver *self);
/* Waits until the queue is empty or stands, delivering results; FALSE with the error if it stands. */
gboolean sch_saver_wait (SchSaver *self, GError **error);
/* Gives up what is queued behind a failed job. */
void sch_saver_free (SchSaver *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSaver, sch_saver_free)

G_END_DECLS
