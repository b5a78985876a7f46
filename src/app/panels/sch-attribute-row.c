/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form row for one attribute: a drop-down for a choice, a popover with checks for choices, a
 * switch for a boolean, an entry for the rest. Entries are taken over on Enter and when they lose
 * the focus; what is no number, date or address is marked and kept out. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-attribute-row.h"
#include "sch-ellipsize.h"

struct _SchAttributeRow
{
  GtkListBoxRow parent_instance;

  GtkBox *box;
  GtkLabel *name;
  GtkImage *derived;

  SchScheme *scheme;
  const SchAttribute *attribute;
  SchAttributes *values; /* holds the value on show under the attribute's id */
  GtkWidget *control;
  GPtrArray *checks; /* of GtkCheckButton, for choices */
  gboolean filling;
  gboolean mixed; /* several values: there is none to show */
};

G_DEFINE_FINAL_TYPE (SchAttributeRow, sch_attribute_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const char *
get_value_name (const SchAttributeValue *value)
{
  return value->name != NULL && *value->name != '\0' ? value->name : value->id;
}

static void
emit_changed (SchAttributeRow *self, SchAttributes *changed)
{
  const char *json = changed != NULL ? sch_attributes_get_json (changed, self->attribute->id)
                                     : NULL;

  if (self->mixed ||
      g_strcmp0 (json, sch_attributes_get_json (self->values, self->attribute->id)) != 0)
    g_signal_emit (self, signals[CHANGED], 0, json);
}

/* --- Choice --------------------------------------------------------------------------------- */

static char *
dup_unset_text (SchAttributeRow *self)
{
  const SchAttribute *attribute = self->attribute;
  g_autoptr (SchAttributes) defaults = NULL;
  g_autofree char *id = NULL;

  if (attribute->default_json == NULL || attribute->derive != NULL)
    return g_strdup (C_ ("attribute", "Not set"));
  defaults = sch_attributes_with_json (NULL, attribute->id, attribute->default_json);
  id = sch_attributes_dup_display (defaults, attribute->id);
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const SchAttributeValue *value = g_ptr_array_index (attribute->values, i);

      if (g_strcmp0 (value->id, id) == 0)
        return g_strdup_printf (C_ ("attribute", "Default: %s"), get_value_name (value));
    }
  return g_strdup_printf (C_ ("attribute", "Default: %s"), id != NULL ? id : "");
}

static void
choice_selected_cb (SchAttributeRow *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));
  g_autoptr (SchAttributes) changed = NULL;

  if (self->filling || position == GTK_INVALID_LIST_POSITION ||
      position > self->attribute->values->len)
    return;
  if (position > 0)
    {
      const SchAttributeValue *value = g_ptr_array_index (self->attribute->values, position - 1);

      changed = sch_attributes_with_string (NULL, self->attribute->id, value->id);
    }
  emit_changed (self, changed);
}

static GtkWidget *
make_choice (SchAttributeRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *unset = dup_unset_text (self);
  GtkWidget *drop_down;

  gtk_string_list_append (names, unset);
  for (guint i = 0; i < self->attribute->values->len; i++)
    gtk_string_list_append (names, get_value_name (g_ptr_array_index (self->attribute->values, i)));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_widget_add_css_class (drop_down, "flat-drop-down");
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (choice_selected_cb), self,
                           G_CONNECT_SWAPPED);
  return drop_down;
}

static void
show_choice (SchAttributeRow *self)
{
  g_autofree char *id = sch_attributes_dup_string (self->values, self->attribute->id);
  GtkDropDown *drop_down = GTK_DROP_DOWN (self->control);
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));
  guint n_known = self->attribute->values->len + 1;
  guint position = 0;

  gtk_string_list_splice (names, n_known, g_list_model_get_n_items (G_LIST_MODEL (names)) - n_known,
                          NULL);
  for (guint i = 0; i < self->attribute->values->len && id != NULL; i++)
    {
      const SchAttributeValue *value = g_ptr_array_index (self->attribute->values, i);

      if (g_str_equal (value->id, id))
        position = i + 1;
    }
  /* A value that the scheme does not have is shown as it is. */
  if (self->mixed || (id != NULL && position == 0))
    {
      gtk_string_list_append (names, self->mixed ? _ ("(different)") : id);
      position = n_known;
    }
  gtk_drop_down_set_selected (drop_down, position);
  sch_ellipsize_drop_down (drop_down);
}

