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

gboolean
sch_corpus_file_is_behind (const SchCorpusFile *file)
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
    if (sch_corpus_file_is_behind (file))
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

/* Everything is in the files. The oldest journals go first: what a journal says of a file is true
 * only together with those that came after it. */
static void
forget_journals (SchCorpus *self)
{
  GHashTableIter iter;
  gpointer value;

  if (self->keep_journals ||
      (self->reset_seq == self->seq && self->old_journals->len + self->damaged_journals->len == 0))
    return;
  self->reset_seq = self->seq;
  for (guint i = 0; i < self->damaged_journals->len; i++)
    sch_saver_push_set_aside (self->saver, g_ptr_array_index (self->damaged_journals, i));
  for (guint i = 0; i < self->old_journals->len; i++)
    sch_saver_push_remove (self->saver, g_ptr_array_index (self->old_journals, i));
  sch_saver_push_reset (self->saver, self->seq);
  g_ptr_array_set_size (self->damaged_journals, 0);
  g_ptr_array_set_size (self->old_journals, 0);
  /* The next journal has to name the bases anew. */
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((SchCorpusFile *) value)->based = FALSE;
}

static void
set_failure (SchCorpus *self, SchCorpusFile *file, const char *message)
{
  if (g_strcmp0 (file->failure, message) == 0)
    return;
  if (file->failure != NULL)
    sch_corpus_remove_issue (self, file->file, file->failure);
  g_free (file->failure);
  file->failure = g_strdup (message);
  if (message != NULL)
    sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, file->file, message);
}

static void
note_written (SchCorpus *self, const SchSaverResult *result)
{
  SchCorpusFile *file = sch_corpus_get_file (self, result->file);

  file->state = result->state;
  file->known = TRUE;
  file->written_seq = MAX (file->written_seq, result->seq);
  while (file->unwritten->len > 0 &&
         g_array_index (file->unwritten, SchUnwritten, 0).group->seq <= result->seq)
    g_array_remove_index (file->unwritten, 0);
  set_failure (self, file, NULL);
  sch_corpus_note_unindexed (self, result->file);
  sch_corpus_note_file_done (self);
  if (self->n_writing == 0 && !journal_is_needed (self))
    forget_journals (self);
}

static void
note_file_failure (SchCorpus *self, const SchSaverResult *result)
{
  SchCorpusFile *file = sch_corpus_get_file (self, result->file);

  file->queued_seq = file->written_seq;
  if (g_error_matches (result->error, SCH_ERROR, SCH_ERROR_CHANGED))
    sch_corpus_merge_foreign (self, file);
  else
    set_failure (self, file, result->error->message);
  sch_corpus_note_file_done (self);
}

static void
result_cb (const SchSaverResult *result, gpointer data)
{
  g_autoptr (SchCorpus) self = g_object_ref (data);

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
  return op == SCH_OP_UNDO   ? SCH_HISTORY_UNDO
         : op == SCH_OP_REDO ? SCH_HISTORY_REDO
                             : SCH_HISTORY_DO;
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

      sch_saver_push_history (self->saver, group->layer, history_op (group->op), group->seq,
                              payload);
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

/* What a crash left half-written; only who holds the lock may take it away. */
static void
clean_folder (const char *folder, guint depth)
{
  g_autoptr (GDir) dir = depth < 32 ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  if (dir == NULL)
    return;
  sch_store_clean_temporary (folder);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);

      if (name[0] != '.' && !g_file_test (child, G_FILE_TEST_IS_SYMLINK) &&
          g_file_test (child, G_FILE_TEST_IS_DIR))
        clean_folder (child, depth + 1);
    }
}

static void
clean_after_crash (SchCorpus *self)
{
  g_autofree char *annotations = sch_corpus_dup_absolute (self, self->annotations);

  if (self->aside || self->old_journals->len + self->damaged_journals->len == 0)
    return;
  sch_store_clean_temporary (self->root);
  if (!g_file_test (annotations, G_FILE_TEST_IS_SYMLINK))
    clean_folder (annotations, 0);
}

/* Journals sort by when they were started: never before one that is there, whatever the clock says. */
static char *
dup_start_time (SchCorpus *self)
{
  gint64 now = self->environment->now ();

  return sch_time_to_string (MAX (now, self->last_started + 1));
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
  clean_after_crash (self);
  started = dup_start_time (self);
  header.corpus = self->id;
  header.machine = self->environment->machine_id;
  header.instance = self->environment->instance;
  header.started = started;
  self->saver = sch_saver_new (self->root, self->private_folder, &header, result_cb, self);
  push_late_history (self);
  return TRUE;
}

/* @first, @n: which edits of the group are of the file. */
static void
mark_dirty (SchCorpus *self, const char *name, SchEditGroup *group, guint first, guint n)
{
  SchCorpusFile *file = sch_corpus_get_file (self, name);

  if (!file->based)
    {
      sch_saver_push_base (self->saver, name, file->state.exists ? file->state.sha256 : "");
      file->based = TRUE;
    }
  sch_corpus_note_unwritten (file, group, first, n);
}

