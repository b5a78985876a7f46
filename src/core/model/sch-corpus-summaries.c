/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The summary of the active layer in the rows of the documents, and the sums over all of them. What
 * is in layer documents that are not loaded is counted in a worker thread (sch-summary-run.c) and
 * arrives here a portion a turn of the main loop. The index follows what this program writes. */

#include "config.h"

#include <string.h>

#include "sch-corpus-private.h"
#include "sch-summary-run.h"

/* Until counting takes this long, nobody is told about it. */
#define QUIET_US (G_USEC_PER_SEC / 2)
/* After a file was written, the index waits for others. */
#define INDEX_DELAY_MS 300
/* As many documents are prepared in one turn of the main loop. */
#define PREPARED_AT_ONCE 4096u
/* As many are put into the index while a corpus closes; the others are read the next time. */
#define MAX_AT_CLOSE 16u

/* --- The rows and their sums ----------------------------------------------------------------- */

static void
add_up (SchCorpusTotals *totals, SchDocument *document, int change)
{
  guint n_problems = sch_document_get_n_problems (document);

  totals->n_of_status[sch_document_get_status (document)] += (guint) change;
  totals->n_problems += (guint) change * n_problems;
  totals->n_with_problems += n_problems > 0 ? (guint) change : 0;
  totals->n_doubts += (guint) change * sch_document_get_n_doubts (document);
}

void
sch_corpus_add_to_totals (SchCorpus *self, SchDocument *document)
{
  add_up (&self->totals, document, 1);
}

void
sch_corpus_take_from_totals (SchCorpus *self, SchDocument *document)
{
  add_up (&self->totals, document, -1);
}

const SchCorpusTotals *
sch_corpus_get_totals (SchCorpus *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS (self), NULL);
  return &self->totals;
}

static void
emit_counted (SchCorpus *self)
{
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_COUNTED], 0);
}

static void
set_summary (SchCorpus *self, SchDocument *document, SchStatus status, guint n_spans,
             guint n_problems, guint n_doubts)
{
  add_up (&self->totals, document, -1);
  sch_document_set_summary (document, status, n_spans, n_problems, n_doubts);
  add_up (&self->totals, document, 1);
}

static void
update_loaded (SchCorpus *self, SchDocument *document, SchLayerDocument *layer_document)
{
  set_summary (self, document, sch_layer_document_get_status (layer_document),
               sch_layer_document_get_n_spans (layer_document),
               sch_document_get_n_problems (document),
               sch_layer_document_count_doubts (layer_document));
}

/* The row of a document whose layer document is loaded. */
void
sch_corpus_update_summary (SchCorpus *self, const char *path)
{
  SchDocument *document = sch_corpus_find_document (self, path);
  SchLayerDocument *layer_document;

  if (document == NULL || self->active_layer == NULL)
    return;
  layer_document = sch_corpus_peek_layer_document (self, self->active_layer, path);
  if (layer_document == NULL)
    return;
  update_loaded (self, document, layer_document);
  emit_counted (self);
}

static void
set_n_problems (SchCorpus *self, SchDocument *document, guint n_problems)
{
  set_summary (self, document, sch_document_get_status (document),
               sch_document_get_n_spans (document), n_problems,
               sch_document_get_n_doubts (document));
}

/**
 * sch_corpus_note_problems:
 * @path: of a document
 * @n_problems: how many its layer document in the active layer has
 */
void
sch_corpus_note_problems (SchCorpus *self, const char *path, guint n_problems)
{
  SchDocument *document = sch_corpus_find_document (self, path);

  if (document == NULL || sch_document_get_n_problems (document) == n_problems)
    return;
  set_n_problems (self, document, n_problems);
  emit_counted (self);
}

/* --- A job: a run in a worker, and what it delivers ------------------------------------------- */

struct _SchSummaryJob
{
  SchCorpus *corpus; /* held by the task, and by the source */
  SchSummaryRun *run;
  GCancellable *cancellable;
  GMainContext *context;
  GPtrArray *documents; /* (nullable): all, until they are prepared */
  guint n_prepared;
  GAsyncQueue *portions;  /* of Portion */
  int scheduled;          /* (atomic): a source takes them */
  gboolean ended;         /* the run has; portions may be left */
  gboolean only_problems; /* the scheme has changed, all else is as it was */
  guint n_done;
  guint n_read;
  gint64 started;
};

typedef struct
{
  GArray *rows; /* of SchIndexRow */
  guint n_read;
} Portion;

