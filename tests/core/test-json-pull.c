/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strict reader: what it takes, and what it refuses and where. */

#include <string.h>

#include "sch-error.h"
#include "sch-json-pull.h"

static const char sample[] =
    "{\n"
    "  \"format\": \"scholiast-annotations\",\n"
    "  \"version\": 1,\n"
    "  \"spans\": [\n"
    "    {\"id\": \"a\", \"ranges\": [[78, 90]], \"text\": \"Lloyd \\\"A\\u00e9\\ud83d\\ude00\\\" é😀\"},\n"
    "    {\"id\": \"b\", \"score\": -1.5e-3, \"ok\": [true, false, null], \"x\": {}, \"y\": []}\n"
    "  ]\n"
    "}\n";

static GError *
read_all (const char *data, gsize byte_len)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (data, byte_len, "f.json");
  GError *error = NULL;

  if (!sch_json_pull_finish (pull, &error))
    g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
  return error;
}

#define BAD(name, json, message)         \
  {                                      \
    name, json, sizeof json - 1, message \
  }

static const struct
{
  const char *name;
  const char *json;
  gsize byte_len;
  const char *message; /* what it contains */
} bad[] = {
  BAD ("empty", "", "f.json:1:1: the file is empty"),
  BAD ("only-space", " \n\t", "f.json:2:2: the file is empty"),
  BAD ("only-bom", "\xEF\xBB\xBF", "f.json:1:1: the file is empty"),
  BAD ("nul-escape", "[\"a\\u0000b\"]", "f.json:1:4: a string may not hold U+0000"),
  BAD ("nul-escape-name", "{\"a\\u0000\": 1}", "f.json:1:4: a string may not hold U+0000"),
  BAD ("nul-byte", "[\"a\0b\"]", "f.json:1:4: a string may not hold U+0000"),
  BAD ("nul-outside", "[1]\0", "f.json:1:4: expected the end of the file, found a NUL byte"),
  BAD ("big-int", "[9223372036854775808]",
       "f.json:1:2: the number 9223372036854775808 is too large"),
  BAD ("small-int", "[-9223372036854775809]", "is too large"),
  BAD ("big-double", "{\"a\":\n 1e400}", "f.json:2:2: the number 1e400 is too large"),
  BAD ("small-double", "[-1e400]", "f.json:1:2: the number -1e400"),
  BAD ("twice", "{\"a\": 1, \"b\": 2, \"a\": 3}", "f.json:1:18: the member “a” stands here twice"),
  BAD ("twice-escaped", "{\"a\": 1, \"\\u0061\": 3}",
       "f.json:1:10: the member “a” stands here twice"),
  BAD ("twice-inner", "[{\"a\": {\"b\": 1, \"b\": 1}}]", "the member “b” stands here twice"),
  BAD ("two-roots", "{} {}", "f.json:1:4: expected the end of the file, found “{”"),
  BAD ("two-numbers", "1 2", "f.json:1:3: expected the end of the file, found “2”"),
  BAD ("single-quotes", "['a']", "f.json:1:2: expected a value, found a single quote"),
  BAD ("single-quoted-name", "{'a': 1}", "found a single quote"),
  BAD ("bare-name", "{a: 1}",
       "f.json:1:2: expected the name of a member, in double quotes, found “a”"),
  BAD ("raw-newline", "[\"a\nb\"]", "f.json:1:4: the character U+000A inside a string"),
  BAD ("raw-tab", "[\"a\tb\"]", "f.json:1:4: the character U+0009 inside a string"),
  BAD ("comment", "[1, // one\n 2]", "f.json:1:5: expected a value, found “/”"),
  BAD ("trailing-comma", "[1, ]", "f.json:1:5: expected a value, found “]”"),
  BAD ("trailing-comma-object", "{\"a\": 1, }", "f.json:1:10: expected the name of a member"),
  BAD ("leading-comma", "[,1]", "f.json:1:2: expected a value, found “,”"),
  BAD ("leading-comma-object", "{,\"a\": 1}", "expected the name of a member"),
  BAD ("no-comma", "[1 2]", "f.json:1:4: expected a comma or “]”, found “2”"),
  BAD ("no-comma-object", "{\"a\": 1 \"b\": 2}", "f.json:1:9: expected a comma or “}”"),
  BAD ("no-colon", "{\"a\" 1}", "f.json:1:6: expected a colon, found “1”"),
  BAD ("no-value", "{\"a\": }", "f.json:1:7: expected a value, found “}”"),
  BAD ("wrong-bracket", "[1}", "expected a comma or “]”, found “}”"),
  BAD ("wrong-brace", "{\"a\": 1]", "expected a comma or “}”, found “]”"),
  BAD ("number-name", "{1: 2}", "expected the name of a member"),
  BAD ("leading-zero", "[012]", "f.json:1:2: a malformed number"),
  BAD ("minus", "[-]", "a malformed number"),
  BAD ("plus", "[+1]", "expected a value, found “+”"),
  BAD ("no-fraction", "[1.]", "a malformed number"),
  BAD ("no-whole", "[.5]", "expected a value, found “.”"),
  BAD ("no-exponent", "[1e]", "a malformed number"),
  BAD ("hex", "[0x10]", "expected a comma or “]”, found “x”"),
  BAD ("nan", "[NaN]", "expected a value, found “N”"),
  BAD ("infinity", "[-Infinity]", "a malformed number"),
  BAD ("word", "[nul]", "f.json:1:2: an unknown word"),
  BAD ("long-word", "[truex]", "an unknown word"),
  BAD ("capital-word", "[True]", "expected a value, found “T”"),
  BAD ("unknown-escape", "[\"a\\x41\"]", "f.json:1:4: an unknown escape"),
  BAD ("bad-hex", "[\"\\u12g4\"]", "an unknown escape"),
  BAD ("signed-hex", "[\"\\u+123\"]", "an unknown escape"),
  BAD ("utf8-lone", "[\"é\x80\"]", "f.json:1:4: the byte 0x80 is not valid UTF-8 here"),
  BAD ("utf8-short", "[\"\xC3\"]", "not valid UTF-8"),
  BAD ("utf8-overlong", "[\"\xC0\x80\"]", "not valid UTF-8"),
  BAD ("utf8-overlong-3", "[\"\xE0\x80\x80\"]", "not valid UTF-8"),
  BAD ("utf8-surrogate", "[\"\xED\xA0\x80\"]", "not valid UTF-8"),
  BAD ("utf8-beyond", "[\"\xF4\x90\x80\x80\"]", "not valid UTF-8"),
  BAD ("utf8-latin1", "{\"a\": \"Caf\xE9 noir\"}", "f.json:1:11: the byte 0xE9"),
  BAD ("utf8-outside", "[\xFF]", "f.json:1:2: expected a value, found the byte 0xFF"),
  BAD ("nbsp",
       "[\xC2\xA0"
       "1]",
       "expected a value, found the character U+00A0"),
  BAD ("bom-inside",
       "[\xEF\xBB\xBF"
       "1]",
       "expected a value"),
  BAD ("open-string", "[\"abc", "f.json:1:6: the file ends inside a value"),
  BAD ("open-escape", "[\"abc\\", "the file ends inside a value"),
  BAD ("open-hex", "[\"abc\\u12", "the file ends inside a value"),
  BAD ("open-array", "[1,\n2", "f.json:2:2: expected a comma or “]”, found the end of the file"),
  BAD ("open-object", "{\"a\": 1", "found the end of the file"),
  BAD ("column-code-points", "{\"é😀\": x}", "f.json:1:8: expected a value, found “x”"),
  BAD ("crlf", "{\r\n\"a\": x}", "f.json:2:6: "),
  BAD ("bom-column", "\xEF\xBB\xBFx", "f.json:1:1: "),
};

