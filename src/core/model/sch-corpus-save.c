/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an applied group to the disk: journal first, files a little later, the journal removed when
 * all is in the files. Invariants: a file is replaced only if it is what was last read or written;
 * at most one write of a file is under way; the journal goes only when no file is behind. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"

void
sch_corpus_set_saved_state (SchCorpus *self, SchSavedState state, const char *error)
{
  if (self->saved_state == state && g_strcmp0 (self->save_error, error) == 0)
    return;
  self->saved_state = state;
  g_free (self->save_error);
  self->save_error = g_strdup (error);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_SAVED_STATE_CHANGED], 0);
}

static gboolean
is_behind (const SchCorpusFile *file)
{
  return file->dirty_seq > file->written_seq && !file->unwritable;
}

gboolean
sch_corpus_has_unwritten_files (SchCorpus *self)
{
  GHashTableIter iter;
  gpointer file;

  if (self->aside)
    return FALSE;
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &file))
    if (is_behind (file))
      return TRUE;
  return FALSE;
}

/* Any file with edits that are only in the journal, also one that cannot be written now. */
static gboolean
journal_is_needed (SchCorpus *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SchCorpusFile *file = value;

      if (file->dirty_seq > file->written_seq)
        return TRUE;
    }
  return FALSE;
}

static void
forget_journals (SchCorpus *self)
{
  GHashTableIter iter;
  gpointer value;

  if (self->reset_seq == self->seq && self->old_journals->len == 0)
    return;
  self->reset_seq = self->seq;
  sch_saver_push_reset (self->saver, self->seq);
  for (guint i = 0; i < self->old_journals->len; i++)
    sch_saver_push_remove (self->saver, g_ptr_array_index (self->old_journals, i));
  g_ptr_array_set_size (self->old_journals, 0);
  /* The next journal has to name the bases anew. */
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((SchCorpusFile *) value)->based = FALSE;
}

static void
note_written (SchCorpus *self, const SchSaverResult *result)
{
  SchCorpusFile *file = sch_corpus_get_file (self, result->file);

  file->state = result->state;
  file->known = TRUE;
  file->written_seq = MAX (file->written_seq, result->seq);
  while (file->unwritten->len > 0
         && ((SchEditGroup *) g_ptr_array_index (file->unwritten, 0))->seq <= result->seq)
    g_ptr_array_remove_index (file->unwritten, 0);
  sch_corpus_remove_issues (self, result->file);
  if (is_behind (file))
    return; /* the next write takes the rest */
  if (!journal_is_needed (self))
    forget_journals (self);
}

static void
note_file_failure (SchCorpus *self, const SchSaverResult *result)
{
  SchCorpusFile *file = sch_corpus_get_file (self, result->file);

  file->queued_seq = file->written_seq;
  if (g_error_matches (result->error, SCH_ERROR, SCH_ERROR_CHANGED))
    {
      sch_corpus_merge_foreign (self, file);
      return;
    }
  sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, result->file, result->error->message);
}

static void
result_cb (const SchSaverResult *result, gpointer data)
{
  SchCorpus *self = data;

  switch (result->event)
    {
    case SCH_SAVER_JOURNALED:
      self->journaled_seq = result->seq;
      if (self->journaled_seq >= self->seq)
        sch_corpus_set_saved_state (self, SCH_SAVED, NULL);
      break;
    case SCH_SAVER_WRITTEN:
      note_written (self, result);
      break;
    case SCH_SAVER_FAILED:
      sch_corpus_set_saved_state (self, SCH_SAVE_FAILED, result->error->message);
      break;
    case SCH_SAVER_FILE_FAILED:
      note_file_failure (self, result);
      break;
    case SCH_SAVER_RESET:
    default:
      break;
    }
}

static SchHistoryOp
history_op (SchOp op)
{
  return op == SCH_OP_UNDO ? SCH_HISTORY_UNDO : op == SCH_OP_REDO ? SCH_HISTORY_REDO : SCH_HISTORY_DO;
}

static GBytes *
produce_group (gpointer data)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_edit_group_write (data, writer);
  return sch_json_writer_steal (writer);
}

/* What the histories lack after a crash; the journals had it. */
static void
push_late_history (SchCorpus *self)
{
  for (guint i = 0; i < self->late_history->len; i++)
    {
      SchEditGroup *group = g_ptr_array_index (self->late_history, i);
      g_autoptr (GBytes) payload = produce_group (group);

      sch_saver_push_history (self->saver, group->layer, history_op (group->op), group->seq, payload);
    }
  g_ptr_array_set_size (self->late_history, 0);
}

