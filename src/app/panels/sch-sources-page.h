/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchSourcesPage: who makes the claims of the document on show, each with the claims, how many words they have and
 * how much of all that is quoted. It follows the document a moment behind, and only while it is shown.
 */
#define SCH_TYPE_SOURCES_PAGE (sch_sources_page_get_type ())
G_DECLARE_FINAL_TYPE (SchSourcesPage, sch_sources_page, SCH, SOURCES_PAGE, GtkWidget)

GtkWidget *sch_sources_page_new (SchWorkspace *workspace);

G_END_DECLS
