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
 * @other: (nullable): id of the other span, where a rule compares places
 * @ranges: where the span might be instead; none where nothing can be proposed
 * @char_start, @char_end: code points; line, column: from 1, of char_start
 */
#define SCH_TYPE_PROBLEM (sch_problem_get_type ())
G_DECLARE_FINAL_TYPE (SchProblem, sch_problem, SCH, PROBLEM, GObject)

const char *sch_problem_get_rule (SchProblem *self);
const char *sch_problem_get_message (SchProblem *self);
const char *sch_problem_get_span (SchProblem *self);
const char *sch_problem_get_relation (SchProblem *self);
SchSeverity sch_problem_get_severity (SchProblem *self);
const char *sch_problem_get_other (SchProblem *self);
const SchRange *sch_problem_get_ranges (SchProblem *self, guint *n_ranges);
guint sch_problem_get_char_start (SchProblem *self);
guint sch_problem_get_char_end (SchProblem *self);
guint sch_problem_get_line (SchProblem *self);
guint sch_problem_get_column (SchProblem *self);

/* @place: the span (or the relation's end) where it shows, or NULL. */
SchProblem *sch_problem_new (const char *rule, SchSeverity severity, const char *message,
                             const char *span, const char *relation, const SchSpan *place,
                             SchText *text);
/* Only by who makes it. */
void sch_problem_set_other (SchProblem *self, const char *other);
void sch_problem_set_ranges (SchProblem *self, const SchRange *ranges, guint n_ranges);
int sch_problem_compare (SchProblem *a, SchProblem *b);
gboolean sch_problem_equal (SchProblem *a, SchProblem *b);

/**
 * SchProblemList: the problems of one layer document as a GListModel of SchProblem in document
 * order, kept up to date at the cost of the spans that an edit touches and of those that overlap
 * them. Ignored ones are left out.
 *
 * Signals:
 * - "busy-changed": see sch_problem_list_is_busy()
 */
#define SCH_TYPE_PROBLEM_LIST (sch_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (SchProblemList, sch_problem_list, SCH, PROBLEM_LIST, GObject)

/* Tells whether a cluster exists in the document's layer; NULL = do not check. */
typedef gboolean (*SchClusterExists) (const char *cluster, gpointer data);

SchProblemList *sch_problem_list_new_full (SchLayerDocument *document, SchScheme *scheme,
                                           const char *language, gboolean in_steps,
                                           SchClusterExists exists, gpointer data);
SchProblemList *sch_problem_list_new (SchLayerDocument *document, SchScheme *scheme,
                                      SchClusterExists exists, gpointer data);

/* To be called when a cluster of the layer was made or removed: checks its members again. */
void sch_problem_list_cluster_changed (SchProblemList *self, const char *cluster);
void sch_problem_list_set_scheme (SchProblemList *self, SchScheme *scheme, const char *language);
gboolean sch_problem_list_is_busy (SchProblemList *self);
/* Checks everything again. */
void sch_problem_list_refresh (SchProblemList *self);

G_END_DECLS
