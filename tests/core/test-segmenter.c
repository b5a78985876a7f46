/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Smart words, snapping, sentences, tokens and the steps of the keyboard. */

#include <string.h>

#include "sch-segmenter.h"
#include "sch-text-cut.h"

/*
 * Texts are written with marks: [ and ] are taken out and tell the selection to snap, or the
 * expected result; | tells a caret.
 */
static char *
take_marks (const char *marked, const char *marks, guint *places)
{
  GString *string = g_string_new (NULL);
  guint offset = 0;
  guint n = 0;

  for (const char *p = marked; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (n < strlen (marks) && *p == marks[n])
        {
          places[n++] = offset;
          continue;
        }
      g_string_append_unichar (string, g_utf8_get_char (p));
      offset++;
    }
  g_assert_cmpuint (n, ==, strlen (marks));
  return g_string_free (string, FALSE);
}

static char *
quote_range (SchText *text, guint start, guint end)
{
  g_autofree char *before = sch_text_dup_slice (text, 0, start);
  g_autofree char *inside = sch_text_dup_slice (text, start, end);
  g_autofree char *after = sch_text_dup_slice (text, end, sch_text_get_char_count (text));

  return g_strdup_printf ("%s[%s]%s", before, inside, after);
}

/* Joins tokens with " | " to compare them at once. */
static char *
join_tokens (SchText *text, GArray *tokens)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tokens->len; i++)
    {
      SchToken *token = &g_array_index (tokens, SchToken, i);
      g_ptr_array_add (parts, sch_text_dup_slice (text, token->char_start, token->char_end));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" | ", (char **) parts->pdata);
}

