/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines are sorted so that those which may be one follow each other. Costs O(n log n). */

#include "config.h"

#include "sch-relation-lines.h"

#include <math.h>
#include <stdlib.h>

/* Of one line each; more are one node of Cairo, which costs a picture of the size of the screen. */
#define MAX_NODES 400u
#define FILLED_AT_ONCE 16u
/* Pixels from the beginning of a document, in either direction. */
#define FARTHEST (1 << 27)
#define MAX_COLORS 128u

typedef struct
{
  guint color; /* index */
  gboolean upright;
  int across; /* the row of a level line, the column of an upright one */
  int start;
  int end; /* the last pixel */
} Line;

struct _SchRelationLines
{
  GArray *colors; /* of GdkRGBA: as many as there are types of relations */
  GArray *lines;
};

SchRelationLines *
sch_relation_lines_new (void)
{
  SchRelationLines *self = g_new0 (SchRelationLines, 1);

  self->colors = g_array_new (FALSE, FALSE, sizeof (GdkRGBA));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  return self;
}

void
sch_relation_lines_free (SchRelationLines *self)
{
  g_array_unref (self->colors);
  g_array_unref (self->lines);
  g_free (self);
}

static guint
find_color (SchRelationLines *self, const GdkRGBA *color)
{
  guint index = 0;

  while (index < self->colors->len &&
         !gdk_rgba_equal (&g_array_index (self->colors, GdkRGBA, index), color))
    index++;
  if (index == self->colors->len)
    g_array_append_vals (self->colors, color, 1);
  return index;
}

void
sch_relation_lines_add (SchRelationLines *self, const GdkRGBA *color, float x0, float y0, float x1,
                        float y1)
{
  int left = (int) floorf (MIN (x0, x1));
  int right = (int) floorf (MAX (x0, x1));
  int top = (int) floorf (MIN (y0, y1));
  int bottom = (int) floorf (MAX (y0, y1));
  gboolean upright = left == right && top != bottom;
  Line line = { find_color (self, color), upright, upright ? left : top, upright ? top : left,
                upright ? bottom : right };

  g_return_if_fail (left == right || top == bottom);
  if (MAX (ABS (line.start), ABS (line.across)) >= FARTHEST || line.color >= MAX_COLORS)
    return;
  g_array_append_val (self->lines, line);
}

void
sch_relation_lines_add_arc (SchRelationLines *self, const GdkRGBA *color, const SchArc *arc,
                            guint head)
{
  SchArcPoint tip = arc->points[arc->n_points - 1];

  for (guint i = 1; i < arc->n_points; i++)
    sch_relation_lines_add (self, color, arc->points[i - 1].x, arc->points[i - 1].y,
                            arc->points[i].x, arc->points[i].y);
  /* It points down, into the chip, or to the edge where the line goes on. */
  for (guint i = 0; i < head; i++)
    {
      float y = arc->to.place != SCH_ARC_ABOVE ? tip.y - i - 1 : tip.y + i;

      sch_relation_lines_add (self, color, tip.x - i, y, tip.x + i, y);
    }
}

/* --- Drawing -------------------------------------------------------------------------------- */

static inline guint64
get_key (const Line *line)
{
  return ((guint64) line->color << 57) | ((guint64) line->upright << 56) |
         ((guint64) (line->across + FARTHEST) << 28) | (guint64) (line->start + FARTHEST);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  guint64 first = get_key (a);
  guint64 second = get_key (b);

  return first < second ? -1 : first > second;
}

static gboolean
meet (const Line *line, const Line *next)
{
  return line->color == next->color && line->upright == next->upright &&
         line->across == next->across && next->start <= line->end + 1;
}

/* Makes lines that lie on each other, or end to end, one. */
static void
join (SchRelationLines *self)
{
  guint n = 0;

  qsort (self->lines->data, self->lines->len, sizeof (Line), compare_lines);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      Line *last = n > 0 ? &g_array_index (self->lines, Line, n - 1) : NULL;

      if (last != NULL && meet (last, line))
        last->end = MAX (last->end, line->end);
      else
        g_array_index (self->lines, Line, n++) = *line;
    }
  g_array_set_size (self->lines, n);
}

static graphene_rect_t
get_rect (const Line *line)
{
  int length = line->end - line->start + 1;

  return line->upright ? GRAPHENE_RECT_INIT (line->across, line->start, 1, length)
                       : GRAPHENE_RECT_INIT (line->start, line->across, length, 1);
}

static void
draw_each (SchRelationLines *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      graphene_rect_t rect = get_rect (line);

      gtk_snapshot_append_color (snapshot, &g_array_index (self->colors, GdkRGBA, line->color),
                                 &rect);
    }
}

/* One node for all. What is filled at once is short enough for Cairo to part it quickly. */
static void
draw_at_once (SchRelationLines *self, GtkSnapshot *snapshot)
{
  graphene_rect_t bounds = get_rect (&g_array_index (self->lines, Line, 0));
  cairo_t *cr;

  for (guint i = 1; i < self->lines->len; i++)
    {
      graphene_rect_t rect = get_rect (&g_array_index (self->lines, Line, i));

      graphene_rect_union (&bounds, &rect, &bounds);
    }
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      graphene_rect_t rect = get_rect (line);
      gboolean last = i + 1 == self->lines->len || i % FILLED_AT_ONCE == FILLED_AT_ONCE - 1 ||
                      g_array_index (self->lines, Line, i + 1).color != line->color;

      cairo_rectangle (cr, rect.origin.x, rect.origin.y, rect.size.width, rect.size.height);
      if (!last)
        continue;
      gdk_cairo_set_source_rgba (cr, &g_array_index (self->colors, GdkRGBA, line->color));
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

void
sch_relation_lines_draw (SchRelationLines *self, GtkSnapshot *snapshot)
{
  join (self);
  if (self->lines->len > MAX_NODES)
    draw_at_once (self, snapshot);
  else
    draw_each (self, snapshot);
  g_array_set_size (self->lines, 0);
  g_array_set_size (self->colors, 0);
}
