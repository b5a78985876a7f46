/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar date that a text names, as far as it and the date of its document tell: the value of a
 * TIMEX3 of type DATE in TimeML, limited to year, month and day (ISO 8601, EDTF level 0). Every word of
 * the text must be understood, else there is no date. */

#include "sch-derive-date.h"

#include <stdio.h>
#include <string.h>

#include "sch-derive-number.h"
#include "sch-derive-words.h"

#define MAX_TEXT_BYTES 200u
#define MIN_YEAR 1000
#define MAX_YEAR 2199
/* A day or month without a year is that of the nearest year, if no other is nearly as near. */
#define MAX_DAYS_AWAY 155
#define MAX_DAYS_AGO 31

typedef struct
{
  const char *language;
  GDate published;
  gboolean has_published;
  int year, month, day; /* 0 = not said */
  int weekday;
  int offset;
  int number;        /* a number of days, 0 = none */
  int direction;     /* -1 last, 1 next */
  gboolean is_limit; /* "by" or "until" stands before it, so that it may be to come */
  gboolean has_offset, has_season, month_unit, days_unit, ago;
} Parts;

static gboolean
read_published (Parts *self, const char *published)
{
  int year, month, day;

  if (published == NULL || sscanf (published, "%4d-%2d-%2d", &year, &month, &day) != 3 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&self->published, 1);
  g_date_set_dmy (&self->published, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

static gboolean
set_once (int *place, int value)
{
  if (*place != 0)
    return FALSE;
  *place = value;
  return TRUE;
}

/* --- Dates in digits --- */

/* Whether day comes before month: known, or told by a number over twelve. */
static gboolean
order (const char *language, int *first, int *second)
{
  gboolean english = sch_derive_is_language (language, "en");
  gboolean day_first = !english || g_ascii_strcasecmp (language, "en-GB") == 0;
  gboolean known = !english || strlen (language) > 2;
  int swap = *first;

  if (*first > 12 && *second <= 12)
    return TRUE;
  if (!(*second > 12 && *first <= 12) && (!known || day_first))
    return known || *first == *second;
  *first = *second;
  *second = swap;
  return TRUE;
}

/* 2023-10-07, 7.10.2023, 10/7/2023, 2023年10月7日 */
static gboolean
read_digits (Parts *self, const char *text)
{
  int a, b, c, end = 0;

  if (sscanf (text, " %4d-%2d-%2d %n", &a, &b, &c, &end) == 3 && end > 0 && text[end] == '\0' &&
      a >= MIN_YEAR)
    {
      self->year = a;
      self->month = b;
      self->day = c;
      return TRUE;
    }
  end = 0;
  if (sscanf (text, " %4d年%2d月%2d日 %n", &a, &b, &c, &end) == 3 && end > 0 && text[end] == '\0')
    {
      self->year = a;
      self->month = b;
      self->day = c;
      return TRUE;
    }
  end = 0;
  if ((sscanf (text, " %2d.%2d.%4d %n", &a, &b, &c, &end) == 3 ||
       sscanf (text, " %2d/%2d/%4d %n", &a, &b, &c, &end) == 3) &&
      end > 0 && text[end] == '\0' && c >= MIN_YEAR && order (self->language, &a, &b))
    {
      self->day = a;
      self->month = b;
      self->year = c;
      return TRUE;
    }
  return FALSE;
}

/* --- Dates in words --- */

static gboolean
take_number (Parts *self, const char *word)
{
  char *end;
  gint64 value = g_ascii_strtoll (word, &end, 10);
  gboolean ordinal = g_str_equal (end, "st") || g_str_equal (end, "nd") ||
                     g_str_equal (end, "rd") || g_str_equal (end, "th") || g_str_equal (end, "er");

  if (*end != '\0' && !ordinal)
    return FALSE;
  if (!ordinal && value >= MIN_YEAR && value <= MAX_YEAR)
    return set_once (&self->year, (int) value);
  return value >= 1 && value <= 31 && set_once (&self->day, (int) value);
}

static gboolean
take_spelled (Parts *self, const char *word)
{
  g_autofree char *padded = g_strdup_printf (" %s ", word);
  double value;

  return sch_number_words_get_value (padded, self->language, &value) && value >= 1 &&
         value <= MAX_DAYS_AGO && set_once (&self->number, (int) value);
}

static gboolean
take_word (Parts *self, const char *word)
{
  int value;

  if (g_ascii_isdigit (*word))
    return take_number (self, word);
  switch (sch_date_words_look_up (word, self->language, &value))
    {
    case SCH_DATE_WORD_FILLER:
      return TRUE;
    case SCH_DATE_WORD_MONTH:
      return set_once (&self->month, value);
    case SCH_DATE_WORD_WEEKDAY:
      return set_once (&self->weekday, value);
    case SCH_DATE_WORD_DAY:
      self->offset = value;
      return !self->has_offset && (self->has_offset = TRUE);
    case SCH_DATE_WORD_LAST:
      return set_once (&self->direction, -1);
    case SCH_DATE_WORD_NEXT:
      return set_once (&self->direction, 1);
    case SCH_DATE_WORD_MONTHS:
      return self->month_unit = TRUE;
    case SCH_DATE_WORD_DAYS:
      return self->days_unit = TRUE;
    case SCH_DATE_WORD_AGO:
      return self->ago = TRUE;
    case SCH_DATE_WORD_SEASON:
      return self->has_season = TRUE;
    case SCH_DATE_WORD_YEARS:
    case SCH_DATE_WORD_NONE:
    default:
      return take_spelled (self, word);
    }
}

/* Digits of other scripts become ASCII ones. */
static char *
dup_ascii_digits (const char *text)
{
  GString *ascii = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      g_string_append_printf (ascii, "%d", g_unichar_digit_value (g_utf8_get_char (p)));
    else
      g_string_append_unichar (ascii, g_utf8_get_char (p));
  return g_string_free (ascii, FALSE);
}

/* Marks that join two dates or say that one is not sure. */
static gboolean
has_joint (const char *text)
{
  return strpbrk (text, "/?:") != NULL || strstr (text, "–") != NULL || strstr (text, "-") != NULL;
}

/* --- Putting it together --- */

static char *
format_day (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), (int) g_date_get_month (date),
                          g_date_get_day (date));
}

