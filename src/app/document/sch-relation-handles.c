/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handles stand on the ends of the line as it was drawn last, so they are where the line is seen. A handle lies above
 * the chip, which keeps its own drag; an end out of sight has its handle where the line leaves the screen. */

#include "config.h"

#include "sch-relation-handles.h"

#include <math.h>
#include <string.h>

#include "sch-overlay.h"

#define RADIUS 4.5f
#define REACH 7.0f
#define LIFT 2.0f
#define EDGE_GAP 12.0f
#define OUTLINE 2.0f

struct _SchRelationHandles
{
  SchWorkspace *workspace; /* not owned */
  SchDocumentView *view;   /* not owned */
};

SchRelationHandles *
sch_relation_handles_new (SchWorkspace *workspace, SchDocumentView *view)
{
  SchRelationHandles *self = g_new0 (SchRelationHandles, 1);

  self->workspace = workspace;
  self->view = view;
  return self;
}

void
sch_relation_handles_free (SchRelationHandles *self)
{
  g_free (self);
}

gboolean
sch_relation_handles_get_place (SchRelationHandles *self, gboolean at_to, graphene_point_t *place)
{
  const SchArcPage *page;
  const SchArc *arc = sch_workspace_peek_relation (self->workspace) != NULL
                          ? sch_document_view_get_relation_arc (self->view, &page)
                          : NULL;
  const SchArcEnd *end;
  const SchArcPoint *point;

  if (arc == NULL || arc->n_points == 0)
    return FALSE;
  end = at_to ? &arc->to : &arc->from;
  point = &arc->points[at_to ? arc->n_points - 1 : 0];
  if (end->place == SCH_ARC_HERE)
    *place = GRAPHENE_POINT_INIT (point->x, point->y - LIFT);
  else if (end->place == SCH_ARC_ABOVE)
    *place = GRAPHENE_POINT_INIT (point->x, page->top + page->height + EDGE_GAP);
  else
    *place = GRAPHENE_POINT_INIT (point->x, page->bottom - page->height - EDGE_GAP);
  return TRUE;
}

/* The nearer one: the ends of a short line are close to each other. */
gboolean
sch_relation_handles_hit (SchRelationHandles *self, double x, double y, gboolean *at_to)
{
  graphene_point_t point;
  float best = REACH;
  gboolean found = FALSE;

  /* While a label is armed every drag makes a span. */
  if (sch_workspace_get_selected_relation (self->workspace) == NULL ||
      sch_workspace_get_armed_label (self->workspace) != NULL)
    return FALSE;
  point = sch_overlay_to_buffer (self->view, x, y);
  for (int to = 1; to >= 0; to--)
    {
      graphene_point_t place;

      if (!sch_relation_handles_get_place (self, to, &place) ||
          hypotf (place.x - point.x, place.y - point.y) > best)
        continue;
      best = hypotf (place.x - point.x, place.y - point.y);
      *at_to = to;
      found = TRUE;
    }
  return found;
}

/* --- Drawing ---------------------------------------------------------------------------------- */

typedef struct
{
  SchRelationHandles *self;
  GtkSnapshot *snapshot;
  const SchRelation *relation;
} Draw;

static void
draw_ends (SchParagraph *paragraph, gpointer data)
{
  const Draw *draw = data;
  SchPainter *painter = sch_document_view_get_painter (draw->self->view);
  const SchPaint *paint = sch_painter_get_paint (painter, paragraph);

  for (guint i = 0; i < paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (paint->pieces, SchPiece, i);
      const char *id = g_array_index (paint->spans, SchPaintedSpan, piece->span).span->record.id;

      if (strcmp (id, draw->relation->from) == 0 || strcmp (id, draw->relation->to) == 0)
        sch_overlay_draw_outline (draw->snapshot, &piece->rect, paragraph->y, OUTLINE,
                                  sch_painter_get_accent (painter));
    }
}

/* Where it starts a ring, where it leads to a full one. */
static void
draw_handle (SchRelationHandles *self, GtkSnapshot *snapshot, gboolean at_to)
{
  SchPainter *painter = sch_document_view_get_painter (self->view);
  const GdkRGBA *accent = sch_painter_get_accent (painter);
  const GdkRGBA *page = sch_painter_get_page (painter);
  graphene_point_t place;

  if (!sch_relation_handles_get_place (self, at_to, &place))
    return;
  sch_overlay_fill_circle (snapshot, place.x, place.y, RADIUS + 1, page);
  sch_overlay_fill_circle (snapshot, place.x, place.y, RADIUS, accent);
  if (!at_to)
    sch_overlay_fill_circle (snapshot, place.x, place.y, RADIUS - 2, page);
}

void
sch_relation_handles_draw (SchRelationHandles *self, GtkSnapshot *snapshot)
{
  Draw draw = { self, snapshot, sch_workspace_peek_relation (self->workspace) };

  if (draw.relation == NULL)
    return;
  sch_document_layout_foreach_visible (sch_document_view_get_layout (self->view), draw_ends, &draw);
  draw_handle (self, snapshot, FALSE);
  draw_handle (self, snapshot, TRUE);
}
