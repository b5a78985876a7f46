/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A corpus in a temporary folder, with a clock and an instance of its own; and what tests do to it:
 * files, edits, ends by SIGKILL. */

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sch-corpus.h"
#include "sch-error.h"
#include "sch-native-files.h"
#include "sch-store.h"

typedef struct
{
  char *base;
  char *root;
  SchEnvironment *environment;
  SchCorpus *corpus; /* (nullable): closed by tear_down_corpus() */
} CorpusFixture;

static gint64 fixture_clock = 1795255200; /* 2026-11-21T10:00:00Z */

static G_GNUC_UNUSED gint64
read_fixture_clock (void)
{
  return fixture_clock;
}

static G_GNUC_UNUSED void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_chmod (path, 0755);
  dir = g_dir_open (path, 0, NULL);
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

static G_GNUC_UNUSED SchEnvironment *
new_fixture_environment (const char *base, const char *instance)
{
  SchEnvironment *environment = g_new0 (SchEnvironment, 1);

  environment->now = read_fixture_clock;
  environment->user = g_strdup ("dana");
  environment->host = g_strdup ("host");
  environment->boot_id = g_strdup ("boot");
  environment->machine_id = g_strdup ("machine");
  environment->instance = g_strdup (instance);
  environment->state_dir = g_build_filename (base, "state", NULL);
  environment->runtime_dir = g_build_filename (base, "run", NULL);
  environment->data_dir = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", NULL);
  g_mkdir_with_parents (environment->runtime_dir, 0700);
  return environment;
}

static G_GNUC_UNUSED void
write_bytes (CorpusFixture *f, const char *name, const char *content, gssize byte_len)
{
  g_autofree char *path = g_build_filename (f->root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  FILE *file;

  if (byte_len < 0)
    byte_len = strlen (content);
  g_mkdir_with_parents (folder, 0755);
  file = fopen (path, "w");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (content, 1, byte_len, file), ==, byte_len);
  g_assert_cmpint (fclose (file), ==, 0);
}

static G_GNUC_UNUSED void
write_text (CorpusFixture *f, const char *name, const char *content)
{
  write_bytes (f, name, content, -1);
}

/* (nullable): NULL where it is not there */
static G_GNUC_UNUSED char *
read_text (CorpusFixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->root, name, NULL);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);
  return content;
}

static G_GNUC_UNUSED void
set_up_corpus (CorpusFixture *f, gconstpointer data)
{
  f->base = g_dir_make_tmp ("sch-corpus-XXXXXX", NULL);
  g_assert_nonnull (f->base);
  f->root = g_build_filename (f->base, "corpus", NULL);
  g_mkdir_with_parents (f->root, 0755);
  f->environment = new_fixture_environment (f->base, "first");
  write_text (f, "a.txt", "Ada Lovelace met Charles Babbage in London. He said: “Hello.”\n");
  write_text (f, "b.txt", "Überall 😀 Menschen. Ada schrieb.\r\nZweite Zeile.\r\n");
  write_text (f, "deep/er/c.txt", "A third document.");
}

static G_GNUC_UNUSED void
close_corpus (CorpusFixture *f)
{
  g_autoptr (GError) error = NULL;

  if (f->corpus == NULL)
    return;
  sch_corpus_close (f->corpus, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (f->corpus);
  f->corpus = NULL;
}

static G_GNUC_UNUSED void
tear_down_corpus (CorpusFixture *f, gconstpointer data)
{
  close_corpus (f);
  remove_tree (f->base);
  g_free (f->base);
  g_free (f->root);
  sch_environment_free (f->environment);
}

static G_GNUC_UNUSED SchCorpus *
open_with (CorpusFixture *f, const char *instance, SchOpenFlags flags)
{
  g_autoptr (GError) error = NULL;
  SchCorpus *corpus;

  g_free (f->environment->instance);
  f->environment->instance = g_strdup (instance);
  corpus = sch_corpus_open (f->root, f->environment, flags, NULL, &error);
  g_assert_no_error (error);
  return corpus;
}

/* A new instance each time. */
static G_GNUC_UNUSED SchCorpus *
open_corpus (CorpusFixture *f)
{
  static guint n_instances;
  g_autofree char *instance = g_strdup_printf ("instance%u", n_instances++);

  g_assert_null (f->corpus);
  f->corpus = open_with (f, instance, SCH_OPEN_DEFAULT);
  return f->corpus;
}

static G_GNUC_UNUSED void
apply (SchCorpus *corpus, SchEditGroup *group)
{
  g_autoptr (GError) error = NULL;

  sch_corpus_apply (corpus, group, &error);
  g_assert_no_error (error);
}

static G_GNUC_UNUSED void
add_span (SchEditGroup *group, const char *layer, const char *path, const char *id, guint start,
          guint end)
{
  const SchRange range = { start, end };
  g_autoptr (SchSpan) span = sch_span_new (id, "person", &range, 1);

  sch_record_stamp (span, "dana", fixture_clock);
  sch_edit_group_add (group, SCH_RECORD_SPAN, layer, path, NULL, span);
}

static G_GNUC_UNUSED void
tag (SchCorpus *corpus, const char *path, const char *id, guint start, guint end)
{
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Tag", "dana");

  add_span (group, "dana", path, id, start, end);
  apply (corpus, group);
}

/* Replaces a span by one with another label. */
static G_GNUC_UNUSED void
relabel (SchCorpus *corpus, const char *path, const char *id, const char *label)
{
  SchLayerDocument *document = sch_corpus_get_layer_document (corpus, "dana", path, NULL);
  SchSpan *before = sch_layer_document_get_span (document, id);
  g_autoptr (SchSpan) after = sch_record_copy (before);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Relabel", "dana");

  sch_span_set_label (after, label);
  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", path, before, after);
  apply (corpus, group);
}

static G_GNUC_UNUSED void
remove_span (SchCorpus *corpus, const char *path, const char *id)
{
  SchLayerDocument *document = sch_corpus_get_layer_document (corpus, "dana", path, NULL);
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Remove", "dana");

  sch_edit_group_add (group, SCH_RECORD_SPAN, "dana", path,
                      sch_layer_document_get_span (document, id), NULL);
  apply (corpus, group);
}

static G_GNUC_UNUSED void
add_cluster (SchCorpus *corpus, const char *id, const char *name)
{
  g_autoptr (SchEditGroup) group = sch_edit_group_new ("Cluster", "dana");
  g_autoptr (SchCluster) cluster = sch_cluster_new (id, "entity", name);

  sch_edit_group_add (group, SCH_RECORD_CLUSTER, "dana", NULL, NULL, cluster);
  apply (corpus, group);
}

/* The ids of the spans, in document order, with their labels. */
static G_GNUC_UNUSED char *
list_spans (SchCorpus *corpus, const char *path)
{
  SchLayerDocument *document = sch_corpus_get_layer_document (corpus, "dana", path, NULL);
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (document);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      g_string_append_printf (list, "%s%s:%s", i > 0 ? " " : "", span->record.id, span->label);
    }
  return g_string_free (list, FALSE);
}

