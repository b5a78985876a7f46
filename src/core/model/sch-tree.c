/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking into records that are JSON trees, and making changed copies of them. A tree is sealed:
 * nothing here alters one. */

#include "sch-tree-private.h"

#include "sch-native-files.h"

gboolean
sch_node_is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

gboolean
sch_node_is_strings (JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!sch_node_is_string (json_array_get_element (array, i)))
      return FALSE;
  return TRUE;
}

const char *
sch_node_get_string (JsonNode *node, const char *member)
{
  JsonNode *value = JSON_NODE_HOLDS_OBJECT (node)
                        ? json_object_get_member (json_node_get_object (node), member)
                        : NULL;

  return value && sch_node_is_string (value) ? json_node_get_string (value) : "";
}

/**
 * sch_native_dup_tree_id:
 * @node: the content of a SchTree of type @type
 *
 * Returns: (transfer full): the id that the record has by its content, "" if it has none
 */
char *
sch_native_dup_tree_id (SchRecordType type, JsonNode *node)
{
  if (type == SCH_RECORD_METADATA)
    return g_strdup (sch_node_get_string (node, "path"));
  if (type == SCH_RECORD_REJECTED)
    return g_strconcat (sch_node_get_string (node, "a"), " ", sch_node_get_string (node, "b"),
                        NULL);
  if (type == SCH_RECORD_ORPHAN && JSON_NODE_HOLDS_OBJECT (node) &&
      json_object_has_member (json_node_get_object (node), "span"))
    node = json_object_get_member (json_node_get_object (node), "span");
  return g_strdup (sch_node_get_string (node, "id"));
}

static JsonNode *
get_member (SchTree *tree, const char *member)
{
  if (!tree || !JSON_NODE_HOLDS_OBJECT (tree->node))
    return NULL;
  return json_object_get_member (json_node_get_object (tree->node), member);
}

/**
 * sch_tree_get_string:
 * @tree: (nullable)
 *
 * Returns: the member's value; "" where it is missing or no string
 */
const char *
sch_tree_get_string (SchTree *tree, const char *member)
{
  return tree ? sch_node_get_string (tree->node, member) : "";
}

/**
 * sch_tree_dup_strv:
 * @tree: (nullable)
 *
 * Returns: (transfer full): the member's strings; empty where it is missing or no list of strings
 */
char **
sch_tree_dup_strv (SchTree *tree, const char *member)
{
  JsonNode *node = get_member (tree, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (node && sch_node_is_strings (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_strv_builder_add (builder, json_array_get_string_element (array, i));
    }
  return g_strv_builder_end (builder);
}

/**
 * sch_tree_get_boolean:
 * @tree: (nullable)
 *
 * Returns: the member's value; FALSE where it is missing or no boolean
 */
gboolean
sch_tree_get_boolean (SchTree *tree, const char *member)
{
  JsonNode *node = get_member (tree, member);

  return node && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/* A copy of the tree with a member set; NULL takes it out. The other members and their order stay. */
static SchTree *
copy_with (SchTree *tree, const char *member, JsonNode *value)
{
  JsonObject *from = json_node_get_object (tree->node);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (from);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *id = NULL;

  for (GList *l = names; l; l = l->next)
    if (!g_str_equal (l->data, member))
      json_object_set_member (object, l->data,
                              json_node_copy (json_object_get_member (from, l->data)));
    else if (value)
      json_object_set_member (object, member, json_node_copy (value));
  if (value && !json_object_has_member (from, member))
    json_object_set_member (object, member, json_node_copy (value));
  json_node_set_object (node, object);
  id = sch_native_dup_tree_id (tree->record.type, node);
  if (tree->record.type != SCH_RECORD_METADATA && tree->record.type != SCH_RECORD_REJECTED)
    {
      g_free (id);
      id = g_strdup (tree->record.id);
    }
  return sch_tree_new (tree->record.type, id, node);
}

/**
 * sch_tree_with_string:
 * @value: "" takes the member out
 *
 * Returns: (transfer full): a copy with the member set; the other members and their order stay
 */
SchTree *
sch_tree_with_string (SchTree *tree, const char *member, const char *value)
{
  g_autoptr (JsonNode) node = *value ? json_node_new (JSON_NODE_VALUE) : NULL;

  if (node)
    json_node_set_string (node, value);
  return copy_with (tree, member, node);
}

/**
 * sch_tree_with_boolean:
 * @value: FALSE takes the member out
 *
 * Returns: (transfer full): a copy with the member set; the other members and their order stay
 */
SchTree *
sch_tree_with_boolean (SchTree *tree, const char *member, gboolean value)
{
  g_autoptr (JsonNode) node = value ? json_node_new (JSON_NODE_VALUE) : NULL;

  if (node)
    json_node_set_boolean (node, TRUE);
  return copy_with (tree, member, node);
}
