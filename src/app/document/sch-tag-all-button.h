/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SchTagAllButton:
 *
 * A button that opens the list of labels, for all hits of a search.
 *
 * Signals:
 * - "chosen" (string label)
 */
#define SCH_TYPE_TAG_ALL_BUTTON (sch_tag_all_button_get_type ())
G_DECLARE_FINAL_TYPE (SchTagAllButton, sch_tag_all_button, SCH, TAG_ALL_BUTTON, GtkWidget)

void sch_tag_all_button_set_workspace (SchTagAllButton *self, SchWorkspace *workspace);
/* Alt+T opens it while the keyboard is within @widget. */
void sch_tag_all_button_add_key (SchTagAllButton *self, GtkWidget *widget);
/* As a click on it. */
void sch_tag_all_button_open (SchTagAllButton *self);

/* Says how many annotations were made, with a way back. */
void sch_tag_all_show_result (SchWorkspace *workspace, const char *label, guint n_made);

G_END_DECLS
