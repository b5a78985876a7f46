/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scheme that is being changed: a deep copy of its tree, with values as objects while it lasts.
 * Every change leaves alone what it is not about, also members that the program does not know. */

#include "config.h"

#include "sch-scheme-draft-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-canonical.h"
#include "sch-error.h"
#include "sch-json-tree.h"
#include "sch-json-writer.h"
#include "sch-tree-private.h"

#define MAX_SLUG_CHARS 32u

/* --- The tree --- */

JsonObject *
sch_draft_get_root (SchSchemeDraft *self)
{
  return json_node_get_object (self->root);
}

/* A deep copy that can be changed. */
JsonNode *
sch_draft_copy_node (JsonNode *node)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  const char *json;
  gsize byte_len;

  sch_canonical_write_value (node, writer);
  json = sch_json_writer_peek (writer, &byte_len);
  return sch_json_tree_parse (json, byte_len, "", NULL);
}

static JsonNode *
wrap_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_has_member (object, member) ? json_object_get_member (object, member)
                                                           : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

GPtrArray *
sch_draft_dup_objects (JsonObject *object, const char *member)
{
  JsonArray *array = get_array (object, member);
  GPtrArray *objects = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      g_ptr_array_add (objects, json_array_get_object_element (array, i));
  return objects;
}

GPtrArray *
sch_draft_dup_strings (JsonObject *object, const char *member)
{
  JsonArray *array = get_array (object, member);
  GPtrArray *strings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (sch_node_is_string (json_array_get_element (array, i)))
      g_ptr_array_add (strings, g_strdup (json_array_get_string_element (array, i)));
  return strings;
}

void
sch_draft_set_strings (JsonObject *object, const char *member, GPtrArray *strings)
{
  JsonArray *array;

  if (strings->len == 0)
    {
      json_object_remove_member (object, member);
      return;
    }
  array = json_array_new ();
  for (guint i = 0; i < strings->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (strings, i));
  json_object_set_array_member (object, member, array);
}

/* While they are edited, all values are objects. */
static void
expand_values (JsonObject *attribute)
{
  JsonArray *array = get_array (attribute, "values");
  g_autoptr (JsonArray) expanded = NULL;

  if (array == NULL)
    return;
  expanded = json_array_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (sch_node_is_string (node))
        {
          JsonObject *value = json_object_new ();

          json_object_set_string_member (value, "id", json_node_get_string (node));
          json_array_add_object_element (expanded, value);
        }
      else
        json_array_add_element (expanded, json_node_copy (node));
    }
  json_object_set_array_member (attribute, "values", g_steal_pointer (&expanded));
}

/* A value that has nothing but an id is written as a string. */
static void
collapse_values (JsonObject *attribute)
{
  JsonArray *array = get_array (attribute, "values");
  g_autoptr (JsonArray) collapsed = NULL;

  if (array == NULL)
    return;
  collapsed = json_array_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *value = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (value != NULL && json_object_get_size (value) == 1 && *sch_node_get_string (node, "id"))
        json_array_add_string_element (collapsed, sch_node_get_string (node, "id"));
      else
        json_array_add_element (collapsed, json_node_copy (node));
    }
  json_object_set_array_member (attribute, "values", g_steal_pointer (&collapsed));
}

static void
for_attributes_of (JsonObject *object, const char *member, void (*visit) (JsonObject *))
{
  g_autoptr (GPtrArray) attributes = sch_draft_dup_objects (object, member);

  for (guint i = 0; i < attributes->len; i++)
    visit (g_ptr_array_index (attributes, i));
}

static void
for_all_attributes (SchSchemeDraft *self, void (*visit) (JsonObject *))
{
  static const char *const owners[] = { "labels", "relations" };
  JsonObject *root = sch_draft_get_root (self);
  JsonNode *clusters = json_object_has_member (root, "clusterAttributes")
                           ? json_object_get_member (root, "clusterAttributes")
                           : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_autoptr (GPtrArray) objects = sch_draft_dup_objects (root, owners[i]);

      for (guint k = 0; k < objects->len; k++)
        for_attributes_of (g_ptr_array_index (objects, k), "attributes", visit);
    }
  for_attributes_of (root, "documentAttributes", visit);
  if (clusters != NULL && JSON_NODE_HOLDS_OBJECT (clusters))
    {
      g_autoptr (GList) kinds = json_object_get_members (json_node_get_object (clusters));

      for (GList *l = kinds; l != NULL; l = l->next)
        for_attributes_of (json_node_get_object (clusters), l->data, visit);
    }
}

