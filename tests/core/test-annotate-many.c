/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One label on many places: one step over all documents, nothing twice, all or nothing, and fast. */

#include "annotate-fixture.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sch-corpus-find.h"
#include "sch-error.h"

static guint
tag_many (const SchAnnotator *who, const char *label, const SchRange *ranges, guint n)
{
  g_autoptr (GError) error = NULL;
  guint n_made = 0;

  g_assert_true (sch_annotate_tag_many (who, label, ranges, n, &n_made, &error));
  g_assert_no_error (error);
  return n_made;
}

static void
test_many (Fixture *f, gconstpointer data)
{
  const SchRange ranges[] = { { 0, 3 }, { 37, 40 }, { 37, 40 }, { 56, 59 } };
  Step step = begin_step (f);

  g_assert_cmpuint (tag_many (&f->a, "person", ranges, 4), ==, 3);
  end_step (f, step, "Tag 3 Places as “Person”");
  g_assert_cmpuint (sch_layer_document_get_n_spans (f->a.document), ==, 3);
  g_assert_cmpint (sch_layer_document_get_status (f->a.document), ==, SCH_STATUS_IN_PROGRESS);
  g_assert_cmpint (sch_layer_document_get_status (f->b.document), ==, SCH_STATUS_TODO);

  /* Once more: all there; another label is another matter; the old name of a label is the label. */
  step = begin_step (f);
  g_assert_cmpuint (tag_many (&f->a, "person", ranges, 4), ==, 0);
  g_assert_cmpuint (tag_many (&f->a, "human", ranges, 4), ==, 0);
  g_assert_cmpuint (tag_many (&f->a, "person", NULL, 0), ==, 0);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_cmpuint (tag_many (&f->a, "group", ranges, 1), ==, 1);
  end_step (f, step, "Tag “Group”");
}

