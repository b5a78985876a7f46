/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a broken file, a strange name, a link or a failing disk does: it is told, nothing is
 * overwritten, and the rest goes on. */

#include "corpus-fixture.h"

#include <sys/resource.h>

static const char layer_file[] = "annotations/dana/a.txt.json";

static void
try_all_edits (SchCorpus *corpus, gboolean *document, gboolean *other, gboolean *cluster)
{
  g_autoptr (SchEditGroup) a = sch_edit_group_new ("A", "dana");
  g_autoptr (SchEditGroup) b = sch_edit_group_new ("B", "dana");
  g_autoptr (SchEditGroup) c = sch_edit_group_new ("C", "dana");
  g_autoptr (SchCluster) record = sch_cluster_new ("k9", "entity", "New");

  add_span (a, "dana", "a.txt", "n1", 0, 1);
  add_span (b, "dana", "b.txt", "n2", 0, 1);
  sch_edit_group_add (c, SCH_RECORD_CLUSTER, "dana", NULL, NULL, record);
  *document = sch_corpus_apply (corpus, a, NULL);
  *other = sch_corpus_apply (corpus, b, NULL);
  *cluster = sch_corpus_apply (corpus, c, NULL);
}

static void
test_broken (CorpusFixture *f, gconstpointer data)
{
  static const char *const files[] = { "scholiast.json",
                                       "scheme.json",
                                       "documents.json",
                                       "annotations/dana/layer.json",
                                       "annotations/dana/clusters.json",
                                       "annotations/dana/a.txt.json" };
  static const char *const contents[] = {
    NULL,                                         /* cut in the middle */
    "",                                           /* empty */
    "{\"format\": \"nonsense\", \"version\": 1}", /* of another kind */
    "{\"format\": 7}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "{\n  \"a\": 1,\n  \"a\": 2\n}",
    "{\"a\": \"\xff\"}",
    "null",
  };

  make_all_files (f);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (guint k = 0; k < G_N_ELEMENTS (contents); k++)
      {
        g_autofree char *good = read_text (f, files[i]);
        g_autofree char *cut = g_strndup (good, strlen (good) / 2);
        const char *bad = contents[k] != NULL ? contents[k] : cut;
        g_autofree char *after = NULL;
        SchCorpus *corpus;
        const SchIssue *issue;
        gboolean document, other, cluster;

        write_text (f, files[i], bad);
        corpus = open_corpus (f);
        try_all_edits (corpus, &document, &other, &cluster);
        issue = find_issue (corpus, files[i], files[i]);
        g_test_message ("%s, content %u: %s", files[i], k,
                        issue != NULL ? issue->message : "no issue");
        g_assert_nonnull (issue);
        g_assert_cmpint (issue->severity, ==, SCH_SEVERITY_ERROR);
        if (contents[k] == NULL)
          {
            g_autofree char *place = g_strconcat (files[i], ":", NULL);

            g_assert_nonnull (strstr (issue->message, place));
          }
        g_assert_cmpint (document, ==, i == 2 || i == 4);
        g_assert_cmpint (other, ==, i == 2 || i == 5 || i == 4);
        g_assert_cmpint (cluster, ==, i == 2 || i == 5);
        g_clear_object (&f->corpus);
        after = read_text (f, files[i]);
        g_assert_cmpstr (after, ==, bad);

        /* Repaired, everything is there, and can be taken back. */
        write_text (f, files[i], good);
        corpus = open_corpus (f);
        assert_no_issues (corpus);
        while (sch_corpus_can_undo (corpus, "dana"))
          {
            g_autoptr (SchEditGroup) undone = NULL;

            if (strlen (sch_corpus_get_undo_name (corpus, "dana")) > 1)
              break;
            undone = sch_corpus_undo (corpus, "dana", NULL);
            g_assert_nonnull (undone);
          }
        assert_spans (corpus, "a.txt", "s1:person");
        assert_spans (corpus, "b.txt", "s2:person");
        g_assert_nonnull (sch_corpus_get_cluster (corpus, "dana", "k1"));
        close_corpus (f);
      }
}

static void
test_newer_version (CorpusFixture *f, gconstpointer data)
{
  static const char *const files[] = { "scholiast.json",
                                       "scheme.json",
                                       "documents.json",
                                       "annotations/dana/layer.json",
                                       "annotations/dana/clusters.json",
                                       "annotations/dana/a.txt.json" };

  make_all_files (f);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *good = read_text (f, files[i]);
      g_auto (GStrv) parts = g_strsplit (good, "\"version\": 1", 2);
      g_autofree char *newer = g_strjoinv ("\"version\": 2, \"strange\": [1]", parts);
      g_autofree char *after = NULL;
      SchCorpus *corpus;
      gboolean document, other, cluster;

      write_text (f, files[i], newer);
      corpus = open_corpus (f);
      try_all_edits (corpus, &document, &other, &cluster);
      g_assert_nonnull (find_issue (corpus, files[i], "newer version"));
      g_clear_object (&f->corpus);
      after = read_text (f, files[i]);
      g_assert_cmpstr (after, ==, newer);
      write_text (f, files[i], good);
      corpus = open_corpus (f);
      while (sch_corpus_can_undo (corpus, "dana") &&
             strlen (sch_corpus_get_undo_name (corpus, "dana")) == 1)
        {
          g_autoptr (SchEditGroup) undone = sch_corpus_undo (corpus, "dana", NULL);

          g_assert_nonnull (undone);
        }
      close_corpus (f);
    }
}

