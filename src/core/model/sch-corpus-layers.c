/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers of a corpus: which there are, their documents and clusters, loaded on demand. A file
 * that cannot be read makes its document read-only in that layer; the rest keeps working. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"
#include "sch-scan.h"

/* What the first edit writes as layer.json. */
SchTree *
sch_layer_new_info (const char *name)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "format", "scholiast-layer");
  json_object_set_int_member (object, "version", SCH_FILE_VERSION);
  json_object_set_string_member (object, "annotator", name);
  json_object_set_string_member (object, "role", "annotator");
  json_node_take_object (node, object);
  return sch_tree_new (SCH_RECORD_LAYER, name, node);
}

void
sch_layer_free (SchLayer *layer)
{
  g_free (layer->name);
  sch_record_unref (layer->info);
  g_hash_table_unref (layer->documents);
  g_hash_table_unref (layer->paths);
  g_hash_table_unref (layer->bad);
  g_free (layer->read_only);
  g_hash_table_unref (layer->clusters);
  g_hash_table_unref (layer->links);
  g_hash_table_unref (layer->rejected);
  g_free (layer->clusters_extra);
  g_clear_pointer (&layer->history, sch_history_free);
  g_free (layer);
}

SchLayer *
sch_corpus_get_layer (SchCorpus *self, const char *name)
{
  return name != NULL ? g_hash_table_lookup (self->layers, name) : NULL;
}

SchLayer *
sch_corpus_find_layer_of_file (SchCorpus *self, const char *name, const char **rest)
{
  gsize prefix = strlen (self->annotations);
  const char *slash;
  g_autofree char *layer = NULL;

  if (strncmp (name, self->annotations, prefix) != 0 || name[prefix] != '/' ||
      (slash = strchr (name + prefix + 1, '/')) == NULL)
    return NULL;
  layer = g_strndup (name + prefix + 1, slash - (name + prefix + 1));
  *rest = slash + 1;
  return sch_corpus_get_layer (self, layer);
}

static GHashTable *
new_record_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, sch_record_unref);
}

/* The layer, made in memory where there is none of this name yet. */
SchLayer *
sch_corpus_ensure_layer (SchCorpus *self, const char *name)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);

  if (layer != NULL)
    return layer;
  layer = g_new0 (SchLayer, 1);
  layer->name = g_strdup (name);
  layer->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  layer->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  layer->bad = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  layer->clusters = new_record_table ();
  layer->links = new_record_table ();
  layer->rejected = new_record_table ();
  g_hash_table_insert (self->layers, layer->name, layer);
  return layer;
}

static void
read_layer_info (SchCorpus *self, SchLayer *layer)
{
  g_autofree char *file = sch_corpus_dup_layer_file (self, layer->name, "layer.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sch_corpus_read_file (self, file, &error);
  gsize byte_len;
  const char *data;

  if (bytes != NULL)
    {
      data = g_bytes_get_data (bytes, &byte_len);
      layer->info = sch_native_read_tree (SCH_RECORD_LAYER, layer->name, data, byte_len, file,
                                          &error);
    }
  if (error != NULL)
    sch_corpus_protect_file (self, file, error->message);
}

static void
take_layer_path (const char *path, gpointer data)
{
  SchLayer *layer = data;

  if (g_str_has_suffix (path, ".json") && strcmp (path, "layer.json") != 0 &&
      strcmp (path, "clusters.json") != 0 && g_utf8_validate (path, -1, NULL))
    g_hash_table_add (layer->paths, g_strndup (path, strlen (path) - strlen (".json")));
}

static void
complain_about_name (SchCorpus *self, const char *name)
{
  g_autofree char *shown = sch_store_display_name (name);
  g_autofree char *file = g_strconcat (self->annotations, "/", shown, NULL);

  sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, file,
                        _ ("This folder is left out: a layer's name has lower-case letters, "
                           "digits, “.”, “_” and “-” only. Rename the folder to use it."));
}

