/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A three-way merge of schemes: what each side may say alone, but both together may not. One key for two
 * labels, an id that two replace, names of what the other side took away. Ours keeps what it has; what is
 * taken from theirs is told. */

#include "config.h"

#include <string.h>

#include "sch-scheme-merge-private.h"
#include "sch-tree-private.h"

/* @root: the merged tree, changed here; @ours: what our side has */
typedef struct
{
  GPtrArray *conflicts;
  JsonNode *root;
  JsonNode *ours;
} Repair;

static guint
get_length (JsonArray *list)
{
  return list != NULL ? json_array_get_length (list) : 0;
}

static JsonNode *
find_thing (JsonArray *list, const char *id)
{
  for (guint i = 0; i < get_length (list); i++)
    if (strcmp (sch_scheme_node_get_id (json_array_get_element (list, i)), id) == 0)
      return json_array_get_element (list, i);
  return NULL;
}

/* --- Keys and replaced ids --- */

static gboolean
is_retired (JsonNode *thing)
{
  JsonNode *node = sch_scheme_node_get_member (thing, "retired");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

static char *
dup_key (JsonNode *thing)
{
  const char *key = thing != NULL && !is_retired (thing) ? sch_node_get_string (thing, "key") : "";

  return *key != '\0' ? g_utf8_casefold (key, -1) : NULL;
}

static void
take_key (SchSchemeMerge *merge, JsonNode *thing, JsonNode *holder)
{
  SchSchemeMerge at = sch_scheme_merge_at (merge, sch_scheme_node_get_id (thing));
  SchSchemeDifference *difference = sch_scheme_merge_note (
      &at, SCH_CONFLICT_KEY, sch_scheme_node_get_name (thing), "key", NULL,
      sch_scheme_node_dup_member_json (thing, "key"));

  difference->into = g_strdup (sch_scheme_node_get_id (holder));
  difference->into_name = g_strdup (sch_scheme_node_get_name (holder));
  json_object_remove_member (json_node_get_object (thing), "key");
}

/* First those that have their key in ours, then the others. */
static void
repair_keys (SchSchemeMerge *merge, JsonArray *list, JsonArray *ours)
{
  g_autoptr (GHashTable) holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) own = sch_scheme_nodes_index (ours);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < get_length (list); i++)
      {
        JsonNode *thing = json_array_get_element (list, i);
        g_autofree char *key = dup_key (thing);
        g_autofree char *own_key = dup_key (
            g_hash_table_lookup (own, sch_scheme_node_get_id (thing)));
        JsonNode *holder = key != NULL ? g_hash_table_lookup (holders, key) : NULL;

        if (key == NULL || (pass == 0) != (g_strcmp0 (key, own_key) == 0))
          continue;
        if (holder == NULL)
          g_hash_table_insert (holders, g_steal_pointer (&key), thing);
        else
          take_key (merge, thing, holder);
      }
}

static void
take_replaced (SchSchemeMerge *merge, JsonNode *thing, guint index)
{
  JsonArray *replaces = sch_scheme_node_get_list (thing, "replaces");
  SchSchemeMerge at = sch_scheme_merge_at (merge, sch_scheme_node_get_id (thing));
  char *before = sch_scheme_node_dup_member_json (thing, "replaces");

  json_array_remove_element (replaces, index);
  sch_scheme_merge_note (&at, SCH_CONFLICT_MENDED, sch_scheme_node_get_name (thing), "replaces",
                         sch_scheme_node_dup_member_json (thing, "replaces"), before);
}

