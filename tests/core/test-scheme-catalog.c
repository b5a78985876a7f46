/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalog of schemes: what it lists and in which order, what it says of broken files, saving
 * without overwriting, and names in any writing. */

#include <glib/gstdio.h>
#include <string.h>

#include "corpus-fixture.h"
#include "sch-scheme-catalog.h"

#define SCHEME(name, labels)                                                                     \
  "{\"format\": \"scholiast-scheme\", \"version\": 1, \"revision\": 3, \"name\": \"" name "\", " \
  "\"description\": \"For " name ".\", \"labels\": [" labels "]}"
#define ONE "{\"id\": \"a\", \"name\": \"A\", \"kind\": \"entity\"}"
#define RETIRED "{\"id\": \"b\", \"name\": \"B\", \"kind\": \"entity\", \"retired\": true}"

typedef struct
{
  char *base;
  char *bundled;
  char *own;
  SchSchemeCatalog *catalog;
} Fixture;

static void
write_to (const char *folder, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0755);
  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->base = g_dir_make_tmp ("sch-catalog-XXXXXX", &error);
  g_assert_no_error (error);
  f->bundled = g_build_filename (f->base, "data", "schemes", NULL);
  f->own = g_build_filename (f->base, "person", "schemes", NULL);
  write_to (f->bundled, "argument.json", SCHEME ("Argument", ONE));
  write_to (f->bundled, "zoo.json", SCHEME ("animals", ONE ", " RETIRED));
  write_to (f->bundled, "news.json", SCHEME ("News", ONE));
  write_to (f->bundled, "README", "no scheme");
  {
    g_autofree char *data_dir = g_build_filename (f->base, "data", NULL);

    f->catalog = sch_scheme_catalog_new (data_dir, f->own);
  }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sch_scheme_catalog_free (f->catalog);
  remove_tree (f->base);
  g_free (f->base);
  g_free (f->bundled);
  g_free (f->own);
}

static const SchSchemeEntry *
get_entry (Fixture *f, guint index)
{
  GPtrArray *entries = sch_scheme_catalog_get_entries (f->catalog);

  g_assert_cmpuint (index, <, entries->len);
  return entries->pdata[index];
}

static void
test_list (Fixture *f, gconstpointer data)
{
  g_autofree char *ids = sch_scheme_catalog_dup_ids (f->catalog);
  const SchSchemeEntry *zoo = sch_scheme_catalog_find (f->catalog, "zoo");

  g_assert_null (sch_scheme_catalog_get_error (f->catalog));
  g_assert_cmpstr (ids, ==, "news, zoo, argument");
  g_assert_cmpstr (zoo->name, ==, "animals");
  g_assert_cmpstr (zoo->description, ==, "For animals.");
  g_assert_cmpuint (zoo->n_labels, ==, 1);
  g_assert_false (zoo->own);
  g_assert_null (sch_scheme_catalog_find (f->catalog, "README"));

  /* One's own come after them, by name; hidden files are not looked at. */
  write_to (f->own, "b.json", SCHEME ("Birds", ONE));
  write_to (f->own, "z.json", SCHEME ("apes", ONE));
  write_to (f->own, ".hidden.json", SCHEME ("Hidden", ONE));
  sch_scheme_catalog_refresh (f->catalog);
  g_clear_pointer (&ids, g_free);
  ids = sch_scheme_catalog_dup_ids (f->catalog);
  g_assert_cmpstr (ids, ==, "news, zoo, argument, z, b");
  g_assert_true (sch_scheme_catalog_find (f->catalog, "b")->own);
}

