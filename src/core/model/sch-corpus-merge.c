/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing together what several writers made of a file: a three-way merge record by record. All
 * edits of one record form a chain of states; where the record is in any of them, it goes on to the
 * last one. Where the other side made something else of it, ours is taken, and a copy of the other
 * file is kept in backup/. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"

#define MAX_BACKUP_NAME_BYTES 120u

typedef enum
{
  MERGE_APPLIED,
  MERGE_NOTHING, /* it is so already */
  MERGE_CONFLICT_OURS,
  MERGE_CONFLICT_THEIRS,
} MergeOutcome;

static MergeOutcome
decide (GPtrArray *chain, gpointer current)
{
  const SchEdit *first = g_ptr_array_index (chain, 0);
  const SchEdit *last = g_ptr_array_index (chain, chain->len - 1);

  if (sch_record_equal (current, last->after))
    return MERGE_NOTHING;
  for (guint i = chain->len; i-- > 0;)
    if (sch_record_equal (current, ((const SchEdit *) g_ptr_array_index (chain, i))->before))
      return MERGE_APPLIED;
  /* Done and undone: it is the other side alone that changed it. */
  if (sch_record_equal (first->before, last->after))
    return MERGE_NOTHING;
  /* Removed here, changed there: what was changed is kept. */
  return last->after == NULL ? MERGE_CONFLICT_THEIRS : MERGE_CONFLICT_OURS;
}

/* Both sides changed the scheme: there is more in it than one record. */
static SchTree *
merge_scheme (SchCorpus *self, GPtrArray *chain, SchTree *current, MergeOutcome *outcome)
{
  guint n_conflicts;
  SchTree *merged = sch_corpus_merge_foreign_scheme (self, g_ptr_array_index (chain, 0),
                                                     g_ptr_array_index (chain, chain->len - 1),
                                                     current, &n_conflicts);

  if (n_conflicts == 0)
    *outcome = MERGE_APPLIED;
  return merged;
}

/* Returns whether both sides changed the record. */
static gboolean
merge_chain (SchCorpus *self, SchLayerDocument *document, GPtrArray *chain)
{
  SchEdit edit = *(const SchEdit *) g_ptr_array_index (chain, chain->len - 1);
  gpointer current = document != NULL ? sch_layer_document_get_record (document, edit.type,
                                                                       sch_edit_get_id (&edit))
                                      : sch_corpus_get_record (self, &edit);
  MergeOutcome outcome = decide (chain, current);
  g_autoptr (SchTree) merged = NULL;
  g_autoptr (GError) error = NULL;

  if (edit.type == SCH_RECORD_SCHEME && outcome == MERGE_CONFLICT_OURS)
    merged = merge_scheme (self, chain, current, &outcome);
  if (merged != NULL)
    edit.after = merged;
  if (outcome == MERGE_NOTHING || outcome == MERGE_CONFLICT_THEIRS)
    return outcome == MERGE_CONFLICT_THEIRS;
  edit.before = sch_record_ref (current);
  if (document != NULL)
    sch_layer_document_replace_record (document, edit.type, edit.before, edit.after);
  else if (!sch_corpus_mutate (self, &edit, &error))
    {
      g_info ("%s", error->message);
      outcome = MERGE_CONFLICT_THEIRS;
    }
  sch_record_unref (edit.before);
  return outcome != MERGE_APPLIED;
}

/**
 * sch_corpus_merge_edits:
 * @document: (nullable): where the records are, if not in the corpus
 * @edits: (element-type SchEdit): of records of one file, in the order in which they were made
 *
 * Brings the records from whatever state they are in to the one that the edits lead to.
 *
 * Returns: how many records were changed on both sides
 */
guint
sch_corpus_merge_edits (SchCorpus *self, SchLayerDocument *document, GPtrArray *edits)
{
  g_autoptr (GPtrArray)
      chains = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) by_record = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) expanded = document != NULL ? sch_corpus_expand_bulk (document, edits)
                                                    : g_ptr_array_ref (edits);
  guint n_conflicts = 0;

  for (guint i = 0; i < expanded->len; i++)
    {
      SchEdit *edit = g_ptr_array_index (expanded, i);
      g_autofree char *key = g_strdup_printf ("%d %s", edit->type, sch_edit_get_id (edit));
      GPtrArray *chain = g_hash_table_lookup (by_record, key);

      if (chain == NULL)
        {
          chain = g_ptr_array_new ();
          g_ptr_array_add (chains, chain);
          g_hash_table_insert (by_record, g_steal_pointer (&key), chain);
        }
      g_ptr_array_add (chain, edit);
    }
  for (guint i = 0; i < chains->len; i++)
    if (merge_chain (self, document, g_ptr_array_index (chains, i)))
      n_conflicts++;
  return n_conflicts;
}

/* NAME.TIME.HASH.json: the same content twice is one copy, two contents never share a name. */
static char *
build_backup_path (SchCorpus *self, SchCorpusFile *file, GBytes *bytes)
{
  g_autofree char *flat = g_strdelimit (g_strdup (file->file), "/", '!');
  g_autofree char *time = sch_time_to_string (self->environment->now ());
  g_autofree char *name = NULL;
  char sha256[65];

  if (strlen (flat) > MAX_BACKUP_NAME_BYTES)
    *g_utf8_find_prev_char (flat, flat + MAX_BACKUP_NAME_BYTES + 1) = '\0';
  g_strdelimit (time, ":", '-');
  sch_store_sha256 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), sha256);
  name = g_strdup_printf ("%s.%s.%.8s.json", flat, time, sha256);
  return g_build_filename (self->private_folder, "backup", name, NULL);
}

/**
 * sch_corpus_keep_copy:
 * @bytes: content of the file that is about to be replaced although it was changed on both sides
 */
