/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a Markdown text: headings, paragraphs, lists, quotations, code, tables. Made for the
 * guidelines of a corpus, which people write by hand: what they mean by CommonMark's common forms is
 * understood, and everything else is text. Each line is looked at once. */

#include "config.h"

#include "sch-markdown.h"

#include <string.h>

#include "sch-markdown-private.h"

#define MAX_LEVEL 6u
#define TAB_WIDTH 4u

typedef struct
{
  GPtrArray *blocks;
  GHashTable *references; /* case-folded name -> address */
  char **lines;
  guint line;
  SchBlock *open;  /* (nullable): the paragraph or item that goes on */
  GString *text;   /* of @open */
  GArray *indents; /* of the items that are open: columns of their text */
} Parser;

static void
free_block (gpointer data)
{
  SchBlock *self = data;

  g_free (self->marker);
  g_ptr_array_unref (self->inlines);
  g_free (self);
}

static SchBlock *
add_block (Parser *self, SchBlockKind kind, guint level, guint quotes)
{
  SchBlock *block = g_new0 (SchBlock, 1);

  block->kind = kind;
  block->level = level;
  block->quotes = quotes;
  block->inlines = g_ptr_array_new_with_free_func (sch_inline_free);
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
close_block (Parser *self)
{
  if (self->open != NULL)
    sch_markdown_parse_inline (self->text->str, SCH_INLINE_PLAIN, self->references,
                               self->open->inlines);
  self->open = NULL;
  g_string_truncate (self->text, 0);
}

static SchBlock *
open_block (Parser *self, SchBlockKind kind, guint level, guint quotes)
{
  close_block (self);
  self->open = add_block (self, kind, level, quotes);
  return self->open;
}

/* Lines of a paragraph are joined by a space; two spaces or a backslash at the end break the line. */
static void
append_text (Parser *self, const char *text)
{
  GString *joined = self->text;

  if (joined->len > 0)
    {
      gboolean is_break = g_str_has_suffix (joined->str, "  ") ||
                          (g_str_has_suffix (joined->str, "\\") &&
                           !g_str_has_suffix (joined->str, "\\\\"));

      if (g_str_has_suffix (joined->str, "\\") && is_break)
        g_string_truncate (joined, joined->len - 1);
      while (joined->len > 0 && joined->str[joined->len - 1] == ' ')
        g_string_truncate (joined, joined->len - 1);
      g_string_append_c (joined, is_break ? '\n' : ' ');
    }
  g_string_append (joined, text);
}

/* Columns of white space; @rest: behind it. */
static guint
measure_indent (const char *line, const char **rest)
{
  guint column = 0;

  for (; *line == ' ' || *line == '\t'; line++)
    column += *line == '\t' ? TAB_WIDTH - column % TAB_WIDTH : 1;
  *rest = line;
  return column;
}

static const char *
skip_quotes (const char *line, guint *quotes)
{
  const char *rest;

  *quotes = 0;
  while (measure_indent (line, &rest) < TAB_WIDTH && *rest == '>')
    {
      (*quotes)++;
      line = rest[1] == ' ' ? rest + 2 : rest + 1;
    }
  return line;
}

static gboolean
is_rule (const char *line)
{
  char mark = *line;
  guint n = 0;

  if (mark != '-' && mark != '*' && mark != '_')
    return FALSE;
  for (; *line != '\0'; line++)
    if (*line == mark)
      n++;
    else if (!g_ascii_isspace (*line))
      return FALSE;
  return n >= 3;
}

static gboolean
is_underline (const char *line, char mark)
{
  gsize n = strspn (line, mark == '=' ? "=" : "-");

  return n > 0 && line[n + strspn (line + n, " \t")] == '\0';
}

static guint
get_heading_level (const char *line)
{
  gsize n = strspn (line, "#");

  return n >= 1 && n <= 6 && (line[n] == ' ' || line[n] == '\t' || line[n] == '\0') ? n : 0;
}

static void
add_heading (Parser *self, const char *text, guint level, guint quotes)
{
  g_autofree char *stripped = g_strdup (text);
  char *end;

  close_block (self);
  g_array_set_size (self->indents, 0);
  g_strstrip (stripped);
  end = stripped + strlen (stripped);
  while (end > stripped && end[-1] == '#')
    end--;
  if (end == stripped || end[-1] == ' ')
    *end = '\0';
  sch_markdown_parse_inline (g_strstrip (stripped), SCH_INLINE_PLAIN, self->references,
                             add_block (self, SCH_BLOCK_HEADING, level, quotes)->inlines);
}

/* @marker: (out) (transfer full); @text_at: how far behind the marker the text begins */
static gboolean
parse_marker (const char *line, char **marker, guint *text_at)
{
  gsize digits = strspn (line, "0123456789");
  gsize n;

  if (*line == '-' || *line == '*' || *line == '+')
    n = 1;
  else if (digits > 0 && digits < 10 && (line[digits] == '.' || line[digits] == ')'))
    n = digits + 1;
  else
    return FALSE;
  if (line[n] != ' ' && line[n] != '\t' && line[n] != '\0')
    return FALSE;
  *marker = digits > 0 ? g_strdup_printf ("%.*s.", (int) digits, line) : g_strdup ("•");
  *text_at = (guint) (n + MAX (strspn (line + n, " \t"), 1));
  return TRUE;
}

/* Leaves the items that a line with this indentation is no part of. */
static void
leave_items (Parser *self, guint indent)
{
  while (self->indents->len > 0 &&
         indent < g_array_index (self->indents, guint, self->indents->len - 1))
    g_array_set_size (self->indents, self->indents->len - 1);
}

static void
add_item (Parser *self, char *marker, const char *text, guint indent, guint text_at, guint quotes)
{
  guint column = indent + text_at;
  SchBlock *block;

  leave_items (self, indent);
  g_array_append_val (self->indents, column);
  block = open_block (self, SCH_BLOCK_ITEM, MIN (self->indents->len, MAX_LEVEL), quotes);
  block->marker = marker;
  append_text (self, text);
}

static void
add_code (Parser *self, GString *code, guint quotes)
{
  SchInline *stretch = g_new0 (SchInline, 1);

  stretch->text = g_strndup (code->str, code->len > 0 ? code->len - 1 : 0);
  g_ptr_array_add (add_block (self, SCH_BLOCK_CODE, 0, quotes)->inlines, stretch);
}

/* From ``` or ~~~ to a line with as many, or the end. */
static gboolean
read_fence (Parser *self, const char *line, guint indent, guint quotes)
{
  gsize n = strspn (line, *line == '~' ? "~" : "`");
  char mark = *line;
  g_autoptr (GString) code = NULL;

  if (n < 3 || (mark == '`' && strchr (line + n, '`') != NULL))
    return FALSE;
  close_block (self);
  code = g_string_new (NULL);
  while (self->lines[++self->line] != NULL)
    {
      const char *rest;
      const char *inside = self->lines[self->line];
      guint depth;

      if (quotes > 0)
        inside = skip_quotes (inside, &depth);
      measure_indent (inside, &rest);
      if (strspn (rest, mark == '~' ? "~" : "`") >= n &&
          rest[strspn (rest, mark == '~' ? "~ " : "` ")] == '\0')
        break;
      for (guint i = 0; i < indent && *inside == ' '; i++)
        inside++;
      g_string_append (code, inside);
      g_string_append_c (code, '\n');
    }
  add_code (self, code, quotes);
  return TRUE;
}

/* What follows the indentation of code: blanks and tabs up to the first tab stop. */
static const char *
skip_indent (const char *line)
{
  guint column = 0;

  for (; column < TAB_WIDTH && (*line == ' ' || *line == '\t'); line++)
    column = *line == '\t' ? TAB_WIDTH : column + 1;
  return line;
}

static void
read_indented (Parser *self, guint quotes)
{
  g_autoptr (GString) code = g_string_new (NULL);
  const char *rest;

  for (; self->lines[self->line] != NULL; self->line++)
    {
      const char *line = self->lines[self->line];

      if (measure_indent (line, &rest) < TAB_WIDTH && *rest != '\0')
        break;
      g_string_append (code, *rest == '\0' ? "" : skip_indent (line));
      g_string_append_c (code, '\n');
    }
  self->line--;
  while (g_str_has_suffix (code->str, "\n\n"))
    g_string_truncate (code, code->len - 1);
  add_code (self, code, quotes);
}

/* --- Tables ---------------------------------------------------------------------------------- */

/* A cell may hold a bar behind a backslash or within code. */
static GPtrArray *
split_row (const char *line)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean code = FALSE;

  while (*line == ' ' || *line == '\t')
    line++;
  if (*line == '|')
    line++;
  for (; *line != '\0'; line++)
    {
      if (*line == '\\' && line[1] == '|')
        g_string_append_c (cell, *++line);
      else if (*line == '|' && !code)
        {
          g_ptr_array_add (cells, g_strstrip (g_strdup (cell->str)));
          g_string_truncate (cell, 0);
        }
      else
        {
          code ^= *line == '`';
          g_string_append_c (cell, *line);
        }
    }
  if (*g_strstrip (cell->str) != '\0')
    g_ptr_array_add (cells, g_strdup (cell->str));
  return cells;
}

