/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another scheme, beside that of the corpus. It is read once, when it is chosen. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-scheme-source.h"

#include <glib/gi18n-lib.h>

#include "sch-ellipsize.h"
#include "sch-file-chooser.h"
#include "sch-scheme-catalog.h"

struct _SchSchemeSource
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkDropDown *catalog_choice;
  GtkLabel *status;

  SchSchemeCatalog *catalog;
  GPtrArray *ids; /* of the catalog's entries, after the first choice */
  SchScheme *scheme;
  gboolean reading; /* from a folder or file: the list follows */
};

G_DEFINE_FINAL_TYPE (SchSchemeSource, sch_scheme_source, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
take (SchSchemeSource *self, SchScheme *scheme, const char *status, gboolean trouble)
{
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  self->scheme = scheme;
  gtk_label_set_text (self->status, status);
  gtk_widget_set_visible (GTK_WIDGET (self->status), *status != '\0');
  if (trouble)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
  g_signal_emit (self, changed_signal, 0);
}

static void
chosen_cb (SchSchemeSource *self)
{
  guint selected = gtk_drop_down_get_selected (self->catalog_choice);
  g_autoptr (GError) error = NULL;
  SchScheme *scheme;

  if (self->reading || selected == 0 || selected > self->ids->len)
    return;
  scheme = sch_scheme_catalog_load (self->catalog, g_ptr_array_index (self->ids, selected - 1),
                                    &error);
  take (self, scheme, error != NULL ? error->message : "", error != NULL);
}

void
sch_scheme_source_read (SchSchemeSource *self, const char *path)
{
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *file = is_folder ? g_build_filename (path, "scheme.json", NULL)
                                    : g_strdup (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  SchScheme *scheme = NULL;

  g_return_if_fail (SCH_IS_SCHEME_SOURCE (self));

  if (is_folder && !g_file_test (file, G_FILE_TEST_EXISTS))
    /* Translators: %s is a folder. */
    text = g_strdup_printf (_ ("%s has no scheme of its own (there is no scheme.json). Choose "
                               "another folder."),
                            path);
  else
    scheme = sch_scheme_catalog_read_file (file, &error);
  if (error != NULL)
    text = g_strdup (error->message);
  self->reading = TRUE;
  gtk_drop_down_set_selected (self->catalog_choice, 0);
  self->reading = FALSE;
  if (scheme != NULL)
    /* Translators: the name of a scheme, and its file. */
    text = g_strdup_printf (_ ("“%s” from %s"), sch_scheme_get_name (scheme), file);
  take (self, scheme, text, scheme == NULL);
}

static void
file_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (SchSchemeSource) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->catalog != NULL)
    sch_scheme_source_read (self, path);
}

static void
folder_cb (SchSchemeSource *self)
{
  sch_file_chooser_choose_folder (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                  _ ("Choose a Corpus Folder"), file_chosen_cb,
                                  g_object_ref (self));
}

static void
file_cb (SchSchemeSource *self)
{
  sch_file_chooser_choose_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                _ ("Choose a Scheme File"), file_chosen_cb, g_object_ref (self));
}

static void
sch_scheme_source_dispose (GObject *object)
{
  SchSchemeSource *self = SCH_SCHEME_SOURCE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_clear_pointer (&self->catalog, sch_scheme_catalog_free);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (sch_scheme_source_parent_class)->dispose (object);
}

static void
sch_scheme_source_class_init (SchSchemeSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_scheme_source_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_scheme_source_init (SchSchemeSource *self)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, NULL);
  GtkWidget *folder = gtk_button_new_with_mnemonic (_ ("Corpus _Folder…"));
  GtkWidget *file = gtk_button_new_with_mnemonic (_ ("_File…"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->catalog_choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->catalog_choice), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->catalog_choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Another scheme"), -1);
  gtk_box_set_spacing (GTK_BOX (row), 6);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->catalog_choice));
  gtk_box_append (GTK_BOX (row), folder);
  gtk_box_append (GTK_BOX (row), file);
  gtk_label_set_xalign (self->status, 0);
  gtk_label_set_wrap (self->status, TRUE);
  gtk_label_set_wrap_mode (self->status, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (GTK_WIDGET (self->status), FALSE);
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->status));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (folder, "clicked", G_CALLBACK (folder_cb), self);
  g_signal_connect_swapped (file, "clicked", G_CALLBACK (file_cb), self);
}

GtkWidget *
sch_scheme_source_new (SchWorkspace *workspace)
{
  SchSchemeSource *self = g_object_new (SCH_TYPE_SCHEME_SOURCE, NULL);
  const SchEnvironment *environment = sch_workspace_get_environment (workspace);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *entries;

  self->catalog = sch_scheme_catalog_new (environment->data_dir, environment->schemes_dir);
  entries = sch_scheme_catalog_get_entries (self->catalog);
  gtk_string_list_append (names, _ ("Choose a scheme"));
  for (guint i = 0; i < entries->len; i++)
    {
      const SchSchemeEntry *entry = g_ptr_array_index (entries, i);

      gtk_string_list_append (names, entry->name);
      g_ptr_array_add (self->ids, g_strdup (entry->id));
    }
  gtk_drop_down_set_model (self->catalog_choice, G_LIST_MODEL (names));
  sch_ellipsize_drop_down (self->catalog_choice);
  g_signal_connect_swapped (self->catalog_choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  return GTK_WIDGET (self);
}

SchScheme *
sch_scheme_source_get_scheme (SchSchemeSource *self)
{
  g_return_val_if_fail (SCH_IS_SCHEME_SOURCE (self), NULL);
  return self->scheme;
}

const char *
sch_scheme_source_get_name (SchSchemeSource *self)
{
  g_return_val_if_fail (SCH_IS_SCHEME_SOURCE (self), "");
  return self->scheme != NULL ? sch_scheme_get_name (self->scheme) : "";
}
