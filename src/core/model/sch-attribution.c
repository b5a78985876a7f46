/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the attribution of a claim from its relations. Costs as much as the claim and its sources have
 * relations, and as there are annotations over the claim. */

#include "config.h"

#include "sch-attribution.h"

#include <string.h>

#include "sch-annotate.h"
#include "sch-attribution-relation.h"
#include "sch-derive-beside.h"
#include "sch-links.h"
#include "sch-span-index.h"

typedef struct
{
  SchScheme *scheme;
  SchLayerDocument *document;
  SchAttribution *result;
  GHashTable *seen; /* spans that are a source, a reporter or on the way to one */
} Walk;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const SchSpan *first = *(SchSpan *const *) a;
  const SchSpan *second = *(SchSpan *const *) b;
  guint start = sch_span_get_start (first);
  guint other = sch_span_get_start (second);

  return start != other ? (start < other ? -1 : 1) : strcmp (first->record.id, second->record.id);
}

typedef enum
{
  RELATED_ALL,
  RELATED_ATTRIBUTION, /* by a relation that says who a claim is from, or in which words that is told */
  RELATED_OTHERWISE,
} Related;

static gboolean
is_related (Walk *walk, const SchRelation *relation, const SchSpan *span, const SchSpan *other,
            Related how)
{
  const SchLabel *label = sch_scheme_get_label (walk->scheme, span->label);
  const SchLabel *its = sch_scheme_get_label (walk->scheme, other->label);

  if (how == RELATED_ALL)
    return TRUE;
  return (label != NULL && its != NULL &&
          sch_attribution_relation_is (walk->scheme, relation, label, its)) ==
         (how == RELATED_ATTRIBUTION);
}

/* (transfer full) (element-type SchSpan): of a kind at the other ends of relations. */
static GPtrArray *
list_related (Walk *walk, const SchSpan *span, SchKind kind, Related how)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (sch_record_unref);
  GPtrArray *relations = sch_layer_document_get_relations_of (walk->document, span->record.id);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);
      const char *id = strcmp (relation->from, span->record.id) == 0 ? relation->to
                                                                     : relation->from;
      SchSpan *other = sch_layer_document_get_span (walk->document, id);

      if (other != NULL && other != span &&
          sch_scheme_get_kind (walk->scheme, other->label) == kind &&
          is_related (walk, relation, span, other, how) && !g_ptr_array_find (found, other, NULL))
        g_ptr_array_add (found, sch_record_ref (other));
    }
  g_ptr_array_sort (found, compare_places);
  return found;
}

static void
add_reporter (Walk *walk, SchSpan *span)
{
  if (g_hash_table_add (walk->seen, span))
    g_ptr_array_add (walk->result->reporters, sch_record_ref (span));
}

/* Sources of sources: the list grows while it is gone through, each source is looked at once. */
static void
add_chain (Walk *walk)
{
  GPtrArray *reporters = walk->result->reporters;

  for (guint i = 0; i < walk->result->sources->len + reporters->len; i++)
    {
      SchSpan *source = i < walk->result->sources->len
                            ? walk->result->sources->pdata[i]
                            : reporters->pdata[i - walk->result->sources->len];
      g_autoptr (GPtrArray) next = list_related (walk, source, SCH_KIND_SOURCE, RELATED_ALL);

      for (guint k = 0; k < next->len; k++)
        add_reporter (walk, next->pdata[k]);
    }
}

static gboolean
lies_in (const SchSpan *inner, const SchSpan *outer)
{
  guint start = sch_span_get_start (inner);
  guint end = sch_span_get_end (inner);
  guint outer_start = sch_span_get_start (outer);
  guint outer_end = sch_span_get_end (outer);

  return outer_start <= start && end <= outer_end && (outer_start != start || outer_end != end);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const SchSpan *first = *(SchSpan *const *) a;
  const SchSpan *second = *(SchSpan *const *) b;
  guint length = sch_span_get_end (first) - sch_span_get_start (first);
  guint other = sch_span_get_end (second) - sch_span_get_start (second);

  return length != other ? (length < other ? -1 : 1) : compare_places (a, b);
}

