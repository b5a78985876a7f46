/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of one span and of one relation. They only look: at the record, at the relations of a
 * span and at the ends of a relation. The list of problems relies on that to know which records a
 * change concerns; a check that looks further needs a change there, too. */

#include "sch-rules.h"

#include <glib/gi18n-lib.h>

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

/* A relation whose other end is gone does not count. */
static gboolean
has_relation (const SchRuleContext *context, SchSpan *span, const SchRule *rule)
{
  const SchRelationType *type = sch_scheme_get_relation_type (context->scheme, rule->relation);
  GPtrArray *relations = sch_layer_document_get_relations_of (context->document, span->record.id);

  for (guint i = 0; relations && i < relations->len; i++)
    {
      SchRelation *relation = relations->pdata[i];
      gboolean starts_here = g_str_equal (relation->from, span->record.id);
      gboolean ends_here = g_str_equal (relation->to, span->record.id);
      const char *other = starts_here ? relation->to : relation->from;

      if (!g_str_equal (relation->type, rule->relation))
        continue;
      if (!(rule->at_from ? starts_here : ends_here) && !(type && type->symmetric))
        continue;
      if (sch_layer_document_get_span (context->document, other))
        return TRUE;
    }
  return FALSE;
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

      if (rule->kind == SCH_RULE_REQUIRES &&
          sch_rule_concerns (rule, context->scheme, label, span->record.attributes) &&
          !has_relation (context, span, rule))
        add_span_problem (context, span, rule->id, rule->severity, rule->message, problems);
    }
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

/**
 * sch_rules_check_relation:
 * @problems: (element-type SchProblem): appended to
 *
 * Checks one relation: that both ends are there, that its type is known and allows them.
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
    check_ends (context, relation, type, from, to, problems);
}
