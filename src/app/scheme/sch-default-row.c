/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The default of an attribute. It changes nothing by itself: its owner does, and then tells the
 * attribute. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-default-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-attributes.h"
#include "sch-choice-row.h"
#include "sch-names-chooser.h"
#include "sch-scheme-entry.h"
#include "sch-scheme-place.h"

struct _SchDefaultRow
{
  GtkWidget parent_instance;

  GtkWidget *list;
  SchChoiceRow *how;
  GtkWidget *entry;
  GtkWidget *values_row;
  SchNamesChooser *values;
  SchScheme *scheme;
  const SchAttribute *attribute;
};

G_DEFINE_FINAL_TYPE (SchDefaultRow, sch_default_row, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

#define T(type) (1u << SCH_ATTRIBUTE_##type)
#define T_ANY 0xffu

static const struct
{
  const char *derive;
  guint types;
} derived[] = {
  { "quotation", T (CHOICE) },
  { "voice", T (CHOICE) },
  { "number", T (CHOICE) | T (TEXT) | T (NUMBER) },
  { "date", T (DATE) | T (TEXT) },
  { "language", T (CHOICE) | T (TEXT) },
  { "sticky", T_ANY },
};

gboolean
sch_default_row_fits (const char *derive, SchAttributeType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    if (g_strcmp0 (derived[i].derive, derive) == 0)
      return (derived[i].types & (1u << type)) != 0;
  return FALSE;
}

static gboolean
is_typed (SchAttributeType type)
{
  return type == SCH_ATTRIBUTE_TEXT || type == SCH_ATTRIBUTE_NUMBER || type == SCH_ATTRIBUTE_DATE ||
         type == SCH_ATTRIBUTE_URL;
}

static void
emit (SchDefaultRow *self, const char *json)
{
  if (g_strcmp0 (json, self->attribute->default_json) != 0)
    g_signal_emit (self, signals[CHANGED], 0, json);
}

/* --- What is chosen ------------------------------------------------------------------------- */

static void
show_parts (SchDefaultRow *self)
{
  gboolean fixed = g_strcmp0 (sch_choice_row_get_chosen (self->how), "fixed") == 0;

  gtk_widget_set_visible (self->entry, fixed && is_typed (self->attribute->type));
  gtk_widget_set_visible (self->values_row,
                          fixed && self->attribute->type == SCH_ATTRIBUTE_CHOICES);
}

static void
how_cb (SchDefaultRow *self, const char *key)
{
  g_autoptr (SchAttributes) values = NULL;
  g_autofree char *json = NULL;

  show_parts (self);
  if (g_str_equal (key, "fixed"))
    {
      /* Which value is typed or chosen next; until then nothing is changed. */
      if (self->attribute->type == SCH_ATTRIBUTE_CHOICES)
        gtk_widget_child_focus (GTK_WIDGET (self->values), GTK_DIR_TAB_FORWARD);
      else
        gtk_widget_grab_focus (self->entry);
      return;
    }
  if (g_str_equal (key, "none"))
    emit (self, NULL);
  else if (g_str_equal (key, "true") || g_str_equal (key, "false"))
    emit (self, key);
  else if (g_str_has_prefix (key, "derive:"))
    {
      json = g_strdup_printf ("{\"derive\": \"%s\"}", key + strlen ("derive:"));
      emit (self, json);
    }
  else
    {
      values = sch_attributes_with_string (NULL, "v", key + strlen ("value:"));
      emit (self, sch_attributes_get_json (values, "v"));
    }
}

/* @id: what the attribute is called in the map */
static SchAttributes *
read_text (const SchAttribute *attribute, const char *text)
{
  char *end = NULL;
  double number;

  if (*text == '\0')
    return NULL;
  if (attribute->type != SCH_ATTRIBUTE_NUMBER)
    return sch_attributes_with_string (NULL, attribute->id, text);
  number = g_ascii_strtod (text, &end);
  return *end == '\0' ? sch_attributes_with_number (NULL, attribute->id, number)
                      : sch_attributes_with_string (NULL, attribute->id, text);
}

static gboolean
typed_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchDefaultRow *self = data;
  g_autoptr (SchAttributes) values = read_text (self->attribute, text);

  *complaint = sch_attribute_dup_complaint (self->attribute, values);
  if (*complaint != NULL)
    return FALSE;
  emit (self, sch_attributes_get_json (values, self->attribute->id));
  return TRUE;
}

static void
values_cb (SchDefaultRow *self, char **ids)
{
  g_autoptr (SchAttributes) values = NULL;

  if (ids[0] != NULL)
    values = sch_attributes_with_strv (NULL, "v", (const char *const *) ids);
  emit (self, sch_attributes_get_json (values, "v"));
}

/* --- What is offered ------------------------------------------------------------------------ */

