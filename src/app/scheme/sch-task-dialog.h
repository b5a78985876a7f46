/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-progress.h"

G_BEGIN_DECLS

/**
 * SchTaskDialog: the waiting for one long task: how far it is, and Cancel. What is done within a moment
 * shows nothing.
 */
typedef struct _SchTaskDialog SchTaskDialog;

/* @widget: in the window that waits */
SchTaskDialog *sch_task_dialog_new (GtkWidget *widget, const char *heading);
/* Once the task is over, be it done or cancelled. */
void sch_task_dialog_free (SchTaskDialog *self);
SchProgress *sch_task_dialog_get_progress (SchTaskDialog *self);
GCancellable *sch_task_dialog_get_cancellable (SchTaskDialog *self);

G_END_DECLS
