/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns, the order of documents, and scans of temporary trees with all that can be wrong. */

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sch-error.h"
#include "sch-scan.h"

#define NOBODY 65534

static void
test_pattern (void)
{
  static const struct
  {
    const char *pattern;
    const char *path;
    gboolean matches;
  } table[] = {
    { "*.txt", "a.txt", TRUE },
    { "*.txt", "d/e/a.txt", TRUE },
    { "*.txt", "a.text", FALSE },
    { "*.txt", "a.txt/b", FALSE },
    { "*.txt", ".txt", FALSE },
    { "*.txt", "a\nb.txt", TRUE },
    { "*.txt", "a\xE9.txt", TRUE },
    { "**/*.txt", "a.txt", TRUE },
    { "**/*.txt", "d/a.txt", TRUE },
    { "**/*.txt", "d/e/f/a.txt", TRUE },
    { "**/*.txt", "d/a.md", FALSE },
    { "/*.txt", "a.txt", TRUE },
    { "/*.txt", "d/a.txt", FALSE },
    { "d/*.txt", "d/a.txt", TRUE },
    { "d/*.txt", "d/e/a.txt", FALSE },
    { "d/*.txt", "x/d/a.txt", FALSE },
    { "d/**", "d/a.txt", TRUE },
    { "d/**", "d/e/a.txt", TRUE },
    { "d/**", "d", FALSE },
    { "d/**", "de/a.txt", FALSE },
    { "d/", "d/e/a.txt", TRUE },
    { "d/", "x/d/a.txt", FALSE },
    { "d/**/a.txt", "d/a.txt", TRUE },
    { "d/**/a.txt", "d/e/f/a.txt", TRUE },
    { "d/**/a.txt", "d/e/f/b.txt", FALSE },
    { "**/e/**/a.txt", "d/e/e/x/a.txt", TRUE },
    { "**/e/*.txt", "e/x/e/a.txt", TRUE },
    { "**", "a", TRUE },
    { "**", "d/a", TRUE },
    { "**", ".a", FALSE },
    { "**/**", "d/a", TRUE },
    { "*", "d/a", TRUE },
    { "*/*", "d/a", TRUE },
    { "*/*", "a", FALSE },
    { "*/*", "d/e/a", FALSE },
    { "?.txt", "a.txt", TRUE },
    { "?.txt", "é.txt", TRUE },
    { "?.txt", "😀.txt", TRUE },
    { "?.txt", "\xE9.txt", TRUE },
    { "?.txt", "ab.txt", FALSE },
    { "?.txt", ".txt", FALSE },
    { "d?a", "d/a", FALSE },
    { "a*b*c", "aXbYbZc", TRUE },
    { "a*b*c", "aXbYbZ", FALSE },
    { "a**c", "abc", TRUE },
    { "README*", "README", TRUE },
    { "README*", "d/README.md", TRUE },
    { "README*", "readme.md", FALSE },
    { "a[b].txt", "a[b].txt", TRUE },
    { "a[b].txt", "ab.txt", FALSE },
    { "", "a", FALSE },
    { "*.txt", ".hidden/a.txt", FALSE },
    { "**/.a.txt", "d/.a.txt", FALSE },
    { ".a.txt", ".a.txt", FALSE },
    { "!*.txt", "a.txt", FALSE },
    { "!*.txt", "a.md", TRUE },
    { "!*.txt", ".a.md", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (sch_pattern_match (table[i].pattern, table[i].path) != table[i].matches)
      g_error ("“%s” and “%s”: not %d", table[i].pattern, table[i].path, table[i].matches);
}

static void
test_pattern_lists (void)
{
  static const char *const text[] = { "**/*.txt", NULL };
  static const char *const no_drafts[] = { "*.txt", "!drafts/", "drafts/final.txt", NULL };
  static const char *const only_not[] = { "!*.md", NULL };
  static const char *const none[] = { NULL };
  static const char *const readme[] = { "README*", "d/", "!d/keep.txt", NULL };
  static const struct
  {
    const char *const *patterns;
    const char *const *exclude;
    const char *path;
    gboolean matches;
  } table[] = {
    { text, NULL, "d/a.txt", TRUE },
    { text, none, "d/a.md", FALSE },
    { text, readme, "README.txt", FALSE },
    { text, readme, "x/README.txt", FALSE },
    { text, readme, "d/a.txt", FALSE },
    { text, readme, "d/keep.txt", TRUE },
    { text, readme, "a.txt", TRUE },
    { no_drafts, NULL, "a.txt", TRUE },
    { no_drafts, NULL, "drafts/a.txt", FALSE },
    { no_drafts, NULL, "drafts/final.txt", TRUE },
    { only_not, NULL, "a.txt", TRUE },
    { only_not, NULL, "a.md", FALSE },
    { NULL, NULL, "a", TRUE },
    { NULL, NULL, ".a", FALSE },
    { NULL, readme, "README", FALSE },
    { NULL, readme, "d/.keep.txt", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (sch_patterns_match (table[i].patterns, table[i].exclude, table[i].path) != table[i].matches)
      g_error ("row %u, “%s”: not %d", i, table[i].path, table[i].matches);
}

/* A pattern that makes naive matching take for ever. */
static void
test_pattern_hostile (void)
{
  g_autoptr (GString) pattern = g_string_new ("a");
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *name = g_strnfill (240, 'a');
  g_autoptr (GString) path = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    g_string_append (pattern, "*a");
  g_string_append_c (pattern, 'b');
  g_assert_false (sch_pattern_match (pattern->str, name));
  for (guint i = 0; i < 100; i++)
    {
      g_string_append (deep, "**/a/");
      g_string_append (path, "a/");
    }
  g_string_append (deep, "b");
  g_string_append (path, "c");
  g_assert_false (sch_pattern_match (deep->str, path->str));
}

/* The order, as a sorted list: every earlier one is less than every later one. */
static void
test_compare (void)
{
  static const char *const sorted[] = {
    "",
    "0.txt",
    "1",
    "01.txt",
    "1.txt",
    "2.txt",
    "10/a.txt",
    "10.txt",
    "99999999999999999999.txt",
    "100000000000000000000.txt",
    "A.txt",
    "a",
    "a/1.txt",
    "a/2/x.txt",
    "a/10.txt",
    "a/b/c.txt",
    "a b.txt",
    "a-b.txt",
    "a.txt",
    "a1b2.txt",
    "a1b10.txt",
    "a01b11.txt",
    "a2b1.txt",
    "ab.txt",
    "z",
    "é.txt",
    "😀.txt",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sorted); k++)
      {
        int order = sch_path_compare (sorted[i], sorted[k]);

        if (i == k ? order != 0 : i < k ? order >= 0 : order <= 0)
          g_error ("“%s” and “%s”: %d", sorted[i], sorted[k], order);
      }
}

typedef struct
{
  char *root;
} Fixture;

static int
remove_cb (const char *path, const struct stat *st, int type, struct FTW *place)
{
  return remove (path);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->root = g_dir_make_tmp ("scan-XXXXXX", NULL);
  g_assert_nonnull (self->root);
  g_assert_cmpint (chmod (self->root, 0755), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  nftw (self->root, remove_cb, 16, FTW_DEPTH | FTW_PHYS);
  g_free (self->root);
}

/* Makes a file with its folders; or only folders, for a name that ends in a slash. */
static void
make (Fixture *self, const char *path)
{
  g_autofree char *absolute = g_strconcat (self->root, "/", path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  int fd;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  if (g_str_has_suffix (path, "/"))
    return;
  fd = open (absolute, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, "text", 4), ==, 4);
  close (fd);
}

static void
make_link (Fixture *self, const char *target, const char *path)
{
  g_autofree char *absolute = g_strconcat (self->root, "/", path, NULL);

  g_assert_cmpint (symlink (target, absolute), ==, 0);
}

static GPtrArray *
scan (Fixture *self, const char *const *patterns, const char *const *exclude,
      const char *annotations)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = sch_scan (self->root, patterns, exclude, annotations, NULL, &error);

  g_assert_no_error (error);
  return entries;
}

/* All paths in one string; a problem is marked with "!", a warning with "~". */
static char *
list (GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const SchScanEntry *entry = g_ptr_array_index (entries, i);

      g_assert_true (g_utf8_validate (entry->path, -1, NULL));
      g_assert_null (strchr (entry->path, '\n'));
      g_string_append_printf (text, "%s%s%s%s", i > 0 ? "|" : "", entry->problem != NULL ? "!" : "",
                              entry->warning != NULL ? "~" : "", entry->path);
    }
  return g_string_free (text, FALSE);
}

static const SchScanEntry *
find (GPtrArray *entries, const char *path)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const SchScanEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->path, path) == 0)
        return entry;
    }
  g_error ("no entry “%s”", path);
}