/* A folder in the annotations folder; a layer where it holds a layer.json or any layer document. */
void
sch_corpus_read_layer (SchCorpus *self, const char *name)
{
  g_autofree char *folder = sch_corpus_dup_absolute (self, self->annotations);
  g_autofree char *child = g_build_filename (folder, name, NULL);
  SchLayer *layer;

  if (name[0] == '.' || !g_file_test (child, G_FILE_TEST_IS_DIR) ||
      g_file_test (child, G_FILE_TEST_IS_SYMLINK))
    return;
  if (!sch_layer_name_is_valid (name))
    {
      complain_about_name (self, name);
      return;
    }
  layer = sch_corpus_ensure_layer (self, name);
  /* Which documents have a file in the layer: the tree below its folder. */
  sch_scan_files (child, take_layer_path, layer);
  read_layer_info (self, layer);
  if (layer->info == NULL && layer->read_only == NULL && g_hash_table_size (layer->paths) == 0)
    g_hash_table_remove (self->layers, name);
}

/**
 * sch_corpus_read_layers:
 *
 * Finds the layers: the folders in the annotations folder that hold a layer.json or any layer
 * document.
 */
void
sch_corpus_read_layers (SchCorpus *self)
{
  g_autofree char *folder = sch_corpus_dup_absolute (self, self->annotations);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    sch_corpus_read_layer (self, name);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GStrv
list_keys (GHashTable *table)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_strings);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/**
 * sch_corpus_list_layers:
 *
 * Returns: (transfer full): names, sorted
 */
GStrv
sch_corpus_list_layers (SchCorpus *self)
{
  return list_keys (self->layers);
}

SchTree *
sch_corpus_get_layer_info (SchCorpus *self, const char *name)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);

  return layer != NULL ? layer->info : NULL;
}

/**
 * sch_corpus_dup_layer_title:
 *
 * Returns: (transfer full): the name to show: the title, else the annotator's name, where layer.json
 *   has one
 */
char *
sch_corpus_dup_layer_title (SchCorpus *self, const char *name)
{
  SchTree *info = sch_corpus_get_layer_info (self, name);
  const char *title = sch_tree_get_string (info, "title");

  if (*title == '\0')
    title = sch_tree_get_string (info, "annotator");
  return g_strdup (*title != '\0' ? title : name);
}

const char *
sch_corpus_get_active_layer (SchCorpus *self)
{
  return self->active_layer;
}

/* The person's own; else the only one there is, if it is nobody's in particular; else their own. */
static const char *
choose_layer (SchCorpus *self)
{
  g_auto (GStrv) names = sch_corpus_list_layers (self);
  SchTree *info;
  const char *role;

  if (sch_corpus_get_layer (self, self->environment->user) != NULL || g_strv_length (names) != 1)
    return self->environment->user;
  info = sch_corpus_get_layer_info (self, names[0]);
  role = info != NULL ? sch_tree_get_string (info, "role") : "";
  if (strcmp (role, "adjudicated") == 0 || strcmp (role, "imported") == 0)
    return sch_corpus_get_layer (self, names[0])->name;
  return self->environment->user;
}

/**
 * sch_corpus_set_active_layer:
 * @name: (nullable): a layer, there or not; NULL chooses one
 */
void
sch_corpus_set_active_layer (SchCorpus *self, const char *name)
{
  const char *chosen = name != NULL ? name : choose_layer (self);

  if (g_strcmp0 (chosen, self->active_layer) == 0)
    return;
  g_free (self->active_layer);
  self->active_layer = g_strdup (chosen);
  if (!self->closed)
    g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYERS_CHANGED], 0);
}

const char *
sch_corpus_get_layer_read_only_reason (SchCorpus *self, const char *name, const char *path)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);
  const char *reason = layer != NULL && path != NULL ? g_hash_table_lookup (layer->bad, path)
                                                     : NULL;

  if (reason != NULL)
    return reason;
  return layer != NULL && layer->read_only != NULL ? layer->read_only : self->read_only;
}

