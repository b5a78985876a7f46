/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchLayerButton: says which layer is edited; switches to another or a new one.
 */
#define SCH_TYPE_LAYER_BUTTON (sch_layer_button_get_type ())
G_DECLARE_FINAL_TYPE (SchLayerButton, sch_layer_button, SCH, LAYER_BUTTON, GtkWidget)

void sch_layer_button_set_workspace (SchLayerButton *self, SchWorkspace *workspace);
/* Asks for a name, and switches to the layer with it. */
void sch_layer_button_ask_new (SchLayerButton *self);

G_END_DECLS