static void
free_portion (gpointer data)
{
  Portion *portion = data;

  g_array_unref (portion->rows);
  g_free (portion);
}

static void
clear_job (gpointer data)
{
  SchSummaryJob *job = data;

  sch_summary_run_free (job->run);
  g_clear_pointer (&job->documents, g_ptr_array_unref);
  g_object_unref (job->cancellable);
  g_main_context_unref (job->context);
  g_async_queue_unref (job->portions);
}

static void
unref_job (gpointer job)
{
  g_atomic_rc_box_release_full (job, clear_job);
}

static gboolean
is_current (SchSummaryJob *job)
{
  SchCorpus *self = job->corpus;

  return !self->closed && self->counting == job &&
         g_strcmp0 (job->run->layer, self->active_layer) == 0;
}

static void
take_row (SchCorpus *self, SchSummaryJob *job, const SchIndexRow *row)
{
  SchDocument *document = sch_corpus_find_document (self, row->path);
  gint64 changed = row->stamp.mtime_ns / G_GINT64_CONSTANT (1000000000);

  if (document == NULL)
    return;
  if (job->only_problems)
    {
      set_n_problems (self, document, row->n_problems);
      return;
    }
  sch_document_set_changed (document, MAX (changed, sch_document_get_changed (document)));
  if (sch_corpus_peek_layer_document (self, job->run->layer, row->path) == NULL)
    set_summary (self, document, row->status, row->n_spans, row->n_problems, row->n_doubts);
  else
    set_n_problems (self, document, row->n_problems);
}

/* Once the run has ended and all of it is taken. */
static void
finish_job (SchCorpus *self, SchSummaryJob *job)
{
  if (!job->ended || g_async_queue_length (job->portions) > 0 || !is_current (job))
    return;
  self->counting = NULL;
  unref_job (job);
  emit_counted (self);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_SUMMARIZED], 0);
}

static void
take_portion (SchCorpus *self, SchSummaryJob *job, Portion *portion)
{
  if (!is_current (job))
    return;
  for (guint i = 0; i < portion->rows->len; i++)
    take_row (self, job, &g_array_index (portion->rows, SchIndexRow, i));
  job->n_done += portion->rows->len;
  job->n_read += portion->n_read;
  emit_counted (self);
}

/* One portion a turn of the main loop. */
static gboolean
take_cb (gpointer data)
{
  SchSummaryJob *job = data;
  Portion *portion = g_async_queue_try_pop (job->portions);

  if (portion != NULL)
    {
      take_portion (job->corpus, job, portion);
      free_portion (portion);
      return G_SOURCE_CONTINUE;
    }
  g_atomic_int_set (&job->scheduled, FALSE);
  /* Something may have come just before that. */
  if (g_async_queue_length (job->portions) > 0 &&
      g_atomic_int_compare_and_exchange (&job->scheduled, FALSE, TRUE))
    return G_SOURCE_CONTINUE;
  finish_job (job->corpus, job);
  return G_SOURCE_REMOVE;
}

static void
forget_source (gpointer data)
{
  SchSummaryJob *job = data;
  g_autoptr (SchCorpus) corpus = job->corpus;

  unref_job (job);
}

static void
push_portion (SchSummaryJob *job, GArray *rows, guint n_read)
{
  Portion *portion = g_new0 (Portion, 1);
  g_autoptr (GSource) source = NULL;

  portion->rows = rows;
  portion->n_read = n_read;
  g_async_queue_push (job->portions, portion);
  if (!g_atomic_int_compare_and_exchange (&job->scheduled, FALSE, TRUE))
    return;
  source = g_idle_source_new ();
  g_source_set_static_name (source, "scholiast summaries");
  g_object_ref (job->corpus);
  g_source_set_callback (source, take_cb, g_atomic_rc_box_acquire (job), forget_source);
  g_source_attach (source, job->context);
}

static void
deliver (GArray *rows, guint n_read, gpointer data)
{
  push_portion (data, rows, n_read);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SchSummaryJob *job = data;

  sch_summary_run (job->run, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SchSummaryJob *job = g_task_get_task_data (G_TASK (result));

  job->ended = TRUE;
  finish_job (SCH_CORPUS (source), job);
}

static SchSummaryRun *
new_run (SchCorpus *self, SchLayer *layer)
{
  g_autofree char *folder = g_build_filename (self->root, self->annotations, layer->name, NULL);
  SchSummaryRun *run;

  if (self->index == NULL)
    self->index = sch_index_open (self->environment->cache_dir, self->id, self->root);
  run = sch_summary_run_new (self->index, self->root, layer->name, folder, self->scheme);
  if (sch_corpus_load_clusters (self, layer))
    {
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, layer->clusters);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (run->clusters, g_strdup (id));
    }
  return run;
}

