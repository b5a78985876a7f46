/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workspace shows: layer and document.
 *
 * Always holds: layer document, text, segmenter and problems are those of document and layer, or
 * all NULL (then load_error says why, if there is a document); the selected spans are in the layer
 * document. All that changes together is notified together. */

#include "config.h"

#include "sch-error.h"
#include "sch-later.h"
#include "sch-recents.h"
#include "sch-workspace-private.h"

#define RECHECK_DELAY_MS 1500

/* --- What is on show ------------------------------------------------------------------------ */

static void
record_changed_cb (SchWorkspace *self, int type, gpointer before, gpointer after,
                   SchLayerDocument *layer_document)
{
  if (type == SCH_RECORD_SPAN && after == NULL && before != NULL)
    sch_workspace_note_span_gone (self, ((SchRecord *) before)->id);
  else if (type == SCH_RECORD_RELATION && after == NULL && before != NULL)
    sch_workspace_note_relation_gone (self, ((SchRecord *) before)->id);
}

static gboolean
cluster_exists (const char *cluster, gpointer data)
{
  SchWorkspace *self = data;

  return self->corpus == NULL || self->layer == NULL ||
         sch_corpus_get_cluster (self->corpus, self->layer, cluster) != NULL;
}

/* The row of the document says how many problems there are. */
static gboolean
note_problems_cb (gpointer data)
{
  SchWorkspace *self = data;

  self->problems_source = 0;
  if (self->problems != NULL && !sch_problem_list_is_busy (self->problems))
    sch_corpus_note_problems (self->corpus, sch_document_get_path (self->document),
                              g_list_model_get_n_items (G_LIST_MODEL (self->problems)));
  return G_SOURCE_REMOVE;
}

void
sch_workspace_queue_note_problems (SchWorkspace *self)
{
  if (self->problems_source == 0)
    self->problems_source = sch_later_add (note_problems_cb, self);
}

void
sch_workspace_let_go_of_document (SchWorkspace *self)
{
  g_clear_handle_id (&self->problems_source, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->loading_text, sch_text_unref);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  if (self->problems != NULL)
    g_signal_handlers_disconnect_by_data (self->problems, self);
  g_clear_object (&self->problems);
  g_clear_object (&self->layer_document);
  g_clear_pointer (&self->segmenter, sch_segmenter_free);
  g_clear_pointer (&self->text, sch_text_unref);
  g_clear_pointer (&self->load_error, g_free);
  self->is_encoding_error = FALSE;
}

