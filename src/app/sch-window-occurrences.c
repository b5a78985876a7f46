/* SPDX-License-Identifier: GPL-3.0-or-later */
/* win.annotate-all: what is to be annotated everywhere, and the side page on which it is chosen. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-annotate-all.h"
#include "sch-store.h"
#include "sch-window-private.h"

#define PAGE "annotate-all"

static void
show_place_cb (SchWindow *self, guint char_start, guint char_end)
{
  sch_document_page_show_range (self->document_page, char_start, char_end);
}

static void
close_cb (SchWindow *self)
{
  if (g_strcmp0 (sch_side_panel_get_page (self->right_panel), PAGE) != 0)
    return;
  sch_side_panel_show_page (self->right_panel, NULL);
  sch_document_page_focus_text (self->document_page);
}

/* However the page is left: by Escape, by its button, or for another one. */
static void
page_changed_cb (SchAnnotateAll *page, SchSidePanel *panel)
{
  if (g_strcmp0 (sch_side_panel_get_page (panel), PAGE) != 0)
    sch_annotate_all_leave (page);
}

static SchAnnotateAll *
get_page (SchWindow *self)
{
  SchAnnotateAll *page = g_object_get_data (G_OBJECT (self), PAGE);

  if (page != NULL)
    return page;
  page = SCH_ANNOTATE_ALL (sch_annotate_all_new (self->workspace));
  g_object_set_data (G_OBJECT (self), PAGE, page);
  sch_side_panel_add_page (self->right_panel, PAGE, _ ("Annotate All"), GTK_WIDGET (page));
  g_signal_connect_object (page, "show-place", G_CALLBACK (show_place_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->right_panel, "page-changed", G_CALLBACK (page_changed_cb), page,
                           G_CONNECT_SWAPPED);
  return page;
}

/* The selected text with the last label: a span that is not made yet. */
static SchSpan *
make_source (SchWindow *self, SchRange range)
{
  const char *label_id = sch_workspace_get_last_label (self->workspace);
  const SchLabel *label = label_id != NULL
                              ? sch_scheme_get_label (sch_workspace_get_scheme (self->workspace),
                                                      label_id)
                              : NULL;
  g_autofree char *id = NULL;

  if (label == NULL || label->retired)
    return NULL;
  id = sch_id_new_random ();
  return sch_span_new (id, label->id, &range, 1);
}

/* (transfer full) (nullable): the selected span; else the selected text; else the span at the caret. */
static SchSpan *
find_source (SchWindow *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  const char *selected = sch_workspace_get_selected_span (self->workspace);
  SchSpan *span = selected != NULL ? sch_layer_document_get_span (document, selected) : NULL;
  SchRange range;
  g_autoptr (GPtrArray) at_caret = NULL;

  if (span != NULL)
    return sch_record_ref (span);
  if (sch_document_page_get_selection (self->document_page, &range))
    return make_source (self, range);
  at_caret = sch_span_index_at (sch_layer_document_get_index (document), range.start);
  return at_caret->len > 0 ? sch_record_ref (g_ptr_array_index (at_caret, 0)) : NULL;
}

static void
annotate_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  gboolean on_show = g_strcmp0 (sch_side_panel_get_page (self->right_panel), PAGE) == 0;
  g_autoptr (SchSpan) source = NULL;
  SchAnnotator who;

  if (sch_workspace_get_layer_document (self->workspace) == NULL)
    return;
  source = find_source (self);
  if (on_show)
    {
      SchSpan *current = sch_annotate_all_get_source (get_page (self));
      const char *selected = sch_workspace_get_selected_span (self->workspace);

      if (current != NULL && (selected == NULL || g_strcmp0 (selected, current->record.id) == 0))
        {
          sch_annotate_all_extend (get_page (self));
          return;
        }
    }
  if (source == NULL)
    {
      sch_workspace_show_message (
          self->workspace,
          _ ("Select an annotation first, or text that is to get the label used last"), NULL, NULL);
      return;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  sch_inspector_flush (self->inspector);
  g_settings_set_boolean (self->settings, "show-inspector", TRUE);
  sch_document_page_show_range (self->document_page, sch_span_get_start (source),
                                sch_span_get_end (source));
  get_page (self);
  sch_side_panel_show_page (self->right_panel, PAGE);
  sch_annotate_all_start (get_page (self), source);
}

void
sch_window_install_occurrences_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.annotate-all", NULL, annotate_all_action);
}

void
sch_window_update_occurrences_actions (SchWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.annotate-all",
                                 sch_workspace_get_layer_document (self->workspace) != NULL);
}
