/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Guesses the encoding of bytes that are not UTF-8 and converts a copy of them, for documents that
 * sch_text_new() refuses. The bytes themselves are never changed.
 */

#include "sch-encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "sch-error.h"
#include "sch-text.h"

/* ICU looks at no more than some thousand bytes, so it is given those that tell something. */
#define SAMPLE_BYTES 8000u
#define PIECE_BYTES 200u
#define WIDE_SAMPLE_BYTES 65536u
#define CHUNK_BYTES 65536u

static const struct
{
  const char *mark;
  gsize len;
  const char *encoding;
} byte_order_marks[] = {
  { "\xFF\xFE\0\0", 4, "UTF-32LE" }, { "\0\0\xFE\xFF", 4, "UTF-32BE" },
  { "\xEF\xBB\xBF", 3, "UTF-8" },    { "\xFF\xFE", 2, "UTF-16LE" },
  { "\xFE\xFF", 2, "UTF-16BE" },     { "\x84\x31\x95\x33", 4, "GB18030" },
};

static const char *
find_byte_order_mark (const char *data, gsize len, gsize *mark_len)
{
  for (guint i = 0; i < G_N_ELEMENTS (byte_order_marks); i++)
    if (len >= byte_order_marks[i].len &&
        memcmp (data, byte_order_marks[i].mark, byte_order_marks[i].len) == 0)
      {
        *mark_len = byte_order_marks[i].len;
        return byte_order_marks[i].encoding;
      }
  return NULL;
}

static gboolean
is_utf32 (const guint8 *data, gsize len, gboolean big_endian)
{
  for (gsize i = 0; i + 4 <= len; i += 4)
    {
      const guint8 *p = data + i;
      guint32 c = big_endian ? ((guint32) p[0] << 24) | (p[1] << 16) | (p[2] << 8) | p[3]
                             : ((guint32) p[3] << 24) | (p[2] << 16) | (p[1] << 8) | p[0];
      if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        return FALSE;
    }
  return TRUE;
}

/*
 * Whether the bytes read as UTF-16 in one order: no unpaired surrogate, no NUL, and @n_plain, the
 * number of units that text in every script has (spaces, line ends, ASCII).
 */
static gboolean
is_utf16 (const guint8 *data, gsize len, gboolean big_endian, guint *n_plain)
{
  gboolean after_high = FALSE;

  *n_plain = 0;
  for (gsize i = 0; i + 2 <= len; i += 2)
    {
      guint unit = big_endian ? (data[i] << 8) | data[i + 1] : (data[i + 1] << 8) | data[i];
      gboolean low = unit >= 0xDC00 && unit < 0xE000;
      if (unit == 0 || unit == 0xFFFE || low != after_high)
        return FALSE;
      after_high = unit >= 0xD800 && unit < 0xDC00;
      *n_plain += unit == '\n' || unit == '\r' || unit == '\t' || (unit >= ' ' && unit < 0x7F);
    }
  return TRUE;
}

/* UTF-16 and UTF-32 without a byte order mark; ICU does not know them reliably. */
static const char *
guess_wide (const guint8 *data, gsize len)
{
  gsize sample = MIN (len, WIDE_SAMPLE_BYTES);
  guint plain_le = 0;
  guint plain_be = 0;

  if (memchr (data, 0, sample) == NULL)
    return NULL;
  if (len % 4 == 0 && is_utf32 (data, sample, FALSE))
    return "UTF-32LE";
  if (len % 4 == 0 && is_utf32 (data, sample, TRUE))
    return "UTF-32BE";
  if (len % 2 != 0)
    return NULL;
  if (!is_utf16 (data, sample, FALSE, &plain_le))
    plain_le = 0;
  if (!is_utf16 (data, sample, TRUE, &plain_be))
    plain_be = 0;
  if (plain_le == plain_be || MAX (plain_le, plain_be) < sample / 100)
    return NULL;
  return plain_le > plain_be ? "UTF-16LE" : "UTF-16BE";
}

