/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchBar: lasting trouble, above the page that it concerns: what is wrong, and a way out.
 *
 * Signal "clicked": its button, where it has no action.
 */
#define SCH_TYPE_BAR (sch_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchBar, sch_bar, SCH, BAR, GtkWidget)

GtkWidget *sch_bar_new (SchSeverity severity, const char *text);
void sch_bar_set_text (SchBar *self, const char *text);
void sch_bar_set_severity (SchBar *self, SchSeverity severity);
/* @action_name: (nullable): a detailed action name */
void sch_bar_set_button (SchBar *self, const char *label, const char *action_name);

G_END_DECLS
