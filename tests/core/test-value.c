/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attribute maps, ranges and times as values. */

#include <string.h>

#include "sch-error.h"
#include "sch-record.h"

static char *
write_attributes (SchAttributes *attributes)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_attributes_write (attributes, writer);
  return g_strdup (sch_json_writer_peek (writer, NULL));
}

static SchAttributes *
read_attributes (const char *json)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), "test");
  SchAttributes *attributes = sch_attributes_read (pull);
  g_autoptr (GError) error = NULL;

  sch_json_pull_finish (pull, &error);
  g_assert_no_error (error);
  return attributes;
}

static void
test_attributes_json (void)
{
  static const struct
  {
    const char *json;
    const char *canonical;
  } cases[] = {
    { "{}", "{}" },
    { "{\"b\":1,\"a\":\"x\"}", "{\"a\": \"x\", \"b\": 1}" },
    { "{\"é\":[1,2,{\"k\":null}],\"Z\":1.50,\"a\":true}",
      "{\"Z\": 1.5, \"a\": true, \"é\": [1, 2, {\"k\": null}]}" },
    { " { \"q\" : \"\\u00e9\\n\" } ", "{\"q\": \"é\\n\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchAttributes) attributes = read_attributes (cases[i].json);
      g_autofree char *json = write_attributes (attributes);
      g_autoptr (SchAttributes) again = read_attributes (json);
      g_autofree char *twice = write_attributes (again);

      g_assert_cmpstr (json, ==, cases[i].canonical);
      g_assert_cmpstr (twice, ==, json);
      g_assert_true (sch_attributes_equal (attributes, again));
    }
}

static void
test_attributes_errors (void)
{
  static const char *const cases[] = { "[1]",         "{\"a\": }", "{\"a\": 1, \"a\": 2}",
                                       "{\"a\": [1}", "{\"a\": 1", "7" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SchJsonPull) pull = sch_json_pull_new (cases[i], strlen (cases[i]), "file");
      g_autoptr (SchAttributes) attributes = sch_attributes_read (pull);
      g_autoptr (GError) error = NULL;

      g_assert_null (attributes);
      g_assert_false (sch_json_pull_finish (pull, &error));
      g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, "file:1:"));
    }
}

static void
test_attributes_change (void)
{
  static const char *const two[] = { "x", "y", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (SchAttributes) empty = sch_attributes_with_json (NULL, "a", NULL);
  g_autoptr (SchAttributes) a = sch_attributes_with_string (NULL, "b", "say “hi”");
  g_autoptr (SchAttributes) b = sch_attributes_with_number (a, "a", 0.1);
  g_autoptr (SchAttributes) c = sch_attributes_with_boolean (b, "c", TRUE);
  g_autoptr (SchAttributes) d = sch_attributes_with_strv (c, "b", two);
  g_autoptr (SchAttributes) e = sch_attributes_with_strv (d, "b", none);
  g_autoptr (SchAttributes) f = sch_attributes_with_json (e, "a", NULL);
  g_autoptr (SchAttributes) g = sch_attributes_with_json (f, "c", NULL);
  g_autofree char *json = write_attributes (d);
  g_autofree char *string = sch_attributes_dup_string (c, "b");
  g_autofree char *display = sch_attributes_dup_display (d, "b");
  g_autofree char *other = sch_attributes_dup_string (d, "b");
  double number;
  gboolean boolean;

  g_assert_null (empty);
  g_assert_null (g);
  g_assert_cmpstr (json, ==, "{\"a\": 0.1, \"b\": [\"x\", \"y\"], \"c\": true}");
  g_assert_cmpstr (string, ==, "say “hi”");
  g_assert_cmpstr (display, ==, "x, y");
  g_assert_null (other);
  g_assert_true (sch_attributes_get_number (d, "a", &number));
  g_assert_cmpfloat (number, ==, 0.1);
  g_assert_false (sch_attributes_get_number (d, "b", &number));
  g_assert_true (sch_attributes_get_boolean (d, "c", &boolean) && boolean);
  g_assert_false (sch_attributes_get_boolean (d, "a", &boolean));
  g_assert_true (sch_attributes_has_value (d, "b", "y"));
  g_assert_false (sch_attributes_has_value (d, "b", "z"));
  g_assert_true (sch_attributes_has_value (c, "b", "say “hi”"));
  g_assert_false (sch_attributes_has_value (d, "none", "y"));
  g_assert_cmpuint (sch_attributes_get_size (a), ==, 1);
  g_assert_false (sch_attributes_equal (a, b));
  g_assert_false (sch_attributes_equal (NULL, b));
  g_assert_true (sch_attributes_equal (NULL, NULL));
}

/* Many keys in random order come out sorted, whatever was taken out in between. */
static void
test_attributes_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (SchAttributes) attributes = NULL;
  g_autoptr (GHashTable) plain = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%d", g_rand_int_range (rand, 0, 60));
      g_autofree char *value = g_rand_int_range (rand, 0, 3) ? g_strdup_printf ("%u", i) : NULL;
      SchAttributes *next = sch_attributes_with_json (attributes, key, value);

      sch_attributes_unref (attributes);
      attributes = next;
      if (value != NULL)
        g_hash_table_insert (plain, g_steal_pointer (&key), g_steal_pointer (&value));
      else
        g_hash_table_remove (plain, key);
      g_assert_cmpuint (sch_attributes_get_size (attributes), ==, g_hash_table_size (plain));
      for (guint k = 0; k < sch_attributes_get_size (attributes); k++)
        {
          const char *name = sch_attributes_get_key (attributes, k);

          g_assert_cmpstr (sch_attributes_get_json_at (attributes, k), ==,
                           g_hash_table_lookup (plain, name));
          if (k > 0)
            g_assert_cmpstr (sch_attributes_get_key (attributes, k - 1), <, name);
        }
    }
}

