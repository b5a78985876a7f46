/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchAnnotateAll:
 *
 * The side page on which the other places of an annotation's text are looked through before they are
 * annotated like it.
 *
 * Signals:
 * - "show-place" (uint char_start, uint char_end): bring this part of the document on show into view
 * - "close": the page has done its work, or has none any more
 */
#define SCH_TYPE_ANNOTATE_ALL (sch_annotate_all_get_type ())
G_DECLARE_FINAL_TYPE (SchAnnotateAll, sch_annotate_all, SCH, ANNOTATE_ALL, GtkWidget)

GtkWidget *sch_annotate_all_new (SchWorkspace *workspace);
/* @source: of the document on show; one that is not there yet is made with the others */
void sch_annotate_all_start (SchAnnotateAll *self, SchSpan *source);
/* Looks in all documents too. */
void sch_annotate_all_extend (SchAnnotateAll *self);
void sch_annotate_all_apply (SchAnnotateAll *self);
/* Forgets the search, and goes back to where it began. */
void sch_annotate_all_leave (SchAnnotateAll *self);
/* (nullable): what is looked for */
SchSpan *sch_annotate_all_get_source (SchAnnotateAll *self);

G_END_DECLS
