/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every range of the selected span has a grip at either end, where reading begins and ends there,
 * whatever the direction of the text. They are hit only near the edge, and never in more than the
 * outer third of a narrow range, so that its text can still be selected. A range that is dragged
 * keeps at least a character, or a word where it snaps. */

#include "config.h"

#include "sch-grips.h"

#include "sch-overlay.h"

#include <math.h>
#include <string.h>

#define HIT_PIXELS 4.0f
#define BALL_RADIUS 4.0f
#define LINK_RADIUS 6.0f

struct _SchGrips
{
  SchWorkspace *workspace; /* not owned */
  SchDocumentView *view;   /* not owned */

  char *span; /* in the hand: whose */
  SchGripKind kind;
  GArray *ranges; /* of SchRange: as they were */
  guint index;    /* of the range */
  SchRange range; /* as it would be */
  float off_x;    /* of the pointer from the edge that it holds */
  float off_y;
};

typedef struct
{
  SchGripKind kind;
  guint index;
  float distance;
  SchEdge edge;
} Hit;

SchGrips *
sch_grips_new (SchWorkspace *workspace, SchDocumentView *view)
{
  SchGrips *self = g_new0 (SchGrips, 1);

  self->workspace = workspace;
  self->view = view;
  return self;
}

void
sch_grips_free (SchGrips *self)
{
  g_clear_pointer (&self->ranges, g_array_unref);
  g_free (self->span);
  g_free (self);
}

/* Only a span that is selected alone has grips. */
static SchSpan *
get_span (SchGrips *self)
{
  const char *const *ids = sch_workspace_get_selected_spans (self->workspace);
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span;

  /* While a label is armed every drag makes a span. */
  if (document == NULL || ids[0] == NULL || ids[1] != NULL ||
      sch_workspace_get_armed_label (self->workspace) != NULL)
    return NULL;
  span = sch_layer_document_get_span (document, ids[0]);
  return span != NULL &&
                 sch_visibility_shows_span (sch_workspace_get_visibility (self->workspace),
                                            sch_workspace_get_scheme (self->workspace), span)
             ? span
             : NULL;
}

static gboolean
get_link_place (SchGrips *self, SchSpan *span, graphene_point_t *place)
{
  SchEdge edge;
  SchRect bounds;

  if (sch_document_view_get_chip_mode (self->view) != SCH_CHIPS_OFF ||
      !sch_overlay_get_edge (self->view, &span->ranges[0], FALSE, &edge) ||
      !sch_painter_get_bounds (sch_document_view_get_painter (self->view), span, &bounds))
    return FALSE;
  *place = GRAPHENE_POINT_INIT (bounds.x + bounds.width / 2, bounds.y - 2);
  return TRUE;
}

/* --- Hitting ---------------------------------------------------------------------------------- */

/* How far inwards the grips of a range reach. */
static float
get_reach (const SchEdge *start, const SchEdge *end)
{
  if (fabsf (start->y - end->y) > 1)
    return HIT_PIXELS;
  return MIN (HIT_PIXELS, fabsf (end->x - start->x) / 3);
}

static void
try_edge (const SchEdge *edge, gboolean at_end, float reach, const graphene_point_t *point,
          guint index, Hit *best)
{
  float right = point->x - edge->x;
  float inwards = edge->rtl == at_end ? right : -right;
  float distance = fabsf (right);

  if (point->y < edge->y - 1 || point->y > edge->y + edge->height + 2 * BALL_RADIUS)
    return;
  /* The ball below the line is there for grabbing: all of it. */
  if (point->y > edge->y + edge->height)
    reach = BALL_RADIUS + 1;
  if (inwards > reach || distance > MAX (HIT_PIXELS, reach) || distance >= best->distance)
    return;
  *best = (Hit){ at_end ? SCH_GRIP_END : SCH_GRIP_START, index, distance, *edge };
}

static void
find_grip (SchGrips *self, SchSpan *span, double x, double y, Hit *best)
{
  graphene_point_t point = sch_overlay_to_buffer (self->view, x, y);
  graphene_point_t link;

  *best = (Hit){ SCH_GRIP_NONE, 0, G_MAXFLOAT, { 0 } };
  for (guint i = 0; i < span->n_ranges; i++)
    {
      SchEdge start;
      SchEdge end;

      if (!sch_overlay_get_edge (self->view, &span->ranges[i], FALSE, &start) ||
          !sch_overlay_get_edge (self->view, &span->ranges[i], TRUE, &end))
        continue;
      try_edge (&start, FALSE, get_reach (&start, &end), &point, i, best);
      try_edge (&end, TRUE, get_reach (&start, &end), &point, i, best);
    }
  if (best->kind == SCH_GRIP_NONE && get_link_place (self, span, &link) &&
      hypotf (link.x - point.x, link.y - point.y) <= LINK_RADIUS + 1)
    best->kind = SCH_GRIP_LINK;
}

SchGripKind
sch_grips_hit (SchGrips *self, double x, double y)
{
  SchSpan *span = get_span (self);
  Hit hit;

  if (span == NULL)
    return SCH_GRIP_NONE;
  find_grip (self, span, x, y, &hit);
  return hit.kind;
}

/* --- Dragging --------------------------------------------------------------------------------- */

gboolean
sch_grips_press (SchGrips *self, double x, double y)
{
  SchSpan *span = get_span (self);
  graphene_point_t point = sch_overlay_to_buffer (self->view, x, y);
  Hit hit;

  sch_grips_cancel (self);
  if (span == NULL)
    return FALSE;
  find_grip (self, span, x, y, &hit);
  if (hit.kind != SCH_GRIP_START && hit.kind != SCH_GRIP_END)
    return FALSE;
  self->kind = hit.kind;
  self->index = hit.index;
  self->span = g_strdup (span->record.id);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
  g_array_append_vals (self->ranges, span->ranges, span->n_ranges);
  self->range = span->ranges[hit.index];
  self->off_x = point.x - hit.edge.x;
  self->off_y = point.y - hit.edge.y - hit.edge.height / 2;
  return TRUE;
}