static void
take_layer_document (SchWorkspace *self, SchLayerDocument *layer_document)
{
  self->layer_document = g_object_ref (layer_document);
  g_signal_connect_object (layer_document, "record-changed", G_CALLBACK (record_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (layer_document, "reset",
                           G_CALLBACK (sch_workspace_drop_vanished_selection), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
load_document (SchWorkspace *self, GError **error)
{
  const char *path = sch_document_get_path (self->document);
  const char *problem = sch_document_get_problem (self->document);
  SchLayerDocument *layer_document;

  if (problem != NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, "%s", problem);
      return FALSE;
    }
  /* Annotations that are read now bring their text with them. */
  layer_document = sch_corpus_peek_layer_document (self->corpus, self->layer, path);
  if (layer_document != NULL)
    self->text = sch_corpus_load_text (self->corpus, path, error);
  else
    {
      layer_document = sch_corpus_get_layer_document (self->corpus, self->layer, path, error);
      if (layer_document != NULL)
        self->text = sch_text_ref (sch_layer_document_get_text (layer_document));
    }
  if (self->text == NULL)
    return FALSE;
  take_layer_document (self, layer_document);
  return TRUE;
}

static void
make_segmenter (SchWorkspace *self, const char *language)
{
  SchScheme *scheme = sch_corpus_get_scheme (self->corpus);

  g_clear_pointer (&self->segmenter, sch_segmenter_free);
  self->segmenter = sch_segmenter_new (self->text, language,
                                       sch_scheme_get_snap_rules (scheme, language));
}

static void
make_helpers (SchWorkspace *self)
{
  const char *language = sch_corpus_get_language (self->corpus,
                                                  sch_document_get_path (self->document));

  make_segmenter (self, language);
  self->problems = sch_problem_list_new_full (self->layer_document,
                                              sch_corpus_get_scheme (self->corpus), language, TRUE,
                                              cluster_exists, self);
  g_signal_connect_object (self->problems, "items-changed",
                           G_CALLBACK (sch_workspace_queue_note_problems), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->problems, "busy-changed",
                           G_CALLBACK (sch_workspace_queue_note_problems), self, G_CONNECT_SWAPPED);
  sch_workspace_queue_note_problems (self);
}

/* Nobody hears of what is shown until it can be told as a whole. */
static void
begin_change (SchWorkspace *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  sch_workspace_let_go_of_document (self);
}

static void
end_change (SchWorkspace *self)
{
  sch_workspace_drop_vanished_selection (self);
  if (self->hits != NULL)
    sch_workspace_set_hits (self, NULL, 0);
  sch_workspace_notify (self, PROP_LOAD_ERROR);
  sch_workspace_notify (self, PROP_DOCUMENT);
  sch_workspace_notify (self, PROP_LAYER_DOCUMENT);
  sch_workspace_notify (self, PROP_PROBLEMS);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
take_error (SchWorkspace *self, const GError *error)
{
  sch_workspace_let_go_of_document (self);
  self->load_error = g_strdup (error->message);
  self->is_encoding_error = g_error_matches (error, SCH_ERROR, SCH_ERROR_ENCODING);
}

/* Loads what belongs to self->document and self->layer, and tells all. */
static void
show_document (SchWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  begin_change (self);
  if (self->document != NULL && self->corpus != NULL)
    {
      if (load_document (self, &error))
        make_helpers (self);
      else
        take_error (self, error);
    }
  end_change (self);
}

/* --- Behind the scenes ------------------------------------------------------------------------ */

static void
text_ready (SchText *text, gpointer data)
{
  SchWorkspace *self = data;

  self->loading_text = sch_text_ref (text);
  sch_workspace_notify (self, PROP_LAYER_DOCUMENT);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchWorkspace) self = data;
  g_autoptr (GError) error = NULL;
  SchLayerDocument *layer_document;

  /* Something else is shown by now; what was read for nothing is let go of. */
  if (g_task_get_cancellable (G_TASK (result)) != self->loading ||
      g_cancellable_is_cancelled (self->loading))
    return;
  layer_document = sch_corpus_load_layer_document_finish (self->corpus, result, &error);
  begin_change (self);
  if (layer_document != NULL)
    {
      self->text = sch_text_ref (sch_layer_document_get_text (layer_document));
      take_layer_document (self, layer_document);
      make_helpers (self);
    }
  else
    take_error (self, error);
  end_change (self);
}

/* A large document is not waited for: first there is nothing, then the text, then all. */
static void
begin_to_show_document (SchWorkspace *self)
{
  const char *path = self->document != NULL ? sch_document_get_path (self->document) : NULL;

  if (path == NULL || self->corpus == NULL ||
      !sch_corpus_is_large (self->corpus, self->layer, path))
    {
      show_document (self);
      return;
    }
  begin_change (self);
  self->loading = g_cancellable_new ();
  sch_corpus_load_layer_document_async (self->corpus, self->layer, path, self->loading, text_ready,
                                        loaded_cb, g_object_ref (self));
  end_change (self);
}

gboolean
sch_workspace_is_loading (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), FALSE);
  return self->loading != NULL;
}

SchText *
sch_workspace_get_loading_text (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);
  return self->loading_text;
}

/* --- Changes from elsewhere ------------------------------------------------------------------- */

/* The documents that are not on show; not for each of several changes in a row. */
static gboolean
recheck_cb (gpointer data)
{
  SchWorkspace *self = data;

  self->recheck_source = 0;
  sch_corpus_recheck_all (self->corpus);
  return G_SOURCE_REMOVE;
}

void
sch_workspace_scheme_changed (SchWorkspace *self, SchCorpus *corpus)
{
  const char *language;

  g_clear_handle_id (&self->recheck_source, g_source_remove);
  self->recheck_source = g_timeout_add (RECHECK_DELAY_MS, recheck_cb, self);
  if (self->layer_document == NULL)
    return;
  language = sch_corpus_get_language (corpus, sch_document_get_path (self->document));
  make_segmenter (self, language);
  /* The same list: it shows what it did until a large document is checked anew. */
  sch_problem_list_set_scheme (self->problems, sch_corpus_get_scheme (corpus), language);
  sch_workspace_notify (self, PROP_PROBLEMS);
}

/* The same document under another name. */
static void
title_changed_cb (SchWorkspace *self)
{
  sch_workspace_notify (self, PROP_DOCUMENT);
}

/* Its file has gone or come back, or its annotations were read anew. */
static gboolean
is_shown_wrongly (SchWorkspace *self, SchCorpus *corpus)
{
  const char *path = sch_document_get_path (self->document);

  if (sch_document_is_missing (self->document) != (self->text == NULL))
    return sch_document_is_missing (self->document) || self->load_error != NULL;
  return self->layer_document != NULL &&
         sch_corpus_peek_layer_document (corpus, self->layer, path) != self->layer_document;
}

