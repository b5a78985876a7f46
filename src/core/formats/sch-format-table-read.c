/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading tables of spans. A table has no texts: it is read against documents that are there. Which
 * unit, base and end its offsets have is found by the column of covered texts: of the twelve
 * combinations the one that fits all rows. Without offsets a row is placed where its text occurs
 * exactly once. */

#include "config.h"

#include "sch-format-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "sch-csv.h"
#include "sch-error.h"
#include "sch-offsets.h"

#define MAX_ROWS 20000000u

typedef struct
{
  guint line;
  char *cells[SCH_TABLE_N_COLUMNS]; /* (nullable) each */
  GArray *offsets;                  /* of SchRange as in the table; NULL = none */
  guint source;                     /* index into Table.sources */
} Row;

/* The rows of one document and layer. */
typedef struct
{
  char *path;
  char *layer;
  SchText *text;
  guint line;
} Source;

typedef struct
{
  SchOffsets unit;
  guint base;
  guint inclusive;
} Convention;

typedef struct
{
  const SchReadOptions *options;
  SchFormatSink *sink;
  int column_of[SCH_TABLE_N_COLUMNS]; /* index of the cell, -1 = none */
  GPtrArray *rows;
  GPtrArray *sources;
  GHashTable *source_of; /* "path\nlayer" -> index + 1 */
} Table;

static void
row_free (gpointer data)
{
  Row *self = data;

  for (guint c = 0; c < SCH_TABLE_N_COLUMNS; c++)
    g_free (self->cells[c]);
  g_clear_pointer (&self->offsets, g_array_unref);
  g_free (self);
}

static void
source_free (gpointer data)
{
  Source *self = data;

  g_free (self->path);
  g_free (self->layer);
  g_clear_pointer (&self->text, sch_text_unref);
  g_free (self);
}

static void
table_clear (Table *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->source_of, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static gboolean
fail_line (Table *self, guint line, const char *message, GError **error)
{
  g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT, "%s:%u: %s", self->options->file_name, line,
               message);
  return FALSE;
}

static gboolean
read_header (Table *self, GPtrArray *cells, guint line, GError **error)
{
  for (guint c = 0; c < SCH_TABLE_N_COLUMNS; c++)
    self->column_of[c] = -1;
  for (guint i = 0; i < cells->len; i++)
    {
      SchTableColumn column = sch_table_find_column (g_ptr_array_index (cells, i));

      if (column < SCH_TABLE_N_COLUMNS && self->column_of[column] < 0)
        self->column_of[column] = i;
    }
  if (self->column_of[SCH_TABLE_LABEL] < 0)
    return fail_line (self, line,
                      _ ("the table has no column “label”; the first line must name the "
                         "columns (document, start, end, text, label, …)"),
                      error);
  if ((self->column_of[SCH_TABLE_START] < 0 || self->column_of[SCH_TABLE_END] < 0) &&
      self->column_of[SCH_TABLE_RANGES] < 0 && self->column_of[SCH_TABLE_TEXT] < 0)
    return fail_line (self, line,
                      _ ("the table has neither the columns “start” and “end” nor “text”"), error);
  return TRUE;
}

/* "12" and, from spreadsheets, "12.0". */
static gboolean
parse_offset (const char *cell, guint *offset)
{
  char *end = NULL;
  double value = g_ascii_strtod (cell, &end);

  if (end == cell || *end != '\0' || !(value >= 0) || value > G_MAXINT || value != floor (value))
    return FALSE;
  *offset = value;
  return TRUE;
}

static gboolean
parse_ranges (const char *cell, GArray *offsets)
{
  g_auto (GStrv) parts = g_strsplit (cell, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *dash = strchr (parts[i], '-');
      SchRange range;

      if (dash == NULL)
        return FALSE;
      *dash = '\0';
      if (!parse_offset (g_strstrip (parts[i]), &range.start) ||
          !parse_offset (g_strstrip (dash + 1), &range.end) || range.end < range.start)
        return FALSE;
      g_array_append_val (offsets, range);
    }
  return offsets->len > 0;
}

static gboolean
parse_offsets (Table *self, Row *row, GError **error)
{
  const char *start = row->cells[SCH_TABLE_START];
  const char *end = row->cells[SCH_TABLE_END];
  SchRange range;

  row->offsets = g_array_new (FALSE, FALSE, sizeof (SchRange));
  if (row->cells[SCH_TABLE_RANGES] != NULL)
    {
      if (parse_ranges (row->cells[SCH_TABLE_RANGES], row->offsets))
        return TRUE;
      return fail_line (self, row->line, _ ("“ranges” must be like 0-5;9-12"), error);
    }
  if (start == NULL && end == NULL && row->cells[SCH_TABLE_TEXT] != NULL)
    {
      g_clear_pointer (&row->offsets, g_array_unref);
      return TRUE;
    }
  if (start == NULL || end == NULL || !parse_offset (start, &range.start) ||
      !parse_offset (end, &range.end) || range.end < range.start)
    return fail_line (self, row->line,
                      _ ("“start” and “end” must be whole numbers from 0 on, start not after end"),
                      error);
  g_array_append_val (row->offsets, range);
  return TRUE;
}

