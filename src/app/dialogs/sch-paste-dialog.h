/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchPasteDialog: a text becomes a new document: what it says about itself is filled in, its file name
 * follows the title until the person types another one.
 *
 * Signal "added" (const char *path): the document is there and listed.
 */
#define SCH_TYPE_PASTE_DIALOG (sch_paste_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SchPasteDialog, sch_paste_dialog, SCH, PASTE_DIALOG, AdwWindow)

/* @text: (nullable): NULL asks for one. @older: (nullable): of which it is a new version. */
SchPasteDialog *sch_paste_dialog_show (GtkWindow *parent, SchWorkspace *workspace, const char *text,
                                       SchDocument *older);

G_END_DECLS