static void
test_word_at (void)
{
  const struct
  {
    const char *marked;
    const char *expected; /* NULL: no word */
  } cases[] = {
    { "the Gal|lant plan", "the [Gallant] plan" },
    { "the |Gallant plan", "the [Gallant] plan" },
    { "the| Gallant plan", "[the] Gallant plan" },
    { "Gallant|, who", "[Gallant], who" },
    { "Israel|’s plan", "[Israel]’s plan" },
    { "Israel’|s plan", "[Israel]’s plan" },
    { "Israel's| plan", "[Israel]'s plan" },
    { "ISRAEL|’S plan", "[ISRAEL]’S plan" },
    { "Hamas|’ plan", "[Hamas]’ plan" },
    { "don|’t go", "[don’t] go" },
    { "the U|.S. plan", "the [U.S.] plan" },
    { "the U.S|. plan", "the [U.S.] plan" },
    { "the U.S.| plan", "the [U.S.] plan" },
    { "the U.S.|’s plan", "the [U.S.]’s plan" },
    { "the U.S.’|s plan", "the [U.S.]’s plan" },
    { "the C.I|.A., too", "the [C.I.A.], too" },
    { "at 5 a.|m. sharp", "at 5 [a.m.] sharp" },
    { "a Ph.|D. thesis", "a [Ph.D.] thesis" },
    { "cost 3|.5. Then", "cost [3.5]. Then" },
    { "at example|.com. Then", "at [example.com]. Then" },
    { "in the U.|S... Then", "in the [U.S]... Then" },
    { "the 1990|’s hit", "the [1990]’s hit" },
    { "a  |  b", NULL },
    { "a , |, b", NULL },
    { "wow |\xF0\x9F\x98\x80 so", NULL },
    { "|", NULL },
    { "\n|\n", NULL },
    { "end|", "[end]" },
    { "end\n|", NULL },
    { "end|\nnext", "[end]\nnext" },
    { "end\n|next", "end\n[next]" },
    { "end\r|\nnext", NULL },
    { "cafe\xCC\x81| noir", "[cafe\xCC\x81] noir" },
    { "\xEF\xBB\xBF|Start", "\xEF\xBB\xBF[Start]" },
    { "ein\xC2\xA0|Wort", "ein\xC2\xA0[Wort]" },
    { "x\xE2\x80\xA9|y z", "x\xE2\x80\xA9[y] z" },
    { "\xE4\xB8\xAD\xE5\x9B\xBD|\xE6\x94\xBF\xE5\xBA\x9C",
      "\xE4\xB8\xAD\xE5\x9B\xBD[\xE6\x94\xBF\xE5\xBA\x9C]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint caret = 0;
      guint start = 0;
      guint end = 0;

      g_autofree char *string = take_marks (cases[i].marked, "|", &caret);
      g_autoptr (SchText) text = sch_text_new_from_string (string);
      g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
      gboolean found = sch_segmenter_word_at (segmenter, caret, &start, &end);
      g_autofree char *result = found ? quote_range (text, start, end) : NULL;
      g_assert_cmpstr (result, ==, cases[i].expected);
    }
}

static void
test_snap (void)
{
  const struct
  {
    const char *marked;
    const char *expected; /* NULL: nothing to snap to */
  } cases[] = {
    { "say Ga[lla]nt now", "say [Gallant] now" },
    { "say Ga[llant no]w", "say [Gallant now]" },
    { "say[ Gallant ]now", "say [Gallant] now" },
    { "s[ay ]Gallant", "[say] Gallant" },
    { "say[ ]Gallant", NULL },
    { "say[\n\n]Gallant", NULL },
    { "sa[]y", NULL },
    { "[]", NULL },
    { "[Israe]l’s plan", "[Israel]’s plan" },
    { "[Israel]’s plan", "[Israel]’s plan" },
    { "[Israel’]s plan", "[Israel’s] plan" },
    { "[Israel’s] plan", "[Israel’s] plan" },
    { "[Israel’s pl]an", "[Israel’s plan]" },
    { "Israel’[s pl]an", "[Israel’s plan]" },
    { "the [U.S]. plan", "the [U.S.] plan" },
    { "the U[.]S. plan", "the [U.S.] plan" },
    { "the U.[S. p]lan", "the [U.S. plan]" },
    { "said [“We will]” and", "said “[We will]” and" },
    { "said [“We will”] and", "said “[We will]” and" },
    { "said [“] and", "said [“] and" },
    { "said[ ”,] and", "said [”,] and" },
    { "[Then it sank.] Next", "[Then it sank]. Next" },
    { "[he said “We will”] and", "[he said “We will”] and" },
    { "[“We will,” he said]", "[“We will,” he said]" },
    { "see [(b) and (c)] too", "see [(b) and (c)] too" },
    { "see [(b)] too", "see ([b]) too" },
    { "[a \"word\"] b", "[a \"word\"] b" },
    { "[the \"] b", "[the] \" b" },
    { "fell [5%,] so", "fell [5%], so" },
    { "paid [$5] now", "paid [$5] now" },
    { "wow [\xF0\x9F\x98\x80] so", "wow [\xF0\x9F\x98\x80] so" },
    /* A family of four joined by ZWJ is one sign, whatever part of it is selected. */
    { "a \xF0\x9F\x91\xA8[\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D]\xF0\x9F\x91\xA7 b",
      "a [\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7] b" },
    { "caf[e]\xCC\x81 noir", "[cafe\xCC\x81] noir" },
    { "[\xEF\xBB\xBF"
      "Sta]rt",
      "\xEF\xBB\xBF[Start]" },
    { "one\r[\ntw]o", "one\r\n[two]" },
    { "o[ne\r\ntw]o", "[one\r\ntwo]" },
    { "say\xC2\xA0[Wo]rt", "say\xC2\xA0[Wort]" },
    { "\xE2\x80\xAB[\xD7\xA9\xD7\x9C]\xD7\x95\xD7\x9D\xE2\x80\xAC.",
      "\xE2\x80\xAB[\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D]\xE2\x80\xAC." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint range[2] = { 0 };
      g_autofree char *string = take_marks (cases[i].marked, "[]", range);
      g_autoptr (SchText) text = sch_text_new_from_string (string);
      g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
      gboolean found = sch_segmenter_snap (segmenter, &range[0], &range[1]);
      g_autofree char *result = found ? quote_range (text, range[0], range[1]) : NULL;
      g_assert_cmpstr (result, ==, cases[i].expected);
    }
}

static void
test_rules (void)
{
  const char *const strip[] = { "'un", "'un da", NULL };
  const char *const join[] = { "-", "&", NULL };
  g_autoptr (SchSnapRules) rules = sch_snap_rules_new (strip, join);
  g_autoptr (SchText)
      text = sch_text_new_from_string ("Ankara'un AT&T a Thomas-Greenfield - U.S.-led Ben-Gvir-");
  g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "tr", rules);
  g_autoptr (GArray) tokens = sch_segmenter_list_tokens (segmenter, 0, G_MAXUINT);
  g_autofree char *joined = join_tokens (text, tokens);

  g_assert_cmpstr (joined, ==,
                   "Ankara | 'un | AT&T | a | Thomas-Greenfield | - | U.S.-led | Ben-Gvir | -");
  g_assert_cmpstr (rules->strip[0], ==, "'un da");
}

static void
test_tokens (void)
{
  const struct
  {
    const char *string;
    const char *expected;
  } cases[] = {
    { "", "" },
    { " \n\t\r\n", "" },
    { "Israel’s U.S. plan... ok?!", "Israel | ’s | U.S. | plan | ... | ok | ? | !" },
    { "“No,” he said.", "“ | No | , | ” | he | said | ." },
    { "pay $5.50 (5%)", "pay | $ | 5.50 | ( | 5 | % | )" },
    { "a-b -- c", "a | - | b | -- | c" },
    { "\xEF\xBB\xBF"
      "a\xC2\xA0"
      "b\xE2\x80\x8F",
      "a | b" },
    { "\xF0\x9F\x98\x80\xF0\x9F\x98\x80!", "\xF0\x9F\x98\x80 | \xF0\x9F\x98\x80 | !" },
    { "the U.S.’s", "the | U.S. | ’s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchText) text = sch_text_new_from_string (cases[i].string);
      g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
      g_autoptr (GArray) tokens = sch_segmenter_list_tokens (segmenter, 0, G_MAXUINT);
      g_autofree char *joined = join_tokens (text, tokens);
      g_assert_cmpstr (joined, ==, cases[i].expected);
    }

  g_autoptr (SchText) text = sch_text_new_from_string ("one two’s three");
  g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
  g_autoptr (GArray) tokens = sch_segmenter_list_tokens (segmenter, 1, 8);
  g_autofree char *joined = join_tokens (text, tokens);
  g_assert_cmpstr (joined, ==, "ne | two | ’");
}

static void
test_sentences (void)
{
  const struct
  {
    const char *language;
    const char *string;
    const char *expected;
  } cases[] = {
    { "en", "", "" },
    { "en", " One.  Two? Three ", "One. | Two? | Three" },
    { "en", "One.\nTwo\n\nThree.", "One. | Two | Three." },
    { "en", "Maj. Gen. Pat Ryder said so. He left.", "Maj. Gen. Pat Ryder said so. | He left." },
    { "en", "Mr. Gallant met U.S. officials. They spoke.",
      "Mr. Gallant met U.S. officials. | They spoke." },
    { "en", "The U.S. Defense Secretary came. He left the U.S. The plan stayed.",
      "The U.S. Defense Secretary came. | He left the U.S. | The plan stayed." },
    { "en", "J. K. Rowling wrote. She won.", "J. K. Rowling wrote. | She won." },
    { "en", "Plan B. It failed.", "Plan B. | It failed." },
    { "en", "See No. 5 below. He said no. Nobody moved.",
      "See No. 5 below. | He said no. | Nobody moved." },
    { "en", "“We will go.” He left.", "“We will go.” | He left." },
    { "en", "Acme Inc. Chairman Bo spoke to Acme Inc. The end.",
      "Acme Inc. Chairman Bo spoke to Acme Inc. | The end." },
    { "de", "Am 7. Oktober kam Dr. Weiß. Er ging z.B. Heim.",
      "Am 7. Oktober kam Dr. Weiß. | Er ging z.B. Heim." },
    { "fr", "M. Macron parle. Il part.", "M. Macron parle. | Il part." },
    { "es", "El Sr. Sánchez habla. Luego va.", "El Sr. Sánchez habla. | Luego va." },
    { "it", "Il Prof. Rossi parla. Poi va.", "Il Prof. Rossi parla. | Poi va." },
    { "it", "La Sig.ra Bo, il dott. Rossi e il sig. Neri. Poi va.",
      "La Sig.ra Bo, il dott. Rossi e il sig. Neri. | Poi va." },
    { NULL, "One. Two.", "One. | Two." },
    { "ja", "\xE3\x81\x82\xE3\x80\x82\xE3\x81\x84\xE3\x80\x82",
      "\xE3\x81\x82\xE3\x80\x82 | \xE3\x81\x84\xE3\x80\x82" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchText) text = sch_text_new_from_string (cases[i].string);
      g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, cases[i].language, NULL);
      g_autoptr (GArray) list = sch_segmenter_list_sentences (segmenter, 0, G_MAXUINT);
      g_autofree char *joined = join_tokens (text, list);
      g_assert_cmpstr (joined, ==, cases[i].expected);
    }

  g_autoptr (SchText) text = sch_text_new_from_string ("  One two.  Three.\n\nFour");
  g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
  const guint expected[][2] = { { 2, 10 }, { 2, 10 }, { 2, 10 }, { 2, 10 }, { 2, 10 },
                                { 2, 10 }, { 2, 10 }, { 2, 10 }, { 2, 10 }, { 2, 10 },
                                { 2, 10 }, { 2, 10 }, { 12, 18 } };
  guint start = 0;
  guint end = 0;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (sch_segmenter_sentence_at (segmenter, i, &start, &end));
      g_assert_cmpuint (start, ==, expected[i][0]);
      g_assert_cmpuint (end, ==, expected[i][1]);
    }
  g_assert_true (sch_segmenter_sentence_at (segmenter, 18, &start, &end));
  g_assert_cmpuint (start, ==, 12);
  g_assert_false (sch_segmenter_sentence_at (segmenter, 19, &start, &end));
  g_assert_true (sch_segmenter_sentence_at (segmenter, 24, &start, &end));
  g_assert_cmpuint (start, ==, 20);
  g_autoptr (GArray) part = sch_segmenter_list_sentences (segmenter, 6, 13);
  g_autofree char *joined = join_tokens (text, part);
  g_assert_cmpstr (joined, ==, "two. | T");
}

