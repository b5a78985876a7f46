/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchCopyDialog: what of another scheme is copied into that of the corpus: labels, relations, rules, attributes
 * of documents. What is here already cannot be copied once more. One step.
 */
#define SCH_TYPE_COPY_DIALOG (sch_copy_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SchCopyDialog, sch_copy_dialog, SCH, COPY_DIALOG, AdwWindow)

SchCopyDialog *sch_copy_dialog_new (GtkWindow *parent, SchWorkspace *workspace);

G_END_DECLS
