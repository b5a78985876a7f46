/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The framed log: what is appended is read back, and no damage costs more than what it hit. */

#include "sch-record-log.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "sch-error.h"

#define MAGIC "test-log 1\n"
#define FRAME 16u

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("sch-record-log-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
  f->path = g_build_filename (f->folder, "a.log", NULL);
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
  remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static gboolean
collect (guint32 type, const char *payload, gsize byte_len, gpointer data)
{
  g_string_append_printf (data, "%u:%s;", type, payload);
  g_assert_cmpuint (strlen (payload), ==, byte_len);
  return TRUE;
}

static char *
read_all (const char *path, SchRecordLogDamage *damage)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  sch_record_log_read (path, MAGIC, collect, text, damage, &error);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
append (SchRecordLog *log, guint32 type, const char *payload)
{
  g_autoptr (GError) error = NULL;

  sch_record_log_append (log, type, payload, strlen (payload), TRUE, &error);
  g_assert_no_error (error);
}

static SchRecordLog *
open_log (const char *path)
{
  g_autoptr (GError) error = NULL;
  SchRecordLog *log = sch_record_log_open (path, MAGIC, &error);

  g_assert_no_error (error);
  return log;
}

static void
write_file (const char *path, const char *data, gsize byte_len)
{
  g_assert_true (g_file_set_contents (path, data, byte_len, NULL));
}

static void
assert_records (const char *path, const char *expected)
{
  SchRecordLogDamage damage;
  g_autofree char *text = read_all (path, &damage);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "deep", "er", "a.log", NULL);
  g_autoptr (SchRecordLog) log = open_log (path);
  SchRecordLogDamage damage;
  g_autofree char *text = NULL;

  /* Opening makes nothing. */
  g_assert_cmpuint (sch_record_log_get_size (log), ==, 0);
  g_assert_cmpstr (sch_record_log_get_path (log), ==, path);
  assert_records (path, "");
  g_assert_cmpint (g_access (path, F_OK), !=, 0);

  append (log, 3, "one");
  append (log, 0, "");
  append (log, G_MAXUINT32, "drei €");
  g_assert_cmpuint (sch_record_log_get_n_records (log), ==, 3);
  g_assert_cmpuint (sch_record_log_get_size (log), ==, strlen (MAGIC) + 3 * FRAME + 3 + 8);
  text = read_all (path, &damage);
  g_assert_cmpstr (text, ==, "3:one;0:;4294967295:drei €;");
  g_assert_cmpuint (damage.torn_bytes, ==, 0);
  g_assert_cmpuint (damage.bad_records, ==, 0);

  g_clear_pointer (&log, sch_record_log_close);
  log = open_log (path);
  g_assert_cmpuint (sch_record_log_get_n_records (log), ==, 3);
  append (log, 4, "four");
  assert_records (path, "3:one;0:;4294967295:drei €;4:four;");
}

/* The layout on the disk is a promise to later versions. */
static void
test_layout (Fixture *f, gconstpointer data)
{
  g_autoptr (SchRecordLog) log = open_log (f->path);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *content = NULL;
  static const guint8 head[8] = { 3, 0, 0, 0, 7, 0, 0, 0 };
  guint8 digest[32];
  gsize len, digest_len = sizeof digest;

  append (log, 7, "abc");
  g_assert_true (g_file_get_contents (f->path, &content, &len, NULL));
  g_assert_cmpuint (len, ==, strlen (MAGIC) + FRAME + 3);
  g_assert_cmpmem (content, strlen (MAGIC), MAGIC, strlen (MAGIC));
  g_assert_cmpmem (content + strlen (MAGIC), 8, head, 8);
  g_checksum_update (sum, head, 8);
  g_checksum_update (sum, (const guchar *) "abc", 3);
  g_checksum_get_digest (sum, digest, &digest_len);
  g_assert_cmpmem (content + strlen (MAGIC) + 8, 8, digest, 8);
  g_assert_cmpmem (content + len - 3, 3, "abc", 3);
}

