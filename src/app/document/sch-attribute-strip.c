/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover with one attribute at a time. The value is set at once, so Enter and Escape only leave.
 *
 * Always holds: the attribute on show is one that is asked for, given the values that the span has. */

#include "config.h"

#include "sch-attribute-strip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-keymap.h"

struct _SchAttributeStrip
{
  GtkPopover parent_instance;

  GtkWidget *title;
  GtkWidget *place;
  GtkWidget *values;
  GtkWidget *hint;

  SchWorkspace *workspace;
  SchScheme *scheme; /* of the attribute */
  char *span;
  guint index; /* of the attribute among the label's */
  GStrv keys;  /* of the values on show */
};

G_DEFINE_FINAL_TYPE (SchAttributeStrip, sch_attribute_strip, GTK_TYPE_POPOVER)

static SchSpan *
get_span (SchAttributeStrip *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);

  return document != NULL && self->span != NULL ? sch_layer_document_get_span (document, self->span)
                                                : NULL;
}

static const SchLabel *
get_label (SchAttributeStrip *self)
{
  SchSpan *span = get_span (self);

  return span != NULL ? sch_scheme_get_label (self->scheme, span->label) : NULL;
}

static const SchAttribute *
get_attribute (SchAttributeStrip *self)
{
  const SchLabel *label = get_label (self);

  return label != NULL && self->index < label->attributes->len
             ? g_ptr_array_index (label->attributes, self->index)
             : NULL;
}

static gboolean
has_values (const SchAttribute *attribute)
{
  return attribute->type == SCH_ATTRIBUTE_CHOICE || attribute->type == SCH_ATTRIBUTE_CHOICES ||
         attribute->type == SCH_ATTRIBUTE_BOOLEAN;
}

static gboolean
is_asked_for (SchAttributeStrip *self, const SchAttribute *attribute)
{
  return sch_label_asks_for (get_label (self), attribute, get_span (self)->record.attributes);
}

/* --- What is on show ------------------------------------------------------------------------ */

static void choose (SchAttributeStrip *self, guint nth);

static void
value_clicked_cb (SchAttributeStrip *self, GtkWidget *button)
{
  choose (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "nth")));
}

static void
add_value (SchAttributeStrip *self, guint nth, const char *name, const char *description,
           gboolean is_set)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  g_autofree char *upper = g_utf8_strup (self->keys[nth], -1);
  GtkWidget *key = gtk_label_new (upper);

  gtk_widget_add_css_class (key, "keycap");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (key, *upper != '\0');
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), label);
  if (is_set)
    {
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
      gtk_widget_add_css_class (label, "heading");
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  if (description != NULL && *description != '\0')
    gtk_widget_set_tooltip_text (button, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, upper,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  is_set ? _ ("the value now") : "", -1);
  g_object_set_data (G_OBJECT (button), "nth", GUINT_TO_POINTER (nth));
  g_signal_connect_object (button, "clicked", G_CALLBACK (value_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_flow_box_append (GTK_FLOW_BOX (self->values), button);
  gtk_widget_set_focusable (gtk_widget_get_last_child (self->values), FALSE);
}

/* The attributes that the span has, with a constant default where it has no value of its own. */
static SchAttributes *
get_shown (SchAttributeStrip *self, const SchAttribute *attribute)
{
  SchAttributes *values = get_span (self)->record.attributes;

  if (sch_attributes_get_json (values, attribute->id) != NULL || attribute->default_json == NULL ||
      attribute->derive != NULL)
    return values != NULL ? sch_attributes_ref (values) : NULL;
  return sch_attributes_with_json (NULL, attribute->id, attribute->default_json);
}

static void
fill_values (SchAttributeStrip *self, const SchAttribute *attribute)
{
  g_autoptr (SchAttributes) shown = get_shown (self, attribute);
  gboolean yes = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->values)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->values), child);
  g_clear_pointer (&self->keys, g_strfreev);
  gtk_widget_set_visible (self->values, has_values (attribute));
  if (attribute->type == SCH_ATTRIBUTE_BOOLEAN)
    {
      gboolean known = sch_attributes_get_boolean (shown, attribute->id, &yes);

      /* Translators: the keys for “Yes” and “No”: one letter each, with a comma between them. */
      self->keys = g_strsplit (_ ("y,n"), ",", 2);
      add_value (self, 0, _ ("Yes"), NULL, known && yes);
      add_value (self, 1, _ ("No"), NULL, known && !yes);
      return;
    }
  if (!has_values (attribute))
    return;
  self->keys = sch_label_keys_list_value_keys (attribute);
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const SchAttributeValue *value = g_ptr_array_index (attribute->values, i);

      add_value (self, i, value->name, value->description,
                 sch_attributes_has_value (shown, attribute->id, value->id));
    }
}

