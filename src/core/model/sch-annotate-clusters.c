/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gestures that link spans: relations inside a document, clusters across documents. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"
#include "sch-store.h"

static const SchRelationType *
find_type (const SchAnnotator *who, const char *id, GError **error)
{
  const SchRelationType *type = sch_scheme_get_relation_type (sch_corpus_get_scheme (who->corpus),
                                                              id);

  if (type == NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND, _ ("The scheme has no relation type “%s”."),
                 id != NULL ? id : "");
  else if (type->retired)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("The relation type “%s” is retired in the scheme. Choose another one."),
                   type->name);
      return NULL;
    }
  return type;
}

static gboolean
connects (const SchRelation *relation, const char *from, const char *to)
{
  return strcmp (relation->from, from) == 0 && strcmp (relation->to, to) == 0;
}

static SchRelation *
find_same (const SchAnnotator *who, const SchRelationType *type, const char *from, const char *to)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (who->document, from);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (relations, i);

      if (sch_relation_type_is (type, relation->type) &&
          (connects (relation, from, to) || (type->symmetric && connects (relation, to, from))))
        return relation;
    }
  return NULL;
}

/**
 * sch_annotate_relate:
 * @type: id of a relation type
 * @from, @to: ids of spans
 *
 * Returns: (transfer full) (nullable): the id of the relation, new or there already (for a symmetric
 *   type, in either direction); NULL with %SCH_ERROR_NOT_FOUND or %SCH_ERROR_INVALID. Ends that the
 *   type does not allow are a problem, not an error.
 */
char *
sch_annotate_relate (const SchAnnotator *who, const char *type_id, const char *from, const char *to,
                     GError **error)
{
  const SchRelationType *type = find_type (who, type_id, error);
  SchRelation *same;
  g_autoptr (SchRelation) relation = NULL;
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  if (type == NULL || sch_annotate_find_span (who, from, error) == NULL ||
      sch_annotate_find_span (who, to, error) == NULL)
    return NULL;
  if (strcmp (from, to) == 0)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("An annotation cannot be “%s” itself. Choose another one."), type->name);
      return NULL;
    }
  same = find_same (who, type, from, to);
  if (same != NULL)
    return g_strdup (same->record.id);
  id = sch_id_new_random ();
  relation = sch_relation_new (SCH_RECORD_RELATION, id, type->id, from, to);
  name = g_strdup_printf (_ ("Relate: %s"), type->name);
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_RELATION, NULL, relation);
  if (!sch_annotate_finish (who, group, error))
    return NULL;
  return g_steal_pointer (&id);
}

SchRelation *
sch_annotate_find_relation (const SchAnnotator *who, const char *id, GError **error)
{
  SchRelation *relation = id != NULL ? sch_layer_document_get_relation (who->document, id) : NULL;

  if (relation == NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                 _ ("%s has no relation “%s” any more. Select another one."),
                 sch_layer_document_get_path (who->document), id != NULL ? id : "");
  return relation;
}

gboolean
sch_annotate_unrelate (const SchAnnotator *who, const char *relation_id, GError **error)
{
  SchRelation *relation = sch_annotate_find_relation (who, relation_id, error);
  const SchRelationType *type;
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *name = NULL;

  if (relation == NULL)
    return FALSE;
  type = sch_scheme_get_relation_type (sch_corpus_get_scheme (who->corpus), relation->type);
  name = g_strdup_printf (_ ("Remove Relation: %s"), type != NULL ? type->name : relation->type);
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_RELATION, relation, NULL);
  return sch_annotate_finish (who, group, error);
}

/* Whether the relation may be of the type between the spans: there are both, and there is no other one. */
static gboolean
check_relation (const SchAnnotator *who, const SchRelation *relation, const SchRelationType *type,
                const char *from, const char *to, GError **error)
{
  SchRelation *same;

  if (sch_annotate_find_span (who, from, error) == NULL ||
      sch_annotate_find_span (who, to, error) == NULL)
    return FALSE;
  if (strcmp (from, to) == 0)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("An annotation cannot be “%s” itself. Choose another one."), type->name);
      return FALSE;
    }
  same = find_same (who, type, from, to);
  if (same == NULL || same == relation)
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
               _ ("Both annotations are “%s” already. Remove one of the relations instead."),
               type->name);
  return FALSE;
}

/**
 * sch_annotate_change_relation:
 * @type: (nullable): id of a relation type that is in use
 * @from, @to: (nullable): ids of spans
 *
 * Changes what a relation says and keeps the rest of it: attributes, note, state. Ends that the type does
 * not allow are a problem, not an error. Nothing new is no step.
 *
 * Returns: FALSE with %SCH_ERROR_NOT_FOUND, or %SCH_ERROR_INVALID where there is such a relation already
 */
