/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one attribute. Always holds: it shows the scheme as it is; only a choice that has no
 * value yet is shown as one before it is one, because without values it would be none. */

#include "config.h"

#include "sch-attribute-editor.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-attribute-conversion.h"
#include "sch-attribute-removal.h"
#include "sch-bin-layout.h"
#include "sch-choice-row.h"
#include "sch-condition-editor.h"
#include "sch-default-row.h"
#include "sch-scheme-edits.h"
#include "sch-scheme-place.h"
#include "sch-scheme-rows.h"
#include "sch-value-list.h"

struct _SchAttributeEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *name;
  SchChoiceRow *type;
  GtkWidget *description;
  GtkWidget *required_row;
  GtkWidget *required;
  GtkWidget *values_heading;
  SchValueList *values;
  SchDefaultRow *default_row;
  SchConditionEditor *when;
  SchWorkspace *workspace;
  SchSchemePlace *place;
  char *pending_type; /* (nullable): a choice that waits for its first value */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SchAttributeEditor, sch_attribute_editor, GTK_TYPE_WIDGET)

static void refresh (SchAttributeEditor *self);

static const SchAttribute *
get_attribute (SchAttributeEditor *self)
{
  SchScheme *scheme = self->workspace != NULL ? sch_workspace_get_scheme (self->workspace) : NULL;

  return scheme != NULL ? sch_scheme_place_get_attribute (self->place, scheme) : NULL;
}

/* --- Changes -------------------------------------------------------------------------------- */

static gboolean
name_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchAttributeEditor *self = data;
  const SchAttribute *attribute = get_attribute (self);
  g_autofree char *step = NULL;

  if (attribute == NULL)
    return TRUE;
  if (*text == '\0')
    {
      *complaint = g_strdup (_ ("An attribute needs a name"));
      return FALSE;
    }
  step = g_strdup_printf (_ ("Rename Attribute “%s” to “%s”"), attribute->name, text);
  return sch_scheme_edits_set_string (self->workspace, self->place, "name", text, step);
}

static void
description_cb (SchAttributeEditor *self, const char *text)
{
  const SchAttribute *attribute = get_attribute (self);
  g_autofree char *step = NULL;

  if (attribute == NULL)
    return;
  step = g_strdup_printf (_ ("Describe Attribute “%s”"), attribute->name);
  sch_scheme_edits_set_string (self->workspace, self->place, "description", text, step);
}

static void
required_cb (SchAttributeEditor *self)
{
  const SchAttribute *attribute = get_attribute (self);
  gboolean required = gtk_switch_get_active (GTK_SWITCH (self->required));
  g_autofree char *step = NULL;

  if (self->filling || attribute == NULL)
    return;
  step = g_strdup_printf (required ? _ ("Require Attribute “%s”")
                                   : _ ("Make Attribute “%s” Optional"),
                          attribute->name);
  if (!sch_scheme_edits_set_boolean (self->workspace, self->place, "required", required, step))
    refresh (self);
}

static void
set_json (SchAttributeEditor *self, const char *member, const char *json, const char *step)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_edits_begin (self->workspace);
  g_autoptr (GError) error = NULL;

  if (draft == NULL)
    {
      refresh (self);
      return;
    }
  if (sch_scheme_draft_set_json (draft, self->place, member, json, &error) &&
      sch_scheme_edits_commit (self->workspace, draft, step))
    return;
  if (error != NULL)
    sch_workspace_show_error (self->workspace, error);
  refresh (self);
}

static void
default_cb (SchAttributeEditor *self, const char *json)
{
  const SchAttribute *attribute = get_attribute (self);
  g_autofree char *step = NULL;

  if (attribute == NULL)
    return;
  step = g_strdup_printf (_ ("Change Default of “%s”"), attribute->name);
  set_json (self, "default", json, step);
}

