/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: what was appended is replayed from the right place for each state of each file. */

#include "sch-journal.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "sch-error.h"

typedef struct
{
  char *root;
  char *folder;
  SchJournal *journal;
} Fixture;

static const SchJournalHeader header = { "corpus1", "machine \"1\"", "inst1",
                                         "2026-11-21T10:00:00Z" };

static void
set_up (Fixture *f, gconstpointer data)
{
  f->root = g_dir_make_tmp ("sch-journal-XXXXXX", NULL);
  g_assert_nonnull (f->root);
  f->folder = g_build_filename (f->root, ".scholiast", "journal", NULL);
  f->journal = sch_journal_new (f->folder, &header);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sch_journal_free (f->journal);
  remove_tree (f->root);
  g_free (f->root);
  g_free (f->folder);
}

static void
append_group (SchJournal *journal, guint64 seq)
{
  g_autofree char *payload = g_strdup_printf ("{\"seq\": %" G_GUINT64_FORMAT ", \"name\": \"é\"}",
                                              seq);
  g_autoptr (GError) error = NULL;

  sch_journal_append (journal, SCH_JOURNAL_GROUP, payload, strlen (payload), TRUE, &error);
  g_assert_no_error (error);
}

static void
append_base (SchJournal *journal, const char *file, const char *sha256)
{
  g_autoptr (GError) error = NULL;

  sch_journal_append_base (journal, file, sha256, &error);
  g_assert_no_error (error);
}

static void
append_checkpoint (SchJournal *journal, const char *file, const char *sha256, guint64 seq)
{
  g_autoptr (GError) error = NULL;

  sch_journal_append_checkpoint (journal, file, sha256, seq, &error);
  g_assert_no_error (error);
}

static SchJournalReplay *
read_journal (const char *path)
{
  g_autoptr (GError) error = NULL;
  SchJournalReplay *replay = sch_journal_replay_read (path, &error);

  g_assert_no_error (error);
  return replay;
}

static int
find (SchJournalReplay *replay, const char *file, const char *sha256)
{
  guint first = 0;

  return sch_journal_replay_find_state (replay, file, sha256, &first) ? (int) first : -1;
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (SchJournalReplay) replay = NULL;
  g_autofree char *name = g_path_get_basename (sch_journal_get_path (f->journal));
  const SchJournalHeader *found;
  gsize len;

  g_assert_cmpstr (name, ==, "20261121T100000Z-inst1.log");
  g_assert_cmpuint (sch_journal_get_size (f->journal), ==, 0);
  g_assert_false (g_file_test (f->folder, G_FILE_TEST_EXISTS));

  append_base (f->journal, "annotations/dana/a \"b\".txt.json", "");
  append_group (f->journal, 12);
  g_assert_cmpuint (sch_journal_get_size (f->journal), >, 0);
  replay = read_journal (sch_journal_get_path (f->journal));
  found = sch_journal_replay_get_header (replay);
  g_assert_cmpstr (found->corpus, ==, header.corpus);
  g_assert_cmpstr (found->machine, ==, header.machine);
  g_assert_cmpstr (found->instance, ==, header.instance);
  g_assert_cmpstr (found->started, ==, header.started);
  g_assert_cmpuint (sch_journal_replay_get_n_groups (replay), ==, 1);
  g_assert_cmpstr (sch_journal_replay_get_group (replay, 0, &len), ==,
                   "{\"seq\": 12, \"name\": \"é\"}");
  g_assert_cmpuint (len, ==, strlen ("{\"seq\": 12, \"name\": \"é\"}"));
  g_assert_true (sch_journal_replay_names_file (replay, "annotations/dana/a \"b\".txt.json"));
  g_assert_false (sch_journal_replay_names_file (replay, "a"));
  g_assert_cmpuint (sch_journal_replay_get_damage (replay)->torn_bytes, ==, 0);
  g_assert_cmpuint (sch_journal_replay_get_damage (replay)->bad_records, ==, 0);
}

