/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-label-order.h"

G_BEGIN_DECLS

/**
 * SchLabelTreeRow: a label in the tree: its swatch, name, count and key. Holds copies only.
 */
#define SCH_TYPE_LABEL_TREE_ROW (sch_label_tree_row_get_type ())
G_DECLARE_FINAL_TYPE (SchLabelTreeRow, sch_label_tree_row, SCH, LABEL_TREE_ROW, GtkListBoxRow)

GtkWidget *sch_label_tree_row_new (const SchLabelPlace *place);
/* The same label as it is now. */
void sch_label_tree_row_show (SchLabelTreeRow *self, const SchLabelPlace *place);
void sch_label_tree_row_set_count (SchLabelTreeRow *self, guint count);
const char *sch_label_tree_row_get_label (SchLabelTreeRow *self);
SchKind sch_label_tree_row_get_kind (SchLabelTreeRow *self);
gboolean sch_label_tree_row_is_retired (SchLabelTreeRow *self);
guint sch_label_tree_row_get_depth (SchLabelTreeRow *self);
/* @folded: in folded case */
gboolean sch_label_tree_row_matches (SchLabelTreeRow *self, const char *folded);

G_END_DECLS
