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
void sch_relation_painter_set_all (SchRelationPainter *self, gboolean all);
void sch_relation_painter_draw (SchRelationPainter *self, GtkSnapshot *snapshot);
/* What was drawn last, for tests: (transfer none) (element-type SchArc). */
GArray *sch_relation_painter_get_arcs (SchRelationPainter *self);
/**
 * sch_relation_painter_hit:
 * @x, @y: buffer coordinates
 * @far: (out) (optional) (transfer none) (nullable): id of the span out of sight whose name is there
 *
 * Returns: (transfer none) (nullable): the relation there, until the next drawing
 */
SchRelation *sch_relation_painter_hit (SchRelationPainter *self, float x, float y,
                                       const char **far);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchRelationPainter, sch_relation_painter_free)

G_END_DECLS
