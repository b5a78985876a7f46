/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What validate and problems have found. The problems of a layer document are those of the list model
 * that the window shows, in its order. */

#include "config.h"

#include "sch-cli-findings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-problems.h"
#include "sch-scan.h"

/* --- Options --- */

void
sch_cli_filter_fill_entries (SchCliFilter *self, GOptionEntry *entries)
{
  const GOptionEntry filled[SCH_CLI_N_FILTER_ENTRIES] = {
    { "layer", 0, 0, G_OPTION_ARG_FILENAME, &self->layer, N_ ("Check this layer only"),
      N_ ("LAYER") },
    { "documents", 0, 0, G_OPTION_ARG_FILENAME, &self->documents,
      N_ ("Only of documents whose path fits"), N_ ("PATTERN") },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &self->kind, N_ ("Only of annotations of these kinds"),
      N_ ("KIND,…") },
    { "severity", 0, 0, G_OPTION_ARG_FILENAME, &self->severity, N_ ("Only what is so severe"),
      N_ ("error|warning|info,…") },
    { "rule", 0, 0, G_OPTION_ARG_FILENAME, &self->rule, N_ ("Only what breaks these rules"),
      N_ ("RULE,…") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print JSON"), NULL },
    sch_cli_make_jobs_entry (&self->jobs),
  };

  memcpy (entries, filled, sizeof filled);
}

gboolean
sch_cli_filter_read (SchCliFilter *self, SchExit *exit)
{
  static const char *const kinds[] = { "entity", "claim", "source", "cue", "other", NULL };
  static const char *const severities[] = { "error", "warning", "info", NULL };

  if (!sch_cli_check_utf8 ("layer", self->layer, exit) ||
      !sch_cli_check_utf8 ("documents", self->documents, exit) ||
      !sch_cli_check_utf8 ("rule", self->rule, exit) ||
      !sch_cli_choose_bits ("kind", self->kind, kinds, &self->kinds, exit) ||
      !sch_cli_choose_bits ("severity", self->severity, severities, &self->severities, exit))
    return FALSE;
  self->rules = self->rule != NULL ? g_strsplit (self->rule, ",", -1) : NULL;
  for (guint i = 0; self->rules != NULL && self->rules[i] != NULL; i++)
    g_strstrip (self->rules[i]);
  return TRUE;
}

gboolean
sch_cli_filter_list_layers (SchCliFilter *self, SchCorpus *corpus, GStrv *layers, SchExit *exit)
{
  if (self->layer == NULL)
    {
      *layers = sch_corpus_list_layers (corpus);
      return TRUE;
    }
  if (!sch_cli_check_layer (corpus, self->layer, exit))
    return FALSE;
  *layers = g_new0 (char *, 2);
  (*layers)[0] = g_strdup (self->layer);
  return TRUE;
}

gboolean
sch_cli_filter_takes_path (const SchCliFilter *self, const char *path)
{
  return self->documents == NULL || sch_pattern_match (self->documents, path);
}

static gboolean
takes (const SchCliFilter *self, const SchCliFinding *finding)
{
  return sch_cli_filter_takes_path (self, finding->path) &&
         (self->kinds == 0 || (self->kinds & finding->kind) != 0) &&
         (self->severities == 0 || (self->severities & (1u << finding->severity)) != 0) &&
         (self->rules == NULL ||
          g_strv_contains ((const char *const *) self->rules, finding->rule));
}

void
sch_cli_filter_clear (SchCliFilter *self)
{
  g_free (self->layer);
  g_free (self->documents);
  g_free (self->kind);
  g_free (self->severity);
  g_free (self->rule);
  g_strfreev (self->rules);
}

/* --- Findings --- */

static void
finding_free (gpointer data)
{
  SchCliFinding *self = data;

  g_free (self->path);
  g_free (self->layer);
  g_free (self->span);
  g_free (self->rule);
  g_free (self->message);
  g_free (self);
}

void
sch_cli_findings_init (SchCliFindings *self, const SchCliFilter *filter)
{
  *self = (SchCliFindings){ .filter = filter };
  self->list = g_ptr_array_new_with_free_func (finding_free);
  if (!filter->json)
    return;
  self->json = sch_json_writer_new ();
  sch_json_writer_begin_file (self->json);
  sch_json_writer_member (self->json, "problems");
  sch_json_writer_begin_records (self->json);
}

void
sch_cli_findings_clear (SchCliFindings *self)
{
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->json, sch_json_writer_free);
}

static SchCliFinding *
add_to (GPtrArray *list, const char *path, const char *layer, SchSeverity severity,
        const char *rule, const char *message)
{
  SchCliFinding *finding = g_new0 (SchCliFinding, 1);

  finding->path = g_strdup (path);
  finding->layer = g_strdup (layer != NULL ? layer : "");
  finding->span = g_strdup ("");
  finding->rule = g_strdup (rule);
  finding->message = g_strdup (message);
  finding->severity = severity;
  finding->line = 1;
  finding->column = 1;
  g_ptr_array_add (list, finding);
  return finding;
}

