/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchConditionEditor: attributes that must have one of some values each, as "when" and "unless" say it.
 *
 * Signal "changed" (const char *json or NULL): canonical JSON of the condition
 */
#define SCH_TYPE_CONDITION_EDITOR (sch_condition_editor_get_type ())
G_DECLARE_FINAL_TYPE (SchConditionEditor, sch_condition_editor, SCH, CONDITION_EDITOR, GtkWidget)

/* @title: what stands over it, such as "Shown only if"; @help: (nullable) */
GtkWidget *sch_condition_editor_new (const char *title, const char *help);
/* @attributes: (element-type SchAttribute): which may be named; @scheme: whose they are, kept;
 * @condition: (nullable) (element-type utf8 strv) */
void sch_condition_editor_set (SchConditionEditor *self, SchScheme *scheme, GPtrArray *attributes,
                               GHashTable *condition);

G_END_DECLS
