/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of layer documents: what is stale, missing or damaged is not found, and begun anew. */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "sch-index.h"

#define CORPUS "abcdefghijklmnop"
#define ROOT "/nowhere/corpus"

typedef struct
{
  char *folder;
  char *file;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("sch-index-XXXXXX", NULL);
  f->file = sch_index_dup_file (f->folder, CORPUS, ROOT);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *inner = g_path_get_dirname (f->file);

  g_unlink (f->file);
  g_rmdir (inner);
  g_rmdir (f->folder);
  g_free (f->file);
  g_free (f->folder);
}

static SchIndex *
open_index (Fixture *f)
{
  return sch_index_open (f->folder, CORPUS, ROOT);
}

static SchIndexRow
make_row (const char *path, guint n_spans)
{
  SchIndexRow row = { .path = path,
                      .stamp = { 1000, 2000, 300, 4 },
                      .status = 1,
                      .n_spans = n_spans,
                      .n_relations = 2,
                      .n_doubts = 3,
                      .n_problems = 4,
                      .checked = 5,
                      .clusters = 6 };

  row.labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (row.labels, (char *) "person", GUINT_TO_POINTER (n_spans));
  g_hash_table_insert (row.labels, (char *) "place", GUINT_TO_POINTER (1));
  return row;
}

static gboolean
store (SchIndex *index, const char *layer, const char *path, guint n_spans)
{
  SchIndexRow row = make_row (path, n_spans);
  gboolean stored = sch_index_store (index, layer, &row, 1);

  g_hash_table_unref (row.labels);
  return stored;
}

static gboolean
look_up (SchIndex *index, const char *layer, const char *path, SchIndexRow *row)
{
  const SchIndexRow wanted = { .path = path, .stamp = { 1000, 2000, 300, 4 } };

  *row = wanted;
  sch_index_look_up (index, layer, row, 1);
  return row->found;
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (SchIndex) index = open_index (f);
  g_autoptr (SchIndex) again = NULL;
  SchIndexRow row;

  g_assert_false (look_up (index, "dana", "a.txt", &row));
  g_assert_true (store (index, "dana", "a.txt", 7));
  g_assert_true (store (index, "dana", "b/c.txt", 8));
  again = open_index (f);
  g_assert_true (look_up (again, "dana", "a.txt", &row));
  g_assert_cmpuint (row.status, ==, 1);
  g_assert_cmpuint (row.n_spans, ==, 7);
  g_assert_cmpuint (row.n_relations, ==, 2);
  g_assert_cmpuint (row.n_doubts, ==, 3);
  g_assert_cmpuint (row.n_problems, ==, 4);
  g_assert_cmpint (row.checked, ==, 5);
  g_assert_cmpint (row.clusters, ==, 6);
  g_assert_true (look_up (again, "dana", "b/c.txt", &row));
  g_assert_cmpuint (row.n_spans, ==, 8);
  /* Neither another document nor another layer. */
  g_assert_false (look_up (again, "dana", "c.txt", &row));
  g_assert_false (look_up (again, "emil", "a.txt", &row));
  g_assert_cmpuint (sch_index_get_n_documents (again, "dana"), ==, 2);
}

static void
test_stale (Fixture *f, gconstpointer data)
{
  const SchIndexStamp stamps[] = {
    { 1001, 2000, 300, 4 }, { 1000, 2001, 300, 4 }, { 1000, 2000, 301, 4 }, { 1000, 2000, 300, 5 }
  };
  g_autoptr (SchIndex) index = open_index (f);
  SchIndexRow row;

  g_assert_true (store (index, "dana", "a.txt", 7));
  for (guint i = 0; i < G_N_ELEMENTS (stamps); i++)
    {
      SchIndexRow other = { .path = "a.txt", .stamp = stamps[i] };

      sch_index_look_up (index, "dana", &other, 1);
      g_assert_false (other.found);
    }
  /* The other counts replace these. */
  g_assert_true (store (index, "dana", "a.txt", 9));
  g_assert_true (look_up (index, "dana", "a.txt", &row));
  g_assert_cmpuint (row.n_spans, ==, 9);
  g_assert_cmpuint (sch_index_get_n_documents (index, "dana"), ==, 1);
}

static void
test_labels (Fixture *f, gconstpointer data)
{
  g_autoptr (SchIndex) index = open_index (f);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) counts = NULL;

  g_assert_true (store (index, "dana", "a.txt", 7));
  g_assert_true (store (index, "dana", "b.txt", 10));
  g_assert_true (store (index, "dana", "a.txt", 5));
  g_assert_true (store (index, "emil", "a.txt", 100));
  counts = sch_index_count_labels (index, "dana");
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "person")), ==, 15);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "place")), ==, 2);
  g_hash_table_unref (counts);
  g_hash_table_add (paths, (char *) "b.txt");
  sch_index_keep_only (index, "dana", paths);
  g_assert_cmpuint (sch_index_get_n_documents (index, "dana"), ==, 1);
  g_assert_cmpuint (sch_index_get_n_documents (index, "emil"), ==, 1);
  counts = sch_index_count_labels (index, "dana");
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "person")), ==, 10);
}

