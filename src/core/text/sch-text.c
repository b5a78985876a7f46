/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Owns the bytes of one document and the maps between its three ways of counting.
 *
 * Invariants: the bytes are valid UTF-8 without NUL and never change. For every block of
 * BLOCK_BYTES bytes a mark counts what begins before it: code points, UTF-16 units (both counted
 * at the leading byte of a sequence) and lines (a line begins at the byte after its predecessor's
 * delimiter, which may be the end of the text). So each lookup is a binary search over the marks
 * and a scan of one block, and the marks take 4.7 % of the text whatever it contains.
 */

#include "sch-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"

#define BLOCK_BYTES 256u
#define SHOWN_BAD_BYTES 4

typedef struct
{
  guint32 chars;
  guint32 utf16;
  guint32 lines;
} Mark;

struct _SchText
{
  gatomicrefcount ref_count;
  GBytes *bytes;
  const guint8 *data;
  gsize len;
  guint char_count;
  guint utf16_count;
  guint n_lines;
  guint n_blocks;
  Mark *marks; /* n_blocks + 1, the last one counts the whole text */
  char *sha256;
};

static inline gboolean
is_lead (guint8 byte)
{
  return (byte & 0xC0) != 0x80;
}

/* Whether a line other than the first begins at @p, which may be @len. */
static inline gboolean
begins_line (const guint8 *data, gsize len, gsize p)
{
  if (p == 0)
    return FALSE;
  guint8 before = data[p - 1];
  if (before > '\r' && before != 0xA9)
    return FALSE;
  if (before == '\n')
    return TRUE;
  if (before == '\r')
    return p == len || data[p] != '\n';
  return before == 0xA9 && p >= 3 && data[p - 2] == 0x80 && data[p - 3] == 0xE2;
}

static void
build_marks (SchText *self)
{
  Mark mark = { 0 };

  self->n_blocks = self->len / BLOCK_BYTES + 1;
  self->marks = g_new (Mark, self->n_blocks + 1);
  for (guint block = 0; block < self->n_blocks; block++)
    {
      gsize from = (gsize) block * BLOCK_BYTES;
      gsize to = MIN (from + BLOCK_BYTES, self->len);
      guint leads = 0;
      guint astral = 0;
      guint lines = 0;

      self->marks[block] = mark;
      for (gsize p = from; p < to; p++)
        {
          leads += is_lead (self->data[p]);
          astral += self->data[p] >= 0xF0;
        }
      for (gsize p = from; p < to; p++)
        lines += begins_line (self->data, self->len, p);
      if (block + 1 == self->n_blocks && self->len > 0)
        lines += begins_line (self->data, self->len, self->len);
      mark.chars += leads;
      mark.utf16 += leads + astral;
      mark.lines += lines;
    }
  self->marks[self->n_blocks] = mark;
  self->char_count = mark.chars;
  self->utf16_count = mark.utf16;
  self->n_lines = mark.lines + 1;
}

static guint
count_lines_before (const char *data, gsize len)
{
  guint lines = 1;

  for (gsize p = 1; p <= len; p++)
    lines += begins_line ((const guint8 *) data, len, p);
  return lines;
}

static void
set_encoding_error (const char *data, gsize len, gsize bad, GError **error)
{
  g_autoptr (GString) hex = g_string_new (NULL);
  guint line = count_lines_before (data, bad);

  if (data[bad] == '\0')
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_ENCODING,
                   _ ("Line %u has a NUL character (byte %lu), which no text may contain. "
                      "The file may be binary, or text in UTF-16 or UTF-32: "
                      "convert a copy of it to UTF-8."),
                   line, (gulong) bad);
      return;
    }
  for (gsize p = bad; p < len && p < bad + SHOWN_BAD_BYTES; p++)
    {
      if (p > bad && (guint8) data[p] < 0x80)
        break;
      g_string_append_printf (hex, "%s%02X", p > bad ? " " : "", (guint8) data[p]);
    }
  g_set_error (error, SCH_ERROR, SCH_ERROR_ENCODING,
               _ ("Line %u is not UTF-8: the bytes %s at byte %lu are no character. "
                  "Convert a copy of the file to UTF-8."),
               line, hex->str, (gulong) bad);
}

