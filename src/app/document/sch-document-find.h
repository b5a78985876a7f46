/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "sch-find.h"

G_BEGIN_DECLS

/* After how many hits a search ends. */
#define SCH_DOCUMENT_FIND_MAX_HITS 100000u

/**
 * SchDocumentFind:
 *
 * A search through one text: at once for some milliseconds, then while the window is idle.
 *
 * Signals:
 * - "found": there may be more hits than before
 * - "ended" (GError *error): there is nothing left to do; the error, if any, says why too early
 */
#define SCH_TYPE_DOCUMENT_FIND (sch_document_find_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentFind, sch_document_find, SCH, DOCUMENT_FIND, GObject)

SchDocumentFind *sch_document_find_new (void);
/* Forgets what was found before. @query, @text: (nullable): NULL = nothing; @segmenter: (transfer full) (nullable) */
void sch_document_find_start (SchDocumentFind *self, SchFindQuery *query, SchText *text,
                              SchSegmenter *segmenter);
/* Whether something is looked for. */
gboolean sch_document_find_is_set (SchDocumentFind *self);
gboolean sch_document_find_is_searching (SchDocumentFind *self);
/* Whether there are more hits than were taken. */
gboolean sch_document_find_is_cut (SchDocumentFind *self);
SchText *sch_document_find_get_text (SchDocumentFind *self);
/* (element-type SchRange): so far; another array after each start */
GArray *sch_document_find_get_hits (SchDocumentFind *self);
/* The hits without the blanks around them. */
GArray *sch_document_find_list_ranges (SchDocumentFind *self);

G_END_DECLS
