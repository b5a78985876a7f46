/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which relations there may be between two spans, and the gestures that make the other end. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"
#include "sch-links.h"
#include "sch-store.h"

/* @but: (nullable): a relation that does not count */
static gboolean
is_related_but (SchLayerDocument *document, const SchRelationType *type, const char *from,
                const char *to, const SchRelation *but)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (document, from);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);

      if (relation != but && sch_relation_type_is (type, relation->type) &&
          ((strcmp (relation->from, from) == 0 && strcmp (relation->to, to) == 0) ||
           (type->symmetric && strcmp (relation->from, to) == 0 &&
            strcmp (relation->to, from) == 0)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_related (SchLayerDocument *document, const SchRelationType *type, const char *from,
            const char *to)
{
  return is_related_but (document, type, from, to, NULL);
}

/* Whether a rule asks the span for such a relation, which it does not have. */
static gboolean
is_needed (SchScheme *scheme, SchLayerDocument *document, const SchSpan *span,
           const SchRelationType *type, gboolean outward)
{
  const SchLabel *label = sch_scheme_get_label (scheme, span->label);
  GPtrArray *rules = sch_scheme_get_rules (scheme);
  GPtrArray *relations = sch_layer_document_get_relations_of (document, span->record.id);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);

      if (sch_relation_type_is (type, relation->type) &&
          strcmp (outward ? relation->from : relation->to, span->record.id) == 0)
        return FALSE;
    }
  for (guint i = 0; label != NULL && i < rules->len; i++)
    {
      const SchRule *rule = g_ptr_array_index (rules, i);

      if (rule->kind == SCH_RULE_REQUIRES && rule->min > 0 && rule->at_from == outward &&
          sch_scheme_get_relation_type (scheme, rule->relation) == type &&
          sch_rule_concerns (rule, scheme, label, span->record.attributes))
        return TRUE;
    }
  return FALSE;
}

static gboolean
allows (SchScheme *scheme, const SchRelationType *type, const char *label, const char *other,
        gboolean outward)
{
  if (type->retired || (type->symmetric && !outward))
    return FALSE;
  return outward ? sch_relation_type_allows (type, scheme, label, other)
                 : sch_relation_type_allows (type, scheme, other, label);
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const SchLink *left = a;
  const SchLink *right = b;

  if (left->needed != right->needed)
    return left->needed ? -1 : 1;
  if (left->outward != right->outward)
    return left->outward ? -1 : 1;
  return 0;
}

static GArray *
list_links (SchScheme *scheme, SchLayerDocument *document, const SchSpan *span, const char *label,
            const char *other)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (SchLink));

  if (sch_scheme_get_label (scheme, label) == NULL ||
      sch_scheme_get_label (scheme, span->label) == NULL)
    return links;
  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    for (int outward = 1; outward >= 0; outward--)
      {
        const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);
        const char *id = span->record.id;
        SchLink link = { type, outward == 1, FALSE };

        if (!allows (scheme, type, span->label, label, link.outward) ||
            (other != NULL &&
             is_related (document, type, link.outward ? id : other, link.outward ? other : id)))
          continue;
        link.needed = is_needed (scheme, document, span, type, link.outward);
        g_array_append_val (links, link);
      }
  g_array_sort (links, compare_links);
  return links;
}

GArray *
sch_links_between (SchScheme *scheme, SchLayerDocument *document, const SchSpan *span,
                   const SchSpan *other)
{
  if (strcmp (span->record.id, other->record.id) == 0)
    return g_array_new (FALSE, FALSE, sizeof (SchLink));
  return list_links (scheme, document, span, other->label, other->record.id);
}

GArray *
sch_links_with_label (SchScheme *scheme, SchLayerDocument *document, const SchSpan *span,
                      const char *label)
{
  return list_links (scheme, document, span, label, NULL);
}

GHashTable *
sch_links_list_labels (SchScheme *scheme, const SchSpan *span)
{
  GHashTable *labels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    for (guint j = 0; j < sch_scheme_get_n_relation_types (scheme); j++)
      {
        const SchLabel *label = sch_scheme_get_label_at (scheme, i);
        const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, j);

        if (allows (scheme, type, span->label, label->id, TRUE) ||
            allows (scheme, type, span->label, label->id, FALSE))
          g_hash_table_add (labels, label->id);
      }
  return labels;
}

/* --- Changing a relation --- */

/* Whether the relation may have this type and these ends instead of its own. */
static gboolean
may_become (SchScheme *scheme, SchLayerDocument *document, const SchRelation *relation,
            const SchRelationType *type, const char *from_id, const char *to_id)
{
  const SchSpan *from = sch_layer_document_get_span (document, from_id);
  const SchSpan *to = sch_layer_document_get_span (document, to_id);

  return type != NULL && !type->retired && from != NULL && to != NULL && from != to &&
         sch_relation_type_allows (type, scheme, from->label, to->label) &&
         !is_related_but (document, type, from_id, to_id, relation);
}

gboolean
sch_links_may_end (SchScheme *scheme, SchLayerDocument *document, const SchRelation *relation,
                   gboolean at_to, const SchSpan *span)
{
  const char *now = at_to ? relation->to : relation->from;

  return strcmp (now, span->record.id) != 0 &&
         may_become (scheme, document, relation,
                     sch_scheme_get_relation_type (scheme, relation->type),
                     at_to ? relation->from : span->record.id,
                     at_to ? span->record.id : relation->to);
}