static void
test_states (Fixture *f, gconstpointer data)
{
  g_autoptr (SchJournalReplay) replay = NULL;

  append_base (f->journal, "a", "a0");
  append_group (f->journal, 10); /* 0 */
  append_group (f->journal, 11); /* 1 */
  append_base (f->journal, "b", "");
  append_group (f->journal, 12);                 /* 2 */
  append_group (f->journal, 13);                 /* 3 */
  append_checkpoint (f->journal, "a", "a1", 11); /* the snapshot was older than the last group */
  append_group (f->journal, 14);                 /* 4 */
  append_checkpoint (f->journal, "b", "b1", 14);
  append_checkpoint (f->journal, "a", "a0", 13); /* back to the first content */
  replay = read_journal (sch_journal_get_path (f->journal));

  g_assert_cmpint (find (replay, "a", "a1"), ==, 2);
  g_assert_cmpint (find (replay, "a", "a0"), ==, 4);
  g_assert_cmpint (find (replay, "b", ""), ==, 2);
  g_assert_cmpint (find (replay, "b", "b1"), ==, 5);
  g_assert_cmpint (find (replay, "b", "a1"), ==, -1);
  g_assert_cmpint (find (replay, "a", ""), ==, -1);
  g_assert_cmpint (find (replay, "c", ""), ==, -1);
}

/* A checkpoint of a state older than all groups, or with groups of unknown number around. */
static void
test_sequence_numbers (Fixture *f, gconstpointer data)
{
  static const char *const odd[] = {
    "{\"name\": \"x\", \"seq\": 1}",      "{\"seq\": -3}",   "{\"seq\": 1.5}", "[]", "",
    "{\"seq\": 99999999999999999999999}", "{\"seq\": \"1\"}"
  };
  g_autoptr (SchJournalReplay) replay = NULL;

  append_base (f->journal, "a", "0");
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    g_assert_true (
        sch_journal_append (f->journal, SCH_JOURNAL_GROUP, odd[i], strlen (odd[i]), FALSE, NULL));
  append_checkpoint (f->journal, "a", "1", 100);
  g_assert_true (
      sch_journal_append (f->journal, SCH_JOURNAL_GROUP, " {\n\"seq\" :\t7 }", 14, FALSE, NULL));
  append_checkpoint (f->journal, "a", "2", 7);
  append_checkpoint (f->journal, "a", "3", 6);
  replay = read_journal (sch_journal_get_path (f->journal));
  g_assert_cmpuint (sch_journal_replay_get_n_groups (replay), ==, G_N_ELEMENTS (odd) + 1);
  g_assert_cmpint (find (replay, "a", "0"), ==, 0);
  g_assert_cmpint (find (replay, "a", "1"), ==, G_N_ELEMENTS (odd) + 1);
  g_assert_cmpint (find (replay, "a", "2"), ==, G_N_ELEMENTS (odd) + 1);
  g_assert_cmpint (find (replay, "a", "3"), ==, 0);
}

static void
test_reset (Fixture *f, gconstpointer data)
{
  g_autoptr (SchJournalReplay) replay = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_journal_reset (f->journal, &error));
  append_group (f->journal, 1);
  g_assert_true (sch_journal_reset (f->journal, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sch_journal_get_size (f->journal), ==, 0);
  g_assert_false (g_file_test (sch_journal_get_path (f->journal), G_FILE_TEST_EXISTS));
  append_group (f->journal, 2);
  replay = read_journal (sch_journal_get_path (f->journal));
  g_assert_cmpstr (sch_journal_replay_get_header (replay)->instance, ==, "inst1");
  g_assert_cmpuint (sch_journal_replay_get_n_groups (replay), ==, 1);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *instance;
    const char *started;
  } written[] = { { "zz", "2026-11-21T10:00:01Z" },
                  { "mm", "2025-01-01T00:00:00Z" },
                  { "aa/../x", "2026-11-21T10:00:02Z" } };
  static const char *const expected[] = { "20250101T000000Z-mm.log", "20261121T100001Z-zz.log",
                                          "20261121T100002Z-aa..x.log" };
  g_autoptr (GPtrArray) list = sch_journal_list (f->folder, NULL);
  g_autofree char *other = g_build_filename (f->folder, "notes.txt", NULL);
  g_autofree char *sub = g_build_filename (f->folder, "sub.log", NULL);

  g_assert_cmpuint (list->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      SchJournalHeader h = { "c", "m", (char *) written[i].instance, (char *) written[i].started };
      g_autoptr (SchJournal) journal = sch_journal_new (f->folder, &h);

      append_group (journal, 1);
    }
  g_assert_true (g_file_set_contents (other, "x", 1, NULL));
  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  g_ptr_array_unref (list);
  list = sch_journal_list (f->folder, NULL);
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *path = g_build_filename (f->folder, expected[i], NULL);

      g_assert_cmpstr (g_ptr_array_index (list, i), ==, path);
    }
}

