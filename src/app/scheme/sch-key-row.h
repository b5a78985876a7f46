/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchLabelKeyRow: the key of a label. A press of its button waits for a key; one that the text needs is
 * refused with the reason, one that another label has can be swapped.
 *
 * Signals:
 * - "changed" (string): another key, in lower case; "" = none
 * - "swapped" (string): this label gets the key of the label with this id, which gets this one's
 */
#define SCH_TYPE_LABEL_KEY_ROW (sch_label_key_row_get_type ())
G_DECLARE_FINAL_TYPE (SchLabelKeyRow, sch_label_key_row, SCH, LABEL_KEY_ROW, AdwPreferencesRow)

GtkWidget *sch_label_key_row_new (void);
/* @pressed: what the person presses in the set of keys of the preferences; the same or another */
void sch_label_key_row_show (SchLabelKeyRow *self, SchScheme *scheme, const SchLabel *label,
                             const char *pressed);
/* (transfer full) (nullable): why a key cannot be one of a label; NULL = it can */
char *sch_label_key_dup_reason (gunichar key);

G_END_DECLS
