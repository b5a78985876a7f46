/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The least that a program with the toolkits of Scholiast can be: an AdwApplicationWindow with a
 * header bar and a GtkSourceView, with the text of the file that it is given. What Scholiast needs to
 * start is measured against it. Of several files Ctrl+Page Down shows the next one: to that, opening a
 * document is compared.
 */

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

static char **files; /* (nullable): those that are not shown yet */

static void
show_next (GtkTextView *view)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (*files == NULL)
    return;
  if (g_file_get_contents (*files++, &text, &length, NULL))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, (int) length);
}

static gboolean
pressed_cb (GtkTextView *view, guint keyval, guint code, GdkModifierType modifiers)
{
  if (keyval != GDK_KEY_Page_Down || (modifiers & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  show_next (view);
  return GDK_EVENT_STOP;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_source_view_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  show_next (GTK_TEXT_VIEW (view));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (pressed_cb), view);
  gtk_widget_add_controller (view, keys);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication)
      application = adw_application_new ("org.scholiast.FloorWindow", G_APPLICATION_DEFAULT_FLAGS);

  files = argv + 1;
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
