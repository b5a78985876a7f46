/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli derive: values that the text tells, for the annotations of a layer. All documents are
 * looked at before the first change; each is a step of its own, which the window can undo. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-annotate-derive.h"
#include "sch-cli.h"
#include "sch-error.h"
#include "sch-json-writer.h"

typedef struct
{
  SchCli *cli;
  SchCorpus *corpus;
  const char *layer;
  gboolean only_missing;
  GStrv paths;
  GPtrArray *changed; /* those of them that change */
  SchDeriveCounts counts;
} Job;

static gboolean
check_document (Job *self, const char *path, GError **error)
{
  const char *reason = sch_corpus_get_layer_read_only_reason (self->corpus, self->layer, path);

  if (reason == NULL || g_strcmp0 (reason, sch_corpus_get_read_only_reason (self->corpus)) == 0)
    return TRUE;
  g_set_error_literal (error, SCH_ERROR, SCH_ERROR_READ_ONLY, reason);
  return FALSE;
}

static SchLayerDocument *
load_document (Job *self, const char *path, GError **error)
{
  SchLayerDocument *document = sch_corpus_get_layer_document (self->corpus, self->layer, path,
                                                              error);

  return document != NULL && check_document (self, path, error) ? document : NULL;
}

static gboolean
count_document (Job *self, const char *path, GError **error)
{
  SchAnnotator who = { .corpus = self->corpus, .by = self->cli->environment->user };
  SchDeriveCounts counts = { 0 };

  who.document = load_document (self, path, error);
  if (who.document == NULL)
    return FALSE;
  sch_annotate_count_derived (&who, !self->only_missing, &counts);
  sch_corpus_unload_layer_document (self->corpus, self->layer, path);
  if (sch_derive_counts_get_total (&counts) > 0)
    g_ptr_array_add (self->changed, (gpointer) path);
  sch_derive_counts_add (&self->counts, &counts);
  return TRUE;
}

static gboolean
count_documents (Job *self, GError **error)
{
  guint total = g_strv_length (self->paths);

  for (guint i = 0; i < total; i++)
    {
      /* Annotations of a document that is gone say nothing of its text. */
      if (g_cancellable_set_error_if_cancelled (self->cli->cancellable, error) ||
          (sch_corpus_find_document (self->corpus, self->paths[i]) != NULL &&
           !count_document (self, self->paths[i], error)))
        return FALSE;
      sch_cli_show_progress (self->cli, _ ("checking"), i + 1, total);
    }
  return TRUE;
}

static gboolean
derive_documents (Job *self, GError **error)
{
  SchAnnotator who = { .corpus = self->corpus, .by = self->cli->environment->user };

  for (guint i = 0; i < self->changed->len; i++)
    {
      const char *path = g_ptr_array_index (self->changed, i);

      if (g_cancellable_set_error_if_cancelled (self->cli->cancellable, error))
        return FALSE;
      who.document = load_document (self, path, error);
      if (who.document == NULL ||
          !sch_annotate_derive (&who, NULL, !self->only_missing, NULL, error) ||
          !sch_corpus_flush (self->corpus, error))
        return FALSE;
      sch_corpus_unload_layer_document (self->corpus, self->layer, path);
      sch_cli_show_progress (self->cli, _ ("deriving"), i + 1, self->changed->len);
    }
  return TRUE;
}

/* --- Report --- */

typedef struct
{
  const char *name;
  const char *text;
  guint n;
} Row;

static void
print_result (Job *self, gboolean applied, gboolean json)
{
  const Row rows[] = {
    { "documents", N_ ("documents that change"), self->changed->len },
    { "new", N_ ("new values"), self->counts.n_new },
    { "changed", N_ ("other values"), self->counts.n_changed },
    { "removed", N_ ("values taken away"), self->counts.n_removed },
    { "same", N_ ("values as they were"), self->counts.n_same },
    { "kept", N_ ("values left alone"), self->counts.n_kept },
    { "none", N_ ("without a value"), self->counts.n_none },
  };
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "layer");
  sch_json_writer_string (writer, self->layer);
  sch_json_writer_member (writer, "applied");
  sch_json_writer_boolean (writer, applied);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = g_strdup_printf ("%8u  %s\n", rows[i].n, _ (rows[i].text));

      sch_json_writer_member (writer, rows[i].name);
      sch_json_writer_int (writer, rows[i].n);
      if (!json)
        sch_cli_print (line);
    }
  sch_json_writer_end_file (writer);
  if (json)
    sch_cli_print (sch_json_writer_peek (writer, NULL));
}

/* --- Command --- */

/* The layer that is asked for, else the only one. */
static char *
choose_layer (SchCorpus *corpus, const char *layer, SchExit *exit)
{
  g_auto (GStrv) layers = sch_corpus_list_layers (corpus);
  g_autofree char *names = g_strjoinv (", ", layers);

  if (layer != NULL)
    return sch_cli_check_layer (corpus, layer, exit) ? g_strdup (layer) : NULL;
  if (g_strv_length (layers) == 1)
    return g_strdup (layers[0]);
  *exit = SCH_EXIT_USAGE;
  if (layers[0] == NULL)
    sch_cli_message (_ ("the corpus has no annotations yet"));
  else
    sch_cli_message (_ ("the corpus has several layers (%s); choose one with --layer"), names);
  return NULL;
}

static SchExit
derive (SchCli *cli, const char *root, const char *layer, gboolean only_missing, gboolean dry_run,
        gboolean json)
{
  SchExit exit = SCH_EXIT_DONE;
  g_autoptr (SchCorpus)
      corpus = sch_cli_open (cli, root, dry_run ? SCH_OPEN_READ_ONLY : SCH_OPEN_DEFAULT, &exit);
  g_autofree char *chosen = NULL;
  g_auto (GStrv) paths = NULL;
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Job self = { .cli = cli, .corpus = corpus, .only_missing = only_missing, .changed = changed };
  gboolean good;

  if (corpus == NULL)
    return exit;
  if (dry_run || sch_cli_check_writable (corpus, &exit))
    chosen = choose_layer (corpus, layer, &exit);
  if (chosen == NULL)
    {
      sch_corpus_close (corpus, NULL);
      return exit;
    }
  self.layer = chosen;
  self.paths = paths = sch_corpus_list_layer_paths (corpus, chosen);
  good = count_documents (&self, &error) && (dry_run || derive_documents (&self, &error));
  if (!sch_corpus_close (corpus, good ? &error : NULL) || !good)
    return sch_cli_fail (error);
  print_result (&self, !dry_run, json);
  return SCH_EXIT_DONE;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  g_autofree char *layer = NULL;
  gboolean only_missing = FALSE;
  gboolean dry_run = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "layer", 0, 0, G_OPTION_ARG_FILENAME, &layer, N_ ("The layer to work on"), N_ ("LAYER") },
    { "missing", 0, 0, G_OPTION_ARG_NONE, &only_missing, N_ ("Only where there is no value yet"),
      NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Report, and write nothing"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  SchExit exit;

  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) ||
      !sch_cli_check_utf8 ("layer", layer, &exit))
    return exit;
  return derive (self, argv[1], layer, only_missing, dry_run, json);
}

const SchCliCommand sch_cmd_derive = {
  .name = "derive",
  .arguments = N_ ("CORPUS"),
  .summary = N_ ("Fill in the values that the text tells"),
  .run = run,
};
