/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map between a document and the buffer that shows it, against its definition. */

#include <string.h>

#include "sch-segmenter.h"
#include "sch-view-map.h"

/* What the buffer must show for a character of the document. */
static gunichar
show_char (gunichar c)
{
  if (c == 0xFFFC)
    return 0xFFFD;
  return c == 0x0B || c == 0x0C || c == 0x85 ? 0x2028 : c;
}

static gboolean
is_delimiter (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2029;
}

/* Checks the map of @text against its buffer text, character by character. */
static void
check_map (SchText *text, guint max_line_chars)
{
  g_autoptr (SchViewMap) map = sch_view_map_new (text, max_line_chars);
  g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, NULL, NULL);
  guint count = sch_text_get_char_count (text);
  guint buffer_count = sch_view_map_get_buffer_count (map);
  gsize len = 0;
  g_autofree char *buffer = sch_view_map_dup_buffer_text (map, &len);
  glong n_chars = 0;
  g_autofree gunichar *shown = g_utf8_to_ucs4_fast (buffer, len, &n_chars);
  guint n_splits = 0;
  guint line_chars = 0;
  guint b = 0;

  g_assert_true (g_utf8_validate (buffer, len, NULL));
  g_assert_cmpuint (strlen (buffer), ==, len);
  g_assert_cmpuint (n_chars, ==, buffer_count);
  for (guint i = 0; i <= count; i++)
    {
      guint mapped = sch_view_map_to_buffer (map, i);
      guint mapped_end = sch_view_map_to_buffer_end (map, i);

      g_assert_cmpuint (mapped_end, ==, b);
      if (mapped != b)
        {
          /* A split: its line feed, then the character. */
          g_assert_cmpuint (mapped, ==, b + 1);
          g_assert_cmpuint (shown[b], ==, '\n');
          g_assert_cmpuint (sch_view_map_to_document (map, b), ==, i);
          g_assert_true (i > 0 && i < count);
          g_assert_false (is_delimiter (sch_text_get_char (text, i - 1)));
          g_assert_false (is_delimiter (sch_text_get_char (text, i)));
          g_assert_cmpuint (
              sch_segmenter_next (segmenter, sch_segmenter_previous (segmenter, i, SCH_UNIT_CHAR),
                                  SCH_UNIT_CHAR),
              ==, i);
          if (line_chars > max_line_chars)
            g_assert_cmpuint (sch_segmenter_previous (segmenter, i, SCH_UNIT_CHAR), <=,
                              i - line_chars + max_line_chars / 2);
          n_splits++;
          line_chars = 0;
          b++;
        }
      g_assert_cmpuint (sch_view_map_to_document (map, b), ==, i);
      if (i == count)
        break;
      gunichar c = sch_text_get_char (text, i);
      g_assert_cmpuint (shown[b], ==, show_char (c));
      line_chars = is_delimiter (c) ? 0 : line_chars + 1;
      b++;
    }
  g_assert_cmpuint (n_splits, ==, sch_view_map_get_n_splits (map));
  g_assert_cmpuint (b, ==, buffer_count);
  g_assert_cmpuint (sch_view_map_to_buffer (map, count + 9), ==, buffer_count);
  g_assert_cmpuint (sch_view_map_to_buffer_end (map, count + 9), ==, buffer_count);
  g_assert_cmpuint (sch_view_map_to_document (map, buffer_count + 9), ==, count);

  /* The buffer's paragraphs are the document's lines and the splits. */
  g_autoptr (SchText) shown_text = sch_text_new_from_string (buffer);
  g_assert_cmpuint (sch_text_get_n_lines (shown_text), ==, sch_text_get_n_lines (text) + n_splits);
}

static const char *const random_pieces[] = {
  "a",
  "Word",
  "said plainly. ",
  "Next ",
  " ",
  "  ",
  "\n",
  "\r\n",
  "\r",
  "\xC2\xA0",
  "\xCC\x81",
  "\xE2\x80\xA9",
  "\xE2\x80\xA8",
  "\x0B",
  "\x0C",
  "\xC2\x85",
  "\xEF\xBF\xBC",
  "\xEF\xBB\xBF",
  "\xF0\x9F\x91\xA8",
  "\xE2\x80\x8D",
  "\xF0\x9F\x87\xA9",
  "\xE4\xB8\xAD",
  "\xE3\x80\x82",
  "\xD7\xA9",
};

