/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-label-keys.h"

G_BEGIN_DECLS

/**
 * SchLabelPopover:
 *
 * The labels beside the selected text: the last used first, then in the palette's order; typing filters. It takes
 * the keyboard only when it is asked to.
 *
 * Signals:
 * - "chosen" (string label)
 * - "create" (string name): a label of this name is wanted; where sch_label_popover_set_can_create()
 *   says that one can be made
 * - "dismissed": Escape in the filter
 */
#define SCH_TYPE_LABEL_POPOVER (sch_label_popover_get_type ())
G_DECLARE_FINAL_TYPE (SchLabelPopover, sch_label_popover, SCH, LABEL_POPOVER, GtkWidget)

SchLabelPopover *sch_label_popover_new (GtkWidget *parent);
void sch_label_popover_show (SchLabelPopover *self, SchLabelKeys *keys, const char *const *recent,
                             const GdkRectangle *around, gboolean take_focus);
/* Whether a name that no label has is offered as a new label: not by default. */
void sch_label_popover_set_can_create (SchLabelPopover *self, gboolean can_create);
void sch_label_popover_hide (SchLabelPopover *self);
gboolean sch_label_popover_is_open (SchLabelPopover *self);
gboolean sch_label_popover_has_focus (SchLabelPopover *self);

G_END_DECLS
