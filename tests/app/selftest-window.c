/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small GTK 4 window with the kinds of widget that the driver has to handle: a multi-line text
 * view with accented, astral and right-to-left text and more lines than fit, an entry, a list, a
 * button, a menu button with a popover. It exists only to test the driver itself.
 */

#include <gtk/gtk.h>

static GtkWidget *status_label;

static GtkWidget *
make_text_view (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  g_string_append (text, "The harbour of Kessel was closed on Monday.\n");
  g_string_append (text, "Caf\xc3\xa9 \xf0\x9f\x98\x80 owners said nothing.\n");
  g_string_append (text, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d "
                         "\xd7\x98\xd7\x95\xd7\x91\n");
  for (int i = 1; i <= 120; i++)
    g_string_append_printf (text, "Line %d of the rest stands here.\n", i);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 24);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text->str, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "The Harbour", -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  return scroller;
}

static void
row_activated_cb (GtkListBox *box, GtkListBoxRow *row, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf ("row %d", gtk_list_box_row_get_index (row));

  gtk_label_set_text (GTK_LABEL (status_label), text);
}

static GtkWidget *
make_list (void)
{
  static const char *names[] = { "Person", "Place", "Claim" };
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), gtk_label_new (names[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, names[i],
                                      -1);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), NULL);
  return list;
}

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  gtk_label_set_text (GTK_LABEL (status_label), user_data);
}

static GtkWidget *
make_menu_button (void)
{
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *inside = gtk_button_new_with_label ("Inside");

  g_signal_connect (inside, "clicked", G_CALLBACK (clicked_cb), "inside");
  gtk_popover_set_child (GTK_POPOVER (popover), inside);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), "More");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), popover);
  return menu;
}

static void
activate_cb (GtkApplication *app, gpointer user_data)
{
  GtkWidget *window = gtk_application_window_new (app);
  GtkWidget *header = gtk_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_label ("Press Me");
  GtkWidget *entry = gtk_entry_new ();

  status_label = gtk_label_new ("ready");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Filter",
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), "pressed");
  gtk_box_append (GTK_BOX (side), make_list ());
  gtk_box_append (GTK_BOX (side), entry);
  gtk_box_append (GTK_BOX (side), button);
  gtk_box_append (GTK_BOX (side), status_label);
  gtk_box_append (GTK_BOX (box), make_text_view ());
  gtk_box_append (GTK_BOX (box), side);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), make_menu_button ());

  gtk_window_set_titlebar (GTK_WINDOW (window), header);
  gtk_window_set_title (GTK_WINDOW (window), "Driver Self Test");
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 500);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication)
      app = gtk_application_new ("org.scholiast.DriverSelfTest", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
