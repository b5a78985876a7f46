/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Owns the places where long paragraphs of a document are split for display.
 *
 * Invariants: the splits are sorted, each strictly inside the content of a paragraph; the line feed
 * of split i stands at buffer offset splits[i] + i, the character splits[i] right after it. The
 * buffer's text has one character for each of the document's and one for each split.
 */

#include "sch-view-map.h"

#include <string.h>

#include "sch-text-cut.h"

struct _SchViewMap
{
  SchText *text;
  GArray *splits; /* (element-type guint): the first characters of the buffer's added lines */
};

/* Splits the paragraph content [@start, @end), which is too long. */
static void
split_paragraph (SchViewMap *self, guint start, guint end, guint max_line_chars)
{
  while (end - start > max_line_chars)
    {
      guint cut = sch_text_find_cut (self->text, start, start + max_line_chars / 2,
                                     start + max_line_chars);
      if (cut >= end)
        break;
      g_array_append_val (self->splits, cut);
      start = cut;
    }
}

/* The first character that ends a paragraph for GtkTextBuffer: line feed, carriage return or U+2029. */
static const char *
find_paragraph_end (const char *p, const char *end)
{
  for (; p < end; p++)
    if (*p == '\n' || *p == '\r' || (*p == '\xE2' && memcmp (p, "\xE2\x80\xA9", 3) == 0))
      break;
  return p;
}

/**
 * sch_view_map_new:
 * @text: the document, which the map keeps
 * @max_line_chars: the most characters of a line in the buffer, usually
 *   %SCH_VIEW_MAP_MAX_LINE_CHARS; only a single grapheme cluster can be longer
 *
 * Returns: (transfer full): the map
 */
SchViewMap *
sch_view_map_new (SchText *text, guint max_line_chars)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (max_line_chars >= 2, NULL);

  SchViewMap *self = g_new0 (SchViewMap, 1);
  self->text = sch_text_ref (text);
  self->splits = g_array_new (FALSE, FALSE, sizeof (guint));

  gsize len = 0;
  const char *p = sch_text_get_data (text, &len);
  const char *end = p + len;
  while (p < end)
    {
      const char *content_end = find_paragraph_end (p, end);
      gsize byte_len = content_end - p;
      /* A paragraph has no more characters than bytes: the usual one need not be counted. */
      guint n_chars = byte_len > max_line_chars ? g_utf8_strlen (p, byte_len) : 0;

      if (n_chars > max_line_chars)
        {
          guint start = sch_text_char_of_byte (text, p - sch_text_get_data (text, NULL));
          split_paragraph (self, start, start + n_chars, max_line_chars);
        }
      p = content_end < end ? g_utf8_next_char (content_end) : end;
    }
  return self;
}

void
sch_view_map_free (SchViewMap *self)
{
  if (self == NULL)
    return;
  sch_text_unref (self->text);
  g_array_unref (self->splits);
  g_free (self);
}

guint
sch_view_map_get_n_splits (SchViewMap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->splits->len;
}

/**
 * sch_view_map_get_buffer_count:
 *
 * Returns: the number of characters of the buffer's text
 */
guint
sch_view_map_get_buffer_count (SchViewMap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sch_text_get_char_count (self->text) + self->splits->len;
}

/*
 * Copies text that may stand in a GtkTextBuffer. U+FFFC means an embedded object there, so it
 * becomes U+FFFD. Line tabulation, form feed and NEL end a line of the document's author, but Pango
 * shows them as boxes with their code; U+2028 breaks the line and leaves the paragraph whole. A
 * byte order mark stays: it takes no room and has no glyph.
 */
static void
append_shown (GString *string, const char *p, gsize len)
{
  const char *end = p + len;

  while (p < end)
    {
      const char *from = p;
      while (p < end && *p != 0x0B && *p != 0x0C && *p != '\xC2' && *p != '\xEF')
        p++;
      g_string_append_len (string, from, p - from);
      if (p == end)
        break;
      const char *next = g_utf8_next_char (p);
      gunichar c = g_utf8_get_char (p);
      if (c == 0xFFFC)
        g_string_append_unichar (string, 0xFFFD);
      else if (c == 0x0B || c == 0x0C || c == 0x85)
        g_string_append_unichar (string, 0x2028);
      else
        g_string_append_len (string, p, next - p);
      p = next;
    }
}

/**
 * sch_view_map_dup_buffer_text:
 * @byte_len: (out) (optional): its length in bytes
 *
 * Returns: (transfer full): the text that the buffer is to show
 */
char *
sch_view_map_dup_buffer_text (SchViewMap *self, gsize *byte_len)
{
  g_return_val_if_fail (self != NULL, NULL);

  gsize len = 0;
  const char *data = sch_text_get_data (self->text, &len);
  GString *string = g_string_sized_new (len + self->splits->len + 1);
  gsize from = 0;

  for (guint i = 0; i < self->splits->len; i++)
    {
      gsize to = sch_text_byte_of_char (self->text, g_array_index (self->splits, guint, i));
      append_shown (string, data + from, to - from);
      g_string_append_c (string, '\n');
      from = to;
    }
  append_shown (string, data + from, len - from);
  if (byte_len != NULL)
    *byte_len = string->len;
  return g_string_free (string, FALSE);
}

/* The number of splits below @limit; with @in_buffer the limit is a buffer offset, and the splits
 * counted are those whose line feed lies before it. */
static guint
count_splits (SchViewMap *self, guint limit, gboolean in_buffer)
{
  guint low = 0;
  guint high = self->splits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint place = g_array_index (self->splits, guint, middle) + (in_buffer ? middle : 0);
      if (place < limit)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * sch_view_map_to_buffer:
 *
 * Maps the place of a character, the start of a range, or a caret: at a split, the place after the
 * inserted line feed.
 *
 * Returns: the buffer offset; offsets beyond the document's end give the buffer's end
 */
guint
sch_view_map_to_buffer (SchViewMap *self, guint char_offset)
{
  g_return_val_if_fail (self != NULL, 0);

  char_offset = MIN (char_offset, sch_text_get_char_count (self->text));
  return char_offset + count_splits (self, char_offset + 1, FALSE);
}

/**
 * sch_view_map_to_buffer_end:
 *
 * Maps the exclusive end of a range: at a split, the place before the inserted line feed.
 *
 * Returns: the buffer offset; offsets beyond the document's end give the buffer's end
 */
guint
sch_view_map_to_buffer_end (SchViewMap *self, guint char_offset)
{
  g_return_val_if_fail (self != NULL, 0);

  char_offset = MIN (char_offset, sch_text_get_char_count (self->text));
  return char_offset + count_splits (self, char_offset, FALSE);
}

/**
 * sch_view_map_to_document:
 *
 * Maps a buffer offset back. Both sides of an inserted line feed are the same place.
 *
 * Returns: the document's offset; offsets beyond the buffer's end give the document's end
 */
guint
sch_view_map_to_document (SchViewMap *self, guint buffer_offset)
{
  g_return_val_if_fail (self != NULL, 0);

  buffer_offset = MIN (buffer_offset, sch_view_map_get_buffer_count (self));
  return buffer_offset - count_splits (self, buffer_offset, TRUE);
}
