/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journals of instances that did not end well. Which of their edits are not in the files is told by
 * the files' hashes: a journal knows the states of each file that it has led to. A file in a state
 * that no journal knows was changed by another program; there all edits are merged.
 * A journal is true only together with those that came after it, so none is removed before an older
 * one. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"

typedef struct
{
  char *path;
  SchJournalReplay *replay;
  GPtrArray *groups; /* of SchEditGroup; NULL where one cannot be parsed */
  GPtrArray *files;  /* for each group: names of the files that it touches, once asked for */
} OldJournal;

/* From where on the edits of a file are not in it. */
typedef struct
{
  guint journal;
  guint group;
  gboolean foreign; /* the file is in a state that no journal knows */
} Start;

/* What the journals have for a file. */
typedef struct
{
  Start start;
  gboolean usable;
  SchEditGroup *first; /* that changed the file */
  char *layer;         /* (nullable) */
  char *path;          /* (nullable) */
  GPtrArray *edits;    /* of SchEdit, not in the file yet */
  GArray *unwritten;   /* of SchUnwritten: where these are; borrows the groups */
} Target;

typedef struct
{
  GPtrArray *journals; /* of OldJournal, oldest first */
  GHashTable *targets; /* file name -> Target */
} Replay;

static void
free_old_journal (gpointer data)
{
  OldJournal *old = data;

  g_free (old->path);
  sch_journal_replay_free (old->replay);
  g_ptr_array_unref (old->groups);
  g_ptr_array_unref (old->files);
  g_free (old);
}

static void
free_target (gpointer data)
{
  Target *target = data;

  g_ptr_array_unref (target->edits);
  g_array_unref (target->unwritten);
  g_free (target->layer);
  g_free (target->path);
  g_free (target);
}

static void
unref_group (gpointer group)
{
  sch_edit_group_unref (group);
}

static void
unref_files (gpointer files)
{
  if (files != NULL)
    g_hash_table_unref (files);
}

/* The end of a journal may be torn: what was being written there was never said to be saved. */
static void
report_damage (SchCorpus *self, OldJournal *old)
{
  const SchRecordLogDamage *damage = sch_journal_replay_get_damage (old->replay);
  g_autofree char *message = NULL;

  if (damage->bad_records == 0)
    return;
  message = g_strdup_printf (
      _ ("The journal %s is damaged (at byte %" PRIu64
         "); changes that were recorded there may be missing. The journal is kept in the folder "
         "“backup” beside it."),
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
        {
          sch_corpus_add_issue (self, SCH_SEVERITY_ERROR, "", local->message);
          self->keep_journals = TRUE;
        }
      g_ptr_array_add (old->groups, group);
    }
  old->files = g_ptr_array_new_with_free_func (unref_files);
  g_ptr_array_set_size (old->files, old->groups->len);
  report_damage (self, old);
  return old;
}

/* Whose journal it is: only those of this machine whose instance has ended are replayed; for reading
 * only, also that of a live one. A journal in the corpus is about it; one in the state folder is
 * found by the corpus's place, where by now another corpus may be. */
static gboolean
may_replay (SchCorpus *self, OldJournal *old, gboolean inside)
{
  const SchJournalHeader *header = sch_journal_replay_get_header (old->replay);
  const char *path = old->path;
  g_autofree char *lock = g_build_filename (self->private_folder, "lock", NULL);
  g_autofree char *owner = NULL;
  const SchEnvironment *environment = self->environment;
  const SchLockIdentity identity = { environment->host, environment->boot_id, environment->instance,
                                     environment->user, environment->runtime_dir };

  /* Torn in its header: nothing in it was ever said to be saved. */
  if (*header->machine == '\0' && sch_journal_replay_get_n_groups (old->replay) == 0)
    return (self->flags & SCH_OPEN_READ_ONLY) != 0 ||
           !sch_lock_is_held (lock, &identity, environment->now (), &owner);
  if (g_strcmp0 (header->machine, environment->machine_id) != 0)
    {
      g_autofree char *message = g_strdup_printf (
          _ ("There are changes that were made on another machine and are not in the files yet (%s). "
             "Open the corpus there once to finish saving."),
          path);

      sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, "", message);
      return FALSE;
    }
  if (!inside && self->has_info && g_strcmp0 (header->corpus, self->id) != 0)
    {
      g_autofree char *message = g_strdup_printf (
          _ ("There are changes of a corpus that was at this place before (%s). They are kept there."),
          path);

      sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, "", message);
      return FALSE;
    }
  /* Of a lock that is taken over the person says that its owner has ended. */
  if ((self->flags & (SCH_OPEN_READ_ONLY | SCH_OPEN_STEAL_LOCK)) != 0)
    return TRUE;
  return !sch_lock_is_held (lock, &identity, environment->now (), &owner) ||
         g_strcmp0 (owner, header->instance) != 0;
}