static SchSummaryJob *
new_job (SchCorpus *self, SchSummaryRun *run)
{
  SchSummaryJob *job = g_atomic_rc_box_new0 (SchSummaryJob);

  job->corpus = self;
  job->run = run;
  job->cancellable = g_cancellable_new ();
  job->context = g_main_context_ref_thread_default ();
  job->portions = g_async_queue_new_full (free_portion);
  job->started = g_get_monotonic_time ();
  run->data = job;
  return job;
}

static void
start_job (SchCorpus *self, SchSummaryJob *job)
{
  g_autoptr (GTask) task = g_task_new (self, job->cancellable, ended_cb, NULL);

  g_clear_pointer (&job->documents, g_ptr_array_unref);
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (job), unref_job);
  g_task_run_in_thread (task, count_thread);
}

/* --- Counting the active layer ---------------------------------------------------------------- */

void
sch_corpus_stop_counting (SchCorpus *self)
{
  SchSummaryJob *job = g_steal_pointer (&self->counting);

  if (job == NULL)
    return;
  g_cancellable_cancel (job->cancellable);
  unref_job (job);
}

/* Before anything is counted: what is loaded is known, the rest not yet. */
static void
reset_row (SchCorpus *self, SchLayer *layer, SchDocument *document, gboolean has_file)
{
  SchLayerDocument *loaded = NULL;

  set_summary (self, document, SCH_STATUS_TODO, has_file ? G_MAXUINT : 0, 0, 0);
  sch_document_set_changed (document, 0);
  if (layer != NULL && g_hash_table_size (layer->documents) > 0)
    loaded = sch_corpus_peek_layer_document (self, self->active_layer,
                                             sch_document_get_path (document));
  if (loaded != NULL)
    update_loaded (self, document, loaded);
}

static GPtrArray *
list_documents (SchCorpus *self)
{
  GListModel *model = G_LIST_MODEL (self->documents);
  guint n_documents = g_list_model_get_n_items (model);
  GPtrArray *documents = g_ptr_array_new_full (n_documents, g_object_unref);

  for (guint i = 0; i < n_documents; i++)
    g_ptr_array_add (documents, g_list_model_get_item (model, i));
  return documents;
}

/* The next rows are reset and added to what the run will count; FALSE where more are left. */
static gboolean
prepare_job (SchCorpus *self, SchSummaryJob *job)
{
  SchLayer *layer = sch_corpus_get_layer (self, job->run->layer);
  /* What a document without a language of its own has. */
  const char *usual = sch_corpus_get_language (self, NULL);
  guint end = MIN (job->n_prepared + PREPARED_AT_ONCE, job->documents->len);

  for (; job->n_prepared < end; job->n_prepared++)
    {
      SchDocument *document = g_ptr_array_index (job->documents, job->n_prepared);
      const char *path = sch_document_get_path (document);
      const char *language = sch_document_get_language (document);
      gboolean has_file = layer != NULL && g_hash_table_contains (layer->paths, path);

      /* One that has been removed since counts no more. */
      if (!job->only_problems && sch_corpus_find_document (self, path) == document)
        reset_row (self, layer, document, has_file);
      if (has_file)
        sch_summary_run_add (job->run, path, *language != '\0' ? language : usual);
    }
  return job->n_prepared == job->documents->len;
}

static gboolean
prepare_cb (gpointer data)
{
  SchSummaryJob *job = data;
  SchCorpus *self = job->corpus;

  if (self->closed || self->counting != job)
    return G_SOURCE_REMOVE;
  if (!prepare_job (self, job))
    return G_SOURCE_CONTINUE;
  start_job (self, job);
  return G_SOURCE_REMOVE;
}

static void
prepare_later (SchSummaryJob *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_object_ref (job->corpus);
  g_source_set_callback (source, prepare_cb, g_atomic_rc_box_acquire (job), forget_source);
  g_source_attach (source, job->context);
}

static void
count_layer (SchCorpus *self, gboolean only_problems)
{
  SchLayer *layer = sch_corpus_get_layer (self, self->active_layer);
  SchSummaryRun *run = NULL;

  sch_corpus_stop_counting (self);
  if (layer != NULL)
    run = new_run (self, layer);
  else
    run = sch_summary_run_new (NULL, self->root, "", "", self->scheme);
  run->all = layer != NULL;
  run->deliver = deliver;
  self->counting = new_job (self, run);
  self->counting->only_problems = only_problems;
  self->counting->documents = list_documents (self);
  if (prepare_job (self, self->counting))
    start_job (self, self->counting);
  else
    prepare_later (self->counting);
  emit_counted (self);
}

