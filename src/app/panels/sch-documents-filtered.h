/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-documents-order.h"

G_BEGIN_DECLS

/**
 * SchDocumentsFiltered: the documents of a list that pass the filter, in its order.
 *
 * A GListModel of #SchDocument, made for hundreds of thousands of them: what is searched is folded
 * once, and a new filter changes the list at once and in one step.
 */
#define SCH_TYPE_DOCUMENTS_FILTERED (sch_documents_filtered_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentsFiltered, sch_documents_filtered, SCH, DOCUMENTS_FILTERED,
                      GObject)

SchDocumentsFiltered *sch_documents_filtered_new (GListModel *model);
/* @needle: (nullable): case-folded; @kept: (nullable): passes all the same while nothing is searched */
void sch_documents_filtered_set (SchDocumentsFiltered *self, SchDocumentsFilter filter,
                                 const char *needle, SchDocument *kept);
/* G_MAXUINT where it is not in the list. */
guint sch_documents_filtered_find (SchDocumentsFiltered *self, SchDocument *document);

G_END_DECLS
