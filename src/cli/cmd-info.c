/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli info: documents, layers, counts. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-cli.h"
#include "sch-json-writer.h"
#include "sch-layer-stream.h"

typedef struct
{
  char *name;
  SchScheme *scheme; /* of the corpus */
  guint n_documents;
  guint n_spans;
  guint n_relations;
  guint n_clusters;
  GHashTable *labels; /* id -> count */
  guint statuses[SCH_STATUS_DONE + 1];
} LayerInfo;

static void
layer_info_free (gpointer data)
{
  LayerInfo *self = data;

  g_free (self->name);
  g_hash_table_unref (self->labels);
  g_free (self);
}

/* The id of the label that the scheme has for it now, as exports write it. */
static const char *
get_current_id (SchScheme *scheme, const char *id)
{
  const SchLabel *label = sch_scheme_get_label (scheme, id);

  return label != NULL ? label->id : id;
}

static void
add_counts (LayerInfo *self, const SchLayerCounts *counts)
{
  GHashTableIter iter;
  gpointer label, n;

  self->n_documents++;
  self->n_spans += counts->n_spans;
  self->n_relations += counts->n_relations;
  self->statuses[counts->status]++;
  g_hash_table_iter_init (&iter, counts->labels);
  while (g_hash_table_iter_next (&iter, &label, &n))
    {
      const char *id = get_current_id (self->scheme, label);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, id));

      g_hash_table_insert (self->labels, g_strdup (id),
                           GUINT_TO_POINTER (count + GPOINTER_TO_UINT (n)));
    }
}

static gpointer
count_document (SchLayerReading *reading, gpointer data)
{
  return sch_layer_reading_count (reading);
}

static gboolean
take_counts (const char *path, gpointer result, const GError *failure, gpointer data,
             GError **error)
{
  if (failure != NULL)
    sch_cli_message ("%s: %s", path, failure->message);
  else
    add_counts (data, result);
  return TRUE;
}

/* (nullable): NULL where it was stopped */
static LayerInfo *
read_layer (SchCli *cli, SchCorpus *corpus, const char *name, GError **error)
{
  static const SchLayerStream stream = { NULL, count_document, take_counts,
                                         (GDestroyNotify) sch_layer_counts_free };
  LayerInfo *self = g_new0 (LayerInfo, 1);
  g_auto (GStrv) paths = sch_corpus_list_layer_paths (corpus, name);
  g_autoptr (GPtrArray) clusters = sch_corpus_list_clusters (corpus, name);

  self->name = g_strdup (name);
  self->scheme = sch_corpus_get_scheme (corpus);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_clusters = clusters->len;
  if (sch_corpus_stream_layer (corpus, name, (const char *const *) paths, cli->jobs, &stream, self,
                               cli->cancellable, error))
    return self;
  layer_info_free (self);
  return NULL;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer container): label ids, sorted */
static GPtrArray *
list_labels (LayerInfo *self)
{
  GPtrArray *labels = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer label;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &label, NULL))
    g_ptr_array_add (labels, label);
  g_ptr_array_sort (labels, compare_strings);
  return labels;
}

static gboolean
is_known (LayerInfo *self, const char *label)
{
  return sch_scheme_get_label (self->scheme, label) != NULL;
}

static void
write_int (SchJsonWriter *writer, const char *name, guint value)
{
  sch_json_writer_member (writer, name);
  sch_json_writer_int (writer, value);
}

static void
write_layer (SchJsonWriter *writer, LayerInfo *self)
{
  g_autoptr (GPtrArray) labels = list_labels (self);

  sch_json_writer_member (writer, self->name);
  sch_json_writer_begin_object (writer);
  write_int (writer, "documents", self->n_documents);
  write_int (writer, "spans", self->n_spans);
  write_int (writer, "relations", self->n_relations);
  write_int (writer, "clusters", self->n_clusters);
  sch_json_writer_member (writer, "labels");
  sch_json_writer_begin_object (writer);
  for (guint i = 0; i < labels->len; i++)
    write_int (writer, labels->pdata[i],
               GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, labels->pdata[i])));
  sch_json_writer_end_object (writer);
  sch_json_writer_member (writer, "unknownLabels");
  sch_json_writer_begin_array (writer);
  for (guint i = 0; i < labels->len; i++)
    if (!is_known (self, labels->pdata[i]))
      sch_json_writer_string (writer, labels->pdata[i]);
  sch_json_writer_end_array (writer);
  sch_json_writer_member (writer, "status");
  sch_json_writer_begin_object (writer);
  for (guint s = 0; s < G_N_ELEMENTS (self->statuses); s++)
    write_int (writer, sch_status_to_string (s), self->statuses[s]);
  sch_json_writer_end_object (writer);
  sch_json_writer_end_object (writer);
}