static void
note_started (SchCorpus *self, const SchJournalHeader *header)
{
  gint64 started;

  if (sch_time_from_string (header->started, &started))
    self->last_started = MAX (self->last_started, started);
}

static void
collect_folder (SchCorpus *self, const char *folder, gboolean inside, GPtrArray *journals)
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
      note_started (self, sch_journal_replay_get_header (old->replay));
      if (may_replay (self, old, inside))
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
  const char *const keys[] = { self->has_info && *self->id != '\0' ? self->id : NULL, self->root };

  collect_folder (self, own, TRUE, journals);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] != NULL)
      {
        g_autofree char *aside = sch_corpus_dup_aside_folder (self, keys[i]);
        g_autofree char *folder = g_build_filename (aside, "journal", NULL);

        collect_folder (self, folder, FALSE, journals);
      }
  g_ptr_array_sort (journals, compare_journals);
  return journals;
}

static gboolean
group_touches (SchCorpus *self, OldJournal *old, guint index, const char *name)
{
  SchEditGroup *group = g_ptr_array_index (old->groups, index);
  GHashTable *files = g_ptr_array_index (old->files, index);

  if (files == NULL)
    {
      files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_ptr_array_index (old->files, index) = files;
      for (guint i = 0; group != NULL && i < group->edits->len; i++)
        g_hash_table_add (files,
                          sch_corpus_dup_file_of_edit (self, g_ptr_array_index (group->edits, i)));
    }
  return g_hash_table_contains (files, name);
}

/* Newest journal first: a checkpoint ends the search, a base lets an older journal on the same base
 * come first. */
