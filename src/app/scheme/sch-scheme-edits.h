/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-corpus-scheme.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/* How the editor changes the scheme: one gesture is one draft, one step of the history, and shows in
 * the open document at once. */

/* (nullable): why the scheme may not be changed now */
char *sch_scheme_edits_dup_reason (SchWorkspace *workspace);

/* (transfer full) (nullable): a draft of the scheme as it is; NULL after a message. */
SchSchemeDraft *sch_scheme_edits_begin (SchWorkspace *workspace);
/* @name: the step, such as “Rename “Person” to “People””. FALSE after a message that says why not. */
gboolean sch_scheme_edits_commit (SchWorkspace *workspace, SchSchemeDraft *draft, const char *name);
/* The same; the error is shown by the caller, beside what was typed. */
gboolean sch_scheme_edits_try (SchWorkspace *workspace, SchSchemeDraft *draft, const char *name,
                               GError **error);

/* A gesture that changes one member. What is so already is no step; then TRUE too. */
gboolean sch_scheme_edits_set_string (SchWorkspace *workspace, const SchSchemePlace *place,
                                      const char *member, const char *value, const char *name);
gboolean sch_scheme_edits_set_boolean (SchWorkspace *workspace, const SchSchemePlace *place,
                                       const char *member, gboolean value, const char *name);
gboolean sch_scheme_edits_set_strv (SchWorkspace *workspace, const SchSchemePlace *place,
                                    const char *member, const char *const *values,
                                    const char *name);

/* @n_changed: annotations */
typedef void (*SchSchemeChanged) (gboolean done, guint64 n_changed, gpointer data);
/**
 * sch_scheme_edits_run_change:
 * @widget: of the window that waits
 * @scheme: (nullable): the new one
 * @done: (nullable): called once, unless the window was closed meanwhile
 *
 * A step that concerns annotations, in all layers: with progress and cancel where it takes long.
 * Errors are shown.
 */
void sch_scheme_edits_run_change (GtkWidget *widget, SchWorkspace *workspace, const char *name,
                                  SchScheme *scheme, SchSchemeChanges *changes,
                                  SchSchemeChanged done, gpointer data);

/* @survey: (transfer full) */
typedef void (*SchSchemeSurveyed) (SchSchemeSurvey *survey, gpointer data);
/* Asks where annotations are concerned, with progress and cancel; errors are shown, and @surveyed is
 * called only when it is known, and the window is still there. */
void sch_scheme_edits_survey (GtkWidget *widget, SchWorkspace *workspace,
                              const SchSchemePlace *place, SchSchemeSurveyed surveyed,
                              gpointer data);

G_END_DECLS
