/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document.h"
#include "sch-environment.h"
#include "sch-layer-document.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchSavedState:
 * @SCH_SAVED: every change is on the disk (in the journal at least)
 * @SCH_SAVING: changes are on their way
 * @SCH_SAVE_FAILED: the last attempt failed; changes are kept in memory and tried again
 */
typedef enum
{
  SCH_SAVED,
  SCH_SAVING,
  SCH_SAVE_FAILED,
} SchSavedState;

typedef enum
{
  SCH_OPEN_DEFAULT = 0,
  SCH_OPEN_READ_ONLY = 1 << 0, /* take no lock, change nothing */
  SCH_OPEN_STEAL_LOCK = 1 << 1,
} SchOpenFlags;

/**
 * SchIssue:
 * @file: relative to the corpus, "" = the corpus itself
 * @message: what is wrong and what to do, with line and column where there is one
 *
 * Lasting trouble found when a corpus was opened or later: a file that cannot be read, a foreign
 * change that could not be merged, a journal with damage. The affected file is read-only till then.
 */
typedef struct
{
  char *file;
  char *message;
  SchSeverity severity;
} SchIssue;

/**
 * SchCorpusTotals: sums over the rows of all documents, in the active layer.
 */
typedef struct
{
  guint n_of_status[SCH_STATUS_DONE + 1];
  guint n_problems;
  guint n_with_problems; /* documents */
  guint n_doubts;
} SchCorpusTotals;

/**
 * SchCorpus:
 *
 * A folder of documents with its layers. All changes go through sch_corpus_apply(), which checks
 * all edits of a group, mutates each target, records the group in the history and hands it to the
 * writer thread; a group that cannot be applied changes nothing.
 *
 * Signals:
 * - "edited" (SchEditGroup *group): after a group was applied (do, undo or redo)
 * - "saved-state-changed": see sch_corpus_get_saved_state(); emitted on the main context
 * - "issues-changed"
 * - "scheme-changed", "layers-changed", "documents-changed"
 * - "clusters-changed" (const char *layer)
 * - "layer-document-loaded" (SchLayerDocument *document)
 * - "summarized": the rows have their counts, see sch_corpus_summarize_all() and sch_corpus_recheck_all()
 * - "counted": rows of documents have other counts, or counting went on; see sch_corpus_get_totals() and
 *   sch_corpus_get_counting()
 * - "moved-found": see sch_corpus_get_moved()
 */
#define SCH_TYPE_CORPUS (sch_corpus_get_type ())
G_DECLARE_FINAL_TYPE (SchCorpus, sch_corpus, SCH, CORPUS, GObject)

/* Opens a folder; any folder with text files is a corpus. Nothing is written. Edits that an earlier
 * instance left in its journal are applied (in memory, and written with the next change or flush). */
SchCorpus *sch_corpus_open (const char *root, const SchEnvironment *environment, SchOpenFlags flags,
                            GCancellable *cancellable, GError **error);
