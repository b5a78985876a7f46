/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli scheme check: what makes a scheme hard to work with, though it can be read; and, of a
 * corpus, what its layers have that the scheme does not know. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "sch-cli-scheme.h"
#include "sch-json-writer.h"

/* Below this, a colour is hard to see on the page; lines and marks are drawn in a shade that can be. */
#define MIN_CONTRAST 1.3

typedef struct
{
  SchCli *cli;
  const char *shown;
  SchScheme *scheme;
  SchJsonWriter *writer; /* (nullable): JSON is written */
  GString *text;
  guint n_findings;
} Check;

/* @place: (transfer full): what it is about; @n: how many annotations, 0 = it is not about any */
static void add (Check *self, const char *rule, char *place, guint n, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

static void
add (Check *self, const char *rule, char *place, guint n, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->n_findings++;
  g_string_append_printf (self->text, "%s: warning: %s: %s [%s]\n", self->shown, place, message,
                          rule);
  sch_json_writer_begin_object (self->writer);
  sch_json_writer_member_string (self->writer, "severity", "warning");
  sch_json_writer_member_string (self->writer, "rule", rule);
  sch_json_writer_member_string (self->writer, "place", place);
  if (n > 0)
    {
      sch_json_writer_member (self->writer, "annotations");
      sch_json_writer_int (self->writer, n);
    }
  sch_json_writer_member_string (self->writer, "message", message);
  sch_json_writer_end_object (self->writer);
  g_free (place);
}

static char *
dup_label_place (const SchLabel *label)
{
  return g_strdup_printf (_ ("label “%s”"), label->id);
}

/* --- Labels --- */

static double
get_luminance (const char *color)
{
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    {
      double part = (g_ascii_xdigit_value (color[1 + 2 * i]) * 16 +
                     g_ascii_xdigit_value (color[2 + 2 * i])) /
                    255.0;

      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return sum;
}

/* As in the Web Content Accessibility Guidelines: 1 to 21. */
static double
get_contrast (const char *a, const char *b)
{
  double first = get_luminance (a);
  double second = get_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

static void
check_color (Check *self, const SchLabel *label)
{
  double light = get_contrast (label->color, "#ffffff");
  double dark = get_contrast (label->color, "#1e1e1e");

  if (light < MIN_CONTRAST)
    add (self, "contrast", dup_label_place (label), 0,
         _ ("the color %s can hardly be told from a light page (contrast %.1f)"), label->color,
         light);
  if (dark < MIN_CONTRAST)
    add (self, "contrast", dup_label_place (label), 0,
         _ ("the color %s can hardly be told from a dark page (contrast %.1f)"), label->color,
         dark);
}

/* A retired label may keep a key that another has, but it cannot come back with it. */
static void
check_key (Check *self, const SchLabel *label)
{
  const SchLabel *other = label->retired && *label->key != '\0'
                              ? sch_scheme_get_label_by_key (self->scheme, label->key)
                              : NULL;

  if (other != NULL)
    add (self, "key-clash", dup_label_place (label), 0,
         _ ("it is retired, and its key %s belongs to “%s”"), label->key, other->id);
}

static void
check_names (Check *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sch_scheme_get_n_labels (self->scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (self->scheme, i);
      g_autofree char *name = g_utf8_casefold (label->name, -1);
      const SchLabel *other = g_hash_table_lookup (names, name);

      if (label->retired)
        continue;
      if (other == NULL)
        g_hash_table_insert (names, g_steal_pointer (&name), (gpointer) label);
      else if (strcmp (other->parent, label->parent) == 0 && other->kind == label->kind)
        add (self, "name-clash", dup_label_place (label), 0, _ ("“%s” has the same name"),
             other->id);
    }
}

static void
check_labels (Check *self)
{
  for (guint i = 0; i < sch_scheme_get_n_labels (self->scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (self->scheme, i);

      check_key (self, label);
      if (label->retired)
        continue;
      check_color (self, label);
      if (*label->description == '\0')
        add (self, "no-description", dup_label_place (label), 0,
             _ ("it has no description; say what belongs to it and what does not"));
    }
  check_names (self);
}

/* --- Relations and rules --- */

/* (transfer container): labels in use that one of the names means; all where there are none */
static GPtrArray *
list_meant (SchScheme *scheme, char **names)
{
  GPtrArray *labels = g_ptr_array_new ();

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      gboolean meant = names == NULL || names[0] == NULL;

      for (guint k = 0; !meant && names[k] != NULL; k++)
        meant = sch_scheme_label_matches (scheme, names[k], label);
      if (meant && !label->retired)
        g_ptr_array_add (labels, (gpointer) label);
    }
  return labels;
}

static gboolean
can_connect (Check *self, const SchRelationType *type, GPtrArray *from, GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    for (guint k = 0; k < to->len; k++)
      if (sch_relation_type_allows (type, self->scheme, ((const SchLabel *) from->pdata[i])->id,
                                    ((const SchLabel *) to->pdata[k])->id))
        return TRUE;
  return FALSE;
}

static void
check_relations (Check *self)
{
  g_autoptr (GPtrArray) all = list_meant (self->scheme, NULL);

  for (guint i = 0; i < sch_scheme_get_n_relation_types (self->scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (self->scheme, i);

      if (!type->retired && !can_connect (self, type, all, all))
        add (self, "relation-ends", g_strdup_printf (_ ("relation “%s”"), type->id), 0,
             _ ("no label in use is a start and an end of it"));
    }
}

static void
add_never (Check *self, const SchRule *rule, const char *message, const char *name)
{
  add (self, "rule-never", g_strdup_printf (_ ("rule “%s”"), rule->id), 0, "%s: %s", message, name);
}

static void
check_required (Check *self, const SchRule *rule, GPtrArray *concerned)
{
  const SchRelationType *type = sch_scheme_get_relation_type (self->scheme, rule->relation);
  g_autoptr (GPtrArray) all = list_meant (self->scheme, NULL);

  if (type->retired)
    {
      add_never (self, rule, _ ("the relation is retired"), type->id);
      return;
    }
  for (guint i = 0; rule->min > 0 && i < concerned->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, concerned->pdata[i]);
      if (!can_connect (self, type, rule->at_from ? one : all, rule->at_from ? all : one))
        add_never (self, rule, _ ("the relation that it requires is not allowed for the label"),
                   ((const SchLabel *) concerned->pdata[i])->id);
    }
}

static void
check_relation_rule (Check *self, const SchRule *rule)
{
  const SchRelationType *type = sch_scheme_get_relation_type (self->scheme, rule->relation);
  g_autoptr (GPtrArray) from = list_meant (self->scheme, rule->from);
  g_autoptr (GPtrArray) to = list_meant (self->scheme, rule->to);

  if (type->retired || !can_connect (self, type, from, to))
    add_never (self, rule, _ ("nothing that it allows may have the relation"), type->id);
}

static void
check_attribute_rule (Check *self, const SchRule *rule, GPtrArray *concerned)
{
  guint n_with = 0;

  for (guint i = 0; i < concerned->len; i++)
    {
      const SchLabel *label = concerned->pdata[i];
      const SchAttribute *attribute = sch_label_get_attribute (label, rule->attribute);
      gboolean found = rule->values[0] == NULL;

      if (attribute == NULL)
        continue;
      n_with++;
      for (guint k = 0; !found && rule->values[k] != NULL; k++)
        found = attribute->values->len == 0 ||
                sch_attribute_get_value (attribute, rule->values[k]) != NULL;
      if (!found)
        add_never (self, rule, _ ("the attribute has none of its values"), attribute->id);
    }
  if (n_with == 0)
    add (self, "rule-never", g_strdup_printf (_ ("rule “%s”"), rule->id), 0,
         _ ("no label that it is about has the attribute “%s”"), rule->attribute);
}

/* Attributes that no label which the rule is about has. */
static void
check_condition (Check *self, const SchRule *rule, GHashTable *condition, GPtrArray *concerned)
{
  g_autoptr (GList) ids = condition != NULL ? g_list_sort (g_hash_table_get_keys (condition),
                                                           (GCompareFunc) strcmp)
                                            : NULL;

  for (GList *l = ids; l != NULL; l = l->next)
    {
      gboolean found = FALSE;

      for (guint i = 0; !found && i < concerned->len; i++)
        found = sch_label_get_attribute (concerned->pdata[i], l->data) != NULL;
      if (!found)
        add (self, "rule-condition", g_strdup_printf (_ ("rule “%s”"), rule->id), 0,
             _ ("no label that it is about has the attribute “%s”"), (const char *) l->data);
    }
}

static void
check_rule (Check *self, const SchRule *rule)
{
  g_autoptr (GPtrArray) concerned = list_meant (self->scheme, rule->labels);
  g_autoptr (GPtrArray) others = list_meant (self->scheme, rule->others);

  if (rule->kind == SCH_RULE_RELATION)
    {
      check_relation_rule (self, rule);
      return;
    }
  if (concerned->len == 0)
    {
      g_autofree char *names = g_strjoinv (", ", rule->labels);

      add_never (self, rule, _ ("it is about no label in use"), names);
      return;
    }
  if (rule->kind == SCH_RULE_REQUIRES)
    check_required (self, rule, concerned);
  else if (rule->kind == SCH_RULE_ATTRIBUTE)
    check_attribute_rule (self, rule, concerned);
  else if (rule->kind == SCH_RULE_INSIDE && others->len == 0)
    {
      g_autofree char *names = g_strjoinv (", ", rule->others);

      add_never (self, rule, _ ("no label in use can be around it"), names);
    }
  check_condition (self, rule, rule->when, concerned);
  check_condition (self, rule, rule->unless, concerned);
}

/* --- Layers --- */

static void
count_unknown (Check *self, SchLayerDocument *document, GHashTable *labels, GHashTable *relations)
{
  g_autoptr (GPtrArray) used = sch_layer_document_list_labels (document);
  g_autoptr (GPtrArray) records = sch_layer_document_list_relations (document);

  for (guint i = 0; i < used->len; i++)
    {
      const char *label = g_ptr_array_index (used, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (labels, label));

      if (sch_scheme_get_label (self->scheme, label) == NULL)
        g_hash_table_insert (labels, (char *) g_intern_string (label),
                             GUINT_TO_POINTER (n +
                                               sch_layer_document_count_label (document, label)));
    }
  for (guint i = 0; i < records->len; i++)
    {
      const char *type = ((SchRelation *) g_ptr_array_index (records, i))->type;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (relations, type));

      if (sch_scheme_get_relation_type (self->scheme, type) == NULL)
        g_hash_table_insert (relations, (char *) g_intern_string (type), GUINT_TO_POINTER (n + 1));
    }
}

static void
tell_unknown (Check *self, const char *layer, GHashTable *counts, const char *rule,
              const char *singular, const char *plural)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) strcmp);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data));
      const char *form = n == 1 ? singular : plural;
      g_autofree char *message = g_strdup_printf ("“%s”: %u %s", (const char *) l->data, n, form);

      add (self, rule, g_strdup_printf (_ ("layer %s"), layer), n, "%s", message);
    }
}