/* A document that is no longer in the folder is no longer shown, unless it has annotations. */
void
sch_workspace_documents_changed (SchWorkspace *self, SchCorpus *corpus)
{
  SchDocument *now;

  if (self->document == NULL)
    {
      /* The first texts of a folder that had none: the first is shown, as when it is opened. */
      g_autoptr (SchDocument) first = g_list_model_get_item (sch_corpus_get_documents (corpus), 0);

      sch_workspace_set_document (self, first);
      return;
    }
  now = sch_corpus_find_document (corpus, sch_document_get_path (self->document));
  if (now != self->document)
    sch_workspace_set_document (self, now);
  else if (is_shown_wrongly (self, corpus))
    show_document (self);
}

/* Before the document goes: what is selected in it is selected again when it comes back. */
void
sch_workspace_remember_selection (SchWorkspace *self)
{
  const char *id = self->corpus != NULL ? sch_corpus_get_id (self->corpus) : NULL;

  if (id != NULL && *id != '\0' && self->document != NULL)
    sch_recents_set_span (self->settings, id, sch_document_get_path (self->document),
                          self->selected_span);
}

/* --- Public ---------------------------------------------------------------------------------- */

/**
 * sch_workspace_set_layer:
 * @layer: name of a layer, which need not exist yet
 */
void
sch_workspace_set_layer (SchWorkspace *self, const char *layer)
{
  const char *id;

  g_return_if_fail (SCH_IS_WORKSPACE (self) && layer != NULL);

  if (self->corpus == NULL || g_strcmp0 (self->layer, layer) == 0)
    return;
  /* First, so that what was typed about the span still finds it. */
  sch_workspace_set_selected (self, NULL);
  sch_workspace_write_now (self);
  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->layer);
  self->layer = g_strdup (layer);
  sch_corpus_set_active_layer (self->corpus, layer);
  sch_corpus_summarize_all (self->corpus);
  sch_workspace_notify (self, PROP_LAYER);
  show_document (self);
  g_object_thaw_notify (G_OBJECT (self));

  id = sch_corpus_get_id (self->corpus);
  if (id != NULL && *id != '\0')
    sch_recents_set_layer (self->settings, id, layer);
}

static void
change_document (SchWorkspace *self, SchDocument *document, void (*show) (SchWorkspace *))
{
  const char *id;

  sch_workspace_remember_selection (self);
  /* First, so that what was typed about the span still finds it. */
  sch_workspace_set_selected (self, NULL);
  sch_workspace_write_now (self);
  g_object_freeze_notify (G_OBJECT (self));
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, title_changed_cb, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "notify::title", G_CALLBACK (title_changed_cb), self,
                             G_CONNECT_SWAPPED);
  show (self);
  g_object_thaw_notify (G_OBJECT (self));

  id = self->corpus != NULL ? sch_corpus_get_id (self->corpus) : NULL;
  if (document != NULL && id != NULL && *id != '\0')
    sch_recents_set_document (self->settings, id, sch_document_get_path (document));
}

/**
 * sch_workspace_set_document:
 * @document: (nullable): a document of the corpus
 *
 * Afterwards its text and annotations are there, or the load error.
 */
void
sch_workspace_set_document (SchWorkspace *self, SchDocument *document)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (self->document != document)
    change_document (self, document, show_document);
  else if (self->loading != NULL)
    show_document (self);
}

/**
 * sch_workspace_turn_to:
 * @document: a document of the corpus
 *
 * Like sch_workspace_set_document(), but a large document is loaded behind the scenes (see
 * sch_workspace_is_loading()): for who wants nothing of it yet but that it is shown.
 */
void
sch_workspace_turn_to (SchWorkspace *self, SchDocument *document)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (self->document != document)
    change_document (self, document, begin_to_show_document);
}

gboolean
sch_workspace_is_reading (SchWorkspace *self)
{
  g_return_val_if_fail (SCH_IS_WORKSPACE (self), FALSE);
  return self->reading;
}

void
sch_workspace_set_reading (SchWorkspace *self, gboolean reading)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));
  self->reading = reading;
}

/**
 * sch_workspace_restore_selection:
 *
 * Selects what was selected when the document on show was left, where it is still there.
 */
void
sch_workspace_restore_selection (SchWorkspace *self)
{
  const char *id;
  g_autofree char *span = NULL;

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  id = self->corpus != NULL ? sch_corpus_get_id (self->corpus) : NULL;
  if (id != NULL && *id != '\0' && self->document != NULL)
    span = sch_recents_dup_span (self->settings, id, sch_document_get_path (self->document));
  if (span != NULL && !self->reading)
    sch_workspace_select_span (self, span, FALSE);
}

void
sch_workspace_select_span (SchWorkspace *self, const char *id, gboolean show)
{
  g_autofree char *wanted = g_strdup (id);

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (wanted != NULL && (self->layer_document == NULL ||
                         sch_layer_document_get_span (self->layer_document, wanted) == NULL))
    return;
  sch_workspace_set_selected (self, wanted);
  if (show && wanted != NULL)
    g_signal_emit_by_name (self, "show-span", wanted);
}
