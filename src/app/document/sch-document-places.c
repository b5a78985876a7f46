/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things are in the view: caret and selection, what is at a point, where a range is, and going
 * there. */

#include "config.h"

#include "sch-document-view-private.h"

static void
get_iter (SchDocumentView *self, guint char_offset, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), iter,
                                      sch_view_map_to_buffer (self->map, char_offset));
}

static guint
offset_of_mark (SchDocumentView *self, GtkTextMark *mark)
{
  GtkTextIter iter;

  if (self->map == NULL)
    return 0;
  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &iter, mark);
  return sch_view_map_to_document (self->map, gtk_text_iter_get_offset (&iter));
}

guint
sch_document_view_get_caret (SchDocumentView *self)
{
  return offset_of_mark (self, gtk_text_buffer_get_insert (
                                   gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))));
}

guint
sch_document_view_get_anchor (SchDocumentView *self)
{
  return offset_of_mark (self, gtk_text_buffer_get_selection_bound (
                                   gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))));
}

void
sch_document_view_set_caret (SchDocumentView *self, guint char_offset)
{
  sch_document_view_select (self, char_offset, char_offset);
}

gboolean
sch_document_view_get_selection (SchDocumentView *self, guint *char_start, guint *char_end)
{
  GtkTextIter start;
  GtkTextIter end;

  if (self->map == NULL ||
      !gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)),
                                             &start, &end))
    return FALSE;
  *char_start = sch_view_map_to_document (self->map, gtk_text_iter_get_offset (&start));
  *char_end = sch_view_map_to_document (self->map, gtk_text_iter_get_offset (&end));
  return *char_start < *char_end;
}

void
sch_document_view_select (SchDocumentView *self, guint char_anchor, guint char_caret)
{
  GtkTextIter anchor;
  GtkTextIter caret;

  if (self->map == NULL)
    return;
  get_iter (self, char_anchor, &anchor);
  get_iter (self, char_caret, &caret);
  self->moving = TRUE;
  gtk_text_buffer_select_range (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &caret, &anchor);
  self->moving = FALSE;
}

/**
 * sch_document_view_offset_at:
 *
 * Returns: the gap between characters that is nearest to a point, in widget coordinates
 */
guint
sch_document_view_offset_at (SchDocumentView *self, double x, double y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  int trailing = 0;
  int buffer_x;
  int buffer_y;

  if (self->map == NULL)
    return 0;
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  gtk_text_view_get_iter_at_position (view, &iter, &trailing, buffer_x, buffer_y);
  return sch_view_map_to_document (self->map, gtk_text_iter_get_offset (&iter) + trailing);
}

GPtrArray *
sch_document_view_spans_at (SchDocumentView *self, double x, double y)
{
  int buffer_x;
  int buffer_y;

  if (self->map == NULL)
    return g_ptr_array_new_with_free_func (sch_record_unref);
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  sch_document_view_sync_layout (self);
  return sch_painter_hit (self->painter, buffer_x, buffer_y);
}

gboolean
sch_document_view_is_ghost_at (SchDocumentView *self, double x, double y)
{
  int buffer_x;
  int buffer_y;

  if (self->map == NULL || self->ghost_tooltip == NULL)
    return FALSE;
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  sch_document_view_sync_layout (self);
  return sch_painter_hit_ghost (self->painter, buffer_x, buffer_y);
}

/**
 * sch_document_view_relation_at:
 * @slack: how far from a line still counts
 * @far: (out) (optional) (nullable): id of the span out of sight whose name is at the point
 *
 * Returns: (transfer none) (nullable): the relation whose line or name is at the point
 */
SchRelation *
sch_document_view_relation_at (SchDocumentView *self, double x, double y, double slack,
                               const char **far)
{
  int buffer_x;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  return sch_relation_painter_hit (self->relations, buffer_x, buffer_y, slack, far);
}

/**
 * sch_document_view_next_relation_at:
 *
 * Returns: (transfer none) (nullable): the same, or where several are and one of them is selected, the next one
 */
SchRelation *
sch_document_view_next_relation_at (SchDocumentView *self, double x, double y, double slack)
{
  int buffer_x;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  return sch_relation_painter_hit_next (self->relations, buffer_x, buffer_y, slack);
}

SchSpan *
sch_document_view_chip_at (SchDocumentView *self, double x, double y)
{
  int buffer_x;
  int buffer_y;

  if (self->map == NULL)
    return NULL;
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  sch_document_view_sync_layout (self);
  return sch_painter_hit_chip (self->painter, buffer_x, buffer_y);
}

void
sch_document_view_get_range_bounds (SchDocumentView *self, guint char_start, guint char_end,
                                    GdkRectangle *bounds)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  GdkRectangle first;
  GdkRectangle last;
  int x;
  int y;

  get_iter (self, char_start, &iter);
  gtk_text_view_get_iter_location (view, &iter, &first);
  get_iter (self, MAX (char_end, char_start + 1) - 1, &iter);
  gtk_text_view_get_iter_location (view, &iter, &last);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, last.x, first.y, &x, &y);
  bounds->y = y;
  bounds->height = last.y + last.height - first.y;
  bounds->x = x;
  bounds->width = MAX (last.width, 1);
}

void
sch_document_view_scroll_to (SchDocumentView *self, guint char_start, guint char_end)
{
  if (self->map == NULL)
    return;
  sch_scroll_target_set (self->target, sch_view_map_to_buffer (self->map, char_start),
                         sch_view_map_to_buffer_end (self->map, char_end));
}

void
sch_document_view_center_on (SchDocumentView *self, guint char_offset)
{
  if (self->map != NULL)
    sch_scroll_target_center (self->target, sch_view_map_to_buffer (self->map, char_offset));
}
