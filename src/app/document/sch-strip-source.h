/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "sch-strip-marks.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchStripSource: what the scroll strip shows of the document of a workspace, kept up to date at the cost
 * of what changes. Hidden labels are left out.
 *
 * Signal "changed": a moment after the text has been painted.
 */
#define SCH_TYPE_STRIP_SOURCE (sch_strip_source_get_type ())
G_DECLARE_FINAL_TYPE (SchStripSource, sch_strip_source, SCH, STRIP_SOURCE, GObject)

SchStripSource *sch_strip_source_new (SchWorkspace *workspace);
/* (nullable): NULL until all is counted, and where no document is shown. */
SchStripMarks *sch_strip_source_get_marks (SchStripSource *self);
/* Colours below this are those of entities and other labels, the rest those of attribution. */
guint sch_strip_source_get_n_first (SchStripSource *self);
const GdkRGBA *sch_strip_source_get_color (SchStripSource *self, guint color);
char *sch_strip_source_dup_tooltip (SchStripSource *self, guint first, guint end);
char *sch_strip_source_dup_description (SchStripSource *self);
gboolean sch_strip_source_find_place (SchStripSource *self, guint first, guint end,
                                      guint *char_offset);

G_END_DECLS
