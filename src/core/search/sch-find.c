/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching one text in steps. A literal runs over the folded text, of which only a window is kept:
 * from the first place where a match could still begin to the end of what was folded; ASCII text in which
 * no match begins is not even folded. A regular
 * expression sees the whole text; a step only limits where a match may begin. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-find-private.h"
#include "sch-text-cut.h"

#define LITERAL_STEP_CHARS 32768u
#define FOLD_CHARS 64u /* at once, from where a match may begin */
/* How many places a step tries a regular expression at, and how much one place may cost. */
#define REGEX_STEP_BYTES 512u
#define REGEX_MATCH_LIMIT 100000u
#define JIT_STACK_BYTES (256u * 1024u)

struct _SchFind
{
  SchFindQuery *query;
  SchText *text;
  SchSegmenter *segmenter; /* (nullable) */
  guint offset;

  /* Literal */
  SchFolder *folder;
  GArray *units;    /* the window */
  guint unit_start; /* char_start of the unit before the window */
  gboolean at_end;
  gboolean stops[128]; /* of ASCII: a match may begin with it */

  /* Regular expression */
  pcre2_match_data *match;
  pcre2_match_context *context;
  pcre2_jit_stack *stack;
  gsize byte_offset;
};

static gboolean
splits_word (SchFind *self, guint char_offset)
{
  guint start;
  guint end;

  return sch_segmenter_word_at (self->segmenter, char_offset, &start, &end) &&
         start < char_offset && char_offset < end;
}

/* Whether a match may end where it does. Positive: it may not, but another one may. */
static int
end_reached_cb (pcre2_callout_block *block, gpointer data)
{
  SchFind *self = data;

  if (block->callout_number != 1 || self->segmenter == NULL)
    return 0;
  return splits_word (self, sch_text_char_of_byte (self->text, block->start_match)) ||
         splits_word (self, sch_text_char_of_byte (self->text, block->current_position));
}

static void
note_stops (SchFind *self)
{
  gunichar first = self->query->needle->len > 0
                       ? g_array_index (self->query->needle, SchFoldUnit, 0).c
                       : 0;

  if (first >= 0x80)
    return;
  self->stops[first] = TRUE;
  if (self->query->fold & SCH_FOLD_CASE)
    self->stops[(guchar) g_ascii_toupper (first)] = TRUE;
}

/**
 * sch_find_new:
 * @segmenter: (transfer full) (nullable): the words of the text; needed for %SCH_FIND_WHOLE_WORDS
 *
 * Returns: (transfer full): a search that has not begun
 */
SchFind *
sch_find_new (SchFindQuery *query, SchText *text, SchSegmenter *segmenter)
{
  SchFind *self = g_new0 (SchFind, 1);
  gsize byte_len;
  const char *data = sch_text_get_data (text, &byte_len);

  self->query = sch_find_query_ref (query);
  self->text = sch_text_ref (text);
  self->segmenter = segmenter;
  if (query->code != NULL)
    {
      self->match = pcre2_match_data_create_from_pattern (query->code, NULL);
      self->context = pcre2_match_context_create (NULL);
      self->stack = pcre2_jit_stack_create (32 * 1024, JIT_STACK_BYTES, NULL);
      pcre2_set_match_limit (self->context, REGEX_MATCH_LIMIT);
      pcre2_set_callout (self->context, end_reached_cb, self);
      pcre2_jit_stack_assign (self->context, NULL, self->stack);
    }
  else if (query->needle != NULL)
    {
      self->folder = sch_folder_new (data, byte_len, query->fold);
      self->units = g_array_new (FALSE, FALSE, sizeof (SchFoldUnit));
      self->unit_start = G_MAXUINT;
      note_stops (self);
    }
  return self;
}

