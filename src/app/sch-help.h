/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the window with the keys and the gestures. */
void sch_help_show (GtkWindow *parent);

G_END_DECLS
