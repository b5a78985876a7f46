/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing together what several writers left: journals of instances that did not end well, and
 * files that another program changed. Both are a three-way merge record by record: an edit knows
 * what it expects (before) and what it makes (after). Where both sides changed the same record,
 * ours is taken and a copy of the foreign file is kept in backup/. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"

/* --- One edit onto a state that may have moved on --- */

typedef enum
{
  MERGE_APPLIED,
  MERGE_NOTHING, /* it is so already */
  MERGE_CONFLICT_OURS,
  MERGE_CONFLICT_THEIRS,
} MergeOutcome;

static MergeOutcome
decide (const SchEdit *edit, gpointer current)
{
  if (sch_record_equal (current, edit->after))
    return MERGE_NOTHING;
  if (sch_record_equal (current, edit->before))
    return MERGE_APPLIED;
  /* Removed here, changed there: what was changed is kept. */
  return edit->after == NULL ? MERGE_CONFLICT_THEIRS : MERGE_CONFLICT_OURS;
}

static MergeOutcome
merge_into_document (SchLayerDocument *document, const SchEdit *edit)
{
  gpointer current = sch_layer_document_get_record (document, edit->type, sch_edit_get_id (edit));
  MergeOutcome outcome = decide (edit, current);

  if (outcome == MERGE_APPLIED || outcome == MERGE_CONFLICT_OURS)
    sch_layer_document_replace_record (document, edit->type, current, edit->after);
  return outcome;
}

static gboolean
is_in_layer_document (SchRecordType type)
{
  return type == SCH_RECORD_SPAN || type == SCH_RECORD_RELATION || type == SCH_RECORD_STATE
         || type == SCH_RECORD_ORPHAN;
}

static MergeOutcome
merge_edit (SchCorpus *self, const SchEdit *edit)
{
  MergeOutcome outcome;
  SchEdit now = *edit;

  if (is_in_layer_document (edit->type))
    {
      SchLayer *layer = sch_corpus_ensure_layer (self, edit->layer);

      if (!g_hash_table_contains (layer->paths, edit->path))
        g_hash_table_add (layer->paths, g_strdup (edit->path));
      return merge_into_document (
          sch_corpus_peek_layer_document (self, edit->layer, edit->path), edit);
    }
  now.before = sch_corpus_get_record (self, edit);
  outcome = decide (edit, now.before);
  if ((outcome == MERGE_APPLIED || outcome == MERGE_CONFLICT_OURS) && !sch_corpus_mutate (self, &now, NULL))
    return MERGE_CONFLICT_THEIRS;
  return outcome;
}

/* --- Journals --- */

typedef struct
{
  char *path;
  SchJournalReplay *replay;
  GPtrArray *groups; /* of SchEditGroup; NULL where one cannot be parsed */
} OldJournal;

/* From where on the edits of a file are not in it. */
typedef struct
{
  guint journal;
  guint group;
  gboolean foreign; /* the file is in a state that no journal knows */
  gboolean usable;
} Start;

static void
free_old_journal (gpointer data)
{
  OldJournal *old = data;

  g_free (old->path);
  sch_journal_replay_free (old->replay);
  g_ptr_array_unref (old->groups);
  g_free (old);
}

static void
unref_group (gpointer group)
{
  sch_edit_group_unref (group);
}

static void
report_damage (SchCorpus *self, OldJournal *old)
{
  const SchRecordLogDamage *damage = sch_journal_replay_get_damage (old->replay);
  g_autofree char *message = NULL;

  if (damage->bad_records == 0 && damage->torn_bytes < 4096)
    return;
  message = g_strdup_printf (
      _("The journal %s is damaged (at byte %" G_GUINT64_FORMAT
        "); changes that were recorded there may be missing. The journal is kept."),
      old->path, damage->first_bad_offset);
  sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, "", message);
}

static OldJournal *
read_old_journal (SchCorpus *self, const char *path, GError **error)
{
  SchJournalReplay *replay = sch_journal_replay_read (path, error);
  OldJournal *old;

  if (replay == NULL)
    return NULL;
  old = g_new0 (OldJournal, 1);
  old->path = g_strdup (path);
  old->replay = replay;
  old->groups = g_ptr_array_new_with_free_func (unref_group);
  for (guint i = 0; i < sch_journal_replay_get_n_groups (replay); i++)
    {
      gsize byte_len;
      const char *json = sch_journal_replay_get_group (replay, i, &byte_len);
      g_autoptr (GError) local = NULL;
      SchEditGroup *group = sch_edit_group_parse (json, byte_len, path, &local);

      if (group == NULL)
        sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, "", local->message);
      g_ptr_array_add (old->groups, group);
    }
  report_damage (self, old);
  return old;
}

