/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import: finds the document and the layer for each record of a source, writes new documents, and
 * applies the edits that sch-import-merge.c makes, in batches. Invariant: nothing in the corpus is
 * touched before a batch is complete, and nothing at all in a dry run. */

#include "config.h"

#include "sch-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-import-private.h"
#include "sch-native-files.h"
#include "sch-store.h"
#include "sch-tokens.h"

#define BATCH_DOCUMENTS 200u
#define BATCH_BYTES (64u * 1024u * 1024u)
#define DEFAULT_LAYER "imported"

/* --- Finding documents --- */

static SchText *
find_text (SchFormatSink *sink, const char *path)
{
  SchImport *self = (SchImport *) sink;
  SchText *text = g_hash_table_lookup (self->new_texts, path);

  if (text != NULL)
    return sch_text_ref (text);
  if (sch_corpus_find_document (self->corpus, path) == NULL)
    return NULL;
  return sch_corpus_load_text (self->corpus, path, NULL);
}

static void
index_texts (SchImport *self, gboolean words, guint64 size)
{
  GListModel *documents = sch_corpus_get_documents (self->corpus);
  GHashTable *table = words ? self->path_of_words : self->path_of_sha;

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);
      const char *path = sch_document_get_path (document);
      g_autoptr (SchText) text = NULL;
      gsize byte_len;
      const char *data;
      char *key;

      if (!words && (sch_document_get_size (document) != size ||
                     !g_hash_table_add (self->hashed, g_strdup (path))))
        continue;
      text = sch_document_get_problem (document) == NULL
                 ? sch_corpus_load_text (self->corpus, path, NULL)
                 : NULL;
      if (text == NULL)
        continue;
      data = sch_text_get_data (text, &byte_len);
      key = words ? sch_words_fingerprint (data, byte_len) : g_strdup (sch_text_get_sha256 (text));
      if (g_hash_table_contains (table, key))
        g_free (key);
      else
        g_hash_table_insert (table, key, g_strdup (path));
    }
}

static SchText *
find_words (SchFormatSink *sink, const char *fingerprint, char **path)
{
  SchImport *self = (SchImport *) sink;
  const char *found;

  if (self->path_of_words == NULL)
    {
      self->path_of_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      index_texts (self, TRUE, 0);
    }
  found = g_hash_table_lookup (self->path_of_words, fingerprint);
  if (found == NULL)
    return NULL;
  *path = g_strdup (found);
  return sch_corpus_load_text (self->corpus, found, NULL);
}

/* (transfer none) (nullable): a document of the corpus with this very text. */
static const char *
find_by_text (SchImport *self, SchText *text)
{
  gsize byte_len;

  sch_text_get_data (text, &byte_len);
  if (self->path_of_sha == NULL)
    self->path_of_sha = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!g_hash_table_contains (self->path_of_sha, sch_text_get_sha256 (text)))
    index_texts (self, FALSE, byte_len);
  return g_hash_table_lookup (self->path_of_sha, sch_text_get_sha256 (text));
}

static gboolean
same_text (SchText *a, SchText *b)
{
  return a == b || g_bytes_equal (sch_text_get_bytes (a), sch_text_get_bytes (b));
}

static gboolean
fail_document (SchImport *self, SchFormatDocument *document, const char *message, GError **error)
{
  g_set_error (error, SCH_ERROR, SCH_ERROR_CONFLICT, "%s:%u: %s: %s", self->file_name,
               document->line, document->path, message);
  return FALSE;
}

