/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving documents: everything follows, a crash at any step loses nothing, older steps can still be
 * undone; documents that other programs moved or took away are noticed. */

#include "corpus-fixture.h"

#include "sch-corpus-documents.h"
#include "sch-corpus-move-private.h"

static guint crash_at;
static guint n_steps;

static void
crash_hook (guint step)
{
  if (++n_steps == crash_at)
    raise (SIGKILL);
}

static void
give_metadata (SchCorpus *corpus, const char *path, const char *member, const char *value)
{
  g_autoptr (SchTree) base = sch_metadata_new (path);
  g_autoptr (SchTree) tree = sch_metadata_with_text (base, member, value);
  g_autoptr (GError) error = NULL;

  sch_corpus_set_properties (corpus, "dana", NULL, path, tree, FALSE, NULL, &error);
  g_assert_no_error (error);
}

static void
tag_in (SchCorpus *corpus, const char *layer, const char *path, const char *id)
{
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag", layer);

  add_span (group, layer, path, id, 0, 3);
  apply (corpus, group);
}

static void
annotate (SchCorpus *corpus)
{
  tag (corpus, "a.txt", "s1", 0, 12);
  tag_in (corpus, "ola", "a.txt", "o1");
  give_metadata (corpus, "a.txt", "title", "Ada");
  give_metadata (corpus, "b.txt", "version_of", "a.txt");
}

static gboolean
exists (CorpusFixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->root, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
undo (SchCorpus *corpus)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) group = sch_corpus_undo (corpus, "dana", &error);

  g_assert_no_error (error);
  g_assert_nonnull (group);
}

static void
move (SchCorpus *corpus, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;

  sch_corpus_move_document (corpus, from, to, &error);
  g_assert_no_error (error);
}

static void
assert_moved (CorpusFixture *f, SchCorpus *corpus, const char *from, const char *to)
{
  g_autofree char *old_layer = g_strconcat ("annotations/dana/", from, ".json", NULL);
  g_autofree char *layer = g_strconcat ("annotations/dana/", to, ".json", NULL);
  g_autofree char *other = g_strconcat ("annotations/ola/", to, ".json", NULL);
  g_autofree char *path = g_strdup_printf ("\"path\": \"%s\"", to);
  g_autofree char *content = read_text (f, layer);

  g_assert_false (exists (f, from));
  g_assert_true (exists (f, to));
  g_assert_false (exists (f, old_layer));
  g_assert_true (exists (f, other));
  g_assert_nonnull (strstr (content, path));
  assert_spans (corpus, to, "s1:person");
  g_assert_cmpstr (sch_document_get_title (sch_corpus_find_document (corpus, to)), ==, "Ada");
  g_assert_cmpstr (sch_tree_get_string (sch_corpus_get_metadata (corpus, "b.txt"), "version_of"),
                   ==, to);
  g_assert_null (sch_corpus_find_document (corpus, from));
  g_assert_null (sch_corpus_get_metadata (corpus, from));
  assert_no_issues (corpus);
}

