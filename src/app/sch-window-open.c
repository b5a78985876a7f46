/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a corpus gets into a window and how a window goes. Opening asks where another instance
 * holds the corpus; a window goes once everything is on the disk, and asks where that fails. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-error.h"
#include "sch-message.h"
#include "sch-recents.h"
#include "sch-sample.h"
#include "sch-window-private.h"

#define CLOSING_POLL_MS 20
#define SAMPLE_LAYER "sample"

static void start_opening (SchWindow *self, SchOpenFlags flags);

/* --- Opened --------------------------------------------------------------------------------- */

static void
show_wanted_document (SchWindow *self)
{
  GListModel *documents = sch_corpus_get_documents (self->corpus);
  const char *id = sch_corpus_get_id (self->corpus);
  g_autoptr (SchDocument) first = g_list_model_get_item (documents, 0);
  g_autofree char *last = id != NULL ? sch_recents_dup_document (self->settings, id) : NULL;
  SchDocument *document = NULL;

  if (self->wanted_document != NULL)
    {
      document = sch_corpus_find_document (self->corpus, self->wanted_document);
      if (document == NULL)
        {
          /* Translators: %s is a file. */
          g_autofree char *text = g_strdup_printf (
              _ ("%s is not one of the documents of this corpus"), self->wanted_document);

          sch_workspace_show_message (self->workspace, text, NULL, NULL);
        }
      g_clear_pointer (&self->wanted_document, g_free);
      if (document == NULL && sch_workspace_get_document (self->workspace) != NULL)
        return;
    }
  if (document == NULL && last != NULL)
    document = sch_corpus_find_document (self->corpus, last);
  sch_workspace_turn_to (self->workspace, document != NULL ? document : first);
  sch_document_page_focus_text (self->document_page);
}

/* The sample is there to be looked at: its own annotations are shown. */
static void
prepare_sample (SchWindow *self)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (self->corpus);
  const char *layer = sch_workspace_get_layer (self->workspace);
  const char *id = sch_corpus_get_id (self->corpus);
  g_autofree char *last = id != NULL ? sch_recents_dup_layer (self->settings, id) : NULL;
  const char *const *all = (const char *const *) layers;

  if (last == NULL && !g_strv_contains (all, layer) && g_strv_contains (all, SAMPLE_LAYER))
    sch_workspace_set_layer (self->workspace, SAMPLE_LAYER);
  if (self->sample_made)
    {
      /* Translators: %s is a folder. */
      g_autofree char *text = g_strdup_printf (_ ("Your copy of the sample corpus is in %s"),
                                               sch_corpus_get_root (self->corpus));

      sch_workspace_show_message (self->workspace, text, NULL, NULL);
    }
  self->sample_made = FALSE;
}

static void
remember_corpus (SchWindow *self)
{
  g_autofree char *uri = g_file_get_uri (self->folder);
  g_autofree char *title = sch_corpus_dup_title (self->corpus);

  sch_recents_add (self->settings, uri, sch_corpus_get_id (self->corpus), title);
}

/* --- Locked --------------------------------------------------------------------------------- */

static void
lock_answered_cb (const char *answer, gpointer data)
{
  g_autoptr (SchWindow) self = data;

  if (g_str_equal (answer, "read-only"))
    start_opening (self, SCH_OPEN_READ_ONLY);
  else if (g_str_equal (answer, "steal"))
    start_opening (self, SCH_OPEN_STEAL_LOCK);
  else
    g_clear_object (&self->folder);
}

static void
ask_about_lock (SchWindow *self, const GError *error)
{
  const SchAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
    { "steal", _ ("Open _Anyway"), SCH_ANSWER_DESTRUCTIVE },
    { "read-only", _ ("Open _Read-Only"), SCH_ANSWER_SUGGESTED },
  };
  /* Translators: %s says who has the corpus open. */
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nTwo at a time would overwrite each other’s work. Open it anyway only if the other "
         "one is no longer running, for example after a crash of that computer."),
      error->message);

  sch_message_ask (GTK_WINDOW (self), _ ("The Corpus Is Open Elsewhere"), body, NULL, answers,
                   G_N_ELEMENTS (answers), lock_answered_cb, g_object_ref (self));
}

