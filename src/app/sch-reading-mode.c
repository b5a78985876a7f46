/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading mode: the text alone, larger, with its annotations faint or not there; nothing can be
 * changed. What the mode hides comes back as the settings have it; the mode itself is not kept. */

#include "config.h"

#include "sch-reading-mode.h"

#include <glib/gi18n-lib.h>

#include "sch-window-private.h"

#define ACTION "reading-mode"

/* --- In the header -------------------------------------------------------------------------- */

static GtkWidget *
make_leave_button (void)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("window-close-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Reading")));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.leave-reading-mode");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "armed-pill");
  gtk_widget_set_tooltip_text (button, _ ("Leave Reading Mode (Escape)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Leave reading mode"), -1);
  return button;
}

static GtkWidget *
make_spans_button (void)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "view-reveal-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.reading-shows-spans");
  gtk_widget_set_tooltip_text (button, _ ("Show Annotations"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show annotations"), -1);
  return button;
}

static void
make_buttons (SchWindow *self)
{
  self->reading_buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->reading_buttons), make_leave_button ());
  gtk_box_append (GTK_BOX (self->reading_buttons), make_spans_button ());
  adw_header_bar_pack_start (self->header_bar, self->reading_buttons);
}

/* --- What is hidden ------------------------------------------------------------------------- */

static void
hide_parts (SchWindow *self)
{
  GtkWidget *parts[] = { self->documents_toggle,          self->inspector_toggle,
                         self->history_buttons,           self->open_button,
                         GTK_WIDGET (self->layer_button), GTK_WIDGET (self->documents),
                         GTK_WIDGET (self->right_panel),  GTK_WIDGET (self->bars),
                         GTK_WIDGET (self->document_bar) };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (parts[i], FALSE);
}

static void
show_parts (SchWindow *self)
{
  gboolean open = self->corpus != NULL;

  gtk_widget_set_visible (self->documents_toggle, open);
  gtk_widget_set_visible (self->inspector_toggle, open);
  gtk_widget_set_visible (self->history_buttons, open);
  gtk_widget_set_visible (self->open_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->layer_button), open);
  gtk_widget_set_visible (GTK_WIDGET (self->bars), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->document_bar),
                          sch_workspace_get_document (self->workspace) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->documents),
                          g_settings_get_boolean (self->settings, "show-documents"));
  gtk_widget_set_visible (GTK_WIDGET (self->right_panel),
                          g_settings_get_boolean (self->settings, "show-inspector"));
}

static void
set_panel_actions (SchWindow *self, gboolean enabled)
{
  static const char *const names[] = { "show-documents", "show-inspector" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

      /* A setting's action cannot be switched off: its place is taken by nothing for that time. */
      if (enabled && action == NULL)
        {
          g_autoptr (GAction) made = g_settings_create_action (self->settings, names[i]);

          g_action_map_add_action (G_ACTION_MAP (self), made);
        }
      else if (!enabled && action != NULL)
        {
          g_action_map_remove_action (G_ACTION_MAP (self), names[i]);
        }
    }
}

/* --- The mode ------------------------------------------------------------------------------- */

static void
set_reading (SchWindow *self, gboolean reading)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), ACTION);

  if (reading == sch_workspace_is_reading (self->workspace))
    return;
  if (reading)
    {
      sch_inspector_flush (self->inspector);
      sch_workspace_set_armed_label (self->workspace, NULL);
      sch_workspace_select_span (self->workspace, NULL, FALSE);
    }
  sch_document_page_set_reading (self->document_page, reading);
  set_panel_actions (self, !reading);
  gtk_widget_set_visible (self->reading_buttons, reading);
  if (reading)
    hide_parts (self);
  else
    show_parts (self);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (reading));
  sch_window_update_actions (self);
  if (self->corpus != NULL)
    sch_document_page_focus_text (self->document_page);
  sch_workspace_announce (self->workspace, reading ? _ ("Reading mode; Escape leaves it")
                                                   : _ ("Reading mode is left"));
}

static void
reading_mode_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  set_reading (SCH_WINDOW (data), g_variant_get_boolean (value));
}

static void
leave_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_reading (SCH_WINDOW (data), FALSE);
}

void
sch_reading_mode_update (SchWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), ACTION);

  if (action == NULL)
    return;
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->corpus != NULL);
  if (!sch_workspace_is_reading (self->workspace))
    return;
  if (self->corpus == NULL)
    set_reading (self, FALSE);
  else
    hide_parts (self);
}

void
sch_reading_mode_init (SchWindow *self)
{
  static const GActionEntry entries[] = {
    { ACTION, NULL, NULL, "false", reading_mode_cb, { 0 } },
    { "leave-reading-mode", leave_cb, NULL, NULL, NULL, { 0 } },
  };
  g_autoptr (GAction) spans = g_settings_create_action (self->settings, "reading-shows-spans");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), spans);
  make_buttons (self);
  gtk_widget_set_visible (self->reading_buttons, FALSE);
}