void
sch_corpus_note_changed_text (SchCorpus *self, const char *layer, const char *path)
{
  g_autofree char *file = sch_corpus_dup_layer_document_file (self, layer, path);
  g_autofree char *message = g_strdup_printf (
      _ ("The text of %s was changed after it was annotated, so the annotations may no longer fit. "
         "They are shown where they were and can be read but not changed; put back the text that was "
         "annotated, or annotate in a new layer."),
      path);

  sch_corpus_protect_file (self, file, message);
}

/* Edits that were made while it was not loaded, and are not in the file yet. */
static void
take_unwritten (SchCorpus *self, const char *name, SchLayerDocument *document)
{
  SchCorpusFile *file = sch_corpus_get_file (self, name);

  file->away = FALSE;
  if (file->unwritten->len > 0)
    {
      g_autoptr (GPtrArray) edits = sch_corpus_list_unwritten (self, file);

      sch_corpus_merge_edits (self, document, edits);
    }
}

/* Puts what was read of a file in its place. */
SchLayerDocument *
sch_corpus_take_layer_document (SchCorpus *self, const char *name, const char *path, SchText *text,
                                SchLayerDocument *document, const GError *problem)
{
  SchLayer *layer = sch_corpus_ensure_layer (self, name);
  g_autofree char *file = sch_corpus_dup_layer_document_file (self, name, path);

  if (problem != NULL)
    sch_corpus_protect_file (self, file, problem->message);
  if (document == NULL)
    document = sch_layer_document_new (name, path, text);
  else if (sch_layer_document_text_differs (document))
    sch_corpus_note_changed_text (self, name, path);
  take_unwritten (self, file, document);
  g_hash_table_insert (layer->documents, g_strdup (path), document);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYER_DOCUMENT_LOADED], 0, document);
  sch_corpus_update_summary (self, path);
  return document;
}

/**
 * sch_corpus_get_layer_document:
 *
 * Returns: (transfer none) (nullable): the annotations of a document in a layer; NULL when the text
 *   cannot be read. When the annotations cannot be read, an empty stand-in that is read-only (see
 *   sch_corpus_get_layer_read_only_reason()).
 */
SchLayerDocument *
sch_corpus_get_layer_document (SchCorpus *self, const char *name, const char *path, GError **error)
{
  SchLayer *layer = sch_corpus_ensure_layer (self, name);
  SchLayerDocument *document = g_hash_table_lookup (layer->documents, path);
  g_autofree char *file = NULL;
  g_autoptr (SchText) text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;

  if (document != NULL)
    return document;
  text = sch_corpus_load_text (self, path, error);
  if (text == NULL)
    return NULL;
  file = sch_corpus_dup_layer_document_file (self, name, path);
  bytes = sch_corpus_read_file (self, file, &local);
  if (bytes != NULL)
    document = sch_layer_document_new_from_json (name, path, text, bytes, file, &local);
  return sch_corpus_take_layer_document (self, name, path, text, document, local);
}

SchLayerDocument *
sch_corpus_peek_layer_document (SchCorpus *self, const char *name, const char *path)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);

  return layer != NULL ? g_hash_table_lookup (layer->documents, path) : NULL;
}

/**
 * sch_corpus_list_loaded:
 *
 * Returns: (transfer container) (element-type SchLayerDocument): those of the layer that are loaded,
 *   in no order
 */
GPtrArray *
sch_corpus_list_loaded (SchCorpus *self, const char *name)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer document;

  if (layer == NULL)
    return list;
  g_hash_table_iter_init (&iter, layer->documents);
  while (g_hash_table_iter_next (&iter, NULL, &document))
    g_ptr_array_add (list, document);
  return list;
}

