/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of one old value. The drop-down holds the values that can be chosen (or "Becomes" beside an
 * entry), then "Keep as it is" and "Take away". */

#include "config.h"

#include "sch-mapping-row.h"

#include <glib/gi18n-lib.h>

#include "sch-attributes.h"
#include "sch-ellipsize.h"

struct _SchMappingRow
{
  AdwActionRow parent_instance;

  GtkDropDown *choices;
  GtkWidget *entry; /* (nullable) */
  GPtrArray *ids;   /* of utf8: of the values in the drop-down */
  SchAttribute target;
  char *old;
  char *proposal;
  SchMappingTarget proposed;
};

G_DEFINE_FINAL_TYPE (SchMappingRow, sch_mapping_row, ADW_TYPE_ACTION_ROW)

static char *
dup_display (const char *json)
{
  g_autoptr (SchAttributes) values = sch_attributes_with_json (NULL, "v", json);

  return sch_attributes_dup_display (values, "v");
}

/* --- Reading -------------------------------------------------------------------------------- */

SchMappingTarget
sch_mapping_row_get_new (SchMappingRow *self, char **value)
{
  guint position = gtk_drop_down_get_selected (self->choices);
  g_autoptr (SchAttributes) values = NULL;
  const char *id[2] = { NULL, NULL };
  const char *text;
  char *end = NULL;
  double number;

  *value = NULL;
  if (position >= self->ids->len)
    return position == self->ids->len ? SCH_MAPPING_KEEP : SCH_MAPPING_REMOVE;
  text = self->entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->entry))
                             : self->ids->pdata[position];
  id[0] = text;
  number = g_ascii_strtod (text, &end);
  if (self->target.type == SCH_ATTRIBUTE_BOOLEAN)
    values = sch_attributes_with_json (NULL, "v", text);
  else if (self->target.type == SCH_ATTRIBUTE_NUMBER && *text != '\0' && *end == '\0')
    values = sch_attributes_with_number (NULL, "v", number);
  else if (self->target.type == SCH_ATTRIBUTE_CHOICES && self->entry == NULL)
    values = sch_attributes_with_strv (NULL, "v", id);
  else
    values = sch_attributes_with_string (NULL, "v", text);
  *value = g_strdup (sch_attributes_get_json (values, "v"));
  return SCH_MAPPING_VALUE;
}

gboolean
sch_mapping_row_check (SchMappingRow *self)
{
  g_autofree char *value = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (SchAttributes) values = NULL;

  if (self->entry == NULL || sch_mapping_row_get_new (self, &value) != SCH_MAPPING_VALUE)
    return TRUE;
  values = sch_attributes_with_json (NULL, self->target.id, value);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    complaint = g_strdup (_ ("Type a value, or choose what else becomes of it"));
  else if (self->target.type != SCH_ATTRIBUTE_CHOICE && self->target.type != SCH_ATTRIBUTE_CHOICES)
    complaint = sch_attribute_dup_complaint (&self->target, values);
  gtk_widget_set_tooltip_text (self->entry, complaint);
  if (complaint == NULL)
    {
      gtk_widget_remove_css_class (self->entry, "error");
      return TRUE;
    }
  gtk_widget_add_css_class (self->entry, "error");
  gtk_widget_grab_focus (self->entry);
  return FALSE;
}

const char *
sch_mapping_row_get_old (SchMappingRow *self)
{
  return self->old;
}

/* --- Filling -------------------------------------------------------------------------------- */

static void
choice_cb (SchMappingRow *self)
{
  if (self->entry != NULL)
    gtk_widget_set_visible (self->entry, gtk_drop_down_get_selected (self->choices) == 0);
}

void
sch_mapping_row_set_target (SchMappingRow *self, SchMappingTarget target)
{
  if (target == SCH_MAPPING_VALUE)
    sch_mapping_row_reset (self);
  else
    gtk_drop_down_set_selected (self->choices,
                                self->ids->len + (target == SCH_MAPPING_KEEP ? 0 : 1));
}

/* (nullable): the one value that the proposal is */
static char *
dup_proposed_id (SchMappingRow *self)
{
  g_autoptr (SchAttributes) values = sch_attributes_with_json (NULL, "v", self->proposal);
  g_auto (GStrv) list = NULL;

  if (*self->proposal != '[')
    return sch_attributes_dup_display (values, "v");
  list = sch_attributes_dup_strv (values, "v");
  return list != NULL && list[0] != NULL && list[1] == NULL ? g_strdup (list[0]) : NULL;
}