/* --- Texts and names --- */

static void
test_bad_texts (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *large = g_build_filename (f->root, "large.txt", NULL);
  SchCorpus *corpus;
  g_autoptr (GError) error = NULL;

  write_bytes (f, "latin.txt", "caf\xe9 au lait\n", -1);
  write_bytes (f, "nul.txt", "a\0b\n", 4);
  write_text (f, "large.txt", "x");
  g_assert_cmpint (truncate (large, (off_t) SCH_TEXT_MAX_BYTES + 1), ==, 0);
  corpus = open_corpus (f);
  g_assert_null (sch_corpus_get_layer_document (corpus, "dana", "latin.txt", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_ENCODING);
  g_assert_nonnull (strstr (error->message, "latin.txt"));
  g_clear_error (&error);
  g_assert_null (sch_corpus_get_layer_document (corpus, "dana", "nul.txt", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_ENCODING);
  g_assert_nonnull (strstr (error->message, "nul.txt"));
  g_clear_error (&error);
  g_assert_null (sch_corpus_get_layer_document (corpus, "dana", "large.txt", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "large.txt"));
  tag (corpus, "a.txt", "s1", 0, 12);
  close_corpus (f);
}

static void
test_names (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;
  GListModel *documents;
  guint n_problems = 0;

  write_text (f, "two words and ünïcode 😀.txt", "Text");
  write_text (f, "new\nline.txt", "Text");
  write_text (f, "bytes\xff.txt", "Text");
  write_text (f, "layer.txt", "Text");
  corpus = open_corpus (f);
  documents = sch_corpus_get_documents (corpus);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);

      g_assert_true (g_utf8_validate (sch_document_get_title (document), -1, NULL));
      if (sch_document_get_problem (document) == NULL)
        continue;
      n_problems++;
      g_assert_null (
          sch_corpus_get_layer_document (corpus, "dana", sch_document_get_path (document), NULL));
    }
  g_assert_cmpuint (n_problems, ==, 2);
  tag (corpus, "two words and ünïcode 😀.txt", "s1", 0, 4);
  tag (corpus, "layer.txt", "s2", 0, 4);
  close_corpus (f);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "two words and ünïcode 😀.txt", "s1:person");
  assert_spans (corpus, "layer.txt", "s2:person");
}