gboolean
sch_annotate_change_relation (const SchAnnotator *who, const char *relation_id, const char *type_id,
                              const char *from, const char *to, GError **error)
{
  SchRelation *relation = sch_annotate_find_relation (who, relation_id, error);
  const SchRelationType *type;
  gboolean reversed;
  g_autoptr (SchRelation) changed = NULL;
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *name = NULL;

  if (relation == NULL)
    return FALSE;
  type = find_type (who, type_id != NULL ? type_id : relation->type, error);
  from = from != NULL ? from : relation->from;
  to = to != NULL ? to : relation->to;
  if (type == NULL || !check_relation (who, relation, type, from, to, error))
    return FALSE;
  if (sch_relation_type_is (type, relation->type) && connects (relation, from, to))
    return TRUE;
  reversed = connects (relation, to, from);
  changed = sch_record_copy (relation);
  changed->type = g_intern_string (type->id);
  g_free (changed->from);
  changed->from = g_strdup (from);
  g_free (changed->to);
  changed->to = g_strdup (to);
  name = g_strdup_printf (reversed ? _ ("Reverse Relation: %s") : _ ("Change Relation: %s"),
                          type->name);
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_RELATION, relation, changed);
  return sch_annotate_finish (who, group, error);
}

/* The cluster, or the one that it was merged into. */
SchCluster *
sch_annotate_find_cluster (const SchAnnotator *who, const char *id, GError **error)
{
  const char *layer = sch_layer_document_get_layer (who->document);
  SchCluster *cluster = sch_corpus_get_cluster (who->corpus, layer, id);

  /* More steps than any honest chain has: a circle. */
  for (guint i = 0; i < 100 && cluster != NULL; i++)
    {
      if (cluster->merged_into == NULL)
        return cluster;
      cluster = sch_corpus_get_cluster (who->corpus, layer, cluster->merged_into);
    }
  g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
               _ ("The layer “%s” has no cluster “%s” any more. Choose another one."), layer, id);
  return NULL;
}

/**
 * sch_annotate_set_cluster:
 * @cluster: (nullable): id of a cluster of the layer; NULL takes the span out of every cluster
 *
 * Makes the span a member of this cluster and of no other.
 */
gboolean
sch_annotate_set_cluster (const SchAnnotator *who, const char *span_id, const char *cluster_id,
                          GError **error)
{
  SchSpan *before = sch_annotate_find_span (who, span_id, error);
  SchCluster *cluster = NULL;
  const char *clusters[2] = { NULL, NULL };
  g_autoptr (SchSpan) after = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *name = NULL;

  if (before == NULL)
    return FALSE;
  if (cluster_id != NULL)
    {
      cluster = sch_annotate_find_cluster (who, cluster_id, error);
      if (cluster == NULL)
        return FALSE;
      clusters[0] = cluster->record.id;
      quote = sch_annotate_shorten (cluster->name != NULL ? cluster->name : cluster->record.id,
                                    SCH_ANNOTATE_QUOTE_CHARS);
    }
  else
    quote = sch_annotate_dup_quote (who, before, SCH_ANNOTATE_QUOTE_CHARS);
  after = sch_record_copy (before);
  sch_span_set_clusters (after, clusters);
  name = g_strdup_printf (cluster != NULL ? _ ("Join “%s”") : _ ("Take “%s” out of Its Cluster"),
                          quote);
  return sch_annotate_change_span (who, name, before, after, error);
}

/**
 * sch_annotate_new_cluster:
 * @name: (nullable): NULL or empty: what the span covers
 *
 * Makes a cluster of the kind of the span's label, with the span as its only member so far.
 *
 * Returns: (transfer full) (nullable): the id of the cluster
 */
char *
sch_annotate_new_cluster (const SchAnnotator *who, const char *span_id, const char *name,
                          GError **error)
{
  SchSpan *before = sch_annotate_find_span (who, span_id, error);
  g_autoptr (SchCluster) cluster = NULL;
  g_autoptr (SchSpan) after = NULL;
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *id = NULL;
  g_autofree char *own_name = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *step = NULL;
  SchKind kind;

  if (before == NULL)
    return NULL;
  kind = sch_scheme_get_kind (sch_corpus_get_scheme (who->corpus), before->label);
  own_name = name != NULL && *name != '\0'
                 ? g_strdup (name)
                 : sch_annotate_dup_quote (who, before, SCH_ANNOTATE_NAME_CHARS);
  id = sch_id_new_random ();
  cluster = sch_cluster_new (id, sch_kind_to_string (kind), own_name);
  if (kind == SCH_KIND_ENTITY)
    cluster->label = g_strdup (before->label);
  after = sch_record_copy (before);
  sch_span_set_clusters (after, (const char *const[]){ id, NULL });
  quote = sch_annotate_shorten (own_name, SCH_ANNOTATE_QUOTE_CHARS);
  step = g_strdup_printf (_ ("New Cluster “%s”"), quote);
  group = sch_annotate_begin (who, step);
  sch_annotate_put (who, group, SCH_RECORD_CLUSTER, NULL, cluster);
  sch_annotate_put (who, group, SCH_RECORD_SPAN, before, after);
  if (!sch_annotate_finish (who, group, error))
    return NULL;
  return g_steal_pointer (&id);
}
