/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of quantities. Numbers up to a hundred and round hundreds come from ICU's rules for spelling
 * numbers out, in all the forms that they have (not ordinals); the rest are short lists. */

#include "sch-derive-number.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "sch-derive-words.h"

#define MAX_RULE_SETS_BYTES 4096
#define MAX_SPELLED_CHARS 256

/* As sch_derive_fold_words() writes them; of two phrases of which one holds the other, the kinds that are
 * looked for first have the longer. */
typedef struct
{
  const char *language;
  const char *at_least;
  const char *at_most;
  const char *more_than;
  const char *less_than;
  const char *about;
  const char *behind_at_least;
  const char *behind_about;
  const char *one;
  const char *of;
  const char *to;
  const char *times; /* units of time, in the singular */
} Words;

static const Words languages[] = {
  { "en", "at least|no fewer than|not fewer than|no less than|not less than|a minimum of",
    "at most|up to|no more than|not more than|a maximum of|as many as|as much as",
    "more than|over|above|upwards of|in excess of", "less than|fewer than|under|below|close to",
    "about|around|some|nearly|almost|roughly|approximately|approx|circa|ca|estimated",
    "or more|at least", "or so|approximately", "a|an", "of", "to|and|or|through",
    "second|minute|hour|day|week|month|year|decade|century" },
  { "de", "mindestens|wenigstens|zumindest|nicht weniger als|nicht unter",
    "höchstens|maximal|bis zu|nicht mehr als", "mehr als|über|gut", "weniger als|unter|knapp",
    "rund|etwa|ungefähr|circa|ca|zirka|an die|fast|beinahe|nahezu|annähernd|geschätzt",
    "und mehr|oder mehr", "", "ein|eine|einer|einem|einen|eines", "von", "bis|und|oder",
    "sekunde|minute|stunde|tag|woche|monat|jahr|jahrzehnt|jahrhundert" },
  { "fr", "au moins|pas moins de|pas moins d|au minimum|un minimum de",
    "au plus|au maximum|jusqu à|pas plus de|pas plus d|tout au plus", "plus de|plus d|au delà de",
    "moins de|moins d|près de|près d",
    "environ|quelque|quelques|à peu près|presque|autour de|vers|à peine", "au moins|ou plus",
    "environ", "un|une", "de|d|des", "à|et|ou",
    "seconde|minute|heure|jour|journée|semaine|mois|an|année|siècle" },
  { "es", "al menos|por lo menos|como mínimo|no menos de", "como máximo|hasta|a lo sumo|no más de",
    "más de|por encima de|superior a", "menos de|por debajo de|cerca de",
    "unos|unas|alrededor de|casi|aproximadamente|en torno a", "como mínimo|o más",
    "aproximadamente", "un|una", "de", "a|y|o", "segundo|minuto|hora|día|semana|mes|año|siglo" },
  { "it", "almeno|non meno di|come minimo", "al massimo|fino a|non più di", "più di|oltre",
    "meno di|sotto", "circa|quasi|intorno a|all incirca|pressappoco", "o più", "circa",
    "un|una|uno", "di", "a|e|o", "secondo|minuto|ora|giorno|settimana|mese|anno|secolo" },
  { "pt", "pelo menos|no mínimo|não menos de", "no máximo|até|não mais de", "mais de|acima de",
    "menos de|abaixo de", "cerca de|quase|aproximadamente|uns|umas", "ou mais", "", "um|uma", "de",
    "a|e|ou", "segundo|minuto|hora|dia|semana|mês|ano|século" },
  { "nl", "minstens|minimaal|ten minste|niet minder dan", "hoogstens|maximaal|tot|niet meer dan",
    "meer dan|ruim|boven", "minder dan|onder|krap", "ongeveer|circa|zo n|bijna|rond|zowat",
    "of meer", "", "een", "van", "tot|en|of", "seconde|minuut|uur|dag|week|maand|jaar|eeuw" },
  { "ru", "не менее|как минимум|по меньшей мере|минимум", "не более|максимум|до",
    "более|свыше|больше", "менее|меньше", "около|примерно|почти|порядка|приблизительно", "", "", "",
    "", "до|и|или", "секунда|минута|час|день|неделя|месяц|год" },
  { "ar", "على الأقل|ما لا يقل عن|لا يقل عن", "على الأكثر|ما لا يزيد عن|حتى|يصل إلى|كحد أقصى",
    "أكثر من|ما يزيد على|ما يزيد عن|فوق", "أقل من|دون|ما دون",
    "حوالي|نحو|قرابة|زهاء|ما يقرب من|ما يقارب|تقريبا", "على الأقل|أو أكثر", "تقريبا", "", "من",
    "إلى|و", "ثانية|دقيقة|ساعة|يوم|أسبوع|شهر|سنة|عام" },
};

