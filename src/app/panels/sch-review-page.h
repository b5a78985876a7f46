/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchReviewPage: annotations of the document on show that nobody has confirmed, and those whose text
 * is lost.
 */
#define SCH_TYPE_REVIEW_PAGE (sch_review_page_get_type ())
G_DECLARE_FINAL_TYPE (SchReviewPage, sch_review_page, SCH, REVIEW_PAGE, GtkWidget)

GtkWidget *sch_review_page_new (SchWorkspace *workspace);

G_END_DECLS