static void
test_random (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      guint n = g_test_rand_int_range (0, 400);
      gboolean with_lines = g_test_rand_bit ();

      while (n-- > 0)
        {
          guint i = g_test_rand_int_range (0, G_N_ELEMENTS (random_pieces));
          if (with_lines || strpbrk (random_pieces[i], "\r\n") == NULL)
            g_string_append (string, random_pieces[i]);
        }
      g_autoptr (SchText) text = sch_text_new_from_string (string->str);
      check_map (text, g_test_rand_int_range (2, 60));
    }
}

static void
test_splits (void)
{
  const struct
  {
    const char *string;
    guint max_line_chars;
    const char *expected;
  } cases[] = {
    { "", 4, "" },
    { "short", 5, "short" },
    { "short\n", 5, "short\n" },
    { "It was shown. Then it went away", 24, "It was shown. \nThen it went away" },
    { "It was by Gen. Bo and others", 18, "It was by Gen. Bo \nand others" },
    { "one two three", 8, "one two \nthree" },
    { "abcdefgh", 4, "abcd\nefgh" },
    { "abcde\u0301fgh", 5, "abcd\ne\u0301fgh" },
    { "ab\xC2\xA0"
      "cd ef",
      7,
      "ab\xC2\xA0"
      "cd \nef" },
    { "\xEF\xBB\xBF"
      "ab\x0C"
      "c\xEF\xBF\xBC",
      9,
      "\xEF\xBB\xBF"
      "ab\xE2\x80\xA8"
      "c\xEF\xBF\xBD" },
    { "aaaa bbbb\r\ncccc dddd\r", 5, "aaaa \nbbbb\r\ncccc \ndddd\r" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchText) text = sch_text_new_from_string (cases[i].string);
      g_autoptr (SchViewMap) map = sch_view_map_new (text, cases[i].max_line_chars);
      g_autofree char *buffer = sch_view_map_dup_buffer_text (map, NULL);
      g_assert_cmpstr (buffer, ==, cases[i].expected);
      check_map (text, cases[i].max_line_chars);
    }
}

/* Ranges that meet a split leave the inserted line feed out. */
static void
test_edges (void)
{
  g_autoptr (SchText) text = sch_text_new_from_string ("aaaa bbbb cccc");
  g_autoptr (SchViewMap) map = sch_view_map_new (text, 5);

  g_assert_cmpuint (sch_view_map_get_n_splits (map), ==, 2);
  g_assert_cmpuint (sch_view_map_to_buffer (map, 5), ==, 6);
  g_assert_cmpuint (sch_view_map_to_buffer_end (map, 5), ==, 5);
  g_assert_cmpuint (sch_view_map_to_buffer_end (map, 9), ==, 10);
  g_assert_cmpuint (sch_view_map_to_document (map, 5), ==, 5);
  g_assert_cmpuint (sch_view_map_to_document (map, 6), ==, 5);
  g_assert_cmpuint (sch_view_map_to_document (map, 7), ==, 6);
}

/* One paragraph of megabytes, with and without places to split, opens in no time. */
static void
test_large (void)
{
  const char *units[] = { "Some words that were said here. Then others were. ", "x", "\xE4\xB8\xAD",
                          "\n" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      while (string->len < 5000000)
        g_string_append (string, units[i]);
      g_autoptr (SchText) text = sch_text_new_from_string (string->str);
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (SchViewMap) map = sch_view_map_new (text, SCH_VIEW_MAP_MAX_LINE_CHARS);
      g_autofree char *buffer = sch_view_map_dup_buffer_text (map, NULL);
      g_autofree char *name = g_strescape (units[i], NULL);
      g_test_message ("5 MB of \"%s\": %u splits in %.0f ms", name, sch_view_map_get_n_splits (map),
                      (g_get_monotonic_time () - begin) / 1000.0);
      g_assert_cmpuint (sch_view_map_get_n_splits (map), >=,
                        *units[i] == '\n'
                            ? 0
                            : sch_text_get_char_count (text) / SCH_VIEW_MAP_MAX_LINE_CHARS - 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-map/splits", test_splits);
  g_test_add_func ("/view-map/edges", test_edges);
  g_test_add_func ("/view-map/random", test_random);
  g_test_add_func ("/view-map/large", test_large);
  return g_test_run ();
}
