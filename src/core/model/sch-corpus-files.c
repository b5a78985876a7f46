/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in each file of a corpus, handed to the writer thread as a picture of now. */

#include "config.h"

#include "sch-corpus-private.h"

#include <string.h>

#define MAX_WRITING 32u

static GBytes *
produce_snapshot (gpointer data)
{
  return sch_layer_snapshot_to_json (data);
}

static GBytes *
produce_bytes (gpointer data)
{
  return g_bytes_ref (data);
}

static GBytes *
write_clusters (SchLayer *layer)
{
  g_autoptr (GPtrArray) clusters = sch_record_list_table (layer->clusters);
  g_autoptr (GPtrArray) links = sch_record_list_table (layer->links);
  g_autoptr (GPtrArray) rejected = sch_record_list_table (layer->rejected);
  const SchClustersFile file = { clusters, links, rejected, layer->clusters_extra };

  return sch_native_write_clusters (&file);
}

static GBytes *
write_documents (SchCorpus *self)
{
  g_autoptr (GPtrArray) metadata = sch_record_list_table (self->metadata);

  return sch_native_write_documents (metadata, self->documents_extra);
}

static void
push_bytes (SchCorpus *self, SchCorpusFile *file, GBytes *bytes)
{
  sch_saver_push_file (self->saver, file->file, file->dirty_seq, &file->state, produce_bytes, bytes,
                       (GDestroyNotify) g_bytes_unref);
}

static void
push_file (SchCorpus *self, SchCorpusFile *file)
{
  const char *rest = NULL;
  SchLayer *layer = sch_corpus_find_layer_of_file (self, file->file, &rest);

  if (file->foreign != NULL)
    {
      sch_corpus_keep_copy (self, file, file->foreign);
      g_clear_pointer (&file->foreign, g_bytes_unref);
    }
  file->queued_seq = file->dirty_seq;
  if (strcmp (file->file, "scholiast.json") == 0)
    push_bytes (self, file, sch_native_write_tree (self->info));
  else if (strcmp (file->file, "scheme.json") == 0)
    push_bytes (self, file, sch_native_write_tree (sch_scheme_get_tree (self->scheme)));
  else if (strcmp (file->file, "documents.json") == 0)
    push_bytes (self, file, write_documents (self));
  else if (layer != NULL && strcmp (rest, "layer.json") == 0)
    push_bytes (self, file, sch_native_write_tree (layer->info));
  else if (layer != NULL && strcmp (rest, "clusters.json") == 0)
    push_bytes (self, file, write_clusters (layer));
  else if (layer != NULL)
    {
      g_autofree char *path = g_strndup (rest, strlen (rest) - strlen (".json"));
      SchLayerDocument *document = g_hash_table_lookup (layer->documents, path);
      SchTree *info = layer->info;
      const char *annotator = info != NULL ? sch_tree_get_string (info, "annotator") : layer->name;

      if (document == NULL)
        {
          sch_corpus_push_rewrite (self, file, layer, path);
          return;
        }
      sch_saver_push_file (self->saver, file->file, file->dirty_seq, &file->state, produce_snapshot,
                           sch_layer_document_snapshot (document,
                                                        sch_scheme_get_revision (self->scheme),
                                                        annotator),
                           (GDestroyNotify) sch_layer_snapshot_free);
    }
}

int
sch_corpus_compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SchCorpusFile *const *) a)->file, (*(SchCorpusFile *const *) b)->file);
}

static gboolean
is_waiting (const SchCorpusFile *file)
{
  return sch_corpus_file_is_behind (file) && file->queued_seq <= file->written_seq;
}

/* The writer gets a few files at a time: what is edited meanwhile must not wait for all of them. */
static void
push_some (SchCorpus *self)
{
  while (self->n_writing < MAX_WRITING && self->to_write->len > 0)
    {
      g_autofree char *name = g_ptr_array_steal_index (self->to_write, self->to_write->len - 1);
      SchCorpusFile *file = g_hash_table_lookup (self->files, name);

      if (file == NULL || !is_waiting (file))
        continue;
      self->n_writing++;
      push_file (self, file);
    }
}

void
sch_corpus_note_file_done (SchCorpus *self)
{
  self->n_writing -= self->n_writing > 0;
  if (self->n_writing < MAX_WRITING / 2)
    push_some (self);
}

static int
compare_names_backwards (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

void
sch_corpus_write_files (SchCorpus *self)
{
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer value;

  if (self->aside || self->read_only != NULL || !sch_corpus_has_unwritten_files (self))
    return;
  if (!sch_corpus_start_writing (self, &error))
    {
      sch_corpus_set_saved_state (self, SCH_SAVE_FAILED, error->message);
      return;
    }
  g_ptr_array_set_size (self->to_write, 0);
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (is_waiting (value))
      g_ptr_array_add (self->to_write, g_strdup (((SchCorpusFile *) value)->file));
  g_ptr_array_sort (self->to_write, compare_names_backwards);
  push_some (self);
}
