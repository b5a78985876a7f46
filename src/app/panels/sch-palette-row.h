/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchPaletteRow: a label in the palette.
 */
#define SCH_TYPE_PALETTE_ROW (sch_palette_row_get_type ())
G_DECLARE_FINAL_TYPE (SchPaletteRow, sch_palette_row, SCH, PALETTE_ROW, GtkListBoxRow)

/* A label that spans have and the scheme does not: of kind SCH_N_KINDS. */
GtkWidget *sch_palette_row_new_unknown (const char *id);
GtkWidget *sch_palette_row_new (const SchLabel *label);
void sch_palette_row_set_key (SchPaletteRow *self, const char *key);
const char *sch_palette_row_get_label (SchPaletteRow *self);
SchKind sch_palette_row_get_kind (SchPaletteRow *self);
void sch_palette_row_set_count (SchPaletteRow *self, guint count);
/* Whether spans with the label are shown. */
void sch_palette_row_set_shown (SchPaletteRow *self, gboolean shown);
gboolean sch_palette_row_get_shown (SchPaletteRow *self);
void sch_palette_row_set_armed (SchPaletteRow *self, gboolean armed);

G_END_DECLS