static void
test_move (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  SchDocument *document = sch_corpus_find_document (corpus, "a.txt");
  SchLayerDocument *layer_document;
  g_autofree char *first = read_text (f, "a.txt");
  g_autofree char *second = NULL;

  annotate (corpus);
  layer_document = sch_corpus_get_layer_document (corpus, "dana", "a.txt", NULL);
  move (corpus, "a.txt", "zoo/zebra.txt");
  assert_moved (f, corpus, "a.txt", "zoo/zebra.txt");
  assert_valid_files (f);
  second = read_text (f, "zoo/zebra.txt");
  g_assert_cmpstr (first, ==, second);
  /* The same objects, at the right place of the list. */
  g_assert_true (sch_corpus_find_document (corpus, "zoo/zebra.txt") == document);
  g_assert_true (sch_corpus_get_layer_document (corpus, "dana", "zoo/zebra.txt", NULL) ==
                 layer_document);
  {
    g_autoptr (SchDocument) last = g_list_model_get_item (sch_corpus_get_documents (corpus), 2);

    g_assert_true (last == document);
  }
  /* Work goes on, and is written under the new name. */
  tag (corpus, "zoo/zebra.txt", "s2", 13, 16);
  close_corpus (f);
  g_assert_false (exists (f, "annotations/dana/a.txt.json"));
  corpus = open_corpus (f);
  assert_spans (corpus, "zoo/zebra.txt", "s1:person s2:person");
  g_assert_cmpstr (sch_corpus_get_undo_path (corpus, "dana"), ==, "zoo/zebra.txt");
  undo (corpus); /* s2 */
  undo (corpus); /* version_of of b */
  undo (corpus); /* the title, given under the old path */
  g_assert_null (sch_corpus_get_metadata (corpus, "zoo/zebra.txt"));
  g_assert_cmpstr (sch_corpus_get_undo_path (corpus, "dana"), ==, "zoo/zebra.txt");
  undo (corpus); /* s1, made under the old path */
  assert_spans (corpus, "zoo/zebra.txt", "");
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (SchEditGroup) redone = sch_corpus_redo (corpus, "dana", &error);

    g_assert_no_error (error);
  }
  assert_spans (corpus, "zoo/zebra.txt", "s1:person");
  /* And back: twice on the same names. */
  move (corpus, "zoo/zebra.txt", "a.txt");
  assert_spans (corpus, "a.txt", "s1:person");
  undo (corpus);
  assert_spans (corpus, "a.txt", "");
  assert_no_issues (corpus);
  close_corpus (f);
  corpus = open_corpus (f);
  g_assert_nonnull (sch_corpus_find_document (corpus, "a.txt"));
  g_assert_cmpuint (g_list_model_get_n_items (sch_corpus_get_documents (corpus)), ==, 3);
  close_corpus (f);
}

