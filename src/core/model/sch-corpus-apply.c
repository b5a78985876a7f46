/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way in: check all edits of a group, mutate each target, note the history, hand the group to
 * the writer, tell who listens. A group that fails midway is rolled back. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-error.h"

static GHashTable *
get_table (SchCorpus *self, const SchEdit *edit)
{
  SchLayer *layer;

  if (edit->type == SCH_RECORD_METADATA)
    return self->metadata;
  layer = sch_corpus_ensure_layer (self, edit->layer);
  if (!sch_corpus_load_clusters (self, layer))
    return NULL;
  switch (edit->type)
    {
    case SCH_RECORD_CLUSTER:
      return layer->clusters;
    case SCH_RECORD_LINK:
      return layer->links;
    case SCH_RECORD_REJECTED:
      return layer->rejected;
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
is_in_layer_document (SchRecordType type)
{
  return type == SCH_RECORD_SPAN || type == SCH_RECORD_RELATION || type == SCH_RECORD_STATE
         || type == SCH_RECORD_ORPHAN;
}

/* (transfer none) (nullable): the record that an edit is about, as it is now. */
gpointer
sch_corpus_get_record (SchCorpus *self, const SchEdit *edit)
{
  SchLayer *layer;
  GHashTable *table;

  switch (edit->type)
    {
    case SCH_RECORD_SPAN:
    case SCH_RECORD_RELATION:
    case SCH_RECORD_STATE:
    case SCH_RECORD_ORPHAN:
      {
        SchLayerDocument *document
            = sch_corpus_get_layer_document (self, edit->layer, edit->path, NULL);

        return document != NULL
                   ? sch_layer_document_get_record (document, edit->type, sch_edit_get_id (edit))
                   : NULL;
      }
    case SCH_RECORD_LAYER:
      layer = sch_corpus_get_layer (self, edit->layer);
      return layer != NULL ? layer->info : NULL;
    case SCH_RECORD_SCHEME:
      return sch_scheme_get_tree (self->scheme);
    case SCH_RECORD_CORPUS:
      return self->info;
    default:
      table = get_table (self, edit);
      return table != NULL ? g_hash_table_lookup (table, sch_edit_get_id (edit)) : NULL;
    }
}

static gboolean
check_names (const SchEdit *edit, GError **error)
{
  if (edit->layer != NULL && !sch_layer_name_is_valid (edit->layer))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _("“%s” cannot be a layer's name: use lower-case letters, digits, “.”, “_” and “-”"),
                   edit->layer);
      return FALSE;
    }
  return edit->path == NULL || sch_path_is_valid (edit->path, error);
}

static gboolean
check_unchanged (SchCorpus *self, const SchEdit *edit, GError **error)
{
  gpointer current = sch_corpus_get_record (self, edit);

  if (sch_record_equal (edit->before, current))
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_CONFLICT, _("“%s” has been changed in the meantime"),
               sch_edit_get_id (edit));
  return FALSE;
}

static gboolean
check_writable (SchCorpus *self, const SchEdit *edit, GError **error)
{
  const char *reason = edit->layer != NULL
                           ? sch_corpus_get_layer_read_only_reason (self, edit->layer, edit->path)
                           : self->read_only;

  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_READ_ONLY, reason);
  return FALSE;
}

gboolean
sch_corpus_check_edit (SchCorpus *self, const SchEdit *edit, GError **error)
{
  SchLayerDocument *document;

  if (!check_names (edit, error))
    return FALSE;
  if (!is_in_layer_document (edit->type))
    return check_writable (self, edit, error) && check_unchanged (self, edit, error);
  document = sch_corpus_get_layer_document (self, edit->layer, edit->path, error);
  /* Loading tells whether the file may be changed. */
  return document != NULL && check_writable (self, edit, error)
         && sch_layer_document_check_record (document, edit->type, edit->before, edit->after, error);
}

static gboolean
set_scheme (SchCorpus *self, SchTree *tree, GError **error)
{
  SchScheme *scheme = sch_scheme_new (tree, "scheme.json", error);

  if (scheme == NULL)
    return FALSE;
  sch_scheme_unref (self->scheme);
  self->scheme = scheme;
  self->has_scheme = TRUE;
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_SCHEME_CHANGED], 0);
  return TRUE;
}

static void
set_layer_info (SchCorpus *self, const SchEdit *edit)
{
  SchLayer *layer = sch_corpus_ensure_layer (self, edit->layer);

  sch_record_unref (layer->info);
  layer->info = sch_record_ref (edit->after);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYERS_CHANGED], 0);
}

