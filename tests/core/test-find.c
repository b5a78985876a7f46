/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search finds in a text, and where exactly; that it goes on in steps and never runs away. */

#include <string.h>

#include "sch-error.h"
#include "sch-find-private.h"

/* All hits as "start-end start-end"; "error" for an expression that is none. */
static char *
find (const char *content, const char *pattern, SchFindFlags flags)
{
  g_autoptr (SchText) text = sch_text_new_from_string (content);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchFindQuery) query = sch_find_query_new (pattern, flags, &error);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GArray) hits = NULL;

  if (query == NULL)
    {
      g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
      return g_strdup ("error");
    }
  hits = sch_find_all (query, text, sch_segmenter_new (text, "en", NULL), G_MAXUINT, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      SchRange hit = g_array_index (hits, SchRange, i);

      g_string_append_printf (found, "%s%u-%u", i > 0 ? " " : "", hit.start, hit.end);
    }
  return g_string_free (g_steal_pointer (&found), FALSE);
}

typedef struct
{
  const char *text;
  const char *pattern;
  SchFindFlags flags;
  const char *hits;
} Case;

static void
check_cases (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *hits = find (cases[i].text, cases[i].pattern, cases[i].flags);

      if (strcmp (hits, cases[i].hits) != 0)
        g_error ("“%s” (%x) in “%s”: %s, not %s", cases[i].pattern, cases[i].flags, cases[i].text,
                 hits, cases[i].hits);
    }
}

#define LITERAL SCH_FIND_LITERAL
#define REGEX SCH_FIND_REGEX
#define CASE SCH_FIND_MATCH_CASE
#define ACCENTS SCH_FIND_MATCH_ACCENTS
#define WORDS SCH_FIND_WHOLE_WORDS

