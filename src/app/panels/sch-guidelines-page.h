/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchGuidelinesPage: the guidelines of the corpus, and above them what the scheme says of the label
 * in hand, with its examples.
 */
#define SCH_TYPE_GUIDELINES_PAGE (sch_guidelines_page_get_type ())
G_DECLARE_FINAL_TYPE (SchGuidelinesPage, sch_guidelines_page, SCH, GUIDELINES_PAGE, GtkWidget)

GtkWidget *sch_guidelines_page_new (SchWorkspace *workspace);
/* Reads the file again where it has changed. */
void sch_guidelines_page_refresh (SchGuidelinesPage *self);
void sch_guidelines_page_focus (SchGuidelinesPage *self);

G_END_DECLS
