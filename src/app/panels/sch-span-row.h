/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-layer-document.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchSpanRow: a span in the list of spans.
 */
#define SCH_TYPE_SPAN_ROW (sch_span_row_get_type ())
G_DECLARE_FINAL_TYPE (SchSpanRow, sch_span_row, SCH, SPAN_ROW, GtkWidget)

GtkWidget *sch_span_row_new (void);
void sch_span_row_bind (SchSpanRow *self, SchSpan *span, SchScheme *scheme, SchText *text);

/* The covered text in one line of at most @max_chars, "…" where it is longer. */
char *sch_span_dup_line (SchSpan *span, SchText *text, guint max_chars);
/* "LABEL: text, START–END", and its state. */
char *sch_span_dup_name (SchSpan *span, SchScheme *scheme, SchText *text);
/* The label's name, or its id where the scheme does not have it. */
const char *sch_span_get_label_name (SchSpan *span, SchScheme *scheme);
/* (nullable): id of the span on show */
const char *sch_span_row_get_span (SchSpanRow *self);

G_END_DECLS
