/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trees of JSON for the small files, between the strict reader and json-glib's node types.
 *
 * json-glib's own parser and generator take no part: the parser misreads what the strict reader
 * refuses, and the generator does not write numbers in their shortest form.
 */

#include "sch-json-tree.h"

#include <string.h>

#include "sch-json-pull.h"
#include "sch-json-writer.h"

static JsonNode *read_node (SchJsonPull *pull);

static JsonNode *
read_object (SchJsonPull *pull)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  const char *name;

  if (sch_json_pull_begin_object (pull))
    while (sch_json_pull_next_member (pull, &name))
      {
        g_autofree char *copy = g_strdup (name);

        json_object_set_member (object, copy, read_node (pull));
      }
  json_node_set_object (node, object);
  return node;
}

static JsonNode *
read_array (SchJsonPull *pull)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  if (sch_json_pull_begin_array (pull))
    while (sch_json_pull_next_element (pull))
      json_array_add_element (array, read_node (pull));
  json_node_set_array (node, array);
  return node;
}

static JsonNode *
read_string (SchJsonPull *pull)
{
  g_autofree char *text = NULL;

  sch_json_pull_read_string (pull, &text);
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
read_number (SchJsonPull *pull)
{
  gint64 whole = 0;
  double real = 0;

  if (!sch_json_pull_peek_is_integer (pull))
    {
      sch_json_pull_read_double (pull, &real);
      return json_node_init_double (json_node_alloc (), real);
    }
  sch_json_pull_read_int64 (pull, &whole);
  return json_node_init_int (json_node_alloc (), whole);
}

static JsonNode *
read_boolean (SchJsonPull *pull)
{
  gboolean flag = FALSE;

  sch_json_pull_read_boolean (pull, &flag);
  return json_node_init_boolean (json_node_alloc (), flag);
}

/* Reads the next value. After an error it is whatever was read until then; recursion is bounded by
 * #SCH_JSON_MAX_DEPTH. */
static JsonNode *
read_node (SchJsonPull *pull)
{
  switch (sch_json_pull_peek (pull))
    {
    case SCH_JSON_OBJECT:
      return read_object (pull);
    case SCH_JSON_ARRAY:
      return read_array (pull);
    case SCH_JSON_STRING:
      return read_string (pull);
    case SCH_JSON_NUMBER:
      return read_number (pull);
    case SCH_JSON_BOOLEAN:
      return read_boolean (pull);
    case SCH_JSON_NULL:
    case SCH_JSON_NONE:
    default:
      sch_json_pull_skip (pull);
      return json_node_new (JSON_NODE_NULL);
    }
}

static void
write_scalar (SchJsonWriter *writer, JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    sch_json_writer_null (writer);
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    sch_json_writer_string (writer, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    sch_json_writer_boolean (writer, json_node_get_boolean (node));
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    sch_json_writer_double (writer, json_node_get_double (node));
  else
    sch_json_writer_int (writer, json_node_get_int (node));
}

static void
write_compact (SchJsonWriter *writer, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      sch_json_writer_begin_object (writer);
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        {
          sch_json_writer_member (writer, name);
          write_compact (writer, value);
        }
      sch_json_writer_end_object (writer);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      sch_json_writer_begin_array (writer);
      for (guint i = 0; i < json_array_get_length (array); i++)
        write_compact (writer, json_array_get_element (array, i));
      sch_json_writer_end_array (writer);
    }
  else
    write_scalar (writer, node);
}

static void
begin_line (GString *out, guint depth)
{
  g_string_append_printf (out, "\n%*s", (int) depth * 2, "");
}

/* Writes a scalar, or an empty or scalar-only value, as the canonical writer does. */
static void
append_compact (GString *out, JsonNode *node)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  write_compact (writer, node);
  g_string_append (out, sch_json_writer_peek (writer, NULL));
}

static void
append_name (GString *out, const char *name)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_string (writer, name);
  g_string_append (out, sch_json_writer_peek (writer, NULL));
  g_string_append (out, ": ");
}

/* One member or element per line, two spaces a level. */
static void
append_pretty (GString *out, JsonNode *node, guint depth)
{
  if (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) > 0)
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;
      char separator = '{';

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        {
          g_string_append_c (out, separator);
          begin_line (out, depth + 1);
          append_name (out, name);
          append_pretty (out, value, depth + 1);
          separator = ',';
        }
      begin_line (out, depth);
      g_string_append_c (out, '}');
    }
  else if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_string_append_c (out, i == 0 ? '[' : ',');
          begin_line (out, depth + 1);
          append_pretty (out, json_array_get_element (array, i), depth + 1);
        }
      begin_line (out, depth);
      g_string_append_c (out, ']');
    }
  else
    append_compact (out, node);
}

/**
 * sch_json_tree_parse:
 * @file_name: (nullable): what messages call the input
 *
 * Reads a whole input as strictly as #SchJsonPull does. Whole numbers become int nodes, others
 * double nodes; members keep their order.
 *
 * Returns: (transfer full): the root; NULL with #SCH_ERROR_FORMAT
 */
JsonNode *
sch_json_tree_parse (const char *data, gsize byte_len, const char *file_name, GError **error)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (data, byte_len, file_name);
  g_autoptr (JsonNode) root = read_node (pull);

  if (!sch_json_pull_finish (pull, error))
    return NULL;
  return g_steal_pointer (&root);
}

/**
 * sch_json_tree_to_string:
 * @pretty: one member or element per line, instead of all on one line as #SchJsonWriter writes it
 * @byte_len: (out) (optional): bytes of the result
 *
 * Returns: (transfer full): the tree as JSON, without a final newline; the same tree always gives
 *   the same bytes
 */
char *
sch_json_tree_to_string (JsonNode *node, gboolean pretty, gsize *byte_len)
{
  GString *out;

  g_return_val_if_fail (node != NULL, NULL);
  out = g_string_new (NULL);
  if (pretty)
    append_pretty (out, node, 0);
  else
    append_compact (out, node);
  if (byte_len != NULL)
    *byte_len = out->len;
  return g_string_free (out, FALSE);
}
