/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchRelationRows: the relations of a span, each with a way to its other end.
 */
#define SCH_TYPE_RELATION_ROWS (sch_relation_rows_get_type ())
G_DECLARE_FINAL_TYPE (SchRelationRows, sch_relation_rows, SCH, RELATION_ROWS, GtkWidget)

void sch_relation_rows_set_workspace (SchRelationRows *self, SchWorkspace *workspace);
void sch_relation_rows_set_layer_document (SchRelationRows *self, SchLayerDocument *document);
void sch_relation_rows_show (SchRelationRows *self, SchSpan *span);

G_END_DECLS
