/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of labels in each set, on the bundled scheme and on awkward ones. */

#include "config.h"

#include <string.h>

#include "sch-label-keys.h"

#define AWKWARD                                                                                 \
  "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 1, \"name\": \"x\","        \
  " \"labels\": [{\"id\": \"a\", \"name\": \"Äther\", \"kind\": \"entity\", \"key\": \"é\"}," \
  " {\"id\": \"b\", \"name\": \"Ather\", \"kind\": \"claim\"},"                                 \
  " {\"id\": \"c\", \"name\": \"Имя\", \"kind\": \"entity\", \"key\": \"ж\"},"              \
  " {\"id\": \"d\", \"name\": \"Aa\", \"kind\": \"other\", \"key\": \"A\"},"                    \
  " {\"id\": \"e\", \"name\": \"Old\", \"kind\": \"entity\", \"key\": \"o\", \"retired\": true}]}"

static SchScheme *
read_news (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "schemes", "news.json", NULL);
  g_autofree char *json = NULL;
  gsize byte_len;
  g_autoptr (GError) error = NULL;
  SchScheme *scheme;

  g_assert_true (g_file_get_contents (path, &json, &byte_len, &error));
  scheme = sch_scheme_new_from_json (json, byte_len, "news.json", &error);
  g_assert_no_error (error);
  return scheme;
}

static SchScheme *
read_awkward (void)
{
  g_autoptr (GError) error = NULL;
  SchScheme *scheme = sch_scheme_new_from_json (AWKWARD, strlen (AWKWARD), "x.json", &error);

  g_assert_no_error (error);
  return scheme;
}

/* Every label in use has a key of its own, and is found by it in both cases. */
static void
test_all_sets (void)
{
  g_autoptr (SchScheme) scheme = read_news ();

  for (int set = SCH_KEY_SET_LEFT; set <= SCH_KEY_SET_MNEMONIC; set++)
    {
      g_autoptr (SchLabelKeys) keys = sch_label_keys_new (scheme, set);

      for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
        {
          const SchLabel *label = sch_scheme_get_label_at (scheme, i);
          const char *key = sch_label_keys_get_key (keys, label->id);

          g_assert_cmpuint (strlen (key), ==, 1);
          g_assert_true (g_ascii_islower (*key));
          g_assert_true (sch_label_keys_find (keys, *key) == label);
          g_assert_true (sch_label_keys_find (keys, g_ascii_toupper (*key)) == label);
        }
    }
}

static void
test_mirrored (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchLabelKeys) left = sch_label_keys_new (scheme, SCH_KEY_SET_LEFT);
  g_autoptr (SchLabelKeys) keys = sch_label_keys_new (scheme, SCH_KEY_SET_MIRRORED);

  g_assert_cmpstr (sch_label_keys_get_key (left, "person"), ==, "e");
  g_assert_cmpstr (sch_label_keys_get_key (keys, "person"), ==, "i");
  g_assert_cmpstr (sch_label_keys_get_key (keys, "claim"), ==, "m");
  g_assert_cmpstr (sch_label_keys_get_key (keys, "source"), ==, "l");
  g_assert_cmpstr (sch_label_keys_get_key (keys, "law"), ==, "s");
  g_assert_cmpstr (sch_label_keys_get_key (keys, "money"), ==, "c");
}

static void
test_mnemonic (void)
{
  g_autoptr (SchScheme) scheme = read_news ();
  g_autoptr (SchLabelKeys) keys = sch_label_keys_new (scheme, SCH_KEY_SET_MNEMONIC);

  g_assert_cmpstr (sch_label_keys_get_key (keys, "person"), ==, "p");
  g_assert_cmpstr (sch_label_keys_get_key (keys, "group"), ==, "g");
  /* The p is taken. */
  g_assert_cmpstr (sch_label_keys_get_key (keys, "place"), ==, "l");
  g_assert_cmpstr (sch_label_keys_get_key (keys, "location"), ==, "c");
}

static void
test_awkward (void)
{
  g_autoptr (SchScheme) scheme = read_awkward ();
  g_autoptr (SchLabelKeys) own = sch_label_keys_new (scheme, SCH_KEY_SET_LEFT);
  g_autoptr (SchLabelKeys) mirrored = sch_label_keys_new (scheme, SCH_KEY_SET_MIRRORED);
  g_autoptr (SchLabelKeys) mnemonic = sch_label_keys_new (scheme, SCH_KEY_SET_MNEMONIC);

  g_assert_cmpstr (sch_label_keys_find (own, 0xc9)->id, ==, "a");
  g_assert_cmpstr (sch_label_keys_find (own, 0x416)->id, ==, "c");
  g_assert_cmpstr (sch_label_keys_get_key (own, "b"), ==, "");
  g_assert_cmpstr (sch_label_keys_get_key (own, "nobody"), ==, "");
  g_assert_null (sch_label_keys_find (own, 'o'));
  g_assert_null (sch_label_keys_find (own, 0));
  g_assert_cmpstr (sch_label_keys_get_key (mirrored, "a"), ==, "é");
  g_assert_cmpstr (sch_label_keys_get_key (mirrored, "d"), ==, "p");
  /* In the order of the palette: a, c (no Latin letter: any), b, d. */
  g_assert_cmpstr (sch_label_keys_get_key (mnemonic, "a"), ==, "a");
  g_assert_cmpstr (sch_label_keys_get_key (mnemonic, "c"), ==, "b");
  g_assert_cmpstr (sch_label_keys_get_key (mnemonic, "b"), ==, "t");
  g_assert_cmpstr (sch_label_keys_get_key (mnemonic, "d"), ==, "c");
  g_assert_cmpstr (sch_label_keys_get_nth (own, 2)->id, ==, "c");
  g_assert_null (sch_label_keys_get_nth (own, 0));
  g_assert_null (sch_label_keys_get_nth (own, 5));
}

static void
test_value_keys (void)
{
  g_autoptr (SchScheme) scheme = read_news ();

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      for (guint j = 0; j < label->attributes->len; j++)
        {
          const SchAttribute *attribute = g_ptr_array_index (label->attributes, j);
          g_auto (GStrv) keys = sch_label_keys_list_value_keys (attribute);

          g_assert_cmpuint (g_strv_length (keys), ==, attribute->values->len);
          for (guint k = 0; keys[k] != NULL; k++)
            for (guint l = 0; l < k; l++)
              g_assert_cmpstr (keys[k], !=, keys[l]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-keys/all-sets", test_all_sets);
  g_test_add_func ("/label-keys/mirrored", test_mirrored);
  g_test_add_func ("/label-keys/mnemonic", test_mnemonic);
  g_test_add_func ("/label-keys/awkward", test_awkward);
  g_test_add_func ("/label-keys/value-keys", test_value_keys);
  return g_test_run ();
}
