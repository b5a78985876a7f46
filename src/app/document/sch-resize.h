/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"
#include "sch-segmenter.h"

G_BEGIN_DECLS

/* Edges of ranges are counted in text order: 2 * i is the start of range i, 2 * i + 1 its end. */

/* Where the last unit before a place ends. */
guint sch_resize_find_end_before (SchSegmenter *segmenter, guint char_offset, SchUnit unit);
/* Moves an edge by a unit, as far as the range keeps a character and touches no other; whole words keep no blank
 * at their end. Returns whether it moved. */
gboolean sch_resize_move_edge (SchSegmenter *segmenter, SchText *text, SchRange *ranges,
                               guint n_ranges, guint edge, SchUnit unit, int direction);

/**
 * SchResize: the ends of a span while they are moved and not accepted yet.
 */
typedef struct
{
  char *span;
  SchRange *ranges;
  guint n_ranges;
  guint edge;
} SchResize;

SchResize *sch_resize_new (const SchSpan *span);
void sch_resize_free (SchResize *self);
/* From the last edge on to the first, and back. */
void sch_resize_step_edge (SchResize *self, int direction);
/* The start or the end of the range that the edge is of. */
void sch_resize_turn_to (SchResize *self, gboolean end);
gboolean sch_resize_is_changed (const SchResize *self, const SchSpan *span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchResize, sch_resize_free)

G_END_DECLS
