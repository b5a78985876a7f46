/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels that the scheme does not have: counted as they are, and taken into the scheme. */

#include "annotate-fixture.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sch-corpus-labels.h"
#include "sch-error.h"
#include "sch-label-use.h"

static void
put_unknown (const SchAnnotator *who, const char *id, const char *label, guint start)
{
  const SchRange range = { start, start + 3 };
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Put", "dana");
  g_autoptr (SchSpan) span = sch_span_new (id, label, &range, 1);
  g_autoptr (GError) error = NULL;

  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", sch_layer_document_get_path (who->document),
                      NULL, span);
  assert_ok (sch_corpus_apply (who->corpus, group, &error), error);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GHashTable **) data = sch_corpus_count_labels_finish (SCH_CORPUS (source), result, NULL,
                                                          &error);
  g_assert_no_error (error);
}

static guint
get_count (GHashTable *counts, const char *label)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, label));
}

static void
test_count (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GPtrArray) unknown = NULL;
  SchScheme *scheme = sch_corpus_get_scheme (f->corpus);

  put_unknown (&f->a, "s1", "Martian Thing", 0);
  put_unknown (&f->a, "s2", "human", 4);
  put_unknown (&f->b, "s3", "alien", 0);
  put_unknown (&f->b, "s4", "person", 4);
  put_unknown (&f->b, "s5", "alien", 8);
  sch_corpus_count_labels_async (f->corpus, NULL, NULL, NULL, counted_cb, &counts);
  while (counts == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_hash_table_size (counts), ==, 4);
  g_assert_cmpuint (get_count (counts, "Martian Thing"), ==, 1);
  g_assert_cmpuint (get_count (counts, "alien"), ==, 2);
  g_assert_cmpuint (get_count (counts, "human"), ==, 1);
  g_assert_cmpuint (get_count (counts, "person"), ==, 1);

  unknown = sch_scheme_list_unknown_labels (scheme, f->a.document);
  g_assert_cmpuint (unknown->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (unknown, 0), ==, "Martian Thing");
  g_assert_cmpuint (sch_label_count_spans (sch_scheme_get_label (scheme, "person"), f->a.document),
                    ==, 1);
  g_assert_cmpuint (sch_label_count_spans (sch_scheme_get_label (scheme, "person"), f->b.document),
                    ==, 1);
}

static void
test_add (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const SchLabel *label;

  put_unknown (&f->a, "s1", "Martian Thing", 0);
  put_unknown (&f->a, "s2", "alien", 4);
  assert_ok (sch_corpus_add_unknown_label (f->corpus, "dana", "alien", &error), error);
  label = sch_scheme_get_label (sch_corpus_get_scheme (f->corpus), "alien");
  g_assert_nonnull (label);
  g_assert_cmpstr (label->id, ==, "alien");
  g_assert_cmpstr (sch_corpus_get_undo_name (f->corpus, "dana"), ==,
                   "Add Label “alien” to the Scheme");
  /* What cannot be made the id of a label is replaced; what is no id at all goes from the spans. */
  assert_ok (sch_corpus_add_unknown_label (f->corpus, "dana", "Big_One", &error), error);
  label = sch_scheme_get_label (sch_corpus_get_scheme (f->corpus), "Big_One");
  g_assert_nonnull (label);
  g_assert_cmpstr (label->name, ==, "Big_One");
  assert_ok (sch_corpus_add_unknown_label (f->corpus, "dana", "Martian Thing", &error), error);
  label = sch_scheme_get_label (sch_corpus_get_scheme (f->corpus), get (&f->a, "s1")->label);
  g_assert_nonnull (label);
  g_assert_cmpstr (label->name, ==, "Martian Thing");
  g_assert_cmpuint (sch_label_count_spans (label, f->a.document), ==, 1);
  g_assert_false (sch_corpus_add_unknown_label (f->corpus, "dana", "human", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_EXISTS);
  for (guint i = 0; i < 3; i++)
    undo (f);
  g_assert_cmpstr (get (&f->a, "s1")->label, ==, "Martian Thing");
  g_assert_null (sch_scheme_get_label (sch_corpus_get_scheme (f->corpus), "alien"));
}

static void
test_has_scheme (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->root, "scheme.json", NULL);
  g_autofree char *id = NULL;

  g_assert_true (sch_corpus_has_scheme (f->corpus));
  close_corpus (f);
  g_assert_cmpint (g_remove (file), ==, 0);
  open_corpus (f);
  g_assert_false (sch_corpus_has_scheme (f->corpus));
  id = tag (&f->a, "person", 0, 12);
  g_assert_true (sch_corpus_has_scheme (f->corpus));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/annotate-unknown/count", Fixture, NULL, set_up, test_count, tear_down);
  g_test_add ("/annotate-unknown/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/annotate-unknown/has-scheme", Fixture, NULL, set_up, test_has_scheme, tear_down);
  return g_test_run ();
}