/* @about: the word says "about" by itself: une soixantaine, a couple. */
static const struct
{
  const char *language;
  const char *words;
  double value;
  gboolean about;
} scales[] = {
  { "en", "hundred", 1e2, FALSE },
  { "en", "thousand|k", 1e3, FALSE },
  { "en", "million|millions|mn|m", 1e6, FALSE },
  { "en", "billion|billions|bn", 1e9, FALSE },
  { "en", "trillion|trillions|tn", 1e12, FALSE },
  { "en", "dozen", 12, FALSE },
  { "en", "score", 20, FALSE },
  { "en", "couple", 2, TRUE },
  { "de", "hundert", 1e2, FALSE },
  { "de", "tausend|tsd", 1e3, FALSE },
  { "de", "million|millionen|mio", 1e6, FALSE },
  { "de", "milliarde|milliarden|mrd", 1e9, FALSE },
  { "de", "billion|billionen|bio", 1e12, FALSE },
  { "de", "dutzend", 12, FALSE },
  { "fr", "cent|cents", 1e2, FALSE },
  { "fr", "mille", 1e3, FALSE },
  { "fr", "million|millions", 1e6, FALSE },
  { "fr", "milliard|milliards", 1e9, FALSE },
  { "fr", "douzaine", 12, FALSE },
  { "fr", "dizaine", 10, TRUE },
  { "fr", "quinzaine", 15, TRUE },
  { "fr", "vingtaine", 20, TRUE },
  { "fr", "trentaine", 30, TRUE },
  { "fr", "quarantaine", 40, TRUE },
  { "fr", "cinquantaine", 50, TRUE },
  { "fr", "soixantaine", 60, TRUE },
  { "fr", "centaine", 100, TRUE },
  { "fr", "millier", 1000, TRUE },
  { "es", "mil", 1e3, FALSE },
  { "es", "millón|millones", 1e6, FALSE },
  { "es", "docena", 12, FALSE },
  { "es", "decena", 10, TRUE },
  { "es", "veintena", 20, TRUE },
  { "es", "centenar", 100, TRUE },
  { "es", "millar", 1000, TRUE },
  { "it", "mila|mille", 1e3, FALSE },
  { "it", "milione|milioni", 1e6, FALSE },
  { "it", "miliardo|miliardi", 1e9, FALSE },
  { "it", "dozzina", 12, FALSE },
  { "it", "decina", 10, TRUE },
  { "it", "ventina", 20, TRUE },
  { "it", "trentina", 30, TRUE },
  { "it", "centinaio", 100, TRUE },
  { "it", "migliaio", 1000, TRUE },
  { "pt", "mil", 1e3, FALSE },
  { "pt", "milhão|milhões", 1e6, FALSE },
  { "pt", "dúzia", 12, FALSE },
  { "nl", "honderd", 1e2, FALSE },
  { "nl", "duizend", 1e3, FALSE },
  { "nl", "miljoen", 1e6, FALSE },
  { "nl", "miljard", 1e9, FALSE },
  { "nl", "dozijn", 12, FALSE },
  { "nl", "tiental", 10, TRUE },
  { "ru", "тысяча|тысячи|тысяч|тыс", 1e3, FALSE },
  { "ru", "миллион|миллиона|миллионов|млн", 1e6, FALSE },
  { "ru", "миллиард|миллиарда|миллиардов|млрд", 1e9, FALSE },
  { "ar", "مئة|مائة", 1e2, FALSE },
  { "ar", "ألف|آلاف|ألفا", 1e3, FALSE },
  { "ar", "مليون|ملايين|مليونا", 1e6, FALSE },
  { "ar", "مليار|مليارات", 1e9, FALSE },
};

