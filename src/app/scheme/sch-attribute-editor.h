/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme-draft.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchAttributeEditor: one attribute: name, type, description, whether it is required, its values, its
 * default and when it is shown. Every change is one step.
 */
#define SCH_TYPE_ATTRIBUTE_EDITOR (sch_attribute_editor_get_type ())
G_DECLARE_FINAL_TYPE (SchAttributeEditor, sch_attribute_editor, SCH, ATTRIBUTE_EDITOR, GtkWidget)

/* @place: the attribute */
GtkWidget *sch_attribute_editor_new (SchWorkspace *workspace, const SchSchemePlace *place);

G_END_DECLS
