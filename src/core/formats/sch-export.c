/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export: the documents of the layers, each on its way through selection and units into the writer.
 * Several threads read and write documents into memory, ahead of the one that puts these pieces
 * together in order; a few documents are in memory at a time. The same corpus and options always
 * give the same bytes. */

#include "config.h"

#include "sch-export-private.h"

#include <glib/gi18n-lib.h>

#include "sch-format-private.h"
#include "sch-tokens.h"

void
sch_export_options_clear (SchExportOptions *options)
{
  sch_selection_clear (&options->selection);
  g_clear_pointer (&options->layers, g_strfreev);
  g_clear_pointer (&options->group_by, g_free);
}

void
sch_export_free (SchExport *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->corpus);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_hash_table_unref (self->kinds);
  g_free (self);
}

/* --- Writing --- */

static char *
dup_unit (SchSegment segment, guint index, const SchToken *unit)
{
  return g_strdup_printf ("{\"kind\": \"%s\", \"index\": %u, \"start\": %u, \"end\": %u}",
                          segment == SCH_SEGMENT_PARAGRAPH ? "paragraph" : "sentence", index,
                          unit->char_start, unit->char_end);
}

static gboolean
write_units (SchFormatWriter *writer, SchFormatDocument *document, GError **error)
{
  g_autoptr (GArray)
      units = sch_units_list (document->text, document->language, writer->options.unit);
  g_autoptr (GArray) piece = g_array_new (FALSE, FALSE, sizeof (SchToken));
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_lost = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const SchToken *unit = &g_array_index (units, SchToken, i);
      g_autoptr (SchFormatDocument) part = NULL;

      g_array_set_size (piece, 0);
      g_array_append_vals (piece, unit, 1);
      part = sch_format_document_cut (document, piece, writer->report);
      part->unit = dup_unit (writer->options.unit, i, unit);
      if (!sch_format_writer_add (writer, part, error))
        return FALSE;
      for (guint s = 0; s < part->spans->len; s++)
        g_hash_table_add (written,
                          g_strdup (((SchRecord *) g_ptr_array_index (part->spans, s))->id));
    }
  for (guint i = 0; i < document->spans->len; i++)
    n_lost += !g_hash_table_contains (written,
                                      ((SchRecord *) g_ptr_array_index (document->spans, i))->id);
  sch_report_add (writer->report, SCH_REPORT_LOSS, _ ("spans between the units"), document->path, 0,
                  n_lost, NULL);
  return TRUE;
}

static gboolean
is_in_units (const SchExport *self)
{
  return self->write.unit_set && self->write.unit != SCH_SEGMENT_DOCUMENT &&
         !self->format->cuts_units;
}

/* Which clusters a format cannot carry is reported for each once, wherever it is met first. */
static gboolean
can_write_ahead (const SchExport *self)
{
  return !is_in_units (self) || (self->format->lacks & SCH_LACKS_CLUSTERS) == 0;
}

/* --- In any thread --- */

typedef struct
{
  SchExport *export;
  const SchExportLayer *layer;
  SchFormatWriter *writer; /* (nullable): NULL: documents are only measured */
} Pass;

/* @chosen, @written: logs of what was reported before and while writing
 * @bytes: (nullable): the document written; NULL: that is still to be done */
typedef struct
{
  SchReport *chosen;
  SchReport *written;
  SchFormatDocument *document;
  GBytes *bytes;
  GError *error;
} Piece;

