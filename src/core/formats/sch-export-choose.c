/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which documents of which layers are exported, and in which part of a split. */

#include "config.h"

#include "sch-export-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-native-files.h"

/* --- Layers --- */

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

static void
layer_free (gpointer data)
{
  SchExportLayer *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->clusters);
  g_hash_table_unref (self->links);
  g_free (self);
}

static void
item_free (gpointer data)
{
  SchExportItem *item = data;

  g_free (item->path);
  g_free (item);
}

static void
add_links (SchExportLayer *self, GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    {
      SchRelation *link = g_ptr_array_index (links, i);
      GPtrArray *there = g_hash_table_lookup (self->links, link->from);

      if (there == NULL)
        {
          there = g_ptr_array_new ();
          g_hash_table_insert (self->links, g_strdup (link->from), there);
        }
      g_ptr_array_add (there, link);
      g_ptr_array_add (self->records, sch_record_ref (link));
    }
}

static SchExportLayer *
make_layer (SchExport *self, const char *name)
{
  SchExportLayer *layer = g_new0 (SchExportLayer, 1);
  g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (self->corpus, name);
  g_autoptr (GPtrArray) links = sch_corpus_list_cluster_links (self->corpus, name);
  SchTree *info = sch_corpus_get_layer_info (self->corpus, name);

  layer->name = g_strdup (name);
  layer->is_suggestions = info != NULL &&
                          strcmp (sch_tree_get_string (info, "role"), "suggestions") == 0;
  layer->items = g_ptr_array_new_with_free_func (item_free);
  layer->records = g_ptr_array_new_with_free_func (sch_record_unref);
  layer->clusters = g_hash_table_new (g_str_hash, g_str_equal);
  layer->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < clusters->len; i++)
    {
      SchRecord *cluster = g_ptr_array_index (clusters, i);

      g_ptr_array_add (layer->records, sch_record_ref (cluster));
      g_hash_table_insert (layer->clusters, cluster->id, cluster);
    }
  add_links (layer, links);
  return layer;
}

/* --- Documents --- */

gboolean
sch_export_check (SchExport *self, const char *layer, const char *path, const GError *failure,
                  GError **error)
{
  const char *reason;

  if (failure != NULL)
    {
      g_propagate_prefixed_error (error, g_error_copy (failure), "%s: ", path);
      return FALSE;
    }
  reason = sch_corpus_get_layer_read_only_reason (self->corpus, layer, path);
  if (reason == NULL || g_strcmp0 (reason, sch_corpus_get_read_only_reason (self->corpus)) == 0)
    return TRUE;
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_FORMAT, reason);
  return FALSE;
}

typedef struct
{
  SchExport *export;
  SchExportLayer *layer;
  guint n_status; /* of another status than those that are wanted */
} Choice;

static void
add_item (SchExportLayer *layer, const char *path)
{
  SchExportItem *item = g_new0 (SchExportItem, 1);

  item->path = g_strdup (path);
  g_ptr_array_add (layer->items, item);
}

static gpointer
read_status (SchLayerReading *reading, gpointer data)
{
  return sch_layer_reading_count (reading);
}

static gboolean
take_status (const char *path, gpointer result, const GError *failure, gpointer data,
             GError **error)
{
  Choice *self = data;
  const SchLayerCounts *counts = result;

  if (!sch_export_check (self->export, self->layer->name, path, failure, error))
    return FALSE;
  if (sch_selection_takes_status (&self->export->options->selection, counts->status))
    add_item (self->layer, path);
  else
    self->n_status++;
  return TRUE;
}

/* @paths: (array zero-terminated=1) */
static gboolean
choose_by_status (SchExport *self, SchExportLayer *layer, GPtrArray *paths, GError **error)
{
  static const SchLayerStream stream = { NULL, read_status, take_status,
                                         (GDestroyNotify) sch_layer_counts_free };
  Choice choice = { self, layer, 0 };

  if (!sch_corpus_stream_layer (self->corpus, layer->name, (const char *const *) paths->pdata,
                                self->options->jobs, &stream, &choice, self->cancellable, error))
    return FALSE;
  sch_report_add (self->report, SCH_REPORT_SELECTION, _ ("documents of another status"), NULL, 0,
                  choice.n_status, NULL);
  return TRUE;
}

/* (transfer full): set of the paths that have annotations */
static GHashTable *
list_annotated (SchExport *self, const char *layer)
{
  GHashTable *annotated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char **paths = sch_corpus_list_layer_paths (self->corpus, layer);

  for (guint i = 0; paths[i] != NULL; i++)
    g_hash_table_add (annotated, paths[i]);
  return annotated;
}

static gboolean
choose_items (SchExport *self, SchExportLayer *layer, GError **error)
{
  const SchSelection *selection = &self->options->selection;
  g_autoptr (GHashTable) annotated = list_annotated (self, layer->name);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  GListModel *documents = sch_corpus_get_documents (self->corpus);
  guint n_without = 0;
  guint n_path = 0;

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);
      const char *path = sch_document_get_path (document);
      const char *own = NULL;

      if (!sch_selection_takes_path (selection, path))
        n_path++;
      else if ((own = g_hash_table_lookup (annotated, path)) == NULL)
        n_without++;
      else if (selection->statuses == 0)
        add_item (layer, own);
      else
        g_ptr_array_add (paths, (gpointer) own);
    }
  sch_report_add (self->report, SCH_REPORT_SELECTION, _ ("documents of other names"), NULL, 0,
                  n_path, NULL);
  sch_report_add (self->report, SCH_REPORT_SELECTION, _ ("documents without annotations"), NULL, 0,
                  n_without, NULL);
  g_ptr_array_add (paths, NULL);
  return selection->statuses == 0 || choose_by_status (self, layer, paths, error);
}

gboolean
sch_export_choose (SchExport *self, GError **error)
{
  g_auto (GStrv) names = choose_layers (self, error);

  if (names == NULL)
    return FALSE;
  self->layers = g_ptr_array_new_with_free_func (layer_free);
  for (guint i = 0; names[i] != NULL; i++)
    {
      SchExportLayer *layer = make_layer (self, names[i]);

      g_ptr_array_add (self->layers, layer);
      if (!choose_items (self, layer, error))
        return FALSE;
      self->n_items += layer->items->len;
    }
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
list_groups (SchExport *self, GPtrArray *items, GHashTable *sizes)
{
  GPtrArray *groups = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    {
      SchExportItem *item = g_ptr_array_index (items, i);
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

static GPtrArray *
list_items (SchExport *self)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < self->layers->len; i++)
    g_ptr_array_extend (items, ((SchExportLayer *) self->layers->pdata[i])->items, NULL, NULL);
  return items;
}

/* Each group goes to the part that lacks most. */
void
sch_export_split (SchExport *self)
{
  g_autoptr (GPtrArray) items = list_items (self);
  g_autoptr (GHashTable) sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) part_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) groups = list_groups (self, items, sizes);
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
  for (guint i = 0; i < items->len; i++)
    {
      SchExportItem *item = g_ptr_array_index (items, i);
      g_autofree char *group = dup_group (self, item->path);

      item->part = GPOINTER_TO_UINT (g_hash_table_lookup (part_of, group));
    }
}
