/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums over the summaries of all documents, as the corpus has them: told a moment after some of them
 * changed, once for all. */

#include "config.h"

#include "sch-corpus-tally.h"
#include "sch-later.h"

struct _SchCorpusTally
{
  GObject parent_instance;

  SchWorkspace *workspace;
  SchCorpus *corpus;
  guint source;
};

G_DEFINE_FINAL_TYPE (SchCorpusTally, sch_corpus_tally, G_TYPE_OBJECT)

static guint changed_signal;

static gboolean
tell_cb (gpointer data)
{
  SchCorpusTally *self = data;

  self->source = 0;
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
queue_telling (SchCorpusTally *self)
{
  if (self->source == 0)
    self->source = sch_later_add (tell_cb, self);
}

static void
leave_corpus (SchCorpusTally *self)
{
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->corpus);
}

static void
corpus_changed_cb (SchCorpusTally *self)
{
  leave_corpus (self);
  g_set_object (&self->corpus, sch_workspace_get_corpus (self->workspace));
  if (self->corpus != NULL)
    {
      g_signal_connect_object (self->corpus, "counted", G_CALLBACK (queue_telling), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->corpus, "documents-changed", G_CALLBACK (queue_telling), self,
                               G_CONNECT_SWAPPED);
    }
  queue_telling (self);
}

static void
sch_corpus_tally_dispose (GObject *object)
{
  SchCorpusTally *self = SCH_CORPUS_TALLY (object);

  g_clear_handle_id (&self->source, g_source_remove);
  leave_corpus (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_corpus_tally_parent_class)->dispose (object);
}

static void
sch_corpus_tally_class_init (SchCorpusTallyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_corpus_tally_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_corpus_tally_init (SchCorpusTally *self)
{
}

SchCorpusTally *
sch_corpus_tally_new (SchWorkspace *workspace)
{
  SchCorpusTally *self = g_object_new (SCH_TYPE_CORPUS_TALLY, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (queue_telling), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
  return self;
}

guint
sch_corpus_tally_get_other_problems (SchCorpusTally *self, guint *n_documents)
{
  SchDocument *here;
  const SchCorpusTotals *totals;
  guint n_here;

  g_return_val_if_fail (SCH_IS_CORPUS_TALLY (self), 0);

  *n_documents = 0;
  if (self->corpus == NULL)
    return 0;
  here = sch_workspace_get_document (self->workspace);
  totals = sch_corpus_get_totals (self->corpus);
  n_here = here != NULL ? sch_document_get_n_problems (here) : 0;
  /* It may have left the list a moment before it leaves the window. */
  if (totals->n_problems < n_here)
    return 0;
  *n_documents = totals->n_with_problems - (n_here > 0);
  return totals->n_problems - n_here;
}

guint
sch_corpus_tally_get_doubts (SchCorpusTally *self)
{
  g_return_val_if_fail (SCH_IS_CORPUS_TALLY (self), 0);
  return self->corpus != NULL ? sch_corpus_get_totals (self->corpus)->n_doubts : 0;
}
