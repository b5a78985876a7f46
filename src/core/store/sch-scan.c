/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the documents of a corpus.
 *
 * Owns nothing between calls. Invariants: links are never followed, so a scan never leaves its
 * root and has no loops; folders are opened relative to their parent; the result depends only on
 * what is on the disk, not on the order in which the system lists it.
 */

#include "sch-scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sch-error.h"
#include "sch-store-private.h"

/* Looking at the cancellable takes a lock: not at every name. */
#define NAMES_PER_CHECK 256u

typedef struct
{
  const char *root;
  const char *const *patterns;
  const char *const *exclude;
  const char *annotations_folder;
  GCancellable *cancellable;
  GPtrArray *entries;
  GString *path; /* relative, of what is being looked at */
  guint n_names;
} Scan;

void
sch_scan_entry_free (SchScanEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->path);
  g_free (entry->file_name);
  g_free (entry->problem);
  g_free (entry->warning);
  g_free (entry);
}

static gboolean
add_entry (Scan *scan, char *problem, const struct stat *st, GError **error)
{
  SchScanEntry *entry;
  g_autofree char *path = NULL;

  if (scan->entries->len == SCH_SCAN_MAX_FILES)
    {
      g_free (problem);
      g_set_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
                   _ ("There are more than %u documents; narrow the patterns of the corpus, or "
                      "split it into several folders"),
                   SCH_SCAN_MAX_FILES);
      return FALSE;
    }
  entry = g_new0 (SchScanEntry, 1);
  path = problem != NULL ? sch_store_display_name (scan->path->str) : g_strdup (scan->path->str);
  if (strcmp (path, scan->path->str) != 0)
    entry->file_name = g_build_filename (scan->root, scan->path->str, NULL);
  entry->path = g_steal_pointer (&path);
  entry->problem = problem;
  if (st != NULL)
    {
      entry->size = st->st_size;
      entry->mtime_ns = (gint64) st->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) +
                        st->st_mtim.tv_nsec;
    }
  g_ptr_array_add (scan->entries, entry);
  return TRUE;
}

static char *
describe_errno (const char *format, Scan *scan, int code)
{
  g_autofree char *shown = sch_store_display_name (scan->path->str);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, shown, g_strerror (code));
#pragma GCC diagnostic pop
}

