/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalog of schemes: what lies in the folder of the bundled ones and in the person's own.
 *
 * Always holds: every file of either folder that claims to be a scheme has an entry, a broken one with
 * its error; ids are unique. Files are read whole for the list and again when they are wanted, so that
 * nobody starts with what a file said an hour ago. */

#include "config.h"

#include "sch-scheme-catalog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-native-files.h"
#include "sch-store.h"

#define SUFFIX ".json"
#define FIRST_ID "news"
#define MAX_SCHEME_BYTES (64u * 1024u * 1024u)
#define MAX_ID_CHARS 64u
#define MAX_ID_BYTES 200u

struct _SchSchemeCatalog
{
  char *bundled_folder;
  char *own_folder; /* (nullable) */
  GPtrArray *entries;
  GError *error;
};

static void
free_entry (gpointer data)
{
  SchSchemeEntry *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_free (self->path);
  g_clear_error (&self->error);
  g_free (self);
}

/* --- Reading --- */

/**
 * sch_scheme_catalog_read_file:
 * @path: a scheme.json under any name
 *
 * Returns: (transfer full) (nullable): the scheme; NULL with an error that names the file
 */
SchScheme *
sch_scheme_catalog_read_file (const char *path, GError **error)
{
  g_autofree char *shown = sch_store_display_name (path);
  g_autoptr (GBytes) bytes = sch_store_read (path, MAX_SCHEME_BYTES, NULL, error);
  gsize byte_len;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &byte_len);
  return sch_scheme_new_from_json (data != NULL ? data : "", byte_len, shown, error);
}

static guint
count_labels (SchScheme *scheme)
{
  guint n_labels = 0;

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    n_labels += !sch_scheme_get_label_at (scheme, i)->retired;
  return n_labels;
}

static SchSchemeEntry *
read_entry (const char *folder, const char *file_name, gboolean own)
{
  SchSchemeEntry *entry = g_new0 (SchSchemeEntry, 1);
  g_autoptr (SchScheme) scheme = NULL;

  entry->id = g_strndup (file_name, strlen (file_name) - strlen (SUFFIX));
  entry->path = g_build_filename (folder, file_name, NULL);
  entry->own = own;
  scheme = sch_scheme_catalog_read_file (entry->path, &entry->error);
  if (scheme != NULL)
    {
      entry->name = g_strdup (sch_scheme_get_name (scheme));
      entry->description = g_strdup (sch_scheme_get_description (scheme));
      entry->n_labels = count_labels (scheme);
    }
  if (entry->name == NULL || *entry->name == '\0')
    {
      g_free (entry->name);
      entry->name = sch_store_display_name (entry->id);
    }
  if (entry->description == NULL)
    entry->description = g_strdup ("");
  return entry;
}

static gboolean
is_scheme_name (const char *file_name)
{
  return *file_name != '.' && g_str_has_suffix (file_name, SUFFIX) &&
         strlen (file_name) > strlen (SUFFIX) && g_utf8_validate (file_name, -1, NULL);
}

static gboolean
find_index (GPtrArray *entries, const char *id, guint *index)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (((SchSchemeEntry *) entries->pdata[i])->id, id))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static void
list_folder (SchSchemeCatalog *self, const char *folder, gboolean own)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  if (dir == NULL)
    {
      /* A person without schemes of their own has no folder for them. */
      if (self->error == NULL &&
          !(own && g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)))
        self->error = g_steal_pointer (&error);
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      SchSchemeEntry *entry;
      guint index;

      if (!is_scheme_name (name))
        continue;
      entry = read_entry (folder, name, own);
      if (find_index (self->entries, entry->id, &index))
        g_ptr_array_remove_index (self->entries, index);
      g_ptr_array_add (self->entries, entry);
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const SchSchemeEntry *one = *(const SchSchemeEntry *const *) a;
  const SchSchemeEntry *two = *(const SchSchemeEntry *const *) b;
  gboolean one_first = !one->own && g_str_equal (one->id, FIRST_ID);
  gboolean two_first = !two->own && g_str_equal (two->id, FIRST_ID);
  g_autofree char *one_name = g_utf8_casefold (one->name, -1);
  g_autofree char *two_name = g_utf8_casefold (two->name, -1);
  int order;

  if (one->own != two->own)
    return one->own ? 1 : -1;
  if (one_first != two_first)
    return one_first ? -1 : 1;
  order = strcmp (one_name, two_name);
  return order != 0 ? order : strcmp (one->id, two->id);
}

