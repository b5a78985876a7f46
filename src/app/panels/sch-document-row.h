/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-document.h"

G_BEGIN_DECLS

/**
 * SchDocumentRow: a document in the list of documents; follows its changes.
 */
#define SCH_TYPE_DOCUMENT_ROW (sch_document_row_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentRow, sch_document_row, SCH, DOCUMENT_ROW, GtkWidget)

GtkWidget *sch_document_row_new (void);
/* @document: (nullable) */
void sch_document_row_set_document (SchDocumentRow *self, SchDocument *document);
/* The list item is named "TITLE, STATUS". */
void sch_document_row_name_item (GtkWidget *item, SchDocument *document);
SchDocument *sch_document_row_get_document (SchDocumentRow *self);

const char *sch_document_row_get_status_name (SchStatus status);
/* Name of an icon and of a CSS class for a status. */
const char *sch_document_row_get_status_icon (SchStatus status);
const char *sch_document_row_get_status_class (SchStatus status);

G_END_DECLS
