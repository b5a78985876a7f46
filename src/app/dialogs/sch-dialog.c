/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What forms in windows of their own share. */

#include "config.h"

#include "sch-dialog.h"

#include <glib/gi18n-lib.h>

/**
 * sch_dialog_set_up:
 * @window: empty
 * @do_label: what the default button says, with a mnemonic
 * @content: the form
 *
 * Returns: (transfer none): the default button
 */
GtkWidget *
sch_dialog_set_up (AdwWindow *window, const char *title, const char *do_label, GtkWidget *content)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *button = gtk_button_new_with_mnemonic (do_label);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  /* Beside long buttons, the title is rather whole than in the middle. */
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (header), ADW_CENTERING_POLICY_LOOSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  gtk_widget_add_css_class (header, "flat");
  gtk_widget_add_css_class (button, "suggested-action");
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  gtk_widget_set_margin_start (content, 18);
  gtk_widget_set_margin_end (content, 18);
  gtk_widget_set_margin_top (content, 6);
  gtk_widget_set_margin_bottom (content, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (window, box);
  gtk_window_set_default_widget (GTK_WINDOW (window), button);
  g_object_set_data (G_OBJECT (window), "cancel", cancel);
  g_object_set_data (G_OBJECT (window), "scrolled", scrolled);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), window);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  return button;
}

void
sch_dialog_hide_cancel (AdwWindow *window)
{
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (window), "cancel"), FALSE);
  /* What closes it suggests nothing. */
  gtk_widget_remove_css_class (gtk_window_get_default_widget (GTK_WINDOW (window)),
                               "suggested-action");
}

void
sch_dialog_warn (AdwWindow *window)
{
  GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (window));

  gtk_widget_remove_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "destructive-action");
}

/* Between how many pixels the page is high. */
typedef struct
{
  int min;
  int max;
} Heights;

static int
measure_height (GtkWidget *widget, int width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* A text that wraps is measured at the width that it gets, as a scrolled window does not. */
static void
fit (AdwWindow *window)
{
  const Heights *heights = g_object_get_data (G_OBJECT (window), "heights");
  GtkWidget *scrolled = g_object_get_data (G_OBJECT (window), "scrolled");
  GtkWidget *page = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled));
  GtkWidget *header = gtk_widget_get_prev_sibling (scrolled);
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  height = CLAMP (measure_height (page, width), heights->min, heights->max);
  gtk_window_set_default_size (GTK_WINDOW (window), width, measure_height (header, -1) + height);
}

/**
 * sch_dialog_fit:
 * @window: with a default width
 *
 * Makes it as high as what the page holds when it is shown.
 */
void
sch_dialog_fit (AdwWindow *window, int min_height, int max_height)
{
  Heights *heights = g_new (Heights, 1);

  heights->min = min_height;
  heights->max = max_height;
  g_object_set_data_full (G_OBJECT (window), "heights", heights, g_free);
  g_signal_connect (window, "realize", G_CALLBACK (fit), NULL);
}

void
sch_dialog_fit_again (AdwWindow *window)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    fit (window);
}

GtkWidget *
sch_dialog_new_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 12);
  return label;
}

GtkWidget *
sch_dialog_new_fact (const char *name, const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (value);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}