static void
print_json (SchCorpus *corpus, GPtrArray *layers)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autofree char *title = sch_corpus_dup_title (corpus);

  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "title");
  sch_json_writer_string (writer, title);
  sch_json_writer_member (writer, "scheme");
  sch_json_writer_string (writer, sch_scheme_get_name (sch_corpus_get_scheme (corpus)));
  write_int (writer, "documents", g_list_model_get_n_items (sch_corpus_get_documents (corpus)));
  sch_json_writer_member (writer, "layers");
  sch_json_writer_begin_object (writer);
  for (guint i = 0; i < layers->len; i++)
    write_layer (writer, g_ptr_array_index (layers, i));
  sch_json_writer_end_object (writer);
  sch_json_writer_end_file (writer);
  sch_cli_print (sch_json_writer_peek (writer, NULL));
}

static void
print_layer (LayerInfo *self, guint n_documents, GString *text)
{
  g_autoptr (GPtrArray) labels = list_labels (self);

  g_string_append_printf (text,
                          _ ("layer %s: %u of %u documents, %u spans, %u relations, %u clusters\n"),
                          self->name, self->n_documents, n_documents, self->n_spans,
                          self->n_relations, self->n_clusters);
  for (guint s = 0; s < G_N_ELEMENTS (self->statuses); s++)
    if (self->statuses[s] > 0)
      g_string_append_printf (text, "  %-20s %8u\n", sch_status_to_string (s), self->statuses[s]);
  for (guint i = 0; i < labels->len; i++)
    {
      const char *label = labels->pdata[i];

      g_string_append_printf (text, "    %-18s %8u%s%s\n", label,
                              GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, label)),
                              is_known (self, label) ? "" : "  ",
                              is_known (self, label) ? "" : _ ("(not in the scheme)"));
    }
}

static void
print_text (SchCorpus *corpus, GPtrArray *layers)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = sch_corpus_dup_title (corpus);
  guint n_documents = g_list_model_get_n_items (sch_corpus_get_documents (corpus));

  g_string_append_printf (text, _ ("%s: %u documents, scheme %s\n"), title, n_documents,
                          sch_scheme_get_name (sch_corpus_get_scheme (corpus)));
  for (guint i = 0; i < layers->len; i++)
    print_layer (g_ptr_array_index (layers, i), n_documents, text);
  sch_cli_print (text->str);
}

static SchExit
info (SchCli *self, const char *root, gboolean json)
{
  SchExit exit = SCH_EXIT_DONE;
  g_autoptr (SchCorpus) corpus = sch_cli_open (self, root, SCH_OPEN_READ_ONLY, &exit);
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func (layer_info_free);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  GPtrArray *issues;

  if (corpus == NULL)
    return exit;
  names = sch_corpus_list_layers (corpus);
  for (guint i = 0; names[i] != NULL; i++)
    {
      LayerInfo *layer = read_layer (self, corpus, names[i], &error);

      if (layer == NULL)
        return sch_cli_fail (error);
      g_ptr_array_add (layers, layer);
    }
  issues = sch_corpus_get_issues (corpus);
  for (guint i = 0; i < issues->len; i++)
    {
      const SchIssue *issue = g_ptr_array_index (issues, i);

      sch_cli_message ("%s", issue->message);
    }
  if (json)
    print_json (corpus, layers);
  else
    print_text (corpus, layers);
  return SCH_EXIT_DONE;
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  gboolean json = FALSE;
  gint jobs = 0;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    sch_cli_make_jobs_entry (&jobs),
    G_OPTION_ENTRY_NULL,
  };
  SchExit exit;

  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) ||
      !sch_cli_take_jobs (self, jobs, &exit))
    return exit;
  return info (self, argv[1], json);
}

const SchCliCommand sch_cmd_info = {
  .name = "info",
  .arguments = N_ ("CORPUS"),
  .summary = N_ ("Count documents, layers, labels and states"),
  .run = run,
};
