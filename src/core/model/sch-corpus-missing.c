/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that have annotations and are no longer in the folder: they stay in the list, and are
 * recognised by the hash of their text where another program has moved them. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-documents.h"
#include "sch-corpus-private.h"
#include "sch-error.h"
#include "sch-scan.h"

/* --- What is missing --- */

/**
 * sch_corpus_list_missing:
 * @present: paths that a scan found
 *
 * Returns: (transfer full) (element-type SchScanEntry): entries of annotated documents without a file
 */
GPtrArray *
sch_corpus_list_missing (SchCorpus *self, GHashTable *present)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *missing = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_scan_entry_free);
  GHashTableIter layers;
  gpointer value;

  g_hash_table_iter_init (&layers, self->layers);
  while (g_hash_table_iter_next (&layers, NULL, &value))
    {
      SchLayer *layer = value;
      GHashTableIter paths;
      gpointer path;

      g_hash_table_iter_init (&paths, layer->paths);
      while (g_hash_table_iter_next (&paths, &path, NULL))
        {
          g_autofree char *absolute = NULL;
          SchScanEntry *entry;

          if (g_hash_table_contains (present, path) || !g_hash_table_add (seen, path) ||
              !sch_path_is_valid (path, NULL))
            continue;
          absolute = sch_corpus_dup_absolute (self, path);
          /* There, but left out by the patterns. */
          if (g_file_test (absolute, G_FILE_TEST_EXISTS))
            continue;
          entry = g_new0 (SchScanEntry, 1);
          entry->path = g_strdup (path);
          entry->problem = g_strdup (_ ("The file is no longer in the folder. Its annotations are "
                                        "kept."));
          g_ptr_array_add (missing, entry);
        }
    }
  return missing;
}

static gboolean
has_annotations (SchCorpus *self, const char *path)
{
  GHashTableIter layers;
  gpointer value;

  g_hash_table_iter_init (&layers, self->layers);
  while (g_hash_table_iter_next (&layers, NULL, &value))
    if (g_hash_table_contains (((SchLayer *) value)->paths, path))
      return TRUE;
  return FALSE;
}

/* --- Looking for moved ones --- */

typedef struct
{
  char *path;
  char *file; /* of a candidate, or a layer document of a missing one */
  guint64 size;
} Item;

typedef struct
{
  GPtrArray *missing;    /* of Item */
  GPtrArray *candidates; /* of Item */
  GPtrArray *found;      /* of SchMovedDocument */
} Search;

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->path);
  g_free (item->file);
  g_free (item);
}

void
sch_moved_document_free (SchMovedDocument *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
free_search (gpointer data)
{
  Search *search = data;

  g_ptr_array_unref (search->missing);
  g_ptr_array_unref (search->candidates);
  g_ptr_array_unref (search->found);
  g_free (search);
}

static void
add_item (GPtrArray *items, const char *path, const char *file, guint64 size)
{
  Item *item = g_new0 (Item, 1);

  item->path = g_strdup (path);
  item->file = g_strdup (file);
  item->size = size;
  g_ptr_array_add (items, item);
}

/* The hash of the text that a layer document is about; FALSE where it does not say. */
static gboolean
read_hash (const char *file, char sha256[65], guint *length)
{
  g_autoptr (GBytes) bytes = sch_store_read (file, SCH_JSON_MAX_BYTES, NULL, NULL);
  g_autoptr (SchLayerContent) content = sch_layer_content_new ("", "", NULL);

  if (bytes == NULL || !sch_layer_content_read (content, bytes, file, NULL))
    return FALSE;
  g_strlcpy (sha256, content->file_sha256, 65);
  *length = content->file_length;
  return *sha256 != '\0';
}

static const char *
find_candidate (Search *search, const char *sha256, guint length, GHashTable *hashes)
{
  const char *found = NULL;

  for (guint i = 0; i < search->candidates->len; i++)
    {
      const Item *item = g_ptr_array_index (search->candidates, i);
      const char *hash;

      if (item->size < length || item->size > 4 * (guint64) length)
        continue;
      hash = g_hash_table_lookup (hashes, item->path);
      if (hash == NULL)
        {
          SchFileState state = { 0 };
          g_autoptr (GBytes) bytes = sch_store_read (item->file, SCH_TEXT_MAX_BYTES, &state, NULL);

          hash = bytes != NULL ? g_strdup (state.sha256) : g_strdup ("");
          g_hash_table_insert (hashes, item->path, (char *) hash);
        }
      if (strcmp (hash, sha256) != 0)
        continue;
      /* Two with the same text: which one it was, nobody knows. */
      if (found != NULL)
        return NULL;
      found = item->path;
    }
  return found;
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < search->missing->len; i++)
    {
      const Item *item = g_ptr_array_index (search->missing, i);
      char sha256[65];
      guint length;
      const char *to;
      SchMovedDocument *moved;

      if (!read_hash (item->file, sha256, &length))
        continue;
      to = find_candidate (search, sha256, length, hashes);
      if (to == NULL || !g_hash_table_add (taken, (char *) to))
        continue;
      moved = g_new0 (SchMovedDocument, 1);
      moved->from = g_strdup (item->path);
      moved->to = g_strdup (to);
      g_ptr_array_add (search->found, moved);
    }
  g_task_return_boolean (task, TRUE);
}

