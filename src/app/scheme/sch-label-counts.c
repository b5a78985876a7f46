/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts for each document, and their sums. What was counted is forgotten when the document is edited,
 * and counted again in the next step.
 *
 * Always holds: the sums are those of the documents in the table. */

#include "config.h"

#include "sch-label-counts.h"

#define STEP_USEC 6000
#define PAUSE_MS 15

struct _SchLabelCounts
{
  GObject parent_instance;

  SchWorkspace *workspace;
  SchCorpus *corpus;
  char *layer;
  GHashTable *documents; /* of path: GHashTable of label: count */
  GHashTable *sums;      /* of label: count */
  GPtrArray *waiting;    /* of path */
  guint source;
};

G_DEFINE_FINAL_TYPE (SchLabelCounts, sch_label_counts, G_TYPE_OBJECT)

static guint changed_signal;

static void
add_to_sums (SchLabelCounts *self, GHashTable *counts, int sign)
{
  GHashTableIter iter;
  gpointer label;
  gpointer count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &label, &count))
    {
      int sum = GPOINTER_TO_INT (g_hash_table_lookup (self->sums, label)) +
                sign * GPOINTER_TO_INT (count);

      g_hash_table_insert (self->sums, g_strdup (label), GINT_TO_POINTER (sum));
    }
}

static void
forget (SchLabelCounts *self, const char *path)
{
  GHashTable *counts = g_hash_table_lookup (self->documents, path);

  if (counts == NULL)
    return;
  add_to_sums (self, counts, -1);
  g_hash_table_remove (self->documents, path);
}

/* With the ids that a label replaces, which may stand in the file still. */
static guint
count_label (SchLayerDocument *document, const SchLabel *label)
{
  guint n = sch_layer_document_count_label (document, label->id);

  for (guint i = 0; label->replaces != NULL && label->replaces[i] != NULL; i++)
    n += sch_layer_document_count_label (document, label->replaces[i]);
  return n;
}

static GHashTable *
count_labels (SchLayerDocument *document, SchScheme *scheme)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      guint n = count_label (document, label);

      if (n > 0)
        g_hash_table_insert (counts, g_strdup (label->id), GUINT_TO_POINTER (n));
    }
  return counts;
}

static void
count_document (SchLabelCounts *self, const char *path)
{
  gboolean was_open = sch_corpus_peek_layer_document (self->corpus, self->layer, path) != NULL;
  SchLayerDocument *document = sch_corpus_get_layer_document (self->corpus, self->layer, path,
                                                              NULL);
  GHashTable *counts;

  forget (self, path);
  /* What cannot be read is told of elsewhere, and counts nothing. */
  if (document == NULL)
    return;
  counts = count_labels (document, sch_corpus_get_scheme (self->corpus));
  add_to_sums (self, counts, 1);
  g_hash_table_insert (self->documents, g_strdup (path), counts);
  if (!was_open)
    sch_corpus_unload_layer_document (self->corpus, self->layer, path);
}

/* --- Steps ---------------------------------------------------------------------------------- */

static gboolean step_cb (gpointer data);

static void
queue (SchLabelCounts *self)
{
  if (self->source == 0 && self->corpus != NULL)
    self->source = g_timeout_add (PAUSE_MS, step_cb, self);
}

static gboolean
step_cb (gpointer data)
{
  SchLabelCounts *self = data;
  gint64 end = g_get_monotonic_time () + STEP_USEC;

  self->source = 0;
  while (self->waiting->len > 0 && g_get_monotonic_time () < end)
    {
      g_autofree char *path = g_ptr_array_steal_index_fast (self->waiting, self->waiting->len - 1);

      count_document (self, path);
    }
  if (self->waiting->len > 0)
    queue (self);
  else
    g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

/* The open ones come first: they cost nothing, and are looked at. */
static void
start (SchLabelCounts *self)
{
  g_auto (GStrv) paths = NULL;

  g_hash_table_remove_all (self->documents);
  g_hash_table_remove_all (self->sums);
  g_ptr_array_set_size (self->waiting, 0);
  if (self->corpus == NULL || self->layer == NULL)
    return;
  paths = sch_corpus_list_layer_paths (self->corpus, self->layer);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; paths[i] != NULL; i++)
      if ((sch_corpus_peek_layer_document (self->corpus, self->layer, paths[i]) != NULL) ==
          (pass == 1))
        g_ptr_array_add (self->waiting, g_strdup (paths[i]));
  queue (self);
}

static void
edited_cb (SchLabelCounts *self, SchEditGroup *group)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);

      if (edit->type == SCH_RECORD_SCHEME)
        {
          start (self);
          return;
        }
      if (edit->type == SCH_RECORD_SPAN && g_strcmp0 (edit->layer, self->layer) == 0 &&
          g_hash_table_add (seen, edit->path))
        g_ptr_array_add (self->waiting, g_strdup (edit->path));
    }
  if (self->waiting->len > 0)
    queue (self);
}

static void
layer_changed_cb (SchLabelCounts *self)
{
  g_free (self->layer);
  self->layer = g_strdup (sch_workspace_get_layer (self->workspace));
  start (self);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_label_counts_dispose (GObject *object)
{
  SchLabelCounts *self = SCH_LABEL_COUNTS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->corpus);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_label_counts_parent_class)->dispose (object);
}

static void
sch_label_counts_finalize (GObject *object)
{
  SchLabelCounts *self = SCH_LABEL_COUNTS (object);

  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->sums);
  g_ptr_array_unref (self->waiting);
  g_free (self->layer);
  G_OBJECT_CLASS (sch_label_counts_parent_class)->finalize (object);
}

static void
sch_label_counts_class_init (SchLabelCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_label_counts_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_label_counts_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_label_counts_init (SchLabelCounts *self)
{
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_hash_table_unref);
  self->sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
}

/**
 * sch_label_counts_new:
 * @workspace: with the corpus that is counted, as long as this lives
 */
SchLabelCounts *
sch_label_counts_new (SchWorkspace *workspace)
{
  SchLabelCounts *self = g_object_new (SCH_TYPE_LABEL_COUNTS, NULL);

  self->workspace = g_object_ref (workspace);
  g_set_object (&self->corpus, sch_workspace_get_corpus (workspace));
  g_signal_connect_object (workspace, "notify::layer", G_CALLBACK (layer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->corpus != NULL)
    g_signal_connect_object (self->corpus, "edited", G_CALLBACK (edited_cb), self,
                             G_CONNECT_SWAPPED);
  layer_changed_cb (self);
  return self;
}

guint
sch_label_counts_get (SchLabelCounts *self, const char *label)
{
  g_return_val_if_fail (SCH_IS_LABEL_COUNTS (self) && label != NULL, 0);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->sums, label));
}
