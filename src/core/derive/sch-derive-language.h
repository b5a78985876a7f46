/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @language: (nullable): what the metadata say. (transfer full) (nullable): a BCP 47 tag */
char *sch_derive_language (const char *text, gsize byte_len, const char *language);
char *sch_derive_words_language (const char *text, gsize byte_len, const char *language);

G_END_DECLS
