/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export: which documents of which layers, in which part of a split, and each on its way through
 * selection and units into the writer. One document is in memory at a time, and the same corpus and
 * options always give the same bytes. */

#include "config.h"

#include "sch-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-native-files.h"
#include "sch-tokens.h"

typedef struct
{
  char *path;
  char *layer;
  guint part;
} Item;

struct _SchExport
{
  SchCorpus *corpus;
  const SchFormat *format;
  const SchExportOptions *options;
  SchReport *report;
  GCancellable *cancellable;
  SchWriteOptions write;
  GPtrArray *items;
  GHashTable *kinds;
  guint n_done;
};

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->path);
  g_free (item->layer);
  g_free (item);
}

void
sch_export_options_clear (SchExportOptions *options)
{
  sch_selection_clear (&options->selection);
  g_clear_pointer (&options->layers, g_strfreev);
  g_clear_pointer (&options->group_by, g_free);
}

void
sch_export_free (SchExport *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->corpus);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->kinds);
  g_free (self);
}

/* --- Which documents --- */

static char **
choose_layers (SchExport *self, GError **error)
{
  g_auto (GStrv) there = sch_corpus_list_layers (self->corpus);
  g_autofree char *names = g_strjoinv (", ", there);

  for (guint i = 0; self->options->layers != NULL && self->options->layers[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) there, self->options->layers[i]))
      {
        g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                     _ ("The corpus has no layer “%s”; its layers: %s"), self->options->layers[i],
                     *names != '\0' ? names : _ ("none"));
        return NULL;
      }
  if (self->options->layers != NULL)
    return g_strdupv (self->options->layers);
  if (there[0] == NULL || (there[1] != NULL && !self->options->all_layers))
    {
      if (there[0] == NULL)
        g_set_error_literal (error, SCH_ERROR, SCH_ERROR_INVALID,
                             _ ("The corpus has no annotations; there is nothing to export"));
      else
        g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                     _ ("The corpus has several layers (%s); choose with --layer"), names);
      return NULL;
    }
  return g_steal_pointer (&there);
}

/* A layer document that may be trusted. */
static SchLayerDocument *
load (SchExport *self, const char *layer, const char *path, GError **error)
{
  SchLayerDocument *document = sch_corpus_get_layer_document (self->corpus, layer, path, error);
  const char *reason;

  if (document == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  reason = sch_corpus_get_layer_read_only_reason (self->corpus, layer, path);
  if (reason == NULL || g_strcmp0 (reason, sch_corpus_get_read_only_reason (self->corpus)) == 0)
    return document;
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_FORMAT, reason);
  return NULL;
}

static gboolean
add_layer (SchExport *self, const char *layer, GError **error)
{
  const SchSelection *selection = &self->options->selection;
  g_auto (GStrv) annotated = sch_corpus_list_layer_paths (self->corpus, layer);
  GListModel *documents = sch_corpus_get_documents (self->corpus);
  guint n_without = 0;
  guint n_path = 0;
  guint n_status = 0;

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);
      const char *path = sch_document_get_path (document);
      Item *item;

      if (!sch_selection_takes_path (selection, path))
        {
          n_path++;
          continue;
        }
      if (!g_strv_contains ((const char *const *) annotated, path))
        {
          n_without++;
          continue;
        }
      if (selection->statuses != 0)
        {
          SchLayerDocument *annotations = load (self, layer, path, error);

          if (annotations == NULL)
            return FALSE;
          if (!sch_selection_takes_status (selection, sch_layer_document_get_status (annotations)))
            {
              n_status++;
              continue;
            }
        }
      item = g_new0 (Item, 1);
      item->path = g_strdup (path);
      item->layer = g_strdup (layer);
      g_ptr_array_add (self->items, item);
    }
  sch_report_add (self->report, SCH_REPORT_SELECTION, _ ("documents of other names"), NULL, 0,
                  n_path, NULL);
  sch_report_add (self->report, SCH_REPORT_SELECTION, _ ("documents without annotations"), NULL, 0,
                  n_without, NULL);
  sch_report_add (self->report, SCH_REPORT_SELECTION, _ ("documents of another status"), NULL, 0,
                  n_status, NULL);
  return TRUE;
}

