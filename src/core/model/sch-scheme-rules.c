/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rules of a scheme. A rule has exactly one of the members that tell a kind; one that has
 * none of them is for versions that know it: it stays in the tree and is passed over. */

#include <glib/gi18n-lib.h>

#include "sch-canonical.h"
#include "sch-scheme-reader.h"

#define MAX_COUNT 10000u

static gboolean
read_severity (SchSchemeReader *reader, JsonObject *object, SchSeverity *severity)
{
  g_autofree char *name = NULL;

  if (!sch_scheme_reader_read_string (reader, object, "severity", &name))
    return FALSE;
  *severity = SCH_SEVERITY_WARNING;
  return !*name || sch_severity_from_string (name, severity) ||
         sch_scheme_reader_fail (
             reader, _ ("the severity “%s” is not known; there are error, warning and info"), name);
}

static gboolean
read_direction (SchSchemeReader *reader, JsonObject *object, gboolean *at_from)
{
  g_autofree char *direction = NULL;

  if (!sch_scheme_reader_read_string (reader, object, "direction", &direction))
    return FALSE;
  *at_from = !g_str_equal (direction, "to");
  if (*direction && *at_from && !g_str_equal (direction, "from"))
    return sch_scheme_reader_fail (reader,
                                   _ ("the direction “%s” is not known; there are from and to"),
                                   direction);
  return TRUE;
}

/* @count: left as it is where the member is missing */
static gboolean
read_count (SchSchemeReader *reader, JsonObject *object, const char *member, guint *count)
{
  JsonNode *node = sch_scheme_reader_get_node (object, member);
  gint64 value;

  if (!node)
    return TRUE;
  value = sch_scheme_reader_is_value (node, G_TYPE_INT64) ? json_node_get_int (node) : -1;
  if (value < 0 || value > MAX_COUNT)
    return sch_scheme_reader_fail (reader, _ ("“%s” must be a whole number from 0 to %u"), member,
                                   MAX_COUNT);
  *count = value;
  return TRUE;
}

static gboolean
read_requires (SchSchemeReader *reader, JsonObject *object, SchRule *rule)
{
  rule->min = 1;
  if (!sch_scheme_reader_read_string (reader, object, "requires", &rule->relation) ||
      !read_direction (reader, object, &rule->at_from) ||
      !read_count (reader, object, "min", &rule->min) ||
      !read_count (reader, object, "max", &rule->max))
    return FALSE;
  if (!sch_scheme_get_relation_type (reader->scheme, rule->relation))
    return sch_scheme_reader_fail (reader,
                                   _ ("it requires “%s”, which is not a relation of this scheme"),
                                   rule->relation);
  if (rule->max > 0 && rule->min > rule->max)
    return sch_scheme_reader_fail (reader, _ ("“min” (%u) is larger than “max” (%u)"), rule->min,
                                   rule->max);
  return TRUE;
}

static gboolean
read_relation (SchSchemeReader *reader, JsonObject *object, SchRule *rule)
{
  g_autofree char *within = NULL;

  if (!sch_scheme_reader_read_string (reader, object, "relation", &rule->relation) ||
      !sch_scheme_reader_read_strv (reader, object, "from", &rule->from) ||
      !sch_scheme_reader_read_strv (reader, object, "to", &rule->to) ||
      !sch_scheme_reader_read_string (reader, object, "within", &within))
    return FALSE;
  if (!sch_scheme_get_relation_type (reader->scheme, rule->relation))
    return sch_scheme_reader_fail (reader,
                                   _ ("it is about “%s”, which is not a relation of this scheme"),
                                   rule->relation);
  if (!sch_reach_from_string (within, &rule->reach))
    return sch_scheme_reader_fail (reader,
                                   _ ("“within” cannot be “%s”; there are sentence and paragraph"),
                                   within);
  return sch_scheme_reader_check_names (reader, "from", rule->from) &&
         sch_scheme_reader_check_names (reader, "to", rule->to);
}

/* Strings, numbers and booleans, as the text that people see. */
static gboolean
read_values (SchSchemeReader *reader, JsonObject *object, char ***values)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!sch_scheme_reader_get_array (reader, object, "values", &array))
    return FALSE;
  for (guint i = 0; i < sch_scheme_reader_get_length (array); i++)
    {
      JsonNode *value = json_array_get_element (array, i);
      g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

      if (!JSON_NODE_HOLDS_VALUE (value))
        return sch_scheme_reader_fail (reader, _ ("“values” must be a list of values"));
      sch_canonical_write_value (value, writer);
      g_strv_builder_add (builder, sch_scheme_reader_is_value (value, G_TYPE_STRING)
                                       ? json_node_get_string (value)
                                       : sch_json_writer_peek (writer, NULL));
    }
  *values = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_attribute (SchSchemeReader *reader, JsonObject *object, SchRule *rule)
{
  return sch_scheme_reader_read_string (reader, object, "attribute", &rule->attribute) &&
         read_values (reader, object, &rule->values);
}

