/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchDocumentsPanel: the documents of the corpus, filtered; chooses the one on show.
 */
#define SCH_TYPE_DOCUMENTS_PANEL (sch_documents_panel_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentsPanel, sch_documents_panel, SCH, DOCUMENTS_PANEL, GtkWidget)

void sch_documents_panel_set_workspace (SchDocumentsPanel *self, SchWorkspace *workspace);
gboolean sch_documents_panel_focus_list (SchDocumentsPanel *self);

G_END_DECLS
