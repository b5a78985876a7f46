/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a corpus: scanning the folder, metadata, texts, and the summary of the active
 * layer in each row. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"
#include "sch-problems.h"
#include "sch-scan.h"

/* Above this many documents the rows are counted without checking the rules. */
#define MAX_CHECKED_DOCUMENTS 2000u

static GPtrArray *
scan_folder (SchCorpus *self, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) patterns = sch_tree_dup_strv (self->info, "documents");
  g_auto (GStrv) exclude = sch_tree_dup_strv (self->info, "exclude");
  static const char *const all[] = { "**/*.txt", NULL };

  return sch_scan (self->root, patterns[0] != NULL ? (const char *const *) patterns : all,
                   (const char *const *) exclude, self->annotations, cancellable, error);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return sch_path_compare ((*(SchScanEntry *const *) a)->path, (*(SchScanEntry *const *) b)->path);
}

/* What the scan found, and what has annotations but no file. The size of a missing one is 0. */
static GHashTable *
merge_missing (SchCorpus *self, GPtrArray *entries)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *missing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) more = NULL;

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (present, ((SchScanEntry *) g_ptr_array_index (entries, i))->path);
  more = sch_corpus_list_missing (self, present);
  for (guint i = 0; i < more->len; i++)
    g_hash_table_add (missing, ((SchScanEntry *) g_ptr_array_index (more, i))->path);
  if (more->len == 0)
    return missing;
  g_ptr_array_extend_and_steal (entries, g_steal_pointer (&more));
  g_ptr_array_sort (entries, compare_entries);
  return missing;
}

static SchDocument *
new_document (SchCorpus *self, const SchScanEntry *entry)
{
  g_autofree char *absolute = entry->file_name != NULL
                                  ? g_strdup (entry->file_name)
                                  : sch_corpus_dup_absolute (self, entry->path);
  SchDocument *document = sch_document_new (entry->path, absolute, entry->size, entry->problem);
  SchTree *metadata = g_hash_table_lookup (self->metadata, entry->path);

  if (metadata != NULL)
    sch_document_set_metadata (document, metadata);
  return document;
}

static int
compare_documents (gconstpointer a, gconstpointer b, gpointer data)
{
  return sch_path_compare (sch_document_get_path ((SchDocument *) a),
                           sch_document_get_path ((SchDocument *) b));
}

gboolean
sch_corpus_take_metadata (SchCorpus *self, GBytes *bytes, GError **error)
{
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);
  char *extra = NULL;
  g_autoptr (GPtrArray)
      records = sch_native_read_documents (data, byte_len, "documents.json", &extra, error);
  GListModel *documents = G_LIST_MODEL (self->documents);

  if (records == NULL)
    return FALSE;
  g_free (self->documents_extra);
  self->documents_extra = extra;
  g_hash_table_remove_all (self->metadata);
  for (guint i = 0; i < records->len; i++)
    {
      SchRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (self->metadata, record->id, sch_record_ref (record));
    }
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);
      SchTree *metadata = g_hash_table_lookup (self->metadata, sch_document_get_path (document));

      if (metadata != sch_document_get_metadata (document))
        sch_document_set_metadata (document, metadata);
    }
  return TRUE;
}

gboolean
sch_corpus_read_documents (SchCorpus *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries = scan_folder (self, cancellable, error);
  g_autoptr (GPtrArray) documents = NULL;

  if (entries == NULL)
    return FALSE;
  documents = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < entries->len; i++)
    {
      SchDocument *document = new_document (self, g_ptr_array_index (entries, i));

      g_ptr_array_add (documents, document);
      g_hash_table_insert (self->document_by_path, (char *) sch_document_get_path (document),
                           document);
    }
  g_list_store_splice (self->documents, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->documents)), documents->pdata,
                       documents->len);
  return TRUE;
}

/* Returns whether it has gone or come back. */
static gboolean
update_file (SchDocument *document, const SchScanEntry *entry, gboolean missing)
{
  gboolean changed = sch_document_is_missing (document) != missing;

  sch_document_set_missing (document, missing);
  sch_document_set_file (document, entry->size, entry->problem);
  return changed;
}