static gboolean
is_still_so (SchCorpus *self, const SchMovedDocument *moved)
{
  SchDocument *from = sch_corpus_find_document (self, moved->from);
  SchDocument *to = sch_corpus_find_document (self, moved->to);

  return from != NULL && to != NULL && sch_document_is_missing (from) &&
         !sch_document_is_missing (to) && !has_annotations (self, moved->to);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SchCorpus *self = SCH_CORPUS (source);
  Search *search = g_task_get_task_data (G_TASK (result));

  if (self->closed)
    return;
  g_ptr_array_unref (self->moved);
  self->moved = g_ptr_array_ref (search->found);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_MOVED_FOUND], 0);
}

static void
add_missing (SchCorpus *self, Search *search, const char *path)
{
  GHashTableIter layers;
  gpointer value;

  g_hash_table_iter_init (&layers, self->layers);
  while (g_hash_table_iter_next (&layers, NULL, &value))
    {
      SchLayer *layer = value;
      g_autofree char *file = NULL;
      g_autofree char *absolute = NULL;

      if (!g_hash_table_contains (layer->paths, path))
        continue;
      file = sch_corpus_dup_layer_document_file (self, layer->name, path);
      absolute = sch_corpus_dup_absolute (self, file);
      add_item (search->missing, path, absolute, 0);
      return;
    }
}

/**
 * sch_corpus_look_for_moved:
 *
 * Compares the texts of documents without annotations with what is missing. Costs nothing while
 * nothing is missing.
 */
void
sch_corpus_look_for_moved (SchCorpus *self)
{
  GListModel *documents = G_LIST_MODEL (self->documents);
  guint n = g_list_model_get_n_items (documents);
  gboolean any = self->moved->len > 0;
  Search *search;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SCH_IS_CORPUS (self));

  for (guint i = 0; i < n && !any; i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);

      any = sch_document_is_missing (document);
    }
  if (!any)
    return;
  search = g_new0 (Search, 1);
  search->missing = g_ptr_array_new_with_free_func (free_item);
  search->candidates = g_ptr_array_new_with_free_func (free_item);
  search->found = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_moved_document_free);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);
      const char *path = sch_document_get_path (document);

      if (sch_document_is_missing (document))
        add_missing (self, search, path);
      else if (sch_document_get_problem (document) == NULL && !has_annotations (self, path))
        add_item (search->candidates, path, sch_document_get_file_name (document),
                  sch_document_get_size (document));
    }
  task = g_task_new (self, NULL, searched_cb, NULL);
  g_task_set_source_tag (task, sch_corpus_look_for_moved);
  g_task_set_task_data (task, search, free_search);
  g_task_run_in_thread (task, search_thread);
}

GPtrArray *
sch_corpus_get_moved (SchCorpus *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS (self), NULL);

  for (guint i = self->moved->len; i-- > 0;)
    if (!is_still_so (self, g_ptr_array_index (self->moved, i)))
      g_ptr_array_remove_index (self->moved, i);
  return self->moved;
}

void
sch_corpus_forget_moved (SchCorpus *self)
{
  g_return_if_fail (SCH_IS_CORPUS (self));

  if (self->moved->len > 0)
    g_ptr_array_remove_range (self->moved, 0, self->moved->len);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_MOVED_FOUND], 0);
}

/* --- Bringing a text back --- */

gboolean
sch_corpus_is_text_of (SchCorpus *self, const char *path, GBytes *text)
{
  char wanted[65];
  GHashTableIter layers;
  gpointer value;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && path != NULL && text != NULL, FALSE);

  sch_store_sha256 (g_bytes_get_data (text, NULL), g_bytes_get_size (text), wanted);
  g_hash_table_iter_init (&layers, self->layers);
  while (g_hash_table_iter_next (&layers, NULL, &value))
    {
      SchLayer *layer = value;
      g_autofree char *file = sch_corpus_dup_layer_document_file (self, layer->name, path);
      g_autofree char *absolute = sch_corpus_dup_absolute (self, file);
      char sha256[65];
      guint length;

      if (g_hash_table_contains (layer->paths, path) && read_hash (absolute, sha256, &length) &&
          strcmp (sha256, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * sch_corpus_restore_text:
 * @path: of a missing document
 * @text: that was annotated
 */
gboolean
sch_corpus_restore_text (SchCorpus *self, const char *path, GBytes *text, GError **error)
{
  g_autofree char *absolute = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && path != NULL && text != NULL, FALSE);

  if (!sch_corpus_is_text_of (self, path, text))
    {
      g_set_error (
          error, SCH_ERROR, SCH_ERROR_CONFLICT,
          _ ("This file has another text than the one that was annotated as “%s”. Choose the "
             "file with that text."),
          path);
      return FALSE;
    }
  absolute = sch_corpus_dup_absolute (self, path);
  folder = g_path_get_dirname (absolute);
  return sch_corpus_start_writing (self, error) && sch_store_make_folder (folder, error) &&
         sch_store_create (absolute, text, error) && sch_corpus_rescan (self, NULL, error);
}

guint
sch_corpus_get_n_new (SchCorpus *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS (self), 0);
  return self->n_new;
}

SchDocument *
sch_corpus_get_first_new (SchCorpus *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS (self), NULL);
  return self->first_new != NULL ? sch_corpus_find_document (self, self->first_new) : NULL;
}