gboolean
sch_links_may_be (SchScheme *scheme, SchLayerDocument *document, const SchRelation *relation,
                  const SchRelationType *type)
{
  return !sch_relation_type_is (type, relation->type) &&
         may_become (scheme, document, relation, type, relation->from, relation->to);
}

gboolean
sch_links_may_reverse (SchScheme *scheme, SchLayerDocument *document, const SchRelation *relation)
{
  const SchRelationType *type = sch_scheme_get_relation_type (scheme, relation->type);

  return type != NULL && !type->symmetric &&
         may_become (scheme, document, relation, type, relation->to, relation->from);
}

/* --- Exemptions --- */

static gboolean
concerns (SchScheme *scheme, const SchRule *rule, const SchLabel *label)
{
  for (guint i = 0; rule->labels[i] != NULL; i++)
    if (sch_scheme_label_matches (scheme, rule->labels[i], label))
      return TRUE;
  return FALSE;
}

gboolean
sch_links_find_exemption (SchScheme *scheme, const char *label_id, const SchAttribute **attribute,
                          const SchAttributeValue **value)
{
  const SchLabel *label = sch_scheme_get_label (scheme, label_id);
  GPtrArray *rules = sch_scheme_get_rules (scheme);

  for (guint i = 0; label != NULL && i < rules->len; i++)
    {
      const SchRule *rule = g_ptr_array_index (rules, i);

      if (rule->kind == SCH_RULE_REQUIRES && rule->min > 0 && concerns (scheme, rule, label) &&
          sch_rule_find_exemption (rule, label, attribute, value))
        return TRUE;
    }
  return FALSE;
}

/**
 * sch_annotate_exempt:
 *
 * Says that the span needs no relation of the type that a rule asks for: a claim is the author's own.
 */
gboolean
sch_annotate_exempt (const SchAnnotator *who, const char *span_id, GError **error)
{
  SchSpan *span = sch_annotate_find_span (who, span_id, error);
  const SchAttribute *attribute;
  const SchAttributeValue *value;
  g_autoptr (SchAttributes) values = NULL;

  if (span == NULL)
    return FALSE;
  if (!sch_links_find_exemption (sch_corpus_get_scheme (who->corpus), span->label, &attribute,
                                 &value))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("The scheme asks annotations with the label “%s” for no relation."),
                   span->label);
      return FALSE;
    }
  values = sch_attributes_with_string (NULL, attribute->id, value->id);
  return sch_annotate_set_attribute (who, span_id, attribute->id,
                                     sch_attributes_get_json (values, attribute->id), error);
}

static SchRelation *
make_relation (const SchRelationType *type, const char *from, const char *to)
{
  g_autofree char *id = sch_id_new_random ();

  return sch_relation_new (SCH_RECORD_RELATION, id, type->id, from, to);
}

/**
 * sch_annotate_tag_linked:
 *
 * Returns: (transfer full) (nullable): the id of the span, new or there already; NULL with an error as of
 *   sch_annotate_tag() and sch_annotate_relate()
 */
char *
sch_annotate_tag_linked (const SchAnnotator *who, const char *label_id, const SchRange *ranges,
                         guint n_ranges, const char *other, const char *type_id, gboolean outward,
                         GError **error)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  const SchLabel *label = sch_annotate_find_label (who, label_id, error);
  const SchRelationType *type = sch_scheme_get_relation_type (scheme, type_id);
  g_autofree SchRange *own = g_memdup2 (ranges, n_ranges * sizeof (SchRange));
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autoptr (SchSpan) span = NULL;
  g_autoptr (SchRelation) relation = NULL;
  g_autoptr (SchEditGroup) group = NULL;
  SchSpan *identical;

  if (label == NULL || sch_annotate_find_span (who, other, error) == NULL ||
      !sch_annotate_check_ranges (who, own, &n_ranges, error))
    return NULL;
  g_return_val_if_fail (type != NULL && !type->retired, NULL);
  id = sch_id_new_random ();
  span = sch_span_new (id, label->id, own, n_ranges);
  identical = sch_annotate_find_identical (who, label, span);
  if (identical != NULL)
    {
      g_autofree char *there = g_strdup (identical->record.id);
      g_autofree char *made = sch_annotate_relate (who, type_id, outward ? other : there,
                                                   outward ? there : other, error);

      return made != NULL ? g_steal_pointer (&there) : NULL;
    }
  if (who->auto_join && label->kind == SCH_KIND_ENTITY)
    sch_annotate_join_by_surface (who, span);
  relation = make_relation (type, outward ? other : id, outward ? id : other);
  /* Translators: a step of the history: a label, and the relation that is made with it. */
  name = g_strdup_printf (_ ("Tag “%s”, Relate: %s"), label->name, type->name);
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_SPAN, NULL, span);
  sch_annotate_put (who, group, SCH_RECORD_RELATION, NULL, relation);
  if (!sch_annotate_finish (who, group, error))
    return NULL;
  return g_steal_pointer (&id);
}