#define assert_spans(corpus, path, expected)             \
  G_STMT_START                                           \
  {                                                      \
    g_autofree char *spans_ = list_spans (corpus, path); \
    g_assert_cmpstr (spans_, ==, expected);              \
  }                                                      \
  G_STMT_END

static G_GNUC_UNUSED void
flush (SchCorpus *corpus)
{
  g_autoptr (GError) error = NULL;

  sch_corpus_flush (corpus, &error);
  g_assert_no_error (error);
}

static G_GNUC_UNUSED void
wait_for_state (SchCorpus *corpus, SchSavedState state)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (sch_corpus_get_saved_state (corpus) != state && g_get_monotonic_time () < deadline)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  g_assert_cmpint (sch_corpus_get_saved_state (corpus), ==, state);
}

/* The first issue whose file is @file and whose message holds @part, or NULL. */
static G_GNUC_UNUSED const SchIssue *
find_issue (SchCorpus *corpus, const char *file, const char *part)
{
  GPtrArray *issues = sch_corpus_get_issues (corpus);

  for (guint i = 0; i < issues->len; i++)
    {
      const SchIssue *issue = g_ptr_array_index (issues, i);

      if (strcmp (issue->file, file) == 0 && strstr (issue->message, part) != NULL)
        return issue;
    }
  return NULL;
}

static G_GNUC_UNUSED void
assert_no_issues (SchCorpus *corpus)
{
  GPtrArray *issues = sch_corpus_get_issues (corpus);

  for (guint i = 0; i < issues->len; i++)
    g_test_message ("%s: %s", ((SchIssue *) issues->pdata[i])->file,
                    ((SchIssue *) issues->pdata[i])->message);
  g_assert_cmpuint (issues->len, ==, 0);
}

static G_GNUC_UNUSED int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static G_GNUC_UNUSED void
collect_tree (const char *path, const char *prefix, GPtrArray *lines)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *shown = g_strconcat (prefix, name, NULL);
      g_autofree char *content = NULL;
      gsize byte_len = 0;
      char sha256[65] = "";
      GStatBuf st;

      g_assert_cmpint (g_lstat (child, &st), ==, 0);
      if (S_ISREG (st.st_mode) && g_file_get_contents (child, &content, &byte_len, NULL))
        sch_store_sha256 (content, byte_len, sha256);
      g_ptr_array_add (lines, g_strdup_printf ("%s %o %s", shown, st.st_mode, sha256));
      if (S_ISDIR (st.st_mode))
        {
          g_autofree char *deeper = g_strconcat (shown, "/", NULL);

          collect_tree (child, deeper, lines);
        }
    }
}

/* Everything in the folder: names, modes, contents. */
static G_GNUC_UNUSED char *
snapshot_tree (const char *path)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  collect_tree (path, "", lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

typedef void (*SessionFunc) (SchCorpus *corpus, gpointer data);

/* Another process opens the corpus, does what @func does, and is killed once all is said to be saved.
 * With @write_files, the files are written before. */
static G_GNUC_UNUSED void
run_killed_session (CorpusFixture *f, SessionFunc func, gpointer data)
{
  static guint n_sessions;
  g_autofree char *instance = g_strdup_printf ("killed%u", n_sessions++);
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      SchCorpus *corpus = open_with (f, instance, SCH_OPEN_DEFAULT);

      func (corpus, data);
      wait_for_state (corpus, SCH_SAVED);
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
}

/* By the schemas, and by what they cannot say. */
static G_GNUC_UNUSED void
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

/* A file of every kind, with something in it. */
static G_GNUC_UNUSED void
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

/* Another program changes a file. */
static G_GNUC_UNUSED void
replace_in_file (CorpusFixture *f, const char *file, const char *from, const char *to)
{
  g_autofree char *content = read_text (f, file);
  g_auto (GStrv) parts = g_strsplit (content, from, -1);
  g_autofree char *changed = g_strjoinv (to, parts);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  write_text (f, file, changed);
}
