/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli problems: where annotations break a rule of the scheme, as the window lists it. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-cli-findings.h"
#include "sch-layer-stream.h"

typedef struct
{
  SchCli *cli;
  SchCorpus *corpus;
  SchCliFilter *filter;
  SchCliFindings *findings;
  SchCliProblems problems; /* of the current layer */
  guint n_done;
  guint n_paths;
  gboolean is_bad; /* annotations could not be read */
} Search;

/* Annotations of documents that are gone are a matter of validate. */
static gboolean
wants_path (const char *path, gpointer data)
{
  Search *self = data;

  return sch_cli_filter_takes_path (self->filter, path) &&
         sch_corpus_find_document (self->corpus, path) != NULL;
}

static gpointer
search_document (SchLayerReading *reading, gpointer data)
{
  return sch_cli_problems_list (&((Search *) data)->problems,
                                sch_layer_reading_get_document (reading));
}

static gboolean
take_problems (const char *path, gpointer result, const GError *failure, gpointer data,
               GError **error)
{
  Search *self = data;

  if (failure != NULL)
    {
      sch_cli_message ("%s", failure->message);
      self->is_bad = TRUE;
    }
  if (result != NULL)
    sch_cli_findings_append (self->findings, result);
  sch_cli_findings_print (self->findings);
  sch_cli_show_progress (self->cli, self->problems.layer, ++self->n_done, self->n_paths);
  return TRUE;
}

static gboolean
search_layer (Search *self, const char *layer, GError **error)
{
  static const SchLayerStream stream = { wants_path, search_document, take_problems,
                                         (GDestroyNotify) g_ptr_array_unref };
  g_auto (GStrv) paths = sch_corpus_list_layer_paths (self->corpus, layer);
  gboolean good;

  sch_cli_problems_init (&self->problems, self->corpus, layer);
  self->n_done = 0;
  self->n_paths = g_strv_length (paths);
  good = sch_corpus_stream_layer (self->corpus, layer, (const char *const *) paths, self->cli->jobs,
                                  &stream, self, self->cli->cancellable, error);
  sch_cli_problems_clear (&self->problems);
  return good;
}

/* A list that lacks something is no success. */
static gboolean
tell_issues (SchCorpus *corpus)
{
  GPtrArray *issues = sch_corpus_get_issues (corpus);
  gboolean good = TRUE;

  for (guint i = 0; i < issues->len; i++)
    {
      const SchIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity != SCH_SEVERITY_ERROR)
        continue;
      sch_cli_message ("%s", issue->message);
      good = FALSE;
    }
  return good;
}

static SchExit
search (SchCli *cli, const char *root, SchCliFilter *filter)
{
  SchExit exit = SCH_EXIT_DONE;
  g_autoptr (SchCorpus) corpus = sch_cli_open (cli, root, SCH_OPEN_READ_ONLY, &exit);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) layers = NULL;
  g_auto (SchCliFindings) findings = { 0 };
  Search self = { .cli = cli, .corpus = corpus, .filter = filter, .findings = &findings };

  if (corpus == NULL || !sch_cli_filter_list_layers (filter, corpus, &layers, &exit))
    return exit;
  sch_cli_findings_init (&findings, filter);
  for (guint i = 0; layers[i] != NULL; i++)
    if (!search_layer (&self, layers[i], &error))
      return sch_cli_fail (error);
  self.is_bad |= !tell_issues (corpus);
  exit = sch_cli_findings_finish (&findings, cli);
  return self.is_bad ? SCH_EXIT_BAD : exit;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  g_auto (SchCliFilter) filter = { 0 };
  GOptionEntry entries[SCH_CLI_N_FILTER_ENTRIES + 1] = { 0 };
  SchExit exit;

  sch_cli_filter_fill_entries (&filter, entries);
  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) ||
      !sch_cli_filter_read (&filter, &exit) || !sch_cli_take_jobs (self, filter.jobs, &exit))
    return exit;
  return search (self, argv[1], &filter);
}

const SchCliCommand sch_cmd_problems = {
  .name = "problems",
  .arguments = N_ ("CORPUS"),
  .summary = N_ ("Print where annotations break a rule of the scheme"),
  .run = run,
};
