/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchInspector: the selected span, the list of spans and the list of problems, as three pages.
 */
#define SCH_TYPE_INSPECTOR (sch_inspector_get_type ())
G_DECLARE_FINAL_TYPE (SchInspector, sch_inspector, SCH, INSPECTOR, GtkWidget)

void sch_inspector_set_workspace (SchInspector *self, SchWorkspace *workspace);
gboolean sch_inspector_focus (SchInspector *self);
/* Shows the selected span and puts the focus into one of its attributes. */
void sch_inspector_edit_attribute (SchInspector *self, const char *attribute);
/* Shows the selected span and puts the focus into its note. */
void sch_inspector_edit_note (SchInspector *self);
/* Takes over what was typed and not yet saved. */
void sch_inspector_flush (SchInspector *self);

G_END_DECLS