/* Whose journal it is: only those of this machine whose instance has ended are replayed; for reading
 * only, also that of a live one. */
static gboolean
may_replay (SchCorpus *self, const SchJournalHeader *header, const char *path)
{
  g_autofree char *lock = g_build_filename (self->private_folder, "lock", NULL);
  g_autofree char *owner = NULL;
  const SchEnvironment *environment = self->environment;
  const SchLockIdentity identity = { environment->host, environment->boot_id, environment->instance,
                                     environment->user, environment->runtime_dir };

  if (g_strcmp0 (header->machine, environment->machine_id) != 0)
    {
      g_autofree char *message = g_strdup_printf (
          _("There are changes that were made on another machine and are not in the files yet (%s). "
            "Open the corpus there once to finish saving."),
          path);

      sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, "", message);
      return FALSE;
    }
  if (self->has_info && g_strcmp0 (header->corpus, self->id) != 0)
    return FALSE;
  if ((self->flags & SCH_OPEN_READ_ONLY) != 0)
    return TRUE;
  return !sch_lock_is_held (lock, &identity, environment->now (), &owner)
         || g_strcmp0 (owner, header->instance) != 0;
}

static void
collect_folder (SchCorpus *self, const char *folder, GPtrArray *journals)
{
  g_autoptr (GPtrArray) paths = sch_journal_list (folder, NULL);

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autoptr (GError) error = NULL;
      OldJournal *old = read_old_journal (self, path, &error);

      if (old == NULL)
        {
          sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, "", error->message);
          continue;
        }
      if (may_replay (self, sch_journal_replay_get_header (old->replay), path))
        g_ptr_array_add (journals, old);
      else
        free_old_journal (old);
    }
}

static int
compare_journals (gconstpointer a, gconstpointer b)
{
  const OldJournal *x = *(const OldJournal *const *) a;
  const OldJournal *y = *(const OldJournal *const *) b;
  g_autofree char *x_name = g_path_get_basename (x->path);
  g_autofree char *y_name = g_path_get_basename (y->path);

  return strcmp (x_name, y_name);
}

/* Where journals of this corpus may lie: in it, and in the state folder, keyed by its id or place. */
static GPtrArray *
collect_journals (SchCorpus *self)
{
  GPtrArray *journals = g_ptr_array_new_with_free_func (free_old_journal);
  g_autofree char *own = g_build_filename (self->root, ".scholiast", "journal", NULL);
  g_autofree char *absolute = g_canonicalize_filename (self->root, "/");
  const char *const keys[] = { self->has_info ? self->id : NULL, absolute };

  collect_folder (self, own, journals);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] != NULL)
      {
        const char *parts[] = { "corpus", keys[i], NULL };
        g_autofree char *key = sch_id_from_parts (parts);
        g_autofree char *folder
            = g_build_filename (self->environment->state_dir, "corpora", key, "journal", NULL);

        collect_folder (self, folder, journals);
      }
  g_ptr_array_sort (journals, compare_journals);
  return journals;
}

