/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli validate: everything that is wrong with a corpus, one problem a line. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "sch-cli-findings.h"
#include "sch-layer-stream.h"
#include "sch-ordered-work.h"
#include "sch-seen-ids.h"

typedef struct
{
  SchCli *cli;
  SchCorpus *corpus;
  SchCliFindings *findings;
  GPtrArray *documents; /* of SchDocument, while they are checked */
  const char *layer;    /* the current one, with what follows */
  SchCliProblems problems;
  char **paths;
  guint n_paths;
  guint n_done;
  SchSeenIds *seen;      /* owners are numbers of paths */
  guint known_owner;     /* of these ids */
  GHashTable *known_ids; /* (nullable) */
} Validation;

/* What is found in one layer document. @ids: each with its NUL */
typedef struct
{
  GPtrArray *problems;
  GString *ids;
  guint n_orphans;
} Checked;

static void
checked_free (gpointer data)
{
  Checked *self = data;

  g_ptr_array_unref (self->problems);
  g_string_free (self->ids, TRUE);
  g_free (self);
}

static SchCliFinding *
add_finding (Validation *self, const char *path, SchSeverity severity, const char *rule,
             const char *message)
{
  return sch_cli_findings_add (self->findings, path, self->layer, severity, rule, message);
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

/* --- Documents --- */

/* (transfer full) (nullable): what is wrong with the document; in any thread */
static gpointer
check_document (guint index, gpointer data)
{
  Validation *self = data;
  SchDocument *document = g_ptr_array_index (self->documents, index);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchText) text = NULL;

  if (sch_document_get_problem (document) != NULL)
    return g_strdup (sch_document_get_problem (document));
  text = sch_corpus_load_text (self->corpus, sch_document_get_path (document), &error);
  return text == NULL ? g_strdup (error->message) : NULL;
}

static gboolean
take_document (guint index, gpointer result, gpointer data, GError **error)
{
  Validation *self = data;
  SchDocument *document = g_ptr_array_index (self->documents, index);

  if (result != NULL)
    add_finding (self, sch_document_get_path (document), SCH_SEVERITY_ERROR, "document", result);
  sch_cli_findings_print (self->findings);
  return TRUE;
}

static gboolean
check_documents (Validation *self, GError **error)
{
  static const SchOrderedWork work = { check_document, take_document, g_free };
  GListModel *model = sch_corpus_get_documents (self->corpus);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (documents, g_list_model_get_item (model, i));
  self->layer = NULL;
  self->documents = documents;
  return sch_ordered_work_run (&work, documents->len, self->cli->jobs, self, self->cli->cancellable,
                               error);
}

/* --- Annotations --- */

static gboolean
has_cluster (Validation *self, const char *cluster)
{
  return sch_corpus_get_cluster (self->corpus, self->layer, cluster) != NULL;
}

static void
append_ids (GString *ids, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const char *id = ((SchRecord *) g_ptr_array_index (records, i))->id;

      g_string_append_len (ids, id, (gssize) strlen (id) + 1);
    }
}

static GString *
list_ids (SchLayerDocument *document)
{
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (document);
  g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (document);
  GString *ids = g_string_new (NULL);

  append_ids (ids, spans);
  append_ids (ids, relations);
  return ids;
}

/* Reads the document again; those that share ids often share many. */
static gboolean
owns_id (guint owner, const char *id, gpointer data)
{
  Validation *self = data;
  const char *path = self->paths[owner];
  SchLayerDocument *document;
  g_autoptr (GString) ids = NULL;

  if (self->known_ids != NULL && self->known_owner == owner)
    return g_hash_table_contains (self->known_ids, id);
  g_clear_pointer (&self->known_ids, g_hash_table_unref);
  document = sch_corpus_get_layer_document (self->corpus, self->layer, path, NULL);
  if (document == NULL)
    return FALSE;
  ids = list_ids (document);
  sch_corpus_unload_layer_document (self->corpus, self->layer, path);
  self->known_owner = owner;
  self->known_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const char *p = ids->str; p < ids->str + ids->len; p += strlen (p) + 1)
    g_hash_table_add (self->known_ids, g_strdup (p));
  return g_hash_table_contains (self->known_ids, id);
}

