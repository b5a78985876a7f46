/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/* What the context menus list: models of win.* and text.* actions, (transfer full). @spans: (nullable):
 * what lies at the place, innermost first, to choose from. */

/* @selected: text is; @part_of: (nullable): the span that the text can become a part of */
GMenu *sch_menu_model_new_text (SchWorkspace *workspace, gboolean selected, const char *part_of,
                                GPtrArray *spans);
/* For the selected spans. */
GMenu *sch_menu_model_new_span (SchWorkspace *workspace, GPtrArray *spans);
GMenu *sch_menu_model_new_relation (SchWorkspace *workspace, SchRelation *relation);
/* What else the relation may say; empty where there is nothing. */
GMenu *sch_menu_model_new_change (SchWorkspace *workspace, SchRelation *relation);
GMenu *sch_menu_model_new_label (SchWorkspace *workspace, const char *label);

G_END_DECLS
