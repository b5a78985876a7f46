/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-workspace.h"

G_BEGIN_DECLS

/* What is done to all selected spans of the document on show, each in one step. TRUE where something
 * was selected, also when nothing could be changed (which is then said). */
gboolean sch_bulk_delete (SchWorkspace *workspace);
gboolean sch_bulk_merge (SchWorkspace *workspace);
/* Into doubt, unless all are. */
gboolean sch_bulk_toggle_doubt (SchWorkspace *workspace);
gboolean sch_bulk_set_doubt (SchWorkspace *workspace, gboolean doubt);
gboolean sch_bulk_relabel (SchWorkspace *workspace, const char *label);
/* (transfer container) (element-type SchSpan): the selected spans */
GPtrArray *sch_bulk_list_spans (SchWorkspace *workspace);

G_END_DECLS
