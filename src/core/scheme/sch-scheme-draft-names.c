/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who names a thing of a scheme, and what becomes of it when the thing is another or gone. */

#include "config.h"

#include "sch-scheme-draft-private.h"

#include <string.h>

#include "sch-tree-private.h"

/* Members of rules that are lists of labels and kinds; all but "labels" are the rule's matter, which
 * it cannot be without. */
static const char *const rule_lists[] = { "labels", "from",    "to",         "noOverlap",
                                          "inside", "outside", "noCrossing", NULL };

/* Returns whether the list is empty now and was not before. */
static gboolean
rename_in_list (JsonObject *object, const char *member, const char *id, const char *into)
{
  g_autoptr (GPtrArray) names = sch_draft_dup_strings (object, member);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  gboolean found = FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (strcmp (name, id) == 0)
        {
          found = TRUE;
          name = into;
        }
      if (name != NULL && !g_ptr_array_find_with_equal_func (kept, name, g_str_equal, NULL))
        g_ptr_array_add (kept, (char *) name);
    }
  if (found)
    sch_draft_set_strings (object, member, kept);
  return found && kept->len == 0;
}

static void
remove_rule (SchSchemeDraft *self, JsonObject *rule)
{
  const SchSchemePlace rules = { SCH_PART_RULE, NULL, NULL, NULL };
  g_autoptr (GPtrArray) nodes = sch_draft_dup_list (self, &rules);

  for (guint i = 0; i < nodes->len; i++)
    if (JSON_NODE_HOLDS_OBJECT ((JsonNode *) g_ptr_array_index (nodes, i)) &&
        json_node_get_object (g_ptr_array_index (nodes, i)) == rule)
      {
        g_ptr_array_remove_index (nodes, i);
        break;
      }
  sch_draft_set_list (self, &rules, nodes);
}

static void
rename_parent (JsonObject *label, const char *id, const char *into)
{
  const char *parent = json_object_get_string_member_with_default (label, "parent", "");

  if (strcmp (parent, id) != 0)
    return;
  if (into != NULL && *into != '\0' &&
      g_strcmp0 (into, json_object_get_string_member_with_default (label, "id", "")) != 0)
    json_object_set_string_member (label, "parent", into);
  else
    json_object_remove_member (label, "parent");
}

/* Children of what goes move up; those of what is merged go along, and a survivor that was among them
 * moves up. */
static void
rename_parents (SchSchemeDraft *self, const char *id, const char *into)
{
  const SchSchemePlace place = { SCH_PART_LABEL, NULL, id, NULL };
  JsonObject *label = sch_scheme_draft_get (self, &place);
  g_autofree char *above = g_strdup (
      json_object_get_string_member_with_default (label, "parent", ""));
  g_autoptr (GPtrArray) labels = sch_draft_dup_objects (sch_draft_get_root (self), "labels");
  const char *up = into;

  /* Where the survivor stands below what is merged, its way up must not lead back to it. */
  for (guint n = 0; up != NULL && *up != '\0' && n < labels->len; n++)
    {
      const SchSchemePlace there = { SCH_PART_LABEL, NULL, up, NULL };
      JsonObject *object = sch_scheme_draft_get (self, &there);
      const char *parent = object != NULL
                               ? json_object_get_string_member_with_default (object, "parent", "")
                               : "";

      if (strcmp (parent, id) == 0)
        {
          rename_parent (object, id, above);
          break;
        }
      up = parent;
    }
  for (guint i = 0; i < labels->len; i++)
    rename_parent (g_ptr_array_index (labels, i), id, into != NULL ? into : above);
}

void
sch_draft_rename_label (SchSchemeDraft *self, const char *id, const char *into)
{
  JsonObject *root = sch_draft_get_root (self);
  g_autoptr (GPtrArray) relations = sch_draft_dup_objects (root, "relations");
  g_autoptr (GPtrArray) rules = sch_draft_dup_objects (root, "rules");

  rename_parents (self, id, into);
  for (guint i = 0; i < relations->len; i++)
    {
      JsonObject *relation = g_ptr_array_index (relations, i);
      gboolean no_from = rename_in_list (relation, "from", id, into);
      gboolean no_to = rename_in_list (relation, "to", id, into);

      if (no_from || no_to)
        json_object_set_boolean_member (relation, "retired", TRUE);
    }
  for (guint i = 0; i < rules->len; i++)
    {
      JsonObject *rule = g_ptr_array_index (rules, i);
      gboolean is_empty = FALSE;

      for (guint k = 0; rule_lists[k] != NULL; k++)
        is_empty |= rename_in_list (rule, rule_lists[k], id, into);
      if (is_empty)
        remove_rule (self, rule);
    }
}

void
sch_draft_rename_relation (SchSchemeDraft *self, const char *id, const char *into)
{
  static const char *const members[] = { "requires", "relation" };
  g_autoptr (GPtrArray) rules = sch_draft_dup_objects (sch_draft_get_root (self), "rules");

  for (guint i = 0; i < rules->len; i++)
    {
      JsonObject *rule = g_ptr_array_index (rules, i);
      gboolean names = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (members); k++)
        if (json_object_has_member (rule, members[k]) &&
            g_strcmp0 (json_object_get_string_member_with_default (rule, members[k], NULL), id) ==
                0)
          {
            names = TRUE;
            if (into != NULL)
              json_object_set_string_member (rule, members[k], into);
          }
      if (names && into == NULL)
        remove_rule (self, rule);
    }
}