/* Every stop in one direction, as "0 3 5". */
static char *
list_stops (SchSegmenter *segmenter, SchText *text, SchUnit unit, const char *direction)
{
  GString *string = g_string_new (NULL);
  guint count = sch_text_get_char_count (text);
  guint at = *direction == 'p' ? count : 0;

  for (guint steps = 0; steps < 100; steps++)
    {
      guint next = *direction == 'p'   ? sch_segmenter_previous (segmenter, at, unit)
                   : *direction == 'e' ? sch_segmenter_next_end (segmenter, at, unit)
                                       : sch_segmenter_next (segmenter, at, unit);
      if (next == at)
        break;
      g_string_append_printf (string, "%s%u", string->len > 0 ? " " : "", next);
      at = next;
    }
  return g_string_free (string, FALSE);
}

static void
test_steps (void)
{
  const struct
  {
    const char *string;
    SchUnit unit;
    const char *direction;
    const char *expected;
  } cases[] = {
    { "", SCH_UNIT_CHAR, "next", "" },
    { "", SCH_UNIT_WORD, "previous", "" },
    { "ae\xCC\x81\r\nb\n", SCH_UNIT_CHAR, "next", "1 3 5 6 7" },
    { "ae\xCC\x81\r\nb\n", SCH_UNIT_CHAR, "previous", "6 5 3 1 0" },
    { "\n\n", SCH_UNIT_CHAR, "next", "1 2" },
    { "x\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9y", SCH_UNIT_CHAR, "next", "1 4 5" },
    { "x\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9y", SCH_UNIT_CHAR, "previous", "4 1 0" },
    { "The U.S., Bo’s.\n\n“Go”", SCH_UNIT_WORD, "next", "4 10 18 21" },
    { "The U.S., Bo’s.\n\n“Go”", SCH_UNIT_WORD, "end", "3 8 12 20 21" },
    { "The U.S., Bo’s.\n\n“Go”", SCH_UNIT_WORD, "previous", "18 10 4 0" },
    { "One. Two three.\n\n Four", SCH_UNIT_SENTENCE, "next", "5 18 22" },
    { "One. Two three.\n\n Four", SCH_UNIT_SENTENCE, "end", "4 15 22" },
    { "One. Two three.\n\n Four", SCH_UNIT_SENTENCE, "previous", "18 5 0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchText) text = sch_text_new_from_string (cases[i].string);
      g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
      g_autofree char *stops = list_stops (segmenter, text, cases[i].unit, cases[i].direction);
      g_assert_cmpstr (stops, ==, cases[i].expected);
    }
}

static const char *const random_pieces[] = {
  "a",
  "Word",
  "U.S.",
  "’s",
  "'",
  " ",
  "  ",
  ". ",
  ".",
  "? ",
  "\n",
  "\r\n",
  "\r",
  "\xC2\xA0",
  "\xCC\x81",
  "\xE2\x80\xA9",
  "5.3",
  "“",
  "”",
  "\xF0\x9F\x91\xA8",
  "\xE2\x80\x8D",
  "\xF0\x9F\x87\xA9",
  "\xE2\x80\x8F",
  "\xD7\xA9\xD7\x9C",
  "\xD8\xB9",
  "\xE4\xB8\xAD\xE5\x9B\xBD",
  "\xE3\x80\x82",
  "-",
  "\xEF\xBB\xBF",
  "\x01",
  "\xE0\xB8\x81\xE0\xB8\xB2\xE0\xB8\xA3",
  "\xEF\xB8\x8F",
  "(",
  ")",
  "$",
  "\xE2\x80\xA8",
};

static SchText *
make_random_text (guint n_pieces, gboolean lines)
{
  g_autoptr (GString) string = g_string_new (NULL);

  while (n_pieces > 0)
    {
      const char *piece = random_pieces[g_test_rand_int_range (0, G_N_ELEMENTS (random_pieces))];
      if (!lines && (strpbrk (piece, "\r\n") != NULL || strcmp (piece, "\xE2\x80\xA9") == 0))
        continue;
      g_string_append (string, piece);
      n_pieces--;
    }
  return sch_text_new_from_string (string->str);
}

/* What must hold for every text: coverage, order, and agreement between the questions. */
static void
check_text (SchText *text)
{
  g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
  guint count = sch_text_get_char_count (text);
  g_autoptr (GArray) tokens = sch_segmenter_list_tokens (segmenter, 0, count);
  g_autoptr (GArray) sentences = sch_segmenter_list_sentences (segmenter, 0, count);
  g_autofree guint8 *in_token = g_new0 (guint8, count + 1);
  guint last = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      SchToken token = g_array_index (tokens, SchToken, i);
      g_assert_cmpuint (token.char_start, >=, last);
      g_assert_cmpuint (token.char_start, <, token.char_end);
      g_assert_cmpuint (token.char_end, <=, count);
      memset (in_token + token.char_start, 1, token.char_end - token.char_start);
      last = token.char_end;
    }
  for (guint i = 0; i < count; i++)
    if (!in_token[i])
      g_assert_true (sch_char_is_blank (sch_text_get_char (text, i)));

  last = 0;
  for (guint i = 0; i < sentences->len; i++)
    {
      SchToken sentence = g_array_index (sentences, SchToken, i);
      g_assert_cmpuint (sentence.char_start, >=, last);
      g_assert_cmpuint (sentence.char_start, <, sentence.char_end);
      g_assert_cmpuint (sch_text_line_at (text, sentence.char_start), ==,
                        sch_text_line_at (text, sentence.char_end - 1));
      for (guint k = last; k < sentence.char_start; k++)
        g_assert_false (in_token[k] && !sch_char_is_blank (sch_text_get_char (text, k)));
      last = sentence.char_end;
    }

  for (guint i = 0; i < 200; i++)
    {
      guint at = g_test_rand_int_range (0, count + 1);
      guint start = 0;
      guint end = 0;

      for (SchUnit unit = SCH_UNIT_CHAR; unit <= SCH_UNIT_SENTENCE; unit++)
        {
          guint next = sch_segmenter_next (segmenter, at, unit);
          guint previous = sch_segmenter_previous (segmenter, at, unit);
          g_assert_true (at == count ? next == count : next > at);
          g_assert_true (at == 0 ? previous == 0 : previous < at);
          g_assert_cmpuint (sch_segmenter_next_end (segmenter, at, unit), >=, at);
          if (previous > 0)
            g_assert_cmpuint (sch_segmenter_next (segmenter, previous - 1, unit), ==, previous);
        }
      if (sch_segmenter_word_at (segmenter, at, &start, &end))
        {
          guint word_start = start;
          guint word_end = end;
          g_assert_cmpuint (start, <, end);
          g_assert_cmpuint (start, <=, at);
          g_assert_true (sch_segmenter_snap (segmenter, &start, &end));
          g_assert_cmpuint (start, ==, word_start);
          g_assert_cmpuint (end, ==, word_end);
        }
      /* Snapping once is enough. */
      start = at;
      end = MIN (count, at + g_test_rand_int_range (0, 60));
      if (sch_segmenter_snap (segmenter, &start, &end))
        {
          g_autofree char *slice = sch_text_dup_slice (text, start, end);
          guint again_start = start;
          guint again_end = end;
          g_assert_cmpuint (start, <, end);
          g_assert_true (sch_segmenter_snap (segmenter, &again_start, &again_end));
          if (again_start != start || again_end != end)
            g_error ("%u-%u \"%s\" snaps again to %u-%u", start, end, slice, again_start,
                     again_end);
        }
    }
}

