/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layer documents of a corpus, one after the other, read by several threads ahead of the one that
 * takes what they found. A thread looks at nothing of the corpus but what does not change: its
 * folders and the rows of its documents. What only the corpus itself can tell, a document that is loaded
 * or has edits that are not in its file, is read by the calling thread when its turn comes. */

#include "config.h"

#include "sch-layer-stream.h"

#include <string.h>

#include "sch-corpus-private.h"
#include "sch-ordered-work.h"

struct _SchLayerReading
{
  SchLayerContent *content;   /* (nullable): until the document was asked for */
  SchLayerDocument *document; /* (nullable) */
  GError *failure;            /* (nullable): why there is neither */
  char *broken;               /* (nullable): why the file of the annotations cannot be read */
};

typedef struct
{
  SchCorpus *corpus;
  const char *layer;
  const char *const *paths;
  const SchLayerStream *stream;
  gpointer data;
  GHashTable *live; /* paths that only the corpus itself can read */
} Stream;

typedef struct
{
  SchLayerReading *reading; /* (nullable): NULL where it is not read, or by the corpus */
  gpointer result;
  GDestroyNotify free_result;
  gboolean differs;
  gboolean is_live;
} Item;

/* What was read is dropped by the thread that read it: memory goes back to where it came from. */
static void
drop_content (SchLayerReading *self)
{
  g_clear_pointer (&self->content, sch_layer_content_free);
  g_clear_object (&self->document);
}

static void
reading_free (SchLayerReading *self)
{
  if (self == NULL)
    return;
  drop_content (self);
  g_clear_error (&self->failure);
  g_free (self->broken);
  g_free (self);
}

static void
item_free (gpointer data)
{
  Item *self = data;

  if (self->result != NULL && self->free_result != NULL)
    self->free_result (self->result);
  reading_free (self->reading);
  g_free (self);
}

/* --- What was read --- */

SchLayerDocument *
sch_layer_reading_get_document (SchLayerReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->document == NULL)
    self->document = sch_layer_document_new_from_content (g_steal_pointer (&self->content));
  return self->document;
}

static void
count_span (SchLayerCounts *self, const SchSpan *span)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, span->label));

  self->n_spans++;
  g_hash_table_insert (self->labels, (gpointer) span->label, GUINT_TO_POINTER (count + 1));
}

SchLayerCounts *
sch_layer_reading_count (SchLayerReading *self)
{
  SchLayerCounts *counts = g_new0 (SchLayerCounts, 1);
  g_autoptr (GPtrArray) spans = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  counts->labels = g_hash_table_new (NULL, NULL);
  if (self->content != NULL)
    {
      spans = g_ptr_array_ref (self->content->spans);
      counts->n_relations = self->content->relations->len;
      counts->status = self->content->state->status;
    }
  else
    {
      spans = sch_layer_document_list_spans (self->document);
      counts->n_relations = sch_layer_document_get_n_relations (self->document);
      counts->status = sch_layer_document_get_status (self->document);
    }
  for (guint i = 0; i < spans->len; i++)
    count_span (counts, g_ptr_array_index (spans, i));
  return counts;
}

void
sch_layer_counts_free (SchLayerCounts *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->labels);
  g_free (self);
}

