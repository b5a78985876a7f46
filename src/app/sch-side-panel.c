/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel at the end of the window: a main page, and side pages that are turned to for a task. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-side-panel.h"

#define MAIN_PAGE "main"

struct _SchSidePanel
{
  GtkWidget parent_instance;

  GtkStack *stack;
};

enum
{
  PROP_CONTENT = 1,
};

G_DEFINE_FINAL_TYPE (SchSidePanel, sch_side_panel, GTK_TYPE_WIDGET)

static guint page_changed_signal;

static void
back_cb (SchSidePanel *self)
{
  sch_side_panel_show_page (self, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-text", NULL);
}

static void
sch_side_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SchSidePanel *self = SCH_SIDE_PANEL (object);

  if (id == PROP_CONTENT)
    gtk_stack_add_named (self->stack, sch_bin_new (g_value_get_object (value)), MAIN_PAGE);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sch_side_panel_dispose (GObject *object)
{
  SchSidePanel *self = SCH_SIDE_PANEL (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  G_OBJECT_CLASS (sch_side_panel_parent_class)->dispose (object);
}

static void
sch_side_panel_class_init (SchSidePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = sch_side_panel_set_property;
  object_class->dispose = sch_side_panel_dispose;
  g_object_class_install_property (object_class, PROP_CONTENT,
                                   g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  page_changed_signal = g_signal_new ("page-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
sch_side_panel_init (SchSidePanel *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

static GtkWidget *
make_head (SchSidePanel *self, const char *title)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (head, "side-page-head");
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _ ("Back to Inspector and Labels (Escape)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to inspector and labels"), -1);
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), label);
  return head;
}

/**
 * sch_side_panel_add_page:
 * @page: (transfer floating): expands to fill the panel below the title
 */
void
sch_side_panel_add_page (SchSidePanel *self, const char *name, const char *title, GtkWidget *page)
{
  GtkWidget *box;

  g_return_if_fail (SCH_IS_SIDE_PANEL (self) && name != NULL && GTK_IS_WIDGET (page));

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), make_head (self, title));
  gtk_box_append (GTK_BOX (box), page);
  gtk_stack_add_named (self->stack, sch_bin_new (box), name);
}

gboolean
sch_side_panel_has_page (SchSidePanel *self, const char *name)
{
  g_return_val_if_fail (SCH_IS_SIDE_PANEL (self) && name != NULL, FALSE);
  return gtk_stack_get_child_by_name (self->stack, name) != NULL;
}

void
sch_side_panel_show_page (SchSidePanel *self, const char *name)
{
  g_return_if_fail (SCH_IS_SIDE_PANEL (self));

  if (g_strcmp0 (name, sch_side_panel_get_page (self)) == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, name != NULL ? name : MAIN_PAGE);
  g_signal_emit (self, page_changed_signal, 0);
}

const char *
sch_side_panel_get_page (SchSidePanel *self)
{
  const char *name;

  g_return_val_if_fail (SCH_IS_SIDE_PANEL (self), NULL);

  name = gtk_stack_get_visible_child_name (self->stack);
  return g_strcmp0 (name, MAIN_PAGE) == 0 ? NULL : name;
}