static gboolean
group_touches (SchCorpus *self, SchEditGroup *group, const char *name)
{
  for (guint i = 0; group != NULL && i < group->edits->len; i++)
    {
      g_autofree char *file = sch_corpus_dup_file_of_edit (self, g_ptr_array_index (group->edits, i));

      if (strcmp (file, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Newest journal first: a checkpoint ends the search, a base lets an older journal on the same base
 * come first. */
static Start
find_start (SchCorpus *self, GPtrArray *journals, const char *name, const char *sha256)
{
  Start start = { 0, 0, TRUE, TRUE };

  for (guint j = journals->len; j-- > 0;)
    {
      OldJournal *old = g_ptr_array_index (journals, j);
      guint first;
      gboolean is_checkpoint = FALSE;

      if (!sch_journal_replay_names_file (old->replay, name))
        continue;
      if (!sch_journal_replay_find_state (old->replay, name, sha256, &first))
        {
          if (!start.foreign)
            break;
          continue;
        }
      start = (Start){ j, first, FALSE, TRUE };
      for (guint i = 0; i < first && !is_checkpoint; i++)
        is_checkpoint = group_touches (self, g_ptr_array_index (old->groups, i), name);
      if (is_checkpoint)
        break;
    }
  return start;
}

/* Loads what the edit is about; FALSE when that cannot be read or changed. */
static gboolean
prepare_target (SchCorpus *self, const SchEdit *edit, const char *name)
{
  SchLayer *layer;

  if (is_in_layer_document (edit->type))
    {
      if (sch_corpus_get_layer_document (self, edit->layer, edit->path, NULL) == NULL)
        return FALSE;
    }
  else if (edit->layer != NULL)
    {
      layer = sch_corpus_ensure_layer (self, edit->layer);
      if (!sch_corpus_load_clusters (self, layer))
        return FALSE;
    }
  return !sch_corpus_get_file (self, name)->unwritable;
}

static const Start *
get_start (SchCorpus *self, GPtrArray *journals, GHashTable *starts, const SchEdit *edit, const char *name)
{
  Start *start = g_hash_table_lookup (starts, name);
  SchCorpusFile *file;

  if (start != NULL)
    return start;
  start = g_new0 (Start, 1);
  start->usable = prepare_target (self, edit, name);
  if (start->usable)
    {
      file = sch_corpus_get_file (self, name);
      *start = find_start (self, journals, name, file->state.exists ? file->state.sha256 : "");
    }
  g_hash_table_insert (starts, g_strdup (name), start);
  return start;
}

static void
note_unwritten (SchCorpusFile *file, SchEditGroup *group)
{
  file->dirty_seq = MAX (file->dirty_seq, group->seq);
  if (file->unwritten->len == 0
      || g_ptr_array_index (file->unwritten, file->unwritten->len - 1) != group)
    g_ptr_array_add (file->unwritten, sch_edit_group_ref (group));
}

/* Files that the lost instance made beside the first edit: they are made again. */
static void
note_missing_files (SchCorpus *self, const char *layer_name, SchEditGroup *group)
{
  SchLayer *layer = sch_corpus_get_layer (self, layer_name);

  if (!sch_corpus_get_file (self, "scholiast.json")->state.exists)
    note_unwritten (sch_corpus_get_file (self, "scholiast.json"), group);
  if (!sch_corpus_get_file (self, "scheme.json")->state.exists)
    note_unwritten (sch_corpus_get_file (self, "scheme.json"), group);
  if (layer != NULL && layer->info == NULL)
    {
      g_autofree char *file = sch_corpus_dup_layer_file (self, layer_name, "layer.json");
      g_autoptr (JsonNode) node = json_from_string ("{}", NULL);

      json_object_set_string_member (json_node_get_object (node), "format", "scholiast-layer");
      json_object_set_int_member (json_node_get_object (node), "version", SCH_FILE_VERSION);
      json_object_set_string_member (json_node_get_object (node), "annotator", layer_name);
      json_object_set_string_member (json_node_get_object (node), "role", "annotator");
      layer->info = sch_tree_new (SCH_RECORD_LAYER, layer_name, node);
      note_unwritten (sch_corpus_get_file (self, file), group);
    }
}

/* Returns the number of records that were changed on both sides. */
static guint
replay_group (SchCorpus *self, GPtrArray *journals, guint journal, guint index, SchEditGroup *group,
              GHashTable *starts, gboolean *all_usable)
{
  guint n_conflicts = 0;

  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);
      g_autofree char *name = sch_corpus_dup_file_of_edit (self, edit);
      const Start *start = get_start (self, journals, starts, edit, name);
      MergeOutcome outcome;

      if (!start->usable)
        {
          *all_usable = FALSE;
          continue;
        }
      if (!start->foreign
          && (journal < start->journal || (journal == start->journal && index < start->group)))
        continue;
      outcome = merge_edit (self, edit);
      if (outcome == MERGE_CONFLICT_OURS || outcome == MERGE_CONFLICT_THEIRS)
        n_conflicts++;
      note_unwritten (sch_corpus_get_file (self, name), group);
      if (edit->layer != NULL)
        note_missing_files (self, edit->layer, group);
    }
  return n_conflicts;
}

static void
note_history (SchCorpus *self, SchEditGroup *group)
{
  SchHistory *history;

  if (group->layer == NULL || !sch_layer_name_is_valid (group->layer))
    return;
  history = sch_corpus_get_history (self, group->layer);
  if (group->seq <= sch_history_get_last_seq (history))
    return;
  sch_history_note (history, group);
  g_ptr_array_add (self->late_history, sch_edit_group_ref (group));
}

static void
adopt_id (SchCorpus *self, const char *id)
{
  SchTree *info;

  if (self->has_info || !sch_id_is_valid (id))
    return;
  info = sch_tree_with_string (self->info, "id", id);
  sch_record_unref (self->info);
  self->info = info;
  g_free (self->id);
  self->id = g_strdup (id);
}

/**
 * sch_corpus_replay_journals:
 *
 * Applies, in memory, what earlier instances journaled and could not write into the files. The
 * journals are removed when the files are written.
 */
void
sch_corpus_replay_journals (SchCorpus *self)
{
  g_autoptr (GPtrArray) journals = collect_journals (self);
  g_autoptr (GHashTable) starts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean all_usable = TRUE;
  guint n_conflicts = 0;

  for (guint j = 0; j < journals->len; j++)
    {
      OldJournal *old = g_ptr_array_index (journals, j);

      adopt_id (self, sch_journal_replay_get_header (old->replay)->corpus);
      for (guint i = 0; i < old->groups->len; i++)
        {
          SchEditGroup *group = g_ptr_array_index (old->groups, i);

          if (group == NULL)
            {
              all_usable = FALSE;
              continue;
            }
          n_conflicts += replay_group (self, journals, j, i, group, starts, &all_usable);
          note_history (self, group);
          self->seq = MAX (self->seq, group->seq);
        }
    }
  for (guint j = 0; all_usable && j < journals->len; j++)
    {
      OldJournal *old = g_ptr_array_index (journals, j);

      if (sch_journal_replay_get_damage (old->replay)->bad_records == 0)
        g_ptr_array_add (self->old_journals, g_strdup (old->path));
    }
  if (n_conflicts > 0)
    {
      g_autofree char *message = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "%u annotation was changed both here and by another program while Scholiast "
                       "was not running; both changes were brought together. Please check it.",
                       "%u annotations were changed both here and by another program while Scholiast "
                       "was not running; both changes were brought together. Please check them.",
                       n_conflicts),
          n_conflicts);

      sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, "", message);
    }
}