/* The bytes around those beyond ASCII, and the begin of the text where these do not fill it. */
static GByteArray *
take_sample (const guint8 *data, gsize len)
{
  GByteArray *sample = g_byte_array_new ();

  for (gsize i = 0; i < len && sample->len < SAMPLE_BYTES;)
    {
      if (data[i] < 0x80 && data[i] != 0x1B)
        {
          i++;
          continue;
        }
      /* From the begin of the word: multi-byte encodings cannot be read from anywhere. */
      gsize from = i;
      while (from > 0 && i - from < PIECE_BYTES / 4 && data[from - 1] > ' ' &&
             data[from - 1] < 0x80)
        from--;
      gsize to = MIN (from + PIECE_BYTES, len);
      while (to < len && data[to] > ' ' && to - from < 2 * PIECE_BYTES)
        to++;
      g_byte_array_append (sample, data + from, to - from);
      g_byte_array_append (sample, (const guint8 *) "\n", 1);
      i = to;
    }
  if (sample->len == 0)
    g_byte_array_append (sample, data, MIN (len, SAMPLE_BYTES));
  return sample;
}

/* Whether every byte beyond ASCII is part of UTF-8, but for a few: a damaged file. */
static gboolean
is_damaged_utf8 (const char *data, gsize len)
{
  const char *end = data + len;
  gsize n_good = 0;
  gsize n_bad = 0;

  for (const char *p = data; p < end;)
    {
      const char *bad = NULL;
      if (!g_utf8_validate_len (p, end - p, &bad) && *bad == '\0')
        return FALSE;
      for (const char *q = p; q < bad; q++)
        n_good += (guint8) *q >= 0xC0;
      if (bad == end)
        break;
      n_bad++;
      p = bad + 1;
    }
  return n_good > 0 && n_bad * 10 <= n_good;
}

/* The first of ICU's guesses that can be converted. */
static char *
guess_by_letters (const guint8 *data, gsize len)
{
  g_autoptr (GByteArray) sample = take_sample (data, len);
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open (&status);
  gint32 n_matches = 0;
  char *result = NULL;

  ucsdet_setText (detector, (const char *) sample->data, sample->len, &status);
  const UCharsetMatch **matches = ucsdet_detectAll (detector, &n_matches, &status);
  for (gint32 i = 0; i < n_matches && result == NULL && U_SUCCESS (status); i++)
    {
      const char *name = ucsdet_getName (matches[i], &status);
      UErrorCode unknown = U_ZERO_ERROR;
      UConverter *converter = ucnv_open (name, &unknown);
      if (U_SUCCESS (unknown) && !g_str_has_prefix (name, "UTF-"))
        result = g_strdup (name);
      ucnv_close (converter);
    }
  ucsdet_close (detector);
  return result;
}

/**
 * sch_text_guess_encoding:
 * @data: bytes that are not UTF-8
 *
 * Guesses how a text is encoded: from a byte order mark, from the pattern of UTF-16 and UTF-32, or
 * from the frequencies of letters by ICU. "UTF-8" means that the text is UTF-8 but for a few
 * damaged places, which only sch_text_convert_lossy() can convert.
 *
 * Returns: (transfer full) (nullable): a name that sch_text_convert() takes, such as
 *   "windows-1252"; %NULL if the bytes look like no text at all
 */
char *
sch_text_guess_encoding (const char *data, gsize len)
{
  g_return_val_if_fail (data != NULL || len == 0, NULL);

  gsize mark_len = 0;
  const char *name = len > 0 ? find_byte_order_mark (data, len, &mark_len) : NULL;

  if (len == 0)
    return NULL;
  if (name == NULL)
    name = guess_wide ((const guint8 *) data, len);
  if (name == NULL && memchr (data, 0, len) == NULL && is_damaged_utf8 (data, len))
    name = "UTF-8";
  if (name != NULL)
    return g_strdup (name);
  if (memchr (data, 0, len) != NULL)
    return NULL;

  return guess_by_letters ((const guint8 *) data, len);
}

static void
count_replaced (const void *context, UConverterToUnicodeArgs *args, const char *units,
                gint32 n_units, UConverterCallbackReason reason, UErrorCode *status)
{
  guint *n_replaced = (guint *) context;

  if (reason <= UCNV_IRREGULAR)
    (*n_replaced)++;
  UCNV_TO_U_CALLBACK_SUBSTITUTE (NULL, args, units, n_units, reason, status);
}

static UConverter *
open_converter (const char *encoding, guint *n_replaced, GError **error)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (encoding, &status);

  if (U_SUCCESS (status) && n_replaced != NULL)
    ucnv_setToUCallBack (converter, count_replaced, n_replaced, NULL, NULL, &status);
  else if (U_SUCCESS (status))
    ucnv_setToUCallBack (converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  if (U_SUCCESS (status))
    return converter;
  ucnv_close (converter);
  g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
               _ ("There is no encoding with the name “%s”. Choose another one."), encoding);
  return NULL;
}

