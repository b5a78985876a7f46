/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchAttributeRow: one attribute in a form, with the control that fits its type.
 *
 * Signal "changed" (const char *json or NULL): the person chose another value; NULL = none.
 */
#define SCH_TYPE_ATTRIBUTE_ROW (sch_attribute_row_get_type ())
G_DECLARE_FINAL_TYPE (SchAttributeRow, sch_attribute_row, SCH, ATTRIBUTE_ROW, GtkListBoxRow)

/* @attribute: of @scheme, which the row keeps */
GtkWidget *sch_attribute_row_new (SchScheme *scheme, const SchAttribute *attribute);
const SchAttribute *sch_attribute_row_get_attribute (SchAttributeRow *self);
/* @derived: the value was found by the program, not set by a person. */
void sch_attribute_row_set_value (SchAttributeRow *self, SchAttributes *attributes,
                                  gboolean derived);
/* The row stands for several spans whose values differ. */
void sch_attribute_row_set_mixed (SchAttributeRow *self);
/* Puts the keyboard into its control. */
void sch_attribute_row_focus (SchAttributeRow *self);
/* Emits "changed" for what was typed and not yet taken over. */
void sch_attribute_row_flush (SchAttributeRow *self);

G_END_DECLS