/* Cut at every byte of the last group: all before it is there. */
static void
test_torn (Fixture *f, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autofree char *path = g_build_filename (f->root, "torn.log", NULL);
  gsize len, whole;

  append_base (f->journal, "a", "0");
  append_group (f->journal, 1);
  whole = sch_journal_get_size (f->journal);
  append_group (f->journal, 2);
  g_assert_true (g_file_get_contents (sch_journal_get_path (f->journal), &content, &len, NULL));
  for (gsize cut = 0; cut < len; cut++)
    {
      g_autoptr (SchJournalReplay) replay = NULL;

      g_assert_true (g_file_set_contents (path, content, cut, NULL));
      replay = read_journal (path);
      g_assert_nonnull (sch_journal_replay_get_header (replay)->instance);
      g_assert_cmpuint (sch_journal_replay_get_damage (replay)->bad_records, ==, 0);
      g_assert_cmpuint (sch_journal_replay_get_n_groups (replay), ==, cut >= whole ? 1 : 0);
      if (cut >= whole)
        g_assert_cmpint (find (replay, "a", "0"), ==, 0);
    }
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autofree char *path = g_build_filename (f->root, "bad.log", NULL);
  g_autoptr (SchJournalReplay) replay = NULL;
  g_autoptr (SchRecordLog) log = NULL;
  g_autoptr (GError) error = NULL;
  gsize len, at;

  append_base (f->journal, "a", "0");
  append_group (f->journal, 1);
  append_group (f->journal, 2);
  at = sch_journal_get_size (f->journal) - 3;
  append_group (f->journal, 3);
  append_checkpoint (f->journal, "a", "1", 3);
  g_assert_true (g_file_get_contents (sch_journal_get_path (f->journal), &content, &len, NULL));
  content[at] ^= 1;
  g_assert_true (g_file_set_contents (path, content, len, NULL));
  replay = read_journal (path);
  g_assert_cmpuint (sch_journal_replay_get_n_groups (replay), ==, 2);
  g_assert_cmpuint (sch_journal_replay_get_damage (replay)->bad_records, ==, 1);
  g_assert_cmpuint (sch_journal_replay_get_damage (replay)->first_bad_offset, >, 0);
  g_assert_cmpint (find (replay, "a", "1"), ==, 2);

  /* Whole, and no sense in them. */
  g_assert_true (g_file_set_contents (path, content, 0, NULL));
  log = sch_record_log_open (path, SCH_JOURNAL_MAGIC, NULL);
  g_assert_true (
      sch_record_log_append (log, SCH_JOURNAL_HEADER, "{\"corpus\": 1}", 13, FALSE, NULL));
  g_assert_true (
      sch_record_log_append (log, SCH_JOURNAL_BASE, "{\"file\": \"a\"}", 13, FALSE, NULL));
  g_assert_true (sch_record_log_append (log, SCH_JOURNAL_CHECKPOINT,
                                        "{\"file\": \"a\", \"sha256\": \"\"}", 27, FALSE, NULL));
  g_assert_true (sch_record_log_append (log, SCH_JOURNAL_BASE, "nonsense", 8, FALSE, NULL));
  g_assert_true (sch_record_log_append (log, 77, "", 0, FALSE, NULL));
  g_clear_pointer (&replay, sch_journal_replay_free);
  replay = read_journal (path);
  g_assert_cmpuint (sch_journal_replay_get_damage (replay)->bad_records, ==, 5);
  g_assert_cmpstr (sch_journal_replay_get_header (replay)->machine, ==, "");
  g_assert_false (sch_journal_replay_names_file (replay, "a"));

  g_assert_true (g_file_set_contents (path, "not a journal", -1, NULL));
  g_assert_null (sch_journal_replay_read (path, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
  g_clear_error (&error);
  g_unlink (path);
  g_assert_null (sch_journal_replay_read (path, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND);
}

/* A full disk at each step, also before and between header and group; then there is room. */
static void
test_full_disk (Fixture *f, gconstpointer data)
{
  struct rlimit old_limit, limit;
  guint n_failed = 0;
  g_autoptr (SchJournalReplay) replay = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
  limit = old_limit;
  for (limit.rlim_cur = 0; limit.rlim_cur < 400; limit.rlim_cur += 7)
    {
      g_autoptr (GError) error = NULL;
      gboolean ok;

      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      ok = sch_journal_append (f->journal, SCH_JOURNAL_GROUP, "{\"seq\": 1}", 10, TRUE, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
      g_assert_true (ok == (error == NULL));
      n_failed += ok ? 0 : 1;
      if (ok)
        break;
    }
  g_assert_cmpuint (n_failed, >, 10);
  append_group (f->journal, 2);
  replay = read_journal (sch_journal_get_path (f->journal));
  g_assert_cmpuint (sch_journal_replay_get_n_groups (replay), ==, 2);
  g_assert_cmpstr (sch_journal_replay_get_header (replay)->instance, ==, "inst1");
  g_assert_cmpuint (sch_journal_replay_get_damage (replay)->bad_records, ==, 0);
  g_assert_cmpuint (sch_journal_replay_get_damage (replay)->torn_bytes, ==, 0);
}

/* Somebody deletes the private folder: said once, then a new journal with its own header. */
static void
test_removed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchJournalReplay) replay = NULL;

  append_group (f->journal, 1);
  remove_tree (f->folder);
  g_assert_false (
      sch_journal_append (f->journal, SCH_JOURNAL_GROUP, "{\"seq\": 2}", 10, TRUE, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CHANGED);
  append_group (f->journal, 2);
  replay = read_journal (sch_journal_get_path (f->journal));
  g_assert_cmpuint (sch_journal_replay_get_n_groups (replay), ==, 1);
  g_assert_cmpstr (sch_journal_replay_get_header (replay)->corpus, ==, "corpus1");
}

/* Killed while writing: every group that was said to be saved is there. */
static void
test_killed (Fixture *f, gconstpointer data)
{
  int pipes[2];
  guint64 last = 0, seen;
  pid_t child;
  g_autoptr (SchJournalReplay) replay = NULL;
  guint n_groups;

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    for (guint64 seq = 1;; seq++)
      {
        g_autofree char *payload = g_strdup_printf ("{\"seq\": %" G_GUINT64_FORMAT "}", seq);

        if (!sch_journal_append (f->journal, SCH_JOURNAL_GROUP, payload, strlen (payload), TRUE,
                                 NULL) ||
            write (pipes[1], &seq, sizeof seq) != sizeof seq)
          _exit (1);
      }
  close (pipes[1]);
  while (last < 50 && read (pipes[0], &seen, sizeof seen) == sizeof seen)
    last = seen;
  kill (child, SIGKILL);
  while (read (pipes[0], &seen, sizeof seen) == sizeof seen)
    last = seen;
  close (pipes[0]);
  waitpid (child, NULL, 0);
  g_assert_cmpuint (last, >=, 50);

  replay = read_journal (sch_journal_get_path (f->journal));
  n_groups = sch_journal_replay_get_n_groups (replay);
  g_assert_cmpuint (n_groups, >=, last);
  g_assert_cmpuint (n_groups, <=, last + 1);
  g_assert_cmpuint (sch_journal_replay_get_damage (replay)->bad_records, ==, 0);
}

#define ADD(name, func) g_test_add ("/journal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("states", test_states);
  ADD ("sequence-numbers", test_sequence_numbers);
  ADD ("reset", test_reset);
  ADD ("list", test_list);
  ADD ("torn", test_torn);
  ADD ("damaged", test_damaged);
  ADD ("full-disk", test_full_disk);
  ADD ("removed", test_removed);
  ADD ("killed", test_killed);
  return g_test_run ();
}
