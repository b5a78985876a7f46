/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical writer: exact bytes, and that the strict reader gets back what was written. */

#include <float.h>
#include <math.h>
#include <string.h>

#include "sch-json-pull.h"
#include "sch-json-writer.h"

static void
assert_readable (const char *json)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), "written");
  g_autoptr (GError) error = NULL;

  sch_json_pull_finish (pull, &error);
  g_assert_no_error (error);
}

static void
test_file (void)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  static const char *const strings[] = { "a", "b", NULL };
  static const char *const none[] = { NULL };
  gsize byte_len;
  static const char expected
      [] = "{\n"
           "  \"format\": \"scholiast-annotations\",\n"
           "  \"version\": 1,\n"
           "  \"document\": {\"path\": \"a.txt\", \"length\": 6123},\n"
           "  \"spans\": [\n"
           "    {\"id\": \"a\", \"ranges\": [[78, 90], [95, 99]], \"set\": [\"a\", \"b\"]},\n"
           "    {\"id\": \"b\", \"x\": {\"conll\": [1, {\"a\": null}, [], {}]}, \"ok\": true}\n"
           "  ],\n"
           "  \"relations\": [\n"
           "    {}\n"
           "  ],\n"
           "  \"orphans\": [],\n"
           "  \"end\": []\n"
           "}\n";

  sch_json_writer_begin_file (writer);
  sch_json_writer_member_string (writer, "format", "scholiast-annotations");
  sch_json_writer_member_string (writer, "left-out", "");
  sch_json_writer_member_string (writer, "left-out", NULL);
  sch_json_writer_member (writer, "version");
  sch_json_writer_int (writer, 1);
  sch_json_writer_member (writer, "document");
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "path", "a.txt");
  sch_json_writer_member (writer, "length");
  sch_json_writer_int (writer, 6123);
  sch_json_writer_end_object (writer);
  sch_json_writer_member (writer, "spans");
  sch_json_writer_begin_records (writer);
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "id", "a");
  sch_json_writer_member (writer, "ranges");
  sch_json_writer_begin_array (writer);
  for (guint i = 0; i < 2; i++)
    {
      sch_json_writer_begin_array (writer);
      sch_json_writer_int (writer, i == 0 ? 78 : 95);
      sch_json_writer_int (writer, i == 0 ? 90 : 99);
      sch_json_writer_end_array (writer);
    }
  sch_json_writer_end_array (writer);
  sch_json_writer_member_strv (writer, "set", strings);
  sch_json_writer_member_strv (writer, "left-out", none);
  sch_json_writer_member_strv (writer, "left-out", NULL);
  sch_json_writer_end_object (writer);
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "id", "b");
  sch_json_writer_member (writer, "x");
  sch_json_writer_raw (writer, "{\"conll\" : [1,{\"a\":null},[ ],{\n}]}", 34);
  sch_json_writer_member (writer, "ok");
  sch_json_writer_boolean (writer, TRUE);
  sch_json_writer_end_object (writer);
  sch_json_writer_end_records (writer);
  sch_json_writer_member (writer, "relations");
  sch_json_writer_begin_records (writer);
  sch_json_writer_begin_object (writer);
  sch_json_writer_end_object (writer);
  sch_json_writer_end_records (writer);
  sch_json_writer_member (writer, "orphans");
  sch_json_writer_begin_records (writer);
  sch_json_writer_end_records (writer);
  sch_json_writer_member (writer, "end");
  sch_json_writer_strv (writer, NULL);
  sch_json_writer_end_file (writer);
  g_assert_cmpstr (sch_json_writer_peek (writer, &byte_len), ==, expected);
  g_assert_cmpuint (byte_len, ==, strlen (expected));
  assert_readable (expected);

  bytes = sch_json_writer_steal (writer);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
  g_assert_cmpstr (sch_json_writer_peek (writer, NULL), ==, "");
  sch_json_writer_begin_file (writer);
  sch_json_writer_end_file (writer);
  g_assert_cmpstr (sch_json_writer_peek (writer, NULL), ==, "{}\n");
  sch_json_writer_reset (writer);
  sch_json_writer_null (writer);
  g_assert_cmpstr (sch_json_writer_peek (writer, NULL), ==, "null");
}

