/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts in the rows of documents: the same with the index and without, whatever happens to the
 * files, and files that have not changed are not read again. */

#include "corpus-fixture.h"
#include "sch-corpus-documents.h"
#include "sch-summary-run.h"

#define N 40u

static char *
dup_name (guint number)
{
  return g_strdup_printf ("part-%u/%02u.txt", number % 3, number);
}

/* A layer document with that many spans over single letters; some have a label that
 * the scheme does not know, or are in doubt. */
static void
write_layer (CorpusFixture *f, guint number, guint n_spans, const char *status)
{
  g_autofree char *name = dup_name (number);
  g_autofree char *file = g_strconcat ("annotations/dana/", name, ".json", NULL);
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{\"format\": \"scholiast-annotations\", \"version\": 1, \"scheme\": 1,\n"
                          "\"document\": {\"path\": \"%s\"}, \"annotator\": \"dana\",\n"
                          "\"status\": \"%s\", \"spans\": [",
                          name, status);
  for (guint i = 0; i < n_spans; i++)
    g_string_append_printf (
        json, "%s{\"id\": \"span%012u\", \"label\": \"%s\", \"ranges\": [[%u, %u]]%s}",
        i > 0 ? "," : "", i,
        i % 4 == 3   ? "nonsense"
        : i % 2 == 0 ? "person"
                     : "place",
        3 * i, 3 * i + 1, i % 5 == 4 ? ", \"flag\": \"doubt\"" : "");
  g_string_append (json, "]}\n");
  write_text (f, file, json->str);
}

static void
set_up (CorpusFixture *f, gconstpointer data)
{
  set_up_corpus (f, data);
  f->environment->cache_dir = g_build_filename (f->base, "cache", NULL);
  write_text (f, "scholiast.json",
              "{\"format\": \"scholiast-corpus\", \"version\": 1, \"id\": \"abcdefghijklmnop\"}\n");
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = dup_name (i);

      write_text (f, name, "Ada met Bob and Eve in Rome, then all went home for tea.\n");
      write_layer (f, i, i % 7, i % 3 == 0 ? "done" : "in-progress");
    }
}

/* A worker lets go of the corpus a moment after its task has ended. */
static void
settle (SchCorpus *corpus)
{
  while (g_atomic_int_get ((int *) &G_OBJECT (corpus)->ref_count) > 1)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();
}

static void
wait_summary (SchCorpus *corpus)
{
  gboolean done = FALSE;
  gulong id = g_signal_connect_swapped (corpus, "summarized", G_CALLBACK (g_atomic_int_inc), &done);

  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (corpus, id);
  settle (corpus);
}

static void
open_and_count (CorpusFixture *f)
{
  g_autoptr (GError) error = NULL;

  /* What was written a moment ago is not taken for settled. */
  g_usleep (60000);
  f->corpus = sch_corpus_open (f->root, f->environment, SCH_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  sch_corpus_set_active_layer (f->corpus, "dana");
  sch_corpus_summarize_all (f->corpus);
  wait_summary (f->corpus);
}

static char *
dump (SchCorpus *corpus)
{
  GListModel *documents = sch_corpus_get_documents (corpus);
  const SchCorpusTotals *totals = sch_corpus_get_totals (corpus);
  GString *text = g_string_new (NULL);
  guint n_problems = 0, n_doubts = 0, n_done = 0;

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);

      g_string_append_printf (text, "%s %d %u %u %u %" G_GINT64_FORMAT "\n",
                              sch_document_get_path (document), sch_document_get_status (document),
                              sch_document_get_n_spans (document),
                              sch_document_get_n_problems (document),
                              sch_document_get_n_doubts (document),
                              sch_document_get_changed (document));
      n_problems += sch_document_get_n_problems (document);
      n_doubts += sch_document_get_n_doubts (document);
      n_done += sch_document_get_status (document) == SCH_STATUS_DONE;
    }
  g_assert_cmpuint (totals->n_problems, ==, n_problems);
  g_assert_cmpuint (totals->n_doubts, ==, n_doubts);
  g_assert_cmpuint (totals->n_of_status[SCH_STATUS_DONE], ==, n_done);
  return g_string_free (text, FALSE);
}

