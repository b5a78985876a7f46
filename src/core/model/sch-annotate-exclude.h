/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-annotate.h"

G_BEGIN_DECLS

/**
 * SchExcludeLines:
 *
 * The lines of one annotation, looked for in all documents of its corpus: one document a step, so that
 * there can be progress and an end at any time. Nothing is changed before sch_exclude_lines_apply().
 * Left out are documents that are done (but the annotation's own), cannot be read or may not be changed, and
 * lines that have such an annotation already.
 */
typedef struct _SchExcludeLines SchExcludeLines;

SchExcludeLines *sch_exclude_lines_new (const SchAnnotator *who, const char *span, GError **error);
void sch_exclude_lines_free (SchExcludeLines *self);
/* FALSE when there is nothing left to look at. */
gboolean sch_exclude_lines_step (SchExcludeLines *self);
guint sch_exclude_lines_get_n_done (SchExcludeLines *self);
guint sch_exclude_lines_get_n_documents (SchExcludeLines *self);
/* Documents with such lines that were left out. */
guint sch_exclude_lines_get_n_skipped (SchExcludeLines *self);
/* Makes the annotations, in one step; @n_made: (out): how many, @n_in: (out): in how many documents */
gboolean sch_exclude_lines_apply (SchExcludeLines *self, guint *n_made, guint *n_in,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchExcludeLines, sch_exclude_lines_free)

G_END_DECLS