static Start
find_start (SchCorpus *self, GPtrArray *journals, const char *name, const char *sha256)
{
  Start start = { 0, 0, TRUE };

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
      start = (Start){ j, first, FALSE };
      for (guint i = 0; i < first && !is_checkpoint; i++)
        is_checkpoint = group_touches (self, old, i, name);
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

  if (sch_record_type_is_in_layer_document (edit->type))
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

static Target *
get_target (SchCorpus *self, Replay *replay, SchEditGroup *group, const SchEdit *edit)
{
  g_autofree char *name = sch_corpus_dup_file_of_edit (self, edit);
  Target *target = g_hash_table_lookup (replay->targets, name);
  SchCorpusFile *file;

  if (target != NULL)
    return target;
  target = g_new0 (Target, 1);
  target->first = group;
  target->layer = g_strdup (edit->layer);
  target->path = g_strdup (edit->path);
  target->edits = g_ptr_array_new ();
  target->unwritten = g_array_new (FALSE, FALSE, sizeof (SchUnwritten));
  target->usable = prepare_target (self, edit, name);
  if (target->usable)
    {
      file = sch_corpus_get_file (self, name);
      target->start = find_start (self, replay->journals, name,
                                  file->state.exists ? file->state.sha256 : "");
    }
  else
    self->keep_journals = TRUE;
  g_hash_table_insert (replay->targets, g_steal_pointer (&name), target);
  return target;
}

/* Sorts the edits of a group by their files, those left out that are in the files already. */
static void
sort_group (SchCorpus *self, Replay *replay, guint journal, guint index, SchEditGroup *group)
{
  for (guint i = 0; i < group->edits->len; i++)
    {
      SchEdit *edit = g_ptr_array_index (group->edits, i);
      Target *target = get_target (self, replay, group, edit);
      const Start *start = &target->start;

      if (!target->usable ||
          (!start->foreign &&
           (journal < start->journal || (journal == start->journal && index < start->group))))
        continue;
      g_ptr_array_add (target->edits, edit);
      sch_unwritten_append (target->unwritten, group, i, 1);
    }
}

static void
note_missing_file (SchCorpus *self, const char *name, SchEditGroup *group)
{
  SchCorpusFile *file = sch_corpus_get_file (self, name);

  if (!file->state.exists && !file->unwritable && file->dirty_seq == 0)
    sch_corpus_note_unwritten (file, group, 0, 0);
}

/* Files that the lost instance made beside the first edit: they are made again. */
static void
note_missing_files (SchCorpus *self, const char *layer_name, SchEditGroup *group)
{
  SchLayer *layer = layer_name != NULL ? sch_corpus_get_layer (self, layer_name) : NULL;

  note_missing_file (self, "scholiast.json", group);
  note_missing_file (self, "scheme.json", group);
  if (layer != NULL && layer->info == NULL)
    {
      g_autofree char *file = sch_corpus_dup_layer_file (self, layer_name, "layer.json");

      layer->info = sch_layer_new_info (layer_name);
      note_missing_file (self, file, group);
    }
}

/* Returns the number of records that were changed on both sides. */
static guint
replay_target (SchCorpus *self, const char *name, Target *target)
{
  SchCorpusFile *file = sch_corpus_get_file (self, name);
  SchLayer *layer = target->layer != NULL ? sch_corpus_ensure_layer (self, target->layer) : NULL;
  SchLayerDocument *document = target->path != NULL
                                   ? g_hash_table_lookup (layer->documents, target->path)
                                   : NULL;
  guint n_conflicts;

  if (!target->usable)
    return 0;
  if (target->edits->len == 0)
    return 0;
  if (target->path != NULL && !g_hash_table_contains (layer->paths, target->path))
    g_hash_table_add (layer->paths, g_strdup (target->path));
  n_conflicts = sch_corpus_merge_edits (self, document, target->edits);
  for (guint i = 0; i < target->unwritten->len; i++)
    {
      const SchUnwritten *run = &g_array_index (target->unwritten, SchUnwritten, i);

      sch_corpus_note_unwritten (file, run->group, run->first, run->n);
    }
  if (n_conflicts > 0 && file->state.exists)
    file->foreign = sch_corpus_read_file (self, name, NULL);
  if (target->path != NULL)
    sch_corpus_update_summary (self, target->path);
  return n_conflicts;
}

static guint
replay_targets (SchCorpus *self, Replay *replay)
{
  g_autoptr (GList)
      names = g_list_sort (g_hash_table_get_keys (replay->targets), (GCompareFunc) strcmp);
  guint n_conflicts = 0;

  for (GList *l = names; l != NULL; l = l->next)
    n_conflicts += replay_target (self, l->data, g_hash_table_lookup (replay->targets, l->data));
  /* Only now: an edit may have made what is missing. */
  for (GList *l = names; l != NULL; l = l->next)
    {
      Target *target = g_hash_table_lookup (replay->targets, l->data);

      if (target->usable)
        note_missing_files (self, target->layer, target->first);
    }
  return n_conflicts;
}

static void
report_conflicts (SchCorpus *self, guint n_conflicts)
{
  g_autofree char *message = NULL;

  if (n_conflicts == 0)
    return;
  message = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u annotation was changed both here and by another program while Scholiast was "
                   "not running; both changes were brought together. Please check it.",
                   "%u annotations were changed both here and by another program while Scholiast "
                   "was not running; both changes were brought together. Please check them.",
                   n_conflicts),
      n_conflicts);
  sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, "", message);
}

/* They go when all is in the files; a damaged one is kept aside. */
static void
note_journals (SchCorpus *self, GPtrArray *journals)
{
  for (guint j = 0; !self->keep_journals && j < journals->len; j++)
    {
      OldJournal *old = g_ptr_array_index (journals, j);
      gboolean damaged = sch_journal_replay_get_damage (old->replay)->bad_records > 0;

      g_ptr_array_add (damaged ? self->damaged_journals : self->old_journals, g_strdup (old->path));
    }
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
  g_autoptr (GHashTable)
      targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_target);
  Replay replay = { journals, targets };

  for (guint j = 0; j < journals->len; j++)
    {
      OldJournal *old = g_ptr_array_index (journals, j);

      adopt_id (self, sch_journal_replay_get_header (old->replay)->corpus);
      for (guint i = 0; i < old->groups->len; i++)
        {
          SchEditGroup *group = g_ptr_array_index (old->groups, i);

          if (group == NULL)
            continue;
          sort_group (self, &replay, j, i, group);
          note_history (self, group);
          self->seq = MAX (self->seq, group->seq);
        }
    }
  report_conflicts (self, replay_targets (self, &replay));
  note_journals (self, journals);
}
