/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trees of schemes as lists of things with ids. Nothing here changes a tree. */

#include "config.h"

#include "sch-scheme-nodes.h"

#include <string.h>

#include "sch-canonical.h"
#include "sch-json-tree.h"
#include "sch-json-writer.h"
#include "sch-tree-private.h"

const SchSchemeList sch_scheme_lists[] = {
  { SCH_PART_LABEL, "labels", NULL },
  { SCH_PART_RELATION, "relations", NULL },
  { SCH_PART_DOCUMENT_ATTRIBUTE, "documentAttributes", NULL },
  { SCH_PART_CLUSTER_ATTRIBUTE, "entity", "entity" },
  { SCH_PART_CLUSTER_ATTRIBUTE, "claim", "claim" },
  { SCH_PART_CLUSTER_ATTRIBUTE, "source", "source" },
  { SCH_PART_CLUSTER_ATTRIBUTE, "cue", "cue" },
  { SCH_PART_CLUSTER_ATTRIBUTE, "other", "other" },
  { SCH_PART_RULE, "rules", NULL },
};
const guint sch_scheme_n_lists = G_N_ELEMENTS (sch_scheme_lists);

/* In the order in which people read them; what is not here follows, sorted. */
static const char *const known_members[] = {
  "name",
  "kind",
  "role",
  "type",
  "color",
  "key",
  "parent",
  "from",
  "to",
  "symmetric",
  "labels",
  "requires",
  "direction",
  "min",
  "max",
  "relation",
  "within",
  "attribute",
  "values",
  "noOverlap",
  "noCrossing",
  "inside",
  "outside",
  "balanced",
  "wholeWords",
  "unless",
  "severity",
  "message",
  "description",
  "examples",
  "counterexamples",
  "default",
  "required",
  "when",
  "strip",
  "join",
  "replaces",
  "retired",
};

JsonNode *
sch_scheme_list_get_holder (const SchSchemeList *list, JsonNode *root)
{
  return list->owner != NULL ? sch_scheme_node_get_member (root, "clusterAttributes") : root;
}

const char *
sch_scheme_part_get_inner_list (const SchSchemePlace *place)
{
  if (place->value != NULL || place->part == SCH_PART_RULE)
    return NULL;
  return place->part == SCH_PART_LABEL || place->part == SCH_PART_RELATION ? "attributes"
                                                                           : "values";
}

const char *
sch_scheme_node_get_id (JsonNode *thing)
{
  if (thing == NULL)
    return "";
  return sch_node_is_string (thing) ? json_node_get_string (thing)
                                    : sch_node_get_string (thing, "id");
}

const char *
sch_scheme_node_get_name (JsonNode *thing)
{
  const char *name = thing != NULL ? sch_node_get_string (thing, "name") : "";

  return *name != '\0' ? name : sch_scheme_node_get_id (thing);
}

JsonNode *
sch_scheme_node_get_member (JsonNode *thing, const char *member)
{
  JsonNode *node;

  if (thing == NULL || !JSON_NODE_HOLDS_OBJECT (thing))
    return NULL;
  node = json_object_get_member (json_node_get_object (thing), member);
  return node != NULL && JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

JsonArray *
sch_scheme_node_get_list (JsonNode *holder, const char *member)
{
  JsonNode *node = sch_scheme_node_get_member (holder, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

GHashTable *
sch_scheme_nodes_index (JsonArray *list)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      g_hash_table_insert (index, (char *) sch_scheme_node_get_id (node), node);
    }
  return index;
}

/* --- Comparing --- */

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
write_sorted (JsonNode *node, SchJsonWriter *writer)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = g_list_sort (json_object_get_members (object), compare_strings);

      sch_json_writer_begin_object (writer);
      for (GList *l = names; l != NULL; l = l->next)
        {
          sch_json_writer_member (writer, l->data);
          write_sorted (json_object_get_member (object, l->data), writer);
        }
      sch_json_writer_end_object (writer);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      sch_json_writer_begin_array (writer);
      for (guint i = 0; i < json_array_get_length (array); i++)
        write_sorted (json_array_get_element (array, i), writer);
      sch_json_writer_end_array (writer);
    }
  else
    sch_canonical_write_value (node, writer);
}

char *
sch_scheme_node_dup_json (JsonNode *node)
{
  static const char *const nothing[] = { "null", "\"\"", "[]", "{}", NULL };
  g_autoptr (SchJsonWriter) writer = NULL;
  const char *json;

  if (node == NULL)
    return NULL;
  writer = sch_json_writer_new ();
  write_sorted (node, writer);
  json = sch_json_writer_peek (writer, NULL);
  return g_strv_contains (nothing, json) ? NULL : g_strdup (json);
}