static void
test_places (Fixture *f, gconstpointer data)
{
  const SchRange in_a[] = { { 0, 12 }, { 37, 49 } };
  const SchRange in_b[] = { { 0, 12 } };
  const SchPlaces places[] = { { A, in_a, 2 }, { B, in_b, 1 } };
  const char *layer = sch_layer_document_get_layer (f->a.document);
  g_autoptr (GError) error = NULL;
  Step step = begin_step (f);
  guint n_made;

  g_assert_true (sch_annotate_tag_places (&f->a, layer, "person", places, 2, &n_made, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_made, ==, 3);
  end_step (f, step, "Tag 3 Places as “Person”");
  g_assert_cmpuint (sch_layer_document_get_n_spans (f->b.document), ==, 1);
  g_assert_cmpint (sch_layer_document_get_status (f->b.document), ==, SCH_STATUS_IN_PROGRESS);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  const SchRange good[] = { { 0, 12 } };
  const SchRange outside[] = { { 0, 2 }, { 70, 75 } };
  const SchPlaces places[] = { { B, good, 1 }, { A, outside, 2 } };
  const SchPlaces nowhere[] = { { A, good, 1 }, { "none.txt", good, 1 } };
  const char *layer = sch_layer_document_get_layer (f->a.document);
  g_autoptr (GError) error = NULL;
  Step step = begin_step (f);
  guint n_made;

  g_assert_false (sch_annotate_tag_places (&f->a, layer, "person", places, 2, &n_made, &error));
  g_assert_cmpuint (n_made, ==, 0);
  end_refused (f, step, &error, SCH_ERROR_RANGE);
  step = begin_step (f);
  g_assert_false (sch_annotate_tag_places (&f->a, layer, "person", nowhere, 2, &n_made, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  end_nothing (f, step);
  step = begin_step (f);
  g_assert_false (sch_annotate_tag_many (&f->a, "old", good, 1, &n_made, &error));
  end_refused (f, step, &error, SCH_ERROR_INVALID);
  step = begin_step (f);
  g_assert_false (sch_annotate_tag_many (&f->a, "nothing", good, 1, &n_made, &error));
  end_refused (f, step, &error, SCH_ERROR_NOT_FOUND);
}

/* New entities join the cluster of their surface, as when they are tagged one by one. */
static void
test_join (Fixture *f, gconstpointer data)
{
  const SchRange ranges[] = { { 37, 49 }, { 56, 59 } };
  g_autoptr (GError) error = NULL;
  g_autofree char *first = tag (&f->a, "person", 0, 12);
  g_autofree char *cluster = sch_annotate_new_cluster (&f->a, first, NULL, &error);
  g_autoptr (GPtrArray) spans = NULL;

  g_assert_no_error (error);
  f->a.auto_join = TRUE;
  g_assert_cmpuint (tag_many (&f->a, "person", ranges, 2), ==, 2);
  spans = sch_layer_document_list_spans (f->a.document);
  g_assert_cmpuint (spans->len, ==, 3);
  g_assert_true (sch_span_has_cluster (g_ptr_array_index (spans, 1), cluster));
  g_assert_false (sch_span_has_cluster (g_ptr_array_index (spans, 2), cluster));
}

/* All hits of a search in a long document. */
static void
test_fast (Fixture *f, gconstpointer data)
{
  const guint n_hits = 10000;
  g_autofree char *path = g_build_filename (f->root, "long.txt", NULL);
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchText) text = NULL;
  g_autoptr (SchFindQuery) query = sch_find_query_new ("ada", SCH_FIND_LITERAL, NULL);
  g_autoptr (GArray) hits = NULL;
  g_autofree char *first = NULL;
  g_autofree char *cluster = NULL;
  SchAnnotator who = f->a;
  gint64 start;

  for (guint i = 0; i < n_hits; i++)
    g_string_append (content, "Then Ada wrote it down.\n");
  g_assert_true (g_file_set_contents (path, content->str, (gssize) content->len, NULL));
  g_assert_true (sch_corpus_rescan (f->corpus, NULL, &error));
  who.document = sch_corpus_get_layer_document (f->corpus,
                                                sch_layer_document_get_layer (f->a.document),
                                                "long.txt", &error);
  g_assert_no_error (error);
  who.auto_join = TRUE;
  first = tag (&who, "person", 5, 8);
  cluster = sch_annotate_new_cluster (&who, first, NULL, &error);
  text = sch_corpus_load_text (f->corpus, "long.txt", &error);
  hits = sch_find_all (query, text, NULL, G_MAXUINT, &error);
  g_assert_cmpuint (hits->len, ==, n_hits);
  start = g_get_monotonic_time ();
  g_assert_cmpuint (tag_many (&who, "person", &g_array_index (hits, SchRange, 0), hits->len), ==,
                    n_hits - 1);
  g_test_message ("%u spans in %.0f ms", n_hits, (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (sch_layer_document_count_cluster (who.document, cluster), ==, n_hits);
  undo (f);
  g_assert_cmpuint (sch_layer_document_get_n_spans (who.document), ==, 1);
}

static SchCorpusFind *
find_in_corpus (Fixture *f, const char *pattern, SchFindFlags flags)
{
  g_autoptr (SchFindQuery) query = sch_find_query_new (pattern, flags, NULL);
  SchCorpusFind *find = sch_corpus_find_new (f->corpus, query);

  while (sch_corpus_find_step (find))
    ;
  return find;
}

/* Rows as "a.txt 2; [Ada] …; " */
static char *
dump_rows (SchCorpusFind *find)
{
  g_autoptr (GString) dump = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (find)); i++)
    {
      g_autoptr (SchFindHit) hit = g_list_model_get_item (G_LIST_MODEL (find), i);
      const char *context;
      guint start;
      guint end;

      if (sch_find_hit_is_document (hit))
        {
          g_string_append_printf (dump, "%s %u; ",
                                  sch_document_get_path (sch_find_hit_get_document (hit)),
                                  sch_find_hit_get_n_hits (hit));
          continue;
        }
      context = sch_find_hit_get_context (hit, &start, &end);
      g_string_append_printf (dump, "%u:[%.*s]; ", sch_find_hit_get_line (hit), (int) (end - start),
                              context + start);
    }
  return g_string_free (g_steal_pointer (&dump), FALSE);
}

static void
test_corpus (Fixture *f, gconstpointer data)
{
  g_autoptr (SchCorpusFind) find = find_in_corpus (f, "ada lovelace", SCH_FIND_LITERAL);
  g_autoptr (SchCorpusFind) words = find_in_corpus (f, "a", SCH_FIND_WHOLE_WORDS);
  g_autofree char *rows = dump_rows (find);
  const char *layer = sch_layer_document_get_layer (f->a.document);
  g_autoptr (GError) error = NULL;
  const char *reason;
  guint n_made;
  guint n_skipped;
  Step step;

  g_assert_cmpstr (rows, ==,
                   "a.txt 2; 1:[Ada Lovelace]; 1:[Ada Lovelace]; "
                   "sub/b.txt 1; 1:[ADA LOVELACE]; ");
  g_assert_cmpuint (sch_corpus_find_get_n_hits (find), ==, 3);
  g_assert_cmpuint (sch_corpus_find_get_n_found (find), ==, 2);
  g_assert_cmpuint (sch_corpus_find_get_n_done (find), ==, sch_corpus_find_get_n_documents (find));
  g_assert_cmpuint (sch_corpus_find_get_n_failed (find, &reason), ==, 0);
  g_assert_cmpuint (sch_corpus_find_get_n_hits (words), ==, 0);

  step = begin_step (f);
  g_assert_true (sch_corpus_find_tag (find, &f->a, layer, "person", &n_made, &n_skipped, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_made, ==, 3);
  g_assert_cmpuint (n_skipped, ==, 0);
  end_step (f, step, "Tag 3 Places as “Person”");

  /* What is done is left out. */
  g_assert_true (sch_annotate_set_status (&f->a, SCH_STATUS_DONE, &error));
  step = begin_step (f);
  g_assert_true (sch_corpus_find_tag (find, &f->a, layer, "group", &n_made, &n_skipped, &error));
  g_assert_cmpuint (n_made, ==, 1);
  g_assert_cmpuint (n_skipped, ==, 1);
  end_step (f, step, "Tag “Group”");
}

static void
test_corpus_cut (Fixture *f, gconstpointer data)
{
  g_autofree char *many = g_strnfill (3 * SCH_CORPUS_FIND_MAX_HITS, 'x');
  g_autofree char *path = g_build_filename (f->root, "long.txt", NULL);
  g_autofree char *bad = g_build_filename (f->root, "bad.txt", NULL);
  g_autoptr (SchCorpusFind) find = NULL;
  g_autoptr (SchCorpusFind) other = NULL;
  g_autoptr (GError) error = NULL;
  const char *reason;

  g_assert_true (g_file_set_contents (path, many, -1, NULL));
  g_assert_true (g_file_set_contents (bad, "\xff\xfe", 2, NULL));
  g_assert_true (sch_corpus_rescan (f->corpus, NULL, &error));
  find = find_in_corpus (f, "x", SCH_FIND_LITERAL);
  g_assert_true (sch_corpus_find_is_cut (find));
  g_assert_cmpuint (sch_corpus_find_get_n_hits (find), ==, SCH_CORPUS_FIND_MAX_HITS);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (find)), ==,
                    SCH_CORPUS_FIND_MAX_HITS + sch_corpus_find_get_n_found (find));
  other = find_in_corpus (f, "Ada", SCH_FIND_LITERAL);
  g_assert_cmpuint (sch_corpus_find_get_n_failed (other, &reason), ==, 1);
  g_assert_nonnull (strstr (reason, "bad.txt"));
  g_assert_cmpuint (sch_corpus_find_get_n_found (other), ==, 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/annotate-many/many", test_many },
    { "/annotate-many/places", test_places },
    { "/annotate-many/refused", test_refused },
    { "/annotate-many/join", test_join },
    { "/annotate-many/fast", test_fast },
    { "/annotate-many/corpus", test_corpus },
    { "/annotate-many/corpus-cut", test_corpus_cut },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
