/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar with an icon, a text that wraps, and at most one button. Icon, colour and the text's first
 * word to screen readers say how bad it is. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bar.h"
#include "sch-bin-layout.h"

struct _SchBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (SchBar, sch_bar, GTK_TYPE_WIDGET)

enum
{
  CLICKED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [SCH_SEVERITY_ERROR] = { "dialog-error-symbolic", "error" },
  [SCH_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning" },
  [SCH_SEVERITY_INFO] = { "dialog-information-symbolic", "info" },
};

static void
button_clicked_cb (SchBar *self)
{
  g_signal_emit (self, signals[CLICKED], 0);
}

static void
sch_bar_dispose (GObject *object)
{
  SchBar *self = SCH_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_bar_parent_class)->dispose (object);
}

static void
sch_bar_class_init (SchBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sch_bar_dispose;
  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SchBar, box);
  gtk_widget_class_bind_template_child (widget_class, SchBar, icon);
  gtk_widget_class_bind_template_child (widget_class, SchBar, label);
  gtk_widget_class_bind_template_child (widget_class, SchBar, button);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "schbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
sch_bar_init (SchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sch_bar_new:
 *
 * Returns: (transfer full): a bar without a button
 */
GtkWidget *
sch_bar_new (SchSeverity severity, const char *text)
{
  SchBar *self = g_object_new (SCH_TYPE_BAR, NULL);

  sch_bar_set_severity (self, severity);
  sch_bar_set_text (self, text);
  return GTK_WIDGET (self);
}

void
sch_bar_set_text (SchBar *self, const char *text)
{
  g_return_if_fail (SCH_IS_BAR (self));

  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
sch_bar_set_severity (SchBar *self, SchSeverity severity)
{
  g_return_if_fail (SCH_IS_BAR (self));

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[severity].css_class);
  gtk_image_set_from_icon_name (self->icon, looks[severity].icon_name);
}

/**
 * sch_bar_set_button:
 * @label: (nullable): what it does; NULL takes it away
 * @action_name: (nullable): a detailed action name; else listen to #SchBar::clicked
 */
void
sch_bar_set_button (SchBar *self, const char *label, const char *action_name)
{
  g_return_if_fail (SCH_IS_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label != NULL)
    gtk_button_set_label (self->button, label);
  if (action_name != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), action_name);
  else
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
}
