/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lasts longer than one key: resize mode and link mode with their bars, spans that are kept selected, and the
 * popovers at the selected span or the caret. Each of them gives the keyboard back to the text. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-document-page-private.h"

/* --- Bars ----------------------------------------------------------------------------------- */

void
sch_document_page_show_mode (SchDocumentPage *self, const char *text)
{
  gtk_widget_set_visible (self->mode_label, text != NULL);
  sch_document_page_queue_cue (self);
  if (text == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->mode_label), text);
  sch_workspace_announce (self->workspace, text);
}

static void
target_changed_cb (SchDocumentPage *self, const char *id)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL && id != NULL ? sch_layer_document_get_span (document, id)
                                                 : NULL;

  sch_document_view_set_hovered_span (self->view, id);
  if (span != NULL)
    sch_document_view_scroll_to (self->view, sch_span_get_start (span), sch_span_get_end (span));
}

/* The span from which was linked is selected again: its attributes come next. */
static void
link_left_cb (SchDocumentPage *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL ? sch_layer_document_get_span (document, self->link_from) : NULL;

  sch_document_page_queue_cue (self);
  if (self->link_from == NULL)
    return;
  if (span != NULL)
    {
      sch_document_view_set_caret (self->view, sch_span_get_end (span));
      sch_workspace_select_span (self->workspace, self->link_from, FALSE);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
sch_document_page_add_modes (SchDocumentPage *self)
{
  self->link = SCH_LINK_MODE (sch_link_mode_new (self->workspace));
  g_signal_connect_object (self->link, "target-changed", G_CALLBACK (target_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->link, "left", G_CALLBACK (link_left_cb), self, G_CONNECT_SWAPPED);
  self->mode_label = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->mode_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->mode_label), 0);
  gtk_widget_add_css_class (self->mode_label, "mode-bar");
  gtk_widget_set_visible (self->mode_label, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->mode_label);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->link));
}

void
sch_document_page_remove_modes (SchDocumentPage *self)
{
  g_clear_pointer (&self->strip, gtk_widget_unparent);
  g_clear_pointer (&self->here, gtk_widget_unparent);
  g_clear_pointer (&self->cluster_picker, gtk_widget_unparent);
  g_clear_pointer (&self->resize, sch_resize_free);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->link_from, g_free);
}

void
sch_document_page_leave_modes (SchDocumentPage *self)
{
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->link_from, g_free);
  if (self->resize != NULL)
    sch_document_page_show_mode (self, NULL);
  g_clear_pointer (&self->resize, sch_resize_free);
  if (sch_document_page_is_linking (self))
    sch_link_mode_end (self->link);
}

void
sch_document_page_selection_changed (SchDocumentPage *self)
{
  const char *selected = sch_workspace_get_selected_span (self->workspace);

  if (self->resize != NULL && g_strcmp0 (selected, self->resize->span) != 0)
    sch_document_page_end_resize (self, TRUE);
  for (guint i = 0; self->kept != NULL && i < self->kept->len; i++)
    if (!sch_workspace_is_selected (self->workspace, g_ptr_array_index (self->kept, i)))
      g_clear_pointer (&self->kept, g_ptr_array_unref);
}

/* --- Link mode ------------------------------------------------------------------------------ */

gboolean
sch_document_page_is_linking (SchDocumentPage *self)
{
  return self->link != NULL && sch_link_mode_is_active (self->link);
}

void
sch_document_page_begin_link (SchDocumentPage *self)
{
  SchSpan *span = sch_document_page_get_selected (self);
  SchAnnotator who;

  if (sch_document_page_is_linking (self))
    return;
  if (span == NULL)
    {
      sch_workspace_announce (self->workspace, _ ("Select an annotation first"));
      return;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  sch_document_page_hide_popover (self);
  sch_document_page_end_resize (self, TRUE);
  g_free (self->link_from);
  self->link_from = g_strdup (span->record.id);
  if (!sch_link_mode_begin (self->link, span))
    return;
  sch_document_page_queue_cue (self);
  /* The bar takes room from the text. */
  sch_document_view_scroll_to (self->view, sch_span_get_start (span), sch_span_get_end (span));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
sch_document_page_set_own (SchDocumentPage *self)
{
  SchSpan *span = sch_document_page_get_selected (self);
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (sch_document_page_is_linking (self))
    sch_link_mode_set_own (self->link);
  else if (span == NULL)
    sch_workspace_announce (self->workspace, _ ("Select an annotation first"));
  else if (sch_workspace_get_annotator (self->workspace, &who) &&
           !sch_annotate_exempt (&who, span->record.id, &error))
    sch_workspace_show_error (self->workspace, error);
}

gboolean
sch_document_page_link_click (SchDocumentPage *self, GPtrArray *spans)
{
  if (!sch_document_page_is_linking (self) || spans->len == 0)
    return FALSE;
  sch_link_mode_take (self->link, spans);
  return TRUE;
}

/* --- Several spans -------------------------------------------------------------------------- */

void
sch_document_page_keep_span (SchDocumentPage *self)
{
  SchSpan *span = sch_document_page_get_selected (self);
  g_autofree char *said = NULL;
  guint index;

  if (span == NULL)
    {
      sch_workspace_announce (self->workspace, _ ("Select an annotation first"));
      return;
    }
  if (self->kept == NULL)
    self->kept = g_ptr_array_new_with_free_func (g_free);
  if (g_ptr_array_find_with_equal_func (self->kept, span->record.id, g_str_equal, &index))
    g_ptr_array_remove_index (self->kept, index);
  else
    g_ptr_array_add (self->kept, g_strdup (span->record.id));
  said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotation is kept selected",
                                       "%u annotations are kept selected", self->kept->len),
                          self->kept->len);
  if (self->kept->len == 0)
    g_clear_pointer (&self->kept, g_ptr_array_unref);
  sch_document_page_select_span (self, span);
  sch_workspace_announce (self->workspace, said);
}

