/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps that a workspace takes through its documents and its history: undo and redo, previous
 * and next document, the status of a document, and whether anything may be changed now. Uses the
 * public interface of the workspace only. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-error.h"
#include "sch-workspace.h"

/* --- May it be changed? ---------------------------------------------------------------------- */

static gboolean
is_done (SchWorkspace *self)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self);

  return layer_document != NULL &&
         sch_layer_document_get_status (layer_document) == SCH_STATUS_DONE;
}

/* Why nothing may be changed, whatever the status. */
static char *
dup_hard_reason (SchWorkspace *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self);
  SchDocument *document = sch_workspace_get_document (self);
  const char *reason;

  if (corpus == NULL || document == NULL)
    return g_strdup (_ ("No document is open"));
  reason = sch_corpus_get_read_only_reason (corpus);
  if (reason == NULL)
    reason = sch_workspace_get_load_error (self);
  if (reason == NULL)
    reason = sch_corpus_get_layer_read_only_reason (corpus, sch_workspace_get_layer (self),
                                                    sch_document_get_path (document));
  if (reason != NULL)
    return g_strdup (reason);
  if (sch_workspace_is_reading (self))
    return g_strdup (_ ("Nothing is changed in reading mode; Escape leaves it"));
  return sch_workspace_dup_layer_lock_reason (self);
}

gboolean
sch_workspace_can_edit (SchWorkspace *self)
{
  g_autofree char *reason = NULL;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self), FALSE);

  reason = dup_hard_reason (self);
  return reason == NULL;
}

/* Says why nothing may be changed, and offers the way out where there is one. */
static void
show_reason (SchWorkspace *self, const char *reason)
{
  if (sch_workspace_is_layer_locked (self) && !sch_workspace_is_reading (self))
    sch_workspace_show_message (self, reason, _ ("Edit Anyway"), "win.edit-anyway");
  else
    sch_workspace_show_message (self, reason, NULL, NULL);
}

/**
 * sch_workspace_dup_read_only_reason:
 *
 * Returns: (transfer full) (nullable): why the document on show may not be changed
 */
char *
sch_workspace_dup_read_only_reason (SchWorkspace *self)
{
  char *reason;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self), NULL);

  reason = dup_hard_reason (self);
  if (reason == NULL && is_done (self))
    reason = g_strdup (_ ("This document is done"));
  return reason;
}

static void
fill_annotator (SchWorkspace *self, SchLayerDocument *layer_document, SchAnnotator *who)
{
  g_autoptr (GError) error = NULL;

  if (!sch_workspace_name_own_layer (self, &error))
    sch_workspace_show_error (self, error);
  who->corpus = sch_workspace_get_corpus (self);
  who->document = layer_document;
  who->by = sch_workspace_get_environment (self)->user;
  who->auto_join = g_settings_get_boolean (sch_workspace_get_settings (self), "auto-join");
  who->tie_by_cue = g_settings_get_boolean (sch_workspace_get_settings (self), "tie-to-claim") &&
                    layer_document == sch_workspace_get_layer_document (self);
  who->claim = who->tie_by_cue ? sch_workspace_get_current_claim (self) : NULL;
}

/* What was refused, and how to go on: the key is that of the action. */
static void
offer_reopening (SchWorkspace *self, const char *gesture)
{
  g_autofree char *text = NULL;
  g_autofree char *button = NULL;

  if (gesture != NULL)
    /* Translators: %s is what a person tried, such as “Tag “Person””. */
    text = g_strdup_printf (_ ("“%s” was not done: this document is done"), gesture);
  else
    text = g_strdup (_ ("Nothing was changed: this document is done"));
  /* Translators: a button that makes a document that is done editable again; %s is its key. */
  button = g_strdup_printf (_ ("Reopen (%s)"), _ ("Ctrl+Shift+Enter"));
  sch_workspace_show_message (self, text, button, "win.reopen");
}

/**
 * sch_workspace_get_annotator_for:
 * @gesture: (nullable): what is to be done, for the message where it may not be
 * @who: (out): context for the functions sch_annotate_*()
 *
 * Returns: FALSE, after a message, where the document on show may not be changed
 */
gboolean
sch_workspace_get_annotator_for (SchWorkspace *self, const char *gesture, SchAnnotator *who)
{
  g_autofree char *reason = NULL;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self) && who != NULL, FALSE);

  reason = dup_hard_reason (self);
  if (reason != NULL)
    {
      show_reason (self, reason);
      return FALSE;
    }
  if (is_done (self))
    {
      offer_reopening (self, gesture);
      return FALSE;
    }
  fill_annotator (self, sch_workspace_get_layer_document (self), who);
  return TRUE;
}