/**
 * sch_text_new:
 * @bytes: the content of a document
 *
 * Takes the text of a document without copying it. It must be UTF-8, without NUL characters, and
 * not larger than %SCH_TEXT_MAX_BYTES; a byte order mark is kept as the first character.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with %SCH_ERROR_TOO_LARGE or
 *   %SCH_ERROR_ENCODING, whose message tells the line, the byte offset and the bytes at fault, but
 *   not the file, which the caller knows
 */
SchText *
sch_text_new (GBytes *bytes, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  gsize len = 0;
  const char *data = g_bytes_get_data (bytes, &len);
  const char *end = NULL;

  if (len > SCH_TEXT_MAX_BYTES)
    {
      g_autofree char *size = g_format_size_full (len, G_FORMAT_SIZE_IEC_UNITS |
                                                           G_FORMAT_SIZE_LONG_FORMAT);
      g_autofree char *limit = g_format_size_full (SCH_TEXT_MAX_BYTES,
                                                   G_FORMAT_SIZE_IEC_UNITS |
                                                       G_FORMAT_SIZE_LONG_FORMAT);
      g_set_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
                   _ ("The text has %s; a document may have %s. Split it into several documents."),
                   size, limit);
      return NULL;
    }
  if (len > 0 && !g_utf8_validate_len (data, len, &end))
    {
      set_encoding_error (data, len, end - data, error);
      return NULL;
    }

  SchText *self = g_new0 (SchText, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->data = (const guint8 *) (data != NULL ? data : "");
  self->len = len;
  build_marks (self);
  return self;
}

/**
 * sch_text_new_from_string:
 * @string: valid UTF-8
 *
 * Returns: (transfer full): a text with a copy of @string
 */
SchText *
sch_text_new_from_string (const char *string)
{
  g_return_val_if_fail (string != NULL, NULL);

  g_autoptr (GBytes) bytes = g_bytes_new (string, strlen (string));
  g_autoptr (GError) error = NULL;
  SchText *self = sch_text_new (bytes, &error);
  if (self == NULL)
    g_critical ("%s: %s", G_STRFUNC, error->message);
  return self;
}

SchText *
sch_text_ref (SchText *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_atomic_ref_count_inc (&text->ref_count);
  return text;
}

void
sch_text_unref (SchText *text)
{
  g_return_if_fail (text != NULL);

  if (!g_atomic_ref_count_dec (&text->ref_count))
    return;
  g_bytes_unref (text->bytes);
  g_free (text->marks);
  g_free (text->sha256);
  g_free (text);
}

/* The last block whose mark counts no more than @value, for one member of Mark. */
#define FIND_BLOCK(self, member, value, block)         \
  G_STMT_START                                         \
  {                                                    \
    guint low_ = 0, high_ = (self)->n_blocks - 1;      \
    while (low_ < high_)                               \
      {                                                \
        guint middle_ = low_ + (high_ - low_ + 1) / 2; \
        if ((self)->marks[middle_].member <= (value))  \
          low_ = middle_;                              \
        else                                           \
          high_ = middle_ - 1;                         \
      }                                                \
    (block) = low_;                                    \
  }                                                    \
  G_STMT_END

/**
 * sch_text_get_bytes:
 *
 * Returns: (transfer none): the bytes of the document as stored
 */
GBytes *
sch_text_get_bytes (SchText *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return text->bytes;
}

/**
 * sch_text_get_data:
 * @byte_len: (out) (optional): the number of bytes
 *
 * Returns: (transfer none): the UTF-8 text, not necessarily terminated by NUL
 */
const char *
sch_text_get_data (SchText *text, gsize *byte_len)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (byte_len != NULL)
    *byte_len = text->len;
  return (const char *) text->data;
}

guint
sch_text_get_char_count (SchText *text)
{
  g_return_val_if_fail (text != NULL, 0);

  return text->char_count;
}

guint
sch_text_get_utf16_count (SchText *text)
{
  g_return_val_if_fail (text != NULL, 0);

  return text->utf16_count;
}

gboolean
sch_text_is_ascii (SchText *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return text->char_count == text->len;
}

/**
 * sch_text_get_sha256:
 *
 * Computed at the first call; any thread may ask.
 *
 * Returns: (transfer none): the SHA-256 of the bytes, in 64 lower-case hexadecimal digits
 */
