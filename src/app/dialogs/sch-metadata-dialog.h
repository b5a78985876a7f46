/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchMetadataDialog: the properties of a document: its metadata, its attributes in the layer on show,
 * and its file. Everything that was changed is one step of the history.
 */
#define SCH_TYPE_METADATA_DIALOG (sch_metadata_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SchMetadataDialog, sch_metadata_dialog, SCH, METADATA_DIALOG, AdwWindow)

void sch_metadata_dialog_show (GtkWindow *parent, SchWorkspace *workspace, SchDocument *document);

G_END_DECLS
