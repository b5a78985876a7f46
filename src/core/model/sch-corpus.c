/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpus object: its life, its issues, its simple questions. Opening, documents, layers,
 * applying, saving and recovering are each in a file of their own. */

#include "config.h"

#include "sch-corpus-documents.h"
#include "sch-corpus-move-private.h"
#include "sch-corpus-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

guint sch_corpus_signals[SCH_CORPUS_N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchCorpus, sch_corpus, G_TYPE_OBJECT)

static void
free_issue (gpointer data)
{
  SchIssue *issue = data;

  g_free (issue->file);
  g_free (issue->message);
  g_free (issue);
}

static void
free_file (gpointer data)
{
  SchCorpusFile *file = data;

  g_free (file->file);
  g_clear_pointer (&file->unwritten, g_array_unref);
  g_clear_pointer (&file->foreign, g_bytes_unref);
  g_free (file->failure);
  g_free (file);
}

static void
sch_corpus_dispose (GObject *object)
{
  SchCorpus *self = SCH_CORPUS (object);
  g_autoptr (GError) error = NULL;

  if (!self->closed && !sch_corpus_close (self, &error))
    g_warning ("%s", error->message);
  sch_corpus_stop_counting (self);
  g_clear_handle_id (&self->index_source, g_source_remove);
  g_clear_pointer (&self->saver, sch_saver_free);
  g_clear_pointer (&self->lock, sch_lock_release);
  G_OBJECT_CLASS (sch_corpus_parent_class)->dispose (object);
}

static void
sch_corpus_finalize (GObject *object)
{
  SchCorpus *self = SCH_CORPUS (object);

  g_clear_pointer (&self->environment, sch_environment_free);
  g_clear_pointer (&self->root, g_ref_string_release);
  g_free (self->annotations);
  g_free (self->private_folder);
  g_free (self->id);
  sch_record_unref (self->info);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_free (self->read_only);
  g_ptr_array_unref (self->issues);
  g_clear_pointer (&self->index, sch_index_close);
  g_hash_table_unref (self->unindexed);
  g_clear_object (&self->documents);
  g_hash_table_unref (self->document_by_path);
  g_hash_table_unref (self->metadata);
  g_free (self->documents_extra);
  g_hash_table_unref (self->layers);
  g_free (self->active_layer);
  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->to_write);
  g_free (self->save_error);
  g_ptr_array_unref (self->old_journals);
  g_ptr_array_unref (self->damaged_journals);
  g_ptr_array_unref (self->late_history);
  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->moved);
  g_free (self->first_new);
  G_OBJECT_CLASS (sch_corpus_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_params, GType type)
{
  return g_signal_new (name, SCH_TYPE_CORPUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_params, type);
}

static void
sch_corpus_class_init (SchCorpusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sch_corpus_dispose;
  object_class->finalize = sch_corpus_finalize;

  sch_corpus_signals[SCH_CORPUS_EDITED] = new_signal ("edited", 1, G_TYPE_POINTER);
  sch_corpus_signals[SCH_CORPUS_SAVED_STATE_CHANGED] = new_signal ("saved-state-changed", 0,
                                                                   G_TYPE_NONE);
  sch_corpus_signals[SCH_CORPUS_ISSUES_CHANGED] = new_signal ("issues-changed", 0, G_TYPE_NONE);
  sch_corpus_signals[SCH_CORPUS_SCHEME_CHANGED] = new_signal ("scheme-changed", 0, G_TYPE_NONE);
  sch_corpus_signals[SCH_CORPUS_LAYERS_CHANGED] = new_signal ("layers-changed", 0, G_TYPE_NONE);
  sch_corpus_signals[SCH_CORPUS_DOCUMENTS_CHANGED] = new_signal ("documents-changed", 0,
                                                                 G_TYPE_NONE);
  sch_corpus_signals[SCH_CORPUS_CLUSTERS_CHANGED] = new_signal ("clusters-changed", 1,
                                                                G_TYPE_STRING);
  sch_corpus_signals[SCH_CORPUS_LAYER_DOCUMENT_LOADED] = new_signal ("layer-document-loaded", 1,
                                                                     SCH_TYPE_LAYER_DOCUMENT);
  sch_corpus_signals[SCH_CORPUS_SUMMARIZED] = new_signal ("summarized", 0, G_TYPE_NONE);
  sch_corpus_signals[SCH_CORPUS_COUNTED] = new_signal ("counted", 0, G_TYPE_NONE);
  sch_corpus_signals[SCH_CORPUS_MOVED_FOUND] = new_signal ("moved-found", 0, G_TYPE_NONE);
}

