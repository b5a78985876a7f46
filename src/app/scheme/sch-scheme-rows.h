/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-scheme-entry.h"

G_BEGIN_DECLS

/* Parts that the forms of the scheme's window have in common. All are (transfer floating). */

/* A column for the form of a page. @name: of the page, for screen readers */
GtkWidget *sch_scheme_rows_new_page (const char *name, int spacing);
/* A boxed list. @name: for screen readers */
GtkWidget *sch_scheme_rows_new_list (const char *name);
GtkWidget *sch_scheme_rows_new_heading (const char *text);
/* A paragraph under a heading. */
GtkWidget *sch_scheme_rows_new_text (const char *text);
GtkWidget *sch_scheme_rows_new_entry (const char *title, SchSchemeTyped typed, gpointer data);
/* @subtitle: (nullable); @toggle: (out): the switch */
GtkWidget *sch_scheme_rows_new_switch (const char *title, const char *subtitle, GtkWidget **toggle);
/* @subtitle: (nullable); @control: stands at its end */
GtkWidget *sch_scheme_rows_new_action (const char *title, const char *subtitle, GtkWidget *control);
GtkWidget *sch_scheme_rows_new_delete (const char *label);
/* A button with a menu that its owner fills. */
GtkWidget *sch_scheme_rows_new_menu (const char *label);
/* The buttons under a form, in a row that wraps. NULL-terminated. */
GtkWidget *sch_scheme_rows_new_foot (GtkWidget *first, ...) G_GNUC_NULL_TERMINATED;
void sch_scheme_rows_add_actions (GtkWidget *widget, const char *prefix,
                                  const GActionEntry *entries, int n_entries, gpointer data);
/* What is typed in an entry under the widget becomes a step, before undo or before it goes. */
void sch_scheme_rows_flush (GtkWidget *widget);

G_END_DECLS
