/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: whole replacement or none, refusals, and the rules for names. Each test has a
 * temporary folder of its own. Where permissions matter and the tests run as root, the process
 * acts as an ordinary user for that moment. */

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sch-error.h"
#include "sch-store.h"

#define NOBODY 65534

typedef struct
{
  char *folder;
  char *path; /* folder/file.json */
} Fixture;

static int
remove_cb (const char *path, const struct stat *st, int type, struct FTW *place)
{
  return remove (path);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("store-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  g_assert_cmpint (chmod (self->folder, 0755), ==, 0);
  self->path = g_build_filename (self->folder, "file.json", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  chmod (self->folder, 0755);
  nftw (self->folder, remove_cb, 8, FTW_DEPTH | FTW_PHYS);
  g_free (self->folder);
  g_free (self->path);
}

static char *
in_folder (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
put (const char *path, const char *text)
{
  int fd;

  unlink (path);
  fd = open (path, O_WRONLY | O_CREAT | O_EXCL, 0644);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, strlen (text)), ==, strlen (text));
  close (fd);
}

static void
assert_content (const char *path, const char *text)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, text);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
replace (const char *path, const char *text, const SchFileState *expected, SchFileState *state,
         GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return sch_store_replace (path, bytes, expected, state, error);
}

static void
act_as_nobody (void)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
}

