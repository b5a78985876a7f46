/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotate All: what a person chose among the places that SchOccurrences found becomes annotations
 * like their source, and what was left out is remembered, in one step over any number of documents. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "sch-annotate-occurrences.h"
#include "sch-annotate-private.h"
#include "sch-native-files.h"
#include "sch-store.h"
#include "sch-surface-index.h"

typedef struct
{
  const SchAnnotator *who;
  SchOccurrences *found;
  SchEditGroup *group;
  SchSpan *source;
  char *surface;
  char *surface_key;
  GHashTable *documents; /* of SchLayerDocument: where something is made */
  guint n_spans;
} Step;

/* The clusters of the source, else the one that its surface belongs to. */
static void
set_clusters (Step *step, SchSpan *span)
{
  SchScheme *scheme = sch_corpus_get_scheme (step->who->corpus);
  const char *clusters[2] = { NULL, NULL };
  g_autofree char *cluster = NULL;

  if (step->source->clusters != NULL || !step->who->auto_join ||
      sch_scheme_get_kind (scheme, span->label) != SCH_KIND_ENTITY)
    return;
  cluster = sch_surface_index_dup_cluster (
      sch_surface_index_get (step->who->corpus, sch_layer_document_get_layer (step->who->document)),
      span->label, step->surface);
  clusters[0] = cluster;
  sch_span_set_clusters (span, clusters);
}

/* Label, attributes and clusters of the source; nothing that was said of that one place. */
static SchSpan *
make_like (Step *step, SchRange range)
{
  SchSpan *span = sch_record_copy (step->source);
  g_autofree char *id = sch_id_new_random ();

  sch_record_set_id (span, id);
  sch_record_set_note (span, NULL);
  sch_span_set_ranges (span, &range, 1);
  g_clear_pointer (&span->text, g_free);
  g_clear_pointer (&span->record.extra, g_free);
  g_clear_pointer (&span->record.confirmed, g_free);
  g_clear_pointer (&span->record.suggested_by, g_free);
  span->record.score = NAN;
  span->record.created = span->record.modified = 0;
  span->record.origin = SCH_ORIGIN_OCCURRENCES;
  span->record.state = SCH_STATE_CONFIRMED;
  span->doubt = FALSE;
  set_clusters (step, span);
  return span;
}

/* Work on a document nobody had begun begins it. */
static void
begin_document (Step *step, const SchAnnotator *there)
{
  SchState *before = sch_layer_document_get_state (there->document);
  g_autoptr (SchState) after = NULL;

  if (!g_hash_table_add (step->documents, there->document) ||
      there->document == step->who->document || before->status != SCH_STATUS_TODO)
    return;
  after = sch_record_copy (before);
  after->status = SCH_STATUS_IN_PROGRESS;
  sch_annotate_put (there, step->group, SCH_RECORD_STATE, before, after);
}

static gboolean
put_span (Step *step, SchOccurrence *hit, GError **error)
{
  SchAnnotator there = *step->who;
  g_autoptr (SchSpan) span = NULL;

  there.document = sch_corpus_get_layer_document (there.corpus,
                                                  sch_layer_document_get_layer (
                                                      step->who->document),
                                                  sch_occurrence_get_path (hit), error);
  if (there.document == NULL)
    return FALSE;
  span = make_like (step, sch_occurrence_get_range (hit));
  begin_document (step, &there);
  sch_annotate_put (&there, step->group, SCH_RECORD_SPAN, NULL, span);
  step->n_spans++;
  return TRUE;
}

/* What makes the memory readable in the file beside its two ids. */
static SchTree *
make_left_out (Step *step, SchOccurrence *hit)
{
  const char *key = sch_occurrence_get_key (hit);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *id = NULL;

  json_object_set_string_member (object, "a", step->surface_key);
  json_object_set_string_member (object, "b", key);
  json_object_set_string_member (object, "label", step->source->label);
  json_object_set_string_member (object, "path", sch_occurrence_get_path (hit));
  json_object_set_string_member (object, "text", sch_occurrence_get_text (hit));
  json_node_set_object (node, object);
  id = sch_native_dup_tree_id (SCH_RECORD_REJECTED, node);
  return sch_tree_new (SCH_RECORD_REJECTED, id, node);
}

