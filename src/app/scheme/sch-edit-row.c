/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of an editable list looks like. */

#include "config.h"

#include "sch-edit-row.h"

#include <glib/gi18n-lib.h>

#include "sch-colors.h"

#define DOT_SIZE 14

struct _SchEditRow
{
  GtkListBoxRow parent_instance;

  char *id;
  char *color;
  GtkWidget *handle;
  GtkWidget *icon;
  GtkWidget *dot;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *key;
  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (SchEditRow, sch_edit_row, GTK_TYPE_LIST_BOX_ROW)

static void
draw_dot_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SchEditRow *self = data;
  SchColors colors;

  if (self->color == NULL)
    return;
  sch_colors_get (self->color, adw_style_manager_get_dark (adw_style_manager_get_default ()),
                  &colors);
  gdk_cairo_set_source_rgba (cr, &colors.line);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0 - 1, 0, 2 * G_PI);
  cairo_fill (cr);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
sch_edit_row_finalize (GObject *object)
{
  SchEditRow *self = SCH_EDIT_ROW (object);

  g_free (self->id);
  g_free (self->color);
  G_OBJECT_CLASS (sch_edit_row_parent_class)->finalize (object);
}

static void
sch_edit_row_class_init (SchEditRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_edit_row_finalize;
}

static void
sch_edit_row_init (SchEditRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  self->icon = gtk_image_new ();
  self->dot = gtk_drawing_area_new ();
  self->title = new_label ("title");
  self->subtitle = new_label ("subtitle");
  self->key = gtk_label_new (NULL);
  self->arrow = gtk_image_new_from_icon_name ("pan-end-symbolic");
  gtk_widget_set_cursor_from_name (self->handle, "grab");
  gtk_widget_set_tooltip_text (self->handle, _ ("Drag to move, or press Alt+Up and Alt+Down"));
  gtk_widget_add_css_class (self->handle, "dim-label");
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->dot), DOT_SIZE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->dot), DOT_SIZE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->dot), draw_dot_cb, self, NULL);
  gtk_widget_set_valign (self->dot, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->subtitle, "dim-label");
  gtk_widget_add_css_class (self->subtitle, "caption");
  gtk_widget_add_css_class (self->key, "keycap");
  gtk_widget_set_valign (self->key, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->subtitle);
  gtk_box_append (GTK_BOX (box), self->handle);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->dot);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), self->key);
  gtk_box_append (GTK_BOX (box), self->arrow);
  gtk_widget_add_css_class (GTK_WIDGET (self), "edit-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self->dot, G_CONNECT_SWAPPED);
  sch_edit_row_set_open (self, FALSE);
}

GtkWidget *
sch_edit_row_new (const char *id)
{
  SchEditRow *self = g_object_new (SCH_TYPE_EDIT_ROW, NULL);

  self->id = g_strdup (id);
  return GTK_WIDGET (self);
}

const char *
sch_edit_row_get_id (SchEditRow *self)
{
  g_return_val_if_fail (SCH_IS_EDIT_ROW (self), NULL);
  return self->id;
}

GtkWidget *
sch_edit_row_get_handle (SchEditRow *self)
{
  g_return_val_if_fail (SCH_IS_EDIT_ROW (self), NULL);
  return self->handle;
}

static void
show_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

void
sch_edit_row_set_item (SchEditRow *self, const SchEditItem *item)
{
  gboolean has_subtitle = item->subtitle != NULL && *item->subtitle != '\0';
  g_autofree char *name = NULL;

  g_return_if_fail (SCH_IS_EDIT_ROW (self));
  show_text (self->title, item->title);
  show_text (self->subtitle, item->subtitle);
  show_text (self->key, item->key);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), item->icon);
  gtk_widget_set_visible (self->icon, item->icon != NULL);
  gtk_widget_set_tooltip_text (self->icon, item->icon_text);
  g_free (self->color);
  self->color = item->color != NULL && *item->color != '\0' ? g_strdup (item->color) : NULL;
  gtk_widget_set_visible (self->dot, self->color != NULL);
  gtk_widget_queue_draw (self->dot);
  if (item->is_dim)
    gtk_widget_add_css_class (self->title, "dim-label");
  else
    gtk_widget_remove_css_class (self->title, "dim-label");
  name = g_strconcat (item->title, has_subtitle ? ", " : "", has_subtitle ? item->subtitle : "",
                      item->icon_text != NULL ? ", " : "",
                      item->icon_text != NULL ? item->icon_text : "", NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
sch_edit_row_set_open (SchEditRow *self, gboolean open)
{
  g_return_if_fail (SCH_IS_EDIT_ROW (self));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, (int) open,
                               -1);
}
