/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions (win.*), and which of them are there now. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-file-chooser.h"
#include "sch-later.h"
#include "sch-reading-mode.h"
#include "sch-sample.h"
#include "sch-window-private.h"

/* --- Opening -------------------------------------------------------------------------------- */

static void
folder_chosen_cb (GFile *folder, gpointer data)
{
  g_autoptr (SchWindow) self = data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (folder != NULL && application != NULL)
    sch_application_open_corpus (SCH_APPLICATION (application), GTK_WINDOW (self), folder, NULL);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_file_chooser_choose_folder (GTK_WINDOW (widget), _ ("Open a Corpus Folder"), folder_chosen_cb,
                                  g_object_ref (widget));
}

static void
open_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile)
      folder = sch_sample_prepare (sch_workspace_get_environment (self->workspace)->data_dir,
                                   &self->sample_made, &error);

  if (folder == NULL)
    sch_workspace_show_error (self->workspace, error);
  else
    sch_application_open_corpus (SCH_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                                 GTK_WINDOW (self), folder, NULL);
}

/* --- History and documents ------------------------------------------------------------------ */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  sch_inspector_flush (self->inspector);
  sch_workspace_undo (self->workspace);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_workspace_redo (SCH_WINDOW (widget)->workspace);
}

static void
previous_document_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_workspace_step_document (SCH_WINDOW (widget)->workspace, -1);
}

static void
next_document_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_workspace_step_document (SCH_WINDOW (widget)->workspace, 1);
}

static void
done_and_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_workspace_done_and_next (SCH_WINDOW (widget)->workspace);
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  sch_workspace_set_status (self->workspace, SCH_STATUS_IN_PROGRESS);
  sch_window_dismiss_toast (self, "win.reopen");
  sch_document_page_focus_text (self->document_page);
}

static void
set_status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchStatus status;

  if (sch_status_from_string (g_variant_get_string (parameter, NULL), &status))
    sch_workspace_set_status (SCH_WINDOW (widget)->workspace, status);
}

static void
retry_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL)
    sch_corpus_retry_save (self->corpus);
}

static void
new_layer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_layer_button_ask_new (SCH_WINDOW (widget)->layer_button);
}

static void
disarm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  sch_workspace_set_armed_label (self->workspace, NULL);
  sch_document_page_focus_text (self->document_page);
}

static void
edit_note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  g_settings_set_boolean (self->settings, "show-inspector", TRUE);
  sch_inspector_edit_note (self->inspector);
}

static void
focus_inspector_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  g_settings_set_boolean (self->settings, "show-inspector", TRUE);
  sch_inspector_focus (self->inspector);
}

static void
focus_text_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_focus_text (SCH_WINDOW (widget)->document_page);
}

/* --- View ----------------------------------------------------------------------------------- */

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_zoom (SCH_WINDOW (widget)->document_page, 1);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_zoom (SCH_WINDOW (widget)->document_page, -1);
}

static void
zoom_reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_zoom (SCH_WINDOW (widget)->document_page, 0);
}

static void
toggle_panels_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  gboolean show = !g_settings_get_boolean (self->settings, "show-documents") &&
                  !g_settings_get_boolean (self->settings, "show-inspector");

  g_settings_set_boolean (self->settings, "show-documents", show);
  g_settings_set_boolean (self->settings, "show-inspector", show);
  if (!show && self->corpus != NULL)
    sch_document_page_focus_text (self->document_page);
}

static void
fullscreen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

/* --- Panes ---------------------------------------------------------------------------------- */

typedef enum
{
  PANE_DOCUMENTS,
  PANE_TEXT,
  PANE_INSPECTOR,
  PANE_PALETTE,
  N_PANES,
} Pane;

static GtkWidget *
get_pane (SchWindow *self, Pane pane)
{
  GtkWidget *panes[N_PANES] = { GTK_WIDGET (self->documents), self->document_slot,
                                GTK_WIDGET (self->inspector), GTK_WIDGET (self->palette) };

  return panes[pane];
}

static gboolean
focus_pane (SchWindow *self, Pane pane)
{
  if (!gtk_widget_get_mapped (get_pane (self, pane)))
    return FALSE;
  switch (pane)
    {
    case PANE_DOCUMENTS:
      return sch_documents_panel_focus_list (self->documents);
    case PANE_INSPECTOR:
      return sch_inspector_focus (self->inspector);
    case PANE_PALETTE:
      return sch_palette_focus_list (self->palette);
    case PANE_TEXT:
    case N_PANES:
    default:
      sch_document_page_focus_text (self->document_page);
      return TRUE;
    }
}

