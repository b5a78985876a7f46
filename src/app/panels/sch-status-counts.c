/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents counted by status. Keeps the documents of the list with the status under which each
 * was counted, so that one that changes or goes is taken out of the right count. */

#include "config.h"

#include "sch-status-counts.h"

#define N_STATUSES (SCH_STATUS_DONE + 1)

struct _SchStatusCounts
{
  GObject parent_instance;

  GListModel *model;
  GPtrArray *documents; /* as the list has them */
  GHashTable *statuses; /* document -> status counted, + 1 */
  guint n[N_STATUSES];
};

G_DEFINE_FINAL_TYPE (SchStatusCounts, sch_status_counts, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
status_changed_cb (SchStatusCounts *self, GParamSpec *pspec, SchDocument *document)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->statuses, document));
  SchStatus now = sch_document_get_status (document);

  if (before == 0 || before - 1 == (guint) now)
    return;
  self->n[before - 1]--;
  self->n[now]++;
  g_hash_table_insert (self->statuses, document, GUINT_TO_POINTER (now + 1));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
forget (SchStatusCounts *self, SchDocument *document)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->statuses, document));

  g_signal_handlers_disconnect_by_data (document, self);
  if (before > 0)
    self->n[before - 1]--;
  g_hash_table_remove (self->statuses, document);
}

static void
count (SchStatusCounts *self, SchDocument *document)
{
  SchStatus status = sch_document_get_status (document);

  self->n[status]++;
  g_hash_table_insert (self->statuses, document, GUINT_TO_POINTER (status + 1));
  g_signal_connect_object (document, "notify::status", G_CALLBACK (status_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
items_changed_cb (SchStatusCounts *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + removed; i++)
    forget (self, g_ptr_array_index (self->documents, i));
  if (removed > 0)
    g_ptr_array_remove_range (self->documents, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      SchDocument *document = g_list_model_get_item (self->model, i);

      g_ptr_array_insert (self->documents, (int) i, document);
      count (self, document);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
sch_status_counts_dispose (GObject *object)
{
  sch_status_counts_set_model (SCH_STATUS_COUNTS (object), NULL);
  G_OBJECT_CLASS (sch_status_counts_parent_class)->dispose (object);
}

static void
sch_status_counts_finalize (GObject *object)
{
  SchStatusCounts *self = SCH_STATUS_COUNTS (object);

  g_ptr_array_unref (self->documents);
  g_hash_table_unref (self->statuses);
  G_OBJECT_CLASS (sch_status_counts_parent_class)->finalize (object);
}

static void
sch_status_counts_class_init (SchStatusCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_status_counts_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_status_counts_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_status_counts_init (SchStatusCounts *self)
{
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->statuses = g_hash_table_new (NULL, NULL);
}

SchStatusCounts *
sch_status_counts_new (void)
{
  return g_object_new (SCH_TYPE_STATUS_COUNTS, NULL);
}

void
sch_status_counts_set_model (SchStatusCounts *self, GListModel *model)
{
  g_return_if_fail (SCH_IS_STATUS_COUNTS (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      items_changed_cb (self, 0, self->documents->len, 0);
    }
  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (model));
}

guint
sch_status_counts_get (SchStatusCounts *self, SchStatus status)
{
  g_return_val_if_fail (SCH_IS_STATUS_COUNTS (self) && status < N_STATUSES, 0);
  return self->n[status];
}

guint
sch_status_counts_get_n_documents (SchStatusCounts *self)
{
  g_return_val_if_fail (SCH_IS_STATUS_COUNTS (self), 0);
  return self->documents->len;
}
