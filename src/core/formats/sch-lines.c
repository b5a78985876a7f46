/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a stream in constant memory: a window of bytes that holds at least the current line. */

#include "config.h"

#include "sch-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"

#define CHUNK_BYTES 65536

struct _SchLines
{
  GInputStream *stream;
  char *file_name;
  GByteArray *window;
  gsize at; /* where the next line begins in the window */
  gsize line_len;
  const char *delimiter;
  guint number;
  gboolean at_end;
  gboolean had_bom;
};

SchLines *
sch_lines_new (GInputStream *stream, const char *file_name)
{
  SchLines *self = g_new0 (SchLines, 1);

  self->stream = g_object_ref (stream);
  self->file_name = g_strdup (file_name);
  self->window = g_byte_array_new ();
  self->delimiter = "";
  return self;
}

void
sch_lines_free (SchLines *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_free (self->file_name);
  g_byte_array_unref (self->window);
  g_free (self);
}

/* Reads on, behind what the window holds from the current line. */
static gboolean
fill (SchLines *self, GCancellable *cancellable, GError **error)
{
  gsize kept;
  gssize n;

  if (self->at > 0)
    {
      g_byte_array_remove_range (self->window, 0, self->at);
      self->at = 0;
    }
  kept = self->window->len;
  if (kept > SCH_LINES_MAX_BYTES)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
                   _ ("%s:%u: this line has more than %u bytes; cut the file into smaller records"),
                   self->file_name, self->number + 1, SCH_LINES_MAX_BYTES);
      return FALSE;
    }
  g_byte_array_set_size (self->window, kept + MAX (CHUNK_BYTES, kept));
  n = g_input_stream_read (self->stream, self->window->data + kept, MAX (CHUNK_BYTES, kept),
                           cancellable, error);
  g_byte_array_set_size (self->window, kept + MAX (n, 0));
  if (n < 0)
    {
      g_prefix_error (error, "%s: ", self->file_name);
      return FALSE;
    }
  self->at_end = n == 0;
  return TRUE;
}

static gboolean
check_line (SchLines *self, const char *line, gsize byte_len, GError **error)
{
  const char *bad = NULL;

  if (g_utf8_validate_len (line, byte_len, &bad))
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_ENCODING,
               bad < line + byte_len && *bad == '\0'
                   ? _ ("%s:%u:%u: a NUL byte; this is no text file")
                   : _ ("%s:%u:%u: not UTF-8; convert the file to UTF-8 first"),
               self->file_name, self->number, (guint) g_utf8_strlen (line, bad - line) + 1);
  return FALSE;
}

/* Finds the end of the line at self->at, reading on as far as needed. */
static gboolean
find_end (SchLines *self, gsize *len, GCancellable *cancellable, GError **error)
{
  gsize looked = 0;

  for (;;)
    {
      const guint8 *start = self->window->data + self->at;
      gsize there = self->window->len - self->at;
      const guint8 *end = there > looked ? memchr (start + looked, '\n', there - looked) : NULL;

      if (end != NULL || self->at_end)
        {
          *len = end != NULL ? (gsize) (end - start) : there;
          self->delimiter = end != NULL ? "\n" : "";
          return TRUE;
        }
      looked = there;
      if (!fill (self, cancellable, error))
        return FALSE;
    }
}

gboolean
sch_lines_next (SchLines *self, const char **line, gsize *byte_len, GCancellable *cancellable,
                GError **error)
{
  gsize len = 0;
  const char *start;

  g_return_val_if_fail (self != NULL && line != NULL && byte_len != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->at += self->line_len;
  self->line_len = 0;
  if (!find_end (self, &len, cancellable, error))
    return FALSE;
  if (len == 0 && *self->delimiter == '\0')
    return FALSE;
  self->number++;
  self->line_len = len + strlen (self->delimiter);
  start = (const char *) self->window->data + self->at;
  if (len > 0 && start[len - 1] == '\r' && *self->delimiter != '\0')
    {
      self->delimiter = "\r\n";
      len--;
    }
  if (self->number == 1 && len >= 3 && memcmp (start, "\xEF\xBB\xBF", 3) == 0)
    {
      self->had_bom = TRUE;
      start += 3;
      len -= 3;
    }
  *line = start;
  *byte_len = len;
  return check_line (self, start, len, error);
}

const char *
sch_lines_get_delimiter (SchLines *self)
{
  return self->delimiter;
}

guint
sch_lines_get_number (SchLines *self)
{
  return self->number;
}

const char *
sch_lines_get_file_name (SchLines *self)
{
  return self->file_name;
}

gboolean
sch_lines_had_bom (SchLines *self)
{
  return self->had_bom;
}
