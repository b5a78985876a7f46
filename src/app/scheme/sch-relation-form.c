/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one type of relations. Every change is one step; a type that is gone is shown no more and
 * changes nothing. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-relation-form.h"

#include <glib/gi18n-lib.h>

#include "sch-attribute-list.h"
#include "sch-color-row.h"
#include "sch-names-chooser.h"
#include "sch-relation-removal.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-rows.h"

struct _SchRelationForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *name;
  GtkWidget *description;
  GtkWidget *color;
  SchNamesChooser *from;
  SchNamesChooser *to;
  GtkWidget *symmetric;
  GtkWidget *retired;
  GtkWidget *attributes;
  GtkWidget *merge;
  SchWorkspace *workspace;
  char *id;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SchRelationForm, sch_relation_form, GTK_TYPE_WIDGET)

static const SchRelationType *
get_type (SchRelationForm *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  return scheme != NULL ? sch_scheme_get_relation_type (scheme, self->id) : NULL;
}

static SchSchemePlace
at (SchRelationForm *self)
{
  return (SchSchemePlace){ SCH_PART_RELATION, NULL, self->id, NULL };
}

/* --- Changes -------------------------------------------------------------------------------- */

static gboolean
name_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchRelationForm *self = data;
  const SchRelationType *type = get_type (self);
  SchSchemePlace place = at (self);
  g_autofree char *step = NULL;

  if (type == NULL)
    return TRUE;
  if (*text == '\0')
    {
      *complaint = g_strdup (_ ("A relation type needs a name"));
      return FALSE;
    }
  step = g_strdup_printf (_ ("Rename Relation Type “%s” to “%s”"), type->name, text);
  return sch_scheme_edits_set_string (self->workspace, &place, "name", text, step);
}

static void
description_cb (SchRelationForm *self, const char *text)
{
  const SchRelationType *type = get_type (self);
  SchSchemePlace place = at (self);
  g_autofree char *step = NULL;

  if (type == NULL)
    return;
  step = g_strdup_printf (_ ("Describe Relation Type “%s”"), type->name);
  sch_scheme_edits_set_string (self->workspace, &place, "description", text, step);
}

static void
color_cb (SchRelationForm *self, const char *color)
{
  const SchRelationType *type = get_type (self);
  SchSchemePlace place = at (self);
  g_autofree char *step = NULL;

  if (type == NULL)
    return;
  step = g_strdup_printf (_ ("Change Colour of “%s”"), type->name);
  sch_scheme_edits_set_string (self->workspace, &place, "color", color, step);
}

static void
set_end (SchRelationForm *self, const char *member, char **names)
{
  const SchRelationType *type = get_type (self);
  SchSchemePlace place = at (self);
  g_autofree char *step = NULL;

  if (type == NULL)
    return;
  step = g_strdup_printf (_ ("Change Ends of “%s”"), type->name);
  if (!sch_scheme_edits_set_strv (self->workspace, &place, member, (const char *const *) names,
                                  step))
    sch_relation_form_refresh (self);
}

static void
from_cb (SchRelationForm *self, char **names)
{
  set_end (self, "from", names);
}

static void
to_cb (SchRelationForm *self, char **names)
{
  set_end (self, "to", names);
}

static void
symmetric_cb (SchRelationForm *self)
{
  const SchRelationType *type = get_type (self);
  gboolean active = gtk_switch_get_active (GTK_SWITCH (self->symmetric));
  SchSchemePlace place = at (self);
  g_autofree char *step = NULL;

  if (self->filling || type == NULL)
    return;
  step = g_strdup_printf (active ? _ ("Let “%s” Hold Both Ways") : _ ("Let “%s” Hold One Way"),
                          type->name);
  if (!sch_scheme_edits_set_boolean (self->workspace, &place, "symmetric", active, step))
    sch_relation_form_refresh (self);
}

static void
retired_cb (SchRelationForm *self)
{
  if (!self->filling)
    sch_relation_removal_retire (self->workspace, self->id,
                                 gtk_switch_get_active (GTK_SWITCH (self->retired)));
}

static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchRelationForm *self = data;

  sch_relation_removal_merge (GTK_WIDGET (self), self->workspace, self->id,
                              g_variant_get_string (parameter, NULL));
}

static void
delete_cb (SchRelationForm *self)
{
  sch_relation_removal_start (GTK_WIDGET (self), self->workspace, self->id);
}

/* --- What is shown -------------------------------------------------------------------------- */

static void
show_color (SchRelationForm *self, SchScheme *scheme, const SchRelationType *type)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) colors = g_ptr_array_new ();

  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *other = sch_scheme_get_relation_type_at (scheme, i);

      if (other == type || other->retired)
        continue;
      g_ptr_array_add (names, other->name);
      g_ptr_array_add (colors, other->color);
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (colors, NULL);
  sch_color_row_show (SCH_COLOR_ROW (self->color), type->color, (const char *const *) names->pdata,
                      (const char *const *) colors->pdata);
}

static void
fill_merge (SchRelationForm *self, SchScheme *scheme, const SchRelationType *type)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *other = sch_scheme_get_relation_type_at (scheme, i);
      g_autoptr (GMenuItem) item = NULL;

      if (other == type)
        continue;
      item = g_menu_item_new (other->name, NULL);
      g_menu_item_set_action_and_target (item, "relation.merge", "s", other->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->merge), G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (self->merge, sch_scheme_get_n_relation_types (scheme) > 1);
}