static const char *
get_hint (const SchAttribute *attribute)
{
  if (!has_values (attribute))
    return _ ("Space: type it in the inspector. Tab: the next one. Enter: leave.");
  if (attribute->type == SCH_ATTRIBUTE_CHOICES)
    return _ ("Letters set and unset values. Tab: the next one. Enter: leave.");
  return _ ("A letter sets the value. Tab: the next one. Delete: no value. Enter: leave.");
}

static void
show_attribute (SchAttributeStrip *self)
{
  const SchLabel *label = get_label (self);
  const SchAttribute *attribute = get_attribute (self);
  g_autofree char *place = NULL;
  g_autofree char *value = NULL;
  g_autofree char *said = NULL;

  place = g_strdup_printf ("%u/%u", self->index + 1, label->attributes->len);
  gtk_label_set_text (GTK_LABEL (self->title), attribute->name);
  gtk_label_set_text (GTK_LABEL (self->place), place);
  gtk_label_set_text (GTK_LABEL (self->hint), get_hint (attribute));
  fill_values (self, attribute);
  value = sch_attributes_dup_display (get_span (self)->record.attributes, attribute->id);
  said = g_strdup_printf ("%s: %s", attribute->name, value != NULL ? value : _ ("no value"));
  sch_workspace_announce (self->workspace, said);
}

/* To the next attribute that is asked for; past the last one the strip is left. */
static void
step (SchAttributeStrip *self, int direction)
{
  const SchLabel *label = get_label (self);
  gint64 index = self->index;

  if (label == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  do
    index += direction;
  while (index >= 0 && index < label->attributes->len &&
         !is_asked_for (self, g_ptr_array_index (label->attributes, index)));
  if (index < 0)
    return;
  if (index >= label->attributes->len)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  self->index = (guint) index;
  show_attribute (self);
}

/* --- Setting -------------------------------------------------------------------------------- */

static gboolean
set_json (SchAttributeStrip *self, const char *json)
{
  const SchAttribute *attribute = get_attribute (self);
  SchAnnotator who;
  g_autoptr (GError) error = NULL;

  if (attribute == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return FALSE;
  if (sch_annotate_set_attribute (&who, self->span, attribute->id, json, &error))
    return TRUE;
  sch_workspace_show_error (self->workspace, error);
  return FALSE;
}

static SchAttributes *
toggle_value (SchAttributeStrip *self, const SchAttribute *attribute, const char *value)
{
  g_autoptr (SchAttributes) shown = get_shown (self, attribute);
  g_auto (GStrv) now = sch_attributes_dup_strv (shown, attribute->id);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) next = NULL;
  gboolean was_set = FALSE;

  for (guint i = 0; now != NULL && now[i] != NULL; i++)
    if (strcmp (now[i], value) == 0)
      was_set = TRUE;
    else
      g_strv_builder_add (builder, now[i]);
  if (!was_set)
    g_strv_builder_add (builder, value);
  next = g_strv_builder_end (builder);
  return sch_attributes_with_strv (NULL, attribute->id, (const char *const *) next);
}

static void
choose (SchAttributeStrip *self, guint nth)
{
  const SchAttribute *attribute = get_attribute (self);
  g_autoptr (SchAttributes) values = NULL;
  gboolean many;

  if (attribute == NULL)
    return;
  many = attribute->type == SCH_ATTRIBUTE_CHOICES;
  if (attribute->type == SCH_ATTRIBUTE_BOOLEAN)
    values = sch_attributes_with_boolean (NULL, attribute->id, nth == 0);
  else if (many)
    values = toggle_value (self, attribute,
                           ((SchAttributeValue *) g_ptr_array_index (attribute->values, nth))->id);
  else
    values = sch_attributes_with_string (
        NULL, attribute->id,
        ((SchAttributeValue *) g_ptr_array_index (attribute->values, nth))->id);
  if (!set_json (self, sch_attributes_get_json (values, attribute->id)))
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (many)
    show_attribute (self);
  else
    step (self, 1);
}

static void
edit_in_inspector (SchAttributeStrip *self)
{
  const SchAttribute *attribute = get_attribute (self);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *id = attribute != NULL ? g_strdup (attribute->id) : NULL;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (id != NULL && parent != NULL)
    gtk_widget_activate_action (parent, "win.focus-attribute", "s", id);
}

static gboolean
press_letter (SchAttributeStrip *self, guint keyval, guint keycode, GdkModifierType state)
{
  SchKeyPress press;
  guint candidates[] = { keyval, 0, 0 };

  sch_key_press_init (&press, keyval, keycode, 0, FALSE, state);
  candidates[1] = press.latin;
  candidates[2] = press.digit >= 0 ? (guint) (GDK_KEY_0 + press.digit) : 0;
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      char utf8[7] = { 0 };
      gunichar c = gdk_keyval_to_unicode (gdk_keyval_to_lower (candidates[i]));

      if (candidates[i] == 0 || c == 0)
        continue;
      g_unichar_to_utf8 (c, utf8);
      for (guint j = 0; self->keys != NULL && self->keys[j] != NULL; j++)
        if (strcmp (self->keys[j], utf8) == 0)
          {
            choose (self, j);
            return TRUE;
          }
    }
  return FALSE;
}

