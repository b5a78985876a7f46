/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions for the guidelines: the page and its file, and spans that become examples of
 * their label. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-guidelines-page.h"
#include "sch-guidelines.h"
#include "sch-window-private.h"

#define PAGE "guidelines"

/* --- The page ------------------------------------------------------------------------------- */

static SchGuidelinesPage *
ensure_page (SchWindow *self)
{
  if (self->guidelines == NULL)
    {
      self->guidelines = sch_guidelines_page_new (self->workspace);
      sch_side_panel_add_page (self->right_panel, PAGE, _ ("Guidelines"), self->guidelines);
    }
  return SCH_GUIDELINES_PAGE (self->guidelines);
}

/* The same again goes back to the text. */
static void
guidelines_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  SchGuidelinesPage *page;

  if (g_strcmp0 (sch_side_panel_get_page (self->right_panel), PAGE) == 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (self->right_panel)))
    {
      sch_side_panel_show_page (self->right_panel, NULL);
      sch_document_page_focus_text (self->document_page);
      return;
    }
  sch_inspector_flush (self->inspector);
  g_settings_set_boolean (self->settings, "show-inspector", TRUE);
  page = ensure_page (self);
  sch_side_panel_show_page (self->right_panel, PAGE);
  sch_guidelines_page_refresh (page);
  sch_guidelines_page_focus (page);
}

static void
edit_guidelines_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  g_autofree char *path = self->corpus != NULL ? sch_guidelines_dup_file (self->corpus) : NULL;
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
create_guidelines_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  SchGuidelinesPage *page;

  if (self->corpus == NULL)
    return;
  if (!sch_guidelines_create (self->corpus, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  page = ensure_page (self);
  sch_guidelines_page_refresh (page);
  sch_guidelines_page_focus (page);
}

/* --- Examples ------------------------------------------------------------------------------- */

static void
add_example (SchWindow *self, gboolean counter)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  const char *selected = sch_workspace_get_selected_span (self->workspace);
  SchSpan *span = document != NULL && selected != NULL
                      ? sch_layer_document_get_span (document, selected)
                      : NULL;
  const SchLabel *label;
  g_autofree char *example = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean added;

  if (span == NULL)
    {
      sch_workspace_show_message (self->workspace, _ ("Select an annotation first"), NULL, NULL);
      return;
    }
  example = sch_guidelines_dup_example (sch_workspace_get_text (self->workspace), span);
  if (!sch_guidelines_add_example (self->corpus, sch_workspace_get_layer (self->workspace),
                                   span->label, example, counter, &added, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  label = sch_scheme_get_label (sch_workspace_get_scheme (self->workspace), span->label);
  if (!added)
    {
      sch_workspace_show_message (self->workspace, _ ("This is an example already"), NULL, NULL);
      return;
    }
  /* Translators: %s is the name of a label. */
  text = g_strdup_printf (counter ? _ ("Added to the counter-examples of %s")
                                  : _ ("Added to the examples of %s"),
                          label->name);
  sch_workspace_show_message (self->workspace, text, _ ("Undo"), "win.undo");
}

static void
add_example_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_example (SCH_WINDOW (widget), FALSE);
}

static void
add_counter_example_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_example (SCH_WINDOW (widget), TRUE);
}

/* --- For the window ------------------------------------------------------------------------- */

void
sch_window_install_guidelines_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.guidelines", guidelines_action },
    { "win.edit-guidelines", edit_guidelines_action },
    { "win.create-guidelines", create_guidelines_action },
    { "win.add-example", add_example_action },
    { "win.add-counter-example", add_counter_example_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

/* Also whenever another span is selected. */
void
sch_window_update_guidelines_actions (SchWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->corpus != NULL;
  gboolean writable = open && sch_corpus_get_read_only_reason (self->corpus) == NULL &&
                      !sch_workspace_is_reading (self->workspace);
  gboolean selected = writable && sch_workspace_get_selected_span (self->workspace) != NULL &&
                      !sch_workspace_is_layer_locked (self->workspace);

  gtk_widget_action_set_enabled (widget, "win.guidelines",
                                 open && !sch_workspace_is_reading (self->workspace));
  gtk_widget_action_set_enabled (widget, "win.create-guidelines", writable);
  if (selected == self->can_add_example)
    return;
  self->can_add_example = selected;
  gtk_widget_action_set_enabled (widget, "win.add-example", selected);
  gtk_widget_action_set_enabled (widget, "win.add-counter-example", selected);
}

void
sch_window_init_guidelines_actions (SchWindow *self)
{
  /* As actions of a widget are until they are told otherwise. */
  self->can_add_example = TRUE;
  g_signal_connect_object (self->workspace, "notify::selected-span",
                           G_CALLBACK (sch_window_update_guidelines_actions), self,
                           G_CONNECT_SWAPPED);
}
