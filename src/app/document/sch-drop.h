/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/* Takes what other programs drop on @widget: files and text become documents of the open corpus, a folder
 * is opened. */
void sch_drop_attach (GtkWidget *widget, SchWorkspace *workspace);

G_END_DECLS
