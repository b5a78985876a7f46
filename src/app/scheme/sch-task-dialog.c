/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for a task. Until the dialog is there, pressing keys and buttons does what it always does: it
 * comes after APPEAR_MS, for what takes less would only flicker. */

#include "config.h"

#include "sch-task-dialog.h"

#include <glib/gi18n-lib.h>

#include "sch-message.h"

#define APPEAR_MS 300
#define PROGRESS_MS 100

struct _SchTaskDialog
{
  GtkWindow *parent;  /* weak */
  GtkWindow *message; /* weak; NULL until it takes longer than a moment */
  GtkProgressBar *bar;
  char *heading;
  SchProgress progress;
  GCancellable *cancellable;
  guint source;
};

static void
answered_cb (const char *answer, gpointer data)
{
  g_cancellable_cancel (data);
}

static gboolean
progress_cb (gpointer data)
{
  SchTaskDialog *self = data;
  int total = g_atomic_int_get (&self->progress.n_total);

  if (self->message == NULL)
    {
      /* It was cancelled: nothing is left to be told. */
      self->source = 0;
      return G_SOURCE_REMOVE;
    }
  if (total > 0)
    gtk_progress_bar_set_fraction (self->bar,
                                   (double) g_atomic_int_get (&self->progress.n_done) / total);
  else
    gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static gboolean
appear_cb (gpointer data)
{
  SchTaskDialog *self = data;
  const SchAnswer answers[] = { { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN } };

  self->source = 0;
  if (self->parent == NULL)
    return G_SOURCE_REMOVE;
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->heading, -1);
  g_set_weak_pointer (&self->message,
                      sch_message_ask (self->parent, self->heading, NULL, GTK_WIDGET (self->bar),
                                       answers, G_N_ELEMENTS (answers), answered_cb,
                                       self->cancellable));
  g_object_set_data_full (G_OBJECT (self->message), "cancellable", g_object_ref (self->cancellable),
                          g_object_unref);
  self->source = g_timeout_add (PROGRESS_MS, progress_cb, self);
  return G_SOURCE_REMOVE;
}

SchTaskDialog *
sch_task_dialog_new (GtkWidget *widget, const char *heading)
{
  SchTaskDialog *self = g_new0 (SchTaskDialog, 1);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (GTK_IS_WINDOW (root))
    g_set_weak_pointer (&self->parent, GTK_WINDOW (root));
  self->heading = g_strdup (heading);
  self->cancellable = g_cancellable_new ();
  self->source = g_timeout_add (APPEAR_MS, appear_cb, self);
  return self;
}

void
sch_task_dialog_free (SchTaskDialog *self)
{
  GtkWindow *message = self->message;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->message);
  if (message != NULL)
    gtk_window_destroy (message);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->cancellable);
  g_free (self->heading);
  g_free (self);
}

SchProgress *
sch_task_dialog_get_progress (SchTaskDialog *self)
{
  return &self->progress;
}

GCancellable *
sch_task_dialog_get_cancellable (SchTaskDialog *self)
{
  return self->cancellable;
}
