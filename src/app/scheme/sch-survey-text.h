/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus-scheme.h"

G_BEGIN_DECLS

/* (transfer full): "It is set 12 times, in 3 documents and 2 layers." */
char *sch_survey_text_dup_used (const SchSchemeSurvey *survey);
/* (transfer full): how many relations, and where */
char *sch_survey_text_dup_relations (const SchSchemeSurvey *survey);
/* (transfer full): how many annotations are left with what is removed from the scheme alone, and where */
char *sch_survey_text_dup_left (const SchSchemeSurvey *survey);
/* (transfer full) (element-type utf8): canonical JSON of the values, the most frequent first */
GPtrArray *sch_survey_text_list_values (const SchSchemeSurvey *survey);
guint sch_survey_text_get_count (const SchSchemeSurvey *survey, const char *value);

G_END_DECLS