/* Into the one that was selected first. */
void
sch_document_page_merge_spans (SchDocumentPage *self)
{
  g_auto (GStrv) ids = g_strdupv ((char **) sch_workspace_get_selected_spans (self->workspace));
  guint n = g_strv_length (ids);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  SchSpan *span;
  SchAnnotator who;

  if (n < 2)
    {
      sch_workspace_announce (self->workspace,
                              _ ("Select several annotations first: Ctrl+Space, or Ctrl+click"));
      return;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  if (!sch_annotate_merge (&who, (const char *const *) ids, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  span = sch_layer_document_get_span (who.document, ids[0]);
  if (span != NULL)
    sch_document_page_select_span (self, span);
  said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Merged %u annotation",
                                       "Merged %u annotations", n),
                          n);
  sch_workspace_announce (self->workspace, said);
}

/* --- Popovers ------------------------------------------------------------------------------- */

static void
closed_cb (SchDocumentPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* Who clicked elsewhere, or was led elsewhere, stays there. */
  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Of a range, in the page's coordinates, inside the page. */
static void
get_bounds (SchDocumentPage *self, guint char_start, guint char_end, GdkRectangle *bounds)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double x;
  double y;

  sch_document_view_get_range_bounds (self->view, char_start, char_end, bounds);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), bounds->x,
                                    bounds->y, &x, &y);
  bounds->x = (int) x;
  bounds->y = CLAMP ((int) y, 0, MAX (height - 1, 0));
  bounds->height = CLAMP (bounds->height, 1, MAX (height - bounds->y, 1));
}

static GtkWidget *
take_popover (SchDocumentPage *self, GtkWidget *popover)
{
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  return popover;
}

void
sch_document_page_show_strip (SchDocumentPage *self)
{
  SchSpan *span = sch_document_page_get_selected (self);
  GdkRectangle bounds;
  SchAnnotator who;

  if (span == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  sch_document_page_hide_popover (self);
  if (self->strip == NULL)
    self->strip = take_popover (self, sch_attribute_strip_new (GTK_WIDGET (self)));
  get_bounds (self, sch_span_get_start (span), sch_span_get_end (span), &bounds);
  if (!sch_attribute_strip_show (SCH_ATTRIBUTE_STRIP (self->strip), self->workspace, span, &bounds))
    sch_workspace_announce (self->workspace, _ ("Annotations with this label have no attributes"));
}

void
sch_document_page_show_here (SchDocumentPage *self)
{
  guint caret = sch_document_view_get_caret (self->view);
  GdkRectangle bounds;

  if (sch_workspace_get_layer_document (self->workspace) == NULL)
    return;
  sch_document_page_hide_popover (self);
  if (self->here == NULL)
    self->here = take_popover (self, sch_here_new (GTK_WIDGET (self)));
  get_bounds (self, caret, caret, &bounds);
  sch_here_show (SCH_HERE (self->here), self->workspace, caret,
                 sch_document_page_get_selected (self), &bounds);
}

void
sch_document_page_join_cluster (SchDocumentPage *self)
{
  SchSpan *span = sch_document_page_get_selected (self);
  GdkRectangle bounds;
  SchAnnotator who;

  if (span == NULL)
    {
      sch_workspace_announce (self->workspace, _ ("Select an annotation first"));
      return;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  sch_document_page_hide_popover (self);
  if (self->cluster_picker == NULL)
    {
      self->cluster_picker = take_popover (self, g_object_new (SCH_TYPE_CLUSTER_PICKER, "halign",
                                                               GTK_ALIGN_FILL, NULL));
      sch_cluster_picker_set_workspace (SCH_CLUSTER_PICKER (self->cluster_picker), self->workspace);
      gtk_widget_set_parent (self->cluster_picker, GTK_WIDGET (self));
    }
  get_bounds (self, sch_span_get_start (span), sch_span_get_end (span), &bounds);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->cluster_picker), &bounds);
  gtk_popover_popup (GTK_POPOVER (self->cluster_picker));
}

/* --- Places --------------------------------------------------------------------------------- */

guint
sch_document_page_get_place (SchDocumentPage *self)
{
  SchSpan *span = sch_document_page_get_selected (self);

  return span != NULL ? sch_span_get_start (span) : sch_document_view_get_caret (self->view);
}

guint
sch_document_page_get_rank (SchDocumentPage *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = sch_document_page_get_selected (self);
  SchSpanIndex *index = document != NULL ? sch_layer_document_get_index (document) : NULL;

  if (index == NULL)
    return 0;
  return span != NULL
             ? sch_span_index_rank (index, span) + 1
             : sch_span_index_count_before (index, sch_document_view_get_caret (self->view));
}

void
sch_document_page_go_to (SchDocumentPage *self, const char *span_id, guint char_start,
                         guint char_end)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL && span_id != NULL
                      ? sch_layer_document_get_span (document, span_id)
                      : NULL;

  if (span != NULL)
    {
      sch_document_page_select_span (self, span);
    }
  else
    {
      sch_workspace_select_span (self->workspace, NULL, FALSE);
      sch_document_view_set_caret (self->view, char_start);
      sch_document_view_scroll_to (self->view, char_start, char_end);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
