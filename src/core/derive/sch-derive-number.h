/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SchDerivedNumber:
 * @has_value: not for a range
 * @value: without the unit: 4.5 million is 4500000
 * @unit: as the text has it, "" where it has none
 * @hedge: "exact", "about", "more-than", "at-least", "less-than", "at-most", "range"
 *
 * What a quantity in a text says.
 */
typedef struct
{
  gboolean has_value;
  double value;
  char *unit;
  const char *hedge;
} SchDerivedNumber;

/* @language: (nullable) */
SchDerivedNumber *sch_derive_number (const char *text, const char *language);
void sch_derived_number_free (SchDerivedNumber *self);

/* --- Words (sch-derive-number-words.c) --- */

/* All take words as of sch_derive_fold_words(). */
gboolean sch_number_words_get_value (const char *words, const char *language, double *value);
/* "million" -> 1000000; "dozen" -> 12; @about: (out): whether the word says "about" by itself */
gboolean sch_number_words_get_scale (const char *word, const char *language, double *scale,
                                     gboolean *about);
gboolean sch_number_words_is_one (const char *word, const char *language);
gboolean sch_number_words_is_time (const char *word, const char *language);
gboolean sch_number_words_is_of (const char *word, const char *language);
/* Words between the two numbers of a range: to, bis, à */
gboolean sch_number_words_is_range (const char *words, const char *language);
/* (nullable): what the words before (or behind) a number say of it */
const char *sch_number_words_find_hedge (const char *words, const char *language, gboolean behind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchDerivedNumber, sch_derived_number_free)

G_END_DECLS
