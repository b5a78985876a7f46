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
        SchLayerDocument *document = sch_corpus_get_layer_document (self, edit->layer, edit->path,
                                                                    NULL);

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
    case SCH_RECORD_BULK:
      return NULL;
    default:
      table = get_table (self, edit);
      return table != NULL ? g_hash_table_lookup (table, sch_edit_get_id (edit)) : NULL;
    }
}

static gboolean
check_layer_name (const SchEdit *edit, GError **error)
{
  if (sch_layer_name_is_valid (edit->layer))
    return TRUE;
  g_set_error (
      error, SCH_ERROR, SCH_ERROR_INVALID,
      _ ("“%s” cannot be a layer's name: use lower-case letters, digits, “.”, “_” and “-”"),
      edit->layer);
  return FALSE;
}

/* Beside layer.json and clusters.json there is no place for documents of these names. */
static gboolean
check_place (const SchEdit *edit, GError **error)
{
  if (strcmp (edit->path, "layer") != 0 && strcmp (edit->path, "clusters") != 0)
    return TRUE;
  g_set_error (
      error, SCH_ERROR, SCH_ERROR_INVALID,
      _ ("A document of the name “%s” cannot be annotated. Rename it, for example to “%s.txt”."),
      edit->path, edit->path);
  return FALSE;
}

static gboolean
check_after (const SchEdit *edit, GError **error)
{
  const SchRecord *record = edit->after;

  if (record == NULL && (edit->type == SCH_RECORD_SCHEME || edit->type == SCH_RECORD_CORPUS ||
                         edit->type == SCH_RECORD_STATE))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID, _ ("A %s cannot be removed"),
                   sch_record_type_to_string (edit->type));
      return FALSE;
    }
  if (record == NULL ||
      (edit->type != SCH_RECORD_SPAN && edit->type != SCH_RECORD_RELATION &&
       edit->type != SCH_RECORD_CLUSTER && edit->type != SCH_RECORD_LINK) ||
      sch_id_is_valid (record->id))
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
               _ ("“%s” is not an id (letters, digits, “.”, “_”, “-”, at most 64)"), record->id);
  return FALSE;
}

static gboolean
check_names (const SchEdit *edit, GError **error)
{
  return sch_edit_has_target (edit, error) &&
         (edit->layer == NULL || check_layer_name (edit, error)) &&
         (edit->path == NULL ||
          (sch_path_is_valid (edit->path, error) && check_place (edit, error))) &&
         check_after (edit, error);
}

/* A layer.json that nobody made says no more than none. */
static gboolean
is_default_layer (const SchEdit *edit, gpointer current)
{
  g_autoptr (SchTree) info = NULL;

  if (edit->type != SCH_RECORD_LAYER || edit->before != NULL)
    return FALSE;
  info = sch_layer_new_info (edit->layer);
  return sch_record_equal (current, info);
}

static gboolean
check_unchanged (SchCorpus *self, const SchEdit *edit, GError **error)
{
  gpointer current = sch_corpus_get_record (self, edit);

  if (sch_record_equal (edit->before, current) || is_default_layer (edit, current))
    return TRUE;
  g_set_error (error, SCH_ERROR, edit->before == NULL ? SCH_ERROR_EXISTS : SCH_ERROR_CONFLICT,
               edit->before == NULL ? _ ("“%s” is there already")
                                    : _ ("“%s” has been changed in the meantime"),
               sch_edit_get_id (edit));
  return FALSE;
}

static const char *
find_error (SchCorpus *self, const char *file)
{
  for (guint i = 0; i < self->issues->len; i++)
    {
      const SchIssue *issue = g_ptr_array_index (self->issues, i);

      if (issue->severity == SCH_SEVERITY_ERROR && strcmp (issue->file, file) == 0)
        return issue->message;
    }
  return file;
}

/* After the target was loaded, which tells whether its file may be changed. */
static gboolean
check_writable (SchCorpus *self, const SchEdit *edit, GError **error)
{
  g_autofree char *file = sch_corpus_dup_file_of_edit (self, edit);
  const char *reason = edit->layer != NULL
                           ? sch_corpus_get_layer_read_only_reason (self, edit->layer, edit->path)
                           : self->read_only;

  if (reason == NULL && sch_corpus_get_file (self, file)->unwritable)
    reason = find_error (self, file);
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_READ_ONLY, reason);
  return FALSE;
}

