/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers the questions about the words and sentences of one text, from the windows of
 * sch-segmenter-windows.c. Answers depend on the text, its language and the rules alone.
 */

#include "sch-segmenter-private.h"

#include <string.h>
#include <unicode/uloc.h>

#include "sch-text-cut.h"

/* How far the partner of a bracket or quotation mark is looked for. */
#define MAX_PARTNER_CHARS 4096u

/**
 * sch_segmenter_new:
 * @text: the text, which the segmenter keeps
 * @language: (nullable): its language (BCP 47); %NULL or an unknown one takes ICU's root rules
 * @rules: (nullable): how words are corrected, copied; %NULL strips ’s, 's and ’ and joins nothing
 *
 * Returns: (transfer full): the words and sentences of @text
 */
SchSegmenter *
sch_segmenter_new (SchText *text, const char *language, const SchSnapRules *rules)
{
  g_return_val_if_fail (text != NULL, NULL);

  SchSegmenter *self = g_new0 (SchSegmenter, 1);
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;
  gint32 parsed = 0;

  if (language != NULL)
    uloc_forLanguageTag (language, locale, sizeof locale, &parsed, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING || *locale == '\0')
    strcpy (locale, "root");
  self->text = sch_text_ref (text);
  self->rules = sch_snap_rules_copy (rules);
  self->locale = g_strdup (locale);
  self->abbreviations = sch_abbreviations_get (self->locale);
  self->words = sch_segmenter_open_iterator (UBRK_WORD, self->locale);
  return self;
}

void
sch_segmenter_free (SchSegmenter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < SCH_SEGMENT_CACHED_WINDOWS; i++)
    sch_segment_window_free (self->windows[i]);
  ubrk_close (self->words);
  g_clear_pointer (&self->sentences, ubrk_close);
  g_clear_pointer (&self->clusters, ubrk_close);
  sch_text_unref (self->text);
  sch_snap_rules_free (self->rules);
  g_free (self->locale);
  g_free (self);
}

/* The word that ends at @offset, with or without what was stripped. */
static const SchPiece *
get_word_before (SchSegmenter *self, guint offset)
{
  SchSegmentWindow *window = sch_segmenter_get_window (self, offset);

  if (offset == window->start && !window->is_first)
    window = sch_segmenter_get_window (self, offset - 1);
  guint i = sch_segment_window_find_piece (window, offset);
  if (i == 0)
    return NULL;
  const SchPiece *piece = &g_array_index (window->pieces, SchPiece, i - 1);
  return piece->kind == SCH_PIECE_WORD && piece->full_end == offset ? piece : NULL;
}

/**
 * sch_segmenter_word_at:
 * @char_start: (out): the start of the smart word
 * @char_end: (out): its end
 *
 * Finds the smart word at a caret: the one that contains the character at @char_offset (also in
 * what was stripped from its end), else the one that ends there.
 *
 * Returns: %FALSE if there is none, as between two spaces or punctuation marks
 */
gboolean
sch_segmenter_word_at (SchSegmenter *self, guint char_offset, guint *char_start, guint *char_end)
{
  g_return_val_if_fail (self != NULL && char_start != NULL && char_end != NULL, FALSE);

  const SchPiece *piece = NULL;
  if (char_offset < sch_text_get_char_count (self->text))
    piece = sch_segmenter_get_piece (self, char_offset);
  if (piece == NULL || piece->kind != SCH_PIECE_WORD)
    piece = get_word_before (self, MIN (char_offset, sch_text_get_char_count (self->text)));
  if (piece == NULL)
    return FALSE;
  *char_start = piece->start;
  *char_end = piece->end;
  return TRUE;
}

/**
 * sch_segmenter_sentence_at:
 * @char_start: (out): the start of the sentence
 * @char_end: (out): its end, before the white space that follows it
 *
 * Finds the sentence at @char_offset; white space belongs to the sentence before it, that at the
 * begin of a paragraph to the first one. A sentence lies within one paragraph. After a full stop,
 * short lists of abbreviations (English, German, French, Spanish, Italian, Portuguese; a few for all
 * other languages) decide whether it goes on.
 *
 * Returns: %FALSE in a paragraph without visible characters
 */