void
sch_relation_form_refresh (SchRelationForm *self)
{
  SchScheme *scheme;
  const SchRelationType *type;

  g_return_if_fail (SCH_IS_RELATION_FORM (self));

  scheme = sch_workspace_get_scheme (self->workspace);
  type = get_type (self);
  if (type == NULL)
    return;
  self->filling = TRUE;
  sch_scheme_entry_show (GTK_EDITABLE (self->name), type->name);
  sch_text_row_show (SCH_TEXT_ROW (self->description), type->description);
  show_color (self, scheme, type);
  sch_names_chooser_set_labels (self->from, scheme, TRUE);
  sch_names_chooser_set_labels (self->to, scheme, TRUE);
  sch_names_chooser_set_chosen (self->from, (const char *const *) type->from);
  sch_names_chooser_set_chosen (self->to, (const char *const *) type->to);
  gtk_switch_set_active (GTK_SWITCH (self->symmetric), type->symmetric);
  gtk_switch_set_active (GTK_SWITCH (self->retired), type->retired);
  fill_merge (self, scheme, type);
  self->filling = FALSE;
}

void
sch_relation_form_open_attribute (SchRelationForm *self, const char *attribute)
{
  g_return_if_fail (SCH_IS_RELATION_FORM (self));
  sch_attribute_list_open (SCH_ATTRIBUTE_LIST (self->attributes), attribute);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_relation_form_dispose (GObject *object)
{
  SchRelationForm *self = SCH_RELATION_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_relation_form_parent_class)->dispose (object);
}

static void
sch_relation_form_finalize (GObject *object)
{
  g_free (SCH_RELATION_FORM (object)->id);
  G_OBJECT_CLASS (sch_relation_form_parent_class)->finalize (object);
}

static void
sch_relation_form_class_init (SchRelationFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_relation_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_relation_form_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
add_row (GtkWidget *list, GtkWidget *row)
{
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
make_rows (SchRelationForm *self)
{
  GtkWidget *list = sch_scheme_rows_new_list (_ ("Relation type"));

  self->name = sch_scheme_rows_new_entry (_ ("Name"), name_cb, self);
  self->description = sch_text_row_new (_ ("Description"));
  self->color = sch_color_row_new (_ ("Colour"));
  self->from = SCH_NAMES_CHOOSER (sch_names_chooser_new (_ ("From"), _ ("Anything")));
  self->to = SCH_NAMES_CHOOSER (sch_names_chooser_new (_ ("To"), _ ("Anything")));
  add_row (list, self->name);
  add_row (list, sch_scheme_rows_new_action (_ ("From"), _ ("What it may start at"),
                                             GTK_WIDGET (self->from)));
  add_row (list,
           sch_scheme_rows_new_action (_ ("To"), _ ("What it may end at"), GTK_WIDGET (self->to)));
  add_row (list, sch_scheme_rows_new_switch (_ ("Both Ways"),
                                             _ ("It says the same in the other direction"),
                                             &self->symmetric));
  add_row (list, self->description);
  add_row (list, self->color);
  add_row (list, sch_scheme_rows_new_switch (_ ("Retired"),
                                             _ ("Not offered any more; what is there stays"),
                                             &self->retired));
  gtk_box_append (GTK_BOX (self->box), list);
  g_signal_connect_swapped (self->description, "committed", G_CALLBACK (description_cb), self);
  g_signal_connect_swapped (self->color, "changed", G_CALLBACK (color_cb), self);
  g_signal_connect_swapped (self->from, "changed", G_CALLBACK (from_cb), self);
  g_signal_connect_swapped (self->to, "changed", G_CALLBACK (to_cb), self);
  g_signal_connect_swapped (self->symmetric, "notify::active", G_CALLBACK (symmetric_cb), self);
  g_signal_connect_swapped (self->retired, "notify::active", G_CALLBACK (retired_cb), self);
}

static void
make_parts (SchRelationForm *self)
{
  const GActionEntry entries[] = { { "merge", merge_cb, "s", NULL, NULL, { 0 } } };
  const SchSchemePlace attributes = { SCH_PART_RELATION_ATTRIBUTE, self->id, NULL, NULL };
  GtkWidget *delete = sch_scheme_rows_new_delete (_ ("Delete Relation Type"));

  self->attributes = sch_attribute_list_new (self->workspace, &attributes, _ ("Attributes"));
  self->merge = sch_scheme_rows_new_menu (_ ("Merge Into"));
  gtk_widget_set_tooltip_text (self->merge,
                               _ ("All relations of this type become such of another"));
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_cb), self);
  gtk_box_append (GTK_BOX (self->box), sch_scheme_rows_new_heading (_ ("Attributes")));
  gtk_box_append (GTK_BOX (self->box), self->attributes);
  gtk_box_append (GTK_BOX (self->box), sch_scheme_rows_new_foot (self->merge, delete, NULL));
  sch_scheme_rows_add_actions (GTK_WIDGET (self), "relation", entries, G_N_ELEMENTS (entries),
                               self);
}

static void
sch_relation_form_init (SchRelationForm *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sch_relation_form_new (SchWorkspace *workspace, const char *id)
{
  SchRelationForm *self = g_object_new (SCH_TYPE_RELATION_FORM, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  make_rows (self);
  make_parts (self);
  sch_relation_form_refresh (self);
  return GTK_WIDGET (self);
}
