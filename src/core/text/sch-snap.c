/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Owns the rules that turn ICU's words into smart words. Works on plain arrays of characters, so
 * that it knows neither texts nor ICU.
 *
 * Invariant of the pieces: they are sorted, do not overlap, and together hold exactly the
 * characters that are not blank (see sch_char_is_blank()).
 */

#include "sch-snap.h"

#include <string.h>

#include "sch-text-cut.h"

static const char *const default_strip[] = { "\xE2\x80\x99s", "'s", "\xE2\x80\x99", NULL };
static const char *const default_join[] = { NULL };

static gint
compare_longer_first (gconstpointer a, gconstpointer b)
{
  return g_utf8_strlen (*(char **) b, -1) - g_utf8_strlen (*(char **) a, -1);
}

static char **
dup_strings (const char *const *strings)
{
  GPtrArray *array = g_ptr_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    if (*strings[i] != '\0')
      g_ptr_array_add (array, g_strdup (strings[i]));
  g_ptr_array_sort (array, compare_longer_first);
  g_ptr_array_add (array, NULL);
  return (char **) g_ptr_array_free (array, FALSE);
}

/**
 * sch_snap_rules_new:
 * @strip: (array zero-terminated=1) (nullable): endings, in any order; %NULL for ’s, 's and ’
 * @join: (array zero-terminated=1) (nullable): joining strings; %NULL for none
 *
 * Returns: (transfer full): rules with copies of the strings
 */
SchSnapRules *
sch_snap_rules_new (const char *const *strip, const char *const *join)
{
  SchSnapRules *rules = g_new0 (SchSnapRules, 1);

  rules->strip = dup_strings (strip != NULL ? strip : default_strip);
  rules->join = dup_strings (join != NULL ? join : default_join);
  return rules;
}

/**
 * sch_snap_rules_copy:
 * @rules: (nullable): rules; %NULL for the defaults
 */
SchSnapRules *
sch_snap_rules_copy (const SchSnapRules *rules)
{
  if (rules == NULL)
    return sch_snap_rules_new (NULL, NULL);
  return sch_snap_rules_new ((const char *const *) rules->strip, (const char *const *) rules->join);
}

void
sch_snap_rules_free (SchSnapRules *rules)
{
  if (rules == NULL)
    return;
  g_strfreev (rules->strip);
  g_strfreev (rules->join);
  g_free (rules);
}

/* The number of characters that @string matches at @at, ignoring case; 0 if it does not match. */
static guint
match (const gunichar *chars, guint n_chars, guint at, const char *string)
{
  guint n = 0;

  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p), n++)
    if (at + n >= n_chars ||
        g_unichar_tolower (chars[at + n]) != g_unichar_tolower (g_utf8_get_char (p)))
      return 0;
  return n;
}

/*
 * Whether ICU's word is an abbreviation with inner full stops (U.S, C.I.A, Ph.D, a.m), so that the
 * full stop after it is its own, and not a number (3.5) or a name with a dot (example.com).
 */
static gboolean
is_dotted (const gunichar *chars, guint start, guint end)
{
  guint letters = 0;
  guint dots = 0;
  gboolean capital = FALSE;

  for (guint i = start; i < end; i++)
    {
      if (chars[i] == '.')
        {
          dots++;
          letters = 0;
          continue;
        }
      if (g_unichar_ismark (chars[i]) || g_unichar_type (chars[i]) == G_UNICODE_FORMAT)
        continue;
      if (!g_unichar_isalpha (chars[i]))
        return FALSE;
      capital = letters == 0 ? g_unichar_isupper (chars[i]) : capital;
      if (++letters > (capital ? 4 : 2))
        return FALSE;
    }
  return dots > 0;
}

/* The index of the segment that ends at @end, not before @from; @n_segments if there is none. */
static guint
find_segment_end (const SchSnapSegment *segments, guint n_segments, guint from, guint end)
{
  for (guint i = from; i < n_segments && segments[i].end <= end; i++)
    if (segments[i].end == end)
      return i;
  return n_segments;
}

