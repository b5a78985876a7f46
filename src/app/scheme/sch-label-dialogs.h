/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/* Questions before what concerns annotations: how many they are, where, and what becomes of them. */

/* @widget: of the window that asks */
void sch_label_dialogs_merge (GtkWidget *widget, SchWorkspace *workspace, const char *id);
/* At once, with a way back, where no annotation has the label. */
void sch_label_dialogs_remove (GtkWidget *widget, SchWorkspace *workspace, const char *id);

G_END_DECLS
