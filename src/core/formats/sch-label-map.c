/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of other programs and what they are in the corpus. */

#include "config.h"

#include "sch-label-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-csv.h"
#include "sch-error.h"

struct _SchLabelMap
{
  GHashTable *labels;
};

void
sch_label_map_free (SchLabelMap *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->labels);
  g_free (self);
}

/* A first line "source,target" or the like is a header. */
static gboolean
is_header (const char *from, const char *to)
{
  return (g_ascii_strcasecmp (from, "source") == 0 || g_ascii_strcasecmp (from, "from") == 0) &&
         (g_ascii_strcasecmp (to, "target") == 0 || g_ascii_strcasecmp (to, "label") == 0 ||
          g_ascii_strcasecmp (to, "to") == 0);
}

SchLabelMap *
sch_label_map_read (GInputStream *stream, const char *file_name, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (SchCsv) csv = sch_csv_new (stream, file_name, '\0');
  g_autoptr (SchLabelMap) self = g_new0 (SchLabelMap, 1);
  GError *local = NULL;
  GPtrArray *cells;

  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (sch_csv_next (csv, &cells, cancellable, &local))
    {
      const char *from = g_ptr_array_index (cells, 0);
      const char *to = cells->len > 1 ? g_ptr_array_index (cells, 1) : NULL;

      if (to == NULL || cells->len > 2)
        {
          g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT,
                       _ ("%s:%u: a line must have two columns: the label in the source, the label "
                          "in the corpus"),
                       file_name, sch_csv_get_line (csv));
          return NULL;
        }
      if (g_hash_table_size (self->labels) > 0 || !is_header (from, to))
        g_hash_table_insert (self->labels, g_strdup (from), g_strdup (to));
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
sch_label_map_find (SchLabelMap *self, SchScheme *scheme, const char *label)
{
  const char *mapped = self != NULL ? g_hash_table_lookup (self->labels, label) : NULL;
  const SchLabel *found;
  g_autofree char *folded = NULL;

  if (mapped != NULL)
    return mapped;
  found = sch_scheme_get_label (scheme, label);
  if (found != NULL)
    return found->id;
  folded = g_utf8_casefold (label, -1);
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *other = sch_scheme_get_label_at (scheme, i);
      g_autofree char *id = g_utf8_casefold (other->id, -1);
      g_autofree char *name = g_utf8_casefold (other->name, -1);

      if (strcmp (folded, id) == 0 || strcmp (folded, name) == 0)
        return other->id;
    }
  return label;
}
