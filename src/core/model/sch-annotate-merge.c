/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging spans into one of them. Nothing that the others held is lost but their labels and
 * attributes: ranges, clusters, notes and relations go over to the one that stays. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"

static GPtrArray *
find_spans (const SchAnnotator *who, const char *const *ids, GHashTable *merged, GError **error)
{
  g_autoptr (GPtrArray) spans = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SchSpan *span = sch_annotate_find_span (who, ids[i], error);

      if (span == NULL)
        return NULL;
      if (g_hash_table_add (merged, span->record.id))
        g_ptr_array_add (spans, span);
    }
  return g_steal_pointer (&spans);
}

static void
add_clusters (GPtrArray *clusters, SchSpan *span)
{
  for (guint i = 0; span->clusters != NULL && span->clusters[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (clusters, span->clusters[i], g_str_equal, NULL))
      g_ptr_array_add (clusters, span->clusters[i]);
}

static void
add_note (GPtrArray *notes, SchSpan *span)
{
  if (span->record.note != NULL && *span->record.note != '\0' &&
      !g_ptr_array_find_with_equal_func (notes, span->record.note, g_str_equal, NULL))
    g_ptr_array_add (notes, span->record.note);
}

/* The first span with the ranges, clusters and notes of all. */
static SchSpan *
unite_spans (const SchAnnotator *who, GPtrArray *spans, GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
  g_autoptr (GPtrArray) clusters = g_ptr_array_new ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autofree char *note = NULL;
  SchSpan *united;

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      g_array_append_vals (ranges, span->ranges, span->n_ranges);
      add_clusters (clusters, span);
      add_note (notes, span);
    }
  united = sch_annotate_copy_with_ranges (who, g_ptr_array_index (spans, 0), ranges, error);
  if (united == NULL)
    return NULL;
  g_ptr_array_add (clusters, NULL);
  g_ptr_array_add (notes, NULL);
  sch_span_set_clusters (united, (const char *const *) clusters->pdata);
  note = g_strjoinv ("\n", (char **) notes->pdata);
  sch_record_set_note (united, note);
  return united;
}

/* Two relations of the same type between the same ends have the same key. */
static char *
make_relation_key (const SchAnnotator *who, SchRelation *relation, const char *from, const char *to)
{
  const SchRelationType *type = sch_scheme_get_relation_type (sch_corpus_get_scheme (who->corpus),
                                                              relation->type);
  gboolean turn = type != NULL && type->symmetric && strcmp (from, to) > 0;

  return g_strjoin ("\n", relation->type, turn ? to : from, turn ? from : to, NULL);
}

/* (transfer container): relations of all the spans, each once; those of the first come first. */
static GPtrArray *
list_relations (const SchAnnotator *who, GPtrArray *spans)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      GPtrArray *relations = sch_layer_document_get_relations_of (who->document, span->record.id);

      for (guint j = 0; relations != NULL && j < relations->len; j++)
        {
          SchRelation *relation = g_ptr_array_index (relations, j);

          if (g_hash_table_add (seen, relation->record.id))
            g_ptr_array_add (list, relation);
        }
    }
  return list;
}

/* Relations to and from what is merged become the first span's, unless they would lead from it to
 * itself or be there twice. */
static void
put_relations (const SchAnnotator *who, SchEditGroup *group, GPtrArray *spans, GHashTable *merged)
{
  const char *first = ((SchSpan *) g_ptr_array_index (spans, 0))->record.id;
  g_autoptr (GPtrArray) relations = list_relations (who, spans);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < relations->len; i++)
    {
      SchRelation *before = g_ptr_array_index (relations, i);
      const char *from = g_hash_table_contains (merged, before->from) ? first : before->from;
      const char *to = g_hash_table_contains (merged, before->to) ? first : before->to;
      g_autoptr (SchRelation) after = NULL;

      if (strcmp (from, to) == 0 ||
          !g_hash_table_add (keys, make_relation_key (who, before, from, to)))
        {
          sch_annotate_put (who, group, SCH_RECORD_RELATION, before, NULL);
          continue;
        }
      if (strcmp (from, before->from) == 0 && strcmp (to, before->to) == 0)
        continue;
      after = sch_record_copy (before);
      g_free (after->from);
      g_free (after->to);
      after->from = g_strdup (from);
      after->to = g_strdup (to);
      sch_annotate_put (who, group, SCH_RECORD_RELATION, before, after);
    }
}

/**
 * sch_annotate_merge:
 * @spans: (array zero-terminated=1): ids; the first is the one that stays
 *
 * Merges spans into the first: ranges and clusters are united, notes joined, relations taken over;
 * label and attributes are the first one's. The others are deleted.
 */
gboolean
sch_annotate_merge (const SchAnnotator *who, const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) merged = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) spans = find_spans (who, ids, merged, error);
  g_autoptr (SchEditGroup) group = NULL;
  g_autoptr (SchSpan) united = NULL;
  g_autofree char *name = NULL;

  if (spans == NULL)
    return FALSE;
  if (spans->len < 2)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("%s: select two annotations or more to merge them"),
                   sch_layer_document_get_path (who->document));
      return FALSE;
    }
  united = unite_spans (who, spans, error);
  if (united == NULL)
    return FALSE;
  name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Merge %u Annotation",
                                       "Merge %u Annotations", spans->len),
                          spans->len);
  group = sch_annotate_begin (who, name);
  put_relations (who, group, spans, merged);
  for (guint i = 1; i < spans->len; i++)
    sch_annotate_put (who, group, SCH_RECORD_SPAN, g_ptr_array_index (spans, i), NULL);
  sch_annotate_put (who, group, SCH_RECORD_SPAN, g_ptr_array_index (spans, 0), united);
  return sch_annotate_finish (who, group, error);
}