const char *
sch_text_get_sha256 (SchText *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (g_once_init_enter (&text->sha256))
    {
      char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, text->data, text->len);
      g_once_init_leave (&text->sha256, sum);
    }
  return text->sha256;
}

/* How many characters begin in the eight bytes: those that are not 10xxxxxx. */
static guint
count_leads (const guchar *bytes)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word;

  memcpy (&word, bytes, sizeof word);
  /* One bit for each byte of the form 10xxxxxx, added up in the highest byte. */
  return 8 - (guint) (((word >> 7 & ~word >> 6 & ones) * ones) >> 56);
}

/**
 * sch_text_byte_of_char:
 *
 * Returns: the offset of the first byte of the character at @char_offset; the length of the text
 *   for an offset at or beyond its end
 */
gsize
sch_text_byte_of_char (SchText *text, guint char_offset)
{
  g_return_val_if_fail (text != NULL, 0);

  if (char_offset >= text->char_count)
    return text->len;
  if (sch_text_is_ascii (text))
    return char_offset;

  guint block;
  FIND_BLOCK (text, chars, char_offset, block);
  guint left = char_offset - text->marks[block].chars;
  gsize p = (gsize) block * BLOCK_BYTES;
  for (guint n_leads; p + 8 <= text->len; p += 8, left -= n_leads)
    if ((n_leads = count_leads (text->data + p)) > left)
      break;
  for (;; p++)
    if (is_lead (text->data[p]) && left-- == 0)
      return p;
}

/**
 * sch_text_char_of_byte:
 *
 * Returns: the offset of the character that the byte at @byte_offset belongs to (not necessarily
 *   its first one); the number of characters for an offset at or beyond the end
 */
guint
sch_text_char_of_byte (SchText *text, gsize byte_offset)
{
  g_return_val_if_fail (text != NULL, 0);

  if (byte_offset >= text->len)
    return text->char_count;
  if (sch_text_is_ascii (text))
    return byte_offset;

  gsize block = byte_offset / BLOCK_BYTES;
  guint seen = text->marks[block].chars;
  gsize p = block * BLOCK_BYTES;
  for (; p + 8 <= byte_offset; p += 8)
    seen += count_leads (text->data + p);
  for (; p <= byte_offset; p++)
    seen += is_lead (text->data[p]);
  return seen - 1;
}

/**
 * sch_text_utf16_of_char:
 *
 * Returns: the number of UTF-16 units before the character at @char_offset; that of the whole text
 *   for an offset at or beyond its end
 */
guint
sch_text_utf16_of_char (SchText *text, guint char_offset)
{
  g_return_val_if_fail (text != NULL, 0);

  if (char_offset >= text->char_count)
    return text->utf16_count;
  if (text->utf16_count == text->char_count)
    return char_offset;

  gsize byte = sch_text_byte_of_char (text, char_offset);
  gsize block = byte / BLOCK_BYTES;
  guint units = text->marks[block].utf16;
  for (gsize p = block * BLOCK_BYTES; p < byte; p++)
    units += is_lead (text->data[p]) + (text->data[p] >= 0xF0);
  return units;
}

/**
 * sch_text_char_of_utf16:
 * @exact: (out) (optional): %FALSE if @utf16_offset lies within a surrogate pair or beyond the end
 *
 * Returns: the character that begins at, or contains, the UTF-16 unit at @utf16_offset; the number
 *   of characters for an offset at or beyond the end
 */
guint
sch_text_char_of_utf16 (SchText *text, guint utf16_offset, gboolean *exact)
{
  g_return_val_if_fail (text != NULL, 0);

  gboolean found = TRUE;
  guint result;

  if (utf16_offset >= text->utf16_count)
    {
      found = utf16_offset == text->utf16_count;
      result = text->char_count;
    }
  else if (text->utf16_count == text->char_count)
    {
      result = utf16_offset;
    }
  else
    {
      guint block;
      FIND_BLOCK (text, utf16, utf16_offset, block);
      guint units = text->marks[block].utf16;
      gsize p = (gsize) block * BLOCK_BYTES;
      result = text->marks[block].chars;
      while (!is_lead (text->data[p]))
        p++;
      for (;;)
        {
          guint width = text->data[p] >= 0xF0 ? 2 : 1;
          if (units + width > utf16_offset)
            break;
          units += width;
          result++;
          p = g_utf8_next_char ((const char *) text->data + p) - (const char *) text->data;
        }
      found = units == utf16_offset;
    }
  if (exact != NULL)
    *exact = found;
  return result;
}

