/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of the window that are no accelerators because entries need them too, and the actions that keys lead to: link,
 * join, merge, resize, what is here, the keys that work now. Stepping through problems and what has no cluster is in
 * sch-window-steps.c. */

#include "config.h"

#include "sch-help.h"
#include "sch-keys-page.h"
#include "sch-window-private.h"

#define MODIFIERS (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)

/* --- Keys ----------------------------------------------------------------------------------- */

static gboolean
is_typing (SchWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return GTK_IS_EDITABLE (focus) ||
         (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
}

/* From a panel back to the text; what has an Escape of its own (an entry, a popover) comes first. */
static gboolean
press_escape (SchWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->corpus == NULL ||
      (focus != NULL && gtk_widget_is_ancestor (focus, self->document_slot)))
    return GDK_EVENT_PROPAGATE;
  sch_inspector_flush (self->inspector);
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->right_panel)))
    sch_side_panel_show_page (self->right_panel, NULL);
  sch_document_page_focus_text (self->document_page);
  return GDK_EVENT_STOP;
}

static SchKeyScope
get_scope (const SchBinding *binding)
{
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    if (binding >= rows[i].bindings && binding < rows[i].bindings + SCH_MAX_BINDINGS)
      return rows[i].scope;
  return SCH_KEYS_DOCUMENT;
}

/* What nobody took: keys that are not for the text alone, outside it; and accelerators whose letter the layout does not
 * have, by the key's place. */
static gboolean
key_pressed_cb (SchWindow *self, guint keyval, guint keycode, GdkModifierType state,
                GtkEventController *controller)
{
  SchKeyPress press;
  const SchBinding *binding;
  gboolean works;

  if (keyval == GDK_KEY_Escape && (state & MODIFIERS) == 0)
    return press_escape (self);
  sch_document_page_read_press (self->document_page, controller, keyval, keycode, state, &press);
  binding = sch_keymap_find (&press, sch_document_page_get_situation (self->document_page), TRUE,
                             &works);
  if (binding == NULL || binding->action == NULL || get_scope (binding) == SCH_KEYS_DOCUMENT ||
      (get_scope (binding) == SCH_KEYS_OUTSIDE_TEXT && is_typing (self)))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (GTK_WIDGET (self), binding->action, NULL);
}

void
sch_window_add_keys (SchWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- Actions -------------------------------------------------------------------------------- */

static void
resize_span_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_begin_resize (SCH_WINDOW (widget)->document_page);
}

static void
merge_spans_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_merge_spans (SCH_WINDOW (widget)->document_page);
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_begin_link (SCH_WINDOW (widget)->document_page);
}

static void
authors_own_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_set_own (SCH_WINDOW (widget)->document_page);
}

static void
join_cluster_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_join_cluster (SCH_WINDOW (widget)->document_page);
}

static void
what_is_here_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_document_page_show_here (SCH_WINDOW (widget)->document_page);
}

static void
keys_now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus == NULL)
    sch_help_show (GTK_WINDOW (self));
  else
    sch_keys_page_show (GTK_WIDGET (self->document_page), self->workspace,
                        sch_document_page_get_situation (self->document_page));
}

static void
focus_attribute_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  g_settings_set_boolean (self->settings, "show-inspector", TRUE);
  sch_side_panel_show_page (self->right_panel, NULL);
  sch_inspector_edit_attribute (self->inspector, g_variant_get_string (parameter, NULL));
}

static void
next_problem_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_window_step_problem (SCH_WINDOW (widget), 1);
}

static void
previous_problem_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_window_step_problem (SCH_WINDOW (widget), -1);
}

static void
next_unclustered_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_window_step_unclustered (SCH_WINDOW (widget));
}

void
sch_window_install_keys_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.resize-span", NULL, resize_span_action },
    { "win.merge-spans", NULL, merge_spans_action },
    { "win.link", NULL, link_action },
    { "win.authors-own", NULL, authors_own_action },
    { "win.join-cluster", NULL, join_cluster_action },
    { "win.next-unclustered", NULL, next_unclustered_action },
    { "win.next-problem", NULL, next_problem_action },
    { "win.previous-problem", NULL, previous_problem_action },
    { "win.what-is-here", NULL, what_is_here_action },
    { "win.keys-now", NULL, keys_now_action },
    { "win.focus-attribute", "s", focus_attribute_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}
