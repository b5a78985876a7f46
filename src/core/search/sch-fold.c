/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding with an exact way back. A text is folded by segments: a run of white space, or a character
 * with the combining marks after it. All units of a segment know its first and last character, so
 * that a match can be held to whole segments; what is dropped without a trace (format characters)
 * belongs to no segment. */

#include "config.h"

#include "sch-fold.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Marks on one character beyond this many begin a segment of their own. */
#define MAX_SEGMENT_CHARS 32u
#define MAX_SEGMENT_UNITS 128
#define CACHED_UNITS 3u
#define N_CACHED 2048u

/* What a character alone folds to. */
typedef struct
{
  gunichar c; /* 0 = free */
  guint8 n_units;
  gunichar units[CACHED_UNITS];
} Cached;

struct _SchFolder
{
  const char *at;
  const char *end;
  guint offset;
  SchFoldFlags flags;
  const UNormalizer2 *normalizer;
  Cached cache[N_CACHED];
};

/**
 * sch_fold_mark:
 *
 * Returns: ASCII for the many forms of quotation marks and dashes; other characters as they are
 */
gunichar
sch_fold_mark (gunichar c)
{
  switch (c)
    {
    case 0x60:   /* grave accent */
    case 0xb4:   /* acute accent */
    case 0x2bc:  /* modifier letter apostrophe */
    case 0x2018: /* single quotation marks */
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032: /* prime */
    case 0x2039:
    case 0x203a:
    case 0xff07:
      return '\'';
    case 0xab: /* double quotation marks */
    case 0xbb:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033: /* double prime */
    case 0xff02:
      return '"';
    case 0x2010: /* hyphens and dashes */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: /* minus sign */
    case 0xfe58:
    case 0xfe63:
    case 0xff0d:
      return '-';
    default:
      return c;
    }
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0b || c == 0x85;
}

/* Accents, and the points of Hebrew and Arabic; not the vowels of Indic scripts, and not the marks
 * that make another Japanese letter. */
static gboolean
is_accent (UChar32 c)
{
  guint8 class = u_getCombiningClass (c);

  return (class >= 200 || (class >= 10 && class <= 36)) && u_charType (c) == U_NON_SPACING_MARK;
}

/* Letters that have their accent built in. */
static const char *
get_plain_letters (UChar32 c)
{
  static const struct
  {
    UChar32 c;
    const char *plain;
  } letters[] = {
    { 0xc6, "AE" },  { 0xd8, "O" },  { 0xe6, "ae" }, { 0xf8, "o" },
    { 0x110, "D" },  { 0x111, "d" }, { 0x126, "H" }, { 0x127, "h" },
    { 0x131, "i" },  { 0x141, "L" }, { 0x142, "l" }, { 0x152, "OE" },
    { 0x153, "oe" }, { 0x166, "T" }, { 0x167, "t" }, { 0x640, "" }, /* Arabic tatweel */
  };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].c == c)
      return letters[i].plain;
  return NULL;
}

/* Folds one segment. Returns the number of units. */
static guint
fold_segment (SchFolder *self, const gunichar *chars, guint n_chars, gunichar *units)
{
  UChar source[2 * MAX_SEGMENT_CHARS];
  UChar folded[MAX_SEGMENT_UNITS];
  UChar decomposed[MAX_SEGMENT_UNITS];
  UErrorCode status = U_ZERO_ERROR;
  gint32 length = 0;
  guint n = 0;

  for (guint i = 0; i < n_chars; i++)
    U16_APPEND_UNSAFE (source, length, (UChar32) sch_fold_mark (chars[i]));
  length = unorm2_normalize (self->normalizer, source, length, decomposed, MAX_SEGMENT_UNITS,
                             &status);
  if ((self->flags & SCH_FOLD_CASE) && U_SUCCESS (status))
    {
      length = u_strFoldCase (folded, MAX_SEGMENT_UNITS, decomposed, length, U_FOLD_CASE_DEFAULT,
                              &status);
      /* Folding can put characters together again. */
      length = unorm2_normalize (self->normalizer, folded, length, decomposed, MAX_SEGMENT_UNITS,
                                 &status);
    }
  if (U_FAILURE (status))
    {
      memcpy (units, chars, n_chars * sizeof (gunichar));
      return n_chars;
    }
  for (gint32 i = 0; i < length;)
    {
      const char *plain;
      UChar32 c;

      U16_NEXT (decomposed, i, length, c);
      if ((self->flags & SCH_FOLD_ACCENTS) && is_accent (c))
        continue;
      plain = self->flags & SCH_FOLD_ACCENTS ? get_plain_letters (c) : NULL;
      if (plain == NULL)
        units[n++] = sch_fold_mark (is_space (c) ? ' ' : (gunichar) c);
      for (; plain != NULL && *plain != '\0'; plain++)
        units[n++] = *plain;
    }
  return n;
}

static void
append_units (GArray *out, const gunichar *units, guint n_units, guint start, guint end)
{
  for (guint i = 0; i < n_units; i++)
    {
      SchFoldUnit unit = { units[i], start, end };

      g_array_append_val (out, unit);
    }
}

