/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli validate: everything that is wrong with a corpus, one problem a line. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "sch-cli-findings.h"

typedef struct
{
  SchCli *cli;
  SchCorpus *corpus;
  SchCliFindings findings;
  const char *layer;    /* the current one */
  GHashTable *owner_of; /* id -> path, of the current layer */
} Validation;

static SchCliFinding *
add_finding (Validation *self, const char *path, SchSeverity severity, const char *rule,
             const char *message)
{
  return sch_cli_findings_add (&self->findings, path, self->layer, severity, rule, message);
}

/* Readers begin their messages with FILE:LINE:COLUMN. */
static void
take_place (SchCliFinding *finding)
{
  gsize n = strlen (finding->path);
  char *end = NULL;
  gulong line;
  gulong column;

  if (!g_str_has_prefix (finding->message, finding->path) || finding->message[n] != ':')
    return;
  line = strtoul (finding->message + n + 1, &end, 10);
  if (*end != ':')
    return;
  column = strtoul (end + 1, &end, 10);
  if (end[0] != ':' || end[1] != ' ')
    return;
  finding->line = line;
  finding->column = column;
  memmove (finding->message, end + 2, strlen (end + 2) + 1);
}

static void
add_issues (Validation *self)
{
  GPtrArray *issues = sch_corpus_get_issues (self->corpus);

  self->layer = NULL;
  for (guint i = 0; i < issues->len; i++)
    {
      const SchIssue *issue = g_ptr_array_index (issues, i);

      take_place (add_finding (self, *issue->file != '\0' ? issue->file : ".", issue->severity,
                               "file", issue->message));
    }
}

static void
check_documents (Validation *self)
{
  GListModel *documents = sch_corpus_get_documents (self->corpus);

  self->layer = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (documents, i);
      const char *path = sch_document_get_path (document);
      g_autoptr (GError) error = NULL;
      g_autoptr (SchText) text = NULL;

      if (g_cancellable_is_cancelled (self->cli->cancellable))
        return;
      if (sch_document_get_problem (document) != NULL)
        {
          add_finding (self, path, SCH_SEVERITY_ERROR, "document",
                       sch_document_get_problem (document));
          continue;
        }
      text = sch_corpus_load_text (self->corpus, path, &error);
      if (text == NULL)
        add_finding (self, path, SCH_SEVERITY_ERROR, "document", error->message);
    }
}

static gboolean
has_cluster (Validation *self, const char *cluster)
{
  return sch_corpus_get_cluster (self->corpus, self->layer, cluster) != NULL;
}

static void
check_id (Validation *self, const SchRecord *record, const char *path)
{
  const char *owner = g_hash_table_lookup (self->owner_of, record->id);
  g_autofree char *message = NULL;
  SchCliFinding *finding;

  if (owner == NULL)
    {
      g_hash_table_insert (self->owner_of, g_strdup (record->id), g_strdup (path));
      return;
    }
  message = g_strdup_printf (_ ("The id “%s” is also used in %s"), record->id, owner);
  finding = add_finding (self, path, SCH_SEVERITY_ERROR, "duplicate-id", message);
  g_free (finding->span);
  finding->span = g_strdup (record->id);
}

static void
check_ids (Validation *self, SchLayerDocument *document, const char *path)
{
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (document);
  g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (document);

  for (guint i = 0; i < spans->len; i++)
    check_id (self, g_ptr_array_index (spans, i), path);
  for (guint i = 0; i < relations->len; i++)
    check_id (self, g_ptr_array_index (relations, i), path);
}

static void
check_layer_document (Validation *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  SchLayerDocument *document;
  guint n_orphans;

  if (sch_corpus_find_document (self->corpus, path) == NULL)
    {
      add_finding (self, path, SCH_SEVERITY_ERROR, "missing-document",
                   _ ("There are annotations of this document, but not the document"));
      return;
    }
  document = sch_corpus_get_layer_document (self->corpus, self->layer, path, &error);
  if (document == NULL)
    return; /* its text cannot be read: a finding of its own */
  sch_cli_findings_add_problems (&self->findings, self->corpus, self->layer, document);
  check_ids (self, document, path);
  n_orphans = sch_layer_document_get_n_orphans (document);
  if (n_orphans > 0)
    {
      message = g_strdup_printf (_ ("%u annotations have lost their text"), n_orphans);
      add_finding (self, path, SCH_SEVERITY_WARNING, "orphan", message);
    }
  sch_corpus_unload_layer_document (self->corpus, self->layer, path);
}

static void
check_clusters (Validation *self)
{
  g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (self->corpus, self->layer);
  g_autoptr (GPtrArray) links = sch_corpus_list_cluster_links (self->corpus, self->layer);
  g_autofree char *file = g_strdup_printf ("annotations/%s/clusters.json", self->layer);

  for (guint i = 0; i < clusters->len; i++)
    {
      const SchCluster *cluster = g_ptr_array_index (clusters, i);
      g_autofree char *message = NULL;

      if (cluster->merged_into == NULL || *cluster->merged_into == '\0' ||
          has_cluster (self, cluster->merged_into))
        continue;
      message = g_strdup_printf (_ ("The cluster “%s” is merged into “%s”, which is not there"),
                                 cluster->record.id, cluster->merged_into);
      add_finding (self, file, SCH_SEVERITY_ERROR, "dangling-cluster", message);
    }
  for (guint i = 0; i < links->len; i++)
    {
      const SchRelation *link = g_ptr_array_index (links, i);
      g_autofree char *message = NULL;

      if (has_cluster (self, link->from) && has_cluster (self, link->to))
        continue;
      message = g_strdup_printf (_ ("An end of the link “%s” is a cluster that is not there"),
                                 link->record.id);
      add_finding (self, file, SCH_SEVERITY_ERROR, "dangling-link", message);
    }
}

static void
check_layer (Validation *self, const char *layer)
{
  g_auto (GStrv) paths = sch_corpus_list_layer_paths (self->corpus, layer);
  guint total = g_strv_length (paths);

  self->layer = layer;
  self->owner_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; paths[i] != NULL && !g_cancellable_is_cancelled (self->cli->cancellable); i++)
    {
      check_layer_document (self, paths[i]);
      sch_cli_show_progress (self->cli, layer, i + 1, total);
    }
  check_clusters (self);
  g_clear_pointer (&self->owner_of, g_hash_table_unref);
}

static SchExit
validate (SchCli *cli, const char *root, SchCliFilter *filter)
{
  SchExit exit = SCH_EXIT_DONE;
  g_autoptr (SchCorpus) corpus = sch_cli_open (cli, root, SCH_OPEN_READ_ONLY, &exit);
  g_auto (GStrv) layers = NULL;
  Validation self = { .cli = cli, .corpus = corpus };

  if (corpus == NULL || !sch_cli_filter_list_layers (filter, corpus, &layers, &exit))
    return exit;
  sch_cli_findings_init (&self.findings);
  check_documents (&self);
  for (guint i = 0; layers[i] != NULL; i++)
    check_layer (&self, layers[i]);
  /* Reading all of it has found what cannot be read. */
  add_issues (&self);
  return sch_cli_findings_finish (&self.findings, cli, filter);
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
  return validate (self, argv[1], &filter);
}

const SchCliCommand sch_cmd_validate = {
  .name = "validate",
  .arguments = N_ ("CORPUS"),
  .summary = N_ ("Print every problem, one on a line"),
  .run = run,
};