/**
 * sch_corpus_summarize_all:
 *
 * Counts the annotations of the active layer behind the scenes; needs a main loop.
 */
void
sch_corpus_summarize_all (SchCorpus *self)
{
  g_return_if_fail (SCH_IS_CORPUS (self));
  count_layer (self, FALSE);
}

/**
 * sch_corpus_recheck_all:
 *
 * Counts the problems of the active layer behind the scenes, after the scheme has changed; until it
 * is done, the numbers are what they were. Counting that goes on for another scheme is given up.
 */
void
sch_corpus_recheck_all (SchCorpus *self)
{
  g_return_if_fail (SCH_IS_CORPUS (self));
  count_layer (self, self->counting == NULL || self->counting->only_problems);
}

/**
 * sch_corpus_get_counting:
 * @n_done: (out): documents that are counted
 * @n_all: (out): documents that are to be counted
 *
 * Returns: whether files are being read for that, and it takes long enough to say so
 */
gboolean
sch_corpus_get_counting (SchCorpus *self, guint *n_done, guint *n_all)
{
  const SchSummaryJob *job = self->counting;

  g_return_val_if_fail (SCH_IS_CORPUS (self), FALSE);

  if (job == NULL || job->n_read == 0 || g_get_monotonic_time () - job->started < QUIET_US)
    return FALSE;
  *n_done = job->n_done;
  *n_all = job->run->items->len;
  return TRUE;
}

/* --- After writing ---------------------------------------------------------------------------- */

/* Takes out what is to be put into the index of one of the layers; FALSE where there is nothing.
 * @run: NULL where the layer has gone. */
static gboolean
steal_unindexed (SchCorpus *self, SchSummaryRun **run)
{
  GHashTableIter layers, iter;
  gpointer name, paths, path;
  SchLayer *layer;

  *run = NULL;
  g_hash_table_iter_init (&layers, self->unindexed);
  if (!g_hash_table_iter_next (&layers, &name, &paths))
    return FALSE;
  layer = sch_corpus_get_layer (self, name);
  if (layer != NULL)
    *run = new_run (self, layer);
  g_hash_table_iter_init (&iter, paths);
  while (*run != NULL && g_hash_table_iter_next (&iter, &path, NULL))
    sch_summary_run_add (*run, path, sch_corpus_get_language (self, path));
  g_hash_table_iter_remove (&layers);
  return TRUE;
}

static gboolean
index_cb (gpointer data)
{
  SchCorpus *self = data;
  SchSummaryRun *run;

  self->index_source = 0;
  while (steal_unindexed (self, &run))
    {
      SchSummaryJob *job = run != NULL ? new_job (self, run) : NULL;

      if (job == NULL)
        continue;
      start_job (self, job);
      unref_job (job);
    }
  return G_SOURCE_REMOVE;
}

/* A layer document was written: its row in the index follows. */
void
sch_corpus_note_unindexed (SchCorpus *self, const char *file)
{
  const char *rest = NULL;
  SchLayer *layer = sch_corpus_find_layer_of_file (self, file, &rest);
  GHashTable *paths;

  if (layer == NULL || self->index == NULL || !g_str_has_suffix (rest, ".json") ||
      strcmp (rest, "layer.json") == 0 || strcmp (rest, "clusters.json") == 0)
    return;
  paths = g_hash_table_lookup (self->unindexed, layer->name);
  if (paths == NULL)
    {
      paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->unindexed, g_strdup (layer->name), paths);
    }
  g_hash_table_add (paths, g_strndup (rest, strlen (rest) - strlen (".json")));
  if (self->index_source == 0)
    self->index_source = g_timeout_add (INDEX_DELAY_MS, index_cb, self);
}

/* The corpus closes: counting ends, and the last rows go into the index. */
void
sch_corpus_finish_index (SchCorpus *self)
{
  SchSummaryRun *run;

  g_clear_handle_id (&self->index_source, g_source_remove);
  sch_corpus_stop_counting (self);
  while (steal_unindexed (self, &run))
    {
      if (run != NULL && run->items->len <= MAX_AT_CLOSE)
        sch_summary_run (run, NULL);
      sch_summary_run_free (run);
    }
}
