/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of dates: the names of months and weekdays are ICU's, long and short; the rest is short
 * lists. */

#include "sch-derive-date.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>

#include "sch-derive-words.h"

#define MAX_NAME_CHARS 64

typedef struct
{
  SchDateWord type;
  int value;
} Meaning;

/* As sch_derive_fold_words() writes them. */
static const struct
{
  const char *language;
  SchDateWord type;
  int value;
  const char *words;
} lists[] = {
  { "en", SCH_DATE_WORD_FILLER, 0,
    "the|of|on|in|at|since|until|by|from|during|early|late|mid|morning|afternoon|evening|night|noon|st|"
    "nd|rd|th|year|day" },
  { "en", SCH_DATE_WORD_DAY, 0, "today|tonight" },
  { "en", SCH_DATE_WORD_DAY, -1, "yesterday" },
  { "en", SCH_DATE_WORD_DAY, 1, "tomorrow" },
  { "en", SCH_DATE_WORD_LAST, 0, "last" },
  { "en", SCH_DATE_WORD_NEXT, 0, "next" },
  { "en", SCH_DATE_WORD_MONTHS, 0, "month" },
  { "en", SCH_DATE_WORD_DAYS, 0, "days" },
  { "en", SCH_DATE_WORD_AGO, 0, "ago" },
  { "en", SCH_DATE_WORD_SEASON, 0, "spring|summer|autumn|fall|winter" },
  { "en", SCH_DATE_WORD_MONTH, 9, "sept" },
  { "de", SCH_DATE_WORD_FILLER, 0,
    "der|die|das|den|dem|am|im|in|seit|bis|vom|zum|anfang|mitte|ende|morgens|vormittag|nachmittag|abend|"
    "nacht|jahr|jahre|jahres|tag" },
  { "de", SCH_DATE_WORD_DAY, 0, "heute" },
  { "de", SCH_DATE_WORD_DAY, -1, "gestern" },
  { "de", SCH_DATE_WORD_DAY, -2, "vorgestern" },
  { "de", SCH_DATE_WORD_DAY, 2, "übermorgen" },
  { "de", SCH_DATE_WORD_LAST, 0, "letzten|letzter|letztes|letzte|vergangenen|vergangener|vorigen" },
  { "de", SCH_DATE_WORD_NEXT, 0, "nächsten|nächster|nächstes|nächste|kommenden|kommender" },
  { "de", SCH_DATE_WORD_MONTHS, 0, "monat" },
  { "de", SCH_DATE_WORD_DAYS, 0, "tagen" },
  { "de", SCH_DATE_WORD_AGO, 0, "vor" },
  { "de", SCH_DATE_WORD_SEASON, 0, "frühling|frühjahr|sommer|herbst|winter" },
  { "fr", SCH_DATE_WORD_FILLER, 0,
    "le|la|les|l|du|de|d|en|au|à|depuis|jusqu|début|mi|fin|matin|midi|soir|nuit|dans|er|année|an|jour" },
  { "fr", SCH_DATE_WORD_DAY, 0, "aujourd" },
  { "fr", SCH_DATE_WORD_FILLER, 0, "hui" },
  { "fr", SCH_DATE_WORD_DAY, -1, "hier" },
  { "fr", SCH_DATE_WORD_DAY, 1, "demain" },
  { "fr", SCH_DATE_WORD_LAST, 0, "dernier|dernière" },
  { "fr", SCH_DATE_WORD_NEXT, 0, "prochain|prochaine" },
  { "fr", SCH_DATE_WORD_MONTHS, 0, "mois" },
  { "fr", SCH_DATE_WORD_SEASON, 0, "printemps|été|automne|hiver" },
  { "es", SCH_DATE_WORD_FILLER, 0,
    "el|la|los|las|del|de|en|a|al|desde|hasta|principios|mediados|finales|mañana|tarde|noche|año|día" },
  { "es", SCH_DATE_WORD_DAY, 0, "hoy" },
  { "es", SCH_DATE_WORD_DAY, -1, "ayer" },
  { "es", SCH_DATE_WORD_LAST, 0, "pasado|pasada" },
  { "es", SCH_DATE_WORD_NEXT, 0, "próximo|próxima" },
  { "es", SCH_DATE_WORD_MONTHS, 0, "mes" },
  { "es", SCH_DATE_WORD_SEASON, 0, "primavera|verano|otoño|invierno" },
  { "it", SCH_DATE_WORD_FILLER, 0,
    "il|lo|la|l|del|dello|di|nel|in|al|dal|mattina|sera|notte|anno|giorno" },
  { "it", SCH_DATE_WORD_DAY, 0, "oggi" },
  { "it", SCH_DATE_WORD_DAY, -1, "ieri" },
  { "it", SCH_DATE_WORD_DAY, 1, "domani" },
  { "it", SCH_DATE_WORD_LAST, 0, "scorso|scorsa" },
  { "it", SCH_DATE_WORD_NEXT, 0, "prossimo|prossima" },
  { "it", SCH_DATE_WORD_MONTHS, 0, "mese" },
  { "ru", SCH_DATE_WORD_FILLER, 0, "в|во|с|со|на|года|году|год|г|утром|вечером|ночью|днем" },
  { "ru", SCH_DATE_WORD_DAY, 0, "сегодня" },
  { "ru", SCH_DATE_WORD_DAY, -1, "вчера" },
  { "ru", SCH_DATE_WORD_DAY, 1, "завтра" },
  { "ar", SCH_DATE_WORD_FILLER, 0, "في|من|يوم|عام|سنة|صباح|مساء|ليلة|شهر|منذ|ظهر" },
  { "ar", SCH_DATE_WORD_DAY, 0, "اليوم" },
  { "ar", SCH_DATE_WORD_DAY, -1, "أمس" },
  { "ar", SCH_DATE_WORD_DAY, 1, "غدا" },
  { "ar", SCH_DATE_WORD_LAST, 0, "الماضي|الماضية" },
  { "ar", SCH_DATE_WORD_NEXT, 0, "القادم|المقبل|القادمة|المقبلة" },
};