gboolean
sch_workspace_get_annotator (SchWorkspace *self, SchAnnotator *who)
{
  return sch_workspace_get_annotator_for (self, NULL, who);
}

/* --- History -------------------------------------------------------------------------------- */

/* (nullable): the relation of the document on show that a step changed, made or removed, where the step made and
 * removed no span: values that are derived from relations may have gone with it. */
static const char *
find_changed_relation (SchEditGroup *group, const char *path)
{
  const char *id = NULL;

  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);

      if (edit->type == SCH_RECORD_SPAN && (edit->before == NULL || edit->after == NULL))
        return NULL;
      if (edit->type == SCH_RECORD_RELATION && g_strcmp0 (edit->path, path) == 0)
        id = sch_edit_get_id (edit);
    }
  return id;
}

/* Shows the relation that a step changed, unless a span is selected, or else the last of the spans that it changed and
 * that are there now. */
static void
show_changed (SchWorkspace *self, SchEditGroup *group)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self);
  const char *relation;

  if (layer_document == NULL)
    return;
  relation = find_changed_relation (group, sch_layer_document_get_path (layer_document));
  if (relation != NULL && sch_layer_document_get_relation (layer_document, relation) != NULL &&
      sch_workspace_get_selected_span (self) == NULL)
    {
      sch_workspace_select_relation (self, relation, TRUE);
      return;
    }
  for (guint i = group->edits->len; i > 0; i--)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i - 1);

      if (edit->type == SCH_RECORD_SPAN &&
          g_strcmp0 (edit->path, sch_layer_document_get_path (layer_document)) == 0 &&
          sch_layer_document_get_span (layer_document, sch_edit_get_id (edit)) != NULL)
        {
          sch_workspace_select_span (self, sch_edit_get_id (edit), TRUE);
          return;
        }
    }
}

/* Goes to the document of a step. Returns whether it is another one than that on show. */
static gboolean
go_to_path (SchWorkspace *self, const char *path)
{
  SchDocument *document = sch_workspace_get_document (self);
  SchDocument *wanted;

  if (path == NULL || (document != NULL && g_str_equal (sch_document_get_path (document), path)))
    return FALSE;
  wanted = sch_corpus_find_document (sch_workspace_get_corpus (self), path);
  if (wanted == NULL)
    return FALSE;
  sch_workspace_set_document (self, wanted);
  return TRUE;
}

static void
step_history (SchWorkspace *self, gboolean undo)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self);
  const char *layer = sch_workspace_get_layer (self);
  g_autoptr (SchEditGroup) group = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  gboolean elsewhere;

  if (corpus == NULL || sch_workspace_is_reading (self) || sch_workspace_is_layer_locked (self) ||
      !(undo ? sch_corpus_can_undo (corpus, layer) : sch_corpus_can_redo (corpus, layer)))
    return;
  name = g_strdup (undo ? sch_corpus_get_undo_name (corpus, layer)
                        : sch_corpus_get_redo_name (corpus, layer));
  path = g_strdup (undo ? sch_corpus_get_undo_path (corpus, layer)
                        : sch_corpus_get_redo_path (corpus, layer));
  elsewhere = go_to_path (self, path);
  group = undo ? sch_corpus_undo (corpus, layer, &error) : sch_corpus_redo (corpus, layer, &error);
  if (group == NULL)
    {
      sch_workspace_show_error (self, error);
      return;
    }
  show_changed (self, group);
  /* Translators: %s is what was undone or redone, such as “Tag “Person””. */
  text = g_strdup_printf (undo ? _ ("Undone: %s") : _ ("Redone: %s"), name != NULL ? name : "");
  if (elsewhere)
    sch_workspace_show_message (self, text, NULL, NULL);
  sch_workspace_announce (self, text);
}

/* A layer that was taken away comes back before anything of the one on show is undone. */
static gboolean
undo_removal (SchWorkspace *self)
{
  g_autofree char *title = g_strdup (sch_workspace_get_removed_layer (self, TRUE));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (title == NULL || sch_workspace_get_corpus (self) == NULL)
    return FALSE;
  if (!sch_workspace_restore_layer (self, &error))
    {
      sch_workspace_show_error (self, error);
      return TRUE;
    }
  /* Translators: %s is the name of a layer that was removed. */
  text = g_strdup_printf (_ ("The layer “%s” is back"), title);
  sch_workspace_announce (self, text);
  return TRUE;
}