/* An id leads to one thing: to itself where it is there, else to the one that replaces it in ours. */
static void
repair_replaced (SchSchemeMerge *merge, JsonArray *list, JsonArray *ours)
{
  g_autoptr (GHashTable) things = sch_scheme_nodes_index (list);
  g_autoptr (GHashTable) own = sch_scheme_nodes_index (ours);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < get_length (list); i++)
      {
        JsonNode *thing = json_array_get_element (list, i);
        JsonNode *own_thing = g_hash_table_lookup (own, sch_scheme_node_get_id (thing));
        JsonArray *replaces = sch_scheme_node_get_list (thing, "replaces");

        for (guint k = get_length (replaces); k-- > 0;)
          {
            const char *id = sch_scheme_node_get_id (json_array_get_element (replaces, k));

            if ((pass == 0) != sch_scheme_node_replaces (own_thing, id))
              continue;
            if (g_hash_table_contains (things, id) || g_hash_table_contains (taken, id))
              take_replaced (merge, thing, k);
            else
              g_hash_table_add (taken, g_strdup (id));
          }
      }
}

/* --- Names --- */

/* (nullable): the id under which the thing is there: its own, or that of the one that replaces it. */
static const char *
resolve (JsonArray *list, const char *id)
{
  JsonNode *thing = find_thing (list, id);

  if (thing == NULL)
    thing = sch_scheme_nodes_find_replacing (list, id);
  return thing != NULL ? sch_scheme_node_get_id (thing) : NULL;
}

static const char *
resolve_end (JsonArray *labels, const char *name)
{
  SchKind kind;

  return sch_kind_from_string (name, &kind) ? name : resolve (labels, name);
}

static gboolean
has_string (JsonArray *strings, const char *string)
{
  for (guint i = 0; i < json_array_get_length (strings); i++)
    if (strcmp (json_array_get_string_element (strings, i), string) == 0)
      return TRUE;
  return FALSE;
}

/* Leads names on to what is there, and takes the others out.
 * Returns: FALSE where there were names and none is left: the member is empty then */
static gboolean
repair_names (SchSchemeMerge *merge, JsonArray *labels, JsonNode *thing, const char *member)
{
  JsonArray *names = sch_scheme_node_get_list (thing, member);
  g_autoptr (JsonArray) good = json_array_new ();
  g_autofree char *before = sch_scheme_node_dup_member_json (thing, member);
  gboolean lost = FALSE;

  for (guint i = 0; i < get_length (names); i++)
    {
      const char *name = resolve_end (labels,
                                      sch_scheme_node_get_id (json_array_get_element (names, i)));

      if (name == NULL)
        lost = TRUE;
      else if (!has_string (good, name))
        json_array_add_string_element (good, name);
    }
  if (names == NULL || get_length (names) == 0)
    return TRUE;
  json_object_set_array_member (json_node_get_object (thing), member, json_array_ref (good));
  if (lost)
    sch_scheme_merge_note (merge, SCH_CONFLICT_MENDED, sch_scheme_node_get_name (thing), member,
                           sch_scheme_node_dup_member_json (thing, member),
                           g_steal_pointer (&before));
  return json_array_get_length (good) > 0;
}

static void
repair_relation (SchSchemeMerge *merge, JsonArray *labels, JsonNode *relation)
{
  gboolean from = repair_names (merge, labels, relation, "from");
  gboolean to = repair_names (merge, labels, relation, "to");

  /* An empty end would mean anything. */
  if (!from || !to)
    json_object_set_boolean_member (json_node_get_object (relation), "retired", TRUE);
}

/* Returns: FALSE where the member names a relation type that is gone */
static gboolean
repair_rule_relation (JsonArray *relations, JsonNode *rule, const char *member)
{
  const char *name = sch_node_get_string (rule, member);
  g_autofree char *found = *name != '\0' ? g_strdup (resolve (relations, name)) : g_strdup ("");

  if (found == NULL)
    return FALSE;
  if (strcmp (found, name) != 0)
    json_object_set_string_member (json_node_get_object (rule), member, found);
  return TRUE;
}