/* --- Opening -------------------------------------------------------------------------------- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchWindow) self = data;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->opening);
  if (sch_workspace_open_finish (SCH_WORKSPACE (source), result, &error))
    {
      if (self->workspace == NULL || self->corpus == NULL)
        return;
      remember_corpus (self);
      if (sch_sample_is (self->folder))
        prepare_sample (self);
      show_wanted_document (self);
    }
  else if (g_error_matches (error, SCH_ERROR, SCH_ERROR_LOCKED))
    {
      ask_about_lock (self, error);
    }
  else
    {
      g_clear_object (&self->folder);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sch_message_tell (GTK_WINDOW (self), _ ("The Folder Could Not Be Opened"), error->message);
    }
}

static void
start_opening (SchWindow *self, SchOpenFlags flags)
{
  g_autofree char *root = g_file_get_path (self->folder);

  if (root == NULL)
    {
      g_clear_object (&self->folder);
      sch_message_tell (GTK_WINDOW (self), _ ("The Folder Could Not Be Opened"),
                        _ ("Only folders that are reached as files of this computer can be opened. "
                           "Copy the folder, or mount its server."));
      return;
    }
  self->opening = g_cancellable_new ();
  sch_workspace_open_async (self->workspace, root, flags, self->opening, opened_cb,
                            g_object_ref (self));
}

/**
 * sch_window_open:
 * @folder: the corpus
 * @document: (nullable): path of the document to show
 */
void
sch_window_open (SchWindow *self, GFile *folder, const char *document)
{
  g_return_if_fail (SCH_IS_WINDOW (self) && G_IS_FILE (folder));

  if (document != NULL)
    {
      g_free (self->wanted_document);
      self->wanted_document = g_strdup (document);
    }
  if (self->folder != NULL)
    {
      if (self->corpus != NULL && self->wanted_document != NULL)
        show_wanted_document (self);
      return;
    }
  self->folder = g_object_ref (folder);
  /* However large the corpus is, the window is on the screen first. */
  if (self->painted)
    start_opening (self, SCH_OPEN_DEFAULT);
  else
    gtk_stack_set_visible_child (self->stack, self->opening_page);
}

void
sch_window_open_waiting (SchWindow *self)
{
  if (self->folder != NULL && self->opening == NULL && self->corpus == NULL)
    start_opening (self, SCH_OPEN_DEFAULT);
}

/* --- Closing -------------------------------------------------------------------------------- */

static void
stop_closing (SchWindow *self)
{
  self->closing = FALSE;
  g_clear_handle_id (&self->closing_source, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
}

static void
unsaved_answered_cb (const char *answer, gpointer data)
{
  g_autoptr (SchWindow) self = data;

  stop_closing (self);
  if (g_str_equal (answer, "retry"))
    {
      if (self->corpus != NULL)
        sch_corpus_retry_save (self->corpus);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (g_str_equal (answer, "discard"))
    {
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static void
ask_about_unsaved (SchWindow *self)
{
  const SchAnswer answers[] = {
    { "stay", _ ("_Keep Open"), SCH_ANSWER_PLAIN },
    { "discard", _ ("_Close Without Saving"), SCH_ANSWER_DESTRUCTIVE },
    { "retry", _ ("_Try Again"), SCH_ANSWER_SUGGESTED },
  };
  const char *reason = sch_corpus_get_save_error (self->corpus);
  /* Translators: %s is the reason. */
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nMake room or make the folder writable, then try again."),
      reason != NULL ? reason : _ ("The files of the corpus could not be written."));

  sch_message_ask (GTK_WINDOW (self), _ ("Your Last Changes Are Not Saved"), body, NULL, answers,
                   G_N_ELEMENTS (answers), unsaved_answered_cb, g_object_ref (self));
}

static gboolean
is_written (SchWindow *self)
{
  return sch_corpus_get_saved_state (self->corpus) == SCH_SAVED &&
         !sch_corpus_has_unwritten_files (self->corpus);
}

static gboolean
closing_cb (gpointer data)
{
  SchWindow *self = data;

  if (self->corpus != NULL && sch_corpus_get_saved_state (self->corpus) == SCH_SAVE_FAILED)
    {
      self->closing_source = 0;
      ask_about_unsaved (self);
      return G_SOURCE_REMOVE;
    }
  if (self->corpus != NULL && !is_written (self))
    return G_SOURCE_CONTINUE;
  self->closing_source = 0;
  stop_closing (self);
  gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/**
 * sch_window_prepare_to_close:
 *
 * Returns: TRUE when everything is on the disk and the window may go; else it will close itself
 */
gboolean
sch_window_prepare_to_close (SchWindow *self)
{
  if (self->closing)
    return FALSE;
  if (self->corpus == NULL)
    return TRUE;
  sch_inspector_flush (self->inspector);
  if (is_written (self))
    {
      sch_workspace_close (self->workspace);
      return TRUE;
    }
  self->closing = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  sch_corpus_write_files (self->corpus);
  self->closing_source = g_timeout_add (CLOSING_POLL_MS, closing_cb, self);
  return FALSE;
}
