/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label that is made by the gesture that needs it: scheme and span are one step, and what the label
 * gets by itself (colour, key) is of use. */

#include "annotate-fixture.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "sch-annotate-label.h"
#include "sch-error.h"
#include "sch-label-suggest.h"

static const SchLabel *
get_label (Fixture *f, const char *id)
{
  return sch_scheme_get_label (sch_corpus_get_scheme (f->corpus), id);
}

static gboolean
relabel_to_new (Fixture *f, const char *span, const char *name, char **label, GError **error)
{
  const char *const spans[] = { span, NULL };

  return sch_annotate_relabel_to_new (&f->a, spans, name, label, error);
}

static void
test_tag (Fixture *f, gconstpointer data)
{
  const SchRange range = { 0, 12 };
  g_autoptr (GError) error = NULL;
  Step step = begin_step (f);
  g_autofree char *label = NULL;
  g_autofree char *id = sch_annotate_tag_with_new_label (&f->a, " Head of  State\n", &range, 1,
                                                         &label, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (get (&f->a, id)->label, ==, label);
  g_assert_cmpstr (get_label (f, label)->name, ==, "Head of  State");
  g_assert_cmpint (get_label (f, label)->kind, ==, SCH_KIND_ENTITY);
  g_assert_cmpstr (get_label (f, label)->key, ==, "a");
  g_assert_cmpuint (sch_scheme_get_revision (sch_corpus_get_scheme (f->corpus)), ==, 4);
  end_step (f, step, "New Label “Head of  State”");

  undo (f);
  g_assert_null (get_label (f, label));
  g_assert_cmpuint (sch_layer_document_get_n_spans (f->a.document), ==, 0);
  redo (f);
  g_assert_nonnull (get_label (f, label));
  g_assert_cmpuint (sch_layer_document_get_n_spans (f->a.document), ==, 1);

  /* Both are in the files. */
  close_corpus (f);
  open_corpus (f);
  g_assert_cmpstr (get (&f->a, id)->label, ==, label);
  g_assert_cmpstr (get_label (f, label)->name, ==, "Head of  State");
}

static void
test_relabel (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = tag (&f->a, "person", 0, 12);
  g_autofree char *cluster = sch_annotate_new_cluster (&f->a, id, NULL, &error);
  g_autofree char *label = NULL;
  Step step;

  assert_ok (sch_annotate_set_attribute (&f->a, id, "age", "36", &error), error);
  step = begin_step (f);
  assert_ok (relabel_to_new (f, id, "Mathematician", &label, &error), error);
  g_assert_cmpstr (get (&f->a, id)->label, ==, label);
  g_assert_true (sch_span_has_cluster (get (&f->a, id), cluster));
  assert_attribute (&f->a, id, "age", NULL);
  end_step (f, step, "New Label “Mathematician”");
  undo (f);
  g_assert_cmpstr (get (&f->a, id)->label, ==, "person");
  assert_attribute (&f->a, id, "age", "36");
  g_assert_null (get_label (f, label));
}

static void
test_relabel_several (Fixture *f, gconstpointer data)
{
  g_autofree char *first = tag (&f->a, "person", 0, 12);
  g_autofree char *second = tag (&f->a, "group", 37, 49);
  const char *const spans[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  Step step = begin_step (f);

  assert_ok (sch_annotate_relabel_to_new (&f->a, spans, "Writer", &label, &error), error);
  g_assert_cmpstr (get (&f->a, first)->label, ==, label);
  g_assert_cmpstr (get (&f->a, second)->label, ==, label);
  end_step (f, step, "New Label “Writer”");
  undo (f);
  g_assert_cmpstr (get (&f->a, second)->label, ==, "group");
}

/* A name that a label has is that label. */
static void
test_existing (Fixture *f, gconstpointer data)
{
  const SchRange range = { 0, 12 };
  g_autoptr (GError) error = NULL;
  Step step = begin_step (f);
  g_autofree char *label = NULL;
  g_autofree char *again = NULL;
  g_autofree char *id = sch_annotate_tag_with_new_label (&f->a, "pERSON ", &range, 1, &label,
                                                         &error);

  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "person");
  end_step (f, step, "Tag “Person”");
  g_assert_cmpuint (sch_scheme_get_revision (sch_corpus_get_scheme (f->corpus)), ==, 3);
  step = begin_step (f);
  assert_ok (relabel_to_new (f, id, "group", &again, &error), error);
  g_assert_cmpstr (again, ==, "group");
  end_step (f, step, "Change Label to “Group”");
}

static void
test_retired (Fixture *f, gconstpointer data)
{
  const SchRange range = { 0, 12 };
  g_autoptr (GError) error = NULL;
  Step step = begin_step (f);
  g_autofree char *label = NULL;
  g_autofree char *id = sch_annotate_tag_with_new_label (&f->a, "old", &range, 1, &label, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
  g_assert_cmpstr (label, ==, "old");
  g_assert_false (get_label (f, "old")->retired);
  end_step (f, step, "Use Label “Old” Again");
  undo (f);
  g_assert_true (get_label (f, "old")->retired);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  const SchRange outside = { 50, 1000 };
  const SchRange good = { 0, 12 };
  g_autoptr (GError) error = NULL;
  Step step = begin_step (f);

  g_assert_null (sch_annotate_tag_with_new_label (&f->a, "X", &outside, 1, NULL, &error));
  end_refused (f, step, &error, SCH_ERROR_RANGE);
  step = begin_step (f);
  g_assert_null (sch_annotate_tag_with_new_label (&f->a, " \t", &good, 1, NULL, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (relabel_to_new (f, "nothing", "X", NULL, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
  g_assert_cmpuint (sch_scheme_get_n_labels (sch_corpus_get_scheme (f->corpus)), ==, 7);
}

/* A folder of plain texts: the bundled scheme becomes the corpus's own with the first change. */
static void
test_without_scheme (Fixture *f, gconstpointer data)
{
  const SchRange range = { 0, 12 };
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (f->root, "scheme.json", NULL);
  g_autofree char *content = NULL;
  g_autofree char *label = NULL;
  g_autofree char *id = NULL;

  close_corpus (f);
  g_assert_cmpint (g_remove (file), ==, 0);
  open_corpus (f);
  id = sch_annotate_tag_with_new_label (&f->a, "Ship", &range, 1, &label, &error);
  g_assert_no_error (error);
  close_corpus (f);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "\"name\": \"Ship\""));
  open_corpus (f);
  g_assert_cmpstr (get (&f->a, id)->label, ==, label);
  undo (f);
  g_assert_null (get_label (f, label));
  g_assert_cmpuint (sch_layer_document_get_n_spans (f->a.document), ==, 0);
}

static double
get_luminance (const char *color)
{
  static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
  double luminance = 0;

  for (int i = 0; i < 3; i++)
    {
      double c = (16 * g_ascii_xdigit_value (color[1 + 2 * i]) +
                  g_ascii_xdigit_value (color[2 + 2 * i])) /
                 255.0;

      luminance += weights[i] * (c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
    }
  return luminance;
}

/* Twenty labels in a row: each has a colour and, while there are some, a key of its own; all colours
 * can be told from both pages. */
static void
test_many (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) colors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const double dark = get_luminance ("#1e1e1e");

  for (guint i = 0; i < 20; i++)
    {
      const SchRange range = { i, i + 1 };
      g_autofree char *name = g_strdup_printf ("Étiquette %c", 'A' + (int) i);
      g_autofree char *label = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *id = sch_annotate_tag_with_new_label (&f->a, name, &range, 1, &label,
                                                             &error);
      const SchLabel *made;
      double luminance;

      g_assert_no_error (error);
      g_assert_nonnull (id);
      made = get_label (f, label);
      luminance = get_luminance (made->color);
      g_assert_cmpfloat (1.05 / (luminance + 0.05), >=, 3.0);
      g_assert_cmpfloat ((luminance + 0.05) / (dark + 0.05), >=, 3.0);
      g_assert_true (g_hash_table_add (colors, g_strdup (made->color)));
      if (*made->key != '\0')
        g_assert_true (g_hash_table_add (keys, g_strdup (made->key)));
      if (i == 0)
        g_assert_cmpstr (made->key, ==, "t");
    }
  g_assert_cmpuint (g_hash_table_size (keys), >=, 12);
  g_assert_false (g_hash_table_contains (keys, "e"));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/annotate-label/tag", test_tag },
    { "/annotate-label/relabel", test_relabel },
    { "/annotate-label/relabel-several", test_relabel_several },
    { "/annotate-label/existing", test_existing },
    { "/annotate-label/retired", test_retired },
    { "/annotate-label/refused", test_refused },
    { "/annotate-label/without-scheme", test_without_scheme },
    { "/annotate-label/many", test_many },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
