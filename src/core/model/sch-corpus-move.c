/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving a document with all that belongs to it: the files first (sch-corpus-move-files.c), then the
 * model, in which rows and loaded layer documents stay the same objects. Nothing is in a journal while
 * files move, so that no journal speaks of the old path; older steps of the histories are led to the
 * new one when they are undone. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sch-corpus-documents.h"
#include "sch-corpus-move-private.h"
#include "sch-error.h"
#include "sch-json-tree.h"
#include "sch-scan.h"

/* --- The model --- */

static void
forget_file (SchCorpus *self, const char *file)
{
  for (guint i = self->issues->len; i-- > 0;)
    {
      const SchIssue *issue = g_ptr_array_index (self->issues, i);

      if (strcmp (issue->file, file) == 0)
        g_ptr_array_remove_index (self->issues, i);
    }
  g_hash_table_remove (self->files, file);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_ISSUES_CHANGED], 0);
}

/* A layer document that is loaded goes on under the new path; a stand-in for one that cannot be read
 * or changed is let go, and read again. */
static void
move_in_layer (SchCorpus *self, SchLayer *layer, const SchMove *move)
{
  g_autofree char *old_file = sch_corpus_dup_layer_document_file (self, layer->name, move->from);
  g_autofree char *new_file = sch_corpus_dup_layer_document_file (self, layer->name, move->to);
  SchCorpusFile *file = g_hash_table_lookup (self->files, old_file);
  SchLayerDocument *document = g_hash_table_lookup (layer->documents, move->from);
  gboolean usable = file == NULL || !file->unwritable;

  if (g_hash_table_remove (layer->paths, move->from))
    {
      g_hash_table_add (layer->paths, g_strdup (move->to));
      /* Of an empty one at the new place nothing is lost. */
      g_hash_table_remove (layer->documents, move->to);
      g_hash_table_remove (self->files, new_file);
    }
  g_hash_table_remove (layer->bad, move->from);
  if (document != NULL)
    {
      g_object_ref (document);
      g_hash_table_remove (layer->documents, move->from);
      if (usable && !g_hash_table_contains (layer->documents, move->to))
        {
          sch_layer_document_set_path (document, move->to);
          g_hash_table_insert (layer->documents, g_strdup (move->to), g_object_ref (document));
        }
      g_object_unref (document);
    }
  forget_file (self, old_file);
  if (g_hash_table_contains (layer->documents, move->to))
    {
      g_autoptr (GBytes) bytes = sch_corpus_read_file (self, new_file, NULL);
    }
}

static guint
find_row (SchCorpus *self, SchDocument *document)
{
  guint position = G_MAXUINT;

  g_list_store_find (self->documents, document, &position);
  return position;
}

/* The row goes to its new place in the list. */
static void
move_row (SchCorpus *self, SchDocument *document, const SchMove *move)
{
  g_autoptr (SchDocument) kept = g_object_ref (document);
  guint from = find_row (self, document);
  guint n;
  guint to = 0;

  g_hash_table_remove (self->document_by_path, move->from);
  sch_document_set_path (document, move->to);
  g_hash_table_insert (self->document_by_path, (char *) sch_document_get_path (document), document);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->documents));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SchDocument) other = g_list_model_get_item (G_LIST_MODEL (self->documents), i);

      if (other != document && sch_path_compare (sch_document_get_path (other), move->to) < 0)
        to++;
    }
  if (to == from)
    return;
  g_list_store_remove (self->documents, from);
  g_list_store_insert (self->documents, to, document);
}

static void
drop_row (SchCorpus *self, SchDocument *document)
{
  guint position = find_row (self, document);

  g_hash_table_remove (self->document_by_path, sch_document_get_path (document));
  sch_corpus_take_from_totals (self, document);
  if (position != G_MAXUINT)
    g_list_store_remove (self->documents, position);
}

