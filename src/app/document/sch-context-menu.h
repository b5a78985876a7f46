/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Menus of the second mouse button, and of the keys Menu and Shift+F10. */

/* For a list with rows of spans or of labels: the menu of the row. */
/* The menu of a row, below it. */
void sch_context_menu_open (GtkWidget *list, GtkWidget *row);
void sch_context_menu_attach (GtkWidget *list);

G_END_DECLS
