/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SchColorRow: a colour: one of a palette of colours that are told apart well, or any other. Says
 * whether it is readable in both styles, and whether another thing has nearly the same.
 *
 * Signal "changed" (string): "#rrggbb", chosen by the person
 */
#define SCH_TYPE_COLOR_ROW (sch_color_row_get_type ())
G_DECLARE_FINAL_TYPE (SchColorRow, sch_color_row, SCH, COLOR_ROW, AdwPreferencesRow)

GtkWidget *sch_color_row_new (const char *title);
/* @names, @colors: of the other things; they need not have different colours, but are told of. */
void sch_color_row_show (SchColorRow *self, const char *color, const char *const *names,
                         const char *const *colors);

G_END_DECLS
