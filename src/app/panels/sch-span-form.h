/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchSpanForm: the selected span, to look at and to change.
 */
#define SCH_TYPE_SPAN_FORM (sch_span_form_get_type ())
G_DECLARE_FINAL_TYPE (SchSpanForm, sch_span_form, SCH, SPAN_FORM, GtkWidget)

void sch_span_form_set_workspace (SchSpanForm *self, SchWorkspace *workspace);
/* Shows what is selected now, not a moment later. */
void sch_span_form_catch_up (SchSpanForm *self);
void sch_span_form_focus_note (SchSpanForm *self);
void sch_span_form_focus_attribute (SchSpanForm *self, const char *attribute);
/* Takes over what was typed and not yet saved. */
void sch_span_form_flush (SchSpanForm *self);

G_END_DECLS
