/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SchStartPage: what a window shows while nothing is open: ways to open something.
 */
#define SCH_TYPE_START_PAGE (sch_start_page_get_type ())
G_DECLARE_FINAL_TYPE (SchStartPage, sch_start_page, SCH, START_PAGE, GtkWidget)

void sch_start_page_set_settings (SchStartPage *self, GSettings *settings);

G_END_DECLS
