/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli validate: everything that is wrong with a corpus, one problem a line. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "sch-cli.h"
#include "sch-json-writer.h"
#include "sch-problems.h"

/* @path: of the document, or of the broken file */
typedef struct
{
  char *path;
  char *layer;
  char *span;
  char *rule;
  char *message;
  guint line;
  guint column;
  guint start;
  guint end;
  SchSeverity severity;
} Finding;

typedef struct
{
  SchCli *cli;
  SchCorpus *corpus;
  GPtrArray *findings;
  const char *layer;    /* the current one */
  GHashTable *owner_of; /* id -> path, of the current layer */
} Validation;

static void
finding_free (gpointer data)
{
  Finding *self = data;

  g_free (self->path);
  g_free (self->layer);
  g_free (self->span);
  g_free (self->rule);
  g_free (self->message);
  g_free (self);
}

static Finding *
add_finding (Validation *self, const char *path, SchSeverity severity, const char *rule,
             const char *message)
{
  Finding *finding = g_new0 (Finding, 1);

  finding->path = g_strdup (path);
  finding->layer = g_strdup (self->layer != NULL ? self->layer : "");
  finding->span = g_strdup ("");
  finding->rule = g_strdup (rule);
  finding->message = g_strdup (message);
  finding->severity = severity;
  finding->line = 1;
  finding->column = 1;
  g_ptr_array_add (self->findings, finding);
  return finding;
}

/* Readers begin their messages with FILE:LINE:COLUMN. */
static void
take_place (Finding *finding)
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
cluster_exists_cb (const char *cluster, gpointer data)
{
  Validation *self = data;

  return sch_corpus_get_cluster (self->corpus, self->layer, cluster) != NULL;
}

static void
check_problems (Validation *self, SchLayerDocument *document, const char *path)
{
  g_autoptr (SchProblemList)
      problems = sch_problem_list_new_full (document, sch_corpus_get_scheme (self->corpus),
                                            sch_corpus_get_language (self->corpus, path), FALSE,
                                            cluster_exists_cb, self);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (problems)); i++)
    {
      g_autoptr (SchProblem) problem = g_list_model_get_item (G_LIST_MODEL (problems), i);
      Finding *finding = add_finding (self, path, sch_problem_get_severity (problem),
                                      sch_problem_get_rule (problem),
                                      sch_problem_get_message (problem));
      const char *span = sch_problem_get_span (problem);

      g_free (finding->span);
      finding->span = g_strdup (span != NULL ? span : sch_problem_get_relation (problem));
      finding->line = sch_problem_get_line (problem);
      finding->column = sch_problem_get_column (problem);
      finding->start = sch_problem_get_char_start (problem);
      finding->end = sch_problem_get_char_end (problem);
    }
}

static void
check_id (Validation *self, const SchRecord *record, const char *path)
{
  const char *owner = g_hash_table_lookup (self->owner_of, record->id);
  g_autofree char *message = NULL;
  Finding *finding;

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
  check_problems (self, document, path);
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
          cluster_exists_cb (cluster->merged_into, self))
        continue;
      message = g_strdup_printf (_ ("The cluster “%s” is merged into “%s”, which is not there"),
                                 cluster->record.id, cluster->merged_into);
      add_finding (self, file, SCH_SEVERITY_ERROR, "dangling-cluster", message);
    }
  for (guint i = 0; i < links->len; i++)
    {
      const SchRelation *link = g_ptr_array_index (links, i);
      g_autofree char *message = NULL;

      if (cluster_exists_cb (link->from, self) && cluster_exists_cb (link->to, self))
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

static void
write_finding (SchJsonWriter *writer, const Finding *finding)
{
  const struct
  {
    const char *name;
    const char *string;
    guint number;
  } members[] = {
    { "path", finding->path, 0 },
    { "layer", finding->layer, 0 },
    { "line", NULL, finding->line },
    { "column", NULL, finding->column },
    { "start", NULL, finding->start },
    { "end", NULL, finding->end },
    { "span", finding->span, 0 },
    { "severity", sch_severity_to_string (finding->severity), 0 },
    { "rule", finding->rule, 0 },
    { "message", finding->message, 0 },
  };

  sch_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      sch_json_writer_member (writer, members[i].name);
      if (members[i].string != NULL)
        sch_json_writer_string (writer, members[i].string);
      else
        sch_json_writer_int (writer, members[i].number);
    }
  sch_json_writer_end_object (writer);
}

static void
print_json (GPtrArray *findings)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "problems");
  sch_json_writer_begin_records (writer);
  for (guint i = 0; i < findings->len; i++)
    write_finding (writer, g_ptr_array_index (findings, i));
  sch_json_writer_end_records (writer);
  sch_json_writer_end_file (writer);
  sch_cli_print (sch_json_writer_peek (writer, NULL));
}

static void
print_text (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *finding = g_ptr_array_index (findings, i);
      g_autofree char *message = g_strdelimit (g_strdup (finding->message), "\n\r", ' ');
      g_autofree char *line = g_strdup_printf ("%s:%u:%u: %s: %s [%s]\n", finding->path,
                                               finding->line, finding->column,
                                               sch_severity_to_string (finding->severity), message,
                                               finding->rule);

      sch_cli_print (line);
    }
}

static gboolean
choose_layers (Validation *self, const char *layer, GStrv *layers, SchExit *exit)
{
  g_autofree char *names = NULL;

  *layers = sch_corpus_list_layers (self->corpus);
  if (layer == NULL)
    return TRUE;
  names = g_strjoinv (", ", *layers);
  if (!g_strv_contains ((const char *const *) *layers, layer))
    {
      sch_cli_message (_ ("the corpus has no layer “%s”; its layers: %s"), layer, names);
      *exit = SCH_EXIT_USAGE;
      return FALSE;
    }
  g_strfreev (*layers);
  *layers = g_new0 (char *, 2);
  (*layers)[0] = g_strdup (layer);
  return TRUE;
}

static SchExit
validate (SchCli *cli, const char *root, const char *layer, gboolean json)
{
  SchExit exit = SCH_EXIT_DONE;
  g_autoptr (SchCorpus) corpus = sch_cli_open (cli, root, SCH_OPEN_READ_ONLY, &exit);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (finding_free);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) layers = NULL;
  Validation self = { .cli = cli, .corpus = corpus, .findings = findings };

  if (corpus == NULL || !choose_layers (&self, layer, &layers, &exit))
    return exit;
  check_documents (&self);
  for (guint i = 0; layers[i] != NULL; i++)
    check_layer (&self, layers[i]);
  /* Reading all of it has found what cannot be read. */
  add_issues (&self);
  if (g_cancellable_set_error_if_cancelled (cli->cancellable, &error))
    return sch_cli_fail (error);
  if (json)
    print_json (findings);
  else
    print_text (findings);
  return findings->len > 0 ? SCH_EXIT_FINDINGS : SCH_EXIT_DONE;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  g_autofree char *layer = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "layer", 0, 0, G_OPTION_ARG_FILENAME, &layer, N_ ("Check this layer only"), N_ ("LAYER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  SchExit exit;

  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) ||
      !sch_cli_check_utf8 ("layer", layer, &exit))
    return exit;
  return validate (self, argv[1], layer, json);
}

const SchCliCommand sch_cmd_validate = {
  .name = "validate",
  .arguments = N_ ("CORPUS"),
  .summary = N_ ("Print every problem, one on a line"),
  .run = run,
};
