/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person's own copy of the sample corpus, in the user's data folder. It appears whole or not
 * at all; once there it is theirs, and never overwritten. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-sample.h"

#define MAX_DEPTH 8

static gboolean copy_folder (GFile *from, GFile *to, guint depth, GError **error);

static gboolean
copy_entry (GFile *from, GFile *to, GFileInfo *info, guint depth, GError **error)
{
  switch (g_file_info_get_file_type (info))
    {
    case G_FILE_TYPE_DIRECTORY:
      return copy_folder (from, to, depth + 1, error);
    case G_FILE_TYPE_REGULAR:
      return g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error);
    default:
      return TRUE;
    }
}

static gboolean
copy_folder (GFile *from, GFile *to, guint depth, GError **error)
{
  g_autoptr (GFileEnumerator) entries = NULL;

  if (depth > MAX_DEPTH || !g_file_make_directory_with_parents (to, NULL, error))
    return depth <= MAX_DEPTH ? FALSE : TRUE;
  entries = g_file_enumerate_children (from,
                                       G_FILE_ATTRIBUTE_STANDARD_NAME
                                       "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                       G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, error);
  if (entries == NULL)
    return FALSE;
  while (TRUE)
    {
      GFileInfo *info;
      GFile *child;
      g_autoptr (GFile) target = NULL;

      if (!g_file_enumerator_iterate (entries, &info, &child, NULL, error))
        return FALSE;
      if (info == NULL)
        return TRUE;
      target = g_file_get_child (to, g_file_info_get_name (info));
      if (!copy_entry (child, target, info, depth, error))
        return FALSE;
    }
}

static void
remove_folder (GFile *folder)
{
  g_autoptr (GFileEnumerator)
      entries = g_file_enumerate_children (folder,
                                           G_FILE_ATTRIBUTE_STANDARD_NAME
                                           "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                           G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (entries != NULL && g_file_enumerator_iterate (entries, &info, &child, NULL, NULL) &&
         info != NULL)
    {
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        remove_folder (child);
      else
        g_file_delete (child, NULL, NULL);
    }
  g_file_delete (folder, NULL, NULL);
}

static GFile *
get_place (void)
{
  return g_file_new_build_filename (g_get_user_data_dir (), "scholiast", "sample-corpus", NULL);
}

gboolean
sch_sample_is (GFile *folder)
{
  g_autoptr (GFile) place = get_place ();

  return g_file_equal (folder, place);
}

/**
 * sch_sample_prepare:
 * @data_dir: folder of the data that come with the program
 * @made: (out): whether the copy was made now
 *
 * Returns: (transfer full) (nullable): the folder of the person's copy, or NULL with an error
 */
GFile *
sch_sample_prepare (const char *data_dir, gboolean *made, GError **error)
{
  g_autoptr (GFile) origin = g_file_new_build_filename (data_dir, "sample", NULL);
  g_autoptr (GFile) place = get_place ();
  g_autoptr (GFile) parent = g_file_get_parent (place);
  g_autoptr (GFile) half_made = g_file_get_child (parent, ".sample-corpus.new");

  *made = FALSE;
  if (g_file_query_exists (place, NULL))
    return g_steal_pointer (&place);
  remove_folder (half_made);
  if (!copy_folder (origin, half_made, 0, error) ||
      !g_file_move (half_made, place, G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, error))
    {
      remove_folder (half_made);
      g_prefix_error (error, _ ("The sample corpus could not be copied: "));
      return NULL;
    }
  *made = TRUE;
  return g_steal_pointer (&place);
}
