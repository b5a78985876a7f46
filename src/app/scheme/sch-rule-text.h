/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme.h"

G_BEGIN_DECLS

/* (transfer full): the rule as a sentence: "Every Claim needs at least one “attributed to”, unless Voice
 * is author’s own" */
char *sch_rule_text_dup (const SchRule *rule, SchScheme *scheme);
/* What a rule of the kind asks for: "A Relation Is Required". */
const char *sch_rule_text_get_kind (SchRuleKind kind);
const char *sch_rule_text_get_severity (SchSeverity severity);
const char *sch_rule_text_get_icon (SchSeverity severity);
/* (transfer container) (element-type SchAttribute): the attributes of all labels that the names mean,
 * each id once */
GPtrArray *sch_rule_text_list_attributes (SchScheme *scheme, char **labels);

G_END_DECLS