gboolean
sch_segmenter_sentence_at (SchSegmenter *self, guint char_offset, guint *char_start,
                           guint *char_end)
{
  g_return_val_if_fail (self != NULL && char_start != NULL && char_end != NULL, FALSE);

  GArray *sentences = sch_segmenter_get_sentences (self,
                                                   sch_segmenter_get_window (self, char_offset));
  if (sentences->len == 0)
    return FALSE;
  guint i = 0;
  while (i + 1 < sentences->len &&
         g_array_index (sentences, SchToken, i + 1).char_start <= char_offset)
    i++;
  *char_start = g_array_index (sentences, SchToken, i).char_start;
  *char_end = g_array_index (sentences, SchToken, i).char_end;
  return TRUE;
}

static guint
count_char (const gunichar *chars, guint n_chars, gunichar c)
{
  guint n = 0;

  for (guint i = 0; i < n_chars; i++)
    n += chars[i] == c;
  return n;
}

static gunichar
get_partner (gunichar c, gboolean forward)
{
  static const gunichar pairs[][2] = { { '(', ')' },       { '[', ']' },       { '{', '}' },
                                       { 0x201C, 0x201D }, { 0x2018, 0x2019 }, { 0xAB, 0xBB },
                                       { 0x2039, 0x203A }, { 0x300C, 0x300D }, { 0x300E, 0x300F },
                                       { 0x3010, 0x3011 }, { 0xFF08, 0xFF09 }, { 0x201E, 0x201C },
                                       { '"', '"' } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][forward ? 0 : 1] == c)
      return pairs[i][forward ? 1 : 0];
  return 0;
}

/*
 * Whether the mark at one end of [@start, @end) has its partner within, not at the other end: then
 * dropping it would leave half a pair, as in: the group (Hamas).
 */
static gboolean
has_partner_within (SchSegmenter *self, guint start, guint end, gboolean at_start)
{
  gunichar c = sch_text_get_char (self->text, at_start ? start : end - 1);
  gunichar partner = get_partner (c, at_start);
  gsize len = 0;

  if (partner == 0 || end - start > MAX_PARTNER_CHARS || end - start < 3)
    return FALSE;
  const char *p = sch_text_peek_slice (self->text, start, end, &len);
  glong n_chars = 0;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (p, len, &n_chars);
  guint depth = 1;
  for (glong i = 1; i < n_chars - 1; i++)
    {
      gunichar other = chars[at_start ? i : n_chars - 1 - i];
      if (other == partner && --depth == 0)
        return c != partner || at_start || count_char (chars, n_chars - 1, c) % 2 == 1;
      if (other == c)
        depth++;
    }
  return FALSE;
}

/* Whether the piece at one end of [@start, @end) is punctuation that snapping drops. */
static const SchPiece *
get_droppable (SchSegmenter *self, guint start, guint end, gboolean at_start)
{
  const SchPiece *piece = sch_segmenter_get_piece (self, at_start ? start : end - 1);

  if (piece == NULL || piece->kind != SCH_PIECE_PUNCTUATION)
    return NULL;
  if (piece->end == piece->start + 1 && has_partner_within (self, start, end, at_start))
    return NULL;
  return piece;
}

/* Takes punctuation and blanks off both ends, unless nothing would remain. */
static void
drop_punctuation (SchSegmenter *self, guint *char_start, guint *char_end)
{
  guint start = *char_start;
  guint end = *char_end;

  /* What is dropped at one end may have been the partner of a mark at the other. */
  for (gboolean dropped = TRUE; dropped && start < end;)
    {
      const SchPiece *piece;

      dropped = FALSE;
      while (start < end && (piece = get_droppable (self, start, end, TRUE)) != NULL)
        {
          start = sch_text_skip_blank (self->text, MIN (piece->end, end), end);
          dropped = TRUE;
        }
      while (start < end && (piece = get_droppable (self, start, end, FALSE)) != NULL)
        {
          end = sch_text_skip_blank_back (self->text, MAX (piece->start, start), start);
          /* Invisible format characters can be the end of a sign. */
          if (end > start && (piece = sch_segmenter_get_piece (self, end - 1)) != NULL)
            end = MAX (end, piece->end);
          dropped = TRUE;
        }
    }
  if (start < end)
    {
      *char_start = start;
      *char_end = end;
    }
}

/**
 * sch_segmenter_snap:
 * @char_start: (inout): the start of what was selected
 * @char_end: (inout): its end
 *
 * Snaps a selection to smart words: words that it touches become whole; blanks at both ends are
 * dropped, and so is punctuation, unless there is nothing else or the mark is half of a pair whose
 * other half lies within. An end in a stripped ending (’s) takes that ending in, an end before it
 * does not; a start in it takes the whole word.
 *
 * Returns: %FALSE, with nothing changed, if the selection is blank
 */
