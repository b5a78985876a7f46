/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A corpus in good and in bad times: what is written when, what a broken file or a failing disk does,
 * other instances, other programs. */

#include "corpus-fixture.h"

#include <sys/resource.h>

static const char layer_file[] = "annotations/dana/a.txt.json";

static void
assert_valid_files (CorpusFixture *f)
{
  g_autofree char *script = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "tests", "lint",
                                              "check-schemas.py", NULL);
  const char *argv[] = { "/usr/bin/python3", script, f->root, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", out);
  g_assert_cmpint (status, ==, 0);
}

/* Opening and looking at everything leaves every byte where it was. */
static void
test_open_writes_nothing (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *before = snapshot_tree (f->root);
  g_autofree char *after = NULL;
  SchCorpus *corpus = open_corpus (f);
  GListModel *documents = sch_corpus_get_documents (corpus);

  assert_no_issues (corpus);
  g_assert_cmpuint (g_list_model_get_n_items (documents), ==, 3);
  assert_spans (corpus, "a.txt", "");
  g_assert_null (sch_corpus_get_cluster (corpus, "dana", "x"));
  g_assert_false (sch_corpus_can_undo (corpus, "dana"));
  g_assert_cmpint (sch_corpus_get_saved_state (corpus), ==, SCH_SAVED);
  sch_corpus_tick (corpus);
  flush (corpus);
  close_corpus (f);
  after = snapshot_tree (f->root);
  g_assert_cmpstr (before, ==, after);
}

static void
test_first_edit (CorpusFixture *f, gconstpointer data)
{
  static const char *const files[] = { "scholiast.json", "scheme.json",
                                       "annotations/dana/layer.json",
                                       "annotations/dana/a.txt.json" };
  SchCorpus *corpus = open_corpus (f);
  g_autofree char *text = read_text (f, "a.txt");
  g_autofree char *after = NULL;

  tag (corpus, "a.txt", "s1", 0, 12);
  g_assert_cmpint (sch_corpus_get_saved_state (corpus), ==, SCH_SAVING);
  wait_for_state (corpus, SCH_SAVED);
  g_assert_true (sch_corpus_has_unwritten_files (corpus));
  flush (corpus);
  g_assert_false (sch_corpus_has_unwritten_files (corpus));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *content = read_text (f, files[i]);

      g_assert_nonnull (content);
    }
  after = read_text (f, "a.txt");
  g_assert_cmpstr (text, ==, after);
  close_corpus (f);
  assert_valid_files (f);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s1:person");
}

/* --- Broken files --- */

typedef struct
{
  const char *file;
  const char *content; /* %s: the good content is cut in the middle */
  const char *part;    /* of the message */
} Broken;

static void
make_all_files (CorpusFixture *f)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Metadata", NULL);
  g_autoptr (JsonNode) node = json_from_string ("{\"path\": \"a.txt\", \"title\": \"A\"}", NULL);
  g_autoptr (SchTree) metadata = sch_tree_new (SCH_RECORD_METADATA, "a.txt", node);

  sch_edit_group_add (group, SCH_RECORD_METADATA, NULL, NULL, NULL, metadata);
  tag (corpus, "a.txt", "s1", 0, 12);
  tag (corpus, "b.txt", "s2", 0, 7);
  add_cluster (corpus, "k1", "Ada");
  apply (corpus, group);
  close_corpus (f);
}

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

/* --- Other instances and programs --- */

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

