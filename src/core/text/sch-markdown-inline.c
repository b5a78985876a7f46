/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands within a line of Markdown: emphasis, code, links. What does not close is plain text;
 * how far a closing mark is looked for is bounded, so that no text takes long. */

#include "config.h"

#include <string.h>

#include "sch-markdown-private.h"

#define MAX_DEPTH 12u
#define MAX_REACH 1000

typedef struct
{
  GPtrArray *inlines;
  GHashTable *references; /* (nullable) */
  GString *plain;         /* not yet in @inlines */
  SchInlineStyle style;
  const char *url;
  const char *begin; /* of the whole text: what stands before a mark matters */
  guint depth;
} Parser;

static void parse_stretch (Parser *self, const char *text, const char *end);

void
sch_inline_free (gpointer data)
{
  SchInline *self = data;

  g_free (self->text);
  g_free (self->url);
  g_free (self);
}

static void
add (Parser *self, const char *text, gsize byte_len, SchInlineStyle style)
{
  SchInline *stretch;

  if (byte_len == 0)
    return;
  stretch = g_new0 (SchInline, 1);
  stretch->text = g_strndup (text, byte_len);
  stretch->style = style;
  stretch->url = g_strdup (self->url);
  g_ptr_array_add (self->inlines, stretch);
}

static void
flush (Parser *self)
{
  add (self, self->plain->str, self->plain->len, self->style);
  g_string_truncate (self->plain, 0);
}

/* Only what a browser or a mail program opens; nothing that runs or reads files. */
static gboolean
is_safe (const char *url)
{
  return g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://") ||
         g_str_has_prefix (url, "mailto:");
}

/* Parses what is inside of a mark with one more style, or as the text of a link. */
static void
parse_inside (Parser *self, const char *text, const char *end, SchInlineStyle style,
              const char *url)
{
  SchInlineStyle outer_style = self->style;
  const char *outer_url = self->url;

  flush (self);
  self->style |= style;
  self->url = url != NULL && is_safe (url) ? url : outer_url;
  self->depth++;
  parse_stretch (self, text, end);
  flush (self);
  self->depth--;
  self->style = outer_style;
  self->url = outer_url;
}

static gsize
count_run (const char *p, const char *end, char mark)
{
  gsize n = 0;

  while (p + n < end && p[n] == mark)
    n++;
  return n;
}

static gboolean
is_word (const char *p, const char *end)
{
  return p < end && g_unichar_isalnum (g_utf8_get_char (p));
}

static gboolean
is_word_before (const char *p, const char *begin)
{
  const char *before = p > begin ? g_utf8_find_prev_char (begin, p) : NULL;

  return before != NULL && g_unichar_isalnum (g_utf8_get_char (before));
}

/* `code`: the same number of marks ends it. */
static const char *
try_code (Parser *self, const char *p, const char *end)
{
  gsize n = count_run (p, end, '`');
  const char *start = p + n;

  for (const char *q = start; q < end && q - start < MAX_REACH;)
    {
      gsize closing = count_run (q, end, '`');

      if (closing == n)
        {
          const char *stop = q;

          if (stop - start > 2 && *start == ' ' && stop[-1] == ' ')
            {
              start++;
              stop--;
            }
          flush (self);
          add (self, start, stop - start, self->style | SCH_INLINE_CODE);
          return q + n;
        }
      q += MAX (closing, 1);
    }
  return NULL;
}

/* Where a run of exactly @n marks closes what begins at @start. */
static const char *
find_closing (Parser *self, const char *start, const char *end, char mark, gsize n)
{
  for (const char *q = start; q < end && q - start < MAX_REACH;)
    {
      if (*q == '\\' && q + 1 < end)
        q += 2;
      else if (*q == '`')
        {
          gsize run = count_run (q, end, '`');
          const char *close = g_strstr_len (q + run, MIN (end - q - (gssize) run, MAX_REACH), "`");

          q = close != NULL ? close + count_run (close, end, '`') : q + run;
        }
      else if (*q == mark)
        {
          gsize run = count_run (q, end, mark);

          if (run == n && q > start && !g_ascii_isspace (q[-1]) &&
              (mark != '_' || !is_word (q + run, end)))
            return q;
          q += run;
        }
      else
        q++;
    }
  return NULL;
}