gboolean
sch_segmenter_snap (SchSegmenter *self, guint *char_start, guint *char_end)
{
  g_return_val_if_fail (self != NULL && char_start != NULL && char_end != NULL, FALSE);

  guint count = sch_text_get_char_count (self->text);
  guint end = MIN (*char_end, count);
  guint start = sch_text_skip_blank (self->text, MIN (*char_start, end), end);
  if (start == end)
    return FALSE;
  end = sch_text_skip_blank_back (self->text, end, start);

  const SchPiece *piece = sch_segmenter_get_piece (self, start);
  if (piece != NULL)
    start = piece->start;
  piece = sch_segmenter_get_piece (self, end - 1);
  if (piece != NULL)
    end = end <= piece->end ? piece->end : piece->full_end;
  drop_punctuation (self, &start, &end);
  *char_start = start;
  *char_end = end;
  return TRUE;
}

/* The units of a window as an array of SchToken or SchPiece; both begin with start and end. */
static GArray *
get_units (SchSegmenter *self, SchSegmentWindow *window, SchUnit unit)
{
  return unit == SCH_UNIT_WORD ? window->pieces : sch_segmenter_get_sentences (self, window);
}

static gboolean
get_unit (GArray *units, SchUnit unit, guint i, SchToken *token)
{
  if (unit == SCH_UNIT_SENTENCE)
    {
      *token = g_array_index (units, SchToken, i);
      return TRUE;
    }
  const SchPiece *piece = &g_array_index (units, SchPiece, i);
  *token = (SchToken){ piece->start, piece->end };
  return piece->kind == SCH_PIECE_WORD;
}

/* The first start or end of a word or sentence after @offset. */
static guint
find_forward (SchSegmenter *self, guint offset, SchUnit unit, gboolean ends)
{
  guint count = sch_text_get_char_count (self->text);

  for (guint at = offset; at < count;)
    {
      SchSegmentWindow *window = sch_segmenter_get_window (self, at);
      GArray *units = get_units (self, window, unit);
      SchToken token;
      for (guint i = 0; i < units->len; i++)
        if (get_unit (units, unit, i, &token))
          {
            guint edge = ends ? token.char_end : token.char_start;
            if (edge > offset)
              return edge;
          }
      at = sch_text_skip_blank (self->text, window->claim_end, count);
    }
  return count;
}

static guint
find_backward (SchSegmenter *self, guint offset, SchUnit unit)
{
  for (guint at = offset; at > 0;)
    {
      SchSegmentWindow *window = sch_segmenter_get_window (self, at - 1);
      GArray *units = get_units (self, window, unit);
      SchToken token;
      for (guint i = units->len; i > 0; i--)
        if (get_unit (units, unit, i - 1, &token) && token.char_start < offset)
          return token.char_start;
      at = sch_text_skip_blank_back (self->text, window->start, 0);
    }
  return 0;
}

static guint
find_next_cluster (SchSegmenter *self, guint offset)
{
  SchSegmentWindow *window = sch_segmenter_get_window (self, offset);

  if (offset >= window->end)
    return window->claim_end;
  GArray *clusters = sch_segmenter_get_clusters (self, window);
  guint low = 0;
  guint high = clusters->len - 1;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (clusters, guint, middle) <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return g_array_index (clusters, guint, low);
}

static guint
find_previous_cluster (SchSegmenter *self, guint offset)
{
  SchSegmentWindow *window = sch_segmenter_get_window (self, offset - 1);

  if (offset > window->end)
    return window->end;
  GArray *clusters = sch_segmenter_get_clusters (self, window);
  guint low = 0;
  guint high = clusters->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (clusters, guint, middle) < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? g_array_index (clusters, guint, low - 1) : window->start;
}

/**
 * sch_segmenter_next:
 *
 * Returns: the next place after @char_offset where a unit of that kind begins; the end of the text
 *   if there is none
 */
guint
sch_segmenter_next (SchSegmenter *self, guint char_offset, SchUnit unit)
{
  g_return_val_if_fail (self != NULL, char_offset);

  guint count = sch_text_get_char_count (self->text);
  if (char_offset >= count)
    return count;
  if (unit == SCH_UNIT_CHAR)
    return find_next_cluster (self, char_offset);
  return find_forward (self, char_offset, unit, FALSE);
}

