/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One token a line, the last column its tag (CoNLL-2003 and its relatives). Written as IOB2 in the
 * columns FORM -X- _ TAG, one tag column for each depth where asked for; read in IOB1, IOB2, IOBES
 * and BILOU, with one or more tag columns, separated by blanks or tabs. There is no text and there
 * are no offsets in it: a document is found again by its words, whatever the white space between
 * them, else its text is built of the tokens. */

#include "config.h"

#include "sch-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-lines.h"
#include "sch-tokens.h"

#define DOCSTART "-DOCSTART-"
#define MAX_COLUMNS 64u
#define MAX_TOKENS 50000000u

/* --- Writing --- */

/* A span as a run of tokens, the last one included. */
typedef struct
{
  guint first;
  guint last;
  SchSpan *span;
} Run;

static void
report_span (SchReport *report, SchReportKind kind, const char *what, SchFormatDocument *document,
             const SchSpan *span)
{
  g_autofree char *covered = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *example = NULL;

  if (report == NULL)
    return;
  covered = sch_span_dup_covered (span, document->text);
  quote = sch_report_dup_quote (covered);
  example = g_strdup_printf ("%s %u–%u", quote, sch_span_get_start (span), sch_span_get_end (span));
  sch_report_add (report, kind, what, document->path, 0, 1, example);
}

/* The first token that ends after @offset. */
static guint
find_token (GArray *tokens, guint offset)
{
  guint low = 0;
  guint high = tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (tokens, SchToken, middle).char_end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The tokens that a span touches; FALSE where it has no place in the format. */
static gboolean
find_run (const SchWriteOptions *options, SchFormatDocument *document, GArray *tokens,
          SchReport *report, Run *run)
{
  SchSpan *span = run->span;
  guint start = sch_span_get_start (span);
  guint end = sch_span_get_end (span);

  if (span->n_ranges > 1)
    {
      report_span (report, SCH_REPORT_LOSS, _ ("spans of several ranges"), document, span);
      return FALSE;
    }
  if (start == end)
    {
      report_span (report, SCH_REPORT_LOSS, _ ("spans without text"), document, span);
      return FALSE;
    }
  run->first = find_token (tokens, start);
  run->last = run->first;
  if (run->first == tokens->len || g_array_index (tokens, SchToken, run->first).char_start >= end)
    {
      report_span (report, SCH_REPORT_LOSS, _ ("spans without a token"), document, span);
      return FALSE;
    }
  while (run->last + 1 < tokens->len &&
         g_array_index (tokens, SchToken, run->last + 1).char_start < end)
    run->last++;
  if (g_array_index (tokens, SchToken, run->first).char_start == start &&
      g_array_index (tokens, SchToken, run->last).char_end == end)
    return TRUE;
  report_span (report, SCH_REPORT_LOSS,
               options->misaligned == SCH_MISALIGNED_DROP
                   ? _ ("spans that do not end at the borders of tokens")
                   : _ ("spans moved to the borders of tokens"),
               document, span);
  return options->misaligned == SCH_MISALIGNED_EXPAND;
}

/* Longest first, then leftmost. */
static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *one = a;
  const Run *two = b;
  guint length = one->last - one->first;
  guint other = two->last - two->first;

  if (length != other)
    return length > other ? -1 : 1;
  if (one->first != two->first)
    return one->first < two->first ? -1 : 1;
  return sch_span_compare (one->span, two->span);
}

/* Puts runs into columns, each into the first in which its tokens are free. A cell is the index of a
 * run + 1, or 0. Returns the columns, at most @max. */
static GPtrArray *
place_runs (const SchWriteOptions *options, SchFormatDocument *document, GArray *tokens,
            GArray *runs, guint max, SchReport *report)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < document->spans->len; i++)
    {
      Run run = { 0, 0, g_ptr_array_index (document->spans, i) };

      if (find_run (options, document, tokens, report, &run))
        g_array_append_val (runs, run);
    }
  g_array_sort (runs, compare_runs);
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      guint column = 0;
      guint t = run->first;

      while (column < columns->len && t <= run->last)
        {
          const guint *cells = g_ptr_array_index (columns, column);

          if (cells[t] == 0)
            t++;
          else
            {
              column++;
              t = run->first;
            }
        }
      if (column == max)
        {
          report_span (report, SCH_REPORT_LOSS, _ ("spans that overlap a longer one"), document,
                       run->span);
          continue;
        }
      if (column == columns->len)
        g_ptr_array_add (columns, g_new0 (guint, tokens->len));
      for (t = run->first; t <= run->last; t++)
        ((guint *) g_ptr_array_index (columns, column))[t] = i + 1;
    }
  return columns;
}

