/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Owns the windows in which a text's words and sentences are found by ICU, and keeps the last ones.
 *
 * A window is a paragraph without its delimiter, or, where that is longer than 2 * WINDOW_CHARS, a
 * stretch of it between two cuts. Cuts depend on the text alone, never on what was asked before, so
 * every question gets the same answer in any order. The last windows are kept, the most recent
 * first; a window's address is valid until the next call of sch_segmenter_get_window().
 */

#include "sch-segmenter-private.h"

#include <string.h>

#include "sch-text-cut.h"

#define WINDOW_CHARS 4096u

/* A window's characters in the forms that the rules and ICU want. */
typedef struct
{
  gunichar *chars;
  guint n_chars;
  UChar *units;
  guint n_units;
  guint *char_of_unit; /* NULL if every character is one unit */
} Content;

void
sch_segment_window_free (SchSegmentWindow *window)
{
  if (window == NULL)
    return;
  g_clear_pointer (&window->pieces, g_array_unref);
  g_clear_pointer (&window->sentences, g_array_unref);
  g_clear_pointer (&window->clusters, g_array_unref);
  g_free (window);
}

static void
content_init (Content *self, SchText *text, guint start, guint end)
{
  gsize len = 0;
  glong n_chars = 0;
  const char *slice = sch_text_peek_slice (text, start, end, &len);

  self->chars = g_utf8_to_ucs4_fast (slice, len, &n_chars);
  self->n_chars = n_chars;
  self->n_units = sch_text_utf16_of_char (text, end) - sch_text_utf16_of_char (text, start);
  self->units = g_new (UChar, self->n_units + 1);
  self->char_of_unit = self->n_units > self->n_chars ? g_new (guint, self->n_units + 1) : NULL;
  guint unit = 0;
  for (guint i = 0; i < self->n_chars; i++)
    {
      guint first = unit;
      U16_APPEND_UNSAFE (self->units, unit, self->chars[i]);
      for (; self->char_of_unit != NULL && first < unit; first++)
        self->char_of_unit[first] = i;
    }
  self->units[unit] = 0;
  if (self->char_of_unit != NULL)
    self->char_of_unit[unit] = self->n_chars;
}

static void
content_clear (Content *self)
{
  g_free (self->chars);
  g_free (self->units);
  g_free (self->char_of_unit);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, content_clear)

static guint
content_get_char (const Content *self, gint32 unit)
{
  return self->char_of_unit != NULL ? self->char_of_unit[unit] : (guint) unit;
}

UBreakIterator *
sch_segmenter_open_iterator (UBreakIteratorType type, const char *locale)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open (type, locale, NULL, 0, &status);

  if (U_FAILURE (status))
    g_error ("ICU has no rules for words and sentences (%s); is its data installed?",
             u_errorName (status));
  return iterator;
}

static void
set_iterator_content (UBreakIterator *iterator, const Content *content)
{
  UErrorCode status = U_ZERO_ERROR;

  ubrk_setText (iterator, content->units, content->n_units, &status);
  if (U_FAILURE (status))
    g_error ("ICU cannot read a text: %s", u_errorName (status));
}

static GArray *
find_pieces (SchSegmenter *self, guint start, guint end)
{
  g_auto (Content) content = { 0 };
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (SchSnapSegment));
  guint last = 0;
  gint32 unit;

  content_init (&content, self->text, start, end);
  set_iterator_content (self->words, &content);
  ubrk_first (self->words);
  while ((unit = ubrk_next (self->words)) != UBRK_DONE)
    {
      SchSnapSegment segment = { last, content_get_char (&content, unit),
                                 ubrk_getRuleStatus (self->words) >= UBRK_WORD_NONE_LIMIT };
      g_array_append_val (segments, segment);
      last = segment.end;
    }
  GArray *pieces = sch_snap_build_pieces (self->rules, content.chars, content.n_chars,
                                          (const SchSnapSegment *) segments->data, segments->len);
  for (guint i = 0; i < pieces->len; i++)
    {
      SchPiece *piece = &g_array_index (pieces, SchPiece, i);
      piece->start += start;
      piece->end += start;
      piece->full_end += start;
    }
  return pieces;
}