static void
set_convert_error (UConverter *converter, const char *encoding, gsize offset, UErrorCode status,
                   GError **error)
{
  char bad[16] = { 0 };
  gint8 n_bad = sizeof bad;
  UErrorCode ignored = U_ZERO_ERROR;
  g_autoptr (GString) hex = g_string_new (NULL);

  ucnv_getInvalidChars (converter, bad, &n_bad, &ignored);
  for (gint8 i = 0; i < n_bad && U_SUCCESS (ignored); i++)
    g_string_append_printf (hex, "%s%02X", i > 0 ? " " : "", (guint8) bad[i]);
  g_set_error (error, SCH_ERROR, SCH_ERROR_ENCODING,
               _ ("The text is not %s: the bytes %s at byte %lu are no character (%s). "
                  "Choose another encoding."),
               encoding, hex->str, (gulong) (offset - MIN (offset, (gsize) MAX (n_bad, 0))),
               u_errorName (status));
}

static GBytes *
convert (GBytes *bytes, const char *encoding, guint *n_replaced, GError **error)
{
  gsize len = 0;
  const char *data = g_bytes_get_data (bytes, &len);
  gsize mark_len = 0;
  const char *marked = len > 0 ? find_byte_order_mark (data, len, &mark_len) : NULL;
  UErrorCode status = U_ZERO_ERROR;
  UChar pivot[1024];
  UChar *pivot_source = pivot;
  UChar *pivot_target = pivot;

  UConverter *from = open_converter (encoding, n_replaced, error);
  if (from == NULL)
    return NULL;
  UConverter *to = ucnv_open ("UTF-8", &status);
  g_autoptr (GByteArray) result = g_byte_array_new ();
  g_autofree char *chunk = g_malloc (CHUNK_BYTES);
  /* The mark told the encoding and is no part of the text. */
  const char *source = data;
  if (marked != NULL && ucnv_compareNames (marked, encoding) == 0)
    source += mark_len;
  do
    {
      char *target = chunk;
      status = U_ZERO_ERROR;
      ucnv_convertEx (to, from, &target, chunk + CHUNK_BYTES, &source, data + len, pivot,
                      &pivot_source, &pivot_target, pivot + G_N_ELEMENTS (pivot), FALSE, TRUE,
                      &status);
      g_byte_array_append (result, (const guint8 *) chunk, target - chunk);
    }
  while (status == U_BUFFER_OVERFLOW_ERROR && result->len <= SCH_TEXT_MAX_BYTES);

  GBytes *converted = NULL;
  if (result->len > SCH_TEXT_MAX_BYTES)
    g_set_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
                 _ ("In UTF-8 the text has more than %u bytes. Split it into several documents."),
                 SCH_TEXT_MAX_BYTES);
  else if (U_FAILURE (status))
    set_convert_error (from, encoding, source - data, status, error);
  else if (memchr (result->data != NULL ? result->data : (guint8 *) "x", 0, result->len) != NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_ENCODING,
                 _ ("Read as %s, the text has NUL characters, which no text may contain. "
                    "Choose another encoding."),
                 encoding);
  else
    converted = g_byte_array_free_to_bytes (g_steal_pointer (&result));
  ucnv_close (from);
  ucnv_close (to);
  return converted;
}

/**
 * sch_text_convert:
 * @bytes: a text
 * @encoding: its encoding, by a name that ICU knows
 *
 * Converts a text to UTF-8. A byte order mark that told the encoding is left out; everything else
 * is kept, line ends too.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8, or %NULL with %SCH_ERROR_INVALID for an
 *   unknown encoding, %SCH_ERROR_ENCODING where bytes are no character in it, or
 *   %SCH_ERROR_TOO_LARGE
 */
GBytes *
sch_text_convert (GBytes *bytes, const char *encoding, GError **error)
{
  g_return_val_if_fail (bytes != NULL && encoding != NULL, NULL);

  return convert (bytes, encoding, NULL, error);
}

/**
 * sch_text_convert_lossy:
 * @n_replaced: (out): how often bytes were no character, and were replaced by U+FFFD
 *
 * Like sch_text_convert(), for damaged texts.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8
 */
GBytes *
sch_text_convert_lossy (GBytes *bytes, const char *encoding, guint *n_replaced, GError **error)
{
  g_return_val_if_fail (bytes != NULL && encoding != NULL && n_replaced != NULL, NULL);

  *n_replaced = 0;
  return convert (bytes, encoding, n_replaced, error);
}
