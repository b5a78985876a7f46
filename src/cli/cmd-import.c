/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli import: documents and annotations into a corpus. All sources are read and checked
 * before the first change. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-cli-source.h"
#include "sch-cli.h"
#include "sch-import.h"
#include "sch-store.h"

typedef struct
{
  SchCli *cli;
  char **sources;
  guint n_sources;
  const char *format_id;
  SchImportOptions options;
} Job;

/* One pass over all sources. */
static gboolean
run_pass (Job *self, SchCorpus *corpus, gboolean dry_run, SchReport *report, GError **error)
{
  SchImportOptions options = self->options;
  g_autoptr (SchImport) import = NULL;

  options.dry_run = dry_run;
  import = sch_import_new (corpus, &options, report, self->cli->cancellable);
  for (guint i = 0; i < self->n_sources; i++)
    {
      g_auto (SchCliSource) source = { 0 };
      SchReadOptions read = { 0 };

      if (!sch_cli_source_open (&source, self->sources[i], self->format_id, error))
        return FALSE;
      read.file_name = source.shown;
      read.stem = source.stem;
      if (!sch_import_read (import, source.format, source.stream, &read, error))
        return FALSE;
      sch_cli_show_progress (self->cli, dry_run ? _ ("checking") : _ ("importing"), i + 1,
                             self->n_sources);
    }
  return sch_import_finish (import, error);
}

static SchExit
import (Job *self, const char *root)
{
  gboolean dry_run = self->options.dry_run;
  SchExit exit = SCH_EXIT_DONE;
  g_autoptr (SchCorpus)
      corpus = sch_cli_open (self->cli, root, dry_run ? SCH_OPEN_READ_ONLY : SCH_OPEN_DEFAULT,
                             &exit);
  g_autoptr (SchReport) checked = sch_report_new ();
  g_autoptr (SchReport) done = sch_report_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;
  gboolean good;

  if (corpus == NULL)
    return exit;
  if (!dry_run && (sch_corpus_get_read_only_reason (corpus) != NULL ||
                   sch_corpus_get_aside_folder (corpus) != NULL))
    {
      /* Work that is only in a journal elsewhere would be no result for a script. */
      sch_cli_message ("%s", sch_corpus_get_read_only_reason (corpus) != NULL
                                 ? sch_corpus_get_read_only_reason (corpus)
                                 : _ ("the folder of the corpus cannot be written; nothing was "
                                      "imported. Give yourself the right to write there"));
      sch_corpus_close (corpus, NULL);
      return SCH_EXIT_BAD;
    }
  good = run_pass (self, corpus, TRUE, checked, &error) &&
         (dry_run || run_pass (self, corpus, FALSE, done, &error));
  if (!sch_corpus_close (corpus, good ? &error : NULL) || !good)
    return sch_cli_fail (error);
  sch_cli_print_report (dry_run ? checked : done, self->format_id);
  table = sch_report_dup_table (dry_run ? checked : done);
  sch_cli_print (table);
  return SCH_EXIT_DONE;
}

static SchLabelMap *
read_map (SchCli *cli, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cli->cancellable, error);
  g_autofree char *shown = sch_store_display_name (path);

  return stream != NULL
             ? sch_label_map_read (G_INPUT_STREAM (stream), shown, cli->cancellable, error)
             : NULL;
}

static gboolean
check_names (const char *layer, const char *annotators, SchExit *exit)
{
  if (!sch_cli_check_utf8 ("layer", layer, exit) ||
      !sch_cli_check_utf8 ("annotators", annotators, exit))
    return FALSE;
  if (layer == NULL || sch_layer_name_is_valid (layer))
    return TRUE;
  sch_cli_message (_ ("“%s” cannot be a layer's name: use lower-case letters, digits, “.”, “_” and "
                      "“-”"),
                   layer);
  *exit = SCH_EXIT_USAGE;
  return FALSE;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  static const char *const existing_names[] = { "update", "skip", "error", NULL };
  static const char *const prediction_names[] = { "layer", "accept", "drop", NULL };
  g_autofree char *format = NULL;
  g_autofree char *layer = NULL;
  g_autofree char *map_file = NULL;
  g_autofree char *annotators = NULL;
  g_autofree char *predictions = NULL;
  g_autofree char *on_existing = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &format, N_ ("The format of the sources, or auto"),
      N_ ("FORMAT") },
    { "layer", 0, 0, G_OPTION_ARG_FILENAME, &layer, N_ ("The layer to write to"), N_ ("LAYER") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Report, and write nothing"), NULL },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &map_file,
      N_ ("Labels of the source and of the corpus, in two columns"), N_ ("MAP.csv") },
    { "annotators", 0, 0, G_OPTION_ARG_FILENAME, &annotators,
      N_ ("A layer for each annotator, one for all, or one annotator's only"),
      N_ ("layers|merge|NAME") },
    { "predictions", 0, 0, G_OPTION_ARG_FILENAME, &predictions, N_ ("What to do with suggestions"),
      N_ ("layer|accept|drop") },
    { "on-existing", 0, 0, G_OPTION_ARG_FILENAME, &on_existing,
      N_ ("What to do with documents that are annotated already"), N_ ("update|skip|error") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (SchLabelMap) map = NULL;
  g_autoptr (GError) error = NULL;
  Job job = { .cli = self };
  guint chosen_existing = SCH_ON_EXISTING_UPDATE;
  guint chosen_predictions = SCH_PREDICTIONS_LAYER;
  SchExit exit;

  if (!sch_cli_parse (command, entries, &argv, 2, G_MAXUINT, &exit) ||
      !check_names (layer, annotators, &exit) ||
      !sch_cli_choose ("on-existing", on_existing, existing_names, &chosen_existing, &exit) ||
      !sch_cli_choose ("predictions", predictions, prediction_names, &chosen_predictions, &exit))
    return exit;
  job.format_id = format != NULL ? format : "auto";
  if (strcmp (job.format_id, "auto") != 0 && sch_formats_find (job.format_id, &error) == NULL)
    {
      sch_cli_message ("%s", error->message);
      return SCH_EXIT_USAGE;
    }
  if (map_file != NULL)
    map = read_map (self, map_file, &error);
  if (error != NULL)
    return sch_cli_fail (error);
  job.options = (SchImportOptions){ .layer = layer,
                                    .annotators = annotators,
                                    .on_existing = chosen_existing,
                                    .predictions = chosen_predictions,
                                    .map = map,
                                    .dry_run = dry_run };
  job.sources = argv + 1;
  job.n_sources = g_strv_length (argv) - 2;
  return import (&job, argv[job.n_sources + 1]);
}

const SchCliCommand sch_cmd_import = {
  .name = "import",
  .arguments = N_ ("SOURCE… CORPUS"),
  .summary = N_ ("Bring documents and annotations into a corpus"),
  .run = run,
};
