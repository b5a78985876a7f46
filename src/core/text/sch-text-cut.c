/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds places where a paragraph that is too long to be treated whole may be cut without harm, and
 * classifies the characters that stand around words.
 *
 * Nothing here depends on a language: a full stop counts as the end of a sentence only after a word
 * that hardly can be an abbreviation, because a place that is missed costs nothing.
 */

#include "sch-text-cut.h"

#include <string.h>
#include <unicode/ubrk.h>

/* How far back a possible end of a sentence is examined. */
#define MAX_LOOK_BACK 40
/* A full stop after a word in lower case of at least so many letters is no abbreviation's. */
#define MIN_WORD_LETTERS 4
/* A grapheme cluster that goes on for so long behind the place to cut is no writing, and is cut. */
#define MAX_CLUSTER_CHARS 4096u

/**
 * sch_char_is_blank:
 *
 * Whether a character is never part of a span's visible text by itself: white space, a control
 * character, or an invisible format character such as a byte order mark or a direction mark.
 */
gboolean
sch_char_is_blank (gunichar c)
{
  if (c < 0x80)
    return c <= ' ' || c == 0x7F;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * sch_char_is_opener:
 *
 * Whether @c is an opening bracket or a quotation mark, which may be one that opens.
 */
gboolean
sch_char_is_opener (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '"' || c == '\'' || type == G_UNICODE_OPEN_PUNCTUATION ||
         type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

/**
 * sch_char_is_closer:
 *
 * Whether @c is a closing bracket or a quotation mark, which may be one that closes.
 */
gboolean
sch_char_is_closer (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '"' || c == '\'' || type == G_UNICODE_CLOSE_PUNCTUATION ||
         type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

/**
 * sch_text_skip_blank:
 *
 * Returns: the first character in [@char_offset, @char_limit) that is not blank, or @char_limit
 */
guint
sch_text_skip_blank (SchText *text, guint char_offset, guint char_limit)
{
  const char *p = sch_text_get_data (text, NULL) + sch_text_byte_of_char (text, char_offset);

  while (char_offset < char_limit && sch_char_is_blank (g_utf8_get_char (p)))
    {
      p = g_utf8_next_char (p);
      char_offset++;
    }
  return char_offset;
}

/**
 * sch_text_skip_blank_back:
 *
 * Returns: the offset after the last character in [@char_limit, @char_offset) that is not blank, or
 *   @char_limit
 */
guint
sch_text_skip_blank_back (SchText *text, guint char_offset, guint char_limit)
{
  const char *p = sch_text_get_data (text, NULL) + sch_text_byte_of_char (text, char_offset);

  while (char_offset > char_limit)
    {
      p = g_utf8_prev_char (p);
      if (!sch_char_is_blank (g_utf8_get_char (p)))
        break;
      char_offset--;
    }
  return char_offset;
}

/* White space at which a line may be broken; not a no-break space. */
static gboolean
is_breaking_space (gunichar c)
{
  return c != 0xA0 && c != 0x202F && c != 0x2007 && g_unichar_isspace (c);
}

/* Whether a character may begin a piece of text: no mark or joiner that belongs to the one before. */
static gboolean
may_begin (gunichar c)
{
  return !g_unichar_ismark (c) && !sch_char_is_blank (c) && !(c >= 0x1F3FB && c <= 0x1F3FF);
}

static gboolean
is_wide_terminator (gunichar c)
{
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61;
}

static gboolean
is_terminator (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x061F || c == 0x06D4 ||
         c == 0x0964 || is_wide_terminator (c);
}

/* Whether the word that ends before @p is in lower case and long enough to end a sentence. */
static gboolean
follows_plain_word (const char *p, const char *begin)
{
  guint letters = 0;

  while (p > begin && letters < MIN_WORD_LETTERS)
    {
      p = g_utf8_prev_char (p);
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_isalpha (c) || g_unichar_isupper (c))
        return FALSE;
      letters++;
    }
  return letters == MIN_WORD_LETTERS;
}

/* Whether a sentence surely ends at @p, which follows white space. */
static gboolean
follows_sentence (const char *p, const char *begin, const char *end)
{
  const char *next = p;
  guint steps = 0;

  while (next < end && sch_char_is_opener (g_utf8_get_char (next)) && next < p + 8)
    next = g_utf8_next_char (next);
  if (next >= end)
    return FALSE;
  gunichar first = g_utf8_get_char (next);
  if (!g_unichar_isalpha (first) || g_unichar_islower (first))
    return FALSE;

  while (p > begin && steps++ < MAX_LOOK_BACK)
    {
      p = g_utf8_prev_char (p);
      gunichar c = g_utf8_get_char (p);
      if (is_terminator (c))
        return c != '.' || follows_plain_word (p, begin);
      if (!is_breaking_space (c) && !sch_char_is_closer (c))
        return FALSE;
    }
  return FALSE;
}

/*
 * The last boundary of a grapheme cluster in (@char_min, @char_max], or else the first one after
 * @char_max, unless that is too far. @char_base is where the look begins, and so is taken for a boundary.
 */
static guint
find_grapheme_cut (SchText *text, guint char_base, guint char_min, guint char_max)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open (UBRK_CHARACTER, "root", NULL, 0, &status);
  guint count = sch_text_get_char_count (text);
  guint reach = 64;
  guint result = 0;

  if (U_FAILURE (status))
    g_error ("ICU has no rules for characters: %s", u_errorName (status));
  while (result == 0)
    {
      guint last = MIN (count, char_max + reach);
      gsize len = 0;
      const char *slice = sch_text_peek_slice (text, char_base, last, &len);
      glong n_units = 0;
      glong n_before = 0;
      g_autofree gunichar2 *units = g_utf8_to_utf16 (slice, len, NULL, &n_units, NULL);
      g_autofree gunichar2 *before = g_utf8_to_utf16 (slice,
                                                      sch_text_byte_of_char (text, char_max) -
                                                          (slice - sch_text_get_data (text, NULL)),
                                                      NULL, &n_before, NULL);

      ubrk_setText (iterator, units, n_units, &status);
      gint32 found = n_before;
      if (!ubrk_isBoundary (iterator, n_before))
        found = ubrk_preceding (iterator, n_before);
      guint base_unit = sch_text_utf16_of_char (text, char_base);
      guint offset = sch_text_char_of_utf16 (text, base_unit + found, NULL);
      if (found == UBRK_DONE || offset <= char_min)
        {
          found = ubrk_following (iterator, n_before);
          offset = sch_text_char_of_utf16 (text, base_unit + MAX (found, 0), NULL);
        }
      if (found != UBRK_DONE && (found < n_units || last == count))
        result = offset;
      else if (last == count)
        result = count;
      else if (reach >= MAX_CLUSTER_CHARS)
        result = char_max;
      reach *= 8;
    }
  ubrk_close (iterator);
  return result;
}

/**
 * sch_text_find_cut:
 * @char_base: a boundary of grapheme clusters at or before @char_min
 *
 * Finds where to cut a paragraph: at the last place in (@char_min, @char_max] after a sentence; if
 * there is none, after white space; if there is none, between two grapheme clusters; and if even
 * those are longer, after the cluster that @char_max lies in (a cluster of thousands of marks is
 * cut). No delimiter of lines may lie before
 * the place looked for.
 *
 * Returns: the offset of the first character after the cut
 */
guint
sch_text_find_cut (SchText *text, guint char_base, guint char_min, guint char_max)
{
  g_return_val_if_fail (char_base <= char_min && char_min < char_max, char_max);

  gsize len = 0;
  const char *data = sch_text_get_data (text, &len);
  const char *begin = data + sch_text_byte_of_char (text, char_base);
  const char *p = data + sch_text_byte_of_char (text, char_max);
  guint after_space = 0;

  for (guint offset = char_max; offset > char_min && p < data + len; offset--)
    {
      const char *previous = g_utf8_prev_char (p);
      gunichar before = g_utf8_get_char (previous);

      if (is_breaking_space (before) && may_begin (g_utf8_get_char (p)))
        {
          if (follows_sentence (p, begin, data + len))
            return offset;
          if (after_space == 0)
            after_space = offset;
        }
      else if (is_wide_terminator (before))
        {
          gunichar c = g_utf8_get_char (p);
          if (may_begin (c) && !sch_char_is_closer (c) && !is_terminator (c))
            return offset;
        }
      p = previous;
    }
  return after_space > 0 ? after_space : find_grapheme_cut (text, char_base, char_min, char_max);
}
