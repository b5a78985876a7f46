/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of labels below a button. The list does not grab, so it is closed here when the keyboard
 * goes elsewhere. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-label-popover.h"
#include "sch-tag-all-button.h"

struct _SchTagAllButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  SchLabelPopover *labels;
  SchWorkspace *workspace;
  GtkRoot *root; /* not owned; whose focus is followed */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchTagAllButton, sch_tag_all_button, GTK_TYPE_WIDGET)

static void
focus_changed_cb (SchTagAllButton *self)
{
  if (sch_label_popover_is_open (self->labels) && !sch_label_popover_has_focus (self->labels))
    sch_label_popover_hide (self->labels);
}

static void
clicked_cb (SchTagAllButton *self)
{
  if (sch_label_popover_is_open (self->labels))
    {
      sch_label_popover_hide (self->labels);
      return;
    }
  sch_tag_all_button_open (self);
}

static void
chosen_cb (SchTagAllButton *self, const char *label)
{
  gtk_widget_grab_focus (self->button);
  g_signal_emit (self, signals[CHOSEN], 0, label);
}

static void
dismissed_cb (SchTagAllButton *self)
{
  gtk_widget_grab_focus (self->button);
}

static void
sch_tag_all_button_root (GtkWidget *widget)
{
  SchTagAllButton *self = SCH_TAG_ALL_BUTTON (widget);

  GTK_WIDGET_CLASS (sch_tag_all_button_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sch_tag_all_button_unroot (GtkWidget *widget)
{
  SchTagAllButton *self = SCH_TAG_ALL_BUTTON (widget);

  g_signal_handlers_disconnect_by_func (self->root, focus_changed_cb, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (sch_tag_all_button_parent_class)->unroot (widget);
}

static void
sch_tag_all_button_dispose (GObject *object)
{
  SchTagAllButton *self = SCH_TAG_ALL_BUTTON (object);

  if (self->labels != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->labels));
  self->labels = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_tag_all_button_parent_class)->dispose (object);
}

static void
sch_tag_all_button_class_init (SchTagAllButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_tag_all_button_dispose;
  widget_class->root = sch_tag_all_button_root;
  widget_class->unroot = sch_tag_all_button_unroot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sch_tag_all_button_init (SchTagAllButton *self)
{
  self->button = gtk_button_new_with_label (_ ("Tag All…"));
  gtk_widget_set_tooltip_text (self->button, _ ("Give All Hits a Label (Alt+T)"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  self->labels = sch_label_popover_new (GTK_WIDGET (self));
  g_signal_connect_object (self->labels, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->labels, "dismissed", G_CALLBACK (dismissed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
sch_tag_all_button_set_workspace (SchTagAllButton *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_TAG_ALL_BUTTON (self));
  g_set_object (&self->workspace, workspace);
}

static gboolean
open_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  sch_tag_all_button_open (data);
  return GDK_EVENT_STOP;
}

void
sch_tag_all_button_add_key (SchTagAllButton *self, GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (SCH_IS_TAG_ALL_BUTTON (self));

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_t, GDK_ALT_MASK),
                        gtk_callback_action_new (open_key_cb, self, NULL)));
  gtk_widget_add_controller (widget, controller);
}

void
sch_tag_all_button_open (SchTagAllButton *self)
{
  SchLabelKeys *keys;
  GdkRectangle around;

  g_return_if_fail (SCH_IS_TAG_ALL_BUTTON (self));

  keys = self->workspace != NULL ? sch_workspace_get_label_keys (self->workspace) : NULL;
  if (keys == NULL || !gtk_widget_is_sensitive (GTK_WIDGET (self)))
    return;
  around = (GdkRectangle){ 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                           gtk_widget_get_height (GTK_WIDGET (self)) };
  sch_label_popover_show (self->labels, keys, sch_workspace_get_recent_labels (self->workspace),
                          &around, TRUE);
}

void
sch_tag_all_show_result (SchWorkspace *workspace, const char *label_id, guint n_made)
{
  const SchLabel *label = sch_scheme_get_label (sch_workspace_get_scheme (workspace), label_id);
  const char *name = label != NULL ? label->name : label_id;
  g_autofree char *text = NULL;

  if (n_made == 0)
    {
      text = g_strdup_printf (_ ("All hits are tagged as “%s” already"), name);
      sch_workspace_show_message (workspace, text, NULL, NULL);
      return;
    }
  /* Translators: %u places of the text got the label %s. */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u place tagged as “%s”",
                                       "%u places tagged as “%s”", n_made),
                          n_made, name);
  sch_workspace_show_message (workspace, text, _ ("Undo"), "win.undo");
}