/* --- Parts --- */

/* SplitMix64: the same numbers everywhere. */
static guint64
next_random (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

/* What keeps documents in one part: the value of the metadata, else the document itself. */
static char *
dup_group (SchExport *self, const char *path)
{
  SchDocument *document = sch_corpus_find_document (self->corpus, path);
  SchTree *metadata = document != NULL ? sch_document_get_metadata (document) : NULL;
  JsonNode *value = NULL;
  g_autofree char *json = NULL;

  if (self->options->group_by != NULL && metadata != NULL)
    value = json_object_get_member (json_node_get_object (metadata->node), self->options->group_by);
  if (value == NULL)
    return g_strconcat ("path ", path, NULL);
  json = json_to_string (value, FALSE);
  return g_strconcat ("group ", json, NULL);
}

/* Groups in the order of their first document, with the number of their documents. */
static GPtrArray *
list_groups (SchExport *self, GHashTable *sizes)
{
  GPtrArray *groups = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      char *group;
      guint size;

      if (!g_hash_table_add (seen, item->path))
        continue;
      group = dup_group (self, item->path);
      size = GPOINTER_TO_UINT (g_hash_table_lookup (sizes, group));
      if (size == 0)
        g_ptr_array_add (groups, group);
      g_hash_table_insert (sizes, size == 0 ? group : g_steal_pointer (&group),
                           GUINT_TO_POINTER (size + 1));
    }
  return groups;
}

static void
shuffle (GPtrArray *groups, guint64 seed)
{
  for (guint i = groups->len; i > 1; i--)
    {
      guint k = next_random (&seed) % i;
      gpointer swapped = groups->pdata[i - 1];

      groups->pdata[i - 1] = groups->pdata[k];
      groups->pdata[k] = swapped;
    }
}

/* Each group goes to the part that lacks most. */
static void
split (SchExport *self)
{
  g_autoptr (GHashTable) sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) part_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) groups = list_groups (self, sizes);
  double lack[SCH_EXPORT_MAX_PARTS] = { 0 };
  guint total = 0;

  for (guint i = 0; i < groups->len; i++)
    total += GPOINTER_TO_UINT (g_hash_table_lookup (sizes, groups->pdata[i]));
  for (guint p = 0; p < self->options->n_parts; p++)
    lack[p] = total * self->options->percent[p] / 100.0;
  shuffle (groups, self->options->seed);
  for (guint i = 0; i < groups->len; i++)
    {
      guint best = 0;

      for (guint p = 1; p < self->options->n_parts; p++)
        if (lack[p] > lack[best])
          best = p;
      lack[best] -= GPOINTER_TO_UINT (g_hash_table_lookup (sizes, groups->pdata[i]));
      g_hash_table_insert (part_of, groups->pdata[i], GUINT_TO_POINTER (best));
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      g_autofree char *group = dup_group (self, item->path);

      item->part = GPOINTER_TO_UINT (g_hash_table_lookup (part_of, group));
    }
}

/* --- One document --- */

/* A span as it is exported: its label by the id that the scheme has now. NULL: its text is not what
 * it was, or is not there. */
static SchSpan *
make_span (SchExport *self, const Item *item, SchText *text, SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (self->corpus), span->label);

  if (sch_span_get_end (span) > sch_text_get_char_count (text) || span->text != NULL)
    {
      g_autofree char *quote = sch_report_dup_quote (span->text != NULL ? span->text : span->label);

      sch_report_add (self->report, SCH_REPORT_LOSS,
                      _ ("spans whose text is not in the document where it was annotated"),
                      item->path, 0, 1, quote);
      return NULL;
    }
  if (label == NULL || strcmp (label->id, span->label) == 0)
    return sch_record_ref (span);
  span = sch_record_copy (span);
  sch_span_set_label (span, label->id);
  return span;
}

static void
add_cluster (SchExport *self, SchFormatDocument *document, GHashTable *seen, const char *id)
{
  SchCluster *cluster = sch_corpus_get_cluster (self->corpus, document->layer, id);

  while (cluster != NULL && g_hash_table_add (seen, cluster->record.id))
    {
      g_ptr_array_add (document->clusters, sch_record_ref (cluster));
      cluster = sch_corpus_get_cluster (self->corpus, document->layer, cluster->merged_into);
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SchRecord *const *) a)->id, (*(SchRecord *const *) b)->id);
}

