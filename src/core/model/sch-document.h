/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

/**
 * SchDocument:
 *
 * A document of the corpus as the list of documents shows it: a file, its metadata, and a summary
 * of its annotations in the corpus's active layer. Its text is loaded on demand.
 *
 * Properties (read-only, notify): "path", "title" (metadata's, else the file name), "problem"
 * (why it cannot be opened, or NULL), "status" (SchStatus as int), "n-spans" (uint; G_MAXUINT =
 * not counted yet), "n-problems" (uint), "n-doubts" (uint), "subtitle" (outlet and date, or "").
 */
#define SCH_TYPE_DOCUMENT (sch_document_get_type ())
G_DECLARE_FINAL_TYPE (SchDocument, sch_document, SCH, DOCUMENT, GObject)

const char *sch_document_get_path (SchDocument *self);
const char *sch_document_get_title (SchDocument *self);
const char *sch_document_get_subtitle (SchDocument *self);
const char *sch_document_get_problem (SchDocument *self);
/* Annotated, but its file is not there. */
gboolean sch_document_is_missing (SchDocument *self);
const char *sch_document_get_file_name (SchDocument *self); /* absolute, file system encoding */
guint64 sch_document_get_size (SchDocument *self);
SchStatus sch_document_get_status (SchDocument *self);
guint sch_document_get_n_spans (SchDocument *self);
guint sch_document_get_n_problems (SchDocument *self);
guint sch_document_get_n_doubts (SchDocument *self);
/* When its annotations in the active layer were last changed, seconds since 1970; 0 = never. */
gint64 sch_document_get_changed (SchDocument *self);
SchTree *sch_document_get_metadata (SchDocument *self); /* (nullable) */
/* Another number after a change of its path or metadata. */
guint sch_document_get_version (SchDocument *self);
/* "ltr", "rtl" or "" from the metadata; language or "" */
const char *sch_document_get_direction (SchDocument *self);
const char *sch_document_get_language (SchDocument *self);

G_END_DECLS
