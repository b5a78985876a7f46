/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists that tell the changes of another one a moment later. */

#include "config.h"

#include <gtk/gtk.h>

#include "sch-settled-list.h"

static void
add (GListStore *store, const char *text)
{
  g_autoptr (GtkStringObject) item = gtk_string_object_new (text);

  g_list_store_append (store, item);
}

static char *
join (GListModel *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (list, i);

      g_string_append (text, item != NULL ? gtk_string_object_get_string (item) : "-");
    }
  return g_string_free (text, FALSE);
}

#define check(list, wanted)                           \
  G_STMT_START                                        \
  {                                                   \
    g_autofree char *is = join (G_LIST_MODEL (list)); \
    g_assert_cmpstr (is, ==, wanted);                 \
  }                                                   \
  G_STMT_END

static GListStore *
make_store (const char *letters)
{
  GListStore *store = g_list_store_new (GTK_TYPE_STRING_OBJECT);

  for (; *letters != '\0'; letters++)
    {
      char text[] = { *letters, '\0' };

      add (store, text);
    }
  return store;
}

static gboolean
is_wanted (gpointer item, gpointer data)
{
  const char *wanted = data;

  g_assert_true (GTK_IS_STRING_OBJECT (item));
  return strchr (wanted, gtk_string_object_get_string (item)[0]) != NULL;
}

/* Another filter is asked for before the list has been told that everything is gone. */
static void
test_filter_between (void)
{
  g_autoptr (GListStore) store = make_store ("abcdef");
  g_autoptr (SchSettledList) settled = sch_settled_list_new_held (G_LIST_MODEL (store));
  char wanted[] = "abcdef";
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, wanted, NULL));
  g_autoptr (GtkFilterListModel)
      filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (settled)), filter);

  check (filtered, "abcdef");
  g_list_store_remove_all (store);
  check (filtered, "abcdef");
  strcpy (wanted, "bd");
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  check (filtered, "bd");
  sch_settled_list_settle (settled);
  check (filtered, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (settled)), ==, 0);
}

/* Whatever is changed, what was told is what it was, until it is told at once. */
static void
test_any_changes (void)
{
  g_autoptr (GListStore) store = make_store ("abcdefgh");
  g_autoptr (SchSettledList) settled = sch_settled_list_new_held (G_LIST_MODEL (store));
  g_autoptr (GtkFilterListModel)
      copy = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (settled)), NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  for (guint round = 0; round < 500; round++)
    {
      g_autofree char *before = join (G_LIST_MODEL (store));
      g_autofree char *after = NULL;

      for (int n = g_rand_int_range (random, 0, 6); n > 0; n--)
        {
          guint n_items = g_list_model_get_n_items (G_LIST_MODEL (store));
          char text[] = { (char) g_rand_int_range (random, 'a', 'z' + 1), '\0' };

          if (n_items > 0 && g_rand_boolean (random))
            g_list_store_remove (store, g_rand_int_range (random, 0, (gint32) n_items));
          else
            {
              g_autoptr (GtkStringObject) item = gtk_string_object_new (text);

              g_list_store_insert (store, g_rand_int_range (random, 0, (gint32) n_items + 1), item);
            }
          check (settled, before);
        }
      sch_settled_list_settle (settled);
      after = join (G_LIST_MODEL (store));
      check (settled, after);
      check (copy, after);
    }
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/* Without being asked to, a moment later. */
static void
test_by_itself (void)
{
  g_autoptr (GListStore) store = make_store ("abc");
  g_autoptr (SchSettledList) held = sch_settled_list_new_held (G_LIST_MODEL (store));
  g_autoptr (SchSettledList) settled = sch_settled_list_new (G_LIST_MODEL (store));
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_list_store_remove (store, 1);
  g_assert_true (sch_settled_list_is_pending (held));
  g_assert_cmpuint (sch_settled_list_map (settled, 2), ==, 1);
  check (held, "abc");
  /* That one keeps nothing: what is there now stands in. */
  check (settled, "acc");
  g_timeout_add (300, quit_cb, loop);
  g_main_loop_run (loop);
  g_assert_false (sch_settled_list_is_pending (held));
  check (held, "ac");
  check (settled, "ac");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settled-list/filter-between", test_filter_between);
  g_test_add_func ("/settled-list/any-changes", test_any_changes);
  g_test_add_func ("/settled-list/by-itself", test_by_itself);
  return g_test_run ();
}