static void
update_model (SchCorpus *self, const SchMove *move)
{
  SchDocument *document = sch_corpus_find_document (self, move->from);
  SchDocument *there = sch_corpus_find_document (self, move->to);
  g_autoptr (GBytes) metadata = NULL;
  GHashTableIter iter;
  gpointer layer;

  g_hash_table_iter_init (&iter, self->layers);
  while (g_hash_table_iter_next (&iter, NULL, &layer))
    move_in_layer (self, layer, move);
  self->n_rescans++;
  if (there == NULL && document != NULL)
    move_row (self, document, move);
  else if (document != NULL)
    drop_row (self, document);
  metadata = sch_corpus_read_file (self, "documents.json", NULL);
  if (metadata != NULL && !sch_corpus_get_file (self, "documents.json")->unwritable)
    sch_corpus_take_metadata (self, metadata, NULL);
  if (self->active_layer != NULL)
    {
      sch_corpus_get_layer_document (self, self->active_layer, move->to, NULL);
      sch_corpus_update_summary (self, move->to);
    }
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_DOCUMENTS_CHANGED], 0);
}

/* --- Public --- */

/* A journal that is still needed speaks of the old path. */
static gboolean
check_settled (SchCorpus *self, GError **error)
{
  GHashTableIter iter;
  gpointer value;
  gboolean behind = self->keep_journals;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    behind |= ((SchCorpusFile *) value)->dirty_seq > ((SchCorpusFile *) value)->written_seq;
  if (!behind)
    return TRUE;
  g_set_error (
      error, SCH_ERROR, SCH_ERROR_CONFLICT,
      _ ("Some changes could not be written into their files yet, so that no document can be "
         "renamed. See what the bars at the top say."));
  return FALSE;
}

static gboolean
prepare (SchCorpus *self, GError **error)
{
  if (self->read_only != NULL || self->aside)
    {
      g_set_error_literal (
          error, SCH_ERROR, SCH_ERROR_READ_ONLY,
          self->read_only != NULL
              ? self->read_only
              : _ ("The folder of the corpus cannot be written; make it writable to "
                   "rename documents."));
      return FALSE;
    }
  return sch_corpus_start_writing (self, error) && sch_corpus_flush (self, error) &&
         check_settled (self, error);
}

/* Steps of the history that are younger than the move have the new path. */
static guint64
next_seq (SchCorpus *self)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->layers);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    sch_corpus_get_history (self, name);
  return ++self->seq;
}

/* What failed after the text was renamed is done at the next opening. */
static gboolean
run (SchCorpus *self, const char *from, const char *to, GError **error)
{
  SchMove *move = g_new0 (SchMove, 1);
  g_autoptr (GError) local = NULL;
  gboolean committed = FALSE;

  move->from = g_strdup (from);
  move->to = g_strdup (to);
  move->seq = next_seq (self);
  g_ptr_array_add (self->moves, move);
  if (sch_move_write_plans (self, &local) && sch_move_carry_out (self, move, &committed, &local))
    {
      sch_move_note_step (6);
      move->done = TRUE;
      sch_move_write_plans (self, &local);
    }
  if (local != NULL && !committed)
    {
      sch_move_take_back (self, move);
      g_ptr_array_remove (self->moves, move);
      sch_move_write_plans (self, NULL);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (local != NULL)
    sch_corpus_add_issue (self, SCH_SEVERITY_WARNING, to, local->message);
  update_model (self, move);
  return TRUE;
}

/**
 * sch_corpus_move_document:
 * @from: of a document that is there
 * @to: where nothing is
 *
 * Blocks until all is on the disk. Layer documents that are loaded, and the #SchDocument, stay the
 * same objects.
 */
gboolean
sch_corpus_move_document (SchCorpus *self, const char *from, const char *to, GError **error)
{
  SchDocument *document = sch_corpus_find_document (self, from);
  g_autofree char *old_path = g_strdup (from);

  g_return_val_if_fail (SCH_IS_CORPUS (self) && from != NULL && to != NULL, FALSE);

  if (document == NULL || sch_document_get_problem (document) != NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND, _ ("There is no document %s."), from);
      return FALSE;
    }
  return sch_corpus_check_new_path (self, to, error) && prepare (self, error) &&
         run (self, old_path, to, error);
}