static void
test_strings (void)
{
  static const struct
  {
    const char *text;
    const char *json;
  } table[] = {
    { "", "\"\"" },
    { "plain", "\"plain\"" },
    { "a \"quoted\" \\ text, longer than a word",
      "\"a \\\"quoted\\\" \\\\ text, longer than a word\"" },
    { "\b\f\n\r\t\x01\x1F\x7F", "\"\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\"" },
    { "é 😀 \xE2\x80\xA8 שלום e\xCC\x81 /", "\"é 😀 \xE2\x80\xA8 שלום e\xCC\x81 /\"" },
    { "long enough for the fast path, then\n", "\"long enough for the fast path, then\\n\"" },
    { "\x7Flong enough for the fast path", "\"\\u007flong enough for the fast path\"" },
    { "bad \xFF\xC3 bytes", "\"bad \xEF\xBF\xBD\xEF\xBF\xBD bytes\"" },
    { "\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"" },
    { NULL, "null" },
  };
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      sch_json_writer_reset (writer);
      sch_json_writer_string (writer, table[i].text);
      g_assert_cmpstr (sch_json_writer_peek (writer, NULL), ==, table[i].json);
      assert_readable (table[i].json);
    }
  sch_json_writer_reset (writer);
  sch_json_writer_string_len (writer, "abc\0d", 5);
  g_assert_cmpstr (sch_json_writer_peek (writer, NULL), ==,
                   "\"abc\xEF\xBF\xBD"
                   "d\"");
}

/* Every code point survives writing and reading. */
static void
test_string_round_trip (void)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (SchJsonPull) pull = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *back = NULL;
  const char *json;
  gsize byte_len;

  for (gunichar c = 1; c < 0x20000; c++)
    if (g_unichar_validate (c))
      g_string_append_unichar (text, c);
  sch_json_writer_string (writer, text->str);
  json = sch_json_writer_peek (writer, &byte_len);
  pull = sch_json_pull_new (json, byte_len, NULL);
  g_assert_true (sch_json_pull_read_string (pull, &back));
  g_assert_cmpstr (back, ==, text->str);
}

static void
test_numbers (void)
{
  static const struct
  {
    double value;
    const char *json;
  } table[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 1, "1" },
    { -17, "-17" },
    { 0.1, "0.1" },
    { 0.25, "0.25" },
    { 1.0 / 3, "0.3333333333333333" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 100000, "100000" },
    { 1e15, "1000000000000000" },
    { 9007199254740992.0, "9007199254740992" },
    { 9007199254740994.0, "9007199254740994" },
    { -9007199254740992.0, "-9007199254740992" },
    { 1e20, "1e20" },
    { 1.5e-7, "1.5e-7" },
    { 1e-5, "1e-5" },
    { 0.0001, "0.0001" },
    { 1e300, "1e300" },
    { DBL_MAX, "1.7976931348623157e308" },
    { DBL_MIN, "2.2250738585072014e-308" },
    { 4.9406564584124654e-324, "4.94065645841247e-324" },
    { NAN, "null" },
    { INFINITY, "null" },
    { -INFINITY, "null" },
  };
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      sch_json_writer_reset (writer);
      sch_json_writer_double (writer, table[i].value);
      g_assert_cmpstr (sch_json_writer_peek (writer, NULL), ==, table[i].json);
    }
}

static void
test_number_round_trip (void)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 20000; i++)
    {
      guint64 bits = (guint64) g_rand_int (random) << 32 | g_rand_int (random);
      g_autoptr (SchJsonPull) pull = NULL;
      double value, back;
      const char *json;
      gsize byte_len;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      sch_json_writer_reset (writer);
      sch_json_writer_double (writer, value);
      json = sch_json_writer_peek (writer, &byte_len);
      pull = sch_json_pull_new (json, byte_len, NULL);
      g_assert_true (sch_json_pull_read_double (pull, &back));
      g_assert_true (sch_json_pull_finish (pull, NULL));
      g_assert_cmpfloat (back, ==, value);
    }
}

static void
test_ints (void)
{
  static const struct
  {
    gint64 value;
    const char *json;
  } table[] = {
    { 0, "0" },
    { -1, "-1" },
    { 4294967296, "4294967296" },
    { G_MAXINT64, "9223372036854775807" },
    { G_MININT64, "-9223372036854775808" },
  };
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      sch_json_writer_reset (writer);
      sch_json_writer_int (writer, table[i].value);
      g_assert_cmpstr (sch_json_writer_peek (writer, NULL), ==, table[i].json);
    }
}

