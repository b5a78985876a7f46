/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover menu lives from its opening until its action has run. Parents whose layout would not place
 * it need a widget of their own for it: it opens in the nearest one that has a layout manager. */

#include "config.h"

#include "sch-popup.h"

GMenuItem *
sch_popup_new_item (const char *name, const char *action)
{
  g_autoptr (GString) label = g_string_new (name);

  /* An underscore in a menu would be a mnemonic. */
  g_string_replace (label, "_", "__", 0);
  return g_menu_item_new (label->str, action);
}

void
sch_popup_append (GMenu *menu, const char *name, const char *action)
{
  g_autoptr (GMenuItem) item = sch_popup_new_item (name, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
  g_menu_append_item (menu, item);
}

void
sch_popup_append_with_target (GMenu *menu, const char *name, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = sch_popup_new_item (name, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
  g_menu_append_item (menu, item);
}

void
sch_popup_take_section (GMenu *menu, const char *title, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, title, G_MENU_MODEL (section));
  g_object_unref (section);
}

/* --- Opening ---------------------------------------------------------------------------------- */

static gboolean
unparent_cb (gpointer data)
{
  GtkWidget *popover = data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* The item's action runs after the menu has closed, and finds its group through the parent. */
static void
closed_cb (GtkWidget *popover, gpointer data)
{
  GtkWidget *focus = g_object_get_data (G_OBJECT (popover), "focus");
  GtkRoot *root = gtk_widget_get_root (popover);
  GtkWidget *now = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_get_mapped (focus) &&
      (now == NULL || now == popover || gtk_widget_is_ancestor (now, popover)))
    gtk_widget_grab_focus (focus);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

/* With its parent. */
static void
parent_destroyed_cb (GtkWidget *popover)
{
  unparent_cb (popover);
}

void
sch_popup_show (GtkWidget *parent, GMenuModel *menu, double x, double y, GtkWidget *focus)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model_full (menu, GTK_POPOVER_MENU_NESTED);
  const GdkRectangle at = { (int) x, (int) y, 1, 1 };

  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (popover, gtk_widget_get_direction (parent) == GTK_TEXT_DIR_RTL
                                      ? GTK_ALIGN_END
                                      : GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &at);
  if (focus != NULL)
    g_object_set_data_full (G_OBJECT (popover), "focus", g_object_ref (focus), g_object_unref);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_destroyed_cb), popover,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}
