/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchRelationPicker: a popover that relates the selected span to another one of the document, or that takes
 * another one for an end of the selected relation.
 */
#define SCH_TYPE_RELATION_PICKER (sch_relation_picker_get_type ())
G_DECLARE_FINAL_TYPE (SchRelationPicker, sch_relation_picker, SCH, RELATION_PICKER, GtkPopover)

void sch_relation_picker_set_workspace (SchRelationPicker *self, SchWorkspace *workspace);
/* It is for an end of the selected relation: where it leads to, else where it starts. */
void sch_relation_picker_set_end (SchRelationPicker *self, gboolean at_to);
/* Whether the scheme has any relation for spans with this label. */
gboolean sch_relation_picker_is_of_use (SchScheme *scheme, const char *label);

G_END_DECLS
