/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SchBinLayout:
 *
 * Every child gets the whole widget. Unlike GtkBinLayout it is never asked how wide it must be for a height.
 */
#define SCH_TYPE_BIN_LAYOUT (sch_bin_layout_get_type ())
G_DECLARE_FINAL_TYPE (SchBinLayout, sch_bin_layout, SCH, BIN_LAYOUT, GtkLayoutManager)

GtkWidget *sch_bin_new (GtkWidget *child);

G_END_DECLS
