/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme-draft.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchValueForm: one value of a choice: name, key, colour, description; merge and delete.
 */
#define SCH_TYPE_VALUE_FORM (sch_value_form_get_type ())
G_DECLARE_FINAL_TYPE (SchValueForm, sch_value_form, SCH, VALUE_FORM, GtkWidget)

/* @place: the value */
GtkWidget *sch_value_form_new (SchWorkspace *workspace, const SchSchemePlace *place);
/* Shows the scheme as it is. */
void sch_value_form_refresh (SchValueForm *self);

G_END_DECLS
