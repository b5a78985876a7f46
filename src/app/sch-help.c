/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: what keys and pointer do, as lists. One table says it all; what is not in the table is
 * not there. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-help.h"

#define MAX_KEYS 4

/* @keys: accelerators as GTK writes them; @gesture: in words, where it is not a key */
typedef struct
{
  const char *keys[MAX_KEYS];
  const char *gesture;
  const char *does;
} Entry;

static const Entry tagging[] = {
  { { NULL }, N_ ("Drag over text"), N_ ("Select whole words; with Alt, exact ends") },
  { { NULL },
    N_ ("Letter of a label"),
    N_ ("Annotate the selected text or the word at the caret; change the label of the selected annotation") },
  { { NULL }, N_ ("Shift and the letter"), N_ ("One more annotation on the same text") },
  { { NULL }, N_ ("1 to 9, 0"), N_ ("The labels in their order") },
  { { "period" }, NULL, N_ ("The last label again") },
  { { "space" }, NULL, N_ ("List of labels: type a part of the name") },
  { { "<Control>b" },
    N_ ("then its letter"),
    N_ ("Arm a label: every drag and double click makes an annotation") },
  { { NULL }, N_ ("Click a label"), N_ ("The same as its key; arms it where nothing is selected") },
};

static const Entry selecting[] = {
  { { NULL },
    N_ ("Click"),
    N_ ("Select the innermost annotation; click again for the one around it") },
  { { NULL }, N_ ("Double, triple click"), N_ ("Select the word, the sentence") },
  { { "Tab", "<Shift>Tab" }, NULL, N_ ("Next, previous annotation") },
  { { "<Alt>Up", "<Alt>Down" }, NULL, N_ ("Outwards, inwards through nested annotations") },
  { { "<Control>Left", "<Control>Right" }, NULL, N_ ("Move the caret by a word") },
  { { "<Control>Up", "<Control>Down" }, NULL, N_ ("Move the caret by a sentence") },
  { { "<Shift>Left", "<Shift>Right" }, NULL, N_ ("Select by a character, with Ctrl by a word") },
  { { "<Control><Shift>Up", "<Control><Shift>Down" }, NULL, N_ ("Select by a sentence") },
  { { "Escape" }, NULL, N_ ("One step back: list, armed label, selection") },
};

static const Entry changing[] = {
  { { "<Shift>Left", "<Shift>Right" },
    NULL,
    N_ ("Move the end of the selected annotation, with Ctrl by a word") },
  { { "<Control>r", "<Control><Shift>r" },
    NULL,
    N_ ("Add, take out the text selected with Shift held as a part of the annotation") },
  { { "Return" }, NULL, N_ ("Its attributes, cluster and relations") },
  { { "F2" }, NULL, N_ ("Its note") },
  { { "F4" }, NULL, N_ ("In doubt, or no longer") },
  { { "Delete" }, NULL, N_ ("Delete it") },
  { { "<Control>z", "<Control><Shift>z" }, NULL, N_ ("Undo, redo; also after closing") },
};

static const Entry documents[] = {
  { { "<Control>Page_Up", "<Control>Page_Down" }, NULL, N_ ("Previous, next document") },
  { { "<Control>Return" }, NULL, N_ ("Done, and on to the next one to do") },
  { { "F6", "<Shift>F6" }, NULL, N_ ("Next, previous part of the window") },
  { { "F9" }, NULL, N_ ("Side panels") },
  { { "F11" }, NULL, N_ ("Full screen") },
  { { "<Control>plus", "<Control>minus", "<Control>0" },
    NULL,
    N_ ("Larger, smaller, normal text") },
  { { "<Control>o" }, NULL, N_ ("Open a corpus folder") },
  { { "<Control>n" }, NULL, N_ ("New window") },
  { { "<Control>comma" }, NULL, N_ ("Preferences") },
  { { "F1" }, NULL, N_ ("This help") },
};

static const struct
{
  const char *title;
  const Entry *entries;
  guint n_entries;
} groups[] = {
  { N_ ("Annotate"), tagging, G_N_ELEMENTS (tagging) },
  { N_ ("Select"), selecting, G_N_ELEMENTS (selecting) },
  { N_ ("Change the Selected Annotation"), changing, G_N_ELEMENTS (changing) },
  { N_ ("Documents and Window"), documents, G_N_ELEMENTS (documents) },
};

static GtkWidget *
make_keycap (const char *accelerator)
{
  g_autofree char *text = NULL;
  GtkWidget *keycap;
  GdkModifierType modifiers;
  guint key;

  gtk_accelerator_parse (accelerator, &key, &modifiers);
  text = gtk_accelerator_get_label (key, modifiers);
  keycap = gtk_label_new (text);
  gtk_widget_set_valign (keycap, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (keycap, "keycap");
  return keycap;
}

static GtkWidget *
make_keys (const Entry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < MAX_KEYS && entry->keys[i] != NULL; i++)
    gtk_box_append (GTK_BOX (box), make_keycap (entry->keys[i]));
  if (entry->gesture != NULL)
    {
      GtkWidget *gesture = gtk_label_new (_ (entry->gesture));

      gtk_label_set_wrap (GTK_LABEL (gesture), TRUE);
      gtk_label_set_xalign (GTK_LABEL (gesture), 0);
      gtk_box_append (GTK_BOX (box), gesture);
    }
  return box;
}

/* What is pressed at the start, as wide in all rows; what it does beside it. */
static GtkWidget *
make_row (const Entry *entry, GtkSizeGroup *columns)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *keys = make_keys (entry);
  GtkWidget *does = gtk_label_new (_ (entry->does));

  gtk_widget_add_css_class (box, "help-row");
  gtk_size_group_add_widget (columns, keys);
  gtk_label_set_wrap (GTK_LABEL (does), TRUE);
  gtk_label_set_xalign (GTK_LABEL (does), 0);
  gtk_widget_set_hexpand (does, TRUE);
  gtk_box_append (GTK_BOX (box), keys);
  gtk_box_append (GTK_BOX (box), does);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, keys,
                                  does, NULL, -1);
  return row;
}

static GtkWidget *
make_page (void)
{
  g_autoptr (GtkSizeGroup) columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget *page = adw_preferences_page_new ();

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      GtkWidget *group = adw_preferences_group_new ();
      GtkWidget *list = gtk_list_box_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (groups[i].title));
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (list, "boxed-list");
      gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (groups[i].title), -1);
      for (guint j = 0; j < groups[i].n_entries; j++)
        gtk_list_box_append (GTK_LIST_BOX (list), make_row (&groups[i].entries[j], columns));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
    }
  return page;
}

/**
 * sch_help_show:
 * @parent: (nullable): the window that it belongs to
 */
void
sch_help_show (GtkWindow *parent)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = make_page ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_window_set_title (GTK_WINDOW (window), _ ("Keys and Gestures"));
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 700);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