static gboolean
check_edit (SchCorpus *self, SchEditGroup *group, const SchEdit *edit, GError **error)
{
  SchLayerDocument *document;

  if (!check_names (edit, error))
    return FALSE;
  if (!sch_record_type_is_in_layer_document (edit->type))
    {
      sch_corpus_get_record (self, edit);
      return check_writable (self, edit, error) && check_unchanged (self, edit, error);
    }
  if (sch_corpus_defers (self, group, edit))
    return check_writable (self, edit, error);
  document = sch_corpus_get_layer_document (self, edit->layer, edit->path, error);
  if (document == NULL || !check_writable (self, edit, error))
    return FALSE;
  return edit->type == SCH_RECORD_BULK ||
         sch_layer_document_check_record (document, edit->type, edit->before, edit->after, error);
}

static gboolean
set_scheme (SchCorpus *self, SchTree *tree, GError **error)
{
  SchScheme *scheme = sch_scheme_new (tree, "scheme.json", error);

  if (scheme == NULL)
    return FALSE;
  sch_scheme_unref (self->scheme);
  self->scheme = scheme;
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_SCHEME_CHANGED], 0);
  return TRUE;
}

static void
set_layer_info (SchCorpus *self, const SchEdit *edit)
{
  SchLayer *layer = sch_corpus_ensure_layer (self, edit->layer);

  sch_record_unref (layer->info);
  layer->info = edit->after != NULL ? sch_record_ref (edit->after)
                                    : sch_layer_new_info (edit->layer);
  g_signal_emit (self, sch_corpus_signals[SCH_CORPUS_LAYERS_CHANGED], 0);
}

static void
set_corpus_info (SchCorpus *self, SchTree *info)
{
  sch_record_unref (self->info);
  self->info = sch_record_ref (info);
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

static void
mutate_layer_document (SchCorpus *self, const SchEdit *edit)
{
  SchLayer *layer = sch_corpus_ensure_layer (self, edit->layer);
  SchLayerDocument *document = g_hash_table_lookup (layer->documents, edit->path);

  /* One that is not loaded is changed where it lies: see sch_corpus_defers(). */
  if (document != NULL && edit->type == SCH_RECORD_BULK)
    sch_corpus_mutate_bulk (document, edit);
  else if (document != NULL)
    sch_layer_document_replace_record (document, edit->type, edit->before, edit->after);
  if (!g_hash_table_contains (layer->paths, edit->path))
    g_hash_table_add (layer->paths, g_strdup (edit->path));
}

/* After a check. Only a scheme can still be refused here. */
gboolean
sch_corpus_mutate (SchCorpus *self, const SchEdit *edit, GError **error)
{
  switch (edit->type)
    {
    case SCH_RECORD_SPAN:
    case SCH_RECORD_RELATION:
    case SCH_RECORD_STATE:
    case SCH_RECORD_ORPHAN:
    case SCH_RECORD_BULK:
      mutate_layer_document (self, edit);
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

      if (!check_edit (self, group, edit, error) || !sch_corpus_mutate (self, edit, error))
        {
          roll_back (self, group, i);
          return FALSE;
        }
    }
  return TRUE;
}

/* Checking everything first keeps a refused group from being seen at all; an id that comes twice in
 * one group can only be checked while the group is applied. Ids are shared by all kinds of record of
 * a layer document. */
static gboolean
check_first (SchCorpus *self, SchEditGroup *group, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);
      int kind = sch_record_type_is_in_layer_document (edit->type) ? -1 : (int) edit->type;
      g_autofree char *key = g_strdup_printf ("%d\n%s\n%s\n%s", kind, edit->layer, edit->path,
                                              sch_edit_get_id (edit));

      if (g_hash_table_contains (seen, key))
        continue;
      if (!check_edit (self, group, edit, error))
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

      if (edit->path == NULL || g_strcmp0 (edit->path, last) == 0 ||
          g_strcmp0 (edit->layer, self->active_layer) != 0)
        continue;
      last = edit->path;
      if (sch_corpus_find_document (self, edit->path) != NULL)
        sch_document_set_changed (sch_corpus_find_document (self, edit->path), group->when);
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
  if (!check_first (self, group, error) || !sch_corpus_start_writing (self, error) ||
      !check_and_mutate (self, group, error))
    return FALSE;
  /* Loading a history moves the sequence behind what it has. */
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
