/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to layers as a whole: naming, blinding, copying, removing.
 *
 * Name and blindness are ordinary edits of layer.json. Copying and removing work on the files, once
 * everything is in them: a copy is made aside and appears at once or not at all; what is removed is
 * moved into the backups, whole and with its history, and never deleted. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-layer-edits.h"
#include "sch-corpus-private.h"
#include "sch-error.h"

/* --- Whose, and how ------------------------------------------------------------------------- */

/**
 * sch_corpus_is_layer_foreign:
 * @user: the present annotator, as in SchEnvironment
 *
 * Adjudicated and imported layers and suggestions belong to nobody in particular.
 *
 * Returns: whether the layer holds the annotations of another person
 */
gboolean
sch_corpus_is_layer_foreign (SchCorpus *self, const char *layer, const char *user)
{
  SchTree *info;
  const char *role, *annotator;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && user != NULL, FALSE);

  info = sch_corpus_get_layer_info (self, layer);
  role = sch_tree_get_string (info, "role");
  annotator = sch_tree_get_string (info, "annotator");
  if (info == NULL || *annotator == '\0' || strcmp (layer, user) == 0 ||
      (*role != '\0' && strcmp (role, "annotator") != 0))
    return FALSE;
  folded = sch_environment_fold_name (annotator);
  return strcmp (folded, user) != 0;
}

gboolean
sch_corpus_is_layer_blind (SchCorpus *self, const char *layer)
{
  g_return_val_if_fail (SCH_IS_CORPUS (self), FALSE);
  return layer != NULL && sch_tree_get_boolean (sch_corpus_get_layer_info (self, layer), "blind");
}

/* --- Name and blindness --------------------------------------------------------------------- */

static gboolean
apply_info (SchCorpus *self, const char *layer, const char *name, SchTree *after, GError **error)
{
  g_autoptr (SchEditGroup) group = sch_edit_group_new (name, layer);

  sch_edit_group_add (group, SCH_RECORD_LAYER, layer, NULL, sch_corpus_get_layer_info (self, layer),
                      after);
  return sch_corpus_apply (self, group, error);
}

static SchTree *
dup_info (SchCorpus *self, const char *layer)
{
  SchTree *info = sch_corpus_get_layer_info (self, layer);

  return info != NULL ? sch_record_ref (info) : sch_layer_new_info (layer);
}

/**
 * sch_corpus_rename_layer:
 * @title: what people shall read; "" = the annotator's name
 *
 * Changes the name that is shown. The folder, and with it all that other files say of the layer,
 * stays.
 */
gboolean
sch_corpus_rename_layer (SchCorpus *self, const char *layer, const char *title, GError **error)
{
  g_autoptr (SchTree) info = NULL;
  g_autoptr (SchTree) after = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && layer != NULL && title != NULL, FALSE);

  info = dup_info (self, layer);
  after = sch_tree_with_string (
      info, "title", strcmp (title, sch_tree_get_string (info, "annotator")) == 0 ? "" : title);
  if (sch_record_equal (after, info))
    return TRUE;
  return apply_info (self, layer, _ ("Rename Layer"), after, error);
}

/**
 * sch_corpus_set_layer_blind:
 *
 * In a blind layer nothing of other layers is shown.
 */
gboolean
sch_corpus_set_layer_blind (SchCorpus *self, const char *layer, gboolean blind, GError **error)
{
  g_autoptr (SchTree) info = NULL;
  g_autoptr (SchTree) after = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && layer != NULL, FALSE);

  if (sch_corpus_is_layer_blind (self, layer) == blind)
    return TRUE;
  info = dup_info (self, layer);
  after = sch_tree_with_boolean (info, "blind", blind);
  return apply_info (self, layer, blind ? _ ("Make Layer Blind") : _ ("End Blindness of Layer"),
                     after, error);
}

/* --- Files ---------------------------------------------------------------------------------- */

/**
 * sch_corpus_dup_no_layer_files_reason:
 *
 * Returns: (transfer full) (nullable): why layers cannot be copied and removed
 */
char *
sch_corpus_dup_no_layer_files_reason (SchCorpus *self)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self), NULL);

  if (self->read_only != NULL)
    return g_strdup (self->read_only);
  if (self->aside)
    return g_strdup_printf (_ ("The folder %s cannot be written, so no layer can be copied or "
                               "removed. Make it writable and open the corpus again."),
                            self->root);
  folder = sch_corpus_dup_absolute (self, self->annotations);
  if (g_file_test (folder, G_FILE_TEST_IS_SYMLINK))
    return g_strdup_printf (
        _ ("“%s” is a link, and nothing is written behind links; put the folder itself "
           "there to copy or remove layers"),
        folder);
  return NULL;
}

