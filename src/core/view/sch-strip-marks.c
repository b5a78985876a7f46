/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts in a table of buckets. Invariant: what was added and taken away again leaves no trace, so
 * that no change needs a new count of everything. */

#include "sch-strip-marks.h"

#include <string.h>

struct _SchStripMarks
{
  guint n_chars;
  guint n_colors;
  guint *colors; /* [bucket * n_colors + color] */
  guint lanes[SCH_N_STRIP_LANES][SCH_STRIP_BUCKETS];
};

/**
 * sch_strip_marks_new:
 * @n_chars: length of the text
 * @n_colors: how many colours there are; at least 1
 */
SchStripMarks *
sch_strip_marks_new (guint n_chars, guint n_colors)
{
  SchStripMarks *self;

  g_return_val_if_fail (n_colors > 0, NULL);

  self = g_new0 (SchStripMarks, 1);
  self->n_chars = MAX (n_chars, 1);
  self->n_colors = n_colors;
  self->colors = g_new0 (guint, (gsize) SCH_STRIP_BUCKETS * n_colors);
  return self;
}

void
sch_strip_marks_free (SchStripMarks *self)
{
  g_free (self->colors);
  g_free (self);
}

guint
sch_strip_marks_get_n_colors (SchStripMarks *self)
{
  return self->n_colors;
}

guint
sch_strip_marks_bucket_of (SchStripMarks *self, guint char_offset)
{
  guint64 bucket = (guint64) char_offset * SCH_STRIP_BUCKETS / self->n_chars;

  return (guint) MIN (bucket, SCH_STRIP_BUCKETS - 1);
}

/* The smallest offset whose bucket it is; in a short text the one after it where it has none. */
guint
sch_strip_marks_char_of (SchStripMarks *self, guint bucket)
{
  guint64 scaled = (guint64) MIN (bucket, SCH_STRIP_BUCKETS) * self->n_chars;

  return (guint) ((scaled + SCH_STRIP_BUCKETS - 1) / SCH_STRIP_BUCKETS);
}

void
sch_strip_marks_add_range (SchStripMarks *self, guint color, guint char_start, guint char_end,
                           int delta)
{
  guint first = sch_strip_marks_bucket_of (self, char_start);
  guint last = sch_strip_marks_bucket_of (self, MAX (char_end, char_start + 1) - 1);

  g_return_if_fail (color < self->n_colors);

  for (guint i = first; i <= last; i++)
    self->colors[i * self->n_colors + color] += delta;
}

void
sch_strip_marks_add (SchStripMarks *self, SchStripLane lane, guint char_offset, int delta)
{
  self->lanes[lane][sch_strip_marks_bucket_of (self, char_offset)] += delta;
}

void
sch_strip_marks_clear_lane (SchStripMarks *self, SchStripLane lane)
{
  memset (self->lanes[lane], 0, sizeof self->lanes[lane]);
}

guint
sch_strip_marks_count (SchStripMarks *self, SchStripLane lane, guint first, guint end)
{
  guint n = 0;

  for (guint i = first; i < MIN (end, SCH_STRIP_BUCKETS); i++)
    n += self->lanes[lane][i];
  return n;
}

guint
sch_strip_marks_count_color (SchStripMarks *self, guint color, guint first, guint end)
{
  guint most = 0;

  for (guint i = first; i < MIN (end, SCH_STRIP_BUCKETS); i++)
    most = MAX (most, self->colors[i * self->n_colors + color]);
  return most;
}

gboolean
sch_strip_marks_find_color (SchStripMarks *self, guint color_first, guint color_end, guint first,
                            guint end, guint *color)
{
  guint most = 0;

  for (guint i = color_first; i < MIN (color_end, self->n_colors); i++)
    {
      guint n = sch_strip_marks_count_color (self, i, first, end);

      if (n > most)
        *color = i;
      most = MAX (most, n);
    }
  return most > 0;
}
