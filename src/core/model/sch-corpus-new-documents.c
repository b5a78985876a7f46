/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New documents: a text that was pasted, files that were dropped. Nothing that is there is ever
 * overwritten, and a file has its name only once its content is on the disk. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sch-corpus-documents.h"
#include "sch-corpus-private.h"
#include "sch-error.h"
#include "sch-scan.h"

#define MAX_NUMBER 100000u
/* Where a file that is no text has a NUL. */
#define SNIFF_BYTES 8192u

struct _SchIntake
{
  char *root;
  char *annotations;
  char *folder;
  GStrv patterns;
  GStrv exclude;
};

/* --- Names --- */

static gboolean
is_below (const char *path, const char *folder)
{
  gsize n = strlen (folder);

  return strncmp (path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

static char *
join (const char *folder, const char *name)
{
  return *folder != '\0' ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);
}

static SchIntake *
new_intake (SchCorpus *self, const char *folder)
{
  SchIntake *intake = g_new0 (SchIntake, 1);

  intake->root = g_strdup (self->root);
  intake->annotations = g_strdup (self->annotations);
  intake->folder = g_strdup (folder);
  intake->patterns = sch_tree_dup_strv (self->info, "documents");
  intake->exclude = sch_tree_dup_strv (self->info, "exclude");
  return intake;
}

void
sch_intake_free (SchIntake *self)
{
  if (self == NULL)
    return;
  g_free (self->root);
  g_free (self->annotations);
  g_free (self->folder);
  g_strfreev (self->patterns);
  g_strfreev (self->exclude);
  g_free (self);
}

static gboolean
matches (SchIntake *self, const char *path)
{
  static const char *const all[] = { "**/*.txt", NULL };

  return sch_patterns_match (self->patterns[0] != NULL ? (const char *const *) self->patterns : all,
                             (const char *const *) self->exclude, path);
}

static gboolean
is_taken (SchIntake *self, const char *path)
{
  g_autofree char *absolute = g_build_filename (self->root, path, NULL);
  g_autofree char *layers = g_build_filename (self->root, self->annotations, NULL);
  GStatBuf st;

  /* Also what a missing document left: its annotations are not for another one. */
  if (g_lstat (absolute, &st) == 0)
    return TRUE;
  {
    g_autoptr (GDir) dir = g_dir_open (layers, 0, NULL);
    const char *layer;

    while (dir != NULL && (layer = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *name = g_strconcat (path, ".json", NULL);
        g_autofree char *file = g_build_filename (layers, layer, name, NULL);

        if (g_lstat (file, &st) == 0)
          return TRUE;
      }
  }
  return FALSE;
}

/* STEM.EXT, STEM-2.EXT, ... */
static char *
find_free_name (SchIntake *self, const char *stem, const char *ending)
{
  for (guint i = 1; i < MAX_NUMBER; i++)
    {
      g_autofree char *name = i == 1 ? g_strconcat (stem, ending, NULL)
                                     : g_strdup_printf ("%s-%u%s", stem, i, ending);
      g_autofree char *path = join (self->folder, name);

      if (!is_taken (self, path))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* No folder on the way may be a link: it could lead out of the corpus. */
static gboolean
check_folders (const char *root, const char *path, GError **error)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, slash - path);
      g_autofree char *absolute = g_build_filename (root, folder, NULL);

      if (!g_file_test (absolute, G_FILE_TEST_IS_SYMLINK))
        continue;
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("“%s” is a link, and nothing is written behind links; choose another folder"),
                   folder);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_path (SchIntake *self, const char *path, GError **error)
{
  if (!sch_path_is_valid (path, error))
    return FALSE;
  if (is_below (path, self->annotations))
    g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                 _ ("The folder “%s” is for annotations; choose another folder for the document"),
                 self->annotations);
  else if (!matches (self, path))
    g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                 _ ("“%s” would not be a document of this corpus; let the name end with “.txt”"),
                 path);
  else if (is_taken (self, path))
    g_set_error (error, SCH_ERROR, SCH_ERROR_EXISTS,
                 _ ("“%s” is there already; choose another name"), path);
  else
    return check_folders (self->root, path, error);
  return FALSE;
}

/**
 * sch_corpus_check_new_path:
 *
 * Returns: FALSE with an error that says what to choose instead
 */
gboolean
sch_corpus_check_new_path (SchCorpus *self, const char *path, GError **error)
{
  g_autoptr (SchIntake) intake = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && path != NULL, FALSE);

  intake = new_intake (self, "");
  return check_path (intake, path, error);
}

/**
 * sch_corpus_suggest_path:
 * @folder: within the corpus, "" = the corpus itself
 *
 * Returns: (transfer full): a path at which nothing is
 */
char *
sch_corpus_suggest_path (SchCorpus *self, const char *folder, const char *title)
{
  g_autoptr (SchIntake) intake = NULL;
  g_autofree char *slug = sch_metadata_dup_slug (title);
  g_autofree char *first = g_strconcat (slug, ".txt", NULL);
  g_autofree char *path = join (folder, first);

  g_return_val_if_fail (SCH_IS_CORPUS (self), NULL);

  intake = new_intake (self, folder);
  /* Names that are left out, such as README*, and those of the program's own files. */
  if (!matches (intake, path))
    {
      g_autofree char *other = g_strconcat ("text-", slug, NULL);

      return find_free_name (intake, other, ".txt");
    }
  return find_free_name (intake, slug, ".txt");
}

/* --- Texts --- */