static void
test_ranges (void)
{
  SchRange ranges[] = { { 20, 30 }, { 5, 8 }, { 8, 10 }, { 25, 40 },
                        { 50, 50 }, { 6, 6 }, { 40, 40 } };
  guint n_ranges = G_N_ELEMENTS (ranges);
  SchRange wrong[] = { { 5, 4 } };
  guint n_wrong = 1;
  guint none = 0;

  g_assert_true (sch_ranges_normalize (ranges, &n_ranges));
  g_assert_cmpuint (n_ranges, ==, 3);
  g_assert_cmpuint (ranges[0].start, ==, 5);
  g_assert_cmpuint (ranges[0].end, ==, 10);
  g_assert_cmpuint (ranges[1].start, ==, 20);
  g_assert_cmpuint (ranges[1].end, ==, 40);
  g_assert_cmpuint (ranges[2].start, ==, 50);
  g_assert_cmpuint (ranges[2].end, ==, 50);
  g_assert_false (sch_ranges_normalize (wrong, &n_wrong));
  g_assert_false (sch_ranges_normalize (ranges, &none));
}

static void
test_times (void)
{
  static const char *const good[] = { "2026-11-21T10:00:00Z", "1999-12-31T23:59:59Z",
                                      "2024-02-29T00:00:00Z", "1969-07-20T20:17:40Z",
                                      "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z" };
  static const char *const bad[] = { "",
                                     "2026",
                                     "2026-11-21T10:00:00",
                                     "2026-11-21T10:00:00.5Z",
                                     "2026-11-21T10:00:00+01:00",
                                     "2026-13-21T10:00:00Z",
                                     "2026-11-31T10:00:00Z",
                                     "2025-02-29T00:00:00Z",
                                     "2026-11-21 10:00:00Z",
                                     "2026-11-21T24:00:00Z",
                                     "2026-11-21T10:00:60Z",
                                     "2026-11-21T10:00:00Zx" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 seconds;
      g_autofree char *again = NULL;

      g_assert_true (sch_time_from_string (good[i], &seconds));
      again = sch_time_to_string (seconds);
      g_assert_cmpstr (again, ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 seconds;

      g_test_message ("%s", bad[i]);
      g_assert_false (sch_time_from_string (bad[i], &seconds));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/attributes/json", test_attributes_json);
  g_test_add_func ("/value/attributes/errors", test_attributes_errors);
  g_test_add_func ("/value/attributes/change", test_attributes_change);
  g_test_add_func ("/value/attributes/random", test_attributes_random);
  g_test_add_func ("/value/ranges", test_ranges);
  g_test_add_func ("/value/times", test_times);
  return g_test_run ();
}