static gint64
get_count (JsonNode *rule, const char *member, gint64 fallback)
{
  JsonNode *node = sch_scheme_node_get_member (rule, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : fallback;
}

/* Returns: FALSE where the rule means nothing any more */
static gboolean
repair_rule (SchSchemeMerge *merge, JsonArray *labels, JsonArray *relations, JsonNode *rule)
{
  static const char *const lists[] = { "labels",     "from",   "to",     "noOverlap",
                                       "noCrossing", "inside", "outside" };
  gint64 max = get_count (rule, "max", 0);

  if (!repair_rule_relation (relations, rule, "requires") ||
      !repair_rule_relation (relations, rule, "relation"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!repair_names (merge, labels, rule, lists[i]))
      return FALSE;
  if (max > 0 && get_count (rule, "min", 1) > max)
    {
      sch_scheme_merge_note (merge, SCH_CONFLICT_MENDED, sch_scheme_node_get_name (rule), "max",
                             NULL, sch_scheme_node_dup_member_json (rule, "max"));
      json_object_remove_member (json_node_get_object (rule), "max");
    }
  return TRUE;
}

static void
repair_rules (Repair *self, JsonArray *labels, JsonArray *relations)
{
  JsonArray *rules = sch_scheme_node_get_list (self->root, "rules");
  SchSchemeMerge merge = { .conflicts = self->conflicts, .place = { .part = SCH_PART_RULE } };

  for (guint i = get_length (rules); i-- > 0;)
    {
      JsonNode *rule = json_array_get_element (rules, i);
      SchSchemeMerge at = sch_scheme_merge_at (&merge, sch_scheme_node_get_id (rule));
      g_autofree char *json = sch_scheme_node_dup_json (rule);

      if (repair_rule (&at, labels, relations, rule))
        continue;
      sch_scheme_merge_note (&at, SCH_CONFLICT_MENDED, sch_scheme_node_get_name (rule), NULL, NULL,
                             g_steal_pointer (&json));
      json_array_remove_element (rules, i);
    }
}

/* --- Parents --- */

static gboolean
is_own_ancestor (JsonArray *labels, JsonNode *label)
{
  const char *parent = sch_node_get_string (label, "parent");

  for (guint n = 0; *parent != '\0' && n <= get_length (labels); n++)
    {
      JsonNode *up = find_thing (labels, parent);

      if (up == label)
        return TRUE;
      parent = up != NULL ? sch_node_get_string (up, "parent") : "";
    }
  return FALSE;
}

static void
set_parent (SchSchemeMerge *merge, JsonNode *label, const char *parent, gboolean told)
{
  JsonObject *object = json_node_get_object (label);
  char *before = sch_scheme_node_dup_member_json (label, "parent");

  if (parent != NULL)
    {
      g_autofree char *copy = g_strdup (parent);

      json_object_set_string_member (object, "parent", copy);
    }
  else
    json_object_remove_member (object, "parent");
  if (told)
    sch_scheme_merge_note (merge, SCH_CONFLICT_MENDED, sch_scheme_node_get_name (label), "parent",
                           sch_scheme_node_dup_member_json (label, "parent"), before);
  else
    g_free (before);
}

/* Missing parents are led on or let go. */
static void
repair_missing_parents (SchSchemeMerge *merge, JsonArray *labels)
{
  for (guint i = 0; i < get_length (labels); i++)
    {
      JsonNode *label = json_array_get_element (labels, i);
      const char *parent = sch_node_get_string (label, "parent");
      const char *found = *parent != '\0' ? resolve (labels, parent) : parent;
      SchSchemeMerge at = sch_scheme_merge_at (merge, sch_scheme_node_get_id (label));

      if (found != NULL && strcmp (found, sch_scheme_node_get_id (label)) == 0)
        set_parent (&at, label, NULL, FALSE);
      else if (found == NULL || strcmp (found, parent) != 0)
        set_parent (&at, label, found, found == NULL);
    }
}

/* In a circle, a label that has another parent in ours goes back there; else to the top. */
static void
repair_circles (SchSchemeMerge *merge, JsonArray *labels, JsonArray *ours)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < get_length (labels); i++)
      {
        JsonNode *label = json_array_get_element (labels, i);
        JsonNode *own = find_thing (ours, sch_scheme_node_get_id (label));
        const char *parent = own != NULL ? sch_node_get_string (own, "parent") : "";
        SchSchemeMerge at = sch_scheme_merge_at (merge, sch_scheme_node_get_id (label));

        if (*sch_node_get_string (label, "parent") == '\0' || !is_own_ancestor (labels, label))
          continue;
        if (pass == 1)
          set_parent (&at, label, NULL, TRUE);
        else if (strcmp (parent, sch_node_get_string (label, "parent")) != 0)
          set_parent (&at, label, *parent != '\0' ? resolve (labels, parent) : NULL, TRUE);
      }
}

