/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-text.h"

G_BEGIN_DECLS

gboolean sch_char_is_blank (gunichar c);
gboolean sch_char_is_opener (gunichar c);
gboolean sch_char_is_closer (gunichar c);
guint sch_text_skip_blank (SchText *text, guint char_offset, guint char_limit);
guint sch_text_skip_blank_back (SchText *text, guint char_offset, guint char_limit);
guint sch_text_find_cut (SchText *text, guint char_base, guint char_min, guint char_max);

G_END_DECLS
