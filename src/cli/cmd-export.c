/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli export: a labelled dataset out of a corpus. Nothing appears at its place before all of
 * it is written. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-cli-options.h"
#include "sch-store.h"

/* The options as given. */
typedef struct
{
  char *format;
  char *layer;
  char *output;
  char *documents;
  char *status;
  char *kind;
  char *labels;
  gboolean exclude_regions;
  char *split;
  gint64 seed;
  char *group_by;
  gint jobs;
  SchCliWriting writing;
} Given;

typedef struct
{
  SchCli *cli;
  const SchFormat *format;
  const char *output; /* (nullable) */
  SchStrict strict;
  SchExportOptions options;
} Job;

static const char *const part_names[SCH_EXPORT_MAX_PARTS] = { "train", "dev", "test" };

static void
given_clear (Given *self)
{
  g_free (self->format);
  g_free (self->layer);
  g_free (self->output);
  g_free (self->documents);
  g_free (self->status);
  g_free (self->kind);
  g_free (self->labels);
  g_free (self->split);
  g_free (self->group_by);
  sch_cli_writing_clear (&self->writing);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Given, given_clear)

/* --- Options --- */

static gboolean fail_option (SchExit *exit, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail_option (SchExit *exit, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  sch_cli_message ("%s", message);
  *exit = SCH_EXIT_USAGE;
  return FALSE;
}

static gboolean
read_split (Job *job, const Given *given, SchExit *exit)
{
  g_auto (GStrv) parts = given->split != NULL ? g_strsplit (given->split, ",", -1) : NULL;
  guint sum = 0;

  if (parts == NULL)
    return TRUE;
  job->options.n_parts = g_strv_length (parts);
  if (job->options.n_parts < 2 || job->options.n_parts > SCH_EXPORT_MAX_PARTS)
    return fail_option (exit, _ ("--split needs two or three percentages like 80,10,10, not “%s”"),
                        given->split);
  for (guint i = 0; i < job->options.n_parts; i++)
    {
      guint64 percent;

      if (!g_ascii_string_to_unsigned (g_strstrip (parts[i]), 10, 0, 100, &percent, NULL))
        return fail_option (exit, _ ("--split needs percentages like 80,10,10, not “%s”"),
                            given->split);
      job->options.percent[i] = percent;
      sum += percent;
    }
  if (sum != 100)
    return fail_option (exit, _ ("the percentages of --split %s do not make 100"), given->split);
  if (given->output == NULL)
    return fail_option (exit, _ ("--split %s makes several files; name a folder with --output"),
                        given->split);
  return TRUE;
}

static gboolean
read_selection (Job *job, const Given *given, SchExit *exit)
{
  static const char *const kinds[] = { "entity", "claim", "source", "cue", "other", NULL };
  static const char *const statuses[] = { "todo", "in-progress", "question", "done", NULL };
  SchSelection *selection = &job->options.selection;

  if (!sch_cli_check_utf8 ("documents", given->documents, exit) ||
      !sch_cli_check_utf8 ("labels", given->labels, exit) ||
      !sch_cli_check_utf8 ("layer", given->layer, exit) ||
      !sch_cli_check_utf8 ("group-by", given->group_by, exit) ||
      !sch_cli_choose_bits ("kind", given->kind, kinds, &selection->kinds, exit) ||
      !sch_cli_choose_bits ("status", given->status, statuses, &selection->statuses, exit))
    return FALSE;
  selection->documents = g_strdup (given->documents);
  selection->exclude_regions = given->exclude_regions;
  if (given->labels != NULL)
    selection->labels = g_strsplit (given->labels, ",", -1);
  for (guint i = 0; selection->labels != NULL && selection->labels[i] != NULL; i++)
    g_strstrip (selection->labels[i]);
  job->options.all_layers = g_strcmp0 (given->layer, "all") == 0;
  if (given->layer != NULL && !job->options.all_layers)
    job->options.layers = g_strsplit (given->layer, ",", -1);
  job->options.seed = given->seed;
  job->options.group_by = g_strdup (given->group_by);
  return TRUE;
}

static gboolean
read_format (Job *job, const Given *given, SchExit *exit)
{
  g_autoptr (GError) error = NULL;

  if (given->format == NULL)
    return fail_option (exit, _ ("name the format with --format; %s lists them"),
                        "scholiast-cli formats");
  job->format = sch_formats_find (given->format, &error);
  if (job->format == NULL)
    return fail_option (exit, "%s", error->message);
  if (job->format->write == NULL)
    return fail_option (exit, _ ("the format %s can only be read"), given->format);
  return TRUE;
}

/* A label that no span can have is a slip of the pen. */
static gboolean
check_labels (Job *job, SchCorpus *corpus, SchExit *exit)
{
  char **labels = job->options.selection.labels;

  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    if (sch_scheme_get_label (sch_corpus_get_scheme (corpus), labels[i]) == NULL)
      sch_cli_message (_ ("note: the scheme has no label “%s”"), labels[i]);
  return TRUE;
}

/* --- Writing --- */

static char *
dup_part_file (const Job *job, guint part)
{
  g_autofree char *name = NULL;
  const char *stem = job->options.n_parts == 2 && part == 1 ? part_names[2] : part_names[part];

  if (job->options.n_parts == 0)
    return g_strdup (job->output);
  name = g_strdup_printf ("%s.%s", stem, job->format->extensions[0]);
  return g_build_filename (job->output, name, NULL);
}

/* Writes all parts beside their places, and moves them there when all is well. */
static gboolean
write_parts (Job *job, SchExport *export, SchReport *report, SchExit *exit, GError **error)
{
  guint n_parts = MAX (job->options.n_parts, 1);
  g_autoptr (GPtrArray)
      outputs = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_cli_output_free);
  gboolean made_folder = FALSE;
  gboolean good = TRUE;

  if (job->options.n_parts > 0 && !g_file_test (job->output, G_FILE_TEST_IS_DIR))
    {
      if (!sch_store_make_folder (job->output, error))
        return FALSE;
      made_folder = TRUE;
    }
  for (guint part = 0; good && part < n_parts; part++)
    {
      g_autofree char *file = dup_part_file (job, part);
      SchCliOutput *output = sch_cli_output_new (file, error);

      good = output != NULL;
      if (good)
        g_ptr_array_add (outputs, output);
      good = good && sch_export_write (export, part, sch_cli_output_get_stream (output), error);
    }
  if (good)
    {
      sch_cli_print_report (report, job->format->id);
      if (sch_cli_is_too_lossy (report, job->strict))
        {
          *exit = SCH_EXIT_FINDINGS;
          good = FALSE;
        }
    }
  for (guint part = 0; good && part < n_parts; part++)
    good = sch_cli_output_commit (g_ptr_array_index (outputs, part), error);
  g_ptr_array_set_size (outputs, 0);
  if (!good && made_folder)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (job->output);

      g_file_delete (folder, NULL, NULL);
    }
  return good;
}

