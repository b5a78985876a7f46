/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that import and convert read. */

#include "config.h"

#include "sch-cli-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-store.h"

#define SNIFF_BYTES 65536

/* A name for documents that is a valid path. */
static char *
dup_stem (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *shown = sch_store_display_name (base);
  g_autofree char *stem = g_strdelimit (g_utf8_make_valid (shown, -1), "/\\", '_');
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  if (*stem == '.')
    *stem = '_';
  return g_strdup (sch_path_is_valid (stem, NULL) ? stem : "document");
}

static const SchFormat *
sniff (SchCliSource *self, GError **error)
{
  g_autofree char *head = g_malloc (SNIFF_BYTES);
  gsize n = 0;

  if (!g_input_stream_read_all (self->stream, head, SNIFF_BYTES, &n, NULL, error) ||
      !g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, NULL, error))
    return NULL;
  return sch_formats_sniff (head, n, self->shown, error);
}

gboolean
sch_cli_source_open (SchCliSource *self, const char *path, const char *format_id, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->shown = sch_store_display_name (path);
  self->stem = dup_stem (path);
  self->stream = (GInputStream *) g_file_read (file, NULL, error);
  if (self->stream == NULL)
    {
      g_prefix_error (error, "%s: ", self->shown);
      return FALSE;
    }
  self->format = strcmp (format_id, "auto") == 0 ? sniff (self, error)
                                                 : sch_formats_find (format_id, error);
  if (self->format == NULL || self->format->read != NULL)
    return self->format != NULL;
  g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID, _ ("the format %s can only be written"),
               self->format->id);
  return FALSE;
}

void
sch_cli_source_clear (SchCliSource *self)
{
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->stem, g_free);
  g_clear_object (&self->stream);
}