/* The last segment of the word that begins at segment @i, after dots and joins; sets @end. */
static guint
extend_word (const SchSnapRules *rules, const gunichar *chars, guint n_chars,
             const SchSnapSegment *segments, guint n_segments, guint i, guint *end)
{
  guint start = segments[i].start;

  for (;;)
    {
      gboolean joined = FALSE;

      *end = segments[i].end;
      if (i + 1 < n_segments && segments[i + 1].end == *end + 1 && chars[*end] == '.' &&
          is_dotted (chars, start, *end) && !(*end + 1 < n_chars && chars[*end + 1] == '.'))
        {
          i++;
          (*end)++;
        }
      for (guint k = 0; rules->join[k] != NULL && !joined; k++)
        {
          guint n = match (chars, n_chars, *end, rules->join[k]);
          guint last = n > 0 ? find_segment_end (segments, n_segments, i + 1, *end + n)
                             : n_segments;
          if (last + 1 < n_segments && segments[last + 1].is_word)
            {
              i = last + 1;
              start = segments[i].start;
              joined = TRUE;
            }
        }
      if (!joined)
        return i;
    }
}

static gboolean
has_letter (const char *string)
{
  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Sets the two ends of a word that reaches to @end; returns its last segment. */
static guint
strip_word (const SchSnapRules *rules, const gunichar *chars, guint n_chars,
            const SchSnapSegment *segments, guint n_segments, guint i, SchPiece *piece)
{
  guint end = piece->full_end;

  piece->end = end;
  for (guint k = 0; rules->strip[k] != NULL; k++)
    {
      guint n = g_utf8_strlen (rules->strip[k], -1);
      if (n < end - piece->start && match (chars, n_chars, end - n, rules->strip[k]) > 0)
        {
          piece->end = end - n;
          return i;
        }
    }
  /* ICU does not take the ’s of "U.S.’s" and "1990’s" into the word. */
  for (guint k = 0; rules->strip[k] != NULL; k++)
    {
      guint n = match (chars, n_chars, end, rules->strip[k]);
      if (n == 0 || !has_letter (rules->strip[k]))
        continue;
      guint last = find_segment_end (segments, n_segments, i + 1, end + n);
      if (last < n_segments)
        {
          piece->full_end = end + n;
          return last;
        }
    }
  return i;
}

static gboolean
is_punctuation (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
      return TRUE;
    case G_UNICODE_OTHER_PUNCTUATION:
      /* Signs that say something of their own: 5%, #tag, @name, § 3. */
      return strchr ("%#@&*", c < 0x80 ? (int) c : '.') == NULL && c != 0xA7 && c != 0xB6 &&
             c != 0x2030 && c != 0x2031 && c != 0x066A && c != 0xFF05 && c != 0xFF03 && c != 0xFF20;
    default:
      return c == '`';
    }
}

/* Adds what is visible in a segment that is no word. */
static void
add_other (GArray *pieces, const gunichar *chars, guint start, guint end)
{
  while (start < end && sch_char_is_blank (chars[start]))
    start++;
  /* A format character at the end may be part of an emoji. */
  while (end > start && sch_char_is_blank (chars[end - 1]) &&
         g_unichar_type (chars[end - 1]) != G_UNICODE_FORMAT)
    end--;
  if (start == end)
    return;

  gunichar c = chars[start];
  gboolean punctuation = is_punctuation (c);
  SchPiece *last = pieces->len > 0 ? &g_array_index (pieces, SchPiece, pieces->len - 1) : NULL;
  if (last != NULL && last->kind != SCH_PIECE_WORD && last->end == start && end == start + 1 &&
      chars[start - 1] == c && chars[last->start] == c && (punctuation || c < 0x80))
    {
      last->end = last->full_end = end;
      return;
    }
  SchPiece piece = { start, end, end, punctuation ? SCH_PIECE_PUNCTUATION : SCH_PIECE_SYMBOL };
  g_array_append_val (pieces, piece);
}

/**
 * sch_snap_build_pieces:
 * @chars: the characters of a paragraph or a window of it
 * @segments: ICU's words in it, without gaps
 *
 * Returns: (transfer full) (element-type SchPiece): the smart words and everything else that is
 *   visible, counted from the begin of @chars
 */
GArray *
sch_snap_build_pieces (const SchSnapRules *rules, const gunichar *chars, guint n_chars,
                       const SchSnapSegment *segments, guint n_segments)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (SchPiece));

  for (guint i = 0; i < n_segments; i++)
    {
      SchPiece piece = { .start = segments[i].start, .kind = SCH_PIECE_WORD };

      if (!segments[i].is_word)
        {
          add_other (pieces, chars, segments[i].start, segments[i].end);
          continue;
        }
      i = extend_word (rules, chars, n_chars, segments, n_segments, i, &piece.full_end);
      while (piece.full_end > piece.start + 1 && sch_char_is_blank (chars[piece.full_end - 1]))
        piece.full_end--;
      i = strip_word (rules, chars, n_chars, segments, n_segments, i, &piece);
      g_array_append_val (pieces, piece);
    }
  return pieces;
}