/* --- Foreign changes of open files --- */

/* A copy of what is about to be replaced although it was changed on both sides. */
static void
keep_copy (SchCorpus *self, SchCorpusFile *file, GBytes *bytes)
{
  g_autofree char *flat = g_strdelimit (g_strdup (file->file), "/", '!');
  g_autofree char *time = sch_time_to_string (self->environment->now ());
  g_autofree char *name = g_strconcat (flat, ".", time, ".json", NULL);
  g_autofree char *folder = g_build_filename (self->private_folder, "backup", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (sch_store_make_folder (folder, &error) && sch_store_replace (path, bytes, NULL, NULL, &error))
    message = g_strdup_printf (_("%s was changed by another program at the same place as here. The "
                                 "version of this window is used; the other one is kept as %s."),
                               file->file, path);
  else
    message = g_strdup_printf (_("%s was changed by another program at the same place as here, and its "
                                 "version could not be kept: %s"),
                               file->file, error->message);
  sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, file->file, message);
}

static guint
replay_unwritten (SchCorpus *self, SchCorpusFile *file, SchLayerDocument *document)
{
  guint n_conflicts = 0;

  for (guint i = 0; i < file->unwritten->len; i++)
    {
      SchEditGroup *group = g_ptr_array_index (file->unwritten, i);

      for (guint k = 0; k < group->edits->len; k++)
        {
          const SchEdit *edit = g_ptr_array_index (group->edits, k);
          g_autofree char *name = sch_corpus_dup_file_of_edit (self, edit);
          MergeOutcome outcome;

          if (strcmp (name, file->file) != 0)
            continue;
          outcome = document != NULL ? merge_into_document (document, edit) : merge_edit (self, edit);
          if (outcome == MERGE_CONFLICT_OURS || outcome == MERGE_CONFLICT_THEIRS)
            n_conflicts++;
        }
    }
  return n_conflicts;
}

static SchLayerDocument *
find_document_of_file (SchCorpus *self, const char *name)
{
  GHashTableIter layers;
  gpointer layer;

  g_hash_table_iter_init (&layers, self->layers);
  while (g_hash_table_iter_next (&layers, NULL, &layer))
    {
      GHashTableIter documents;
      gpointer path;
      gpointer document;

      g_hash_table_iter_init (&documents, ((SchLayer *) layer)->documents);
      while (g_hash_table_iter_next (&documents, &path, &document))
        {
          g_autofree char *file
              = sch_corpus_dup_layer_document_file (self, ((SchLayer *) layer)->name, path);

          if (strcmp (file, name) == 0)
            return document;
        }
    }
  return NULL;
}

