/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a corpus: scanning the folder, metadata, texts. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"
#include "sch-scan.h"

/* --- Scanning the folder, in any thread ------------------------------------------------------ */

typedef struct
{
  char *root;
  char *annotations;
  GStrv patterns;
  GStrv exclude;
  GPtrArray *entries;  /* (nullable): of SchScanEntry, sorted */
  GHashTable *present; /* (nullable): their paths */
} Scan;

static Scan *
new_scan (SchCorpus *self)
{
  Scan *scan = g_new0 (Scan, 1);

  scan->root = g_strdup (self->root);
  scan->annotations = g_strdup (self->annotations);
  scan->patterns = sch_tree_dup_strv (self->info, "documents");
  scan->exclude = sch_tree_dup_strv (self->info, "exclude");
  return scan;
}

static void
free_scan (gpointer data)
{
  Scan *scan = data;

  g_free (scan->root);
  g_free (scan->annotations);
  g_strfreev (scan->patterns);
  g_strfreev (scan->exclude);
  g_clear_pointer (&scan->present, g_hash_table_unref);
  g_clear_pointer (&scan->entries, g_ptr_array_unref);
  g_free (scan);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, free_scan)

static gboolean
run_scan (Scan *scan, GCancellable *cancellable, GError **error)
{
  static const char *const all[] = { "**/*.txt", NULL };

  scan->entries = sch_scan (scan->root,
                            scan->patterns[0] != NULL ? (const char *const *) scan->patterns : all,
                            (const char *const *) scan->exclude, scan->annotations, cancellable,
                            error);
  if (scan->entries == NULL)
    return FALSE;
  scan->present = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < scan->entries->len; i++)
    g_hash_table_add (scan->present, ((SchScanEntry *) g_ptr_array_index (scan->entries, i))->path);
  return TRUE;
}

/* --- The list --------------------------------------------------------------------------------- */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return sch_path_compare ((*(SchScanEntry *const *) a)->path, (*(SchScanEntry *const *) b)->path);
}

/* What the scan found, and what has annotations but no file. The size of a missing one is 0. */
static GHashTable *
merge_missing (SchCorpus *self, Scan *scan)
{
  GHashTable *missing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) more = sch_corpus_list_missing (self, scan->present);

  for (guint i = 0; i < more->len; i++)
    g_hash_table_add (missing, ((SchScanEntry *) g_ptr_array_index (more, i))->path);
  if (more->len == 0)
    return missing;
  g_ptr_array_extend_and_steal (scan->entries, g_steal_pointer (&more));
  g_ptr_array_sort (scan->entries, compare_entries);
  return missing;
}

