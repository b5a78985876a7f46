/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchCompareDialog: what another scheme has otherwise than that of the corpus; single differences can be taken
 * from it, each as one step.
 */
#define SCH_TYPE_COMPARE_DIALOG (sch_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SchCompareDialog, sch_compare_dialog, SCH, COMPARE_DIALOG, AdwWindow)

SchCompareDialog *sch_compare_dialog_new (GtkWindow *parent, SchWorkspace *workspace);

G_END_DECLS