/* --- Choices -------------------------------------------------------------------------------- */

static void
check_toggled_cb (SchAttributeRow *self)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (SchAttributes) changed = NULL;

  if (self->filling)
    return;
  for (guint i = 0; i < self->checks->len; i++)
    {
      const SchAttributeValue *value = g_ptr_array_index (self->attribute->values, i);

      if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
        g_ptr_array_add (chosen, value->id);
    }
  if (chosen->len > 0)
    {
      g_ptr_array_add (chosen, NULL);
      changed = sch_attributes_with_strv (NULL, self->attribute->id,
                                          (const char *const *) chosen->pdata);
    }
  emit_changed (self, changed);
}

static GtkWidget *
make_choices (SchAttributeRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->checks = g_ptr_array_new ();
  for (guint i = 0; i < self->attribute->values->len; i++)
    {
      const SchAttributeValue *value = g_ptr_array_index (self->attribute->values, i);
      GtkWidget *check = gtk_check_button_new_with_label (get_value_name (value));

      g_ptr_array_add (self->checks, check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (checks), check);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), checks);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
show_choices (SchAttributeRow *self)
{
  g_autofree char *display = sch_attributes_dup_display (self->values, self->attribute->id);

  for (guint i = 0; i < self->checks->len; i++)
    {
      const SchAttributeValue *value = g_ptr_array_index (self->attribute->values, i);

      gtk_check_button_set_active (g_ptr_array_index (self->checks, i),
                                   sch_attributes_has_value (self->values, self->attribute->id,
                                                             value->id));
    }
  if (self->mixed)
    gtk_menu_button_set_label (GTK_MENU_BUTTON (self->control), _ ("(different)"));
  else
    gtk_menu_button_set_label (GTK_MENU_BUTTON (self->control), display != NULL && *display != '\0'
                                                                    ? display
                                                                    : C_ ("attribute", "Not set"));
}

/* --- Boolean -------------------------------------------------------------------------------- */

static void
switch_cb (SchAttributeRow *self)
{
  g_autoptr (SchAttributes) changed = NULL;

  if (self->filling)
    return;
  changed = sch_attributes_with_boolean (NULL, self->attribute->id,
                                         gtk_switch_get_active (GTK_SWITCH (self->control)));
  emit_changed (self, changed);
}

static GtkWidget *
make_switch (SchAttributeRow *self)
{
  GtkWidget *control = gtk_switch_new ();

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  g_signal_connect_object (control, "notify::active", G_CALLBACK (switch_cb), self,
                           G_CONNECT_SWAPPED);
  return control;
}

static void
show_switch (SchAttributeRow *self)
{
  gboolean active = FALSE;

  if (!sch_attributes_get_boolean (self->values, self->attribute->id, &active) &&
      self->attribute->default_json != NULL)
    active = g_str_equal (self->attribute->default_json, "true");
  gtk_switch_set_active (GTK_SWITCH (self->control), active);
  gtk_widget_set_tooltip_text (self->control, self->mixed ? _ ("(different)") : NULL);
}

/* --- Entries -------------------------------------------------------------------------------- */

/* A date, or only its year and month, or only its year. */
static gboolean
is_date (const char *text)
{
  return g_regex_match_simple ("^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$", text, 0, 0);
}