static void
test_tree (Fixture *self, gconstpointer data)
{
  static const char *const files[] = {
    "10.txt",
    "2.txt",
    "README.txt",
    "a.md",
    "with space.txt",
    "é 😀.txt",
    "articles/b.txt",
    "articles/a.txt",
    "articles/deep/er/x.txt",
    ".hidden.txt",
    ".git/a.txt",
    ".scholiast/a.txt",
    "annotations/dana/a.txt",
    "articles/annotations/kept.txt",
    "empty/",
    "folder.txt/inside.txt",
  };
  static const char *const exclude[] = { "README*", NULL };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) moved = NULL;
  g_autofree char *text = NULL;
  g_autofree char *moved_text = NULL;
  const SchScanEntry *entry;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    make (self, files[i]);
  entries = scan (self, NULL, exclude, NULL);
  text = list (entries);
  g_assert_cmpstr (text, ==,
                   "2.txt|10.txt|articles/a.txt|articles/annotations/kept.txt|articles/b.txt|"
                   "articles/deep/er/x.txt|folder.txt/inside.txt|with space.txt|é 😀.txt");
  entry = find (entries, "2.txt");
  g_assert_cmpuint (entry->size, ==, 4);
  g_assert_cmpint (entry->mtime_ns, >, G_GINT64_CONSTANT (1500000000000000000));
  g_assert_null (entry->file_name);

  moved = scan (self, NULL, exclude, "articles/annotations/");
  moved_text = list (moved);
  g_assert_cmpstr (moved_text, ==,
                   "2.txt|10.txt|annotations/dana/a.txt|articles/a.txt|articles/b.txt|"
                   "articles/deep/er/x.txt|folder.txt/inside.txt|with space.txt|é 😀.txt");
}