void
sch_mapping_row_reset (SchMappingRow *self)
{
  g_autofree char *text = NULL;

  if (self->proposal == NULL || self->proposed != SCH_MAPPING_VALUE)
    {
      sch_mapping_row_set_target (self, self->proposed != SCH_MAPPING_VALUE ? self->proposed
                                                                            : SCH_MAPPING_KEEP);
      return;
    }
  if (self->entry != NULL)
    {
      text = dup_display (self->proposal);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
      gtk_drop_down_set_selected (self->choices, 0);
      return;
    }
  text = dup_proposed_id (self);
  for (guint i = 0; i < self->ids->len; i++)
    if (g_strcmp0 (text, self->ids->pdata[i]) == 0 ||
        g_str_equal (self->proposal, self->ids->pdata[i]))
      {
        gtk_drop_down_set_selected (self->choices, i);
        return;
      }
  sch_mapping_row_set_target (self, SCH_MAPPING_KEEP);
}

void
sch_mapping_row_propose (SchMappingRow *self, const char *json, SchMappingTarget target)
{
  g_free (self->proposal);
  self->proposal = g_strdup (json);
  self->proposed = target;
  sch_mapping_row_reset (self);
}

void
sch_mapping_row_set_old (SchMappingRow *self, const char *json, const char *name, guint n)
{
  g_autofree char *text = name != NULL ? g_strdup (name) : dup_display (json);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Set once",
                                                         "Set %u times", n),
                                            n);
  g_autofree char *accessible = NULL;

  self->old = g_strdup (json);
  if (text == NULL || *text == '\0')
    {
      g_free (text);
      text = g_strdup (_ ("(nothing)"));
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), count);
  /* Translators: %s is the value that there was; what it becomes is chosen or typed. */
  accessible = g_strdup_printf (_ ("What “%s” becomes"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible, -1);
  if (self->entry == NULL)
    return;
  g_free (accessible);
  accessible = g_strdup_printf (_ ("New value for “%s”"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible, -1);
}

static void
offer (SchMappingRow *self, GtkStringList *names, const char *id, const char *name)
{
  g_ptr_array_add (self->ids, g_strdup (id));
  gtk_string_list_append (names, name);
}

static void
offer_values (SchMappingRow *self, GtkStringList *names, const SchAttribute *attribute,
              const char *without)
{
  if (self->target.type == SCH_ATTRIBUTE_BOOLEAN)
    {
      offer (self, names, "true", _ ("Yes"));
      offer (self, names, "false", _ ("No"));
      return;
    }
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const SchAttributeValue *value = attribute->values->pdata[i];

      if (g_strcmp0 (value->id, without) != 0)
        offer (self, names, value->id, value->name);
    }
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_mapping_row_finalize (GObject *object)
{
  SchMappingRow *self = SCH_MAPPING_ROW (object);

  g_ptr_array_unref (self->ids);
  g_free (self->old);
  g_free (self->proposal);
  G_OBJECT_CLASS (sch_mapping_row_parent_class)->finalize (object);
}

static void
sch_mapping_row_class_init (SchMappingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_mapping_row_finalize;
}

static void
sch_mapping_row_init (SchMappingRow *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
}

static GtkWidget *
new_entry (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 20);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  return entry;
}

GtkWidget *
sch_mapping_row_new (const SchAttribute *attribute, SchAttributeType type, gboolean typed,
                     const char *without)
{
  SchMappingRow *self = g_object_new (SCH_TYPE_MAPPING_ROW, NULL);
  GtkStringList *names = gtk_string_list_new (NULL);

  self->target = *attribute;
  self->target.type = type;
  if (typed)
    {
      offer (self, names, "", _ ("Becomes"));
      self->entry = new_entry ();
      adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->entry);
    }
  else
    offer_values (self, names, attribute, without);
  gtk_string_list_append (names, _ ("Keep as it is"));
  gtk_string_list_append (names, _ ("Take away"));
  self->choices = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->choices), GTK_ALIGN_CENTER);
  sch_ellipsize_drop_down (self->choices);
  g_signal_connect_swapped (self->choices, "notify::selected", G_CALLBACK (choice_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->choices));
  return GTK_WIDGET (self);
}
