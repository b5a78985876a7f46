/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SchAbbreviations:
 *
 * What is known about the abbreviations of one language; static.
 */
typedef struct _SchAbbreviations SchAbbreviations;

const SchAbbreviations *sch_abbreviations_get (const char *language);
gboolean sch_abbreviations_join (const SchAbbreviations *self, const gunichar *chars, guint n_chars,
                                 guint boundary);

G_END_DECLS