static gboolean
take_lock (SchCorpus *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->private_folder, "lock", NULL);
  const SchEnvironment *environment = self->environment;
  const SchLockIdentity identity = { environment->host, environment->boot_id, environment->instance,
                                     environment->user, environment->runtime_dir };

  if (!sch_store_make_folder (self->private_folder, error))
    return FALSE;
  if ((self->flags & SCH_OPEN_STEAL_LOCK) != 0)
    self->lock = sch_lock_steal (path, &identity, environment->now (), error);
  else
    self->lock = sch_lock_acquire (path, &identity, environment->now (), error);
  return self->lock != NULL;
}

/**
 * sch_corpus_start_writing:
 *
 * Before the first change: takes the lock and starts the writer.
 */
gboolean
sch_corpus_start_writing (SchCorpus *self, GError **error)
{
  g_autofree char *started = NULL;
  SchJournalHeader header;

  if (self->saver != NULL)
    return TRUE;
  if (self->read_only != NULL)
    {
      g_set_error_literal (error, SCH_ERROR, SCH_ERROR_READ_ONLY, self->read_only);
      return FALSE;
    }
  if (!take_lock (self, error))
    return FALSE;
  started = sch_time_to_string (self->environment->now ());
  header.corpus = self->id;
  header.machine = self->environment->machine_id;
  header.instance = self->environment->instance;
  header.started = started;
  self->saver = sch_saver_new (self->root, self->private_folder, &header, result_cb, self);
  push_late_history (self);
  return TRUE;
}

static void
mark_dirty (SchCorpus *self, const char *name, SchEditGroup *group)
{
  SchCorpusFile *file = sch_corpus_get_file (self, name);
  GPtrArray *unwritten = file->unwritten;

  if (!file->based)
    {
      sch_saver_push_base (self->saver, name, file->state.exists ? file->state.sha256 : "");
      file->based = TRUE;
    }
  file->dirty_seq = group->seq;
  if (unwritten->len == 0 || g_ptr_array_index (unwritten, unwritten->len - 1) != group)
    g_ptr_array_add (unwritten, sch_edit_group_ref (group));
}

static SchTree *
make_layer_info (const char *name)
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

/* The first change makes what a corpus and a layer need. */
static void
mark_missing (SchCorpus *self, const char *layer_name, SchEditGroup *group)
{
  SchLayer *layer = layer_name != NULL ? sch_corpus_get_layer (self, layer_name) : NULL;

  if (!self->has_info)
    {
      self->has_info = TRUE;
      mark_dirty (self, "scholiast.json", group);
    }
  if (!self->has_scheme)
    {
      self->has_scheme = TRUE;
      mark_dirty (self, "scheme.json", group);
    }
  if (layer != NULL && layer->info == NULL)
    {
      g_autofree char *file = sch_corpus_dup_layer_file (self, layer_name, "layer.json");

      layer->info = make_layer_info (layer_name);
      mark_dirty (self, file, group);
      g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYERS_CHANGED], 0);
    }
}

/**
 * sch_corpus_queue_group:
 *
 * Hands an applied group to the writer, and notes which files it makes older than the model.
 */
void
sch_corpus_queue_group (SchCorpus *self, SchEditGroup *group)
{
  const SchEdit *last = NULL;

  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);
      g_autofree char *file = NULL;

      /* Neighbours mostly lie in the same file. */
      if (last != NULL && last->type == edit->type && g_strcmp0 (last->path, edit->path) == 0
          && g_strcmp0 (last->layer, edit->layer) == 0)
        continue;
      last = edit;
      file = sch_corpus_dup_file_of_edit (self, edit);
      mark_dirty (self, file, group);
      mark_missing (self, edit->layer, group);
    }
  sch_saver_push_group (self->saver, group->seq, produce_group, sch_edit_group_ref (group),
                        (GDestroyNotify) sch_edit_group_unref, group->layer, history_op (group->op));
  sch_corpus_set_saved_state (self, SCH_SAVING, NULL);
}

/* --- Files --- */

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

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SchRecord *const *) a)->id, (*(SchRecord *const *) b)->id);
}

static GPtrArray *
list_table (GHashTable *table)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (list, record);
  g_ptr_array_sort (list, compare_ids);
  return list;
}

static GBytes *
write_clusters (SchLayer *layer)
{
  g_autoptr (GPtrArray) clusters = list_table (layer->clusters);
  g_autoptr (GPtrArray) links = list_table (layer->links);
  g_autoptr (GPtrArray) rejected = list_table (layer->rejected);
  const SchClustersFile file = { clusters, links, rejected, layer->clusters_extra };

  return sch_native_write_clusters (&file);
}

static GBytes *
write_documents (SchCorpus *self)
{
  g_autoptr (GPtrArray) metadata = list_table (self->metadata);

  return sch_native_write_documents (metadata, self->documents_extra);
}

