/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a scheme from its tree. Everything that the rest of the program relies on is checked here,
 * once: ids, references between labels, types and rules, values and defaults. What this version
 * does not know stays in the tree and is passed over, except where a wrong guess would be harmful:
 * an unknown kind of label or type of attribute is an error. */

#include <glib/gi18n-lib.h>

#include "sch-scheme-reader.h"

#define MAX_PARENTS 64u

static const char *const kind_colors[SCH_N_KINDS] = {
  [SCH_KIND_ENTITY] = "#3584e4", [SCH_KIND_CLAIM] = "#e5a50a", [SCH_KIND_SOURCE] = "#a51d2d",
  [SCH_KIND_CUE] = "#b5835a",    [SCH_KIND_OTHER] = "#9a9996",
};
static const char relation_color[] = "#9141ac";

static GHashTable *
new_string_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
read_cluster_attributes (SchSchemeReader *reader, JsonObject *root)
{
  JsonObject *map;
  g_autoptr (GList) names = NULL;

  if (!sch_scheme_reader_get_object (reader, root, "clusterAttributes", &map))
    return FALSE;
  names = map ? json_object_get_members (map) : NULL;
  for (GList *l = names; l; l = l->next)
    {
      GPtrArray *attributes = g_ptr_array_new_with_free_func (sch_attribute_free);
      SchSchemeReader inner = *reader;
      SchKind kind;

      inner.place = "clusterAttributes";
      g_hash_table_insert (reader->scheme->cluster_attributes, g_strdup (l->data), attributes);
      if (!sch_kind_from_string (l->data, &kind))
        return sch_scheme_reader_fail (
            &inner, _ ("“%s” is not a kind; there are entity, claim, source, cue and other"),
            (const char *) l->data);
      if (!sch_scheme_reader_read_attributes (&inner, map, l->data, attributes))
        return FALSE;
    }
  return TRUE;
}

/* --- Labels --- */

static gboolean
read_label_members (SchSchemeReader *reader, JsonObject *object, GHashTable *keys, SchLabel *label)
{
  g_autofree char *kind = NULL;

  if (!sch_scheme_reader_read_name (reader, object, label->id, &label->name) ||
      !sch_scheme_reader_read_string (reader, object, "kind", &kind))
    return FALSE;
  if (!sch_kind_from_string (kind, &label->kind))
    return sch_scheme_reader_fail (
        reader, _ ("the kind “%s” is not known; there are entity, claim, source, cue and other"),
        kind);
  if (!sch_scheme_reader_read_boolean (reader, object, "retired", &label->retired) ||
      !sch_scheme_reader_read_string (reader, object, "role", &label->role) ||
      !sch_scheme_reader_read_color (reader, object, kind_colors[label->kind], &label->color) ||
      !sch_scheme_reader_read_key (reader, object, label->retired ? NULL : keys, label->id,
                                   &label->key) ||
      !sch_scheme_reader_read_string (reader, object, "description", &label->description) ||
      !sch_scheme_reader_read_string (reader, object, "parent", &label->parent) ||
      !sch_scheme_reader_read_strv (reader, object, "examples", &label->examples) ||
      !sch_scheme_reader_read_strv (reader, object, "counterexamples", &label->counterexamples) ||
      !sch_scheme_reader_read_strv (reader, object, "replaces", &label->replaces) ||
      !sch_scheme_reader_read_attributes (reader, object, "attributes", label->attributes))
    return FALSE;
  if (*label->role && !g_str_equal (label->role, "exclude"))
    return sch_scheme_reader_fail (reader, _ ("the role “%s” is not known; there is exclude"),
                                   label->role);
  if (*label->key && !label->retired)
    g_hash_table_insert (reader->scheme->labels_by_key, g_utf8_casefold (label->key, -1), label);
  return TRUE;
}

static gboolean
read_label (SchSchemeReader *reader, JsonObject *object, guint index, GHashTable *keys)
{
  SchScheme *scheme = reader->scheme;
  SchLabel *label = g_new0 (SchLabel, 1);
  g_autofree char *place = NULL;
  SchSchemeReader inner = *reader;

  label->attributes = g_ptr_array_new_with_free_func (sch_attribute_free);
  g_ptr_array_add (scheme->labels, label);
  if (!sch_scheme_reader_read_id (reader, object, "labels", index, &label->id))
    return FALSE;
  if (!g_hash_table_insert (scheme->labels_by_id, label->id, label))
    return sch_scheme_reader_fail (reader, _ ("the label “%s” is there twice; give one another id"),
                                   label->id);
  place = g_strdup_printf (_ ("label “%s”"), label->id);
  inner.place = place;
  return read_label_members (&inner, object, keys, label);
}