static gboolean
is_delimiter_row (const char *line)
{
  return line != NULL && strchr (line, '-') != NULL && strchr (line, '|') != NULL &&
         line[strspn (line, "|-: \t")] == '\0';
}

static void
add_plain (GPtrArray *inlines, const char *text)
{
  SchInline *stretch = g_new0 (SchInline, 1);

  stretch->text = g_strdup (text);
  g_ptr_array_add (inlines, stretch);
}

/* A side page is too narrow for columns: "First cell", and below it "Heading: cell". */
static void
add_row (Parser *self, GPtrArray *headings, GPtrArray *cells, guint quotes)
{
  SchBlock *row = add_block (self, SCH_BLOCK_ROW, 0, quotes);

  for (guint i = 0; i < cells->len; i++)
    {
      const char *heading = i < headings->len ? g_ptr_array_index (headings, i) : "";

      if (i > 0)
        add_plain (row->inlines, "\n");
      if (i > 0 && *heading != '\0')
        {
          sch_markdown_parse_inline (heading, SCH_INLINE_ITALIC, self->references, row->inlines);
          add_plain (row->inlines, ": ");
        }
      sch_markdown_parse_inline (g_ptr_array_index (cells, i),
                                 i == 0 ? SCH_INLINE_BOLD : SCH_INLINE_PLAIN, self->references,
                                 row->inlines);
    }
}

