/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-occurrences.h"

G_BEGIN_DECLS

/**
 * SchOccurrenceRow: a place that could be annotated, with its context and a tick.
 *
 * Signals:
 * - "ticked": the person changed the tick by the pointer
 */
#define SCH_TYPE_OCCURRENCE_ROW (sch_occurrence_row_get_type ())
G_DECLARE_FINAL_TYPE (SchOccurrenceRow, sch_occurrence_row, SCH, OCCURRENCE_ROW, GtkWidget)

GtkWidget *sch_occurrence_row_new (void);
/* @heading: (nullable): title of the document that begins with this row */
void sch_occurrence_row_bind (SchOccurrenceRow *self, SchOccurrence *hit, const char *heading);
void sch_occurrence_row_unbind (SchOccurrenceRow *self);

G_END_DECLS
