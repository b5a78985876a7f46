/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Levels of overlapping spans, lanes of margin brackets, hit-testing, rectangles: plain numbers in,
 * plain numbers out. Invariants: nothing here depends on anything but its arguments, and no function
 * is slower than n log n, however the spans overlap. Chips are placed in sch-chip-placement.c. */

#include "config.h"

#include "sch-geometry.h"

#include <stdlib.h>
#include <string.h>

/* A span or a bracket on its axis; guint and float both fit into a double exactly. */
typedef struct
{
  double start;
  double end;
  guint index; /* in the caller's array: of equal intervals the earlier one is the inner one */
} Interval;

/* Which level was last painted where: a segment tree over the cells of an axis. The axis has 2k - 1
 * cells for k distinct coordinates: even ones are the coordinates, odd ones what lies between two.
 * Levels only grow, so nothing is ever pushed down. Levels count from 1 here; 0 is untouched. */
typedef struct
{
  guint size;      /* number of leaves, a power of two */
  guint8 *highest; /* of the node's cells; node 1 is the root, leaf i is node size + i */
  guint8 *whole;   /* painted on all cells of the node at once */
} LevelTree;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Shorter first; then from the left; then as in the caller's array. */
static int
compare_intervals (gconstpointer a, gconstpointer b)
{
  const Interval *x = a;
  const Interval *y = b;
  double x_length = x->end - x->start;
  double y_length = y->end - y->start;

  if (x_length != y_length)
    return x_length < y_length ? -1 : 1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/* The sorted distinct ends of all intervals. */
static double *
collect_coordinates (const Interval *intervals, guint n_intervals, guint *n_coordinates)
{
  double *coordinates = g_new (double, 2 * (gsize) n_intervals);
  guint n = 0;

  for (guint i = 0; i < n_intervals; i++)
    {
      coordinates[2 * i] = intervals[i].start;
      coordinates[2 * i + 1] = intervals[i].end;
    }
  qsort (coordinates, 2 * (gsize) n_intervals, sizeof *coordinates, compare_doubles);
  for (guint i = 0; i < 2 * n_intervals; i++)
    if (n == 0 || coordinates[i] != coordinates[n - 1])
      coordinates[n++] = coordinates[i];
  *n_coordinates = n;
  return coordinates;
}

static guint
find_coordinate (const double *coordinates, guint n_coordinates, double value)
{
  guint low = 0;
  guint high = n_coordinates - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (coordinates[middle] < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
init_level_tree (LevelTree *self, guint n_cells)
{
  self->size = 1;
  while (self->size < n_cells)
    self->size *= 2;
  self->highest = g_new0 (guint8, 2 * (gsize) self->size);
  self->whole = g_new0 (guint8, 2 * (gsize) self->size);
}

static void
clear_level_tree (LevelTree *self)
{
  g_free (self->highest);
  g_free (self->whole);
}

/* The highest level painted on the cells first..last. */
static guint8
read_level_tree (const LevelTree *self, guint first, guint last)
{
  guint8 level = 0;

  for (guint l = self->size + first, r = self->size + last + 1; l < r; l /= 2, r /= 2)
    {
      if (l % 2 == 1)
        {
          level = MAX (level, self->highest[l]);
          l++;
        }
      if (r % 2 == 1)
        {
          r--;
          level = MAX (level, self->highest[r]);
        }
    }
  /* What was painted on a larger node stands only there; each such node holds one of the ends. */
  for (guint node = self->size + first; node > 0; node /= 2)
    level = MAX (level, self->whole[node]);
  for (guint node = self->size + last; node > 0; node /= 2)
    level = MAX (level, self->whole[node]);
  return level;
}

static void
raise_node (LevelTree *self, guint node, guint8 level)
{
  self->highest[node] = MAX (self->highest[node], level);
  self->whole[node] = MAX (self->whole[node], level);
}

/* Paints the cells first..last. */
static void
raise_level_tree (LevelTree *self, guint first, guint last, guint8 level)
{
  for (guint l = self->size + first, r = self->size + last + 1; l < r; l /= 2, r /= 2)
    {
      if (l % 2 == 1)
        raise_node (self, l++, level);
      if (r % 2 == 1)
        raise_node (self, --r, level);
    }
  for (guint node = self->size + first; node > 0; node /= 2)
    self->highest[node] = MAX (self->highest[node], level);
  for (guint node = self->size + last; node > 0; node /= 2)
    self->highest[node] = MAX (self->highest[node], level);
}

/* Sorts @intervals; levels[i] is the level of the interval with the index i. */
static void
assign_interval_levels (Interval *intervals, guint n_intervals, guint8 *levels)
{
  g_autofree double *coordinates = NULL;
  guint n_coordinates;
  LevelTree tree;

  coordinates = collect_coordinates (intervals, n_intervals, &n_coordinates);
  qsort (intervals, n_intervals, sizeof *intervals, compare_intervals);
  init_level_tree (&tree, 2 * n_coordinates - 1);
  for (guint i = 0; i < n_intervals; i++)
    {
      const Interval *interval = &intervals[i];
      guint first = 2 * find_coordinate (coordinates, n_coordinates, interval->start);
      guint last = 2 * find_coordinate (coordinates, n_coordinates, interval->end);
      guint8 level = MIN (read_level_tree (&tree, first, last), SCH_MAX_LEVEL - 1);

      levels[interval->index] = level;
      /* An empty one is met by whatever touches it; of the others, neighbours do not meet. */
      if (first == last)
        raise_level_tree (&tree, first, last, level + 1);
      else
        raise_level_tree (&tree, first + 1, last - 1, level + 1);
    }
  clear_level_tree (&tree);
}

/**
 * sch_geometry_assign_levels:
 * @extents: (array length=n_extents) (inout): start and end are read, level is set
 *
 * Shorter spans first, equally long ones from the left, equal ones in the order of the array: each
 * gets one more than the highest level of the spans before it that it overlaps, at most
 * SCH_MAX_LEVEL - 1. So of two spans that contain or cross each other the longer one is higher,
 * unless both have reached the highest level. Half-open spans that only touch do not overlap; an
 * empty span overlaps those that contain or touch its place. An end before the start counts as the
 * start.
 *
 * O(n log n) for any number of overlaps.
 */
void
sch_geometry_assign_levels (SchSpanExtent *extents, guint n_extents)
{
  g_autofree Interval *intervals = NULL;
  g_autofree guint8 *levels = NULL;

  g_return_if_fail (extents != NULL || n_extents == 0);

  if (n_extents == 0)
    return;
  intervals = g_new (Interval, n_extents);
  levels = g_new (guint8, n_extents);
  for (guint i = 0; i < n_extents; i++)
    intervals[i] = (Interval){ extents[i].start, MAX (extents[i].start, extents[i].end), i };
  assign_interval_levels (intervals, n_extents, levels);
  for (guint i = 0; i < n_extents; i++)
    extents[i].level = levels[i];
}

/**
 * sch_geometry_assign_brackets:
 * @brackets: (array length=n_brackets) (inout): y0 and y1 are read, lane is set
 *
 * Shorter brackets first, equally long ones from the top, equal ones in the order of the array: each
 * gets the lane outside of all brackets before it with which it shares a row, at most
 * SCH_MAX_LEVEL - 1, which the rest share. Brackets that only touch share no row.
 */
void
sch_geometry_assign_brackets (SchBracket *brackets, guint n_brackets)
{
  g_autofree Interval *intervals = NULL;
  g_autofree guint8 *lanes = NULL;

  g_return_if_fail (brackets != NULL || n_brackets == 0);

  if (n_brackets == 0)
    return;
  intervals = g_new (Interval, n_brackets);
  lanes = g_new (guint8, n_brackets);
  for (guint i = 0; i < n_brackets; i++)
    intervals[i] = (Interval){ brackets[i].y0, MAX (brackets[i].y0, brackets[i].y1), i };
  assign_interval_levels (intervals, n_brackets, lanes);
  for (guint i = 0; i < n_brackets; i++)
    brackets[i].lane = lanes[i];
}

typedef struct
{
  guint span;
  guint length;
  guint level;
  float distance; /* 0 on the piece itself */
} Hit;

/* Innermost first. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *x = a;
  const Hit *y = b;

  if (x->length != y->length)
    return x->length < y->length ? -1 : 1;
  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  if (x->level != y->level)
    return x->level < y->level ? -1 : 1;
  return (x->span > y->span) - (x->span < y->span);
}

static int
compare_hits_by_span (gconstpointer a, gconstpointer b)
{
  const Hit *x = a;
  const Hit *y = b;

  if (x->span != y->span)
    return x->span < y->span ? -1 : 1;
  return compare_hits (a, b);
}

static gboolean
hit_piece (const SchPiece *piece, float x, float y, float slack, float *distance)
{
  const SchRect *rect = &piece->rect;
  float right = rect->x + rect->width;

  if (y < rect->y || y >= rect->y + rect->height)
    return FALSE;
  *distance = MAX (MAX (rect->x - x, x - right), 0.0f);
  return *distance <= slack && (slack > 0.0f || sch_rect_contains (rect, x, y));
}

/**
 * sch_geometry_hit:
 * @pieces: (array length=n_pieces): in any order
 * @x, @y: the point
 * @slack: how far left or right of a piece the point may be; 0 = on the piece
 *
 * The spans at a point: those that cover fewer characters first; of equally long ones the nearer one,
 * then the one of the lower level, then the earlier one of the caller's list. A span without width is
 * only hit with a slack.
 *
 * Returns: (transfer full) (element-type guint): indices of spans, each once
 */
GArray *
sch_geometry_hit (const SchPiece *pieces, guint n_pieces, float x, float y, float slack)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_hits = 0;

  g_return_val_if_fail (pieces != NULL || n_pieces == 0, spans);

  for (guint i = 0; i < n_pieces; i++)
    {
      Hit hit = { pieces[i].span, pieces[i].length, pieces[i].level, 0.0f };

      if (hit_piece (&pieces[i], x, y, slack, &hit.distance))
        g_array_append_val (hits, hit);
    }
  /* Of a span with several pieces here the best one counts. */
  g_array_sort (hits, compare_hits_by_span);
  for (guint i = 0; i < hits->len; i++)
    {
      Hit hit = g_array_index (hits, Hit, i);

      if (n_hits == 0 || g_array_index (hits, Hit, n_hits - 1).span != hit.span)
        g_array_index (hits, Hit, n_hits++) = hit;
    }
  g_array_set_size (hits, n_hits);
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < n_hits; i++)
    g_array_append_val (spans, g_array_index (hits, Hit, i).span);
  return spans;
}

/**
 * sch_rect_contains:
 *
 * Returns: whether the point is in the rectangle; its left and top edges belong to it, its right and
 *   bottom edges do not
 */
gboolean
sch_rect_contains (const SchRect *rect, float x, float y)
{
  return x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height;
}

/**
 * sch_rects_overlap:
 *
 * Returns: whether the rectangles share an area; rectangles that only touch, and empty ones, do not
 */
gboolean
sch_rects_overlap (const SchRect *a, const SchRect *b)
{
  float left = MAX (a->x, b->x);
  float top = MAX (a->y, b->y);
  float right = MIN (a->x + a->width, b->x + b->width);
  float bottom = MIN (a->y + a->height, b->y + b->height);

  return left < right && top < bottom;
}
