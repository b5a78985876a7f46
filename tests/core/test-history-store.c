/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stored undo history: what is loaded is what the person can undo and redo, within bounds, and
 * damage costs undo steps only. */

#include "sch-history-store.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "sch-error.h"

typedef struct
{
  char *folder;
  char *path;
  SchHistoryStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("sch-history-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
  f->store = sch_history_store_new (f->folder, "dana");
  f->path = g_strdup (sch_history_store_get_path (f->store));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sch_history_store_free (f->store);
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0); /* nothing else was left there */
  g_free (f->folder);
  g_free (f->path);
}

static void
reopen (Fixture *f)
{
  sch_history_store_free (f->store);
  f->store = sch_history_store_new (f->folder, "dana");
}

static void
append (Fixture *f, SchHistoryOp op, guint64 seq, const char *payload)
{
  g_autoptr (GError) error = NULL;

  sch_history_store_append (f->store, op, seq, payload, payload != NULL ? strlen (payload) : 0,
                            &error);
  g_assert_no_error (error);
}

static SchHistoryLog *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  SchHistoryLog *log = sch_history_store_load (f->store, &error);

  g_assert_no_error (error);
  return log;
}

static char *
describe_stack (GPtrArray *stack)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < stack->len; i++)
    {
      gsize len;
      const char *payload = g_bytes_get_data (g_ptr_array_index (stack, i), &len);

      g_string_append_len (text, payload, len);
      g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

static void
assert_history (Fixture *f, const char *done, const char *undone, guint64 last_seq)
{
  g_autoptr (SchHistoryLog) log = load (f);
  g_autofree char *done_text = describe_stack (log->done);
  g_autofree char *undone_text = describe_stack (log->undone);

  g_assert_cmpstr (done_text, ==, done);
  g_assert_cmpstr (undone_text, ==, undone);
  g_assert_cmpuint (log->last_seq, ==, last_seq);
}

static void
assert_equal_stack (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_true (g_bytes_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)));
}

static void
test_semantics (Fixture *f, gconstpointer data)
{
  assert_history (f, "", "", 0);
  g_assert_cmpint (g_access (f->path, F_OK), !=, 0);
  append (f, SCH_HISTORY_DO, 1, "a");
  append (f, SCH_HISTORY_DO, 2, "b");
  append (f, SCH_HISTORY_DO, 3, "c");
  assert_history (f, "a b c ", "", 3);
  append (f, SCH_HISTORY_UNDO, 4, NULL);
  append (f, SCH_HISTORY_UNDO, 5, NULL);
  assert_history (f, "a ", "c b ", 5);
  append (f, SCH_HISTORY_REDO, 6, NULL);
  assert_history (f, "a b ", "c ", 6);
  reopen (f);
  append (f, SCH_HISTORY_DO, 7, "d");
  assert_history (f, "a b d ", "", 7);
  g_assert_true (sch_history_store_sync (f->store, NULL));
}

static void
test_nonsense (Fixture *f, gconstpointer data)
{
  append (f, SCH_HISTORY_UNDO, 1, NULL);
  assert_history (f, "", "", 1);
  append (f, SCH_HISTORY_DO, 2, "a");
  append (f, SCH_HISTORY_REDO, 3, NULL);
  assert_history (f, "", "", 3);
  append (f, SCH_HISTORY_DO, 4, "b");
  assert_history (f, "b ", "", 4);
}

static void
test_unknown_record (Fixture *f, gconstpointer data)
{
  g_autoptr (SchRecordLog) log = NULL;

  append (f, SCH_HISTORY_DO, 1, "a");
  reopen (f);
  log = sch_record_log_open (f->path, "scholiast-history 1\n", NULL);
  g_assert_true (sch_record_log_append (log, 99, "whatever it is", 14, TRUE, NULL));
  g_assert_true (sch_record_log_append (log, SCH_HISTORY_DO, "short", 5, TRUE, NULL));
  g_clear_pointer (&log, sch_record_log_close);
  append (f, SCH_HISTORY_DO, 2, "b");
  assert_history (f, "b ", "", 2);
}

/* A flipped byte anywhere: the steps after it are there and nothing from before it is offered as if
 * nothing was missing. */
