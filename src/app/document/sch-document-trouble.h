/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchDocumentTrouble:
 *
 * Says why the document on show cannot be shown, and offers what can be done: a converted copy where it is in
 * another encoding, its folder, or trying again.
 */
#define SCH_TYPE_DOCUMENT_TROUBLE (sch_document_trouble_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentTrouble, sch_document_trouble, SCH, DOCUMENT_TROUBLE, GtkWidget)

GtkWidget *sch_document_trouble_new (void);
void sch_document_trouble_set_workspace (SchDocumentTrouble *self, SchWorkspace *workspace);
/* Looks at the workspace's load error and the file anew. */
void sch_document_trouble_update (SchDocumentTrouble *self);

G_END_DECLS