/* Once the layers are known. */
void
sch_corpus_add_missing (SchCorpus *self)
{
  g_autoptr (GPtrArray) missing = sch_corpus_list_missing (self, self->document_by_path);

  for (guint i = 0; i < missing->len; i++)
    {
      g_autoptr (SchDocument) document = new_document (self, g_ptr_array_index (missing, i));

      sch_document_set_missing (document, TRUE);
      g_list_store_insert_sorted (self->documents, document, compare_documents, NULL);
      g_hash_table_insert (self->document_by_path, (char *) sch_document_get_path (document),
                           document);
    }
}

/**
 * sch_corpus_rescan:
 *
 * Looks for documents that are new or gone; rows of those that stay are kept.
 *
 * Returns: FALSE if the folder cannot be read any more
 */
gboolean
sch_corpus_rescan (SchCorpus *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries = scan_folder (self, cancellable, error);
  g_autoptr (GHashTable) missing = NULL;
  guint position = 0;
  gboolean changed = FALSE;

  if (entries == NULL)
    return FALSE;
  missing = merge_missing (self, entries);
  self->n_new = 0;
  g_clear_pointer (&self->first_new, g_free);
  /* Both lists are in the same order of paths, but a row is matched by its path alone. */
  for (guint i = 0; i < entries->len; i++)
    {
      SchScanEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (SchDocument) at = g_list_model_get_item (G_LIST_MODEL (self->documents), position);

      while (at != NULL && strcmp (sch_document_get_path (at), entry->path) != 0 &&
             g_hash_table_contains (self->document_by_path, entry->path))
        {
          g_hash_table_remove (self->document_by_path, sch_document_get_path (at));
          g_list_store_remove (self->documents, position);
          changed = TRUE;
          g_object_unref (at);
          at = g_list_model_get_item (G_LIST_MODEL (self->documents), position);
        }
      if (at != NULL && strcmp (sch_document_get_path (at), entry->path) == 0)
        changed |= update_file (at, entry, g_hash_table_contains (missing, entry->path));
      else
        {
          g_autoptr (SchDocument) document = new_document (self, entry);

          sch_document_set_missing (document, g_hash_table_contains (missing, entry->path));
          if (self->n_new++ == 0)
            self->first_new = g_strdup (entry->path);

          g_list_store_insert (self->documents, position, document);
          g_hash_table_insert (self->document_by_path, (char *) sch_document_get_path (document),
                               document);
          changed = TRUE;
        }
      position++;
    }
  while (position < g_list_model_get_n_items (G_LIST_MODEL (self->documents)))
    {
      g_autoptr (SchDocument)
          gone = g_list_model_get_item (G_LIST_MODEL (self->documents), position);

      g_hash_table_remove (self->document_by_path, sch_document_get_path (gone));
      g_list_store_remove (self->documents, position);
      changed = TRUE;
    }
  if (changed)
    g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_DOCUMENTS_CHANGED], 0);
  return TRUE;
}

GListModel *
sch_corpus_get_documents (SchCorpus *self)
{
  return G_LIST_MODEL (self->documents);
}

SchDocument *
sch_corpus_find_document (SchCorpus *self, const char *path)
{
  return path != NULL ? g_hash_table_lookup (self->document_by_path, path) : NULL;
}

/**
 * sch_corpus_load_text:
 * @path: of a document
 *
 * Returns: (transfer full) (nullable): its text, or NULL with an error that names the file and
 *   the place: not UTF-8, a NUL, too large, not readable
 */
