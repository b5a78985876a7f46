/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value of a choice. Every change is one step; a value that is gone is shown no more and changes
 * nothing. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-value-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-attribute-removal.h"
#include "sch-color-row.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-entry.h"
#include "sch-scheme-place.h"
#include "sch-scheme-rows.h"

struct _SchValueForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *name;
  GtkWidget *key;
  GtkWidget *color;
  GtkWidget *no_color;
  GtkWidget *description;
  GtkWidget *merge;
  SchWorkspace *workspace;
  SchSchemePlace *place;
};

G_DEFINE_FINAL_TYPE (SchValueForm, sch_value_form, GTK_TYPE_WIDGET)

static const SchAttributeValue *
get_value (SchValueForm *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  return scheme != NULL ? sch_scheme_place_get_value (self->place, scheme) : NULL;
}

/* --- Changes -------------------------------------------------------------------------------- */

static gboolean
name_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchValueForm *self = data;
  const SchAttributeValue *value = get_value (self);
  g_autofree char *step = NULL;

  if (value == NULL)
    return TRUE;
  if (*text == '\0')
    {
      *complaint = g_strdup (_ ("A value needs a name"));
      return FALSE;
    }
  step = g_strdup_printf (_ ("Rename Value “%s” to “%s”"), value->name, text);
  return sch_scheme_edits_set_string (self->workspace, self->place, "name", text, step);
}

/* (nullable): who has the key already */
static const char *
get_clash (SchValueForm *self, const char *key)
{
  const SchAttribute *attribute = sch_scheme_place_get_attribute (self->place,
                                                                  sch_workspace_get_scheme (
                                                                      self->workspace));
  g_autofree char *folded = g_utf8_casefold (key, -1);

  for (guint i = 0; i < attribute->values->len; i++)
    {
      const SchAttributeValue *other = attribute->values->pdata[i];
      g_autofree char *theirs = g_utf8_casefold (other->key, -1);

      if (!g_str_equal (other->id, self->place->value) && g_str_equal (theirs, folded))
        return other->name;
    }
  return NULL;
}

static gboolean
key_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchValueForm *self = data;
  const SchAttributeValue *value = get_value (self);
  const char *clash;
  g_autofree char *step = NULL;

  if (value == NULL)
    return TRUE;
  clash = *text != '\0' ? get_clash (self, text) : NULL;
  if (clash != NULL)
    *complaint = g_strdup_printf (_ ("“%s” is already the key of “%s”"), text, clash);
  else if (*text != '\0' && *g_utf8_next_char (text) != '\0')
    *complaint = g_strdup (_ ("A key is one letter, digit or mark"));
  if (*complaint != NULL)
    return FALSE;
  step = g_strdup_printf (_ ("Change Key of Value “%s”"), value->name);
  return sch_scheme_edits_set_string (self->workspace, self->place, "key", text, step);
}

static void
color_cb (SchValueForm *self, const char *color)
{
  const SchAttributeValue *value = get_value (self);
  g_autofree char *step = NULL;

  if (value == NULL)
    return;
  step = g_strdup_printf (_ ("Change Colour of Value “%s”"), value->name);
  sch_scheme_edits_set_string (self->workspace, self->place, "color", color, step);
}

static void
no_color_cb (SchValueForm *self)
{
  color_cb (self, "");
}

static void
description_cb (SchValueForm *self, const char *text)
{
  const SchAttributeValue *value = get_value (self);
  g_autofree char *step = NULL;

  if (value == NULL)
    return;
  step = g_strdup_printf (_ ("Describe Value “%s”"), value->name);
  sch_scheme_edits_set_string (self->workspace, self->place, "description", text, step);
}

static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchValueForm *self = data;

  sch_attribute_removal_merge (GTK_WIDGET (self), self->workspace, self->place,
                               g_variant_get_string (parameter, NULL));
}

static void
delete_cb (SchValueForm *self)
{
  sch_attribute_removal_start (GTK_WIDGET (self), self->workspace, self->place);
}

/* --- What is shown -------------------------------------------------------------------------- */

