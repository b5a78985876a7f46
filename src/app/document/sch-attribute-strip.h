/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchAttributeStrip:
 *
 * The attributes of the selected span, one after the other: a letter sets a value and moves on. What has to be typed
 * is typed in the inspector.
 */
#define SCH_TYPE_ATTRIBUTE_STRIP (sch_attribute_strip_get_type ())
G_DECLARE_FINAL_TYPE (SchAttributeStrip, sch_attribute_strip, SCH, ATTRIBUTE_STRIP, GtkPopover)

/* FALSE where the span's label has no attributes. */
gboolean sch_attribute_strip_show (SchAttributeStrip *self, SchWorkspace *workspace, SchSpan *span,
                                   const GdkRectangle *around);
GtkWidget *sch_attribute_strip_new (GtkWidget *parent);

G_END_DECLS
