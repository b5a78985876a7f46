/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of spans, one row a span, with a header (csv, tsv). A table has no texts: it is read against
 * documents that are there. Which unit, base and end its offsets have is found by the column of
 * covered texts: of the twelve combinations the one that fits all rows. Without offsets a row is
 * placed where its text occurs exactly once. */

#include "config.h"

#include "sch-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "sch-csv.h"
#include "sch-error.h"
#include "sch-offsets.h"

#define MAX_ROWS 20000000u

typedef enum
{
  COLUMN_DOCUMENT,
  COLUMN_ID,
  COLUMN_START,
  COLUMN_END,
  COLUMN_TEXT,
  COLUMN_LABEL,
  COLUMN_KIND,
  COLUMN_RANGES,
  COLUMN_ATTRIBUTES,
  COLUMN_CLUSTER,
  COLUMN_NOTE,
  COLUMN_ANNOTATOR,
  COLUMN_LAYER,
  COLUMN_CREATED,
  COLUMN_MODIFIED,
  N_COLUMNS,
} Column;

/* The first name is the one that is written. */
static const char *const names[N_COLUMNS] = {
  "document,doc,file,filename,path,documentid,docid,source",
  "id,spanid,annotationid",
  "start,begin,startoffset,beginoffset,charstart,startchar,from",
  "end,stop,endoffset,stopoffset,charend,endchar,to",
  "text,quote,content,surface,coveredtext,mentiontext",
  "label,tag,type,category,code",
  "kind",
  "ranges",
  "attributes",
  "cluster,clusterid,entityid",
  "note,comment,memo",
  "annotator,coder,user",
  "layer",
  "created,createdat",
  "modified,modifiedat",
};

/* --- Writing --- */

static void
append_ranges (GString *cell, const SchSpan *span)
{
  for (guint i = 0; i < span->n_ranges; i++)
    g_string_append_printf (cell, "%s%u-%u", i > 0 ? ";" : "", span->ranges[i].start,
                            span->ranges[i].end);
}