static void
piece_free (gpointer data)
{
  Piece *self = data;

  g_clear_pointer (&self->chosen, sch_report_free);
  g_clear_pointer (&self->written, sch_report_free);
  g_clear_pointer (&self->document, sch_format_document_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
write_piece (const Pass *pass, Piece *piece)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_auto (SchFormatWriter) writer = { .format = pass->export->format,
                                      .stream = memory,
                                      .options = pass->export->write,
                                      .report = piece->written,
                                      .cancellable = pass->export->cancellable };
  gboolean good;

  if (is_in_units (pass->export))
    good = write_units (&writer, piece->document, &piece->error);
  else
    good = writer.format->write (&writer, piece->document, &piece->error);
  if (!good || !g_output_stream_close (memory, NULL, &piece->error))
    return;
  piece->bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gpointer
make_piece (SchLayerReading *reading, gpointer data)
{
  const Pass *pass = data;
  Piece *piece = g_new0 (Piece, 1);

  piece->chosen = sch_report_new_log ();
  piece->written = sch_report_new_log ();
  piece->document = sch_export_select_document (pass->export, pass->layer,
                                                sch_layer_reading_get_document (reading),
                                                piece->chosen, &piece->error);
  if (piece->document != NULL && pass->writer != NULL && can_write_ahead (pass->export))
    write_piece (pass, piece);
  return piece;
}

/* --- In the calling thread --- */

static gboolean
put_piece (SchExport *self, Piece *piece, SchFormatWriter *writer, GError **error)
{
  const char *data;
  gsize byte_len;

  if (piece->bytes == NULL)
    return write_units (writer, piece->document, error);
  if (!is_in_units (self))
    sch_format_writer_report_lacks (writer, piece->document);
  sch_report_replay (writer->report, piece->written);
  data = g_bytes_get_data (piece->bytes, &byte_len);
  return sch_format_writer_put (writer, data, byte_len, error);
}

static gboolean
take_piece (const char *path, gpointer result, const GError *failure, gpointer data, GError **error)
{
  const Pass *pass = data;
  SchExport *self = pass->export;
  Piece *piece = result;

  if (!sch_export_check (self, pass->layer->name, path, failure, error))
    return FALSE;
  if (piece->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&piece->error));
      return FALSE;
    }
  if (pass->writer == NULL)
    {
      self->format->measure (&self->write, piece->document);
      return TRUE;
    }
  sch_report_replay (self->report, piece->chosen);
  sch_report_count (self->report, SCH_COUNT_DOCUMENTS, SCH_COUNT_READ, 1);
  sch_report_count (self->report, SCH_COUNT_SPANS, SCH_COUNT_READ, piece->document->spans->len);
  if (!put_piece (self, piece, pass->writer, error))
    return FALSE;
  self->n_done++;
  if (self->options->progress != NULL)
    self->options->progress (self->n_done, self->n_items, self->options->progress_data);
  return TRUE;
}

/* @part: G_MAXUINT = all; @writer: (nullable) */
static gboolean
pass_documents (SchExport *self, guint part, SchFormatWriter *writer, GError **error)
{
  static const SchLayerStream stream = { NULL, make_piece, take_piece, piece_free };

  for (guint i = 0; i < self->layers->len; i++)
    {
      const SchExportLayer *layer = g_ptr_array_index (self->layers, i);
      g_autoptr (GPtrArray) paths = g_ptr_array_new ();
      Pass pass = { self, layer, writer };

      for (guint k = 0; k < layer->items->len; k++)
        {
          const SchExportItem *item = g_ptr_array_index (layer->items, k);

          if (part == G_MAXUINT || item->part == part)
            g_ptr_array_add (paths, item->path);
        }
      g_ptr_array_add (paths, NULL);
      if (!sch_corpus_stream_layer (self->corpus, layer->name, (const char *const *) paths->pdata,
                                    self->options->jobs, &stream, &pass, self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sch_export_write (SchExport *self, guint part, GOutputStream *stream, GError **error)
{
  g_auto (SchFormatWriter) writer = { .format = self->format,
                                      .stream = stream,
                                      .options = self->write,
                                      .report = self->report,
                                      .cancellable = self->cancellable };

  return sch_format_writer_begin (&writer, error) && pass_documents (self, part, &writer, error) &&
         sch_format_writer_end (&writer, error);
}

/* Looks through all documents for the number of columns. */
static gboolean
measure (SchExport *self, GError **error)
{
  if (self->format->measure == NULL || self->write.nesting != SCH_NESTING_COLUMNS)
    return TRUE;
  return pass_documents (self, G_MAXUINT, NULL, error);
}

static void
add_kinds (SchExport *self)
{
  SchScheme *scheme = sch_corpus_get_scheme (self->corpus);

  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      g_hash_table_insert (self->kinds, g_strdup (label->id),
                           g_strdup (sch_kind_to_string (label->kind)));
    }
}

SchExport *
sch_export_new (SchCorpus *corpus, const SchFormat *format, const SchExportOptions *options,
                SchReport *report, GCancellable *cancellable, GError **error)
{
  g_autoptr (SchExport) self = g_new0 (SchExport, 1);

  g_return_val_if_fail (format->write != NULL, NULL);

  self->corpus = g_object_ref (corpus);
  self->format = format;
  self->options = options;
  self->report = report;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->write = options->write;
  self->write.nesting = options->selection.nesting;
  add_kinds (self);
  if (!sch_export_choose (self, error))
    return NULL;
  if (options->n_parts > 0)
    sch_export_split (self);
  if (!measure (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

guint
sch_export_get_n_documents (SchExport *self, guint part)
{
  guint n = 0;

  for (guint i = 0; i < self->layers->len; i++)
    {
      GPtrArray *items = ((SchExportLayer *) g_ptr_array_index (self->layers, i))->items;

      for (guint k = 0; k < items->len; k++)
        n += ((SchExportItem *) g_ptr_array_index (items, k))->part == part;
    }
  return n;
}