/* A record of a part of a document: its spans are moved to where the part is in the document. */
static gboolean
place_unit (SchImport *self, SchFormatDocument *document, GError **error)
{
  g_autoptr (SchText) whole = find_text (&self->sink, document->path);
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (document->unit, strlen (document->unit), "");
  const char *name;
  guint start = G_MAXUINT;
  gsize part_len;
  gsize slice_len;
  const char *part = sch_text_get_data (document->text, &part_len);
  const char *slice;

  if (sch_json_pull_begin_object (pull))
    while (sch_json_pull_next_member (pull, &name))
      {
        if (strcmp (name, "start") == 0)
          sch_json_pull_read_uint (pull, &start);
        else
          sch_json_pull_skip (pull);
      }
  if (whole == NULL || start > sch_text_get_char_count (whole))
    return fail_document (self, document,
                          _ ("the record is a part of a document that is not in the corpus; import "
                             "the whole document first"),
                          error);
  slice = sch_text_peek_slice (whole, start, start + sch_text_get_char_count (document->text),
                               &slice_len);
  if (slice_len != part_len || memcmp (slice, part, part_len) != 0)
    return fail_document (self, document,
                          _ ("the record is a part of another text than the document has"), error);
  for (guint i = 0; i < document->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (document->spans, i);

      for (guint r = 0; r < span->n_ranges; r++)
        {
          span->ranges[r].start += start;
          span->ranges[r].end += start;
        }
    }
  sch_text_unref (document->text);
  document->text = g_steal_pointer (&whole);
  return TRUE;
}

static gboolean
check_new_path (SchImport *self, SchFormatDocument *document, GError **error)
{
  g_autofree char *file = NULL;
  const char *folder = sch_tree_get_string (sch_corpus_get_info (self->corpus),
                                            "annotationsFolder");
  g_autoptr (GError) local = NULL;
  g_autofree char *prefix = g_strconcat (*folder != '\0' ? folder : "annotations", "/", NULL);

  if (!sch_path_is_valid (document->path, &local))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, "%s:%u: %s", self->file_name, document->line,
                   local->message);
      return FALSE;
    }
  if (g_str_has_prefix (document->path, prefix))
    return fail_document (self, document,
                          _ ("a document cannot lie in the folder of the annotations; rename it"),
                          error);
  file = g_build_filename (sch_corpus_get_root (self->corpus), document->path, NULL);
  if (g_file_test (file, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return fail_document (self, document,
                          _ ("there is such a file, but it is none of the documents of the corpus; "
                             "see “documents” and “exclude” in scholiast.json"),
                          error);
  return TRUE;
}

/* Decides which document of the corpus a record is about, and writes it into document->path. */
static gboolean
find_document (SchImport *self, SchFormatDocument *document, GError **error)
{
  g_autoptr (SchText) there = NULL;
  const char *other;

  while (g_str_has_prefix (document->path, "./"))
    memmove (document->path, document->path + 2, strlen (document->path) - 1);
  if (document->unit != NULL)
    return place_unit (self, document, error);
  there = find_text (&self->sink, document->path);
  if (there != NULL && same_text (there, document->text))
    return TRUE;
  other = find_by_text (self, document->text);
  if (other != NULL)
    {
      sch_report_add (self->report, SCH_REPORT_REPAIR,
                      _ ("documents found under another path by their text"), self->file_name,
                      document->line, 1, document->path);
      g_free (document->path);
      document->path = g_strdup (other);
      return TRUE;
    }
  if (there != NULL || sch_corpus_find_document (self->corpus, document->path) != NULL)
    return fail_document (self, document,
                          _ ("the corpus has another text under this name; rename one of the two"),
                          error);
  if (!g_str_has_suffix (document->path, ".txt"))
    {
      char *path = g_strconcat (document->path, ".txt", NULL);

      g_free (document->path);
      document->path = path;
      return find_document (self, document, error);
    }
  if (!check_new_path (self, document, error))
    return FALSE;
  g_hash_table_insert (self->new_texts, g_strdup (document->path), sch_text_ref (document->text));
  return TRUE;
}

/* --- Finding layers --- */

static char *
fold_layer (const char *name)
{
  return sch_layer_name_is_valid (name) ? g_strdup (name) : sch_environment_fold_name (name);
}

static char *
choose_own_layer (SchImport *self, GError **error)
{
  g_auto (GStrv) layers = NULL;

  if (self->options.layer != NULL)
    return g_strdup (self->options.layer);
  layers = sch_corpus_list_layers (self->corpus);
  if (g_strv_length (layers) > 1 && !g_strv_contains ((const char *const *) layers, DEFAULT_LAYER))
    {
      g_autofree char *names = g_strjoinv (", ", layers);

      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("The source names no layer and the corpus has several (%s); choose one with "
                      "--layer"),
                   names);
      return NULL;
    }
  return g_strdup (g_strv_length (layers) == 1 ? layers[0] : DEFAULT_LAYER);
}

