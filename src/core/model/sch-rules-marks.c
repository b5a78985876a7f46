/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check that quotation marks or brackets in a span are paired, and the ranges that would mend
 * it: with a mark that stands just outside the span, or without one at its edge. */

#include <glib/gi18n-lib.h>

#include "sch-marks.h"
#include "sch-rules.h"

static gboolean
is_paired (SchText *text, const SchRange *ranges, guint n_ranges, SchMarks marks)
{
  guint ignored;

  return !sch_marks_find_single (text, ranges, n_ranges, marks, &ignored);
}

/* Moves both ends; @start: < 0 = earlier; @end: > 0 = later. */
static gboolean
move_ends (SchText *text, const SchSpan *span, int start, int end, SchRange *ranges)
{
  SchRange *first = &ranges[0];
  SchRange *last = &ranges[span->n_ranges - 1];
  guint n_chars = sch_text_get_char_count (text);

  for (guint i = 0; i < span->n_ranges; i++)
    ranges[i] = span->ranges[i];
  if ((start < 0 && first->start == 0) || (end > 0 && last->end + end > n_chars) ||
      (end < 0 && last->end == last->start))
    return FALSE;
  /* Beyond one character only a full stop or the like is taken in, no part of a word. */
  if (end > 1 && !g_unichar_ispunct (sch_text_get_char (text, last->end)))
    return FALSE;
  first->start += start;
  last->end += end;
  return first->start < first->end && last->start < last->end;
}

static void
propose (SchProblem *problem, SchText *text, const SchSpan *span, SchMarks marks)
{
  static const int moves[][2] = { { 0, 1 }, { -1, 0 }, { -1, 1 }, { 0, 2 },
                                  { 1, 0 }, { 0, -1 }, { 1, -1 } };
  g_autofree SchRange *ranges = g_new (SchRange, span->n_ranges);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (move_ends (text, span, moves[i][0], moves[i][1], ranges) &&
        is_paired (text, ranges, span->n_ranges, marks))
      {
        sch_problem_set_ranges (problem, ranges, span->n_ranges);
        return;
      }
}

/**
 * sch_rules_check_marks:
 *
 * Returns: (transfer full) (nullable): the problem that a mark in the span has no partner there
 */
SchProblem *
sch_rules_check_marks (const SchRuleContext *context, const SchRule *rule, SchSpan *span)
{
  SchText *text = sch_layer_document_get_text (context->document);
  g_autofree char *message = NULL;
  char mark[7] = "";
  SchProblem *problem;
  guint place;

  if (!sch_rules_is_in_text (context, span) ||
      !sch_marks_find_single (text, span->ranges, span->n_ranges, rule->marks, &place))
    return NULL;
  g_unichar_to_utf8 (sch_text_get_char (text, place), mark);
  /* Translators: a quotation mark or bracket. */
  message = g_strdup_printf (_ ("The mark %s has no partner"), mark);
  problem = sch_rules_make_problem (context, rule, span, message);
  propose (problem, text, span, rule->marks);
  return problem;
}
