/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchClusterPicker: a popover that puts the selected span into a cluster, or takes it out.
 */
#define SCH_TYPE_CLUSTER_PICKER (sch_cluster_picker_get_type ())
G_DECLARE_FINAL_TYPE (SchClusterPicker, sch_cluster_picker, SCH, CLUSTER_PICKER, GtkPopover)

void sch_cluster_picker_set_workspace (SchClusterPicker *self, SchWorkspace *workspace);

G_END_DECLS
