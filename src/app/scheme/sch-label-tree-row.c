/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the tree of labels. */

#include "config.h"

#include "sch-label-tree-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-swatch.h"

#define INDENT 20u
#define MAX_INDENTS 6u

struct _SchLabelTreeRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box;
  SchSwatch *swatch;
  GtkLabel *name;
  GtkLabel *count;
  GtkLabel *key;

  char *label;
  char *searched;
  SchKind kind;
  gboolean retired;
  guint depth;
  guint n;
};

G_DEFINE_FINAL_TYPE (SchLabelTreeRow, sch_label_tree_row, GTK_TYPE_LIST_BOX_ROW)

static void
sch_label_tree_row_finalize (GObject *object)
{
  g_free (SCH_LABEL_TREE_ROW (object)->label);
  g_free (SCH_LABEL_TREE_ROW (object)->searched);
  G_OBJECT_CLASS (sch_label_tree_row_parent_class)->finalize (object);
}

static void
sch_label_tree_row_class_init (SchLabelTreeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_label_tree_row_finalize;
}

static GtkWidget *
append_label (SchLabelTreeRow *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
  return label;
}

static void
sch_label_tree_row_init (SchLabelTreeRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->swatch = SCH_SWATCH (sch_swatch_new ());
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->swatch));
  self->name = GTK_LABEL (append_label (self, NULL));
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->count = GTK_LABEL (append_label (self, "badge"));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  self->key = GTK_LABEL (append_label (self, "keycap"));
  gtk_label_set_width_chars (self->key, 2);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  self->n = G_MAXUINT;
}

static void
show_description (SchLabelTreeRow *self)
{
  guint n = self->n != G_MAXUINT ? self->n : 0;
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotation",
                                                         "%u annotations", n),
                                            n);
  /* Translators: a retired label; %s is “3 annotations”. */
  g_autofree char *retired = g_strdup_printf (_ ("Retired, %s"), count);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->retired ? retired : count, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), count);
}

void
sch_label_tree_row_show (SchLabelTreeRow *self, const SchLabelPlace *place)
{
  const SchLabel *label = place->label;
  g_autofree char *key = g_utf8_strup (label->key, -1);
  g_autofree char *searched = g_strjoin ("\n", label->name, label->key, label->id,
                                         label->description, NULL);

  g_return_if_fail (SCH_IS_LABEL_TREE_ROW (self));

  if (self->label != label->id)
    {
      g_free (self->label);
      self->label = g_strdup (label->id);
    }
  g_free (self->searched);
  self->searched = g_utf8_casefold (searched, -1);
  self->kind = label->kind;
  self->retired = label->retired;
  self->depth = place->depth;
  sch_swatch_set_label (self->swatch, label);
  gtk_label_set_text (self->name, label->name);
  gtk_label_set_text (self->key, key);
  gtk_widget_set_opacity (GTK_WIDGET (self->key), *key != '\0' && !label->retired ? 1 : 0);
  gtk_widget_set_margin_start (self->box, (int) (MIN (place->depth, MAX_INDENTS) * INDENT));
  if (label->retired)
    gtk_widget_add_css_class (GTK_WIDGET (self), "retired");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "retired");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->name,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
  show_description (self);
}

GtkWidget *
sch_label_tree_row_new (const SchLabelPlace *place)
{
  SchLabelTreeRow *self = g_object_new (SCH_TYPE_LABEL_TREE_ROW, NULL);

  sch_label_tree_row_show (self, place);
  return GTK_WIDGET (self);
}

void
sch_label_tree_row_set_count (SchLabelTreeRow *self, guint count)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SCH_IS_LABEL_TREE_ROW (self));

  if (self->n == count)
    return;
  self->n = count;
  text = g_strdup_printf ("%u", count);
  gtk_label_set_text (self->count, text);
  if (count == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "zero");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "zero");
  show_description (self);
}

const char *
sch_label_tree_row_get_label (SchLabelTreeRow *self)
{
  g_return_val_if_fail (SCH_IS_LABEL_TREE_ROW (self), NULL);
  return self->label;
}

SchKind
sch_label_tree_row_get_kind (SchLabelTreeRow *self)
{
  g_return_val_if_fail (SCH_IS_LABEL_TREE_ROW (self), SCH_KIND_OTHER);
  return self->kind;
}

gboolean
sch_label_tree_row_is_retired (SchLabelTreeRow *self)
{
  g_return_val_if_fail (SCH_IS_LABEL_TREE_ROW (self), FALSE);
  return self->retired;
}

guint
sch_label_tree_row_get_depth (SchLabelTreeRow *self)
{
  g_return_val_if_fail (SCH_IS_LABEL_TREE_ROW (self), 0);
  return self->depth;
}

gboolean
sch_label_tree_row_matches (SchLabelTreeRow *self, const char *folded)
{
  g_return_val_if_fail (SCH_IS_LABEL_TREE_ROW (self), FALSE);
  return strstr (self->searched, folded) != NULL;
}
