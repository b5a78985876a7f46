/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same lines in all documents: one step, nothing twice, done documents left alone, no change before
 * the end. */

#include "annotate-fixture.h"

#include "sch-annotate-exclude.h"
#include "sch-error.h"

#define ADS "Advertisement"

/* "n.txt" with the lines; documents come in the order of their names. */
static void
add_document (Fixture *f, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (f->root, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, content, -1, &error));
  g_assert_true (sch_corpus_rescan (f->corpus, NULL, &error));
  g_assert_no_error (error);
}

static SchAnnotator
annotator_of (Fixture *f, const char *path)
{
  SchAnnotator who = f->a;
  g_autoptr (GError) error = NULL;

  who.document = sch_corpus_get_layer_document (f->corpus, "dana", path, &error);
  g_assert_no_error (error);
  return who;
}

static void
assert_n_spans (Fixture *f, const char *path, guint n)
{
  SchAnnotator who = annotator_of (f, path);

  g_assert_cmpuint (sch_layer_document_get_n_spans (who.document), ==, n);
}

static void
run (const SchAnnotator *who, const char *span, guint made, guint in, guint skipped)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchExcludeLines) lines = sch_exclude_lines_new (who, span, &error);
  guint n_made;
  guint n_in;

  g_assert_no_error (error);
  while (sch_exclude_lines_step (lines))
    ;
  g_assert_cmpuint (sch_exclude_lines_get_n_done (lines), ==,
                    sch_exclude_lines_get_n_documents (lines));
  g_assert_true (sch_exclude_lines_apply (lines, &n_made, &n_in, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_made, ==, made);
  g_assert_cmpuint (n_in, ==, in);
  g_assert_cmpuint (sch_exclude_lines_get_n_skipped (lines), ==, skipped);
}

static void
test_everywhere (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *span = NULL;
  g_autofree char *other = NULL;
  SchAnnotator one;
  SchAnnotator two;
  SchAnnotator four;
  Step step;

  add_document (f, "1.txt", ADS "\nText.\n" ADS "\n");
  add_document (f, "2.txt",
                "Text.\n  Adver"
                "tisement \n");
  add_document (f, "3.txt", "Not an " ADS "\nadvertisement\n");
  add_document (f, "4.txt", ADS "\n");
  one = annotator_of (f, "1.txt");
  two = annotator_of (f, "2.txt");
  four = annotator_of (f, "4.txt");
  g_assert_true (sch_annotate_set_status (&four, SCH_STATUS_DONE, &error));
  span = tag (&one, "claim", 0, 13);
  /* One that is there already, with more around it; and one of another label. */
  other = tag (&two, "person", 8, 21);

  run (&one, span, 2, 2, 1);
  g_assert_cmpstr (sch_corpus_get_undo_name (f->corpus, "dana"), ==, "Tag 2 Places as “Claim”");
  assert_n_spans (f, "1.txt", 2);
  assert_n_spans (f, "2.txt", 2);
  assert_n_spans (f, "3.txt", 0);
  assert_n_spans (f, "4.txt", 0);
  undo (f);
  assert_n_spans (f, "1.txt", 1);
  assert_n_spans (f, "2.txt", 1);
  redo (f);
  assert_n_spans (f, "2.txt", 2);

  step = begin_step (f);
  run (&one, span, 0, 0, 1);
  end_nothing (f, step);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *part = tag (&f->a, "claim", 0, 12);
  g_autofree char *whole = tag (&f->b, "claim", 0, 51);
  g_autoptr (GError) error = NULL;
  Step step = begin_step (f);

  g_assert_null (sch_exclude_lines_new (&f->a, part, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_null (sch_exclude_lines_new (&f->a, "nobody", &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);

  /* Given up in the middle: nothing was changed. */
  step = begin_step (f);
  {
    g_autoptr (SchExcludeLines) lines = sch_exclude_lines_new (&f->b, whole, &error);

    g_assert_no_error (error);
    sch_exclude_lines_step (lines);
  }
  end_nothing (f, step);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/annotate-exclude/everywhere", Fixture, NULL, set_up, test_everywhere, tear_down);
  g_test_add ("/annotate-exclude/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
