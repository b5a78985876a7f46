/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-arcs.h"
#include "sch-painter.h"

G_BEGIN_DECLS

/**
 * SchRelationPainter:
 *
 * Draws relations as lines between chips: those of the selected and hovered spans, or all on the screen.
 * Its geometry comes from sch_arcs_route(), and hit-testing reads the same.
 */
typedef struct _SchRelationPainter SchRelationPainter;

SchRelationPainter *sch_relation_painter_new (GtkTextView *view, SchDocumentLayout *layout,
                                              SchPainter *painter);
void sch_relation_painter_free (SchRelationPainter *self);
void sch_relation_painter_set_document (SchRelationPainter *self, SchLayerDocument *document,
                                        SchScheme *scheme);
/* Ids of spans; (nullable) */
void sch_relation_painter_set_selected (SchRelationPainter *self, const char *id);
void sch_relation_painter_set_hovered (SchRelationPainter *self, const char *id);
/* Id of the relation that stands out, and of whose ends the others are drawn too; (nullable) */
void sch_relation_painter_set_relation (SchRelationPainter *self, const char *id);
void sch_relation_painter_set_all (SchRelationPainter *self, gboolean all);
void sch_relation_painter_draw (SchRelationPainter *self, GtkSnapshot *snapshot);
/* What was drawn last, for tests: (transfer none) (element-type SchArc). */
GArray *sch_relation_painter_get_arcs (SchRelationPainter *self);
/* (transfer none) (nullable): the way of the relation that stands out, as it was drawn last. */
const SchArc *sch_relation_painter_get_arc (SchRelationPainter *self, const SchArcPage **page);
/**
 * sch_relation_painter_hit:
 * @x, @y: buffer coordinates
 * @slack: how far from a line still counts
 * @far: (out) (optional) (transfer none) (nullable): id of the span out of sight whose name is there
 *
 * Returns: (transfer none) (nullable): the relation there, until the next drawing
 */
SchRelation *sch_relation_painter_hit (SchRelationPainter *self, float x, float y, float slack,
                                       const char **far);
/* The same; where several are at the point and one of them stands out: the next one, by their ids. */
SchRelation *sch_relation_painter_hit_next (SchRelationPainter *self, float x, float y,
                                            float slack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchRelationPainter, sch_relation_painter_free)

G_END_DECLS
