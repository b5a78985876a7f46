/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One surface to be found in texts. Pattern and text are compared as streams of folded characters
 * (marks unified, canonically decomposed, case folded, runs of white space one space), so nothing is
 * copied and offsets stay those of the text. */

#include "config.h"

#include "sch-surface-pattern.h"

#include <string.h>

#include "sch-fold.h"
#include "sch-surface-index.h"

/* Surfaces of fewer letters keep their case. */
#define MIN_FOLDED_LETTERS 4u
/* A first word of at most so many letters may lose its capital: an article at a sentence's start. */
#define MAX_ARTICLE_LETTERS 3u
/* What one character becomes: no canonical decomposition or case folding is longer. */
#define MAX_FOLDED 32u

typedef struct
{
  gunichar c;
  gboolean capital; /* is found with a capital letter only */
} Element;

struct _SchSurfacePattern
{
  GArray *elements; /* of Element */
  char *folded;
  gboolean keep_case;
  gboolean whole_start;
  gboolean whole_end;
};

static gboolean
is_white (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0b || c == 0x85;
}

static guint
fold_case (gunichar c, gunichar *folded)
{
  char utf8[7] = { 0 };
  g_autofree char *string = NULL;
  guint n = 0;

  g_unichar_to_utf8 (c, utf8);
  string = g_utf8_casefold (utf8, -1);
  for (const char *p = string; *p != '\0' && n < MAX_FOLDED; p = g_utf8_next_char (p))
    n += (guint) g_unichar_fully_decompose (g_utf8_get_char (p), FALSE, folded + n, MAX_FOLDED - n);
  return MIN (n, MAX_FOLDED);
}

/* What a character that is no white space is compared as. */
static guint
fold (gunichar c, gboolean keep_case, gunichar folded[MAX_FOLDED])
{
  c = sch_fold_mark (c);
  if (c < 0x80)
    {
      folded[0] = keep_case ? c : (gunichar) g_ascii_tolower ((char) c);
      return 1;
    }
  if (!keep_case)
    return fold_case (c, folded);
  return (guint) MIN (g_unichar_fully_decompose (c, FALSE, folded, MAX_FOLDED), MAX_FOLDED);
}

static gboolean
is_upper (gunichar c)
{
  return g_unichar_isupper (c) || g_unichar_istitle (c);
}

static gboolean
keeps_case (const char *text)
{
  guint n_letters = 0;
  guint n_small = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n_letters += g_unichar_isalpha (c);
      n_small += g_unichar_isalpha (c) && !is_upper (c);
    }
  return n_letters < MIN_FOLDED_LETTERS || n_small == 0;
}

/* Whether the text begins with a short word and more follows. */
static gboolean
begins_with_article (const char *text)
{
  guint n = 0;

  while (*text != '\0' && g_unichar_isalpha (g_utf8_get_char (text)))
    {
      text = g_utf8_next_char (text);
      n++;
    }
  return n > 0 && n <= MAX_ARTICLE_LETTERS && is_white (g_utf8_get_char (text));
}

static void
add_elements (SchSurfacePattern *self, const char *text)
{
  gboolean article = begins_with_article (text);
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar folded[MAX_FOLDED];
      guint n;

      if (is_white (c))
        {
          const Element space = { ' ', FALSE };

          if (!is_white (before))
            g_array_append_val (self->elements, space);
          before = c;
          continue;
        }
      n = fold (c, self->keep_case, folded);
      for (guint i = 0; i < n; i++)
        {
          const Element element = { folded[i], i == 0 && is_upper (c) &&
                                                   !g_unichar_isalnum (before) &&
                                                   !(article && before == 0) };

          g_array_append_val (self->elements, element);
        }
      before = c;
    }
}

/**
 * sch_surface_pattern_new:
 * @text: UTF-8; white space around it does not count
 */