static gboolean
find_source (Table *self, Row *row, GError **error)
{
  g_autofree char *stem_path = g_strconcat (self->options->stem, ".txt", NULL);
  const char *path = row->cells[SCH_TABLE_DOCUMENT] != NULL ? row->cells[SCH_TABLE_DOCUMENT]
                                                            : stem_path;
  const char *layer = row->cells[SCH_TABLE_LAYER] != NULL ? row->cells[SCH_TABLE_LAYER]
                                                          : row->cells[SCH_TABLE_ANNOTATOR];
  g_autofree char *key = g_strconcat (path, "\n", layer, NULL);
  gpointer found = g_hash_table_lookup (self->source_of, key);
  Source *source;

  if (found != NULL)
    {
      row->source = GPOINTER_TO_UINT (found) - 1;
      return TRUE;
    }
  source = g_new0 (Source, 1);
  source->path = g_strdup (path);
  source->layer = g_strdup (layer);
  source->line = row->line;
  row->source = self->sources->len;
  g_ptr_array_add (self->sources, source);
  g_hash_table_insert (self->source_of, g_steal_pointer (&key), GUINT_TO_POINTER (row->source + 1));
  if (self->sink->find_text != NULL)
    source->text = self->sink->find_text (self->sink, path);
  if (source->text != NULL)
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
               _ ("%s:%u: there is no document “%s”; put its text there first, or correct the "
                  "column “document”"),
               self->options->file_name, row->line, path);
  return FALSE;
}

static gboolean
read_row (Table *self, GPtrArray *cells, guint line, GError **error)
{
  Row *row = g_new0 (Row, 1);

  row->line = line;
  g_ptr_array_add (self->rows, row);
  if (self->rows->len > MAX_ROWS)
    return fail_line (self, line, _ ("the table has too many rows; cut it into several"), error);
  for (guint c = 0; c < SCH_TABLE_N_COLUMNS; c++)
    {
      int index = self->column_of[c];

      if (index >= 0 && (guint) index < cells->len &&
          *(char *) g_ptr_array_index (cells, index) != '\0')
        row->cells[c] = g_strdup (g_ptr_array_index (cells, index));
    }
  if (row->cells[SCH_TABLE_LABEL] == NULL)
    return fail_line (self, line, _ ("the row has no label"), error);
  return parse_offsets (self, row, error) && find_source (self, row, error);
}

static gboolean
convert_row (SchText *text, const Row *row, const Convention *convention, GArray *ranges)
{
  g_array_set_size (ranges, 0);
  for (guint i = 0; i < row->offsets->len; i++)
    {
      const SchRange *offsets = &g_array_index (row->offsets, SchRange, i);
      SchRange range;

      if (offsets->start < convention->base ||
          offsets->end + convention->inclusive < convention->base ||
          !sch_offsets_to_chars (text, convention->unit, offsets->start - convention->base,
                                 offsets->end + convention->inclusive - convention->base, &range))
        return FALSE;
      g_array_append_val (ranges, range);
    }
  return TRUE;
}

/* The number of rows that fit; the first that does not goes to @misfit. */
static guint
count_fits (Table *self, const Convention *convention, const Row **misfit)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
  guint n = 0;

  *misfit = NULL;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      const Source *source = g_ptr_array_index (self->sources, row->source);

      if (row->offsets == NULL ||
          (convert_row (source->text, row, convention, ranges) &&
           (row->cells[SCH_TABLE_TEXT] == NULL ||
            sch_ranges_cover_loosely (source->text, ranges, row->cells[SCH_TABLE_TEXT]))))
        n++;
      else if (*misfit == NULL)
        *misfit = row;
    }
  return n;
}

