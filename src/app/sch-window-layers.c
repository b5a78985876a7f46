/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions for layers as a whole: copy, rename, remove and bring back, blindness, Edit
 * Anyway; and which actions are off while the layer on show may not be changed. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-corpus-layer-edits.h"
#include "sch-layer-dialog.h"
#include "sch-window-private.h"

static void
copy_layer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  sch_inspector_flush (self->inspector);
  sch_layer_dialog_ask_copy (GTK_WINDOW (self), self->workspace);
}

static void
rename_layer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  sch_layer_dialog_ask_rename (GTK_WINDOW (self), self->workspace);
}

/* Done at once; the toast says where it is kept and brings it back, and so does Undo. */
static void
remove_layer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  sch_inspector_flush (self->inspector);
  if (!sch_workspace_remove_layer (self->workspace, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  sch_window_update_actions (self);
  /* Translators: %s is the name of a layer. */
  text = g_strdup_printf (_ ("“%s” removed; kept in .scholiast/backup"),
                          sch_workspace_get_removed_layer (self->workspace, FALSE));
  sch_workspace_show_message (self->workspace, text, _ ("Undo"), "win.restore-layer");
  sch_document_page_focus_text (self->document_page);
}

static void
restore_layer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (self->corpus == NULL || sch_workspace_get_removed_layer (self->workspace, FALSE) == NULL)
    return;
  sch_inspector_flush (self->inspector);
  if (!sch_workspace_restore_layer (self->workspace, &error))
    sch_workspace_show_error (self->workspace, error);
  sch_window_update_actions (self);
}

static void
edit_anyway_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  sch_workspace_unlock_layer (self->workspace);
  sch_document_page_focus_text (self->document_page);
}

static void
layer_blind_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SchWindow *self = SCH_WINDOW (data);
  g_autoptr (GError) error = NULL;

  if (self->corpus != NULL &&
      !sch_corpus_set_layer_blind (self->corpus, sch_workspace_get_layer (self->workspace),
                                   g_variant_get_boolean (value), &error))
    sch_workspace_show_error (self->workspace, error);
  sch_window_update_actions (self);
}

void
sch_window_install_layers_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.copy-layer", copy_layer_action },     { "win.rename-layer", rename_layer_action },
    { "win.remove-layer", remove_layer_action }, { "win.restore-layer", restore_layer_action },
    { "win.edit-anyway", edit_anyway_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

void
sch_window_init_layers_actions (SchWindow *self)
{
  static const GActionEntry entries[] = {
    { "layer-blind", NULL, NULL, "false", layer_blind_cb, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static gboolean
has_files (SchWindow *self, const char *layer)
{
  return sch_corpus_get_layer_info (self->corpus, layer) != NULL ||
         sch_corpus_count_layer_paths (self->corpus, layer) > 0;
}

static gboolean
any_has_files (SchWindow *self)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (self->corpus);

  for (guint i = 0; layers[i] != NULL; i++)
    if (has_files (self, layers[i]))
      return TRUE;
  return FALSE;
}

static void
enable (SchWindow *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

/* In a blind layer nothing is shown behind it. */
static void
update_blindness (SchWindow *self, gboolean blind, gboolean can_change)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "layer-blind");
  GAction *behind = g_action_map_lookup_action (G_ACTION_MAP (self), "show-behind");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (blind));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), can_change);
  if (behind == NULL || !G_IS_SIMPLE_ACTION (behind))
    return;
  if (blind)
    {
      g_autoptr (GVariant) state = g_action_get_state (behind);

      if (state != NULL && *g_variant_get_string (state, NULL) != '\0')
        g_action_change_state (behind, g_variant_new_string (""));
    }
  g_simple_action_set_enabled (G_SIMPLE_ACTION (behind), !blind && self->corpus != NULL);
}

/* After the others: takes away what may not be done in the layer on show. */
void
sch_window_update_layers_actions (SchWindow *self)
{
  const char *layer = sch_workspace_get_layer (self->workspace);
  gboolean open = self->corpus != NULL && layer != NULL;
  gboolean reading = sch_workspace_is_reading (self->workspace);
  gboolean writable = open && !reading && sch_corpus_get_read_only_reason (self->corpus) == NULL;
  g_autofree char *no_files = open ? sch_corpus_dup_no_layer_files_reason (self->corpus) : NULL;
  gboolean locked = sch_workspace_is_layer_locked (self->workspace);
  gboolean files = writable && no_files == NULL;
  gboolean own = writable && !locked &&
                 sch_corpus_get_layer_read_only_reason (self->corpus, layer, NULL) == NULL;

  enable (self, "win.new-layer", writable);
  enable (self, "win.copy-layer", files && any_has_files (self));
  enable (self, "win.remove-layer", files && has_files (self, layer));
  enable (self, "win.rename-layer", own);
  enable (self, "win.edit-anyway", writable && locked);
  update_blindness (self, sch_workspace_is_blind (self->workspace), own);
  if (sch_workspace_can_edit (self->workspace))
    return;
  enable (self, "win.toggle-panels", open && !reading);
  enable (self, "win.done-and-next", FALSE);
  enable (self, "win.reopen", FALSE);
  enable (self, "win.set-status", FALSE);
}

const char *
sch_window_get_undo_name (SchWindow *self)
{
  if (sch_workspace_get_removed_layer (self->workspace, TRUE) != NULL)
    return _ ("Remove Layer");
  if (sch_workspace_is_layer_locked (self->workspace) || sch_workspace_is_reading (self->workspace))
    return NULL;
  return sch_corpus_can_undo (self->corpus, sch_workspace_get_layer (self->workspace))
             ? sch_corpus_get_undo_name (self->corpus, sch_workspace_get_layer (self->workspace))
             : NULL;
}
