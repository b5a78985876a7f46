/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schemes that come with the program, each held to what a person may expect of it: it is what we
 * would write, it explains every label, and its keys are under the left hand and clash with nothing. */

#include <string.h>

#include "sch-label-keys.h"
#include "sch-native-files.h"
#include "sch-scheme-catalog.h"
#include "sch-store.h"

#define LEFT_HAND "qwertasdfgzxcvb"
#define MIN_EXAMPLES 2u

static SchSchemeCatalog *
new_catalog (void)
{
  g_autofree char *data = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", NULL);

  return sch_scheme_catalog_new (data, NULL);
}

typedef void (*CheckFunc) (const SchSchemeEntry *entry, SchScheme *scheme);

static void
check_all (gconstpointer data)
{
  const CheckFunc *check = data;
  g_autoptr (SchSchemeCatalog) catalog = new_catalog ();
  GPtrArray *entries = sch_scheme_catalog_get_entries (catalog);

  for (guint i = 0; i < entries->len; i++)
    {
      const SchSchemeEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (SchScheme) scheme = sch_scheme_catalog_load (catalog, entry->id, &error);

      g_test_message ("%s", entry->id);
      g_assert_no_error (error);
      (*check) (entry, scheme);
    }
}

static void
test_names (void)
{
  static const char *const wanted[] = { "news",      "argument",    "letters",   "ontonotes",
                                        "plain-ner", "qualitative", "quotations" };
  g_autoptr (SchSchemeCatalog) catalog = new_catalog ();
  g_autofree char *ids = sch_scheme_catalog_dup_ids (catalog);

  g_test_message ("%s", ids);
  g_assert_null (sch_scheme_catalog_get_error (catalog));
  g_assert_cmpuint (sch_scheme_catalog_get_entries (catalog)->len, >=, G_N_ELEMENTS (wanted));
  g_assert_true (g_str_has_prefix (ids, "news, "));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (sch_scheme_catalog_find (catalog, wanted[i]));
}

static void
check_bytes (const SchSchemeEntry *entry, SchScheme *scheme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stored = sch_store_read (entry->path, G_MAXUINT32, NULL, &error);
  g_autoptr (GBytes) written = sch_native_write_tree (sch_scheme_get_tree (scheme));

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written),
                   g_bytes_get_data (stored, NULL), g_bytes_get_size (stored));
}

/* The scheme says for whom it is and whom it follows. */
static void
check_itself (const SchSchemeEntry *entry, SchScheme *scheme)
{
  SchTree *tree = sch_scheme_get_tree (scheme);
  g_auto (GStrv) literature = sch_tree_dup_strv (tree, "literature");

  g_assert_cmpuint (strlen (entry->name), >, 0);
  g_assert_cmpuint (strlen (entry->description), >, 60);
  g_assert_cmpstr (sch_tree_get_string (tree, "language"), ==, "en");
  g_assert_cmpuint (g_strv_length (literature), >, 0);
}

static void
check_attributes (GPtrArray *attributes)
{
  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    {
      const SchAttribute *attribute = g_ptr_array_index (attributes, i);
      g_auto (GStrv) keys = sch_label_keys_list_value_keys (attribute);

      g_test_message ("  %s", attribute->id);
      g_assert_cmpstr (attribute->name, !=, attribute->id);
      for (guint j = 0; j < attribute->values->len; j++)
        {
          const SchAttributeValue *value = g_ptr_array_index (attribute->values, j);

          /* Each value has the key that its author gave it: no two want the same one. */
          g_assert_cmpuint (strlen (value->key), ==, 1);
          g_assert_cmpstr (keys[j], ==, value->key);
        }
    }
}

static void
check_labels (const SchSchemeEntry *entry, SchScheme *scheme)
{
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      g_test_message (" %s", label->id);
      g_assert_false (label->retired);
      g_assert_cmpuint (strlen (label->description), >, 10);
      g_assert_cmpuint (g_strv_length (label->examples), >=, MIN_EXAMPLES);
      g_assert_cmpuint (g_strv_length (label->counterexamples), >=, 1);
      g_assert_cmpuint (strlen (label->color), ==, 7);
      check_attributes (label->attributes);
    }
  check_attributes (sch_scheme_get_document_attributes (scheme));
  for (SchKind kind = 0; kind < SCH_N_KINDS; kind++)
    check_attributes (sch_scheme_get_cluster_attributes (scheme, sch_kind_to_string (kind)));
}

static void
check_relations_and_rules (const SchSchemeEntry *entry, SchScheme *scheme)
{
  JsonObject *root = json_node_get_object (sch_scheme_get_tree (scheme)->node);
  GPtrArray *rules = sch_scheme_get_rules (scheme);

  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *type = sch_scheme_get_relation_type_at (scheme, i);

      g_assert_cmpuint (strlen (type->description), >, 10);
      g_assert_true (type->from[0] != NULL && type->to[0] != NULL);
      check_attributes (type->attributes);
    }
  /* None is of a kind that this version does not know. */
  if (json_object_has_member (root, "rules"))
    g_assert_cmpuint (rules->len, ==,
                      json_array_get_length (json_object_get_array_member (root, "rules")));
  for (guint i = 0; i < rules->len; i++)
    g_assert_cmpuint (strlen (((SchRule *) rules->pdata[i])->message), >, 10);
}

/* All labels have a key in all sets, none the same; the right hand, which has the mouse, gets one only
 * when the left has no more to give. */
static void
check_keys (const SchSchemeEntry *entry, SchScheme *scheme)
{
  guint n_labels = sch_scheme_get_n_labels (scheme);
  guint n_left = 0;

  for (int set = SCH_KEY_SET_LEFT; set <= SCH_KEY_SET_MNEMONIC; set++)
    {
      g_autoptr (SchLabelKeys) keys = sch_label_keys_new (scheme, set);

      for (guint i = 0; i < n_labels; i++)
        {
          const SchLabel *label = sch_scheme_get_label_at (scheme, i);
          const char *key = sch_label_keys_get_key (keys, label->id);

          g_test_message (" %s: %s", label->id, key);
          g_assert_cmpuint (strlen (key), ==, 1);
          g_assert_true (g_ascii_islower (*key));
          g_assert_true (sch_label_keys_find (keys, *key) == label);
          if (set == SCH_KEY_SET_LEFT)
            g_assert_cmpstr (key, ==, label->key);
          n_left += set == SCH_KEY_SET_LEFT && strchr (LEFT_HAND, *key) != NULL;
        }
    }
  g_assert_cmpuint (n_left, ==, MIN (n_labels, strlen (LEFT_HAND)));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    CheckFunc check;
  } checks[] = {
    { "/bundled-schemes/bytes", check_bytes },
    { "/bundled-schemes/itself", check_itself },
    { "/bundled-schemes/labels", check_labels },
    { "/bundled-schemes/relations-and-rules", check_relations_and_rules },
    { "/bundled-schemes/keys", check_keys },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundled-schemes/names", test_names);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    g_test_add_data_func (checks[i].name, &checks[i].check, check_all);
  return g_test_run ();
}
