/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: what keys and pointer do, as lists. The keys are those of the one table of keys. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-help.h"

/* What is no key, or no single one. @gesture and @does: in words */
typedef struct
{
  SchKeyGroup group;
  const char *gesture;
  const char *does;
} Gesture;

static const Gesture gestures[] = {
  { SCH_KEY_GROUP_ANNOTATE, N_ ("Drag over text"),
    N_ ("Select whole words; with Alt, exact ends") },
  { SCH_KEY_GROUP_ANNOTATE, N_ ("Letter of a label"),
    N_ ("Annotate the selected text or the word at the caret; change the label of the selected annotation") },
  { SCH_KEY_GROUP_ANNOTATE, N_ ("Shift and the letter"),
    N_ ("One more annotation on the same text") },
  { SCH_KEY_GROUP_ANNOTATE, N_ ("1 to 9, 0"),
    N_ ("The labels in their order, by the keys of the row of digits in every layout") },
  { SCH_KEY_GROUP_ANNOTATE, N_ ("Click a label"),
    N_ ("The same as its key; arms it where nothing is selected") },
  { SCH_KEY_GROUP_SELECT, N_ ("Click"),
    N_ ("Select the innermost annotation; click again for the one around it") },
  { SCH_KEY_GROUP_SELECT, N_ ("Click its chip"), N_ ("Select exactly that annotation") },
  { SCH_KEY_GROUP_SELECT, N_ ("Ctrl and click"), N_ ("Select several annotations") },
  { SCH_KEY_GROUP_SELECT, N_ ("Second button, Menu key"),
    N_ ("Menu of what can be done there, and of the annotations that overlap there") },
  { SCH_KEY_GROUP_CHANGE, N_ ("Drag a grip"),
    N_ ("Move an end of the selected annotation by words; with Alt, exactly") },
  { SCH_KEY_GROUP_CHANGE, N_ ("Ctrl and drag"), N_ ("Add the text as a part of the annotation") },
  { SCH_KEY_GROUP_CONNECT, N_ ("Drag its chip"),
    N_ ("Onto another annotation or its row: relate the two, or join them in a cluster") },
  { SCH_KEY_GROUP_SELECT, N_ ("Double, triple click"), N_ ("Select the word, the sentence") },
  { SCH_KEY_GROUP_CONNECT, N_ ("1 to 9 in link mode"), N_ ("Link by the type with this number") },
};

static GtkWidget *
make_keycap (const SchBinding *binding)
{
  g_autofree char *text = sch_keymap_dup_key_label (binding->keyval, binding->state);
  GtkWidget *keycap = gtk_label_new (text);

  gtk_widget_set_valign (keycap, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (keycap, "keycap");
  return keycap;
}

static GtkWidget *
make_keys (const SchKeyRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < SCH_MAX_BINDINGS && row->bindings[i].keyval != 0; i++)
    if (!row->bindings[i].alias)
      gtk_box_append (GTK_BOX (box), make_keycap (&row->bindings[i]));
  return box;
}

/* What is pressed at the start, as wide in all rows; what it does beside it. */
static GtkWidget *
make_row (GtkWidget *keys, const char *text, GtkSizeGroup *columns)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *does = gtk_label_new (text);

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

/**
 * sch_help_make_key_row:
 *
 * Returns: (transfer floating): a row that says what keys do; @columns makes the keys as wide in all rows
 */
GtkWidget *
sch_help_make_key_row (const SchKeyRow *row, GtkSizeGroup *columns)
{
  return make_row (make_keys (row), _ (row->does), columns);
}

static GtkWidget *
make_gesture_row (const Gesture *gesture, GtkSizeGroup *columns)
{
  GtkWidget *label = gtk_label_new (_ (gesture->gesture));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return make_row (label, _ (gesture->does), columns);
}

static GtkWidget *
make_group (SchKeyGroup group, GtkSizeGroup *columns)
{
  GtkWidget *widget = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();
  const char *title = sch_keymap_get_group_title (group);
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), title);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (guint i = 0; i < G_N_ELEMENTS (gestures); i++)
    if (gestures[i].group == group)
      gtk_list_box_append (GTK_LIST_BOX (list), make_gesture_row (&gestures[i], columns));
  for (guint i = 0; i < n_rows; i++)
    if (rows[i].group == group)
      gtk_list_box_append (GTK_LIST_BOX (list), sch_help_make_key_row (&rows[i], columns));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), list);
  return widget;
}

/* What the frames after the first one add: all groups at once held the main loop for 100 ms. */
typedef struct
{
  GtkSizeGroup *columns;
  SchKeyGroup next;
} Rest;

static void
free_rest (gpointer data)
{
  Rest *rest = data;

  g_object_unref (rest->columns);
  g_free (rest);
}

static void
add_next_group (AdwPreferencesPage *page, Rest *rest)
{
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_group (rest->next, rest->columns)));
  rest->next++;
}

static gboolean
add_next_group_cb (GtkWidget *page, GdkFrameClock *clock, gpointer data)
{
  Rest *rest = data;

  add_next_group (ADW_PREFERENCES_PAGE (page), rest);
  return rest->next < SCH_N_KEY_GROUPS ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *page = adw_preferences_page_new ();
  Rest *rest = g_new0 (Rest, 1);

  rest->columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  add_next_group (ADW_PREFERENCES_PAGE (page), rest);
  gtk_widget_add_tick_callback (page, add_next_group_cb, rest, free_rest);
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