static void
test_raw (void)
{
  static const struct
  {
    const char *raw;
    const char *json;
  } table[] = {
    { "1", "1" },
    { " 1 ", "1" },
    { "\"a ,:{\\\" b\"", "\"a ,:{\\\" b\"" },
    { "\"\\\\\"", "\"\\\\\"" },
    { "{ \"a\":1,\"b\" :[1,2 , 3],\n\"c\":{}}", "{\"a\": 1, \"b\": [1, 2, 3], \"c\": {}}" },
    { "[1.50, 1E5, \"\\u0041\\/\"]", "[1.50, 1E5, \"\\u0041\\/\"]" },
    { "[ [ ] , { } ]", "[[], {}]" },
  };
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *once = NULL;

      sch_json_writer_reset (writer);
      sch_json_writer_raw (writer, table[i].raw, strlen (table[i].raw));
      once = g_strdup (sch_json_writer_peek (writer, NULL));
      g_assert_cmpstr (once, ==, table[i].json);
      sch_json_writer_reset (writer);
      sch_json_writer_raw (writer, once, strlen (once));
      g_assert_cmpstr (sch_json_writer_peek (writer, NULL), ==, once);
    }
}

/* Wrong order of calls is the caller's mistake; the text written so far stays as it is. */
static void
test_misuse (void)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_begin_object (writer);
  g_test_expect_message ("scholiast", G_LOG_LEVEL_CRITICAL, "*after_name*");
  sch_json_writer_int (writer, 1);
  g_test_expect_message ("scholiast", G_LOG_LEVEL_CRITICAL, "*kind*");
  sch_json_writer_end_array (writer);
  g_test_expect_message ("scholiast", G_LOG_LEVEL_CRITICAL, "*CONTAINER_FILE*");
  sch_json_writer_begin_records (writer);
  sch_json_writer_member (writer, "a");
  g_test_expect_message ("scholiast", G_LOG_LEVEL_CRITICAL, "*sch_json_pull_finish*");
  sch_json_writer_raw (writer, "[1,]", 4);
  g_test_expect_message ("scholiast", G_LOG_LEVEL_CRITICAL, "*after_name*");
  sch_json_writer_member (writer, "b");
  sch_json_writer_int (writer, 1);
  g_test_expect_message ("scholiast", G_LOG_LEVEL_CRITICAL, "*depth == 0*");
  g_assert_null (sch_json_writer_steal (writer));
  sch_json_writer_end_object (writer);
  g_test_expect_message ("scholiast", G_LOG_LEVEL_CRITICAL, "*has_root*");
  sch_json_writer_null (writer);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (sch_json_writer_peek (writer, NULL), ==, "{\"a\": 1}");
}

static void
write_span (SchJsonWriter *writer, guint i)
{
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "id", "7q2kd09xwf");
  sch_json_writer_member_string (writer, "label", "person");
  sch_json_writer_member (writer, "ranges");
  sch_json_writer_begin_array (writer);
  sch_json_writer_begin_array (writer);
  sch_json_writer_int (writer, i * 80);
  sch_json_writer_int (writer, i * 80 + 12);
  sch_json_writer_end_array (writer);
  sch_json_writer_end_array (writer);
  sch_json_writer_member_string (writer, "text", "Lloyd Austin, der “Minister”");
  sch_json_writer_member (writer, "attributes");
  sch_json_writer_begin_object (writer);
  sch_json_writer_member_string (writer, "mention", "name");
  sch_json_writer_end_object (writer);
  sch_json_writer_member_string (writer, "created", "2026-11-21T10:00:00Z");
  sch_json_writer_member_string (writer, "modified", "2026-11-21T10:00:00Z");
  sch_json_writer_member_string (writer, "by", "dana");
  sch_json_writer_end_object (writer);
}

static void
test_speed (void)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (GTimer) timer = g_timer_new ();
  gsize byte_len;
  double seconds;

  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "spans");
  sch_json_writer_begin_records (writer);
  for (guint i = 0; i < 100000; i++)
    write_span (writer, i);
  sch_json_writer_end_records (writer);
  sch_json_writer_end_file (writer);
  seconds = g_timer_elapsed (timer, NULL);
  assert_readable (sch_json_writer_peek (writer, &byte_len));
  g_test_message ("%.1f MB in %.0f ms", byte_len / 1e6, seconds * 1e3);
  if (g_test_perf ())
    g_assert_cmpfloat (seconds, <, 0.150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/file", test_file);
  g_test_add_func ("/json-writer/strings", test_strings);
  g_test_add_func ("/json-writer/string-round-trip", test_string_round_trip);
  g_test_add_func ("/json-writer/numbers", test_numbers);
  g_test_add_func ("/json-writer/number-round-trip", test_number_round_trip);
  g_test_add_func ("/json-writer/ints", test_ints);
  g_test_add_func ("/json-writer/raw", test_raw);
  g_test_add_func ("/json-writer/misuse", test_misuse);
  g_test_add_func ("/json-writer/speed", test_speed);
  return g_test_run ();
}
