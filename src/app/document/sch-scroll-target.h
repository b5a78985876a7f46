/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SchScrollTarget:
 *
 * Brings a range of the buffer into view and keeps it there until its place is stable: GtkTextView does not
 * know where a line is before those above are measured. Given up when the person scrolls.
 */
typedef struct _SchScrollTarget SchScrollTarget;

SchScrollTarget *sch_scroll_target_new (GtkTextView *view);
void sch_scroll_target_free (SchScrollTarget *self);
void sch_scroll_target_set (SchScrollTarget *self, int buffer_start, int buffer_end);
void sch_scroll_target_center (SchScrollTarget *self, int buffer_offset);
void sch_scroll_target_cancel (SchScrollTarget *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchScrollTarget, sch_scroll_target_free)

G_END_DECLS
