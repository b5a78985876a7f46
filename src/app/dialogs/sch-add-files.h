/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/* Copies files into the corpus behind the scenes, with progress and Cancel where it takes long, shows
 * the first and says what could not be copied. @files: (element-type GFile) */
void sch_add_files (GtkWindow *parent, SchWorkspace *workspace, GPtrArray *files);

G_END_DECLS