static gboolean
key_pressed_cb (SchAttributeStrip *self, guint keyval, guint keycode, GdkModifierType state)
{
  const SchAttribute *attribute = get_attribute (self);

  if (attribute == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      step (self, keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0 ? -1 : 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      if (set_json (self, NULL))
        step (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
      if (has_values (attribute))
        return GDK_EVENT_PROPAGATE;
      edit_in_inspector (self);
      return GDK_EVENT_STOP;
    default:
      return press_letter (self, keyval, keycode, state);
    }
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_attribute_strip_finalize (GObject *object)
{
  SchAttributeStrip *self = SCH_ATTRIBUTE_STRIP (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_free (self->span);
  g_strfreev (self->keys);
  G_OBJECT_CLASS (sch_attribute_strip_parent_class)->finalize (object);
}

static void
sch_attribute_strip_class_init (SchAttributeStripClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_attribute_strip_finalize;
}

static void
sch_attribute_strip_init (SchAttributeStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->title = gtk_label_new ("");
  self->place = gtk_label_new ("");
  self->values = gtk_flow_box_new ();
  self->hint = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_add_css_class (self->place, "dim-label");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->values), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->values), 4);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->values), 2);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->hint), 46);
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_widget_add_css_class (self->hint, "caption");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->place);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->values);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attributes"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
sch_attribute_strip_new (GtkWidget *parent)
{
  GtkWidget *self = g_object_new (SCH_TYPE_ATTRIBUTE_STRIP, NULL);

  gtk_widget_set_parent (self, parent);
  return self;
}

gboolean
sch_attribute_strip_show (SchAttributeStrip *self, SchWorkspace *workspace, SchSpan *span,
                          const GdkRectangle *around)
{
  const SchLabel *label;

  g_set_object (&self->workspace, workspace);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  self->scheme = sch_scheme_ref (sch_workspace_get_scheme (workspace));
  g_free (self->span);
  self->span = g_strdup (span->record.id);
  label = get_label (self);
  self->index = 0;
  while (label != NULL && self->index < label->attributes->len &&
         !is_asked_for (self, g_ptr_array_index (label->attributes, self->index)))
    self->index++;
  if (get_attribute (self) == NULL)
    return FALSE;
  show_attribute (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), around);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}