static void
test_bad (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  /* Exactly as large as the text, so that a sanitizer sees every read behind it. */
  g_autofree char *copy = g_memdup2 (bad[i].json, bad[i].byte_len);
  g_autoptr (GError) error = read_all (copy, bad[i].byte_len);

  g_assert_nonnull (error);
  if (strstr (error->message, bad[i].message) == NULL)
    g_error ("%s: “%s” does not say “%s”", bad[i].name, error->message, bad[i].message);
}

static void
test_good (void)
{
  static const char *const good[] = {
    "0",
    "-0",
    "1",
    "9223372036854775807",
    "-9223372036854775808",
    "1e308",
    "1E+2",
    "0.5",
    "-0.0",
    "1e-400",
    "\"\"",
    "\"\\u0001\"",
    "\"\x7F\"",
    "\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"",
    "true",
    "false",
    "null",
    "[]",
    "{}",
    " [ ] ",
    "\r\n\t{ \"a\" : [ 1 , 2 ] }\n",
    "{\"\": 1, \" \": 2}",
    "\xEF\xBB\xBF[1]",
    "[\"\xF4\x8F\xBF\xBF\xEF\xBF\xBF\"]",
    "{\"a\": {\"a\": {\"a\": 1}}}",
    "[{\"a\": 1}, {\"a\": 1}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = read_all (good[i], strlen (good[i]));

      g_assert_no_error (error);
    }
}

