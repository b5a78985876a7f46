/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SCH_WRAP_LAYOUT_SPACING 6

/**
 * SchWrapLayout:
 *
 * Children side by side, and in further rows where there is no room: for a bar that must also fit
 * into a narrow window and with large text. Children that expand share what is left of their row.
 */
#define SCH_TYPE_WRAP_LAYOUT (sch_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (SchWrapLayout, sch_wrap_layout, SCH, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