GArray *
sch_segmenter_get_sentences (SchSegmenter *self, SchSegmentWindow *window)
{
  g_auto (Content) content = { 0 };
  guint last = 0;
  gint32 unit;

  if (window->sentences != NULL)
    return window->sentences;
  window->sentences = g_array_new (FALSE, FALSE, sizeof (SchToken));
  if (self->sentences == NULL)
    {
      /* Languages without lists here get the suppressions that ICU brings. */
      g_autofree char *locale = g_strconcat (self->locale,
                                             self->abbreviations == NULL ? "@ss=standard" : NULL,
                                             NULL);
      self->sentences = sch_segmenter_open_iterator (UBRK_SENTENCE, locale);
    }
  content_init (&content, self->text, window->start, window->end);
  set_iterator_content (self->sentences, &content);
  ubrk_first (self->sentences);
  while ((unit = ubrk_next (self->sentences)) != UBRK_DONE)
    {
      guint end = content_get_char (&content, unit);
      if (end < content.n_chars &&
          sch_abbreviations_join (self->abbreviations, content.chars, content.n_chars, end))
        continue;
      SchToken sentence = { last, end };
      last = end;
      while (sentence.char_start < sentence.char_end &&
             sch_char_is_blank (content.chars[sentence.char_start]))
        sentence.char_start++;
      while (sentence.char_end > sentence.char_start &&
             sch_char_is_blank (content.chars[sentence.char_end - 1]))
        sentence.char_end--;
      if (sentence.char_start == sentence.char_end)
        continue;
      sentence.char_start += window->start;
      sentence.char_end += window->start;
      g_array_append_val (window->sentences, sentence);
    }
  return window->sentences;
}

GArray *
sch_segmenter_get_clusters (SchSegmenter *self, SchSegmentWindow *window)
{
  g_auto (Content) content = { 0 };
  gint32 unit;

  if (window->clusters != NULL)
    return window->clusters;
  window->clusters = g_array_new (FALSE, FALSE, sizeof (guint));
  if (self->clusters == NULL)
    self->clusters = sch_segmenter_open_iterator (UBRK_CHARACTER, self->locale);
  content_init (&content, self->text, window->start, window->end);
  set_iterator_content (self->clusters, &content);
  ubrk_first (self->clusters);
  while ((unit = ubrk_next (self->clusters)) != UBRK_DONE)
    {
      guint end = window->start + content_get_char (&content, unit);
      g_array_append_val (window->clusters, end);
    }
  return window->clusters;
}

/* Where the window number @k of the paragraph [@start, @end) begins. */
static guint
find_window_start (SchSegmenter *self, guint start, guint end, guint k)
{
  guint64 nominal = start + (guint64) k * WINDOW_CHARS;

  if (k == 0)
    return start;
  if (nominal + WINDOW_CHARS / 2 >= end)
    return end;
  guint cut = sch_text_find_cut (self->text, nominal - 64, nominal, nominal + WINDOW_CHARS / 2);
  return MIN (cut, end);
}

static SchSegmentWindow *
create_window (SchSegmenter *self, guint offset)
{
  SchSegmentWindow *window = g_new0 (SchSegmentWindow, 1);
  guint line = sch_text_line_at (self->text, offset);
  guint start = sch_text_get_line_start (self->text, line);
  guint end = sch_text_get_line_end (self->text, line, FALSE);

  window->start = start;
  window->end = end;
  if (end - start > 2 * WINDOW_CHARS)
    {
      guint at = MIN (offset, end - 1);
      guint k = (at - start) / WINDOW_CHARS;
      while ((window->start = find_window_start (self, start, end, k)) > at)
        k--;
      window->end = find_window_start (self, start, end, k + 1);
    }
  window->is_first = window->start == start;
  window->claim_end = window->end;
  if (window->end == end)
    {
      window->claim_end = sch_text_get_line_end (self->text, line, TRUE);
      window->ends_text = line + 1 == sch_text_get_n_lines (self->text);
    }
  window->pieces = find_pieces (self, window->start, window->end);
  return window;
}

/* The window that the character at @offset, or the end of the text, belongs to. */
SchSegmentWindow *
sch_segmenter_get_window (SchSegmenter *self, guint offset)
{
  SchSegmentWindow *window = NULL;
  guint i;

  offset = MIN (offset, sch_text_get_char_count (self->text));
  for (i = 0; i < SCH_SEGMENT_CACHED_WINDOWS && self->windows[i] != NULL; i++)
    {
      SchSegmentWindow *known = self->windows[i];
      if (offset >= known->start &&
          (offset < known->claim_end || (offset == known->claim_end && known->ends_text)))
        {
          window = known;
          break;
        }
    }
  if (window == NULL)
    {
      window = create_window (self, offset);
      i = MIN (i, SCH_SEGMENT_CACHED_WINDOWS - 1);
      sch_segment_window_free (self->windows[i]);
    }
  memmove (&self->windows[1], &self->windows[0], i * sizeof (SchSegmentWindow *));
  self->windows[0] = window;
  return window;
}

/* The index of the first piece that ends after @offset; the number of pieces if there is none. */
guint
sch_segment_window_find_piece (SchSegmentWindow *window, guint offset)
{
  guint low = 0;
  guint high = window->pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (window->pieces, SchPiece, middle).full_end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The piece that holds the character at @offset; NULL for a blank. */
const SchPiece *
sch_segmenter_get_piece (SchSegmenter *self, guint offset)
{
  SchSegmentWindow *window = sch_segmenter_get_window (self, offset);
  guint i = sch_segment_window_find_piece (window, offset);

  if (i == window->pieces->len)
    return NULL;
  const SchPiece *piece = &g_array_index (window->pieces, SchPiece, i);
  return piece->start <= offset ? piece : NULL;
}
