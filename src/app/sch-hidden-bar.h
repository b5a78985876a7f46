/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchHiddenBar: above the text, what of the annotations is not shown there, and what is shown besides
 * them: hidden labels, and another layer behind. Not there while all is as usual.
 */
#define SCH_TYPE_HIDDEN_BAR (sch_hidden_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchHiddenBar, sch_hidden_bar, SCH, HIDDEN_BAR, GtkWidget)

GtkWidget *sch_hidden_bar_new (SchWorkspace *workspace);

G_END_DECLS
