/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The start page: open a folder, try the sample, or go on with a recent corpus. A recent corpus
 * whose folder is gone can be located or forgotten; nothing is forgotten by itself. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-file-chooser.h"
#include "sch-recents.h"
#include "sch-start-page.h"

struct _SchStartPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *recent_box;
  GtkListBox *recent_list;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (SchStartPage, sch_start_page, GTK_TYPE_WIDGET)

typedef struct
{
  SchStartPage *page;
  char *uri;
} Locate;

static void
located_cb (GFile *folder, gpointer data)
{
  Locate *locate = data;
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    {
      sch_recents_remove (locate->page->settings, locate->uri);
      gtk_widget_activate_action (GTK_WIDGET (locate->page), "app.open-uri", "s", uri);
    }
  g_object_unref (locate->page);
  g_free (locate->uri);
  g_free (locate);
}

static void
locate_clicked_cb (SchStartPage *self, GtkWidget *button)
{
  Locate *locate = g_new0 (Locate, 1);

  locate->page = g_object_ref (self);
  locate->uri = g_strdup (g_object_get_data (G_OBJECT (button), "uri"));
  sch_file_chooser_choose_folder (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                  _ ("Locate the Corpus"), located_cb, locate);
}

static void
forget_clicked_cb (SchStartPage *self, GtkWidget *button)
{
  g_autofree char *uri = g_strdup (g_object_get_data (G_OBJECT (button), "uri"));

  sch_recents_remove (self->settings, uri);
}

static void
row_activated_cb (SchStartPage *self, GtkWidget *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-uri", "s",
                              g_object_get_data (G_OBJECT (row), "uri"));
}

static void
add_suffix (SchStartPage *self, GtkWidget *row, GtkWidget *button, const char *uri,
            GCallback clicked)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "uri", g_strdup (uri), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_row (SchStartPage *self, const SchRecent *recent)
{
  g_autoptr (GFile) folder = g_file_new_for_uri (recent->uri);
  g_autofree char *place = g_file_get_parse_name (folder);
  g_autofree char *subtitle = NULL;
  gboolean gone = !g_file_query_exists (folder, NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *forget = gtk_button_new_from_icon_name ("window-close-symbolic");

  /* Translators: %s is a folder that is no longer there. */
  subtitle = gone ? g_strdup_printf (_ ("Not found: %s"), place) : g_strdup (place);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), recent->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, place);
  if (gone)
    add_suffix (self, row, gtk_button_new_with_label (_ ("Locate…")), recent->uri,
                G_CALLBACK (locate_clicked_cb));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !gone);
  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (recent->uri), g_free);
  gtk_widget_set_tooltip_text (forget, _ ("Remove From the List"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (forget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove from the list"), -1);
  add_suffix (self, row, forget, recent->uri, G_CALLBACK (forget_clicked_cb));
  gtk_list_box_append (self->recent_list, row);
}

static void
update (SchStartPage *self)
{
  g_autoptr (GPtrArray) recents = sch_recents_list (self->settings);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recent_list))) != NULL)
    gtk_list_box_remove (self->recent_list, row);
  for (guint i = 0; i < recents->len; i++)
    add_row (self, g_ptr_array_index (recents, i));
  gtk_widget_set_visible (self->recent_box, recents->len > 0);
}

static void
sch_start_page_dispose (GObject *object)
{
  SchStartPage *self = SCH_START_PAGE (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (sch_start_page_parent_class)->dispose (object);
}

static void
sch_start_page_class_init (SchStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_start_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SchStartPage, page);
  gtk_widget_class_bind_template_child (widget_class, SchStartPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, SchStartPage, recent_list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_start_page_init (SchStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sch_start_page_set_settings (SchStartPage *self, GSettings *settings)
{
  g_return_if_fail (SCH_IS_START_PAGE (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::recent-corpora", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