static void
test_refused (CorpusFixture *f, gconstpointer data)
{
  static const char *const places[] = { "b.txt", "../a.txt", "annotations/a.txt", "a.pdf",
                                        "link/a.txt" };
  SchCorpus *corpus = open_corpus (f);
  g_autofree char *link = g_build_filename (f->root, "link", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  annotate (corpus);
  flush (corpus);
  g_assert_cmpint (symlink (f->base, link), ==, 0);
  before = snapshot_tree (f->root);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_test_message ("%s", places[i]);
      g_assert_false (sch_corpus_move_document (corpus, "a.txt", places[i], &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  g_assert_false (sch_corpus_move_document (corpus, "nowhere.txt", "x.txt", &error));
  after = snapshot_tree (f->root);
  g_assert_cmpstr (before, ==, after);
  close_corpus (f);
}

/* A folder that cannot be made: nothing has happened. */
static void
test_failure (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (GError) error = NULL;

  annotate (corpus);
  write_text (f, "annotations/ola/zoo", "a file where a folder is needed");
  g_assert_false (sch_corpus_move_document (corpus, "a.txt", "zoo/a.txt", &error));
  g_assert_nonnull (error);
  assert_spans (corpus, "a.txt", "s1:person");
  g_assert_true (exists (f, "a.txt"));
  g_assert_true (exists (f, "annotations/dana/a.txt.json"));
  g_assert_false (exists (f, "annotations/dana/zoo/a.txt.json"));
  close_corpus (f);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s1:person");
  close_corpus (f);
}

static void
move_and_crash (CorpusFixture *f)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      SchCorpus *corpus = open_with (f, "crashing", SCH_OPEN_DEFAULT);

      n_steps = 0;
      sch_corpus_move_hook = crash_hook;
      sch_corpus_move_document (corpus, "a.txt", "deep/z.txt", NULL);
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

/* Stopped after each step: the next opening has the document whole, at the one place or the other. */
static void
test_crash (CorpusFixture *f, gconstpointer data)
{
  open_corpus (f);
  annotate (f->corpus);
  close_corpus (f);
  for (crash_at = 1; crash_at <= 8; crash_at++)
    {
      SchCorpus *corpus;

      g_test_message ("stopped at step %u", crash_at);
      move_and_crash (f);
      /* For reading only, nothing is touched and nothing is lost. */
      corpus = f->corpus = open_with (f, "reader", SCH_OPEN_READ_ONLY);
      close_corpus (f);
      corpus = open_corpus (f);
      assert_moved (f, corpus, "a.txt", "deep/z.txt");
      move (corpus, "deep/z.txt", "a.txt");
      assert_moved (f, corpus, "deep/z.txt", "a.txt");
      close_corpus (f);
    }
  assert_valid_files (f);
}

static void
found_cb (gboolean *found)
{
  *found = TRUE;
}

static void
wait_for_moved (SchCorpus *corpus)
{
  gboolean found = FALSE;
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gulong handler = g_signal_connect_swapped (corpus, "moved-found", G_CALLBACK (found_cb), &found);

  sch_corpus_look_for_moved (corpus);
  while (!found && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (found);
  g_signal_handler_disconnect (corpus, handler);
}

static void
rename_outside (CorpusFixture *f, const char *from, const char *to)
{
  g_autofree char *old_path = g_build_filename (f->root, from, NULL);
  g_autofree char *new_path = g_build_filename (f->root, to, NULL);

  g_assert_cmpint (g_rename (old_path, new_path), ==, 0);
}

static void
test_moved_outside (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  SchMovedDocument *moved;
  SchDocument *document;
  g_autoptr (GError) error = NULL;

  annotate (corpus);
  flush (corpus);
  rename_outside (f, "a.txt", "moved.txt");
  g_assert_true (sch_corpus_rescan (corpus, NULL, NULL));
  document = sch_corpus_find_document (corpus, "a.txt");
  g_assert_nonnull (document);
  g_assert_true (sch_document_is_missing (document));
  g_assert_nonnull (sch_document_get_problem (document));
  wait_for_moved (corpus);
  g_assert_cmpuint (sch_corpus_get_moved (corpus)->len, ==, 1);
  moved = g_ptr_array_index (sch_corpus_get_moved (corpus), 0);
  g_assert_cmpstr (moved->from, ==, "a.txt");
  g_assert_cmpstr (moved->to, ==, "moved.txt");
  sch_corpus_follow_document (corpus, "a.txt", "moved.txt", &error);
  g_assert_no_error (error);
  assert_moved (f, corpus, "a.txt", "moved.txt");
  g_assert_cmpuint (sch_corpus_get_moved (corpus)->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sch_corpus_get_documents (corpus)), ==, 3);
  close_corpus (f);

  /* The same while the program did not run. */
  rename_outside (f, "moved.txt", "again.txt");
  corpus = open_corpus (f);
  g_assert_true (sch_document_is_missing (sch_corpus_find_document (corpus, "moved.txt")));
  wait_for_moved (corpus);
  sch_corpus_follow_document (corpus, "moved.txt", "again.txt", &error);
  g_assert_no_error (error);
  assert_moved (f, corpus, "moved.txt", "again.txt");
  close_corpus (f);
}

static void
test_missing (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autofree char *text = read_text (f, "a.txt");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);
  g_autofree char *path = g_build_filename (f->root, "a.txt", NULL);
  g_autofree char *deep = g_build_filename (f->root, "deep/er/c.txt", NULL);
  g_autoptr (GError) error = NULL;

  annotate (corpus);
  flush (corpus);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_unlink (deep), ==, 0);
  close_corpus (f);
  corpus = open_corpus (f);
  /* One without annotations is gone; one with annotations stays. */
  g_assert_null (sch_corpus_find_document (corpus, "deep/er/c.txt"));
  g_assert_true (sch_document_is_missing (sch_corpus_find_document (corpus, "a.txt")));
  g_assert_null (sch_corpus_load_text (corpus, "a.txt", NULL));
  g_assert_false (sch_corpus_restore_text (corpus, "a.txt", other, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CONFLICT);
  g_clear_error (&error);
  /* Nothing new may take its place. */
  g_assert_false (sch_corpus_check_new_path (corpus, "a.txt", NULL));
  sch_corpus_restore_text (corpus, "a.txt", bytes, &error);
  g_assert_no_error (error);
  g_assert_false (sch_document_is_missing (sch_corpus_find_document (corpus, "a.txt")));
  assert_spans (corpus, "a.txt", "s1:person");
  assert_no_issues (corpus);
  close_corpus (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/move/all-follows", CorpusFixture, NULL, set_up_corpus, test_move, tear_down_corpus);
  g_test_add ("/move/refused", CorpusFixture, NULL, set_up_corpus, test_refused, tear_down_corpus);
  g_test_add ("/move/failure", CorpusFixture, NULL, set_up_corpus, test_failure, tear_down_corpus);
  g_test_add ("/move/crash", CorpusFixture, NULL, set_up_corpus, test_crash, tear_down_corpus);
  g_test_add ("/move/outside", CorpusFixture, NULL, set_up_corpus, test_moved_outside,
              tear_down_corpus);
  g_test_add ("/move/missing", CorpusFixture, NULL, set_up_corpus, test_missing, tear_down_corpus);
  return g_test_run ();
}
