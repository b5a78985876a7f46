/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-application.h"

G_BEGIN_DECLS

/**
 * SchWindow: a window on one corpus, or on the start page.
 */
#define SCH_TYPE_WINDOW (sch_window_get_type ())
G_DECLARE_FINAL_TYPE (SchWindow, sch_window, SCH, WINDOW, AdwApplicationWindow)

GtkWidget *sch_window_new (SchApplication *application, GSettings *settings);
/* Whether nothing is open or being opened here. */
gboolean sch_window_is_free (SchWindow *self);
gboolean sch_window_has_folder (SchWindow *self, GFile *folder);
/* Opens a corpus in a free window; or only shows a document, where it is open already. */
void sch_window_open (SchWindow *self, GFile *folder, const char *document);

G_END_DECLS
