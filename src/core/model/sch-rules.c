/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of one span; those of relations, of places and of the text are in files of their own.
 * They only look: at the record and the text under it, at the relations of a span, at the ends of a
 * relation, and (where sch_rules_look_around() says so) at the spans that overlap a span. The list
 * of problems relies on that to know which records a change concerns; a check that looks further
 * needs a change there, too. */

#include "sch-rules.h"

#include <glib/gi18n-lib.h>

/**
 * sch_rules_make_problem:
 * @message: (nullable): what is wrong here in particular; the rule's own message goes before it
 *
 * Returns: (transfer full): the problem of a span that breaks a rule of the scheme
 */
SchProblem *
sch_rules_make_problem (const SchRuleContext *context, const SchRule *rule, SchSpan *span,
                        const char *message)
{
  return sch_problem_new (rule->id, rule->severity,
                          message && !rule->is_own_message ? message : rule->message,
                          span->record.id, NULL, span,
                          sch_layer_document_get_text (context->document));
}

gboolean
sch_rules_is_in_text (const SchRuleContext *context, const SchSpan *span)
{
  SchText *text = sch_layer_document_get_text (context->document);

  for (guint i = 0; text && i < span->n_ranges; i++)
    if (span->ranges[i].start > span->ranges[i].end ||
        span->ranges[i].end > sch_text_get_char_count (text))
      return FALSE;
  return text != NULL;
}

static void
add_span_problem (const SchRuleContext *context, SchSpan *span, const char *rule,
                  SchSeverity severity, const char *message, GPtrArray *problems)
{
  g_ptr_array_add (problems, sch_problem_new (rule, severity, message, span->record.id, NULL, span,
                                              sch_layer_document_get_text (context->document)));
}

static void
check_range (const SchRuleContext *context, SchSpan *span, SchText *text, GPtrArray *problems)
{
  g_autofree char *covered = NULL;
  g_autofree char *message = NULL;
  guint n_chars = sch_text_get_char_count (text);

  for (guint i = 0; i < span->n_ranges; i++)
    if (span->ranges[i].end > n_chars || span->ranges[i].start > span->ranges[i].end)
      {
        message = g_strdup_printf (
            _ ("The range %u–%u is outside the text, which has %u characters"),
            span->ranges[i].start, span->ranges[i].end, n_chars);
        add_span_problem (context, span, "range", SCH_SEVERITY_ERROR, message, problems);
        return;
      }
  if (!span->text)
    return;
  covered = sch_span_dup_covered (span, text);
  if (g_strcmp0 (covered, span->text) == 0)
    return;
  message = g_strdup_printf (_ ("The text here is “%s”, but “%s” was annotated"), covered,
                             span->text);
  add_span_problem (context, span, "text", SCH_SEVERITY_ERROR, message, problems);
}

static void
check_clusters (const SchRuleContext *context, SchSpan *span, GPtrArray *problems)
{
  if (!context->exists)
    return;
  for (guint i = 0; span->clusters && span->clusters[i]; i++)
    {
      g_autofree char *message = NULL;

      if (context->exists (span->clusters[i], context->data))
        continue;
      message = g_strdup_printf (_ ("The cluster “%s” does not exist"), span->clusters[i]);
      add_span_problem (context, span, "dangling-cluster", SCH_SEVERITY_ERROR, message, problems);
    }
}

static void
check_attributes (const SchRuleContext *context, SchSpan *span, const SchLabel *label,
                  GPtrArray *problems)
{
  SchAttributes *attributes = span->record.attributes;

  for (guint i = 0; i < label->attributes->len; i++)
    {
      const SchAttribute *attribute = label->attributes->pdata[i];
      g_autofree char *message = NULL;

      if (sch_attributes_get_json (attributes, attribute->id))
        {
          message = sch_attribute_dup_complaint (attribute, attributes);
          if (message)
            add_span_problem (context, span, "attribute-value", SCH_SEVERITY_ERROR, message,
                              problems);
        }
      else if (attribute->required && !attribute->default_json &&
               sch_label_asks_for (label, attribute, attributes))
        {
          message = g_strdup_printf (_ ("“%s” has no value"), attribute->name);
          add_span_problem (context, span, "attribute-required", SCH_SEVERITY_WARNING, message,
                            problems);
        }
    }
}

