/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions for the scheme: its editor, as a whole or at a label, and what is told there
 * while it has the keyboard. */

#include "config.h"

#include "sch-scheme-window.h"
#include "sch-window-private.h"

static SchSchemeWindow *
ensure_window (SchWindow *self)
{
  if (self->corpus == NULL)
    return NULL;
  sch_inspector_flush (self->inspector);
  if (self->scheme_window == NULL)
    g_set_weak_pointer (&self->scheme_window,
                        sch_scheme_window_new (GTK_WINDOW (self), self->workspace));
  return SCH_SCHEME_WINDOW (self->scheme_window);
}

static void
scheme_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gboolean is_new = SCH_WINDOW (widget)->scheme_window == NULL;
  SchSchemeWindow *window = ensure_window (SCH_WINDOW (widget));

  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  if (is_new)
    sch_scheme_window_focus_page (window);
}

static void
edit_label_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchSchemeWindow *window = ensure_window (SCH_WINDOW (widget));
  const SchSchemePlace place = { .part = SCH_PART_LABEL,
                                 .id = g_variant_get_string (parameter, NULL) };

  if (window == NULL)
    return;
  /* Before the focus goes to one of its widgets, or screen readers do not know the window. */
  gtk_window_present (GTK_WINDOW (window));
  sch_scheme_window_show_place (window, &place);
}

void
sch_window_install_scheme_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.scheme", NULL, scheme_action);
  gtk_widget_class_install_action (widget_class, "win.edit-label", "s", edit_label_action);
}

void
sch_window_update_scheme_actions (SchWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->corpus != NULL;

  gtk_widget_action_set_enabled (widget, "win.scheme", open);
  gtk_widget_action_set_enabled (widget, "win.edit-label", open);
  if (open && self->scheme_window != NULL)
    sch_scheme_window_update (SCH_SCHEME_WINDOW (self->scheme_window));
}

/* Whether the keyboard is in the editor, or in a question that it asks. */
static SchSchemeWindow *
get_active_window (SchWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; self->scheme_window != NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window) &&
          (GTK_WIDGET (window) == self->scheme_window ||
           GTK_WIDGET (gtk_window_get_transient_for (window)) == self->scheme_window))
        return SCH_SCHEME_WINDOW (self->scheme_window);
    }
  return NULL;
}

/* Returns: whether the editor showed the message, where the person is looking */
gboolean
sch_window_tell_scheme_window (SchWindow *self, const char *text, const char *action_label,
                               const char *action_name)
{
  SchSchemeWindow *window = get_active_window (self);

  if (window == NULL)
    return FALSE;
  sch_scheme_window_add_toast (window, text, action_label, action_name);
  return TRUE;
}

gboolean
sch_window_announce_in_scheme_window (SchWindow *self, const char *text)
{
  SchSchemeWindow *window = get_active_window (self);

  if (window == NULL)
    return FALSE;
  sch_scheme_window_announce (window, text);
  return TRUE;
}