/* Opens the corpus; how many files had to be read. The counts are those without an index. */
static guint
check (CorpusFixture *f)
{
  guint before = sch_summary_run_get_n_files_read ();
  guint n_read;
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;
  g_autofree char *cache = NULL;

  open_and_count (f);
  n_read = sch_summary_run_get_n_files_read () - before;
  with = dump (f->corpus);
  close_corpus (f);
  cache = g_steal_pointer (&f->environment->cache_dir);
  open_and_count (f);
  without = dump (f->corpus);
  close_corpus (f);
  f->environment->cache_dir = g_steal_pointer (&cache);
  g_assert_cmpstr (with, ==, without);
  return n_read;
}

static void
test_unchanged (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_cmpuint (check (f), ==, N);
  g_assert_cmpuint (check (f), ==, 0);
  open_and_count (f);
  text = dump (f->corpus);
  /* Not all of them are 0. */
  g_assert_nonnull (strstr (text, "part-0/06.txt 3 6 "));
  g_assert_cmpuint (sch_corpus_get_totals (f->corpus)->n_doubts, >, 0);
  g_assert_cmpuint (sch_corpus_get_totals (f->corpus)->n_problems, >, 0);
}

static void
test_foreign_edits (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (f->root, "annotations/dana/part-2/05.txt.json", NULL);

  check (f);
  write_layer (f, 7, 6, "done");
  write_layer (f, 13, 0, "todo");
  g_assert_cmpuint (check (f), ==, 2);
  g_assert_cmpuint (check (f), ==, 0);
  g_assert_cmpint (g_unlink (gone), ==, 0);
  g_assert_cmpuint (check (f), ==, 0);
  /* The text decides about problems. */
  write_text (f, "part-1/04.txt", "A\n");
  g_assert_cmpuint (check (f), ==, 1);
  /* Broken ones are looked at every time. */
  write_text (f, "annotations/dana/part-2/08.txt.json", "{ broken");
  g_assert_cmpuint (check (f), ==, 1);
  g_assert_cmpuint (check (f), ==, 1);
}

static void
test_other_scheme (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->environment->data_dir, "schemes", "news.json", NULL);
  g_autofree char *json = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *changed = NULL;

  check (f);
  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  parts = g_strsplit (json, "\"Person\"", 2);
  changed = g_strjoinv ("\"Somebody\"", parts);
  write_text (f, "scheme.json", changed);
  g_assert_cmpuint (check (f), ==, N);
  g_assert_cmpuint (check (f), ==, 0);
}

/* What this program writes is in the index when the corpus is opened again. */
static void
test_own_edits (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SchLayerDocument *document;
  g_autoptr (SchEditGroup) group = NULL;
  SchState *before;
  g_autoptr (SchState) after = NULL;

  check (f);
  open_and_count (f);
  document = sch_corpus_get_layer_document (f->corpus, "dana", "part-1/01.txt", &error);
  g_assert_no_error (error);
  before = sch_layer_document_get_state (document);
  after = sch_record_copy (before);
  after->status = SCH_STATUS_QUESTION;
  group = sch_edit_group_new ("Status", "dana");
  sch_edit_group_add (group, SCH_RECORD_STATE, "dana", "part-1/01.txt", before, after);
  g_assert_true (sch_corpus_apply (f->corpus, group, &error));
  g_assert_no_error (error);
  g_usleep (60000);
  g_assert_true (sch_corpus_flush (f->corpus, &error));
  g_usleep (60000);
  close_corpus (f);
  g_assert_cmpuint (check (f), ==, 0);
}

/* Closed while it counts: until nobody holds it any more. */
static void
close_and_let_go (CorpusFixture *f)
{
  g_autoptr (GError) error = NULL;
  SchCorpus *corpus = g_steal_pointer (&f->corpus);

  g_assert_true (sch_corpus_close (corpus, &error));
  g_object_add_weak_pointer (G_OBJECT (corpus), (gpointer *) &corpus);
  g_object_unref (corpus);
  while (g_atomic_pointer_get (&corpus) != NULL)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();
}