static char *
dup_folder (SchCorpus *self, const char *layer)
{
  return g_build_filename (self->root, self->annotations, layer, NULL);
}

static char *
dup_history_file (SchCorpus *self, const char *layer)
{
  g_autofree char *name = g_strconcat (layer, ".log", NULL);

  return g_build_filename (self->private_folder, "history", name, NULL);
}

/* Everything is in the files then, and the journal says nothing more of them. */
static gboolean
bring_to_files (SchCorpus *self, GError **error)
{
  g_autofree char *reason = sch_corpus_dup_no_layer_files_reason (self);

  if (reason == NULL)
    return sch_corpus_start_writing (self, error) && sch_corpus_flush (self, error);
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_READ_ONLY, reason);
  return FALSE;
}

/* Of the layer: in the order of the disk's names, so that all of it is taken together. */
static GPtrArray *
list_files (SchCorpus *self, const char *layer)
{
  g_autofree char *prefix = g_strconcat (self->annotations, "/", layer, "/", NULL);
  GPtrArray *files = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_str_has_prefix (((SchCorpusFile *) value)->file, prefix))
      g_ptr_array_add (files, value);
  g_ptr_array_sort (files, sch_corpus_compare_files);
  return files;
}

/* A file that could not be written holds less than the journal: its folder stays where it is. */
static gboolean
check_all_written (SchCorpus *self, const char *layer, GError **error)
{
  g_autoptr (GPtrArray) files = list_files (self, layer);

  for (guint i = 0; i < files->len; i++)
    {
      const SchCorpusFile *file = g_ptr_array_index (files, i);

      if (file->dirty_seq <= file->written_seq)
        continue;
      g_set_error (
          error, SCH_ERROR, SCH_ERROR_READ_ONLY,
          _ ("The last changes of %s could not be written. Repair the file, open the corpus "
             "again and try once more."),
          file->file);
      return FALSE;
    }
  return TRUE;
}

static void
forget_issues (SchCorpus *self, const char *layer)
{
  g_autofree char *folder = g_strconcat (self->annotations, "/", layer, "/", NULL);

  for (guint i = self->issues->len; i-- > 0;)
    {
      const SchIssue *issue = g_ptr_array_index (self->issues, i);

      if (g_str_has_prefix (issue->file, folder))
        {
          g_autofree char *file = g_strdup (issue->file);
          g_autofree char *message = g_strdup (issue->message);

          sch_corpus_remove_issue (self, file, message);
        }
    }
}

static void
forget_layer (SchCorpus *self, const char *layer)
{
  g_autoptr (GPtrArray) files = list_files (self, layer);

  forget_issues (self, layer);
  for (guint i = 0; i < files->len; i++)
    g_hash_table_remove (self->files, ((SchCorpusFile *) g_ptr_array_index (files, i))->file);
  g_hash_table_remove (self->layers, layer);
}

static gboolean
check_is_there (SchCorpus *self, const char *layer, GError **error)
{
  g_autofree char *folder = dup_folder (self, layer);

  if (sch_corpus_get_layer (self, layer) != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) &&
      !g_file_test (folder, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND, _ ("There is nothing in the layer %s yet."),
               layer);
  return FALSE;
}

static char *
dup_free_place (SchCorpus *self, const char *layer)
{
  g_autofree char *time = sch_time_to_string (self->environment->now ());
  g_autofree char *name = NULL;
  char *place = NULL;

  g_strdelimit (time, ":", '-');
  name = g_strdup_printf ("layer-%s-%s", layer, time);
  place = g_build_filename (self->private_folder, "backup", name, NULL);
  for (guint i = 2; g_file_test (place, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u", name, i);

      g_free (place);
      place = g_build_filename (self->private_folder, "backup", numbered, NULL);
    }
  return place;
}

/* Losing the history loses undo and nothing else. */
static void
move_history (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;

  if (g_file_test (from, G_FILE_TEST_EXISTS) && !sch_store_move (from, to, &error))
    g_info ("%s", error->message);
}

/**
 * sch_corpus_remove_layer:
 *
 * Takes a layer out of the corpus: its folder is moved, with its history, to a place of its own in
 * the backups. Nobody may hold on to its layer documents.
 *
 * Returns: (transfer full) (nullable): the absolute place, from which sch_corpus_restore_layer()
 *   brings it back; NULL with an error where nothing was moved
 */
char *
sch_corpus_remove_layer (SchCorpus *self, const char *layer, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *history = NULL;
  g_autofree char *kept_history = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && layer != NULL, NULL);

  if (!check_is_there (self, layer, error) || !bring_to_files (self, error) ||
      !check_all_written (self, layer, error))
    return NULL;
  sch_saver_close_history (self->saver, layer);
  folder = dup_folder (self, layer);
  place = dup_free_place (self, layer);
  moved = g_build_filename (place, layer, NULL);
  if (!sch_store_move (folder, moved, error))
    return NULL;
  history = dup_history_file (self, layer);
  kept_history = g_build_filename (place, "history.log", NULL);
  move_history (history, kept_history);
  forget_layer (self, layer);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYERS_CHANGED], 0);
  return g_steal_pointer (&place);
}