void
sch_corpus_unload_layer_document (SchCorpus *self, const char *name, const char *path)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);
  g_autofree char *file_name = sch_corpus_dup_layer_document_file (self, name, path);
  SchCorpusFile *file = g_hash_table_lookup (self->files, file_name);

  if (layer == NULL || (file != NULL && file->dirty_seq > file->written_seq))
    return;
  g_hash_table_remove (layer->documents, path);
}

/**
 * sch_corpus_list_layer_paths:
 *
 * Returns: (transfer full): paths of the documents with annotations in the layer, sorted
 */
GStrv
sch_corpus_list_layer_paths (SchCorpus *self, const char *name)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);

  return layer != NULL ? list_keys (layer->paths) : g_new0 (char *, 1);
}

guint
sch_corpus_count_layer_paths (SchCorpus *self, const char *name)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);

  return layer != NULL ? g_hash_table_size (layer->paths) : 0;
}

static void
take_records (GHashTable *table, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      SchRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (table, record->id, sch_record_ref (record));
    }
}

gboolean
sch_layer_take_clusters (SchLayer *layer, GBytes *bytes, const char *file, GError **error)
{
  g_autoptr (SchClustersFile) clusters = NULL;

  if (bytes != NULL)
    {
      gsize byte_len;
      const char *data = g_bytes_get_data (bytes, &byte_len);

      clusters = sch_native_read_clusters (data, byte_len, file, error);
      if (clusters == NULL)
        return FALSE;
    }
  g_hash_table_remove_all (layer->clusters);
  g_hash_table_remove_all (layer->links);
  g_hash_table_remove_all (layer->rejected);
  g_clear_pointer (&layer->clusters_extra, g_free);
  if (clusters == NULL)
    return TRUE;
  take_records (layer->clusters, clusters->clusters);
  take_records (layer->links, clusters->links);
  take_records (layer->rejected, clusters->rejected);
  layer->clusters_extra = g_strdup (clusters->extra);
  return TRUE;
}

/* FALSE when the file is broken; the layer is read-only then. */
gboolean
sch_corpus_load_clusters (SchCorpus *self, SchLayer *layer)
{
  g_autofree char *file = sch_corpus_dup_layer_file (self, layer->name, "clusters.json");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (!layer->clusters_loaded)
    {
      layer->clusters_loaded = TRUE;
      bytes = sch_corpus_read_file (self, file, &error);
      if (error != NULL || !sch_layer_take_clusters (layer, bytes, file, &error))
        sch_corpus_protect_file (self, file, error->message);
    }
  return !sch_corpus_get_file (self, file)->unwritable;
}

SchCluster *
sch_corpus_get_cluster (SchCorpus *self, const char *name, const char *id)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);

  if (layer == NULL || id == NULL)
    return NULL;
  sch_corpus_load_clusters (self, layer);
  return g_hash_table_lookup (layer->clusters, id);
}

static GPtrArray *
list_records (SchCorpus *self, const char *name, gboolean links)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);

  if (layer == NULL)
    return g_ptr_array_new ();
  sch_corpus_load_clusters (self, layer);
  return sch_record_list_table (links ? layer->links : layer->clusters);
}

GPtrArray *
sch_corpus_list_clusters (SchCorpus *self, const char *name)
{
  return list_records (self, name, FALSE);
}

GPtrArray *
sch_corpus_list_cluster_links (SchCorpus *self, const char *name)
{
  return list_records (self, name, TRUE);
}

/**
 * sch_corpus_get_rejected:
 * @a, @b: ids
 *
 * Returns: (transfer none) (nullable): the layer's record that the proposal of these two was refused
 */
SchTree *
sch_corpus_get_rejected (SchCorpus *self, const char *name, const char *a, const char *b)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);
  g_autofree char *id = g_strconcat (a, " ", b, NULL);

  if (layer == NULL || !sch_corpus_load_clusters (self, layer))
    return NULL;
  return g_hash_table_lookup (layer->rejected, id);
}