SchCliFinding *
sch_cli_findings_add (SchCliFindings *self, const char *path, const char *layer,
                      SchSeverity severity, const char *rule, const char *message)
{
  return add_to (self->list, path, layer, severity, rule, message);
}

void
sch_cli_findings_append (SchCliFindings *self, GPtrArray *list)
{
  g_ptr_array_extend_and_steal (self->list, g_ptr_array_ref (list));
}

/* --- Problems --- */

void
sch_cli_problems_init (SchCliProblems *self, SchCorpus *corpus, const char *layer)
{
  g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (corpus, layer);

  *self = (SchCliProblems){ corpus, layer, NULL };
  self->clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < clusters->len; i++)
    g_hash_table_add (self->clusters, g_strdup (((SchRecord *) clusters->pdata[i])->id));
}

void
sch_cli_problems_clear (SchCliProblems *self)
{
  g_clear_pointer (&self->clusters, g_hash_table_unref);
}

static gboolean
cluster_exists_cb (const char *cluster, gpointer clusters)
{
  return g_hash_table_contains (clusters, cluster);
}

/* Of the annotation where the problem shows. */
static guint
get_kind (SchProblem *problem, SchLayerDocument *document, SchScheme *scheme)
{
  const char *id = sch_problem_get_span (problem);
  SchRelation *relation = sch_layer_document_get_relation (document,
                                                           sch_problem_get_relation (problem));
  SchSpan *span;

  if (id == NULL && relation != NULL)
    id = sch_layer_document_get_span (document, relation->from) != NULL ? relation->from
                                                                        : relation->to;
  span = id != NULL ? sch_layer_document_get_span (document, id) : NULL;
  return span != NULL ? 1u << sch_scheme_get_kind (scheme, span->label) : 0;
}

static void
add_problem (const SchCliProblems *self, SchProblem *problem, SchLayerDocument *document,
             GPtrArray *list)
{
  SchCliFinding *finding = add_to (list, sch_layer_document_get_path (document), self->layer,
                                   sch_problem_get_severity (problem),
                                   sch_problem_get_rule (problem),
                                   sch_problem_get_message (problem));
  const char *span = sch_problem_get_span (problem);

  g_free (finding->span);
  finding->span = g_strdup (span != NULL ? span : sch_problem_get_relation (problem));
  finding->line = sch_problem_get_line (problem);
  finding->column = sch_problem_get_column (problem);
  finding->start = sch_problem_get_char_start (problem);
  finding->end = sch_problem_get_char_end (problem);
  finding->kind = get_kind (problem, document, sch_corpus_get_scheme (self->corpus));
}

GPtrArray *
sch_cli_problems_list (const SchCliProblems *self, SchLayerDocument *document)
{
  const char *language = sch_corpus_get_language (self->corpus,
                                                  sch_layer_document_get_path (document));
  g_autoptr (SchProblemList)
      problems = sch_problem_list_new_full (document, sch_corpus_get_scheme (self->corpus),
                                            language, FALSE, cluster_exists_cb, self->clusters);
  GPtrArray *list = g_ptr_array_new_with_free_func (finding_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (problems)); i++)
    {
      g_autoptr (SchProblem) problem = g_list_model_get_item (G_LIST_MODEL (problems), i);

      add_problem (self, problem, document, list);
    }
  return list;
}

/* --- Printing --- */

static void
write_finding (SchJsonWriter *writer, const SchCliFinding *finding)
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
print_json (SchJsonWriter *writer, const SchCliFinding *finding)
{
  write_finding (writer, finding);
  sch_cli_print (sch_json_writer_peek (writer, NULL));
  sch_json_writer_forget (writer);
}

static void
print_text (const SchCliFinding *finding)
{
  g_autofree char *message = g_strdelimit (g_strdup (finding->message), "\n\r", ' ');
  g_autofree char *line = g_strdup_printf ("%s:%u:%u: %s: %s [%s]\n", finding->path, finding->line,
                                           finding->column,
                                           sch_severity_to_string (finding->severity), message,
                                           finding->rule);

  sch_cli_print (line);
}

void
sch_cli_findings_print (SchCliFindings *self)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const SchCliFinding *finding = g_ptr_array_index (self->list, i);

      if (!takes (self->filter, finding))
        continue;
      self->n_printed++;
      if (self->json != NULL)
        print_json (self->json, finding);
      else
        print_text (finding);
    }
  g_ptr_array_set_size (self->list, 0);
}

SchExit
sch_cli_findings_finish (SchCliFindings *self, SchCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (cli->cancellable, &error))
    return sch_cli_fail (error);
  sch_cli_findings_print (self);
  if (self->json != NULL)
    {
      sch_json_writer_end_records (self->json);
      sch_json_writer_end_file (self->json);
      sch_cli_print (sch_json_writer_peek (self->json, NULL));
    }
  return self->n_printed > 0 ? SCH_EXIT_FINDINGS : SCH_EXIT_DONE;
}