static void
test_damage (Fixture *f, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize len;

  append (f, SCH_HISTORY_DO, 1, "a");
  append (f, SCH_HISTORY_DO, 2, "b");
  append (f, SCH_HISTORY_DO, 3, "c");
  append (f, SCH_HISTORY_DO, 4, "d");
  g_assert_true (g_file_get_contents (f->path, &content, &len, NULL));
  for (gsize i = 0; i < len; i++)
    {
      g_autoptr (SchHistoryLog) log = NULL;
      g_autofree char *done = NULL;

      content[i] ^= 0x11;
      g_assert_true (g_file_set_contents (f->path, content, len, NULL));
      content[i] ^= 0x11;
      log = load (f);
      done = describe_stack (log->done);
      g_assert_true (g_strv_contains (((const char *const[]){ "", "d ", "c d ", "b c d ", "a ",
                                                              "a b ", "a b c ", NULL }),
                                      done));
      g_assert_cmpuint (log->undone->len, ==, 0);
    }
  /* The payload of b. */
  content[20 + 2 * 25 - 1] = 'B';
  g_assert_true (g_file_set_contents (f->path, content, len, NULL));
  assert_history (f, "c d ", "", 4);
}

static void
test_foreign_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (f->path, "my diary\n", -1, NULL));
  assert_history (f, "", "", 0);
  g_assert_false (sch_history_store_append (f->store, SCH_HISTORY_DO, 1, "a", 1, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
  g_assert_true (g_file_get_contents (f->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "my diary\n");
}

static void
test_group_bound (Fixture *f, gconstpointer data)
{
  g_autoptr (SchHistoryLog) log = NULL;

  for (guint i = 1; i <= SCH_HISTORY_MAX_GROUPS + 10; i++)
    {
      g_autofree char *payload = g_strdup_printf ("%u", i);

      append (f, SCH_HISTORY_DO, i, payload);
    }
  log = load (f);
  g_assert_cmpuint (log->done->len, ==, SCH_HISTORY_MAX_GROUPS);
  g_assert_cmpmem (g_bytes_get_data (g_ptr_array_index (log->done, 0), NULL), 2, "11", 2);
  g_assert_cmpuint (log->last_seq, ==, SCH_HISTORY_MAX_GROUPS + 10);
}

static void
test_byte_bound (Fixture *f, gconstpointer data)
{
  g_autoptr (SchHistoryLog) log = sch_history_log_new ();
  g_autofree char *chunk = g_strnfill (SCH_HISTORY_MAX_BYTES / 4, 'x');
  g_autofree char *huge = g_strnfill (SCH_HISTORY_MAX_BYTES + 1, 'y');
  g_autoptr (GBytes) quarter = g_bytes_new_static (chunk, SCH_HISTORY_MAX_BYTES / 4);
  g_autoptr (GBytes) one = g_bytes_new_static (huge, SCH_HISTORY_MAX_BYTES + 1);

  for (guint i = 1; i <= 6; i++)
    sch_history_log_apply (log, SCH_HISTORY_DO, i, quarter);
  g_assert_cmpuint (log->done->len, ==, 4);
  /* One step larger than everything can still be undone. */
  sch_history_log_apply (log, SCH_HISTORY_DO, 7, one);
  g_assert_cmpuint (log->done->len, ==, 1);
  sch_history_log_apply (log, SCH_HISTORY_DO, 8, quarter);
  g_assert_cmpuint (log->done->len, ==, 1);
  g_assert_true (g_ptr_array_index (log->done, 0) == quarter);
}

static guint64
get_file_size (Fixture *f)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  return info.st_size;
}

/* The file is rewritten by the append that finds it past its bound, never by loading. */
static void
test_compaction (Fixture *f, gconstpointer data)
{
  g_autofree char *chunk = g_strnfill (SCH_HISTORY_MAX_BYTES / 4, 'x');
  guint64 size;

  for (guint i = 1; i <= 8; i++)
    {
      chunk[0] = '0' + i;
      append (f, SCH_HISTORY_DO, i, chunk);
    }
  size = get_file_size (f);
  g_assert_cmpuint (size, >, 2 * (guint64) SCH_HISTORY_MAX_BYTES);
  reopen (f);
  {
    g_autoptr (SchHistoryLog) log = load (f);

    g_assert_cmpuint (log->done->len, ==, 4);
  }
  g_assert_cmpuint (get_file_size (f), ==, size);

  append (f, SCH_HISTORY_UNDO, 10, NULL);
  g_assert_cmpuint (get_file_size (f), <, 1.1 * SCH_HISTORY_MAX_BYTES);
  {
    g_autoptr (SchHistoryLog) log = load (f);

    g_assert_cmpuint (log->done->len, ==, 3);
    g_assert_cmpuint (log->undone->len, ==, 1);
    g_assert_cmpuint (log->last_seq, ==, 10);
    g_assert_cmpint (*(const char *) g_bytes_get_data (g_ptr_array_index (log->done, 0), NULL), ==,
                     '5');
    g_assert_cmpint (*(const char *) g_bytes_get_data (g_ptr_array_index (log->undone, 0), NULL),
                     ==, '8');
  }
  append (f, SCH_HISTORY_REDO, 11, NULL);
  g_assert_cmpuint (get_file_size (f), <, 1.1 * SCH_HISTORY_MAX_BYTES);
}

/* A temporary file left by a crash is in nobody's way. */
static void
test_left_temporary (Fixture *f, gconstpointer data)
{
  g_autofree char *temporary = g_strconcat (f->path, ".tmp", NULL);

  g_assert_true (g_file_set_contents (temporary, "half of something", -1, NULL));
  for (guint i = 1; i <= 4 * SCH_HISTORY_MAX_GROUPS + 2; i++)
    append (f, SCH_HISTORY_DO, i, "x");
  g_assert_cmpint (g_access (temporary, F_OK), !=, 0);
  g_assert_cmpuint (get_file_size (f), <, 26 * (SCH_HISTORY_MAX_GROUPS + 10));
}

/* Random work, with restarts, is the same on the disk as in memory, also over compactions. */
static void
test_model (Fixture *f, gconstpointer data)
{
  g_autoptr (SchHistoryLog) model = sch_history_log_new ();

  for (guint64 seq = 1; seq <= 12000; seq++)
    {
      guint choice = g_test_rand_int_range (0, 100);
      /* Long runs of undo and redo now and then. */
      guint bias = (seq / 1500) % 3;

      if (choice < (bias == 1 ? 70 : 25) && model->done->len > 0)
        {
          append (f, SCH_HISTORY_UNDO, seq, NULL);
          sch_history_log_apply (model, SCH_HISTORY_UNDO, seq, NULL);
        }
      else if ((bias != 0 || choice < 45) && model->undone->len > 0)
        {
          append (f, SCH_HISTORY_REDO, seq, NULL);
          sch_history_log_apply (model, SCH_HISTORY_REDO, seq, NULL);
        }
      else
        {
          g_autofree char *payload = g_strdup_printf ("{\"seq\": %" G_GUINT64_FORMAT "}", seq);
          g_autoptr (GBytes) bytes = g_bytes_new (payload, strlen (payload));

          append (f, SCH_HISTORY_DO, seq, payload);
          sch_history_log_apply (model, SCH_HISTORY_DO, seq, bytes);
        }
      if (g_test_rand_int_range (0, 400) == 0)
        {
          g_autoptr (SchHistoryLog) log = load (f);

          assert_equal_stack (log->done, model->done);
          assert_equal_stack (log->undone, model->undone);
          g_assert_cmpuint (log->last_seq, ==, model->last_seq);
          reopen (f);
        }
    }
}

#define ADD(name, func) g_test_add ("/history-store/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("semantics", test_semantics);
  ADD ("nonsense", test_nonsense);
  ADD ("unknown-record", test_unknown_record);
  ADD ("damage", test_damage);
  ADD ("foreign-file", test_foreign_file);
  ADD ("group-bound", test_group_bound);
  ADD ("byte-bound", test_byte_bound);
  ADD ("compaction", test_compaction);
  ADD ("left-temporary", test_left_temporary);
  ADD ("model", test_model);
  return g_test_run ();
}
