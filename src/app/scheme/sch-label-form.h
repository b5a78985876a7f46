/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchLabelForm: all that a label is, to be changed. Each change is one step.
 */
#define SCH_TYPE_LABEL_FORM (sch_label_form_get_type ())
G_DECLARE_FINAL_TYPE (SchLabelForm, sch_label_form, SCH, LABEL_FORM, GtkWidget)

GtkWidget *sch_label_form_new (SchWorkspace *workspace);
/* @id: (nullable): the label as it is now. What is typed for another one becomes a step first. */
void sch_label_form_show (SchLabelForm *self, const char *id);
/* Opens one of its attributes. */
void sch_label_form_open_attribute (SchLabelForm *self, const char *id);
void sch_label_form_flush (SchLabelForm *self);
/* Its name, selected, so that typing replaces it. */
void sch_label_form_focus_name (SchLabelForm *self);

G_END_DECLS
