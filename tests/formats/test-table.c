/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of spans: quoting, separators, headers, and the twelve ways to count offsets. */

#include "format-fixture.h"

#include <string.h>

#include "sch-csv.h"

static void
expect (const char *table, const char *text, const char *described)
{
  g_auto (FixtureSink) sink = { 0 };
  g_autofree char *found = NULL;

  fixture_sink_init (&sink);
  fixture_sink_add_text (&sink, "a.txt", text);
  fixture_read_good (&sch_format_csv, table, &sink);
  found = fixture_describe (fixture_get (&sink, 0));
  g_assert_cmpstr (found, ==, described);
}

static void
expect_bad (const char *table, const char *text, const char *part)
{
  g_auto (FixtureSink) sink = { 0 };

  fixture_sink_init (&sink);
  fixture_sink_add_text (&sink, "a.txt", text);
  fixture_read_bad (&sch_format_csv, table, &sink, part);
}

static void
test_csv (void)
{
  static const char table[] = "a,\"b,\"\"c\"\"\nd\",\r\n\n\"\",x\"y,z\n";
  g_autoptr (GInputStream)
      stream = g_memory_input_stream_new_from_data (table, strlen (table), NULL);
  g_autoptr (SchCsv) csv = sch_csv_new (stream, "in.file", '\0');
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) cell = g_string_new (NULL);
  GPtrArray *cells;

  g_assert_true (sch_csv_next (csv, &cells, NULL, &error));
  g_assert_cmpuint (cells->len, ==, 3);
  g_assert_cmpstr (cells->pdata[1], ==, "b,\"c\"\nd");
  g_assert_cmpstr (cells->pdata[2], ==, "");
  g_assert_true (sch_csv_next (csv, &cells, NULL, &error));
  g_assert_cmpuint (sch_csv_get_line (csv), ==, 4);
  g_assert_cmpstr (cells->pdata[0], ==, "");
  g_assert_cmpstr (cells->pdata[1], ==, "x\"y");
  g_assert_false (sch_csv_next (csv, &cells, NULL, &error));
  g_assert_no_error (error);
  sch_csv_append_cell (cell, "a\"b", ',');
  g_assert_cmpstr (cell->str, ==, "\"a\"\"b\"");
  g_assert_cmpint (sch_csv_sniff_separator ("a;b;c,d\n", 8), ==, ';');
  g_assert_cmpint (sch_csv_sniff_separator ("abc\n,", 5), ==, 0);
}

static void
test_headers (void)
{
  expect ("Document;Begin;End Offset;Quote;Tag\na.txt;6;9;Ann;p\n", "I met Ann", "p 6-9 Ann");
  expect ("\xEF\xBB\xBF"
          "file\tstart_offset\tstop\ttype\r\na.txt\t6.0\t9.0\tp\r\n",
          "I met Ann", "p 6-9 Ann");
  expect ("doc,label,ranges,text,attributes,cluster\na.txt,p,0-1;6-9,I Ann,k=v; l = w,c1;c2\n",
          "I met Ann", "p 0-1,6-9 I Ann");
}

/* Unit x base x end: the text says which. */
static void
test_conventions (void)
{
  static const char text[] = "💩é met Ann, and Ann";
  static const guint ends[3][2] = { { 7, 10 }, { 8, 11 }, { 11, 14 } };

  for (guint unit = 0; unit < 3; unit++)
    for (guint base = 0; base < 2; base++)
      for (guint inclusive = 0; inclusive < 2; inclusive++)
        {
          g_autofree char *table = g_strdup_printf (
              "document,start,end,text,label\na.txt,%u,%u,Ann,p\n", ends[unit][0] + base,
              ends[unit][1] + base - inclusive);

          expect (table, text, "p 7-10 Ann");
        }
}

static void
test_quotes (void)
{
  g_auto (FixtureSink) sink = { 0 };
  g_autofree char *found = NULL;

  expect ("id,document,tag,content\n1,a.txt,p,met\n", "I met Ann", "p 2-5 met");
  expect ("document,start,end,text,label\na.txt,0,5,\"a  b\nc\",p\n", "a b c", "p 0-5 a b c");
  fixture_sink_init (&sink);
  fixture_sink_add_text (&sink, "a.txt", "Ann met Ann");
  fixture_read_good (&sch_format_csv, "document,tag,content\na.txt,p,Ann\na.txt,q,Bob\n", &sink);
  g_assert_cmpuint (fixture_get (&sink, 0)->spans->len, ==, 0);
  g_assert_cmpuint (sch_report_get_count (sink.report, SCH_REPORT_DROPPED), ==, 2);
}

static void
test_errors (void)
{
  expect_bad ("", "x", "in.file:1");
  expect_bad ("a,b\n1,2\n", "x", "“label”");
  expect_bad ("label\np\n", "x", "neither");
  expect_bad ("document,start,end,label\nb.txt,0,1,p\n", "x",
              "in.file:2: there is no document “b.txt”");
  expect_bad ("document,start,end,label\na.txt,0,9,p\n", "x", "in.file:2");
  expect_bad ("document,start,end,label\na.txt,1,0,p\n", "x", "in.file:2");
  expect_bad ("document,start,end,label\na.txt,-1,0,p\n", "x", "in.file:2");
  expect_bad ("document,start,end,label\na.txt,0,1,\n", "x", "no label");
  expect_bad ("document,start,end,text,label\na.txt,6,9,Ann,p\na.txt,5,8,Ann,p\n", "I met Ann",
              "in.file:3: the offsets of “Ann”");
  expect_bad ("document,start,end,label,attributes\na.txt,0,1,p,{\"a\"\n", "x", "in.file:2");
  expect_bad ("label,text\n\"p,x\n", "x", "quotation mark");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/csv", test_csv);
  g_test_add_func ("/table/headers", test_headers);
  g_test_add_func ("/table/conventions", test_conventions);
  g_test_add_func ("/table/quotes", test_quotes);
  g_test_add_func ("/table/errors", test_errors);
  return g_test_run ();
}