static void
test_walk (void)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (sample, strlen (sample), "f.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);
  const char *name;

  g_assert_cmpint (sch_json_pull_peek (pull), ==, SCH_JSON_OBJECT);
  g_assert_true (sch_json_pull_begin_object (pull));
  while (sch_json_pull_next_member (pull, &name))
    {
      g_string_append_printf (seen, "%s@%u:%u ", name, sch_json_pull_get_line (pull),
                              sch_json_pull_get_column (pull));
      if (strcmp (name, "spans") != 0)
        continue;
      g_assert_true (sch_json_pull_begin_array (pull));
      while (sch_json_pull_next_element (pull))
        {
          g_assert_true (sch_json_pull_begin_object (pull));
          while (sch_json_pull_next_member (pull, &name))
            {
              g_string_append_printf (seen, "%s ", name);
              if (strcmp (name, "text") == 0)
                {
                  g_autofree char *text = NULL;
                  const char *peeked;
                  gsize byte_len;

                  g_assert_true (sch_json_pull_peek_string (pull, &peeked, &byte_len));
                  g_assert_cmpmem (peeked, byte_len, "Lloyd \"Aé😀\" é😀", 22);
                  g_assert_true (sch_json_pull_read_string (pull, &text));
                  g_assert_cmpstr (text, ==, "Lloyd \"Aé😀\" é😀");
                  g_assert_cmpint (sch_json_pull_peek (pull), ==, SCH_JSON_NONE);
                }
              else if (strcmp (name, "id") == 0)
                {
                  const char *peeked;
                  gsize byte_len;

                  /* Peeked only, and then stepped over. */
                  g_assert_true (sch_json_pull_peek_string (pull, &peeked, &byte_len));
                  g_assert_cmpuint (byte_len, ==, 1);
                }
              else if (strcmp (name, "ok") == 0)
                {
                  gboolean flag = -1;

                  g_assert_true (sch_json_pull_begin_array (pull));
                  g_assert_true (sch_json_pull_next_element (pull));
                  g_assert_true (sch_json_pull_read_boolean (pull, &flag));
                  g_assert_true (flag);
                  g_assert_true (sch_json_pull_next_element (pull));
                  g_assert_true (sch_json_pull_read_boolean (pull, &flag));
                  g_assert_false (flag);
                  g_assert_true (sch_json_pull_next_element (pull));
                  g_assert_true (sch_json_pull_read_null (pull));
                  g_assert_false (sch_json_pull_next_element (pull));
                }
              else if (strcmp (name, "x") == 0)
                g_assert_true (sch_json_pull_skip (pull));
            }
          /* After its end, the place is that of the whole object. */
          g_string_append_printf (seen, "@%u:%u ", sch_json_pull_get_line (pull),
                                  sch_json_pull_get_column (pull));
        }
    }
  g_assert_true (sch_json_pull_finish (pull, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (seen->str, ==,
                   "format@2:13 version@3:14 spans@4:12 id ranges text @5:5 id score ok x y @6:5 ");
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *json;
    gboolean is_int64, is_uint;
    gint64 whole;
    double real;
  } table[] = {
    { "0", TRUE, TRUE, 0, 0 },
    { "12", TRUE, TRUE, 12, 12 },
    { "-3", TRUE, FALSE, -3, -3 },
    { "12.0", FALSE, FALSE, 0, 12 },
    { "1e2", FALSE, FALSE, 0, 100 },
    { "0.1", FALSE, FALSE, 0, 0.1 },
    { "-2.5E-3", FALSE, FALSE, 0, -0.0025 },
    { "4294967295", TRUE, TRUE, 4294967295, 4294967295.0 },
    { "4294967296", TRUE, FALSE, 4294967296, 4294967296.0 },
    { "9223372036854775807", TRUE, FALSE, G_MAXINT64, 9223372036854775807.0 },
    { "-9223372036854775808", TRUE, FALSE, G_MININT64, -9223372036854775808.0 },
    { "100000000000000000000", FALSE, FALSE, 0, 1e20 },
    { "0.1000000000000000055511151231257827021181583404541015625000000000000000000000000", FALSE,
      FALSE, 0, 0.1 },
    { "1.7976931348623157e308", FALSE, FALSE, 0, 1.7976931348623157e308 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gsize n = strlen (table[i].json);
      g_autoptr (SchJsonPull) whole = sch_json_pull_new (table[i].json, n, NULL);
      g_autoptr (SchJsonPull) small = sch_json_pull_new (table[i].json, n, NULL);
      g_autoptr (SchJsonPull) real = sch_json_pull_new (table[i].json, n, NULL);
      gint64 number = 77;
      guint unsigned_number = 77;
      double real_number = 77;

      g_assert_cmpint (sch_json_pull_read_int64 (whole, &number), ==, table[i].is_int64);
      g_assert_cmpint (number, ==, table[i].is_int64 ? table[i].whole : 77);
      g_assert_cmpint (sch_json_pull_read_uint (small, &unsigned_number), ==, table[i].is_uint);
      g_assert_cmpuint (unsigned_number, ==, table[i].is_uint ? table[i].whole : 77);
      g_assert_true (sch_json_pull_read_double (real, &real_number));
      g_assert_cmpfloat (real_number, ==, table[i].real);
      g_assert_true (sch_json_pull_finish (real, NULL));
    }
}

static gboolean
read_as (SchJsonPull *pull, SchJsonType type)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) strv = NULL;
  double real;
  gboolean flag;

  switch (type)
    {
    case SCH_JSON_STRING:
      return sch_json_pull_read_string (pull, &text);
    case SCH_JSON_NUMBER:
      return sch_json_pull_read_double (pull, &real);
    case SCH_JSON_BOOLEAN:
      return sch_json_pull_read_boolean (pull, &flag);
    case SCH_JSON_NULL:
      return sch_json_pull_read_null (pull);
    case SCH_JSON_ARRAY:
      return sch_json_pull_read_strv (pull, &strv);
    case SCH_JSON_OBJECT:
    default:
      return sch_json_pull_begin_object (pull);
    }
}