static gboolean
read_balanced (SchSchemeReader *reader, JsonObject *object, SchRule *rule)
{
  g_autofree char *name = NULL;

  if (!sch_scheme_reader_read_string (reader, object, "balanced", &name))
    return FALSE;
  return sch_marks_from_string (name, &rule->marks) ||
         sch_scheme_reader_fail (reader,
                                 _ ("“balanced” cannot be “%s”; there are quotes and brackets"),
                                 name);
}

static gboolean
read_kind_members (SchSchemeReader *reader, JsonObject *object, SchRule *rule)
{
  const char *member = sch_rule_kind_to_string (rule->kind);
  gboolean wanted;

  switch (rule->kind)
    {
    case SCH_RULE_REQUIRES:
      return read_requires (reader, object, rule);
    case SCH_RULE_RELATION:
      return read_relation (reader, object, rule);
    case SCH_RULE_ATTRIBUTE:
      return read_attribute (reader, object, rule);
    case SCH_RULE_BALANCED:
      return read_balanced (reader, object, rule);
    case SCH_RULE_WHOLE_WORDS:
      return sch_scheme_reader_read_boolean (reader, object, member, &wanted);
    case SCH_RULE_NO_OVERLAP:
    case SCH_RULE_NO_CROSSING:
    case SCH_RULE_INSIDE:
    case SCH_RULE_OUTSIDE:
    case SCH_N_RULE_KINDS:
    default:
      return sch_scheme_reader_read_strv (reader, object, member, &rule->others) &&
             sch_scheme_reader_check_names (reader, member, rule->others);
    }
}

static gboolean
read_rule_members (SchSchemeReader *reader, JsonObject *object, SchRule *rule)
{
  if (!sch_scheme_reader_read_strv (reader, object, "labels", &rule->labels) ||
      !read_kind_members (reader, object, rule) ||
      !sch_scheme_reader_read_condition (reader, object, "when", &rule->when) ||
      !sch_scheme_reader_read_condition (reader, object, "unless", &rule->unless) ||
      !read_severity (reader, object, &rule->severity) ||
      !sch_scheme_reader_read_string (reader, object, "message", &rule->message) ||
      !sch_scheme_reader_check_names (reader, "labels", rule->labels))
    return FALSE;
  rule->is_own_message = *rule->message != '\0';
  if (!rule->is_own_message)
    {
      g_free (rule->message);
      rule->message = sch_rule_dup_default_message (rule, reader->scheme);
    }
  return TRUE;
}

/* "wholeWords": false asks for nothing. */
static gboolean
has_kind (JsonObject *object, SchRuleKind kind)
{
  JsonNode *node = sch_scheme_reader_get_node (object, sch_rule_kind_to_string (kind));

  return node &&
         !(kind == SCH_RULE_WHOLE_WORDS && sch_scheme_reader_is_value (node, G_TYPE_BOOLEAN) &&
           !json_node_get_boolean (node));
}

/* @kind: (out): SCH_N_RULE_KINDS = one that this version does not know */
static gboolean
find_kind (SchSchemeReader *reader, JsonObject *object, SchRuleKind *kind)
{
  *kind = SCH_N_RULE_KINDS;
  for (SchRuleKind other = 0; other < SCH_N_RULE_KINDS; other++)
    {
      if (!has_kind (object, other))
        continue;
      if (*kind != SCH_N_RULE_KINDS)
        return sch_scheme_reader_fail (
            reader, _ ("it has “%s” and “%s”; a rule asks for one thing, so make it two rules"),
            sch_rule_kind_to_string (*kind), sch_rule_kind_to_string (other));
      *kind = other;
    }
  return TRUE;
}

static gboolean
read_rule (SchSchemeReader *reader, JsonObject *object, guint index, GHashTable *ids)
{
  g_autofree char *id = NULL;
  g_autofree char *place = NULL;
  SchSchemeReader inner = *reader;
  SchRuleKind kind;
  SchRule *rule;

  if (!sch_scheme_reader_read_id (reader, object, "rules", index, &id))
    return FALSE;
  if (!g_hash_table_add (ids, g_strdup (id)))
    return sch_scheme_reader_fail (reader, _ ("the rule “%s” is there twice; give one another id"),
                                   id);
  place = g_strdup_printf (_ ("rule “%s”"), id);
  inner.place = place;
  if (!find_kind (&inner, object, &kind))
    return FALSE;
  if (kind == SCH_N_RULE_KINDS)
    return TRUE;
  rule = g_new0 (SchRule, 1);
  rule->id = g_steal_pointer (&id);
  rule->kind = kind;
  g_ptr_array_add (reader->scheme->rules, rule);
  return read_rule_members (&inner, object, rule);
}

gboolean
sch_scheme_reader_read_rules (SchSchemeReader *reader, JsonObject *root)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *rules;

  if (!sch_scheme_reader_get_array (reader, root, "rules", &rules))
    return FALSE;
  for (guint i = 0; i < sch_scheme_reader_get_length (rules); i++)
    {
      JsonObject *object = sch_scheme_reader_get_element (reader, rules, i, "rules");

      if (!object || !read_rule (reader, object, i, ids))
        return FALSE;
    }
  return TRUE;
}