char *
sch_scheme_node_dup_member_json (JsonNode *thing, const char *member)
{
  char *json;

  if (g_str_equal (member, "name") && thing != NULL)
    {
      g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

      sch_json_writer_string (writer, sch_scheme_node_get_name (thing));
      return g_strdup (sch_json_writer_peek (writer, NULL));
    }
  json = sch_scheme_node_dup_json (sch_scheme_node_get_member (thing, member));
  if (g_strcmp0 (json, "false") == 0 && !g_str_equal (member, "default"))
    g_clear_pointer (&json, g_free);
  return json;
}

static gboolean
is_same_list (JsonArray *a, JsonArray *b)
{
  guint n = a != NULL ? json_array_get_length (a) : 0;

  if (n != (b != NULL ? json_array_get_length (b) : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!sch_scheme_node_is_same (json_array_get_element (a, i), json_array_get_element (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_member (JsonNode *a, JsonNode *b, const char *member)
{
  gboolean is_inner = strcmp (member, "attributes") == 0 || strcmp (member, "values") == 0;
  JsonArray *first = sch_scheme_node_get_list (a, member);
  JsonArray *second = sch_scheme_node_get_list (b, member);
  g_autofree char *first_json = NULL;
  g_autofree char *second_json = NULL;

  if (is_inner && (first != NULL || second != NULL))
    return is_same_list (first, second);
  first_json = sch_scheme_node_dup_member_json (a, member);
  second_json = sch_scheme_node_dup_member_json (b, member);
  return g_strcmp0 (first_json, second_json) == 0;
}

gboolean
sch_scheme_node_is_same (JsonNode *a, JsonNode *b)
{
  g_auto (GStrv) members = NULL;

  if (a == NULL || b == NULL)
    return a == b;
  if (strcmp (sch_scheme_node_get_id (a), sch_scheme_node_get_id (b)) != 0)
    return FALSE;
  members = sch_scheme_node_list_members (a, b, NULL, NULL);
  for (guint i = 0; members[i] != NULL; i++)
    if (!is_same_member (a, b, members[i]))
      return FALSE;
  return TRUE;
}

static guint
get_rank (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_members); i++)
    if (strcmp (known_members[i], member) == 0)
      return i;
  return G_N_ELEMENTS (known_members);
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  guint first_rank = get_rank (first);
  guint second_rank = get_rank (second);

  if (first_rank != second_rank)
    return first_rank < second_rank ? -1 : 1;
  return strcmp (first, second);
}

/* Adds the names that @seen does not have yet. */
static void
collect_names (GPtrArray *names, GHashTable *seen, JsonNode *node)
{
  g_autoptr (GList) members = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  members = json_object_get_members (json_node_get_object (node));
  for (GList *l = members; l != NULL; l = l->next)
    if (g_hash_table_add (seen, l->data))
      g_ptr_array_add (names, g_strdup (l->data));
}

GStrv
sch_scheme_node_list_names (JsonNode *a, JsonNode *b, JsonNode *c)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new ();

  collect_names (names, seen, a);
  collect_names (names, seen, b);
  collect_names (names, seen, c);
  g_ptr_array_sort (names, compare_members);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}

GStrv
sch_scheme_node_list_members (JsonNode *a, JsonNode *b, JsonNode *c, const char *inner)
{
  g_auto (GStrv) names = sch_scheme_node_list_names (a, b, c);
  g_autoptr (GStrvBuilder) members = g_strv_builder_new ();

  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], "id") != 0 && g_strcmp0 (names[i], inner) != 0)
      g_strv_builder_add (members, names[i]);
  return g_strv_builder_end (members);
}

JsonNode *
sch_scheme_node_copy (JsonNode *node)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  const char *json;
  gsize byte_len;

  sch_canonical_write_value (node, writer);
  json = sch_json_writer_peek (writer, &byte_len);
  return sch_json_tree_parse (json, byte_len, "", NULL);
}

/* --- Replacing --- */

gboolean
sch_scheme_node_replaces (JsonNode *thing, const char *id)
{
  JsonArray *replaces = sch_scheme_node_get_list (thing, "replaces");

  for (guint i = 0; replaces != NULL && i < json_array_get_length (replaces); i++)
    if (strcmp (sch_scheme_node_get_id (json_array_get_element (replaces, i)), id) == 0)
      return TRUE;
  return FALSE;
}

JsonNode *
sch_scheme_nodes_find_replacing (JsonArray *list, const char *id)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (sch_scheme_node_replaces (json_array_get_element (list, i), id))
      return json_array_get_element (list, i);
  return NULL;
}
