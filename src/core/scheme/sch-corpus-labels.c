/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels that the annotations of a corpus have, whatever the scheme says. */

#include "config.h"

#include "sch-corpus-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-scheme.h"
#include "sch-error.h"
#include "sch-label-suggest.h"
#include "sch-scheme-collect.h"
#include "sch-scheme-lack.h"
#include "sch-store.h"

typedef struct
{
  GPtrArray *items;      /* of SchCollectItem */
  GPtrArray *lacks;      /* of SchSchemeLack */
  SchProgress *progress; /* (nullable) */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_ptr_array_unref (work->items);
  g_ptr_array_unref (work->lacks);
  g_free (work);
}

static void
count_lacks (Work *work, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    sch_scheme_lacks_count (work->lacks, g_ptr_array_index (records, i));
}

static void
count_item (Work *work, SchCollectItem *item, GHashTable *counts)
{
  g_autoptr (SchLayerContent) content = NULL;
  g_autoptr (GError) error = NULL;

  if (item->error == NULL)
    content = sch_collect_read (item, FALSE, &error);
  for (guint i = 0; content != NULL && i < content->spans->len; i++)
    {
      gpointer label = (gpointer) ((SchSpan *) g_ptr_array_index (content->spans, i))->label;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, label));

      g_hash_table_insert (counts, label, GUINT_TO_POINTER (n + 1));
    }
  if (content == NULL || work->lacks->len == 0)
    return;
  count_lacks (work, content->spans);
  count_lacks (work, content->relations);
  sch_scheme_lacks_count (work->lacks, content->state);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  if (work->progress != NULL)
    g_atomic_int_set (&work->progress->n_total, work->items->len);
  for (guint i = 0; i < work->items->len; i++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;
      count_item (work, g_ptr_array_index (work->items, i), counts);
      if (work->progress != NULL)
        g_atomic_int_set (&work->progress->n_done, i + 1);
    }
  g_task_return_pointer (task, g_steal_pointer (&counts), (GDestroyNotify) g_hash_table_unref);
}

/* Clusters are in the model. */
static void
count_clusters (SchCorpus *self, Work *work)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (self);

  for (guint i = 0; work->lacks->len > 0 && layers[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (self, layers[i]);

      count_lacks (work, clusters);
    }
}

void
sch_corpus_count_labels_async (SchCorpus *self, SchScheme *next, SchProgress *progress,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  work->items = sch_collect_list_items (self, NULL);
  work->lacks = next != NULL ? sch_scheme_list_lacks (sch_corpus_get_scheme (self), next)
                             : g_ptr_array_new ();
  work->progress = progress;
  count_clusters (self, work);
  g_task_set_source_tag (task, sch_corpus_count_labels_async);
  g_task_set_task_data (task, work, free_work);
  g_task_run_in_thread (task, count_thread);
}

GHashTable *
sch_corpus_count_labels_finish (SchCorpus *self, GAsyncResult *result, GPtrArray **lacks,
                                GError **error)
{
  Work *work;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  work = g_task_get_task_data (G_TASK (result));
  if (lacks != NULL)
    {
      sch_scheme_lacks_drop_unused (work->lacks);
      *lacks = g_ptr_array_ref (work->lacks);
    }
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
sch_corpus_has_scheme (SchCorpus *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS (self), FALSE);
  return self->has_scheme;
}

gboolean
sch_corpus_add_unknown_label (SchCorpus *self, const char *layer, const char *id, GError **error)
{
  const SchSchemePlace labels = { .part = SCH_PART_LABEL };
  SchScheme *scheme = sch_corpus_get_scheme (self);
  g_autoptr (SchSchemeDraft) draft = NULL;
  g_autoptr (SchScheme) changed = NULL;
  g_autoptr (SchSchemeChanges) changes = NULL;
  g_autofree char *made = NULL;
  g_autofree char *key = NULL;
  g_autofree char *name = NULL;
  SchSchemePlace place = labels;

  if (sch_scheme_get_label (scheme, id) != NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_EXISTS, _ ("The scheme has the label “%s” already"),
                   id);
      return FALSE;
    }
  draft = sch_scheme_draft_new (scheme);
  made = sch_scheme_draft_add (draft, &labels, id, G_MAXUINT);
  place.id = made;
  key = sch_scheme_suggest_key (scheme, id);
  sch_scheme_draft_set_string (draft, &place, "kind", sch_kind_to_string (SCH_KIND_ENTITY));
  sch_scheme_draft_set_string (draft, &place, "color", sch_scheme_suggest_color (scheme));
  sch_scheme_draft_set_string (draft, &place, "key", key);
  changes = sch_scheme_changes_new ();
  if (strcmp (made, id) != 0 && !sch_id_is_valid (id))
    {
      const SchSchemePlace old = { .part = SCH_PART_LABEL, .id = id };

      /* What is no id at all cannot be named by the scheme: the spans are changed. */
      sch_scheme_changes_replace (changes, &old, made);
    }
  else if (strcmp (made, id) != 0)
    {
      const char *const replaced[] = { id, NULL };

      sch_scheme_draft_set_strv (draft, &place, "replaces", replaced);
    }
  changed = sch_scheme_draft_finish (draft, error);
  /* Translators: %s is a label. */
  name = g_strdup_printf (_ ("Add Label “%s” to the Scheme"), id);
  return changed != NULL &&
         sch_corpus_change_scheme (self, layer, name, changed, changes, NULL, error);
}