/* --- Making and finishing --- */

/**
 * sch_scheme_draft_new:
 *
 * Returns: (transfer full): a copy of the scheme, to be changed
 */
SchSchemeDraft *
sch_scheme_draft_new (SchScheme *scheme)
{
  SchSchemeDraft *self = g_new0 (SchSchemeDraft, 1);

  self->root = sch_draft_copy_node (sch_scheme_get_tree (scheme)->node);
  self->revision = sch_scheme_get_revision (scheme);
  for_all_attributes (self, expand_values);
  return self;
}

void
sch_scheme_draft_free (SchSchemeDraft *self)
{
  if (self == NULL)
    return;
  json_node_unref (self->root);
  g_free (self);
}

static SchScheme *
build_scheme (JsonNode *root, guint revision, GError **error)
{
  g_autoptr (JsonNode) copy = sch_draft_copy_node (root);
  g_autoptr (SchTree) tree = NULL;

  json_object_set_int_member (json_node_get_object (copy), "revision", revision);
  tree = sch_tree_new (SCH_RECORD_SCHEME, "", copy);
  return sch_scheme_new (tree, "scheme.json", error);
}

/**
 * sch_scheme_draft_finish:
 *
 * Returns: (transfer full) (nullable): the changed scheme with the next revision; NULL with
 *   %SCH_ERROR_FORMAT where it is none (a key that two labels have, a rule without its relation):
 *   the draft can be mended and finished again
 */
SchScheme *
sch_scheme_draft_finish (SchSchemeDraft *self, GError **error)
{
  SchScheme *scheme;

  for_all_attributes (self, collapse_values);
  scheme = build_scheme (self->root, self->revision + 1, error);
  for_all_attributes (self, expand_values);
  return scheme;
}

/**
 * sch_scheme_with_revision:
 *
 * Returns: (transfer full): the same scheme under another revision
 */
SchScheme *
sch_scheme_with_revision (SchScheme *scheme, guint revision)
{
  return build_scheme (sch_scheme_get_tree (scheme)->node, revision, NULL);
}

void
sch_scheme_draft_set_name (SchSchemeDraft *self, const char *name)
{
  json_object_set_string_member (sch_draft_get_root (self), "name", name);
}

/* --- Places --- */

SchSchemePlace *
sch_scheme_place_copy (const SchSchemePlace *place)
{
  SchSchemePlace *copy = g_new (SchSchemePlace, 1);

  *copy = (SchSchemePlace){ place->part, g_strdup (place->owner), g_strdup (place->id),
                            g_strdup (place->value) };
  return copy;
}

void
sch_scheme_place_free (SchSchemePlace *place)
{
  if (place == NULL)
    return;
  g_free ((char *) place->owner);
  g_free ((char *) place->id);
  g_free ((char *) place->value);
  g_free (place);
}

static JsonObject *
find_in (JsonObject *object, const char *member, const char *id)
{
  g_autoptr (GPtrArray) objects = sch_draft_dup_objects (object, member);

  for (guint i = 0; id != NULL && i < objects->len; i++)
    {
      JsonObject *item = g_ptr_array_index (objects, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (item, "id", NULL), id) == 0)
        return item;
    }
  return NULL;
}

static JsonObject *
get_cluster_attributes (SchSchemeDraft *self, gboolean create)
{
  JsonObject *root = sch_draft_get_root (self);

  if (create && !json_object_has_member (root, "clusterAttributes"))
    json_object_set_object_member (root, "clusterAttributes", json_object_new ());
  return json_object_has_member (root, "clusterAttributes")
             ? json_object_get_object_member (root, "clusterAttributes")
             : NULL;
}

