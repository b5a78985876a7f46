/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gestures on many spans of a document: each is one group and one step, at the cost of the spans.
 * A span named twice counts once; with one that is not there nothing is changed. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"
#include "sch-store.h"

/* (transfer container) (nullable): the spans, each once. */
static GPtrArray *
find_spans (const SchAnnotator *who, const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) spans = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SchSpan *span = sch_annotate_find_span (who, ids[i], error);

      if (span == NULL)
        return NULL;
      if (g_hash_table_add (seen, span))
        g_ptr_array_add (spans, span);
    }
  if (spans->len == 0)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("%s: no annotation is selected. Select some first."),
                   sch_layer_document_get_path (who->document));
      return NULL;
    }
  return g_steal_pointer (&spans);
}

static void
put_if_changed (const SchAnnotator *who, SchEditGroup *group, SchSpan *before, SchSpan *after)
{
  if (!sch_record_equal (before, after))
    sch_annotate_put (who, group, SCH_RECORD_SPAN, before, after);
}

/* A name says how many spans the step changes, which only the full group knows. Takes @name. */
static gboolean
finish_named (const SchAnnotator *who, SchEditGroup *group, char *name, GError **error)
{
  g_free (group->name);
  group->name = name;
  return sch_annotate_finish (who, group, error);
}

/**
 * sch_annotate_relabel_many:
 * @spans: (array zero-terminated=1): ids
 * @label: id of a label
 *
 * Gives spans another label, as sch_annotate_relabel() does for one.
 */
gboolean
sch_annotate_relabel_many (const SchAnnotator *who, const char *const *ids, const char *label_id,
                           GError **error)
{
  const SchLabel *label = sch_annotate_find_label (who, label_id, error);
  g_autoptr (GPtrArray) spans = label != NULL ? find_spans (who, ids, error) : NULL;
  g_autoptr (SchEditGroup) group = NULL;

  if (spans == NULL)
    return FALSE;
  group = sch_annotate_begin (who, "");
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *before = g_ptr_array_index (spans, i);
      g_autoptr (SchSpan) after = NULL;

      if (strcmp (before->label, label->id) == 0)
        continue;
      after = sch_annotate_copy_with_label (before, label);
      sch_annotate_put (who, group, SCH_RECORD_SPAN, before, after);
    }
  return finish_named (
      who, group,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Change Label of %u Annotation to “%s”",
                                    "Change Label of %u Annotations to “%s”", group->edits->len),
                       group->edits->len, label->name),
      error);
}

/**
 * sch_annotate_set_attribute_many:
 * @attribute: id of an attribute that the label of at least one of the spans has
 * @json: (nullable): a JSON value; NULL takes the value out
 *
 * Sets an attribute of those spans whose label has it, as sch_annotate_set_attribute() does for one.
 */
gboolean
sch_annotate_set_attribute_many (const SchAnnotator *who, const char *const *ids,
                                 const char *attribute_id, const char *json, GError **error)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  g_autoptr (GPtrArray) spans = find_spans (who, ids, error);
  const char *attribute_name = NULL;
  g_autoptr (SchEditGroup) group = NULL;

  if (spans == NULL)
    return FALSE;
  group = sch_annotate_begin (who, "");
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *before = g_ptr_array_index (spans, i);
      const SchLabel *label = sch_scheme_get_label (scheme, before->label);
      const SchAttribute *attribute = label != NULL ? sch_label_get_attribute (label, attribute_id)
                                                    : NULL;
      g_autoptr (SchSpan) after = NULL;

      if (attribute == NULL)
        continue;
      attribute_name = attribute->name;
      after = sch_annotate_copy_with_attribute (before, attribute, json, error);
      if (after == NULL)
        return FALSE;
      sch_annotate_remember_value (who, attribute, after);
      put_if_changed (who, group, before, after);
    }
  if (attribute_name == NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                   _ ("No label of the selected annotations has an attribute “%s”."), attribute_id);
      return FALSE;
    }
  return finish_named (who, group,
                       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Change %s of %u Annotation",
                                                     "Change %s of %u Annotations",
                                                     group->edits->len),
                                        attribute_name, group->edits->len),
                       error);
}