/**
 * sch_scheme_catalog_refresh:
 *
 * Reads both folders again.
 */
void
sch_scheme_catalog_refresh (SchSchemeCatalog *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->entries, 0);
  g_clear_error (&self->error);
  list_folder (self, self->bundled_folder, FALSE);
  if (self->own_folder != NULL)
    list_folder (self, self->own_folder, TRUE);
  g_ptr_array_sort (self->entries, compare_entries);
}

/**
 * sch_scheme_catalog_new:
 *
 * Returns: (transfer full): the catalog of what is in the folders now
 */
SchSchemeCatalog *
sch_scheme_catalog_new (const char *data_dir, const char *own_folder)
{
  SchSchemeCatalog *self;

  g_return_val_if_fail (data_dir != NULL, NULL);

  self = g_new0 (SchSchemeCatalog, 1);
  self->bundled_folder = g_build_filename (data_dir, "schemes", NULL);
  self->own_folder = g_strdup (own_folder);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  sch_scheme_catalog_refresh (self);
  return self;
}

void
sch_scheme_catalog_free (SchSchemeCatalog *self)
{
  if (self == NULL)
    return;
  g_free (self->bundled_folder);
  g_free (self->own_folder);
  g_ptr_array_unref (self->entries);
  g_clear_error (&self->error);
  g_free (self);
}

/* --- Looking --- */

GPtrArray *
sch_scheme_catalog_get_entries (SchSchemeCatalog *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->entries;
}

const GError *
sch_scheme_catalog_get_error (SchSchemeCatalog *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->error;
}

/**
 * sch_scheme_catalog_find:
 *
 * Returns: (nullable): the entry with this id
 */
const SchSchemeEntry *
sch_scheme_catalog_find (SchSchemeCatalog *self, const char *id)
{
  guint index;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  return find_index (self->entries, id, &index) ? self->entries->pdata[index] : NULL;
}

/**
 * sch_scheme_catalog_dup_ids:
 *
 * Returns: (transfer full): the ids of all schemes that can be read, for messages
 */
char *
sch_scheme_catalog_dup_ids (SchSchemeCatalog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const SchSchemeEntry *entry = self->entries->pdata[i];

      if (entry->error == NULL)
        g_strv_builder_add (builder, entry->id);
    }
  ids = g_strv_builder_end (builder);
  return g_strjoinv (", ", ids);
}

static void
set_unknown (SchSchemeCatalog *self, const char *id, GError **error)
{
  g_autofree char *ids = sch_scheme_catalog_dup_ids (self);
  g_autofree char *shown = sch_store_display_name (id);

  g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
               _ ("There is no scheme “%s”, and no file of that name; there are: %s"), shown, ids);
}

/**
 * sch_scheme_catalog_load:
 * @id: of an entry
 *
 * Returns: (transfer full) (nullable): the scheme as its file is now; NULL with SCH_ERROR_NOT_FOUND or
 *   what is wrong with the file
 */
SchScheme *
sch_scheme_catalog_load (SchSchemeCatalog *self, const char *id, GError **error)
{
  const SchSchemeEntry *entry = sch_scheme_catalog_find (self, id);

  if (entry != NULL)
    return sch_scheme_catalog_read_file (entry->path, error);
  set_unknown (self, id, error);
  return NULL;
}

/**
 * sch_scheme_catalog_load_any:
 * @id_or_path: what a person typed; a file of the name of a scheme is meant with "./"
 *
 * Returns: (transfer full) (nullable): the scheme
 */
SchScheme *
sch_scheme_catalog_load_any (SchSchemeCatalog *self, const char *id_or_path, GError **error)
{
  g_return_val_if_fail (self != NULL && id_or_path != NULL, NULL);

  if (sch_scheme_catalog_find (self, id_or_path) == NULL &&
      (strchr (id_or_path, G_DIR_SEPARATOR) != NULL ||
       g_file_test (id_or_path, G_FILE_TEST_EXISTS)))
    return sch_scheme_catalog_read_file (id_or_path, error);
  return sch_scheme_catalog_load (self, id_or_path, error);
}

/* --- Saving --- */

/**
 * sch_scheme_catalog_dup_id_for:
 *
 * Returns: (transfer full): the name in small letters, everything but letters and digits as "-"
 */
