/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-keymap.h"

G_BEGIN_DECLS

/* Shows the window with the keys and the gestures. */
void sch_help_show (GtkWindow *parent);
GtkWidget *sch_help_make_key_row (const SchKeyRow *row, GtkSizeGroup *columns);

G_END_DECLS
