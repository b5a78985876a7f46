/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What texts of several languages give: quantities, dates, languages, quotations. */

#include <string.h>

#include "sch-derive-date.h"
#include "sch-derive-language.h"
#include "sch-derive-number.h"
#include "sch-derive-quotation.h"

typedef struct
{
  const char *language;
  const char *text;
  const char *expected; /* "value|unit|hedge"; NULL = nothing */
} Quantity;

static const Quantity quantities[] = {
  { "en", "at least 1,200 people", "1200|people|at-least" },
  { "en", "some three dozen", "36||about" },
  { "en", "4.5 million", "4500000||exact" },
  { "en", "nearly 40 %", "40|%|about" },
  { "en", "Sixty-four people", "64|people|exact" },
  { "en", "about thirty people", "30|people|about" },
  { "en", "70+ people", "70|people|more-than" },
  { "en", "more than eight hours", "8|hours|more-than" },
  { "en", "no more than 12 per cent", "12|per cent|at-most" },
  { "en", "no fewer than two hundred homes", "200|homes|at-least" },
  { "en", "under a second", "1|second|less-than" },
  { "en", "a dozen eggs", "12|eggs|exact" },
  { "en", "€40 million", "40000000|€|exact" },
  { "en", "70 km/h", "70|km/h|exact" },
  { "en", "10 to 15 miles", "-||range" },
  { "en", "10–15", "-||range" },
  { "en", "three hundred thousand", "300000||exact" },
  { "en", "100 people or more", "100|people|at-least" },
  { "en", "half a million", "500000||exact" },
  { "en", "seventy kilometres an hour", "70|kilometres an hour|exact" },
  { "en", "14–0", NULL },
  { "en", "15:40", NULL },
  { "en", "3.40 p.m.", NULL },
  { "en", "a quarter to four", NULL },
  { "en", "the second bus", NULL },
  { "en", "eight hours and fifty minutes", NULL },
  { "en", "people", NULL },
  { "en", "", NULL },
  { "en", "7.10.2023", NULL },
  { "de", "1.250 Haushalte", "1250|Haushalte|exact" },
  { "de", "rund 4,5 Millionen Euro", "4500000|Euro|about" },
  { "de", "mindestens vierundsechzig Menschen", "64|Menschen|at-least" },
  { "de", "knapp 40 Prozent", "40|Prozent|less-than" },
  { "de", "bis zu 3 Mrd. Euro", "3000000000|Euro|at-most" },
  { "de", "zwei Dutzend Autos", "24|Autos|exact" },
  { "de-CH", "1’250 Franken", "1250|Franken|exact" },
  { "de", "10 bis 15 Leute", "-||range" },
  { "de", "15.40 Uhr", NULL },
  { "fr", "Une soixantaine de personnes", "60|personnes|about" },
  { "fr", "près de neuf heures", "9|heures|less-than" },
  { "fr", "plus de 1 250,5 mètres", "1250.5|mètres|more-than" },
  { "fr", "4,5 millions d’euros", "4500000|euros|exact" },
  { "fr", "15\u202fh\u202f40", NULL },
  { "es", "unos 1.200 vecinos", "1200|vecinos|about" },
  { "es", "al menos veintidós personas", "22|personas|at-least" },
  { "ar", "تسع ساعات", "9|ساعات|exact" },
  { "ar", "١٬٢٥٠ شخصا", "1250|شخصا|exact" },
  { "ar", "أكثر من ٣٢٫٥ مليون", "32500000||more-than" },
  { "ar", "حوالي 1,200 شخص", "1200|شخص|about" },
  { "ru", "более 32 тысяч человек", "32000|человек|more-than" },
  { "he", "1,200 איש", "1200|איש|exact" },
};

static char *
describe_number (const SchDerivedNumber *number)
{
  char value[G_ASCII_DTOSTR_BUF_SIZE] = "-";

  if (number == NULL)
    return NULL;
  if (number->has_value)
    g_ascii_formatd (value, sizeof value, "%.12g", number->value);
  return g_strjoin ("|", value, number->unit, number->hedge, NULL);
}