char *
sch_scheme_catalog_dup_id_for (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  g_autofree char *composed = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  GString *id = g_string_new (NULL);
  guint n_chars = 0;

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      /* A mark belongs to the letter before it. */
      gboolean keep = g_unichar_isalnum (c) || (g_unichar_ismark (c) && id->len > 0);

      if (n_chars == MAX_ID_CHARS || id->len + 6 > MAX_ID_BYTES)
        break;
      if (!keep && (id->len == 0 || id->str[id->len - 1] == '-'))
        continue;
      g_string_append_unichar (id, keep ? c : '-');
      n_chars++;
    }
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0)
    g_string_assign (id, "scheme");
  return g_string_free (id, FALSE);
}

/* Which file a name means, asked of the disk too: another window may have saved one since. */
static gboolean
check_free (SchSchemeCatalog *self, const char *name, const char *id, const char *path,
            GError **error)
{
  const SchSchemeEntry *entry = sch_scheme_catalog_find (self, id);

  if (entry != NULL && !entry->own)
    g_set_error (error, SCH_ERROR, SCH_ERROR_EXISTS,
                 _ ("A scheme “%s” comes with the program; give yours another name"), name);
  else if (entry != NULL || g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    g_set_error (error, SCH_ERROR, SCH_ERROR_EXISTS,
                 _ ("You have a scheme “%s” already; replace it, or give this one another name"),
                 name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_scheme (SchScheme *scheme, const char *name, const char *path, gboolean replace,
              GError **error)
{
  g_autoptr (SchTree) tree = sch_tree_with_string (sch_scheme_get_tree (scheme), "name", name);
  g_autoptr (GBytes) bytes = sch_native_write_tree (tree);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!sch_store_make_folder (folder, error))
    return FALSE;
  return replace ? sch_store_replace (path, bytes, NULL, NULL, error)
                 : sch_store_create (path, bytes, error);
}

/**
 * sch_scheme_catalog_save:
 * @name: (nullable): a new name for the scheme; NULL = its own
 * @replace: whether the person said that what is there under that name may go. A bundled scheme is
 *   never written; the saved one then stands in its stead
 *
 * Writes the scheme durably and reads the catalog again.
 *
 * Returns: FALSE with SCH_ERROR_EXISTS, SCH_ERROR_INVALID (no name, no folder) or what the disk said
 */
gboolean
sch_scheme_catalog_save (SchSchemeCatalog *self, SchScheme *scheme, const char *name,
                         gboolean replace, char **id, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *own_id = NULL;
  g_autofree char *base = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL && scheme != NULL, FALSE);

  stripped = g_strstrip (g_strdup (name != NULL ? name : sch_scheme_get_name (scheme)));
  if (self->own_folder == NULL || *stripped == '\0')
    {
      g_set_error_literal (error, SCH_ERROR, SCH_ERROR_INVALID,
                           self->own_folder == NULL
                               ? _ ("There is no folder for schemes of your own")
                               : _ ("Give the scheme a name before saving it"));
      return FALSE;
    }
  own_id = sch_scheme_catalog_dup_id_for (stripped);
  base = g_strconcat (own_id, SUFFIX, NULL);
  path = g_build_filename (self->own_folder, base, NULL);
  if (!replace && !check_free (self, stripped, own_id, path, error))
    return FALSE;
  if (!write_scheme (scheme, stripped, path, replace, error))
    return FALSE;
  sch_scheme_catalog_refresh (self);
  if (id != NULL)
    *id = g_steal_pointer (&own_id);
  return TRUE;
}

/**
 * sch_scheme_catalog_remove:
 * @id: of one of the person's own; a broken one may go, too
 *
 * Returns: FALSE with SCH_ERROR_NOT_FOUND, SCH_ERROR_READ_ONLY (it came with the program) or what the
 *   disk said
 */
gboolean
sch_scheme_catalog_remove (SchSchemeCatalog *self, const char *id, GError **error)
{
  const SchSchemeEntry *entry = sch_scheme_catalog_find (self, id);

  if (entry == NULL)
    {
      set_unknown (self, id, error);
      return FALSE;
    }
  if (!entry->own)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY,
                   _ ("The scheme “%s” comes with the program and cannot be removed"), entry->name);
      return FALSE;
    }
  if (!sch_store_remove (entry->path, error))
    return FALSE;
  sch_scheme_catalog_refresh (self);
  return TRUE;
}