/* Looks at one file that is neither a folder nor a link. */
static gboolean
scan_file (Scan *scan, int folder_fd, const char *name, GError **error)
{
  g_autoptr (GError) bad_name = NULL;
  struct stat st;

  if (!sch_patterns_match (scan->patterns, scan->exclude, scan->path->str))
    return TRUE;
  if (fstatat (folder_fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    {
      if (errno == ENOENT)
        return TRUE; /* removed since it was listed */
      return add_entry (scan, describe_errno (_ ("“%s” cannot be looked at: %s"), scan, errno),
                        NULL, error);
    }
  if (!S_ISREG (st.st_mode))
    {
      g_autofree char *shown = sch_store_display_name (scan->path->str);

      return add_entry (scan,
                        g_strdup_printf (_ ("“%s” is not a regular file; replace it by one"),
                                         shown),
                        &st, error);
    }
  if (!sch_path_is_valid (scan->path->str, &bad_name))
    return add_entry (scan, g_strdup (bad_name->message), &st, error);
  return add_entry (scan, NULL, &st, error);
}

static gboolean scan_folder (Scan *scan, int folder_fd, guint depth, GError **error);

static gboolean
enter_folder (Scan *scan, int parent_fd, const char *name, guint depth, GError **error)
{
  int fd;

  if (g_strcmp0 (scan->path->str, scan->annotations_folder) == 0)
    return TRUE;
  if (depth > SCH_SCAN_MAX_DEPTH)
    {
      g_autofree char *shown = sch_store_display_name (scan->path->str);

      return add_entry (scan,
                        g_strdup_printf (_ ("“%s” lies more than %u folders deep and is not "
                                            "looked at; move it up"),
                                         shown, SCH_SCAN_MAX_DEPTH),
                        NULL, error);
    }
  fd = openat (parent_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd >= 0)
    return scan_folder (scan, fd, depth, error);
  if (errno == ENOENT || errno == ELOOP || errno == ENOTDIR)
    return TRUE; /* removed or replaced since it was listed */
  return add_entry (
      scan,
      describe_errno (_ ("The folder “%s” cannot be read: %s. Check its permissions."), scan,
                      errno),
      NULL, error);
}

/* Of the types that readdir() tells, or where it does not, of what lstat() tells. */
static guchar
get_type (int folder_fd, const struct dirent *item)
{
  struct stat st;

  if (item->d_type != DT_UNKNOWN)
    return item->d_type;
  if (fstatat (folder_fd, item->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return DT_UNKNOWN;
  return IFTODT (st.st_mode);
}

static gboolean
scan_item (Scan *scan, int folder_fd, const struct dirent *item, guint depth, GError **error)
{
  gsize parent_len = scan->path->len;
  gboolean ok = TRUE;
  guchar type;

  if (item->d_name[0] == '.')
    return TRUE;
  if (++scan->n_names % NAMES_PER_CHECK == 0 &&
      g_cancellable_set_error_if_cancelled (scan->cancellable, error))
    return FALSE;
  type = get_type (folder_fd, item);
  if (type == DT_LNK)
    return TRUE;
  if (parent_len > 0)
    g_string_append_c (scan->path, '/');
  g_string_append (scan->path, item->d_name);
  if (type == DT_DIR)
    ok = enter_folder (scan, folder_fd, item->d_name, depth + 1, error);
  else
    ok = scan_file (scan, folder_fd, item->d_name, error);
  g_string_truncate (scan->path, parent_len);
  return ok;
}

/* Scans an open folder, and closes it. */
static gboolean
scan_folder (Scan *scan, int folder_fd, guint depth, GError **error)
{
  DIR *dir = fdopendir (folder_fd);
  const struct dirent *item;
  gboolean ok = !g_cancellable_set_error_if_cancelled (scan->cancellable, error);

  g_assert (dir != NULL);
  while (ok)
    {
      errno = 0;
      item = readdir (dir);
      if (item != NULL)
        ok = scan_item (scan, folder_fd, item, depth, error);
      else
        {
          if (errno != 0)
            ok = add_entry (scan,
                            describe_errno (_ ("The folder “%s” was not read to its end: %s"), scan,
                                            errno),
                            NULL, error);
          break;
        }
    }
  closedir (dir);
  return ok;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const SchScanEntry *const *first = a;
  const SchScanEntry *const *second = b;

  return sch_path_compare ((*first)->path, (*second)->path);
}

/* What is equal for two paths that a file system without case or normal forms cannot tell apart. */
static char *
fold_path (const char *path)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;

  if (g_str_is_ascii (path))
    return g_ascii_strdown (path, -1);
  normal = g_utf8_normalize (path, -1, G_NORMALIZE_NFC);
  folded = g_utf8_casefold (normal, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}

static void
warn_of (SchScanEntry *entry, const SchScanEntry *other)
{
  if (entry->warning == NULL)
    entry->warning = g_strdup_printf (
        _ ("The name “%s” differs from “%s” only in upper and lower case or in how accents are "
           "stored; some systems cannot keep both, so rename one"),
        entry->path, other->path);
}

static void
warn_of_similar_names (GPtrArray *entries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      SchScanEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *key = NULL;
      SchScanEntry *other;

      if (entry->problem != NULL)
        continue;
      key = fold_path (entry->path);
      other = g_hash_table_lookup (seen, key);
      if (other == NULL)
        {
          g_hash_table_insert (seen, g_steal_pointer (&key), entry);
          continue;
        }
      warn_of (entry, other);
      warn_of (other, entry);
    }
}

/* The folder's path without slashes at its ends. */
static char *
dup_trimmed (const char *folder)
{
  gsize n;

  while (*folder == '/')
    folder++;
  n = strlen (folder);
  while (n > 0 && folder[n - 1] == '/')
    n--;
  return g_strndup (folder, n);
}

/**
 * sch_scan:
 * @root: the corpus folder, absolute
 * @patterns: (nullable): see sch_patterns_match(); NULL is `*.txt`
 * @exclude: (nullable): see sch_patterns_match()
 * @annotations_folder: (nullable): path of the folder, relative to @root, in which annotations are
 *   kept; NULL is "annotations"
 *
 * Finds the documents below a folder. Files that match but cannot be documents (their name is not
 * UTF-8, has control characters or is too long, or they are no regular files) are in the list
 * with a problem, and so are folders that cannot be read; the rest goes on.
 *
 * Returns: (transfer full) (element-type SchScanEntry): the entries in the order of
 *   sch_path_compare(); NULL if the root cannot be read, with %SCH_ERROR_TOO_LARGE if there are
 *   too many, or when cancelled
 */
GPtrArray *
sch_scan (const char *root, const char *const *patterns, const char *const *exclude,
          const char *annotations_folder, GCancellable *cancellable, GError **error)
{
  static const char *const text_files[] = { "*.txt", NULL };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *annotations = NULL;
  Scan scan = { 0 };
  int fd;

  g_return_val_if_fail (root != NULL, NULL);
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_scan_entry_free);
  annotations = dup_trimmed (annotations_folder != NULL ? annotations_folder : "annotations");
  scan.root = root;
  scan.patterns = patterns != NULL ? patterns : text_files;
  scan.exclude = exclude;
  scan.annotations_folder = annotations;
  scan.cancellable = cancellable;
  scan.entries = entries;
  scan.path = path;
  fd = open (root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    {
      sch_store_set_error (error, errno, _ ("Could not open the folder “%s”"), root);
      return NULL;
    }
  if (!scan_folder (&scan, fd, 0, error))
    return NULL;
  g_ptr_array_sort (entries, compare_entries);
  warn_of_similar_names (entries);
  return g_steal_pointer (&entries);
}

/* --- All files -------------------------------------------------------------------------------- */

typedef struct
{
  GString *path;
  void (*func) (const char *path, gpointer data);
  gpointer data;
} Walk;

static void
walk (Walk *self, int fd, guint depth)
{
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  const struct dirent *item;
  gsize parent_len = self->path->len;

  while (dir != NULL && (item = readdir (dir)) != NULL)
    {
      guchar type = item->d_name[0] != '.' ? get_type (fd, item) : DT_UNKNOWN;

      g_string_append (self->path, item->d_name);
      if (type == DT_REG)
        self->func (self->path->str, self->data);
      else if (type == DT_DIR && depth < SCH_SCAN_MAX_DEPTH)
        {
          g_string_append_c (self->path, '/');
          walk (self, openat (fd, item->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
                depth + 1);
        }
      g_string_truncate (self->path, parent_len);
    }
  if (dir != NULL)
    closedir (dir);
}

void
sch_scan_files (const char *folder, void (*func) (const char *path, gpointer data), gpointer data)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Walk self = { path, func, data };

  walk (&self, open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), 0);
}
