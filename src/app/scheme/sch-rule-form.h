/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchRuleForm: one rule: what it is about, what it asks for, when, and what it says.
 */
#define SCH_TYPE_RULE_FORM (sch_rule_form_get_type ())
G_DECLARE_FINAL_TYPE (SchRuleForm, sch_rule_form, SCH, RULE_FORM, GtkWidget)

GtkWidget *sch_rule_form_new (SchWorkspace *workspace, const SchRule *rule);
/* Shows the scheme as it is. */
void sch_rule_form_refresh (SchRuleForm *self);
/* At once, with Undo. */
void sch_rule_form_delete (SchWorkspace *workspace, const char *id);
/* (nullable) */
const SchRule *sch_rule_form_find (SchWorkspace *workspace, const char *id);

G_END_DECLS