static void
run_sql (Fixture *f, const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (f->file, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

/* Whatever is wrong with the file: it is begun anew, and works. */
static void
assert_renewed (Fixture *f)
{
  g_autoptr (SchIndex) index = open_index (f);
  SchIndexRow row;

  g_assert_false (look_up (index, "dana", "a.txt", &row));
  g_assert_true (store (index, "dana", "a.txt", 11));
  g_assert_true (look_up (index, "dana", "a.txt", &row));
  g_assert_cmpuint (row.n_spans, ==, 11);
}

static void
test_broken (Fixture *f, gconstpointer data)
{
  static const char *const damages[] = {
    "PRAGMA user_version = 2",
    "PRAGMA application_id = 7",
    "UPDATE about SET root = '/x'",
    "UPDATE about SET corpus = 'other'",
    "ALTER TABLE documents RENAME TO gone",
  };
  const char *text = "This is no database, but a text that somebody put here. It is rather long.\n";

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (SchIndex) index = open_index (f);

      g_assert_true (store (index, "dana", "a.txt", 7));
      g_clear_pointer (&index, sch_index_close);
      run_sql (f, damages[i]);
      assert_renewed (f);
    }
  g_assert_true (g_file_set_contents (f->file, text, -1, NULL));
  assert_renewed (f);
}

/* Damage in the middle shows when it is read. */
static void
test_damaged_pages (Fixture *f, gconstpointer data)
{
  g_autoptr (SchIndex) index = open_index (f);
  g_autofree char *content = NULL;
  gsize byte_len;
  SchIndexRow row;

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *path = g_strdup_printf ("folder/document-%u.txt", i);

      g_assert_true (store (index, "dana", path, i));
    }
  g_clear_pointer (&index, sch_index_close);
  g_assert_true (g_file_get_contents (f->file, &content, &byte_len, NULL));
  g_assert_cmpuint (byte_len, >, 8 * 4096);
  memset (content + 2 * 4096, 0xaa, byte_len - 2 * 4096);
  g_assert_true (g_file_set_contents (f->file, content, (gssize) byte_len, NULL));
  index = open_index (f);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *path = g_strdup_printf ("folder/document-%u.txt", i);

      if (look_up (index, "dana", path, &row))
        g_assert_cmpuint (row.n_spans, ==, i);
    }
  g_assert_true (store (index, "dana", "a.txt", 12));
  g_assert_true (look_up (index, "dana", "a.txt", &row));
}

/* Where nothing can be kept, nothing is found, and nobody is told. */
static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->folder, "file", NULL);
  const char *folders[] = { NULL, file, "/proc/nowhere" };

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (SchIndex) index = sch_index_open (folders[i], CORPUS, ROOT);
      g_autoptr (GHashTable) counts = sch_index_count_labels (index, "dana");
      g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
      SchIndexRow row;

      g_assert_false (store (index, "dana", "a.txt", 7));
      g_assert_false (look_up (index, "dana", "a.txt", &row));
      g_assert_cmpuint (g_hash_table_size (counts), ==, 0);
      sch_index_keep_only (index, "dana", paths);
      g_assert_cmpuint (sch_index_get_n_documents (index, "dana"), ==, 0);
    }
  g_unlink (file);
}

/* Two instances: one that writes keeps the other from writing for a moment, not from going on. */
static void
test_two_writers (Fixture *f, gconstpointer data)
{
  g_autoptr (SchIndex) one = open_index (f);
  g_autoptr (SchIndex) two = open_index (f);
  sqlite3 *busy = NULL;
  SchIndexRow row;
  gint64 start;

  g_assert_true (store (one, "dana", "a.txt", 7));
  g_assert_true (store (two, "dana", "b.txt", 8));
  g_assert_true (look_up (one, "dana", "b.txt", &row));
  g_assert_cmpint (sqlite3_open (f->file, &busy), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (busy, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  start = g_get_monotonic_time ();
  g_assert_false (store (one, "dana", "c.txt", 9));
  g_assert_false (look_up (two, "dana", "a.txt", &row));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  sqlite3_exec (busy, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (busy);
  /* It was not thrown away for that. */
  g_assert_true (look_up (two, "dana", "a.txt", &row));
  g_assert_true (store (one, "dana", "c.txt", 9));
}

static void
test_stamps (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->folder, "file", NULL);
  SchIndexStamp first, second;

  g_assert_false (sch_index_stamp_read (file, &first));
  g_assert_cmpuint (first.size, ==, 0);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_true (sch_index_stamp_read (file, &first));
  g_assert_true (sch_index_stamp_read (file, &second));
  g_assert_true (sch_index_stamp_equal (&first, &second));
  g_usleep (60000);
  g_assert_true (sch_index_stamp_is_settled (&first));
  /* The same size. */
  g_assert_true (g_file_set_contents (file, "y", 1, NULL));
  g_assert_true (sch_index_stamp_read (file, &second));
  g_assert_false (sch_index_stamp_equal (&first, &second));
  g_unlink (file);
}

#define ADD(name, func) g_test_add ("/index/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("stale", test_stale);
  ADD ("labels", test_labels);
  ADD ("broken", test_broken);
  ADD ("damaged-pages", test_damaged_pages);
  ADD ("no-folder", test_no_folder);
  ADD ("two-writers", test_two_writers);
  ADD ("stamps", test_stamps);
  return g_test_run ();
}
