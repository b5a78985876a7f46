/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What forms in windows of their own share: Cancel and what it does in the header bar, Escape, Enter,
 * a page that scrolls. */

/* Fills the window; returns the button that does it, which is the default one. */
GtkWidget *sch_dialog_set_up (AdwWindow *window, const char *title, const char *do_label,
                              GtkWidget *content);
/* Where everything is done at once, there is nothing to cancel. */
void sch_dialog_hide_cancel (AdwWindow *window);
/* Where what it does takes something away. */
void sch_dialog_warn (AdwWindow *window);
/* As high as what the page holds, between these heights in pixels. */
void sch_dialog_fit (AdwWindow *window, int min_height, int max_height);
/* After what the page holds has changed at once, as much as that. */
void sch_dialog_fit_again (AdwWindow *window);
/* A heading over a part of the form. */
GtkWidget *sch_dialog_new_heading (const char *text);
/* A row that only says something. */
GtkWidget *sch_dialog_new_fact (const char *name, const char *value);

G_END_DECLS
