/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document-view.h"

G_BEGIN_DECLS

/* What is drawn over the text while the pointer is at work: grips, previews, a dragged link. All in
 * buffer coordinates, as the view's "draw-above" has them. */

/**
 * SchEdge: one end of a range on the screen.
 * @rtl: direction of the text there
 */
typedef struct
{
  float x;
  float y;
  float height;
  gboolean rtl;
} SchEdge;

/* The point of the view, in widget coordinates, in those of the buffer. */
graphene_point_t sch_overlay_to_buffer (SchDocumentView *view, double x, double y);
/* Where the range begins or ends, in the order of reading. FALSE where that has no place on the screen. */
gboolean sch_overlay_get_edge (SchDocumentView *view, const SchRange *range, gboolean at_end,
                               SchEdge *edge);
void sch_overlay_fill_range (SchDocumentView *view, GtkSnapshot *snapshot, const SchRange *range,
                             const GdkRGBA *color);
void sch_overlay_fill_circle (GtkSnapshot *snapshot, float x, float y, float radius,
                              const GdkRGBA *color);
/* Around a piece of a span; @y: top of its paragraph. */
void sch_overlay_draw_outline (GtkSnapshot *snapshot, const SchRect *rect, float y, float width,
                               const GdkRGBA *color);
/* A bent line with an arrow head at its end. */
void sch_overlay_draw_arrow (SchDocumentView *view, GtkSnapshot *snapshot,
                             const graphene_point_t *from, const graphene_point_t *to,
                             const GdkRGBA *color, gboolean dashed);

G_END_DECLS
