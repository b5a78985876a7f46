/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text is divided into this many equal stretches, whatever its length. */
#define SCH_STRIP_BUCKETS 1024u

typedef enum
{
  SCH_STRIP_DOUBT,
  SCH_STRIP_PROBLEM,
  SCH_STRIP_HIT,
  SCH_N_STRIP_LANES,
} SchStripLane;

/**
 * SchStripMarks:
 *
 * What lies where in a text, as numbers for each of SCH_STRIP_BUCKETS stretches: ranges by colour
 * (the caller's small numbers), doubts, problems, hits. Adding and taking away costs the stretches that are
 * touched, whatever else there is.
 */
typedef struct _SchStripMarks SchStripMarks;

SchStripMarks *sch_strip_marks_new (guint n_chars, guint n_colors);
void sch_strip_marks_free (SchStripMarks *self);
guint sch_strip_marks_get_n_colors (SchStripMarks *self);
/* The stretch of a character, and the first character of a stretch. */
guint sch_strip_marks_bucket_of (SchStripMarks *self, guint char_offset);
guint sch_strip_marks_char_of (SchStripMarks *self, guint bucket);
/* @delta: 1 adds the range, -1 takes it away. */
void sch_strip_marks_add_range (SchStripMarks *self, guint color, guint char_start, guint char_end,
                                int delta);
void sch_strip_marks_add (SchStripMarks *self, SchStripLane lane, guint char_offset, int delta);
void sch_strip_marks_clear_lane (SchStripMarks *self, SchStripLane lane);
/* Sums over the buckets [first, end). */
guint sch_strip_marks_count (SchStripMarks *self, SchStripLane lane, guint first, guint end);
/* The most frequent of the colours [color_first, color_end) there; FALSE where there is none. */
gboolean sch_strip_marks_find_color (SchStripMarks *self, guint color_first, guint color_end,
                                     guint first, guint end, guint *color);
/* The highest number of ranges of a colour in any of the buckets. */
guint sch_strip_marks_count_color (SchStripMarks *self, guint color, guint first, guint end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchStripMarks, sch_strip_marks_free)

G_END_DECLS
