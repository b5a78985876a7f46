/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchBulkForm: what several selected spans have in common, and what can be done to all of them.
 */
#define SCH_TYPE_BULK_FORM (sch_bulk_form_get_type ())
G_DECLARE_FINAL_TYPE (SchBulkForm, sch_bulk_form, SCH, BULK_FORM, GtkWidget)

void sch_bulk_form_set_workspace (SchBulkForm *self, SchWorkspace *workspace);

G_END_DECLS
