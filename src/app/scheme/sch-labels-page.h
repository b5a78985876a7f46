/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-page.h"

G_BEGIN_DECLS

/**
 * SchLabelsPage: the labels of the scheme as a tree, and the form of the selected one.
 */
#define SCH_TYPE_LABELS_PAGE (sch_labels_page_get_type ())
G_DECLARE_FINAL_TYPE (SchLabelsPage, sch_labels_page, SCH, LABELS_PAGE, SchSchemePage)

G_END_DECLS
