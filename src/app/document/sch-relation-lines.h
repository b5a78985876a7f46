/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-arcs.h"

G_BEGIN_DECLS

/* Rows of pixels of the head of a line. */
#define SCH_RELATION_HEAD 4u

/**
 * SchRelationLines:
 *
 * Level and upright lines of whole pixels, gathered and then drawn with as few nodes as possible: without a graphics card
 * each node costs, and lines of one colour that lie on each other are one.
 */
typedef struct _SchRelationLines SchRelationLines;

SchRelationLines *sch_relation_lines_new (void);
void sch_relation_lines_free (SchRelationLines *self);
/* From one pixel to another, on one row or in one column. */
void sch_relation_lines_add (SchRelationLines *self, const GdkRGBA *color, float x0, float y0,
                             float x1, float y1);
/* @head: rows of the head at the end of the line; 0 = none */
void sch_relation_lines_add_arc (SchRelationLines *self, const GdkRGBA *color, const SchArc *arc,
                                 guint head);
/* Draws them and forgets them. */
void sch_relation_lines_draw (SchRelationLines *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchRelationLines, sch_relation_lines_free)

G_END_DECLS
