/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document in another encoding: recognised, and converted as a copy beside it. The original is never
 * touched. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-private.h"
#include "sch-encoding.h"
#include "sch-error.h"

static GBytes *
read_document (SchCorpus *self, const char *path, GError **error)
{
  SchDocument *document = sch_corpus_find_document (self, path);

  if (document == NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND, _ ("There is no document %s."), path);
      return NULL;
    }
  return sch_store_read (sch_document_get_file_name (document), SCH_TEXT_MAX_BYTES, NULL, error);
}

/**
 * sch_corpus_guess_encoding:
 * @path: of a document that is not UTF-8
 *
 * Returns: (transfer full) (nullable): the name of the encoding it seems to be in
 */
char *
sch_corpus_guess_encoding (SchCorpus *self, const char *path)
{
  g_autoptr (GBytes) bytes = read_document (self, path, NULL);
  gsize byte_len;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &byte_len);
  return sch_text_guess_encoding (data, byte_len);
}

/* "notes.txt" -> "notes.utf-8.txt", with a number where that is taken. */
static char *
find_free_path (SchCorpus *self, const char *path)
{
  const char *base = strrchr (path, '/');
  const char *dot = strrchr (base != NULL ? base : path, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (path, dot - path) : g_strdup (path);

  for (guint i = 1; i < 10000; i++)
    {
      g_autofree char *number = i == 1 ? g_strdup ("") : g_strdup_printf ("-%u", i);
      g_autofree char *candidate = g_strconcat (stem, ".utf-8", number, dot != NULL ? dot : ".txt",
                                                NULL);
      g_autofree char *absolute = sch_corpus_dup_absolute (self, candidate);

      if (!g_file_test (absolute, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&candidate);
    }
  return NULL;
}

/**
 * sch_corpus_convert_copy:
 * @path: of a document
 * @encoding: what it is in
 *
 * Writes a UTF-8 copy beside the document and lists it. Bytes that mean nothing in @encoding are an
 * error, unless it is "UTF-8" itself: then they become U+FFFD.
 *
 * Returns: (transfer full) (nullable): the path of the copy
 */
char *
sch_corpus_convert_copy (SchCorpus *self, const char *path, const char *encoding, GError **error)
{
  g_autoptr (GBytes) bytes = read_document (self, path, error);
  g_autoptr (GBytes) converted = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *absolute = NULL;
  const SchFileState nothing = { 0 };

  if (bytes == NULL)
    return NULL;
  if (g_ascii_strcasecmp (encoding, "UTF-8") == 0)
    converted = sch_text_convert_lossy (bytes, encoding, NULL, error);
  else
    converted = sch_text_convert (bytes, encoding, error);
  copy = converted != NULL ? find_free_path (self, path) : NULL;
  if (copy == NULL)
    return NULL;
  absolute = sch_corpus_dup_absolute (self, copy);
  if (!sch_store_replace (absolute, converted, &nothing, NULL, error) ||
      !sch_corpus_rescan (self, NULL, error))
    return NULL;
  return g_steal_pointer (&copy);
}
