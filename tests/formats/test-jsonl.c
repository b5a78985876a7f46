/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON lines: the shape, what checks itself, and offsets of all sorts. */

#include "format-fixture.h"

#include <string.h>

static void
expect (const char *line, const char *described, guint n_repairs)
{
  g_auto (FixtureSink) sink = { 0 };
  g_autofree char *found = NULL;

  fixture_sink_init (&sink);
  fixture_read_good (&sch_format_jsonl, line, &sink);
  found = fixture_describe (fixture_get (&sink, 0));
  g_assert_cmpstr (found, ==, described);
  g_assert_cmpuint (sch_report_get_count (sink.report, SCH_REPORT_REPAIR), ==, n_repairs);
}

static void
expect_bad (const char *line, const char *part)
{
  g_auto (FixtureSink) sink = { 0 };

  fixture_sink_init (&sink);
  fixture_read_bad (&sch_format_jsonl, line, &sink, part);
}

static void
test_shape (void)
{
  g_autoptr (SchReport) report = sch_report_new ();
  g_autoptr (GPtrArray)
      documents = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_format_document_free);
  SchFormatDocument *document = sch_format_document_new ();
  SchSpan *span;
  g_autofree char *written = NULL;

  document->path = g_strdup ("a.txt");
  document->layer = g_strdup ("gold");
  document->text = sch_text_new_from_string ("💩 Ann\n");
  document->metadata = g_strdup ("{\"title\": \"T\"}");
  span = fixture_add_span (document, "s1", "person", 2, 5);
  span->record.origin = SCH_ORIGIN_MANUAL;
  g_ptr_array_add (documents, document);
  written = fixture_write (&sch_format_jsonl, documents, NULL, report);
  g_assert_cmpstr (
      written, ==,
      "{\"path\": \"a.txt\", \"text\": \"💩 Ann\\n\", \"metadata\": {\"title\": \"T\"}, "
      "\"attributes\": {}, \"layer\": \"gold\", \"status\": \"todo\", \"spans\": "
      "[{\"id\": \"s1\", \"label\": \"person\", \"kind\": \"entity\", \"start\": 2, "
      "\"end\": 5, \"text\": \"Ann\", \"ranges\": [[2, 5]], \"attributes\": {}, "
      "\"cluster\": null, \"utf16\": [3, 6], \"bytes\": [5, 8]}], \"relations\": [], "
      "\"clusters\": []}\n");
}

static void
test_tolerant (void)
{
  expect ("{\"text\": \"I met Ann\", \"spans\": [{\"label\": \"p\", \"start\": 6, \"end\": 9}]}\n",
          "p 6-9 Ann", 0);
  expect (
      "{\"spans\": [{\"end\": 9.0, \"start\": 6, \"label\": \"p\", \"id\": 7, \"note\": null}], "
      "\"text\": \"I met Ann\", \"later\": {\"x\": [1]}}",
      "p 6-9 Ann", 0);
  expect (
      "\n  \n{\"text\": \"I met Ann\", \"spans\": [{\"label\": \"p\", \"ranges\": [[0, 1], [6, 9]], "
      "\"text\": \"I Ann\"}]}\n\n",
      "p 0-1,6-9 I Ann", 0);
  expect (
      "{\"text\": \"I met Ann\", \"spans\": [{\"label\": \"p\", \"start\": \"6\", \"end\": \"9\"}]}",
      "p 6-9 Ann", 2);
}

/* The unit that makes the repeated text fit is taken. */
static void
test_units (void)
{
  expect ("{\"text\": \"💩This is an annotation.\", \"spans\": [{\"label\": \"x\", \"start\": 12, "
          "\"end\": 22, \"text\": \"annotation\"}]}",
          "x 12-22 annotation", 0);
  expect ("{\"text\": \"💩This is an annotation.\", \"spans\": [{\"label\": \"x\", \"start\": 13, "
          "\"end\": 23, \"text\": \"annotation\"}]}",
          "x 12-22 annotation", 1);
  expect ("{\"text\": \"💩This is an annotation.\", \"spans\": [{\"label\": \"x\", \"start\": 15, "
          "\"end\": 25, \"text\": \"annotation\"}]}",
          "x 12-22 annotation", 1);
  expect (
      "{\"text\": \"I like it 😊 .\", \"spans\": [{\"label\": \"a\", \"start\": 10, \"end\": 12, "
      "\"text\": \"😊\"}, {\"label\": \"b\", \"start\": 13, \"end\": 14, \"text\": \".\"}]}",
      "a 10-11 😊 | b 12-13 .", 2);
  /* A wrong copy of the offsets in another unit. */
  expect ("{\"text\": \"I met Ann\", \"spans\": [{\"label\": \"p\", \"start\": 6, \"end\": 9, "
          "\"text\": \"Ann\", \"utf16\": [5, 8], \"bytes\": [6, 9]}]}",
          "p 6-9 Ann", 1);
}

