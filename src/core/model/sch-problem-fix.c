/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mending what is wrong in the one way that is obvious, in one step. Nothing is offered that would
 * lose what a person entered. A problem is as of when it was found: each function looks at what is
 * there now, and finds no fix where that is gone. */

#include "sch-problem-fix.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"

static SchSpan *
find_span (SchLayerDocument *document, const char *id)
{
  return id != NULL ? sch_layer_document_get_span (document, id) : NULL;
}

static const SchRule *
find_rule (SchProblem *self, SchScheme *scheme)
{
  GPtrArray *rules = sch_scheme_get_rules (scheme);

  for (guint i = 0; i < rules->len; i++)
    {
      const SchRule *rule = g_ptr_array_index (rules, i);

      if (strcmp (rule->id, sch_problem_get_rule (self)) == 0)
        return rule;
    }
  return NULL;
}

/* The one of both that stays, where the other has no values of its own; NULL where both have. */
static SchSpan *
choose_survivor (SchSpan *span, SchSpan *other)
{
  if (span->record.attributes == NULL ||
      sch_attributes_equal (span->record.attributes, other->record.attributes))
    return other;
  return other->record.attributes == NULL ? span : NULL;
}

static gboolean
is_duplicate (SchProblem *self, SchLayerDocument *document, SchScheme *scheme)
{
  SchSpan *span = find_span (document, sch_problem_get_span (self));
  SchSpan *other = find_span (document, sch_problem_get_other (self));

  return span != NULL && other != NULL && sch_span_same_ranges (span, other) &&
         sch_scheme_get_label (scheme, span->label) ==
             sch_scheme_get_label (scheme, other->label) &&
         choose_survivor (span, other) != NULL;
}

/* Only where the rule asks for a relation and there is none: nobody exempts a span that has one. */
static gboolean
find_exemption (SchProblem *self, SchLayerDocument *document, SchScheme *scheme,
                const SchAttribute **attribute, const SchAttributeValue **value)
{
  const SchRule *rule = find_rule (self, scheme);
  SchSpan *span = find_span (document, sch_problem_get_span (self));
  const SchLabel *label = span != NULL ? sch_scheme_get_label (scheme, span->label) : NULL;
  GPtrArray *relations;

  if (rule == NULL || label == NULL || rule->kind != SCH_RULE_REQUIRES || rule->min == 0)
    return FALSE;
  relations = sch_layer_document_get_relations_of (document, span->record.id);
  for (guint i = 0; relations != NULL && i < relations->len; i++)
    if (sch_scheme_get_relation_type (scheme,
                                      ((SchRelation *) g_ptr_array_index (relations, i))->type) ==
        sch_scheme_get_relation_type (scheme, rule->relation))
      return FALSE;
  return sch_rule_find_exemption (rule, label, attribute, value);
}

static gboolean
has_better_ranges (SchProblem *self, SchLayerDocument *document)
{
  SchSpan *span = find_span (document, sch_problem_get_span (self));
  guint n_ranges;

  return span != NULL && sch_problem_get_ranges (self, &n_ranges) != NULL &&
         sch_problem_get_char_start (self) == sch_span_get_start (span) &&
         sch_problem_get_char_end (self) == sch_span_get_end (span);
}

/**
 * sch_problem_find_fix:
 * @document: where it was found
 *
 * Returns: what would mend the problem as things are now
 */
SchFix
sch_problem_find_fix (SchProblem *self, SchLayerDocument *document, SchScheme *scheme)
{
  const char *relation = sch_problem_get_relation (self);
  const SchAttribute *attribute;
  const SchAttributeValue *value;

  if (relation != NULL)
    return strcmp (sch_problem_get_rule (self), "dangling-relation") == 0 &&
                   sch_layer_document_get_relation (document, relation) != NULL
               ? SCH_FIX_RELATION
               : SCH_FIX_NONE;
  if (has_better_ranges (self, document))
    return SCH_FIX_RANGES;
  if (is_duplicate (self, document, scheme))
    return SCH_FIX_DUPLICATE;
  if (find_exemption (self, document, scheme, &attribute, &value))
    return SCH_FIX_EXEMPT;
  return SCH_FIX_NONE;
}

