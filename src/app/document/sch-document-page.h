/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-document-view.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchDocumentPage: the document of a workspace, with its spans, to read and annotate.
 */
#define SCH_TYPE_DOCUMENT_PAGE (sch_document_page_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentPage, sch_document_page, SCH, DOCUMENT_PAGE, GtkWidget)

GtkWidget *sch_document_page_new (SchWorkspace *workspace);
/* Zoom in steps; 0 resets. */
void sch_document_page_zoom (SchDocumentPage *self, int steps);
SchDocumentView *sch_document_page_get_view (SchDocumentPage *self);
void sch_document_page_focus_text (SchDocumentPage *self);
/* Brings a range into view; caret and selection stay. */
void sch_document_page_show_range (SchDocumentPage *self, guint char_start, guint char_end);
/* FALSE where no text is selected: then both ends are the caret's place. */
gboolean sch_document_page_get_selection (SchDocumentPage *self, SchRange *range);

G_END_DECLS
