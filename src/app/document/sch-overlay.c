/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places and shapes over the text. Only paragraphs on the screen are looked at. */

#include "config.h"

#include "sch-overlay.h"

#include <math.h>

#define HEAD_LENGTH 9.0
#define HEAD_ANGLE 0.45

graphene_point_t
sch_overlay_to_buffer (SchDocumentView *view, double x, double y)
{
  int buffer_x;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (view), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  return GRAPHENE_POINT_INIT (buffer_x, buffer_y);
}

static GArray *
list_pieces (SchDocumentView *view, SchParagraph *paragraph, guint char_start, guint char_end)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (SchPiece));
  const SchPiece none = { 0 };

  sch_document_layout_append_pieces (sch_document_view_get_layout (view), paragraph, char_start,
                                     char_end, &none, pieces);
  return pieces;
}

/* Lines off the screen are not laid out for a grip that nobody sees. */
static gboolean
is_on_screen (SchDocumentView *view, int line)
{
  GtkTextView *text_view = GTK_TEXT_VIEW (view);
  GdkRectangle visible;
  GtkTextIter first;
  GtkTextIter last;

  gtk_text_view_get_visible_rect (text_view, &visible);
  gtk_text_view_get_line_at_y (text_view, &first, visible.y, NULL);
  gtk_text_view_get_line_at_y (text_view, &last, visible.y + visible.height, NULL);
  return line >= gtk_text_iter_get_line (&first) && line <= gtk_text_iter_get_line (&last);
}

static SchParagraph *
get_paragraph_at (SchDocumentView *view, guint offset)
{
  SchDocumentLayout *layout = sch_document_view_get_layout (view);
  int line = sch_document_layout_line_at (layout, offset);

  return is_on_screen (view, line) ? sch_document_layout_get_paragraph (layout, line) : NULL;
}

/* The edge of one character; FALSE for a paragraph's end and for what has no width of its own. */
static gboolean
get_character_edge (SchDocumentView *view, guint offset, gboolean at_end, SchEdge *edge)
{
  SchParagraph *paragraph = get_paragraph_at (view, offset);
  g_autoptr (GArray) pieces = NULL;
  const SchPiece *piece;

  if (paragraph == NULL)
    return FALSE;
  pieces = list_pieces (view, paragraph, offset, offset + 1);
  if (pieces->len == 0)
    return FALSE;
  piece = &g_array_index (pieces, SchPiece, 0);
  if (piece->rect.width <= 0)
    return FALSE;
  edge->rtl = piece->rtl;
  edge->x = piece->rect.x + (edge->rtl == at_end ? 0 : piece->rect.width);
  edge->y = piece->rect.y + paragraph->y;
  edge->height = piece->rect.height;
  return TRUE;
}

static gboolean
get_empty_edge (SchDocumentView *view, guint offset, SchEdge *edge)
{
  SchParagraph *paragraph = get_paragraph_at (view, offset);
  g_autoptr (GArray) pieces = NULL;
  const SchPiece *piece;

  if (paragraph == NULL)
    return FALSE;
  pieces = list_pieces (view, paragraph, offset, offset);
  if (pieces->len == 0)
    return FALSE;
  piece = &g_array_index (pieces, SchPiece, 0);
  *edge = (SchEdge){ piece->rect.x, piece->rect.y + paragraph->y, piece->rect.height, piece->rtl };
  return TRUE;
}

gboolean
sch_overlay_get_edge (SchDocumentView *view, const SchRange *range, gboolean at_end, SchEdge *edge)
{
  if (range->start == range->end)
    return get_empty_edge (view, range->start, edge);
  /* Combining marks and ends of lines stand at the edge of what is beside them. */
  if (at_end)
    {
      for (guint offset = range->end; offset > range->start && range->end - offset < 64; offset--)
        if (get_character_edge (view, offset - 1, TRUE, edge))
          return TRUE;
    }
  else
    {
      for (guint offset = range->start; offset < range->end && offset - range->start < 64; offset++)
        if (get_character_edge (view, offset, FALSE, edge))
          return TRUE;
    }
  return FALSE;
}

typedef struct
{
  SchDocumentView *view;
  GtkSnapshot *snapshot;
  const SchRange *range;
  const GdkRGBA *color;
} Fill;

static void
fill_paragraph (SchParagraph *paragraph, gpointer data)
{
  const Fill *fill = data;
  g_autoptr (GArray) pieces = NULL;

  if (paragraph->char_start >= fill->range->end || paragraph->char_end <= fill->range->start)
    return;
  pieces = list_pieces (fill->view, paragraph, fill->range->start, fill->range->end);
  for (guint i = 0; i < pieces->len; i++)
    {
      const SchRect *rect = &g_array_index (pieces, SchPiece, i).rect;

      gtk_snapshot_append_color (fill->snapshot, fill->color,
                                 &GRAPHENE_RECT_INIT (rect->x, rect->y + paragraph->y, rect->width,
                                                      rect->height));
    }
}

void
sch_overlay_fill_range (SchDocumentView *view, GtkSnapshot *snapshot, const SchRange *range,
                        const GdkRGBA *color)
{
  Fill fill = { view, snapshot, range, color };

  sch_document_layout_foreach_visible (sch_document_view_get_layout (view), fill_paragraph, &fill);
}

void
sch_overlay_fill_circle (GtkSnapshot *snapshot, float x, float y, float radius,
                         const GdkRGBA *color)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius,
                                                     2 * radius);
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

void
sch_overlay_draw_outline (GtkSnapshot *snapshot, const SchRect *rect, float y, float width,
                          const GdkRGBA *color)
{
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (rect->x - 2, rect->y + y - 2, rect->width + 4,
                                                     rect->height + 4);
  GskRoundedRect box;

  gsk_rounded_rect_init_from_rect (&box, &bounds, 5);
  gtk_snapshot_append_border (snapshot, &box, widths, colors);
}

static void
draw_head (cairo_t *cr, const graphene_point_t *to, double angle)
{
  cairo_move_to (cr, to->x, to->y);
  cairo_line_to (cr, to->x - HEAD_LENGTH * cos (angle - HEAD_ANGLE),
                 to->y - HEAD_LENGTH * sin (angle - HEAD_ANGLE));
  cairo_line_to (cr, to->x - HEAD_LENGTH * cos (angle + HEAD_ANGLE),
                 to->y - HEAD_LENGTH * sin (angle + HEAD_ANGLE));
  cairo_close_path (cr);
  cairo_fill (cr);
}

void
sch_overlay_draw_arrow (SchDocumentView *view, GtkSnapshot *snapshot, const graphene_point_t *from,
                        const graphene_point_t *to, const GdkRGBA *color, gboolean dashed)
{
  static const double dashes[] = { 5, 4 };
  double dx = to->x - from->x;
  /* Along a row the line goes above the text; down or up the page it is nearly straight. */
  double along = 1 - MIN (1, fabs (to->y - from->y) / 60);
  double lift = along * CLAMP (fabs (dx) / 6, 6, 26);
  double last_x = to->x - dx / 4;
  double last_y = to->y - (to->y - from->y) / 4 - lift;
  GdkRectangle visible;
  cairo_t *cr;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (view), &visible);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (visible.x, visible.y,
                                                                 visible.width, visible.height));
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 2);
  if (dashed)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, from->x, from->y);
  cairo_curve_to (cr, from->x + dx / 4, from->y - lift, last_x, last_y, to->x, to->y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  draw_head (cr, to, atan2 (to->y - last_y, to->x - last_x));
  cairo_destroy (cr);
}
