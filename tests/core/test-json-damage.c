/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strict reader on damaged and hostile input: an error at worst, never a crash. */

#include <math.h>
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

static void
test_brackets (void)
{
  static const char *const forms[] = { "[", "{\"a\":", "[{\"a\":[", "[[],", "{\"a\":{}, \"b\":" };

  for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      g_autoptr (GString) json = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 100000; i++)
        g_string_append (json, forms[f]);
      error = read_all (json->str, json->len);
      g_assert_nonnull (strstr (error->message, "inside each other"));
    }
}

static void
test_truncated (void)
{
  gsize n = strlen (sample) - 1; /* the final newline may be missing */

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *copy = g_memdup2 (sample, i);
      g_autoptr (GError) error = read_all (copy, i);

      g_assert_nonnull (error);
    }
}

/* Reads by the types it finds, so that all read functions meet damaged input. */
static void
read_anything (SchJsonPull *pull, GRand *random)
{
  const char *name, *text;
  gsize byte_len;
  gint64 whole;
  double real;
  gboolean flag;

  if (g_rand_int_range (random, 0, 8) == 0)
    {
      if (g_rand_boolean (random))
        sch_json_pull_read_raw (pull, &text, &byte_len);
      return;
    }
  switch (sch_json_pull_peek (pull))
    {
    case SCH_JSON_OBJECT:
      if (sch_json_pull_begin_object (pull))
        while (sch_json_pull_next_member (pull, &name))
          read_anything (pull, random);
      break;
    case SCH_JSON_ARRAY:
      if (sch_json_pull_begin_array (pull))
        while (sch_json_pull_next_element (pull))
          read_anything (pull, random);
      break;
    case SCH_JSON_STRING:
      if (sch_json_pull_peek_string (pull, &text, &byte_len))
        g_assert_true (g_utf8_validate_len (text, byte_len, NULL));
      break;
    case SCH_JSON_NUMBER:
      if (g_rand_boolean (random))
        sch_json_pull_read_int64 (pull, &whole);
      else if (sch_json_pull_read_double (pull, &real))
        g_assert_true (isfinite (real));
      break;
    case SCH_JSON_BOOLEAN:
      sch_json_pull_read_boolean (pull, &flag);
      break;
    case SCH_JSON_NULL:
      sch_json_pull_read_null (pull);
      break;
    case SCH_JSON_NONE:
    default:
      g_assert_true (sch_json_pull_failed (pull));
    }
}

static void
test_damaged (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  static const char hostile[] = "{}[]\",:\\u0e1-.tn \xC3\xF0\xFF";
  gsize n = strlen (sample);

  for (guint i = 0; i < 30000; i++)
    {
      gsize cut = g_rand_int_range (random, n / 2, n + 1);
      g_autofree char *copy = g_memdup2 (sample, cut);
      g_autoptr (SchJsonPull) pull = NULL;
      g_autoptr (GError) error = NULL;

      for (guint k = g_rand_int_range (random, 0, 4); k > 0; k--)
        copy[g_rand_int_range (random, 0, cut)] ^= 1 << g_rand_int_range (random, 0, 8);
      if (g_rand_boolean (random))
        copy[g_rand_int_range (random, 0, cut)] = hostile[g_rand_int_range (random, 0,
                                                                            sizeof hostile)];
      pull = sch_json_pull_new (copy, cut, "f.json");
      read_anything (pull, random);
      if (!sch_json_pull_finish (pull, &error))
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-damage/brackets", test_brackets);
  g_test_add_func ("/json-damage/truncated", test_truncated);
  g_test_add_func ("/json-damage/damaged", test_damaged);
  return g_test_run ();
}
