/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving the ends of a span by units of text; no widgets, no edits.
 *
 * Always holds: ranges stay sorted and apart, each with a character at least (or as empty as it was). */

#include "config.h"

#include "sch-resize.h"

/* Where the last unit before a place ends: what is in front of it keeps no blank at its end. */
guint
sch_resize_find_end_before (SchSegmenter *segmenter, guint char_offset, SchUnit unit)
{
  guint start = sch_segmenter_previous (segmenter, char_offset, unit);
  guint end;

  if (unit == SCH_UNIT_CHAR)
    return start;
  end = sch_segmenter_next_end (segmenter, start, unit);
  if (end < char_offset)
    return end;
  start = sch_segmenter_previous (segmenter, start, unit);
  return MIN (sch_segmenter_next_end (segmenter, start, unit), char_offset);
}

static guint
find_place (SchSegmenter *segmenter, guint from, SchUnit unit, int direction, gboolean is_end)
{
  if (is_end)
    return direction < 0 ? sch_resize_find_end_before (segmenter, from, unit)
                         : sch_segmenter_next_end (segmenter, from, unit);
  return direction < 0 ? sch_segmenter_previous (segmenter, from, unit)
                       : sch_segmenter_next (segmenter, from, unit);
}

gboolean
sch_resize_move_edge (SchSegmenter *segmenter, SchText *text, SchRange *ranges, guint n_ranges,
                      guint edge, SchUnit unit, int direction)
{
  guint index = edge / 2;
  gboolean is_end = edge % 2 == 1;
  SchRange *range;
  guint first;
  guint last;
  guint from;
  guint to;

  g_return_val_if_fail (index < n_ranges, FALSE);

  range = &ranges[index];
  /* Ranges that touch would become one. */
  first = is_end ? range->start + 1 : index > 0 ? ranges[index - 1].end + 1 : 0;
  last = !is_end                ? MAX (range->end, 1) - 1
         : index + 1 < n_ranges ? ranges[index + 1].start - 1
                                : sch_text_get_char_count (text);
  from = is_end ? range->end : range->start;
  to = find_place (segmenter, from, unit, direction, is_end);
  if (to == from || to < first || to > last || (direction < 0) != (to < from))
    return FALSE;
  if (is_end)
    range->end = to;
  else
    range->start = to;
  return TRUE;
}

SchResize *
sch_resize_new (const SchSpan *span)
{
  SchResize *self = g_new0 (SchResize, 1);

  self->span = g_strdup (span->record.id);
  self->ranges = g_memdup2 (span->ranges, span->n_ranges * sizeof (SchRange));
  self->n_ranges = span->n_ranges;
  self->edge = 2 * span->n_ranges - 1;
  return self;
}

void
sch_resize_free (SchResize *self)
{
  g_free (self->span);
  g_free (self->ranges);
  g_free (self);
}

void
sch_resize_step_edge (SchResize *self, int direction)
{
  guint n = 2 * self->n_ranges;

  self->edge = (self->edge + n + (direction < 0 ? n - 1 : 1)) % n;
}

void
sch_resize_turn_to (SchResize *self, gboolean end)
{
  self->edge = self->edge / 2 * 2 + (end ? 1 : 0);
}

gboolean
sch_resize_is_changed (const SchResize *self, const SchSpan *span)
{
  if (span->n_ranges != self->n_ranges)
    return TRUE;
  for (guint i = 0; i < self->n_ranges; i++)
    if (span->ranges[i].start != self->ranges[i].start ||
        span->ranges[i].end != self->ranges[i].end)
      return TRUE;
  return FALSE;
}
