/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/* Shows the keys that work in a situation (#SchSituation) over a widget; gone with Escape or any click beside it. */
void sch_keys_page_show (GtkWidget *over, SchWorkspace *workspace, guint situation);

G_END_DECLS
