/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchRelationDetails: the form of the selected relation: type, ends, attributes, note.
 */
#define SCH_TYPE_RELATION_DETAILS (sch_relation_details_get_type ())
G_DECLARE_FINAL_TYPE (SchRelationDetails, sch_relation_details, SCH, RELATION_DETAILS, GtkWidget)

void sch_relation_details_set_workspace (SchRelationDetails *self, SchWorkspace *workspace);
/* Shows what is selected now, not a moment later. */
void sch_relation_details_catch_up (SchRelationDetails *self);
/* Puts the keyboard on its first control. */
void sch_relation_details_focus (SchRelationDetails *self);
void sch_relation_details_focus_note (SchRelationDetails *self);
/* Saves what was typed. */
void sch_relation_details_flush (SchRelationDetails *self);

G_END_DECLS