void
sch_workspace_undo (SchWorkspace *self)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (!undo_removal (self))
    step_history (self, TRUE);
}

void
sch_workspace_redo (SchWorkspace *self)
{
  g_return_if_fail (SCH_IS_WORKSPACE (self));
  step_history (self, FALSE);
}

/* --- Documents ------------------------------------------------------------------------------ */

/* Position of the document on show in the list on show, or -1. */
static int
find_position (SchWorkspace *self, GListModel *model)
{
  SchDocument *document = sch_workspace_get_document (self);
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SchDocument) other = g_list_model_get_item (model, i);

      if (other == document)
        return (int) i;
    }
  return -1;
}

/**
 * sch_workspace_step_document:
 * @direction: -1 or 1
 *
 * Returns: FALSE where there is no document that way
 */
gboolean
sch_workspace_step_document (SchWorkspace *self, int direction)
{
  GListModel *model;
  g_autoptr (SchDocument) document = NULL;
  int position;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self), FALSE);

  model = sch_workspace_get_visible_documents (self);
  if (model == NULL)
    return FALSE;
  position = find_position (self, model) + direction;
  if (position >= 0)
    document = g_list_model_get_item (model, (guint) position);
  if (document == NULL)
    {
      sch_workspace_announce (self, direction < 0 ? _ ("This is the first document")
                                                  : _ ("This is the last document"));
      return FALSE;
    }
  sch_workspace_turn_to (self, document);
  return TRUE;
}

/* The next document to do, after the one on show, then from the top. */
static SchDocument *
find_next_to_do (SchWorkspace *self)
{
  GListModel *model = sch_workspace_get_visible_documents (self);
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;
  int position = find_position (self, model);

  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (model, (position + (int) i) % n);

      if (document != sch_workspace_get_document (self) &&
          sch_document_get_status (document) == SCH_STATUS_TODO)
        return g_steal_pointer (&document);
    }
  return NULL;
}

void
sch_workspace_done_and_next (SchWorkspace *self)
{
  g_autoptr (SchDocument) next = NULL;

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  if (sch_workspace_get_document (self) == NULL)
    return;
  next = find_next_to_do (self);
  if (!is_done (self))
    sch_workspace_set_status (self, SCH_STATUS_DONE);
  if (!is_done (self))
    return;
  if (next != NULL)
    sch_workspace_turn_to (self, next);
  else
    sch_workspace_show_message (self, _ ("Done; no document here is left to do"), NULL, NULL);
}

static const char *
get_status_announcement (SchStatus status)
{
  switch (status)
    {
    case SCH_STATUS_IN_PROGRESS:
      return _ ("Document is in progress");
    case SCH_STATUS_QUESTION:
      return _ ("Document has a question");
    case SCH_STATUS_DONE:
      return _ ("Document is done");
    case SCH_STATUS_TODO:
    default:
      return _ ("Document is to do");
    }
}

/**
 * sch_workspace_set_document_status:
 *
 * Sets the status of a document in the layer on show.
 */
void
sch_workspace_set_document_status (SchWorkspace *self, SchDocument *document, SchStatus status)
{
  SchCorpus *corpus;
  SchLayerDocument *layer_document;
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  g_return_if_fail (SCH_IS_WORKSPACE (self) && SCH_IS_DOCUMENT (document));

  if (sch_workspace_is_layer_locked (self))
    {
      g_autofree char *reason = sch_workspace_dup_layer_lock_reason (self);

      show_reason (self, reason);
      return;
    }
  corpus = sch_workspace_get_corpus (self);
  layer_document = sch_corpus_get_layer_document (corpus, sch_workspace_get_layer (self),
                                                  sch_document_get_path (document), &error);
  if (layer_document == NULL)
    {
      sch_workspace_show_error (self, error);
      return;
    }
  if (sch_layer_document_get_status (layer_document) == status)
    return;
  fill_annotator (self, layer_document, &who);
  if (sch_annotate_set_status (&who, status, &error))
    sch_workspace_announce (self, get_status_announcement (status));
  else
    sch_workspace_show_error (self, error);
}

void
sch_workspace_set_status (SchWorkspace *self, SchStatus status)
{
  g_autofree char *reason = NULL;

  g_return_if_fail (SCH_IS_WORKSPACE (self));

  reason = dup_hard_reason (self);
  if (reason != NULL)
    show_reason (self, reason);
  else
    sch_workspace_set_document_status (self, sch_workspace_get_document (self), status);
}