static void
fill_merge (SchValueForm *self)
{
  const SchAttribute *attribute = sch_scheme_place_get_attribute (self->place,
                                                                  sch_workspace_get_scheme (
                                                                      self->workspace));
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < attribute->values->len; i++)
    {
      const SchAttributeValue *other = attribute->values->pdata[i];
      g_autoptr (GMenuItem) item = NULL;

      if (g_str_equal (other->id, self->place->value))
        continue;
      item = g_menu_item_new (other->name, NULL);
      g_menu_item_set_action_and_target (item, "value.merge", "s", other->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->merge), G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (self->merge, attribute->values->len > 1);
}

static void
show_color (SchValueForm *self, const SchAttributeValue *value)
{
  const SchAttribute *attribute = sch_scheme_place_get_attribute (self->place,
                                                                  sch_workspace_get_scheme (
                                                                      self->workspace));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) colors = g_ptr_array_new ();

  for (guint i = 0; i < attribute->values->len; i++)
    {
      const SchAttributeValue *other = attribute->values->pdata[i];

      if (other == value || *other->color == '\0')
        continue;
      g_ptr_array_add (names, other->name);
      g_ptr_array_add (colors, other->color);
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (colors, NULL);
  sch_color_row_show (SCH_COLOR_ROW (self->color), value->color, (const char *const *) names->pdata,
                      (const char *const *) colors->pdata);
  gtk_widget_set_visible (self->no_color, *value->color != '\0');
}

void
sch_value_form_refresh (SchValueForm *self)
{
  const SchAttributeValue *value;

  g_return_if_fail (SCH_IS_VALUE_FORM (self));

  value = get_value (self);
  if (value == NULL)
    return;
  sch_scheme_entry_show (GTK_EDITABLE (self->name), value->name);
  sch_scheme_entry_show (GTK_EDITABLE (self->key), value->key);
  sch_text_row_show (SCH_TEXT_ROW (self->description), value->description);
  show_color (self, value);
  fill_merge (self);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_value_form_dispose (GObject *object)
{
  SchValueForm *self = SCH_VALUE_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->place, sch_scheme_place_free);
  G_OBJECT_CLASS (sch_value_form_parent_class)->dispose (object);
}

static void
sch_value_form_class_init (SchValueFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_value_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
sch_value_form_init (SchValueForm *self)
{
  const GActionEntry entries[] = { { "merge", merge_cb, "s", NULL, NULL, { 0 } } };
  GtkWidget *list = sch_scheme_rows_new_list (_ ("Value"));
  GtkWidget *delete = sch_scheme_rows_new_delete (_ ("Delete Value"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->name = sch_scheme_rows_new_entry (_ ("Name"), name_cb, self);
  self->key = sch_scheme_rows_new_entry (_ ("Key"), key_cb, self);
  self->color = sch_color_row_new (_ ("Colour"));
  self->no_color = gtk_button_new_with_label (_ ("No Colour"));
  self->description = sch_text_row_new (_ ("Description"));
  self->merge = sch_scheme_rows_new_menu (_ ("Merge Into"));
  gtk_widget_set_tooltip_text (self->merge,
                               _ ("Everything that has this value gets the other one"));
  g_signal_connect_swapped (self->color, "changed", G_CALLBACK (color_cb), self);
  g_signal_connect_swapped (self->no_color, "clicked", G_CALLBACK (no_color_cb), self);
  g_signal_connect_swapped (self->description, "committed", G_CALLBACK (description_cb), self);
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->name);
  gtk_list_box_append (GTK_LIST_BOX (list), self->key);
  gtk_list_box_append (GTK_LIST_BOX (list), self->description);
  gtk_list_box_append (GTK_LIST_BOX (list), self->color);
  gtk_box_append (GTK_BOX (self->box), list);
  gtk_box_append (GTK_BOX (self->box),
                  sch_scheme_rows_new_foot (self->no_color, self->merge, delete, NULL));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  sch_scheme_rows_add_actions (GTK_WIDGET (self), "value", entries, G_N_ELEMENTS (entries), self);
}

GtkWidget *
sch_value_form_new (SchWorkspace *workspace, const SchSchemePlace *place)
{
  SchValueForm *self = g_object_new (SCH_TYPE_VALUE_FORM, NULL);

  self->workspace = g_object_ref (workspace);
  self->place = sch_scheme_place_copy (place);
  sch_value_form_refresh (self);
  return GTK_WIDGET (self);
}