/* The object and its member that hold the list of a place's part; FALSE where there is no owner. */
static gboolean
find_holder (SchSchemeDraft *self, const SchSchemePlace *place, JsonObject **holder,
             const char **member)
{
  JsonObject *root = sch_draft_get_root (self);
  SchKind kind;

  *holder = root;
  *member = "attributes";
  switch (place->part)
    {
    case SCH_PART_LABEL:
      *member = "labels";
      break;
    case SCH_PART_RELATION:
      *member = "relations";
      break;
    case SCH_PART_RULE:
      *member = "rules";
      break;
    case SCH_PART_LABEL_ATTRIBUTE:
      *holder = find_in (root, "labels", place->owner);
      break;
    case SCH_PART_RELATION_ATTRIBUTE:
      *holder = find_in (root, "relations", place->owner);
      break;
    case SCH_PART_DOCUMENT_ATTRIBUTE:
      *member = "documentAttributes";
      break;
    case SCH_PART_CLUSTER_ATTRIBUTE:
      *holder = place->owner != NULL && sch_kind_from_string (place->owner, &kind)
                    ? get_cluster_attributes (self, TRUE)
                    : NULL;
      *member = place->owner;
      break;
    default:
      g_return_val_if_reached (FALSE);
    }
  if (*holder == NULL || place->value == NULL)
    return *holder != NULL;
  *holder = find_in (*holder, *member, place->id);
  *member = "values";
  return *holder != NULL;
}

static const char *
get_own_id (const SchSchemePlace *place)
{
  return place->value != NULL ? place->value : place->id;
}

GPtrArray *
sch_draft_dup_list (SchSchemeDraft *self, const SchSchemePlace *place)
{
  g_autoptr (GPtrArray) nodes = NULL;
  JsonObject *holder;
  const char *member;
  JsonArray *array;

  if (!find_holder (self, place, &holder, &member))
    return NULL;
  nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  array = get_array (holder, member);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (nodes, json_array_dup_element (array, i));
  return g_steal_pointer (&nodes);
}

void
sch_draft_set_list (SchSchemeDraft *self, const SchSchemePlace *place, GPtrArray *nodes)
{
  JsonObject *clusters;
  JsonObject *holder;
  const char *member;
  JsonArray *array;

  if (!find_holder (self, place, &holder, &member))
    return;
  array = json_array_new ();
  for (guint i = 0; i < nodes->len; i++)
    json_array_add_element (array, json_node_ref (g_ptr_array_index (nodes, i)));
  json_object_set_array_member (holder, member, array);
  if (nodes->len > 0 || place->part == SCH_PART_LABEL)
    return;
  json_object_remove_member (holder, member);
  clusters = get_cluster_attributes (self, FALSE);
  if (clusters != NULL && json_object_get_size (clusters) == 0)
    json_object_remove_member (sch_draft_get_root (self), "clusterAttributes");
}

int
sch_draft_find (GPtrArray *nodes, const char *id)
{
  for (guint i = 0; id != NULL && i < nodes->len; i++)
    if (strcmp (sch_node_get_string (g_ptr_array_index (nodes, i), "id"), id) == 0)
      return i;
  return -1;
}

/**
 * sch_scheme_draft_get:
 *
 * Returns: (transfer none) (nullable): the object at the place as it is now
 */
JsonObject *
sch_scheme_draft_get (SchSchemeDraft *self, const SchSchemePlace *place)
{
  JsonObject *holder;
  const char *member;

  return find_holder (self, place, &holder, &member) ? find_in (holder, member, get_own_id (place))
                                                     : NULL;
}

const char *
sch_scheme_draft_get_name (SchSchemeDraft *self, const SchSchemePlace *place)
{
  JsonObject *object = sch_scheme_draft_get (self, place);
  const char *name = object != NULL
                         ? json_object_get_string_member_with_default (object, "name", "")
                         : "";

  return object != NULL && *name == '\0' ? get_own_id (place) : name;
}

