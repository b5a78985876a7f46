/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SchPaletteHeading: the heading of a group of labels in the palette, with an eye for all of them.
 */
#define SCH_TYPE_PALETTE_HEADING (sch_palette_heading_get_type ())
G_DECLARE_FINAL_TYPE (SchPaletteHeading, sch_palette_heading, SCH, PALETTE_HEADING, GtkWidget)

/* @kinds: of 1 << kind */
GtkWidget *sch_palette_heading_new (const char *name, guint kinds);
guint sch_palette_heading_get_kinds (SchPaletteHeading *self);
/* A button that leads to the editor of the scheme: in one of the headings is enough. */
void sch_palette_heading_add_edit (SchPaletteHeading *self);
/* Whether any label of the group is shown. */
void sch_palette_heading_set_shown (SchPaletteHeading *self, gboolean shown);

G_END_DECLS