static const char *
try_emphasis (Parser *self, const char *p, const char *end)
{
  static const SchInlineStyle styles[] = { SCH_INLINE_PLAIN, SCH_INLINE_ITALIC, SCH_INLINE_BOLD,
                                           SCH_INLINE_BOLD | SCH_INLINE_ITALIC };
  gsize n = count_run (p, end, *p);
  const char *start = p + n;
  const char *close;

  if (n > 3 || start >= end || g_ascii_isspace (*start) || self->depth >= MAX_DEPTH ||
      (*p == '_' && is_word_before (p, self->begin)) || (*p == '~' && n != 2))
    return NULL;
  close = find_closing (self, start, end, *p, n);
  if (close == NULL)
    return NULL;
  parse_inside (self, start, close, *p == '~' ? SCH_INLINE_STRIKE : styles[n], NULL);
  return close + n;
}

/* The end of a bracketed text, past nested ones. */
static const char *
find_bracket (const char *p, const char *end)
{
  int depth = 0;

  for (const char *q = p; q < end && q - p < MAX_REACH; q++)
    {
      if (*q == '\\' && q + 1 < end)
        q++;
      else if (*q == '[')
        depth++;
      else if (*q == ']' && --depth == 0)
        return q;
    }
  return NULL;
}

/* What stands in the round brackets of a link, without its title; @after: behind them. */
static char *
dup_target (const char *p, const char *end, const char **after)
{
  const char *close = p < end && *p == '(' ? memchr (p, ')', MIN (end - p, MAX_REACH)) : NULL;
  g_autofree char *inside = NULL;
  char *space;

  if (close == NULL)
    return NULL;
  *after = close + 1;
  inside = g_strndup (p + 1, close - p - 1);
  g_strstrip (inside);
  space = strpbrk (inside, " \t\n");
  if (space != NULL)
    *space = '\0';
  if (*inside == '<' && g_str_has_suffix (inside, ">"))
    return g_strndup (inside + 1, strlen (inside) - 2);
  return g_steal_pointer (&inside);
}

/* [text](url), [text][reference], [reference]; with @image only the text is left. */
static const char *
try_link (Parser *self, const char *p, const char *end, gboolean image)
{
  const char *close = self->depth < MAX_DEPTH ? find_bracket (p, end) : NULL;
  const char *after = NULL;
  g_autofree char *url = close != NULL ? dup_target (close + 1, end, &after) : NULL;

  if (close == NULL)
    return NULL;
  if (url == NULL && self->references != NULL)
    {
      const char *label_start = p + 1;
      const char *label_end = close;
      const char *second = close + 1 < end && close[1] == '[' ? find_bracket (close + 1, end)
                                                              : NULL;
      g_autofree char *label = NULL;
      g_autofree char *key = NULL;

      if (second != NULL && second > close + 2)
        {
          label_start = close + 2;
          label_end = second;
        }
      label = g_strndup (label_start, label_end - label_start);
      key = g_utf8_casefold (label, -1);
      url = g_strdup (g_hash_table_lookup (self->references, key));
      after = second != NULL ? second + 1 : close + 1;
    }
  if (url == NULL)
    return NULL;
  parse_inside (self, p + 1, close, image ? SCH_INLINE_ITALIC : SCH_INLINE_PLAIN,
                image ? NULL : url);
  return after;
}