/* Every read function on every type of value: a match, or an error that names both. */
static void
test_types (void)
{
  static const struct
  {
    SchJsonType type;
    const char *json;
    const char *words;
  } table[] = {
    { SCH_JSON_NULL, "null", "null" },         { SCH_JSON_BOOLEAN, "true", "true or false" },
    { SCH_JSON_NUMBER, "12", "a number" },     { SCH_JSON_STRING, "\"s\"", "a string" },
    { SCH_JSON_ARRAY, "[\"s\"]", "an array" }, { SCH_JSON_OBJECT, "{}", "an object" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint k = 0; k < G_N_ELEMENTS (table); k++)
      {
        g_autofree char *json = g_strdup_printf ("\n [%s]", table[i].json);
        g_autofree char *message = g_strdup_printf (
            "annotations/dana/a.txt.json:12:3: expected %s, found %s", table[k].words,
            table[i].words);
        g_autoptr (SchJsonPull)
            pull = sch_json_pull_new_at (json, strlen (json), "annotations/dana/a.txt.json", 11);
        g_autoptr (GError) error = NULL;

        g_assert_true (sch_json_pull_begin_array (pull));
        g_assert_true (sch_json_pull_next_element (pull));
        g_assert_cmpint (sch_json_pull_peek (pull), ==, table[i].type);
        g_assert_cmpint (read_as (pull, table[k].type), ==, i == k);
        if (i == k)
          {
            g_assert_true (sch_json_pull_finish (pull, &error));
            continue;
          }
        g_assert_true (sch_json_pull_failed (pull));
        g_assert_cmpint (sch_json_pull_peek (pull), ==, SCH_JSON_NONE);
        g_assert_false (sch_json_pull_next_element (pull));
        g_assert_false (sch_json_pull_skip (pull));
        g_assert_false (sch_json_pull_finish (pull, &error));
        g_assert_cmpstr (error->message, ==, message);
      }
}

static void
test_strv (void)
{
  static const char json[] = "[\"a\", \"\", \"\\u00e9\"]";
  static const char mixed[] = "[\"a\", 1]";
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), NULL);
  g_autoptr (SchJsonPull) bad_pull = sch_json_pull_new (mixed, strlen (mixed), NULL);
  g_auto (GStrv) strv = NULL;
  g_auto (GStrv) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sch_json_pull_read_strv (pull, &strv));
  g_assert_cmpuint (g_strv_length (strv), ==, 3);
  g_assert_cmpstr (strv[0], ==, "a");
  g_assert_cmpstr (strv[1], ==, "");
  g_assert_cmpstr (strv[2], ==, "é");
  g_assert_true (sch_json_pull_finish (pull, NULL));
  g_assert_false (sch_json_pull_read_strv (bad_pull, &none));
  g_assert_null (none);
  g_assert_false (sch_json_pull_finish (bad_pull, &error));
  g_assert_cmpstr (error->message, ==, "(input):1:7: expected a string, found a number");
}