static void
test_broken (Fixture *f, gconstpointer data)
{
  const SchSchemeEntry *entry;
  g_autoptr (GError) error = NULL;
  g_autofree char *ids = NULL;

  write_to (f->own, "half.json", "{\"format\": \"scholiast-scheme\",\n \"labels\": [");
  write_to (f->own, "corpus.json", "{\"format\": \"scholiast-corpus\", \"version\": 1}");
  write_to (f->own, "empty.json", "");
  sch_scheme_catalog_refresh (f->catalog);
  g_assert_cmpuint (sch_scheme_catalog_get_entries (f->catalog)->len, ==, 6);
  entry = sch_scheme_catalog_find (f->catalog, "half");
  g_assert_cmpstr (entry->name, ==, "half");
  g_assert_cmpstr (entry->description, ==, "");
  g_assert_error (entry->error, SCH_ERROR, SCH_ERROR_FORMAT);
  g_assert_nonnull (strstr (entry->error->message, "half.json:2"));
  g_assert_nonnull (sch_scheme_catalog_find (f->catalog, "corpus")->error);
  g_assert_nonnull (sch_scheme_catalog_find (f->catalog, "empty")->error);
  ids = sch_scheme_catalog_dup_ids (f->catalog);
  g_assert_cmpstr (ids, ==, "news, zoo, argument");
  g_assert_null (sch_scheme_catalog_load (f->catalog, "half", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_FORMAT);

  /* It may go. */
  g_clear_error (&error);
  g_assert_true (sch_scheme_catalog_remove (f->catalog, "half", &error));
  g_assert_no_error (error);
  g_assert_null (sch_scheme_catalog_find (f->catalog, "half"));
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (f->base, "nowhere", NULL);
  g_autoptr (SchSchemeCatalog) catalog = sch_scheme_catalog_new (nowhere, NULL);
  g_autoptr (SchScheme) scheme = sch_scheme_catalog_load (f->catalog, "news", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (sch_scheme_catalog_get_entries (catalog)->len, ==, 0);
  g_assert_error (sch_scheme_catalog_get_error (catalog), G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_false (sch_scheme_catalog_save (catalog, scheme, NULL, TRUE, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
}

static void
test_load (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->bundled, "zoo.json", NULL);
  g_autofree char *missing = g_build_filename (f->bundled, "lost.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme) by_id = sch_scheme_catalog_load_any (f->catalog, "zoo", &error);
  g_autoptr (SchScheme) by_path = sch_scheme_catalog_load_any (f->catalog, path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sch_scheme_get_name (by_id), ==, "animals");
  g_assert_cmpstr (sch_scheme_get_description (by_id), ==, "For animals.");
  g_assert_cmpstr (sch_scheme_get_name (by_path), ==, "animals");
  g_assert_null (sch_scheme_catalog_load_any (f->catalog, "gnus", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "news, zoo, argument"));
  g_clear_error (&error);
  g_assert_null (sch_scheme_catalog_load_any (f->catalog, missing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_save (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme) scheme = sch_scheme_catalog_load (f->catalog, "zoo", &error);
  g_autoptr (SchScheme) saved = NULL;
  g_autofree char *id = NULL;

  g_assert_true (
      sch_scheme_catalog_save (f->catalog, scheme, " My Zoo (2nd) ", FALSE, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "my-zoo-2nd");
  g_assert_cmpstr (sch_scheme_catalog_find (f->catalog, id)->name, ==, "My Zoo (2nd)");
  saved = sch_scheme_catalog_load (f->catalog, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sch_scheme_get_n_labels (saved), ==, 2);
  g_assert_cmpuint (sch_scheme_get_revision (saved), ==, 3);

  /* Never over another one without being told, whether the catalog knew it or not. */
  g_assert_false (sch_scheme_catalog_save (f->catalog, scheme, "my zoo 2nd", FALSE, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_EXISTS);
  g_clear_error (&error);
  write_to (f->own, "later.json", SCHEME ("Later", ONE));
  g_assert_false (sch_scheme_catalog_save (f->catalog, scheme, "Later", FALSE, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (sch_scheme_catalog_save (f->catalog, scheme, "Later", TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sch_scheme_catalog_find (f->catalog, "later")->n_labels, ==, 1);
  g_assert_false (sch_scheme_catalog_save (f->catalog, scheme, "  ", FALSE, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_INVALID);
}

/* An own scheme stands in the stead of a bundled one, which comes back when it goes. */
static void
test_shadow (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme) scheme = sch_scheme_catalog_load (f->catalog, "zoo", &error);

  g_assert_false (sch_scheme_catalog_save (f->catalog, scheme, "News", FALSE, NULL, &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (sch_scheme_catalog_save (f->catalog, scheme, "News", TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sch_scheme_catalog_get_entries (f->catalog)->len, ==, 3);
  g_assert_true (sch_scheme_catalog_find (f->catalog, "news")->own);
  g_assert_cmpstr (get_entry (f, 2)->id, ==, "news");
  g_assert_true (sch_scheme_catalog_remove (f->catalog, "news", &error));
  g_assert_no_error (error);
  g_assert_false (get_entry (f, 0)->own);
  g_assert_cmpstr (get_entry (f, 0)->id, ==, "news");
  g_assert_false (sch_scheme_catalog_remove (f->catalog, "news", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (sch_scheme_catalog_remove (f->catalog, "gnus", &error));
  g_assert_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND);
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *id;
  } names[] = {
    { "News", "news" },
    { "  A/B…C  ", "a-b-c" },
    { "../../etc/passwd", "etc-passwd" },
    { "Ma\xcc\x88rchen", "märchen" },
    { "مخطط الأخبار", "مخطط-الأخبار" },
    { "!?", "scheme" },
    { "", "scheme" },
    { "Com.tem_plate", "com-tem-plate" },
  };
  g_autofree char *endless = g_strnfill (5000, 'x');
  g_autofree char *id = sch_scheme_catalog_dup_id_for (endless);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *made = sch_scheme_catalog_dup_id_for (names[i].name);

      g_assert_cmpstr (made, ==, names[i].id);
    }
  g_assert_cmpuint (strlen (id), ==, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/scheme-catalog/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("list", test_list);
  ADD ("broken", test_broken);
  ADD ("no-folder", test_no_folder);
  ADD ("load", test_load);
  ADD ("save", test_save);
  ADD ("shadow", test_shadow);
  g_test_add_func ("/scheme-catalog/names", test_names);
  return g_test_run ();
}