/* FALSE with no error: the annotations are left out by --annotators. */
static gboolean
find_layer (SchImport *self, SchFormatDocument *document, GError **error)
{
  const char *annotators = self->options.annotators;
  g_autofree char *source = document->layer != NULL && *document->layer != '\0'
                                ? fold_layer (document->layer)
                                : NULL;
  g_autofree char *chosen = NULL;

  if (annotators != NULL && strcmp (annotators, "layers") != 0 && strcmp (annotators, "merge") != 0)
    {
      g_autofree char *wanted = fold_layer (annotators);

      if (g_strcmp0 (source, wanted) != 0)
        {
          sch_report_add (self->report, SCH_REPORT_SELECTION, _ ("documents of other annotators"),
                          self->file_name, document->line, 1, document->layer);
          return FALSE;
        }
      chosen = self->options.layer != NULL ? g_strdup (self->options.layer)
                                           : g_steal_pointer (&source);
    }
  else if (source != NULL && (g_strcmp0 (annotators, "layers") == 0 ||
                              (annotators == NULL && self->options.layer == NULL)))
    chosen = g_steal_pointer (&source);
  else
    chosen = choose_own_layer (self, error);
  g_free (document->layer);
  document->layer = g_steal_pointer (&chosen);
  return document->layer != NULL;
}

/* --- Predictions --- */

static gboolean
is_prediction_cb (SchSpan *span, gpointer data)
{
  return span->record.state == SCH_STATE_SUGGESTED;
}

static gboolean
is_no_prediction_cb (SchSpan *span, gpointer data)
{
  return span->record.state != SCH_STATE_SUGGESTED;
}

static GPtrArray *
copy_list (GPtrArray *records)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (sch_record_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copy, sch_record_ref (g_ptr_array_index (records, i)));
  return copy;
}

/* Takes the predictions out of a document, into one of their own or into nothing; NULL = none. */
static SchFormatDocument *
split_predictions (SchImport *self, SchFormatDocument *document)
{
  g_autoptr (SchFormatDocument) own = NULL;
  guint n = 0;

  for (guint i = 0; i < document->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (document->spans, i);

      if (span->record.state != SCH_STATE_SUGGESTED)
        continue;
      n++;
      if (self->options.predictions == SCH_PREDICTIONS_ACCEPT)
        span->record.state = SCH_STATE_CONFIRMED;
    }
  if (n == 0 || self->options.predictions == SCH_PREDICTIONS_ACCEPT)
    return NULL;
  if (self->options.predictions == SCH_PREDICTIONS_DROP)
    sch_report_add (self->report, SCH_REPORT_SELECTION, _ ("predictions left out"), self->file_name,
                    document->line, n, NULL);
  else
    {
      own = sch_format_document_new ();
      own->path = g_strdup (document->path);
      own->layer = g_strdup ("suggestions");
      own->line = document->line;
      own->has_ids = document->has_ids;
      own->text = sch_text_ref (document->text);
      own->kinds = document->kinds != NULL ? g_hash_table_ref (document->kinds) : NULL;
      g_ptr_array_unref (own->spans);
      own->spans = copy_list (document->spans);
      g_ptr_array_unref (own->relations);
      own->relations = copy_list (document->relations);
      sch_format_document_filter (own, is_prediction_cb, NULL);
    }
  sch_format_document_filter (document, is_no_prediction_cb, NULL);
  return g_steal_pointer (&own);
}