/* The clusters that the document's spans are in, and the links that begin at them. */
static void
add_clusters (SchExport *self, SchFormatDocument *document)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) links = sch_corpus_list_cluster_links (self->corpus, document->layer);

  for (guint i = 0; i < document->spans->len; i++)
    {
      const SchSpan *span = g_ptr_array_index (document->spans, i);

      for (guint c = 0; span->clusters != NULL && span->clusters[c] != NULL; c++)
        add_cluster (self, document, seen, span->clusters[c]);
    }
  g_ptr_array_sort (document->clusters, compare_ids);
  for (guint i = 0; i < links->len; i++)
    {
      SchRelation *link = g_ptr_array_index (links, i);

      if (g_hash_table_contains (seen, link->from))
        g_ptr_array_add (document->links, sch_record_ref (link));
    }
}

static char *
dup_metadata (SchExport *self, const char *path)
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

static SchFormatDocument *
make_document (SchExport *self, const Item *item, GError **error)
{
  SchLayerDocument *annotations = load (self, item->layer, item->path, error);
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (GPtrArray) relations = NULL;
  SchFormatDocument *document;

  if (annotations == NULL)
    return NULL;
  document = sch_format_document_new ();
  document->path = g_strdup (item->path);
  document->layer = g_strdup (item->layer);
  document->language = g_strdup (sch_corpus_get_language (self->corpus, item->path));
  document->snap = sch_scheme_get_snap_rules (sch_corpus_get_scheme (self->corpus),
                                              document->language);
  document->text = sch_text_ref (sch_layer_document_get_text (annotations));
  document->state = sch_record_ref (sch_layer_document_get_state (annotations));
  document->metadata = dup_metadata (self, item->path);
  document->kinds = g_hash_table_ref (self->kinds);
  spans = sch_layer_document_list_spans (annotations);
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = make_span (self, item, document->text, g_ptr_array_index (spans, i));

      if (span != NULL)
        g_ptr_array_add (document->spans, span);
    }
  relations = sch_layer_document_list_relations (annotations);
  for (guint i = 0; i < relations->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (relations, i);

      if (sch_layer_document_get_span (annotations, relation->from) != NULL &&
          sch_layer_document_get_span (annotations, relation->to) != NULL)
        g_ptr_array_add (document->relations, sch_record_ref (relation));
      else
        sch_report_add (self->report, SCH_REPORT_DROPPED, _ ("relations whose spans are not there"),
                        item->path, 0, 1, relation->type);
    }
  add_clusters (self, document);
  sch_corpus_unload_layer_document (self->corpus, item->layer, item->path);
  return document;
}

static SchFormatDocument *
select_document (SchExport *self, const Item *item, SchReport *report, GError **error)
{
  SchSelection selection = self->options->selection;
  SchFormatDocument *document = make_document (self, item, error);
  SchTree *info;

  if (document == NULL)
    return NULL;
  info = sch_corpus_get_layer_info (self->corpus, item->layer);
  selection.keep_suggestions |= info != NULL &&
                                strcmp (sch_tree_get_string (info, "role"), "suggestions") == 0;
  return sch_selection_apply (&selection, document, sch_corpus_get_scheme (self->corpus), report,
                              error);
}

/* --- Writing --- */

static char *
dup_unit (SchSegment segment, guint index, const SchToken *unit)
{
  return g_strdup_printf ("{\"kind\": \"%s\", \"index\": %u, \"start\": %u, \"end\": %u}",
                          segment == SCH_SEGMENT_PARAGRAPH ? "paragraph" : "sentence", index,
                          unit->char_start, unit->char_end);
}

