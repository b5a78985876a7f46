/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document.h"

G_BEGIN_DECLS

SchDocument *sch_document_new (GRefString *root, const char *path, const char *file_name,
                               guint64 size, const char *problem);
void sch_document_set_metadata (SchDocument *self, SchTree *metadata);
void sch_document_set_missing (SchDocument *self, gboolean missing);
void sch_document_set_path (SchDocument *self, const char *path);
void sch_document_set_changed (SchDocument *self, gint64 seconds);
void sch_document_set_file (SchDocument *self, guint64 size, const char *problem);
void sch_document_set_summary (SchDocument *self, SchStatus status, guint n_spans, guint n_problems,
                               guint n_doubts);

G_END_DECLS
