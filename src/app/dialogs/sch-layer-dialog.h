/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/* Asks for a name, and switches to a new layer with it. */
void sch_layer_dialog_ask_new (GtkWindow *parent, SchWorkspace *workspace);
/* Asks for a layer and a name, copies it with progress, and switches to the copy. */
void sch_layer_dialog_ask_copy (GtkWindow *parent, SchWorkspace *workspace);
/* Asks for another name of the layer on show. */
void sch_layer_dialog_ask_rename (GtkWindow *parent, SchWorkspace *workspace);

G_END_DECLS