static void
conll_measure (SchWriteOptions *options, SchFormatDocument *document)
{
  g_autoptr (GArray) tokens = sch_tokens_list (document->text, document->language, document->snap,
                                               options->tokens);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GPtrArray) columns = place_runs (options, document, tokens, runs, MAX_COLUMNS, NULL);

  options->n_columns = MAX (options->n_columns, columns->len);
}

static void
append_form (GString *lines, SchText *text, const SchToken *token)
{
  gsize byte_len;
  const char *slice = sch_text_peek_slice (text, token->char_start, token->char_end, &byte_len);

  /* A token of the text that readers would take for the start of a document. */
  if (byte_len == strlen (DOCSTART) && memcmp (slice, DOCSTART, byte_len) == 0)
    g_string_append (lines, "DOCSTART");
  else
    g_string_append_len (lines, slice, byte_len);
}

static void
append_tag (GString *lines, GPtrArray *columns, guint column, guint t, GArray *runs)
{
  const guint *cells = column < columns->len ? g_ptr_array_index (columns, column) : NULL;
  const Run *run;

  if (cells == NULL || cells[t] == 0)
    {
      g_string_append (lines, " O");
      return;
    }
  run = &g_array_index (runs, Run, cells[t] - 1);
  g_string_append_printf (lines, " %c-", run->first == t ? 'B' : 'I');
  for (const char *p = run->span->label; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (lines,
                             g_unichar_isspace (g_utf8_get_char (p)) ? '_' : g_utf8_get_char (p));
}

/* Whether a span goes on from the token before @t to it: then no unit ends there. */
static gboolean
goes_on (GPtrArray *columns, guint t)
{
  for (guint c = 0; c < columns->len; c++)
    {
      const guint *cells = g_ptr_array_index (columns, c);

      if (t > 0 && cells[t] != 0 && cells[t] == cells[t - 1])
        return TRUE;
    }
  return FALSE;
}

static gboolean
conll_write (SchFormatWriter *self, SchFormatDocument *document, GError **error)
{
  SchSegment unit = self->options.unit_set ? self->options.unit : SCH_SEGMENT_SENTENCE;
  guint n_columns = self->options.nesting == SCH_NESTING_COLUMNS ? MAX (self->options.n_columns, 1)
                                                                 : 1;
  g_autoptr (GArray) tokens = sch_tokens_list (document->text, document->language, document->snap,
                                               self->options.tokens);
  g_autoptr (GArray) units = sch_units_list (document->text, document->language, unit);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GPtrArray)
      columns = place_runs (&self->options, document, tokens, runs, n_columns, self->report);
  g_autoptr (GString) lines = g_string_new (DOCSTART " -X- -X-");
  guint u = 0;

  for (guint c = 0; c < n_columns; c++)
    g_string_append (lines, " O");
  g_string_append (lines, "\n\n");
  for (guint t = 0; t < tokens->len; t++)
    {
      const SchToken *token = &g_array_index (tokens, SchToken, t);
      gboolean next = FALSE;

      while (u + 1 < units->len &&
             g_array_index (units, SchToken, u + 1).char_start <= token->char_start)
        {
          next = TRUE;
          u++;
        }
      if (next && t > 0 && !goes_on (columns, t))
        g_string_append_c (lines, '\n');
      append_form (lines, document->text, token);
      g_string_append (lines, " -X- _");
      for (guint c = 0; c < n_columns; c++)
        append_tag (lines, columns, c, t, runs);
      g_string_append_c (lines, '\n');
    }
  if (tokens->len > 0)
    g_string_append_c (lines, '\n');
  return sch_format_writer_put (self, lines->str, lines->len, error);
}

