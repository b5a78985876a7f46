/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/* Taking types of relations away. @widget: of the window that asks. */

/* At once where there is no such relation; else a person says whether they go. */
void sch_relation_removal_start (GtkWidget *widget, SchWorkspace *workspace, const char *id);
/* All relations of the one type become such of the other. */
void sch_relation_removal_merge (GtkWidget *widget, SchWorkspace *workspace, const char *id,
                                 const char *into);
/* @retired: hidden where relations are made, and kept where they are */
void sch_relation_removal_retire (SchWorkspace *workspace, const char *id, gboolean retired);

G_END_DECLS