static char *
dup_day_away (const Parts *self, int days)
{
  GDate date = self->published;

  if (days < 0)
    g_date_subtract_days (&date, (guint) -days);
  else
    g_date_add_days (&date, (guint) days);
  return format_day (&date);
}

/* The last such day, with the day of the document; "last" and "next" leave that out. */
static char *
dup_weekday (const Parts *self)
{
  int today = (int) g_date_get_weekday (&self->published);
  int back = (today - self->weekday + 7) % 7;

  if (self->is_limit && self->direction == 0)
    return NULL;
  if (self->direction > 0)
    return dup_day_away (self, back == 0 ? 7 : 7 - back);
  return dup_day_away (self, self->direction < 0 && back == 0 ? -7 : -back);
}

static gboolean
find_year (Parts *self)
{
  int best = 0, best_days = MAX_DAYS_AWAY + 1;

  if (!self->has_published)
    return FALSE;
  for (int year = g_date_get_year (&self->published) - 1;
       year <= g_date_get_year (&self->published) + 1; year++)
    {
      GDate date;
      int day = self->day != 0 ? self->day : 15;
      int days;

      g_date_clear (&date, 1);
      if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) self->month, (GDateYear) year))
        continue;
      g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) self->month, (GDateYear) year);
      days = g_date_days_between (&self->published, &date);
      if (self->direction * days < 0 || ABS (days) >= best_days)
        continue;
      best = year;
      best_days = ABS (days);
    }
  self->year = best;
  return best != 0;
}

