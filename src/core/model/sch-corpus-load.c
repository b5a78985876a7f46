/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a document with its annotations behind the scenes. The worker sees file names and gives back
 * values; what was read takes its place in the corpus in the main thread, if nothing has changed there. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sch-corpus-private.h"

/* Smaller documents are there before a frame is missed. */
#define LARGE_BYTES 1000000

typedef struct
{
  char *layer;
  char *path;
  char *text_file;
  char *layer_file;
  char *name;        /* of the layer file in the corpus */
  guint64 dirty_seq; /* of that file, when it was asked for */
  SchTextReady text_ready;
  gpointer data;
  GCancellable *cancellable; /* (nullable) */
  GMainContext *context;
  /* Read by the worker. */
  SchText *text;
  SchFileState state;
  gboolean known;
  SchLayerDocument *document;
  GError *error; /* of the annotations */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_free (load->layer);
  g_free (load->path);
  g_free (load->text_file);
  g_free (load->layer_file);
  g_free (load->name);
  g_clear_object (&load->cancellable);
  g_main_context_unref (load->context);
  g_clear_pointer (&load->text, sch_text_unref);
  g_clear_object (&load->document);
  g_clear_error (&load->error);
  g_free (load);
}

static gboolean
text_ready_cb (gpointer data)
{
  GTask *task = data;
  Load *load = g_task_get_task_data (task);

  if (!g_cancellable_is_cancelled (load->cancellable))
    load->text_ready (load->text, load->data);
  return G_SOURCE_REMOVE;
}

static SchText *
read_text (Load *load, GError **error)
{
  g_autoptr (GBytes) bytes = sch_store_read (load->text_file, SCH_TEXT_MAX_BYTES, NULL, error);
  g_autoptr (GError) local = NULL;
  SchText *text;

  if (bytes == NULL)
    return NULL;
  text = sch_text_new (bytes, &local);
  if (text == NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", load->path);
  return text;
}

static void
read_annotations (Load *load)
{
  g_autoptr (GBytes)
      bytes = sch_store_read (load->layer_file, SCH_JSON_MAX_BYTES, &load->state, &load->error);

  load->known = bytes != NULL || g_error_matches (load->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  if (bytes == NULL)
    {
      memset (&load->state, 0, sizeof load->state);
      if (load->known)
        g_clear_error (&load->error);
      return;
    }
  load->document = sch_layer_document_new_from_json (load->layer, load->path, load->text, bytes,
                                                     load->name, &load->error);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;

  load->text = read_text (load, &error);
  if (load->text == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (load->text_ready != NULL)
    g_main_context_invoke_full (load->context, G_PRIORITY_DEFAULT, text_ready_cb,
                                g_object_ref (task), g_object_unref);
  if (g_task_return_error_if_cancelled (task))
    return;
  read_annotations (load);
  g_task_return_boolean (task, TRUE);
}

static gint64
get_size (const char *file)
{
  GStatBuf st;

  return g_stat (file, &st) == 0 ? (gint64) st.st_size : 0;
}

/**
 * sch_corpus_is_large:
 *
 * Returns: whether loading a document and its annotations, which are not loaded yet, takes so long
 *   that it is better done behind the scenes
 */
gboolean
sch_corpus_is_large (SchCorpus *self, const char *layer, const char *path)
{
  SchDocument *document = sch_corpus_find_document (self, path);
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;

  if (document == NULL || sch_document_get_problem (document) != NULL ||
      sch_document_is_missing (document) ||
      sch_corpus_peek_layer_document (self, layer, path) != NULL)
    return FALSE;
  name = sch_corpus_dup_layer_document_file (self, layer, path);
  file = sch_corpus_dup_absolute (self, name);
  return get_size (sch_document_get_file_name (document)) + get_size (file) > LARGE_BYTES;
}

/**
 * sch_corpus_load_layer_document_async:
 * @path: of a document whose file is there
 * @text_ready: (nullable): called in the main loop when the text is there, while the annotations
 *   are still read; not called after @cancellable was cancelled
 *
 * Does what sch_corpus_get_layer_document() does, behind the scenes.
 */
void
sch_corpus_load_layer_document_async (SchCorpus *self, const char *layer, const char *path,
                                      GCancellable *cancellable, SchTextReady text_ready,
                                      GAsyncReadyCallback callback, gpointer data)
{
  SchDocument *document = sch_corpus_find_document (self, path);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Load *load = g_new0 (Load, 1);

  g_return_if_fail (document != NULL);

  load->layer = g_strdup (layer);
  load->path = g_strdup (path);
  load->text_file = g_strdup (sch_document_get_file_name (document));
  load->name = sch_corpus_dup_layer_document_file (self, layer, path);
  load->layer_file = sch_corpus_dup_absolute (self, load->name);
  load->dirty_seq = sch_corpus_get_file (self, load->name)->dirty_seq;
  load->text_ready = text_ready;
  load->data = data;
  load->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  load->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, sch_corpus_load_layer_document_async);
  g_task_set_task_data (task, load, free_load);
  g_task_run_in_thread (task, load_thread);
}

/**
 * sch_corpus_load_layer_document_finish:
 *
 * Returns: (transfer none) (nullable): see sch_corpus_get_layer_document()
 */
SchLayerDocument *
sch_corpus_load_layer_document_finish (SchCorpus *self, GAsyncResult *result, GError **error)
{
  Load *load = g_task_get_task_data (G_TASK (result));
  SchCorpusFile *file;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  file = sch_corpus_get_file (self, load->name);
  /* Loaded or changed meanwhile, or moved: what the worker has read is not the last state. */
  if (sch_corpus_peek_layer_document (self, load->layer, load->path) != NULL ||
      file->dirty_seq != load->dirty_seq || sch_corpus_find_document (self, load->path) == NULL)
    return sch_corpus_get_layer_document (self, load->layer, load->path, error);
  file->known = load->known;
  file->state = load->state;
  return sch_corpus_take_layer_document (self, load->layer, load->path, load->text,
                                         g_steal_pointer (&load->document), load->error);
}
