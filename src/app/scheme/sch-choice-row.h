/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SchChoiceRow: a row in which one of several things is chosen; they are known by keys.
 *
 * Signal "chosen" (string key): by a person
 */
#define SCH_TYPE_CHOICE_ROW (sch_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (SchChoiceRow, sch_choice_row, SCH, CHOICE_ROW, AdwComboRow)

GtkWidget *sch_choice_row_new (const char *title);
/* Both as long as each other, and kept as they are where they are the same as before. */
void sch_choice_row_set_choices (SchChoiceRow *self, const char *const *keys,
                                 const char *const *titles);
void sch_choice_row_choose (SchChoiceRow *self, const char *key);
const char *sch_choice_row_get_chosen (SchChoiceRow *self);

G_END_DECLS
