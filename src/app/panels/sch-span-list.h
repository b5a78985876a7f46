/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchSpanList: the spans of the document on show; its selection is the workspace's.
 */
#define SCH_TYPE_SPAN_LIST (sch_span_list_get_type ())
G_DECLARE_FINAL_TYPE (SchSpanList, sch_span_list, SCH, SPAN_LIST, GtkWidget)

void sch_span_list_set_workspace (SchSpanList *self, SchWorkspace *workspace);
gboolean sch_span_list_has_focus (SchSpanList *self);
gboolean sch_span_list_focus (SchSpanList *self);

G_END_DECLS
