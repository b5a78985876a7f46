/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of spans, one row a span, with a header (csv, tsv): columns, writing, sniffing. */

#include "config.h"

#include "sch-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-csv.h"
#include "sch-format-private.h"

/* The first name is the one that is written. */
static const char *const names[SCH_TABLE_N_COLUMNS] = {
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

/* The column with this header, whatever its case, spaces and underscores; SCH_TABLE_N_COLUMNS = none. */
SchTableColumn
sch_table_find_column (const char *header)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (; *header != '\0'; header++)
    if (strchr (" _-\t\"", *header) == NULL)
      g_string_append_c (folded, g_ascii_tolower (*header));
  for (guint c = 0; c < SCH_TABLE_N_COLUMNS; c++)
    {
      g_auto (GStrv) synonyms = g_strsplit (names[c], ",", -1);

      if (g_strv_contains ((const char *const *) synonyms, folded->str))
        return c;
    }
  return SCH_TABLE_N_COLUMNS;
}

/* --- Writing --- */

static void
append_ranges (GString *cell, const SchSpan *span)
{
  for (guint i = 0; i < span->n_ranges; i++)
    g_string_append_printf (cell, "%s%u-%u", i > 0 ? ";" : "", span->ranges[i].start,
                            span->ranges[i].end);
}

static char *
dup_cell (SchFormatDocument *document, SchSpan *span, SchTableColumn column)
{
  g_autoptr (SchJsonWriter) writer = NULL;
  GString *ranges;

  switch (column)
    {
    case SCH_TABLE_DOCUMENT:
      return g_strdup (document->path);
    case SCH_TABLE_ID:
      return g_strdup (span->record.id);
    case SCH_TABLE_START:
      return g_strdup_printf ("%u", sch_span_get_start (span));
    case SCH_TABLE_END:
      return g_strdup_printf ("%u", sch_span_get_end (span));
    case SCH_TABLE_TEXT:
      return sch_span_dup_covered (span, document->text);
    case SCH_TABLE_LABEL:
      return g_strdup (span->label);
    case SCH_TABLE_KIND:
      return g_strdup (sch_format_document_get_kind (document, span->label));
    case SCH_TABLE_RANGES:
      ranges = g_string_new (NULL);
      append_ranges (ranges, span);
      return g_string_free (ranges, FALSE);
    case SCH_TABLE_ATTRIBUTES:
      if (sch_attributes_get_size (span->record.attributes) == 0)
        return NULL;
      writer = sch_json_writer_new ();
      sch_attributes_write (span->record.attributes, writer);
      return g_strdup (sch_json_writer_peek (writer, NULL));
    case SCH_TABLE_CLUSTER:
      return span->clusters != NULL ? g_strjoinv (";", span->clusters) : NULL;
    case SCH_TABLE_NOTE:
      return g_strdup (span->record.note);
    case SCH_TABLE_ANNOTATOR:
      return g_strdup (span->record.by);
    case SCH_TABLE_LAYER:
      return g_strdup (document->layer);
    case SCH_TABLE_CREATED:
      return span->record.created != 0 ? sch_time_to_string (span->record.created) : NULL;
    case SCH_TABLE_MODIFIED:
      return span->record.modified != 0 ? sch_time_to_string (span->record.modified) : NULL;
    case SCH_TABLE_N_COLUMNS:
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

  for (guint c = 0; c < SCH_TABLE_N_COLUMNS; c++)
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
      for (guint c = 0; c < SCH_TABLE_N_COLUMNS; c++)
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
      SchTableColumn column = sch_table_find_column (cells[i]);

      found |= column < SCH_TABLE_N_COLUMNS ? 1u << column : 0;
    }
  if (!(found & 1u << SCH_TABLE_LABEL))
    return 0;
  if (found & 1u << SCH_TABLE_START && found & 1u << SCH_TABLE_END)
    return 80;
  return found & 1u << SCH_TABLE_TEXT && found & 1u << SCH_TABLE_DOCUMENT ? 60 : 0;
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
  .read = sch_format_table_read,
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
  .read = sch_format_table_read,
  .begin = table_begin,
  .write = table_write,
};