static void
check_label (const SchRuleContext *context, SchSpan *span, const SchLabel *label,
             GPtrArray *problems)
{
  g_autofree char *message = NULL;

  if (!label)
    {
      message = g_strdup_printf (_ ("The label “%s” is not in the scheme"), span->label);
      add_span_problem (context, span, "unknown-label", SCH_SEVERITY_ERROR, message, problems);
    }
  else if (label->retired)
    {
      message = g_strdup_printf (_ ("The label “%s” is no longer in use"), label->name);
      add_span_problem (context, span, "unknown-label", SCH_SEVERITY_INFO, message, problems);
    }
}

/* Whether there is a value that fits. A derived default that is not there could not be derived. */
static gboolean
has_wanted_value (const SchRule *rule, const SchAttribute *attribute, SchSpan *span,
                  const SchLabel *label)
{
  SchAttributes *attributes = span->record.attributes;

  if (rule->values[0])
    return sch_label_has_value (label, attributes, attribute->id, rule->values);
  return sch_attributes_get_json (attributes, attribute->id) ||
         (attribute->default_json && !attribute->derive);
}

/* Labels that have no such attribute, and spans for which it is not asked, are left alone. */
static SchProblem *
check_wanted_attribute (const SchRuleContext *context, const SchRule *rule, SchSpan *span,
                        const SchLabel *label)
{
  const SchAttribute *attribute = sch_label_get_attribute (label, rule->attribute);

  if (!attribute || !sch_label_asks_for (label, attribute, span->record.attributes) ||
      has_wanted_value (rule, attribute, span, label))
    return NULL;
  return sch_rules_make_problem (context, rule, span, NULL);
}

static SchProblem *
check_rule (const SchRuleContext *context, const SchRule *rule, SchSpan *span,
            const SchLabel *label)
{
  switch (rule->kind)
    {
    case SCH_RULE_REQUIRES:
      return sch_rules_check_count (context, rule, span);
    case SCH_RULE_ATTRIBUTE:
      return check_wanted_attribute (context, rule, span, label);
    case SCH_RULE_NO_OVERLAP:
    case SCH_RULE_NO_CROSSING:
    case SCH_RULE_INSIDE:
    case SCH_RULE_OUTSIDE:
      return sch_rules_check_places (context, rule, span, label);
    case SCH_RULE_BALANCED:
      return sch_rules_check_marks (context, rule, span);
    case SCH_RULE_WHOLE_WORDS:
      return sch_rules_check_words (context, rule, span);
    case SCH_RULE_RELATION:
    case SCH_N_RULE_KINDS:
    default:
      return NULL;
    }
}

/**
 * sch_rules_check_span:
 * @problems: (element-type SchProblem): appended to
 *
 * Checks one span: its ranges, stored text, label, clusters, attributes, and the scheme's rules.
 */
void
sch_rules_check_span (const SchRuleContext *context, SchSpan *span, GPtrArray *problems)
{
  SchText *text = sch_layer_document_get_text (context->document);
  const SchLabel *label = sch_scheme_get_label (context->scheme, span->label);
  GPtrArray *rules = sch_scheme_get_rules (context->scheme);

  if (text)
    check_range (context, span, text, problems);
  check_label (context, span, label, problems);
  check_clusters (context, span, problems);
  if (!label)
    return;
  check_attributes (context, span, label, problems);
  for (guint i = 0; i < rules->len; i++)
    {
      const SchRule *rule = rules->pdata[i];
      SchProblem *problem;

      if (!sch_rule_concerns (rule, context->scheme, label, span->record.attributes))
        continue;
      problem = check_rule (context, rule, span, label);
      if (problem)
        g_ptr_array_add (problems, problem);
    }
}
