/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label with its shape, its count in the document on show, and its key. Holds a copy of what it
 * shows, so that it does not depend on the scheme's life. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-label-help.h"
#include "sch-palette-row.h"
#include "sch-swatch.h"

struct _SchPaletteRow
{
  GtkListBoxRow parent_instance;

  SchSwatch *swatch;
  GtkLabel *name;
  GtkButton *eye;
  GtkLabel *count;
  GtkLabel *key;

  char *label;
  SchKind kind;
  guint shown_count;
  gboolean armed;
  gboolean hidden;
};

G_DEFINE_FINAL_TYPE (SchPaletteRow, sch_palette_row, GTK_TYPE_LIST_BOX_ROW)

static void
sch_palette_row_finalize (GObject *object)
{
  g_free (SCH_PALETTE_ROW (object)->label);
  G_OBJECT_CLASS (sch_palette_row_parent_class)->finalize (object);
}

static void
sch_palette_row_class_init (SchPaletteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_palette_row_finalize;
  g_type_ensure (SCH_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-palette-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SchPaletteRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, SchPaletteRow, name);
  gtk_widget_class_bind_template_child (widget_class, SchPaletteRow, eye);
  gtk_widget_class_bind_template_child (widget_class, SchPaletteRow, count);
  gtk_widget_class_bind_template_child (widget_class, SchPaletteRow, key);
}

static void
sch_palette_row_init (SchPaletteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown_count = G_MAXUINT;
}

static void
update_description (SchPaletteRow *self)
{
  const char *text = "";

  if (self->armed && self->hidden)
    text = _ ("Armed and hidden");
  else if (self->armed)
    text = _ ("Armed: every drag makes a span with this label");
  else if (self->hidden)
    text = _ ("Hidden");
  else if (self->kind == SCH_N_KINDS)
    text = _ ("Not in the scheme");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
update_eye (SchPaletteRow *self)
{
  const char *name = gtk_label_get_text (self->name);
  /* Translators: %s is a label; what its eye does. */
  g_autofree char *text = g_strdup_printf (self->hidden ? _ ("Show %s") : _ ("Hide %s"), name);
  /* Translators: %s is “Hide Person” or “Show Person”; H and Shift+H are keys. */
  g_autofree char *tip = g_strdup_printf (_ ("%s (H)\nShow nothing else: Alt+Click (Shift+H)"),
                                          text);

  gtk_button_set_icon_name (self->eye,
                            self->hidden ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->eye),
                                  self->hidden ? "win.show-label" : "win.hide-label");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->eye), "s", self->label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->eye), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->eye), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/**
 * sch_palette_row_new:
 *
 * Returns: (transfer full): a row for a label
 */
GtkWidget *
sch_palette_row_new (const SchLabel *label)
{
  SchPaletteRow *self = g_object_new (SCH_TYPE_PALETTE_ROW, NULL);
  g_autofree char *tooltip = sch_label_help_dup_tooltip (label);

  self->label = g_strdup (label->id);
  self->kind = label->kind;
  sch_swatch_set_label (self->swatch, label);
  gtk_label_set_text (self->name, label->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->name,
                                  -1);
  update_eye (self);
  return GTK_WIDGET (self);
}

GtkWidget *
sch_palette_row_new_unknown (const char *id)
{
  SchPaletteRow *self = g_object_new (SCH_TYPE_PALETTE_ROW, NULL);

  self->label = g_strdup (id);
  self->kind = SCH_N_KINDS;
  sch_swatch_set_label (self->swatch, NULL);
  gtk_label_set_text (self->name, id);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self), _ ("Annotations have this label, but it is not in the scheme. They "
                            "are kept. Add it to the scheme, or change all to another label."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, id, -1);
  update_eye (self);
  update_description (self);
  return GTK_WIDGET (self);
}

/* @key: in the present set of keys; "" = none */
void
sch_palette_row_set_key (SchPaletteRow *self, const char *key)
{
  g_autofree char *upper = g_utf8_strup (key, -1);

  g_return_if_fail (SCH_IS_PALETTE_ROW (self));

  gtk_label_set_text (self->key, upper);
  gtk_widget_set_visible (GTK_WIDGET (self->key), *upper != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                  upper, -1);
}

const char *
sch_palette_row_get_label (SchPaletteRow *self)
{
  g_return_val_if_fail (SCH_IS_PALETTE_ROW (self), NULL);
  return self->label;
}

SchKind
sch_palette_row_get_kind (SchPaletteRow *self)
{
  g_return_val_if_fail (SCH_IS_PALETTE_ROW (self), SCH_KIND_OTHER);
  return self->kind;
}

void
sch_palette_row_set_count (SchPaletteRow *self, guint count)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SCH_IS_PALETTE_ROW (self));

  if (self->shown_count == count)
    return;
  self->shown_count = count;
  text = g_strdup_printf ("%u", count);
  gtk_label_set_text (self->count, text);
  /* A zero stays in its place but does not catch the eye. */
  if (count == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "zero");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "zero");
}

void
sch_palette_row_set_shown (SchPaletteRow *self, gboolean shown)
{
  g_return_if_fail (SCH_IS_PALETTE_ROW (self));

  self->hidden = !shown;
  if (self->hidden)
    gtk_widget_add_css_class (GTK_WIDGET (self), "hidden-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hidden-label");
  update_eye (self);
  update_description (self);
}

gboolean
sch_palette_row_get_shown (SchPaletteRow *self)
{
  g_return_val_if_fail (SCH_IS_PALETTE_ROW (self), TRUE);
  return !self->hidden;
}

void
sch_palette_row_set_armed (SchPaletteRow *self, gboolean armed)
{
  g_return_if_fail (SCH_IS_PALETTE_ROW (self));

  self->armed = armed;
  if (armed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "armed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "armed");
  update_description (self);
}
