/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokens of JSON: strings, numbers and words, checked strictly.
 *
 * All functions work on a part of a buffer that need not end with a NUL, and never read at or
 * behind `end`.
 */

#include "sch-json-scan.h"

#include <math.h>
#include <string.h>

#include "sch-json-pull.h"

#define ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGH G_GUINT64_CONSTANT (0x8080808080808080)
#define HAS_ZERO(word) (((word) -ONES) & ~(word) &HIGH)

static gboolean
fault (SchJsonToken *token, SchJsonFault kind, const char *where)
{
  token->fault = kind;
  token->where = where;
  return FALSE;
}

/* A pointer to the first byte that is a quote, a backslash, a control character or not ASCII. */
static inline const guchar *
skip_plain (const guchar *p, const guchar *end)
{
  while (end - p >= 8)
    {
      guint64 word, hits;

      memcpy (&word, p, 8);
      word = GUINT64_FROM_LE (word);
      hits = (word & HIGH) | ((word - ONES * 0x20) & ~word & HIGH) |
             HAS_ZERO (word ^ (ONES * '"')) | HAS_ZERO (word ^ (ONES * '\\'));
      if (hits != 0)
        return p + (__builtin_ctzll (hits) >> 3); /* the lowest hit is never a false one */
      p += 8;
    }
  while (p < end && *p >= 0x20 && *p < 0x80 && *p != '"' && *p != '\\')
    p++;
  return p;
}

static inline gboolean
is_continuation (guchar c)
{
  return (c & 0xC0) == 0x80;
}

/* The bytes of the UTF-8 sequence at p, whose first byte is not ASCII; 0 if it is malformed
 * (overlong forms, surrogates and values beyond U+10FFFF included; Unicode 15, table 3-7). */
static inline gsize
utf8_length (const guchar *p, const guchar *end)
{
  gsize left = end - p;

  if (p[0] >= 0xC2 && p[0] <= 0xDF)
    return left >= 2 && is_continuation (p[1]) ? 2 : 0;
  if (p[0] >= 0xE0 && p[0] <= 0xEF)
    {
      guchar low = p[0] == 0xE0 ? 0xA0 : 0x80;
      guchar high = p[0] == 0xED ? 0x9F : 0xBF;

      return left >= 3 && p[1] >= low && p[1] <= high && is_continuation (p[2]) ? 3 : 0;
    }
  if (p[0] >= 0xF0 && p[0] <= 0xF4)
    {
      guchar low = p[0] == 0xF0 ? 0x90 : 0x80;
      guchar high = p[0] == 0xF4 ? 0x8F : 0xBF;

      return left >= 4 && p[1] >= low && p[1] <= high && is_continuation (p[2]) &&
                     is_continuation (p[3])
                 ? 4
                 : 0;
    }
  return 0;
}

/* The value of four hexadecimal digits, or -1. */
static int
parse_hex4 (const char *p)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* The bytes of the escape at p (which is the backslash); 0 with a fault. */
static gsize
check_escape (const char *p, const char *end, SchJsonToken *token)
{
  int code;

  if (end - p < 2)
    {
      fault (token, SCH_JSON_FAULT_END, end);
      return 0;
    }
  if (p[1] != '\0' && strchr ("\"\\/bfnrt", p[1]) != NULL)
    return 2;
  if (p[1] != 'u')
    {
      fault (token, SCH_JSON_FAULT_ESCAPE, p);
      return 0;
    }
  if (end - p < 6)
    {
      fault (token, SCH_JSON_FAULT_END, end);
      return 0;
    }
  code = parse_hex4 (p + 2);
  if (code <= 0)
    {
      fault (token, code == 0 ? SCH_JSON_FAULT_NUL : SCH_JSON_FAULT_ESCAPE, p);
      return 0;
    }
  return 6;
}

/**
 * sch_json_scan_string:
 * @p: the opening quote
 *
 * Checks a string up to its closing quote: UTF-8, escapes, control characters, length.
 */
gboolean
sch_json_scan_string (const char *p, const char *end, SchJsonToken *token)
{
  const guchar *at = (const guchar *) p + 1;
  const guchar *limit = (const guchar *) end;

  token->start = p + 1;
  token->fault = SCH_JSON_FAULT_NONE;
  token->has_escapes = FALSE;
  for (;;)
    {
      gsize n;

      at = skip_plain (at, limit);
      if (at == limit)
        return fault (token, SCH_JSON_FAULT_END, end);
      if (*at == '"')
        break;
      if (*at == '\\')
        {
          token->has_escapes = TRUE;
          n = check_escape ((const char *) at, end, token);
          if (n == 0)
            return FALSE;
          at += n;
          continue;
        }
      if (*at == 0)
        return fault (token, SCH_JSON_FAULT_NUL, (const char *) at);
      if (*at < 0x20)
        return fault (token, SCH_JSON_FAULT_CONTROL, (const char *) at);
      while (at < limit && *at >= 0x80)
        {
          n = utf8_length (at, limit);
          if (n == 0)
            return fault (token, SCH_JSON_FAULT_UTF8, (const char *) at);
          at += n;
        }
    }
  token->byte_len = (const char *) at - token->start;
  token->end = (const char *) at + 1;
  if (token->byte_len > SCH_JSON_MAX_STRING_BYTES)
    return fault (token, SCH_JSON_FAULT_TOO_LONG, p);
  return TRUE;
}

