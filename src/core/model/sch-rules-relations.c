/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks that are about relations: how many a span has, and where each may start and end. */

#include <glib/gi18n-lib.h>

#include "sch-rules.h"

/* A relation whose other end is gone does not count. */
static guint
count_relations (const SchRuleContext *context, const SchRule *rule, SchSpan *span)
{
  const SchRelationType *type = sch_scheme_get_relation_type (context->scheme, rule->relation);
  GPtrArray *relations = sch_layer_document_get_relations_of (context->document, span->record.id);
  guint n = 0;

  for (guint i = 0; relations && i < relations->len; i++)
    {
      SchRelation *relation = relations->pdata[i];
      gboolean starts_here = g_str_equal (relation->from, span->record.id);
      gboolean ends_here = g_str_equal (relation->to, span->record.id);
      const char *other = starts_here ? relation->to : relation->from;

      if (sch_scheme_get_relation_type (context->scheme, relation->type) != type)
        continue;
      if (!(rule->at_from ? starts_here : ends_here) && !type->symmetric)
        continue;
      if (sch_layer_document_get_span (context->document, other))
        n++;
    }
  return n;
}

/**
 * sch_rules_check_count:
 *
 * Returns: (transfer full) (nullable): the problem that the span has fewer or more relations than
 *   the rule asks for
 */
SchProblem *
sch_rules_check_count (const SchRuleContext *context, const SchRule *rule, SchSpan *span)
{
  guint n = count_relations (context, rule, span);

  if (n >= rule->min && (rule->max == 0 || n <= rule->max))
    return NULL;
  return sch_rules_make_problem (context, rule, span, NULL);
}

static void
add_relation_problem (const SchRuleContext *context, SchRelation *relation, SchSpan *place,
                      const char *rule, SchSeverity severity, const char *message,
                      GPtrArray *problems)
{
  g_ptr_array_add (problems,
                   sch_problem_new (rule, severity, message, place ? place->record.id : NULL,
                                    relation->record.id, place,
                                    sch_layer_document_get_text (context->document)));
}

static void
check_ends (const SchRuleContext *context, SchRelation *relation, const SchRelationType *type,
            SchSpan *from, SchSpan *to, GPtrArray *problems)
{
  const SchLabel *from_label = sch_scheme_get_label (context->scheme, from->label);
  const SchLabel *to_label = sch_scheme_get_label (context->scheme, to->label);
  g_autofree char *message = NULL;

  /* An unknown label is a problem of its own. */
  if (!from_label || !to_label ||
      sch_relation_type_allows (type, context->scheme, from->label, to->label))
    return;
  /* Translators: a relation, and the labels of both of its ends. */
  message = g_strdup_printf (_ ("“%s” cannot lead from “%s” to “%s”"), type->name, from_label->name,
                             to_label->name);
  add_relation_problem (context, relation, from, "relation-ends", SCH_SEVERITY_ERROR, message,
                        problems);
}

static void
check_type (const SchRuleContext *context, SchRelation *relation, const SchRelationType *type,
            SchSpan *place, GPtrArray *problems)
{
  g_autofree char *message = NULL;

  if (!type)
    {
      message = g_strdup_printf (_ ("The relation “%s” is not in the scheme"), relation->type);
      add_relation_problem (context, relation, place, "unknown-relation", SCH_SEVERITY_ERROR,
                            message, problems);
    }
  else if (type->retired)
    {
      message = g_strdup_printf (_ ("The relation “%s” is no longer in use"), type->name);
      add_relation_problem (context, relation, place, "unknown-relation", SCH_SEVERITY_INFO,
                            message, problems);
    }
}

static gboolean
matches_any (SchScheme *scheme, char **names, const SchLabel *label)
{
  for (guint i = 0; names[i]; i++)
    if (sch_scheme_label_matches (scheme, names[i], label))
      return TRUE;
  return !names[0];
}