/* The value that a text stands for; FALSE where it stands for none of this type. */
static gboolean
parse_entry (SchAttributeRow *self, const char *text, SchAttributes **changed)
{
  const char *id = self->attribute->id;
  char *end = NULL;
  double number;

  *changed = NULL;
  if (*text == '\0')
    return TRUE;
  switch (self->attribute->type)
    {
    case SCH_ATTRIBUTE_NUMBER:
      number = g_ascii_strtod (text, &end);
      if (*end != '\0')
        return FALSE;
      *changed = sch_attributes_with_number (NULL, id, number);
      return TRUE;
    case SCH_ATTRIBUTE_DATE:
      if (!is_date (text))
        return FALSE;
      break;
    case SCH_ATTRIBUTE_URL:
      if (!g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL))
        return FALSE;
      break;
    case SCH_ATTRIBUTE_TEXT:
    case SCH_ATTRIBUTE_CHOICE:
    case SCH_ATTRIBUTE_CHOICES:
    case SCH_ATTRIBUTE_BOOLEAN:
    default:
      break;
    }
  *changed = sch_attributes_with_string (NULL, id, text);
  return TRUE;
}

static const char *
get_entry_hint (SchAttributeType type)
{
  switch (type)
    {
    case SCH_ATTRIBUTE_NUMBER:
      return _ ("A number, such as 12.5");
    case SCH_ATTRIBUTE_DATE:
      return _ ("A date: year, month and day, such as 2026-05-03");
    case SCH_ATTRIBUTE_URL:
      return _ ("An address, such as https://example.org");
    case SCH_ATTRIBUTE_TEXT:
    case SCH_ATTRIBUTE_CHOICE:
    case SCH_ATTRIBUTE_CHOICES:
    case SCH_ATTRIBUTE_BOOLEAN:
    default:
      return NULL;
    }
}

static void
take_entry_over (SchAttributeRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
  g_autoptr (SchAttributes) changed = NULL;
  gboolean valid;

  /* Nobody typed anything over different values. */
  if (self->filling || (self->mixed && *text == '\0'))
    return;
  valid = parse_entry (self, g_strstrip (text), &changed);
  if (valid)
    gtk_widget_remove_css_class (self->control, "error");
  else
    gtk_widget_add_css_class (self->control, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  if (valid)
    emit_changed (self, changed);
}

static GtkWidget *
make_entry (SchAttributeRow *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 24);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_entry_set_has_frame (GTK_ENTRY (entry), FALSE);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_tooltip_text (entry, get_entry_hint (self->attribute->type));
  if (self->attribute->type == SCH_ATTRIBUTE_NUMBER)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  else if (self->attribute->type == SCH_ATTRIBUTE_URL)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_URL);
  g_signal_connect_object (entry, "activate", G_CALLBACK (take_entry_over), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (take_entry_over), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static void
show_entry (SchAttributeRow *self)
{
  g_autofree char *display = sch_attributes_dup_display (self->values, self->attribute->id);
  g_autoptr (SchAttributes) defaults = NULL;
  g_autofree char *placeholder = NULL;

  if (self->attribute->default_json != NULL && self->attribute->derive == NULL)
    {
      defaults = sch_attributes_with_json (NULL, self->attribute->id,
                                           self->attribute->default_json);
      placeholder = sch_attributes_dup_display (defaults, self->attribute->id);
    }
  if (self->mixed)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->control), _ ("(different)"));
  else
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->control), placeholder != NULL
                                                                   ? placeholder
                                                                   : C_ ("attribute", "Not set"));
  gtk_editable_set_text (GTK_EDITABLE (self->control), display != NULL ? display : "");
  gtk_widget_remove_css_class (self->control, "error");
}

/* --- Object --------------------------------------------------------------------------------- */

static GtkWidget *
make_control (SchAttributeRow *self)
{
  switch (self->attribute->type)
    {
    case SCH_ATTRIBUTE_CHOICE:
      return make_choice (self);
    case SCH_ATTRIBUTE_CHOICES:
      return make_choices (self);
    case SCH_ATTRIBUTE_BOOLEAN:
      return make_switch (self);
    case SCH_ATTRIBUTE_TEXT:
    case SCH_ATTRIBUTE_NUMBER:
    case SCH_ATTRIBUTE_DATE:
    case SCH_ATTRIBUTE_URL:
    default:
      return make_entry (self);
    }
}