static void
test_number (void)
{
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (quantities); i++)
    {
      g_autoptr (SchDerivedNumber)
          number = sch_derive_number (quantities[i].text, quantities[i].language);
      g_autofree char *found = describe_number (number);

      if (g_strcmp0 (found, quantities[i].expected) == 0)
        continue;
      n_wrong++;
      g_test_message ("%s “%s”: %s, not %s", quantities[i].language, quantities[i].text,
                      found != NULL ? found : "nothing",
                      quantities[i].expected != NULL ? quantities[i].expected : "nothing");
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* @published: Sunday, 8 March 2026 unless it is said */
typedef struct
{
  const char *language;
  const char *text;
  const char *expected;
  const char *published;
} Date;

static const Date dates[] = {
  { "en", "October 7, 2023", "2023-10-07" },
  { "en", "7 Oct", "2025-10-07" },
  { "en", "Oct. 7", "2025-10-07", "2025-11-01" },
  { "en", "7 October 2023", "2023-10-07" },
  { "en", "21 March", "2026-03-21" },
  { "en", "12 January", "2026-01-12" },
  { "en", "Sunday", "2026-03-08" },
  { "en", "Saturday night", "2026-03-07" },
  { "en", "last Sunday", "2026-03-01" },
  { "en", "next Monday", "2026-03-09" },
  { "en", "Monday", "2026-03-02" },
  { "en", "Monday", NULL, "" },
  { "en", "Monday", NULL, "2026-03" },
  { "en", "yesterday", "2026-03-07" },
  { "en", "last month", "2026-02" },
  { "en", "three days ago", "2026-03-05" },
  { "en", "three days later", NULL },
  { "en", "Sunday, 8 March", "2026-03-08" },
  { "en", "Monday, 8 March", NULL },
  { "en", "1987", "1987" },
  { "en", "March 2026", "2026-03" },
  { "en", "the summer of 1998", "1998" },
  { "en", "autumn", NULL },
  { "en", "30 February 2024", NULL },
  { "en", "10/7/2023", NULL },
  { "en", "10/17/2023", "2023-10-17" },
  { "en-US", "10/7/2023", "2023-10-07" },
  { "en-GB", "10/7/2023", "2023-07-10" },
  { "en", "2023-10-07", "2023-10-07" },
  { "en", "the day of the match", NULL },
  { "en", "3–5 March", NULL },
  { "en", "", NULL },
  { "de", "7. Oktober 2023", "2023-10-07" },
  { "de", "7.10.2023", "2023-10-07" },
  { "de", "am Samstag", "2026-03-07" },
  { "de", "vor drei Tagen", "2026-03-05" },
  { "fr", "9\u00a0mars 2026", "2026-03-09" },
  { "fr", "samedi", "2026-03-07" },
  { "fr", "octobre", "2025-10" },
  { "fr", "1er mai 2024", "2024-05-01" },
  { "es", "7 de octubre de 2023", "2023-10-07" },
  { "es", "el martes", "2026-03-03" },
  { "it", "7 ottobre 2023", "2023-10-07" },
  { "ru", "7 октября 2023 года", "2023-10-07" },
  { "ar", "الأحد", "2026-03-08" },
  { "ar", "٧ أكتوبر ٢٠٢٣", "2023-10-07" },
  { "ar", "7 تشرين الأول 2023", NULL },
  { "ja", "2023年10月7日", "2023-10-07" },
};

static void
test_date (void)
{
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      const char *published = dates[i].published != NULL ? dates[i].published
                                                         : "2026-03-08T10:00:00Z";
      g_autofree char *found = sch_derive_date (dates[i].text, "", dates[i].language, published);

      if (g_strcmp0 (found, dates[i].expected) == 0)
        continue;
      n_wrong++;
      g_test_message ("%s “%s”: %s, not %s", dates[i].language, dates[i].text,
                      found != NULL ? found : "nothing",
                      dates[i].expected != NULL ? dates[i].expected : "nothing");
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
test_limit (void)
{
  g_autofree char *monday = sch_derive_date ("Monday", "be there by ", "en", "2026-03-08");
  g_autofree char *next = sch_derive_date ("next Monday", "by ", "en", "2026-03-08");
  g_autofree char *day = sch_derive_date ("21 March", "until ", "en", "2026-03-08");

  g_assert_null (monday);
  g_assert_cmpstr (next, ==, "2026-03-09");
  g_assert_cmpstr (day, ==, "2026-03-21");
}

static void
test_language (void)
{
  static const char *const cases[][3] = {
    { "Guten Tag", "de", "de" }, { "Guten Tag", NULL, NULL }, { "Guten Tag", "ar", NULL },
    { "שלום", "en", "he" },      { "שלום", NULL, "he" },      { "مرحبا", "en", NULL },
    { "مرحبا", "fa", "fa" },     { "Привет", "en", NULL },    { "漢字とかな", NULL, "ja" },
    { "漢字", NULL, NULL },      { "漢字", "zh", "zh" },      { "1914", "fr", "fr" },
    { "ab שלום", NULL, NULL },   { "Καλημέρα", "en", "el" },  { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = sch_derive_language (cases[i][0], strlen (cases[i][0]), cases[i][1]);

      g_assert_cmpstr (found, ==, cases[i][2]);
    }
}

/* The claim stands between { and }; with a source, or without. */
typedef struct
{
  const char *language;
  const char *text;
  const char *with;
  const char *without;
} Quote;

static const Quote quotes[] = {
  { "en", "“{The dam will hold},” she said.", "direct", "direct" },
  { "en", "She said {the dam “will hold”}.", "mixed", "mixed" },
  { "en", "She said {the dam will hold}.", "indirect", "indirect" },
  { "en", "{The dam will hold}, the mayor of the town said on Monday.", "indirect", "indirect" },
  { "en", "{The dam will hold}, according to the mayor.", "indirect", "indirect" },
  { "en", "According to the mayor, {the dam will hold}.", "indirect", "indirect" },
  { "en", "{The dam holds}. She said so.", "indirect", "none" },
  { "en", "{The film “Dam” was shown}.", "mixed", "none" },
  { "en", "{He reportedly left}.", "indirect", "reported" },
  { "en", "{It's the dogs' dam}, isn't it.", "indirect", "none" },
  { "en", "'{The dogs' dam holds}', he said.", "direct", "direct" },
  { "en", "‘{The dam holds}’ – so it was.", "direct", "direct" },
  { "en", "\"{The dam holds},\" he said.", "direct", "direct" },
  { "en", "“Ours,” she said. {It rained} “now”.", "indirect", "none" },
  { "en", "“{One}.\n\n“Two.” She left.", "direct", "direct" },
  { "en", "{A dam in the morning}. Photo: agency", "indirect", "caption" },
  { "de", "„{Der Damm hält}“, sagte sie.", "direct", "direct" },
  { "de", "»{Der Damm hält}«, sagte sie.", "direct", "direct" },
  { "de", "Sie sagte, dass {der Damm „hält“}.", "mixed", "mixed" },
  { "de", "{Angeblich hält der Damm}.", "indirect", "reported" },
  { "fr", "«\u00a0{Le barrage tient}\u00a0», assure-t-elle.", "direct", "direct" },
  { "fr", "Selon elle, {le barrage tient}.", "indirect", "indirect" },
  { "fr", "{L’eau d’hier n’est pas là}.", "indirect", "none" },
  { "es", "Dijo que {la presa «aguanta»}.", "mixed", "mixed" },
  { "sv", "”{Dammen håller}”, sa hon.", "direct", "direct" },
  { "ja", "「{ダムは持つ}」と述べた。", "direct", "direct" },
  { "ar", "«{السد صامد}»، قالت العمدة.", "direct", "direct" },
  { "ar", "وقالت العمدة إن {السد صامد}.", "indirect", "indirect" },
  { "en", "وقالت العمدة إنّ {السد صامد}.", "indirect", "indirect" },
  { "ru", "«{Плотина держится}», — сказала она.", "direct", "direct" },
  { "he", "היא אמרה כי {הסכר יחזיק}.", "indirect", "indirect" },
};

static guint
judge_quote (const Quote *quote, gboolean with_source)
{
  g_auto (GStrv) parts = g_strsplit_set (quote->text, "{}", 3);
  g_autofree char *joined = g_strjoinv ("", parts);
  g_autoptr (SchText) text = sch_text_new_from_string (joined);
  guint start = (guint) g_utf8_strlen (parts[0], -1);
  const SchRange range = { start, start + (guint) g_utf8_strlen (parts[1], -1) };
  const SchRange source = { range.end, range.end };
  const SchQuotationPlace place = {
    text, quote->language, &range, 1, &source, with_source ? 1 : 0
  };
  const char *found = sch_quotation_to_string (sch_derive_quotation (&place));
  const char *expected = with_source ? quote->with : quote->without;

  if (g_str_equal (found, expected))
    return 0;
  g_test_message ("%s %s source: %s, not %s", quote->text, with_source ? "with" : "without", found,
                  expected);
  return 1;
}

static void
test_quotation (void)
{
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    n_wrong += judge_quote (&quotes[i], TRUE) + judge_quote (&quotes[i], FALSE);
  g_assert_cmpuint (n_wrong, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/derive/quotation", test_quotation);
  g_test_add_func ("/derive/number", test_number);
  g_test_add_func ("/derive/date", test_date);
  g_test_add_func ("/derive/limit", test_limit);
  g_test_add_func ("/derive/language", test_language);
  return g_test_run ();
}