/* --- Attributes and values --- */

static JsonObject *
get_condition (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_has_member (object, member) ? json_object_get_member (object, member)
                                                           : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
drop_condition (JsonObject *object, const char *member, const char *attribute)
{
  JsonObject *condition = get_condition (object, member);

  if (condition == NULL)
    return;
  json_object_remove_member (condition, attribute);
  if (json_object_get_size (condition) == 0)
    json_object_remove_member (object, member);
}

static void
rename_in_condition (JsonObject *object, const char *member, const char *attribute,
                     const char *value, const char *into)
{
  JsonObject *condition = get_condition (object, member);
  JsonNode *node = condition != NULL && json_object_has_member (condition, attribute)
                       ? json_object_get_member (condition, attribute)
                       : NULL;

  if (node == NULL)
    return;
  if (sch_node_is_string (node) && strcmp (json_node_get_string (node), value) == 0)
    {
      if (into != NULL)
        json_object_set_string_member (condition, attribute, into);
      else
        drop_condition (object, member, attribute);
    }
  else if (rename_in_list (condition, attribute, value, into))
    drop_condition (object, member, attribute);
}

/* Rules name attributes by id alone: whether any label but the one of the place has such a one. */
static gboolean
other_label_has (SchSchemeDraft *self, const SchSchemePlace *place)
{
  g_autoptr (GPtrArray) labels = sch_draft_dup_objects (sch_draft_get_root (self), "labels");

  for (guint i = 0; i < labels->len; i++)
    {
      JsonObject *label = g_ptr_array_index (labels, i);
      const char *id = json_object_get_string_member_with_default (label, "id", "");
      const SchSchemePlace other = { SCH_PART_LABEL_ATTRIBUTE, id, place->id, place->value };

      if (g_strcmp0 (id, place->owner) != 0 && sch_scheme_draft_get (self, &other) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The attributes that stand beside the one of the place. */
static GPtrArray *
dup_neighbours (SchSchemeDraft *self, const SchSchemePlace *place)
{
  const SchSchemePlace list = { place->part, place->owner, NULL, NULL };
  g_autoptr (GPtrArray) nodes = sch_draft_dup_list (self, &list);
  GPtrArray *objects = g_ptr_array_new ();

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    if (JSON_NODE_HOLDS_OBJECT ((JsonNode *) g_ptr_array_index (nodes, i)))
      g_ptr_array_add (objects, json_node_get_object (g_ptr_array_index (nodes, i)));
  return objects;
}

void
sch_draft_forget_attribute (SchSchemeDraft *self, const SchSchemePlace *place)
{
  g_autoptr (GPtrArray) neighbours = dup_neighbours (self, place);
  g_autoptr (GPtrArray) rules = sch_draft_dup_objects (sch_draft_get_root (self), "rules");

  for (guint i = 0; i < neighbours->len; i++)
    drop_condition (g_ptr_array_index (neighbours, i), "when", place->id);
  if (place->part != SCH_PART_LABEL_ATTRIBUTE || other_label_has (self, place))
    return;
  for (guint i = 0; i < rules->len; i++)
    {
      JsonObject *rule = g_ptr_array_index (rules, i);

      drop_condition (rule, "unless", place->id);
      drop_condition (rule, "when", place->id);
      if (g_strcmp0 (json_object_get_string_member_with_default (rule, "attribute", NULL),
                     place->id) == 0)
        remove_rule (self, rule);
    }
}

/* A default that is, or lists, the value. */
static void
rename_default (JsonObject *attribute, const char *value, const char *into)
{
  JsonNode *node = json_object_has_member (attribute, "default")
                       ? json_object_get_member (attribute, "default")
                       : NULL;

  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    rename_in_list (attribute, "default", value, into);
  else if (sch_node_is_string (node) && strcmp (json_node_get_string (node), value) == 0)
    {
      if (into != NULL)
        json_object_set_string_member (attribute, "default", into);
      else
        json_object_remove_member (attribute, "default");
    }
}

void
sch_draft_rename_value (SchSchemeDraft *self, const SchSchemePlace *place, const char *into)
{
  const SchSchemePlace attribute = { place->part, place->owner, place->id, NULL };
  g_autoptr (GPtrArray) neighbours = dup_neighbours (self, place);
  g_autoptr (GPtrArray) rules = sch_draft_dup_objects (sch_draft_get_root (self), "rules");

  rename_default (sch_scheme_draft_get (self, &attribute), place->value, into);
  for (guint i = 0; i < neighbours->len; i++)
    rename_in_condition (g_ptr_array_index (neighbours, i), "when", place->id, place->value, into);
  if (place->part != SCH_PART_LABEL_ATTRIBUTE || other_label_has (self, place))
    return;
  for (guint i = 0; i < rules->len; i++)
    {
      JsonObject *rule = g_ptr_array_index (rules, i);

      rename_in_condition (rule, "unless", place->id, place->value, into);
      rename_in_condition (rule, "when", place->id, place->value, into);
      if (g_strcmp0 (json_object_get_string_member_with_default (rule, "attribute", NULL),
                     place->id) == 0 &&
          rename_in_list (rule, "values", place->value, into))
        remove_rule (self, rule);
    }
}
