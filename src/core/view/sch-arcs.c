/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways of relation lines: up from the chip into the channel above its row, along it, where rows differ
 * through the gutter, and along the other channel down to the other chip. Parts that would lie on each
 * other get lanes of their own as long as there is room. */

#include "config.h"

#include "sch-arcs.h"

#include <math.h>

#define FAR_ROWS 4u
#define NAME_GAP 3.0f
#define LINE_ROOM 1.5f

/* A straight part of a line in a channel (or in the gutter): what its lane is chosen by. */
typedef struct
{
  guint arc;
  guint channel; /* row; n_rows = the gutter */
  guint part;    /* 0 = at the start of the arc, 1 = at its end, 2 = in the gutter */
  float a;
  float b;
  guint lane;
} Part;

static gboolean
is_one_row (const SchArc *arc)
{
  return arc->from.place == SCH_ARC_HERE && arc->to.place == SCH_ARC_HERE &&
         arc->from.row == arc->to.row;
}

/* --- Where lines leave and arrive ------------------------------------------------------------ */

typedef struct
{
  SchArcEnd *end;
  const SchArcEnd *other;
  float x; /* (out) */
  float *place;
} Tie;

static float
middle_of (const SchArcEnd *end)
{
  return (end->x0 + end->x1) / 2;
}

static int
compare_ties (gconstpointer a, gconstpointer b)
{
  const Tie *ta = a;
  const Tie *tb = b;

  if (ta->end->row != tb->end->row)
    return ta->end->row < tb->end->row ? -1 : 1;
  if (ta->end->x0 != tb->end->x0)
    return ta->end->x0 < tb->end->x0 ? -1 : 1;
  if (middle_of (ta->other) != middle_of (tb->other))
    return middle_of (ta->other) < middle_of (tb->other) ? -1 : 1;
  return ta->place < tb->place ? -1 : 1;
}

/* Lines at one chip leave it side by side, those to the left at its left. */
static void
spread_ties (SchArc *arcs, guint n_arcs, float *xs)
{
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (Tie));

  for (guint i = 0; i < n_arcs; i++)
    {
      Tie from = { &arcs[i].from, &arcs[i].to, 0, &xs[2 * i] };
      Tie to = { &arcs[i].to, &arcs[i].from, 0, &xs[2 * i + 1] };

      if (arcs[i].from.place == SCH_ARC_HERE)
        g_array_append_val (ties, from);
      if (arcs[i].to.place == SCH_ARC_HERE)
        g_array_append_val (ties, to);
    }
  g_array_sort (ties, compare_ties);
  for (guint i = 0; i < ties->len;)
    {
      const Tie *first = &g_array_index (ties, Tie, i);
      guint n = 1;

      while (i + n < ties->len && g_array_index (ties, Tie, i + n).end->row == first->end->row &&
             g_array_index (ties, Tie, i + n).end->x0 == first->end->x0)
        n++;
      for (guint k = 0; k < n; k++)
        {
          const Tie *tie = &g_array_index (ties, Tie, i + k);

          *tie->place = tie->end->x0 + (tie->end->x1 - tie->end->x0) * (k + 1) / (n + 1);
        }
      i += n;
    }
}

/* --- Lanes ----------------------------------------------------------------------------------- */

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *pa = a;
  const Part *pb = b;
  float la = pa->b - pa->a;
  float lb = pb->b - pb->a;

  if (pa->channel != pb->channel)
    return pa->channel < pb->channel ? -1 : 1;
  /* Short parts lie nearest to the row. */
  if (la != lb)
    return la < lb ? -1 : 1;
  if (pa->arc != pb->arc)
    return pa->arc < pb->arc ? -1 : 1;
  return pa->part < pb->part ? -1 : pa->part > pb->part;
}

/* The first lane in which no earlier part of the channel meets it. */
static void
choose_lane (GArray *parts, guint first, guint index, guint n_lanes)
{
  Part *part = &g_array_index (parts, Part, index);
  guint64 used = 0;

  for (guint i = first; i < index; i++)
    {
      const Part *other = &g_array_index (parts, Part, i);

      if (other->a <= part->b + 2 && other->b + 2 >= part->a && other->lane < 64)
        used |= G_GUINT64_CONSTANT (1) << other->lane;
    }
  for (part->lane = 0; part->lane + 1 < n_lanes && part->lane < 63; part->lane++)
    if ((used & (G_GUINT64_CONSTANT (1) << part->lane)) == 0)
      return;
}

static guint
count_lanes (float room)
{
  return 1 + (guint) floorf (MAX (room - LINE_ROOM, 0) / SCH_ARC_STEP);
}