static void
test_literal (void)
{
  static const Case cases[] = {
    { "", "a", LITERAL, "" },
    { "abc", "", LITERAL, "" },
    { "aaaa", "aa", LITERAL, "0-2 2-4" },
    { "aab", "ab", LITERAL, "1-3" },
    { "Ada, ada, ADA", "ada", LITERAL, "0-3 5-8 10-13" },
    { "Ada, ada, ADA", "ada", CASE, "5-8" },
    { "😀Ada😀", "ada", LITERAL, "1-4" },
    { "😀Ada😀", "😀", LITERAL, "0-1 4-5" },
    { "a.b axb", "a.b", LITERAL, "0-3" },
    { "end", "end of", LITERAL, "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_accents (void)
{
  static const Case cases[] = {
    { "Zürich, Zurich, Zu\xcc\x88rich", "zurich", LITERAL, "0-6 8-14 16-23" },
    { "Zürich, Zurich, Zu\xcc\x88rich", "zürich", LITERAL, "0-6 8-14 16-23" },
    { "Zürich, Zurich, Zu\xcc\x88rich", "Zürich", ACCENTS, "0-6 16-23" },
    { "Zürich, Zurich, Zu\xcc\x88rich", "Zu\xcc\x88rich", CASE | ACCENTS, "0-6 16-23" },
    /* Not half of a letter and its mark. */
    { "u\xcc\x88 u", "u", ACCENTS, "3-4" },
    { "Łódź Kraków", "lodz", LITERAL, "0-4" },
    { "Łódź Kraków", "lodz", ACCENTS, "" },
    { "Œuvre æther", "oeuvre", LITERAL, "0-5" },
    { "Œuvre æther", "ae", LITERAL, "6-7" },
    { "Œuvre æther", "o", LITERAL, "" },
    { "Straße STRASSE", "strasse", LITERAL, "0-6 7-14" },
    { "Straße", "s", LITERAL, "0-1" },
    { "Straße", "ße", LITERAL, "4-6" },
    { "oﬃce", "office", LITERAL, "0-4" },
    { "oﬃce", "off", LITERAL, "" },
    { "oﬃce", "office", CASE | ACCENTS, "" },
    { "İstanbul", "istanbul", LITERAL, "0-8" },
    { "ΣΊΣΥΦΟΣ σίσυφος", "σισυφος", LITERAL, "0-7 8-15" },
    /* Points of Hebrew; hamza of Arabic; tatweel. */
    { "שָׁלוֹם", "שלום", LITERAL, "0-7" },
    { "أحمد احمد", "احمد", LITERAL, "0-4 5-9" },
    { "أحمد احمد", "احمد", ACCENTS, "5-9" },
    { "مـحـمد", "محمد", LITERAL, "0-6" },
    /* Vowels and other letters stay what they are. */
    { "कि का", "क", LITERAL, "0-1 3-4" },
    { "が か", "か", LITERAL, "2-3" },
    { "한 하", "하", LITERAL, "2-3" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_marks (void)
{
  static const Case cases[] = {
    { "O’Neil O'Neil O‘Neil", "o'neil", LITERAL, "0-6 7-13 14-20" },
    { "“yes” \"yes\" «yes»", "\"yes\"", CASE | ACCENTS, "0-5 6-11 12-17" },
    { "a–b a-b a—b a‑b", "a-b", CASE | ACCENTS, "0-3 4-7 8-11 12-15" },
    { "Pat\xc2\xa0Ryder Pat\nRyder Pat \r\n Ryder", "pat ryder", LITERAL, "0-9 10-19 20-32" },
    { "a  b",
      "a\xc2\xa0"
      "b",
      CASE, "0-4" },
    { "a   b", " ", LITERAL, "1-4" },
    /* A soft hyphen, a mark of direction, a BOM. */
    { "Zu\xc2\xadrich \xe2\x80\x8fZurich", "zurich", LITERAL, "0-7 9-15" },
    { "\xef\xbb\xbf"
      "one",
      "one", LITERAL, "1-4" },
    { "10 m² x½", "m2", LITERAL, "3-5" },
    { "one", "\xc2\xad", LITERAL, "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_words (void)
{
  static const Case cases[] = {
    { "cat cats concat cat’s cat", "cat", WORDS, "0-3 16-19 22-25" },
    { "the U.S. and U S", "u", WORDS, "13-14" },
    { "the U.S. and U S", "U.S.", WORDS, "4-8" },
    { "“Ada” Ada-Lou", "ada", WORDS, "1-4 6-9" },
    { "an ananas an", "an", WORDS, "0-2 10-12" },
    { "cat cats", "cat|cats", WORDS | REGEX, "0-3 4-8" },
    { "cat cats", "\\w+", WORDS | REGEX, "0-3 4-8" },
    { "one two", "e t", WORDS, "" },
    { "one two", "one two", WORDS, "0-7" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_regex (void)
{
  static const Case cases[] = {
    { "one two three", "t\\w+", REGEX, "4-7 8-13" },
    { "One one", "one", REGEX, "0-3 4-7" },
    { "One one", "one", REGEX | CASE, "4-7" },
    { "Öl öl ol", "öl", REGEX, "0-2 3-5" },
    { "😀 née é", "\\w+", REGEX, "2-5 6-7" },
    { "a\nb\r\nc", "^.$", REGEX, "0-1 2-3 5-6" },
    { "one\ntwo", "one.two", REGEX, "" },
    { "one\ntwo one \n two", "one\\s+two", REGEX, "0-7 8-17" },
    { "one\ntwo", "(?s)one.two", REGEX, "0-7" },
    /* Nothing is no hit. */
    { "aab", "x*", REGEX, "" },
    { "aab", "a*", REGEX, "0-2" },
    { "a b", "\\b", REGEX, "" },
    { "a\n\nb", "^", REGEX, "" },
    { "abc", "(?=b)", REGEX, "" },
    { "", "a*", REGEX, "" },
    { "abc", "", REGEX, "" },
    { "foobar", "foo\\Kbar", REGEX, "3-6" },
    { "aXbXc", "(?<=X).", REGEX, "2-3 4-5" },
    { "1,234 and 5", "\\d[\\d,]*", REGEX, "0-5 10-11" },
    { "a(", "(", REGEX, "error" },
    { "a(", "[a", REGEX, "error" },
    { "a(", "*a", REGEX, "error" },
    { "a(", "a\\", REGEX, "error" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_bad_regex (void)
{
  static const struct
  {
    const char *pattern;
    const char *message;
  } cases[] = {
    { "é(a", "Character 3: “)” is missing" },
    { "a)", "Character 1: there is no “(” for this “)”" },
    { "ab[c", "Character 4: “]” is missing" },
    { "*", "Character 1: there is nothing to repeat" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sch_find_query_new (cases[i].pattern, SCH_FIND_REGEX, &error));
      g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* The same hits wherever the steps happen to end. */
static void
test_steps (void)
{
  static const char *const fillers[] = { "x", "é", "e\xcc\x81", " ", "\xc2\xad", "ß" };
  static const guint lengths[] = { 500, 511, 16370, 16381, 16384, 32765 };

  for (guint f = 0; f < G_N_ELEMENTS (fillers); f++)
    for (guint l = 0; l < G_N_ELEMENTS (lengths); l++)
      for (SchFindFlags flags = LITERAL; flags <= REGEX; flags++)
        {
          g_autoptr (GString) content = g_string_new (NULL);
          g_autofree char *hits = NULL;
          g_autofree char *expected = NULL;
          guint chars;

          for (guint i = 0; i < lengths[l]; i++)
            g_string_append (content, fillers[f]);
          chars = (guint) g_utf8_strlen (content->str, -1);
          g_string_append (content, "needle needle");
          hits = find (content->str, "needle", flags);
          expected = g_strdup_printf ("%u-%u %u-%u", chars, chars + 6, chars + 7, chars + 13);
          g_assert_cmpstr (hits, ==, expected);
        }
}

static void
test_runaway (void)
{
  g_autofree char *many = g_strnfill (5000, 'a');
  g_autoptr (SchText) text = sch_text_new_from_string (many);
  g_autoptr (SchFindQuery) query = sch_find_query_new ("(a+)+$b|(a|aa)+c", REGEX, NULL);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GArray) hits = sch_find_all (query, text, NULL, 10, &error);

  g_assert_true (hits == NULL ? g_error_matches (error, SCH_ERROR, SCH_ERROR_TOO_LARGE)
                              : hits->len == 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

/* The longest step of a search through a large text. */
static void
test_large (void)
{
  static const Case cases[] = {
    { NULL, "zurich", LITERAL, NULL },
    { NULL, "nothing of this", LITERAL, NULL },
    { NULL, "\\bz\\w+ch\\b", REGEX, NULL },
    { NULL, "zurich", WORDS, NULL },
  };
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (SchText) text = NULL;

  while (content->len < 6 * 1000 * 1000)
    g_string_append (content,
                     "A log entry says that the wind in Zürich came from the west, and that "
                     "no ship left the harbour of Zurich before noon on that day.\n");
  text = sch_text_new_from_string (content->str);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchFindQuery) query = sch_find_query_new (cases[i].pattern, cases[i].flags, NULL);
      g_autoptr (SchFind) search = sch_find_new (query, text, sch_segmenter_new (text, "en", NULL));
      g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SchRange));
      gint64 begin = g_get_monotonic_time ();
      gint64 longest = 0;
      gboolean more;

      do
        {
          gint64 start = g_get_monotonic_time ();

          more = sch_find_step (search, hits, NULL);
          longest = MAX (longest, g_get_monotonic_time () - start);
        }
      while (more);
      g_test_message ("%s: %u hits in %.0f ms, longest step %.1f ms", cases[i].pattern, hits->len,
                      (double) (g_get_monotonic_time () - begin) / 1000, (double) longest / 1000);
      g_assert_cmpuint (sch_find_get_offset (search), ==, sch_text_get_char_count (text));
      g_assert_cmpint (longest, <, 20 * G_USEC_PER_SEC);
    }
}

/* What is found in the text folded as a whole, place by place. */
static GArray *
find_slowly (SchFindQuery *query, const char *content)
{
  g_autoptr (SchFolder) folder = sch_folder_new (content, strlen (content), query->fold);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (SchFoldUnit));
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (SchRange));
  const SchFoldUnit *needle = (const SchFoldUnit *) (gpointer) query->needle->data;
  guint n = query->needle->len;

  while (sch_folder_read (folder, G_MAXINT, units))
    ;
  for (guint i = 0; n > 0 && i + n <= units->len;)
    {
      const SchFoldUnit *at = &g_array_index (units, SchFoldUnit, i);
      SchRange hit = { at[0].char_start, at[n - 1].char_end };
      gboolean same = (i == 0 || at[-1].char_start != at[0].char_start) &&
                      (i + n == units->len || at[n].char_start != at[n - 1].char_start);

      for (guint k = 0; same && k < n; k++)
        same = at[k].c == needle[k].c;
      if (same)
        g_array_append_val (hits, hit);
      i += same ? n : 1;
    }
  return hits;
}

/* Text that is passed over without folding hides nothing, and makes nothing up. */
static void
test_same_as_slowly (void)
{
  static const char *const parts[] = {
    "a",
    "A",
    "b",
    "e",
    "E",
    "n",
    "s",
    "ss",
    " ",
    "  ",
    "\n",
    "`",
    "'",
    "\"",
    "-",
    "é",
    "e\xCC\x81",
    "ß",
    "ﬁ",
    "“",
    "’",
    "–",
    "\xC2\xAD",
    "\xC2\xA0",
    "\xCC\x81",
    "a\xCC\x88",
    "ab ",
    "bean ",
    "none of this ",
    "a longer stretch of plain text without anything in it, and so on "
  };
  static const char *const patterns[] = {
    "a",
    "e",
    "ab",
    "bean",
    "s",
    "ss",
    " ",
    " b",
    "a b",
    "\"",
    "'",
    "-",
    "é",
    "nn",
    "of this a",
    "fi",
    "\xCC\x81",
    "a longer stretch of plain text "
    "without anything in it, and so on a longer stretch of plain"
  };

  for (guint turn = 0; turn < 400; turn++)
    {
      g_autoptr (GString) content = g_string_new (NULL);
      g_autoptr (SchText) text = NULL;
      guint n_parts = g_test_rand_int_range (0, 400);

      for (guint i = 0; i < n_parts; i++)
        g_string_append (content, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      text = sch_text_new_from_string (content->str);
      for (guint i = 0; i < 4 * G_N_ELEMENTS (patterns); i++)
        {
          SchFindFlags flags = (i % 2 ? SCH_FIND_MATCH_CASE : 0) |
                               (i % 4 > 1 ? SCH_FIND_MATCH_ACCENTS : 0);
          g_autoptr (SchFindQuery) query = sch_find_query_new (patterns[i / 4], flags, NULL);
          g_autoptr (GArray) hits = sch_find_all (query, text, NULL, G_MAXUINT, NULL);
          g_autoptr (GArray) expected = find_slowly (query, content->str);

          g_assert_cmpmem (hits->data, hits->len * sizeof (SchRange), expected->data,
                           expected->len * sizeof (SchRange));
        }
    }
}

static void
test_next_hit (void)
{
  const SchRange ranges[] = { { 2, 4 }, { 8, 9 }, { 20, 25 } };
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SchRange));

  g_assert_cmpuint (sch_find_next_hit (hits, 0), ==, 0);
  g_array_append_vals (hits, ranges, 3);
  g_assert_cmpuint (sch_find_next_hit (hits, 0), ==, 0);
  g_assert_cmpuint (sch_find_next_hit (hits, 2), ==, 0);
  g_assert_cmpuint (sch_find_next_hit (hits, 3), ==, 1);
  g_assert_cmpuint (sch_find_next_hit (hits, 20), ==, 2);
  g_assert_cmpuint (sch_find_next_hit (hits, 21), ==, 3);
}

static void
assert_context (const char *content, guint start, guint end, const char *expected)
{
  g_autoptr (SchText) text = sch_text_new_from_string (content);
  guint hit_start;
  guint hit_end;
  g_autofree char *context = sch_find_dup_context (text, (SchRange){ start, end }, 12, 20,
                                                   &hit_start, &hit_end);
  g_autofree char *marked = g_strdup_printf ("%.*s[%.*s]%s", (int) hit_start, context,
                                             (int) (hit_end - hit_start), context + hit_start,
                                             context + hit_end);

  g_assert_cmpstr (marked, ==, expected);
}

static void
test_context (void)
{
  assert_context ("one two", 4, 7, "one [two]");
  assert_context ("one two", 0, 3, "[one] two");
  assert_context ("before that, on a day\nof\twind, Ada said so to all who stood there", 31, 34,
                  "…of wind, [Ada] said so to all w…");
  assert_context ("one two three four five six seven", 0, 33, "[one two three four f]…");
  assert_context ("Donaudampfschiffahrtsgesellschaft", 13, 20,
                  "…onaudampfsch[iffahrt]sgesellschaft");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/literal", test_literal);
  g_test_add_func ("/find/accents", test_accents);
  g_test_add_func ("/find/marks", test_marks);
  g_test_add_func ("/find/words", test_words);
  g_test_add_func ("/find/regex", test_regex);
  g_test_add_func ("/find/bad-regex", test_bad_regex);
  g_test_add_func ("/find/steps", test_steps);
  g_test_add_func ("/find/runaway", test_runaway);
  g_test_add_func ("/find/large", test_large);
  g_test_add_func ("/find/same-as-slowly", test_same_as_slowly);
  g_test_add_func ("/find/next-hit", test_next_hit);
  g_test_add_func ("/find/context", test_context);
  return g_test_run ();
}