static void
step_pane (SchWindow *self, int direction)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int current = direction > 0 ? N_PANES - 1 : 0;

  if (self->corpus == NULL)
    return;
  for (int i = 0; i < N_PANES && focus != NULL; i++)
    if (focus == get_pane (self, i) || gtk_widget_is_ancestor (focus, get_pane (self, i)))
      current = i;
  for (int i = 1; i <= N_PANES; i++)
    if (focus_pane (self, (current + direction * i + 2 * N_PANES) % N_PANES))
      return;
}

static void
next_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step_pane (SCH_WINDOW (widget), 1);
}

static void
previous_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step_pane (SCH_WINDOW (widget), -1);
}

/* --- Layer and status: actions with a state ------------------------------------------------- */

static void
layer_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SchWindow *self = SCH_WINDOW (data);

  sch_inspector_flush (self->inspector);
  sch_workspace_set_layer (self->workspace, g_variant_get_string (value, NULL));
}

static void
document_status_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SchWindow *self = SCH_WINDOW (data);
  SchStatus status;

  sch_inspector_flush (self->inspector);
  if (sch_status_from_string (g_variant_get_string (value, NULL), &status))
    sch_workspace_set_status (self->workspace, status);
  sch_window_update_actions (self);
}

static const GActionEntry stateful_actions[] = {
  { "document-status", NULL, "s", "''", document_status_cb, { 0 } },
  { "layer", NULL, "s", "''", layer_cb, { 0 } },
};

/* --- For the window ------------------------------------------------------------------------- */

void
sch_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.open", NULL, open_action },
    { "win.open-sample", NULL, open_sample_action },
    { "win.undo", NULL, undo_action },
    { "win.redo", NULL, redo_action },
    { "win.previous-document", NULL, previous_document_action },
    { "win.next-document", NULL, next_document_action },
    { "win.done-and-next", NULL, done_and_next_action },
    { "win.reopen", NULL, reopen_action },
    { "win.set-status", "s", set_status_action },
    { "win.retry-save", NULL, retry_save_action },
    { "win.new-layer", NULL, new_layer_action },
    { "win.disarm", NULL, disarm_action },
    { "win.edit-note", NULL, edit_note_action },
    { "win.focus-inspector", NULL, focus_inspector_action },
    { "win.focus-text", NULL, focus_text_action },
    { "win.zoom-in", NULL, zoom_in_action },
    { "win.zoom-out", NULL, zoom_out_action },
    { "win.zoom-reset", NULL, zoom_reset_action },
    { "win.toggle-panels", NULL, toggle_panels_action },
    { "win.fullscreen", NULL, fullscreen_action },
    { "win.next-pane", NULL, next_pane_action },
    { "win.previous-pane", NULL, previous_pane_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  sch_window_install_keys_actions (widget_class);
  sch_window_install_find_actions (widget_class);
  sch_window_install_guidelines_actions (widget_class);
  sch_window_install_review_actions (widget_class);
  sch_window_install_layers_actions (widget_class);
  sch_window_install_exclude_actions (widget_class);
  sch_window_install_derive_actions (widget_class);
  sch_window_install_view_actions (widget_class);
  sch_window_install_occurrences_actions (widget_class);
  sch_window_install_documents_actions (widget_class);
  sch_window_install_scheme_actions (widget_class);
  sch_window_install_scheme_files_actions (widget_class);
}

void
sch_window_init_actions (SchWindow *self)
{
  g_autoptr (GAction) documents = g_settings_create_action (self->settings, "show-documents");
  g_autoptr (GAction) inspector = g_settings_create_action (self->settings, "show-inspector");
  g_autoptr (GAction) relations = g_settings_create_action (self->settings, "all-relations");

  /* As actions of a widget are until they are told otherwise. */
  self->can_undo = self->can_redo = TRUE;
  g_action_map_add_action_entries (G_ACTION_MAP (self), stateful_actions,
                                   G_N_ELEMENTS (stateful_actions), self);
  g_action_map_add_action (G_ACTION_MAP (self), documents);
  g_action_map_add_action (G_ACTION_MAP (self), inspector);
  g_action_map_add_action (G_ACTION_MAP (self), relations);
  sch_reading_mode_init (self);
  sch_window_init_guidelines_actions (self);
  sch_window_init_layers_actions (self);
}

