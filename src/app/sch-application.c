/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program. A corpus is open in one window at most; what comes from the command line or the
 * file manager goes to the window that has it, else to one with nothing open, else to a new one. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "sch-about.h"
#include "sch-application.h"
#include "sch-help.h"
#include "sch-keymap.h"
#include "sch-preferences.h"
#include "sch-settings.h"
#include "sch-window.h"

#define MAX_DEPTH 64

struct _SchApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (SchApplication, sch_application, ADW_TYPE_APPLICATION)

/* --- Windows -------------------------------------------------------------------------------- */

static SchWindow *
find_window_of (SchApplication *self, GFile *folder)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (SCH_IS_WINDOW (l->data) && sch_window_has_folder (l->data, folder))
      return l->data;
  return NULL;
}

static SchWindow *
find_free_window (SchApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (SCH_IS_WINDOW (l->data) && sch_window_is_free (l->data))
      return l->data;
  return NULL;
}

static SchWindow *
make_window (SchApplication *self)
{
  return SCH_WINDOW (sch_window_new (self, self->settings));
}

/**
 * sch_application_open_corpus:
 * @window: (nullable): where to open it, unless something is open there
 * @folder: the corpus
 * @document: (nullable): path of the document to show
 */
void
sch_application_open_corpus (SchApplication *self, GtkWindow *window, GFile *folder,
                             const char *document)
{
  SchWindow *target;

  g_return_if_fail (SCH_IS_APPLICATION (self) && G_IS_FILE (folder));

  target = find_window_of (self, folder);
  if (target == NULL && SCH_IS_WINDOW (window) && sch_window_is_free (SCH_WINDOW (window)))
    target = SCH_WINDOW (window);
  if (target == NULL)
    target = find_free_window (self);
  if (target == NULL)
    target = make_window (self);
  gtk_window_present (GTK_WINDOW (target));
  sch_window_open (target, folder, document);
}

/* --- Command line and file manager ---------------------------------------------------------- */

/* The folder above @file that is a corpus, else the one that the file lies in. */
static GFile *
find_corpus_of (GFile *file)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autoptr (GFile) folder = parent != NULL ? g_object_ref (parent) : NULL;

  for (guint i = 0; folder != NULL && i < MAX_DEPTH; i++)
    {
      g_autoptr (GFile) info = g_file_get_child (folder, "scholiast.json");
      GFile *above;

      if (g_file_query_exists (info, NULL))
        return g_steal_pointer (&folder);
      above = g_file_get_parent (folder);
      g_object_unref (folder);
      folder = above;
    }
  return g_steal_pointer (&parent);
}

static void
sch_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  SchApplication *self = SCH_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autoptr (GFile) folder = NULL;
      g_autofree char *path = NULL;

      if (g_file_query_file_type (files[i], G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_REGULAR)
        {
          folder = find_corpus_of (files[i]);
          path = g_file_get_relative_path (folder, files[i]);
        }
      else
        {
          folder = g_object_ref (files[i]);
        }
      sch_application_open_corpus (self, NULL, folder, path);
    }
}

static void
sch_application_activate (GApplication *application)
{
  SchApplication *self = SCH_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (make_window (self));
  gtk_window_present (window);
}

static int
sch_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("scholiast %s\n", SCH_VERSION);
      return 0;
    }
  return -1;
}

/* --- Actions -------------------------------------------------------------------------------- */

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  /* Each window first brings its work to the disk; the last one to go ends the program. */
  for (GList *l = windows; l != NULL; l = l->next)
    if (SCH_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sch_about_show (gtk_application_get_active_window (GTK_APPLICATION (data)));
}

static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sch_help_show (gtk_application_get_active_window (GTK_APPLICATION (data)));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchApplication *self = SCH_APPLICATION (data);
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  gtk_window_present (GTK_WINDOW (sch_preferences_new (parent, self->settings)));
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (make_window (SCH_APPLICATION (data))));
}

static void
open_uri_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  sch_application_open_corpus (SCH_APPLICATION (data),
                               gtk_application_get_active_window (GTK_APPLICATION (data)), folder,
                               NULL);
}

static const GActionEntry actions[] = {
  { "quit", quit_action, NULL, NULL, NULL, { 0 } },
  { "help", help_action, NULL, NULL, NULL, { 0 } },
  { "about", about_action, NULL, NULL, NULL, { 0 } },
  { "preferences", preferences_action, NULL, NULL, NULL, { 0 } },
  { "new-window", new_window_action, NULL, NULL, NULL, { 0 } },
  { "open-uri", open_uri_action, "s", NULL, NULL, { 0 } },
};

/* Only keys that no entry and no text needs: these are seen before any widget sees them. */
static void
set_accelerators (SchApplication *self)
{
  g_autoptr (GHashTable) by_action = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                            (GDestroyNotify) g_ptr_array_unref);
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);
  GHashTableIter iter;
  gpointer action, keys;

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < SCH_MAX_BINDINGS && rows[i].bindings[j].keyval != 0; j++)
      {
        const SchBinding *binding = &rows[i].bindings[j];

        if (rows[i].scope != SCH_KEYS_WINDOW)
          continue;
        keys = g_hash_table_lookup (by_action, binding->action);
        if (keys == NULL)
          {
            keys = g_ptr_array_new_with_free_func (g_free);
            g_hash_table_insert (by_action, (gpointer) binding->action, keys);
          }
        g_ptr_array_add (keys, gtk_accelerator_name (binding->keyval, binding->state));
      }
  g_hash_table_iter_init (&iter, by_action);
  while (g_hash_table_iter_next (&iter, &action, &keys))
    {
      g_ptr_array_add (keys, NULL);
      gtk_application_set_accels_for_action (GTK_APPLICATION (self), action,
                                             (const char *const *) ((GPtrArray *) keys)->pdata);
    }
}

/* --- Object --------------------------------------------------------------------------------- */

static void
color_scheme_changed_cb (SchApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (
      adw_style_manager_get_default (),
      schemes[g_settings_get_enum (self->settings, "color-scheme")]);
}

static void
sch_application_startup (GApplication *application)
{
  SchApplication *self = SCH_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  G_APPLICATION_CLASS (sch_application_parent_class)->startup (application);

  self->settings = sch_settings_new (&error);
  if (self->settings == NULL)
    {
      g_printerr ("scholiast: %s\n", error->message);
      exit (EXIT_FAILURE);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accelerators (self);
  g_signal_connect_object (self->settings, "changed::color-scheme",
                           G_CALLBACK (color_scheme_changed_cb), self, G_CONNECT_SWAPPED);
  color_scheme_changed_cb (self);
}

static void
sch_application_finalize (GObject *object)
{
  g_clear_object (&SCH_APPLICATION (object)->settings);
  G_OBJECT_CLASS (sch_application_parent_class)->finalize (object);
}

static void
sch_application_class_init (SchApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_application_finalize;
  application_class->startup = sch_application_startup;
  application_class->activate = sch_application_activate;
  application_class->open = sch_application_open;
  application_class->handle_local_options = sch_application_handle_local_options;
}

static void
sch_application_init (SchApplication *self)
{
  GApplication *application = G_APPLICATION (self);

  g_application_add_main_option (application, "version", 0, 0, G_OPTION_ARG_NONE,
                                 _ ("Print the version and exit"), NULL);
  g_application_set_option_context_parameter_string (application, _ ("[FOLDER|FILE…]"));
}

SchApplication *
sch_application_new (void)
{
  return g_object_new (SCH_TYPE_APPLICATION, "application-id", SCH_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/scholiast/Scholiast",
                       NULL);
}