void
sch_find_free (SchFind *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->match, pcre2_match_data_free);
  g_clear_pointer (&self->context, pcre2_match_context_free);
  g_clear_pointer (&self->stack, pcre2_jit_stack_free);
  g_clear_pointer (&self->folder, sch_folder_free);
  g_clear_pointer (&self->units, g_array_unref);
  g_clear_pointer (&self->segmenter, sch_segmenter_free);
  sch_find_query_unref (self->query);
  sch_text_unref (self->text);
  g_free (self);
}

/* Appends a hit, unless words are to be whole and it is none. */
static gboolean
take_hit (SchFind *self, SchRange hit, GArray *hits)
{
  if ((self->query->flags & SCH_FIND_WHOLE_WORDS) && self->segmenter != NULL &&
      (splits_word (self, hit.start) || splits_word (self, hit.end)))
    return FALSE;
  g_array_append_val (hits, hit);
  return TRUE;
}

/* --- Literal -------------------------------------------------------------------------------- */

static const SchFoldUnit *
get_unit (SchFind *self, guint i)
{
  return &g_array_index (self->units, SchFoldUnit, i);
}

static gboolean
matches_at (SchFind *self, guint i)
{
  const SchFoldUnit *needle = (const SchFoldUnit *) (gpointer) self->query->needle->data;

  for (guint k = 1; k < self->query->needle->len; k++)
    if (get_unit (self, i + k)->c != needle[k].c)
      return FALSE;
  return TRUE;
}

/* Whether units [@i, @i + @n) are whole segments. */
static gboolean
is_whole (SchFind *self, guint i, guint n)
{
  guint before = i > 0 ? get_unit (self, i - 1)->char_start : self->unit_start;

  return before != get_unit (self, i)->char_start &&
         (i + n >= self->units->len ||
          get_unit (self, i + n)->char_start != get_unit (self, i + n - 1)->char_start);
}

/* Of ASCII text that stands for itself: no white space, and no mark that has other forms. */
static gboolean
is_plain (guint8 byte)
{
  return byte > ' ' && byte < 0x80 && byte != '`';
}

/* Whether a match may begin at the first of these bytes. FALSE is certain; what is not plain is not looked
 * into. A plain byte before one that is not ASCII may have an accent. */
static gboolean
may_begin (SchFind *self, const guint8 *text, gsize byte_len)
{
  const SchFoldUnit *needle = (const SchFoldUnit *) (gpointer) self->query->needle->data;

  for (guint i = 0; i < self->query->needle->len && i < byte_len && is_plain (text[i]); i++)
    {
      if (i + 1 < byte_len && text[i + 1] >= 0x80)
        return TRUE;
      if (needle[i].c !=
          (self->query->fold & SCH_FOLD_CASE ? (guchar) g_ascii_tolower (text[i]) : text[i]))
        return FALSE;
    }
  return TRUE;
}

/* Passes over what no match begins in. White space is one unit for many characters, but no match begins
 * in the middle of it either. */
static void
skip_plain (SchFind *self)
{
  gboolean skips_space = !self->stops[' '];
  gsize byte_len;
  const guint8 *text = sch_folder_peek (self->folder, &byte_len);
  gsize n = 0;

  byte_len = MIN (byte_len, LITERAL_STEP_CHARS);
  while (n + 1 < byte_len && (is_plain (text[n]) || (skips_space && g_ascii_isspace (text[n]))) &&
         text[n + 1] < 0x80 && (!self->stops[text[n]] || !may_begin (self, text + n, byte_len - n)))
    n++;
  if (n == 0)
    return;
  sch_folder_skip_ascii (self->folder, n);
  self->unit_start = sch_folder_get_offset (self->folder) - 1;
}

/* What is left in the window is read again: it may be passed over. */
static void
empty_window (SchFind *self)
{
  guint i = 0;

  while (i < self->units->len && get_unit (self, i)->char_start == self->unit_start)
    i++;
  if (i < self->units->len)
    sch_folder_go_back (self->folder, get_unit (self, i)->char_start);
  g_array_set_size (self->units, 0);
}