static void
check_id (Validation *self, const char *id, const char *path)
{
  guint owner = 0;
  g_autofree char *message = NULL;
  SchCliFinding *finding;

  if (sch_seen_ids_add (self->seen, id, self->n_done, &owner))
    return;
  message = g_strdup_printf (_ ("The id “%s” is also used in %s"), id, self->paths[owner]);
  finding = add_finding (self, path, SCH_SEVERITY_ERROR, "duplicate-id", message);
  g_free (finding->span);
  finding->span = g_strdup (id);
}

static gboolean
wants_path (const char *path, gpointer data)
{
  return sch_corpus_find_document (((Validation *) data)->corpus, path) != NULL;
}

static gpointer
check_layer_document (SchLayerReading *reading, gpointer data)
{
  Validation *self = data;
  SchLayerDocument *document = sch_layer_reading_get_document (reading);
  Checked *checked = g_new0 (Checked, 1);

  checked->problems = sch_cli_problems_list (&self->problems, document);
  checked->ids = list_ids (document);
  checked->n_orphans = sch_layer_document_get_n_orphans (document);
  return checked;
}

static void
add_checked (Validation *self, const char *path, Checked *checked)
{
  const char *ids = checked->ids->str;
  g_autofree char *message = NULL;

  sch_cli_findings_append (self->findings, checked->problems);
  for (const char *p = ids; p < ids + checked->ids->len; p += strlen (p) + 1)
    check_id (self, p, path);
  if (checked->n_orphans == 0)
    return;
  message = g_strdup_printf (_ ("%u annotations have lost their text"), checked->n_orphans);
  add_finding (self, path, SCH_SEVERITY_WARNING, "orphan", message);
}

/* A text that cannot be read is a finding of its own. */
static gboolean
take_checked (const char *path, gpointer result, const GError *failure, gpointer data,
              GError **error)
{
  Validation *self = data;

  if (!wants_path (path, self))
    add_finding (self, path, SCH_SEVERITY_ERROR, "missing-document",
                 _ ("There are annotations of this document, but not the document"));
  else if (result != NULL)
    add_checked (self, path, result);
  sch_cli_findings_print (self->findings);
  sch_cli_show_progress (self->cli, self->layer, ++self->n_done, self->n_paths);
  return TRUE;
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

static gboolean
check_layer (Validation *self, const char *layer, GError **error)
{
  static const SchLayerStream stream = { wants_path, check_layer_document, take_checked,
                                         checked_free };
  g_auto (GStrv) paths = sch_corpus_list_layer_paths (self->corpus, layer);
  g_autoptr (SchSeenIds) seen = sch_seen_ids_new (owns_id, self);
  gboolean good;

  self->layer = layer;
  self->paths = paths;
  self->n_paths = g_strv_length (paths);
  self->n_done = 0;
  self->seen = seen;
  sch_cli_problems_init (&self->problems, self->corpus, layer);
  good = sch_corpus_stream_layer (self->corpus, layer, (const char *const *) paths, self->cli->jobs,
                                  &stream, self, self->cli->cancellable, error);
  if (good)
    check_clusters (self);
  sch_cli_problems_clear (&self->problems);
  g_clear_pointer (&self->known_ids, g_hash_table_unref);
  return good;
}

static SchExit
validate (SchCli *cli, const char *root, SchCliFilter *filter)
{
  SchExit exit = SCH_EXIT_DONE;
  g_autoptr (SchCorpus) corpus = sch_cli_open (cli, root, SCH_OPEN_READ_ONLY, &exit);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) layers = NULL;
  g_auto (SchCliFindings) findings = { 0 };
  Validation self = { .cli = cli, .corpus = corpus, .findings = &findings };

  if (corpus == NULL || !sch_cli_filter_list_layers (filter, corpus, &layers, &exit))
    return exit;
  sch_cli_findings_init (&findings, filter);
  if (!check_documents (&self, &error))
    return sch_cli_fail (error);
  for (guint i = 0; layers[i] != NULL; i++)
    if (!check_layer (&self, layers[i], &error))
      return sch_cli_fail (error);
  /* Reading all of it has found what cannot be read. */
  add_issues (&self);
  return sch_cli_findings_finish (&findings, cli);
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
  return validate (self, argv[1], &filter);
}

const SchCliCommand sch_cmd_validate = {
  .name = "validate",
  .arguments = N_ ("CORPUS"),
  .summary = N_ ("Print every problem, one on a line"),
  .run = run,
};
