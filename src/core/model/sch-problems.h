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
 * @span: (nullable): id of the span concerned; of a relation's problem: the end where it shows
 * @relation: (nullable): id of the relation concerned
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

/* @place: the span (or the relation's end) where it shows, or NULL. */
SchProblem *sch_problem_new (const char *rule, SchSeverity severity, const char *message,
                             const char *span, const char *relation, const SchSpan *place,
                             SchText *text);
int sch_problem_compare (SchProblem *a, SchProblem *b);
gboolean sch_problem_equal (SchProblem *a, SchProblem *b);

/**
 * SchProblemList: the problems of one layer document as a GListModel of SchProblem in document
 * order, kept up to date at the cost of the spans that an edit touches. Ignored ones are left out.
 */
#define SCH_TYPE_PROBLEM_LIST (sch_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (SchProblemList, sch_problem_list, SCH, PROBLEM_LIST, GObject)

/* Tells whether a cluster exists in the document's layer; NULL = do not check. */
typedef gboolean (*SchClusterExists) (const char *cluster, gpointer data);

SchProblemList *sch_problem_list_new (SchLayerDocument *document, SchScheme *scheme,
                                      SchClusterExists exists, gpointer data);

/* To be called when a cluster of the layer was made or removed: checks its members again. */
void sch_problem_list_cluster_changed (SchProblemList *self, const char *cluster);
/* Checks everything again. */
void sch_problem_list_refresh (SchProblemList *self);

G_END_DECLS
