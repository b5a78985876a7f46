/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-document.h"

G_BEGIN_DECLS

/* In the order of the setting "documents-sort" and of the filter's choices. */
typedef enum
{
  SCH_DOCUMENTS_BY_NAME,
  SCH_DOCUMENTS_BY_TITLE,
  SCH_DOCUMENTS_BY_STATUS,
  SCH_DOCUMENTS_BY_ANNOTATIONS,
  SCH_DOCUMENTS_BY_PUBLISHED,
  SCH_DOCUMENTS_BY_CHANGED,
} SchDocumentsSort;

typedef enum
{
  SCH_DOCUMENTS_ALL,
  SCH_DOCUMENTS_TODO,
  SCH_DOCUMENTS_IN_PROGRESS,
  SCH_DOCUMENTS_QUESTION,
  SCH_DOCUMENTS_DONE,
  SCH_DOCUMENTS_WITH_PROBLEMS,
  SCH_DOCUMENTS_WITH_DOUBTS,
} SchDocumentsFilter;

/* (transfer full) (nullable): NULL = the list's own order, by path */
GtkSorter *sch_documents_order_new (SchDocumentsSort sort, gboolean descending);
gboolean sch_documents_filter_matches (SchDocumentsFilter filter, SchDocument *document);
/* What is searched in a document, case-folded. */
char *sch_documents_dup_search_key (SchDocument *document);

G_END_DECLS