/* --- Attributes --- */

static gboolean
is_value (JsonArray *values, JsonNode *node)
{
  return sch_node_is_string (node) && find_thing (values, json_node_get_string (node)) != NULL;
}

static gboolean
default_fits (JsonNode *attribute, JsonNode *node)
{
  const char *type = sch_node_get_string (attribute, "type");
  JsonArray *values = sch_scheme_node_get_list (attribute, "values");
  GType value_type;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return TRUE; /* derived */
  if (strcmp (type, "choices") == 0)
    {
      JsonArray *chosen = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint i = 0; i < get_length (chosen); i++)
        if (!is_value (values, json_array_get_element (chosen, i)))
          return FALSE;
      return chosen != NULL;
    }
  if (strcmp (type, "choice") == 0)
    return is_value (values, node);
  value_type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  if (strcmp (type, "number") == 0)
    return value_type == G_TYPE_INT64 || value_type == G_TYPE_DOUBLE;
  if (strcmp (type, "boolean") == 0)
    return value_type == G_TYPE_BOOLEAN;
  return value_type == G_TYPE_STRING;
}

static void
repair_default (SchSchemeMerge *merge, JsonNode *attribute)
{
  JsonNode *node = sch_scheme_node_get_member (attribute, "default");
  JsonArray *values = sch_scheme_node_get_list (attribute, "values");
  const char *led = node != NULL && sch_node_is_string (node)
                        ? resolve (values, json_node_get_string (node))
                        : NULL;

  if (node == NULL || default_fits (attribute, node))
    return;
  if (led != NULL)
    {
      g_autofree char *copy = g_strdup (led);

      json_object_set_string_member (json_node_get_object (attribute), "default", copy);
      return;
    }
  sch_scheme_merge_note (merge, SCH_CONFLICT_MENDED, sch_scheme_node_get_name (attribute),
                         "default", NULL, sch_scheme_node_dup_member_json (attribute, "default"));
  json_object_remove_member (json_node_get_object (attribute), "default");
}

/* A condition may only look at another attribute of the list. */
static void
repair_condition (SchSchemeMerge *merge, JsonArray *list, JsonNode *attribute)
{
  JsonNode *when = sch_scheme_node_get_member (attribute, "when");
  g_autoptr (GList) names = when != NULL && JSON_NODE_HOLDS_OBJECT (when)
                                ? json_object_get_members (json_node_get_object (when))
                                : NULL;
  g_autofree char *before = sch_scheme_node_dup_member_json (attribute, "when");
  gboolean lost = FALSE;

  for (GList *l = names; l != NULL; l = l->next)
    if (find_thing (list, l->data) == NULL)
      {
        g_autofree char *name = g_strdup (l->data);

        json_object_remove_member (json_node_get_object (when), name);
        lost = TRUE;
      }
  if (!lost)
    return;
  sch_scheme_merge_note (merge, SCH_CONFLICT_MENDED, sch_scheme_node_get_name (attribute), "when",
                         sch_scheme_node_dup_member_json (attribute, "when"),
                         g_steal_pointer (&before));
  if (json_object_get_size (json_node_get_object (when)) == 0)
    json_object_remove_member (json_node_get_object (attribute), "when");
}

/* Each side took other values away, and none is left to choose from: those of ours stay. */
static void
repair_values (SchSchemeMerge *merge, JsonNode *attribute, JsonNode *ours)
{
  const char *type = sch_node_get_string (attribute, "type");
  JsonNode *values = sch_scheme_node_get_member (ours, "values");

  if ((strcmp (type, "choice") != 0 && strcmp (type, "choices") != 0) ||
      get_length (sch_scheme_node_get_list (attribute, "values")) > 0)
    return;
  if (values != NULL)
    json_object_set_member (json_node_get_object (attribute), "values",
                            sch_scheme_node_copy (values));
  else
    json_object_set_string_member (json_node_get_object (attribute), "type", "text");
  sch_scheme_merge_note (merge, SCH_CONFLICT_MENDED, sch_scheme_node_get_name (attribute), "values",
                         sch_scheme_node_dup_member_json (attribute, "values"), NULL);
}