static void
when_cb (SchAttributeEditor *self, const char *json)
{
  const SchAttribute *attribute = get_attribute (self);
  g_autofree char *step = NULL;

  if (attribute == NULL)
    return;
  step = g_strdup_printf (_ ("Change When “%s” Is Shown"), attribute->name);
  set_json (self, "when", json, step);
}

/* --- The type ------------------------------------------------------------------------------- */

static gboolean
is_choice (SchAttributeType type)
{
  return type == SCH_ATTRIBUTE_CHOICE || type == SCH_ATTRIBUTE_CHOICES;
}

static void
set_pending (SchAttributeEditor *self, const char *type)
{
  char *copy = g_strdup (type);

  g_free (self->pending_type);
  self->pending_type = copy;
  sch_value_list_set_pending_type (self->values, copy);
  refresh (self);
  if (copy != NULL)
    sch_value_list_focus_add (self->values);
}

static void
converted_cb (SchAttributeOutcome outcome, SchAttributeType type, gpointer data)
{
  SchAttributeEditor *self = data;

  if (outcome == SCH_ATTRIBUTE_WANTS_VALUES)
    set_pending (self, sch_attribute_type_to_string (type));
  else
    refresh (self);
}

static void
type_cb (SchAttributeEditor *self, const char *key)
{
  const SchAttribute *attribute = get_attribute (self);
  SchAttributeType type;

  if (attribute == NULL || !sch_attribute_type_from_string (key, &type))
    return;
  if (type == attribute->type)
    {
      set_pending (self, NULL);
      return;
    }
  if (self->pending_type != NULL && is_choice (type))
    {
      set_pending (self, key);
      return;
    }
  /* It is shown once it is so. */
  set_pending (self, NULL);
  sch_attribute_conversion_start (GTK_WIDGET (self), self->workspace, self->place, type,
                                  converted_cb, self);
}

static void
fill_types (SchAttributeEditor *self)
{
  const char *keys[SCH_ATTRIBUTE_URL + 2] = { NULL };
  const char *titles[SCH_ATTRIBUTE_URL + 2] = { NULL };

  for (int type = SCH_ATTRIBUTE_CHOICE; type <= SCH_ATTRIBUTE_URL; type++)
    {
      keys[type] = sch_attribute_type_to_string (type);
      titles[type] = sch_scheme_place_get_type_title (type);
    }
  sch_choice_row_set_choices (self->type, keys, titles);
}

/* --- What is shown -------------------------------------------------------------------------- */

/* Conditions are asked of labels only, and of the attributes beside it. */
static void
show_conditions (SchAttributeEditor *self, const SchAttribute *attribute)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  GPtrArray *attributes = sch_scheme_place_get_attributes (self->place, scheme);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  gboolean of_label = self->place->part == SCH_PART_LABEL_ATTRIBUTE;

  for (guint i = 0; i < attributes->len; i++)
    if (attributes->pdata[i] != attribute)
      g_ptr_array_add (others, attributes->pdata[i]);
  sch_condition_editor_set (self->when, scheme, others, attribute->when);
  gtk_widget_set_visible (GTK_WIDGET (self->when),
                          (of_label && others->len > 0) || attribute->when != NULL);
  gtk_widget_set_visible (self->required_row, of_label || attribute->required);
}

static void
refresh (SchAttributeEditor *self)
{
  const SchAttribute *attribute = get_attribute (self);
  gboolean has_values;

  if (attribute == NULL)
    return;
  if (self->pending_type != NULL && is_choice (attribute->type))
    {
      g_clear_pointer (&self->pending_type, g_free);
      sch_value_list_set_pending_type (self->values, NULL);
    }
  has_values = is_choice (attribute->type) || self->pending_type != NULL;
  self->filling = TRUE;
  sch_scheme_entry_show (GTK_EDITABLE (self->name), attribute->name);
  sch_text_row_show (SCH_TEXT_ROW (self->description), attribute->description);
  sch_choice_row_choose (self->type, self->pending_type != NULL
                                         ? self->pending_type
                                         : sch_attribute_type_to_string (attribute->type));
  gtk_switch_set_active (GTK_SWITCH (self->required), attribute->required);
  sch_value_list_set_attribute (self->values, attribute);
  gtk_widget_set_visible (self->values_heading, has_values);
  gtk_widget_set_visible (GTK_WIDGET (self->values), has_values);
  gtk_widget_set_visible (GTK_WIDGET (self->default_row), self->pending_type == NULL);
  sch_default_row_set_attribute (self->default_row, sch_workspace_get_scheme (self->workspace),
                                 attribute);
  show_conditions (self, attribute);
  self->filling = FALSE;
}