static void
test_random (void)
{
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (SchText) text = make_random_text (g_test_rand_int_range (0, 600), TRUE);
      check_text (text);
    }
}

/* Windows of a long paragraph answer like the paragraph, whatever was asked before. */
static void
test_long_paragraph (void)
{
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (SchText) text = make_random_text (30000, FALSE);
      check_text (text);
    }

  g_autoptr (GString) string = g_string_new (NULL);
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (string, "Mr. No%u said the U.S. Army’s plan is ready today. ", i);
  g_autoptr (SchText) text = sch_text_new_from_string (string->str);
  g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
  g_autoptr (GArray) tokens = sch_segmenter_list_tokens (segmenter, 0, G_MAXUINT);
  g_autoptr (GArray) sentences = sch_segmenter_list_sentences (segmenter, 0, G_MAXUINT);
  g_assert_cmpuint (tokens->len, ==, 5000 * 13);
  g_assert_cmpuint (sentences->len, ==, 5000);
  guint count = sch_text_get_char_count (text);
  for (guint i = 0; i < 500; i++)
    {
      guint at = g_test_rand_int_range (0, count);
      g_autoptr (SchSegmenter) fresh = sch_segmenter_new (text, "en", NULL);
      guint a[2] = { 0 };
      guint b[2] = { 0 };
      sch_segmenter_word_at (segmenter, at, &a[0], &a[1]);
      sch_segmenter_word_at (fresh, at, &b[0], &b[1]);
      g_assert_cmpmem (a, sizeof a, b, sizeof b);
    }
}

