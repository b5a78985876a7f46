/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SchPreferences: the window with the settings that people change.
 */
#define SCH_TYPE_PREFERENCES (sch_preferences_get_type ())
G_DECLARE_FINAL_TYPE (SchPreferences, sch_preferences, SCH, PREFERENCES, AdwPreferencesWindow)

SchPreferences *sch_preferences_new (GtkWindow *parent, GSettings *settings);

G_END_DECLS