static gboolean
ends_fit (const SchRule *rule, SchScheme *scheme, const SchRelationType *type, const SchLabel *from,
          const SchLabel *to)
{
  if (matches_any (scheme, rule->from, from) && matches_any (scheme, rule->to, to))
    return TRUE;
  return type->symmetric && matches_any (scheme, rule->from, to) &&
         matches_any (scheme, rule->to, from);
}

/* The whole units (sentences or paragraphs) that a span touches. */
static SchRange
get_units (const SchRuleContext *context, SchReach reach, SchSpan *span, SchText *text)
{
  guint n_chars = sch_text_get_char_count (text);
  guint start = MIN (sch_span_get_start (span), n_chars);
  guint end = MIN (MAX (sch_span_get_end (span), start + 1), n_chars);
  guint last = end > start ? end - 1 : start;
  SchRange units = { start, end };
  guint ignored;

  if (reach == SCH_REACH_PARAGRAPH)
    {
      units.start = sch_text_get_line_start (text, sch_text_line_at (text, start));
      units.end = sch_text_get_line_end (text, sch_text_line_at (text, last), TRUE);
    }
  else if (context->segmenter)
    {
      sch_segmenter_sentence_at (context->segmenter, start, &units.start, &ignored);
      sch_segmenter_sentence_at (context->segmenter, last, &ignored, &units.end);
    }
  return units;
}

/* A span of several sentences is near to what is in any of them. */
static gboolean
is_near (const SchRuleContext *context, SchReach reach, SchSpan *from, SchSpan *to)
{
  SchText *text = sch_layer_document_get_text (context->document);
  SchRange a, b;

  if (reach == SCH_REACH_DOCUMENT || !text)
    return TRUE;
  a = get_units (context, reach, from, text);
  b = get_units (context, reach, to, text);
  return a.start < b.end && b.start < a.end;
}

static void
check_rules (const SchRuleContext *context, SchRelation *relation, const SchRelationType *type,
             SchSpan *from, SchSpan *to, GPtrArray *problems)
{
  GPtrArray *rules = sch_scheme_get_rules (context->scheme);
  const SchLabel *from_label = sch_scheme_get_label (context->scheme, from->label);
  const SchLabel *to_label = sch_scheme_get_label (context->scheme, to->label);

  for (guint i = 0; from_label && to_label && i < rules->len; i++)
    {
      const SchRule *rule = rules->pdata[i];
      g_autofree char *message = NULL;

      if (rule->kind != SCH_RULE_RELATION ||
          sch_scheme_get_relation_type (context->scheme, rule->relation) != type ||
          !sch_rule_is_met (rule, NULL, relation->record.attributes))
        continue;
      if (!ends_fit (rule, context->scheme, type, from_label, to_label))
        message = g_strdup (rule->message);
      else if (is_near (context, rule->reach, from, to))
        continue;
      else
        message = rule->is_own_message ? g_strdup (rule->message)
                                       : sch_rule_dup_reach_message (rule, context->scheme);
      add_relation_problem (context, relation, from, rule->id, rule->severity, message, problems);
    }
}

/**
 * sch_rules_check_relation:
 * @problems: (element-type SchProblem): appended to
 *
 * Checks one relation: that both ends are there, that its type is known and allows them, and the
 * scheme's rules.
 */
void
sch_rules_check_relation (const SchRuleContext *context, SchRelation *relation, GPtrArray *problems)
{
  const SchRelationType *type = sch_scheme_get_relation_type (context->scheme, relation->type);
  SchSpan *from = sch_layer_document_get_span (context->document, relation->from);
  SchSpan *to = sch_layer_document_get_span (context->document, relation->to);
  SchSpan *place = from ? from : to;

  if (!from || !to)
    {
      g_autofree char *message = g_strdup_printf (
          _ ("The relation “%s” leads to a span that does not exist: “%s”"),
          type ? type->name : relation->type, from ? relation->to : relation->from);

      add_relation_problem (context, relation, place, "dangling-relation", SCH_SEVERITY_ERROR,
                            message, problems);
    }
  check_type (context, relation, type, place, problems);
  if (type && from && to)
    {
      check_ends (context, relation, type, from, to, problems);
      check_rules (context, relation, type, from, to, problems);
    }
}
