/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around a claim: the rest of its sentence, its paragraph, and what may be its cue. */

#include "config.h"

#include "sch-derive-beside.h"

#include "sch-derive-cues.h"

/* How far from a claim the words beside it are looked at. Code points. */
#define MAX_BESIDE_CHARS 160u
/* How far the marks of its quotation. */
#define MAX_MARK_CHARS 4000u

static gboolean
ends_sentence (gunichar c)
{
  return c == '!' || c == '?' || c == 0x061F || c == 0x3002 || c == '\n' || c == '\r' ||
         c == 0x2029;
}

/* A full stop before a blank, but not that of Mr. or U.S. */
static gboolean
is_full_stop (const char *start, const char *p)
{
  const char *word = p;
  guint n = 0;

  if (*p != '.' || !(p[1] == '\0' || g_unichar_isspace (g_utf8_get_char (p + 1))))
    return FALSE;
  while (word > start && n < 5)
    {
      const char *previous = g_utf8_prev_char (word);

      if (!g_unichar_isalnum (g_utf8_get_char (previous)) && *previous != '.')
        break;
      word = previous;
      n++;
    }
  return n > 4 || !g_unichar_isupper (g_utf8_get_char (word));
}

/**
 * sch_derive_dup_before:
 *
 * Returns: (transfer full): what ends where the claim starts, from the beginning of its sentence
 */
char *
sch_derive_dup_before (const SchQuotationPlace *place)
{
  guint start = place->ranges[0].start;
  gsize byte_len;
  const char *data = sch_text_peek_slice (place->text, start - MIN (start, MAX_BESIDE_CHARS), start,
                                          &byte_len);
  g_autofree char *slice = g_strndup (data, byte_len);
  const char *from = slice;

  for (const char *p = slice; *p != '\0'; p = g_utf8_next_char (p))
    if (ends_sentence (g_utf8_get_char (p)) || is_full_stop (slice, p))
      from = g_utf8_next_char (p);
  return g_strdup (from);
}

/**
 * sch_derive_dup_after:
 *
 * Returns: (transfer full): what starts where the claim ends, to the end of its sentence
 */
char *
sch_derive_dup_after (const SchQuotationPlace *place)
{
  guint end = place->ranges[place->n_ranges - 1].end;
  gsize byte_len;
  const char *data = sch_text_peek_slice (place->text, end,
                                          MIN (sch_text_get_char_count (place->text),
                                               end + MAX_BESIDE_CHARS),
                                          &byte_len);
  char *slice = g_strndup (data, byte_len);
  char *p = slice;

  while (*p != '\0' && !ends_sentence (g_utf8_get_char (p)) && !is_full_stop (slice, p))
    p = g_utf8_next_char (p);
  *p = '\0';
  return slice;
}

typedef struct
{
  SchRange words;
  guint distance; /* from the claim; G_MAXUINT: none were found */
} Nearest;

/* Takes the words in [start, end) that are nearest to one of its ends, where the claim is. */
static void
try_words (const SchQuotationPlace *place, guint start, guint end, gboolean at_end,
           Nearest *nearest)
{
  g_autofree char *slice = NULL;
  const char *data;
  gsize byte_len;
  SchRange verb;
  guint distance;

  if (start >= end)
    return;
  data = sch_text_peek_slice (place->text, start, end, &byte_len);
  slice = g_strndup (data, byte_len);
  if (!sch_derive_find_verb (slice, place->language, at_end, &verb))
    return;
  verb = (SchRange){ start + verb.start, start + verb.end };
  distance = at_end ? end - verb.end : verb.start - start;
  if (distance < nearest->distance)
    *nearest = (Nearest){ verb, distance };
}

/* Before the claim, behind it, and between its parts. */
static void
try_around (const SchQuotationPlace *place, SchRange part, Nearest *nearest)
{
  const SchRange *ranges = place->ranges;
  guint n = place->n_ranges;

  for (guint i = 1; i < n; i++)
    {
      if (ranges[i].start - ranges[i - 1].end > MAX_BESIDE_CHARS)
        continue;
      try_words (place, ranges[i - 1].end, ranges[i].start, FALSE, nearest);
      try_words (place, ranges[i - 1].end, ranges[i].start, TRUE, nearest);
    }
  try_words (place, ranges[n - 1].end, part.end, FALSE, nearest);
  try_words (place, part.start, ranges[0].start, TRUE, nearest);
}

gboolean
sch_derive_find_cue (const SchQuotationPlace *place, SchRange part, SchRange *cue)
{
  guint start = place->ranges[0].start;
  guint end = place->ranges[place->n_ranges - 1].end;
  g_autofree char *before = sch_derive_dup_before (place);
  g_autofree char *after = sch_derive_dup_after (place);
  SchRange sentence = { start - (guint) g_utf8_strlen (before, -1),
                        end + (guint) g_utf8_strlen (after, -1) };
  SchRange inner = { MAX (sentence.start, part.start), MIN (sentence.end, part.end) };
  Nearest nearest = { { 0, 0 }, G_MAXUINT };

  try_around (place, inner, &nearest);
  if (nearest.distance == G_MAXUINT)
    try_around (place, sentence, &nearest);
  if (nearest.distance == G_MAXUINT)
    return FALSE;
  *cue = nearest.words;
  return TRUE;
}

/* Of a line with its delimiter. */
static gboolean
is_blank_line (SchText *text, guint start, guint end)
{
  gsize byte_len;
  const char *p = sch_text_peek_slice (text, start, end, &byte_len);

  for (const char *limit = p + byte_len; p < limit; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * sch_derive_get_stretch:
 *
 * Returns: where the marks of the claim's quotation are looked for: the lines around it up to a blank
 *   one, or less of them
 */
SchRange
sch_derive_get_stretch (const SchQuotationPlace *place)
{
  SchText *text = place->text;
  guint start = place->ranges[0].start;
  guint end = place->ranges[place->n_ranges - 1].end;
  guint min = start - MIN (start, MAX_MARK_CHARS);
  guint max = MIN (sch_text_get_char_count (text), end + MAX_MARK_CHARS);
  guint first = sch_text_line_at (text, start);
  guint last = sch_text_line_at (text, end);
  guint first_start = sch_text_get_line_start (text, first);
  guint next_start = sch_text_get_line_end (text, last, TRUE);

  for (; first > 0 && first_start > min; first--)
    {
      guint before = sch_text_get_line_start (text, first - 1);

      if (is_blank_line (text, before, first_start))
        break;
      first_start = before;
    }
  for (; last + 1 < sch_text_get_n_lines (text) && next_start < max; last++)
    {
      guint after = sch_text_get_line_end (text, last + 1, TRUE);

      if (is_blank_line (text, next_start, after))
        break;
      next_start = after;
    }
  return (SchRange){ MAX (min, first_start), MIN (max, sch_text_get_line_end (text, last, FALSE)) };
}
