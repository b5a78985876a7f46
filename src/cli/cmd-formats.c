/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli formats: the table of formats. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-cli.h"
#include "sch-json-writer.h"

static void
write_format (SchJsonWriter *writer, const SchFormat *format)
{
  sch_json_writer_begin_object (writer);
  sch_json_writer_member (writer, "id");
  sch_json_writer_string (writer, format->id);
  sch_json_writer_member (writer, "name");
  sch_json_writer_string (writer, format->name);
  sch_json_writer_member (writer, "description");
  sch_json_writer_string (writer, format->description);
  sch_json_writer_member (writer, "extensions");
  sch_json_writer_strv (writer, format->extensions);
  sch_json_writer_member (writer, "reads");
  sch_json_writer_boolean (writer, format->read != NULL);
  sch_json_writer_member (writer, "writes");
  sch_json_writer_boolean (writer, format->write != NULL);
  sch_json_writer_member (writer, "scope");
  sch_json_writer_string (writer, format->per_document ? "document" : "corpus");
  sch_json_writer_member (writer, "offsets");
  sch_json_writer_string (writer, sch_offsets_to_string (format->offsets));
  sch_json_writer_member (writer, "cannot");
  sch_json_writer_begin_array (writer);
  for (guint i = 0; i < SCH_N_LACKS; i++)
    if (format->lacks & 1u << i)
      sch_json_writer_string (writer, sch_format_lack_to_string (1u << i));
  sch_json_writer_end_array (writer);
  sch_json_writer_end_object (writer);
}

static void
print_json (void)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "formats");
  sch_json_writer_begin_records (writer);
  for (guint i = 0; sch_formats_get (i) != NULL; i++)
    write_format (writer, sch_formats_get (i));
  sch_json_writer_end_records (writer);
  sch_json_writer_end_file (writer);
  sch_cli_print (sch_json_writer_peek (writer, NULL));
}

static void
print_format (const SchFormat *format)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean first = TRUE;

  g_string_append_printf (line, "%-12s %s\n", format->id, _ (format->description));
  g_string_append_printf (line, "%-12s %s; %s; %s\n", "",
                          format->read == NULL    ? _ ("writes")
                          : format->write == NULL ? _ ("reads")
                                                  : _ ("reads, writes"),
                          format->per_document ? _ ("one file a document")
                                               : _ ("one file for all documents"),
                          sch_offsets_to_string (format->offsets));
  for (guint i = 0; i < SCH_N_LACKS; i++)
    {
      if (!(format->lacks & 1u << i))
        continue;
      g_string_append_printf (line, first ? "%-12s %s%s" : "%s%s%s", first ? "" : ", ",
                              first ? _ ("cannot carry: ") : "",
                              sch_format_lack_to_string (1u << i));
      first = FALSE;
    }
  if (!first)
    g_string_append_c (line, '\n');
  sch_cli_print (line->str);
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  SchExit exit;

  if (!sch_cli_parse (command, entries, &argv, 0, 0, &exit))
    return exit;
  if (json)
    print_json ();
  for (guint i = 0; !json && sch_formats_get (i) != NULL; i++)
    print_format (sch_formats_get (i));
  return SCH_EXIT_DONE;
}

const SchCliCommand sch_cmd_formats = {
  .name = "formats",
  .arguments = "",
  .summary = N_ ("List the formats and what each cannot carry"),
  .run = run,
};
