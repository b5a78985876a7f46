/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-annotate.h"
#include "sch-problems.h"

G_BEGIN_DECLS

/* What would mend a problem. */
typedef enum
{
  SCH_FIX_NONE,
  SCH_FIX_RANGES,    /* the span gets the ranges that the problem proposes */
  SCH_FIX_DUPLICATE, /* the span and the other, which are the same, become one */
  SCH_FIX_EXEMPT,    /* the value is set with which the rule does not ask for a relation */
  SCH_FIX_RELATION,  /* the relation, which leads nowhere, goes */
} SchFix;

SchFix sch_problem_find_fix (SchProblem *self, SchLayerDocument *document, SchScheme *scheme);
/* (transfer full) (nullable): for people; NULL where there is none */
char *sch_problem_dup_fix_name (SchProblem *self, SchLayerDocument *document, SchScheme *scheme);
/* One step. */
gboolean sch_problem_fix (SchProblem *self, const SchAnnotator *who, GError **error);

G_END_DECLS