static void
offer (GPtrArray *keys, GPtrArray *titles, char *key, const char *title)
{
  g_ptr_array_add (keys, key);
  g_ptr_array_add (titles, g_strdup (title));
}

static void
fill_choices (SchDefaultRow *self)
{
  const SchAttribute *attribute = self->attribute;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  offer (keys, titles, g_strdup ("none"), C_ ("default", "None"));
  if (attribute->type == SCH_ATTRIBUTE_BOOLEAN)
    {
      offer (keys, titles, g_strdup ("true"), _ ("Yes"));
      offer (keys, titles, g_strdup ("false"), _ ("No"));
    }
  else if (is_typed (attribute->type))
    offer (keys, titles, g_strdup ("fixed"), _ ("A fixed value"));
  else if (attribute->type == SCH_ATTRIBUTE_CHOICES)
    offer (keys, titles, g_strdup ("fixed"), _ ("Fixed values"));
  for (guint i = 0; attribute->type == SCH_ATTRIBUTE_CHOICE && i < attribute->values->len; i++)
    {
      const SchAttributeValue *value = attribute->values->pdata[i];

      offer (keys, titles, g_strconcat ("value:", value->id, NULL), value->name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    if (sch_default_row_fits (derived[i].derive, attribute->type) ||
        g_strcmp0 (derived[i].derive, attribute->derive) == 0)
      offer (keys, titles, g_strconcat ("derive:", derived[i].derive, NULL),
             sch_scheme_place_get_derive_title (derived[i].derive));
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (titles, NULL);
  sch_choice_row_set_choices (self->how, (const char *const *) keys->pdata,
                              (const char *const *) titles->pdata);
}

static char *
dup_key (const SchAttribute *attribute)
{
  g_autoptr (SchAttributes) values = NULL;
  g_autofree char *id = NULL;

  if (attribute->derive != NULL)
    return g_strconcat ("derive:", attribute->derive, NULL);
  if (attribute->default_json == NULL)
    return g_strdup ("none");
  if (attribute->type == SCH_ATTRIBUTE_BOOLEAN)
    return g_strdup (attribute->default_json);
  if (attribute->type != SCH_ATTRIBUTE_CHOICE)
    return g_strdup ("fixed");
  values = sch_attributes_with_json (NULL, "v", attribute->default_json);
  id = sch_attributes_dup_string (values, "v");
  return g_strconcat ("value:", id, NULL);
}

void
sch_default_row_set_attribute (SchDefaultRow *self, SchScheme *scheme,
                               const SchAttribute *attribute)
{
  g_autoptr (SchAttributes) values = NULL;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) chosen = NULL;

  g_return_if_fail (SCH_IS_DEFAULT_ROW (self) && attribute != NULL);

  sch_scheme_ref (scheme);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  self->scheme = scheme;
  self->attribute = attribute;
  fill_choices (self);
  key = dup_key (attribute);
  sch_choice_row_choose (self->how, key);
  if (attribute->default_json != NULL && attribute->derive == NULL)
    values = sch_attributes_with_json (NULL, "v", attribute->default_json);
  text = sch_attributes_dup_display (values, "v");
  if (is_typed (attribute->type))
    sch_scheme_entry_show (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  sch_names_chooser_set_values (self->values, attribute);
  if (attribute->type == SCH_ATTRIBUTE_CHOICES)
    chosen = sch_attributes_dup_strv (values, "v");
  sch_names_chooser_set_chosen (self->values, (const char *const *) chosen);
  show_parts (self);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_default_row_dispose (GObject *object)
{
  SchDefaultRow *self = SCH_DEFAULT_ROW (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  G_OBJECT_CLASS (sch_default_row_parent_class)->dispose (object);
}

static void
sch_default_row_class_init (SchDefaultRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_default_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sch_default_row_init (SchDefaultRow *self)
{
  self->list = gtk_list_box_new ();
  self->how = SCH_CHOICE_ROW (sch_choice_row_new (_ ("Default")));
  self->entry = adw_entry_row_new ();
  self->values_row = adw_action_row_new ();
  self->values = SCH_NAMES_CHOOSER (
      sch_names_chooser_new (_ ("Default values"), C_ ("default", "None")));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->how),
                               _ ("What it is as long as nobody sets it"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _ ("Default Value"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_editable_get_delegate (GTK_EDITABLE (self->entry))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Default value"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->values_row), _ ("Default Values"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->values_row), GTK_WIDGET (self->values));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (self->how));
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->entry);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->values_row);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  sch_scheme_entry_watch (GTK_EDITABLE (self->entry), typed_cb, self);
  g_signal_connect_swapped (self->how, "chosen", G_CALLBACK (how_cb), self);
  g_signal_connect_swapped (self->values, "changed", G_CALLBACK (values_cb), self);
}

GtkWidget *
sch_default_row_new (void)
{
  return g_object_new (SCH_TYPE_DEFAULT_ROW, NULL);
}