static void
sch_corpus_init (SchCorpus *self)
{
  self->issues = g_ptr_array_new_with_free_func (free_issue);
  self->documents = g_list_store_new (SCH_TYPE_DOCUMENT);
  self->document_by_path = g_hash_table_new (g_str_hash, g_str_equal);
  self->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, sch_record_unref);
  self->layers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) sch_layer_free);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_file);
  self->to_write = g_ptr_array_new_with_free_func (g_free);
  self->old_journals = g_ptr_array_new_with_free_func (g_free);
  self->damaged_journals = g_ptr_array_new_with_free_func (g_free);
  self->late_history = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_edit_group_unref);
  self->unindexed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_hash_table_unref);
  self->moves = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_move_free);
  self->moved = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_moved_document_free);
}

/**
 * sch_corpus_add_issue:
 * @file: relative name, "" = the corpus itself
 * @message: what is wrong and what to do
 */
void
sch_corpus_add_issue (SchCorpus *self, SchSeverity severity, const char *file, const char *message)
{
  SchIssue *issue;

  for (guint i = 0; i < self->issues->len; i++)
    {
      issue = g_ptr_array_index (self->issues, i);
      if (strcmp (issue->file, file) == 0 && strcmp (issue->message, message) == 0)
        return;
    }
  issue = g_new0 (SchIssue, 1);
  issue->file = g_strdup (file);
  issue->message = g_strdup (message);
  issue->severity = severity;
  g_ptr_array_add (self->issues, issue);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_ISSUES_CHANGED], 0);
}

void
sch_corpus_remove_issue (SchCorpus *self, const char *file, const char *message)
{
  for (guint i = self->issues->len; i-- > 0;)
    {
      SchIssue *issue = g_ptr_array_index (self->issues, i);

      if (strcmp (issue->file, file) != 0 || strcmp (issue->message, message) != 0)
        continue;
      g_ptr_array_remove_index (self->issues, i);
      g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_ISSUES_CHANGED], 0);
      return;
    }
}

char *
sch_corpus_dup_absolute (SchCorpus *self, const char *file)
{
  return g_build_filename (self->root, file, NULL);
}

static void
clear_unwritten (gpointer run)
{
  sch_edit_group_unref (((SchUnwritten *) run)->group);
}

/* The record of a file of the corpus; made at the first question. */
SchCorpusFile *
sch_corpus_get_file (SchCorpus *self, const char *name)
{
  SchCorpusFile *file = g_hash_table_lookup (self->files, name);

  if (file == NULL)
    {
      file = g_new0 (SchCorpusFile, 1);
      file->file = g_strdup (name);
      file->unwritten = g_array_new (FALSE, FALSE, sizeof (SchUnwritten));
      g_array_set_clear_func (file->unwritten, clear_unwritten);
      g_hash_table_insert (self->files, file->file, file);
    }
  return file;
}

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

GBytes *
sch_corpus_read_file (SchCorpus *self, const char *name, GError **error)
{
  g_autofree char *path = sch_corpus_dup_absolute (self, name);
  SchCorpusFile *file = sch_corpus_get_file (self, name);
  g_autoptr (GError) local = NULL;
  GBytes *bytes = sch_store_read (path, SCH_JSON_MAX_BYTES, &file->state, &local);

  file->known = bytes != NULL || is_missing (local);
  if (bytes == NULL)
    memset (&file->state, 0, sizeof file->state);
  if (!file->known)
    g_propagate_error (error, g_steal_pointer (&local));
  return bytes;
}

