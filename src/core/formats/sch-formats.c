/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of all formats, sniffing, and what is common to readers and writers: the document on its
 * way, and the report of what a format cannot carry. */

#include "config.h"

#include "sch-format-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"

static const SchFormat *const formats[] = {
  &sch_format_jsonl,
  &sch_format_csv,
  &sch_format_tsv,
  &sch_format_conll2003,
};

const SchFormat *
sch_formats_get (guint index)
{
  return index < G_N_ELEMENTS (formats) ? formats[index] : NULL;
}

/**
 * sch_formats_find:
 *
 * Returns: (transfer none) (nullable): the format with this id; NULL with an error that lists all
 */
const SchFormat *
sch_formats_find (const char *id, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (strcmp (formats[i]->id, id) == 0)
        return formats[i];
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", formats[i]->id);
    }
  g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
               _ ("There is no format “%s”; the formats are %s"), id, known->str);
  return NULL;
}

/* A file name decides between formats that look the same. */
static guint
score_name (const SchFormat *format, const char *file_name)
{
  const char *dot = file_name != NULL ? strrchr (file_name, '.') : NULL;

  for (guint i = 0; dot != NULL && format->extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot + 1, format->extensions[i]) == 0)
      return 5;
  return 0;
}

/**
 * sch_formats_sniff:
 * @data: the first bytes of a file (64 kB are enough)
 * @file_name: its name, for the message and to decide between likely formats
 *
 * Returns: (transfer none) (nullable): the most likely format; NULL with an error
 */
const SchFormat *
sch_formats_sniff (const char *data, gsize byte_len, const char *file_name, GError **error)
{
  const SchFormat *best = NULL;
  guint best_score = 0;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      guint score = formats[i]->read != NULL ? formats[i]->sniff (data, byte_len) : 0;

      if (score > 0)
        score += score_name (formats[i], file_name);
      if (score > best_score)
        {
          best = formats[i];
          best_score = score;
        }
    }
  if (best == NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_FORMAT,
                 _ ("%s: the content is of no format that can be read; name the format"),
                 file_name);
  return best;
}

const char *
sch_offsets_to_string (SchOffsets offsets)
{
  switch (offsets)
    {
    case SCH_OFFSETS_CODE_POINTS:
      return "code points";
    case SCH_OFFSETS_UTF16:
      return "utf-16";
    case SCH_OFFSETS_BYTES:
      return "bytes";
    case SCH_OFFSETS_TOKENS:
      return "tokens";
    case SCH_OFFSETS_AUTO:
    default:
      return "auto";
    }
}

static const struct
{
  SchFormatLack lack;
  const char *id;
  const char *text;
} lacks[SCH_N_LACKS] = {
  { SCH_LACKS_OVERLAP, "overlap", N_ ("spans that cross each other") },
  { SCH_LACKS_NESTING, "nesting", N_ ("spans inside other spans") },
  { SCH_LACKS_DISCONTINUOUS, "discontinuous", N_ ("spans of several ranges") },
  { SCH_LACKS_ZERO_WIDTH, "zero-width", N_ ("spans without text") },
  { SCH_LACKS_RELATIONS, "relations", N_ ("relations") },
  { SCH_LACKS_ATTRIBUTES, "attributes", N_ ("attributes") },
  { SCH_LACKS_NOTES, "notes", N_ ("notes") },
  { SCH_LACKS_CLUSTERS, "clusters", N_ ("clusters") },
  { SCH_LACKS_CLUSTER_DATA, "cluster-data", N_ ("names and links of clusters") },
  { SCH_LACKS_DOCUMENT_DATA, "document-data", N_ ("attributes and metadata of documents") },
  { SCH_LACKS_TEXT, "text", N_ ("exact text of documents") },
  { SCH_LACKS_IDS, "ids", N_ ("ids") },
  { SCH_LACKS_PROVENANCE, "provenance", N_ ("who, when and how") },
};

const char *
sch_format_lack_to_string (SchFormatLack lack)
{
  for (guint i = 0; i < G_N_ELEMENTS (lacks); i++)
    if (lacks[i].lack == lack)
      return lacks[i].id;
  g_return_val_if_reached ("");
}

const char *
sch_format_lack_describe (SchFormatLack lack)
{
  for (guint i = 0; i < G_N_ELEMENTS (lacks); i++)
    if (lacks[i].lack == lack)
      return _ (lacks[i].text);
  g_return_val_if_reached ("");
}

/* --- The document on its way --- */

SchFormatDocument *
sch_format_document_new (void)
{
  SchFormatDocument *self = g_new0 (SchFormatDocument, 1);

  self->spans = g_ptr_array_new_with_free_func (sch_record_unref);
  self->relations = g_ptr_array_new_with_free_func (sch_record_unref);
  self->clusters = g_ptr_array_new_with_free_func (sch_record_unref);
  self->links = g_ptr_array_new_with_free_func (sch_record_unref);
  return self;
}

void
sch_format_document_free (SchFormatDocument *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->layer);
  g_free (self->language);
  g_clear_pointer (&self->text, sch_text_unref);
  g_clear_pointer (&self->state, sch_record_unref);
  g_free (self->metadata);
  g_free (self->unit);
  g_ptr_array_unref (self->spans);
  g_ptr_array_unref (self->relations);
  g_ptr_array_unref (self->clusters);
  g_ptr_array_unref (self->links);
  g_clear_pointer (&self->kinds, g_hash_table_unref);
  g_free (self);
}

