/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchAttributionStrip: who says the current claim, as one sentence whose parts lead to what they name, or to what
 * there is to add. Hidden while no claim is the current one.
 */
#define SCH_TYPE_ATTRIBUTION_STRIP (sch_attribution_strip_get_type ())
G_DECLARE_FINAL_TYPE (SchAttributionStrip, sch_attribution_strip, SCH, ATTRIBUTION_STRIP, GtkWidget)

void sch_attribution_strip_set_workspace (SchAttributionStrip *self, SchWorkspace *workspace);

G_END_DECLS