static SchDocument *
new_document (SchCorpus *self, const SchScanEntry *entry)
{
  SchDocument *document = sch_document_new (self->root, entry->path, entry->file_name, entry->size,
                                            entry->problem);
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

static void
add_document (SchCorpus *self, SchDocument *document)
{
  g_hash_table_insert (self->document_by_path, (char *) sch_document_get_path (document), document);
  sch_corpus_add_to_totals (self, document);
}

gboolean
sch_corpus_read_documents (SchCorpus *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (Scan) scan = new_scan (self);
  g_autoptr (GPtrArray) documents = NULL;

  if (!run_scan (scan, cancellable, error))
    return FALSE;
  documents = g_ptr_array_new_full (scan->entries->len, g_object_unref);
  for (guint i = 0; i < scan->entries->len; i++)
    {
      SchDocument *document = new_document (self, g_ptr_array_index (scan->entries, i));

      g_ptr_array_add (documents, document);
      add_document (self, document);
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
      add_document (self, document);
    }
}

/* The rows as they will be: those that stay, and new ones. */
static GPtrArray *
make_rows (SchCorpus *self, Scan *scan, GHashTable *missing, gboolean *changed)
{
  GPtrArray *rows = g_ptr_array_new_full (scan->entries->len, g_object_unref);

  for (guint i = 0; i < scan->entries->len; i++)
    {
      SchScanEntry *entry = g_ptr_array_index (scan->entries, i);
      SchDocument *document = g_hash_table_lookup (self->document_by_path, entry->path);
      gboolean is_missing = g_hash_table_contains (missing, entry->path);

      if (document != NULL)
        {
          *changed |= update_file (document, entry, is_missing);
          g_ptr_array_add (rows, g_object_ref (document));
          continue;
        }
      document = new_document (self, entry);
      sch_document_set_missing (document, is_missing);
      if (self->n_new++ == 0)
        self->first_new = g_strdup (entry->path);
      g_ptr_array_add (rows, document);
    }
  return rows;
}

static gboolean
is_row (SchCorpus *self, guint position, SchDocument *document)
{
  g_autoptr (SchDocument) there = g_list_model_get_item (G_LIST_MODEL (self->documents), position);

  return there == document;
}

/* Replaces in one go what differs. */
static gboolean
splice_rows (SchCorpus *self, GPtrArray *rows)
{
  GListModel *model = G_LIST_MODEL (self->documents);
  guint n = g_list_model_get_n_items (model);
  guint start = 0, end = 0;

  while (start < MIN (n, rows->len) && is_row (self, start, g_ptr_array_index (rows, start)))
    start++;
  while (end < MIN (n, rows->len) - start &&
         is_row (self, n - 1 - end, g_ptr_array_index (rows, rows->len - 1 - end)))
    end++;
  if (start + end == n && n == rows->len)
    return FALSE;
  for (guint i = start; i < n - end; i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (model, i);

      sch_corpus_take_from_totals (self, document);
      g_hash_table_remove (self->document_by_path, sch_document_get_path (document));
    }
  for (guint i = start; i < rows->len - end; i++)
    add_document (self, g_ptr_array_index (rows, i));
  g_list_store_splice (self->documents, start, n - end - start, rows->pdata + start,
                       rows->len - end - start);
  return TRUE;
}

static void
take_scan (SchCorpus *self, Scan *scan)
{
  g_autoptr (GHashTable) missing = merge_missing (self, scan);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean changed = FALSE;

  self->n_new = 0;
  g_clear_pointer (&self->first_new, g_free);
  rows = make_rows (self, scan, missing, &changed);
  changed |= splice_rows (self, rows);
  if (changed)
    g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_DOCUMENTS_CHANGED], 0);
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
  g_autoptr (Scan) scan = new_scan (self);

  self->n_rescans++;
  if (!run_scan (scan, cancellable, error))
    return FALSE;
  take_scan (self, scan);
  return TRUE;
}

static void
scan_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_scan (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* @data: (transfer full): the task of the caller. */
static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SchCorpus *self = SCH_CORPUS (source);
  GError *error = NULL;
  guint then = GPOINTER_TO_UINT (g_task_get_task_data (task));

  self->rescanning = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* What was seen is old where the list has been made anew, or a document has moved, meanwhile. */
  if (!self->closed && then == self->n_rescans)
    take_scan (self, g_task_get_task_data (G_TASK (result)));
  g_task_return_boolean (task, TRUE);
}

/**
 * sch_corpus_rescan_async:
 *
 * As sch_corpus_rescan(), but the folder is read in a worker thread. While that goes on, asking for
 * it again does nothing.
 */
void
sch_corpus_rescan_async (SchCorpus *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *outer;
  g_autoptr (GTask) inner = NULL;

  g_return_if_fail (SCH_IS_CORPUS (self));

  outer = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (outer, sch_corpus_rescan_async);
  if (self->rescanning)
    {
      g_task_return_boolean (outer, TRUE);
      g_object_unref (outer);
      return;
    }
  self->rescanning = TRUE;
  g_task_set_task_data (outer, GUINT_TO_POINTER (self->n_rescans), NULL);
  inner = g_task_new (self, NULL, scanned_cb, outer);
  g_task_set_source_tag (inner, sch_corpus_rescan_async);
  g_task_set_task_data (inner, new_scan (self), free_scan);
  g_task_run_in_thread (inner, scan_thread);
}

gboolean
sch_corpus_rescan_finish (SchCorpus *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
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
