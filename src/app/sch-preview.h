/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Some annotated words, shown as the settings say now and whenever they change. */
GtkWidget *sch_preview_new (GSettings *settings);

G_END_DECLS
