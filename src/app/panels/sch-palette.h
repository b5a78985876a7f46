/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchPalette: the labels of the scheme; a click activates one.
 */
#define SCH_TYPE_PALETTE (sch_palette_get_type ())
G_DECLARE_FINAL_TYPE (SchPalette, sch_palette, SCH, PALETTE, GtkWidget)

void sch_palette_set_workspace (SchPalette *self, SchWorkspace *workspace);
gboolean sch_palette_focus_list (SchPalette *self);

G_END_DECLS
