/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a scheme from its tree. Everything that the rest of the program relies on is checked here,
 * once: ids, references between labels, types and rules, values and defaults. What this version
 * does not know stays in the tree and is passed over, except where a wrong guess would be harmful:
 * an unknown kind of label or type of attribute is an error. */

#include "sch-scheme-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ubrk.h>

#include "sch-canonical.h"
#include "sch-error.h"

#define MAX_ID_BYTES 64u
/* Of labels, values, rules: more would fit no palette; only a hostile file has more. */
#define MAX_ENTRIES 10000u
#define MAX_PARENTS 64u

static const char *const kind_colors[SCH_N_KINDS] = {
  [SCH_KIND_ENTITY] = "#3584e4", [SCH_KIND_CLAIM] = "#e5a50a", [SCH_KIND_SOURCE] = "#a51d2d",
  [SCH_KIND_CUE] = "#b5835a",    [SCH_KIND_OTHER] = "#9a9996",
};
static const char relation_color[] = "#9141ac";

/* @place: what is read, "label “claim”", for messages; "" = the file as a whole */
typedef struct
{
  SchScheme *scheme;
  const char *file_name;
  const char *place;
  GError **error;
} Reader;

static gboolean fail (Reader *reader, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (Reader *reader, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (*reader->place)
    g_set_error (reader->error, SCH_ERROR, SCH_ERROR_FORMAT, "%s: %s: %s", reader->file_name,
                 reader->place, message);
  else
    g_set_error (reader->error, SCH_ERROR, SCH_ERROR_FORMAT, "%s: %s", reader->file_name, message);
  return FALSE;
}

/* --- Values of members; a missing or null one is empty --- */

static JsonNode *
get_node (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
is_value (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
read_string (Reader *reader, JsonObject *object, const char *member, char **value)
{
  JsonNode *node = get_node (object, member);

  if (node && !is_value (node, G_TYPE_STRING))
    return fail (reader, _ ("“%s” must be a string"), member);
  g_free (*value);
  *value = g_strdup (node ? json_node_get_string (node) : "");
  return TRUE;
}

static gboolean
read_boolean (Reader *reader, JsonObject *object, const char *member, gboolean *value)
{
  JsonNode *node = get_node (object, member);

  if (node && !is_value (node, G_TYPE_BOOLEAN))
    return fail (reader, _ ("“%s” must be true or false"), member);
  *value = node && json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_strv (Reader *reader, JsonObject *object, const char *member, char ***value)
{
  JsonNode *node = get_node (object, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (node && !JSON_NODE_HOLDS_ARRAY (node))
    return fail (reader, _ ("“%s” must be a list of strings"), member);
  for (guint i = 0; node && i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (!is_value (element, G_TYPE_STRING))
        return fail (reader, _ ("“%s” must be a list of strings"), member);
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  *value = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
get_array (Reader *reader, JsonObject *object, const char *member, JsonArray **array)
{
  JsonNode *node = get_node (object, member);

  if (node && !JSON_NODE_HOLDS_ARRAY (node))
    return fail (reader, _ ("“%s” must be a list"), member);
  *array = node ? json_node_get_array (node) : NULL;
  if (*array && json_array_get_length (*array) > MAX_ENTRIES)
    return fail (reader, _ ("“%s” has more than %u entries"), member, MAX_ENTRIES);
  return TRUE;
}

static gboolean
get_object (Reader *reader, JsonObject *object, const char *member, JsonObject **value)
{
  JsonNode *node = get_node (object, member);

  if (node && !JSON_NODE_HOLDS_OBJECT (node))
    return fail (reader, _ ("“%s” must be an object { … }"), member);
  *value = node ? json_node_get_object (node) : NULL;
  return TRUE;
}

static guint
get_length (JsonArray *array)
{
  return array ? json_array_get_length (array) : 0;
}

/* An element of a list of objects. */
static JsonObject *
get_element (Reader *reader, JsonArray *array, guint index, const char *member)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fail (reader, _ ("entry %u of “%s” must be an object { … }"), index + 1, member);
  return NULL;
}

static gboolean
is_id (const char *id)
{
  gsize byte_len = strlen (id);

  for (const char *p = id; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("._-", *p))
      return FALSE;
  return byte_len >= 1 && byte_len <= MAX_ID_BYTES;
}

/* @member, @index: where the object stands, for an object that cannot be named by its id */
static gboolean
read_id (Reader *reader, JsonObject *object, const char *member, guint index, char **id)
{
  if (!read_string (reader, object, "id", id))
    return FALSE;
  if (is_id (*id))
    return TRUE;
  if (!**id)
    return fail (reader, _ ("entry %u of “%s” has no “id”"), index + 1, member);
  return fail (reader,
               _ ("the id “%s” in “%s” must consist of 1 to %u of the characters "
                  "A–Z a–z 0–9 . _ -"),
               *id, member, MAX_ID_BYTES);
}

static gboolean
read_name (Reader *reader, JsonObject *object, const char *id, char **name)
{
  if (!read_string (reader, object, "name", name))
    return FALSE;
  if (!**name)
    {
      g_free (*name);
      *name = g_strdup (id);
    }
  return TRUE;
}

static gboolean
is_color (const char *color)
{
  if (*color != '#' || strlen (color) != 7)
    return FALSE;
  for (guint i = 1; i < 7; i++)
    if (!g_ascii_isxdigit (color[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_color (Reader *reader, JsonObject *object, const char *fallback, char **color)
{
  if (!read_string (reader, object, "color", color))
    return FALSE;
  if (!**color)
    {
      g_free (*color);
      *color = g_strdup (fallback);
      return TRUE;
    }
  return is_color (*color)
         || fail (reader, _ ("the color “%s” must be written as #rrggbb"), *color);
}

/* One printable grapheme cluster. */
static gboolean
is_key (const char *key)
{
  g_autofree gunichar2 *utf16 = NULL;
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *graphemes;
  glong utf16_len;
  gboolean is_one;

  if (!g_unichar_isgraph (g_utf8_get_char (key)))
    return FALSE;
  if (!g_utf8_next_char (key)[0])
    return TRUE;
  utf16 = g_utf8_to_utf16 (key, -1, NULL, &utf16_len, NULL);
  if (!utf16 || utf16_len > 64)
    return FALSE;
  graphemes = ubrk_open (UBRK_CHARACTER, "", (const UChar *) utf16, utf16_len, &status);
  if (U_FAILURE (status))
    return FALSE;
  is_one = ubrk_next (graphemes) == utf16_len;
  ubrk_close (graphemes);
  return is_one;
}

/* @keys: (element-type utf8 utf8): folded keys in use -> whose they are */
static gboolean
read_key (Reader *reader, JsonObject *object, GHashTable *keys, const char *owner, char **key)
{
  g_autofree char *folded = NULL;
  const char *other;

  if (!read_string (reader, object, "key", key))
    return FALSE;
  if (!**key)
    return TRUE;
  if (!is_key (*key))
    return fail (reader, _ ("the key “%s” must be one visible character"), *key);
  if (!keys)
    return TRUE;
  folded = g_utf8_casefold (*key, -1);
  other = g_hash_table_lookup (keys, folded);
  if (other)
    return fail (reader, _ ("the key “%s” is already the one of “%s”"), *key, other);
  g_hash_table_insert (keys, g_steal_pointer (&folded), g_strdup (owner));
  return TRUE;
}

static GHashTable *
new_string_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* --- Attributes --- */

static gboolean
is_value_id (const char *id)
{
  for (const char *p = id; *p; p++)
    if ((guchar) *p <= ' ' || *p == 0x7f)
      return FALSE;
  return *id != '\0';
}

static gboolean
read_value (Reader *reader, JsonNode *node, GHashTable *keys, SchAttributeValue *value)
{
  JsonObject *object;

  if (is_value (node, G_TYPE_STRING))
    {
      value->id = g_strdup (json_node_get_string (node));
      value->name = g_strdup (value->id);
      value->key = g_strdup ("");
      value->color = g_strdup ("");
      value->description = g_strdup ("");
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (reader, _ ("“values” must hold strings or objects with an “id”"));
  object = json_node_get_object (node);
  return read_string (reader, object, "id", &value->id)
         && read_name (reader, object, value->id, &value->name)
         && read_key (reader, object, keys, value->id, &value->key)
         && read_color (reader, object, "", &value->color)
         && read_string (reader, object, "description", &value->description);
}

static gboolean
read_values (Reader *reader, JsonObject *object, SchAttribute *attribute)
{
  g_autoptr (GHashTable) keys = new_string_table ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array;

  if (!get_array (reader, object, "values", &array))
    return FALSE;
  for (guint i = 0; i < get_length (array); i++)
    {
      SchAttributeValue *value = g_new0 (SchAttributeValue, 1);

      g_ptr_array_add (attribute->values, value);
      if (!read_value (reader, json_array_get_element (array, i), keys, value))
        return FALSE;
      if (!is_value_id (value->id))
        return fail (reader,
                     _ ("the value “%s” must not be empty or have spaces; give it a “name” "
                        "for what people see"),
                     value->id);
      if (!g_hash_table_add (ids, value->id))
        return fail (reader, _ ("the value “%s” is there twice"), value->id);
    }
  if (attribute->values->len == 0
      && (attribute->type == SCH_ATTRIBUTE_CHOICE || attribute->type == SCH_ATTRIBUTE_CHOICES))
    return fail (reader, _ ("there are no “values” to choose from"));
  return TRUE;
}

/* {"derive": "number"} */
static gboolean
read_derive (Reader *reader, JsonObject *object, SchAttribute *attribute)
{
  static const char *const known[]
      = { "quotation", "number", "date", "language", "sticky", NULL };

  if (!read_string (reader, object, "derive", &attribute->derive))
    return FALSE;
  if (g_strv_contains (known, attribute->derive))
    return TRUE;
  return fail (reader,
               _ ("a default cannot be derived by “%s”; there are quotation, number, date, "
                  "language and sticky"),
               attribute->derive);
}

static gboolean
read_default (Reader *reader, JsonObject *object, SchAttribute *attribute)
{
  JsonNode *node = get_node (object, "default");
  g_autoptr (SchJsonWriter) writer = NULL;
  g_autoptr (SchAttributes) values = NULL;
  g_autofree char *complaint = NULL;

  if (!node || (is_value (node, G_TYPE_STRING) && !*json_node_get_string (node)))
    return TRUE;
  writer = sch_json_writer_new ();
  sch_canonical_write_value (node, writer);
  attribute->default_json = g_strdup (sch_json_writer_peek (writer, NULL));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_derive (reader, json_node_get_object (node), attribute);
  values = sch_attributes_with_json (NULL, attribute->id, attribute->default_json);
  complaint = sch_attribute_dup_complaint (attribute, values);
  return !complaint || fail (reader, _ ("the default does not fit: %s"), complaint);
}

/* A condition: attribute id -> values, kept as the text that people see. */
static gboolean
read_condition (Reader *reader, JsonObject *object, const char *member, GHashTable **condition)
{
  JsonObject *map;
  g_autoptr (GList) names = NULL;
  g_autoptr (GHashTable) table
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);

  if (!get_object (reader, object, member, &map))
    return FALSE;
  names = map ? json_object_get_members (map) : NULL;
  for (GList *l = names; l; l = l->next)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      JsonNode *node = json_object_get_member (map, l->data);
      JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      guint n_values = array ? json_array_get_length (array) : 1;

      for (guint i = 0; i < n_values; i++)
        {
          JsonNode *value = array ? json_array_get_element (array, i) : node;
          g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

          if (!JSON_NODE_HOLDS_VALUE (value))
            return fail (reader, _ ("“%s” must name attributes and lists of their values"), member);
          sch_canonical_write_value (value, writer);
          g_strv_builder_add (builder, is_value (value, G_TYPE_STRING)
                                           ? json_node_get_string (value)
                                           : sch_json_writer_peek (writer, NULL));
        }
      g_hash_table_insert (table, g_strdup (l->data), g_strv_builder_end (builder));
    }
  if (g_hash_table_size (table) > 0)
    *condition = g_steal_pointer (&table);
  return TRUE;
}

static gboolean
read_attribute_members (Reader *reader, JsonObject *object, SchAttribute *attribute)
{
  g_autofree char *type = NULL;

  if (!read_name (reader, object, attribute->id, &attribute->name)
      || !read_string (reader, object, "description", &attribute->description)
      || !read_string (reader, object, "type", &type))
    return FALSE;
  if (!sch_attribute_type_from_string (type, &attribute->type))
    return fail (reader,
                 _ ("the type “%s” is not known; there are choice, choices, text, number, "
                    "boolean, date and url"),
                 type);
  return read_values (reader, object, attribute) && read_default (reader, object, attribute)
         && read_boolean (reader, object, "required", &attribute->required)
         && read_condition (reader, object, "when", &attribute->when);
}

static gboolean
read_attribute (Reader *reader, JsonObject *object, const char *member, guint index,
                GPtrArray *attributes)
{
  SchAttribute *attribute = g_new0 (SchAttribute, 1);
  g_autofree char *place = NULL;
  Reader inner = *reader;

  attribute->values = g_ptr_array_new_with_free_func (sch_attribute_value_free);
  g_ptr_array_add (attributes, attribute);
  if (!read_id (reader, object, member, index, &attribute->id))
    return FALSE;
  for (guint i = 0; i + 1 < attributes->len; i++)
    if (g_str_equal (((SchAttribute *) attributes->pdata[i])->id, attribute->id))
      return fail (reader, _ ("the attribute “%s” is there twice"), attribute->id);
  place = *reader->place ? g_strdup_printf (_ ("%s, attribute “%s”"), reader->place, attribute->id)
                         : g_strdup_printf (_ ("attribute “%s”"), attribute->id);
  inner.place = place;
  return read_attribute_members (&inner, object, attribute);
}

/* A condition may only look at the attributes beside it. */
static gboolean
check_conditions (Reader *reader, GPtrArray *attributes)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      const SchAttribute *attribute = attributes->pdata[i];
      GHashTableIter iter;
      gpointer id;

      if (!attribute->when)
        continue;
      g_hash_table_iter_init (&iter, attribute->when);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          gboolean found = FALSE;

          for (guint j = 0; j < attributes->len && !found; j++)
            found = j != i && g_str_equal (((SchAttribute *) attributes->pdata[j])->id, id);
          if (!found)
            return fail (reader,
                         _ ("“when” of the attribute “%s” names “%s”, which is not another "
                            "attribute here"),
                         attribute->id, (const char *) id);
        }
    }
  return TRUE;
}

static gboolean
read_attributes (Reader *reader, JsonObject *object, const char *member, GPtrArray *attributes)
{
  JsonArray *array;

  if (!get_array (reader, object, member, &array))
    return FALSE;
  for (guint i = 0; i < get_length (array); i++)
    {
      JsonObject *element = get_element (reader, array, i, member);

      if (!element || !read_attribute (reader, element, member, i, attributes))
        return FALSE;
    }
  return check_conditions (reader, attributes);
}

static gboolean
read_cluster_attributes (Reader *reader, JsonObject *root)
{
  JsonObject *map;
  g_autoptr (GList) names = NULL;

  if (!get_object (reader, root, "clusterAttributes", &map))
    return FALSE;
  names = map ? json_object_get_members (map) : NULL;
  for (GList *l = names; l; l = l->next)
    {
      GPtrArray *attributes = g_ptr_array_new_with_free_func (sch_attribute_free);
      Reader inner = *reader;
      SchKind kind;

      inner.place = "clusterAttributes";
      g_hash_table_insert (reader->scheme->cluster_attributes, g_strdup (l->data), attributes);
      if (!sch_kind_from_string (l->data, &kind))
        return fail (&inner,
                     _ ("“%s” is not a kind; there are entity, claim, source, cue and other"),
                     (const char *) l->data);
      if (!read_attributes (&inner, map, l->data, attributes))
        return FALSE;
    }
  return TRUE;
}

/* --- Labels --- */

static gboolean
read_label_members (Reader *reader, JsonObject *object, GHashTable *keys, SchLabel *label)
{
  g_autofree char *kind = NULL;

  if (!read_name (reader, object, label->id, &label->name)
      || !read_string (reader, object, "kind", &kind))
    return FALSE;
  if (!sch_kind_from_string (kind, &label->kind))
    return fail (reader,
                 _ ("the kind “%s” is not known; there are entity, claim, source, cue and other"),
                 kind);
  if (!read_boolean (reader, object, "retired", &label->retired)
      || !read_string (reader, object, "role", &label->role)
      || !read_color (reader, object, kind_colors[label->kind], &label->color)
      || !read_key (reader, object, label->retired ? NULL : keys, label->id, &label->key)
      || !read_string (reader, object, "description", &label->description)
      || !read_string (reader, object, "parent", &label->parent)
      || !read_strv (reader, object, "examples", &label->examples)
      || !read_strv (reader, object, "counterexamples", &label->counterexamples)
      || !read_strv (reader, object, "replaces", &label->replaces)
      || !read_attributes (reader, object, "attributes", label->attributes))
    return FALSE;
  if (*label->role && !g_str_equal (label->role, "exclude"))
    return fail (reader, _ ("the role “%s” is not known; there is exclude"), label->role);
  if (*label->key && !label->retired)
    g_hash_table_insert (reader->scheme->labels_by_key, g_utf8_casefold (label->key, -1), label);
  return TRUE;
}

static gboolean
read_label (Reader *reader, JsonObject *object, guint index, GHashTable *keys)
{
  SchScheme *scheme = reader->scheme;
  SchLabel *label = g_new0 (SchLabel, 1);
  g_autofree char *place = NULL;
  Reader inner = *reader;

  label->attributes = g_ptr_array_new_with_free_func (sch_attribute_free);
  g_ptr_array_add (scheme->labels, label);
  if (!read_id (reader, object, "labels", index, &label->id))
    return FALSE;
  if (!g_hash_table_insert (scheme->labels_by_id, label->id, label))
    return fail (reader, _ ("the label “%s” is there twice; give one another id"), label->id);
  place = g_strdup_printf (_ ("label “%s”"), label->id);
  inner.place = place;
  return read_label_members (&inner, object, keys, label);
}

/* The replaced ids lead to the label as well; they must not be those of another. */
static gboolean
enter_replaced (Reader *reader, SchLabel *label)
{
  for (guint i = 0; label->replaces[i]; i++)
    {
      const SchLabel *other
          = g_hash_table_lookup (reader->scheme->labels_by_id, label->replaces[i]);

      if (other)
        return fail (reader, _ ("it replaces “%s”, which belongs to the label “%s”"),
                     label->replaces[i], other->id);
      if (!is_id (label->replaces[i]))
        return fail (reader, _ ("it replaces “%s”, which cannot be the id of a label"),
                     label->replaces[i]);
      g_hash_table_insert (reader->scheme->labels_by_id, label->replaces[i], label);
    }
  return TRUE;
}

/* A parent must be there; going up must come to an end. */
static gboolean
check_parent (Reader *reader, const SchLabel *label)
{
  const SchLabel *up = label;

  for (guint n_steps = 0; *up->parent; n_steps++)
    {
      const SchLabel *parent = sch_scheme_get_label (reader->scheme, up->parent);

      if (!parent)
        return up != label
               || fail (reader, _ ("its parent “%s” is not a label of this scheme"), up->parent);
      if (parent == label)
        return fail (reader, _ ("it is its own parent, by way of “%s”"), up->id);
      if (n_steps >= MAX_PARENTS)
        return fail (reader, _ ("the chain of its parents is longer than %u"), MAX_PARENTS);
      up = parent;
    }
  return TRUE;
}

/* For each label in turn, with the label as the place of messages. */
static gboolean
check_labels (Reader *reader)
{
  GPtrArray *labels = reader->scheme->labels;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < labels->len; i++)
      {
        SchLabel *label = labels->pdata[i];
        g_autofree char *place = g_strdup_printf (_ ("label “%s”"), label->id);
        Reader inner = *reader;

        inner.place = place;
        if (pass == 0 ? !enter_replaced (&inner, label) : !check_parent (&inner, label))
          return FALSE;
      }
  return TRUE;
}

static gboolean
read_labels (Reader *reader, JsonObject *root)
{
  g_autoptr (GHashTable) keys = new_string_table ();
  JsonArray *array;

  if (!get_array (reader, root, "labels", &array))
    return FALSE;
  for (guint i = 0; i < get_length (array); i++)
    {
      JsonObject *object = get_element (reader, array, i, "labels");

      if (!object || !read_label (reader, object, i, keys))
        return FALSE;
    }
  return check_labels (reader);
}

/* --- Relation types and rules --- */

/* Every name must be a kind or a label. */
static gboolean
check_names (Reader *reader, const char *member, char **names)
{
  SchKind kind;

  for (guint i = 0; names[i]; i++)
    if (!sch_kind_from_string (names[i], &kind) && !sch_scheme_get_label (reader->scheme, names[i]))
      return fail (reader, _ ("“%s” names “%s”, which is neither a label of this scheme nor a kind"),
                   member, names[i]);
  return TRUE;
}

static gboolean
read_relation_type (Reader *reader, JsonObject *object, guint index)
{
  SchScheme *scheme = reader->scheme;
  SchRelationType *type = g_new0 (SchRelationType, 1);
  g_autofree char *place = NULL;
  Reader inner = *reader;

  type->attributes = g_ptr_array_new_with_free_func (sch_attribute_free);
  g_ptr_array_add (scheme->relation_types, type);
  if (!read_id (reader, object, "relations", index, &type->id))
    return FALSE;
  if (!g_hash_table_insert (scheme->types_by_id, type->id, type))
    return fail (reader, _ ("the relation “%s” is there twice; give one another id"), type->id);
  place = g_strdup_printf (_ ("relation “%s”"), type->id);
  inner.place = place;
  return read_name (&inner, object, type->id, &type->name)
         && read_strv (&inner, object, "from", &type->from)
         && read_strv (&inner, object, "to", &type->to)
         && read_color (&inner, object, relation_color, &type->color)
         && read_boolean (&inner, object, "symmetric", &type->symmetric)
         && read_string (&inner, object, "description", &type->description)
         && read_attributes (&inner, object, "attributes", type->attributes)
         && read_boolean (&inner, object, "retired", &type->retired)
         && check_names (&inner, "from", type->from) && check_names (&inner, "to", type->to);
}

static gboolean
read_severity (Reader *reader, JsonObject *object, SchSeverity *severity)
{
  g_autofree char *name = NULL;

  if (!read_string (reader, object, "severity", &name))
    return FALSE;
  if (g_str_equal (name, "error"))
    *severity = SCH_SEVERITY_ERROR;
  else if (g_str_equal (name, "info"))
    *severity = SCH_SEVERITY_INFO;
  else if (!*name || g_str_equal (name, "warning"))
    *severity = SCH_SEVERITY_WARNING;
  else
    return fail (reader, _ ("the severity “%s” is not known; there are error, warning and info"),
                 name);
  return TRUE;
}

static gboolean
read_direction (Reader *reader, JsonObject *object, gboolean *at_from)
{
  g_autofree char *direction = NULL;

  if (!read_string (reader, object, "direction", &direction))
    return FALSE;
  *at_from = !g_str_equal (direction, "to");
  if (*direction && *at_from && !g_str_equal (direction, "from"))
    return fail (reader, _ ("the direction “%s” is not known; there are from and to"), direction);
  return TRUE;
}

static gboolean
read_rule_members (Reader *reader, JsonObject *object, SchRule *rule)
{
  const SchRelationType *type;

  if (!read_strv (reader, object, "labels", &rule->labels)
      || !read_string (reader, object, "requires", &rule->requires)
      || !read_direction (reader, object, &rule->at_from)
      || !read_condition (reader, object, "unless", &rule->unless)
      || !read_severity (reader, object, &rule->severity)
      || !read_string (reader, object, "message", &rule->message)
      || !check_names (reader, "labels", rule->labels))
    return FALSE;
  type = sch_scheme_get_relation_type (reader->scheme, rule->requires);
  if (!type)
    return fail (reader, _ ("it requires “%s”, which is not a relation of this scheme"),
                 rule->requires);
  if (!*rule->message)
    {
      g_free (rule->message);
      rule->message = g_strdup_printf (_ ("The relation “%s” is missing"), type->name);
    }
  return TRUE;
}

/* Rules of other kinds than "requires" are for versions that know them. */
static gboolean
read_rule (Reader *reader, JsonObject *object, guint index, GHashTable *ids)
{
  g_autofree char *id = NULL;
  g_autofree char *place = NULL;
  Reader inner = *reader;
  SchRule *rule;

  if (!read_id (reader, object, "rules", index, &id))
    return FALSE;
  if (!g_hash_table_add (ids, g_strdup (id)))
    return fail (reader, _ ("the rule “%s” is there twice; give one another id"), id);
  if (!get_node (object, "requires"))
    return TRUE;
  place = g_strdup_printf (_ ("rule “%s”"), id);
  inner.place = place;
  rule = g_new0 (SchRule, 1);
  rule->id = g_steal_pointer (&id);
  g_ptr_array_add (reader->scheme->rules, rule);
  return read_rule_members (&inner, object, rule);
}

static gboolean
read_relations_and_rules (Reader *reader, JsonObject *root)
{
  g_autoptr (GHashTable) rule_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *types;
  JsonArray *rules;

  if (!get_array (reader, root, "relations", &types) || !get_array (reader, root, "rules", &rules))
    return FALSE;
  for (guint i = 0; i < get_length (types); i++)
    {
      JsonObject *object = get_element (reader, types, i, "relations");

      if (!object || !read_relation_type (reader, object, i))
        return FALSE;
    }
  for (guint i = 0; i < get_length (rules); i++)
    {
      JsonObject *object = get_element (reader, rules, i, "rules");

      if (!object || !read_rule (reader, object, i, rule_ids))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_snap (Reader *reader, JsonObject *root)
{
  JsonObject *map;
  g_autoptr (GList) names = NULL;

  if (!get_object (reader, root, "snap", &map))
    return FALSE;
  names = map ? json_object_get_members (map) : NULL;
  for (GList *l = names; l; l = l->next)
    {
      g_autofree char *place = g_strdup_printf (_ ("snap of “%s”"), (const char *) l->data);
      g_auto (GStrv) strip = NULL;
      g_auto (GStrv) join = NULL;
      Reader inner = *reader;
      JsonObject *rules;
      char *tag;

      inner.place = place;
      if (!get_object (&inner, map, l->data, &rules))
        return FALSE;
      if (!rules)
        continue;
      if (!read_strv (&inner, rules, "strip", &strip) || !read_strv (&inner, rules, "join", &join))
        return FALSE;
      tag = g_strdelimit (g_ascii_strdown (l->data, -1), "_", '-');
      g_hash_table_replace (reader->scheme->snap, tag,
                            sch_snap_rules_new ((const char *const *) strip,
                                                (const char *const *) join));
    }
  return TRUE;
}

static gboolean
read_revision (Reader *reader, JsonObject *root)
{
  JsonNode *node = get_node (root, "revision");
  gint64 revision = node && is_value (node, G_TYPE_INT64) ? json_node_get_int (node) : 0;

  if ((node && !is_value (node, G_TYPE_INT64)) || revision < 0 || revision > G_MAXINT)
    return fail (reader, _ ("“revision” must be a whole number from 0"));
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
  Reader reader = { self, file_name, "", error };
  JsonObject *root;

  if (!JSON_NODE_HOLDS_OBJECT (self->tree->node))
    return fail (&reader, _ ("a scheme must be an object { … }"));
  root = json_node_get_object (self->tree->node);
  return read_string (&reader, root, "name", &self->name) && read_revision (&reader, root)
         && read_labels (&reader, root)
         && read_attributes (&reader, root, "documentAttributes", self->document_attributes)
         && read_cluster_attributes (&reader, root) && read_relations_and_rules (&reader, root)
         && read_snap (&reader, root);
}