static void
note_word (GHashTable *table, const char *folded, SchDateWord type, int value)
{
  g_autofree char *key = g_strstrip (g_strdup (folded));
  Meaning meaning = { type, value };

  if (*key != '\0' && strchr (key, ' ') == NULL && !g_hash_table_contains (table, key))
    g_hash_table_insert (table, g_steal_pointer (&key), g_memdup2 (&meaning, sizeof meaning));
}

/* ICU counts weekdays from Sunday, with nothing at 0. */
static void
note_names (GHashTable *table, const char *locale, UDateFormatSymbolType names, SchDateWord type)
{
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format = udat_open (UDAT_NONE, UDAT_LONG, locale, NULL, 0, NULL, 0, &status);
  gint32 n = U_SUCCESS (status) ? udat_countSymbols (format, names) : 0;

  for (gint32 i = 0; i < n; i++)
    {
      UChar name[MAX_NAME_CHARS];
      gint32 length = udat_getSymbols (format, names, i, name, MAX_NAME_CHARS, &status);
      g_autofree char *utf8 = NULL;
      g_autofree char *folded = NULL;

      if (U_FAILURE (status))
        break;
      utf8 = g_utf16_to_utf8 ((const gunichar2 *) name, MIN (length, MAX_NAME_CHARS), NULL, NULL,
                              NULL);
      folded = sch_derive_fold_words (utf8 != NULL ? utf8 : "", -1);
      note_word (table, folded, type, type == SCH_DATE_WORD_MONTH ? i + 1 : (i + 5) % 7 + 1);
    }
  if (U_SUCCESS (status))
    udat_close (format);
}

static void
note_all_names (GHashTable *table, const char *language)
{
  g_autofree char *locale = g_strconcat (language, "@calendar=gregorian", NULL);

  note_names (table, locale, UDAT_MONTHS, SCH_DATE_WORD_MONTH);
  note_names (table, locale, UDAT_STANDALONE_MONTHS, SCH_DATE_WORD_MONTH);
  note_names (table, locale, UDAT_WEEKDAYS, SCH_DATE_WORD_WEEKDAY);
  note_names (table, locale, UDAT_STANDALONE_WEEKDAYS, SCH_DATE_WORD_WEEKDAY);
  note_names (table, locale, UDAT_SHORT_MONTHS, SCH_DATE_WORD_MONTH);
  note_names (table, locale, UDAT_STANDALONE_SHORT_MONTHS, SCH_DATE_WORD_MONTH);
  note_names (table, locale, UDAT_SHORT_WEEKDAYS, SCH_DATE_WORD_WEEKDAY);
}

static GHashTable *
make_table (const char *language)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (GStrv) words = g_strsplit (lists[i].words, "|", -1);

      for (guint k = 0; g_str_equal (lists[i].language, language) && words[k] != NULL; k++)
        note_word (table, words[k], lists[i].type, lists[i].value);
    }
  note_all_names (table, language);
  /* The months of Egypt and those of the Levant. */
  if (g_str_equal (language, "ar"))
    note_all_names (table, "ar_LB");
  return table;
}

/**
 * sch_date_words_look_up:
 * @word: folded
 * @language: a BCP 47 tag
 * @value: (out): as the type says
 */
SchDateWord
sch_date_words_look_up (const char *word, const char *language, int *value)
{
  static GMutex lock;
  static GHashTable *tables;
  char base[ULOC_LANG_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;
  const Meaning *meaning;
  GHashTable *table;

  uloc_getLanguage (language, base, sizeof base, &status);
  if (U_FAILURE (status))
    return SCH_DATE_WORD_NONE;
  g_mutex_lock (&lock);
  if (tables == NULL)
    tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  table = g_hash_table_lookup (tables, base);
  if (table == NULL)
    {
      table = make_table (base);
      g_hash_table_insert (tables, g_strdup (base), table);
    }
  g_mutex_unlock (&lock);
  meaning = g_hash_table_lookup (table, word);
  *value = meaning != NULL ? meaning->value : 0;
  return meaning != NULL ? meaning->type : SCH_DATE_WORD_NONE;
}
