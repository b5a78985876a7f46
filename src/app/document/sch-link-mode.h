/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-links.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchLinkMode:
 *
 * The bar of link mode: from which span a relation shall lead, to which other one, of which type. On show while the
 * mode lasts. The text keeps the keyboard until something is typed.
 *
 * Signals:
 * - "target-changed" (string id or NULL): what would be linked, to be shown in the text
 * - "left": the mode is over
 */
#define SCH_TYPE_LINK_MODE (sch_link_mode_get_type ())
G_DECLARE_FINAL_TYPE (SchLinkMode, sch_link_mode, SCH, LINK_MODE, GtkWidget)

GtkWidget *sch_link_mode_new (SchWorkspace *workspace);
/* FALSE (and an announcement) where the scheme has no relation for the span. */
gboolean sch_link_mode_begin (SchLinkMode *self, SchSpan *span);
void sch_link_mode_end (SchLinkMode *self);
gboolean sch_link_mode_is_active (SchLinkMode *self);
/* Whether it has just begun, from a span that may be the author's own. */
gboolean sch_link_mode_can_be_own (SchLinkMode *self);
void sch_link_mode_set_own (SchLinkMode *self);
/* The next allowed target in document order, from the last one on to the first. */
void sch_link_mode_step (SchLinkMode *self, int direction);
/* Puts the keyboard into the entry, which then has @typed. */
void sch_link_mode_type (SchLinkMode *self, const char *typed);
/* @spans: under the pointer. Takes the first allowed one; links it where there is one way to. */
void sch_link_mode_take (SchLinkMode *self, GPtrArray *spans);
/* Links the target by its @nth type, from 0; FALSE where there is none. */
gboolean sch_link_mode_accept (SchLinkMode *self, guint nth);
/* Makes the target: a span with the label, linked in the same step. FALSE where the label is not allowed. */
gboolean sch_link_mode_make (SchLinkMode *self, const char *label, SchRange range);

G_END_DECLS
