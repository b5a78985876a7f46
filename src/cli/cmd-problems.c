/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli problems: where annotations break a rule of the scheme, as the window lists it. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-cli-findings.h"

typedef struct
{
  SchCli *cli;
  SchCorpus *corpus;
  SchCliFilter *filter;
  SchCliFindings findings;
} Search;

/* FALSE after a message: the annotations cannot be read. */
static gboolean
search_document (Search *self, const char *layer, const char *path)
{
  g_autoptr (GError) error = NULL;
  SchLayerDocument *document = sch_corpus_get_layer_document (self->corpus, layer, path, &error);

  if (document == NULL)
    {
      sch_cli_message ("%s", error->message);
      return FALSE;
    }
  sch_cli_findings_add_problems (&self->findings, self->corpus, layer, document);
  sch_corpus_unload_layer_document (self->corpus, layer, path);
  return TRUE;
}

static gboolean
search_layer (Search *self, const char *layer)
{
  g_auto (GStrv) paths = sch_corpus_list_layer_paths (self->corpus, layer);
  guint total = g_strv_length (paths);
  gboolean good = TRUE;

  for (guint i = 0; paths[i] != NULL && !g_cancellable_is_cancelled (self->cli->cancellable); i++)
    {
      /* Annotations of documents that are gone are a matter of validate. */
      if (sch_cli_filter_takes_path (self->filter, paths[i]) &&
          sch_corpus_find_document (self->corpus, paths[i]) != NULL)
        good = search_document (self, layer, paths[i]) && good;
      sch_cli_show_progress (self->cli, layer, i + 1, total);
    }
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
  g_auto (GStrv) layers = NULL;
  Search self = { .cli = cli, .corpus = corpus, .filter = filter };
  gboolean good = TRUE;

  if (corpus == NULL || !sch_cli_filter_list_layers (filter, corpus, &layers, &exit))
    return exit;
  sch_cli_findings_init (&self.findings);
  for (guint i = 0; layers[i] != NULL; i++)
    good = search_layer (&self, layers[i]) && good;
  good = tell_issues (corpus) && good;
  exit = sch_cli_findings_finish (&self.findings, cli, filter);
  return good ? exit : SCH_EXIT_BAD;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  g_auto (SchCliFilter) filter = { 0 };
  GOptionEntry entries[SCH_CLI_N_FILTER_ENTRIES + 1] = { 0 };
  SchExit exit;

  sch_cli_filter_fill_entries (&filter, entries);
  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) ||
      !sch_cli_filter_read (&filter, &exit))
    return exit;
  return search (self, argv[1], &filter);
}

const SchCliCommand sch_cmd_problems = {
  .name = "problems",
  .arguments = N_ ("CORPUS"),
  .summary = N_ ("Print where annotations break a rule of the scheme"),
  .run = run,
};