/* Forms that the rules do not spell: before feminine nouns, and in other cases. */
static const struct
{
  const char *language;
  const char *words;
  double value;
} more[] = {
  { "ar", "ثلاث", 3 },     { "ar", "أربع", 4 },      { "ar", "خمس", 5 },
  { "ar", "ست", 6 },       { "ar", "سبع", 7 },       { "ar", "ثماني", 8 },
  { "ar", "ثمان", 8 },     { "ar", "تسع", 9 },       { "ar", "عشر", 10 },
  { "ar", "عشرين", 20 },   { "ar", "ثلاثين", 30 },   { "ar", "أربعين", 40 },
  { "ar", "خمسين", 50 },   { "ar", "ستين", 60 },     { "ar", "سبعين", 70 },
  { "ar", "ثمانين", 80 },  { "ar", "تسعين", 90 },    { "ar", "مئتان|مائتان|مئتين|مائتين", 200 },
  { "de", "zwo", 2 },      { "de", "hundert", 100 }, { "en", "twice", 2 },
  { "en", "half a", 0.5 },
};

static char *
pad (const char *word)
{
  return g_strdup_printf (" %s ", word);
}

/* --- Spelled numbers --- */

/* The words of a number without blanks, so that hyphens and blanks are the same. */
static char *
squeeze (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  return g_strjoinv ("", parts);
}

static void
note_spelled (UNumberFormat *format, GHashTable *table, double value)
{
  UChar spelled[MAX_SPELLED_CHARS];
  UErrorCode status = U_ZERO_ERROR;
  gint32 n = unum_formatDouble (format, value, spelled, MAX_SPELLED_CHARS, NULL, &status);
  g_autofree char *utf8 = NULL;
  g_autofree char *words = NULL;
  char *key;

  if (U_FAILURE (status) || n <= 0 || n >= MAX_SPELLED_CHARS)
    return;
  utf8 = g_utf16_to_utf8 ((const gunichar2 *) spelled, n, NULL, NULL, NULL);
  words = utf8 != NULL ? sch_derive_fold_words (utf8, -1) : NULL;
  key = words != NULL ? squeeze (words) : NULL;
  if (key != NULL && *key != '\0' && !g_hash_table_contains (table, key))
    g_hash_table_insert (table, key, g_memdup2 (&value, sizeof value));
  else
    g_free (key);
}

static void
note_rule_set (UNumberFormat *format, GHashTable *table, const char *name)
{
  g_autofree gunichar2 *utf16 = g_utf8_to_utf16 (name, -1, NULL, NULL, NULL);
  UErrorCode status = U_ZERO_ERROR;

  unum_setTextAttribute (format, UNUM_DEFAULT_RULESET, (const UChar *) utf16, -1, &status);
  if (U_FAILURE (status))
    return;
  for (guint i = 1; i <= 100; i++)
    note_spelled (format, table, i);
  for (guint i = 200; i < 1000; i += 100)
    note_spelled (format, table, i);
}

static GHashTable *
spell_all (const char *language)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_SPELLOUT, NULL, 0, language, NULL, &status);
  UChar names[MAX_RULE_SETS_BYTES];
  g_autofree char *utf8 = NULL;
  g_auto (GStrv) list = NULL;
  gint32 n;

  if (U_FAILURE (status))
    return table;
  n = unum_getTextAttribute (format, UNUM_PUBLIC_RULESETS, names, MAX_RULE_SETS_BYTES, &status);
  utf8 = U_SUCCESS (status) ? g_utf16_to_utf8 ((const gunichar2 *) names, n, NULL, NULL, NULL)
                            : NULL;
  list = g_strsplit (utf8 != NULL ? utf8 : "", ";", -1);
  for (guint i = 0; list[i] != NULL; i++)
    if (strstr (list[i], "cardinal") != NULL)
      note_rule_set (format, table, list[i]);
  unum_close (format);
  return table;
}

