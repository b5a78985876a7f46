/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of separated cells, one in memory at a time. */

#include "config.h"

#include "sch-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"

struct _SchCsv
{
  SchLines *lines;
  char separator; /* 0: that of the first line */
  guint line;
  GPtrArray *cells;
  GString *cell;
};

SchCsv *
sch_csv_new (GInputStream *stream, const char *file_name, char separator)
{
  SchCsv *self = g_new0 (SchCsv, 1);

  self->lines = sch_lines_new (stream, file_name);
  self->separator = separator;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->cell = g_string_new (NULL);
  return self;
}

void
sch_csv_free (SchCsv *self)
{
  if (self == NULL)
    return;
  sch_lines_free (self->lines);
  g_ptr_array_unref (self->cells);
  g_string_free (self->cell, TRUE);
  g_free (self);
}

static gboolean
fail_csv (SchCsv *self, const char *message, GError **error)
{
  g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, "%s:%u: %s",
               sch_lines_get_file_name (self->lines), self->line, message);
  return FALSE;
}

static gboolean
end_cell (SchCsv *self, GError **error)
{
  if (self->cells->len >= SCH_CSV_MAX_CELLS)
    return fail_csv (self, _ ("a record with too many cells"), error);
  g_ptr_array_add (self->cells, g_strndup (self->cell->str, self->cell->len));
  g_string_truncate (self->cell, 0);
  return TRUE;
}

/* Takes over one line; @quoted says whether a quoted cell is open, before and after. */
static gboolean
take_line (SchCsv *self, const char *line, gsize byte_len, gboolean *quoted, GError **error)
{
  gboolean at_start = !*quoted;

  for (gsize i = 0; i < byte_len; i++)
    {
      char c = line[i];

      if (*quoted && c == '"' && i + 1 < byte_len && line[i + 1] == '"')
        {
          g_string_append_c (self->cell, '"');
          i++;
        }
      else if (*quoted && c == '"')
        *quoted = FALSE;
      else if (!*quoted && c == '"' && at_start)
        *quoted = TRUE;
      else if (!*quoted && c == self->separator)
        {
          if (!end_cell (self, error))
            return FALSE;
          at_start = TRUE;
          continue;
        }
      else
        g_string_append_c (self->cell, c);
      at_start = FALSE;
    }
  return TRUE;
}

gboolean
sch_csv_next (SchCsv *self, GPtrArray **cells, GCancellable *cancellable, GError **error)
{
  const char *line;
  gsize byte_len;
  gboolean quoted = FALSE;
  gboolean begun = FALSE;
  GError *local = NULL;

  g_ptr_array_set_size (self->cells, 0);
  g_string_truncate (self->cell, 0);
  while (sch_lines_next (self->lines, &line, &byte_len, cancellable, &local))
    {
      if (!begun && byte_len == 0)
        continue;
      if (!begun)
        self->line = sch_lines_get_number (self->lines);
      begun = TRUE;
      if (self->separator == '\0')
        {
          self->separator = sch_csv_sniff_separator (line, byte_len);
          if (self->separator == '\0')
            self->separator = ',';
        }
      if (!take_line (self, line, byte_len, &quoted, error))
        return FALSE;
      if (!quoted)
        {
          *cells = self->cells;
          return end_cell (self, error);
        }
      g_string_append (self->cell, sch_lines_get_delimiter (self->lines));
      if (self->cell->len > SCH_CSV_MAX_RECORD_BYTES)
        return fail_csv (self, _ ("a record that does not end; is a quotation mark missing?"),
                         error);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (quoted)
    return fail_csv (self, _ ("the file ends inside a quoted cell; a quotation mark is missing"),
                     error);
  return FALSE;
}

guint
sch_csv_get_line (SchCsv *self)
{
  return self->line;
}

char
sch_csv_sniff_separator (const char *data, gsize byte_len)
{
  static const char separators[] = { '\t', ';', ',' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (gsize i = 0; i < byte_len && (quoted || data[i] != '\n'); i++)
    {
      if (data[i] == '"')
        quoted = !quoted;
      for (guint s = 0; !quoted && s < G_N_ELEMENTS (separators); s++)
        counts[s] += data[i] == separators[s];
    }
  for (guint s = 1; s < G_N_ELEMENTS (separators); s++)
    if (counts[s] > counts[best])
      best = s;
  return counts[best] > 0 ? separators[best] : '\0';
}

void
sch_csv_append_cell (GString *record, const char *cell, char separator)
{
  const char special[] = { separator, '"', '\n', '\r', '\0' };

  if (strpbrk (cell, special) == NULL)
    {
      g_string_append (record, cell);
      return;
    }
  g_string_append_c (record, '"');
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (record, '"');
      g_string_append_c (record, *cell);
    }
  g_string_append_c (record, '"');
}