static gboolean
check_follow (SchCorpus *self, const char *from, const char *to, GError **error)
{
  GHashTableIter iter;
  gpointer value;
  SchDocument *document = sch_corpus_find_document (self, from);

  if (sch_corpus_find_document (self, to) == NULL || document == NULL ||
      !sch_document_is_missing (document))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND, _ ("There is no document %s."),
                   document == NULL ? from : to);
      return FALSE;
    }
  g_hash_table_iter_init (&iter, self->layers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SchLayer *layer = value;

      if (!g_hash_table_contains (layer->paths, from) || !g_hash_table_contains (layer->paths, to))
        continue;
      g_set_error (error, SCH_ERROR, SCH_ERROR_EXISTS,
                   _ ("“%s” has annotations of its own in the layer “%s”; those of “%s” stay where "
                      "they are."),
                   to, layer->name, from);
      return FALSE;
    }
  return TRUE;
}

/**
 * sch_corpus_follow_document:
 * @from: a missing document
 * @to: a document without annotations, in which its text is now
 */
gboolean
sch_corpus_follow_document (SchCorpus *self, const char *from, const char *to, GError **error)
{
  g_autofree char *old_path = g_strdup (from);
  g_autofree char *new_path = g_strdup (to);

  g_return_val_if_fail (SCH_IS_CORPUS (self) && from != NULL && to != NULL, FALSE);

  return check_follow (self, from, to, error) && prepare (self, error) &&
         run (self, old_path, new_path, error);
}

/* --- History --- */

static const char *
map_path (SchCorpus *self, guint64 seq, const char *path)
{
  for (guint i = 0; i < self->moves->len; i++)
    {
      const SchMove *move = g_ptr_array_index (self->moves, i);

      if (move->seq > seq && strcmp (move->from, path) == 0)
        path = move->to;
    }
  return path;
}

static gpointer
map_metadata (SchCorpus *self, guint64 seq, SchTree *metadata)
{
  const char *older = sch_tree_get_string (metadata, "version_of");
  g_autoptr (SchTree)
      now = sch_metadata_with_path (metadata, map_path (self, seq, metadata->record.id));

  return *older != '\0' ? sch_tree_with_string (now, "version_of", map_path (self, seq, older))
                        : g_steal_pointer (&now);
}

static gpointer
map_record (SchCorpus *self, guint64 seq, SchRecordType type, SchRecord *record)
{
  if (record == NULL || (type != SCH_RECORD_STATE && type != SCH_RECORD_METADATA))
    return sch_record_ref (record);
  if (type == SCH_RECORD_METADATA)
    return map_metadata (self, seq, (SchTree *) record);
  record = sch_record_copy (record);
  sch_record_set_id (record, map_path (self, seq, record->id));
  return record;
}

/**
 * sch_corpus_follow_moves:
 * @group: a step of a history
 *
 * Returns: (transfer full): the step with the paths that its documents have now
 */
SchEditGroup *
sch_corpus_follow_moves (SchCorpus *self, SchEditGroup *group)
{
  SchEditGroup *now;

  if (self->moves->len == 0)
    return sch_edit_group_ref (group);
  now = sch_edit_group_new (group->name, group->layer);
  now->op = group->op;
  now->seq = group->seq;
  now->when = group->when;
  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);
      gpointer before = map_record (self, group->seq, edit->type, edit->before);
      gpointer after = map_record (self, group->seq, edit->type, edit->after);

      sch_edit_group_add (now, edit->type, edit->layer,
                          edit->path != NULL ? map_path (self, group->seq, edit->path) : NULL,
                          before, after);
      sch_record_unref (before);
      sch_record_unref (after);
    }
  return now;
}

const char *
sch_corpus_follow_path (SchCorpus *self, guint64 seq, const char *path)
{
  return path != NULL ? map_path (self, seq, path) : NULL;
}
