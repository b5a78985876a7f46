/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-label-counts.h"
#include "sch-label-order.h"

G_BEGIN_DECLS

/**
 * SchLabelTree: the labels of a scheme, grouped by kind, below their parents, the retired ones last. Rows
 * are dragged and moved by keys; the tree only says where to. Delete and F2 are the actions "label.delete"
 * and "label.rename" of whoever holds it.
 *
 * Signals:
 * - "selected" (string or NULL): another label is selected, by the person or by sch_label_tree_select()
 * - "dropped" (string id, string target, int SchLabelDrop): a row was dragged there
 * - "stepped" (string id, int SchLabelStep): moved by a key
 * - "menu" (string id, double x, double y): a menu of the row is wanted
 */
#define SCH_TYPE_LABEL_TREE (sch_label_tree_get_type ())
G_DECLARE_FINAL_TYPE (SchLabelTree, sch_label_tree, SCH, LABEL_TREE, GtkWidget)

GtkWidget *sch_label_tree_new (SchLabelCounts *counts);
/* The same label stays selected, or the one at its place. */
void sch_label_tree_show (SchLabelTree *self, SchScheme *scheme);
/* Rows with the text in name, key, id or description, and those above them. */
void sch_label_tree_set_filter (SchLabelTree *self, const char *text);
void sch_label_tree_set_editable (SchLabelTree *self, gboolean editable);
/* (nullable) */
const char *sch_label_tree_get_selected (SchLabelTree *self);
void sch_label_tree_select (SchLabelTree *self, const char *id);
/* Gives the keyboard to the selected row. */
void sch_label_tree_focus (SchLabelTree *self);

G_END_DECLS