/* Another program takes a span's label for another. */
static void
replace_in_file (CorpusFixture *f, const char *file, const char *from, const char *to)
{
  g_autofree char *content = read_text (f, file);
  g_auto (GStrv) parts = g_strsplit (content, from, -1);
  g_autofree char *changed = g_strjoinv (to, parts);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  write_text (f, file, changed);
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

/* --- Groups --- */

static void
test_roll_back (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autofree char *spans = NULL;
  SchLayerDocument *document;
  SchSpan *s1;
  g_autoptr (SchSpan) once = NULL;
  g_autoptr (SchSpan) twice = NULL;
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Many", "dana");
  g_autoptr (GError) error = NULL;

  tag (corpus, "a.txt", "s1", 0, 12);
  document = sch_corpus_get_layer_document (corpus, "dana", "a.txt", NULL);
  s1 = sch_layer_document_get_span (document, "s1");
  once = sch_record_copy (s1);
  sch_span_set_label (once, "claim");
  twice = sch_record_copy (once);
  sch_span_set_label (twice, "source");
  add_span (group, "dana", "b.txt", "s2", 0, 3);
  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", "a.txt", s1, once);
  /* Found only while applying: it expects what the group did not make. */
  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", "a.txt", twice, s1);
  g_assert_false (sch_corpus_apply (corpus, group, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CONFLICT);
  assert_spans (corpus, "a.txt", "s1:person");
  assert_spans (corpus, "b.txt", "");
  g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Tag");
}

static void
refuse (SchCorpus *corpus, SchEditGroup *group, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sch_corpus_apply (corpus, group, &error));
  g_assert_error (error, SCH_ERROR, code);
  sch_edit_group_unref (group);
}

static SchEditGroup *
span_group (const char *layer, const char *path, const char *id, guint start, guint end)
{
  SchEditGroup *group = sch_edit_group_new ("Refused", NULL);

  add_span (group, layer, path, id, start, end);
  return group;
}

static void
test_refused (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchRelation) relation = sch_relation_new (SCH_RECORD_RELATION, "s1", "x", "s1", "s1");
  SchEditGroup *group;

  tag (corpus, "a.txt", "s1", 0, 12);
  refuse (corpus, span_group ("dana", "a.txt", "s1", 0, 1), SCH_ERROR_EXISTS);
  refuse (corpus, span_group ("dana", "a.txt", "s2", 0, 4000), SCH_ERROR_RANGE);
  refuse (corpus, span_group ("dana", "a.txt", "not an id", 0, 1), SCH_ERROR_INVALID);
  refuse (corpus, span_group ("Dana!", "a.txt", "s2", 0, 1), SCH_ERROR_INVALID);
  refuse (corpus, span_group ("dana", "../a.txt", "s2", 0, 1), SCH_ERROR_INVALID);
  refuse (corpus, span_group (NULL, "a.txt", "s2", 0, 1), SCH_ERROR_INVALID);
  refuse (corpus, span_group ("dana", NULL, "s2", 0, 1), SCH_ERROR_INVALID);
  /* One id for a span and a relation would make a file that cannot be read. */
  group = sch_edit_group_new ("Refused", NULL);
  sch_edit_group_add (group, SCH_RECORD_RELATION, "dana", "a.txt", NULL, relation);
  refuse (corpus, group, SCH_ERROR_EXISTS);
  assert_spans (corpus, "a.txt", "s1:person");
  flush (corpus);
}

static void
test_undo (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchEditGroup) many = sch_edit_group_new ("Annotate all", "dana");

  tag (corpus, "a.txt", "s1", 0, 12);
  add_span (many, "dana", "b.txt", "s2", 0, 3);
  add_span (many, "dana", "deep/er/c.txt", "s3", 0, 1);
  add_span (many, "dana", "a.txt", "s4", 17, 32);
  apply (corpus, many);
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (SchEditGroup) undone = NULL;
      g_autoptr (SchEditGroup) redone = NULL;

      g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Annotate all");
      g_assert_cmpstr (sch_corpus_get_undo_path (corpus, "dana"), ==, "b.txt");
      undone = sch_corpus_undo (corpus, "dana", NULL);
      g_assert_nonnull (undone);
      assert_spans (corpus, "a.txt", "s1:person");
      assert_spans (corpus, "b.txt", "");
      assert_spans (corpus, "deep/er/c.txt", "");
      g_assert_cmpstr (sch_corpus_get_redo_name (corpus, "dana"), ==, "Annotate all");
      g_assert_cmpstr (sch_corpus_get_redo_path (corpus, "dana"), ==, "b.txt");
      if (round == 1)
        {
          close_corpus (f);
          corpus = open_corpus (f);
        }
      redone = sch_corpus_redo (corpus, "dana", NULL);
      g_assert_nonnull (redone);
      assert_spans (corpus, "a.txt", "s1:person s4:person");
      assert_spans (corpus, "b.txt", "s2:person");
      close_corpus (f);
      corpus = open_corpus (f);
    }
  g_assert_false (sch_corpus_can_redo (corpus, "dana"));
  g_assert_false (sch_corpus_can_undo (corpus, "nobody"));
}