/* --- Reading --- */

typedef struct
{
  char **cells; /* NULL: the end of a sentence */
  guint line;
} Line;

typedef struct
{
  const SchReadOptions *options;
  SchFormatSink *sink;
  GPtrArray *lines; /* of Line, of the current document */
  guint n_cells;
  gboolean tabs;
  guint ordinal;
  guint start_line;
  gboolean started;
} Reader;

static void
line_free (gpointer data)
{
  Line *self = data;

  g_strfreev (self->cells);
  g_free (self);
}

/* Splits at TABs, or at blanks (never at a no-break space); blank cells at the end are dropped. */
static char **
split_line (const char *line, gsize byte_len, gboolean tabs)
{
  g_autofree char *copy = g_strndup (line, byte_len);
  GStrvBuilder *builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  char **cells;

  parts = g_strsplit_set (g_strchomp (copy), tabs ? "\t" : " \t", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (tabs || *parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);
  cells = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return cells;
}

static gboolean
is_tag (const char *cell)
{
  if (strcmp (cell, "O") == 0 || strcmp (cell, "I") == 0 || strcmp (cell, "B") == 0)
    return TRUE;
  return *cell != '\0' && strchr ("BIESULMW", *cell) != NULL && cell[1] == '-' && cell[2] != '\0';
}

static gboolean
is_comment (Reader *self, char **cells)
{
  guint n = g_strv_length (cells);

  return **cells == '#' &&
         (n < 2 || !is_tag (cells[n - 1]) || (self->n_cells > 0 && n != self->n_cells));
}

/* Chunks look like tags. */
static gboolean
is_chunk (const char *cell)
{
  return strcmp (cell + 1, "-NP") == 0 || strcmp (cell + 1, "-VP") == 0 ||
         strcmp (cell + 1, "-PP") == 0;
}

static gboolean
column_has_tags (Reader *self, guint column)
{
  gboolean last = column + 1 == self->n_cells;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      if (line->cells == NULL)
        continue;
      if (!is_tag (line->cells[column]) || (!last && is_chunk (line->cells[column])))
        return FALSE;
    }
  return TRUE;
}

/* GermEval numbers the tokens of a sentence in the first column. */
static gboolean
has_numbers (Reader *self)
{
  guint expected = 1;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);
      g_autofree char *number = g_strdup_printf ("%u", expected++);

      if (line->cells == NULL)
        expected = 1;
      else if (self->n_cells < 3 || strcmp (line->cells[0], number) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_tags (Reader *self, GError **error)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      if (line->cells != NULL && !is_tag (line->cells[self->n_cells - 1]))
        {
          g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT,
                       _ ("%s:%u: “%s” is no tag; the last column must be O or like B-LABEL"),
                       self->options->file_name, line->line, line->cells[self->n_cells - 1]);
          return FALSE;
        }
    }
  return TRUE;
}

/* The text of the tokens joined by spaces, sentences by line feeds; their places go to @tokens. */
static SchText *
build_text (Reader *self, guint form, GArray *tokens, GPtrArray *forms)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean fresh = TRUE;
  guint at = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);
      SchToken token;

      if (line->cells == NULL)
        {
          if (!fresh)
            {
              g_string_append_c (text, '\n');
              at++;
            }
          fresh = TRUE;
          continue;
        }
      if (!fresh)
        {
          g_string_append_c (text, ' ');
          at++;
        }
      fresh = FALSE;
      g_string_append (text, line->cells[form]);
      g_ptr_array_add (forms, line->cells[form]);
      token.char_start = at;
      at += g_utf8_strlen (line->cells[form], -1);
      token.char_end = at;
      g_array_append_val (tokens, token);
    }
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  return sch_text_new_from_string (text->str);
}

