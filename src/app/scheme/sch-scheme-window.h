/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-scheme-draft.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchSchemeWindow: the editor of the scheme, beside the window of the corpus, whose open document shows
 * each change at once. Goes with the corpus.
 */
#define SCH_TYPE_SCHEME_WINDOW (sch_scheme_window_get_type ())
G_DECLARE_FINAL_TYPE (SchSchemeWindow, sch_scheme_window, SCH, SCHEME_WINDOW, AdwWindow)

GtkWidget *sch_scheme_window_new (GtkWindow *parent, SchWorkspace *workspace);
/* Turns to the page of the place, and selects it there. */
void sch_scheme_window_show_place (SchSchemeWindow *self, const SchSchemePlace *place);
/* Gives the keyboard to the page on show. */
void sch_scheme_window_focus_page (SchSchemeWindow *self);
/* "labels", "relations", ... */
void sch_scheme_window_show_page (SchSchemeWindow *self, const char *name);
void sch_scheme_window_add_toast (SchSchemeWindow *self, const char *text, const char *action_label,
                                  const char *action_name);
void sch_scheme_window_announce (SchSchemeWindow *self, const char *text);
/* What undo and redo would do, and whether anything may be changed. */
void sch_scheme_window_update (SchSchemeWindow *self);

G_END_DECLS