guint
sch_scheme_draft_get_length (SchSchemeDraft *self, const SchSchemePlace *list)
{
  g_autoptr (GPtrArray) nodes = sch_draft_dup_list (self, list);

  return nodes != NULL ? nodes->len : 0;
}

/* --- Adding, moving, removing --- */

/* Lower-case letters, digits and single hyphens; "item" where nothing is left. */
static char *
make_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < MAX_SLUG_CHARS; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (slug, g_ascii_tolower (*p));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-' && *p != '\'' && *p != '?')
      g_string_append_c (slug, '-');
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_strdup (slug->len > 0 ? slug->str : "item");
}

/* Ids of the list, and those that its things replace. A label must not be named like a kind either:
 * ends and rules name both. */
static GHashTable *
collect_ids (SchSchemeDraft *self, const SchSchemePlace *list)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) nodes = sch_draft_dup_list (self, list);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      JsonNode *node = g_ptr_array_index (nodes, i);
      g_autoptr (GPtrArray) replaced = NULL;

      g_hash_table_add (ids, g_strdup (sch_node_get_string (node, "id")));
      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      replaced = sch_draft_dup_strings (json_node_get_object (node), "replaces");
      for (guint k = 0; k < replaced->len; k++)
        g_hash_table_add (ids, g_strdup (g_ptr_array_index (replaced, k)));
    }
  return ids;
}

char *
sch_draft_make_id (SchSchemeDraft *self, const SchSchemePlace *list, const char *wanted)
{
  g_autoptr (GHashTable) ids = collect_ids (self, list);
  char *id = g_strdup (wanted);

  for (guint n = 2; g_hash_table_contains (ids, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", wanted, n);
    }
  return id;
}

static JsonObject *
build_item (const SchSchemePlace *list, const char *id, const char *name)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", id);
  if (list->part != SCH_PART_RULE)
    json_object_set_string_member (object, "name", name);
  if (list->part == SCH_PART_LABEL)
    json_object_set_string_member (object, "kind", sch_kind_to_string (SCH_KIND_ENTITY));
  else if (list->part != SCH_PART_RULE && list->part != SCH_PART_RELATION && list->value == NULL)
    json_object_set_string_member (object, "type",
                                   sch_attribute_type_to_string (SCH_ATTRIBUTE_TEXT));
  return object;
}

/**
 * sch_scheme_draft_add:
 * @list: a place without an id (without a value, but "" for it, for the values of the attribute)
 *
 * Returns: (transfer full) (nullable): the id of what was added
 */
char *
sch_scheme_draft_add (SchSchemeDraft *self, const SchSchemePlace *list, const char *name,
                      guint position)
{
  g_autoptr (GPtrArray) nodes = sch_draft_dup_list (self, list);
  g_autofree char *slug = make_slug (name);
  g_autofree char *id = NULL;

  if (nodes == NULL)
    return NULL;
  id = sch_draft_make_id (self, list, slug);
  g_ptr_array_insert (nodes, MIN (position, nodes->len), wrap_object (build_item (list, id, name)));
  sch_draft_set_list (self, list, nodes);
  return g_steal_pointer (&id);
}

/**
 * sch_scheme_draft_move:
 * @position: where it stands afterwards in its list
 *
 * Returns: whether it is there
 */
gboolean
sch_scheme_draft_move (SchSchemeDraft *self, const SchSchemePlace *place, guint position)
{
  g_autoptr (GPtrArray) nodes = sch_draft_dup_list (self, place);
  int index = nodes != NULL ? sch_draft_find (nodes, get_own_id (place)) : -1;
  JsonNode *node;

  if (index < 0)
    return FALSE;
  node = g_ptr_array_steal_index (nodes, index);
  g_ptr_array_insert (nodes, MIN (position, nodes->len), node);
  sch_draft_set_list (self, place, nodes);
  return TRUE;
}

static void
let_go (SchSchemeDraft *self, const SchSchemePlace *place)
{
  if (place->value != NULL)
    sch_draft_rename_value (self, place, NULL);
  else if (place->part == SCH_PART_LABEL)
    sch_draft_rename_label (self, place->id, NULL);
  else if (place->part == SCH_PART_RELATION)
    sch_draft_rename_relation (self, place->id, NULL);
  else if (place->part != SCH_PART_RULE)
    sch_draft_forget_attribute (self, place);
}

