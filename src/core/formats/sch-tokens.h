/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-format.h"
#include "sch-segmenter.h"

G_BEGIN_DECLS

/* (transfer full) (element-type SchToken): the tokens of a text, none with white space in it. */
GArray *sch_tokens_list (SchText *text, const char *language, const SchSnapRules *snap,
                         SchTokenKind kind);
/* (transfer full) (element-type SchToken): its units in order, those without a word left out. */
GArray *sch_units_list (SchText *text, const char *language, SchSegment unit);
/* The same for all texts that differ in white space only (and in characters that cannot be seen). */
char *sch_words_fingerprint (const char *data, gsize byte_len);
/* Finds tokens, one after the other, in the text that has their fingerprint; (transfer full)
 * (nullable) (element-type SchToken). */
GArray *sch_tokens_align (SchText *text, GPtrArray *forms);

G_END_DECLS