/* @tip: with the name of the step; @bare: without one */
static void
update_history_button (GtkButton *button, const char *tip, const char *bare, const char *name)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), name != NULL ? tip : bare);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  name != NULL ? name : "", -1);
}

static gboolean
update_history_buttons_cb (gpointer data)
{
  SchWindow *self = data;
  const char *layer = sch_workspace_get_layer (self->workspace);
  gboolean open = self->corpus != NULL && layer != NULL;
  const char *undo_name = open ? sch_window_get_undo_name (self) : NULL;
  const char *redo_name = open ? sch_corpus_get_redo_name (self->corpus, layer) : NULL;
  /* Translators: %s is the step that would be undone, such as “Tag “Person””. */
  g_autofree char *undo = g_strdup_printf (_ ("Undo: %s"), undo_name != NULL ? undo_name : "");
  /* Translators: %s is the step that would be done again. */
  g_autofree char *redo = g_strdup_printf (_ ("Redo: %s"), redo_name != NULL ? redo_name : "");

  update_history_button (self->undo_button, undo, _ ("Undo"), undo_name);
  update_history_button (self->redo_button, redo, _ ("Redo"), redo_name);
  self->history_source = 0;
  return G_SOURCE_REMOVE;
}

/* After an edit: the actions follow at once, so that no key is lost; what the buttons say, later. */
void
sch_window_update_history (SchWindow *self)
{
  const char *layer = sch_workspace_get_layer (self->workspace);
  gboolean open = self->corpus != NULL && layer != NULL;
  gboolean can_undo = open && sch_window_get_undo_name (self) != NULL;
  gboolean can_redo = open && !sch_workspace_is_layer_locked (self->workspace) &&
                      !sch_workspace_is_reading (self->workspace) &&
                      sch_corpus_can_redo (self->corpus, layer);

  if (can_undo != self->can_undo)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", can_undo);
  if (can_redo != self->can_redo)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", can_redo);
  self->can_undo = can_undo;
  self->can_redo = can_redo;
  if (self->history_source == 0)
    self->history_source = sch_later_add (update_history_buttons_cb, self);
}

static void
update_document_status (SchWindow *self)
{
  SchDocument *document = sch_workspace_get_document (self->workspace);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "document-status");
  gboolean can = document != NULL && sch_workspace_get_layer_document (self->workspace) != NULL &&
                 sch_corpus_get_read_only_reason (self->corpus) == NULL &&
                 sch_corpus_get_layer_read_only_reason (self->corpus,
                                                        sch_workspace_get_layer (self->workspace),
                                                        sch_document_get_path (document)) == NULL;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), can);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (
                                 document != NULL
                                     ? sch_status_to_string (sch_document_get_status (document))
                                     : ""));
}

/* Which actions are there, and what undo and redo would do. */
void
sch_window_update_actions (SchWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *layer = sch_workspace_get_layer (self->workspace);
  gboolean open = self->corpus != NULL && layer != NULL;
  gboolean any = open && sch_workspace_get_document (self->workspace) != NULL;
  GAction *layer_action = g_action_map_lookup_action (G_ACTION_MAP (self), "layer");

  gtk_widget_action_set_enabled (widget, "win.previous-document", any);
  gtk_widget_action_set_enabled (widget, "win.next-document", open);
  gtk_widget_action_set_enabled (widget, "win.done-and-next", any);
  gtk_widget_action_set_enabled (widget, "win.reopen", any);
  gtk_widget_action_set_enabled (widget, "win.set-status", any);
  gtk_widget_action_set_enabled (widget, "win.derive-values",
                                 any && sch_workspace_get_layer_document (self->workspace) != NULL);
  gtk_widget_action_set_enabled (widget, "win.new-layer", open);
  gtk_widget_action_set_enabled (widget, "win.toggle-panels", open);
  gtk_widget_action_set_enabled (widget, "win.show-sources", open);
  sch_window_update_find_actions (self);
  sch_window_update_documents_actions (self);
  update_document_status (self);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (layer_action), open);
  g_simple_action_set_state (G_SIMPLE_ACTION (layer_action),
                             g_variant_new_string (open ? layer : ""));
  sch_window_update_guidelines_actions (self);
  sch_window_update_layers_actions (self);
  sch_window_update_history (self);
  sch_window_update_occurrences_actions (self);
  sch_window_update_scheme_actions (self);
  sch_window_update_scheme_files_actions (self);
}