/* The first change makes what a corpus and a layer need. */
static void
mark_missing (SchCorpus *self, const char *layer_name, SchEditGroup *group)
{
  SchLayer *layer = layer_name != NULL ? sch_corpus_get_layer (self, layer_name) : NULL;

  if (!self->has_info)
    {
      self->has_info = TRUE;
      mark_dirty (self, "scholiast.json", group, 0, 0);
    }
  if (!self->has_scheme)
    {
      self->has_scheme = TRUE;
      mark_dirty (self, "scheme.json", group, 0, 0);
    }
  if (layer != NULL && layer->info == NULL)
    {
      g_autofree char *file = sch_corpus_dup_layer_file (self, layer_name, "layer.json");

      layer->info = sch_layer_new_info (layer_name);
      mark_dirty (self, file, group, 0, 0);
      g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYERS_CHANGED], 0);
    }
}

static gboolean
is_beside (const SchEdit *edit, const SchEdit *next)
{
  return edit->type == next->type && g_strcmp0 (edit->path, next->path) == 0 &&
         g_strcmp0 (edit->layer, next->layer) == 0;
}

/**
 * sch_corpus_queue_group:
 *
 * Hands an applied group to the writer, and notes which files it makes older than the model.
 */
void
sch_corpus_queue_group (SchCorpus *self, SchEditGroup *group)
{
  /* Neighbours mostly lie in the same file. */
  for (guint i = 0, n; i < group->edits->len; i += n)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);
      g_autofree char *file = sch_corpus_dup_file_of_edit (self, edit);

      for (n = 1; i + n < group->edits->len; n++)
        if (!is_beside (edit, g_ptr_array_index (group->edits, i + n)))
          break;
      mark_dirty (self, file, group, i, n);
      mark_missing (self, edit->layer, group);
    }
  sch_saver_push_group (self->saver, group->seq, produce_group, sch_edit_group_ref (group),
                        (GDestroyNotify) sch_edit_group_unref, group->layer,
                        history_op (group->op));
  sch_corpus_set_saved_state (self, SCH_SAVING, NULL);
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

      if (file != NULL && sch_corpus_file_is_behind (file))
        return g_strdup (issue->message);
    }
  return g_strdup (_ ("Some files could not be written; the changes are kept in the journal."));
}

/* Journals of which everything turned out to be in the files. */
static void
forget_stale_journals (SchCorpus *self)
{
  if (self->read_only == NULL && self->old_journals->len + self->damaged_journals->len > 0 &&
      !journal_is_needed (self) && sch_corpus_start_writing (self, NULL))
    forget_journals (self);
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
  forget_stale_journals (self);
  for (guint round = 0; round < 4; round++)
    {
      if (self->saver != NULL && self->saved_state == SCH_SAVE_FAILED)
        sch_saver_retry (self->saver);
      sch_corpus_write_files (self);
      if (self->saver == NULL)
        break;
      do
        if (!sch_saver_wait (self->saver, error))
          return FALSE;
      while (self->n_writing > 0);
      if (!sch_corpus_has_unwritten_files (self))
        return self->saver == NULL || sch_saver_wait (self->saver, error);
    }
  if (!sch_corpus_has_unwritten_files (self) || self->read_only != NULL)
    return TRUE;
  {
    g_autofree char *message = self->save_error != NULL ? g_strdup (self->save_error)
                                                        : dup_first_issue (self);

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
  sch_corpus_finish_index (self);
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

      if (!file->known || file->away || file->unwritable || file->queued_seq > file->written_seq)
        continue;
      path = sch_corpus_dup_absolute (self, file->file);
      if (sch_store_stat (path, &state, NULL) && !sch_file_state_equal_stat (&state, &file->state))
        g_ptr_array_add (changed, file);
    }
  g_ptr_array_sort (changed, sch_corpus_compare_files);
  for (guint i = 0; i < changed->len; i++)
    sch_corpus_merge_foreign (self, g_ptr_array_index (changed, i));
}

/* Whoever took the lock over writes now; what was edited here is in the journal. */
static void
beat (SchCorpus *self)
{
  g_autoptr (GError) error = NULL;

  if (self->lock == NULL || sch_lock_heartbeat (self->lock, self->environment->now (), &error))
    return;
  g_info ("%s", error->message);
  if (sch_lock_is_ours (self->lock) || self->read_only != NULL)
    return;
  self->read_only = g_strdup (
      _ ("Another window or machine has taken over this corpus. Nothing more "
         "can be changed here; open it again to go on."));
  sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, "", self->read_only);
}

void
sch_corpus_tick (SchCorpus *self)
{
  if (self->closed)
    return;
  beat (self);
  if (self->saved_state == SCH_SAVE_FAILED)
    sch_corpus_retry_save (self);
  look_for_foreign_changes (self);
  sch_corpus_write_files (self);
}
