/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document on its way out of a corpus: its spans, relations, clusters and metadata as values. Runs in
 * any thread: of the corpus it looks at the scheme and the rows of documents, which do not change. */

#include "config.h"

#include "sch-export-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-native-files.h"

/* A span as it is exported: its label by the id that the scheme has now. NULL: its text is not what
 * it was, or is not there. */
static SchSpan *
make_span (const SchExport *self, const char *path, SchText *text, SchSpan *span, SchReport *report)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (self->corpus), span->label);

  if (sch_span_get_end (span) > sch_text_get_char_count (text) || span->text != NULL)
    {
      g_autofree char *quote = sch_report_dup_quote (span->text != NULL ? span->text : span->label);

      sch_report_add (report, SCH_REPORT_LOSS,
                      _ ("spans whose text is not in the document where it was annotated"), path, 0,
                      1, quote);
      return NULL;
    }
  if (label == NULL || strcmp (label->id, span->label) == 0)
    return sch_record_ref (span);
  span = sch_record_copy (span);
  sch_span_set_label (span, label->id);
  return span;
}

static void
add_cluster (const SchExportLayer *layer, SchFormatDocument *document, GHashTable *seen,
             const char *id)
{
  SchCluster *cluster = id != NULL ? g_hash_table_lookup (layer->clusters, id) : NULL;

  while (cluster != NULL && g_hash_table_add (seen, cluster->record.id))
    {
      g_ptr_array_add (document->clusters, sch_record_ref (cluster));
      cluster = cluster->merged_into != NULL
                    ? g_hash_table_lookup (layer->clusters, cluster->merged_into)
                    : NULL;
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SchRecord *const *) a)->id, (*(SchRecord *const *) b)->id);
}

/* The clusters that the document's spans are in, and the links that begin at them. */
static void
add_clusters (const SchExportLayer *layer, SchFormatDocument *document)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < document->spans->len; i++)
    {
      const SchSpan *span = g_ptr_array_index (document->spans, i);

      for (guint c = 0; span->clusters != NULL && span->clusters[c] != NULL; c++)
        add_cluster (layer, document, seen, span->clusters[c]);
    }
  g_ptr_array_sort (document->clusters, compare_ids);
  for (guint i = 0; i < document->clusters->len; i++)
    {
      GPtrArray *links = g_hash_table_lookup (layer->links,
                                              ((SchRecord *) document->clusters->pdata[i])->id);

      for (guint k = 0; links != NULL && k < links->len; k++)
        g_ptr_array_add (document->links, sch_record_ref (g_ptr_array_index (links, k)));
    }
  g_ptr_array_sort (document->links, compare_ids);
}

static char *
dup_metadata (const SchExport *self, const char *path)
{
  SchDocument *document = sch_corpus_find_document (self->corpus, path);
  SchTree *metadata = document != NULL ? sch_document_get_metadata (document) : NULL;
  g_autoptr (SchJsonWriter) writer = NULL;
  g_autoptr (SchTree) tree = NULL;
  const char *json;

  if (metadata == NULL)
    return NULL;
  tree = sch_tree_with_string (metadata, "path", "");
  writer = sch_json_writer_new ();
  sch_native_write_inline (tree->node, SCH_RECORD_METADATA, writer);
  json = sch_json_writer_peek (writer, NULL);
  return strcmp (json, "{}") != 0 ? g_strdup (json) : NULL;
}

static void
add_records (const SchExport *self, SchFormatDocument *document, SchLayerDocument *annotations,
             SchReport *report)
{
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (annotations);
  g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (annotations);

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = make_span (self, document->path, document->text, g_ptr_array_index (spans, i),
                                 report);

      if (span != NULL)
        g_ptr_array_add (document->spans, span);
    }
  for (guint i = 0; i < relations->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (relations, i);

      if (sch_layer_document_get_span (annotations, relation->from) != NULL &&
          sch_layer_document_get_span (annotations, relation->to) != NULL)
        g_ptr_array_add (document->relations, sch_record_ref (relation));
      else
        sch_report_add (report, SCH_REPORT_DROPPED, _ ("relations whose spans are not there"),
                        document->path, 0, 1, relation->type);
    }
}

SchFormatDocument *
sch_export_select_document (const SchExport *self, const SchExportLayer *layer,
                            SchLayerDocument *annotations, SchReport *report, GError **error)
{
  const char *path = sch_layer_document_get_path (annotations);
  SchScheme *scheme = sch_corpus_get_scheme (self->corpus);
  SchSelection selection = self->options->selection;
  SchFormatDocument *document = sch_format_document_new ();

  document->path = g_strdup (path);
  document->layer = g_strdup (layer->name);
  document->language = g_strdup (sch_corpus_get_language (self->corpus, path));
  document->snap = sch_scheme_get_snap_rules (scheme, document->language);
  document->text = sch_text_ref (sch_layer_document_get_text (annotations));
  document->state = sch_record_ref (sch_layer_document_get_state (annotations));
  document->metadata = dup_metadata (self, path);
  document->kinds = g_hash_table_ref (self->kinds);
  add_records (self, document, annotations, report);
  add_clusters (layer, document);
  selection.keep_suggestions |= layer->is_suggestions;
  return sch_selection_apply (&selection, document, scheme, report, error);
}
