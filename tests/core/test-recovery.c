/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a kill: what was said to be saved is there, once, with its history; also after two kills in a
 * row, in a corpus that nothing was ever written in, and where another program changed a file. */

#include "corpus-fixture.h"

static void
test_virgin_session (SchCorpus *corpus, gpointer data)
{
  tag (corpus, "a.txt", "s1", 0, 12);
  tag (corpus, "a.txt", "s2", 17, 32);
  tag (corpus, "b.txt", "s3", 0, 7);
}

static guint
count_journals (CorpusFixture *f)
{
  g_autofree char *folder = g_build_filename (f->root, ".scholiast", "journal", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_virgin (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;
  g_autofree char *id = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *layer = NULL;

  run_killed_session (f, test_virgin_session, NULL);
  g_assert_cmpuint (count_journals (f), ==, 1);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  id = g_strdup (sch_corpus_get_id (corpus));
  assert_spans (corpus, "a.txt", "s1:person s2:person");
  assert_spans (corpus, "b.txt", "s3:person");
  g_assert_cmpstr (sch_corpus_get_undo_name (corpus, "dana"), ==, "Tag");
  g_assert_true (sch_corpus_has_unwritten_files (corpus));
  close_corpus (f);
  g_assert_cmpuint (count_journals (f), ==, 0);
  assert_valid_files (f);
  scheme = read_text (f, "scheme.json");
  layer = read_text (f, "annotations/dana/layer.json");
  g_assert_nonnull (scheme);
  g_assert_nonnull (layer);

  corpus = open_corpus (f);
  g_assert_cmpstr (sch_corpus_get_id (corpus), ==, id);
  assert_spans (corpus, "a.txt", "s1:person s2:person");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SchEditGroup) group = sch_corpus_undo (corpus, "dana", NULL);

      g_assert_nonnull (group);
    }
  g_assert_false (sch_corpus_can_undo (corpus, "dana"));
  assert_spans (corpus, "a.txt", "");
  assert_spans (corpus, "b.txt", "");
}

static void
edit_again (SchCorpus *corpus, gpointer data)
{
  g_autoptr (SchEditGroup) undone = NULL;

  assert_spans (corpus, "a.txt", "s1:person s2:person");
  relabel (corpus, "a.txt", "s1", "claim");
  remove_span (corpus, "a.txt", "s2");
  tag (corpus, "deep/er/c.txt", "s4", 0, 1);
  add_cluster (corpus, "k1", "Ada");
  undone = sch_corpus_undo (corpus, "dana", NULL);
  g_assert_nonnull (undone);
  if (data != NULL)
    flush (corpus);
}

/* Both within one second, under names of instances that sort the wrong way. */
static void
test_twice (CorpusFixture *f, gconstpointer written)
{
  SchCorpus *corpus;
  g_autoptr (SchEditGroup) redone = NULL;

  run_killed_session (f, test_virgin_session, NULL);
  run_killed_session (f, edit_again, (gpointer) written);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s1:claim");
  assert_spans (corpus, "deep/er/c.txt", "s4:person");
  g_assert_null (sch_corpus_get_cluster (corpus, "dana", "k1"));
  redone = sch_corpus_redo (corpus, "dana", NULL);
  g_assert_nonnull (redone);
  g_assert_nonnull (sch_corpus_get_cluster (corpus, "dana", "k1"));
  close_corpus (f);
  g_assert_cmpuint (count_journals (f), ==, 0);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "s1:claim");
  g_assert_nonnull (sch_corpus_get_cluster (corpus, "dana", "k1"));
  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SchEditGroup) group = sch_corpus_undo (corpus, "dana", &error);

      g_assert_no_error (error);
      g_assert_nonnull (group);
    }
  g_assert_false (sch_corpus_can_undo (corpus, "dana"));
  assert_spans (corpus, "a.txt", "");
  close_corpus (f);
  assert_valid_files (f);
}

static void
flush_session (SchCorpus *corpus, gpointer data)
{
  test_virgin_session (corpus, NULL);
  relabel (corpus, "a.txt", "s1", "claim");
  flush (corpus);
}