static void
test_links (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = NULL;

  make (self, "d/a.txt");
  make_link (self, "d/a.txt", "link.txt");
  make_link (self, "nowhere", "dangling.txt");
  make_link (self, "..", "d/up");
  make_link (self, ".", "loop");
  make_link (self, "/etc", "etc");
  make_link (self, "self.txt", "self.txt");
  entries = scan (self, NULL, NULL, NULL);
  text = list (entries);
  g_assert_cmpstr (text, ==, "d/a.txt");
}

static void
test_bad_names (Fixture *self, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (236, 'n');
  g_autofree char *good = g_strconcat (longest, ".txt", NULL);
  g_autofree char *too_long = g_strconcat (longest, "n.txt", NULL);
  g_autofree char *expected = NULL;
  g_autofree char *pipe = g_build_filename (self->root, "pipe.txt", NULL);
  g_autofree char *real = g_strconcat (self->root, "/line\nbreak.txt", NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = NULL;
  const SchScanEntry *entry;

  make (self, "good.txt");
  make (self, "line\nbreak.txt");
  make (self, "other\nname.md");
  make (self, "Caf\xE9.txt");
  make (self, "Caf\xE9.md");
  make (self, "bad\nfolder/a.txt");
  make (self, "\xFF/b.txt");
  make (self, good);
  make (self, too_long);
  g_assert_cmpint (mkfifo (pipe, 0644), ==, 0);
  entries = scan (self, NULL, NULL, NULL);
  expected = g_strdup_printf (
      "!Caf\\xE9.txt|!\\xFF/b.txt|!bad\\nfolder/a.txt|good.txt|!line\\nbreak.txt|%s|!%s|!pipe.txt",
      good, too_long);
  text = list (entries);
  g_assert_cmpstr (text, ==, expected);

  entry = find (entries, "line\\nbreak.txt");
  g_assert_cmpstr (entry->file_name, ==, real);
  g_assert_nonnull (strstr (entry->problem, "rename"));
  g_assert_cmpuint (entry->size, ==, 4);
  entry = find (entries, "Caf\\xE9.txt");
  g_assert_nonnull (strstr (entry->problem, "not valid UTF-8"));
  g_assert_true (g_str_has_suffix (entry->file_name, "/Caf\xE9.txt"));
  entry = find (entries, too_long);
  g_assert_nonnull (strstr (entry->problem, "241 bytes"));
  g_assert_null (entry->file_name);
}

static void
test_similar_names (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = NULL;

  make (self, "a.txt");
  make (self, "A.txt");
  make (self, "b.txt");
  make (self, "D/x.txt");
  make (self, "d/X.txt");
  make (self, "\xC3\xA9.txt");
  make (self, "e\xCC\x81.txt");
  make (self, "\xC3\x89.txt");
  make (self, "stra\xC3\x9F"
              "e.txt");
  make (self, "STRASSE.txt");
  entries = scan (self, NULL, NULL, NULL);
  text = list (entries);
  g_assert_cmpstr (
      text, ==,
      "~A.txt|~D/x.txt|~STRASSE.txt|~a.txt|b.txt|~d/X.txt|~e\xCC\x81.txt|~straße.txt|~É.txt|~é.txt");
  g_assert_nonnull (strstr (find (entries, "a.txt")->warning, "A.txt"));
  g_assert_nonnull (strstr (find (entries, "A.txt")->warning, "a.txt"));
}

/* A direction mark is unusual, but no control character: the path stays as it is. */
static void
test_direction_marks (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const SchScanEntry *entry;

  make (self, "a\xE2\x80\xAE.txt");
  entries = scan (self, NULL, NULL, NULL);
  entry = find (entries, "a\xE2\x80\xAE.txt");
  g_assert_null (entry->problem);
  g_assert_null (entry->file_name);
}

static void
test_unreadable_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->root, "locked", NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = NULL;
  gboolean is_root = getuid () == 0;

  make (self, "a.txt");
  make (self, "locked/b.txt");
  make (self, "z.txt");
  g_assert_cmpint (chmod (folder, 0), ==, 0);
  /* Root reads every folder: act as somebody else meanwhile. */
  if (is_root)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
  entries = scan (self, NULL, NULL, NULL);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (chmod (folder, 0755), ==, 0);
  text = list (entries);
  g_assert_cmpstr (text, ==, "a.txt|!locked|z.txt");
  g_assert_nonnull (strstr (find (entries, "locked")->problem, "permissions"));
}

