/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums over the summaries of all documents. They are added up again a moment after some of them
 * changed, once for all. */

#include "config.h"

#include "sch-corpus-tally.h"
#include "sch-later.h"

struct _SchCorpusTally
{
  GObject parent_instance;

  SchWorkspace *workspace;
  GListModel *documents;
  GPtrArray *followed; /* of SchDocument */
  guint n_other_problems;
  guint n_other_documents;
  guint n_doubts;
  guint source;
};

G_DEFINE_FINAL_TYPE (SchCorpusTally, sch_corpus_tally, G_TYPE_OBJECT)

static guint changed_signal;

static gboolean
add_up_cb (gpointer data)
{
  SchCorpusTally *self = data;
  SchDocument *here = sch_workspace_get_document (self->workspace);

  self->source = 0;
  self->n_other_problems = self->n_other_documents = self->n_doubts = 0;
  for (guint i = 0; i < self->followed->len; i++)
    {
      SchDocument *document = g_ptr_array_index (self->followed, i);
      guint n_problems = document != here ? sch_document_get_n_problems (document) : 0;

      self->n_other_problems += n_problems;
      self->n_other_documents += n_problems > 0;
      self->n_doubts += sch_document_get_n_doubts (document);
    }
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
queue_adding (SchCorpusTally *self)
{
  if (self->source == 0)
    self->source = sch_later_add (add_up_cb, self);
}

static void
leave_documents (SchCorpusTally *self)
{
  for (guint i = 0; i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->followed, i), self);
  g_ptr_array_set_size (self->followed, 0);
}

static void
follow_documents (SchCorpusTally *self)
{
  guint n = self->documents != NULL ? g_list_model_get_n_items (self->documents) : 0;

  leave_documents (self);
  for (guint i = 0; i < n; i++)
    {
      SchDocument *document = g_list_model_get_item (self->documents, i);

      g_signal_connect_object (document, "notify::n-problems", G_CALLBACK (queue_adding), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::n-doubts", G_CALLBACK (queue_adding), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->followed, document);
    }
  queue_adding (self);
}

static void
corpus_changed_cb (SchCorpusTally *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (self->documents != NULL)
    g_signal_handlers_disconnect_by_data (self->documents, self);
  g_set_object (&self->documents, (corpus != NULL ? sch_corpus_get_documents (corpus) : NULL));
  if (self->documents != NULL)
    g_signal_connect_object (self->documents, "items-changed", G_CALLBACK (follow_documents), self,
                             G_CONNECT_SWAPPED);
  follow_documents (self);
}

static void
sch_corpus_tally_dispose (GObject *object)
{
  SchCorpusTally *self = SCH_CORPUS_TALLY (object);

  g_clear_handle_id (&self->source, g_source_remove);
  leave_documents (self);
  if (self->documents != NULL)
    g_signal_handlers_disconnect_by_data (self->documents, self);
  g_clear_object (&self->documents);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_corpus_tally_parent_class)->dispose (object);
}

static void
sch_corpus_tally_finalize (GObject *object)
{
  g_ptr_array_unref (SCH_CORPUS_TALLY (object)->followed);
  G_OBJECT_CLASS (sch_corpus_tally_parent_class)->finalize (object);
}

static void
sch_corpus_tally_class_init (SchCorpusTallyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_corpus_tally_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_corpus_tally_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_corpus_tally_init (SchCorpusTally *self)
{
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
}

SchCorpusTally *
sch_corpus_tally_new (SchWorkspace *workspace)
{
  SchCorpusTally *self = g_object_new (SCH_TYPE_CORPUS_TALLY, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (queue_adding), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
  return self;
}

guint
sch_corpus_tally_get_other_problems (SchCorpusTally *self, guint *n_documents)
{
  g_return_val_if_fail (SCH_IS_CORPUS_TALLY (self), 0);

  *n_documents = self->n_other_documents;
  return self->n_other_problems;
}

guint
sch_corpus_tally_get_doubts (SchCorpusTally *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS_TALLY (self), 0);
  return self->n_doubts;
}
