/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-problems.h"

G_BEGIN_DECLS

/* What the checks of one record look at. */
typedef struct
{
  SchLayerDocument *document;
  SchScheme *scheme;
  SchClusterExists exists; /* (nullable) */
  gpointer data;
} SchRuleContext;

/* Both append to @problems, of SchProblem. */
void sch_rules_check_span (const SchRuleContext *context, SchSpan *span, GPtrArray *problems);
void sch_rules_check_relation (const SchRuleContext *context, SchRelation *relation,
                               GPtrArray *problems);

G_END_DECLS