static void
search_window (SchFind *self, GArray *hits)
{
  guint n = self->query->needle->len;
  gunichar first = g_array_index (self->query->needle, SchFoldUnit, 0).c;
  guint i = 0;

  if (self->units->len == 0)
    skip_plain (self);
  self->at_end = !sch_folder_read (self->folder, FOLD_CHARS, self->units);
  /* One unit more than the match shows whether that ends a segment. */
  while (i + n + (self->at_end ? 0 : 1) <= self->units->len)
    {
      SchRange hit;

      if (get_unit (self, i)->c != first || !matches_at (self, i) || !is_whole (self, i, n))
        {
          i++;
          continue;
        }
      hit = (SchRange){ get_unit (self, i)->char_start, get_unit (self, i + n - 1)->char_end };
      i += take_hit (self, hit, hits) ? n : 1;
    }
  if (i == 0)
    return;
  self->unit_start = get_unit (self, i - 1)->char_start;
  g_array_remove_range (self->units, 0, i);
  if (!self->at_end)
    empty_window (self);
}

static gboolean
step_literal (SchFind *self, GArray *hits)
{
  guint until = self->offset + LITERAL_STEP_CHARS;

  if (self->query->needle->len == 0)
    return FALSE;
  do
    {
      search_window (self, hits);
      self->offset = sch_folder_get_offset (self->folder);
    }
  while (!self->at_end && self->offset < until);
  return !self->at_end;
}

/* --- Regular expression --------------------------------------------------------------------- */

static void
set_match_error (GError **error, int code)
{
  PCRE2_UCHAR message[200] = "";

  if (code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT ||
      code == PCRE2_ERROR_HEAPLIMIT || code == PCRE2_ERROR_JIT_STACKLIMIT)
    {
      g_set_error_literal (error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
                           _ ("The expression takes too long in this text. Make it simpler."));
      return;
    }
  pcre2_get_error_message (code, message, sizeof message);
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_INVALID, (const char *) message);
}

static gsize
skip_char (const char *data, gsize byte_offset)
{
  return (gsize) (g_utf8_next_char (data + byte_offset) - data);
}

/* The begin of the character that holds a byte. */
static gsize
floor_to_char (const char *data, gsize byte_offset)
{
  while (byte_offset > 0 && ((guchar) data[byte_offset] & 0xc0) == 0x80)
    byte_offset--;
  return byte_offset;
}

/* Tries all places up to @limit. Returns a match, or 0 for none, or an error of PCRE2. */
static int
match_once (SchFind *self, const char *data, gsize byte_len, gsize limit)
{
  int n;

  pcre2_set_offset_limit (self->context, limit);
  n = pcre2_match (self->query->code, (PCRE2_SPTR) data, byte_len, self->byte_offset,
                   PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, self->match, self->context);
  return n == PCRE2_ERROR_NOMATCH ? 0 : n;
}

static void
note_match (SchFind *self, const char *data, GArray *hits)
{
  const gsize *found = pcre2_get_ovector_pointer (self->match);
  gsize first = MAX (pcre2_get_startchar (self->match), self->byte_offset);
  gboolean taken = FALSE;

  /* \K can put the begin anywhere. */
  if (found[0] >= self->byte_offset && found[0] < found[1])
    {
      SchRange hit = { sch_text_char_of_byte (self->text, found[0]),
                       sch_text_char_of_byte (self->text, found[1]) };

      taken = take_hit (self, hit, hits);
    }
  self->byte_offset = taken ? found[1] : skip_char (data, first);
}

static gboolean
step_regex (SchFind *self, GArray *hits, GError **error)
{
  gsize byte_len;
  const char *data = sch_text_get_data (self->text, &byte_len);
  gsize limit;

  if (self->query->code == NULL)
    return FALSE;
  limit = MIN (self->byte_offset + REGEX_STEP_BYTES, byte_len);
  limit = limit < byte_len ? floor_to_char (data, limit) : limit;
  while (self->byte_offset <= limit && self->byte_offset < byte_len)
    {
      int n = match_once (self, data, byte_len, limit);

      if (n < 0)
        {
          set_match_error (error, n);
          return FALSE;
        }
      if (n == 0)
        self->byte_offset = limit < byte_len ? skip_char (data, limit) : byte_len;
      else
        note_match (self, data, hits);
    }
  self->offset = sch_text_char_of_byte (self->text, MIN (self->byte_offset, byte_len));
  return self->byte_offset < byte_len;
}

