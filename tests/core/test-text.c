/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The maps of SchText against a brute-force count, its lines against a plain rule, its errors. */

#include <string.h>

#include "sch-error.h"
#include "sch-text.h"

/* Characters of every length in both encodings, delimiters, marks, joiners, both directions. */
static const gunichar alphabet[] = { 'a',    'b',    ' ',     '\n',    '\r',    '.',     0xE9,
                                     0xA0,   0x301,  0x5D0,   0x627,   0x2019,  0x2028,  0x2029,
                                     0x200D, 0x20E9, 0x4E2D,  0xFEFF,  0xFFFD,  0x0085,  0x000B,
                                     0x000C, 0x80A9, 0x1F600, 0x1F468, 0x1F1E9, 0x10FFFF };

static SchText *
make_random_text (guint n_chars, gboolean ascii)
{
  g_autoptr (GString) string = g_string_new (NULL);

  for (guint i = 0; i < n_chars; i++)
    {
      gint last = ascii ? 5 : (gint) G_N_ELEMENTS (alphabet) - 1;
      g_string_append_unichar (string, alphabet[g_test_rand_int_range (0, last + 1)]);
    }
  return sch_text_new_from_string (string->str);
}

/* Counts everything the slow way and compares each answer of the text. */
static void
check_maps (SchText *text)
{
  gsize len = 0;
  const char *data = sch_text_get_data (text, &len);
  const char *end = data + len;
  guint chars = 0;
  guint utf16 = 0;

  for (const char *p = data; p < end; p = g_utf8_next_char (p), chars++)
    {
      gunichar c = g_utf8_get_char (p);
      guint width = g_utf8_next_char (p) - p;
      gboolean exact = FALSE;

      g_assert_cmpuint (sch_text_byte_of_char (text, chars), ==, p - data);
      for (guint i = 0; i < width; i++)
        g_assert_cmpuint (sch_text_char_of_byte (text, p - data + i), ==, chars);
      g_assert_cmpuint (sch_text_utf16_of_char (text, chars), ==, utf16);
      g_assert_cmpuint (sch_text_char_of_utf16 (text, utf16, &exact), ==, chars);
      g_assert_true (exact);
      g_assert_cmpuint (sch_text_get_char (text, chars), ==, c);
      if (c > 0xFFFF)
        {
          g_assert_cmpuint (sch_text_char_of_utf16 (text, utf16 + 1, &exact), ==, chars);
          g_assert_false (exact);
        }
      utf16 += c > 0xFFFF ? 2 : 1;
    }

  gboolean exact = FALSE;
  g_assert_cmpuint (sch_text_get_char_count (text), ==, chars);
  g_assert_cmpuint (sch_text_get_utf16_count (text), ==, utf16);
  g_assert_cmpint (sch_text_is_ascii (text), ==, chars == len);
  g_assert_cmpuint (sch_text_byte_of_char (text, chars), ==, len);
  g_assert_cmpuint (sch_text_byte_of_char (text, chars + 7), ==, len);
  g_assert_cmpuint (sch_text_char_of_byte (text, len), ==, chars);
  g_assert_cmpuint (sch_text_char_of_byte (text, len + 7), ==, chars);
  g_assert_cmpuint (sch_text_utf16_of_char (text, chars), ==, utf16);
  g_assert_cmpuint (sch_text_char_of_utf16 (text, utf16, &exact), ==, chars);
  g_assert_true (exact);
  g_assert_cmpuint (sch_text_char_of_utf16 (text, utf16 + 1, &exact), ==, chars);
  g_assert_false (exact);
  g_assert_cmpuint (sch_text_get_char (text, chars), ==, 0);
}

static gboolean
is_delimiter (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2029;
}

