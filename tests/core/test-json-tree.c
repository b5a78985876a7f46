/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trees: as strict as the reader, as deterministic as the writer. */

#include <string.h>

#include "sch-error.h"
#include "sch-json-pull.h"
#include "sch-json-tree.h"

static JsonNode *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = sch_json_tree_parse (json, strlen (json), "scheme.json", &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

static void
test_round_trip (void)
{
  static const struct
  {
    const char *json;
    const char *compact; /* NULL: the same */
  } table[] = {
    { "{}", NULL },
    { "[]", NULL },
    { "null", NULL },
    { "true", NULL },
    { "[1, -2, 0.1, 1e20, 9223372036854775807]", NULL },
    { "[1.0, 1e2, 1.50]", "[1, 100, 1.5]" },
    { "{\"b\": 1, \"a\": {\"c\": [\"\\\"\", \"é😀\", \"\\n\", \"\\u0001\"]}, \"\": []}", NULL },
    { " { \"z\":1,\n\"a\" : [ ] , \"m\":null}\n", "{\"z\": 1, \"a\": [], \"m\": null}" },
    { "\"\\u00e9\\/\"", "\"é/\"" },
    { "[\"\\ud800\"]", "[\"\xEF\xBF\xBD\"]" },
    { "[\"\"]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (JsonNode) node = parse (table[i].json);
      gsize byte_len;
      g_autofree char *compact = sch_json_tree_to_string (node, FALSE, &byte_len);
      g_autofree char *pretty = sch_json_tree_to_string (node, TRUE, NULL);
      g_autoptr (JsonNode) again = parse (pretty);
      g_autofree char *compact_again = sch_json_tree_to_string (again, FALSE, NULL);

      g_assert_cmpstr (compact, ==, table[i].compact != NULL ? table[i].compact : table[i].json);
      g_assert_cmpuint (byte_len, ==, strlen (compact));
      g_assert_cmpstr (compact_again, ==, compact);
    }
}

static void
test_types (void)
{
  g_autoptr (JsonNode)
      node = parse ("{\"i\": 3, \"d\": 3.0, \"s\": \"x\", \"b\": false, \"n\": null}");
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpint (json_node_get_value_type (json_object_get_member (object, "i")), ==,
                   G_TYPE_INT64);
  g_assert_cmpint (json_node_get_value_type (json_object_get_member (object, "d")), ==,
                   G_TYPE_DOUBLE);
  g_assert_cmpint (json_node_get_value_type (json_object_get_member (object, "s")), ==,
                   G_TYPE_STRING);
  g_assert_cmpint (json_node_get_value_type (json_object_get_member (object, "b")), ==,
                   G_TYPE_BOOLEAN);
  g_assert_true (json_object_get_null_member (object, "n"));
  g_assert_cmpint (json_object_get_int_member (object, "i"), ==, 3);
}

static void
test_pretty (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a\":[1,{\"b\":{}},[]],\"c\":\"d\"}");
  g_autofree char *pretty = sch_json_tree_to_string (node, TRUE, NULL);

  g_assert_cmpstr (pretty, ==,
                   "{\n"
                   "  \"a\": [\n"
                   "    1,\n"
                   "    {\n"
                   "      \"b\": {}\n"
                   "    },\n"
                   "    []\n"
                   "  ],\n"
                   "  \"c\": \"d\"\n"
                   "}");
}

/* What json-glib's own parser would take, or take for something else. */
static void
test_strict (void)
{
  static const char *const bad[] = {
    "",
    " ",
    "{} {}",
    "['a']",
    "{\"a\": 1, \"a\": 2}",
    "[\"a\\u0000b\"]",
    "[1e400]",
    "[9223372036854775808]",
    "[\"a\nb\"]",
    "[1,]",
    "{\"a\": 1,}",
    "// c\n[]",
    "[01]",
    "{a: 1}",
    "[\"\xC3\"]",
    "[1] x",
    "{\"a\": [1, 2}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sch_json_tree_parse (bad[i], strlen (bad[i]), "scheme.json", &error));
      g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, "scheme.json:"));
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < SCH_JSON_MAX_DEPTH; i++)
    g_string_append_c (json, '[');
  for (guint i = 0; i < SCH_JSON_MAX_DEPTH; i++)
    g_string_append_c (json, ']');
  node = parse (json->str);
  g_string_truncate (json, 0);
  for (guint i = 0; i < 100000; i++)
    g_string_append (json, i % 2 ? "[" : "{\"a\": ");
  g_assert_null (sch_json_tree_parse (json->str, json->len, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
}

static void
test_truncated (void)
{
  static const char json[] =
      "{\"format\": \"scholiast-scheme\", \"labels\": [{\"id\": \"pérson\", \"n\": 1.5, \"x\": null}]}";

  for (gsize i = 0; i < sizeof json - 1; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sch_json_tree_parse (json, i, NULL, &error));
      g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-tree/round-trip", test_round_trip);
  g_test_add_func ("/json-tree/types", test_types);
  g_test_add_func ("/json-tree/pretty", test_pretty);
  g_test_add_func ("/json-tree/strict", test_strict);
  g_test_add_func ("/json-tree/depth", test_depth);
  g_test_add_func ("/json-tree/truncated", test_truncated);
  return g_test_run ();
}