SchSurfacePattern *
sch_surface_pattern_new (const char *text, gboolean whole_start, gboolean whole_end)
{
  SchSurfacePattern *self = g_new0 (SchSurfacePattern, 1);
  g_autofree char *stripped = NULL;
  const char *begin = text;
  const char *end = text + strlen (text);

  while (*begin != '\0' && is_white (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  while (end > begin && is_white (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  stripped = g_strndup (begin, (gsize) (end - begin));
  self->elements = g_array_new (FALSE, FALSE, sizeof (Element));
  self->folded = sch_surface_fold (stripped);
  self->keep_case = keeps_case (stripped);
  self->whole_start = whole_start;
  self->whole_end = whole_end;
  add_elements (self, stripped);
  return self;
}

static gboolean
starts_whole (SchSegmenter *segmenter, guint char_offset)
{
  guint start;
  guint end;

  return !sch_segmenter_word_at (segmenter, char_offset, &start, &end) || start >= char_offset;
}

/* The end of the smart word, or of the word with what is stripped from it. */
static gboolean
ends_whole (SchSegmenter *segmenter, guint char_offset)
{
  guint start;
  guint end;

  return !sch_segmenter_word_at (segmenter, char_offset - 1, &start, &end) || end <= char_offset;
}

/**
 * sch_surface_pattern_new_from_range:
 *
 * Returns: (transfer full) (nullable): NULL where the range covers no text, or too much for a surface
 */
SchSurfacePattern *
sch_surface_pattern_new_from_range (SchText *text, SchSegmenter *segmenter, SchRange range)
{
  g_autofree char *slice = NULL;
  SchSurfacePattern *self;

  if (range.end <= range.start || range.end - range.start > SCH_SURFACE_MAX_CHARS ||
      range.end > sch_text_get_char_count (text))
    return NULL;
  slice = sch_text_dup_slice (text, range.start, range.end);
  self = sch_surface_pattern_new (slice, starts_whole (segmenter, range.start),
                                  ends_whole (segmenter, range.end));
  if (self->elements->len == 0)
    g_clear_pointer (&self, sch_surface_pattern_free);
  return self;
}

void
sch_surface_pattern_free (SchSurfacePattern *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->elements);
  g_free (self->folded);
  g_free (self);
}

const char *
sch_surface_pattern_get_folded (SchSurfacePattern *self)
{
  return self->folded;
}

/* One character of the text against the pattern from @i on; 0 where they differ, else how many
 * elements it is. */
static guint
match_char (SchSurfacePattern *self, gunichar c, guint i)
{
  const Element *elements = (const Element *) (void *) self->elements->data;
  gunichar folded[MAX_FOLDED];
  guint n = fold (c, self->keep_case, folded);

  if (i + n > self->elements->len || (elements[i].capital && !is_upper (c)))
    return 0;
  for (guint k = 0; k < n; k++)
    if (elements[i + k].c != folded[k])
      return 0;
  return n;
}

/* Characters from @p that the pattern matches; 0: none. */
static guint
match_at (SchSurfacePattern *self, const char *p, const char *end)
{
  const Element *elements = (const Element *) (void *) self->elements->data;
  guint n_chars = 0;
  guint i = 0;

  while (i < self->elements->len)
    {
      gboolean any = FALSE;

      if (elements[i].c == ' ')
        {
          for (; p < end && is_white (g_utf8_get_char (p)); p = g_utf8_next_char (p), n_chars++)
            any = TRUE;
          if (!any)
            return 0;
          i++;
          continue;
        }
      if (p >= end)
        return 0;
      else
        {
          guint n = match_char (self, g_utf8_get_char (p), i);

          if (n == 0)
            return 0;
          i += n;
          p = g_utf8_next_char (p);
          n_chars++;
        }
    }
  return p < end && g_unichar_ismark (g_utf8_get_char (p)) ? 0 : n_chars;
}

/**
 * sch_surface_pattern_next:
 * @segmenter: of @text
 * @at: (inout): code points
 * @limit: no match starts here or behind; it may end behind
 *
 * Matches do not overlap. A long text is searched piece by piece with growing limits.
 */
gboolean
sch_surface_pattern_next (SchSurfacePattern *self, SchText *text, SchSegmenter *segmenter,
                          guint *at, guint limit, SchRange *match)
{
  gsize byte_len;
  const char *data;
  const char *p;
  const char *end;
  gunichar before;

  g_return_val_if_fail (self != NULL && self->elements->len > 0, FALSE);

  limit = MIN (limit, sch_text_get_char_count (text));
  if (*at >= limit)
    return FALSE;
  data = sch_text_get_data (text, &byte_len);
  p = data + sch_text_byte_of_char (text, *at);
  end = data + byte_len;
  before = p > data ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
  for (; *at < limit; (*at)++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint n_chars = 0;

      if (!(self->whole_start && g_unichar_isalnum (before) && g_unichar_isalnum (c)) &&
          match_char (self, c, 0) > 0)
        n_chars = match_at (self, p, end);
      before = c;
      if (n_chars == 0 || (self->whole_start && !starts_whole (segmenter, *at)) ||
          (self->whole_end && !ends_whole (segmenter, *at + n_chars)))
        continue;
      *match = (SchRange){ *at, *at + n_chars };
      *at += n_chars;
      return TRUE;
    }
  return FALSE;
}
