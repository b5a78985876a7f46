/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a document is exported: nesting, kinds and labels, regions, units. */

#include "format-fixture.h"

#include <string.h>

#include "sch-error.h"
#include "sch-selection.h"

static SchScheme *
make_scheme (void)
{
  static const char json[] =
      "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 1, \"name\": \"T\", "
      "\"labels\": [{\"id\": \"x\", \"name\": \"X\", \"kind\": \"entity\", \"color\": \"#112233\"}, "
      "{\"id\": \"c\", \"name\": \"C\", \"kind\": \"claim\", \"color\": \"#112233\", "
      "\"replaces\": [\"old\"]}, "
      "{\"id\": \"cut\", \"name\": \"Cut\", \"kind\": \"other\", \"role\": \"exclude\", "
      "\"color\": \"#112233\"}]}";
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_scheme_new_from_json (json, strlen (json), "scheme.json", &error);

  g_assert_no_error (error);
  return scheme;
}

/* "label start end ..." */
static SchFormatDocument *
make_document (const char *text, const char *spans)
{
  SchFormatDocument *document = sch_format_document_new ();
  g_auto (GStrv) parts = g_strsplit (spans, " ", -1);

  document->path = g_strdup ("a.txt");
  document->text = sch_text_new_from_string (text);
  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL && parts[i + 2] != NULL; i += 3)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i / 3);

      fixture_add_span (document, id, parts[i], atoi (parts[i + 1]), atoi (parts[i + 2]));
    }
  sch_format_document_sort (document);
  return document;
}

static void
expect (const SchSelection *selection, const char *text, const char *spans, const char *described,
        guint n_left_out)
{
  g_autoptr (SchScheme) scheme = make_scheme ();
  g_autoptr (SchReport) report = sch_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SchFormatDocument)
      document = sch_selection_apply (selection, make_document (text, spans), scheme, report,
                                      &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = fixture_describe (document);
  g_assert_cmpstr (found, ==, described);
  g_assert_cmpuint (sch_report_get_count (report, SCH_REPORT_SELECTION), ==, n_left_out);
}

static void
test_nesting (void)
{
  SchSelection selection = { .nesting = SCH_NESTING_OUTERMOST };
  g_autoptr (SchScheme) scheme = make_scheme ();
  g_autoptr (SchReport) report = sch_report_new ();
  g_autoptr (GError) error = NULL;

  expect (&selection, "abcdefghij", "x 0 6 x 1 3 x 2 3 x 6 8", "x 0-6 abcdef | x 6-8 gh", 2);
  /* Crossing is not nesting; of two on the same ranges one stays. */
  expect (&selection, "abcdefghij", "x 0 4 x 2 6 c 2 6", "x 0-4 abcd | x 2-6 cdef", 1);
  expect (&selection, "abcdefghij", "x 0 4 c 0 4 x 4 4", "x 0-4 abcd | x 4-4 ", 1);
  selection.nesting = SCH_NESTING_INNERMOST;
  expect (&selection, "abcdefghij", "x 0 6 x 1 3 x 2 3 x 6 8", "x 2-3 c | x 6-8 gh", 2);
  selection.nesting = SCH_NESTING_COLUMNS;
  expect (&selection, "abcdefghij", "x 0 6 x 1 3", "x 0-6 abcdef | x 1-3 bc", 0);
  selection.nesting = SCH_NESTING_ERROR;
  g_assert_null (sch_selection_apply (&selection, make_document ("abc", "x 0 3 x 1 2"), scheme,
                                      report, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_LOSS);
}

static void
test_labels (void)
{
  char *labels[] = { "c", NULL };
  SchSelection selection = { .kinds = 1u << SCH_KIND_ENTITY };

  expect (&selection, "abcd", "x 0 1 c 0 4 unknown 2 3", "x 0-1 a", 2);
  selection.kinds = 0;
  selection.labels = labels;
  expect (&selection, "abcd", "x 0 1 c 0 4 old 2 3", "c 0-4 abcd | old 2-3 c", 1);
}

static void
test_regions (void)
{
  SchSelection selection = { .exclude_regions = TRUE };

  /* A span before, one after, one in the region; words are kept apart. */
  expect (&selection, "one [x] two", "x 0 3 cut 4 8 x 5 6 x 8 11", "x 0-3 one | x 4-7 two", 2);
  expect (&selection, "one[x]two", "x 0 3 cut 3 6 x 6 9", "x 0-3 one | x 4-7 two", 1);
  expect (&selection, "one two", "x 0 3", "x 0-3 one", 0);
}

static void
test_cut (void)
{
  g_autoptr (SchFormatDocument)
      document = make_document ("a 💩 b. c d.", "x 0 3 x 4 5 x 4 9 x 9 10");
  g_autoptr (SchReport) report = sch_report_new ();
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (SchToken));
  const SchToken piece = { 4, 10 };
  g_autoptr (SchFormatDocument) cut = NULL;
  g_autofree char *found = NULL;

  g_array_append_val (pieces, piece);
  cut = sch_format_document_cut (document, pieces, report);
  found = fixture_describe (cut);
  g_assert_cmpstr (found, ==, "x 0-5 b. c  | x 0-1 b | x 5-6 d");
  g_assert_cmpuint (sch_report_get_count (report, SCH_REPORT_LOSS), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/selection/nesting", test_nesting);
  g_test_add_func ("/selection/labels", test_labels);
  g_test_add_func ("/selection/regions", test_regions);
  g_test_add_func ("/selection/cut", test_cut);
  return g_test_run ();
}
