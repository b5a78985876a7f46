/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document-view.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchRelationHandles:
 *
 * What shows in the text that a relation is selected, besides its line: outlines around its two ends, and at each end of
 * the line a handle that is dragged onto another span.
 */
typedef struct _SchRelationHandles SchRelationHandles;

SchRelationHandles *sch_relation_handles_new (SchWorkspace *workspace, SchDocumentView *view);
void sch_relation_handles_free (SchRelationHandles *self);
/* Whether a handle is at a point, in the view's coordinates; @at_to: (out): that of where the relation leads to. */
gboolean sch_relation_handles_hit (SchRelationHandles *self, double x, double y, gboolean *at_to);
/* Where a handle is, in buffer coordinates; FALSE where it is not on the screen. */
gboolean sch_relation_handles_get_place (SchRelationHandles *self, gboolean at_to,
                                         graphene_point_t *place);
void sch_relation_handles_draw (SchRelationHandles *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchRelationHandles, sch_relation_handles_free)

G_END_DECLS
