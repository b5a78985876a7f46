/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document-page.h"

G_BEGIN_DECLS

/**
 * SchFindResults:
 *
 * Finding in all documents of the corpus: hits with their context, by document, as they are found.
 */
#define SCH_TYPE_FIND_RESULTS (sch_find_results_get_type ())
G_DECLARE_FINAL_TYPE (SchFindResults, sch_find_results, SCH, FIND_RESULTS, GtkWidget)

GtkWidget *sch_find_results_new (SchWorkspace *workspace, SchDocumentPage *page);
/* Ready for typing. @pattern: (nullable): what to look for; NULL = as before */
void sch_find_results_start (SchFindResults *self, const char *pattern);

G_END_DECLS
