/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli convert: from one format into another, without a corpus between them. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-cli-options.h"
#include "sch-cli-source.h"
#include "sch-store.h"

typedef struct
{
  SchFormatSink sink;
  SchFormatWriter writer;
  SchSelection selection;
  gboolean measuring;
  char *folder; /* of the source: where a table finds its texts */
} Conversion;

static SchText *
find_text (SchFormatSink *sink, const char *path)
{
  Conversion *self = (Conversion *) sink;
  g_autofree char *file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!sch_path_is_valid (path, NULL))
    return NULL;
  file = g_build_filename (self->folder, path, NULL);
  bytes = sch_store_read (file, SCH_TEXT_MAX_BYTES, NULL, NULL);
  return bytes != NULL ? sch_text_new (bytes, NULL) : NULL;
}

/* Spans that have no id get one that depends on what they are. */
static void
give_ids (SchFormatDocument *document)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < document->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (document->spans, i);

      for (guint n = 0; *span->record.id == '\0' || g_hash_table_contains (used, span->record.id);
           n++)
        {
          g_autofree char *place = g_strdup_printf ("%u %u %u", sch_span_get_start (span),
                                                    sch_span_get_end (span), n);
          const char *parts[] = { document->path, span->label, place, NULL };
          g_autofree char *id = sch_id_from_parts (parts);

          sch_record_set_id (span, id);
        }
      g_hash_table_add (used, span->record.id);
    }
}

static gboolean
add_document (SchFormatSink *sink, SchFormatDocument *document, GError **error)
{
  Conversion *self = (Conversion *) sink;
  g_autoptr (SchFormatDocument) owned = document;

  give_ids (document);
  sch_format_document_sort (document);
  owned = sch_selection_apply (&self->selection, g_steal_pointer (&owned), NULL, sink->report,
                               error);
  if (owned == NULL)
    return FALSE;
  if (self->measuring)
    {
      self->writer.format->measure (&self->writer.options, owned);
      return TRUE;
    }
  sch_report_count (sink->report, SCH_COUNT_DOCUMENTS, SCH_COUNT_READ, 1);
  sch_report_count (sink->report, SCH_COUNT_SPANS, SCH_COUNT_READ, owned->spans->len);
  return sch_format_writer_add (&self->writer, owned, error);
}

static gboolean
read_source (Conversion *self, const char *path, const char *from, SchReport *report,
             GError **error)
{
  g_auto (SchCliSource) source = { 0 };
  SchReadOptions read = { 0 };

  self->sink.report = report;
  if (!sch_cli_source_open (&source, path, from, error))
    return FALSE;
  read.file_name = source.shown;
  read.stem = source.stem;
  return source.format->read (source.stream, &read, &self->sink, self->writer.cancellable, error);
}

static gboolean
convert (Conversion *self, const char *path, const char *from, GError **error)
{
  self->folder = g_path_get_dirname (path);
  if (self->writer.format->measure != NULL && self->writer.options.nesting == SCH_NESTING_COLUMNS)
    {
      g_autoptr (SchReport) unused = sch_report_new ();

      self->measuring = TRUE;
      if (!read_source (self, path, from, unused, error))
        return FALSE;
      self->measuring = FALSE;
    }
  return sch_format_writer_begin (&self->writer, error) &&
         read_source (self, path, from, self->writer.report, error) &&
         sch_format_writer_end (&self->writer, error);
}

static SchExit
convert_file (SchCli *cli, Conversion *self, const char *path, const char *from,
              const char *output_path, SchStrict strict)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchReport) report = sch_report_new ();
  g_autoptr (SchCliOutput) output = sch_cli_output_new (output_path, &error);
  SchExit exit = SCH_EXIT_DONE;

  if (output == NULL)
    return sch_cli_fail (error);
  self->sink.add = add_document;
  self->sink.find_text = find_text;
  self->writer.report = report;
  self->writer.cancellable = cli->cancellable;
  self->writer.stream = sch_cli_output_get_stream (output);
  if (!convert (self, path, from, &error))
    exit = sch_cli_fail (error);
  else
    {
      sch_cli_print_report (report, self->writer.format->id);
      if (sch_cli_is_too_lossy (report, strict))
        exit = SCH_EXIT_FINDINGS;
      else if (!sch_cli_output_commit (output, &error))
        exit = sch_cli_fail (error);
      else
        sch_cli_message (_ ("%u documents and %u spans converted"),
                         sch_report_get_counted (report, SCH_COUNT_DOCUMENTS, SCH_COUNT_READ),
                         sch_report_get_counted (report, SCH_COUNT_SPANS, SCH_COUNT_READ));
    }
  sch_format_writer_clear (&self->writer);
  g_clear_pointer (&self->folder, g_free);
  return exit;
}

static const SchFormat *
find_target (const char *id)
{
  g_autoptr (GError) error = NULL;
  const SchFormat *format;

  if (id == NULL)
    {
      sch_cli_message (_ ("name the format to write with --to"));
      return NULL;
    }
  format = sch_formats_find (id, &error);
  if (format == NULL)
    sch_cli_message ("%s", error->message);
  else if (format->write == NULL)
    sch_cli_message (_ ("the format %s can only be read"), id);
  return format != NULL && format->write != NULL ? format : NULL;
}

static gboolean
check_source_format (const char *id)
{
  g_autoptr (GError) error = NULL;

  if (strcmp (id, "auto") == 0 || sch_formats_find (id, &error) != NULL)
    return TRUE;
  sch_cli_message ("%s", error->message);
  return FALSE;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *output = NULL;
  g_auto (SchCliWriting) writing = { 0 };
  Conversion conversion = { 0 };
  GOptionEntry entries[4 + SCH_CLI_N_WRITING_ENTRIES] = {
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_ ("The format of the source (default: auto)"),
      N_ ("FORMAT") },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_ ("The format to write"), N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), N_ ("OUT") },
  };
  SchStrict strict;
  SchExit exit;

  sch_cli_writing_fill_entries (&writing, entries + 3);
  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) ||
      !sch_cli_writing_read (&writing, &conversion.selection, &conversion.writer.options, &strict,
                             &exit))
    return exit;
  conversion.selection.keep_suggestions = TRUE;
  conversion.writer.format = find_target (to);
  if (conversion.writer.format == NULL || !check_source_format (from != NULL ? from : "auto"))
    return SCH_EXIT_USAGE;
  return convert_file (self, &conversion, argv[1], from != NULL ? from : "auto", output, strict);
}

const SchCliCommand sch_cmd_convert = {
  .name = "convert",
  .arguments = N_ ("SOURCE"),
  .summary = N_ ("Turn one format into another, without a corpus"),
  .run = run,
};