static void
snap (SchGrips *self, SchRange *range)
{
  SchSegmenter *segmenter = sch_workspace_get_segmenter (self->workspace);
  SchRange snapped = *range;

  /* Only the end that is dragged follows the words. */
  if (!sch_segmenter_snap (segmenter, &snapped.start, &snapped.end))
    return;
  if (self->kind == SCH_GRIP_END && snapped.end > range->start)
    range->end = snapped.end;
  else if (self->kind == SCH_GRIP_START && snapped.start < range->end)
    range->start = snapped.start;
}

void
sch_grips_drag_to (SchGrips *self, double x, double y, gboolean exact)
{
  SchRange before;
  SchRange range;
  guint char_offset;

  if (self->span == NULL)
    return;
  char_offset = sch_document_view_offset_at (self->view, x - self->off_x, y - self->off_y);
  before = range = g_array_index (self->ranges, SchRange, self->index);
  if (self->kind == SCH_GRIP_END)
    range.end = MAX (char_offset, range.start + 1);
  else
    range.start = range.end > 0 ? MIN (char_offset, range.end - 1) : char_offset;
  if (range.start > range.end)
    range = before;
  if (!exact && (range.start != before.start || range.end != before.end))
    snap (self, &range);
  if (range.start == self->range.start && range.end == self->range.end)
    return;
  self->range = range;
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/**
 * sch_grips_release:
 * @span_id: (out) (transfer full): of the span in the hand
 * @char_moved: (out): where its end is now
 */
GArray *
sch_grips_release (SchGrips *self, char **span_id, guint *char_moved)
{
  g_autoptr (GArray) ranges = g_steal_pointer (&self->ranges);
  SchRange *range;
  gboolean changed;

  *span_id = g_steal_pointer (&self->span);
  *char_moved = self->kind == SCH_GRIP_START ? self->range.start : self->range.end;
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  if (ranges == NULL)
    return NULL;
  range = &g_array_index (ranges, SchRange, self->index);
  changed = range->start != self->range.start || range->end != self->range.end;
  *range = self->range;
  return changed ? g_steal_pointer (&ranges) : NULL;
}

void
sch_grips_cancel (SchGrips *self)
{
  g_clear_pointer (&self->ranges, g_array_unref);
  if (self->span != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self->view));
  g_clear_pointer (&self->span, g_free);
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static void
draw_grip (SchGrips *self, GtkSnapshot *snapshot, const SchRange *range, gboolean at_end)
{
  SchPainter *painter = sch_document_view_get_painter (self->view);
  const GdkRGBA *accent = sch_painter_get_accent (painter);
  const GdkRGBA *page = sch_painter_get_page (painter);
  SchEdge edge;
  float y;

  if (!sch_overlay_get_edge (self->view, range, at_end, &edge))
    return;
  y = edge.y + edge.height + BALL_RADIUS - 1;
  gtk_snapshot_append_color (snapshot, accent,
                             &GRAPHENE_RECT_INIT (edge.x - 1, edge.y, 2, edge.height));
  sch_overlay_fill_circle (snapshot, edge.x, y, BALL_RADIUS + 1, page);
  sch_overlay_fill_circle (snapshot, edge.x, y, BALL_RADIUS, accent);
}

static void
draw_link (SchGrips *self, GtkSnapshot *snapshot, SchSpan *span)
{
  SchPainter *painter = sch_document_view_get_painter (self->view);
  graphene_point_t place;

  if (!get_link_place (self, span, &place))
    return;
  sch_overlay_fill_circle (snapshot, place.x, place.y, LINK_RADIUS,
                           sch_painter_get_accent (painter));
  sch_overlay_fill_circle (snapshot, place.x, place.y, LINK_RADIUS - 2,
                           sch_painter_get_page (painter));
  sch_overlay_fill_circle (snapshot, place.x, place.y, 2, sch_painter_get_accent (painter));
}

/* What would come to the range and what would go. */
static void
draw_preview (SchGrips *self, GtkSnapshot *snapshot)
{
  SchPainter *painter = sch_document_view_get_painter (self->view);
  const SchRange *before = &g_array_index (self->ranges, SchRange, self->index);
  const SchRange gone[] = { { before->start, MIN (self->range.start, before->end) },
                            { MAX (self->range.end, before->start), before->end } };
  GdkRGBA fill = *sch_painter_get_accent (painter);
  GdkRGBA veil = *sch_painter_get_page (painter);

  fill.alpha = 0.22f;
  veil.alpha = 0.6f;
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    if (gone[i].start < gone[i].end)
      sch_overlay_fill_range (self->view, snapshot, &gone[i], &veil);
  sch_overlay_fill_range (self->view, snapshot, &self->range, &fill);
}

void
sch_grips_draw (SchGrips *self, GtkSnapshot *snapshot)
{
  SchSpan *span = get_span (self);

  if (span == NULL)
    return;
  if (self->span != NULL && strcmp (self->span, span->record.id) == 0)
    draw_preview (self, snapshot);
  for (guint i = 0; i < span->n_ranges; i++)
    {
      gboolean held = self->span != NULL && i == self->index;
      const SchRange *range = held ? &self->range : &span->ranges[i];

      draw_grip (self, snapshot, range, FALSE);
      draw_grip (self, snapshot, range, TRUE);
    }
  draw_link (self, snapshot, span);
}