/**
 * sch_scheme_draft_remove:
 *
 * Takes the thing away, and its name from where it stands: children of a label move to its parent, a
 * rule that is left without its labels, its relation or its attribute goes, a relation type that is
 * left without one of its ends is retired (an empty end would mean anything).
 *
 * Returns: whether it was there
 */
gboolean
sch_scheme_draft_remove (SchSchemeDraft *self, const SchSchemePlace *place)
{
  g_autoptr (GPtrArray) nodes = NULL;
  int index;

  if (sch_scheme_draft_get (self, place) == NULL)
    return FALSE;
  let_go (self, place);
  nodes = sch_draft_dup_list (self, place);
  index = sch_draft_find (nodes, get_own_id (place));
  g_return_val_if_fail (index >= 0, FALSE);
  g_ptr_array_remove_index (nodes, index);
  sch_draft_set_list (self, place, nodes);
  return TRUE;
}

/* --- Members --- */

gboolean
sch_scheme_draft_set_string (SchSchemeDraft *self, const SchSchemePlace *place, const char *member,
                             const char *value)
{
  JsonObject *object = sch_scheme_draft_get (self, place);

  if (object == NULL)
    return FALSE;
  if (value == NULL || *value == '\0')
    json_object_remove_member (object, member);
  else
    json_object_set_string_member (object, member, value);
  return TRUE;
}

gboolean
sch_scheme_draft_set_boolean (SchSchemeDraft *self, const SchSchemePlace *place, const char *member,
                              gboolean value)
{
  JsonObject *object = sch_scheme_draft_get (self, place);

  if (object == NULL)
    return FALSE;
  if (value)
    json_object_set_boolean_member (object, member, TRUE);
  else
    json_object_remove_member (object, member);
  return TRUE;
}

gboolean
sch_scheme_draft_set_strv (SchSchemeDraft *self, const SchSchemePlace *place, const char *member,
                           const char *const *values)
{
  JsonObject *object = sch_scheme_draft_get (self, place);
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();

  if (object == NULL)
    return FALSE;
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (strings, (char *) values[i]);
  sch_draft_set_strings (object, member, strings);
  return TRUE;
}

/**
 * sch_scheme_draft_set_json:
 * @json: (nullable): any JSON value; NULL takes the member out
 *
 * Returns: FALSE where there is no such thing, or with an error where it is no JSON
 */
gboolean
sch_scheme_draft_set_json (SchSchemeDraft *self, const SchSchemePlace *place, const char *member,
                           const char *json, GError **error)
{
  JsonObject *object = sch_scheme_draft_get (self, place);
  JsonNode *node;

  if (object == NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND, _ ("The scheme has no “%s”"),
                   get_own_id (place));
      return FALSE;
    }
  if (json == NULL)
    {
      json_object_remove_member (object, member);
      return TRUE;
    }
  node = sch_json_tree_parse (json, strlen (json), member, error);
  if (node == NULL)
    return FALSE;
  json_object_set_member (object, member, node);
  return TRUE;
}

gboolean
sch_scheme_draft_set_snap (SchSchemeDraft *self, const char *language, const char *rules,
                           GError **error)
{
  JsonObject *root = sch_draft_get_root (self);
  JsonNode *node = NULL;
  JsonObject *snap;

  if (rules != NULL)
    {
      node = sch_json_tree_parse (rules, strlen (rules), language, error);
      if (node == NULL)
        return FALSE;
    }
  if (!json_object_has_member (root, "snap"))
    json_object_set_object_member (root, "snap", json_object_new ());
  snap = json_object_get_object_member (root, "snap");
  if (node != NULL)
    json_object_set_member (snap, language, node);
  else
    json_object_remove_member (snap, language);
  if (json_object_get_size (snap) == 0)
    json_object_remove_member (root, "snap");
  return TRUE;
}