/* --- Batches --- */

static gboolean
write_new_documents (SchImport *self, GError **error)
{
  GHashTableIter iter;
  gpointer path;
  gpointer text;

  if (self->options.dry_run || g_hash_table_size (self->new_texts) == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, self->new_texts);
  while (g_hash_table_iter_next (&iter, &path, &text))
    {
      g_autofree char *file = g_build_filename (sch_corpus_get_root (self->corpus), path, NULL);
      g_autofree char *folder = g_path_get_dirname (file);
      const SchFileState missing = { 0 };

      if (!sch_store_make_folder (folder, error) ||
          !sch_store_replace (file, sch_text_get_bytes (text), &missing, NULL, error))
        return FALSE;
      if (self->path_of_sha != NULL && g_hash_table_add (self->hashed, g_strdup (path)))
        g_hash_table_insert (self->path_of_sha, g_strdup (sch_text_get_sha256 (text)),
                             g_strdup (path));
    }
  g_hash_table_remove_all (self->new_texts);
  g_clear_pointer (&self->path_of_words, g_hash_table_unref);
  return sch_corpus_rescan (self->corpus, self->cancellable, error);
}

static gboolean
bring_in (SchImport *self, SchFormatDocument *document, GError **error)
{
  g_autofree char *name = g_strdup_printf (_ ("Import %s"), document->path);
  g_autoptr (SchEditGroup) group = sch_edit_group_new (name, NULL);

  if (!self->options.dry_run && sch_corpus_find_document (self->corpus, document->path) == NULL)
    return fail_document (self, document,
                          _ ("the new file is none of the documents of the corpus; see “documents” "
                             "and “exclude” in scholiast.json"),
                          error);
  if (!sch_import_merge (self, document, group, error))
    return FALSE;
  if (self->options.dry_run || sch_edit_group_is_empty (group))
    return TRUE;
  if (sch_corpus_apply (self->corpus, group, error))
    return TRUE;
  g_prefix_error (error, "%s:%u: ", self->file_name, document->line);
  return FALSE;
}

static gboolean
flush_batch (SchImport *self, GError **error)
{
  gboolean good = write_new_documents (self, error);

  for (guint i = 0; good && i < self->pending->len; i++)
    good = !g_cancellable_set_error_if_cancelled (self->cancellable, error) &&
           bring_in (self, g_ptr_array_index (self->pending, i), error);
  good = good && (self->options.dry_run || sch_corpus_flush (self->corpus, error));
  for (guint i = 0; good && i < self->pending->len; i++)
    {
      SchFormatDocument *document = g_ptr_array_index (self->pending, i);

      sch_corpus_unload_layer_document (self->corpus, document->layer, document->path);
    }
  g_ptr_array_set_size (self->pending, 0);
  self->pending_bytes = 0;
  return good;
}

static void
count_read (SchImport *self, SchFormatDocument *document)
{
  sch_report_count (self->report, SCH_COUNT_SPANS, SCH_COUNT_READ, document->spans->len);
  sch_report_count (self->report, SCH_COUNT_RELATIONS, SCH_COUNT_READ, document->relations->len);
}

/* What about a document that has annotations in the layer already; FALSE = no further. */
static gboolean
check_existing (SchImport *self, SchFormatDocument *document, gboolean *skip, GError **error)
{
  SchLayerDocument *existing;

  *skip = FALSE;
  if (self->options.on_existing == SCH_ON_EXISTING_UPDATE)
    return TRUE;
  if (!sch_import_peek_existing (self, document, &existing, error))
    return FALSE;
  if (existing == NULL || sch_layer_document_get_n_spans (existing) == 0)
    return TRUE;
  if (self->options.on_existing == SCH_ON_EXISTING_ERROR)
    return fail_document (
        self, document,
        _ ("the document is annotated in the layer already; use another layer, or "
           "--on-existing update or skip"),
        error);
  sch_report_add (self->report, SCH_REPORT_SELECTION,
                  _ ("documents passed over that are annotated already"), self->file_name,
                  document->line, 1, document->path);
  *skip = TRUE;
  return TRUE;
}