guint
sch_text_get_n_lines (SchText *text)
{
  g_return_val_if_fail (text != NULL, 0);

  return text->n_lines;
}

/* The byte at which @line begins; the end of the text for lines that do not exist. */
static gsize
find_line (SchText *self, guint line)
{
  if (line == 0)
    return 0;
  if (line >= self->n_lines)
    return self->len;

  /* The block in which the count reaches @line: the last whose mark is below it. */
  guint block;
  FIND_BLOCK (self, lines, line - 1, block);
  guint seen = self->marks[block].lines;
  for (gsize p = (gsize) block * BLOCK_BYTES; p < self->len; p++)
    {
      seen += begins_line (self->data, self->len, p);
      if (seen == line)
        return p;
    }
  return self->len;
}

/**
 * sch_text_get_line_start:
 * @line: counted from 0
 *
 * Returns: the offset of the line's first character; the number of characters of the text for a
 *   line that does not exist
 */
guint
sch_text_get_line_start (SchText *text, guint line)
{
  g_return_val_if_fail (text != NULL, 0);

  return sch_text_char_of_byte (text, find_line (text, line));
}

/**
 * sch_text_get_line_end:
 * @line: counted from 0
 * @with_delimiter: whether the line's delimiter counts
 *
 * Returns: the offset after the line's last character
 */
guint
sch_text_get_line_end (SchText *text, guint line, gboolean with_delimiter)
{
  g_return_val_if_fail (text != NULL, 0);

  if (line >= text->n_lines)
    return text->char_count;
  gsize end = line + 1 < text->n_lines ? find_line (text, line + 1) : text->len;
  guint char_end = sch_text_char_of_byte (text, end);
  if (with_delimiter || line + 1 == text->n_lines)
    return char_end;
  if (text->data[end - 1] == '\n' && end >= 2 && text->data[end - 2] == '\r')
    return char_end - 2;
  return char_end - 1;
}

/**
 * sch_text_line_at:
 *
 * Returns: the line that the character at @char_offset belongs to; the last line at or beyond the
 *   end of the text
 */
guint
sch_text_line_at (SchText *text, guint char_offset)
{
  g_return_val_if_fail (text != NULL, 0);

  if (char_offset >= text->char_count)
    return text->n_lines - 1;

  gsize byte = sch_text_byte_of_char (text, char_offset);
  gsize block = byte / BLOCK_BYTES;
  guint line = text->marks[block].lines;
  for (gsize p = block * BLOCK_BYTES; p <= byte; p++)
    line += begins_line (text->data, text->len, p);
  return line;
}

/**
 * sch_text_get_char:
 *
 * Returns: the character at @char_offset; 0 at or beyond the end
 */
gunichar
sch_text_get_char (SchText *text, guint char_offset)
{
  g_return_val_if_fail (text != NULL, 0);

  if (char_offset >= text->char_count)
    return 0;
  return g_utf8_get_char ((const char *) text->data + sch_text_byte_of_char (text, char_offset));
}

/**
 * sch_text_dup_slice:
 *
 * Returns: (transfer full): the characters in [@char_start, @char_end), cut to the text's length
 */
char *
sch_text_dup_slice (SchText *text, guint char_start, guint char_end)
{
  gsize len = 0;
  const char *slice = sch_text_peek_slice (text, char_start, char_end, &len);
  return slice != NULL ? g_strndup (slice, len) : NULL;
}

/**
 * sch_text_peek_slice:
 * @byte_len: (out): the length of the slice in bytes
 *
 * Returns: (transfer none): the characters in [@char_start, @char_end), cut to the text's length,
 *   inside the text's own memory and so not terminated by NUL
 */
const char *
sch_text_peek_slice (SchText *text, guint char_start, guint char_end, gsize *byte_len)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (char_start <= char_end, NULL);
  g_return_val_if_fail (byte_len != NULL, NULL);

  gsize start = sch_text_byte_of_char (text, char_start);
  *byte_len = sch_text_byte_of_char (text, char_end) - start;
  return (const char *) text->data + start;
}
