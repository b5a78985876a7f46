/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer thread: the order of what it does, what stands when it fails, who may free it when. */

#include "corpus-fixture.h"

#include <sys/resource.h>

#include "sch-saver.h"

typedef struct
{
  CorpusFixture corpus;
  char *private_folder;
  SchSaver *saver;
  GString *events;
  gboolean free_in_callback;
} Fixture;

static void
result_cb (const SchSaverResult *result, gpointer data)
{
  static const char letters[] = "JWFXR";
  Fixture *f = data;

  g_string_append_c (f->events, letters[result->event]);
  if (result->event == SCH_SAVER_FAILED || result->event == SCH_SAVER_FILE_FAILED)
    g_assert_nonnull (result->error);
  if (f->free_in_callback)
    g_clear_pointer (&f->saver, sch_saver_free);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const SchJournalHeader header = { "corpus", "machine", "instance", "2026-11-21T10:00:00Z" };

  set_up_corpus (&f->corpus, NULL);
  f->private_folder = g_build_filename (f->corpus.root, ".scholiast", NULL);
  f->events = g_string_new (NULL);
  f->saver = sch_saver_new (f->corpus.root, f->private_folder, &header, result_cb, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->saver, sch_saver_free);
  g_string_free (f->events, TRUE);
  g_free (f->private_folder);
  tear_down_corpus (&f->corpus, NULL);
}

static GBytes *
produce (gpointer data)
{
  return g_bytes_new (data, strlen (data));
}

static void
push_group (Fixture *f, guint64 seq)
{
  sch_saver_push_group (f->saver, seq, produce, g_strdup_printf ("{\"seq\": %u}", (guint) seq),
                        g_free, "dana", SCH_HISTORY_DO);
}

static void
push_file (Fixture *f, const char *file, const char *content)
{
  const SchFileState missing = { 0 };

  sch_saver_push_file (f->saver, file, 1, &missing, produce, g_strdup (content), g_free);
}

static gboolean
has_file (Fixture *f, const char *name)
{
  g_autofree char *content = read_text (&f->corpus, name);

  return content != NULL;
}

#define JOURNAL ".scholiast/journal/20261121T100000Z-instance.log"

static void
test_order (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_true (sch_saver_is_idle (f->saver));
  g_assert_false (has_file (f, ".scholiast/.gitignore"));
  sch_saver_push_base (f->saver, "x/y.json", "");
  push_group (f, 1);
  push_file (f, "x/y.json", "content");
  push_file (f, "x/y.json", "not expected");
  push_group (f, 2);
  sch_saver_wait (f->saver, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (f->events->str, ==, "JWXJ");
  content = read_text (&f->corpus, "x/y.json");
  g_assert_cmpstr (content, ==, "content");
  g_assert_true (has_file (f, JOURNAL));
  g_assert_true (has_file (f, ".scholiast/.gitignore"));
  g_assert_true (has_file (f, ".scholiast/history/dana.log"));

  /* A reset that a later group overtook is none. */
  sch_saver_push_reset (f->saver, 1);
  g_assert_true (sch_saver_wait (f->saver, NULL));
  g_assert_true (has_file (f, JOURNAL));
  sch_saver_push_reset (f->saver, 2);
  g_assert_true (sch_saver_wait (f->saver, NULL));
  g_assert_cmpstr (f->events->str, ==, "JWXJR");
  g_assert_false (has_file (f, JOURNAL));
}

/* While the journal cannot be written nothing overtakes it; tried again, all is done in order. */
static void
test_failure (Fixture *f, gconstpointer data)
{
  struct rlimit old;
  struct rlimit full = { 0 };
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  full.rlim_max = old.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  push_group (f, 1);
  push_file (f, "x/y.json", "content");
  g_assert_false (sch_saver_wait (f->saver, &error));
  g_assert_nonnull (error);
  g_assert_false (sch_saver_is_idle (f->saver));
  g_assert_false (has_file (f, "x/y.json"));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_string_truncate (f->events, 0);
  sch_saver_retry (f->saver);
  g_assert_true (sch_saver_wait (f->saver, NULL));
  g_assert_true (g_str_has_suffix (f->events->str, "JW"));
  g_assert_true (has_file (f, "x/y.json"));
}

/* An older journal that cannot be removed keeps ours. */
static void
test_older_journal (Fixture *f, gconstpointer data)
{
  g_autofree char *older = g_build_filename (f->private_folder, "journal", "0.log", NULL);

  push_group (f, 1);
  g_assert_true (sch_saver_wait (f->saver, NULL));
  g_assert_cmpint (g_mkdir (older, 0755), ==, 0);
  sch_saver_push_remove (f->saver, older);
  sch_saver_push_reset (f->saver, 1);
  g_assert_true (sch_saver_wait (f->saver, NULL));
  g_assert_true (has_file (f, JOURNAL));
}

static void
test_set_aside (Fixture *f, gconstpointer data)
{
  g_autofree char *older = g_build_filename (f->private_folder, "journal", "0.log", NULL);

  write_text (&f->corpus, ".scholiast/journal/0.log", "damaged");
  sch_saver_push_set_aside (f->saver, older);
  g_assert_true (sch_saver_wait (f->saver, NULL));
  g_assert_false (has_file (f, ".scholiast/journal/0.log"));
  g_assert_true (has_file (f, ".scholiast/backup/0.log"));
}

/* Closing the corpus as soon as all is saved, from the very call that says so. */
static void
test_free_in_callback (Fixture *f, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  f->free_in_callback = TRUE;
  push_group (f, 1);
  push_group (f, 2);
  while (f->saver != NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (f->saver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/saver/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("order", test_order);
  ADD ("failure", test_failure);
  ADD ("older-journal", test_older_journal);
  ADD ("set-aside", test_set_aside);
  ADD ("free-in-callback", test_free_in_callback);
  return g_test_run ();
}