/**
 * sch_segmenter_previous:
 *
 * Returns: the last place before @char_offset where a unit of that kind begins; 0 if there is none
 */
guint
sch_segmenter_previous (SchSegmenter *self, guint char_offset, SchUnit unit)
{
  g_return_val_if_fail (self != NULL, char_offset);

  char_offset = MIN (char_offset, sch_text_get_char_count (self->text));
  if (char_offset == 0)
    return 0;
  if (unit == SCH_UNIT_CHAR)
    return find_previous_cluster (self, char_offset);
  return find_backward (self, char_offset, unit);
}

/**
 * sch_segmenter_next_end:
 *
 * Returns: the next place after @char_offset where a unit of that kind ends (a word without what is
 *   stripped, a sentence without white space); the end of the text if there is none
 */
guint
sch_segmenter_next_end (SchSegmenter *self, guint char_offset, SchUnit unit)
{
  g_return_val_if_fail (self != NULL, char_offset);

  guint count = sch_text_get_char_count (self->text);
  if (char_offset >= count)
    return count;
  if (unit == SCH_UNIT_CHAR)
    return find_next_cluster (self, char_offset);
  return find_forward (self, char_offset, unit, TRUE);
}

static void
add_clipped (GArray *tokens, guint start, guint end, guint char_start, guint char_end)
{
  SchToken token = { MAX (start, char_start), MIN (end, char_end) };

  if (token.char_start < token.char_end)
    g_array_append_val (tokens, token);
}

/**
 * sch_segmenter_list_tokens:
 *
 * Splits [@char_start, @char_end) into tokens: a smart word, the ending stripped from it, a
 * punctuation mark or a run of the same, any other sign. They are sorted, do not overlap, and hold
 * exactly the characters that are not blank (see sch_char_is_blank()); what reaches out of the
 * range is cut to it.
 *
 * Returns: (transfer full) (element-type SchToken): the tokens
 */
GArray *
sch_segmenter_list_tokens (SchSegmenter *self, guint char_start, guint char_end)
{
  g_return_val_if_fail (self != NULL, NULL);

  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (SchToken));
  guint end = MIN (char_end, sch_text_get_char_count (self->text));
  for (guint at = char_start; at < end;)
    {
      at = sch_text_skip_blank (self->text, at, end);
      if (at == end)
        break;
      SchSegmentWindow *window = sch_segmenter_get_window (self, at);
      for (guint i = sch_segment_window_find_piece (window, at); i < window->pieces->len; i++)
        {
          const SchPiece *piece = &g_array_index (window->pieces, SchPiece, i);
          if (piece->start >= end)
            break;
          add_clipped (tokens, piece->start, piece->end, char_start, end);
          add_clipped (tokens, piece->end, piece->full_end, char_start, end);
        }
      at = window->claim_end;
    }
  return tokens;
}

/**
 * sch_segmenter_list_sentences:
 *
 * Lists the sentences that have a part in [@char_start, @char_end), cut to it.
 *
 * Returns: (transfer full) (element-type SchToken): the sentences, without outer white space
 */
GArray *
sch_segmenter_list_sentences (SchSegmenter *self, guint char_start, guint char_end)
{
  g_return_val_if_fail (self != NULL, NULL);

  GArray *list = g_array_new (FALSE, FALSE, sizeof (SchToken));
  guint end = MIN (char_end, sch_text_get_char_count (self->text));
  for (guint at = char_start; at < end;)
    {
      at = sch_text_skip_blank (self->text, at, end);
      if (at == end)
        break;
      SchSegmentWindow *window = sch_segmenter_get_window (self, at);
      GArray *sentences = sch_segmenter_get_sentences (self, window);
      for (guint i = 0; i < sentences->len; i++)
        {
          SchToken sentence = g_array_index (sentences, SchToken, i);
          if (sentence.char_end <= char_start || sentence.char_start >= end)
            continue;
          guint from = sch_text_skip_blank (self->text, MAX (sentence.char_start, char_start),
                                            MIN (sentence.char_end, end));
          guint to = sch_text_skip_blank_back (self->text, MIN (sentence.char_end, end), from);
          add_clipped (list, from, to, char_start, end);
        }
      at = window->claim_end;
    }
  return list;
}
