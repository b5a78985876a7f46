/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-format.h"

G_BEGIN_DECLS

/* FALSE where the offsets lie outside the text or inside a character, or run backwards. */
gboolean sch_offsets_to_chars (SchText *text, SchOffsets unit, guint start, guint end,
                               SchRange *range);
/* (element-type SchRange): whether the ranges, joined by one space, cover @quote. */
gboolean sch_ranges_cover (SchText *text, GArray *ranges, const char *quote);
/* The same, taking any run of white space for any other. */
gboolean sch_ranges_cover_loosely (SchText *text, GArray *ranges, const char *quote);

G_END_DECLS