static void
test_depth (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GPtrArray) entries = NULL;
  const SchScanEntry *last;

  for (guint i = 1; i <= SCH_SCAN_MAX_DEPTH + 3; i++)
    {
      g_autofree char *file = NULL;

      g_string_append_printf (path, "%u/", i);
      file = g_strconcat (path->str, "x.txt", NULL);
      make (self, file);
    }
  entries = scan (self, NULL, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, SCH_SCAN_MAX_DEPTH + 1);
  for (guint i = 0, n_problems = 0; i < entries->len; i++)
    {
      last = g_ptr_array_index (entries, i);
      n_problems += last->problem != NULL;
      g_assert_cmpuint (n_problems, <=, 1);
    }
}

static void
test_root (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (self->root, "nowhere", NULL);
  g_autofree char *file = g_build_filename (self->root, "a.txt", NULL);
  g_autoptr (GPtrArray) empty = scan (self, NULL, NULL, NULL);

  g_assert_cmpuint (empty->len, ==, 0);
  make (self, "a.txt");
  g_assert_null (sch_scan (nowhere, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (sch_scan (file, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  make (self, "a.txt");
  g_cancellable_cancel (cancellable);
  g_assert_null (sch_scan (self->root, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_speed (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GTimer) timer = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *path = g_strdup_printf ("articles/part %u/document é %u.txt", i % 50, i);

      make (self, path);
    }
  timer = g_timer_new ();
  entries = scan (self, NULL, NULL, NULL);
  g_test_message ("5,000 files in %.1f ms", g_timer_elapsed (timer, NULL) * 1e3);
  g_assert_cmpuint (entries->len, ==, 5000);
  if (g_test_perf ())
    g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 0.050);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/pattern", test_pattern);
  g_test_add_func ("/scan/pattern-lists", test_pattern_lists);
  g_test_add_func ("/scan/pattern-hostile", test_pattern_hostile);
  g_test_add_func ("/scan/compare", test_compare);
#define ADD(name, func) g_test_add ("/scan/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("tree", test_tree);
  ADD ("links", test_links);
  ADD ("bad-names", test_bad_names);
  ADD ("similar-names", test_similar_names);
  ADD ("direction-marks", test_direction_marks);
  ADD ("unreadable-folder", test_unreadable_folder);
  ADD ("depth", test_depth);
  ADD ("root", test_root);
  ADD ("cancel", test_cancel);
  ADD ("speed", test_speed);
#undef ADD
  return g_test_run ();
}