/* A journal of which everything is in the files is taken away by the next closing, so that it is
 * never brought together with what another program does later. */
static void
test_stale_journal (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;

  run_killed_session (f, flush_session, NULL);
  corpus = open_corpus (f);
  assert_spans (corpus, "a.txt", "s1:claim s2:person");
  close_corpus (f);
  g_assert_cmpuint (count_journals (f), ==, 0);
}

static void
write_session (SchCorpus *corpus, gpointer data)
{
  test_virgin_session (corpus, NULL);
  relabel (corpus, "a.txt", "s1", "claim");
  sch_corpus_write_files (corpus);
  tag (corpus, "a.txt", "s9", 36, 42);
}

/* Another program changed the file before the journal was replayed: its changes stay, ours come on
 * top, and no old state comes back. */
static void
test_foreign_change (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  g_auto (GStrv) parts = NULL;

  run_killed_session (f, write_session, NULL);
  text = read_text (f, "annotations/dana/a.txt.json");
  g_assert_nonnull (text);
  /* s2 becomes a source there; s1 keeps the state that our journal had led to. */
  parts = g_strsplit (text, "\"id\": \"s2\", \"label\": \"person\"", 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  changed = g_strjoinv ("\"id\": \"s2\", \"label\": \"source\"", parts);
  write_text (f, "annotations/dana/a.txt.json", changed);

  corpus = open_corpus (f);
  /* s2 was changed on both sides (made here, then changed there): reported, and the file is kept. */
  g_assert_nonnull (find_issue (corpus, "", "changed both here and by another program"));
  {
    g_autofree char *spans = list_spans (corpus, "a.txt");

    g_assert_nonnull (strstr (spans, "s1:claim"));
    g_assert_nonnull (strstr (spans, "s9:person"));
  }
  close_corpus (f);
  {
    g_autofree char *backup = g_build_filename (f->root, ".scholiast", "backup", NULL);
    g_autoptr (GDir) dir = g_dir_open (backup, 0, NULL);

    g_assert_nonnull (dir);
    g_assert_nonnull (g_dir_read_name (dir));
  }
}

static char *
get_journal_path (CorpusFixture *f)
{
  g_autofree char *folder = g_build_filename (f->root, ".scholiast", "journal", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  return g_build_filename (folder, name, NULL);
}

/* A record in the middle is damaged: reported, the rest is replayed, the journal is put aside so that
 * it is not replayed again. */
static void
test_damaged_journal (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  gsize byte_len;
  char *found;

  run_killed_session (f, test_virgin_session, NULL);
  path = get_journal_path (f);
  g_assert_true (g_file_get_contents (path, &content, &byte_len, NULL));
  found = memmem (content, byte_len, "\"id\": \"s2\"", 10);
  g_assert_nonnull (found);
  found[7] = 'X';
  g_assert_true (g_file_set_contents (path, content, byte_len, NULL));

  corpus = open_corpus (f);
  g_assert_nonnull (find_issue (corpus, "", "damaged"));
  assert_spans (corpus, "a.txt", "s1:person");
  assert_spans (corpus, "b.txt", "s3:person");
  remove_span (corpus, "a.txt", "s1");
  close_corpus (f);
  g_assert_cmpuint (count_journals (f), ==, 0);
  corpus = open_corpus (f);
  assert_no_issues (corpus);
  assert_spans (corpus, "a.txt", "");
}

/* The end of the journal is torn at every place: what stands before it is there. */
static void
test_torn_journal (CorpusFixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  gsize byte_len;

  run_killed_session (f, test_virgin_session, NULL);
  path = get_journal_path (f);
  g_assert_true (g_file_get_contents (path, &content, &byte_len, NULL));
  for (gsize length = 0; length <= byte_len; length += 1 + length % 37)
    {
      g_autoptr (SchCorpus) corpus = NULL;
      g_autofree char *spans = NULL;
      g_autofree char *other = NULL;

      g_assert_true (g_file_set_contents (path, content, length, NULL));
      corpus = open_with (f, "reader", SCH_OPEN_READ_ONLY);
      spans = list_spans (corpus, "a.txt");
      other = list_spans (corpus, "b.txt");
      g_assert_true (g_str_equal (spans, "") || g_str_equal (spans, "s1:person") ||
                     g_str_equal (spans, "s1:person s2:person"));
      if (*other != '\0')
        g_assert_cmpstr (spans, ==, "s1:person s2:person");
    }
}

/* The text of one document changed after the crash: its edits wait in the journal, the others are
 * there, and nothing is replayed twice however often the corpus is opened and changed. */
static void
test_waiting_journal (CorpusFixture *f, gconstpointer data)
{
  SchCorpus *corpus;
  g_autofree char *text = read_text (f, "a.txt");
  g_autofree char *renamed = g_build_filename (f->root, "a.away", NULL);
  g_autofree char *place = g_build_filename (f->root, "a.txt", NULL);

  run_killed_session (f, test_virgin_session, NULL);
  g_rename (place, renamed);
  corpus = open_corpus (f);
  assert_spans (corpus, "b.txt", "s3:person");
  remove_span (corpus, "b.txt", "s3");
  close_corpus (f);
  corpus = open_corpus (f);
  assert_spans (corpus, "b.txt", "");
  tag (corpus, "b.txt", "s5", 0, 7);
  close_corpus (f);
  g_rename (renamed, place);
  corpus = open_corpus (f);
  assert_spans (corpus, "a.txt", "s1:person s2:person");
  assert_spans (corpus, "b.txt", "s5:person");
  close_corpus (f);
  g_assert_cmpuint (count_journals (f), ==, 0);
}

/* A journal with names that lead out of the corpus is refused. */
static void
test_hostile_journal (CorpusFixture *f, gconstpointer data)
{
  static const char *const edits[] = {
    "{\"type\": \"span\", \"layer\": \"../../x\", \"path\": \"a.txt\", \"after\": {\"id\": \"s\", "
    "\"label\": \"person\", \"ranges\": [[0, 1]]}}",
    "{\"type\": \"span\", \"layer\": \"dana\", \"path\": \"../../../x\", \"after\": {\"id\": \"s\", "
    "\"label\": \"person\", \"ranges\": [[0, 1]]}}",
    "{\"type\": \"span\", \"path\": \"a.txt\", \"after\": {\"id\": \"s\", \"label\": \"person\", "
    "\"ranges\": [[0, 1]]}}",
    "{\"type\": \"span\", \"layer\": \"dana\", \"after\": {\"id\": \"s\", \"label\": \"person\", "
    "\"ranges\": [[0, 1]]}}",
    "{\"type\": \"cluster\", \"after\": {\"id\": \"s\", \"kind\": \"entity\"}}",
    "{\"type\": \"nothing\", \"after\": {}}",
    "{\"type\": \"span\", \"layer\": \"dana\", \"path\": \"a.txt\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"seq\": 5, \"op\": \"do\", \"edits\": [%s]}",
                                               edits[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (sch_edit_group_parse (json, strlen (json), "journal", &error));
      g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
    }
}

/* A few kills at random points; tests/crash/run does many. */
static void
test_random_kills (void)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "crash", "crash", NULL);
  const char *argv[] = { program, "--seed", "7", "--kills", "12", NULL };
  g_autofree char *out = NULL;
  g_autofree char *messages = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &messages, &status,
                &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s%s", out, messages);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_suffix (out, "12 kills, 0 lost, 0 corrupt\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) \
  g_test_add ("/recovery/" name, CorpusFixture, data, set_up_corpus, func, tear_down_corpus)
  ADD ("virgin", NULL, test_virgin);
  ADD ("twice", NULL, test_twice);
  ADD ("twice-written", "written", test_twice);
  ADD ("stale-journal", NULL, test_stale_journal);
  ADD ("foreign-change", NULL, test_foreign_change);
  ADD ("damaged-journal", NULL, test_damaged_journal);
  ADD ("torn-journal", NULL, test_torn_journal);
  ADD ("waiting-journal", NULL, test_waiting_journal);
  ADD ("hostile-journal", NULL, test_hostile_journal);
  g_test_add_func ("/recovery/random-kills", test_random_kills);
  return g_test_run ();
}