/* --- Reading --- */

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* What a broken file has instead: a document without annotations. */
static void
read_annotations (SchLayerReading *self, const Stream *stream, const char *path, SchText *text)
{
  g_autofree char *file = sch_corpus_dup_layer_document_file (stream->corpus, stream->layer, path);
  g_autofree char *absolute = sch_corpus_dup_absolute (stream->corpus, file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sch_store_read (absolute, SCH_JSON_MAX_BYTES, NULL, &error);

  self->content = sch_layer_content_new (stream->layer, path, text);
  if (bytes != NULL && !sch_layer_content_read (self->content, bytes, file, &error))
    {
      sch_layer_content_free (self->content);
      self->content = sch_layer_content_new (stream->layer, path, text);
    }
  if (error != NULL && !is_missing (error))
    self->broken = g_strdup (error->message);
}

static gboolean
text_differs (const SchLayerReading *self)
{
  const SchLayerContent *content = self->content;

  return content->file_sha256[0] != '\0' &&
         strcmp (content->file_sha256, sch_text_get_sha256 (content->text)) != 0;
}

static gpointer
read_item (guint index, gpointer data)
{
  const Stream *stream = data;
  const char *path = stream->paths[index];
  Item *item = g_new0 (Item, 1);
  g_autoptr (SchText) text = NULL;

  item->free_result = stream->stream->free_result;
  if (stream->stream->wants != NULL && !stream->stream->wants (path, stream->data))
    return item;
  item->is_live = g_hash_table_contains (stream->live, path);
  if (item->is_live)
    return item;
  item->reading = g_new0 (SchLayerReading, 1);
  text = sch_corpus_load_text (stream->corpus, path, &item->reading->failure);
  if (text == NULL)
    return item;
  read_annotations (item->reading, stream, path, text);
  item->differs = text_differs (item->reading);
  item->result = stream->stream->work (item->reading, stream->data);
  drop_content (item->reading);
  return item;
}

/* --- In the calling thread --- */

/* Tells the corpus what it would have found out itself. */
static void
note_reading (const Stream *stream, const Item *item, const char *path)
{
  g_autofree char *file = sch_corpus_dup_layer_document_file (stream->corpus, stream->layer, path);

  if (item->reading->broken != NULL)
    sch_corpus_protect_file (stream->corpus, file, item->reading->broken);
  else if (item->differs)
    sch_corpus_note_changed_text (stream->corpus, stream->layer, path);
}

static void
read_live (const Stream *stream, Item *item, const char *path)
{
  SchCorpus *corpus = stream->corpus;
  gboolean was_loaded = sch_corpus_peek_layer_document (corpus, stream->layer, path) != NULL;
  SchLayerDocument *document;

  item->reading = g_new0 (SchLayerReading, 1);
  document = sch_corpus_get_layer_document (corpus, stream->layer, path, &item->reading->failure);
  if (document == NULL)
    return;
  item->reading->document = g_object_ref (document);
  item->result = stream->stream->work (item->reading, stream->data);
  if (!was_loaded)
    sch_corpus_unload_layer_document (corpus, stream->layer, path);
}

static gboolean
take_item (guint index, gpointer result, gpointer data, GError **error)
{
  const Stream *stream = data;
  const char *path = stream->paths[index];
  Item *item = result;

  if (item->is_live)
    read_live (stream, item, path);
  else if (item->reading != NULL)
    note_reading (stream, item, path);
  return stream->stream->take (path, item->result,
                               item->reading != NULL ? item->reading->failure : NULL, stream->data,
                               error);
}

/* (transfer full): the paths of what is loaded or has edits that wait */
static GHashTable *
list_live (SchCorpus *corpus, const char *name)
{
  GHashTable *live = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SchLayer *layer = sch_corpus_get_layer (corpus, name);
  GHashTableIter iter;
  gpointer key, value;

  if (layer == NULL)
    return live;
  g_hash_table_iter_init (&iter, layer->documents);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (live, g_strdup (key));
  g_hash_table_iter_init (&iter, corpus->files);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const SchCorpusFile *file = value;
      const char *rest = NULL;

      if (file->unwritten->len > 0 && sch_corpus_find_layer_of_file (corpus, key, &rest) == layer &&
          g_str_has_suffix (rest, ".json"))
        g_hash_table_add (live, g_strndup (rest, strlen (rest) - strlen (".json")));
    }
  return live;
}

/**
 * sch_corpus_stream_layer:
 * @paths: (array zero-terminated=1): of documents
 * @n_workers: threads that read; with 1 it is the calling one
 *
 * Returns: FALSE with the error of the first @take that failed, or G_IO_ERROR_CANCELLED
 */
gboolean
sch_corpus_stream_layer (SchCorpus *corpus, const char *layer, const char *const *paths,
                         guint n_workers, const SchLayerStream *stream, gpointer data,
                         GCancellable *cancellable, GError **error)
{
  static const SchOrderedWork work = { read_item, take_item, item_free };
  g_autoptr (GHashTable) live = list_live (corpus, layer);
  Stream self = { corpus, layer, paths, stream, data, live };

  g_return_val_if_fail (paths != NULL && stream != NULL, FALSE);

  return sch_ordered_work_run (&work, g_strv_length ((char **) paths), n_workers, &self,
                               cancellable, error);
}