static char *
dup_cell (SchFormatDocument *document, SchSpan *span, Column column)
{
  g_autoptr (SchJsonWriter) writer = NULL;
  GString *ranges;

  switch (column)
    {
    case COLUMN_DOCUMENT:
      return g_strdup (document->path);
    case COLUMN_ID:
      return g_strdup (span->record.id);
    case COLUMN_START:
      return g_strdup_printf ("%u", sch_span_get_start (span));
    case COLUMN_END:
      return g_strdup_printf ("%u", sch_span_get_end (span));
    case COLUMN_TEXT:
      return sch_span_dup_covered (span, document->text);
    case COLUMN_LABEL:
      return g_strdup (span->label);
    case COLUMN_KIND:
      return g_strdup (sch_format_document_get_kind (document, span->label));
    case COLUMN_RANGES:
      ranges = g_string_new (NULL);
      append_ranges (ranges, span);
      return g_string_free (ranges, FALSE);
    case COLUMN_ATTRIBUTES:
      if (sch_attributes_get_size (span->record.attributes) == 0)
        return NULL;
      writer = sch_json_writer_new ();
      sch_attributes_write (span->record.attributes, writer);
      return g_strdup (sch_json_writer_peek (writer, NULL));
    case COLUMN_CLUSTER:
      return span->clusters != NULL ? g_strjoinv (";", span->clusters) : NULL;
    case COLUMN_NOTE:
      return g_strdup (span->record.note);
    case COLUMN_ANNOTATOR:
      return g_strdup (span->record.by);
    case COLUMN_LAYER:
      return g_strdup (document->layer);
    case COLUMN_CREATED:
      return span->record.created != 0 ? sch_time_to_string (span->record.created) : NULL;
    case COLUMN_MODIFIED:
      return span->record.modified != 0 ? sch_time_to_string (span->record.modified) : NULL;
    case N_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static char
get_separator (const SchFormat *format)
{
  return format == &sch_format_tsv ? '\t' : ',';
}

static gboolean
table_begin (SchFormatWriter *self, GError **error)
{
  g_autoptr (GString) record = g_string_new (NULL);

  for (guint c = 0; c < N_COLUMNS; c++)
    {
      if (c > 0)
        g_string_append_c (record, get_separator (self->format));
      g_string_append_len (record, names[c], strcspn (names[c], ","));
    }
  g_string_append_c (record, '\n');
  return sch_format_writer_put (self, record->str, record->len, error);
}

static gboolean
table_write (SchFormatWriter *self, SchFormatDocument *document, GError **error)
{
  g_autoptr (GString) record = g_string_new (NULL);
  char separator = get_separator (self->format);

  for (guint i = 0; i < document->spans->len; i++)
    {
      g_string_truncate (record, 0);
      for (guint c = 0; c < N_COLUMNS; c++)
        {
          g_autofree char *cell = dup_cell (document, g_ptr_array_index (document->spans, i), c);

          if (c > 0)
            g_string_append_c (record, separator);
          if (cell != NULL)
            sch_csv_append_cell (record, cell, separator);
        }
      g_string_append_c (record, '\n');
      if (!sch_format_writer_put (self, record->str, record->len, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Reading --- */

typedef struct
{
  guint line;
  char *cells[N_COLUMNS]; /* (nullable) each */
  GArray *offsets;        /* of SchRange as in the table; NULL = none */
  guint source;           /* index into Table.sources */
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
  int column_of[N_COLUMNS]; /* index of the cell, -1 = none */
  GPtrArray *rows;
  GPtrArray *sources;
  GHashTable *source_of; /* "path\nlayer" -> index + 1 */
} Table;

static void
row_free (gpointer data)
{
  Row *self = data;

  for (guint c = 0; c < N_COLUMNS; c++)
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

/* The column with this header, whatever its case, spaces and underscores; N_COLUMNS = none. */
static Column
find_column (const char *header)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (; *header != '\0'; header++)
    if (strchr (" _-\t\"", *header) == NULL)
      g_string_append_c (folded, g_ascii_tolower (*header));
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      g_auto (GStrv) synonyms = g_strsplit (names[c], ",", -1);

      if (g_strv_contains ((const char *const *) synonyms, folded->str))
        return c;
    }
  return N_COLUMNS;
}

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
  for (guint c = 0; c < N_COLUMNS; c++)
    self->column_of[c] = -1;
  for (guint i = 0; i < cells->len; i++)
    {
      Column column = find_column (g_ptr_array_index (cells, i));

      if (column < N_COLUMNS && self->column_of[column] < 0)
        self->column_of[column] = i;
    }
  if (self->column_of[COLUMN_LABEL] < 0)
    return fail_line (self, line,
                      _ ("the table has no column “label”; the first line must name the "
                         "columns (document, start, end, text, label, …)"),
                      error);
  if ((self->column_of[COLUMN_START] < 0 || self->column_of[COLUMN_END] < 0) &&
      self->column_of[COLUMN_RANGES] < 0 && self->column_of[COLUMN_TEXT] < 0)
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
  const char *start = row->cells[COLUMN_START];
  const char *end = row->cells[COLUMN_END];
  SchRange range;

  row->offsets = g_array_new (FALSE, FALSE, sizeof (SchRange));
  if (row->cells[COLUMN_RANGES] != NULL)
    {
      if (parse_ranges (row->cells[COLUMN_RANGES], row->offsets))
        return TRUE;
      return fail_line (self, row->line, _ ("“ranges” must be like 0-5;9-12"), error);
    }
  if (start == NULL && end == NULL && row->cells[COLUMN_TEXT] != NULL)
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
  const char *path = row->cells[COLUMN_DOCUMENT] != NULL ? row->cells[COLUMN_DOCUMENT] : stem_path;
  const char *layer = row->cells[COLUMN_LAYER] != NULL ? row->cells[COLUMN_LAYER]
                                                       : row->cells[COLUMN_ANNOTATOR];
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
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      int index = self->column_of[c];

      if (index >= 0 && (guint) index < cells->len &&
          *(char *) g_ptr_array_index (cells, index) != '\0')
        row->cells[c] = g_strdup (g_ptr_array_index (cells, index));
    }
  if (row->cells[COLUMN_LABEL] == NULL)
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
           (row->cells[COLUMN_TEXT] == NULL ||
            sch_ranges_cover_loosely (source->text, ranges, row->cells[COLUMN_TEXT]))))
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
  quote = sch_report_dup_quote (best_misfit->cells[COLUMN_TEXT] != NULL
                                    ? best_misfit->cells[COLUMN_TEXT]
                                    : best_misfit->cells[COLUMN_LABEL]);
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
  const char *quote = row->cells[COLUMN_TEXT];
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
  const char *cell = row->cells[COLUMN_ATTRIBUTES];
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
  if (row->cells[COLUMN_ATTRIBUTES] != NULL)
    {
      span->record.attributes = parse_attributes (self, row, &local);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  if (row->cells[COLUMN_NOTE] != NULL)
    sch_record_set_note (span, row->cells[COLUMN_NOTE]);
  if (row->cells[COLUMN_ANNOTATOR] != NULL)
    span->record.by = g_intern_string (row->cells[COLUMN_ANNOTATOR]);
  if (row->cells[COLUMN_CLUSTER] != NULL)
    {
      g_auto (GStrv) clusters = g_strsplit (row->cells[COLUMN_CLUSTER], ";", -1);

      sch_span_set_clusters (span, (const char *const *) clusters);
    }
  for (Column c = COLUMN_CREATED; c <= COLUMN_MODIFIED; c++)
    if (row->cells[c] != NULL &&
        !sch_time_from_string (row->cells[c], c == COLUMN_CREATED ? &span->record.created
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
  const char *id = row->cells[COLUMN_ID] != NULL ? row->cells[COLUMN_ID] : "";
  SchSpan *span;
  guint n;

  if (row->offsets == NULL && !find_quote (self, row, document->text, ranges))
    return TRUE;
  if (row->offsets != NULL)
    convert_row (document->text, row, convention, ranges);
  n = ranges->len;
  if (!sch_ranges_normalize ((SchRange *) (void *) ranges->data, &n))
    return fail_line (self, row->line, _ ("the row has no range"), error);
  span = sch_span_new (id, row->cells[COLUMN_LABEL], (SchRange *) (void *) ranges->data, n);
  g_ptr_array_add (document->spans, span);
  document->has_ids |= *id != '\0';
  if (row->cells[COLUMN_KIND] != NULL)
    sch_format_document_set_kind (document, span->label, row->cells[COLUMN_KIND]);
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

static gboolean
table_read (GInputStream *stream, const SchReadOptions *options, SchFormatSink *sink,
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

static guint
sniff_table (const char *data, gsize byte_len, gboolean tabs)
{
  char separator;
  g_autofree char *line = NULL;
  g_auto (GStrv) cells = NULL;
  char split[2] = { 0 };
  guint found = 0;

  if (byte_len >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      byte_len -= 3;
    }
  separator = sch_csv_sniff_separator (data, byte_len);
  if (separator == '\0' || (separator == '\t') != tabs)
    return 0;
  line = g_strndup (data, MIN (byte_len, 4096));
  line[strcspn (line, "\r\n")] = '\0';
  split[0] = separator;
  cells = g_strsplit (line, split, -1);
  for (guint i = 0; cells[i] != NULL; i++)
    {
      Column column = find_column (cells[i]);

      found |= column < N_COLUMNS ? 1u << column : 0;
    }
  if (!(found & 1u << COLUMN_LABEL))
    return 0;
  if (found & 1u << COLUMN_START && found & 1u << COLUMN_END)
    return 80;
  return found & 1u << COLUMN_TEXT && found & 1u << COLUMN_DOCUMENT ? 60 : 0;
}

static guint
csv_sniff (const char *data, gsize byte_len)
{
  return sniff_table (data, byte_len, FALSE);
}

static guint
tsv_sniff (const char *data, gsize byte_len)
{
  return sniff_table (data, byte_len, TRUE);
}

#define TABLE_LACKS                                                                          \
  (SCH_LACKS_RELATIONS | SCH_LACKS_CLUSTER_DATA | SCH_LACKS_DOCUMENT_DATA | SCH_LACKS_TEXT | \
   SCH_LACKS_PROVENANCE)

static const char *const csv_extensions[] = { "csv", NULL };
static const char *const tsv_extensions[] = { "tsv", "tab", NULL };

const SchFormat sch_format_csv = {
  .id = "csv",
  .name = N_ ("Table of spans, separated by commas"),
  .description = N_ ("One row a span: document, id, start, end, text, label and more"),
  .extensions = csv_extensions,
  .offsets = SCH_OFFSETS_CODE_POINTS,
  .lacks = TABLE_LACKS,
  .cuts_units = TRUE,
  .sniff = csv_sniff,
  .read = table_read,
  .begin = table_begin,
  .write = table_write,
};

const SchFormat sch_format_tsv = {
  .id = "tsv",
  .name = N_ ("Table of spans, separated by tabs"),
  .description = N_ ("One row a span: document, id, start, end, text, label and more"),
  .extensions = tsv_extensions,
  .offsets = SCH_OFFSETS_CODE_POINTS,
  .lacks = TABLE_LACKS,
  .cuts_units = TRUE,
  .sniff = tsv_sniff,
  .read = table_read,
  .begin = table_begin,
  .write = table_write,
};
