/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-problems.h"

G_BEGIN_DECLS

/* What the checks of one record look at. */
typedef struct
{
  SchLayerDocument *document;
  SchScheme *scheme;
  SchSegmenter *segmenter; /* (nullable): where sch_rules_need_segmenter() and there is a text */
  SchClusterExists exists; /* (nullable) */
  gpointer data;
} SchRuleContext;

/* Both append to @problems, of SchProblem. */
void sch_rules_check_span (const SchRuleContext *context, SchSpan *span, GPtrArray *problems);
void sch_rules_check_relation (const SchRuleContext *context, SchRelation *relation,
                               GPtrArray *problems);

/* Whether there is a text and all ranges lie within it. */
gboolean sch_rules_is_in_text (const SchRuleContext *context, const SchSpan *span);
/* Whether a rule looks at words or sentences. */
gboolean sch_rules_need_segmenter (SchScheme *scheme);
/* Whether a rule looks at the spans that overlap a span. */
gboolean sch_rules_look_around (SchScheme *scheme);
/* (transfer full) (element-type utf8): ids of the spans whose places may be checked against that of
 * @span, which need not be in the document (any more), without its own. */
GPtrArray *sch_rules_list_neighbours (const SchRuleContext *context, SchSpan *span);

/* Of one rule: (transfer full) (nullable): what is wrong. */
SchProblem *sch_rules_check_count (const SchRuleContext *context, const SchRule *rule,
                                   SchSpan *span);
SchProblem *sch_rules_check_places (const SchRuleContext *context, const SchRule *rule,
                                    SchSpan *span, const SchLabel *label);
SchProblem *sch_rules_check_marks (const SchRuleContext *context, const SchRule *rule,
                                   SchSpan *span);
SchProblem *sch_rules_check_words (const SchRuleContext *context, const SchRule *rule,
                                   SchSpan *span);
SchProblem *sch_rules_make_problem (const SchRuleContext *context, const SchRule *rule,
                                    SchSpan *span, const char *message);

G_END_DECLS