/* Megabytes without a break or a word are not processed whole for a question. */
static void
test_monsters (void)
{
  const char *units[] = { "x", " ", ".", "\xCC\x81", "\n", "word ", "\xE4\xB8\xAD", "a)" };
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      for (guint k = 0; k < 300000; k++)
        g_string_append (string, units[i]);
      g_autoptr (SchText) text = sch_text_new_from_string (string->str);
      g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, NULL, NULL);
      guint start = 150000;
      guint end = 150010;
      sch_segmenter_word_at (segmenter, start, &start, &end);
      sch_segmenter_snap (segmenter, &start, &end);
      sch_segmenter_next (segmenter, start, SCH_UNIT_WORD);
      sch_segmenter_previous (segmenter, start, SCH_UNIT_WORD);
      sch_segmenter_next (segmenter, start, SCH_UNIT_CHAR);
      sch_segmenter_sentence_at (segmenter, start, &start, &end);
      g_test_message ("%s: %.0f ms", units[i], (g_get_monotonic_time () - begin) / 1000.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segmenter/word-at", test_word_at);
  g_test_add_func ("/segmenter/snap", test_snap);
  g_test_add_func ("/segmenter/rules", test_rules);
  g_test_add_func ("/segmenter/tokens", test_tokens);
  g_test_add_func ("/segmenter/sentences", test_sentences);
  g_test_add_func ("/segmenter/steps", test_steps);
  g_test_add_func ("/segmenter/random", test_random);
  g_test_add_func ("/segmenter/long-paragraph", test_long_paragraph);
  g_test_add_func ("/segmenter/monsters", test_monsters);
  return g_test_run ();
}