/* A claim in somebody's words is also said by them: the sources of the claims around it. */
static void
add_enclosing (Walk *walk, SchSpan *claim)
{
  g_autoptr (GPtrArray)
      around = sch_span_index_query (sch_layer_document_get_index (walk->document),
                                     sch_span_get_start (claim), sch_span_get_end (claim));

  g_ptr_array_sort (around, compare_lengths);
  for (guint i = 0; i < around->len; i++)
    {
      SchSpan *outer = around->pdata[i];
      g_autoptr (GPtrArray) sources = NULL;

      if (sch_scheme_get_kind (walk->scheme, outer->label) != SCH_KIND_CLAIM ||
          !lies_in (claim, outer))
        continue;
      if (walk->result->part.end == G_MAXUINT)
        walk->result->part = (SchRange){ sch_span_get_start (outer), sch_span_get_end (outer) };
      sources = list_related (walk, outer, SCH_KIND_SOURCE, RELATED_ATTRIBUTION);
      for (guint k = 0; k < sources->len; k++)
        add_reporter (walk, sources->pdata[k]);
    }
}

static void
read_own (Walk *walk, const SchSpan *claim)
{
  const SchAttribute *attribute;
  const SchAttributeValue *value;
  g_autofree char *set = NULL;

  if (!sch_links_find_exemption (walk->scheme, claim->label, &attribute, &value))
    return;
  set = claim->record.attributes != NULL
            ? sch_attributes_dup_string (claim->record.attributes, attribute->id)
            : NULL;
  walk->result->may_be_own = TRUE;
  walk->result->is_own = g_strcmp0 (set, value->id) == 0;
  walk->result->own_is_derived = walk->result->is_own && sch_span_is_derived (claim, attribute);
}

SchAttribution *
sch_attribution_new (SchScheme *scheme, SchLayerDocument *document, const char *claim_id)
{
  SchSpan *claim;
  const SchLabel *label;
  SchAttribution *self;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) others = NULL;
  Walk walk = { scheme, document, NULL, seen };

  g_return_val_if_fail (scheme != NULL && SCH_IS_LAYER_DOCUMENT (document), NULL);

  claim = claim_id != NULL ? sch_layer_document_get_span (document, claim_id) : NULL;
  label = claim != NULL ? sch_scheme_get_label (scheme, claim->label) : NULL;
  if (label == NULL || label->kind != SCH_KIND_CLAIM)
    return NULL;
  walk.result = self = g_new0 (SchAttribution, 1);
  self->claim = sch_record_ref (claim);
  self->cues = list_related (&walk, claim, SCH_KIND_CUE, RELATED_ATTRIBUTION);
  self->sources = list_related (&walk, claim, SCH_KIND_SOURCE, RELATED_ATTRIBUTION);
  self->reporters = g_ptr_array_new_with_free_func (sch_record_unref);
  self->may_have_cue = sch_attribution_relation_exists (scheme, label, SCH_KIND_CUE);
  self->may_have_source = sch_attribution_relation_exists (scheme, label, SCH_KIND_SOURCE);
  self->part = (SchRange){ 0, G_MAXUINT };
  for (guint i = 0; i < self->sources->len; i++)
    g_hash_table_add (seen, self->sources->pdata[i]);
  others = list_related (&walk, claim, SCH_KIND_SOURCE, RELATED_OTHERWISE);
  for (guint i = 0; i < others->len; i++)
    add_reporter (&walk, others->pdata[i]);
  add_chain (&walk);
  add_enclosing (&walk, claim);
  read_own (&walk, claim);
  return self;
}

gboolean
sch_attribution_find_cue (const SchAttribution *self, SchText *text, const char *language,
                          SchRange *cue)
{
  const SchQuotationPlace place = { .text = text,
                                    .language = language,
                                    .ranges = self->claim->ranges,
                                    .n_ranges = self->claim->n_ranges };

  return self->may_have_cue && self->cues->len == 0 &&
         sch_span_get_end (self->claim) <= sch_text_get_char_count (text) &&
         sch_derive_find_cue (&place, self->part, cue);
}

void
sch_attribution_free (SchAttribution *self)
{
  if (self == NULL)
    return;
  sch_record_unref (self->claim);
  g_ptr_array_unref (self->cues);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->reporters);
  g_free (self);
}