/* A layer of the same name may have been begun since. */
static char *
dup_free_name (SchCorpus *self, const char *layer)
{
  char *name = g_strdup (layer);

  for (guint i = 2;; i++)
    {
      g_autofree char *folder = dup_folder (self, name);

      if (!g_file_test (folder, G_FILE_TEST_EXISTS))
        return name;
      g_free (name);
      name = g_strdup_printf ("%.56s-%u", layer, i);
    }
}

/**
 * sch_corpus_restore_layer:
 * @layer: the name that it had
 * @place: what sch_corpus_remove_layer() gave
 *
 * Returns: (transfer full) (nullable): the name that it has now, which is another one where a layer
 *   of its own name was begun since
 */
char *
sch_corpus_restore_layer (SchCorpus *self, const char *layer, const char *place, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *history = NULL;
  g_autofree char *kept_history = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && layer != NULL && place != NULL, NULL);

  if (!bring_to_files (self, error))
    return NULL;
  name = dup_free_name (self, layer);
  folder = dup_folder (self, name);
  moved = g_build_filename (place, layer, NULL);
  if (!sch_store_move (moved, folder, error))
    return NULL;
  forget_layer (self, name);
  history = dup_history_file (self, name);
  kept_history = g_build_filename (place, "history.log", NULL);
  /* The steps name the layer; under another name they would not fit. */
  if (strcmp (name, layer) == 0 && !g_file_test (history, G_FILE_TEST_EXISTS))
    {
      sch_saver_close_history (self->saver, name);
      move_history (kept_history, history);
    }
  sch_store_remove_tree (place, NULL);
  sch_corpus_read_layer (self, name);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYERS_CHANGED], 0);
  return g_steal_pointer (&name);
}

/* --- Copy ----------------------------------------------------------------------------------- */

/* @files: relative to the layer's folder */
typedef struct
{
  char *to;
  char *from_folder;
  char *made_folder;
  GPtrArray *files;
  GBytes *info;
  char *annotator_line;
  SchLayerCopy *progress;
} Copy;

static void
free_copy (gpointer data)
{
  Copy *copy = data;

  g_free (copy->to);
  g_free (copy->from_folder);
  g_free (copy->made_folder);
  g_ptr_array_unref (copy->files);
  g_bytes_unref (copy->info);
  g_free (copy->annotator_line);
  g_free (copy);
}

/* Each layer document names its annotator on a line of its own, before its spans; a file that was
 * written by hand in another form keeps what it says. */
static GBytes *
name_annotator (GBytes *bytes, const char *line)
{
  static const char start[] = "\n  \"annotator\": \"";
  gsize byte_len;
  const char *data = g_bytes_get_data (bytes, &byte_len);
  const char *found = g_strstr_len (data, byte_len, start);
  const char *spans = g_strstr_len (data, byte_len, "\n  \"spans\":");
  const char *end = found != NULL ? memchr (found + 1, '\n', data + byte_len - found - 1) : NULL;
  GString *changed;

  if (end == NULL || end[-1] != ',' || (spans != NULL && spans < found))
    return g_bytes_ref (bytes);
  changed = g_string_new_len (data, found - data);
  g_string_append (changed, line);
  g_string_append_len (changed, end, data + byte_len - end);
  return g_string_free_to_bytes (changed);
}

static gboolean
copy_file (Copy *copy, const char *file, GError **error)
{
  g_autofree char *from = g_build_filename (copy->from_folder, file, NULL);
  g_autofree char *to = g_build_filename (copy->made_folder, file, NULL);
  g_autofree char *folder = g_path_get_dirname (to);
  g_autoptr (GBytes) bytes = sch_store_read (from, SCH_JSON_MAX_BYTES, NULL, error);
  g_autoptr (GBytes) changed = NULL;

  if (bytes == NULL)
    return FALSE;
  changed = name_annotator (bytes, copy->annotator_line);
  return sch_store_make_folder (folder, error) &&
         sch_store_replace (to, changed, NULL, NULL, error);
}

