/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchChooseDialog: the schemes that came with the program and the person's own, each with its labels. One
 * is given to the corpus, see sch_scheme_adopt().
 */
#define SCH_TYPE_CHOOSE_DIALOG (sch_choose_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SchChooseDialog, sch_choose_dialog, SCH, CHOOSE_DIALOG, AdwWindow)

SchChooseDialog *sch_choose_dialog_new (GtkWindow *parent, SchWorkspace *workspace);

G_END_DECLS
