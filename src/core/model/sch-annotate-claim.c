/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims to which a source or cue goes when it is made, in the same step: the current claim while it lacks one;
 * else, for a source, the claims of the words of saying that are nearest to it in its sentence. A cue that is there
 * already, and taken for another claim, brings its source along. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-attribution-relation.h"
#include "sch-derive-beside.h"
#include "sch-links.h"
#include "sch-span-index.h"
#include "sch-store.h"

/* A relation that is to be made. */
typedef struct
{
  const SchRelationType *type;
  const char *from;
  const char *to;
} Tie;

/* Whether the claim has a source (or a cue) already: a span of the label's kind that it is tied to. */
static gboolean
has_tie (const SchAnnotator *who, const SchSpan *claim, const SchLabel *claim_label, SchKind kind)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  GPtrArray *relations = sch_layer_document_get_relations_of (who->document, claim->record.id);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);
      const char *end = strcmp (relation->from, claim->record.id) == 0 ? relation->to
                                                                       : relation->from;
      SchSpan *span = sch_layer_document_get_span (who->document, end);
      const SchLabel *label = span != NULL ? sch_scheme_get_label (scheme, span->label) : NULL;

      if (label != NULL && label->kind == kind &&
          sch_attribution_relation_is (scheme, relation, claim_label, label))
        return TRUE;
    }
  return FALSE;
}

/* Whether a person declared that it needs no source. */
static gboolean
is_own (const SchAnnotator *who, const SchSpan *claim)
{
  const SchAttribute *attribute;
  const SchAttributeValue *value;
  g_autofree char *set = NULL;

  if (!sch_links_find_exemption (sch_corpus_get_scheme (who->corpus), claim->label, &attribute,
                                 &value) ||
      sch_span_is_derived (claim, attribute))
    return FALSE;
  set = sch_attributes_dup_string (claim->record.attributes, attribute->id);
  return g_strcmp0 (set, value->id) == 0;
}

/* Between a claim that lacks it and a span with the label; FALSE where there is none to make. */
static gboolean
find_tie (const SchAnnotator *who, const char *claim_id, const SchLabel *label, const char *span,
          Tie *tie)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  SchSpan *claim = claim_id != NULL ? sch_layer_document_get_span (who->document, claim_id) : NULL;
  const SchLabel *its = claim != NULL ? sch_scheme_get_label (scheme, claim->label) : NULL;
  gboolean claim_is_start;

  if (its == NULL || its->kind != SCH_KIND_CLAIM ||
      (label->kind != SCH_KIND_SOURCE && label->kind != SCH_KIND_CUE) ||
      (label->kind == SCH_KIND_SOURCE && is_own (who, claim)) ||
      has_tie (who, claim, its, label->kind))
    return FALSE;
  tie->type = sch_attribution_relation_find_type (scheme, its, label, &claim_is_start);
  tie->from = claim_is_start ? claim->record.id : span;
  tie->to = claim_is_start ? span : claim->record.id;
  return tie->type != NULL;
}

/* --- Cues and their claims ---------------------------------------------------------------------- */

/* (transfer container) (element-type SchSpan): of a kind at the other ends of the span's relations */
static GPtrArray *
list_related (const SchAnnotator *who, const char *span, SchKind kind)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  GPtrArray *relations = sch_layer_document_get_relations_of (who->document, span);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);
      const char *id = strcmp (relation->from, span) == 0 ? relation->to : relation->from;
      SchSpan *other = sch_layer_document_get_span (who->document, id);

      if (other != NULL && sch_scheme_get_kind (scheme, other->label) == kind &&
          !g_ptr_array_find (found, other, NULL))
        g_ptr_array_add (found, other);
    }
  return found;
}

static void
add_ties_of_cue (const SchAnnotator *who, SchSpan *cue, const SchLabel *label, const char *span,
                 GArray *ties)
{
  g_autoptr (GPtrArray) claims = list_related (who, cue->record.id, SCH_KIND_CLAIM);

  for (guint i = 0; i < claims->len; i++)
    {
      const SchSpan *claim = g_ptr_array_index (claims, i);
      Tie tie;

      if (find_tie (who, claim->record.id, label, span, &tie))
        g_array_append_val (ties, tie);
    }
}

static guint
get_distance (SchSpan *span, SchSpan *other)
{
  guint start = sch_span_get_start (span);
  guint end = sch_span_get_end (span);

  if (sch_span_get_start (other) >= end)
    return sch_span_get_start (other) - end;
  return sch_span_get_end (other) <= start ? start - sch_span_get_end (other) : 0;
}

