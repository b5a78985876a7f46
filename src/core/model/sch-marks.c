/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds quotation marks and brackets without a partner in what a span covers. Many marks open in one
 * language and close in another (“ » ‘), and the straight ones do both: what is beside a mark tells
 * which it does here, else whether one of its group is open. Curly, low and straight double marks
 * are one group, because people mix them.
 *
 * Not counted: apostrophes and whatever may be one, inches (5"), the opening marks that begin each
 * paragraph of a long quotation, and the bracket of a list's number: 1) and a). */

#include "sch-marks.h"

#include <unicode/uchar.h>

/* How far behind the span the partner of ‘ is looked for, which may be a letter of a name. */
#define MAX_PARTNER_CHARS 2000u

typedef enum
{
  ROLE_NONE,
  ROLE_OPEN,
  ROLE_CLOSE,
  ROLE_EITHER,
} Role;

/* A group is named by its first mark. */
typedef struct
{
  gunichar c;
  gunichar group;
  Role can;
  Role rather; /* where nothing beside it tells */
} Quote;

#define GROUP_DOUBLE '"'
#define GROUP_SINGLE '\''
#define GROUP_GUILLEMET 0xAB
#define GROUP_ANGLE 0x2039

static const Quote quotes[] = {
  { '"', GROUP_DOUBLE, ROLE_EITHER, ROLE_EITHER },
  { 0xFF02, GROUP_DOUBLE, ROLE_EITHER, ROLE_EITHER },
  { 0x201C, GROUP_DOUBLE, ROLE_EITHER, ROLE_OPEN },
  { 0x201D, GROUP_DOUBLE, ROLE_EITHER, ROLE_CLOSE },
  { 0x201E, GROUP_DOUBLE, ROLE_OPEN, ROLE_OPEN },
  { 0x201F, GROUP_DOUBLE, ROLE_OPEN, ROLE_OPEN },
  { '\'', GROUP_SINGLE, ROLE_EITHER, ROLE_EITHER },
  { 0x2018, GROUP_SINGLE, ROLE_EITHER, ROLE_OPEN },
  { 0x2019, GROUP_SINGLE, ROLE_CLOSE, ROLE_CLOSE },
  { 0x201A, GROUP_SINGLE, ROLE_OPEN, ROLE_OPEN },
  { 0x201B, GROUP_SINGLE, ROLE_OPEN, ROLE_OPEN },
  { 0xAB, GROUP_GUILLEMET, ROLE_EITHER, ROLE_OPEN },
  { 0xBB, GROUP_GUILLEMET, ROLE_EITHER, ROLE_CLOSE },
  { 0x2039, GROUP_ANGLE, ROLE_EITHER, ROLE_OPEN },
  { 0x203A, GROUP_ANGLE, ROLE_EITHER, ROLE_CLOSE },
  { 0x300C, 0x300C, ROLE_OPEN, ROLE_OPEN },
  { 0x300D, 0x300C, ROLE_CLOSE, ROLE_CLOSE },
  { 0x300E, 0x300E, ROLE_OPEN, ROLE_OPEN },
  { 0x300F, 0x300E, ROLE_CLOSE, ROLE_CLOSE },
};

typedef struct
{
  gunichar c;
  gunichar group;
  guint char_offset;
} Mark;

typedef struct
{
  SchText *text;
  GArray *open;        /* of Mark */
  guint single;        /* the first mark without a partner, or G_MAXUINT */
  gboolean was_opened; /* the character before is a mark that opens */
  GArray *quoted;      /* (nullable) of SchRange: what lies between marks */
} Finder;

static gboolean
is_blank (gunichar c)
{
  return c == 0 || g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/* What stands before or after a place, but for invisible format characters; 0 = nothing. */
static gunichar
get_before (SchText *text, guint char_offset)
{
  while (char_offset > 0)
    {
      gunichar c = sch_text_get_char (text, --char_offset);

      if (g_unichar_type (c) != G_UNICODE_FORMAT)
        return c;
    }
  return 0;
}

static gunichar
get_after (SchText *text, guint char_offset)
{
  guint n_chars = sch_text_get_char_count (text);

  while (++char_offset < n_chars)
    {
      gunichar c = sch_text_get_char (text, char_offset);

      if (g_unichar_type (c) != G_UNICODE_FORMAT)
        return c;
    }
  return 0;
}

static const Quote *
find_quote (gunichar c)
{
  if (c != '"' && c != '\'' && c < 0xAB)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (quotes[i].c == c)
      return &quotes[i];
  return NULL;
}

static gboolean
is_open (const Finder *self, gunichar group)
{
  for (guint i = self->open->len; i > 0; i--)
    if (g_array_index (self->open, Mark, i - 1).group == group)
      return TRUE;
  return FALSE;
}

/* Punctuation that ends something, before which nothing is opened. */
static gboolean
ends_something (gunichar c)
{
  static const gunichar marks[] = { ',',    '.',    ';',    ':',    '!',    '?',    0x060C, 0x061B,
                                    0x061F, 0x3001, 0x3002, 0xFF0C, 0xFF0E, 0xFF01, 0xFF1F };
  GUnicodeType type = g_unichar_type (c);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i] == c)
      return TRUE;
  return type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

static gboolean
begins_something (const Finder *self, gunichar before)
{
  GUnicodeType type = g_unichar_type (before);

  if (is_blank (before) || type == G_UNICODE_OPEN_PUNCTUATION ||
      type == G_UNICODE_DASH_PUNCTUATION || before == '/')
    return TRUE;
  return find_quote (before) && self->was_opened;
}

static Role
find_role (const Finder *self, const Quote *quote, gunichar before, gunichar after)
{
  if (quote->can != ROLE_EITHER)
    return quote->can;
  if (begins_something (self, before) && !is_blank (after) && !ends_something (after))
    return ROLE_OPEN;
  if (!is_blank (before) && (is_blank (after) || ends_something (after) ||
                             g_unichar_type (after) == G_UNICODE_DASH_PUNCTUATION))
    return ROLE_CLOSE;
  /* « with blanks on both sides » */
  if (is_blank (before) && is_blank (after) && quote->rather != ROLE_EITHER)
    return quote->rather;
  if (is_open (self, quote->group))
    return ROLE_CLOSE;
  return quote->rather == ROLE_EITHER ? ROLE_OPEN : quote->rather;
}

/* Of a quotation in single marks: whether s’ before a blank is a plural, as another mark that can close
 * comes in the line before one that can open. */
static gboolean
is_possessive (const Finder *self, const Mark *mark, gunichar before, gunichar after)
{
  guint n_chars = sch_text_get_char_count (self->text);
  guint limit = MIN (n_chars, mark->char_offset + MAX_PARTNER_CHARS);

  if (self->quoted == NULL || (before != 's' && before != 'S') || after != ' ')
    return FALSE;
  for (guint i = mark->char_offset + 1; i < limit; i++)
    {
      gunichar c = sch_text_get_char (self->text, i);
      const Quote *quote = find_quote (c);

      if (c == '\n' || c == '\r' || c == 0x2029)
        return FALSE;
      if (quote == NULL || quote->group != GROUP_SINGLE)
        continue;
      if (is_blank (sch_text_get_char (self->text, i - 1)))
        return FALSE;
      if (!g_unichar_isalnum (get_after (self->text, i)))
        return TRUE;
    }
  return FALSE;
}

/* Within a word, at the start of one (’tis), or at its end where no single mark is open (dogs’). */
static gboolean
is_apostrophe (const Finder *self, const Mark *mark, Role role, gunichar before, gunichar after)
{
  if (mark->group != GROUP_SINGLE)
    return FALSE;
  if (g_unichar_isalnum (before) && g_unichar_isalnum (after))
    return TRUE;
  if (mark->c == 0x2019 && begins_something (self, before) && !is_blank (after))
    return TRUE;
  if (role == ROLE_CLOSE && is_possessive (self, mark, before, after))
    return TRUE;
  return role == ROLE_CLOSE && !is_open (self, GROUP_SINGLE) &&
         (mark->c == '\'' || g_unichar_isalnum (before));
}

/* Whether ‘ is closed behind the span, in the same paragraph. */
static gboolean
is_closed_later (SchText *text, const Mark *mark, guint char_end)
{
  guint n_chars = sch_text_get_char_count (text);
  guint limit = MIN (n_chars, char_end + MAX_PARTNER_CHARS);

  for (guint i = char_end; i < limit; i++)
    {
      gunichar c = sch_text_get_char (text, i);

      if (c == '\n' || c == '\r' || c == 0x2029)
        return FALSE;
      if (c == 0x2019 && !is_blank (get_before (text, i)) &&
          !g_unichar_isalnum (get_after (text, i)))
        return TRUE;
    }
  return FALSE;
}

static void
note_single (Finder *self, const Mark *mark)
{
  self->single = MIN (self->single, mark->char_offset);
}

/* Single marks that nothing closes are apostrophes or letters, but for the low one. */
static void
drop_open (Finder *self, const Mark *mark)
{
  if (mark->group != GROUP_SINGLE || mark->c == 0x201A)
    note_single (self, mark);
}

static void
note_quoted (Finder *self, const Mark *open, guint char_end)
{
  const SchRange range = { open->char_offset + 1, char_end };

  if (self->quoted != NULL && range.start < range.end)
    g_array_append_val (self->quoted, range);
}

/* Which open mark a closing one without a partner of its group closes all the same: “ before ». */
static gboolean
closes_another (Finder *self, const Mark *mark)
{
  const Mark *last = self->open->len > 0 ? &g_array_index (self->open, Mark, self->open->len - 1)
                                         : NULL;

  if (self->quoted == NULL || last == NULL || last->group == GROUP_SINGLE ||
      mark->group == GROUP_SINGLE)
    return FALSE;
  note_quoted (self, last, mark->char_offset);
  g_array_set_size (self->open, self->open->len - 1);
  return TRUE;
}

static void
close_mark (Finder *self, const Mark *mark)
{
  if (!is_open (self, mark->group))
    {
      if (!closes_another (self, mark))
        note_single (self, mark);
      return;
    }
  while (self->open->len > 0)
    {
      Mark last = g_array_index (self->open, Mark, self->open->len - 1);

      g_array_set_size (self->open, self->open->len - 1);
      if (last.group == mark->group)
        {
          note_quoted (self, &last, mark->char_offset);
          return;
        }
      drop_open (self, &last);
    }
}

/* What a mark that nothing closes quotes: the rest of its line, as in a quotation of several
 * paragraphs. Not the single ones, which may be letters, nor " within a line, which may be inches. */
static void
end_open (Finder *self, const Mark *mark, guint char_limit)
{
  guint line = sch_text_line_at (self->text, mark->char_offset);
  guint end = MIN (sch_text_get_line_end (self->text, line, FALSE), char_limit);

  if (mark->group != GROUP_SINGLE &&
      (mark->c != '"' || mark->char_offset == sch_text_get_line_start (self->text, line)))
    note_quoted (self, mark, end);
}

/* Where a mark opens on a later line than one of its group that is open, that one is never closed. */
static void
drop_stale (Finder *self, const Mark *mark)
{
  guint line_start = sch_text_get_line_start (self->text,
                                              sch_text_line_at (self->text, mark->char_offset));

  for (guint i = self->open->len; self->quoted != NULL && i > 0; i--)
    {
      const Mark *last = &g_array_index (self->open, Mark, i - 1);

      if (last->group != mark->group || last->char_offset >= line_start)
        continue;
      end_open (self, last, mark->char_offset);
      g_array_remove_index (self->open, i - 1);
    }
}

static void
take_quote (Finder *self, gunichar c, guint char_offset)
{
  const Quote *quote = find_quote (c);
  gunichar before, after;
  Mark mark;
  Role role;

  if (!quote)
    {
      if (c < 0x80 || g_unichar_type (c) != G_UNICODE_FORMAT)
        self->was_opened = FALSE;
      return;
    }
  before = get_before (self->text, char_offset);
  after = get_after (self->text, char_offset);
  mark = (Mark){ c, quote->group, char_offset };
  role = find_role (self, quote, before, after);
  self->was_opened = role == ROLE_OPEN;
  if (is_apostrophe (self, &mark, role, before, after))
    return;
  if (role == ROLE_CLOSE && c == '"' && g_unichar_isdigit (before) && !is_open (self, GROUP_DOUBLE))
    return;
  if (role == ROLE_CLOSE)
    {
      close_mark (self, &mark);
      return;
    }
  drop_stale (self, &mark);
  if (!((before == '\n' || before == '\r') && is_open (self, mark.group)))
    g_array_append_val (self->open, mark);
}

/* 1) or a) at the start of a line or after a blank. */
static gboolean
is_list_number (SchText *text, guint char_offset)
{
  guint n = 0;

  while (n < 4 && n < char_offset &&
         g_unichar_isalnum (sch_text_get_char (text, char_offset - 1 - n)))
    n++;
  if (n == 0 || n == 4)
    return FALSE;
  return (n == 1 || g_unichar_isdigit (sch_text_get_char (text, char_offset - 1))) &&
         is_blank (char_offset > n ? sch_text_get_char (text, char_offset - 1 - n) : 0);
}

static void
take_bracket (Finder *self, gunichar c, guint char_offset)
{
  int type = u_getIntPropertyValue ((UChar32) c, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
  gunichar pair;
  Mark mark;

  if (type == U_BPT_NONE || find_quote (c))
    return;
  pair = (gunichar) u_getBidiPairedBracket ((UChar32) c);
  mark = (Mark){ c, MIN (c, pair), char_offset };
  if (type == U_BPT_OPEN)
    g_array_append_val (self->open, mark);
  else if (is_open (self, mark.group) || !is_list_number (self->text, char_offset))
    close_mark (self, &mark);
}

static void
take_range (Finder *self, const SchRange *range, SchMarks marks)
{
  gsize byte_len;
  const char *p = sch_text_peek_slice (self->text, range->start, range->end, &byte_len);
  guint char_offset = range->start;

  for (const char *end = p + byte_len; p < end; p = g_utf8_next_char (p), char_offset++)
    if (marks == SCH_MARKS_QUOTES)
      take_quote (self, g_utf8_get_char (p), char_offset);
    else
      take_bracket (self, g_utf8_get_char (p), char_offset);
}

/**
 * sch_marks_find_single:
 * @ranges: sorted, within the text; what they cover is looked at as one piece
 * @char_offset: (out): of the first mark without a partner
 *
 * Returns: whether there is one
 */
gboolean
sch_marks_find_single (SchText *text, const SchRange *ranges, guint n_ranges, SchMarks marks,
                       guint *char_offset)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Mark));
  Finder self = { text, open, G_MAXUINT, FALSE, NULL };

  for (guint i = 0; i < n_ranges; i++)
    take_range (&self, &ranges[i], marks);
  for (guint i = 0; i < open->len; i++)
    {
      const Mark *mark = &g_array_index (open, Mark, i);

      if (mark->c == 0x2018 && is_closed_later (text, mark, ranges[n_ranges - 1].end))
        note_single (&self, mark);
      else
        drop_open (&self, mark);
    }
  *char_offset = self.single;
  return self.single != G_MAXUINT;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const SchRange *first = a, *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

/**
 * sch_marks_list_quoted:
 * @stretch: within the text: a paragraph, or as much of one as is wanted
 *
 * Finds what stands between quotation marks. Marks of different kinds close each other where no other
 * partner is there; a quotation that nothing closes goes on to the end of its line. Costs the
 * length of the stretch.
 *
 * Returns: (transfer full) (element-type SchRange): without the marks, sorted by start; what is
 *   quoted within a quotation is there too
 */
GArray *
sch_marks_list_quoted (SchText *text, SchRange stretch)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Mark));
  GArray *quoted = g_array_new (FALSE, FALSE, sizeof (SchRange));
  Finder self = { text, open, G_MAXUINT, FALSE, quoted };

  take_range (&self, &stretch, SCH_MARKS_QUOTES);
  for (guint i = 0; i < open->len; i++)
    end_open (&self, &g_array_index (open, Mark, i), stretch.end);
  g_array_sort (quoted, compare_ranges);
  return quoted;
}
