/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts that labels, relation types and rules of a scheme have in common: strings and lists,
 * ids, names, colours, keys, conditions and attributes, each checked as it is read. */

#include "sch-scheme-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ubrk.h>

#include "sch-canonical.h"
#include "sch-error.h"

#define MAX_ID_BYTES 64u
/* Of labels, values, rules: more would fit no palette; only a hostile file has more. */
#define MAX_ENTRIES 10000u

gboolean
sch_scheme_reader_fail (SchSchemeReader *reader, const char *format, ...)
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

JsonNode *
sch_scheme_reader_get_node (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

gboolean
sch_scheme_reader_is_value (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

gboolean
sch_scheme_reader_read_string (SchSchemeReader *reader, JsonObject *object, const char *member,
                               char **value)
{
  JsonNode *node = sch_scheme_reader_get_node (object, member);

  if (node && !sch_scheme_reader_is_value (node, G_TYPE_STRING))
    return sch_scheme_reader_fail (reader, _ ("“%s” must be a string"), member);
  g_free (*value);
  *value = g_strdup (node ? json_node_get_string (node) : "");
  return TRUE;
}

gboolean
sch_scheme_reader_read_boolean (SchSchemeReader *reader, JsonObject *object, const char *member,
                                gboolean *value)
{
  JsonNode *node = sch_scheme_reader_get_node (object, member);

  if (node && !sch_scheme_reader_is_value (node, G_TYPE_BOOLEAN))
    return sch_scheme_reader_fail (reader, _ ("“%s” must be true or false"), member);
  *value = node && json_node_get_boolean (node);
  return TRUE;
}

gboolean
sch_scheme_reader_read_strv (SchSchemeReader *reader, JsonObject *object, const char *member,
                             char ***value)
{
  JsonNode *node = sch_scheme_reader_get_node (object, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (node && !JSON_NODE_HOLDS_ARRAY (node))
    return sch_scheme_reader_fail (reader, _ ("“%s” must be a list of strings"), member);
  for (guint i = 0; node && i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (!sch_scheme_reader_is_value (element, G_TYPE_STRING))
        return sch_scheme_reader_fail (reader, _ ("“%s” must be a list of strings"), member);
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  *value = g_strv_builder_end (builder);
  return TRUE;
}

gboolean
sch_scheme_reader_get_array (SchSchemeReader *reader, JsonObject *object, const char *member,
                             JsonArray **array)
{
  JsonNode *node = sch_scheme_reader_get_node (object, member);

  if (node && !JSON_NODE_HOLDS_ARRAY (node))
    return sch_scheme_reader_fail (reader, _ ("“%s” must be a list"), member);
  *array = node ? json_node_get_array (node) : NULL;
  if (*array && json_array_get_length (*array) > MAX_ENTRIES)
    return sch_scheme_reader_fail (reader, _ ("“%s” has more than %u entries"), member,
                                   MAX_ENTRIES);
  return TRUE;
}

gboolean
sch_scheme_reader_get_object (SchSchemeReader *reader, JsonObject *object, const char *member,
                              JsonObject **value)
{
  JsonNode *node = sch_scheme_reader_get_node (object, member);

  if (node && !JSON_NODE_HOLDS_OBJECT (node))
    return sch_scheme_reader_fail (reader, _ ("“%s” must be an object { … }"), member);
  *value = node ? json_node_get_object (node) : NULL;
  return TRUE;
}

guint
sch_scheme_reader_get_length (JsonArray *array)
{
  return array ? json_array_get_length (array) : 0;
}

/* An element of a list of objects. */
JsonObject *
sch_scheme_reader_get_element (SchSchemeReader *reader, JsonArray *array, guint index,
                               const char *member)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  sch_scheme_reader_fail (reader, _ ("entry %u of “%s” must be an object { … }"), index + 1,
                          member);
  return NULL;
}

gboolean
sch_scheme_reader_is_id (const char *id)
{
  gsize byte_len = strlen (id);

  for (const char *p = id; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("._-", *p))
      return FALSE;
  return byte_len >= 1 && byte_len <= MAX_ID_BYTES;
}

gboolean
sch_scheme_reader_read_id (SchSchemeReader *reader, JsonObject *object, const char *member,
                           guint index, char **id)
{
  if (!sch_scheme_reader_read_string (reader, object, "id", id))
    return FALSE;
  if (sch_scheme_reader_is_id (*id))
    return TRUE;
  if (!**id)
    return sch_scheme_reader_fail (reader, _ ("entry %u of “%s” has no “id”"), index + 1, member);
  return sch_scheme_reader_fail (reader,
                                 _ ("the id “%s” in “%s” must consist of 1 to %u of the characters "
                                    "A–Z a–z 0–9 . _ -"),
                                 *id, member, MAX_ID_BYTES);
}

gboolean
sch_scheme_reader_read_name (SchSchemeReader *reader, JsonObject *object, const char *id,
                             char **name)
{
  if (!sch_scheme_reader_read_string (reader, object, "name", name))
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

gboolean
sch_scheme_reader_read_color (SchSchemeReader *reader, JsonObject *object, const char *fallback,
                              char **color)
{
  if (!sch_scheme_reader_read_string (reader, object, "color", color))
    return FALSE;
  if (!**color)
    {
      g_free (*color);
      *color = g_strdup (fallback);
      return TRUE;
    }
  return is_color (*color) ||
         sch_scheme_reader_fail (reader, _ ("the color “%s” must be written as #rrggbb"), *color);
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
  if (!*(g_utf8_next_char (key)))
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

gboolean
sch_scheme_reader_read_key (SchSchemeReader *reader, JsonObject *object, GHashTable *keys,
                            const char *owner, char **key)
{
  g_autofree char *folded = NULL;
  const char *other;

  if (!sch_scheme_reader_read_string (reader, object, "key", key))
    return FALSE;
  if (!**key)
    return TRUE;
  if (!is_key (*key))
    return sch_scheme_reader_fail (reader, _ ("the key “%s” must be one visible character"), *key);
  if (!keys)
    return TRUE;
  folded = g_utf8_casefold (*key, -1);
  other = g_hash_table_lookup (keys, folded);
  if (other)
    return sch_scheme_reader_fail (reader, _ ("the key “%s” is already the one of “%s”"), *key,
                                   other);
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
read_value (SchSchemeReader *reader, JsonNode *node, GHashTable *keys, SchAttributeValue *value)
{
  JsonObject *object;

  if (sch_scheme_reader_is_value (node, G_TYPE_STRING))
    {
      value->id = g_strdup (json_node_get_string (node));
      value->name = g_strdup (value->id);
      value->key = g_strdup ("");
      value->color = g_strdup ("");
      value->description = g_strdup ("");
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return sch_scheme_reader_fail (reader,
                                   _ ("“values” must hold strings or objects with an “id”"));
  object = json_node_get_object (node);
  return sch_scheme_reader_read_string (reader, object, "id", &value->id) &&
         sch_scheme_reader_read_name (reader, object, value->id, &value->name) &&
         sch_scheme_reader_read_key (reader, object, keys, value->id, &value->key) &&
         sch_scheme_reader_read_color (reader, object, "", &value->color) &&
         sch_scheme_reader_read_string (reader, object, "description", &value->description) &&
         sch_scheme_reader_read_strv (reader, object, "replaces", &value->replaces);
}

static gboolean
read_values (SchSchemeReader *reader, JsonObject *object, SchAttribute *attribute)
{
  g_autoptr (GHashTable) keys = new_string_table ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array;

  if (!sch_scheme_reader_get_array (reader, object, "values", &array))
    return FALSE;
  for (guint i = 0; i < sch_scheme_reader_get_length (array); i++)
    {
      SchAttributeValue *value = g_new0 (SchAttributeValue, 1);

      g_ptr_array_add (attribute->values, value);
      if (!read_value (reader, json_array_get_element (array, i), keys, value))
        return FALSE;
      if (!is_value_id (value->id))
        return sch_scheme_reader_fail (
            reader,
            _ ("the value “%s” must not be empty or have spaces; give it a “name” "
               "for what people see"),
            value->id);
      if (!g_hash_table_add (ids, value->id))
        return sch_scheme_reader_fail (reader, _ ("the value “%s” is there twice"), value->id);
    }
  if (attribute->values->len == 0 &&
      (attribute->type == SCH_ATTRIBUTE_CHOICE || attribute->type == SCH_ATTRIBUTE_CHOICES))
    return sch_scheme_reader_fail (reader, _ ("there are no “values” to choose from"));
  return TRUE;
}

/* {"derive": "number"} */
static gboolean
read_derive (SchSchemeReader *reader, JsonObject *object, SchAttribute *attribute)
{
  static const char *const known[] = { "quotation", "voice",  "number", "date",
                                       "language",  "sticky", NULL };

  if (!sch_scheme_reader_read_string (reader, object, "derive", &attribute->derive))
    return FALSE;
  if (g_strv_contains (known, attribute->derive))
    return TRUE;
  return sch_scheme_reader_fail (
      reader,
      _ ("a default cannot be derived by “%s”; there are quotation, voice, number, "
         "date, language and sticky"),
      attribute->derive);
}

static gboolean
read_default (SchSchemeReader *reader, JsonObject *object, SchAttribute *attribute)
{
  JsonNode *node = sch_scheme_reader_get_node (object, "default");
  g_autoptr (SchJsonWriter) writer = NULL;
  g_autoptr (SchAttributes) values = NULL;
  g_autofree char *complaint = NULL;

  if (!node || (sch_scheme_reader_is_value (node, G_TYPE_STRING) && !*json_node_get_string (node)))
    return TRUE;
  writer = sch_json_writer_new ();
  sch_canonical_write_value (node, writer);
  attribute->default_json = g_strdup (sch_json_writer_peek (writer, NULL));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_derive (reader, json_node_get_object (node), attribute);
  values = sch_attributes_with_json (NULL, attribute->id, attribute->default_json);
  complaint = sch_attribute_dup_complaint (attribute, values);
  return !complaint ||
         sch_scheme_reader_fail (reader, _ ("the default does not fit: %s"), complaint);
}

/* A condition: attribute id -> values, kept as the text that people see. */
gboolean
sch_scheme_reader_read_condition (SchSchemeReader *reader, JsonObject *object, const char *member,
                                  GHashTable **condition)
{
  JsonObject *map;
  g_autoptr (GList) names = NULL;
  g_autoptr (GHashTable)
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);

  if (!sch_scheme_reader_get_object (reader, object, member, &map))
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
            return sch_scheme_reader_fail (
                reader, _ ("“%s” must name attributes and lists of their values"), member);
          sch_canonical_write_value (value, writer);
          g_strv_builder_add (builder, sch_scheme_reader_is_value (value, G_TYPE_STRING)
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
read_attribute_members (SchSchemeReader *reader, JsonObject *object, SchAttribute *attribute)
{
  g_autofree char *type = NULL;

  if (!sch_scheme_reader_read_name (reader, object, attribute->id, &attribute->name) ||
      !sch_scheme_reader_read_string (reader, object, "description", &attribute->description) ||
      !sch_scheme_reader_read_string (reader, object, "type", &type))
    return FALSE;
  if (!sch_attribute_type_from_string (type, &attribute->type))
    return sch_scheme_reader_fail (
        reader,
        _ ("the type “%s” is not known; there are choice, choices, text, number, "
           "boolean, date and url"),
        type);
  return read_values (reader, object, attribute) && read_default (reader, object, attribute) &&
         sch_scheme_reader_read_boolean (reader, object, "required", &attribute->required) &&
         sch_scheme_reader_read_condition (reader, object, "when", &attribute->when);
}

static gboolean
read_attribute (SchSchemeReader *reader, JsonObject *object, const char *member, guint index,
                GPtrArray *attributes)
{
  SchAttribute *attribute = g_new0 (SchAttribute, 1);
  g_autofree char *place = NULL;
  SchSchemeReader inner = *reader;

  attribute->values = g_ptr_array_new_with_free_func (sch_attribute_value_free);
  g_ptr_array_add (attributes, attribute);
  if (!sch_scheme_reader_read_id (reader, object, member, index, &attribute->id))
    return FALSE;
  for (guint i = 0; i + 1 < attributes->len; i++)
    if (g_str_equal (((SchAttribute *) attributes->pdata[i])->id, attribute->id))
      return sch_scheme_reader_fail (reader, _ ("the attribute “%s” is there twice"),
                                     attribute->id);
  place = *reader->place ? g_strdup_printf (_ ("%s, attribute “%s”"), reader->place, attribute->id)
                         : g_strdup_printf (_ ("attribute “%s”"), attribute->id);
  inner.place = place;
  return read_attribute_members (&inner, object, attribute);
}

/* A condition may only look at the attributes beside it. */
static gboolean
check_conditions (SchSchemeReader *reader, GPtrArray *attributes)
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
            return sch_scheme_reader_fail (
                reader,
                _ ("“when” of the attribute “%s” names “%s”, which is not another "
                   "attribute here"),
                attribute->id, (const char *) id);
        }
    }
  return TRUE;
}

gboolean
sch_scheme_reader_read_attributes (SchSchemeReader *reader, JsonObject *object, const char *member,
                                   GPtrArray *attributes)
{
  JsonArray *array;

  if (!sch_scheme_reader_get_array (reader, object, member, &array))
    return FALSE;
  for (guint i = 0; i < sch_scheme_reader_get_length (array); i++)
    {
      JsonObject *element = sch_scheme_reader_get_element (reader, array, i, member);

      if (!element || !read_attribute (reader, element, member, i, attributes))
        return FALSE;
    }
  return check_conditions (reader, attributes);
}

gboolean
sch_scheme_reader_check_names (SchSchemeReader *reader, const char *member, char **names)
{
  SchKind kind;

  for (guint i = 0; names[i]; i++)
    if (!sch_kind_from_string (names[i], &kind) && !sch_scheme_get_label (reader->scheme, names[i]))
      return sch_scheme_reader_fail (
          reader, _ ("“%s” names “%s”, which is neither a label of this scheme nor a kind"), member,
          names[i]);
  return TRUE;
}
