/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document-view.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchChipDrag:
 *
 * A span that is dragged by its chip onto another one, in the text or in the list of spans, to relate
 * the two or to join them; or one end of a relation that is dragged onto another span. While it lasts, the spans that may be the other end stand out.
 */
typedef struct _SchChipDrag SchChipDrag;

/* @parent: where menus open */
SchChipDrag *sch_chip_drag_new (SchWorkspace *workspace, SchDocumentView *view, GtkWidget *parent);
void sch_chip_drag_free (SchChipDrag *self);
/* Points are in the view's coordinates, also outside of it. */
void sch_chip_drag_begin (SchChipDrag *self, SchSpan *span, double x, double y);
/* @from: where the end that stays is drawn, in buffer coordinates */
void sch_chip_drag_begin_end (SchChipDrag *self, SchRelation *relation, gboolean at_to,
                              const graphene_point_t *from, double x, double y);
void sch_chip_drag_move (SchChipDrag *self, double x, double y);
void sch_chip_drag_drop (SchChipDrag *self, double x, double y);
void sch_chip_drag_cancel (SchChipDrag *self);
gboolean sch_chip_drag_is_active (SchChipDrag *self);
void sch_chip_drag_draw (SchChipDrag *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchChipDrag, sch_chip_drag_free)

G_END_DECLS