/* A step that another program made impossible is dropped; those before it can still be undone, also
 * after closing and opening. */
static void
test_dropped_step (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchEditGroup) undone = NULL;
  g_autoptr (SchEditGroup) redone = NULL;

  tag (corpus, "a.txt", "s1", 0, 12);
  tag (corpus, "a.txt", "s2", 17, 32);
  flush (corpus);
  replace_in_file (f, layer_file, "\"id\": \"s2\", \"label\": \"person\"",
                   "\"id\": \"s2\", \"label\": \"source\"");
  sch_corpus_tick (corpus);
  g_assert_null (sch_corpus_undo (corpus, "dana", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CONFLICT);
  undone = sch_corpus_undo (corpus, "dana", NULL);
  g_assert_nonnull (undone);
  assert_spans (corpus, "a.txt", "s2:source");
  close_corpus (f);
  corpus = open_corpus (f);
  g_assert_false (sch_corpus_can_undo (corpus, "dana"));
  redone = sch_corpus_redo (corpus, "dana", NULL);
  g_assert_nonnull (redone);
  assert_spans (corpus, "a.txt", "s1:person s2:source");
}

static void
test_new_layer (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus = open_corpus (f);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("New layer", "gold");
  g_autoptr (JsonNode)
      node = json_from_string ("{\"format\": \"scholiast-layer\", \"version\": 1, "
                               "\"annotator\": \"Gold\", \"role\": \"adjudicated\"}",
                               NULL);
  g_autoptr (SchTree) info = sch_tree_new (SCH_RECORD_LAYER, "gold", node);
  g_autoptr (SchEditGroup) undone = NULL;
  g_autoptr (SchEditGroup) redone = NULL;
  g_autofree char *title = NULL;

  sch_edit_group_add (group, SCH_RECORD_LAYER, "gold", NULL, NULL, info);
  apply (corpus, group);
  undone = sch_corpus_undo (corpus, "gold", NULL);
  g_assert_nonnull (undone);
  flush (corpus);
  redone = sch_corpus_redo (corpus, "gold", NULL);
  g_assert_nonnull (redone);
  close_corpus (f);
  corpus = open_corpus (f);
  title = sch_corpus_dup_layer_title (corpus, "gold");
  g_assert_cmpstr (title, ==, "Gold");
  close_corpus (f);
  assert_valid_files (f);
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
  g_test_add ("/corpus/" name, CorpusFixture, NULL, set_up_corpus, func, tear_down_corpus)
  ADD ("open-writes-nothing", test_open_writes_nothing);
  ADD ("first-edit", test_first_edit);
  ADD ("broken", test_broken);
  ADD ("newer-version", test_newer_version);
  ADD ("bad-texts", test_bad_texts);
  ADD ("names", test_names);
  ADD ("no-texts", test_no_texts);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("read-only-file", test_read_only_file);
  ADD ("full-disk", test_full_disk);
  ADD ("lock", test_lock);
  ADD ("second-to-edit", test_second_to_edit);
  ADD ("stolen-lock", test_stolen_lock);
  ADD ("foreign-change", test_foreign_change);
  ADD ("conflict", test_conflict);
  ADD ("broken-meanwhile", test_broken_meanwhile);
  ADD ("changed-text", test_changed_text);
  ADD ("roll-back", test_roll_back);
  ADD ("refused", test_refused);
  ADD ("undo", test_undo);
  ADD ("dropped-step", test_dropped_step);
  ADD ("new-layer", test_new_layer);
  ADD ("linked-layer", test_linked_layer);
  ADD ("linked-files", test_linked_files);
  ADD ("linked-private-folder", test_linked_private_folder);
  return g_test_run ();
}
