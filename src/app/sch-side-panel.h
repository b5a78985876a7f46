/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SchSidePanel:
 *
 * The panel at the end of the window: its main page (property "content", set in the template), or
 * one of the side pages, which have a title and a button back. Escape goes back too.
 *
 * Signals:
 * - "page-changed": a page is shown or left
 */
#define SCH_TYPE_SIDE_PANEL (sch_side_panel_get_type ())
G_DECLARE_FINAL_TYPE (SchSidePanel, sch_side_panel, SCH, SIDE_PANEL, GtkWidget)

/* @name: as in sch_side_panel_show_page(); @title: translated */
void sch_side_panel_add_page (SchSidePanel *self, const char *name, const char *title,
                              GtkWidget *page);
gboolean sch_side_panel_has_page (SchSidePanel *self, const char *name);
/* @name: NULL = the main page */
void sch_side_panel_show_page (SchSidePanel *self, const char *name);
/* (nullable): name of the side page on show */
const char *sch_side_panel_get_page (SchSidePanel *self);

G_END_DECLS
