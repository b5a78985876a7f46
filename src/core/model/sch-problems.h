/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-layer-document.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchProblem: a place where the annotations break a rule.
 * @rule: id of the scheme's rule, or one of the built-in ones: "range", "text", "dangling-relation",
 *   "dangling-cluster", "unknown-label", "unknown-relation", "relation-ends", "attribute-value",
 *   "attribute-required"
 * @span: (nullable): id of the span (or @relation of the relation) concerned
 * @char_start, @char_end: code points; line, column: from 1, of char_start
 */
#define SCH_TYPE_PROBLEM (sch_problem_get_type ())
G_DECLARE_FINAL_TYPE (SchProblem, sch_problem, SCH, PROBLEM, GObject)

const char *sch_problem_get_rule (SchProblem *self);
const char *sch_problem_get_message (SchProblem *self);
const char *sch_problem_get_span (SchProblem *self);
const char *sch_problem_get_relation (SchProblem *self);
SchSeverity sch_problem_get_severity (SchProblem *self);
guint sch_problem_get_char_start (SchProblem *self);
guint sch_problem_get_char_end (SchProblem *self);
guint sch_problem_get_line (SchProblem *self);
guint sch_problem_get_column (SchProblem *self);

/**
 * SchProblemList: the problems of one layer document as a GListModel of SchProblem in document
 * order, kept up to date at the cost of the spans that an edit touches. Ignored ones are left out.
 */
#define SCH_TYPE_PROBLEM_LIST (sch_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (SchProblemList, sch_problem_list, SCH, PROBLEM_LIST, GObject)

/* Tells whether a cluster exists in the document's layer; NULL = do not check. */
typedef gboolean (*SchClusterExists) (const char *cluster, gpointer data);

SchProblemList *sch_problem_list_new (SchLayerDocument *document, SchScheme *scheme, SchClusterExists exists, gpointer data);

G_END_DECLS