static void
check_lines (SchText *text)
{
  guint n_chars = sch_text_get_char_count (text);
  guint line = 0;
  guint start = 0;

  for (guint i = 0; i <= n_chars; i++)
    {
      gunichar c = sch_text_get_char (text, i);
      guint delimiter = 0;

      if (i < n_chars)
        g_assert_cmpuint (sch_text_line_at (text, i), ==, line);
      if (i < n_chars && is_delimiter (c))
        delimiter = c == '\r' && sch_text_get_char (text, i + 1) == '\n' ? 2 : 1;
      if (i < n_chars && delimiter == 0)
        continue;

      g_assert_cmpuint (sch_text_get_line_start (text, line), ==, start);
      g_assert_cmpuint (sch_text_get_line_end (text, line, FALSE), ==, i);
      g_assert_cmpuint (sch_text_get_line_end (text, line, TRUE), ==, i + delimiter);
      if (i == n_chars)
        break;
      if (delimiter == 2)
        g_assert_cmpuint (sch_text_line_at (text, ++i), ==, line);
      start = i + 1;
      line++;
    }
  g_assert_cmpuint (sch_text_get_n_lines (text), ==, line + 1);
  g_assert_cmpuint (sch_text_line_at (text, n_chars), ==, line);
  g_assert_cmpuint (sch_text_line_at (text, n_chars + 5), ==, line);
  g_assert_cmpuint (sch_text_get_line_start (text, line + 1), ==, n_chars);
  g_assert_cmpuint (sch_text_get_line_end (text, line + 1, TRUE), ==, n_chars);
}

static void
test_maps_random (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (SchText)
          text = make_random_text (g_test_rand_int_range (0, 4000), g_test_rand_bit ());
      check_maps (text);
      check_lines (text);
    }
}

/* Sequences and delimiters of every kind across the borders of blocks. */
static void
test_maps_at_block_borders (void)
{
  const char *pieces[] = { "\r\n", "\xE2\x80\xA9", "\xF0\x9F\x98\x80", "\xC3\xA9", "\r", "\n" };

  for (guint piece = 0; piece < G_N_ELEMENTS (pieces); piece++)
    for (guint shift = 0; shift <= 5; shift++)
      {
        g_autoptr (GString) string = g_string_new (NULL);
        for (guint i = 0; i < 1024 - shift; i++)
          g_string_append_c (string, 'x');
        g_string_append (string, pieces[piece]);
        for (guint i = 0; i < 1500; i++)
          g_string_append (string, pieces[piece]);
        g_autoptr (SchText) text = sch_text_new_from_string (string->str);
        check_maps (text);
        check_lines (text);
      }

  /* Texts that end exactly at the border of a block. */
  for (guint len = 1022; len <= 1026; len++)
    {
      g_autofree char *string = g_strnfill (len, 'x');
      string[len - 1] = '\n';
      g_autoptr (SchText) text = sch_text_new_from_string (string);
      g_assert_cmpuint (sch_text_get_n_lines (text), ==, 2);
      check_maps (text);
      check_lines (text);
    }
}