/**
 * sch_format_document_get_kind:
 *
 * Returns: (transfer none): the name of the label's kind, "" where it is not known
 */
const char *
sch_format_document_get_kind (SchFormatDocument *self, const char *label)
{
  const char *kind = self->kinds != NULL ? g_hash_table_lookup (self->kinds, label) : NULL;

  return kind != NULL ? kind : "";
}

void
sch_format_document_set_kind (SchFormatDocument *self, const char *label, const char *kind)
{
  if (self->kinds == NULL)
    self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->kinds, g_strdup (label), g_strdup (kind));
}

void
sch_format_document_filter (SchFormatDocument *self,
                            gboolean (*keep) (SchSpan *span, gpointer data), gpointer data)
{
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 0; i < self->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (self->spans, i);

      if (keep (span, data))
        self->spans->pdata[n++] = span;
      else
        {
          g_hash_table_add (gone, g_strdup (span->record.id));
          sch_record_unref (span);
        }
    }
  self->spans->len = n;
  if (g_hash_table_size (gone) == 0)
    return;
  for (guint i = self->relations->len; i > 0; i--)
    {
      SchRelation *relation = g_ptr_array_index (self->relations, i - 1);

      if (g_hash_table_contains (gone, relation->from) ||
          g_hash_table_contains (gone, relation->to))
        g_ptr_array_remove_index (self->relations, i - 1);
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  return sch_span_compare (*(SchSpan *const *) a, *(SchSpan *const *) b);
}

/* Brings the spans into document order. */
void
sch_format_document_sort (SchFormatDocument *self)
{
  g_ptr_array_sort (self->spans, compare_spans);
}

/* --- Writing --- */

static void
report_lack (SchFormatWriter *writer, SchFormatDocument *document, SchFormatLack lack, guint count,
             const char *example)
{
  if (writer->format->lacks & lack)
    sch_report_add (writer->report, SCH_REPORT_NOT_CARRIED, sch_format_lack_describe (lack),
                    document->path, 0, count, example);
}

/* Counts what the format has no place for. Losses of spans are the writers' to report. */
void
sch_format_writer_report_lacks (SchFormatWriter *writer, SchFormatDocument *document)
{
  guint n_clusters = 0;
  guint n_attributes = 0;
  guint n_notes = 0;
  guint n_data = 0;
  const char *example = NULL;

  if (writer->clusters == NULL)
    writer->clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < document->spans->len; i++)
    {
      const SchSpan *span = g_ptr_array_index (document->spans, i);

      n_attributes += sch_attributes_get_size (span->record.attributes);
      if (example == NULL && sch_attributes_get_size (span->record.attributes) > 0)
        example = sch_attributes_get_key (span->record.attributes, 0);
      n_notes += span->record.note != NULL && *span->record.note != '\0';
      for (guint c = 0; span->clusters != NULL && span->clusters[c] != NULL; c++)
        n_clusters += g_hash_table_add (writer->clusters, g_strdup (span->clusters[c]));
    }
  report_lack (writer, document, SCH_LACKS_ATTRIBUTES, n_attributes, example);
  report_lack (writer, document, SCH_LACKS_NOTES, n_notes, NULL);
  report_lack (writer, document, SCH_LACKS_CLUSTERS, n_clusters, NULL);
  if (!(writer->format->lacks & SCH_LACKS_CLUSTERS))
    report_lack (writer, document, SCH_LACKS_CLUSTER_DATA, document->clusters->len, NULL);
  if (document->relations->len > 0)
    {
      const SchRelation *relation = g_ptr_array_index (document->relations, 0);

      report_lack (writer, document, SCH_LACKS_RELATIONS, document->relations->len, relation->type);
    }
  if (document->state != NULL)
    n_data += sch_attributes_get_size (document->state->record.attributes);
  n_data += document->metadata != NULL;
  report_lack (writer, document, SCH_LACKS_DOCUMENT_DATA, n_data, NULL);
}

gboolean
sch_format_writer_begin (SchFormatWriter *writer, GError **error)
{
  g_return_val_if_fail (writer->format->write != NULL, FALSE);

  return writer->format->begin == NULL || writer->format->begin (writer, error);
}

/**
 * sch_format_writer_add:
 * @document: its text must be there; the spans in document order
 */
gboolean
sch_format_writer_add (SchFormatWriter *writer, SchFormatDocument *document, GError **error)
{
  g_return_val_if_fail (document->text != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (writer->cancellable, error))
    return FALSE;
  sch_format_writer_report_lacks (writer, document);
  return writer->format->write (writer, document, error);
}

gboolean
sch_format_writer_end (SchFormatWriter *writer, GError **error)
{
  if (writer->format->end != NULL && !writer->format->end (writer, error))
    return FALSE;
  return g_output_stream_flush (writer->stream, writer->cancellable, error);
}

/* Sets free what the writer holds; it can begin again. */
void
sch_format_writer_clear (SchFormatWriter *writer)
{
  g_clear_pointer (&writer->clusters, g_hash_table_unref);
}

gboolean
sch_format_writer_put (SchFormatWriter *writer, const char *data, gsize byte_len, GError **error)
{
  return g_output_stream_write_all (writer->stream, data, byte_len, NULL, writer->cancellable,
                                    error);
}
