/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchRelationForm: one type of relations: name, colour, what its ends may be, attributes; retire, merge,
 * delete.
 */
#define SCH_TYPE_RELATION_FORM (sch_relation_form_get_type ())
G_DECLARE_FINAL_TYPE (SchRelationForm, sch_relation_form, SCH, RELATION_FORM, GtkWidget)

GtkWidget *sch_relation_form_new (SchWorkspace *workspace, const char *id);
/* Shows the scheme as it is. */
void sch_relation_form_refresh (SchRelationForm *self);
void sch_relation_form_open_attribute (SchRelationForm *self, const char *attribute);

G_END_DECLS
