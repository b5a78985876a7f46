/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document-row.h"

G_BEGIN_DECLS

/**
 * SchDocumentSlot: the place of a row in the list of documents. GTK makes some two hundred of them
 * around those that are seen; the row in it is made, or shows another document, when that is asked
 * for, because rows are dear.
 *
 * Signals:
 * - "wanted": it is on the screen and empty
 */
#define SCH_TYPE_DOCUMENT_SLOT (sch_document_slot_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentSlot, sch_document_slot, SCH, DOCUMENT_SLOT, GtkWidget)

GtkWidget *sch_document_slot_new (void);
/* @document: (nullable). The slot is empty then. */
void sch_document_slot_set_document (SchDocumentSlot *self, SchDocument *document);
SchDocument *sch_document_slot_get_document (SchDocumentSlot *self);
void sch_document_slot_fill (SchDocumentSlot *self);
gboolean sch_document_slot_is_filled (SchDocumentSlot *self);

G_END_DECLS
