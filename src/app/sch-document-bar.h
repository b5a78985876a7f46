/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchDocumentBar: the strip below the document: its status, which can be changed here, what was
 * announced last, and the way to the previous and the next document.
 */
#define SCH_TYPE_DOCUMENT_BAR (sch_document_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentBar, sch_document_bar, SCH, DOCUMENT_BAR, GtkWidget)

void sch_document_bar_set_workspace (SchDocumentBar *self, SchWorkspace *workspace);
/* Says to eye and ear what happened; it is taken away again after a while. */
void sch_document_bar_announce (SchDocumentBar *self, const char *text);

G_END_DECLS