static gboolean
read_table (Parser *self, const char *line, guint quotes)
{
  g_autoptr (GPtrArray) headings = NULL;
  guint depth;

  if (strchr (line, '|') == NULL || self->lines[self->line + 1] == NULL ||
      !is_delimiter_row (skip_quotes (self->lines[self->line + 1], &depth)))
    return FALSE;
  close_block (self);
  headings = split_row (line);
  self->line++;
  while (self->lines[self->line + 1] != NULL)
    {
      const char *next = skip_quotes (self->lines[self->line + 1], &depth);
      g_autoptr (GPtrArray) cells = NULL;

      if (strchr (next, '|') == NULL)
        break;
      cells = split_row (next);
      add_row (self, headings, cells, quotes);
      self->line++;
    }
  return TRUE;
}

/* --- Lines ----------------------------------------------------------------------------------- */

/* [name]: address */
static char *
parse_definition (const char *line, char **address)
{
  const char *close = *line == '[' ? strstr (line, "]:") : NULL;
  g_autofree char *name = NULL;

  if (close == NULL || close == line + 1)
    return NULL;
  name = g_strndup (line + 1, close - line - 1);
  *address = g_strndup (close + 2 + strspn (close + 2, " \t<"),
                        strcspn (close + 2 + strspn (close + 2, " \t<"), " \t>"));
  return g_utf8_casefold (name, -1);
}

static void
collect_definitions (Parser *self)
{
  for (guint i = 0; self->lines[i] != NULL; i++)
    {
      char *address;
      char *name = parse_definition (self->lines[i], &address);

      if (name == NULL)
        continue;
      g_hash_table_insert (self->references, name, address);
      *self->lines[i] = '\0';
    }
}

