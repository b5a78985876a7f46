/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @language, @published: (nullable). (transfer full) (nullable): "2026", "2026-03" or "2026-03-07" */
char *sch_derive_date (const char *text, const char *before, const char *language,
                       const char *published);

/* --- Words (sch-derive-date-words.c) --- */

typedef enum
{
  SCH_DATE_WORD_NONE,    /* not known */
  SCH_DATE_WORD_FILLER,  /* says nothing of the date: of, the, morning */
  SCH_DATE_WORD_MONTH,   /* value 1 to 12 */
  SCH_DATE_WORD_WEEKDAY, /* value 1 (Monday) to 7 */
  SCH_DATE_WORD_DAY,     /* value from the day of the text: yesterday is -1 */
  SCH_DATE_WORD_LAST,
  SCH_DATE_WORD_NEXT,
  SCH_DATE_WORD_MONTHS, /* the word "month" */
  SCH_DATE_WORD_YEARS,
  SCH_DATE_WORD_DAYS,
  SCH_DATE_WORD_AGO,
  SCH_DATE_WORD_SEASON,
} SchDateWord;

SchDateWord sch_date_words_look_up (const char *word, const char *language, int *value);

G_END_DECLS
