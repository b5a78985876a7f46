/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applying a scheme, and what becomes of annotations, as one group: read in a worker, checked again and
 * applied in the owner's thread. Until then nothing is changed. */

#include "config.h"

#include "sch-corpus-scheme.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-scheme-collect.h"

/* Whole records of more than these would not fit into one record of the journal. */
#define MAX_WHOLE_RECORDS 400000u

typedef struct
{
  char *layer;
  char *name;
  SchScheme *scheme; /* (nullable) */
  SchScheme *base;   /* that was in use when the work began */
  SchSchemeChanges *changes;
  SchProgress *progress; /* (nullable) */
  GPtrArray *items;      /* of SchCollectItem */
  char *only;            /* (nullable): the layer whose clusters are concerned; NULL = all */
  guint64 n_changed;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->layer);
  g_free (work->name);
  g_free (work->only);
  g_clear_pointer (&work->scheme, sch_scheme_unref);
  g_clear_pointer (&work->base, sch_scheme_unref);
  sch_scheme_changes_unref (work->changes);
  g_ptr_array_unref (work->items);
  g_free (work);
}

static Work *
new_work (SchCorpus *self, const char *layer, const char *name, SchScheme *scheme,
          SchSchemeChanges *changes, const char *only)
{
  Work *work = g_new0 (Work, 1);

  work->layer = g_strdup (layer);
  work->name = g_strdup (name);
  work->scheme = scheme != NULL ? sch_scheme_ref (scheme) : NULL;
  work->base = sch_scheme_ref (sch_corpus_get_scheme (self));
  work->changes = changes != NULL ? sch_scheme_changes_ref (changes) : sch_scheme_changes_new ();
  work->only = g_strdup (only);
  work->items = sch_scheme_changes_is_empty (work->changes) ? g_ptr_array_new ()
                                                            : sch_collect_list_items (self, only);
  return work;
}

static gboolean
collect_all (Work *work, GCancellable *cancellable, GError **error)
{
  if (work->progress != NULL)
    g_atomic_int_set (&work->progress->n_total, work->items->len);
  for (guint i = 0; i < work->items->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      sch_collect_run (g_ptr_array_index (work->items, i), work->changes);
      if (work->progress != NULL)
        g_atomic_int_set (&work->progress->n_done, i + 1);
    }
  return TRUE;
}

/* --- The group --- */

static void
add_clusters (SchCorpus *self, Work *work, SchEditGroup *group)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (self);

  if (!sch_scheme_changes_touch_clusters (work->changes))
    return;
  for (guint i = 0; layers[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) clusters = NULL;

      if ((work->only != NULL && g_strcmp0 (work->only, layers[i]) != 0) ||
          sch_corpus_get_layer_read_only_reason (self, layers[i], NULL) != NULL)
        continue;
      clusters = sch_corpus_list_clusters (self, layers[i]);
      for (guint k = 0; k < clusters->len; k++)
        {
          SchCluster *cluster = g_ptr_array_index (clusters, k);
          g_autoptr (SchCluster) mapped = sch_scheme_changes_map (work->changes, cluster);

          if (mapped == cluster)
            continue;
          sch_edit_group_add (group, SCH_RECORD_CLUSTER, layers[i], NULL, cluster, mapped);
          work->n_changed++;
        }
    }
}

