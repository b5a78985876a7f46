/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check that a span begins and ends where words of its language do, each range by itself. */

#include "sch-rules.h"

gboolean
sch_rules_need_segmenter (SchScheme *scheme)
{
  GPtrArray *rules = sch_scheme_get_rules (scheme);

  for (guint i = 0; i < rules->len; i++)
    {
      const SchRule *rule = rules->pdata[i];

      if (rule->kind == SCH_RULE_WHOLE_WORDS ||
          (rule->kind == SCH_RULE_RELATION && rule->reach == SCH_REACH_SENTENCE))
        return TRUE;
    }
  return FALSE;
}

/* Makes cut words whole; an end before what is no part of its word (’s) is a good one, and so is one
 * behind it. */
static SchRange
widen (SchSegmenter *segmenter, const SchRange *range)
{
  SchRange wide = *range;
  guint start = range->start;
  guint after_start = start + 1;
  guint before_end = range->end - 1;
  guint end = range->end;

  if (range->start == range->end)
    return wide;
  if (sch_segmenter_snap (segmenter, &start, &after_start) && start < range->start)
    wide.start = start;
  if (sch_segmenter_snap (segmenter, &before_end, &end) && end > range->end)
    wide.end = end;
  return wide;
}

/**
 * sch_rules_check_words:
 *
 * Returns: (transfer full) (nullable): the problem that the span cuts a word, with ranges that do not
 */
SchProblem *
sch_rules_check_words (const SchRuleContext *context, const SchRule *rule, SchSpan *span)
{
  g_autofree SchRange *ranges = NULL;
  guint n_ranges = span->n_ranges;
  gboolean is_cut = FALSE;
  SchProblem *problem;

  if (!context->segmenter || !sch_rules_is_in_text (context, span))
    return NULL;
  ranges = g_new (SchRange, n_ranges);
  for (guint i = 0; i < n_ranges; i++)
    {
      ranges[i] = widen (context->segmenter, &span->ranges[i]);
      is_cut |= ranges[i].start != span->ranges[i].start || ranges[i].end != span->ranges[i].end;
    }
  if (!is_cut)
    return NULL;
  problem = sch_rules_make_problem (context, rule, span, NULL);
  if (sch_ranges_normalize (ranges, &n_ranges))
    sch_problem_set_ranges (problem, ranges, n_ranges);
  return problem;
}