static void
check_layer (Check *self, SchCorpus *corpus, const char *layer)
{
  g_auto (GStrv) paths = sch_corpus_list_layer_paths (corpus, layer);
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) relations = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_paths = g_strv_length (paths);

  for (guint i = 0; i < n_paths && !g_cancellable_is_cancelled (self->cli->cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      SchLayerDocument *document = sch_corpus_get_layer_document (corpus, layer, paths[i], &error);

      if (document != NULL)
        count_unknown (self, document, labels, relations);
      else
        sch_cli_message ("%s: %s", paths[i], error->message);
      sch_corpus_unload_layer_document (corpus, layer, paths[i]);
      sch_cli_show_progress (self->cli, layer, i + 1, n_paths);
    }
  tell_unknown (self, layer, labels, "unknown-label",
                _ ("annotation with a label that the scheme does not have"),
                _ ("annotations with a label that the scheme does not have"));
  tell_unknown (self, layer, relations, "unknown-relation",
                _ ("relation of a type that the scheme does not have"),
                _ ("relations of a type that the scheme does not have"));
}

static void
check_all (Check *self, SchCorpus *corpus)
{
  GPtrArray *rules = sch_scheme_get_rules (self->scheme);
  g_auto (GStrv) layers = corpus != NULL ? sch_corpus_list_layers (corpus) : NULL;

  check_labels (self);
  check_relations (self);
  for (guint i = 0; i < rules->len; i++)
    check_rule (self, g_ptr_array_index (rules, i));
  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    check_layer (self, corpus, layers[i]);
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (SchCliScheme) scheme = { 0 };
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Check check = { .cli = self, .writer = writer, .text = text };
  SchExit exit = SCH_EXIT_DONE;

  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) ||
      !sch_cli_scheme_load (&scheme, self, argv[1], &exit))
    return exit;
  check.shown = scheme.shown;
  check.scheme = scheme.scheme;
  sch_json_writer_begin_file (writer);
  sch_json_writer_member (writer, "problems");
  sch_json_writer_begin_records (writer);
  check_all (&check, scheme.corpus);
  sch_json_writer_end_records (writer);
  sch_json_writer_end_file (writer);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    return sch_cli_fail (error);
  sch_cli_print (json ? sch_json_writer_peek (writer, NULL) : text->str);
  return check.n_findings > 0 ? SCH_EXIT_FINDINGS : SCH_EXIT_DONE;
}

const SchCliCommand sch_cmd_scheme_check = {
  .name = "scheme check",
  .arguments = N_ ("SCHEME"),
  .summary = N_ ("Print what is wrong with a scheme, and what a corpus has that it does not know"),
  .run = run,
};
