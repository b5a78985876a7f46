/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-edit-list.h"

G_BEGIN_DECLS

/**
 * SchEditRow: the row of one thing in a #SchEditList: handle, ornaments, name, summary, arrow.
 */
#define SCH_TYPE_EDIT_ROW (sch_edit_row_get_type ())
G_DECLARE_FINAL_TYPE (SchEditRow, sch_edit_row, SCH, EDIT_ROW, GtkListBoxRow)

GtkWidget *sch_edit_row_new (const char *id);
const char *sch_edit_row_get_id (SchEditRow *self);
void sch_edit_row_set_item (SchEditRow *self, const SchEditItem *item);
void sch_edit_row_set_open (SchEditRow *self, gboolean open);
/* (transfer none): what is dragged */
GtkWidget *sch_edit_row_get_handle (SchEditRow *self);

G_END_DECLS
