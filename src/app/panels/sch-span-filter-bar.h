/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-span-filter.h"
#include "sch-visibility.h"

G_BEGIN_DECLS

/**
 * SchSpanFilterBar: what a list of spans is searched for, filtered by and sorted by.
 *
 * Signals:
 * - "changed": another query
 * - "leave": Enter or Escape in the search entry: the list should take the focus
 * - "go-down": Down in the search entry: the first row should take the focus
 */
#define SCH_TYPE_SPAN_FILTER_BAR (sch_span_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchSpanFilterBar, sch_span_filter_bar, SCH, SPAN_FILTER_BAR, GtkWidget)

/* @scheme: (nullable): of which labels and attributes are offered; what it has not is not asked for any more */
void sch_span_filter_bar_set_scheme (SchSpanFilterBar *self, SchScheme *scheme);
void sch_span_filter_bar_set_visibility (SchSpanFilterBar *self, SchVisibility *visibility);
const SchSpanQuery *sch_span_filter_bar_get_query (SchSpanFilterBar *self);
void sch_span_filter_bar_clear (SchSpanFilterBar *self);
void sch_span_filter_bar_set_counts (SchSpanFilterBar *self, guint n_shown, guint n_all,
                                     gboolean busy);
/* What is typed into @widget and means nothing there goes into the search entry. */
void sch_span_filter_bar_capture_keys (SchSpanFilterBar *self, GtkWidget *widget);

G_END_DECLS
