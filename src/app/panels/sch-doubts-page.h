/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchDoubtsPage: what is in doubt in the whole corpus; choosing one goes there.
 */
#define SCH_TYPE_DOUBTS_PAGE (sch_doubts_page_get_type ())
G_DECLARE_FINAL_TYPE (SchDoubtsPage, sch_doubts_page, SCH, DOUBTS_PAGE, GtkWidget)

GtkWidget *sch_doubts_page_new (SchWorkspace *workspace);

G_END_DECLS