SchText *
sch_corpus_load_text (SchCorpus *self, const char *path, GError **error)
{
  SchDocument *document = sch_corpus_find_document (self, path);
  g_autofree char *absolute = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  SchText *text;

  if (document != NULL && sch_document_get_problem (document) != NULL)
    {
      g_set_error_literal (error, SCH_ERROR, SCH_ERROR_INVALID,
                           sch_document_get_problem (document));
      return NULL;
    }
  absolute = document != NULL ? g_strdup (sch_document_get_file_name (document))
                              : sch_corpus_dup_absolute (self, path);
  bytes = sch_store_read (absolute, SCH_TEXT_MAX_BYTES, NULL, error);
  if (bytes == NULL)
    return NULL;
  text = sch_text_new (bytes, &local);
  if (text == NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", path);
  return text;
}

const char *
sch_corpus_get_language (SchCorpus *self, const char *path)
{
  SchDocument *document = sch_corpus_find_document (self, path);
  const char *language = document != NULL ? sch_document_get_language (document) : "";

  if (*language == '\0')
    language = sch_tree_get_string (self->info, "language");
  return *language != '\0' ? language : "en";
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
  sch_document_set_summary (document, sch_layer_document_get_status (layer_document),
                            sch_layer_document_get_n_spans (layer_document),
                            sch_document_get_n_problems (document),
                            sch_layer_document_count_doubts (layer_document));
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

  if (document != NULL)
    sch_document_set_summary (document, sch_document_get_status (document),
                              sch_document_get_n_spans (document), n_problems,
                              sch_document_get_n_doubts (document));
}

typedef struct
{
  char *path;
  char *text_file;
  char *layer_file;
  char *language; /* (nullable) */
  SchStatus status;
  guint n_spans;
  guint n_problems;
  guint n_doubts;
  gint64 changed;
} Summary;

typedef struct
{
  char *layer;
  SchScheme *scheme;
  GPtrArray *summaries;
  GHashTable *clusters; /* ids */
  gboolean check;
  gboolean only_problems; /* the scheme has changed, all else is as it was */
} SummaryData;

static void
free_summary (gpointer data)
{
  Summary *summary = data;

  g_free (summary->path);
  g_free (summary->text_file);
  g_free (summary->layer_file);
  g_free (summary->language);
  g_free (summary);
}

static void
free_summary_data (gpointer data)
{
  SummaryData *work = data;

  g_free (work->layer);
  sch_scheme_unref (work->scheme);
  g_ptr_array_unref (work->summaries);
  g_hash_table_unref (work->clusters);
  g_free (work);
}

static gboolean
cluster_exists (const char *cluster, gpointer data)
{
  return g_hash_table_contains (data, cluster);
}

/* In the worker: objects made here are seen by nobody else. */
static void
summarize (SummaryData *work, Summary *summary)
{
  SchFileState state = { 0 };
  g_autoptr (GBytes) json = sch_store_read (summary->layer_file, SCH_JSON_MAX_BYTES, &state, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SchText) text = NULL;
  g_autoptr (SchLayerDocument) document = NULL;

  if (json == NULL)
    return;
  if (work->check)
    bytes = sch_store_read (summary->text_file, SCH_TEXT_MAX_BYTES, NULL, NULL);
  if (bytes != NULL)
    text = sch_text_new (bytes, NULL);
  document = sch_layer_document_new_from_json (work->layer, summary->path, text, json,
                                               summary->path, NULL);
  if (document == NULL)
    return;
  summary->changed = state.mtime_ns / G_GINT64_CONSTANT (1000000000);
  summary->status = sch_layer_document_get_status (document);
  summary->n_spans = sch_layer_document_get_n_spans (document);
  summary->n_doubts = sch_layer_document_count_doubts (document);
  if (text != NULL)
    {
      g_autoptr (SchProblemList)
          problems = sch_problem_list_new_full (document, work->scheme, summary->language, FALSE,
                                                cluster_exists, work->clusters);

      summary->n_problems = g_list_model_get_n_items (G_LIST_MODEL (problems));
    }
}

static void
summarize_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SummaryData *work = data;

  for (guint i = 0; i < work->summaries->len && !g_cancellable_is_cancelled (cancellable); i++)
    summarize (work, g_ptr_array_index (work->summaries, i));
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static void
summarized_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SchCorpus *self = SCH_CORPUS (source);
  SummaryData *work = g_task_get_task_data (G_TASK (result));

  if (self->closed || g_strcmp0 (work->layer, self->active_layer) != 0 ||
      !g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  for (guint i = 0; i < work->summaries->len; i++)
    {
      Summary *summary = g_ptr_array_index (work->summaries, i);
      SchDocument *document = sch_corpus_find_document (self, summary->path);

      if (document == NULL)
        continue;
      if (work->only_problems)
        {
          sch_corpus_note_problems (self, summary->path, summary->n_problems);
          continue;
        }
      sch_document_set_changed (document,
                                MAX (summary->changed, sch_document_get_changed (document)));
      if (sch_corpus_peek_layer_document (self, work->layer, summary->path) == NULL)
        sch_document_set_summary (document, summary->status, summary->n_spans, summary->n_problems,
                                  summary->n_doubts);
      else
        sch_corpus_note_problems (self, summary->path, summary->n_problems);
    }
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_SUMMARIZED], 0);
}

