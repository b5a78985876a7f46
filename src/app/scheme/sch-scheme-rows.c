/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows, headings and buttons of forms. */

#include "config.h"

#include "sch-scheme-rows.h"

#include <glib/gi18n-lib.h>

#include "sch-wrap-layout.h"

GtkWidget *
sch_scheme_rows_new_page (const char *name, int spacing)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 spacing, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return box;
}

GtkWidget *
sch_scheme_rows_new_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

GtkWidget *
sch_scheme_rows_new_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

GtkWidget *
sch_scheme_rows_new_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

GtkWidget *
sch_scheme_rows_new_entry (const char *title, SchSchemeTyped typed, gpointer data)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  sch_scheme_entry_watch (GTK_EDITABLE (row), typed, data);
  return row;
}

GtkWidget *
sch_scheme_rows_new_action (const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  return row;
}

GtkWidget *
sch_scheme_rows_new_switch (const char *title, const char *subtitle, GtkWidget **toggle)
{
  GtkWidget *row;

  *toggle = gtk_switch_new ();
  row = sch_scheme_rows_new_action (title, subtitle, *toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return row;
}

GtkWidget *
sch_scheme_rows_new_delete (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "destructive-action");
  return button;
}

GtkWidget *
sch_scheme_rows_new_menu (const char *label)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

GtkWidget *
sch_scheme_rows_new_foot (GtkWidget *first, ...)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SCH_WRAP_LAYOUT_SPACING);
  va_list args;

  gtk_widget_set_layout_manager (box, g_object_new (SCH_TYPE_WRAP_LAYOUT, NULL));
  va_start (args, first);
  for (GtkWidget *button = first; button != NULL; button = va_arg (args, GtkWidget *))
    {
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_set_parent (button, box);
    }
  va_end (args);
  return box;
}

void
sch_scheme_rows_add_actions (GtkWidget *widget, const char *prefix, const GActionEntry *entries,
                             int n_entries, gpointer data)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, n_entries, data);
  gtk_widget_insert_action_group (widget, prefix, G_ACTION_GROUP (actions));
}

void
sch_scheme_rows_flush (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget) ||
      !sch_scheme_entry_is_typing (focus))
    return;
  for (GtkWidget *each = focus; each != widget; each = gtk_widget_get_parent (each))
    if (SCH_IS_TEXT_ROW (each))
      {
        sch_text_row_flush (SCH_TEXT_ROW (each));
        return;
      }
    else if (g_object_get_data (G_OBJECT (each), "sch-scheme-entry") != NULL)
      {
        sch_scheme_entry_flush (GTK_EDITABLE (each));
        return;
      }
}