static gboolean
copy_files (Copy *copy, GCancellable *cancellable, GError **error)
{
  g_autofree char *info = g_build_filename (copy->made_folder, "layer.json", NULL);

  if (!sch_store_remove_tree (copy->made_folder, error) ||
      !sch_store_make_folder (copy->made_folder, error) ||
      !sch_store_replace (info, copy->info, NULL, NULL, error))
    return FALSE;
  for (guint i = 0; i < copy->files->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !copy_file (copy, g_ptr_array_index (copy->files, i), error))
        return FALSE;
      g_atomic_int_inc (&copy->progress->n_done);
    }
  return TRUE;
}

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy *copy = data;
  GError *error = NULL;

  if (copy_files (copy, cancellable, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  sch_store_remove_tree (copy->made_folder, NULL);
  g_task_return_error (task, error);
}

/* The copy is this person's, whoever annotated what it was made of. */
static SchTree *
make_copied_info (SchCorpus *self, const char *from, const char *title)
{
  const char *user = self->environment->user;
  g_autoptr (SchTree) info = dup_info (self, from);
  g_autoptr (SchTree) named = sch_tree_with_string (info, "annotator", user);
  g_autoptr (SchTree) entitled = sch_tree_with_string (named, "title", title);
  g_autoptr (SchTree) seeing = sch_tree_with_boolean (entitled, "blind", FALSE);

  return sch_tree_with_string (seeing, "role", "annotator");
}

static Copy *
new_copy (SchCorpus *self, const char *from, const char *to, const char *title)
{
  Copy *copy = g_new0 (Copy, 1);
  g_auto (GStrv) paths = sch_corpus_list_layer_paths (self, from);
  g_autofree char *clusters = NULL;
  g_autofree char *user = NULL;
  g_autoptr (SchTree) info = make_copied_info (self, from, title);

  copy->to = g_strdup (to);
  copy->from_folder = dup_folder (self, from);
  copy->made_folder = g_build_filename (self->private_folder, "copy", to, NULL);
  copy->files = g_ptr_array_new_with_free_func (g_free);
  copy->info = sch_native_write_tree (info);
  user = g_strescape (self->environment->user, NULL);
  copy->annotator_line = g_strdup_printf ("\n  \"annotator\": \"%s\",", user);
  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (copy->files, g_strconcat (paths[i], ".json", NULL));
  clusters = g_build_filename (copy->from_folder, "clusters.json", NULL);
  if (g_file_test (clusters, G_FILE_TEST_EXISTS))
    g_ptr_array_add (copy->files, g_strdup ("clusters.json"));
  return copy;
}

static gboolean
check_copy (SchCorpus *self, const char *from, const char *to, GError **error)
{
  g_autofree char *folder = dup_folder (self, to);

  if (!check_is_there (self, from, error))
    return FALSE;
  if (sch_layer_name_is_valid (to) && !g_file_test (folder, G_FILE_TEST_EXISTS))
    return bring_to_files (self, error) && check_all_written (self, from, error);
  g_set_error (error, SCH_ERROR, SCH_ERROR_EXISTS, _ ("“%s” is there already"), to);
  return FALSE;
}

/**
 * sch_corpus_copy_layer_async:
 * @to: name of the new layer, which must not be there
 * @title: what people shall read
 * @progress: says how many files are done, while the copy goes on
 *
 * Makes a layer with all annotations and clusters of another. Ids, origins and who made what stay
 * as they are; the layer belongs to the present annotator. Nothing may be changed in @from
 * meanwhile.
 */
void
sch_corpus_copy_layer_async (SchCorpus *self, const char *from, const char *to, const char *title,
                             SchLayerCopy *progress, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Copy *copy;

  g_return_if_fail (SCH_IS_CORPUS (self) && from != NULL && to != NULL && progress != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, sch_corpus_copy_layer_async);
  if (!check_copy (self, from, to, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  copy = new_copy (self, from, to, title);
  copy->progress = progress;
  g_atomic_int_set (&progress->n_done, 0);
  g_atomic_int_set (&progress->n_total, (int) copy->files->len);
  g_task_set_task_data (task, copy, free_copy);
  g_task_run_in_thread (task, copy_thread);
}

/**
 * sch_corpus_copy_layer_finish:
 *
 * Returns: whether the layer is there now; else nothing of it is
 */
gboolean
sch_corpus_copy_layer_finish (SchCorpus *self, GAsyncResult *result, GError **error)
{
  Copy *copy;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  copy = g_task_get_task_data (G_TASK (result));
  folder = dup_folder (self, copy->to);
  if (self->closed || !sch_store_move (copy->made_folder, folder, error))
    {
      sch_store_remove_tree (copy->made_folder, NULL);
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The corpus is closed."));
      return FALSE;
    }
  forget_layer (self, copy->to);
  sch_corpus_read_layer (self, copy->to);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYERS_CHANGED], 0);
  return TRUE;
}