/* The replaced ids lead to the label as well; they must not be those of another. */
static gboolean
enter_replaced (SchSchemeReader *reader, SchLabel *label)
{
  for (guint i = 0; label->replaces[i]; i++)
    {
      const SchLabel *other = g_hash_table_lookup (reader->scheme->labels_by_id,
                                                   label->replaces[i]);

      if (other)
        return sch_scheme_reader_fail (reader,
                                       _ ("it replaces “%s”, which belongs to the label “%s”"),
                                       label->replaces[i], other->id);
      if (!sch_scheme_reader_is_id (label->replaces[i]))
        return sch_scheme_reader_fail (reader,
                                       _ ("it replaces “%s”, which cannot be the id of a label"),
                                       label->replaces[i]);
      g_hash_table_insert (reader->scheme->labels_by_id, label->replaces[i], label);
    }
  return TRUE;
}

/* A parent must be there; going up must come to an end. */
static gboolean
check_parent (SchSchemeReader *reader, const SchLabel *label)
{
  const SchLabel *up = label;

  for (guint n_steps = 0; *up->parent; n_steps++)
    {
      const SchLabel *parent = sch_scheme_get_label (reader->scheme, up->parent);

      if (!parent)
        return up != label ||
               sch_scheme_reader_fail (reader, _ ("its parent “%s” is not a label of this scheme"),
                                       up->parent);
      if (parent == label)
        return sch_scheme_reader_fail (reader, _ ("it is its own parent, by way of “%s”"), up->id);
      if (n_steps >= MAX_PARENTS)
        return sch_scheme_reader_fail (reader, _ ("the chain of its parents is longer than %u"),
                                       MAX_PARENTS);
      up = parent;
    }
  return TRUE;
}

/* For each label in turn, with the label as the place of messages. */
static gboolean
check_labels (SchSchemeReader *reader)
{
  GPtrArray *labels = reader->scheme->labels;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < labels->len; i++)
      {
        SchLabel *label = labels->pdata[i];
        g_autofree char *place = g_strdup_printf (_ ("label “%s”"), label->id);
        SchSchemeReader inner = *reader;

        inner.place = place;
        if (pass == 0 ? !enter_replaced (&inner, label) : !check_parent (&inner, label))
          return FALSE;
      }
  return TRUE;
}

static gboolean
read_labels (SchSchemeReader *reader, JsonObject *root)
{
  g_autoptr (GHashTable) keys = new_string_table ();
  JsonArray *array;

  if (!sch_scheme_reader_get_array (reader, root, "labels", &array))
    return FALSE;
  for (guint i = 0; i < sch_scheme_reader_get_length (array); i++)
    {
      JsonObject *object = sch_scheme_reader_get_element (reader, array, i, "labels");

      if (!object || !read_label (reader, object, i, keys))
        return FALSE;
    }
  return check_labels (reader);
}

/* --- Relation types --- */

static gboolean
read_relation_type (SchSchemeReader *reader, JsonObject *object, guint index)
{
  SchScheme *scheme = reader->scheme;
  SchRelationType *type = g_new0 (SchRelationType, 1);
  g_autofree char *place = NULL;
  SchSchemeReader inner = *reader;

  type->attributes = g_ptr_array_new_with_free_func (sch_attribute_free);
  g_ptr_array_add (scheme->relation_types, type);
  if (!sch_scheme_reader_read_id (reader, object, "relations", index, &type->id))
    return FALSE;
  if (!g_hash_table_insert (scheme->types_by_id, type->id, type))
    return sch_scheme_reader_fail (reader,
                                   _ ("the relation “%s” is there twice; give one another id"),
                                   type->id);
  place = g_strdup_printf (_ ("relation “%s”"), type->id);
  inner.place = place;
  return sch_scheme_reader_read_name (&inner, object, type->id, &type->name) &&
         sch_scheme_reader_read_strv (&inner, object, "from", &type->from) &&
         sch_scheme_reader_read_strv (&inner, object, "to", &type->to) &&
         sch_scheme_reader_read_color (&inner, object, relation_color, &type->color) &&
         sch_scheme_reader_read_strv (&inner, object, "replaces", &type->replaces) &&
         sch_scheme_reader_read_boolean (&inner, object, "symmetric", &type->symmetric) &&
         sch_scheme_reader_read_string (&inner, object, "description", &type->description) &&
         sch_scheme_reader_read_attributes (&inner, object, "attributes", type->attributes) &&
         sch_scheme_reader_read_boolean (&inner, object, "retired", &type->retired) &&
         sch_scheme_reader_check_names (&inner, "from", type->from) &&
         sch_scheme_reader_check_names (&inner, "to", type->to);
}

