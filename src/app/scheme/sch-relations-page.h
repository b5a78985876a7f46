/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-page.h"

G_BEGIN_DECLS

/**
 * SchRelationsPage: the types of relations.
 */
#define SCH_TYPE_RELATIONS_PAGE (sch_relations_page_get_type ())
G_DECLARE_FINAL_TYPE (SchRelationsPage, sch_relations_page, SCH, RELATIONS_PAGE, SchSchemePage)

G_END_DECLS