static const char *
skip_digits (const char *p, const char *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p;
}

/**
 * sch_json_scan_number:
 *
 * Checks the form of a number, not its size.
 */
gboolean
sch_json_scan_number (const char *p, const char *end, SchJsonToken *token)
{
  const char *digits;

  token->start = p;
  token->fault = SCH_JSON_FAULT_NONE;
  token->is_integer = TRUE;
  if (p < end && *p == '-')
    p++;
  digits = p;
  p = skip_digits (p, end);
  if (p > digits + 1 && *digits == '0')
    return fault (token, SCH_JSON_FAULT_NUMBER, digits);
  if (p == digits)
    return fault (token, SCH_JSON_FAULT_NUMBER, p);
  if (p < end && *p == '.')
    {
      token->is_integer = FALSE;
      digits = p + 1;
      p = skip_digits (digits, end);
      if (p == digits)
        return fault (token, SCH_JSON_FAULT_NUMBER, p);
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      token->is_integer = FALSE;
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      digits = p;
      p = skip_digits (digits, end);
      if (p == digits)
        return fault (token, SCH_JSON_FAULT_NUMBER, p);
    }
  token->end = p;
  token->byte_len = p - token->start;
  return TRUE;
}

/**
 * sch_json_scan_word:
 *
 * Checks that true, false or null stands here.
 */
gboolean
sch_json_scan_word (const char *p, const char *end, SchJsonToken *token)
{
  static const char *const words[] = { "true", "false", "null" };

  token->start = p;
  token->fault = SCH_JSON_FAULT_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i]);

      if (end - p >= n && memcmp (p, words[i], n) == 0)
        {
          token->byte_len = n;
          token->end = p + n;
          return token->end == end || !g_ascii_isalnum (*token->end);
        }
    }
  return FALSE;
}

/* Decodes the escape at p. Returns: the byte after it. */
static const char *
decode_escape (GString *out, const char *p, const char *end, guint *n_repairs)
{
  static const char plain[] = "\"\\/bfnrt";
  static const char meant[] = "\"\\/\b\f\n\r\t";
  gunichar code, low;

  if (p[1] != 'u')
    {
      g_string_append_c (out, meant[strchr (plain, p[1]) - plain]);
      return p + 2;
    }
  code = parse_hex4 (p + 2);
  p += 6;
  if (code < 0xD800 || code > 0xDFFF)
    {
      g_string_append_unichar (out, code);
      return p;
    }
  low = code < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? parse_hex4 (p + 2) : 0;
  if (low >= 0xDC00 && low <= 0xDFFF)
    {
      g_string_append_unichar (out, 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
      return p + 6;
    }
  g_string_append_unichar (out, 0xFFFD);
  (*n_repairs)++;
  return p;
}

/**
 * sch_json_decode:
 * @token: a string that sch_json_scan_string() found good
 *
 * Appends the text that the string stands for.
 *
 * Returns: how many lone surrogates became U+FFFD
 */
guint
sch_json_decode (GString *out, const SchJsonToken *token)
{
  const char *p = token->start;
  const char *end = token->start + token->byte_len;
  guint n_repairs = 0;

  while (p < end)
    {
      const char *escape = memchr (p, '\\', end - p);

      g_string_append_len (out, p, (escape != NULL ? escape : end) - p);
      p = escape != NULL ? decode_escape (out, escape, end, &n_repairs) : end;
    }
  return n_repairs;
}

/**
 * sch_json_parse_int64:
 *
 * Returns: FALSE with a fault if the number is not in the range of 64 bits
 */
gboolean
sch_json_parse_int64 (SchJsonToken *token, gint64 *value)
{
  const char *p = token->start;
  const char *end = token->start + token->byte_len;
  gboolean negative = *p == '-';
  guint64 limit = negative ? (guint64) G_MAXINT64 + 1 : (guint64) G_MAXINT64;
  guint64 number = 0;

  for (p += negative; p < end; p++)
    {
      guint digit = *p - '0';

      if (number > (limit - digit) / 10)
        return fault (token, SCH_JSON_FAULT_RANGE, token->start);
      number = number * 10 + digit;
    }
  *value = negative ? (gint64) (0 - number) : (gint64) number;
  return TRUE;
}

/**
 * sch_json_parse_double:
 *
 * Returns: FALSE with a fault if the number is larger than any double
 */
gboolean
sch_json_parse_double (SchJsonToken *token, double *value)
{
  char buffer[64];
  g_autofree char *copy = NULL;
  char *text = buffer;

  if (token->byte_len < sizeof buffer)
    {
      memcpy (buffer, token->start, token->byte_len);
      buffer[token->byte_len] = '\0';
    }
  else
    text = copy = g_strndup (token->start, token->byte_len);
  *value = g_ascii_strtod (text, NULL);
  return isfinite (*value) ? TRUE : fault (token, SCH_JSON_FAULT_RANGE, token->start);
}

/**
 * sch_json_check_number:
 *
 * Checks a number that nobody asks for: whole ones must fit in 64 bits, others in a double.
 */
gboolean
sch_json_check_number (SchJsonToken *token)
{
  gint64 number;
  double real;

  if (!token->is_integer)
    return sch_json_parse_double (token, &real);
  return token->byte_len <= 18 || sch_json_parse_int64 (token, &number);
}
