/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli scheme show: a scheme for people, labels as a tree; or as it is in its file. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-cli-scheme.h"
#include "sch-label-order.h"
#include "sch-native-files.h"

static void
append_condition (GString *text, const char *word, GHashTable *condition)
{
  g_autoptr (GList) ids = condition != NULL ? g_list_sort (g_hash_table_get_keys (condition),
                                                           (GCompareFunc) strcmp)
                                            : NULL;

  for (GList *l = ids; l != NULL; l = l->next)
    {
      g_autofree char *values = g_strjoinv ("|", g_hash_table_lookup (condition, l->data));

      g_string_append_printf (text, "%s %s=%s", l == ids ? word : ",", (const char *) l->data,
                              values);
    }
}

static void
append_attribute (GString *text, const SchAttribute *attribute, guint indent)
{
  g_string_append_printf (text, "%*s- %s (%s", (int) indent, "", attribute->id,
                          sch_attribute_type_to_string (attribute->type));
  for (guint i = 0; i < attribute->values->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? ": " : ", ",
                            ((const SchAttributeValue *) attribute->values->pdata[i])->id);
  g_string_append_c (text, ')');
  if (attribute->required)
    g_string_append_printf (text, " %s", _ ("required"));
  if (attribute->derive != NULL)
    g_string_append_printf (text, _ (" derived by %s"), attribute->derive);
  else if (attribute->default_json != NULL)
    g_string_append_printf (text, _ (" default %s"), attribute->default_json);
  append_condition (text, _ (" when"), attribute->when);
  g_string_append_c (text, '\n');
}

static void
append_attributes (GString *text, GPtrArray *attributes, guint indent)
{
  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    append_attribute (text, g_ptr_array_index (attributes, i), indent);
}

static void
append_labels (GString *text, SchScheme *scheme)
{
  g_autoptr (GArray) places = sch_label_order_list (scheme);

  g_string_append_printf (text, "\n%s\n", _ ("Labels"));
  for (guint i = 0; i < places->len; i++)
    {
      const SchLabelPlace *place = &g_array_index (places, SchLabelPlace, i);
      const SchLabel *label = place->label;
      guint indent = 2 + 2 * place->depth;

      g_string_append_printf (text, "%*s%s “%s” [%s] %s %s%s%s\n", (int) indent, "", label->id,
                              label->name, *label->key != '\0' ? label->key : " ",
                              sch_kind_to_string (label->kind), label->color,
                              *label->role != '\0' ? " exclude" : "",
                              label->retired ? _ (", retired") : "");
      append_attributes (text, label->attributes, indent + 4);
    }
}

static void
append_ends (GString *text, char **from, char **to)
{
  g_autofree char *start = g_strjoinv ("|", from);
  g_autofree char *end = g_strjoinv ("|", to);

  g_string_append_printf (text, "%s → %s", *start != '\0' ? start : "*", *end != '\0' ? end : "*");
}

static void
append_relations (GString *text, SchScheme *scheme)
{
  if (sch_scheme_get_n_relation_types (scheme) > 0)
    g_string_append_printf (text, "\n%s\n", _ ("Relations"));
  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);

      g_string_append_printf (text, "  %s “%s” ", type->id, type->name);
      append_ends (text, type->from, type->to);
      g_string_append_printf (text, " %s%s%s\n", type->color,
                              type->symmetric ? _ (", goes both ways") : "",
                              type->retired ? _ (", retired") : "");
      append_attributes (text, type->attributes, 6);
    }
}

static void
append_others (GString *text, SchScheme *scheme)
{
  GPtrArray *attributes = sch_scheme_get_document_attributes (scheme);

  if (attributes->len > 0)
    g_string_append_printf (text, "\n%s\n", _ ("Documents"));
  append_attributes (text, attributes, 2);
  for (SchKind kind = 0; kind < SCH_N_KINDS; kind++)
    {
      attributes = sch_scheme_get_cluster_attributes (scheme, sch_kind_to_string (kind));
      if (attributes == NULL || attributes->len == 0)
        continue;
      g_string_append_printf (text, _ ("\nClusters of kind %s\n"), sch_kind_to_string (kind));
      append_attributes (text, attributes, 2);
    }
}

/* What the rule asks for, in the words of the file. */
static void
append_matter (GString *text, const SchRule *rule)
{
  g_autofree char *others = rule->others != NULL ? g_strjoinv ("|", rule->others) : g_strdup ("");
  g_autofree char *values = rule->values != NULL ? g_strjoinv ("|", rule->values) : g_strdup ("");

  g_string_append_printf (text, " %s", sch_rule_kind_to_string (rule->kind));
  if (rule->relation != NULL)
    g_string_append_printf (text, " %s", rule->relation);
  if (rule->kind == SCH_RULE_REQUIRES && (rule->min != 1 || rule->max != 0))
    g_string_append_printf (text, " %u–%u", rule->min, rule->max);
  if (rule->kind == SCH_RULE_RELATION)
    {
      g_string_append_c (text, ' ');
      append_ends (text, rule->from, rule->to);
      g_string_append_printf (text, " %s", sch_reach_to_string (rule->reach));
    }
  if (rule->attribute != NULL)
    g_string_append_printf (text, " %s%s%s", rule->attribute, *values != '\0' ? "=" : "", values);
  if (*others != '\0')
    g_string_append_printf (text, " %s", others);
  if (rule->kind == SCH_RULE_BALANCED)
    g_string_append_printf (text, " %s", sch_marks_to_string (rule->marks));
}

static void
append_rules (GString *text, SchScheme *scheme)
{
  GPtrArray *rules = sch_scheme_get_rules (scheme);

  if (rules->len > 0)
    g_string_append_printf (text, "\n%s\n", _ ("Rules"));
  for (guint i = 0; i < rules->len; i++)
    {
      const SchRule *rule = g_ptr_array_index (rules, i);
      g_autofree char *labels = g_strjoinv ("|", rule->labels);

      g_string_append_printf (text, "  %s %s: %s", rule->id,
                              sch_severity_to_string (rule->severity), labels);
      append_matter (text, rule);
      append_condition (text, _ (" when"), rule->when);
      append_condition (text, _ (" unless"), rule->unless);
      g_string_append_printf (text, " “%s”\n", rule->message);
    }
}

static void
print_text (SchScheme *scheme)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%s, revision %u\n"), sch_scheme_get_name (scheme),
                          sch_scheme_get_revision (scheme));
  if (*sch_scheme_get_description (scheme) != '\0')
    g_string_append_printf (text, "%s\n", sch_scheme_get_description (scheme));
  append_labels (text, scheme);
  append_relations (text, scheme);
  append_others (text, scheme);
  append_rules (text, scheme);
  sch_cli_print (text->str);
}

static SchExit
run (SchCli *self, const SchCliCommand *command, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print it as it stands in scheme.json"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (SchCliScheme) scheme = { 0 };
  SchExit exit = SCH_EXIT_DONE;

  if (!sch_cli_parse (command, entries, &argv, 1, 1, &exit) ||
      !sch_cli_scheme_load (&scheme, self, argv[1], &exit))
    return exit;
  if (json)
    {
      g_autoptr (GBytes) bytes = sch_native_write_tree (sch_scheme_get_tree (scheme.scheme));
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      sch_cli_print (text);
    }
  else
    print_text (scheme.scheme);
  return SCH_EXIT_DONE;
}

const SchCliCommand sch_cmd_scheme_show = {
  .name = "scheme show",
  .arguments = N_ ("SCHEME"),
  .summary = N_ ("Print labels, attributes, relations and rules"),
  .run = run,
};
