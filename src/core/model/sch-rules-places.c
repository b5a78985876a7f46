/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks that compare the places of spans. What counts are characters: spans overlap where they
 * share one, and a span is inside another that has all of its characters; what lies in the gap of a
 * discontinuous span is not inside it. An empty span is inside a span that has its place, edges
 * included, and outside one in which its place is no edge; it overlaps with nothing.
 *
 * Of two spans that must not overlap with each other, the later one in document order has the
 * problem. A span has one problem of a rule: that with the first of the other spans. */

#include <glib/gi18n-lib.h>

#include "sch-annotate-private.h"
#include "sch-rules.h"

#define QUOTE_CHARS 40u

typedef struct
{
  const SchRuleContext *context;
  const SchRule *rule;
  SchSpan *span;
  const SchLabel *label;
  SchSpan *found; /* (nullable): the other span that breaks the rule, or that keeps it (INSIDE) */
} Search;

static gboolean
is_place_rule (const SchRule *rule)
{
  return rule->kind == SCH_RULE_NO_OVERLAP || rule->kind == SCH_RULE_NO_CROSSING ||
         rule->kind == SCH_RULE_INSIDE || rule->kind == SCH_RULE_OUTSIDE;
}

gboolean
sch_rules_look_around (SchScheme *scheme)
{
  GPtrArray *rules = sch_scheme_get_rules (scheme);

  for (guint i = 0; i < rules->len; i++)
    if (is_place_rule (rules->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
matches_any (SchScheme *scheme, char **names, const SchLabel *label)
{
  for (guint i = 0; label && names[i]; i++)
    if (sch_scheme_label_matches (scheme, names[i], label))
      return TRUE;
  return FALSE;
}

static guint
count_chars (const SchSpan *span)
{
  guint n = 0;

  for (guint i = 0; i < span->n_ranges; i++)
    n += span->ranges[i].end - span->ranges[i].start;
  return n;
}

static guint
count_shared (const SchSpan *a, const SchSpan *b)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < a->n_ranges && j < b->n_ranges;)
    {
      guint start = MAX (a->ranges[i].start, b->ranges[j].start);
      guint end = MIN (a->ranges[i].end, b->ranges[j].end);

      n += end > start ? end - start : 0;
      if (a->ranges[i].end < b->ranges[j].end)
        i++;
      else
        j++;
    }
  return n;
}

/* Whether the place is in the span; @at_edge: an edge is, too. */
static gboolean
has_place (const SchSpan *span, guint place, gboolean at_edge)
{
  for (guint i = 0; i < span->n_ranges; i++)
    if (at_edge ? place >= span->ranges[i].start && place <= span->ranges[i].end
                : place > span->ranges[i].start && place < span->ranges[i].end)
      return TRUE;
  return FALSE;
}

static gboolean
is_inside (const SchSpan *span, const SchSpan *other)
{
  guint n_chars = count_chars (span);

  return n_chars > 0 ? count_shared (span, other) == n_chars
                     : has_place (other, sch_span_get_start (span), TRUE);
}

static gboolean
is_outside (const SchSpan *span, const SchSpan *other)
{
  return count_chars (span) > 0 ? count_shared (span, other) == 0
                                : !has_place (other, sch_span_get_start (span), FALSE);
}

static gboolean
is_crossing (const SchSpan *span, const SchSpan *other)
{
  guint n_shared = count_shared (span, other);

  return n_shared > 0 && n_shared < count_chars (span) && n_shared < count_chars (other);
}

/* Whether the other one has this problem: it is the later, and the rule is about it as well. */
static gboolean
is_problem_of_other (const Search *search, SchSpan *other, const SchLabel *other_label)
{
  SchScheme *scheme = search->context->scheme;

  return sch_span_compare (search->span, other) < 0 &&
         sch_rule_concerns (search->rule, scheme, other_label, other->record.attributes) &&
         matches_any (scheme, search->rule->others, search->label);
}

static gboolean
is_wanted (const Search *search, SchSpan *other, const SchLabel *other_label)
{
  switch (search->rule->kind)
    {
    case SCH_RULE_NO_OVERLAP:
      return count_shared (search->span, other) > 0 &&
             !is_problem_of_other (search, other, other_label);
    case SCH_RULE_NO_CROSSING:
      return is_crossing (search->span, other) && !is_problem_of_other (search, other, other_label);
    case SCH_RULE_INSIDE:
      return is_inside (search->span, other);
    case SCH_RULE_OUTSIDE:
      return !is_outside (search->span, other);
    case SCH_RULE_REQUIRES:
    case SCH_RULE_RELATION:
    case SCH_RULE_ATTRIBUTE:
    case SCH_RULE_BALANCED:
    case SCH_RULE_WHOLE_WORDS:
    case SCH_N_RULE_KINDS:
    default:
      return FALSE;
    }
}

static gboolean
look_at (SchSpan *other, const SchRange *range, gpointer data)
{
  Search *search = data;
  const SchLabel *label;

  if (g_str_equal (other->record.id, search->span->record.id))
    return TRUE;
  label = sch_scheme_get_label (search->context->scheme, other->label);
  if (!matches_any (search->context->scheme, search->rule->others, label) ||
      !is_wanted (search, other, label))
    return TRUE;
  search->found = other;
  return FALSE;
}

/* What an empty range has on both sides is beside it. */
static SchRange
get_stretch (const SchRange *range)
{
  if (range->start < range->end)
    return *range;
  return (SchRange){ range->start > 0 ? range->start - 1 : 0, range->end + 1 };
}

static char *
dup_message (const Search *search)
{
  SchText *text = sch_layer_document_get_text (search->context->document);
  const SchLabel *label = sch_scheme_get_label (search->context->scheme, search->found->label);
  g_autofree char *covered = text ? sch_span_dup_covered (search->found, text) : g_strdup ("");
  g_autofree char *quote = sch_annotate_shorten (covered, QUOTE_CHARS);

  switch (search->rule->kind)
    {
    case SCH_RULE_NO_CROSSING:
      /* Translators: text that is annotated, and the name of its label. */
      return g_strdup_printf (_ ("This lies half in “%s” (%s)"), quote, label->name);
    case SCH_RULE_OUTSIDE:
      /* Translators: text that is annotated, and the name of its label. */
      return g_strdup_printf (_ ("This is not outside “%s” (%s)"), quote, label->name);
    default:
      /* Translators: text that is annotated, and the name of its label. */
      return g_strdup_printf (_ ("This overlaps with “%s” (%s)"), quote, label->name);
    }
}

/**
 * sch_rules_check_places:
 * @rule: of a kind that looks at other spans
 * @label: of @span
 *
 * Returns: (transfer full) (nullable): the problem of the span with the first of the others
 */
SchProblem *
sch_rules_check_places (const SchRuleContext *context, const SchRule *rule, SchSpan *span,
                        const SchLabel *label)
{
  SchSpanIndex *index = sch_layer_document_get_index (context->document);
  Search search = { context, rule, span, label, NULL };
  g_autofree char *message = NULL;
  SchProblem *problem;

  for (guint i = 0; i < span->n_ranges && !search.found; i++)
    {
      SchRange stretch = get_stretch (&span->ranges[i]);

      sch_span_index_foreach (index, stretch.start, stretch.end, look_at, &search);
    }
  if (rule->kind == SCH_RULE_INSIDE)
    return search.found ? NULL : sch_rules_make_problem (context, rule, span, NULL);
  if (!search.found)
    return NULL;
  message = rule->is_own_message ? NULL : dup_message (&search);
  problem = sch_rules_make_problem (context, rule, span, message);
  sch_problem_set_other (problem, search.found->record.id);
  return problem;
}

/* Whether a rule is about spans with the one label and looks at those with the other. */
static gboolean
is_looked_at (SchScheme *scheme, const SchLabel *from, const SchLabel *at)
{
  GPtrArray *rules = sch_scheme_get_rules (scheme);

  for (guint i = 0; i < rules->len; i++)
    {
      const SchRule *rule = rules->pdata[i];

      if (is_place_rule (rule) && matches_any (scheme, rule->labels, from) &&
          matches_any (scheme, rule->others, at))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  SchScheme *scheme;
  const char *id;
  const SchLabel *label;
  const char *last; /* label of the last one seen, and the answer */
  gboolean last_looks;
  GPtrArray *ids;
} Neighbours;

static gboolean
add_neighbour (SchSpan *span, const SchRange *range, gpointer data)
{
  Neighbours *self = data;

  if (g_str_equal (span->record.id, self->id))
    return TRUE;
  if (span->label != self->last)
    {
      self->last = span->label;
      self->last_looks = is_looked_at (self->scheme,
                                       sch_scheme_get_label (self->scheme, span->label),
                                       self->label);
    }
  if (self->last_looks)
    g_ptr_array_add (self->ids, g_strdup (span->record.id));
  return TRUE;
}

/**
 * sch_rules_list_neighbours:
 * @span: a span as it was or is
 *
 * Returns: (transfer full) (element-type utf8): ids of the spans that overlap its place and whose
 *   problems may be other ones because of it; some of them perhaps twice
 */
GPtrArray *
sch_rules_list_neighbours (const SchRuleContext *context, SchSpan *span)
{
  SchSpanIndex *index = sch_layer_document_get_index (context->document);
  Neighbours neighbours = { context->scheme, span->record.id,
                            sch_scheme_get_label (context->scheme, span->label) };

  neighbours.ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; neighbours.label && i < span->n_ranges; i++)
    {
      SchRange stretch = get_stretch (&span->ranges[i]);

      sch_span_index_foreach (index, stretch.start, stretch.end, add_neighbour, &neighbours);
    }
  return neighbours.ids;
}
