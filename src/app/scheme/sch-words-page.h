/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-page.h"

G_BEGIN_DECLS

/**
 * SchWordsPage: what a word is, per language, with a line to try it.
 */
#define SCH_TYPE_WORDS_PAGE (sch_words_page_get_type ())
G_DECLARE_FINAL_TYPE (SchWordsPage, sch_words_page, SCH, WORDS_PAGE, SchSchemePage)

G_END_DECLS