static void
print_sums (const Job *job, SchExport *export, SchReport *report)
{
  sch_cli_message (_ ("%u documents and %u spans exported as %s"),
                   sch_report_get_counted (report, SCH_COUNT_DOCUMENTS, SCH_COUNT_READ),
                   sch_report_get_counted (report, SCH_COUNT_SPANS, SCH_COUNT_READ),
                   job->format->id);
  for (guint part = 0; part < job->options.n_parts; part++)
    {
      g_autofree char *file = dup_part_file (job, part);
      g_autofree char *shown = sch_store_display_name (file);

      sch_cli_message (_ ("%s: %u documents"), shown, sch_export_get_n_documents (export, part));
    }
}

static void
progress_cb (guint done, guint total, gpointer data)
{
  sch_cli_show_progress (data, _ ("exporting"), done, total);
}

static SchExit
export_corpus (Job *job, const char *root)
{
  SchExit exit = SCH_EXIT_BAD;
  g_autoptr (SchCorpus) corpus = sch_cli_open (job->cli, root, SCH_OPEN_READ_ONLY, &exit);
  g_autoptr (SchReport) report = sch_report_new ();
  g_autoptr (SchExport) export = NULL;
  g_autoptr (GError) error = NULL;

  if (corpus == NULL || !check_labels (job, corpus, &exit))
    return exit;
  job->options.jobs = job->cli->jobs;
  job->options.progress = progress_cb;
  job->options.progress_data = job->cli;
  export = sch_export_new (corpus, job->format, &job->options, report, job->cli->cancellable,
                           &error);
  if (export == NULL)
    return sch_cli_fail (error);
  if (!write_parts (job, export, report, &exit, &error))
    return error != NULL ? sch_cli_fail (error) : exit;
  print_sums (job, export, report);
  return SCH_EXIT_DONE;
}

static void
job_clear (Job *self)
{
  sch_export_options_clear (&self->options);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  g_auto (Given) given = { 0 };
  g_auto (Job) job = { .cli = self };
  GOptionEntry entries[13 + SCH_CLI_N_WRITING_ENTRIES] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &given.format, N_ ("The format to write"),
      N_ ("FORMAT") },
    { "layer", 0, 0, G_OPTION_ARG_FILENAME, &given.layer, N_ ("The layers to export"),
      N_ ("LAYER,…|all") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output, N_ ("The file or folder to write"),
      N_ ("OUT") },
    { "documents", 0, 0, G_OPTION_ARG_FILENAME, &given.documents,
      N_ ("Only documents whose path matches"), N_ ("GLOB") },
    { "status", 0, 0, G_OPTION_ARG_FILENAME, &given.status, N_ ("Only documents in these states"),
      N_ ("STATUS,…") },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &given.kind, N_ ("Only labels of these kinds"),
      N_ ("KIND,…") },
    { "labels", 0, 0, G_OPTION_ARG_FILENAME, &given.labels, N_ ("Only these labels"), N_ ("ID,…") },
    { "exclude-regions", 0, 0, G_OPTION_ARG_NONE, &given.exclude_regions,
      N_ ("Cut out what is not part of the text"), NULL },
    { "split", 0, 0, G_OPTION_ARG_FILENAME, &given.split,
      N_ ("Divide the documents into train, dev and test"), N_ ("80,10,10") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &given.seed, N_ ("Seed of the division"), N_ ("N") },
    { "group-by", 0, 0, G_OPTION_ARG_FILENAME, &given.group_by,
      N_ ("Keep documents with the same value together"), N_ ("METADATA") },
    sch_cli_make_jobs_entry (&given.jobs),
  };
  SchExit exit;

  sch_cli_writing_fill_entries (&given.writing, entries + 12);
  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) || !read_format (&job, &given, &exit) ||
      !read_selection (&job, &given, &exit) || !read_split (&job, &given, &exit) ||
      !sch_cli_writing_read (&given.writing, &job.options.selection, &job.options.write,
                             &job.strict, &exit) ||
      !sch_cli_take_jobs (self, given.jobs, &exit))
    return exit;
  job.output = given.output;
  return export_corpus (&job, argv[1]);
}

const SchCliCommand sch_cmd_export = {
  .name = "export",
  .arguments = N_ ("CORPUS"),
  .summary = N_ ("Write a labelled dataset"),
  .run = run,
};
