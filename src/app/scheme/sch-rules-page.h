/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-page.h"

G_BEGIN_DECLS

/**
 * SchRulesPage: the rules, and what they find in the open document.
 */
#define SCH_TYPE_RULES_PAGE (sch_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (SchRulesPage, sch_rules_page, SCH, RULES_PAGE, SchSchemePage)

G_END_DECLS