static void
act_as_self (void)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static void
give_to_nobody (const char *path)
{
  if (getuid () == 0)
    g_assert_cmpint (lchown (path, NOBODY, -1), ==, 0);
}

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) empty = NULL;
  SchFileState state, looked;

  put (self->path, "abc");
  bytes = sch_store_read (self->path, 3, &state, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
  g_assert_true (state.exists);
  g_assert_cmpuint (state.size, ==, 3);
  g_assert_cmpstr (state.sha256, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_true (sch_store_stat (self->path, &looked, &error));
  g_assert_true (sch_file_state_equal_stat (&state, &looked));
  g_assert_cmpstr (looked.sha256, ==, "");
  g_assert_cmpint (looked.mtime_ns, >, G_GINT64_CONSTANT (1500000000000000000));

  put (self->path, "");
  empty = sch_store_read (self->path, 3, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);

  g_unlink (self->path);
  g_assert_true (sch_store_stat (self->path, &looked, &error));
  g_assert_false (looked.exists);
}

static void
test_read_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fifo = in_folder (self, "fifo");
  g_autofree char *link = in_folder (self, "link");
  g_autofree char *dangling = in_folder (self, "dangling");
  g_autoptr (GBytes) bytes = NULL;
  SchFileState state;

  put (self->path, "abcd");
  g_assert_null (sch_store_read (self->path, 3, &state, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "file.json"));
  g_assert_nonnull (strstr (error->message, "4 bytes"));
  g_assert_false (state.exists);
  g_clear_error (&error);

  g_assert_null (sch_store_read (self->folder, 3, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_cmpint (mkfifo (fifo, 0644), ==, 0);
  g_assert_null (sch_store_read (fifo, 3, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_null (sch_store_read ("/dev/zero", 3, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_cmpint (symlink ("nowhere", dangling), ==, 0);
  g_assert_null (sch_store_read (dangling, 3, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "dangling"));
  g_clear_error (&error);

  g_assert_cmpint (symlink ("file.json", link), ==, 0);
  bytes = sch_store_read (link, 4, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 4);
}

static void
test_replace (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SchFileState state, next, looked, none = { 0 };
  struct stat st;
  mode_t mask = umask (0027);

  replace (self->path, "one", &none, &state, &error);
  umask (mask);
  g_assert_no_error (error);
  assert_content (self->path, "one");
  g_assert_cmpint (stat (self->path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0640);
  g_assert_true (sch_store_stat (self->path, &looked, NULL));
  g_assert_true (sch_file_state_equal_stat (&state, &looked));
  g_assert_cmpstr (state.sha256, ==,
                   "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");

  g_assert_cmpint (chmod (self->path, 0604), ==, 0);
  replace (self->path, "two", &state, &next, &error);
  g_assert_no_error (error);
  assert_content (self->path, "two");
  g_assert_cmpint (stat (self->path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0604);
  g_assert_cmpuint (count_files (self->folder), ==, 1);

  replace (self->path, "three", NULL, NULL, &error);
  g_assert_no_error (error);
  assert_content (self->path, "three");
}

static void
test_replace_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SchFileState state, none = { 0 };
  struct timespec times[2];
  struct stat st;

  g_assert_true (replace (self->path, "one", NULL, &state, &error));

  /* It should not be there. */
  g_assert_false (replace (self->path, "two", &none, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, "file.json"));
  g_clear_error (&error);

  /* Other content of the same size, with the same time and inode. */
  g_assert_cmpint (stat (self->path, &st), ==, 0);
  g_assert_cmpint (truncate (self->path, 0), ==, 0);
  {
    int fd = open (self->path, O_WRONLY);

    g_assert_cmpint (write (fd, "ONE", 3), ==, 3);
    times[0] = st.st_atim;
    times[1] = st.st_mtim;
    g_assert_cmpint (futimens (fd, times), ==, 0);
    close (fd);
  }
  g_assert_false (replace (self->path, "two", &state, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CHANGED);
  g_clear_error (&error);
  assert_content (self->path, "ONE");

  /* The same content with another time and inode is not a change. */
  put (self->path, "one");
  g_assert_true (replace (self->path, "two", &state, &state, &error));
  g_assert_no_error (error);

  /* It is gone. */
  g_unlink (self->path);
  g_assert_false (replace (self->path, "three", &state, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_CHANGED);
  g_assert_cmpuint (count_files (self->folder), ==, 0);
}

static void
test_replace_read_only (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *target = in_folder (self, "target");

  put (self->path, "old");
  g_assert_cmpint (chmod (self->path, 0444), ==, 0);
  g_assert_false (replace (self->path, "new", NULL, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (sch_store_remove (self->path, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  g_clear_error (&error);
  assert_content (self->path, "old");
  g_unlink (self->path);

  put (target, "old");
  g_assert_cmpint (symlink ("target", self->path), ==, 0);
  g_assert_false (replace (self->path, "new", NULL, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  g_clear_error (&error);
  assert_content (target, "old");
  g_assert_true (g_file_test (self->path, G_FILE_TEST_IS_SYMLINK));
  g_unlink (self->path);

  g_assert_cmpint (mkdir (self->path, 0755), ==, 0);
  g_assert_false (replace (self->path, "new", NULL, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
}

/* The folder cannot be written, or the file belongs to somebody else. */
static void
test_replace_not_permitted (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) file_error = NULL;
  gboolean ok, file_ok = FALSE;

  put (self->path, "old");
  give_to_nobody (self->path);
  g_assert_cmpint (chmod (self->folder, 0555), ==, 0);
  act_as_nobody ();
  ok = replace (self->path, "new", NULL, NULL, &error);
  act_as_self ();
  g_assert_false (ok);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, "file.json"));
  g_assert_nonnull (strstr (error->message, "permissions"));
  assert_content (self->path, "old");

  if (getuid () != 0)
    return;
  g_assert_cmpint (chmod (self->folder, 0777), ==, 0);
  g_assert_cmpint (chown (self->path, 0, 0), ==, 0);
  act_as_nobody ();
  file_ok = replace (self->path, "new", NULL, NULL, &file_error);
  act_as_self ();
  g_assert_false (file_ok);
  g_assert_error (file_error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  assert_content (self->path, "old");
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

/* Root keeps the owner of a file that it replaces. */
static void
test_replace_owner (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat st;

  if (getuid () != 0)
    {
      g_test_skip ("only root can give files away");
      return;
    }
  put (self->path, "old");
  give_to_nobody (self->path);
  g_assert_true (replace (self->path, "new", NULL, NULL, &error));
  g_assert_cmpint (stat (self->path, &st), ==, 0);
  g_assert_cmpuint (st.st_uid, ==, NOBODY);
}

/* A write that fails midway, as on a full disk: a limit on the size of files stands in for it. */
static void
test_replace_full (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (100000, 'x');
  struct rlimit old, small;
  gboolean ok;

  put (self->path, "old");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = 5000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  ok = replace (self->path, text, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_false (ok);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "file.json"));
  g_assert_nonnull (strstr (error->message, "larger"));
  assert_content (self->path, "old");
  g_assert_cmpuint (count_files (self->folder), ==, 1);
  g_assert_true (replace (self->path, text, NULL, NULL, NULL));
  assert_content (self->path, text);
}

static void
test_temporary (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *left_over = in_folder (self, ".file.json.scholiast-tmp");
  g_autofree char *other = in_folder (self, ".other.scholiast-tmp");
  g_autofree char *kept = in_folder (self, "kept.scholiast-tmp");
  g_autofree char *hidden = in_folder (self, ".hidden");
  g_autofree char *target = in_folder (self, "target");

  /* A left-over is overwritten, a link in its place not followed. */
  put (left_over, "half");
  g_assert_true (replace (self->path, "new", NULL, NULL, &error));
  g_assert_false (g_file_test (left_over, G_FILE_TEST_EXISTS));
  put (target, "untouched");
  g_assert_cmpint (symlink ("target", left_over), ==, 0);
  g_assert_true (replace (self->path, "newer", NULL, NULL, &error));
  assert_content (self->path, "newer");
  assert_content (target, "untouched");

  /* A folder in its place is reported. */
  g_assert_cmpint (mkdir (left_over, 0755), ==, 0);
  g_assert_false (replace (self->path, "newest", NULL, NULL, &error));
  g_assert_nonnull (error);
  assert_content (self->path, "newer");
  g_assert_cmpint (rmdir (left_over), ==, 0);

  put (left_over, "half");
  put (other, "half");
  put (kept, "");
  put (hidden, "");
  sch_store_clean_temporary (self->folder);
  g_assert_false (g_file_test (left_over, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (hidden, G_FILE_TEST_EXISTS));
  sch_store_clean_temporary ("/nonexistent");
}

static void
test_long_names (Fixture *self, gconstpointer data)
{
  static const guint lengths[] = { 199, 200, 201, 240, 255 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *name = g_strnfill (lengths[i], 'n');
      g_autofree char *path = in_folder (self, name);
      g_autoptr (GError) error = NULL;

      g_assert_true (replace (path, "one", NULL, NULL, &error));
      g_assert_true (replace (path, "two", NULL, NULL, &error));
      g_assert_no_error (error);
      assert_content (path, "two");
    }
  g_assert_cmpuint (count_files (self->folder), ==, G_N_ELEMENTS (lengths));
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put (self->path, "old");
  g_assert_true (sch_store_remove (self->path, &error));
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_assert_true (sch_store_remove (self->path, &error));
  g_assert_no_error (error);
}

static void
test_make_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *deep = in_folder (self, "a/b/c");
  g_autofree char *below_file = in_folder (self, "file.json/d/e");
  struct stat st;
  gboolean ok;

  g_assert_true (sch_store_make_folder (deep, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (deep, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0700, ==, 0700);
  g_assert_true (sch_store_make_folder (deep, &error));

  put (self->path, "");
  g_assert_false (sch_store_make_folder (self->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_clear_error (&error);
  g_assert_false (sch_store_make_folder (below_file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_clear_error (&error);

  g_assert_cmpint (chmod (self->folder, 0555), ==, 0);
  {
    g_autofree char *refused = in_folder (self, "refused");

    act_as_nobody ();
    ok = sch_store_make_folder (refused, &error);
    act_as_self ();
  }
  g_assert_false (ok);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_is_writable (Fixture *self, gconstpointer data)
{
  gboolean ok;

  g_assert_true (sch_store_is_writable (self->folder));
  g_assert_cmpuint (count_files (self->folder), ==, 0);
  g_assert_cmpint (chmod (self->folder, 0555), ==, 0);
  g_assert_false (sch_store_is_writable (self->folder));
  g_assert_cmpint (chmod (self->folder, 0755), ==, 0);
  put (self->path, "");
  g_assert_false (sch_store_is_writable (self->path));
  g_assert_false (sch_store_is_writable ("/nonexistent"));
  g_assert_false (sch_store_is_writable ("/proc"));
  if (getuid () != 0)
    return;
  act_as_nobody ();
  ok = sch_store_is_writable (self->folder);
  act_as_self ();
  g_assert_false (ok);
}

static void
test_paths (void)
{
  static const struct
  {
    const char *path;
    const char *message; /* NULL: valid */
  } table[] = {
    { "a.txt", NULL },
    { "articles/a b.txt", NULL },
    { "1/2/3.txt", NULL },
    { "é/😀 \\ \" *.txt", NULL },
    { "..a", "hidden" },
    { "a..b/c", NULL },
    { "", "empty" },
    { "/a.txt", "slash" },
    { "a/", "slash" },
    { "a//b.txt", "slash" },
    { ".", "“.” as a part" },
    { "../a.txt", "“..” as a part" },
    { "a/../b.txt", "“..” as a part" },
    { "a/./b.txt", "“.” as a part" },
    { "a/..", "“..” as a part" },
    { ".scholiast/lock", "hidden" },
    { "a/.git/hooks", "hidden" },
    { "a\nb.txt", "control character" },
    { "a\x7F.txt", "control character" },
    { "a\xC2\x85.txt", "control character" },
    { "a\xE9.txt", "not valid UTF-8" },
  };
  g_autofree char *longest = g_strnfill (240, 'n');
  g_autofree char *long_path = g_strconcat ("a/", longest, "/", longest, NULL);
  g_autofree char *too_long = g_strconcat (long_path, "n", NULL);
  g_autoptr (GError) long_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (sch_path_is_valid (table[i].path, &error), ==, table[i].message == NULL);
      if (table[i].message == NULL)
        continue;
      g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
      if (strstr (error->message, table[i].message) == NULL)
        g_error ("“%s” does not say “%s”", error->message, table[i].message);
    }
  g_assert_true (sch_path_is_valid (long_path, NULL));
  g_assert_false (sch_path_is_valid (too_long, &long_error));
  g_assert_nonnull (strstr (long_error->message, "241"));
}

static void
test_layer_names (void)
{
  static const char *const good[] = { "dana", "gold", "0", "a.b_c-d", "a..", "imported-2" };
  static const char *const bad[] = { "", "Dana", "-a", ".a", "_a", "a/b", "a b", "é", "a\n", ".." };
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *too_long = g_strnfill (65, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (sch_layer_name_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (sch_layer_name_is_valid (bad[i]));
  g_assert_true (sch_layer_name_is_valid (longest));
  g_assert_false (sch_layer_name_is_valid (too_long));
}

static void
test_ids (void)
{
  static const char *const good[] = { "7q2kd09xwf", "A", ".", "a.b_c-D", "..." };
  static const char *const bad[] = { "", "a b", "a/b", "é", "a\n", "a:b" };
  static const char *const parts[] = { "imported", "a.txt", "T1", "0", NULL };
  static const char *const joined[] = { "importeda.txt", "T1", "0", NULL };
  static const char *const abc[] = { "abc", NULL };
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *too_long = g_strnfill (65, 'a');
  g_autofree char *id = sch_id_from_parts (parts);
  g_autofree char *same = sch_id_from_parts (parts);
  g_autofree char *other = sch_id_from_parts (joined);
  g_autofree char *known = sch_id_from_parts (abc);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (sch_id_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (sch_id_is_valid (bad[i]));
  g_assert_true (sch_id_is_valid (longest));
  g_assert_false (sch_id_is_valid (too_long));
  g_assert_cmpstr (id, ==, same);
  g_assert_cmpstr (id, !=, other);
  /* base32 of ba7816bf8f01cfea4141, the beginning of the SHA-256 of "abc" */
  g_assert_cmpstr (known, ==, "xj4bnp4pahh6uqkb");
  for (guint i = 0; i < 10000; i++)
    {
      char *random = sch_id_new_random ();

      g_assert_cmpuint (strlen (random), ==, 16);
      g_assert_cmpuint (strspn (random, "abcdefghijklmnopqrstuvwxyz234567"), ==, 16);
      g_assert_true (g_hash_table_add (seen, random));
    }
}

static void
test_display_names (void)
{
  static const struct
  {
    const char *name;
    const char *shown;
  } table[] = {
    { "a b/é.txt", "a b/é.txt" },
    { "a\nb\t\r.txt", "a\\nb\\t\\r.txt" },
    { "Caf\xE9.txt", "Caf\\xE9.txt" },
    { "\x01\x7F\xC2\x9F", "\\u0001\\u007F\\u009F" },
    { "a\xE2\x80\xAEtxt.exe", "a\\u202Etxt.exe" },
    { "cut \xE2\x80", "cut \\xE2\\x80" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *shown = sch_store_display_name (table[i].name);

      g_assert_cmpstr (shown, ==, table[i].shown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/store/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("read", test_read);
  ADD ("read-refused", test_read_refused);
  ADD ("replace", test_replace);
  ADD ("replace-changed", test_replace_changed);
  ADD ("replace-read-only", test_replace_read_only);
  ADD ("replace-not-permitted", test_replace_not_permitted);
  ADD ("replace-owner", test_replace_owner);
  ADD ("replace-full", test_replace_full);
  ADD ("temporary", test_temporary);
  ADD ("long-names", test_long_names);
  ADD ("remove", test_remove);
  ADD ("make-folder", test_make_folder);
  ADD ("is-writable", test_is_writable);
#undef ADD
  g_test_add_func ("/store/paths", test_paths);
  g_test_add_func ("/store/layer-names", test_layer_names);
  g_test_add_func ("/store/ids", test_ids);
  g_test_add_func ("/store/display-names", test_display_names);
  return g_test_run ();
}
