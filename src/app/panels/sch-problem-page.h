/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchProblemPage: the problems of the document on show; choosing one selects its span.
 */
#define SCH_TYPE_PROBLEM_PAGE (sch_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (SchProblemPage, sch_problem_page, SCH, PROBLEM_PAGE, GtkWidget)

void sch_problem_page_set_workspace (SchProblemPage *self, SchWorkspace *workspace);

G_END_DECLS