static char *
dup_ranges_name (SchProblem *self, SchLayerDocument *document)
{
  SchSpan *span = find_span (document, sch_problem_get_span (self));
  g_autoptr (SchSpan) after = sch_record_copy (span);
  g_autofree char *covered = NULL;
  g_autofree char *quote = NULL;
  const SchRange *ranges;
  guint n_ranges;

  ranges = sch_problem_get_ranges (self, &n_ranges);
  sch_span_set_ranges (after, ranges, n_ranges);
  covered = sch_span_dup_covered (after, sch_layer_document_get_text (document));
  quote = sch_annotate_shorten (covered, SCH_ANNOTATE_QUOTE_CHARS);
  return g_strdup_printf (_ ("Change Extent to “%s”"), quote);
}

/**
 * sch_problem_dup_fix_name:
 *
 * Returns: (transfer full) (nullable): what sch_problem_fix() would do, for people
 */
char *
sch_problem_dup_fix_name (SchProblem *self, SchLayerDocument *document, SchScheme *scheme)
{
  const SchAttribute *attribute;
  const SchAttributeValue *value;

  switch (sch_problem_find_fix (self, document, scheme))
    {
    case SCH_FIX_RANGES:
      return dup_ranges_name (self, document);
    case SCH_FIX_DUPLICATE:
      return g_strdup (_ ("Merge With Its Duplicate"));
    case SCH_FIX_EXEMPT:
      find_exemption (self, document, scheme, &attribute, &value);
      /* Translators: an attribute and its value. */
      return g_strdup_printf (_ ("Set “%s” to “%s”"), attribute->name, value->name);
    case SCH_FIX_RELATION:
      return g_strdup (_ ("Remove the Relation"));
    case SCH_FIX_NONE:
    default:
      return NULL;
    }
}

static gboolean
merge_duplicate (SchProblem *self, const SchAnnotator *who, GError **error)
{
  SchSpan *span = find_span (who->document, sch_problem_get_span (self));
  SchSpan *other = find_span (who->document, sch_problem_get_other (self));
  SchSpan *survivor = choose_survivor (span, other);
  const char *ids[] = { survivor->record.id, survivor == span ? other->record.id : span->record.id,
                        NULL };

  return sch_annotate_merge (who, ids, error);
}

static gboolean
exempt (SchProblem *self, const SchAnnotator *who, SchScheme *scheme, GError **error)
{
  const SchAttribute *attribute;
  const SchAttributeValue *value;
  g_autoptr (SchAttributes) values = NULL;

  find_exemption (self, who->document, scheme, &attribute, &value);
  values = sch_attributes_with_string (NULL, attribute->id, value->id);
  return sch_annotate_set_attribute (who, sch_problem_get_span (self), attribute->id,
                                     sch_attributes_get_json (values, attribute->id), error);
}

/**
 * sch_problem_fix:
 * @who: whose document the problem was found in
 *
 * Mends the problem in one step, as sch_problem_find_fix() says.
 *
 * Returns: FALSE with an error, SCH_ERROR_NOT_FOUND where there is nothing (left) to be mended
 */
gboolean
sch_problem_fix (SchProblem *self, const SchAnnotator *who, GError **error)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  const SchRange *ranges;
  guint n_ranges;

  switch (sch_problem_find_fix (self, who->document, scheme))
    {
    case SCH_FIX_RANGES:
      ranges = sch_problem_get_ranges (self, &n_ranges);
      return sch_annotate_set_ranges (who, sch_problem_get_span (self), ranges, n_ranges, error);
    case SCH_FIX_DUPLICATE:
      return merge_duplicate (self, who, error);
    case SCH_FIX_EXEMPT:
      return exempt (self, who, scheme, error);
    case SCH_FIX_RELATION:
      return sch_annotate_unrelate (who, sch_problem_get_relation (self), error);
    case SCH_FIX_NONE:
    default:
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                   _ ("%s: the problem in line %u is no longer as it was. Look at it again."),
                   sch_layer_document_get_path (who->document), sch_problem_get_line (self));
      return FALSE;
    }
}