static void
test_magic (Fixture *f, gconstpointer data)
{
  static const char other[] = "something else\nthat a person wrote";
  g_autoptr (GError) error = NULL;
  SchRecordLogDamage damage;
  g_autofree char *content = NULL;
  SchRecordLog *log;

  write_file (f->path, other, strlen (other));
  g_assert_null (sch_record_log_open (f->path, MAGIC, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (sch_record_log_read (f->path, MAGIC, NULL, NULL, &damage, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (f->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, other);

  /* Torn inside the magic line, or empty: as if it was not there. */
  for (gsize len = 0; len < strlen (MAGIC); len++)
    {
      write_file (f->path, MAGIC, len);
      log = open_log (f->path);
      g_assert_cmpuint (sch_record_log_get_size (log), ==, 0);
      append (log, 1, "x");
      sch_record_log_close (log);
      assert_records (f->path, "1:x;");
    }
}

static void
test_not_a_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fifo = g_build_filename (f->folder, "fifo", NULL);
  g_autofree char *link = g_build_filename (f->folder, "link", NULL);

  g_assert_null (sch_record_log_open (f->folder, MAGIC, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_null (sch_record_log_open (fifo, MAGIC, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (symlink (f->path, link), ==, 0);
  g_assert_null (sch_record_log_open (link, MAGIC, &error));
  g_assert_nonnull (error);
}

/* Cut at every byte of the last record: the earlier ones are there, opening writes nothing, and
 * appending goes on behind the last whole one. */
static void
test_torn (Fixture *f, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize len, whole;
  SchRecordLog *log = open_log (f->path);

  append (log, 1, "first");
  whole = sch_record_log_get_size (log);
  append (log, 2, "the second");
  sch_record_log_close (log);
  g_assert_true (g_file_get_contents (f->path, &content, &len, NULL));

  for (gsize cut = whole; cut < len; cut++)
    {
      SchRecordLogDamage damage;
      g_autofree char *text = NULL;
      g_autofree char *after = NULL;
      gsize after_len;

      write_file (f->path, content, cut);
      text = read_all (f->path, &damage);
      g_assert_cmpstr (text, ==, "1:first;");
      g_assert_cmpuint (damage.torn_bytes, ==, cut - whole);
      g_assert_cmpuint (damage.bad_records, ==, 0);

      log = open_log (f->path);
      g_assert_cmpuint (sch_record_log_get_size (log), ==, whole);
      g_assert_true (g_file_get_contents (f->path, &after, &after_len, NULL));
      g_assert_cmpmem (after, after_len, content, cut);
      append (log, 3, "3");
      sch_record_log_close (log);
      assert_records (f->path, "1:first;3:3;");
    }
}

/* Flip every bit of a record in the middle. */
static void
test_flipped (Fixture *f, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize len, start, end;
  SchRecordLog *log = open_log (f->path);

  append (log, 1, "first");
  start = sch_record_log_get_size (log);
  append (log, 2, "the second");
  end = sch_record_log_get_size (log);
  append (log, 3, "third");
  append (log, 4, "fourth");
  sch_record_log_close (log);
  g_assert_true (g_file_get_contents (f->path, &content, &len, NULL));

  for (gsize bit = start * 8; bit < end * 8; bit++)
    {
      SchRecordLogDamage damage;
      g_autofree char *text = NULL;

      content[bit / 8] ^= 1 << (bit % 8);
      write_file (f->path, content, len);
      content[bit / 8] ^= 1 << (bit % 8);
      text = read_all (f->path, &damage);
      g_assert_true (g_str_has_prefix (text, "1:first;"));
      if (bit / 8 >= start + 4)
        {
          g_assert_cmpstr (text, ==, "1:first;3:third;4:fourth;");
          g_assert_cmpuint (damage.bad_records, ==, 1);
          g_assert_cmpuint (damage.first_bad_offset, ==, start);
          g_assert_cmpuint (damage.torn_bytes, ==, 0);
        }
      else
        /* Without its length the rest cannot be found, but it is not passed over in silence. */
        g_assert_true (damage.torn_bytes > 0 || damage.bad_records > 0);
    }
}

static void
test_bad_last (Fixture *f, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autofree char *text = NULL;
  gsize len, whole;
  SchRecordLogDamage damage;
  SchRecordLog *log = open_log (f->path);

  append (log, 1, "first");
  whole = sch_record_log_get_size (log);
  append (log, 2, "second");
  sch_record_log_close (log);
  g_assert_true (g_file_get_contents (f->path, &content, &len, NULL));
  content[len - 1] ^= 1;
  write_file (f->path, content, len);
  text = read_all (f->path, &damage);
  g_assert_cmpstr (text, ==, "1:first;");
  g_assert_cmpuint (damage.bad_records, ==, 0);
  g_assert_cmpuint (damage.torn_bytes, ==, len - whole);
}

/* Some file systems show zeros where data did not reach the disk. */
static void
test_zeros (Fixture *f, gconstpointer data)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autofree char *content = NULL;
  g_autofree char *text = NULL;
  static const guint8 zeros[1000] = { 0 };
  gsize len;
  SchRecordLogDamage damage;
  SchRecordLog *log = open_log (f->path);

  append (log, 1, "first");
  sch_record_log_close (log);
  g_assert_true (g_file_get_contents (f->path, &content, &len, NULL));
  g_byte_array_append (file, (guint8 *) content, len);
  g_byte_array_append (file, zeros, sizeof zeros);
  write_file (f->path, (char *) file->data, file->len);
  text = read_all (f->path, &damage);
  g_assert_cmpstr (text, ==, "1:first;");
  g_assert_cmpuint (damage.torn_bytes, ==, sizeof zeros);
  log = open_log (f->path);
  append (log, 2, "second");
  sch_record_log_close (log);
  assert_records (f->path, "1:first;2:second;");
}

/* A length that the file cannot hold must not be believed, nor allocated. */
static void
test_huge_length (Fixture *f, gconstpointer data)
{
  static const guint32 lengths[] = { SCH_RECORD_LOG_MAX_RECORD, SCH_RECORD_LOG_MAX_RECORD + 1,
                                     G_MAXUINT32, G_MAXINT32 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GByteArray) file = g_byte_array_new ();
      guint32 length = GUINT32_TO_LE (lengths[i]);
      static const guint8 rest[100] = { 1 };

      g_byte_array_append (file, (const guint8 *) MAGIC, strlen (MAGIC));
      g_byte_array_append (file, (const guint8 *) &length, 4);
      g_byte_array_append (file, rest, sizeof rest);
      write_file (f->path, (char *) file->data, file->len);
      assert_records (f->path, "");
    }
}

static void
test_random_bytes (Fixture *f, gconstpointer data)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GByteArray) file = g_byte_array_new ();
      SchRecordLogDamage damage;
      guint n = g_test_rand_int_range (0, 400);

      g_byte_array_append (file, (const guint8 *) MAGIC, strlen (MAGIC));
      for (guint i = 0; i < n; i++)
        {
          guint8 byte = g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (0, 256) : 0;

          g_byte_array_append (file, &byte, 1);
        }
      write_file (f->path, (char *) file->data, file->len);
      g_assert_true (sch_record_log_read (f->path, MAGIC, NULL, NULL, &damage, NULL));
      g_assert_cmpuint (damage.torn_bytes, ==, n);
    }
}

/* A limit on the file size stands for a full disk: the append fails and says why, nothing of it
 * remains, and it works once there is room. */
static void
test_full_disk (Fixture *f, gconstpointer data)
{
  g_autoptr (SchRecordLog) log = open_log (f->path);
  struct rlimit old_limit, limit;
  g_autofree char *big = g_strnfill (5000, 'b');

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (GError) error = NULL;
      guint64 size = sch_record_log_get_size (log);
      struct stat info;

      limit = old_limit;
      limit.rlim_cur = size + 100;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      g_assert_false (sch_record_log_append (log, 1, big, 5000, round % 2 == 0, &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
      g_assert_nonnull (error);
      g_assert_cmpint (error->domain, ==, G_IO_ERROR);
      g_assert_nonnull (strstr (error->message, "a.log"));
      g_assert_cmpuint (sch_record_log_get_size (log), ==, size);
      g_assert_cmpint (stat (f->path, &info), ==, 0);
      g_assert_cmpuint (info.st_size, ==, size);
      append (log, 2, "small");
    }
  assert_records (f->path, "2:small;2:small;2:small;");
}

static void
test_too_large (Fixture *f, gconstpointer data)
{
  g_autoptr (SchRecordLog) log = open_log (f->path);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      sch_record_log_append (log, 1, "x", (gsize) SCH_RECORD_LOG_MAX_RECORD + 1, TRUE, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE);
}

/* Removed or cut under us: said once, then it goes on. */
static void
test_changed_by_another (Fixture *f, gconstpointer data)
{
  g_autoptr (SchRecordLog) log = open_log (f->path);
  g_autoptr (GError) error = NULL;
  guint64 whole;

  append (log, 1, "first");
  whole = sch_record_log_get_size (log);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  g_assert_false (sch_record_log_append (log, 2, "x", 1, TRUE, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CHANGED);
  g_clear_error (&error);
  append (log, 3, "again");
  assert_records (f->path, "3:again;");

  g_assert_cmpint (truncate (f->path, whole - 2), ==, 0);
  g_assert_false (sch_record_log_append (log, 4, "x", 1, TRUE, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CHANGED);
  append (log, 5, "more");
  assert_records (f->path, "5:more;");
}

/* Two that append to one file find out instead of writing over each other. */
static void
test_two_writers (Fixture *f, gconstpointer data)
{
  g_autoptr (SchRecordLog) a = open_log (f->path);
  g_autoptr (SchRecordLog) b = NULL;
  g_autoptr (GError) error = NULL;

  append (a, 1, "a");
  b = open_log (f->path);
  append (b, 2, "b");
  g_assert_false (sch_record_log_append (a, 3, "c", 1, TRUE, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CHANGED);
  append (a, 3, "c");
  assert_records (f->path, "1:a;2:b;3:c;");
}

static gboolean
stop_at_two (guint32 type, const char *payload, gsize byte_len, gpointer data)
{
  return ++*(guint *) data < 2;
}

static void
test_stop (Fixture *f, gconstpointer data)
{
  g_autoptr (SchRecordLog) log = open_log (f->path);
  guint n = 0;

  for (guint i = 0; i < 5; i++)
    append (log, i, "x");
  g_assert_true (sch_record_log_read (f->path, MAGIC, stop_at_two, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 2);
}

static void
test_remove (Fixture *f, gconstpointer data)
{
  g_autoptr (SchRecordLog) log = open_log (f->path);

  append (log, 1, "x");
  g_assert_true (sch_record_log_remove (f->path, NULL));
  g_assert_cmpint (g_access (f->path, F_OK), !=, 0);
  g_assert_true (sch_record_log_remove (f->path, NULL));
}

#define ADD(name, func) g_test_add ("/record-log/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("layout", test_layout);
  ADD ("magic", test_magic);
  ADD ("not-a-file", test_not_a_file);
  ADD ("torn", test_torn);
  ADD ("flipped", test_flipped);
  ADD ("bad-last", test_bad_last);
  ADD ("zeros", test_zeros);
  ADD ("huge-length", test_huge_length);
  ADD ("random-bytes", test_random_bytes);
  ADD ("full-disk", test_full_disk);
  ADD ("too-large", test_too_large);
  ADD ("changed-by-another", test_changed_by_another);
  ADD ("two-writers", test_two_writers);
  ADD ("stop", test_stop);
  ADD ("remove", test_remove);
  return g_test_run ();
}
