/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

/* The first mark in the ranges (within the text) that has no partner in them.
 * @char_offset: (out) */
gboolean sch_marks_find_single (SchText *text, const SchRange *ranges, guint n_ranges,
                                SchMarks marks, guint *char_offset);
/* (transfer full) (element-type SchRange): what stands between quotation marks. */
GArray *sch_marks_list_quoted (SchText *text, SchRange stretch);

G_END_DECLS