static gboolean
write_units (SchExport *self, SchFormatWriter *writer, SchFormatDocument *document, GError **error)
{
  g_autoptr (GArray) units = sch_units_list (document->text, document->language, self->write.unit);
  g_autoptr (GArray) piece = g_array_new (FALSE, FALSE, sizeof (SchToken));
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_lost = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const SchToken *unit = &g_array_index (units, SchToken, i);
      g_autoptr (SchFormatDocument) part = NULL;

      g_array_set_size (piece, 0);
      g_array_append_vals (piece, unit, 1);
      part = sch_format_document_cut (document, piece, self->report);
      part->unit = dup_unit (self->write.unit, i, unit);
      if (!sch_format_writer_add (writer, part, error))
        return FALSE;
      for (guint s = 0; s < part->spans->len; s++)
        g_hash_table_add (written,
                          g_strdup (((SchRecord *) g_ptr_array_index (part->spans, s))->id));
    }
  for (guint i = 0; i < document->spans->len; i++)
    n_lost += !g_hash_table_contains (written,
                                      ((SchRecord *) g_ptr_array_index (document->spans, i))->id);
  sch_report_add (self->report, SCH_REPORT_LOSS, _ ("spans between the units"), document->path, 0,
                  n_lost, NULL);
  return TRUE;
}

static gboolean
write_item (SchExport *self, SchFormatWriter *writer, const Item *item, GError **error)
{
  g_autoptr (SchFormatDocument) document = select_document (self, item, self->report, error);

  if (document == NULL)
    return FALSE;
  sch_report_count (self->report, SCH_COUNT_DOCUMENTS, SCH_COUNT_READ, 1);
  sch_report_count (self->report, SCH_COUNT_SPANS, SCH_COUNT_READ, document->spans->len);
  if (self->write.unit_set && self->write.unit != SCH_SEGMENT_DOCUMENT && !self->format->cuts_units)
    return write_units (self, writer, document, error);
  return sch_format_writer_add (writer, document, error);
}

gboolean
sch_export_write (SchExport *self, guint part, GOutputStream *stream, GError **error)
{
  g_auto (SchFormatWriter) writer = { .format = self->format,
                                      .stream = stream,
                                      .options = self->write,
                                      .report = self->report,
                                      .cancellable = self->cancellable };

  if (!sch_format_writer_begin (&writer, error))
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      if (item->part != part)
        continue;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !write_item (self, &writer, item, error))
        return FALSE;
      self->n_done++;
      if (self->options->progress != NULL)
        self->options->progress (self->n_done, self->items->len, self->options->progress_data);
    }
  return sch_format_writer_end (&writer, error);
}

/* Looks through all documents for the number of columns. */
static gboolean
measure (SchExport *self, GError **error)
{
  g_autoptr (SchReport) unused = sch_report_new ();

  if (self->format->measure == NULL || self->write.nesting != SCH_NESTING_COLUMNS)
    return TRUE;
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (SchFormatDocument) document = NULL;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      document = select_document (self, g_ptr_array_index (self->items, i), unused, error);
      if (document == NULL)
        return FALSE;
      self->format->measure (&self->write, document);
    }
  return TRUE;
}

static void
add_kinds (SchExport *self)
{
  SchScheme *scheme = sch_corpus_get_scheme (self->corpus);

  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      g_hash_table_insert (self->kinds, g_strdup (label->id),
                           g_strdup (sch_kind_to_string (label->kind)));
    }
}

SchExport *
sch_export_new (SchCorpus *corpus, const SchFormat *format, const SchExportOptions *options,
                SchReport *report, GCancellable *cancellable, GError **error)
{
  g_autoptr (SchExport) self = g_new0 (SchExport, 1);
  g_auto (GStrv) layers = NULL;

  g_return_val_if_fail (format->write != NULL, NULL);

  self->corpus = g_object_ref (corpus);
  self->format = format;
  self->options = options;
  self->report = report;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->write = options->write;
  self->write.nesting = options->selection.nesting;
  self->items = g_ptr_array_new_with_free_func (item_free);
  add_kinds (self);
  layers = choose_layers (self, error);
  if (layers == NULL)
    return NULL;
  for (guint i = 0; layers[i] != NULL; i++)
    if (!add_layer (self, layers[i], error))
      return NULL;
  if (options->n_parts > 0)
    split (self);
  if (!measure (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

guint
sch_export_get_n_documents (SchExport *self, guint part)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += ((Item *) g_ptr_array_index (self->items, i))->part == part;
  return n;
}