static gboolean
add_items (SchCorpus *self, Work *work, SchEditGroup *group, GError **error)
{
  guint n_whole = 0;

  for (guint i = 0; i < work->items->len; i++)
    {
      SchCollectItem *item = g_ptr_array_index (work->items, i);

      sch_collect_refresh (self, item, work->changes);
      if (item->error != NULL)
        {
          /* What cannot be read stays as it is, and is read by what the scheme says of old ids. */
          g_info ("%s", item->error->message);
          continue;
        }
      work->n_changed += item->n_concerned;
      for (guint k = 0; k < item->edits->len; k++)
        {
          const SchEdit *edit = g_ptr_array_index (item->edits, k);

          n_whole += edit->type != SCH_RECORD_BULK;
          sch_edit_group_add (group, edit->type, edit->layer, edit->path, edit->before,
                              edit->after);
        }
    }
  if (n_whole <= MAX_WHOLE_RECORDS)
    return TRUE;
  g_set_error (
      error, SCH_ERROR, SCH_ERROR_INVALID,
      _ ("%u annotations are too many to be removed in one step (at most %u). Keep them, or "
         "give them another label."),
      n_whole, MAX_WHOLE_RECORDS);
  return FALSE;
}

static gboolean
apply (SchCorpus *self, Work *work, GError **error)
{
  g_autoptr (SchEditGroup) group = sch_edit_group_new (work->name, work->layer);
  SchScheme *current = sch_corpus_get_scheme (self);

  if (work->scheme != NULL && current != work->base)
    {
      g_set_error_literal (
          error, SCH_ERROR, SCH_ERROR_CONFLICT,
          _ ("The scheme was changed in the meantime. Nothing was done; try again."));
      return FALSE;
    }
  if (work->scheme != NULL)
    sch_edit_group_add (group, SCH_RECORD_SCHEME, NULL, NULL, sch_scheme_get_tree (current),
                        sch_scheme_get_tree (work->scheme));
  if (!add_items (self, work, group, error))
    return FALSE;
  add_clusters (self, work, group);
  return sch_corpus_apply (self, group, error);
}

/**
 * sch_corpus_set_scheme:
 * @layer: whose history the step belongs to
 *
 * Returns: FALSE with an error where the corpus cannot be changed
 */
gboolean
sch_corpus_set_scheme (SchCorpus *self, const char *layer, const char *name, SchScheme *scheme,
                       GError **error)
{
  return sch_corpus_change_scheme (self, layer, name, scheme, NULL, NULL, error);
}

gboolean
sch_corpus_change_scheme (SchCorpus *self, const char *layer, const char *name, SchScheme *scheme,
                          SchSchemeChanges *changes, guint64 *n_changed, GError **error)
{
  Work *work = new_work (self, layer, name, scheme, changes, NULL);
  gboolean done = collect_all (work, NULL, error) && apply (self, work, error);

  if (n_changed != NULL)
    *n_changed = work->n_changed;
  free_work (work);
  return done;
}

/* --- In a worker --- */

static void
collect_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (collect_all (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* @data: (transfer full): the task of the caller, with the work. */
static void
collected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SchCorpus *self = SCH_CORPUS (source);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) &&
      !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      if (self->closed)
        error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The corpus was closed"));
      else
        apply (self, work, &error);
    }
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (sch_scheme_changes_remove_spans (work->changes))
    sch_corpus_summarize_all (self);
  g_task_return_boolean (task, TRUE);
}

static void
start (SchCorpus *self, Work *work, SchProgress *progress, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer data)
{
  GTask *outer = g_task_new (self, cancellable, callback, data);
  g_autoptr (GTask) inner = g_task_new (self, cancellable, collected_cb, outer);

  work->progress = progress;
  /* Once it is applied, it is done. */
  g_task_set_check_cancellable (outer, FALSE);
  g_task_set_source_tag (outer, start);
  g_task_set_task_data (outer, work, free_work);
  g_task_set_task_data (inner, work, NULL);
  g_task_run_in_thread (inner, collect_thread);
}

