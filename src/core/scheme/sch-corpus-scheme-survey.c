/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many annotations a thing of the scheme has, and where: what people are told before they change
 * it. */

#include "config.h"

#include "sch-corpus-scheme.h"
#include "sch-scheme-collect.h"

typedef struct
{
  SchSchemePlace *place;
  SchProgress *progress; /* (nullable) */
  GPtrArray *items;      /* of SchCollectItem */
  GPtrArray *clusters;   /* of Clusters */
  SchSchemeSurvey *survey;
} Work;

/* The clusters of a layer, which are in the model. */
typedef struct
{
  char *layer;
  GPtrArray *clusters;
} Clusters;

static void
free_clusters (gpointer data)
{
  Clusters *clusters = data;

  g_free (clusters->layer);
  g_ptr_array_unref (clusters->clusters);
  g_free (clusters);
}

static void
free_work (gpointer data)
{
  Work *work = data;

  sch_scheme_place_free (work->place);
  g_ptr_array_unref (work->items);
  g_ptr_array_unref (work->clusters);
  g_clear_pointer (&work->survey, sch_scheme_survey_free);
  g_free (work);
}

static void
free_concern (gpointer data)
{
  SchSchemeConcern *concern = data;

  g_free (concern->layer);
  g_free (concern->path);
  g_free (concern);
}

static void
free_unread (gpointer data)
{
  SchIssue *issue = data;

  g_free (issue->file);
  g_free (issue->message);
  g_free (issue);
}

static SchSchemeSurvey *
new_survey (void)
{
  SchSchemeSurvey *self = g_new0 (SchSchemeSurvey, 1);

  self->concerns = g_ptr_array_new_with_free_func (free_concern);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unread = g_ptr_array_new_with_free_func (free_unread);
  return self;
}

void
sch_scheme_survey_free (SchSchemeSurvey *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->concerns);
  g_hash_table_unref (self->values);
  g_ptr_array_unref (self->unread);
  g_free (self);
}

static void
count_value (SchSchemeSurvey *survey, const char *json)
{
  gpointer n = g_hash_table_lookup (survey->values, json);

  if (n == NULL && g_hash_table_size (survey->values) >= SCH_SURVEY_MAX_VALUES)
    survey->more_values = TRUE;
  else
    g_hash_table_insert (survey->values, g_strdup (json),
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
}

static guint
count_record (Work *work, gpointer record)
{
  const char *json;

  if (!sch_scheme_place_concerns (work->place, record, &json))
    return 0;
  if (json != NULL)
    count_value (work->survey, json);
  return 1;
}

static guint
count_records (Work *work, GPtrArray *records)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += count_record (work, g_ptr_array_index (records, i));
  return n;
}

/* @path: "" = the clusters of the layer */
static void
note (Work *work, const char *layer, const char *path, guint n)
{
  SchSchemeConcern *concern;

  if (n == 0)
    return;
  concern = g_new (SchSchemeConcern, 1);
  *concern = (SchSchemeConcern){ g_strdup (layer), g_strdup (path), n };
  g_ptr_array_add (work->survey->concerns, concern);
  work->survey->n += n;
}

static void
survey_item (Work *work, SchCollectItem *item)
{
  g_autoptr (SchLayerContent) content = NULL;
  g_autoptr (GError) error = NULL;

  if (item->error == NULL)
    content = sch_collect_read (item, FALSE, &error);
  if (content == NULL)
    {
      SchIssue *issue = g_new0 (SchIssue, 1);

      issue->file = g_strdup_printf ("%s/%s", item->layer_name, item->path);
      issue->message = g_strdup (item->error != NULL ? item->error->message : error->message);
      g_ptr_array_add (work->survey->unread, issue);
      return;
    }
  note (work, item->layer_name, item->path,
        count_records (work, content->spans) + count_records (work, content->relations) +
            count_record (work, content->state));
}

static void
survey_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;

  if (work->progress != NULL)
    g_atomic_int_set (&work->progress->n_total, work->items->len);
  for (guint i = 0; i < work->items->len; i++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;
      survey_item (work, g_ptr_array_index (work->items, i));
      if (work->progress != NULL)
        g_atomic_int_set (&work->progress->n_done, i + 1);
    }
  for (guint i = 0; i < work->clusters->len; i++)
    {
      const Clusters *clusters = g_ptr_array_index (work->clusters, i);

      note (work, clusters->layer, "", count_records (work, clusters->clusters));
    }
  g_task_return_pointer (task, g_steal_pointer (&work->survey),
                         (GDestroyNotify) sch_scheme_survey_free);
}

static GPtrArray *
list_clusters (SchCorpus *self, const SchSchemePlace *place)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_clusters);
  g_auto (GStrv) layers = sch_corpus_list_layers (self);

  for (guint i = 0; place->part == SCH_PART_CLUSTER_ATTRIBUTE && layers[i] != NULL; i++)
    {
      Clusters *clusters = g_new (Clusters, 1);

      *clusters = (Clusters){ g_strdup (layers[i]), sch_corpus_list_clusters (self, layers[i]) };
      g_ptr_array_add (list, clusters);
    }
  return list;
}

/**
 * sch_corpus_survey_scheme_async:
 * @place: a label, relation type, attribute or value
 *
 * Counts in all layers that are here, in a worker. Ids that the place replaces are not counted.
 */
void
sch_corpus_survey_scheme_async (SchCorpus *self, const SchSchemePlace *place, SchProgress *progress,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  work->place = sch_scheme_place_copy (place);
  work->progress = progress;
  work->items = sch_collect_list_items (self, NULL);
  work->clusters = list_clusters (self, place);
  work->survey = new_survey ();
  g_task_set_source_tag (task, sch_corpus_survey_scheme_async);
  g_task_set_task_data (task, work, free_work);
  g_task_run_in_thread (task, survey_thread);
}

SchSchemeSurvey *
sch_corpus_survey_scheme_finish (SchCorpus *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
