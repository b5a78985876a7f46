/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-review.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/* A problem that is ignored, as an item of a list. */
#define SCH_TYPE_IGNORED_ITEM (sch_ignored_item_get_type ())
G_DECLARE_FINAL_TYPE (SchIgnoredItem, sch_ignored_item, SCH, IGNORED_ITEM, GObject)

SchIgnoredItem *sch_ignored_item_new (const SchIgnored *ignored);
const SchIgnored *sch_ignored_item_get (SchIgnoredItem *self);

/* Rows of problems and ignored problems; the row's buttons are its data "fix" and "button". */
GtkWidget *sch_problem_rows_make (void);
void sch_problem_rows_bind (GtkWidget *row, gpointer item, SchWorkspace *workspace);
/* (nullable): the span that a problem or ignored problem is about */
SchSpan *sch_problem_rows_find_span (SchWorkspace *workspace, gpointer item);
/* Appends the ids of all rules that can be broken, and their names. */
void sch_problem_rows_list_rules (SchScheme *scheme, GPtrArray *ids, GtkStringList *names);
/* Rows of documents with the number of their problems. */
GtkWidget *sch_problem_rows_make_document (void);
void sch_problem_rows_bind_document (GtkWidget *row, SchDocument *document);

G_END_DECLS
