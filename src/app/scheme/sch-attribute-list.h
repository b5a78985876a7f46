/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme-draft.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchAttributeList: the attributes of a label, a relation type, the documents or a kind of cluster:
 * added, ordered, opened below their rows, removed. Every gesture is one step.
 */
#define SCH_TYPE_ATTRIBUTE_LIST (sch_attribute_list_get_type ())
G_DECLARE_FINAL_TYPE (SchAttributeList, sch_attribute_list, SCH, ATTRIBUTE_LIST, GtkWidget)

/* @list: one of the SCH_PART_…_ATTRIBUTE, without an id; @name: of the list, for screen readers */
GtkWidget *sch_attribute_list_new (SchWorkspace *workspace, const SchSchemePlace *list,
                                   const char *name);
/* Opens an attribute, as a click on its row does. */
void sch_attribute_list_open (SchAttributeList *self, const char *id);

G_END_DECLS