/* <https://...> leads there; <tag> is left out. */
static const char *
try_angle (Parser *self, const char *p, const char *end)
{
  const char *close = memchr (p, '>', MIN (end - p, MAX_REACH));
  g_autofree char *inside = NULL;

  if (close == NULL || !(g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!' || p[1] == '?'))
    return NULL;
  inside = g_strndup (p + 1, close - p - 1);
  if (is_safe (inside))
    {
      const char *outer = self->url;

      flush (self);
      self->url = inside;
      add (self, inside, strlen (inside), self->style);
      self->url = outer;
    }
  else if (g_str_equal (inside, "br") || g_str_equal (inside, "br/") ||
           g_str_equal (inside, "br /"))
    {
      g_string_append_c (self->plain, '\n');
    }
  return close + 1;
}

/* A bare address, without the punctuation of the sentence. */
static const char *
try_address (Parser *self, const char *p, const char *end)
{
  const char *stop = p;
  g_autofree char *url = NULL;

  if (self->url != NULL || is_word_before (p, self->begin) ||
      (!g_str_has_prefix (p, "https://") && !g_str_has_prefix (p, "http://")))
    return NULL;
  while (stop < end && !g_ascii_isspace (*stop) && strchr ("<>\"`|*", *stop) == NULL)
    stop++;
  while (stop > p && strchr (".,;:!?)]'", stop[-1]) != NULL)
    stop--;
  if (stop - p < 10)
    return NULL;
  url = g_strndup (p, stop - p);
  flush (self);
  self->url = url;
  add (self, p, stop - p, self->style);
  self->url = NULL;
  return stop;
}

static const char *
try_entity (Parser *self, const char *p, const char *end)
{
  static const struct
  {
    const char *name;
    const char *text;
  } entities[] = { { "&amp;", "&" },   { "&lt;", "<" },          { "&gt;", ">" },
                   { "&quot;", "\"" }, { "&nbsp;", "\302\240" }, { "&ndash;", "–" },
                   { "&mdash;", "—" }, { "&hellip;", "…" } };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strncmp (p, entities[i].name, MIN ((gsize) (end - p), strlen (entities[i].name))) == 0 &&
        (gsize) (end - p) >= strlen (entities[i].name))
      {
        g_string_append (self->plain, entities[i].text);
        return p + strlen (entities[i].name);
      }
  return NULL;
}

static const char *
try_mark (Parser *self, const char *p, const char *end)
{
  switch (*p)
    {
    case '`':
      return try_code (self, p, end);
    case '*':
    case '_':
    case '~':
      return try_emphasis (self, p, end);
    case '[':
      return try_link (self, p, end, FALSE);
    case '!':
      return p + 1 < end && p[1] == '[' ? try_link (self, p + 1, end, TRUE) : NULL;
    case '<':
      return p + 1 < end ? try_angle (self, p, end) : NULL;
    case 'h':
      return try_address (self, p, end);
    case '&':
      return try_entity (self, p, end);
    default:
      return NULL;
    }
}

static void
parse_stretch (Parser *self, const char *text, const char *end)
{
  const char *p = text;

  while (p < end)
    {
      const char *after;
      gsize n = 1;

      if (*p == '\\' && p + 1 < end && g_ascii_ispunct (p[1]))
        {
          g_string_append_c (self->plain, p[1]);
          p += 2;
          continue;
        }
      after = try_mark (self, p, end);
      if (after != NULL)
        {
          p = after;
          continue;
        }
      /* A run of marks that are none stays together. */
      if (strchr ("`*_~", *p) != NULL)
        n = count_run (p, end, *p);
      g_string_append_len (self->plain, p, n);
      p += n;
    }
}

/**
 * sch_markdown_parse_inline:
 * @references: (nullable): case-folded name -> address
 *
 * Adds the stretches of a text to @inlines.
 */
void
sch_markdown_parse_inline (const char *text, SchInlineStyle style, GHashTable *references,
                           GPtrArray *inlines)
{
  Parser parser = { inlines, references, g_string_new (NULL), style, NULL, text, 0 };

  parse_stretch (&parser, text, text + strlen (text));
  flush (&parser);
  g_string_free (parser.plain, TRUE);
}
