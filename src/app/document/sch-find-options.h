/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-find.h"

G_BEGIN_DECLS

/**
 * SchFindOptions:
 *
 * The toggles of a search: match case, match accents, whole words, regular expression. They are kept in the
 * settings, the same for all searches.
 *
 * Signals:
 * - "changed"
 */
#define SCH_TYPE_FIND_OPTIONS (sch_find_options_get_type ())
G_DECLARE_FINAL_TYPE (SchFindOptions, sch_find_options, SCH, FIND_OPTIONS, GtkWidget)

void sch_find_options_set_settings (SchFindOptions *self, GSettings *settings);
SchFindFlags sch_find_options_get_flags (SchFindOptions *self);
/* Alt and a letter turns a toggle while the keyboard is within @widget. */
void sch_find_options_add_keys (SchFindOptions *self, GtkWidget *widget);

G_END_DECLS