static void
remember (Step *step, SchOccurrence *hit)
{
  const char *layer = sch_layer_document_get_layer (step->who->document);
  SchTree *before = sch_corpus_get_rejected (step->who->corpus, layer, step->surface_key,
                                             sch_occurrence_get_key (hit));
  g_autoptr (SchTree) after = NULL;

  if (sch_occurrence_is_ticked (hit) == (before == NULL))
    return;
  after = before == NULL ? make_left_out (step, hit) : NULL;
  sch_edit_group_add (step->group, SCH_RECORD_REJECTED, layer, NULL, before, after);
}

/* A source that is not there yet, or not any more, is made in the same step. */
static void
put_source (Step *step)
{
  g_autoptr (SchSpan) span = NULL;

  if (sch_layer_document_get_span (step->who->document, step->source->record.id) != NULL)
    return;
  span = sch_record_copy (step->source);
  set_clusters (step, span);
  g_hash_table_add (step->documents, step->who->document);
  sch_annotate_put (step->who, step->group, SCH_RECORD_SPAN, NULL, span);
  step->n_spans++;
}

static gboolean
fill_group (Step *step, GError **error)
{
  guint n = sch_occurrences_get_n (step->found);

  put_source (step);
  for (guint i = 0; i < n; i++)
    {
      SchOccurrence *hit = sch_occurrences_peek (step->found, i);

      if (sch_occurrence_is_ticked (hit) && !put_span (step, hit, error))
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    remember (step, sch_occurrences_peek (step->found, i));
  return TRUE;
}

/**
 * sch_annotate_occurrences:
 * @who: of the document in which the source is
 * @found: whose ticked places are annotated like its source, which is made too where it is new; none
 *   of its documents may have changed since
 * @n_spans: (out) (optional): how many annotations were made
 * @n_documents: (out) (optional): in how many documents
 *
 * Label, attributes and clusters are copied. A source without a cluster takes, with auto_join, the one
 * that its surface and label belong to. Places that are not ticked are remembered in the layer, and
 * forgotten when they are ticked.
 *
 * Returns: FALSE with an error of sch_corpus_get_layer_document() or sch_corpus_apply()
 */
gboolean
sch_annotate_occurrences (const SchAnnotator *who, SchOccurrences *found, guint *n_spans,
                          guint *n_documents, GError **error)
{
  SchSpan *source = sch_occurrences_get_source (found);
  SchText *text = sch_layer_document_get_text (who->document);
  g_autoptr (SchEditGroup) group = NULL;
  g_autoptr (GHashTable) documents = g_hash_table_new (NULL, NULL);
  g_autofree char *surface = sch_span_dup_covered (source, text);
  g_autofree char *surface_key = NULL;
  g_autofree char *quote = sch_annotate_shorten (surface, SCH_ANNOTATE_QUOTE_CHARS);
  g_autofree char *name = NULL;
  Step step;

  /* Translators: the name of a step; %s is the text of which all places are annotated. */
  name = g_strdup_printf (_ ("Annotate All: “%s”"), quote);
  group = sch_annotate_begin (who, name);
  surface_key = sch_occurrences_dup_surface_key (sch_corpus_get_scheme (who->corpus), source->label,
                                                 surface);
  step = (Step){ who, found, group, source, surface, surface_key, documents, 0 };
  if (!fill_group (&step, error) || !sch_annotate_finish (who, group, error))
    return FALSE;
  if (n_spans != NULL)
    *n_spans = step.n_spans;
  if (n_documents != NULL)
    *n_documents = g_hash_table_size (documents);
  return TRUE;
}
