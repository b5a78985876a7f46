/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

/* Lines that stand in many documents, such as page furniture: the same where blanks at their ends and
 * the length of blanks within are left aside. Upper and lower case differ. */

/* (transfer full) (nullable): what equal lines have in common; NULL for a blank line. */
char *sch_repeated_lines_fold (SchText *text, guint char_start, guint char_end);
/* (transfer full): the set of the folded lines that @span covers from end to end; an error where it has
 * a part of a line only. */
GHashTable *sch_repeated_lines_get_keys (SchText *text, const SchSpan *span, GError **error);
/* (transfer full) (element-type SchRange): all lines of the text that are in the set, without the blanks
 * around them, in order. */
GArray *sch_repeated_lines_find (SchText *text, GHashTable *keys);

G_END_DECLS
