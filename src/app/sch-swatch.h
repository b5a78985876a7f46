/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchSwatch: a label's colour in the shape in which spans of its kind are drawn.
 */
#define SCH_TYPE_SWATCH (sch_swatch_get_type ())
G_DECLARE_FINAL_TYPE (SchSwatch, sch_swatch, SCH, SWATCH, GtkWidget)

GtkWidget *sch_swatch_new (void);
/* @label: (nullable): NULL = a label that the scheme does not have */
void sch_swatch_set_label (SchSwatch *self, const SchLabel *label);

G_END_DECLS
