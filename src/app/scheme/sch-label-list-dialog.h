/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchLabelListDialog: labels from a list that was written elsewhere. What they will be is shown while one types,
 * with what was not understood, line by line.
 */
#define SCH_TYPE_LABEL_LIST_DIALOG (sch_label_list_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SchLabelListDialog, sch_label_list_dialog, SCH, LABEL_LIST_DIALOG, AdwWindow)

SchLabelListDialog *sch_label_list_dialog_new (GtkWindow *parent, SchWorkspace *workspace);

G_END_DECLS