void
sch_corpus_keep_copy (SchCorpus *self, SchCorpusFile *file, GBytes *bytes)
{
  g_autofree char *path = build_backup_path (self, file, bytes);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (sch_store_make_folder (folder, &error) && sch_store_replace (path, bytes, NULL, NULL, &error))
    message = g_strdup_printf (
        _ ("%s was changed by another program at the same place as here. The "
           "version of this window is used; the other one is kept as %s."),
        file->file, path);
  else
    message = g_strdup_printf (
        _ ("%s was changed by another program at the same place as here, and its "
           "version could not be kept: %s"),
        file->file, error->message);
  sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, file->file, message);
}

static gboolean
merge_layer_document (SchCorpus *self, SchCorpusFile *file, SchLayerDocument *ours, GBytes *bytes,
                      GPtrArray *edits, guint *n_conflicts, GError **error)
{
  const char *layer = sch_layer_document_get_layer (ours);
  const char *path = sch_layer_document_get_path (ours);
  SchText *text = sch_layer_document_get_text (ours);
  g_autoptr (SchLayerDocument) theirs = NULL;

  if (bytes != NULL)
    theirs = sch_layer_document_new_from_json (layer, path, text, bytes, file->file, error);
  else
    theirs = sch_layer_document_new (layer, path, text);
  if (theirs == NULL)
    return FALSE;
  *n_conflicts = sch_corpus_merge_edits (self, theirs, edits);
  sch_layer_document_take_content (ours, theirs);
  if (sch_layer_document_text_differs (ours))
    sch_corpus_note_changed_text (self, layer, path);
  sch_corpus_update_summary (self, path);
  return TRUE;
}

static gboolean
merge_clusters (SchCorpus *self, SchCorpusFile *file, SchLayer *layer, GBytes *bytes,
                GPtrArray *edits, guint *n_conflicts, GError **error)
{
  if (!layer->clusters_loaded)
    return TRUE;
  if (!sch_layer_take_clusters (layer, bytes, file->file, error))
    return FALSE;
  *n_conflicts = sch_corpus_merge_edits (self, NULL, edits);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_CLUSTERS_CHANGED], 0, layer->name);
  return TRUE;
}

static gboolean
take_tree (SchCorpus *self, SchCorpusFile *file, SchLayer *layer, GBytes *bytes, GError **error)
{
  SchRecordType type = layer != NULL                             ? SCH_RECORD_LAYER
                       : strcmp (file->file, "scheme.json") == 0 ? SCH_RECORD_SCHEME
                                                                 : SCH_RECORD_CORPUS;
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);
  g_autoptr (SchTree) tree = sch_native_read_tree (type, layer != NULL ? layer->name : "", data,
                                                   byte_len, file->file, error);
  const SchEdit edit = { type, layer != NULL ? layer->name : NULL, NULL, NULL, tree };

  return tree != NULL && sch_corpus_mutate (self, &edit, error);
}

/* scholiast.json, scheme.json, documents.json, layer.json. Where there is none any more, ours is
 * what is known. */
static gboolean
merge_small (SchCorpus *self, SchCorpusFile *file, SchLayer *layer, GBytes *bytes, GPtrArray *edits,
             guint *n_conflicts, GError **error)
{
  gboolean taken = TRUE;

  if (bytes != NULL && strcmp (file->file, "documents.json") == 0)
    taken = sch_corpus_take_metadata (self, bytes, error);
  else if (bytes != NULL)
    taken = take_tree (self, file, layer, bytes, error);
  if (taken)
    *n_conflicts = sch_corpus_merge_edits (self, NULL, edits);
  return taken;
}

static gboolean
merge_content (SchCorpus *self, SchCorpusFile *file, GBytes *bytes, guint *n_conflicts,
               GError **error)
{
  g_autoptr (GPtrArray) edits = sch_corpus_list_unwritten (self, file);
  const char *rest = NULL;
  SchLayer *layer = sch_corpus_find_layer_of_file (self, file->file, &rest);
  SchLayerDocument *document;
  g_autofree char *path = NULL;

  if (layer == NULL || strcmp (rest, "layer.json") == 0)
    return merge_small (self, file, layer, bytes, edits, n_conflicts, error);
  if (strcmp (rest, "clusters.json") == 0)
    return merge_clusters (self, file, layer, bytes, edits, n_conflicts, error);
  path = g_strndup (rest, strlen (rest) - strlen (".json"));
  document = g_hash_table_lookup (layer->documents, path);
  /* One that was let go is read again when it is needed. */
  return document == NULL ||
         merge_layer_document (self, file, document, bytes, edits, n_conflicts, error);
}

/**
 * sch_corpus_merge_foreign:
 * @file: whose content on the disk is not what was last read or written
 *
 * Reads the file again, puts the changes that are not in it yet on top, and shows the result.
 *
 * Returns: whether it could be read; otherwise it is an issue, and the file is left alone
 */
gboolean
sch_corpus_merge_foreign (SchCorpus *self, SchCorpusFile *file)
{
  SchFileState old = file->state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sch_corpus_read_file (self, file->file, &error);
  guint n_conflicts = 0;

  if (error != NULL)
    {
      file->state = old;
      file->known = TRUE;
      sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, file->file, error->message);
      return FALSE;
    }
  if (bytes != NULL && old.exists && strcmp (old.sha256, file->state.sha256) == 0)
    return TRUE; /* touched, not changed */
  if (!merge_content (self, file, bytes, &n_conflicts, &error))
    {
      sch_corpus_protect_file (self, file->file, error->message);
      return FALSE;
    }
  if (n_conflicts > 0 && bytes != NULL)
    sch_corpus_keep_copy (self, file, bytes);
  return TRUE;
}
