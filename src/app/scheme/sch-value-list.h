/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme-draft.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchValueList: the values of a choice: typed (one a line), ordered, opened below their rows for name,
 * key, colour and description, merged, removed.
 */
#define SCH_TYPE_VALUE_LIST (sch_value_list_get_type ())
G_DECLARE_FINAL_TYPE (SchValueList, sch_value_list, SCH, VALUE_LIST, GtkWidget)

/* @place: the attribute */
GtkWidget *sch_value_list_new (SchWorkspace *workspace, const SchSchemePlace *place);
void sch_value_list_set_attribute (SchValueList *self, const SchAttribute *attribute);
/* The attribute becomes this type together with its first value, as one step. */
void sch_value_list_set_pending_type (SchValueList *self, const char *type);
void sch_value_list_focus_add (SchValueList *self);

G_END_DECLS