static void
show_value (SchAttributeRow *self)
{
  self->filling = TRUE;
  switch (self->attribute->type)
    {
    case SCH_ATTRIBUTE_CHOICE:
      show_choice (self);
      break;
    case SCH_ATTRIBUTE_CHOICES:
      show_choices (self);
      break;
    case SCH_ATTRIBUTE_BOOLEAN:
      show_switch (self);
      break;
    case SCH_ATTRIBUTE_TEXT:
    case SCH_ATTRIBUTE_NUMBER:
    case SCH_ATTRIBUTE_DATE:
    case SCH_ATTRIBUTE_URL:
    default:
      show_entry (self);
      break;
    }
  self->filling = FALSE;
}

static void
sch_attribute_row_finalize (GObject *object)
{
  SchAttributeRow *self = SCH_ATTRIBUTE_ROW (object);

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  sch_attributes_unref (self->values);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  G_OBJECT_CLASS (sch_attribute_row_parent_class)->finalize (object);
}

static void
sch_attribute_row_class_init (SchAttributeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_attribute_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-attribute-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SchAttributeRow, box);
  gtk_widget_class_bind_template_child (widget_class, SchAttributeRow, name);
  gtk_widget_class_bind_template_child (widget_class, SchAttributeRow, derived);
}

static void
sch_attribute_row_init (SchAttributeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sch_attribute_row_new:
 * @attribute: one of @scheme
 *
 * Returns: (transfer full): a row without a value
 */
GtkWidget *
sch_attribute_row_new (SchScheme *scheme, const SchAttribute *attribute)
{
  SchAttributeRow *self = g_object_new (SCH_TYPE_ATTRIBUTE_ROW, NULL);
  const char *name = attribute->name != NULL && *attribute->name != '\0' ? attribute->name
                                                                         : attribute->id;

  self->scheme = sch_scheme_ref (scheme);
  self->attribute = attribute;
  gtk_label_set_text (self->name, name);
  if (attribute->description != NULL && *attribute->description != '\0')
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), attribute->description);
  self->control = make_control (self);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (self->box, self->control);
  show_value (self);
  return GTK_WIDGET (self);
}

const SchAttribute *
sch_attribute_row_get_attribute (SchAttributeRow *self)
{
  g_return_val_if_fail (SCH_IS_ATTRIBUTE_ROW (self), NULL);
  return self->attribute;
}

/**
 * sch_attribute_row_set_value:
 * @attributes: (nullable): the span's, of which the row shows its own
 * @derived: whether the program found the value
 */
void
sch_attribute_row_set_value (SchAttributeRow *self, SchAttributes *attributes, gboolean derived)
{
  const char *json;

  g_return_if_fail (SCH_IS_ATTRIBUTE_ROW (self));

  json = sch_attributes_get_json (attributes, self->attribute->id);
  gtk_widget_set_visible (GTK_WIDGET (self->derived), derived && json != NULL);
  if (!self->mixed &&
      g_strcmp0 (json, sch_attributes_get_json (self->values, self->attribute->id)) == 0)
    return;
  self->mixed = FALSE;
  sch_attributes_unref (self->values);
  self->values = json != NULL ? sch_attributes_with_json (NULL, self->attribute->id, json) : NULL;
  show_value (self);
}

void
sch_attribute_row_set_mixed (SchAttributeRow *self)
{
  g_return_if_fail (SCH_IS_ATTRIBUTE_ROW (self));

  self->mixed = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->derived), FALSE);
  sch_attributes_unref (self->values);
  self->values = NULL;
  show_value (self);
}

void
sch_attribute_row_flush (SchAttributeRow *self)
{
  g_return_if_fail (SCH_IS_ATTRIBUTE_ROW (self));

  if (GTK_IS_ENTRY (self->control))
    take_entry_over (self);
}

void
sch_attribute_row_focus (SchAttributeRow *self)
{
  g_return_if_fail (SCH_IS_ATTRIBUTE_ROW (self));
  gtk_widget_grab_focus (self->control);
}