static gboolean
add_resolved (SchImport *self, SchFormatDocument *document, GError **error)
{
  g_autoptr (SchFormatDocument) owned = document;
  gboolean skip;
  gsize byte_len;

  if (!check_existing (self, document, &skip, error))
    return FALSE;
  if (skip)
    return TRUE;
  sch_text_get_data (document->text, &byte_len);
  self->pending_bytes += byte_len + 200 * document->spans->len;
  g_ptr_array_add (self->pending, g_steal_pointer (&owned));
  return TRUE;
}

static gboolean
add_document (SchFormatSink *sink, SchFormatDocument *document, GError **error)
{
  SchImport *self = (SchImport *) sink;
  g_autoptr (SchFormatDocument) owned = document;
  g_autoptr (SchFormatDocument) predictions = NULL;
  GError *local = NULL;

  sch_report_count (self->report, SCH_COUNT_DOCUMENTS, SCH_COUNT_READ, 1);
  count_read (self, document);
  if (!find_layer (self, document, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!find_document (self, document, error))
    return FALSE;
  if (strcmp (document->layer, "suggestions") != 0)
    predictions = split_predictions (self, document);
  if (!add_resolved (self, g_steal_pointer (&owned), error) ||
      (predictions != NULL && !add_resolved (self, g_steal_pointer (&predictions), error)))
    return FALSE;
  if (self->pending->len < BATCH_DOCUMENTS && self->pending_bytes < BATCH_BYTES)
    return TRUE;
  return flush_batch (self, error);
}

/* --- Public --- */

static void
free_document (gpointer document)
{
  sch_format_document_free (document);
}

static void
unref_text (gpointer text)
{
  sch_text_unref (text);
}

SchImport *
sch_import_new (SchCorpus *corpus, const SchImportOptions *options, SchReport *report,
                GCancellable *cancellable)
{
  SchImport *self = g_new0 (SchImport, 1);

  self->sink.add = add_document;
  self->sink.find_text = find_text;
  self->sink.find_words = find_words;
  self->sink.report = report;
  self->corpus = g_object_ref (corpus);
  self->options = *options;
  self->report = report;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->owner_of_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_hash_table_unref);
  self->new_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_text);
  self->hashed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pending = g_ptr_array_new_with_free_func (free_document);
  return self;
}

void
sch_import_free (SchImport *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->corpus);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->owner_of_id);
  g_hash_table_unref (self->new_texts);
  g_hash_table_unref (self->hashed);
  g_hash_table_unref (self->made);
  g_clear_pointer (&self->path_of_sha, g_hash_table_unref);
  g_clear_pointer (&self->path_of_words, g_hash_table_unref);
  g_ptr_array_unref (self->pending);
  g_free (self);
}

/**
 * sch_import_read:
 * @options: its file name is what messages call the source
 *
 * Reads one source. What it holds may be in the corpus only after sch_import_finish().
 */
gboolean
sch_import_read (SchImport *self, const SchFormat *format, GInputStream *stream,
                 const SchReadOptions *options, GError **error)
{
  g_return_val_if_fail (format->read != NULL, FALSE);

  self->format = format;
  self->file_name = options->file_name;
  return format->read (stream, options, &self->sink, self->cancellable, error) &&
         flush_batch (self, error);
}

/**
 * sch_import_finish:
 *
 * Waits until all that was imported is in the files.
 */
gboolean
sch_import_finish (SchImport *self, GError **error)
{
  return flush_batch (self, error);
}
