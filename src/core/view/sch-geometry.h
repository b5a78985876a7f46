/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The geometry of painted spans on plain numbers: no fonts, no widgets, no pixels. Units are logical
 * pixels in buffer coordinates, y downwards. */

typedef struct
{
  float x;
  float y;
  float width;
  float height;
} SchRect;

#define SCH_MAX_LEVEL 4u

/**
 * SchSpanExtent: what the levels need to know of a span.
 * @start, @end: first start and last end, code points
 * @level: (out): 0 = innermost; a span that contains or crosses others lies above all of them
 */
typedef struct
{
  guint start;
  guint end;
  guint level;
} SchSpanExtent;

/* Levels of the spans of one paragraph: shorter spans first, each gets one more than the highest of
 * the spans it overlaps, at most SCH_MAX_LEVEL - 1; of equal extents the earlier in the array is the inner one.
 * Crossing spans get different levels. O(n log n + overlaps), overlaps bounded. */
void sch_geometry_assign_levels (SchSpanExtent *extents, guint n_extents);

typedef enum
{
  SCH_CHIP_FULL,   /* the label's name */
  SCH_CHIP_LETTER, /* its key, or first letter */
  SCH_CHIP_TICK,   /* a small mark */
} SchChipForm;

/**
 * SchChip: one label chip in the gap above a row of text.
 * @row: chips of different rows never meet
 * @anchor: x of the edge of the span's start (its left edge, or its right edge when @rtl)
 * @full_width, @letter_width: of the two texts with their padding
 * @priority: higher ones shorten last (selected, hovered)
 * @form, @x, @width: (out)
 */
typedef struct
{
  guint row;
  float anchor;
  gboolean rtl;
  float full_width;
  float letter_width;
  int priority;
  SchChipForm form;
  float x;
  float width;
} SchChip;

#define SCH_CHIP_TICK_WIDTH 5.0f
#define SCH_CHIP_GAP 2.0f

/* Places chips so that none covers another and none leaves [left, right]: each at its anchor (pushed on where
 * another one is already there), in the longest form that fits before the next one; a chip of higher priority keeps
 * its full form as long as its neighbours can shorten. @chips may come in any order. Deterministic. */
void sch_geometry_place_chips (SchChip *chips, guint n_chips, float left, float right,
                               SchChipForm longest);

/**
 * SchPiece: one rectangle of a span, on one visual run of one row.
 * @span: index of the span in the caller's list
 * @length: covered code points of the span: shorter spans lie on top
 */
typedef struct
{
  SchRect rect;
  guint span;
  guint length;
  guint row;
  guint level;
  guint is_start : 1; /* the first range begins at this piece */
  guint is_end : 1;   /* the last range ends at this piece */
  guint starts_range : 1;
  guint ends_range : 1;
  guint rtl : 1;
} SchPiece;

/* Indices of the spans with a piece at the point (within @slack pixels left and right), innermost first,
 * each once; (element-type guint). */
GArray *sch_geometry_hit (const SchPiece *pieces, guint n_pieces, float x, float y, float slack);

/**
 * SchBracket: the mark of a claim in the margin.
 * @y0, @y1: from the top of its first to the bottom of its last row
 * @lane: (out): 0 = nearest to the text; brackets that share rows get different lanes
 */
typedef struct
{
  float y0;
  float y1;
  guint lane;
} SchBracket;

/* Longer brackets lie further out. At most SCH_MAX_LEVEL lanes; the rest share the last. */
void sch_geometry_assign_brackets (SchBracket *brackets, guint n_brackets);

gboolean sch_rect_contains (const SchRect *rect, float x, float y);
gboolean sch_rects_overlap (const SchRect *a, const SchRect *b);

G_END_DECLS