/* (transfer container): the spans in the sentence of a span, which costs as much as there are. */
static GPtrArray *
list_sentence (const SchAnnotator *who, SchSpan *span)
{
  const SchQuotationPlace place = { .text = sch_layer_document_get_text (who->document),
                                    .ranges = span->ranges,
                                    .n_ranges = span->n_ranges };
  g_autofree char *before = sch_derive_dup_before (&place);
  g_autofree char *after = sch_derive_dup_after (&place);

  return sch_span_index_query (sch_layer_document_get_index (who->document),
                               sch_span_get_start (span) - (guint) g_utf8_strlen (before, -1),
                               sch_span_get_end (span) + (guint) g_utf8_strlen (after, -1));
}

/* The claims that lack a source, of the cue nearest to the source that has such claims. */
static void
add_ties_by_cue (const SchAnnotator *who, const SchLabel *label, SchSpan *span, GArray *ties)
{
  g_autoptr (GPtrArray) spans = list_sentence (who, span);
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  guint nearest = G_MAXUINT;

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *cue = g_ptr_array_index (spans, i);
      g_autoptr (GArray) its = NULL;

      if (sch_scheme_get_kind (scheme, cue->label) != SCH_KIND_CUE ||
          get_distance (span, cue) >= nearest)
        continue;
      its = g_array_new (FALSE, FALSE, sizeof (Tie));
      add_ties_of_cue (who, cue, label, span->record.id, its);
      if (its->len == 0)
        continue;
      nearest = get_distance (span, cue);
      g_array_set_size (ties, 0);
      g_array_append_vals (ties, its->data, its->len);
    }
}

/* The source of the other claims that the cue hands over, if it is the same for all. */
static void
add_source_of_cue (const SchAnnotator *who, const char *cue, GArray *ties)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  g_autoptr (GPtrArray) claims = list_related (who, cue, SCH_KIND_CLAIM);
  SchSpan *source = NULL;
  const SchLabel *label;
  Tie tie;

  for (guint i = 0; i < claims->len; i++)
    {
      const SchSpan *claim = g_ptr_array_index (claims, i);
      g_autoptr (GPtrArray) sources = list_related (who, claim->record.id, SCH_KIND_SOURCE);

      if (sources->len != 1 || (source != NULL && source != g_ptr_array_index (sources, 0)))
        return;
      source = g_ptr_array_index (sources, 0);
    }
  label = source != NULL ? sch_scheme_get_label (scheme, source->label) : NULL;
  if (label != NULL && find_tie (who, who->claim, label, source->record.id, &tie))
    g_array_append_val (ties, tie);
}

/* (transfer full) (element-type Tie): for a span that is not related to the claims yet */
static GArray *
list_ties (const SchAnnotator *who, const SchLabel *label, SchSpan *span)
{
  GArray *ties = g_array_new (FALSE, FALSE, sizeof (Tie));
  Tie tie;

  if (find_tie (who, who->claim, label, span->record.id, &tie))
    {
      g_array_append_val (ties, tie);
      if (label->kind == SCH_KIND_CUE)
        add_source_of_cue (who, span->record.id, ties);
    }
  else if (who->tie_by_cue && label->kind == SCH_KIND_SOURCE)
    {
      add_ties_by_cue (who, label, span, ties);
    }
  return ties;
}

static void
put_ties (const SchAnnotator *who, SchEditGroup *group, GArray *ties)
{
  for (guint i = 0; i < ties->len; i++)
    {
      const Tie *tie = &g_array_index (ties, Tie, i);
      g_autofree char *id = sch_id_new_random ();
      g_autoptr (SchRelation)
          relation = sch_relation_new (SCH_RECORD_RELATION, id, tie->type->id, tie->from, tie->to);

      sch_annotate_put (who, group, SCH_RECORD_RELATION, NULL, relation);
    }
}

/**
 * sch_annotate_put_claim_relation:
 * @span: source or cue that the group makes; nothing is done for other labels
 *
 * Adds the relations between the span and the claims to which it goes.
 */
void
sch_annotate_put_claim_relation (const SchAnnotator *who, SchEditGroup *group,
                                 const SchLabel *label, SchSpan *span)
{
  g_autoptr (GArray) ties = list_ties (who, label, span);

  put_ties (who, group, ties);
}

/* Relates a span that was there already; that it is related already, or need not be, is no error. */
gboolean
sch_annotate_relate_to_claim (const SchAnnotator *who, const SchLabel *label, const char *span_id,
                              GError **error)
{
  SchSpan *span = sch_annotate_find_span (who, span_id, error);
  g_autoptr (GArray) ties = span != NULL ? list_ties (who, label, span) : NULL;
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *name = NULL;

  if (ties == NULL)
    return FALSE;
  if (ties->len == 0)
    return TRUE;
  name = g_strdup_printf (_ ("Relate: %s"), g_array_index (ties, Tie, 0).type->name);
  group = sch_annotate_begin (who, name);
  put_ties (who, group, ties);
  return sch_annotate_finish (who, group, error);
}
