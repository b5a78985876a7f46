/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchHere:
 *
 * What is at a place of the text: the spans from the innermost to the outermost with their attributes, clusters and
 * relations. A row selects its span.
 */
#define SCH_TYPE_HERE (sch_here_get_type ())
G_DECLARE_FINAL_TYPE (SchHere, sch_here, SCH, HERE, GtkPopover)

GtkWidget *sch_here_new (GtkWidget *parent);
/* Shows and announces it. @selected: (nullable): the selected span, which is what the person means */
void sch_here_show (SchHere *self, SchWorkspace *workspace, guint char_offset, SchSpan *selected,
                    const GdkRectangle *around);

G_END_DECLS