static gboolean
find_convention (Table *self, Convention *best, GError **error)
{
  static const SchOffsets units[] = { SCH_OFFSETS_CODE_POINTS, SCH_OFFSETS_UTF16,
                                      SCH_OFFSETS_BYTES };
  const Row *best_misfit = NULL;
  guint best_count = 0;
  g_autofree char *quote = NULL;

  for (guint i = 0; i < 12; i++)
    {
      Convention tried = { units[i / 4], i % 4 >= 2, i % 2 };
      const Row *misfit;
      guint count;

      if (self->options->offsets != SCH_OFFSETS_AUTO && tried.unit != self->options->offsets)
        continue;
      count = count_fits (self, &tried, &misfit);
      if (i == 0 || count > best_count || best_count == 0)
        {
          *best = tried;
          best_count = count;
          best_misfit = misfit;
        }
      if (misfit == NULL)
        return TRUE;
    }
  quote = sch_report_dup_quote (best_misfit->cells[SCH_TABLE_TEXT] != NULL
                                    ? best_misfit->cells[SCH_TABLE_TEXT]
                                    : best_misfit->cells[SCH_TABLE_LABEL]);
  g_set_error (
      error, SCH_ERROR, SCH_ERROR_RANGE,
      _ ("%s:%u: the offsets of %s do not fit the text of “%s”; counted in %s from %u, with "
         "the end %s, %u of %u rows fit. Correct the rows that do not"),
      self->options->file_name, best_misfit->line, quote,
      ((Source *) g_ptr_array_index (self->sources, best_misfit->source))->path,
      sch_offsets_to_string (best->unit), best->base,
      best->inclusive ? _ ("inside") : _ ("outside"), best_count, self->rows->len);
  return FALSE;
}

static void
report_convention (Table *self, const Convention *convention)
{
  g_autofree char *message = NULL;

  if (convention->unit == SCH_OFFSETS_CODE_POINTS && convention->base == 0 &&
      !convention->inclusive)
    return;
  message = g_strdup_printf (_ ("the offsets are counted in %s from %u, with the end %s, as the "
                                "column of texts shows"),
                             sch_offsets_to_string (convention->unit), convention->base,
                             convention->inclusive ? _ ("inside") : _ ("outside"));
  sch_report_add (self->sink->report, SCH_REPORT_NOTE, message, self->options->file_name, 0, 1,
                  NULL);
}

/* Places a row without offsets where its text occurs, if that is once. */
static gboolean
find_quote (Table *self, const Row *row, SchText *text, GArray *ranges)
{
  gsize byte_len;
  const char *data = sch_text_get_data (text, &byte_len);
  const char *quote = row->cells[SCH_TABLE_TEXT];
  gsize quote_len = strlen (quote);
  const char *first = memmem (data, byte_len, quote, quote_len);
  const char *next = first != NULL
                         ? memmem (first + 1, byte_len - (first + 1 - data), quote, quote_len)
                         : NULL;
  g_autofree char *shown = sch_report_dup_quote (quote);
  SchRange range;

  if (first == NULL || next != NULL)
    {
      sch_report_add (self->sink->report, SCH_REPORT_DROPPED,
                      first == NULL ? _ ("rows without offsets whose text is not in the document")
                                    : _ ("rows without offsets whose text occurs more than once"),
                      self->options->file_name, row->line, 1, shown);
      sch_report_count (self->sink->report, SCH_COUNT_SPANS, SCH_COUNT_READ, 1);
      sch_report_count (self->sink->report, SCH_COUNT_SPANS, SCH_COUNT_DROPPED, 1);
      return FALSE;
    }
  range.start = sch_text_char_of_byte (text, first - data);
  range.end = sch_text_char_of_byte (text, first - data + quote_len);
  g_array_set_size (ranges, 0);
  g_array_append_val (ranges, range);
  sch_report_add (self->sink->report, SCH_REPORT_REPAIR,
                  _ ("rows without offsets placed where their text is"), self->options->file_name,
                  row->line, 1, shown);
  sch_report_count (self->sink->report, SCH_COUNT_SPANS, SCH_COUNT_REPAIRED, 1);
  return TRUE;
}

/* JSON, or key=value;key=value. */
static SchAttributes *
parse_attributes (Table *self, const Row *row, GError **error)
{
  const char *cell = row->cells[SCH_TABLE_ATTRIBUTES];
  SchAttributes *attributes = NULL;
  g_auto (GStrv) pairs = NULL;

  if (*cell == '{')
    {
      g_autoptr (SchJsonPull)
          pull = sch_json_pull_new_at (cell, strlen (cell), self->options->file_name, row->line);

      attributes = sch_attributes_read (pull);
      if (!sch_json_pull_finish (pull, error))
        g_clear_pointer (&attributes, sch_attributes_unref);
      return attributes;
    }
  pairs = g_strsplit (cell, ";", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      SchAttributes *more;

      if (*g_strstrip (pairs[i]) == '\0')
        continue;
      if (equals == NULL || equals == pairs[i])
        {
          fail_line (self, row->line,
                     _ ("“attributes” must be a JSON object or key=value;key=value"), error);
          g_clear_pointer (&attributes, sch_attributes_unref);
          return NULL;
        }
      *equals = '\0';
      more = sch_attributes_with_string (attributes, g_strstrip (pairs[i]),
                                         g_strstrip (equals + 1));
      g_clear_pointer (&attributes, sch_attributes_unref);
      attributes = more;
    }
  return attributes;
}