static void
test_no_texts (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *empty = g_build_filename (f->base, "empty", NULL);
  g_autoptr (SchCorpus) corpus = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir (empty, 0755);
  corpus = sch_corpus_open (empty, f->environment, SCH_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (sch_corpus_get_documents (corpus)), ==, 0);
  g_assert_null (
      sch_corpus_open ("/nowhere/at/all", f->environment, SCH_OPEN_DEFAULT, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (sch_corpus_open ("/dev/null", f->environment, SCH_OPEN_DEFAULT, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

/* --- Where nothing can be written --- */

static void
test_read_only_folder (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  SchCorpus *corpus;

  g_chmod (f->root, 0555);
  before = snapshot_tree (f->root);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      corpus = open_corpus (f);
      assert_no_issues (corpus);
      g_assert_nonnull (sch_corpus_get_aside_folder (corpus));
      tag (corpus, "a.txt", id, i, i + 4);
      wait_for_state (corpus, SCH_SAVED);
      close_corpus (f);
    }
  after = snapshot_tree (f->root);
  g_assert_cmpstr (before, ==, after);
  corpus = open_corpus (f);
  assert_spans (corpus, "a.txt", "s0:person s1:person s2:person");
  {
    g_autoptr (SchEditGroup) undone = sch_corpus_undo (corpus, "dana", NULL);

    g_assert_nonnull (undone);
  }
  close_corpus (f);

  /* Writable again: the work comes into the corpus, with its history. */
  g_chmod (f->root, 0755);
  corpus = open_corpus (f);
  g_assert_null (sch_corpus_get_aside_folder (corpus));
  assert_spans (corpus, "a.txt", "s0:person s1:person");
  close_corpus (f);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s0:person s1:person");
  g_assert_true (sch_corpus_can_redo (corpus, "dana"));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SchEditGroup) undone = sch_corpus_undo (corpus, "dana", NULL);

      g_assert_nonnull (undone);
    }
  assert_spans (corpus, "a.txt", "");
}

/* A layer's own file is made by an edit, after documents that come before it by name. */
static void
test_read_only_layer (CorpusFixture *f, gconstpointer data)
{
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("New layer", NULL);
  g_autoptr (JsonNode)
      node = json_from_string ("{\"format\": \"scholiast-layer\", \"version\": 1, "
                               "\"annotator\": \"Dana K.\", \"role\": \"annotator\"}",
                               NULL);
  g_autoptr (SchTree) info = sch_tree_new (SCH_RECORD_LAYER, "dana", node);
  g_autofree char *title = NULL;
  SchCorpus *corpus;

  g_chmod (f->root, 0555);
  corpus = open_corpus (f);
  sch_edit_group_add (group, SCH_RECORD_LAYER, "dana", NULL, NULL, info);
  g_assert_true (sch_corpus_apply (corpus, group, NULL));
  tag (corpus, "a.txt", "s1", 0, 4);
  wait_for_state (corpus, SCH_SAVED);
  close_corpus (f);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s1:person");
  title = sch_corpus_dup_layer_title (corpus, "dana");
  g_assert_cmpstr (title, ==, "Dana K.");
  close_corpus (f);
  g_chmod (f->root, 0755);
}

static void
test_read_only_file (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->root, layer_file, NULL);
  g_autoptr (GError) error = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  g_chmod (path, 0444);
  corpus = open_corpus (f);
  tag (corpus, "a.txt", "s5", 0, 3);
  tag (corpus, "b.txt", "s6", 0, 3);
  g_assert_false (sch_corpus_flush (corpus, &error));
  g_assert_nonnull (strstr (error->message, "a.txt.json"));
  g_assert_nonnull (find_issue (corpus, layer_file, "read-only"));
  g_assert_cmpint (sch_corpus_get_saved_state (corpus), ==, SCH_SAVED);
  g_chmod (path, 0644);
  close_corpus (f);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s1:person s5:person");
}

static void
fill_disk (SchCorpus *corpus, gpointer data)
{
  const struct rlimit full = { 0, RLIM_INFINITY };
  const struct rlimit free_again = { RLIM_INFINITY, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  tag (corpus, "a.txt", "s1", 0, 12);
  wait_for_state (corpus, SCH_SAVED);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  tag (corpus, "a.txt", "s2", 17, 32);
  wait_for_state (corpus, SCH_SAVE_FAILED);
  g_assert_nonnull (sch_corpus_get_save_error (corpus));
  g_assert_cmpstr (sch_corpus_get_save_error (corpus), !=, "");
  tag (corpus, "b.txt", "s3", 0, 7);
  wait_for_state (corpus, SCH_SAVE_FAILED);
  assert_spans (corpus, "a.txt", "s1:person s2:person");
  g_assert_false (sch_corpus_flush (corpus, NULL));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &free_again), ==, 0);
  sch_corpus_retry_save (corpus);
  wait_for_state (corpus, SCH_SAVED);
  g_assert_null (sch_corpus_get_save_error (corpus));
}