/* The replaced ids lead to the type as well, unless a type has one of them itself. */
static void
enter_replaced_types (SchScheme *scheme)
{
  for (guint i = 0; i < scheme->relation_types->len; i++)
    {
      SchRelationType *type = scheme->relation_types->pdata[i];

      for (guint k = 0; type->replaces[k]; k++)
        if (!g_hash_table_contains (scheme->types_by_id, type->replaces[k]))
          g_hash_table_insert (scheme->types_by_id, type->replaces[k], type);
    }
}

static gboolean
read_relations (SchSchemeReader *reader, JsonObject *root)
{
  JsonArray *types;

  if (!sch_scheme_reader_get_array (reader, root, "relations", &types))
    return FALSE;
  for (guint i = 0; i < sch_scheme_reader_get_length (types); i++)
    {
      JsonObject *object = sch_scheme_reader_get_element (reader, types, i, "relations");

      if (!object || !read_relation_type (reader, object, i))
        return FALSE;
    }
  enter_replaced_types (reader->scheme);
  return TRUE;
}

static gboolean
read_snap (SchSchemeReader *reader, JsonObject *root)
{
  JsonObject *map;
  g_autoptr (GList) names = NULL;

  if (!sch_scheme_reader_get_object (reader, root, "snap", &map))
    return FALSE;
  names = map ? json_object_get_members (map) : NULL;
  for (GList *l = names; l; l = l->next)
    {
      g_autofree char *place = g_strdup_printf (_ ("snap of “%s”"), (const char *) l->data);
      g_auto (GStrv) strip = NULL;
      g_auto (GStrv) join = NULL;
      SchSchemeReader inner = *reader;
      JsonObject *rules;
      char *tag;

      inner.place = place;
      if (!sch_scheme_reader_get_object (&inner, map, l->data, &rules))
        return FALSE;
      if (!rules)
        continue;
      if (!sch_scheme_reader_read_strv (&inner, rules, "strip", &strip) ||
          !sch_scheme_reader_read_strv (&inner, rules, "join", &join))
        return FALSE;
      tag = g_strdelimit (g_ascii_strdown (l->data, -1), "_", '-');
      g_hash_table_replace (reader->scheme->snap, tag,
                            sch_snap_rules_new ((const char *const *) strip,
                                                (const char *const *) join));
    }
  return TRUE;
}

static gboolean
read_revision (SchSchemeReader *reader, JsonObject *root)
{
  JsonNode *node = sch_scheme_reader_get_node (root, "revision");
  gint64 revision = node && sch_scheme_reader_is_value (node, G_TYPE_INT64)
                        ? json_node_get_int (node)
                        : 0;

  if ((node && !sch_scheme_reader_is_value (node, G_TYPE_INT64)) || revision < 0 ||
      revision > G_MAXINT)
    return sch_scheme_reader_fail (reader, _ ("“revision” must be a whole number from 0"));
  reader->scheme->revision = revision;
  return TRUE;
}

/**
 * sch_scheme_read:
 * @self: empty but for its tree
 *
 * Returns: whether the tree is a scheme; else @error is SCH_ERROR_FORMAT and names file and place
 */
gboolean
sch_scheme_read (SchScheme *self, const char *file_name, GError **error)
{
  SchSchemeReader reader = { self, file_name, "", error };
  JsonObject *root;

  if (!JSON_NODE_HOLDS_OBJECT (self->tree->node))
    return sch_scheme_reader_fail (&reader, _ ("a scheme must be an object { … }"));
  root = json_node_get_object (self->tree->node);
  return sch_scheme_reader_read_string (&reader, root, "name", &self->name) &&
         read_revision (&reader, root) && read_labels (&reader, root) &&
         sch_scheme_reader_read_attributes (&reader, root, "documentAttributes",
                                            self->document_attributes) &&
         read_cluster_attributes (&reader, root) && read_relations (&reader, root) &&
         sch_scheme_reader_read_rules (&reader, root) && read_snap (&reader, root);
}
