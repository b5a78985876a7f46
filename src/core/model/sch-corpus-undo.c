/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: ordinary groups that are the inverse of a step in the history of a layer. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-corpus-private.h"
#include "sch-error.h"

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
get_path_of (SchCorpus *self, SchEditGroup *group)
{
  for (guint i = 0; group != NULL && i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);

      if (edit->path != NULL)
        return sch_corpus_follow_path (self, group->seq, edit->path);
    }
  return NULL;
}

const char *
sch_corpus_get_undo_path (SchCorpus *self, const char *layer)
{
  return get_path_of (self, peek_step (self, layer, FALSE));
}

const char *
sch_corpus_get_redo_path (SchCorpus *self, const char *layer)
{
  return get_path_of (self, peek_step (self, layer, TRUE));
}

/* The history on the disk knows only steps that are done or undone: there the step changes sides,
 * which keeps the steps before it where they are. */
static void
drop_step (SchCorpus *self, const char *layer, gboolean redo)
{
  SchHistory *history = sch_corpus_get_history (self, layer);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  if (redo)
    sch_history_drop_redo (history);
  else
    sch_history_drop_undo (history);
  if (self->saver != NULL)
    sch_saver_push_history (self->saver, layer, redo ? SCH_HISTORY_REDO : SCH_HISTORY_UNDO,
                            ++self->seq, nothing);
}

/* Where it is the scheme that is another, and the step goes together with what was changed since. */
static SchEditGroup *
apply_rebased (SchCorpus *self, SchEditGroup *group)
{
  g_autoptr (SchEditGroup) rebased = sch_corpus_rebase_step (self, group);

  return rebased != NULL && sch_corpus_apply (self, rebased, NULL) ? g_steal_pointer (&rebased)
                                                                   : NULL;
}

static SchEditGroup *
step (SchCorpus *self, const char *layer, gboolean redo, GError **error)
{
  SchEditGroup *top = peek_step (self, layer, redo);
  g_autoptr (SchEditGroup) last = top != NULL ? sch_corpus_follow_moves (self, top) : NULL;
  g_autoptr (SchEditGroup) group = NULL;
  g_autoptr (GError) local = NULL;

  if (last == NULL)
    {
      g_set_error_literal (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                           redo ? _ ("There is nothing to redo.")
                                : _ ("There is nothing to undo."));
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
  if (g_error_matches (local, SCH_ERROR, SCH_ERROR_CONFLICT) ||
      g_error_matches (local, SCH_ERROR, SCH_ERROR_EXISTS))
    {
      SchEditGroup *rebased = apply_rebased (self, group);

      if (rebased != NULL)
        return rebased;
      g_set_error (
          error, SCH_ERROR, SCH_ERROR_CONFLICT,
          _ ("“%s” cannot be undone or redone: what it changed was changed elsewhere since."),
          last->name);
      drop_step (self, layer, redo);
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