static void
test_lines (void)
{
  const struct
  {
    const char *string;
    guint n_lines;
  } cases[] = {
    { "", 1 },
    { "a", 1 },
    { "a\n", 2 },
    { "\n", 2 },
    { "\r\n", 2 },
    { "\r", 2 },
    { "\n\r", 3 },
    { "a\r\nb\rc\nd\xE2\x80\xA9"
      "e",
      5 },
    { "a\xE2\x80\xA8"
      "b\x0B"
      "c\x0C"
      "d\xC2\x85"
      "e",
      1 },
    { "\xEF\xBB\xBF"
      "a\n",
      2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchText) text = sch_text_new_from_string (cases[i].string);
      g_assert_cmpuint (sch_text_get_n_lines (text), ==, cases[i].n_lines);
      check_maps (text);
      check_lines (text);
    }
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchText) text = sch_text_new (bytes, &error);
  gsize len = 1;

  g_assert_no_error (error);
  g_assert_cmpuint (sch_text_get_char_count (text), ==, 0);
  g_assert_nonnull (sch_text_peek_slice (text, 0, 0, &len));
  g_assert_cmpuint (len, ==, 0);
  g_assert_cmpstr (sch_text_get_sha256 (text), ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void
test_slices (void)
{
  g_autoptr (SchText)
      text = sch_text_new_from_string ("\xEF\xBB\xBFna\xC3\xAFve \xF0\x9F\x98\x80!");
  g_autofree char *bom = sch_text_dup_slice (text, 0, 1);
  g_autofree char *word = sch_text_dup_slice (text, 1, 6);
  g_autofree char *emoji = sch_text_dup_slice (text, 7, 8);
  g_autofree char *rest = sch_text_dup_slice (text, 8, 99);
  g_autofree char *nothing = sch_text_dup_slice (text, 50, 99);

  g_assert_cmpstr (bom, ==, "\xEF\xBB\xBF");
  g_assert_cmpstr (word, ==, "na\xC3\xAFve");
  g_assert_cmpstr (emoji, ==, "\xF0\x9F\x98\x80");
  g_assert_cmpstr (rest, ==, "!");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_errors (void)
{
  const struct
  {
    const char *data;
    gsize len;
    const char *message_parts[3];
  } cases[] = {
    { "one\ntwo \xE9t\xE9", 11, { "Line 2", "bytes E9 at", "byte 8" } },
    { "\xFF\xFEx", 3, { "Line 1", "bytes FF FE at", "byte 0" } },
    { "a\r\nb\xC3", 5, { "Line 2", "bytes C3 at", "byte 4" } },
    { "\xED\xA0\x80", 3, { "Line 1", "bytes ED A0 80 at", "byte 0" } },
    { "\xC0\xAF", 2, { "Line 1", "bytes C0 AF at", "byte 0" } },
    { "\xF4\x90\x80\x80", 4, { "Line 1", "bytes F4 90 80 80 at", "byte 0" } },
    { "ab\ncd\ne\0f", 9, { "Line 3", "NUL", "byte 7" } },
    { "\0", 1, { "Line 1", "NUL", "byte 0" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].data, cases[i].len);
      g_autoptr (GError) error = NULL;
      SchText *text = sch_text_new (bytes, &error);

      g_assert_null (text);
      g_assert_error (error, SCH_ERROR, SCH_ERROR_ENCODING);
      for (guint k = 0; k < G_N_ELEMENTS (cases[i].message_parts); k++)
        if (strstr (error->message, cases[i].message_parts[k]) == NULL)
          g_error ("case %u: no \"%s\" in \"%s\"", i, cases[i].message_parts[k], error->message);
    }
}

static void
test_too_large (void)
{
  gsize len = SCH_TEXT_MAX_BYTES + 1;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (len), len);
  g_autoptr (GError) error = NULL;

  g_assert_null (sch_text_new (bytes, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "100.0"));
}

static gpointer
ask_sha256_thread (gpointer data)
{
  return (gpointer) sch_text_get_sha256 (data);
}

static void
test_threads (void)
{
  g_autofree char *string = g_strnfill (1000000, 'x');
  g_autoptr (SchText) text = sch_text_new_from_string (string);
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sha256", ask_sha256_thread, text);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == sch_text_get_sha256 (text));
}

/* The largest document opens fast and its lookups stay cheap. */
static void
test_large (void)
{
  const char *unit = "Zw\xC3\xB6lf Boxk\xC3\xA4mpfer \xF0\x9F\xA5\x8A jagen Viktor.\n";
  gsize unit_len = strlen (unit);
  gsize n = SCH_TEXT_MAX_BYTES / unit_len;
  char *data = g_malloc (n * unit_len);

  if (!g_test_slow ())
    n /= 20;
  for (gsize i = 0; i < n; i++)
    memcpy (data + i * unit_len, unit, unit_len);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, n * unit_len);

  gint64 before = g_get_monotonic_time ();
  g_autoptr (SchText) text = sch_text_new (bytes, NULL);
  gint64 after = g_get_monotonic_time ();
  g_assert_nonnull (text);
  g_assert_cmpuint (sch_text_get_n_lines (text), ==, n + 1);

  guint chars_per_line = sch_text_get_char_count (text) / n;
  for (guint i = 0; i < 100000; i++)
    {
      guint line = g_test_rand_int_range (0, n);
      g_assert_cmpuint (sch_text_get_line_start (text, line), ==, line * chars_per_line);
      g_assert_cmpuint (sch_text_line_at (text, line * chars_per_line + 3), ==, line);
    }
  g_test_message ("%lu MB opened in %.0f ms; 200,000 lookups of lines in %.0f ms",
                  (gulong) (n * unit_len / 1000000), (after - before) / 1000.0,
                  (g_get_monotonic_time () - after) / 1000.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/maps/random", test_maps_random);
  g_test_add_func ("/text/maps/block-borders", test_maps_at_block_borders);
  g_test_add_func ("/text/lines", test_lines);
  g_test_add_func ("/text/empty", test_empty);
  g_test_add_func ("/text/slices", test_slices);
  g_test_add_func ("/text/errors", test_errors);
  g_test_add_func ("/text/too-large", test_too_large);
  g_test_add_func ("/text/threads", test_threads);
  g_test_add_func ("/text/large", test_large);
  return g_test_run ();
}