/* The document that has these words already, and where they are in it. */
static gboolean
find_known (Reader *self, SchFormatDocument *document, GPtrArray *forms, GArray **tokens)
{
  gsize byte_len;
  const char *data = sch_text_get_data (document->text, &byte_len);
  g_autofree char *fingerprint = sch_words_fingerprint (data, byte_len);
  g_autofree char *path = NULL;
  g_autoptr (SchText) known = NULL;
  GArray *aligned;

  if (self->sink->find_words == NULL)
    return FALSE;
  known = self->sink->find_words (self->sink, fingerprint, &path);
  aligned = known != NULL ? sch_tokens_align (known, forms) : NULL;
  if (aligned == NULL)
    return FALSE;
  g_array_unref (*tokens);
  *tokens = aligned;
  sch_text_unref (document->text);
  document->text = g_steal_pointer (&known);
  g_free (document->path);
  document->path = g_steal_pointer (&path);
  return TRUE;
}

static void
add_span (SchFormatDocument *document, const char *label, guint start, guint end)
{
  SchRange range = { start, end };
  SchSpan *span;

  span = sch_span_new ("", *label != '\0' ? label : "entity", &range, 1);
  span->record.origin = SCH_ORIGIN_IMPORT;
  g_ptr_array_add (document->spans, span);
  sch_format_document_set_kind (document, span->label, "entity");
}

/* Reads one column of tags: a span begins at B, S, U and W, and at I, M, E and L where none with
 * that label is open; it ends after S, U, W, E and L, before B and O, before another label, and with
 * the sentence. So all the schemes are read alike. */
static void
decode_column (Reader *self, SchFormatDocument *document, GArray *tokens, guint column)
{
  const char *open = NULL;
  guint start = 0;
  guint end = 0;
  guint t = 0;

  for (guint i = 0; i <= self->lines->len; i++)
    {
      const Line *line = i < self->lines->len ? g_ptr_array_index (self->lines, i) : NULL;
      const char *tag = line != NULL && line->cells != NULL ? line->cells[column] : "O";
      const char *label = tag[0] != '\0' && tag[1] == '-' ? tag + 2 : "";
      gboolean begins = strchr ("BSUW", *tag) != NULL;
      const SchToken *token;

      if (open != NULL && (*tag == 'O' || begins || strcmp (open, label) != 0))
        {
          add_span (document, open, start, end);
          open = NULL;
        }
      if (line == NULL || line->cells == NULL)
        continue;
      token = &g_array_index (tokens, SchToken, t++);
      if (*tag == 'O')
        continue;
      if (open == NULL)
        {
          open = label;
          start = token->char_start;
        }
      end = token->char_end;
      if (strchr ("SUWEL", *tag) != NULL)
        {
          add_span (document, open, start, end);
          open = NULL;
        }
    }
}

static gboolean
end_document (Reader *self, gboolean at_end, GError **error)
{
  g_autoptr (SchFormatDocument) document = NULL;
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (SchToken));
  g_autoptr (GPtrArray) forms = g_ptr_array_new ();
  guint form;
  gboolean found = FALSE;

  for (guint i = 0; !found && i < self->lines->len; i++)
    found = ((Line *) g_ptr_array_index (self->lines, i))->cells != NULL;
  if (!found && !self->started)
    return TRUE;
  if (!check_tags (self, error))
    return FALSE;
  document = sch_format_document_new ();
  document->line = self->start_line;
  self->ordinal++;
  document->path = at_end && self->ordinal == 1
                       ? g_strconcat (self->options->stem, ".txt", NULL)
                       : g_strdup_printf ("%s-%04u.txt", self->options->stem, self->ordinal);
  form = found && has_numbers (self) ? 1 : 0;
  document->text = build_text (self, form, tokens, forms);
  if (forms->len > 0)
    find_known (self, document, forms, &tokens);
  for (guint c = self->n_cells; found && c > form + 1 && column_has_tags (self, c - 1); c--)
    decode_column (self, document, tokens, c - 1);
  g_ptr_array_set_size (self->lines, 0);
  self->started = FALSE;
  return self->sink->add (self->sink, g_steal_pointer (&document), error);
}