/* Splits annotations/LAYER/REST; NULL where the name is no such file. */
static SchLayer *
find_layer_of_file (SchCorpus *self, const char *name, const char **rest)
{
  gsize prefix = strlen (self->annotations) + 1;
  const char *slash;
  g_autofree char *layer = NULL;

  if (!g_str_has_prefix (name, self->annotations) || (slash = strchr (name + prefix, '/')) == NULL)
    return NULL;
  layer = g_strndup (name + prefix, slash - (name + prefix));
  *rest = slash + 1;
  return sch_corpus_get_layer (self, layer);
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
  SchLayer *layer = find_layer_of_file (self, file->file, &rest);

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

      g_return_if_fail (document != NULL);
      sch_saver_push_file (self->saver, file->file, file->dirty_seq, &file->state, produce_snapshot,
                           sch_layer_document_snapshot (
                               document, sch_scheme_get_revision (self->scheme), annotator),
                           (GDestroyNotify) sch_layer_snapshot_free);
    }
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SchCorpusFile *const *) a)->file, (*(SchCorpusFile *const *) b)->file);
}

void
sch_corpus_write_files (SchCorpus *self)
{
  g_autoptr (GPtrArray) behind = g_ptr_array_new ();
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
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SchCorpusFile *file = value;

      if (is_behind (file) && file->queued_seq <= file->written_seq)
        g_ptr_array_add (behind, file);
    }
  g_ptr_array_sort (behind, compare_files);
  for (guint i = 0; i < behind->len; i++)
    push_file (self, g_ptr_array_index (behind, i));
}

void
sch_corpus_retry_save (SchCorpus *self)
{
  if (self->saver == NULL)
    return;
  if (self->saved_state == SCH_SAVE_FAILED)
    sch_corpus_set_saved_state (self, SCH_SAVING, NULL);
  sch_saver_retry (self->saver);
  sch_corpus_write_files (self);
}

static char *
dup_first_issue (SchCorpus *self)
{
  for (guint i = 0; i < self->issues->len; i++)
    {
      SchIssue *issue = g_ptr_array_index (self->issues, i);
      SchCorpusFile *file = g_hash_table_lookup (self->files, issue->file);

      if (file != NULL && is_behind (file))
        return g_strdup (issue->message);
    }
  return g_strdup (_("Some files could not be written; the changes are kept in the journal."));
}

/**
 * sch_corpus_flush:
 *
 * Blocks until journal and files are durable.
 *
 * Returns: FALSE with the error of what could not be written; what is in the journal is safe
 */
gboolean
sch_corpus_flush (SchCorpus *self, GError **error)
{
  /* A foreign change found while writing takes a second round, its merge a third. */
  for (guint round = 0; round < 4; round++)
    {
      if (self->saver != NULL && self->saved_state == SCH_SAVE_FAILED)
        sch_saver_retry (self->saver);
      sch_corpus_write_files (self);
      if (self->saver == NULL)
        break;
      if (!sch_saver_wait (self->saver, error))
        return FALSE;
      if (!sch_corpus_has_unwritten_files (self))
        return sch_saver_wait (self->saver, error);
    }
  if (!sch_corpus_has_unwritten_files (self) || self->read_only != NULL)
    return TRUE;
  {
    g_autofree char *message
        = self->save_error != NULL ? g_strdup (self->save_error) : dup_first_issue (self);

    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, message);
  }
  return FALSE;
}

gboolean
sch_corpus_close (SchCorpus *self, GError **error)
{
  if (self->closed)
    return TRUE;
  if (!sch_corpus_flush (self, error))
    return FALSE;
  self->closed = TRUE;
  g_clear_pointer (&self->saver, sch_saver_free);
  g_clear_pointer (&self->lock, sch_lock_release);
  return TRUE;
}

/* Files that are loaded are compared with the disk; a change of another program is merged. */
static void
look_for_foreign_changes (SchCorpus *self)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SchCorpusFile *file = value;
      g_autofree char *path = NULL;
      SchFileState state;

      if (!file->known || file->unwritable || file->queued_seq > file->written_seq)
        continue;
      path = sch_corpus_dup_absolute (self, file->file);
      if (sch_store_stat (path, &state, NULL) && !sch_file_state_equal_stat (&state, &file->state))
        g_ptr_array_add (changed, file);
    }
  g_ptr_array_sort (changed, compare_files);
  for (guint i = 0; i < changed->len; i++)
    sch_corpus_merge_foreign (self, g_ptr_array_index (changed, i));
}

void
sch_corpus_tick (SchCorpus *self)
{
  g_autoptr (GError) error = NULL;

  if (self->closed)
    return;
  if (self->lock != NULL && !sch_lock_heartbeat (self->lock, self->environment->now (), &error))
    g_info ("%s", error->message);
  if (self->saved_state == SCH_SAVE_FAILED)
    sch_corpus_retry_save (self);
  look_for_foreign_changes (self);
}
