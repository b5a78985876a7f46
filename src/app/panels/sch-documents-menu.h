/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchDocumentsMenu: the context menu of a row of documents, and what it does. Its actions are in the
 * group "document" of @parent; some of them are the window's, for the document of the row.
 */
#define SCH_TYPE_DOCUMENTS_MENU (sch_documents_menu_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentsMenu, sch_documents_menu, SCH, DOCUMENTS_MENU, GObject)

/* @popover: of @parent, with the menu */
SchDocumentsMenu *sch_documents_menu_new (GtkWidget *parent, GtkPopover *popover);
void sch_documents_menu_set_workspace (SchDocumentsMenu *self, SchWorkspace *workspace);
/* @x, @y: within @row */
void sch_documents_menu_popup (SchDocumentsMenu *self, GtkWidget *row, SchDocument *document,
                               double x, double y);

G_END_DECLS