static void
repair_attributes (SchSchemeMerge *merge, JsonArray *list, JsonArray *ours)
{
  for (guint i = 0; i < get_length (list); i++)
    {
      JsonNode *attribute = json_array_get_element (list, i);
      JsonNode *own = find_thing (ours, sch_scheme_node_get_id (attribute));
      SchSchemeMerge at = sch_scheme_merge_at (merge, sch_scheme_node_get_id (attribute));
      SchSchemeMerge within = sch_scheme_merge_within (&at, attribute, "values");
      JsonArray *values;
      JsonArray *own_values = sch_scheme_node_get_list (own, "values");

      repair_values (&at, attribute, own);
      values = sch_scheme_node_get_list (attribute, "values");
      repair_keys (&within, values, own_values);
      repair_replaced (&within, values, own_values);
      repair_default (&at, attribute);
      repair_condition (&at, list, attribute);
    }
}

/* --- The scheme --- */

static void
repair_attributes_of (SchSchemeMerge *merge, JsonArray *list, JsonArray *ours)
{
  for (guint i = 0; i < get_length (list); i++)
    {
      JsonNode *thing = json_array_get_element (list, i);
      JsonNode *own = find_thing (ours, sch_scheme_node_get_id (thing));
      SchSchemeMerge at = sch_scheme_merge_at (merge, sch_scheme_node_get_id (thing));
      SchSchemeMerge within = sch_scheme_merge_within (&at, thing, "attributes");

      repair_attributes (&within, sch_scheme_node_get_list (thing, "attributes"),
                         sch_scheme_node_get_list (own, "attributes"));
    }
}

static void
repair_list (Repair *self, const SchSchemeList *list)
{
  SchSchemeMerge merge = { .conflicts = self->conflicts,
                           .place = { .part = list->part, .owner = list->owner } };
  JsonArray *things = sch_scheme_node_get_list (sch_scheme_list_get_holder (list, self->root),
                                                list->member);
  JsonArray *ours = sch_scheme_node_get_list (sch_scheme_list_get_holder (list, self->ours),
                                              list->member);

  if (list->part == SCH_PART_RULE)
    return;
  if (list->part != SCH_PART_LABEL && list->part != SCH_PART_RELATION)
    {
      repair_attributes (&merge, things, ours);
      return;
    }
  if (list->part == SCH_PART_LABEL)
    repair_keys (&merge, things, ours);
  repair_replaced (&merge, things, ours);
  repair_attributes_of (&merge, things, ours);
}

void
sch_scheme_merge_repair (GPtrArray *conflicts, JsonNode *root, JsonNode *ours)
{
  Repair self = { conflicts, root, ours };
  JsonArray *labels = sch_scheme_node_get_list (root, "labels");
  JsonArray *relations = sch_scheme_node_get_list (root, "relations");
  SchSchemeMerge merge = { .conflicts = conflicts, .place = { .part = SCH_PART_LABEL } };

  for (guint i = 0; i < sch_scheme_n_lists; i++)
    repair_list (&self, &sch_scheme_lists[i]);
  repair_missing_parents (&merge, labels);
  repair_circles (&merge, labels, sch_scheme_node_get_list (ours, "labels"));
  merge.place.part = SCH_PART_RELATION;
  for (guint i = 0; i < get_length (relations); i++)
    {
      JsonNode *relation = json_array_get_element (relations, i);
      SchSchemeMerge at = sch_scheme_merge_at (&merge, sch_scheme_node_get_id (relation));

      repair_relation (&at, labels, relation);
    }
  repair_rules (&self, labels, relations);
}