gboolean
sch_annotate_set_doubt_many (const SchAnnotator *who, const char *const *ids, gboolean doubt,
                             GError **error)
{
  g_autoptr (GPtrArray) spans = find_spans (who, ids, error);
  g_autoptr (SchEditGroup) group = NULL;
  char *name;
  guint n;

  if (spans == NULL)
    return FALSE;
  group = sch_annotate_begin (who, "");
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *before = g_ptr_array_index (spans, i);
      g_autoptr (SchSpan) after = sch_record_copy (before);

      after->doubt = doubt;
      put_if_changed (who, group, before, after);
    }
  n = group->edits->len;
  if (doubt)
    name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Doubt %u Annotation",
                                         "Doubt %u Annotations", n),
                            n);
  else
    name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Clear Doubt about %u Annotation",
                                         "Clear Doubt about %u Annotations", n),
                            n);
  return finish_named (who, group, name, error);
}

static void
put_cluster (const SchAnnotator *who, SchEditGroup *group, GPtrArray *spans, const char *cluster)
{
  const char *const clusters[] = { cluster, NULL };

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *before = g_ptr_array_index (spans, i);
      g_autoptr (SchSpan) after = sch_record_copy (before);

      sch_span_set_clusters (after, clusters);
      put_if_changed (who, group, before, after);
    }
}

/**
 * sch_annotate_set_cluster_many:
 * @cluster: (nullable): id of a cluster of the layer; NULL takes the spans out of every cluster
 */
gboolean
sch_annotate_set_cluster_many (const SchAnnotator *who, const char *const *ids,
                               const char *cluster_id, GError **error)
{
  g_autoptr (GPtrArray) spans = find_spans (who, ids, error);
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *quote = NULL;
  SchCluster *cluster = NULL;
  char *name;
  guint n;

  if (spans == NULL)
    return FALSE;
  if (cluster_id != NULL)
    {
      cluster = sch_annotate_find_cluster (who, cluster_id, error);
      if (cluster == NULL)
        return FALSE;
    }
  group = sch_annotate_begin (who, "");
  put_cluster (who, group, spans, cluster != NULL ? cluster->record.id : NULL);
  n = group->edits->len;
  if (cluster != NULL)
    quote = sch_annotate_shorten (cluster->name != NULL ? cluster->name : cluster->record.id,
                                  SCH_ANNOTATE_QUOTE_CHARS);
  if (cluster != NULL)
    name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Join %u Annotation to “%s”",
                                         "Join %u Annotations to “%s”", n),
                            n, quote);
  else
    name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Take %u Annotation out of Its Cluster",
                                         "Take %u Annotations out of Their Clusters", n),
                            n);
  return finish_named (who, group, name, error);
}

/**
 * sch_annotate_new_cluster_many:
 * @name: (nullable): NULL or empty: what the first span covers
 *
 * Makes a cluster of the kind of the first span's label, with all the spans as its members.
 *
 * Returns: (transfer full) (nullable): the id of the cluster
 */
char *
sch_annotate_new_cluster_many (const SchAnnotator *who, const char *const *ids, const char *name,
                               GError **error)
{
  g_autoptr (GPtrArray) spans = find_spans (who, ids, error);
  g_autoptr (SchCluster) cluster = NULL;
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *id = NULL;
  g_autofree char *own_name = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *step = NULL;
  SchSpan *first;
  SchKind kind;

  if (spans == NULL)
    return NULL;
  first = g_ptr_array_index (spans, 0);
  kind = sch_scheme_get_kind (sch_corpus_get_scheme (who->corpus), first->label);
  own_name = name != NULL && *name != '\0'
                 ? g_strdup (name)
                 : sch_annotate_dup_quote (who, first, SCH_ANNOTATE_NAME_CHARS);
  id = sch_id_new_random ();
  cluster = sch_cluster_new (id, sch_kind_to_string (kind), own_name);
  if (kind == SCH_KIND_ENTITY)
    cluster->label = g_strdup (first->label);
  quote = sch_annotate_shorten (own_name, SCH_ANNOTATE_QUOTE_CHARS);
  step = g_strdup_printf (_ ("New Cluster “%s”"), quote);
  group = sch_annotate_begin (who, step);
  sch_annotate_put (who, group, SCH_RECORD_CLUSTER, NULL, cluster);
  put_cluster (who, group, spans, id);
  return sch_annotate_finish (who, group, error) ? g_steal_pointer (&id) : NULL;
}