static void
add_part (GArray *parts, guint arc, guint channel, guint part, float a, float b)
{
  Part made = { arc, channel, part, MIN (a, b), MAX (a, b), 0 };

  g_array_append_val (parts, made);
}

/* The parts of all arcs, each with its lane. */
static GArray *
make_parts (const SchArc *arcs, guint n_arcs, const float *xs, const SchArcRow *rows, guint n_rows,
            const SchArcPage *page)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  guint first = 0;

  for (guint i = 0; i < n_arcs; i++)
    {
      const SchArc *arc = &arcs[i];
      float y[2];

      if (is_one_row (arc))
        {
          add_part (parts, i, arc->from.row, 0, xs[2 * i], xs[2 * i + 1]);
          continue;
        }
      for (guint k = 0; k < 2; k++)
        {
          const SchArcEnd *end = k == 0 ? &arc->from : &arc->to;

          if (end->place == SCH_ARC_HERE)
            add_part (parts, i, end->row, k, xs[2 * i + k], page->gutter);
          y[k] = end->place == SCH_ARC_HERE    ? rows[end->row].channel_bottom
                 : end->place == SCH_ARC_ABOVE ? page->top
                                               : page->bottom;
        }
      add_part (parts, i, n_rows, 2, y[0], y[1]);
    }
  g_array_sort (parts, compare_parts);
  for (guint i = 0; i < parts->len; i++)
    {
      guint channel = g_array_index (parts, Part, i).channel;
      float room = channel == n_rows ? page->gutter_width
                                     : rows[channel].channel_bottom - rows[channel].channel_top;

      if (i > 0 && g_array_index (parts, Part, i - 1).channel != channel)
        first = i;
      choose_lane (parts, first, i, count_lanes (room));
    }
  return parts;
}

/* --- Lines ----------------------------------------------------------------------------------- */

static void
add_point (SchArc *arc, float x, float y)
{
  g_assert (arc->n_points < SCH_ARC_MAX_POINTS);
  arc->points[arc->n_points++] = (SchArcPoint){ x, y };
}

static float
channel_y (const SchArcRow *row, guint lane)
{
  float y = row->channel_bottom - 1 - lane * SCH_ARC_STEP;

  return MAX (y, MIN (row->channel_top, row->channel_bottom - 1));
}

static void
draw_way (SchArc *arc, const float *xs, const guint lanes[3], const SchArcRow *rows,
          const SchArcPage *page)
{
  float gutter = page->gutter +
                 (page->gutter_at_left ? -1 : 1) * (SCH_ARC_STEP / 2 + lanes[2] * SCH_ARC_STEP);
  float y;

  arc->n_points = 0;
  if (arc->from.place == SCH_ARC_HERE)
    {
      y = channel_y (&rows[arc->from.row], lanes[0]);
      add_point (arc, xs[0], arc->from.y);
      add_point (arc, xs[0], y);
      if (is_one_row (arc))
        {
          add_point (arc, xs[1], y);
          add_point (arc, xs[1], arc->to.y);
          return;
        }
      add_point (arc, gutter, y);
    }
  else
    {
      add_point (arc, gutter, arc->from.place == SCH_ARC_ABOVE ? page->top : page->bottom);
    }
  if (arc->to.place == SCH_ARC_HERE)
    {
      y = channel_y (&rows[arc->to.row], lanes[1]);
      add_point (arc, gutter, y);
      add_point (arc, xs[1], y);
      add_point (arc, xs[1], arc->to.y);
    }
  else
    {
      add_point (arc, gutter, arc->to.place == SCH_ARC_ABOVE ? page->top : page->bottom);
    }
}

/* --- Names ----------------------------------------------------------------------------------- */

static int
compare_taken (gconstpointer a, gconstpointer b)
{
  const SchArcTaken *ta = a;
  const SchArcTaken *tb = b;

  if (ta->row != tb->row)
    return ta->row < tb->row ? -1 : 1;
  return ta->x0 < tb->x0 ? -1 : ta->x0 > tb->x0;
}

/* The free place for a name in the row's lane that is nearest to x; FALSE where there is none. */
static gboolean
find_room (GArray *taken, guint row, float x, float width, const SchArcPage *page, float *place)
{
  float best = G_MAXFLOAT;
  float from = page->left;

  for (guint i = 0; i <= taken->len; i++)
    {
      const SchArcTaken *next = i < taken->len ? &g_array_index (taken, SchArcTaken, i) : NULL;
      float to;
      float at;

      if (next != NULL && next->row < row)
        continue;
      to = next != NULL && next->row == row ? next->x0 : page->right;
      if (to - from >= width + 2 * NAME_GAP)
        {
          at = CLAMP (x - width / 2, from + NAME_GAP, to - NAME_GAP - width);
          if (fabsf (at + width / 2 - x) < best)
            {
              best = fabsf (at + width / 2 - x);
              *place = at;
            }
        }
      if (next == NULL || next->row > row)
        break;
      from = MAX (from, next->x1);
    }
  return best < G_MAXFLOAT;
}

