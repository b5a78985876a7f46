/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads that work ahead of the one that takes the results. Invariant: the items [n_taken, next) are
 * worked on or wait in their slot, and they are never more than there are slots. */

#include "config.h"

#include "sch-ordered-work.h"

#define MAX_WORKERS 64u
/* Results that may wait for an earlier one, for each worker. */
#define AHEAD 4u

typedef struct
{
  gpointer result;
  gboolean is_done;
} Slot;

typedef struct
{
  const SchOrderedWork *work;
  gpointer data;
  guint n_items;

  GMutex lock; /* guards what follows */
  GCond room;  /* a slot is free, or it is over */
  GCond done;  /* the item that is to be taken next is done */
  guint next;
  guint n_taken;
  gboolean is_over;
  guint n_slots;
  Slot *slots;
} Run;

/* FALSE: there is nothing more to do. Called with the lock. */
static gboolean
wait_for_room (Run *self)
{
  while (!self->is_over && self->next < self->n_items &&
         self->next - self->n_taken >= self->n_slots)
    g_cond_wait (&self->room, &self->lock);
  return !self->is_over && self->next < self->n_items;
}

static gpointer
work_thread (gpointer data)
{
  Run *self = data;

  g_mutex_lock (&self->lock);
  while (wait_for_room (self))
    {
      guint index = self->next++;
      gpointer result;

      g_mutex_unlock (&self->lock);
      result = self->work->work (index, self->data);
      g_mutex_lock (&self->lock);
      self->slots[index % self->n_slots] = (Slot){ result, TRUE };
      if (index == self->n_taken)
        g_cond_signal (&self->done);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

static void
free_result (const SchOrderedWork *work, gpointer result)
{
  if (result != NULL && work->free_result != NULL)
    work->free_result (result);
}

/* Takes what stands in the slot of the item as soon as it is done. */
static gpointer
wait_for_result (Run *self, guint index)
{
  Slot *slot = &self->slots[index % self->n_slots];
  gpointer result;

  g_mutex_lock (&self->lock);
  while (!slot->is_done)
    g_cond_wait (&self->done, &self->lock);
  result = slot->result;
  *slot = (Slot){ NULL, FALSE };
  self->n_taken++;
  g_cond_signal (&self->room);
  g_mutex_unlock (&self->lock);
  return result;
}

static gboolean
take_all (Run *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      gpointer result;
      gboolean good;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      result = self->slots != NULL ? wait_for_result (self, i) : self->work->work (i, self->data);
      good = self->work->take (i, result, self->data, error);
      free_result (self->work, result);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

static void
end_run (Run *self, GPtrArray *threads)
{
  g_mutex_lock (&self->lock);
  self->is_over = TRUE;
  g_cond_broadcast (&self->room);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  for (guint i = 0; i < self->n_slots; i++)
    free_result (self->work, self->slots[i].result);
}

gboolean
sch_ordered_work_run (const SchOrderedWork *work, guint n_items, guint n_workers, gpointer data,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  g_autofree Slot *slots = NULL;
  Run self = { .work = work, .data = data, .n_items = n_items };
  gboolean good;

  g_return_val_if_fail (work != NULL && work->work != NULL && work->take != NULL, FALSE);

  n_workers = MIN (MIN (n_workers, n_items), MAX_WORKERS);
  if (n_workers < 2)
    return take_all (&self, cancellable, error);
  g_mutex_init (&self.lock);
  g_cond_init (&self.room);
  g_cond_init (&self.done);
  self.n_slots = n_workers * AHEAD;
  self.slots = slots = g_new0 (Slot, self.n_slots);
  for (guint i = 0; i < n_workers; i++)
    {
      GThread *thread = g_thread_try_new ("work", work_thread, &self, NULL);

      if (thread != NULL)
        g_ptr_array_add (threads, thread);
    }
  /* Where the system gives no thread the calling one does it all. */
  if (threads->len == 0)
    self.slots = NULL;
  good = take_all (&self, cancellable, error);
  self.slots = slots;
  end_run (&self, threads);
  g_cond_clear (&self.done);
  g_cond_clear (&self.room);
  g_mutex_clear (&self.lock);
  return good;
}
