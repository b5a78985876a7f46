/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the attribution of a claim from its relations. Costs as much as the claim and its sources have
 * relations, and as there are annotations over the claim. */

#include "config.h"

#include "sch-attribution.h"

#include <string.h>

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

/* The relation type that ties a label to those of a kind: the first one of the scheme that may. */
static const SchRelationType *
find_type (SchScheme *scheme, const char *label, SchKind kind)
{
  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);

      for (guint k = 0; !type->retired && k < sch_scheme_get_n_labels (scheme); k++)
        {
          const SchLabel *other = sch_scheme_get_label_at (scheme, k);

          if (other->kind == kind && (sch_relation_type_allows (type, scheme, label, other->id) ||
                                      sch_relation_type_allows (type, scheme, other->id, label)))
            return type;
        }
    }
  return NULL;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const SchSpan *first = *(SchSpan *const *) a;
  const SchSpan *second = *(SchSpan *const *) b;
  guint start = sch_span_get_start (first);
  guint other = sch_span_get_start (second);

  return start != other ? (start < other ? -1 : 1) : strcmp (first->record.id, second->record.id);
}

/* (transfer full) (element-type SchSpan): of a kind at the other ends of relations: of @type, of all others than
 * @without, or of all. */
static GPtrArray *
list_related (Walk *walk, const SchSpan *span, SchKind kind, const SchRelationType *type,
              const SchRelationType *without)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (sch_record_unref);
  GPtrArray *relations = sch_layer_document_get_relations_of (walk->document, span->record.id);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);
      const char *id = strcmp (relation->from, span->record.id) == 0 ? relation->to
                                                                     : relation->from;
      SchSpan *other = sch_layer_document_get_span (walk->document, id);

      if (other == NULL || other == span ||
          sch_scheme_get_kind (walk->scheme, other->label) != kind ||
          (type != NULL && !sch_relation_type_is (type, relation->type)) ||
          (without != NULL && sch_relation_type_is (without, relation->type)) ||
          g_ptr_array_find (found, other, NULL))
        continue;
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
      g_autoptr (GPtrArray) next = list_related (walk, source, SCH_KIND_SOURCE, NULL, NULL);

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
      sources = list_related (walk, outer, SCH_KIND_SOURCE,
                              find_type (walk->scheme, outer->label, SCH_KIND_SOURCE), NULL);
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
}

SchAttribution *
sch_attribution_new (SchScheme *scheme, SchLayerDocument *document, const char *claim_id)
{
  SchSpan *claim;
  SchAttribution *self;
  const SchRelationType *by_source;
  const SchRelationType *by_cue;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) others = NULL;
  Walk walk = { scheme, document, NULL, seen };

  g_return_val_if_fail (scheme != NULL && SCH_IS_LAYER_DOCUMENT (document), NULL);

  claim = claim_id != NULL ? sch_layer_document_get_span (document, claim_id) : NULL;
  if (claim == NULL || sch_scheme_get_kind (scheme, claim->label) != SCH_KIND_CLAIM)
    return NULL;
  by_source = find_type (scheme, claim->label, SCH_KIND_SOURCE);
  by_cue = find_type (scheme, claim->label, SCH_KIND_CUE);
  walk.result = self = g_new0 (SchAttribution, 1);
  self->claim = sch_record_ref (claim);
  self->cues = list_related (&walk, claim, SCH_KIND_CUE, NULL, NULL);
  self->sources = by_source != NULL ? list_related (&walk, claim, SCH_KIND_SOURCE, by_source, NULL)
                                    : g_ptr_array_new_with_free_func (sch_record_unref);
  self->reporters = g_ptr_array_new_with_free_func (sch_record_unref);
  self->may_have_cue = by_cue != NULL;
  self->may_have_source = by_source != NULL;
  for (guint i = 0; i < self->sources->len; i++)
    g_hash_table_add (seen, self->sources->pdata[i]);
  others = list_related (&walk, claim, SCH_KIND_SOURCE, NULL, by_source);
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
         sch_derive_find_cue (&place, cue);
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
