/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers of a corpus: which there are, their documents and clusters, loaded on demand. A file
 * that cannot be read makes its document read-only in that layer; the rest keeps working. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"

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

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
         || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Reads a file of the corpus and remembers its state; NULL without an error where it is missing. */
static GBytes *
read_known (SchCorpus *self, const char *name, GError **error)
{
  g_autofree char *path = sch_corpus_dup_absolute (self, name);
  SchCorpusFile *file = sch_corpus_get_file (self, name);
  g_autoptr (GError) local = NULL;
  GBytes *bytes = sch_store_read (path, SCH_JSON_MAX_BYTES, &file->state, &local);

  file->checked = self->environment->now ();
  file->known = bytes != NULL || is_missing (local);
  if (bytes == NULL && file->known)
    memset (&file->state, 0, sizeof file->state);
  else if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return bytes;
}

static void
protect_layer (SchCorpus *self, SchLayer *layer, const char *file, const GError *error)
{
  sch_corpus_get_file (self, file)->unwritable = TRUE;
  sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, file, error->message);
  if (layer->read_only == NULL)
    layer->read_only = g_strdup_printf (
        _("%s\nThe layer can be read but not changed until this file is repaired."), error->message);
}

static void
read_layer_info (SchCorpus *self, SchLayer *layer)
{
  g_autofree char *file = sch_corpus_dup_layer_file (self, layer->name, "layer.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = read_known (self, file, &error);
  gsize byte_len;
  const char *data;

  if (bytes != NULL)
    {
      data = g_bytes_get_data (bytes, &byte_len);
      layer->info = sch_native_read_tree (SCH_RECORD_LAYER, layer->name, data, byte_len, file, &error);
    }
  if (error != NULL)
    protect_layer (self, layer, file, error);
}

/* Which documents have a file in the layer: the tree below its folder. */
static void
find_layer_paths (SchCorpus *self, SchLayer *layer, const char *folder, const char *prefix, guint depth)
{
  g_autoptr (GDir) dir = depth < 32 ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);
      g_autofree char *relative = g_strconcat (prefix, name, NULL);

      if (name[0] == '.' || g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        {
          g_autofree char *deeper = g_strconcat (relative, "/", NULL);

          find_layer_paths (self, layer, child, deeper, depth + 1);
        }
      else if (g_str_has_suffix (relative, ".json") && strcmp (relative, "layer.json") != 0
               && strcmp (relative, "clusters.json") != 0 && g_utf8_validate (relative, -1, NULL))
        {
          relative[strlen (relative) - strlen (".json")] = '\0';
          g_hash_table_add (layer->paths, g_strdup (relative));
        }
    }
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
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);
      g_autofree char *prefix = NULL;
      SchLayer *layer;

      if (name[0] == '.' || !g_file_test (child, G_FILE_TEST_IS_DIR)
          || g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (!sch_layer_name_is_valid (name))
        {
          g_autofree char *shown = sch_store_display_name (name);
          g_autofree char *file = g_strconcat (self->annotations, "/", shown, NULL);

          sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, file,
                                _("This folder is left out: a layer's name has lower-case letters, "
                                  "digits, “.”, “_” and “-” only. Rename the folder to use it."));
          continue;
        }
      layer = sch_corpus_ensure_layer (self, name);
      sch_store_clean_temporary (child);
      find_layer_paths (self, layer, child, "", 0);
      read_layer_info (self, layer);
      if (layer->info == NULL && layer->read_only == NULL && g_hash_table_size (layer->paths) == 0)
        g_hash_table_remove (self->layers, name);
    }
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
 * Returns: (transfer full): the name to show: the annotator's where layer.json has one
 */
char *
sch_corpus_dup_layer_title (SchCorpus *self, const char *name)
{
  SchTree *info = sch_corpus_get_layer_info (self, name);
  const char *annotator = info != NULL ? sch_tree_get_string (info, "annotator") : "";

  return g_strdup (*annotator != '\0' ? annotator : name);
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
  const char *reason = layer != NULL && path != NULL ? g_hash_table_lookup (layer->bad, path) : NULL;

  if (reason != NULL)
    return reason;
  return layer != NULL && layer->read_only != NULL ? layer->read_only : self->read_only;
}

static void
mark_bad (SchCorpus *self, SchLayer *layer, const char *path, const char *file, const char *message)
{
  sch_corpus_get_file (self, file)->unwritable = TRUE;
  sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, file, message);
  g_hash_table_insert (layer->bad, g_strdup (path), g_strdup (message));
}

static void
note_changed_text (SchCorpus *self, SchLayer *layer, const char *path, const char *file)
{
  g_autofree char *message = g_strdup_printf (
      _("The text of %s was changed after it was annotated, so the annotations may no longer fit. "
        "They are shown where they were and can be read but not changed; put back the text that was "
        "annotated, or annotate in a new layer."),
      path);

  mark_bad (self, layer, path, file, message);
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
  bytes = read_known (self, file, &local);
  if (bytes != NULL)
    document = sch_layer_document_new_from_json (name, path, text, bytes, file, &local);
  if (local != NULL)
    mark_bad (self, layer, path, file, local->message);
  if (document == NULL)
    document = sch_layer_document_new (name, path, text);
  else if (sch_layer_document_text_differs (document))
    note_changed_text (self, layer, path, file);
  g_hash_table_insert (layer->documents, g_strdup (path), document);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYER_DOCUMENT_LOADED], 0, document);
  sch_corpus_update_summary (self, path);
  return document;
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

static void
take_records (GHashTable *table, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      SchRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (table, record->id, sch_record_ref (record));
    }
}

/* FALSE when the file is broken; the layer is read-only then. */
gboolean
sch_corpus_load_clusters (SchCorpus *self, SchLayer *layer)
{
  g_autofree char *file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SchClustersFile) clusters = NULL;
  g_autoptr (GError) error = NULL;

  if (layer->clusters_loaded)
    return TRUE;
  layer->clusters_loaded = TRUE;
  file = sch_corpus_dup_layer_file (self, layer->name, "clusters.json");
  bytes = read_known (self, file, &error);
  if (bytes != NULL)
    {
      gsize byte_len;
      const char *data = g_bytes_get_data (bytes, &byte_len);

      clusters = sch_native_read_clusters (data, byte_len, file, &error);
    }
  if (error != NULL)
    {
      protect_layer (self, layer, file, error);
      return FALSE;
    }
  if (clusters != NULL)
    {
      take_records (layer->clusters, clusters->clusters);
      take_records (layer->links, clusters->links);
      take_records (layer->rejected, clusters->rejected);
      layer->clusters_extra = g_strdup (clusters->extra);
    }
  return TRUE;
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

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SchRecord *const *) a)->id, (*(SchRecord *const *) b)->id);
}

static GPtrArray *
list_records (SchCorpus *self, const char *name, gboolean links)
{
  SchLayer *layer = sch_corpus_get_layer (self, name);
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer record;

  if (layer == NULL)
    return list;
  sch_corpus_load_clusters (self, layer);
  g_hash_table_iter_init (&iter, links ? layer->links : layer->clusters);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (list, record);
  g_ptr_array_sort (list, compare_ids);
  return list;
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
