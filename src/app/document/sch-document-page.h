/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-document-view.h"
#include "sch-keymap.h"
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
/* Reading mode: the text is for reading only. */
gboolean sch_document_page_is_reading (SchDocumentPage *self);
void sch_document_page_set_reading (SchDocumentPage *self, gboolean reading);
/* Brings a range into view; caret and selection stay. */
void sch_document_page_show_range (SchDocumentPage *self, guint char_start, guint char_end);
/* FALSE where no text is selected: then both ends are the caret's place. */
gboolean sch_document_page_get_selection (SchDocumentPage *self, SchRange *range);

/* What the keys depend on: #SchSituation. */
guint sch_document_page_get_situation (SchDocumentPage *self);
/* What a key that was pressed in the window means, by its place too. */
void sch_document_page_read_press (SchDocumentPage *self, GtkEventController *controller,
                                   guint keyval, guint keycode, GdkModifierType state,
                                   SchKeyPress *press);
/* For the selected span; each says what is missing where there is none. */
void sch_document_page_begin_resize (SchDocumentPage *self);
void sch_document_page_begin_link (SchDocumentPage *self);
void sch_document_page_set_own (SchDocumentPage *self);
void sch_document_page_join_cluster (SchDocumentPage *self);
void sch_document_page_merge_spans (SchDocumentPage *self);
/* Selects a span (NULL: none) and brings the range into view, with the caret. */
void sch_document_page_go_to (SchDocumentPage *self, const char *span, guint char_start,
                              guint char_end);
/* Where the person is: the start of the selected span, else the caret. */
guint sch_document_page_get_place (SchDocumentPage *self);
/* How many spans are behind: from where the next one is looked for. */
guint sch_document_page_get_rank (SchDocumentPage *self);
/* At the caret. */
void sch_document_page_show_here (SchDocumentPage *self);

G_END_DECLS