/* A comment is left out to its end. */
static gboolean
skip_comment (Parser *self, const char *line)
{
  if (!g_str_has_prefix (line, "<!--"))
    return FALSE;
  close_block (self);
  while (strstr (self->lines[self->line], "-->") == NULL && self->lines[self->line + 1] != NULL)
    self->line++;
  return TRUE;
}

static gboolean
read_heading (Parser *self, const char *line, guint quotes)
{
  guint level = get_heading_level (line);

  if (level > 0)
    {
      add_heading (self, line + level, level, quotes);
      return TRUE;
    }
  if (self->open != NULL && self->open->kind == SCH_BLOCK_PARAGRAPH &&
      (is_underline (line, '=') || is_underline (line, '-')))
    {
      self->open->kind = SCH_BLOCK_HEADING;
      self->open->level = *line == '=' ? 1 : 2;
      close_block (self);
      return TRUE;
    }
  return FALSE;
}

static void
read_text (Parser *self, const char *line, guint indent, guint quotes)
{
  if (self->open != NULL && self->open->quotes == quotes)
    {
      append_text (self, line);
      return;
    }
  leave_items (self, indent);
  if (self->indents->len > 0)
    open_block (self, SCH_BLOCK_ITEM, MIN (self->indents->len, MAX_LEVEL), quotes);
  else
    open_block (self, SCH_BLOCK_PARAGRAPH, 0, quotes);
  append_text (self, line);
}

static void
read_line (Parser *self)
{
  guint quotes, text_at;
  const char *unquoted = skip_quotes (self->lines[self->line], &quotes);
  const char *line;
  guint indent = measure_indent (unquoted, &line);
  g_autofree char *marker = NULL;

  if (*line == '\0')
    {
      close_block (self);
      return;
    }
  if (read_fence (self, line, indent, quotes) || skip_comment (self, line) ||
      read_heading (self, line, quotes))
    return;
  if (is_rule (line))
    {
      close_block (self);
      g_array_set_size (self->indents, 0);
      add_block (self, SCH_BLOCK_RULE, 0, quotes);
    }
  else if (parse_marker (line, &marker, &text_at) &&
           (self->open == NULL || self->open->kind == SCH_BLOCK_ITEM || *marker == '\xe2' ||
            g_str_equal (marker, "1.")))
    {
      const char *text = line + MIN (text_at, strlen (line));

      add_item (self, g_steal_pointer (&marker), text, indent, text_at, quotes);
    }
  else if (!read_table (self, line, quotes))
    {
      leave_items (self, self->open == NULL ? indent : G_MAXUINT);
      if (indent >= TAB_WIDTH && self->open == NULL && self->indents->len == 0 && quotes == 0)
        read_indented (self, quotes);
      else
        read_text (self, line, indent, quotes);
    }
}

/**
 * sch_markdown_parse:
 * @markdown: valid UTF-8
 *
 * Returns: (transfer full) (element-type SchBlock): the blocks, in order
 */
GPtrArray *
sch_markdown_parse (const char *markdown)
{
  g_auto (GStrv) lines = NULL;
  Parser self = { 0 };

  g_return_val_if_fail (markdown != NULL, NULL);

  lines = g_strsplit (g_str_has_prefix (markdown, "\xef\xbb\xbf") ? markdown + 3 : markdown, "\n",
                      -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_suffix (lines[i], "\r"))
      lines[i][strlen (lines[i]) - 1] = '\0';
  self.blocks = g_ptr_array_new_with_free_func (free_block);
  self.references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.lines = lines;
  self.text = g_string_new (NULL);
  self.indents = g_array_new (FALSE, FALSE, sizeof (guint));
  collect_definitions (&self);
  for (; lines[self.line] != NULL; self.line++)
    {
      read_line (&self);
      /* A fence that is not closed reaches to the end. */
      if (lines[self.line] == NULL)
        break;
    }
  close_block (&self);
  g_string_free (self.text, TRUE);
  g_array_unref (self.indents);
  g_hash_table_unref (self.references);
  return self.blocks;
}