static void
delete_cb (SchAttributeEditor *self)
{
  sch_attribute_removal_start (GTK_WIDGET (self), self->workspace, self->place);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_attribute_editor_dispose (GObject *object)
{
  SchAttributeEditor *self = SCH_ATTRIBUTE_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_attribute_editor_parent_class)->dispose (object);
}

static void
sch_attribute_editor_finalize (GObject *object)
{
  SchAttributeEditor *self = SCH_ATTRIBUTE_EDITOR (object);

  sch_scheme_place_free (self->place);
  g_free (self->pending_type);
  G_OBJECT_CLASS (sch_attribute_editor_parent_class)->finalize (object);
}

static void
sch_attribute_editor_class_init (SchAttributeEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_attribute_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_attribute_editor_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
make_rows (SchAttributeEditor *self)
{
  GtkWidget *list = sch_scheme_rows_new_list (_ ("Attribute"));

  self->name = sch_scheme_rows_new_entry (_ ("Name"), name_cb, self);
  self->type = SCH_CHOICE_ROW (sch_choice_row_new (_ ("Type")));
  self->description = sch_text_row_new (_ ("Description"));
  self->required_row = sch_scheme_rows_new_switch (
      _ ("Required"), _ ("An annotation without it is listed as a problem"), &self->required);
  fill_types (self);
  g_signal_connect_swapped (self->type, "chosen", G_CALLBACK (type_cb), self);
  g_signal_connect_swapped (self->description, "committed", G_CALLBACK (description_cb), self);
  g_signal_connect_swapped (self->required, "notify::active", G_CALLBACK (required_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->name);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->type));
  gtk_list_box_append (GTK_LIST_BOX (list), self->description);
  gtk_list_box_append (GTK_LIST_BOX (list), self->required_row);
  gtk_box_append (GTK_BOX (self->box), list);
}

static void
make_parts (SchAttributeEditor *self)
{
  GtkWidget *delete = sch_scheme_rows_new_delete (_ ("Delete Attribute"));

  self->values_heading = sch_scheme_rows_new_heading (_ ("Values"));
  self->values = SCH_VALUE_LIST (sch_value_list_new (self->workspace, self->place));
  self->default_row = SCH_DEFAULT_ROW (sch_default_row_new ());
  self->when = SCH_CONDITION_EDITOR (
      sch_condition_editor_new (_ ("Shown Only If"),
                                _ ("Another attribute has one of some values")));
  g_signal_connect_swapped (self->default_row, "changed", G_CALLBACK (default_cb), self);
  g_signal_connect_swapped (self->when, "changed", G_CALLBACK (when_cb), self);
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->values_heading);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->values));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->default_row));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->when));
  gtk_box_append (GTK_BOX (self->box), sch_scheme_rows_new_foot (delete, NULL));
}

static void
sch_attribute_editor_init (SchAttributeEditor *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sch_attribute_editor_new (SchWorkspace *workspace, const SchSchemePlace *place)
{
  SchAttributeEditor *self = g_object_new (SCH_TYPE_ATTRIBUTE_EDITOR, NULL);

  self->workspace = g_object_ref (workspace);
  self->place = sch_scheme_place_copy (place);
  make_rows (self);
  make_parts (self);
  g_signal_connect_object (sch_workspace_get_corpus (workspace), "scheme-changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
