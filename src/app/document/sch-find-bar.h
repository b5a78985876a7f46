/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document-page.h"

G_BEGIN_DECLS

/**
 * SchFindBar:
 *
 * Finding in the document on show: an entry with its options, the count, and tagging all hits at
 * once. The current hit is the selected text, so that a label's key tags it. What was looked for
 * stays while the bar is closed.
 */
#define SCH_TYPE_FIND_BAR (sch_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchFindBar, sch_find_bar, SCH, FIND_BAR, GtkWidget)

GtkWidget *sch_find_bar_new (SchWorkspace *workspace, SchDocumentPage *page);
/* Shows it, with the selected text as what is looked for, ready for typing. */
void sch_find_bar_open (SchFindBar *self);
void sch_find_bar_close (SchFindBar *self);
/* What was or would be looked for: the selected text, else what stands in the entry. */
char *sch_find_bar_dup_pattern (SchFindBar *self);
/* @direction: 1 next, -1 previous; also while it is closed. */
void sch_find_bar_step (SchFindBar *self, int direction);

G_END_DECLS
