/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchLabelAdder: asks for the name of a new label, at a button.
 *
 * Signal "added" (string): the id of the label that was added
 */
#define SCH_TYPE_LABEL_ADDER (sch_label_adder_get_type ())
G_DECLARE_FINAL_TYPE (SchLabelAdder, sch_label_adder, SCH, LABEL_ADDER, GtkPopover)

GtkWidget *sch_label_adder_new (SchWorkspace *workspace);
/* @beside: (nullable): the label after which the new one comes */
void sch_label_adder_set_beside (SchLabelAdder *self, const char *beside);

G_END_DECLS