static gboolean
check_writable (SchCorpus *self, GError **error)
{
  const char *reason = self->read_only;

  if (reason == NULL && self->aside)
    reason = _ ("The folder of the corpus cannot be written; make it writable to add documents.");
  if (reason == NULL)
    return sch_corpus_start_writing (self, error);
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_READ_ONLY, reason);
  return FALSE;
}

static gboolean
make_folder_of (const char *absolute, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (absolute);

  return sch_store_make_folder (folder, error);
}

/**
 * sch_corpus_add_text:
 * @layer: in whose history the metadata are a step
 * @path: as sch_corpus_suggest_path() or the person chose it
 * @text: valid UTF-8
 * @metadata: (nullable): for @path
 *
 * Writes the text as it is, and lists it. The file is no step of a history: to take it away is to
 * move it to the trash.
 */
gboolean
sch_corpus_add_text (SchCorpus *self, const char *layer, const char *path, const char *text,
                     SchTree *metadata, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *absolute = NULL;

  g_return_val_if_fail (SCH_IS_CORPUS (self) && layer != NULL && path != NULL, FALSE);

  if (strlen (text) > SCH_TEXT_MAX_BYTES)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
                   _ ("The text has more than %u MB; split it into smaller documents"),
                   SCH_TEXT_MAX_BYTES >> 20);
      return FALSE;
    }
  if (!check_writable (self, error) || !sch_corpus_check_new_path (self, path, error))
    return FALSE;
  absolute = sch_corpus_dup_absolute (self, path);
  if (!make_folder_of (absolute, error) || !sch_store_create (absolute, bytes, error) ||
      !sch_corpus_rescan (self, NULL, error))
    return FALSE;
  return metadata == NULL ||
         sch_corpus_set_properties (self, layer, NULL, path, metadata, FALSE, NULL, error);
}

/* --- Files --- */

/**
 * sch_corpus_new_intake:
 * @folder: within the corpus, "" = the corpus itself
 *
 * Returns: (transfer full) (nullable): NULL where nothing can be written
 */
SchIntake *
sch_corpus_new_intake (SchCorpus *self, const char *folder, GError **error)
{
  g_return_val_if_fail (SCH_IS_CORPUS (self) && folder != NULL, NULL);

  if (!check_writable (self, error) || (*folder != '\0' && !sch_path_is_valid (folder, error)))
    return NULL;
  return new_intake (self, folder);
}

static gboolean
is_text (const char *data, gsize byte_len)
{
  /* UTF-16 and UTF-32 have NULs, and say by their first bytes what they are. */
  if (byte_len >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return TRUE;
  return memchr (data, '\0', MIN (byte_len, SNIFF_BYTES)) == NULL;
}

static GBytes *
read_source (GFile *file, const char *shown, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo)
      info = g_file_query_info (file,
                                G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                G_FILE_QUERY_INFO_NONE, cancellable, error);
  char *data;
  gsize byte_len;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY
                       ? _ ("“%s” is a folder; add the files in it")
                       : _ ("“%s” is not a regular file"),
                   shown);
      return NULL;
    }
  if (g_file_info_get_size (info) > (goffset) SCH_TEXT_MAX_BYTES)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
                   _ ("“%s” has more than %u MB; split it into smaller files"), shown,
                   SCH_TEXT_MAX_BYTES >> 20);
      return NULL;
    }
  if (!g_file_load_contents (file, cancellable, &data, &byte_len, NULL, error))
    return NULL;
  return g_bytes_new_take (data, byte_len);
}

/* Control characters, slashes and leading full stops have no place in a document's name. */
static char *
dup_clean_name (const char *shown)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = shown; *p != '\0' && name->len < 200; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.' && name->len == 0)
        continue;
      if (g_unichar_iscntrl (c) || c == '/')
        g_string_append_c (name, '-');
      else
        g_string_append_unichar (name, c);
    }
  return name->len > 0 ? g_strdup (name->str) : g_strdup ("text.txt");
}

/**
 * sch_intake_copy:
 * @file: any file that can be read
 *
 * Copies a file into the corpus, byte for byte, with a number where its name is taken; one whose name
 * does not make it a document gets ".txt" added.
 *
 * Returns: (transfer full) (nullable): the path of the copy; NULL with an error that names the file
 */
char *
sch_intake_copy (SchIntake *self, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *shown = sch_store_display_name (base != NULL ? base : "");
  g_autoptr (GBytes) bytes = read_source (file, shown, cancellable, error);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *absolute = NULL;
  gsize byte_len;
  const char *data;
  char *dot;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &byte_len);
  if (!is_text (data, byte_len))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_ENCODING,
                   _ ("“%s” is not a text file; save it as plain text first"), shown);
      return NULL;
    }
  name = dup_clean_name (shown);
  path = join (self->folder, name);
  dot = strrchr (name, '.');
  if (!matches (self, path))
    {
      if (dot != NULL)
        *dot = '-';
      dot = NULL;
    }
  {
    g_autofree char *ending = g_strdup (dot != NULL && dot != name ? dot : ".txt");

    if (dot != NULL && dot != name)
      *dot = '\0';
    g_free (path);
    path = find_free_name (self, name, ending);
  }
  if (path == NULL || !check_path (self, path, error))
    return NULL;
  absolute = g_build_filename (self->root, path, NULL);
  if (!make_folder_of (absolute, error) || !sch_store_create (absolute, bytes, error))
    return NULL;
  return g_steal_pointer (&path);
}