/* A character without marks: most of them come again and again. */
static void
append_single (SchFolder *self, gunichar c, GArray *out)
{
  Cached *cached = &self->cache[c % N_CACHED];
  gunichar units[2 * MAX_SEGMENT_UNITS];
  guint n;

  if (cached->c == c)
    {
      append_units (out, cached->units, cached->n_units, self->offset, self->offset + 1);
      return;
    }
  n = u_hasBinaryProperty (c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)
          ? 0
          : fold_segment (self, &c, 1, units);
  if (n <= CACHED_UNITS)
    {
      cached->c = c;
      cached->n_units = n;
      memcpy (cached->units, units, n * sizeof (gunichar));
    }
  append_units (out, units, n, self->offset, self->offset + 1);
}

static gboolean
is_mark_at (SchFolder *self, const char *p)
{
  return p < self->end && (guchar) *p >= 0xcc && u_getCombiningClass (g_utf8_get_char (p)) != 0;
}

static void
read_marked (SchFolder *self, GArray *out)
{
  gunichar chars[MAX_SEGMENT_CHARS];
  gunichar units[2 * MAX_SEGMENT_UNITS];
  guint n = 0;

  do
    {
      chars[n++] = g_utf8_get_char (self->at);
      self->at = g_utf8_next_char (self->at);
    }
  while (n < MAX_SEGMENT_CHARS && is_mark_at (self, self->at));
  append_units (out, units, fold_segment (self, chars, n, units), self->offset, self->offset + n);
  self->offset += n;
}

static void
read_spaces (SchFolder *self, GArray *out)
{
  SchFoldUnit unit = { ' ', self->offset, self->offset };

  do
    {
      self->at = g_utf8_next_char (self->at);
      self->offset++;
    }
  while (self->at < self->end && is_space (g_utf8_get_char (self->at)));
  unit.char_end = self->offset;
  g_array_append_val (out, unit);
}

static void
read_segment (SchFolder *self, GArray *out)
{
  guchar byte = (guchar) *self->at;
  gunichar c;

  if (byte < 0x80 && byte > ' ' && byte != '`' && !is_mark_at (self, self->at + 1))
    {
      SchFoldUnit unit = { byte, self->offset, self->offset + 1 };

      if (self->flags & SCH_FOLD_CASE)
        unit.c = g_ascii_tolower (byte);
      g_array_append_val (out, unit);
      self->at++;
      self->offset++;
      return;
    }
  c = g_utf8_get_char (self->at);
  if (is_space (c))
    read_spaces (self, out);
  else if (is_mark_at (self, g_utf8_next_char (self->at)))
    read_marked (self, out);
  else
    {
      append_single (self, c, out);
      self->at = g_utf8_next_char (self->at);
      self->offset++;
    }
}

/**
 * sch_folder_new:
 * @utf8: valid UTF-8, which stays there as long as the folder
 *
 * Returns: (transfer full): at the begin of the text
 */
SchFolder *
sch_folder_new (const char *utf8, gsize byte_len, SchFoldFlags flags)
{
  SchFolder *self = g_new0 (SchFolder, 1);
  UErrorCode status = U_ZERO_ERROR;

  self->at = utf8;
  self->end = utf8 + byte_len;
  self->flags = flags;
  self->normalizer = flags & SCH_FOLD_ACCENTS ? unorm2_getNFKDInstance (&status)
                                              : unorm2_getNFDInstance (&status);
  if (U_FAILURE (status))
    g_error ("ICU has no data for normalization: %s", u_errorName (status));
  return self;
}

void
sch_folder_free (SchFolder *self)
{
  g_free (self);
}

/**
 * sch_folder_read:
 * @n_chars: how much of the text to fold; a segment is never left half
 * @units: (element-type SchFoldUnit): appended to
 *
 * Returns: FALSE if the end of the text was reached
 */
gboolean
sch_folder_read (SchFolder *self, guint n_chars, GArray *units)
{
  guint until = self->offset + n_chars;

  while (self->at < self->end && self->offset < until)
    read_segment (self, units);
  return self->at < self->end;
}

/* How many characters of the text were read. */
guint
sch_folder_get_offset (SchFolder *self)
{
  return self->offset;
}

/**
 * sch_folder_peek:
 * @byte_len: (out): how much text is left
 *
 * Returns: (transfer none): the text that was not read yet
 */
const guint8 *
sch_folder_peek (SchFolder *self, gsize *byte_len)
{
  *byte_len = self->end - self->at;
  return (const guint8 *) self->at;
}

/* Goes on without reading; what is skipped must be ASCII, and so must be the character after it. */
void
sch_folder_skip_ascii (SchFolder *self, gsize n_bytes)
{
  self->at += n_bytes;
  self->offset += n_bytes;
}

/**
 * sch_folder_go_back:
 * @char_offset: where a segment that was read begins
 *
 * Reads on from there.
 */
void
sch_folder_go_back (SchFolder *self, guint char_offset)
{
  for (; self->offset > char_offset; self->offset--)
    self->at = g_utf8_prev_char (self->at);
}