static void
place_name (SchArc *arc, const float *xs, const SchArcRow *rows, GArray *taken,
            const SchArcPage *page)
{
  const SchArcEnd *ends[] = { &arc->to, &arc->from };

  arc->name = (SchRect){ 0 };
  for (guint i = 0; i < G_N_ELEMENTS (ends) && arc->name_width > 0; i++)
    {
      SchArcTaken made;
      float x = 0;

      if (ends[i]->place != SCH_ARC_HERE ||
          !find_room (taken, ends[i]->row, xs[1 - i], arc->name_width, page, &x))
        continue;
      arc->name = (SchRect){ x, rows[ends[i]->row].lane_bottom - page->height, arc->name_width,
                             page->height };
      made = (SchArcTaken){ ends[i]->row, x, x + arc->name_width };
      g_array_append_val (taken, made);
      g_array_sort (taken, compare_taken);
      return;
    }
}

/* Ends out of sight are named in the lanes of the rows at the edge, as near to the gutter as there is room: never over
 * text. Where these are full an end has no name. */
static void
place_far (SchArc *arc, const SchArcRow *rows, guint n_rows, GArray *taken, const SchArcPage *page)
{
  gboolean above = arc->from.place == SCH_ARC_ABOVE || arc->to.place == SCH_ARC_ABOVE;
  guint n_seen = 0;

  arc->far = (SchRect){ 0 };
  if (arc->from.place == SCH_ARC_HERE && arc->to.place == SCH_ARC_HERE)
    return;
  for (guint i = 0; i < n_rows && n_seen < FAR_ROWS; i++)
    {
      guint row = above ? i : n_rows - 1 - i;
      float top = rows[row].lane_bottom - page->height;
      SchArcTaken made;
      float x = 0;

      if (top < page->top || rows[row].lane_bottom > page->bottom)
        continue;
      n_seen++;
      if (!find_room (taken, row, page->gutter_at_left ? page->left : page->right, arc->far_width,
                      page, &x))
        continue;
      arc->far = (SchRect){ x, top, arc->far_width, page->height };
      made = (SchArcTaken){ row, x, x + arc->far_width };
      g_array_append_val (taken, made);
      g_array_sort (taken, compare_taken);
      return;
    }
}

void
sch_arcs_route (SchArc *arcs, guint n_arcs, const SchArcRow *rows, guint n_rows,
                const SchArcTaken *taken, guint n_taken, const SchArcPage *page)
{
  g_autofree float *xs = g_new0 (float, 2 * n_arcs + 1);
  g_autofree guint *lanes = g_new0 (guint, 3 * n_arcs + 1);
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) lane = g_array_new (FALSE, FALSE, sizeof (SchArcTaken));

  spread_ties (arcs, n_arcs, xs);
  parts = make_parts (arcs, n_arcs, xs, rows, n_rows, page);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      lanes[3 * part->arc + part->part] = part->lane;
    }
  if (n_taken > 0)
    g_array_append_vals (lane, taken, n_taken);
  g_array_sort (lane, compare_taken);
  for (guint i = 0; i < n_arcs; i++)
    {
      draw_way (&arcs[i], &xs[2 * i], &lanes[3 * i], rows, page);
      place_name (&arcs[i], &xs[2 * i], rows, lane, page);
      place_far (&arcs[i], rows, n_rows, lane, page);
    }
}

/* --- Hits ------------------------------------------------------------------------------------ */

/* All parts are level or upright. */
static gboolean
is_near (SchArcPoint a, SchArcPoint b, float x, float y, float slack)
{
  return x >= MIN (a.x, b.x) - slack && x <= MAX (a.x, b.x) + slack &&
         y >= MIN (a.y, b.y) - slack && y <= MAX (a.y, b.y) + slack;
}

int
sch_arcs_hit (const SchArc *arcs, guint n_arcs, float x, float y, float slack)
{
  for (guint i = 0; i < n_arcs; i++)
    {
      if (sch_rect_contains (&arcs[i].name, x, y) || sch_rect_contains (&arcs[i].far, x, y))
        return (int) i;
    }
  for (guint i = 0; i < n_arcs; i++)
    for (guint k = 1; k < arcs[i].n_points; k++)
      if (is_near (arcs[i].points[k - 1], arcs[i].points[k], x, y, slack))
        return (int) i;
  return -1;
}