/* Closed in the middle of it: no harm, and what was counted is kept or counted again. */
static void
test_closed_early (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->corpus = sch_corpus_open (f->root, f->environment, SCH_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  sch_corpus_set_active_layer (f->corpus, "dana");
  sch_corpus_summarize_all (f->corpus);
  sch_corpus_summarize_all (f->corpus);
  close_and_let_go (f);
  g_assert_cmpuint (check (f), <=, N);
  g_assert_cmpuint (check (f), ==, 0);
}

/* The folder is read in a worker; new and gone texts come and go in one step. */
static void
test_rescan (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (f->root, "b.txt", NULL);
  GListModel *documents;
  guint n;
  gboolean done = FALSE;

  open_and_count (f);
  documents = sch_corpus_get_documents (f->corpus);
  n = g_list_model_get_n_items (documents);
  write_text (f, "new-1.txt", "One.\n");
  write_text (f, "new-2.txt", "Two.\n");
  g_assert_cmpint (g_unlink (gone), ==, 0);
  g_signal_connect_swapped (f->corpus, "documents-changed", G_CALLBACK (g_atomic_int_inc), &done);
  sch_corpus_rescan_async (f->corpus, NULL, NULL);
  sch_corpus_rescan_async (f->corpus, NULL, NULL);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (documents), ==, n + 1);
  g_assert_null (sch_corpus_find_document (f->corpus, "b.txt"));
  g_assert_nonnull (sch_corpus_find_document (f->corpus, "new-2.txt"));
  g_assert_cmpuint (sch_corpus_get_n_new (f->corpus), ==, 2);
  g_free (dump (f->corpus));
  settle (f->corpus);
}

/* So many documents that they are prepared in several turns of the main loop: the counts are the same, whatever
 * changes in between. */
static void
test_many (CorpusFixture *f, gconstpointer data)
{
  const guint n_more = 5000;
  guint n = 0;
  g_autofree char *gone = g_build_filename (f->root, "more", "0007.txt", NULL);
  g_autofree char *first = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_more; i++)
    {
      g_autofree char *name = g_strdup_printf ("more/%04u.txt", i);

      write_text (f, name, "A\n");
    }
  g_assert_cmpuint (check (f), ==, N);
  open_and_count (f);
  first = dump (f->corpus);
  g_assert_nonnull (strstr (first, "part-0/06.txt 3 6 "));

  /* Once more, given up in the middle of it; and while the documents change. */
  sch_corpus_summarize_all (f->corpus);
  g_main_context_iteration (NULL, FALSE);
  sch_corpus_summarize_all (f->corpus);
  g_assert_cmpint (g_unlink (gone), ==, 0);
  g_assert_true (sch_corpus_rescan (f->corpus, NULL, &error));
  g_assert_no_error (error);
  wait_summary (f->corpus);
  g_free (dump (f->corpus));
  g_assert_null (sch_corpus_find_document (f->corpus, "more/0007.txt"));
  for (guint i = 0; i <= SCH_STATUS_DONE; i++)
    n += sch_corpus_get_totals (f->corpus)->n_of_status[i];
  g_assert_cmpuint (n, ==, g_list_model_get_n_items (sch_corpus_get_documents (f->corpus)));

  /* And closed. */
  sch_corpus_summarize_all (f->corpus);
  close_and_let_go (f);
}

#define ADD(name, func) \
  g_test_add ("/summaries/" name, CorpusFixture, NULL, set_up, func, tear_down_corpus)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("unchanged", test_unchanged);
  ADD ("foreign-edits", test_foreign_edits);
  ADD ("other-scheme", test_other_scheme);
  ADD ("own-edits", test_own_edits);
  ADD ("closed-early", test_closed_early);
  ADD ("rescan", test_rescan);
  ADD ("many", test_many);
  return g_test_run ();
}
