/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words in lower case, without marks, a blank before and after each: " said mr o neil ". */
char *sch_derive_fold_words (const char *text, gssize byte_len);
/* Whether one of @phrases ("said|points out") is among the words; and whether one is their end, their
 * beginning. */
gboolean sch_derive_has_phrase (const char *words, const char *phrases);
gboolean sch_derive_ends_with_phrase (const char *words, const char *phrases);
const char *sch_derive_skip_phrase (const char *words, const char *phrases);
guint sch_derive_count_words (const char *words);
/* The last (first) @n_words of @words. */
const char *sch_derive_peek_last_words (const char *words, guint n_words);
char *sch_derive_dup_first_words (const char *words, guint n_words);
/* Whether a language tag (NULL = any) is of the base language @base. */
gboolean sch_derive_is_language (const char *language, const char *base);

G_END_DECLS
