/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Equal lines, by their folded text. */

#include "config.h"

#include "sch-repeated-lines.h"

#include <glib/gi18n-lib.h>

#include "sch-error.h"
#include "sch-text-cut.h"

/* A longer line is not page furniture; it is not worth a copy. */
#define MAX_LINE_CHARS 10000u

/* The line without the blanks around it. */
static SchRange
trim_line (SchText *text, guint line)
{
  guint start = sch_text_get_line_start (text, line);
  guint end = sch_text_get_line_end (text, line, FALSE);
  guint first = sch_text_skip_blank (text, start, end);

  return (SchRange){ first, sch_text_skip_blank_back (text, end, first) };
}

char *
sch_repeated_lines_fold (SchText *text, guint char_start, guint char_end)
{
  gsize byte_len;
  const char *p = sch_text_peek_slice (text, char_start, char_end, &byte_len);
  const char *end = p + byte_len;
  g_autoptr (GString) folded = g_string_sized_new (byte_len);
  gboolean blank = FALSE;

  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          blank = folded->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (folded, ' ');
      blank = FALSE;
      g_string_append_unichar (folded, c);
    }
  return folded->len > 0 ? g_string_free (g_steal_pointer (&folded), FALSE) : NULL;
}

static char *
fold_range (SchText *text, SchRange range)
{
  if (range.start >= range.end || range.end - range.start > MAX_LINE_CHARS)
    return NULL;
  return sch_repeated_lines_fold (text, range.start, range.end);
}

/* Whether the range has of each line that it touches nothing or all but blanks. */
static gboolean
add_lines (SchText *text, SchRange range, GHashTable *keys)
{
  guint first = sch_text_line_at (text, range.start);
  guint last = sch_text_line_at (text, MAX (range.end, range.start + 1) - 1);

  for (guint line = first; line <= last; line++)
    {
      SchRange whole = trim_line (text, line);
      char *key;

      if (whole.start >= whole.end || range.end <= whole.start || range.start >= whole.end)
        continue;
      if (range.start > whole.start || range.end < whole.end)
        return FALSE;
      key = fold_range (text, whole);
      if (key != NULL)
        g_hash_table_add (keys, key);
    }
  return TRUE;
}

GHashTable *
sch_repeated_lines_get_keys (SchText *text, const SchSpan *span, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < span->n_ranges; i++)
    if (!add_lines (text, span->ranges[i], keys))
      {
        g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                     _ ("The annotation covers a part of a line only. Extend it to whole lines to "
                        "find the same ones elsewhere."));
        return NULL;
      }
  if (g_hash_table_size (keys) == 0)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("The annotation covers no line with text that could be found elsewhere."));
      return NULL;
    }
  return g_steal_pointer (&keys);
}

GArray *
sch_repeated_lines_find (SchText *text, GHashTable *keys)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (SchRange));
  guint n_lines = sch_text_get_n_lines (text);

  for (guint line = 0; line < n_lines; line++)
    {
      SchRange range = trim_line (text, line);
      g_autofree char *key = fold_range (text, range);

      if (key != NULL && g_hash_table_contains (keys, key))
        g_array_append_val (found, range);
    }
  return found;
}
