/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Its eye uses the palette's actions "palette.show-kinds" and "palette.hide-kinds". */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-palette-heading.h"

struct _SchPaletteHeading
{
  GtkWidget parent_instance;

  GtkWidget *name;
  GtkWidget *eye;
  GtkWidget *edit; /* (nullable) */
  guint kinds;
};

G_DEFINE_FINAL_TYPE (SchPaletteHeading, sch_palette_heading, GTK_TYPE_WIDGET)

static void
sch_palette_heading_dispose (GObject *object)
{
  SchPaletteHeading *self = SCH_PALETTE_HEADING (object);

  g_clear_pointer (&self->name, gtk_widget_unparent);
  g_clear_pointer (&self->eye, gtk_widget_unparent);
  g_clear_pointer (&self->edit, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_palette_heading_parent_class)->dispose (object);
}

static void
sch_palette_heading_class_init (SchPaletteHeadingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_palette_heading_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "paletteheading");
}

static void
sch_palette_heading_init (SchPaletteHeading *self)
{
  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));
  self->eye = gtk_button_new ();
  gtk_widget_set_focusable (self->eye, FALSE);
  gtk_widget_set_focus_on_click (self->eye, FALSE);
  gtk_widget_add_css_class (self->eye, "flat");
  gtk_widget_add_css_class (self->eye, "eye");
  gtk_widget_set_parent (self->eye, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "palette-heading");
}

GtkWidget *
sch_palette_heading_new (const char *name, guint kinds)
{
  SchPaletteHeading *self = g_object_new (SCH_TYPE_PALETTE_HEADING, NULL);

  self->kinds = kinds;
  gtk_widget_set_visible (self->eye, kinds != 0);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  sch_palette_heading_set_shown (self, TRUE);
  return GTK_WIDGET (self);
}

void
sch_palette_heading_add_edit (SchPaletteHeading *self)
{
  g_return_if_fail (SCH_IS_PALETTE_HEADING (self) && self->edit == NULL);

  self->edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  gtk_widget_set_focusable (self->edit, FALSE);
  gtk_widget_set_focus_on_click (self->edit, FALSE);
  gtk_widget_add_css_class (self->edit, "flat");
  gtk_widget_add_css_class (self->edit, "edit-labels");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "win.scheme");
  gtk_widget_set_tooltip_text (self->edit, _ ("Edit Labels (Ctrl+Shift+L)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Edit labels"), -1);
  gtk_widget_insert_after (self->edit, GTK_WIDGET (self), self->eye);
}

guint
sch_palette_heading_get_kinds (SchPaletteHeading *self)
{
  g_return_val_if_fail (SCH_IS_PALETTE_HEADING (self), 0);
  return self->kinds;
}

void
sch_palette_heading_set_shown (SchPaletteHeading *self, gboolean shown)
{
  const char *name;
  g_autofree char *text = NULL;
  g_autofree char *tip = NULL;

  g_return_if_fail (SCH_IS_PALETTE_HEADING (self));

  name = gtk_label_get_text (GTK_LABEL (self->name));
  /* Translators: %s is a group of labels, such as “Entities”. */
  text = g_strdup_printf (shown ? _ ("Hide all: %s") : _ ("Show all: %s"), name);
  /* Translators: %s is “Hide all: Entities”; Ctrl+H and Ctrl+Shift+H are keys. */
  tip = g_strdup_printf (_ ("%s (Ctrl+H)\nShow nothing else: Alt+Click (Ctrl+Shift+H)"), text);
  gtk_button_set_icon_name (GTK_BUTTON (self->eye),
                            shown ? "view-reveal-symbolic" : "view-conceal-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->eye),
                                  shown ? "palette.hide-kinds" : "palette.show-kinds");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->eye), "u", self->kinds);
  gtk_widget_set_tooltip_text (self->eye, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->eye), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  if (shown)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hidden-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "hidden-label");
}