static gboolean
finish (GAsyncResult *result, guint64 *n_changed, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  if (n_changed != NULL)
    *n_changed = work->n_changed;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sch_corpus_change_scheme_async (SchCorpus *self, const char *layer, const char *name,
                                SchScheme *scheme, SchSchemeChanges *changes, SchProgress *progress,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data)
{
  start (self, new_work (self, layer, name, scheme, changes, NULL), progress, cancellable, callback,
         data);
}

gboolean
sch_corpus_change_scheme_finish (SchCorpus *self, GAsyncResult *result, guint64 *n_changed,
                                 GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return finish (result, n_changed, error);
}

/* --- Layers of an older revision --- */

static guint
count_outdated_labels (SchScheme *scheme, SchLayerDocument *document)
{
  guint n = 0;

  for (guint k = 0; k < sch_scheme_get_n_labels (scheme); k++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, k);

      for (guint r = 0; label->replaces != NULL && label->replaces[r] != NULL; r++)
        n += sch_layer_document_count_label (document, label->replaces[r]);
    }
  return n;
}

static gboolean
is_mapped (SchSchemeChanges *changes, gpointer record)
{
  gpointer mapped = sch_scheme_changes_map (changes, record);
  gboolean is = mapped != record;

  sch_record_unref (mapped);
  return is;
}

static guint
count_mapped (SchSchemeChanges *changes, GPtrArray *records)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += is_mapped (changes, g_ptr_array_index (records, i));
  return n;
}

/* Spans whose label is the one that it was, and that have a replaced value. */
static guint
count_outdated_values (SchScheme *scheme, SchSchemeChanges *changes, SchLayerDocument *document)
{
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (document);
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      const SchLabel *label = sch_attributes_get_size (span->record.attributes) > 0
                                  ? sch_scheme_get_label (scheme, span->label)
                                  : NULL;

      n += label != NULL && strcmp (label->id, span->label) == 0 && is_mapped (changes, span);
    }
  return n;
}

static guint
count_outdated (SchScheme *scheme, SchSchemeChanges *changes, SchLayerDocument *document)
{
  guint n = count_outdated_labels (scheme, document);

  if (sch_scheme_changes_touch_part (changes, SCH_PART_LABEL_ATTRIBUTE))
    n += count_outdated_values (scheme, changes, document);
  if (sch_scheme_changes_touch_part (changes, SCH_PART_RELATION) ||
      sch_scheme_changes_touch_part (changes, SCH_PART_RELATION_ATTRIBUTE))
    {
      g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (document);

      n += count_mapped (changes, relations);
    }
  if (sch_scheme_changes_touch_part (changes, SCH_PART_DOCUMENT_ATTRIBUTE))
    n += is_mapped (changes, sch_layer_document_get_state (document));
  return n;
}

/**
 * sch_corpus_count_outdated:
 *
 * Returns: how many of the loaded annotations and clusters of the layer name a label, a relation type
 *   or a value that the scheme has replaced by another; O(labels) a document, O(relations) or O(spans)
 *   where such types or values are replaced
 */
guint
sch_corpus_count_outdated (SchCorpus *self, const char *layer)
{
  SchScheme *scheme = sch_corpus_get_scheme (self);
  g_autoptr (SchSchemeChanges) changes = sch_scheme_changes_new_for_replaced (scheme);
  g_autoptr (GPtrArray) loaded = sch_corpus_list_loaded (self, layer);
  guint n = 0;

  for (guint i = 0; i < loaded->len; i++)
    n += count_outdated (scheme, changes, g_ptr_array_index (loaded, i));
  if (sch_scheme_changes_touch_clusters (changes))
    {
      g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (self, layer);

      n += count_mapped (changes, clusters);
    }
  return n;
}

void
sch_corpus_update_layer_async (SchCorpus *self, const char *layer, SchProgress *progress,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (SchSchemeChanges)
      changes = sch_scheme_changes_new_for_replaced (sch_corpus_get_scheme (self));

  start (self, new_work (self, layer, _ ("Bring Layer Up to Date"), NULL, changes, layer), progress,
         cancellable, callback, data);
}

gboolean
sch_corpus_update_layer_finish (SchCorpus *self, GAsyncResult *result, guint64 *n_changed,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return finish (result, n_changed, error);
}