/* --- Public --------------------------------------------------------------------------------- */

/**
 * sch_find_step:
 * @hits: (element-type SchRange): appended to, in the order of the text
 *
 * Searches on for a moment.
 *
 * Returns: FALSE if the end of the text was reached, or with %SCH_ERROR_TOO_LARGE for an expression
 *   that tries too much
 */
gboolean
sch_find_step (SchFind *self, GArray *hits, GError **error)
{
  g_return_val_if_fail (self != NULL && hits != NULL, FALSE);

  return self->query->needle != NULL ? step_literal (self, hits) : step_regex (self, hits, error);
}

/* How far the text has been searched, in code points. */
guint
sch_find_get_offset (SchFind *self)
{
  return self->offset;
}

/**
 * sch_find_all:
 * @segmenter: (transfer full) (nullable): as for sch_find_new()
 * @max_hits: after how many to stop
 *
 * Returns: (transfer full) (element-type SchRange) (nullable): all hits, or NULL with an error
 */
GArray *
sch_find_all (SchFindQuery *query, SchText *text, SchSegmenter *segmenter, guint max_hits,
              GError **error)
{
  g_autoptr (SchFind) find = sch_find_new (query, text, segmenter);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SchRange));
  GError *failure = NULL;

  while (hits->len < max_hits && sch_find_step (find, hits, &failure))
    ;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (hits->len > max_hits)
    g_array_set_size (hits, max_hits);
  return g_steal_pointer (&hits);
}

/**
 * sch_find_next_hit:
 * @hits: (element-type SchRange): sorted, disjoint
 *
 * Returns: the index of the first hit that begins at @char_offset or after it; the number of hits
 *   where there is none
 */
guint
sch_find_next_hit (GArray *hits, guint char_offset)
{
  guint low = 0;
  guint high = hits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (hits, SchRange, middle).start < char_offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The text on one line, from @start to @end. */
static void
append_line (GString *line, SchText *text, guint start, guint end)
{
  gsize byte_len;
  const char *p = sch_text_peek_slice (text, start, end, &byte_len);
  const char *stop = p + byte_len;

  for (; p < stop; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (line, c);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
}

/* The begin of a word at or after @start, if there is one before @limit. */
static guint
find_word_start (SchText *text, guint start, guint limit)
{
  for (guint at = start; at < limit; at++)
    if (sch_char_is_blank (sch_text_get_char (text, at)))
      return sch_text_skip_blank (text, at, limit);
  return start;
}

/**
 * sch_find_dup_context:
 * @max_before: how many characters to show before the hit
 * @max_chars: how many to show of the hit and what follows it
 * @hit_start: (out): where the hit begins in the result, in bytes
 * @hit_end: (out): where it ends
 *
 * Returns: (transfer full): a hit with some text around it, on one line
 */
char *
sch_find_dup_context (SchText *text, SchRange hit, guint max_before, guint max_chars,
                      guint *hit_start, guint *hit_end)
{
  guint count = sch_text_get_char_count (text);
  guint from = hit.start > max_before ? hit.start - max_before : 0;
  guint to = MIN (hit.end, hit.start + max_chars);
  guint until = MIN (hit.start + max_chars, count);
  GString *line = g_string_new (NULL);

  if (from > 0)
    {
      from = find_word_start (text, from, hit.start);
      g_string_append (line, "…");
    }
  append_line (line, text, from, hit.start);
  *hit_start = line->len;
  append_line (line, text, hit.start, to);
  *hit_end = line->len;
  append_line (line, text, to, MAX (until, to));
  if (MAX (until, to) < count)
    g_string_append (line, "…");
  return g_string_free (line, FALSE);
}