static gboolean
take_line (Reader *self, const char *text, gsize byte_len, guint number, GError **error)
{
  g_auto (GStrv) cells = NULL;
  Line *line;

  if (self->n_cells == 0)
    self->tabs = memchr (text, '\t', byte_len) != NULL;
  cells = split_line (text, byte_len, self->tabs);
  if (g_str_has_prefix (cells[0] != NULL ? cells[0] : "", DOCSTART))
    {
      if (!end_document (self, FALSE, error))
        return FALSE;
      self->started = TRUE;
      self->start_line = number;
      return TRUE;
    }
  if (cells[0] == NULL || *cells[0] == '\0')
    g_clear_pointer (&cells, g_strfreev);
  else if (is_comment (self, cells))
    return TRUE;
  else if (self->n_cells == 0)
    self->n_cells = g_strv_length (cells);
  if (cells != NULL &&
      (g_strv_length (cells) != self->n_cells || self->n_cells < 2 || self->n_cells > MAX_COLUMNS))
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT,
                   _ ("%s:%u: this line has %u columns, the first one has %u; all need the same "
                      "number, from 2 to %u"),
                   self->options->file_name, number, g_strv_length (cells), self->n_cells,
                   MAX_COLUMNS);
      return FALSE;
    }
  if (self->lines->len >= MAX_TOKENS)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_TOO_LARGE,
                   _ ("%s:%u: a document with more than %u tokens"), self->options->file_name,
                   number, MAX_TOKENS);
      return FALSE;
    }
  line = g_new0 (Line, 1);
  line->cells = g_steal_pointer (&cells);
  line->line = number;
  g_ptr_array_add (self->lines, line);
  if (self->start_line == 0)
    self->start_line = number;
  return TRUE;
}

static gboolean
conll_read (GInputStream *stream, const SchReadOptions *options, SchFormatSink *sink,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (SchLines) lines = sch_lines_new (stream, options->file_name);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (line_free);
  Reader self = { .options = options, .sink = sink, .lines = held };
  GError *local = NULL;
  const char *line;
  gsize byte_len;

  while (sch_lines_next (lines, &line, &byte_len, cancellable, &local))
    if (!take_line (&self, line, byte_len, sch_lines_get_number (lines), error))
      return FALSE;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return end_document (&self, TRUE, error);
}

/* The first lines have the same number of columns, and end in tags. */
static guint
conll_sniff (const char *data, gsize byte_len)
{
  g_autofree char *head = g_strndup (data, MIN (byte_len, 8192));
  g_auto (GStrv) lines = NULL;
  Reader reader = { 0 };
  guint good = 0;

  lines = g_strsplit (g_str_has_prefix (head, "\xEF\xBB\xBF") ? head + 3 : head, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL && good < 20; i++)
    {
      g_auto (GStrv) cells = NULL;
      guint n;

      if (g_str_has_prefix (lines[i], DOCSTART))
        return 95;
      if (reader.n_cells == 0)
        reader.tabs = strchr (lines[i], '\t') != NULL;
      cells = split_line (lines[i], strlen (lines[i]), reader.tabs);
      n = g_strv_length (cells);
      if (n == 0 || *cells[0] == '\0' || is_comment (&reader, cells))
        continue;
      if (n < 2 || (reader.n_cells != 0 && n != reader.n_cells) || !is_tag (cells[n - 1]))
        return 0;
      reader.n_cells = n;
      good++;
    }
  return good >= 2 ? 70 : good * 20;
}

static const char *const extensions[] = { "conll", "iob", "bio", "iob2", NULL };

const SchFormat sch_format_conll2003 = {
  .id = "conll2003",
  .name = N_ ("CoNLL-2003"),
  .description = N_ ("One token a line with its tag, IOB2; for training sequence labellers"),
  .extensions = extensions,
  .offsets = SCH_OFFSETS_TOKENS,
  .lacks = SCH_LACKS_OVERLAP | SCH_LACKS_NESTING | SCH_LACKS_DISCONTINUOUS | SCH_LACKS_ZERO_WIDTH |
           SCH_LACKS_RELATIONS | SCH_LACKS_ATTRIBUTES | SCH_LACKS_NOTES | SCH_LACKS_CLUSTERS |
           SCH_LACKS_CLUSTER_DATA | SCH_LACKS_DOCUMENT_DATA | SCH_LACKS_TEXT | SCH_LACKS_IDS |
           SCH_LACKS_PROVENANCE,
  .cuts_units = TRUE,
  .sniff = conll_sniff,
  .read = conll_read,
  .measure = conll_measure,
  .begin = NULL,
  .write = conll_write,
};
