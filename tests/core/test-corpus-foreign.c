/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Other instances and other programs that change what is open here. */

#include "corpus-fixture.h"

static const char layer_file[] = "annotations/dana/a.txt.json";

static void
test_lock (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (SchCorpus) reader = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag", "dana");
  g_autoptr (GError) error = NULL;
  SchCorpus *corpus = open_corpus (f);

  tag (corpus, "a.txt", "s1", 0, 12);
  wait_for_state (corpus, SCH_SAVED);
  g_free (f->environment->instance);
  f->environment->instance = g_strdup ("other");
  g_assert_null (sch_corpus_open (f->root, f->environment, SCH_OPEN_DEFAULT, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_LOCKED);
  g_clear_error (&error);

  /* What is only in the living instance's journal is seen. */
  {
    g_autofree char *before = snapshot_tree (f->root);
    g_autofree char *after = NULL;

    reader = open_with (f, "reader", SCH_OPEN_READ_ONLY);
    assert_spans (reader, "a.txt", "s1:person");
    add_span (group, "dana", "a.txt", "s2", 0, 1);
    g_assert_false (sch_corpus_apply (reader, group, &error));
    g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
    sch_corpus_close (reader, NULL);
    after = snapshot_tree (f->root);
    g_assert_cmpstr (before, ==, after);
  }
  tag (corpus, "a.txt", "s3", 0, 1);
  close_corpus (f);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s1:person s3:person");
}

/* Opened by both before anything was written; the second to edit is refused. */
static void
test_second_to_edit (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *first = open_corpus (f);
  g_autoptr (SchCorpus) second = open_with (f, "second", SCH_OPEN_DEFAULT);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag", "dana");
  g_autoptr (GError) error = NULL;

  tag (first, "a.txt", "s1", 0, 12);
  add_span (group, "dana", "a.txt", "s2", 0, 1);
  g_assert_false (sch_corpus_apply (second, group, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_LOCKED);
  assert_spans (second, "a.txt", "");
  close_corpus (f);
  /* Now it may, and what the first one wrote stays. */
  apply (second, group);
  flush (second);
  assert_spans (second, "a.txt", "s1:person s2:person");
}

static void
test_foreign_change (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;

  make_all_files (f);
  corpus = open_corpus (f);
  tag (corpus, "a.txt", "s5", 17, 32);
  flush (corpus);
  /* Seen by looking, with nothing unwritten. */
  replace_in_file (f, layer_file, "\"id\": \"s1\", \"label\": \"person\"",
                   "\"id\": \"s1\", \"label\": \"source\"");
  sch_corpus_tick (corpus);
  assert_spans (corpus, "a.txt", "s1:source s5:person");
  /* Seen when writing: both changes are kept. */
  relabel (corpus, "a.txt", "s5", "claim");
  replace_in_file (f, layer_file, "\"id\": \"s1\", \"label\": \"source\"",
                   "\"id\": \"s1\", \"label\": \"cue\"");
  flush (corpus);
  assert_spans (corpus, "a.txt", "s1:cue s5:claim");
  assert_no_issues (corpus);
  close_corpus (f);
  corpus = open_corpus (f);
  assert_spans (corpus, "a.txt", "s1:cue s5:claim");
  /* Clusters, metadata, layer and scheme likewise. */
  g_assert_nonnull (sch_corpus_get_cluster (corpus, "dana", "k1"));
  add_cluster (corpus, "k2", "Charles");
  replace_in_file (f, "annotations/dana/clusters.json", "\"name\": \"Ada\"", "\"name\": \"A. L.\"");
  replace_in_file (f, "documents.json", "\"title\": \"A\"", "\"title\": \"Other\"");
  replace_in_file (f, "annotations/dana/layer.json", "\"annotator\": \"dana\"",
                   "\"annotator\": \"Dana K.\"");
  sch_corpus_tick (corpus);
  flush (corpus);
  g_assert_cmpstr (sch_corpus_get_cluster (corpus, "dana", "k1")->name, ==, "A. L.");
  g_assert_nonnull (sch_corpus_get_cluster (corpus, "dana", "k2"));
  g_assert_cmpstr (sch_document_get_title (sch_corpus_find_document (corpus, "a.txt")), ==,
                   "Other");
  {
    g_autofree char *title = sch_corpus_dup_layer_title (corpus, "dana");

    g_assert_cmpstr (title, ==, "Dana K.");
  }
  assert_no_issues (corpus);
}

static void
test_conflict (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;
  g_autofree char *backup = g_build_filename (f->root, ".scholiast", "backup", NULL);
  g_autofree char *kept = NULL;
  const SchIssue *issue;
  const char *name;
  g_autoptr (GDir) dir = NULL;

  make_all_files (f);
  corpus = open_corpus (f);
  relabel (corpus, "a.txt", "s1", "claim");
  replace_in_file (f, layer_file, "\"id\": \"s1\", \"label\": \"person\"",
                   "\"id\": \"s1\", \"label\": \"source\"");
  flush (corpus);
  assert_spans (corpus, "a.txt", "s1:claim");
  issue = find_issue (corpus, layer_file, "changed by another program");
  g_assert_nonnull (issue);
  dir = g_dir_open (backup, 0, NULL);
  g_assert_nonnull (dir);
  name = g_dir_read_name (dir);
  g_assert_nonnull (strstr (issue->message, name));
  {
    g_autofree char *relative = g_build_filename (".scholiast", "backup", name, NULL);

    kept = read_text (f, relative);
  }
  g_assert_nonnull (strstr (kept, "\"label\": \"source\""));
  /* The issue stays when the merged file is written. */
  tag (corpus, "a.txt", "s7", 0, 1);
  flush (corpus);
  g_assert_nonnull (find_issue (corpus, layer_file, "changed by another program"));
}

/* It breaks while it is open: it is left alone, and what depends on it is read-only. */
static void
test_broken_meanwhile (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;
  g_autofree char *good = NULL;
  g_autofree char *content = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag", "dana");
  g_autoptr (GError) error = NULL;

  make_all_files (f);
  good = read_text (f, layer_file);
  corpus = open_corpus (f);
  tag (corpus, "a.txt", "s5", 0, 1);
  write_text (f, layer_file, "{\"broken\": ");
  sch_corpus_flush (corpus, NULL);
  sch_corpus_tick (corpus);
  g_assert_nonnull (find_issue (corpus, layer_file, layer_file));
  add_span (group, "dana", "a.txt", "s6", 0, 2);
  g_assert_false (sch_corpus_apply (corpus, group, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  assert_spans (corpus, "a.txt", "s1:person s5:person");
  tag (corpus, "b.txt", "s8", 0, 1);
  g_clear_object (&f->corpus);
  content = read_text (f, layer_file);
  g_assert_cmpstr (content, ==, "{\"broken\": ");
  write_text (f, layer_file, good);
  corpus = open_corpus (f);
  assert_spans (corpus, "a.txt", "s1:person s5:person");
  assert_spans (corpus, "b.txt", "s2:person s8:person");
}

static void
test_changed_text (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *text = read_text (f, "a.txt");
  g_autofree char *file = NULL;
  g_autofree char *after = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag", "dana");
  g_autoptr (GError) error = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  file = read_text (f, layer_file);
  write_text (f, "a.txt", "Something else");
  corpus = open_corpus (f);
  assert_spans (corpus, "a.txt", "s1:person");
  g_assert_nonnull (find_issue (corpus, layer_file, "was changed after it was annotated"));
  add_span (group, "dana", "a.txt", "s6", 0, 2);
  g_assert_false (sch_corpus_apply (corpus, group, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  tag (corpus, "b.txt", "s7", 0, 1);
  close_corpus (f);
  after = read_text (f, layer_file);
  g_assert_cmpstr (after, ==, file);
  write_text (f, "a.txt", text);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  tag (corpus, "a.txt", "s9", 0, 2);
}

static void
test_stolen_lock (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchCorpus) thief = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag", "dana");
  g_autoptr (GError) error = NULL;

  tag (corpus, "a.txt", "s1", 0, 12);
  wait_for_state (corpus, SCH_SAVED);
  thief = open_with (f, "thief", SCH_OPEN_STEAL_LOCK);
  tag (thief, "a.txt", "s2", 0, 1);
  flush (thief);
  sch_corpus_tick (corpus);
  add_span (group, "dana", "a.txt", "s6", 0, 2);
  g_assert_false (sch_corpus_apply (corpus, group, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  g_assert_cmpuint (sch_corpus_get_issues (corpus)->len, >, 0);
  close_corpus (f);
  assert_spans (thief, "a.txt", "s1:person s2:person");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/corpus-foreign/" name, CorpusFixture, NULL, set_up_corpus, func, tear_down_corpus)
  ADD ("lock", test_lock);
  ADD ("second-to-edit", test_second_to_edit);
  ADD ("stolen-lock", test_stolen_lock);
  ADD ("foreign-change", test_foreign_change);
  ADD ("conflict", test_conflict);
  ADD ("broken-meanwhile", test_broken_meanwhile);
  ADD ("changed-text", test_changed_text);
  return g_test_run ();
}
