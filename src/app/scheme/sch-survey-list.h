/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-corpus-scheme.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/* (transfer floating): where annotations are concerned: a row for each layer, with its documents below,
 * and what could not be read. */
GtkWidget *sch_survey_list_new (SchWorkspace *workspace, const SchSchemeSurvey *survey);
/* (transfer full): “37 annotations in 2 layers, 5 documents” */
char *sch_survey_list_dup_summary (const SchSchemeSurvey *survey);

G_END_DECLS