static void
test_characters (void)
{
  expect (
      "{\"text\": \"🥳 This 👳🏻‍♀️ is ✆ a 🧔🏾‍♂️ test 👻\", \"spans\": ["
      "{\"label\": \"a\", \"start\": 0, \"end\": 2, \"text\": \"🥳\"}, "
      "{\"label\": \"b\", \"start\": 8, \"end\": 15, \"text\": \"👳🏻‍♀️\"}, "
      "{\"label\": \"c\", \"start\": 36, \"end\": 38, \"text\": \"👻\"}]}",
      "a 0-1 🥳 | b 7-12 👳🏻‍♀️ | c 31-32 👻", 3);
  expect ("{\"text\": \"cafe\xCC\x81 x\", \"spans\": [{\"label\": \"a\", \"start\": 0, \"end\": 5, "
          "\"text\": \"cafe\xCC\x81\"}]}",
          "a 0-5 cafe\xCC\x81", 0);
  expect ("{\"text\": \"a\\r\\nb\", \"spans\": [{\"label\": \"b\", \"start\": 3, \"end\": 4, "
          "\"text\": \"b\"}]}",
          "b 3-4 b", 0);
  expect ("{\"text\": \"\xEF\xBB\xBF"
          "ab\", \"spans\": [{\"label\": \"a\", \"start\": 1, \"end\": 2, "
          "\"text\": \"a\"}]}",
          "a 1-2 a", 0);
  expect ("{\"text\": \"هذا اختبار\", \"spans\": [{\"label\": \"r\", \"start\": 4, \"end\": 10, "
          "\"text\": \"اختبار\"}]}",
          "r 4-10 اختبار", 0);
  /* A zero-width span, a span of blanks, a lone surrogate. */
  expect (
      "{\"text\": \"ab\", \"spans\": [{\"label\": \"z\", \"start\": 1, \"end\": 1, \"text\": \"\"}]}",
      "z 1-1 ", 0);
  expect ("{\"text\": \"a \\n b\", \"spans\": [{\"label\": \"w\", \"start\": 1, \"end\": 3, "
          "\"text\": \" \\n\"}]}",
          "w 1-3  \n", 0);
  expect ("{\"text\": \"x\\ud83dy\", \"spans\": [{\"label\": \"y\", \"start\": 2, \"end\": 3, "
          "\"text\": \"y\"}]}",
          "y 2-3 y", 1);
}

static void
test_errors (void)
{
  expect_bad (
      "{\"text\": \"ab\", \"spans\": []}\n{\"text\": \"I met Ann\", \"spans\": [{\"id\": \"s9\", "
      "\"label\": \"p\", \"start\": 5, \"end\": 8, \"text\": \"Ann\"}]}",
      "in.file:2: the span “s9”");
  expect_bad ("{\"text\": \"ab\", \"spans\": [{\"label\": \"p\", \"start\": 1, \"end\": 9}]}",
              "in.file:1");
  expect_bad ("{\"text\": \"ab\", \"spans\": [{\"label\": \"p\", \"start\": 2, \"end\": 1}]}",
              "in.file:1");
  expect_bad ("{\"text\": \"ab\", \"spans\": [{\"label\": \"p\", \"start\": -1, \"end\": 1}]}",
              "in.file:1");
  expect_bad ("{\"text\": \"ab\", \"spans\": [{\"label\": \"p\", \"start\": 0.5, \"end\": 1}]}",
              "in.file:1");
  expect_bad ("{\"text\": \"abc\", \"spans\": [{\"label\": \"p\", \"start\": 0, \"end\": 2, "
              "\"ranges\": [[0, 1]]}]}",
              "borders");
  expect_bad ("{\"text\": \"abc\", \"spans\": [{\"start\": 0, \"end\": 2}]}", "label");
  expect_bad ("{\"text\": \"abc\", \"spans\": [{\"label\": \"p\"}]}", "neither");
  expect_bad ("{\"path\": \"none.txt\", \"spans\": []}", "none.txt");
  expect_bad ("{\"text\": \"a\", \"text\": \"b\"}", "in.file:1:");
  expect_bad ("[1]\n", "in.file:1:1");
}

static void
test_text_of_sink (void)
{
  g_auto (FixtureSink) sink = { 0 };
  g_autofree char *found = NULL;

  fixture_sink_init (&sink);
  fixture_sink_add_text (&sink, "a.txt", "I met Ann");
  fixture_read_good (
      &sch_format_jsonl,
      "{\"path\": \"a.txt\", \"spans\": [{\"label\": \"p\", \"start\": 6, \"end\": 9}]}", &sink);
  found = fixture_describe (fixture_get (&sink, 0));
  g_assert_cmpstr (found, ==, "p 6-9 Ann");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsonl/shape", test_shape);
  g_test_add_func ("/jsonl/tolerant", test_tolerant);
  g_test_add_func ("/jsonl/units", test_units);
  g_test_add_func ("/jsonl/characters", test_characters);
  g_test_add_func ("/jsonl/errors", test_errors);
  g_test_add_func ("/jsonl/text-of-sink", test_text_of_sink);
  return g_test_run ();
}