static SummaryData *
new_summary_data (SchCorpus *self, SchLayer *layer)
{
  SummaryData *work = g_new0 (SummaryData, 1);

  work->layer = g_strdup (self->active_layer);
  work->scheme = sch_scheme_ref (self->scheme);
  work->summaries = g_ptr_array_new_with_free_func (free_summary);
  work->clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->check = g_list_model_get_n_items (G_LIST_MODEL (self->documents)) <= MAX_CHECKED_DOCUMENTS;
  if (layer != NULL && sch_corpus_load_clusters (self, layer))
    {
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, layer->clusters);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (work->clusters, g_strdup (id));
    }
  return work;
}

static void
add_summary (SchCorpus *self, SummaryData *work, SchLayer *layer, SchDocument *document)
{
  const char *path = sch_document_get_path (document);
  g_autofree char *file = sch_corpus_dup_layer_document_file (self, layer->name, path);
  Summary *summary = g_new0 (Summary, 1);

  summary->path = g_strdup (path);
  summary->text_file = g_strdup (sch_document_get_file_name (document));
  summary->layer_file = sch_corpus_dup_absolute (self, file);
  summary->language = g_strdup (sch_corpus_get_language (self, path));
  g_ptr_array_add (work->summaries, summary);
}

/* @cancellable: (nullable) */
static void
run_summary (SchCorpus *self, gboolean only_problems, GCancellable *cancellable)
{
  SchLayer *layer = self->active_layer != NULL ? sch_corpus_get_layer (self, self->active_layer)
                                               : NULL;
  guint n_documents = g_list_model_get_n_items (G_LIST_MODEL (self->documents));
  SummaryData *work = new_summary_data (self, layer);
  g_autoptr (GTask) task = NULL;

  work->only_problems = only_problems;
  for (guint i = 0; i < n_documents; i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (G_LIST_MODEL (self->documents), i);
      const char *path = sch_document_get_path (document);

      if (!only_problems)
        {
          sch_document_set_summary (document, SCH_STATUS_TODO, 0, 0, 0);
          sch_document_set_changed (document, 0);
          sch_corpus_update_summary (self, path);
        }
      if (layer != NULL && g_hash_table_contains (layer->paths, path))
        add_summary (self, work, layer, document);
    }
  task = g_task_new (self, cancellable, summarized_cb, NULL);
  g_task_set_source_tag (task, run_summary);
  g_task_set_task_data (task, work, free_summary_data);
  g_task_run_in_thread (task, summarize_thread);
}

/**
 * sch_corpus_summarize_all:
 *
 * Counts the annotations of the active layer behind the scenes; needs a main loop.
 */
void
sch_corpus_summarize_all (SchCorpus *self)
{
  run_summary (self, FALSE, NULL);
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
  g_cancellable_cancel (self->rechecking);
  g_clear_object (&self->rechecking);
  self->rechecking = g_cancellable_new ();
  run_summary (self, TRUE, self->rechecking);
}