static gboolean
fill_span (Table *self, const Row *row, SchSpan *span, GError **error)
{
  GError *local = NULL;

  span->record.origin = SCH_ORIGIN_IMPORT;
  if (row->cells[SCH_TABLE_ATTRIBUTES] != NULL)
    {
      span->record.attributes = parse_attributes (self, row, &local);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  if (row->cells[SCH_TABLE_NOTE] != NULL)
    sch_record_set_note (span, row->cells[SCH_TABLE_NOTE]);
  if (row->cells[SCH_TABLE_ANNOTATOR] != NULL)
    span->record.by = g_intern_string (row->cells[SCH_TABLE_ANNOTATOR]);
  if (row->cells[SCH_TABLE_CLUSTER] != NULL)
    {
      g_auto (GStrv) clusters = g_strsplit (row->cells[SCH_TABLE_CLUSTER], ";", -1);

      sch_span_set_clusters (span, (const char *const *) clusters);
    }
  for (SchTableColumn c = SCH_TABLE_CREATED; c <= SCH_TABLE_MODIFIED; c++)
    if (row->cells[c] != NULL &&
        !sch_time_from_string (row->cells[c], c == SCH_TABLE_CREATED ? &span->record.created
                                                                     : &span->record.modified))
      sch_report_add (self->sink->report, SCH_REPORT_REPAIR,
                      _ ("times left out that are not like "
                         "2026-11-21T10:00:00Z"),
                      self->options->file_name, row->line, 1, row->cells[c]);
  return TRUE;
}

static gboolean
add_row (Table *self, const Row *row, const Convention *convention, SchFormatDocument *document,
         GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
  const char *id = row->cells[SCH_TABLE_ID] != NULL ? row->cells[SCH_TABLE_ID] : "";
  SchSpan *span;
  guint n;

  if (row->offsets == NULL && !find_quote (self, row, document->text, ranges))
    return TRUE;
  if (row->offsets != NULL)
    convert_row (document->text, row, convention, ranges);
  n = ranges->len;
  if (!sch_ranges_normalize ((SchRange *) (void *) ranges->data, &n))
    return fail_line (self, row->line, _ ("the row has no range"), error);
  span = sch_span_new (id, row->cells[SCH_TABLE_LABEL], (SchRange *) (void *) ranges->data, n);
  g_ptr_array_add (document->spans, span);
  document->has_ids |= *id != '\0';
  if (row->cells[SCH_TABLE_KIND] != NULL)
    sch_format_document_set_kind (document, span->label, row->cells[SCH_TABLE_KIND]);
  return fill_span (self, row, span, error);
}

static gboolean
add_documents (Table *self, const Convention *convention, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  gboolean good = TRUE;

  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = g_ptr_array_index (self->sources, i);
      SchFormatDocument *document = sch_format_document_new ();

      document->path = g_strdup (source->path);
      document->layer = g_strdup (source->layer);
      document->text = sch_text_ref (source->text);
      document->line = source->line;
      g_ptr_array_add (documents, document);
    }
  for (guint i = 0; good && i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      good = add_row (self, row, convention, g_ptr_array_index (documents, row->source), error);
    }
  for (guint i = 0; i < documents->len; i++)
    {
      SchFormatDocument *document = g_ptr_array_index (documents, i);

      good = good && !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (good)
        good = self->sink->add (self->sink, document, error);
      else
        sch_format_document_free (document);
    }
  return good;
}

gboolean
sch_format_table_read (GInputStream *stream, const SchReadOptions *options, SchFormatSink *sink,
                       GCancellable *cancellable, GError **error)
{
  g_auto (Table) self = { .options = options, .sink = sink };
  g_autoptr (SchCsv) csv = sch_csv_new (stream, options->file_name, '\0');
  GError *local = NULL;
  GPtrArray *cells;
  Convention convention = { SCH_OFFSETS_CODE_POINTS, 0, 0 };

  self.rows = g_ptr_array_new_with_free_func (row_free);
  self.sources = g_ptr_array_new_with_free_func (source_free);
  self.source_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!sch_csv_next (csv, &cells, cancellable, &local))
    {
      if (local == NULL)
        return fail_line (&self, 1, _ ("the table is empty"), error);
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!read_header (&self, cells, sch_csv_get_line (csv), error))
    return FALSE;
  while (sch_csv_next (csv, &cells, cancellable, &local))
    if (!read_row (&self, cells, sch_csv_get_line (csv), error))
      return FALSE;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (self.rows->len > 0 && !find_convention (&self, &convention, error))
    return FALSE;
  report_convention (&self, &convention);
  return add_documents (&self, &convention, cancellable, error);
}
