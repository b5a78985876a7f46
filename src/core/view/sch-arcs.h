/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-geometry.h"

G_BEGIN_DECLS

/* The way of relation lines over a page, on plain numbers. Lines run in channels (the bands between the
 * text of one row and the chips of the next) and in a gutter beside the column of text, so that none goes
 * through text or a chip. Units are logical pixels, y downwards. */

/**
 * SchArcRow: a visual row, from the top of the screen downwards.
 * @channel_top, @channel_bottom: the free band above its chips
 * @lane_top, @lane_bottom: where its chips are
 */
typedef struct
{
  float channel_top;
  float channel_bottom;
  float lane_top;
  float lane_bottom;
} SchArcRow;

/* A part of a row's lane that has a chip. */
typedef struct
{
  guint row;
  float x0;
  float x1;
} SchArcTaken;

typedef enum
{
  SCH_ARC_HERE,
  SCH_ARC_ABOVE, /* above what is on the screen */
  SCH_ARC_BELOW,
} SchArcPlace;

/**
 * SchArcEnd:
 * @row: index of the row, for %SCH_ARC_HERE
 * @x0, @x1, @y: top edge of what the line is tied to: the span's chip, or its first piece
 */
typedef struct
{
  SchArcPlace place;
  guint row;
  float x0;
  float x1;
  float y;
} SchArcEnd;

typedef struct
{
  float x;
  float y;
} SchArcPoint;

#define SCH_ARC_MAX_POINTS 6u

/**
 * SchArc: one relation.
 * @name_width: of its name; 0 = none
 * @far_width: of the name of an end that is not on the screen
 * @points, @n_points: (out): corners of the line, from its start to its end
 * @name: (out): where the name stands, in a lane; of no width where there is no room
 * @far: (out): where the end out of sight is named, in a lane at the edge of the screen; of no width for none, or where
 *   there is no room
 */
typedef struct
{
  SchArcEnd from;
  SchArcEnd to;
  float name_width;
  float far_width;
  SchArcPoint points[SCH_ARC_MAX_POINTS];
  guint n_points;
  SchRect name;
  SchRect far;
} SchArc;

/**
 * SchArcPage:
 * @left, @right: of the column of text, within which names stand
 * @gutter, @gutter_width: where lines run up and down; on the side without brackets
 * @gutter_at_left: whether lanes of the gutter follow each other to the left
 * @top, @bottom: of the screen
 * @height: of names
 */
typedef struct
{
  float left;
  float right;
  float gutter;
  float gutter_width;
  gboolean gutter_at_left;
  float top;
  float bottom;
  float height;
} SchArcPage;

#define SCH_ARC_STEP 2.5f

/* Finds the ways of all arcs. At least one end of each is on the screen. Deterministic;
 * O(n log n + n * lanes). */
void sch_arcs_route (SchArc *arcs, guint n_arcs, const SchArcRow *rows, guint n_rows,
                     const SchArcTaken *taken, guint n_taken, const SchArcPage *page);
/* Index of the arc whose line, name or far end is within @slack of a point; -1 = none. */
int sch_arcs_hit (const SchArc *arcs, guint n_arcs, float x, float y, float slack);

G_END_DECLS