void
sch_corpus_protect_file (SchCorpus *self, const char *name, const char *message)
{
  const char *rest = NULL;
  SchLayer *layer = sch_corpus_find_layer_of_file (self, name, &rest);

  sch_corpus_get_file (self, name)->unwritable = TRUE;
  sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, name, message);
  if (layer == NULL)
    {
      /* Without its metadata a corpus can be worked on. */
      if (self->read_only == NULL && strcmp (name, "documents.json") != 0)
        self->read_only = g_strdup_printf (
            _ ("%s\nThe corpus can be read but not changed until this file is repaired."), message);
    }
  else if (strcmp (rest, "layer.json") == 0 || strcmp (rest, "clusters.json") == 0)
    {
      if (layer->read_only == NULL)
        layer->read_only = g_strdup_printf (
            _ ("%s\nThe layer can be read but not changed until this file is repaired."), message);
    }
  else
    g_hash_table_insert (layer->bad, g_strndup (rest, strlen (rest) - strlen (".json")),
                         g_strdup (message));
}

char *
sch_corpus_dup_layer_file (SchCorpus *self, const char *layer, const char *name)
{
  return g_strconcat (self->annotations, "/", layer, "/", name, NULL);
}

char *
sch_corpus_dup_layer_document_file (SchCorpus *self, const char *layer, const char *path)
{
  return g_strconcat (self->annotations, "/", layer, "/", path, ".json", NULL);
}

char *
sch_corpus_dup_file_of_edit (SchCorpus *self, const SchEdit *edit)
{
  switch (edit->type)
    {
    case SCH_RECORD_SPAN:
    case SCH_RECORD_RELATION:
    case SCH_RECORD_STATE:
    case SCH_RECORD_ORPHAN:
    case SCH_RECORD_BULK:
      return sch_corpus_dup_layer_document_file (self, edit->layer, edit->path);
    case SCH_RECORD_CLUSTER:
    case SCH_RECORD_LINK:
    case SCH_RECORD_REJECTED:
      return sch_corpus_dup_layer_file (self, edit->layer, "clusters.json");
    case SCH_RECORD_LAYER:
      return sch_corpus_dup_layer_file (self, edit->layer, "layer.json");
    case SCH_RECORD_SCHEME:
      return g_strdup ("scheme.json");
    case SCH_RECORD_METADATA:
      return g_strdup ("documents.json");
    case SCH_RECORD_CORPUS:
      return g_strdup ("scholiast.json");
    case SCH_N_RECORD_TYPES:
    default:
      g_assert_not_reached ();
    }
}

const char *
sch_corpus_get_root (SchCorpus *self)
{
  return self->root;
}

const char *
sch_corpus_get_id (SchCorpus *self)
{
  return self->id;
}

/**
 * sch_corpus_dup_title:
 *
 * Returns: (transfer full): the title, or the name of the folder
 */
char *
sch_corpus_dup_title (SchCorpus *self)
{
  const char *title = sch_tree_get_string (self->info, "title");
  g_autofree char *base = NULL;

  if (*title != '\0')
    return g_strdup (title);
  base = g_path_get_basename (self->root);
  return sch_store_display_name (base);
}

SchTree *
sch_corpus_get_info (SchCorpus *self)
{
  return self->info;
}

SchScheme *
sch_corpus_get_scheme (SchCorpus *self)
{
  return self->scheme;
}

const SchEnvironment *
sch_corpus_get_environment (SchCorpus *self)
{
  return self->environment;
}

const char *
sch_corpus_get_read_only_reason (SchCorpus *self)
{
  return self->read_only;
}

const char *
sch_corpus_get_aside_folder (SchCorpus *self)
{
  return self->aside ? self->private_folder : NULL;
}

GPtrArray *
sch_corpus_get_issues (SchCorpus *self)
{
  return self->issues;
}

SchSavedState
sch_corpus_get_saved_state (SchCorpus *self)
{
  return self->saved_state;
}

const char *
sch_corpus_get_save_error (SchCorpus *self)
{
  return self->save_error;
}