static gboolean
merge_layer_document (SchCorpus *self, SchCorpusFile *file, SchLayerDocument *ours, GBytes *bytes,
                      guint *n_conflicts, GError **error)
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
  *n_conflicts = replay_unwritten (self, file, theirs);
  sch_layer_document_take_content (ours, theirs);
  sch_corpus_update_summary (self, path);
  return TRUE;
}

static gboolean
merge_clusters (SchCorpus *self, SchCorpusFile *file, SchLayer *layer, GBytes *bytes, guint *n_conflicts,
                GError **error)
{
  gsize byte_len = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &byte_len) : NULL;
  g_autoptr (SchClustersFile) theirs = NULL;

  if (data != NULL)
    {
      theirs = sch_native_read_clusters (data, byte_len, file->file, error);
      if (theirs == NULL)
        return FALSE;
    }
  g_hash_table_remove_all (layer->clusters);
  g_hash_table_remove_all (layer->links);
  g_hash_table_remove_all (layer->rejected);
  layer->clusters_loaded = FALSE;
  if (!sch_corpus_load_clusters (self, layer))
    return TRUE;
  *n_conflicts = replay_unwritten (self, file, NULL);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_CLUSTERS_CHANGED], 0, layer->name);
  return TRUE;
}

/* scholiast.json, scheme.json, documents.json, layer.json: theirs, unless ours has changes. */
static gboolean
merge_tree (SchCorpus *self, SchCorpusFile *file, GBytes *bytes, guint *n_conflicts, GError **error)
{
  gsize byte_len = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &byte_len) : NULL;

  if (file->unwritten->len > 0)
    {
      *n_conflicts = 1;
      return TRUE;
    }
  if (data == NULL)
    return TRUE;
  if (strcmp (file->file, "scheme.json") == 0)
    {
      SchScheme *scheme = sch_scheme_new_from_json (data, byte_len, file->file, error);

      if (scheme == NULL)
        return FALSE;
      sch_scheme_unref (self->scheme);
      self->scheme = scheme;
      g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_SCHEME_CHANGED], 0);
    }
  else if (strcmp (file->file, "documents.json") == 0)
    {
      g_autofree char *extra = NULL;
      g_autoptr (GPtrArray) records
          = sch_native_read_documents (data, byte_len, file->file, &extra, error);

      if (records == NULL)
        return FALSE;
      g_hash_table_remove_all (self->metadata);
      for (guint i = 0; i < records->len; i++)
        {
          SchRecord *record = g_ptr_array_index (records, i);
          SchDocument *document = sch_corpus_find_document (self, record->id);

          g_hash_table_insert (self->metadata, record->id, sch_record_ref (record));
          if (document != NULL)
            sch_document_set_metadata (document, (SchTree *) record);
        }
    }
  return TRUE;
}

static SchLayer *
find_layer_with_clusters (SchCorpus *self, const char *name)
{
  GHashTableIter iter;
  gpointer layer;

  g_hash_table_iter_init (&iter, self->layers);
  while (g_hash_table_iter_next (&iter, NULL, &layer))
    {
      g_autofree char *file
          = sch_corpus_dup_layer_file (self, ((SchLayer *) layer)->name, "clusters.json");

      if (strcmp (file, name) == 0)
        return layer;
    }
  return NULL;
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
  g_autofree char *path = sch_corpus_dup_absolute (self, file->file);
  SchLayerDocument *document = find_document_of_file (self, file->file);
  SchLayer *layer = find_layer_with_clusters (self, file->file);
  SchFileState state = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sch_store_read (path, SCH_JSON_MAX_BYTES, &state, &error);
  guint n_conflicts = 0;
  gboolean merged;

  if (bytes == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, file->file, error->message);
      return FALSE;
    }
  g_clear_error (&error);
  if (bytes != NULL && file->state.exists && strcmp (state.sha256, file->state.sha256) == 0)
    {
      file->state = state; /* touched, not changed */
      return TRUE;
    }
  file->state = state;
  if (bytes == NULL)
    memset (&file->state, 0, sizeof file->state);

  if (document != NULL)
    merged = merge_layer_document (self, file, document, bytes, &n_conflicts, &error);
  else if (layer != NULL)
    merged = merge_clusters (self, file, layer, bytes, &n_conflicts, &error);
  else
    merged = merge_tree (self, file, bytes, &n_conflicts, &error);
  if (!merged)
    {
      file->unwritable = TRUE;
      sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, file->file, error->message);
      return FALSE;
    }
  if (n_conflicts > 0 && bytes != NULL)
    keep_copy (self, file, bytes);
  return TRUE;
}
