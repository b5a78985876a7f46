/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-page.h"

G_BEGIN_DECLS

/**
 * SchDocumentsPage: the attributes of documents and of clusters.
 */
#define SCH_TYPE_DOCUMENTS_PAGE (sch_documents_page_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentsPage, sch_documents_page, SCH, DOCUMENTS_PAGE, SchSchemePage)

G_END_DECLS
