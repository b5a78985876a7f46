/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-draft.h"

G_BEGIN_DECLS

/* Whether a rule of the kind can be made: some need relation types or attributes. */
gboolean sch_rule_members_can_add (SchScheme *scheme, SchRuleKind kind);
/* Adds a rule of the kind that says something sensible, to be changed by a person.
 * Returns (transfer full) (nullable): its id */
char *sch_rule_members_add (SchSchemeDraft *draft, SchScheme *scheme, SchRuleKind kind);

G_END_DECLS