static void
set_corpus_info (SchCorpus *self, SchTree *info)
{
  sch_record_unref (self->info);
  self->info = sch_record_ref (info);
  self->has_info = TRUE;
}

static void
replace_in_table (SchCorpus *self, const SchEdit *edit)
{
  GHashTable *table = get_table (self, edit);
  const char *id = sch_edit_get_id (edit);

  g_hash_table_remove (table, id);
  if (edit->after != NULL)
    g_hash_table_insert (table, ((SchRecord *) edit->after)->id, sch_record_ref (edit->after));
  if (edit->type == SCH_RECORD_METADATA)
    {
      SchDocument *document = sch_corpus_find_document (self, id);

      if (document != NULL)
        sch_document_set_metadata (document, edit->after);
    }
  else
    g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_CLUSTERS_CHANGED], 0, edit->layer);
}

/* After a check. Only a scheme can still be refused here. */
gboolean
sch_corpus_mutate (SchCorpus *self, const SchEdit *edit, GError **error)
{
  SchLayer *layer;

  switch (edit->type)
    {
    case SCH_RECORD_SPAN:
    case SCH_RECORD_RELATION:
    case SCH_RECORD_STATE:
    case SCH_RECORD_ORPHAN:
      layer = sch_corpus_ensure_layer (self, edit->layer);
      sch_layer_document_replace_record (g_hash_table_lookup (layer->documents, edit->path), edit->type,
                                         edit->before, edit->after);
      if (!g_hash_table_contains (layer->paths, edit->path))
        g_hash_table_add (layer->paths, g_strdup (edit->path));
      break;
    case SCH_RECORD_SCHEME:
      return edit->after == NULL || set_scheme (self, edit->after, error);
    case SCH_RECORD_LAYER:
      set_layer_info (self, edit);
      break;
    case SCH_RECORD_CORPUS:
      if (edit->after != NULL)
        set_corpus_info (self, edit->after);
      break;
    default:
      replace_in_table (self, edit);
    }
  return TRUE;
}

static void
roll_back (SchCorpus *self, SchEditGroup *group, guint n_done)
{
  g_autoptr (SchEditGroup) inverse = sch_edit_group_invert (group, SCH_OP_UNDO);

  for (guint i = group->edits->len - n_done; i < inverse->edits->len; i++)
    sch_corpus_mutate (self, g_ptr_array_index (inverse->edits, i), NULL);
}

/* Checks each edit against what those before it in the group make of the targets. */
static gboolean
check_and_mutate (SchCorpus *self, SchEditGroup *group, GError **error)
{
  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);

      if (!sch_corpus_check_edit (self, edit, error) || !sch_corpus_mutate (self, edit, error))
        {
          roll_back (self, group, i);
          return FALSE;
        }
    }
  return TRUE;
}

/* Checking everything first keeps a refused group from being seen at all; a record that is changed
 * twice in one group can only be checked while it is applied. */
static gboolean
check_first (SchCorpus *self, SchEditGroup *group, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);
      g_autofree char *key = g_strdup_printf ("%d/%s/%s/%s", edit->type, edit->layer, edit->path,
                                              sch_edit_get_id (edit));

      if (g_hash_table_contains (seen, key))
        continue;
      if (!sch_corpus_check_edit (self, edit, error))
        return FALSE;
      g_hash_table_add (seen, g_steal_pointer (&key));
    }
  return TRUE;
}

static void
update_summaries (SchCorpus *self, SchEditGroup *group)
{
  const char *last = NULL;

  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);

      if (edit->path == NULL || g_strcmp0 (edit->path, last) == 0
          || g_strcmp0 (edit->layer, self->active_layer) != 0)
        continue;
      last = edit->path;
      sch_corpus_update_summary (self, edit->path);
    }
}

/**
 * sch_corpus_apply:
 * @group: not yet applied; it must not be changed afterwards
 *
 * Returns: FALSE with an error when any edit does not fit; nothing is changed then
 */
gboolean
sch_corpus_apply (SchCorpus *self, SchEditGroup *group, GError **error)
{
  SchHistory *history;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && group != NULL, FALSE);
  g_return_val_if_fail (!self->closed, FALSE);

  if (sch_edit_group_is_empty (group))
    return TRUE;
  if (!check_first (self, group, error) || !sch_corpus_start_writing (self, error)
      || !check_and_mutate (self, group, error))
    return FALSE;
  /* Loading a history tells which numbers are taken. */
  history = group->layer != NULL ? sch_corpus_get_history (self, group->layer) : NULL;
  group->seq = ++self->seq;
  group->when = self->environment->now ();
  if (history != NULL)
    sch_history_note (history, group);
  sch_corpus_queue_group (self, group);
  update_summaries (self, group);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_EDITED], 0, group);
  return TRUE;
}