static void
test_raw (void)
{
  static const char
      json[] = "{\"a\" : 1, \"x\" :  { \"b\":[1,\n 2 , \"\\u0041\"] } , \"c\": \"d\"}";
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), NULL);
  g_autoptr (GError) error = NULL;
  const char *name, *raw;
  gsize byte_len;

  g_assert_true (sch_json_pull_begin_object (pull));
  g_assert_true (sch_json_pull_next_member (pull, &name));
  g_assert_true (sch_json_pull_read_raw (pull, &raw, &byte_len));
  g_assert_cmpmem (raw, byte_len, "1", 1);
  g_assert_true (sch_json_pull_next_member (pull, &name));
  g_assert_cmpstr (name, ==, "x");
  g_assert_true (sch_json_pull_read_raw (pull, &raw, &byte_len));
  g_assert_cmpmem (raw, byte_len, "{ \"b\":[1,\n 2 , \"\\u0041\"] }", 26);
  g_assert_true (sch_json_pull_next_member (pull, &name));
  g_assert_true (sch_json_pull_read_raw (pull, &raw, &byte_len));
  g_assert_cmpmem (raw, byte_len, "\"d\"", 3);
  g_assert_false (sch_json_pull_next_member (pull, &name));
  g_assert_true (sch_json_pull_finish (pull, &error));
}