static char *
dup_calendar (Parts *self)
{
  GDate date;

  if (self->month == 0)
    return self->day == 0 && self->weekday == 0 && self->direction == 0
               ? g_strdup_printf ("%04d", self->year)
               : NULL;
  if (self->month > 12 || (self->year == 0 && !find_year (self)))
    return NULL;
  if (self->day == 0)
    return self->weekday == 0 ? g_strdup_printf ("%04d-%02d", self->year, self->month) : NULL;
  if (!g_date_valid_dmy ((GDateDay) self->day, (GDateMonth) self->month, (GDateYear) self->year))
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) self->day, (GDateMonth) self->month, (GDateYear) self->year);
  if (self->weekday != 0 && (int) g_date_get_weekday (&date) != self->weekday)
    return NULL;
  return format_day (&date);
}

static char *
dup_relative (const Parts *self)
{
  GDate date = self->published;
  int days = self->number != 0 ? self->number : self->day;

  if (!self->has_published || (self->has_season && !self->has_offset))
    return NULL;
  if (self->ago || self->days_unit)
    return self->ago && self->days_unit && days != 0 && self->weekday == 0
               ? dup_day_away (self, -days)
               : NULL;
  if (self->day != 0 || self->number != 0)
    return NULL;
  if (self->month_unit)
    {
      if (self->direction < 0)
        g_date_subtract_months (&date, 1);
      else if (self->direction > 0)
        g_date_add_months (&date, 1);
      return self->direction != 0 && self->weekday == 0
                 ? g_strdup_printf ("%04d-%02d", g_date_get_year (&date),
                                    (int) g_date_get_month (&date))
                 : NULL;
    }
  if (self->has_offset)
    return self->weekday == 0 && self->direction == 0 ? dup_day_away (self, self->offset) : NULL;
  return self->weekday != 0 ? dup_weekday (self) : NULL;
}

/**
 * sch_derive_date:
 * @before: a few words before it, "" = none
 * @language: (nullable): a BCP 47 tag; NULL = "en"
 * @published: (nullable): the day of the document, "2026-03-07", maybe with a time behind it
 *
 * Finds the date that a text is. “Monday” is the last one, with the day of the document (and none that is
 * sure behind “by”); a day or a month without year is the nearest one, unless it is more than five months away.
 *
 * Returns: (transfer full) (nullable): a year, a month or a day; NULL where there is none, or not one that
 *   is sure
 */
char *
sch_derive_date (const char *text, const char *before, const char *language, const char *published)
{
  static const char
      limits[] = "by|until|till|before|from|after|bis|vor|ab|jusqu à|avant|dès|hasta|antes "
                 "del|entro|fino a|до|к|حتى|قبل";
  g_autofree char *words_before = sch_derive_fold_words (before, -1);
  g_autofree char *ascii = NULL;
  g_autofree char *words = NULL;
  g_auto (GStrv) list = NULL;
  Parts self = { language != NULL && *language != '\0' ? language : "en" };

  if (strlen (text) > MAX_TEXT_BYTES)
    return NULL;
  self.is_limit = sch_derive_ends_with_phrase (words_before, limits);
  self.has_published = read_published (&self, published);
  ascii = dup_ascii_digits (text);
  if (read_digits (&self, ascii))
    return self.month != 0 && self.day != 0 ? dup_calendar (&self) : NULL;
  if (has_joint (ascii))
    return NULL;
  words = sch_derive_fold_words (ascii, -1);
  list = g_strsplit (g_strstrip (words), " ", -1);
  for (guint i = 0; list[i] != NULL; i++)
    if (!take_word (&self, list[i]))
      return NULL;
  if (self.year == 0 && self.month == 0)
    return dup_relative (&self);
  if (self.has_offset || self.ago || self.days_unit || self.month_unit || self.number != 0 ||
      (self.has_season && self.month != 0))
    return NULL;
  return dup_calendar (&self);
}
