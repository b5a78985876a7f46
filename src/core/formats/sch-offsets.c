/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offsets of other units on their way in: converted here, at the border, and compared with the text
 * that the source repeats. */

#include "config.h"

#include "sch-offsets.h"

#include <string.h>

static gboolean
convert (SchText *text, SchOffsets unit, guint offset, guint *chars)
{
  gboolean exact = FALSE;
  gsize byte_len;

  switch (unit)
    {
    case SCH_OFFSETS_UTF16:
      *chars = sch_text_char_of_utf16 (text, offset, &exact);
      return exact;
    case SCH_OFFSETS_BYTES:
      sch_text_get_data (text, &byte_len);
      *chars = sch_text_char_of_byte (text, offset);
      return offset <= byte_len && sch_text_byte_of_char (text, *chars) == offset;
    case SCH_OFFSETS_AUTO:
    case SCH_OFFSETS_CODE_POINTS:
    case SCH_OFFSETS_TOKENS:
    default:
      *chars = offset;
      return offset <= sch_text_get_char_count (text);
    }
}

gboolean
sch_offsets_to_chars (SchText *text, SchOffsets unit, guint start, guint end, SchRange *range)
{
  return start <= end && convert (text, unit, start, &range->start) &&
         convert (text, unit, end, &range->end);
}

gboolean
sch_ranges_cover (SchText *text, GArray *ranges, const char *quote)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const SchRange *range = &g_array_index (ranges, SchRange, i);
      gsize byte_len;
      const char *slice = sch_text_peek_slice (text, range->start, range->end, &byte_len);

      if (i > 0 && *quote++ != ' ')
        return FALSE;
      if (strncmp (quote, slice, byte_len) != 0)
        return FALSE;
      quote += byte_len;
    }
  return *quote == '\0';
}

static char *
squeeze (const char *string)
{
  GString *squeezed = g_string_new (NULL);

  for (; *string != '\0'; string = g_utf8_next_char (string))
    {
      gunichar c = g_utf8_get_char (string);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (squeezed, c);
      else if (squeezed->len > 0 && squeezed->str[squeezed->len - 1] != ' ')
        g_string_append_c (squeezed, ' ');
    }
  if (squeezed->len > 0 && squeezed->str[squeezed->len - 1] == ' ')
    g_string_truncate (squeezed, squeezed->len - 1);
  return g_string_free (squeezed, FALSE);
}

gboolean
sch_ranges_cover_loosely (SchText *text, GArray *ranges, const char *quote)
{
  g_autoptr (GString) covered = g_string_new (NULL);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (sch_ranges_cover (text, ranges, quote))
    return TRUE;
  for (guint i = 0; i < ranges->len; i++)
    {
      const SchRange *range = &g_array_index (ranges, SchRange, i);
      gsize byte_len;
      const char *slice = sch_text_peek_slice (text, range->start, range->end, &byte_len);

      if (i > 0)
        g_string_append_c (covered, ' ');
      g_string_append_len (covered, slice, byte_len);
    }
  a = squeeze (covered->str);
  b = squeeze (quote);
  return *a != '\0' && strcmp (a, b) == 0;
}