static void
test_surrogates (void)
{
  static const struct
  {
    const char *json;
    const char *text;
    guint n_repairs;
  } table[] = {
    { "\"\\ud83d\\ude00\"", "😀", 0 },
    { "\"\\uD83D\\uDE00\"", "😀", 0 },
    { "\"\\ud83d\"", "\xEF\xBF\xBD", 1 },
    { "\"\\ude00x\"", "\xEF\xBF\xBDx", 1 },
    { "\"\\ude00\\ud83d\"", "\xEF\xBF\xBD\xEF\xBF\xBD", 2 },
    { "\"\\ud83d\\u0041\"",
      "\xEF\xBF\xBD"
      "A",
      1 },
    { "\"\\ud83d\\ud83d\\ude00\"", "\xEF\xBF\xBD😀", 1 },
    { "\"\\ud83d\\n\"", "\xEF\xBF\xBD\n", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (SchJsonPull)
          pull = sch_json_pull_new (table[i].json, strlen (table[i].json), NULL);
      g_autofree char *text = NULL;
      const char *peeked;
      gsize byte_len;

      g_assert_true (sch_json_pull_peek_string (pull, &peeked, &byte_len));
      g_assert_true (sch_json_pull_peek_string (pull, &peeked, &byte_len));
      g_assert_true (sch_json_pull_read_string (pull, &text));
      g_assert_cmpstr (text, ==, table[i].text);
      g_assert_cmpuint (sch_json_pull_get_n_repairs (pull), ==, table[i].n_repairs);
      g_assert_true (sch_json_pull_finish (pull, NULL));
    }
}

/* Objects around the bound between comparing and hashing, with and without a duplicate. */
static void
test_many_members (void)
{
  static const guint sizes[] = { 1, 2, 15, 16, 17, 18, 31, 32, 33, 63, 64, 65, 1000, 20000 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint repeated = 0; repeated < 4; repeated++)
      {
        g_autoptr (GString) json = g_string_new ("[{");
        g_autoptr (GError) error = NULL;
        guint n = sizes[s];

        for (guint i = 0; i < n; i++)
          g_string_append_printf (json, "%s\"a long name %u\": {\"x\": %u}", i > 0 ? ", " : "", i,
                                  i);
        if (repeated > 0)
          g_string_append_printf (json, ", \"a long n\\u0061me %u\": 0",
                                  repeated == 1   ? 0
                                  : repeated == 2 ? n / 2
                                                  : n - 1);
        g_string_append (json, "}, {\"a long name 0\": 1}]");
        error = read_all (json->str, json->len);
        if (repeated > 0)
          g_assert_nonnull (strstr (error->message, "stands here twice"));
        else
          g_assert_no_error (error);
      }
}

static void
test_too_many_members (void)
{
  g_autoptr (GString) json = g_string_new ("{\"x\": 0");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SCH_JSON_MAX_MEMBERS; i++)
    g_string_append_printf (json, ",\"%u\":0", i);
  g_string_append_c (json, '}');
  error = read_all (json->str, json->len);
  g_assert_nonnull (strstr (error->message, "more than 100000 members"));
}

static void
test_depth (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) deep_error = NULL;
  g_autoptr (GError) deeper_error = NULL;
  g_autoptr (SchJsonPull) deeper = NULL;

  for (guint i = 0; i < SCH_JSON_MAX_DEPTH; i++)
    g_string_append_c (json, '[');
  for (guint i = 0; i < SCH_JSON_MAX_DEPTH; i++)
    g_string_append_c (json, ']');
  error = read_all (json->str, json->len);
  g_assert_no_error (error);
  g_string_prepend (json, "{\"a\":");
  g_string_append_c (json, '}');
  deep_error = read_all (json->str, json->len);
  g_assert_nonnull (
      strstr (deep_error->message, "more than 64 objects and arrays inside each other"));
  deeper = sch_json_pull_new (json->str, json->len, NULL);
  sch_json_pull_set_max_depth (deeper, SCH_JSON_MAX_DEPTH + 1);
  g_assert_true (sch_json_pull_finish (deeper, &deeper_error));
  g_assert_no_error (deeper_error);
}

static void
test_limits (void)
{
  g_autofree char *spaces = g_strnfill (1000, ' ');
  g_autoptr (SchJsonPull)
      pull = sch_json_pull_new (spaces, (gsize) SCH_JSON_MAX_BYTES + 1, "f.json");
  g_autoptr (GError) error = NULL;

  /* Refused before anything is read: the buffer is in truth much shorter. */
  g_assert_cmpint (sch_json_pull_peek (pull), ==, SCH_JSON_NONE);
  g_assert_false (sch_json_pull_finish (pull, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "more than 1073741824 bytes"));
}

static void
test_fail (void)
{
  static const char json[] = "{\"a\": 1,\n \"when\": \"never\", \"b\": tru}";
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), "bad\nname.json");
  g_autoptr (GError) error = NULL;
  g_autofree char *when = NULL;
  const char *name;

  g_assert_true (sch_json_pull_begin_object (pull));
  g_assert_true (sch_json_pull_next_member (pull, &name));
  g_assert_true (sch_json_pull_next_member (pull, &name));
  g_assert_true (sch_json_pull_read_string (pull, &when));
  sch_json_pull_fail (pull, "“%s” is not a time", when);
  sch_json_pull_fail (pull, "a second error");
  g_assert_cmpuint (sch_json_pull_get_line (pull), ==, 2);
  g_assert_cmpuint (sch_json_pull_get_column (pull), ==, 10);
  g_assert_false (sch_json_pull_finish (pull, &error));
  g_assert_cmpstr (error->message, ==, "bad\\nname.json:2:10: “never” is not a time");
}