static void
test_full_disk (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;

  run_killed_session (f, fill_disk, NULL);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s1:person s2:person");
  assert_spans (corpus, "b.txt", "s3:person");
}

/* --- Links --- */

static void
test_linked_layer (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (f->base, "elsewhere", NULL);
  g_autofree char *annotations = g_build_filename (f->root, "annotations", NULL);
  g_autofree char *link = g_build_filename (annotations, "dana", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  SchCorpus *corpus;

  g_mkdir (elsewhere, 0755);
  g_mkdir (annotations, 0755);
  g_assert_cmpint (symlink (elsewhere, link), ==, 0);
  corpus = open_corpus (f);
  tag (corpus, "a.txt", "s1", 0, 12);
  g_assert_false (sch_corpus_flush (corpus, &error));
  g_assert_nonnull (strstr (error->message, "link"));
  after = snapshot_tree (elsewhere);
  g_assert_cmpstr (after, ==, "");
  /* With the folder itself in its place, the work gets there. */
  g_assert_cmpint (unlink (link), ==, 0);
  close_corpus (f);
  corpus = open_corpus (f);
  assert_spans (corpus, "a.txt", "s1:person");
}

static void
test_linked_files (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *secret = g_build_filename (f->base, "secret.txt", NULL);
  g_autofree char *link = g_build_filename (f->root, "link.txt", NULL);
  g_autofree char *file = g_build_filename (f->root, layer_file, NULL);
  g_autofree char *moved = g_build_filename (f->base, "moved.json", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  SchCorpus *corpus;

  make_all_files (f);
  g_file_set_contents (secret, "secret", -1, NULL);
  g_assert_cmpint (symlink (secret, link), ==, 0);
  g_assert_cmpint (g_rename (file, moved), ==, 0);
  g_assert_cmpint (symlink (moved, file), ==, 0);
  g_file_get_contents (moved, &before, NULL, NULL);
  corpus = open_corpus (f);
  g_assert_null (sch_corpus_find_document (corpus, "link.txt"));
  tag (corpus, "a.txt", "s9", 0, 1);
  g_assert_false (sch_corpus_flush (corpus, NULL));
  g_assert_nonnull (find_issue (corpus, layer_file, "link"));
  g_file_get_contents (moved, &after, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (unlink (file), ==, 0);
  g_assert_cmpint (g_rename (moved, file), ==, 0);
}

static void
test_linked_private_folder (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (f->base, "elsewhere", NULL);
  g_autofree char *link = g_build_filename (f->root, ".scholiast", NULL);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag", "dana");
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  SchCorpus *corpus;

  g_mkdir (elsewhere, 0755);
  g_assert_cmpint (symlink (elsewhere, link), ==, 0);
  corpus = open_corpus (f);
  add_span (group, "dana", "a.txt", "s6", 0, 2);
  g_assert_false (sch_corpus_apply (corpus, group, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  close_corpus (f);
  after = snapshot_tree (elsewhere);
  g_assert_cmpstr (after, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/corpus-files/" name, CorpusFixture, NULL, set_up_corpus, func, tear_down_corpus)
  ADD ("broken", test_broken);
  ADD ("newer-version", test_newer_version);
  ADD ("bad-texts", test_bad_texts);
  ADD ("names", test_names);
  ADD ("no-texts", test_no_texts);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("read-only-layer", test_read_only_layer);
  ADD ("read-only-file", test_read_only_file);
  ADD ("full-disk", test_full_disk);
  ADD ("linked-layer", test_linked_layer);
  ADD ("linked-files", test_linked_files);
  ADD ("linked-private-folder", test_linked_private_folder);
  return g_test_run ();
}