/* Made once for each language that is met. */
static GHashTable *
get_spelled (const char *language)
{
  static GMutex lock;
  static GHashTable *tables;
  char base[ULOC_LANG_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;
  GHashTable *table;

  uloc_getLanguage (language, base, sizeof base, &status);
  if (U_FAILURE (status))
    *base = '\0';
  g_mutex_lock (&lock);
  if (tables == NULL)
    tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  table = g_hash_table_lookup (tables, base);
  if (table == NULL)
    {
      table = spell_all (base);
      g_hash_table_insert (tables, g_strdup (base), table);
    }
  g_mutex_unlock (&lock);
  return table;
}

gboolean
sch_number_words_get_value (const char *words, const char *language, double *value)
{
  g_autofree char *key = squeeze (words);
  const double *spelled = g_hash_table_lookup (get_spelled (language), key);
  g_autofree char *inner = g_strndup (words + 1, strlen (words) > 1 ? strlen (words) - 2 : 0);
  g_autofree char *padded = pad (inner);

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (sch_derive_is_language (language, more[i].language) &&
        sch_derive_skip_phrase (padded, more[i].words) != NULL &&
        sch_derive_ends_with_phrase (padded, more[i].words) && sch_derive_count_words (padded) <= 2)
      {
        *value = more[i].value;
        return TRUE;
      }
  if (spelled != NULL)
    *value = *spelled;
  return spelled != NULL;
}

/* --- Lists --- */

static const Words *
get_words (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (sch_derive_is_language (language, languages[i].language))
      return &languages[i];
  return NULL;
}

gboolean
sch_number_words_get_scale (const char *word, const char *language, double *scale, gboolean *about)
{
  g_autofree char *padded = pad (word);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (sch_derive_is_language (language, scales[i].language) &&
        sch_derive_has_phrase (padded, scales[i].words))
      {
        *scale = scales[i].value;
        *about = scales[i].about;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_in (const char *word, const char *list)
{
  g_autofree char *padded = pad (word);

  return sch_derive_has_phrase (padded, list);
}

gboolean
sch_number_words_is_one (const char *word, const char *language)
{
  const Words *words = get_words (language);

  return words != NULL && is_in (word, words->one);
}

gboolean
sch_number_words_is_time (const char *word, const char *language)
{
  const Words *words = get_words (language);

  return words != NULL && is_in (word, words->times);
}

gboolean
sch_number_words_is_of (const char *word, const char *language)
{
  const Words *words = get_words (language);

  return words != NULL && is_in (word, words->of);
}

gboolean
sch_number_words_is_range (const char *between, const char *language)
{
  const Words *words = get_words (language);
  const char *rest = words != NULL ? sch_derive_skip_phrase (between, words->to) : NULL;

  return rest != NULL && rest[1] == '\0';
}

const char *
sch_number_words_find_hedge (const char *text, const char *language, gboolean behind)
{
  const Words *words = get_words (language);

  if (words == NULL)
    return NULL;
  if (behind)
    return sch_derive_ends_with_phrase (text, words->behind_at_least) ? "at-least"
           : sch_derive_ends_with_phrase (text, words->behind_about)  ? "about"
                                                                      : NULL;
  return sch_derive_has_phrase (text, words->at_least)    ? "at-least"
         : sch_derive_has_phrase (text, words->at_most)   ? "at-most"
         : sch_derive_has_phrase (text, words->more_than) ? "more-than"
         : sch_derive_has_phrase (text, words->less_than) ? "less-than"
         : sch_derive_has_phrase (text, words->about)     ? "about"
                                                          : NULL;
}