/* A reader that stops early still has everything checked at the end. */
static void
test_finish_checks_rest (void)
{
  static const char good[] = "{\"format\": \"x\", \"rest\": [1, {\"a\": [2]}]}";
  static const char wrong[] = "{\"format\": \"x\", \"rest\": [1, {\"a\": [2}]}";
  const char *name;

  for (guint i = 0; i < 2; i++)
    {
      const char *json = i == 0 ? good : wrong;
      g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), NULL);

      g_assert_true (sch_json_pull_begin_object (pull));
      g_assert_true (sch_json_pull_next_member (pull, &name));
      g_assert_true (sch_json_pull_next_member (pull, &name));
      g_assert_true (sch_json_pull_begin_array (pull));
      g_assert_cmpint (sch_json_pull_finish (pull, NULL), ==, i == 0);
      g_assert_cmpint (sch_json_pull_finish (pull, NULL), ==, i == 0);
    }
}

static void
test_speed (void)
{
  g_autoptr (GString) json = g_string_new ("{\n  \"spans\": [");
  g_autoptr (SchJsonPull) pull = NULL;
  g_autoptr (GTimer) timer = NULL;
  double seconds;
  gint64 sum = 0;
  guint n = 0;
  const char *name, *text;
  gsize byte_len;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (
        json,
        "%s\n    {\"id\": \"7q2kd09xwf%06u\", \"label\": \"person\", \"ranges\": [[%u, %u]], "
        "\"text\": \"Lloyd Austin, “Verteidigungsminister” seit einiger Zeit und noch eine Weile, "
        "damit der Text lang genug ist\", \"attributes\": {\"mention\": \"name\", \"quote\": \"direct\"}, "
        "\"cluster\": \"b81mzt4c0r\", \"created\": \"2026-11-21T10:00:00Z\", "
        "\"modified\": \"2026-11-21T10:00:00Z\", \"by\": \"dana\"}",
        i > 0 ? "," : "", i, i * 80, i * 80 + 12);
  g_string_append (json, "\n  ]\n}\n");
  timer = g_timer_new ();
  pull = sch_json_pull_new (json->str, json->len, "f.json");
  sch_json_pull_begin_object (pull);
  sch_json_pull_next_member (pull, &name);
  sch_json_pull_begin_array (pull);
  while (sch_json_pull_next_element (pull))
    {
      n += sch_json_pull_get_line (pull) > 0;
      sch_json_pull_begin_object (pull);
      while (sch_json_pull_next_member (pull, &name))
        if (sch_json_pull_peek (pull) == SCH_JSON_STRING)
          {
            sch_json_pull_peek_string (pull, &text, &byte_len);
            sum += byte_len;
          }
    }
  g_assert_true (sch_json_pull_finish (pull, NULL));
  seconds = g_timer_elapsed (timer, NULL);
  g_assert_cmpuint (n, ==, 100000);
  g_assert_cmpint (sum, >, 100000);
  g_test_message ("%.0f MB/s", json->len / seconds / 1e6);
  if (g_test_perf ())
    g_assert_cmpfloat (json->len / seconds, >, 150e6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("/json-pull/bad/%s", bad[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_bad);
    }
  g_test_add_func ("/json-pull/good", test_good);
  g_test_add_func ("/json-pull/walk", test_walk);
  g_test_add_func ("/json-pull/numbers", test_numbers);
  g_test_add_func ("/json-pull/types", test_types);
  g_test_add_func ("/json-pull/strv", test_strv);
  g_test_add_func ("/json-pull/raw", test_raw);
  g_test_add_func ("/json-pull/surrogates", test_surrogates);
  g_test_add_func ("/json-pull/many-members", test_many_members);
  g_test_add_func ("/json-pull/too-many-members", test_too_many_members);
  g_test_add_func ("/json-pull/depth", test_depth);
  g_test_add_func ("/json-pull/limits", test_limits);
  g_test_add_func ("/json-pull/fail", test_fail);
  g_test_add_func ("/json-pull/finish-checks-rest", test_finish_checks_rest);
  g_test_add_func ("/json-pull/speed", test_speed);
  return g_test_run ();
}