void sch_corpus_open_async (const char *root, const SchEnvironment *environment, SchOpenFlags flags,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
SchCorpus *sch_corpus_open_finish (GAsyncResult *result, GError **error);
/* Waits until everything is in the files, then gives up lock and journal. Idempotent. */
gboolean sch_corpus_close (SchCorpus *self, GError **error);

const char *sch_corpus_get_root (SchCorpus *self);
const char *sch_corpus_get_id (SchCorpus *self);
char *sch_corpus_dup_title (SchCorpus *self);
SchTree *sch_corpus_get_info (SchCorpus *self);
SchScheme *sch_corpus_get_scheme (SchCorpus *self);
const SchEnvironment *sch_corpus_get_environment (SchCorpus *self);
/* (nullable): why nothing can be changed here (another instance, newer version, ...), for a bar. */
const char *sch_corpus_get_read_only_reason (SchCorpus *self);
/* (nullable): where the work is kept while the folder itself cannot be written. */
const char *sch_corpus_get_aside_folder (SchCorpus *self);
GPtrArray *sch_corpus_get_issues (SchCorpus *self); /* of SchIssue */

/* Documents: a GListModel of SchDocument in natural order of their paths. */
GListModel *sch_corpus_get_documents (SchCorpus *self);
SchDocument *sch_corpus_find_document (SchCorpus *self, const char *path);
/* The text, read on demand and kept while somebody holds it. */
SchText *sch_corpus_load_text (SchCorpus *self, const char *path, GError **error);
/* For a document that is not UTF-8: what it seems to be in; a converted copy beside it. */
char *sch_corpus_guess_encoding (SchCorpus *self, const char *path);
char *sch_corpus_convert_copy (SchCorpus *self, const char *path, const char *encoding,
                               GError **error);
/* The language of a document: its metadata's, else the corpus's, else "en". */
const char *sch_corpus_get_language (SchCorpus *self, const char *path);
/* Counts annotations and problems of all documents in the active layer behind the scenes. */
void sch_corpus_summarize_all (SchCorpus *self);
/* Counts the problems anew, after the scheme has changed. */
void sch_corpus_recheck_all (SchCorpus *self);
gboolean sch_corpus_get_counting (SchCorpus *self, guint *n_done, guint *n_all);
const SchCorpusTotals *sch_corpus_get_totals (SchCorpus *self);
void sch_corpus_note_problems (SchCorpus *self, const char *path, guint n_problems);
/* Reads what is new or gone in the folder. */
gboolean sch_corpus_rescan (SchCorpus *self, GCancellable *cancellable, GError **error);
void sch_corpus_rescan_async (SchCorpus *self, GAsyncReadyCallback callback, gpointer data);
gboolean sch_corpus_rescan_finish (SchCorpus *self, GAsyncResult *result, GError **error);

/* Layers. The active one is summarised in the documents' rows. */
GStrv sch_corpus_list_layers (SchCorpus *self);
SchTree *sch_corpus_get_layer_info (SchCorpus *self, const char *layer); /* (nullable) */
char *sch_corpus_dup_layer_title (SchCorpus *self, const char *layer);
const char *sch_corpus_get_active_layer (SchCorpus *self);
void sch_corpus_set_active_layer (SchCorpus *self, const char *layer);
/* (nullable): why this layer may not be edited (somebody else's files broken, newer version). */
const char *sch_corpus_get_layer_read_only_reason (SchCorpus *self, const char *layer,
                                                   const char *path);
/* Loads on demand; an empty one when there is no file yet. Kept while the corpus is open. */
SchLayerDocument *sch_corpus_get_layer_document (SchCorpus *self, const char *layer,
                                                 const char *path, GError **error);
/* sch-corpus-load.c: the same behind the scenes */
typedef void (*SchTextReady) (SchText *text, gpointer data);
gboolean sch_corpus_is_large (SchCorpus *self, const char *layer, const char *path);
void sch_corpus_load_layer_document_async (SchCorpus *self, const char *layer, const char *path,
                                           GCancellable *cancellable, SchTextReady text_ready,
                                           GAsyncReadyCallback callback, gpointer data);
SchLayerDocument *sch_corpus_load_layer_document_finish (SchCorpus *self, GAsyncResult *result,
                                                         GError **error);
SchLayerDocument *sch_corpus_peek_layer_document (SchCorpus *self, const char *layer,
                                                  const char *path);
GPtrArray *sch_corpus_list_loaded (SchCorpus *self, const char *layer);
/* Lets go of one that has no unwritten changes: for batch work over many documents. */
void sch_corpus_unload_layer_document (SchCorpus *self, const char *layer, const char *path);
/* Documents that have a file (or unsaved annotations) in the layer. */
GStrv sch_corpus_list_layer_paths (SchCorpus *self, const char *layer);
guint sch_corpus_count_layer_paths (SchCorpus *self, const char *layer);

/* Clusters of a layer, sorted by id. */
SchCluster *sch_corpus_get_cluster (SchCorpus *self, const char *layer, const char *id);
GPtrArray *sch_corpus_list_clusters (SchCorpus *self,
                                     const char *layer); /* (transfer container) of SchCluster */
GPtrArray *sch_corpus_list_cluster_links (
    SchCorpus *self, const char *layer); /* (transfer container) of SchRelation */
SchTree *sch_corpus_get_rejected (SchCorpus *self, const char *layer, const char *a,
                                  const char *b); /* (nullable) */

/* The only way to change anything. */
gboolean sch_corpus_apply (SchCorpus *self, SchEditGroup *group, GError **error);
gboolean sch_corpus_can_undo (SchCorpus *self, const char *layer);
gboolean sch_corpus_can_redo (SchCorpus *self, const char *layer);
const char *sch_corpus_get_undo_name (SchCorpus *self, const char *layer); /* (nullable) */
const char *sch_corpus_get_redo_name (SchCorpus *self, const char *layer); /* (nullable) */
/* Path of the first document that the next undo (redo) would change, or NULL: to go there first. */
const char *sch_corpus_get_undo_path (SchCorpus *self, const char *layer);
const char *sch_corpus_get_redo_path (SchCorpus *self, const char *layer);
/* Applies the inverse of the last step; returns the step, or NULL with an error. */
SchEditGroup *sch_corpus_undo (SchCorpus *self, const char *layer, GError **error);
SchEditGroup *sch_corpus_redo (SchCorpus *self, const char *layer, GError **error);

SchSavedState sch_corpus_get_saved_state (SchCorpus *self);
const char *sch_corpus_get_save_error (SchCorpus *self); /* (nullable) */
/* Tries a failed save again. */
void sch_corpus_retry_save (SchCorpus *self);
/* Writes the changed files now, in the writer thread. */
void sch_corpus_write_files (SchCorpus *self);
gboolean sch_corpus_has_unwritten_files (SchCorpus *self);
/* Waits until journal and files are durable. */
gboolean sch_corpus_flush (SchCorpus *self, GError **error);
/* To be called every few seconds and on focus: heartbeat of the lock, foreign changes of open files. */
void sch_corpus_tick (SchCorpus *self);

G_END_DECLS
