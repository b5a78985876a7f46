/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document-view.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_GRIP_NONE,
  SCH_GRIP_START, /* of a range */
  SCH_GRIP_END,
  SCH_GRIP_LINK, /* in the middle above the span, where there are no chips to drag */
} SchGripKind;

/**
 * SchGrips:
 *
 * The grips of the selected span: where they are, how they look, and the range that one of them is
 * dragged to. Changes nothing but what is drawn.
 */
typedef struct _SchGrips SchGrips;

SchGrips *sch_grips_new (SchWorkspace *workspace, SchDocumentView *view);
void sch_grips_free (SchGrips *self);
/* Widget coordinates. */
SchGripKind sch_grips_hit (SchGrips *self, double x, double y);
/* Takes the grip at a point in the hand; FALSE where there is none to resize with. */
gboolean sch_grips_press (SchGrips *self, double x, double y);
/* @x, @y: of the pointer; @exact: to the character, else to whole smart words */
void sch_grips_drag_to (SchGrips *self, double x, double y, gboolean exact);
/* Lets go. (transfer full) (nullable): the span's ranges where they are others now. */
GArray *sch_grips_release (SchGrips *self, char **span_id, guint *char_moved);
void sch_grips_cancel (SchGrips *self);
void sch_grips_draw (SchGrips *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchGrips, sch_grips_free)

G_END_DECLS
