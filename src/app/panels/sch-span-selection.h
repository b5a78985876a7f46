/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-span-filter.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchSpanSelection:
 *
 * A GtkSelectionModel over a filtered list of spans whose selection is the workspace's: a row is
 * selected exactly when its span is. Tells changes of the list a moment later (SchSettledList).
 */
#define SCH_TYPE_SPAN_SELECTION (sch_span_selection_get_type ())
G_DECLARE_FINAL_TYPE (SchSpanSelection, sch_span_selection, SCH, SPAN_SELECTION, GObject)

SchSpanSelection *sch_span_selection_new (SchWorkspace *workspace, SchSpanFilter *filter);
/* Tells now what changed in the list and in the selection. */
void sch_span_selection_settle (SchSpanSelection *self);
/* (nullable): the span in a row */
SchSpan *sch_span_selection_get_span (SchSpanSelection *self, guint position);

G_END_DECLS