/* --- Undo --- */

SchHistory *
sch_corpus_get_history (SchCorpus *self, const char *name)
{
  SchLayer *layer = sch_corpus_ensure_layer (self, name);

  if (layer->history == NULL)
    {
      g_autofree char *folder = g_build_filename (self->private_folder, "history", NULL);
      g_autoptr (SchHistoryStore) store = sch_history_store_new (folder, name);
      g_autoptr (GError) error = NULL;
      g_autoptr (SchHistoryLog) log = sch_history_store_load (store, &error);

      if (log == NULL && error != NULL)
        g_info ("%s", error->message);
      layer->history = log != NULL ? sch_history_new_from_log (log) : sch_history_new ();
      self->seq = MAX (self->seq, sch_history_get_last_seq (layer->history));
    }
  return layer->history;
}

static SchEditGroup *
peek_step (SchCorpus *self, const char *layer, gboolean redo)
{
  SchHistory *history;

  if (layer == NULL || sch_corpus_get_layer (self, layer) == NULL)
    return NULL;
  history = sch_corpus_get_history (self, layer);
  return redo ? sch_history_peek_redo (history) : sch_history_peek_undo (history);
}

gboolean
sch_corpus_can_undo (SchCorpus *self, const char *layer)
{
  return peek_step (self, layer, FALSE) != NULL;
}

gboolean
sch_corpus_can_redo (SchCorpus *self, const char *layer)
{
  return peek_step (self, layer, TRUE) != NULL;
}

const char *
sch_corpus_get_undo_name (SchCorpus *self, const char *layer)
{
  SchEditGroup *group = peek_step (self, layer, FALSE);

  return group != NULL ? group->name : NULL;
}

const char *
sch_corpus_get_redo_name (SchCorpus *self, const char *layer)
{
  SchEditGroup *group = peek_step (self, layer, TRUE);

  return group != NULL ? group->name : NULL;
}

static const char *
get_path_of (SchEditGroup *group)
{
  for (guint i = 0; group != NULL && i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);

      if (edit->path != NULL)
        return edit->path;
    }
  return NULL;
}

const char *
sch_corpus_get_undo_path (SchCorpus *self, const char *layer)
{
  return get_path_of (peek_step (self, layer, FALSE));
}

const char *
sch_corpus_get_redo_path (SchCorpus *self, const char *layer)
{
  return get_path_of (peek_step (self, layer, TRUE));
}

static SchEditGroup *
step (SchCorpus *self, const char *layer, gboolean redo, GError **error)
{
  SchEditGroup *last = peek_step (self, layer, redo);
  g_autoptr (SchEditGroup) group = NULL;
  g_autoptr (GError) local = NULL;

  if (last == NULL)
    {
      g_set_error_literal (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                           redo ? _("There is nothing to redo.") : _("There is nothing to undo."));
      return NULL;
    }
  group = sch_edit_group_invert (last, redo ? SCH_OP_REDO : SCH_OP_UNDO);
  if (redo)
    {
      /* What is done again is the step itself, not the inverse of it. */
      g_autoptr (SchEditGroup) inverse = g_steal_pointer (&group);

      group = sch_edit_group_invert (inverse, SCH_OP_REDO);
    }
  if (sch_corpus_apply (self, group, &local))
    return g_steal_pointer (&group);
  if (g_error_matches (local, SCH_ERROR, SCH_ERROR_CONFLICT) || g_error_matches (local, SCH_ERROR, SCH_ERROR_EXISTS))
    {
      SchHistory *history = sch_corpus_get_history (self, layer);

      g_set_error (error, SCH_ERROR, SCH_ERROR_CONFLICT,
                   _("“%s” cannot be undone or redone: what it changed was changed elsewhere since."),
                   last->name);
      if (redo)
        sch_history_drop_redo (history);
      else
        sch_history_drop_undo (history);
    }
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * sch_corpus_undo:
 *
 * Returns: (transfer full) (nullable): the inverse group that was applied
 */
SchEditGroup *
sch_corpus_undo (SchCorpus *self, const char *layer, GError **error)
{
  return step (self, layer, FALSE, error);
}

SchEditGroup *
sch_corpus_redo (SchCorpus *self, const char *layer, GError **error)
{
  return step (self, layer, TRUE, error);
}
