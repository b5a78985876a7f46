/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row with the key of a label.
 *
 * Always holds: a key that is told is one character, and the text does not need it itself. */

#include "config.h"

#include "sch-key-row.h"

#include <glib/gi18n-lib.h>

#include "sch-keymap.h"

struct _SchLabelKeyRow
{
  AdwPreferencesRow parent_instance;

  GtkToggleButton *button;
  GtkLabel *key_label;
  GtkButton *clear;
  GtkLabel *note;
  GtkButton *swap;

  char *key;
  char *label;
  char *pressed;
  char *other; /* (nullable): id of the label that has the wanted key */
  SchScheme *scheme;
};

G_DEFINE_FINAL_TYPE (SchLabelKeyRow, sch_label_key_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  SWAPPED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- Keys ----------------------------------------------------------------------------------- */

static const char *
get_meaning (const SchBinding *binding)
{
  guint n_rows;
  const SchKeyRow *rows = sch_keymap_get_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    if (binding >= rows[i].bindings && binding < rows[i].bindings + SCH_MAX_BINDINGS)
      return _ (rows[i].does);
  return "";
}

char *
sch_label_key_dup_reason (gunichar key)
{
  SchKeyPress press = { .keyval = gdk_unicode_to_keyval (key), .digit = -1 };
  const SchBinding *binding;
  gboolean works;

  if (!g_unichar_isgraph (key))
    return g_strdup (_ ("A key of a label is a letter, a digit or a sign"));
  binding = sch_keymap_find (&press, SCH_WHEN_EDIT, TRUE, &works);
  if (binding == NULL)
    return NULL;
  /* Translators: why a key cannot be a label's; %s is what it does in the text. */
  return g_strdup_printf (_ ("This key has a meaning in the text: %s"), get_meaning (binding));
}

/* (nullable): the label in use that has the key */
static const SchLabel *
find_owner (SchScheme *scheme, const char *key)
{
  g_autofree char *folded = g_utf8_casefold (key, -1);

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      g_autofree char *own = g_utf8_casefold (label->key, -1);

      if (!label->retired && *own != '\0' && g_str_equal (own, folded))
        return label;
    }
  return NULL;
}

/* --- Showing -------------------------------------------------------------------------------- */

static void
say (SchLabelKeyRow *self, const char *text, gboolean error)
{
  gtk_label_set_text (self->note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *text != '\0');
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show_key (SchLabelKeyRow *self)
{
  gboolean waiting = gtk_toggle_button_get_active (self->button);
  g_autofree char *upper = g_utf8_strup (self->key, -1);
  /* Translators: a button; %s is the key that a label has now. */
  g_autofree char *name = *upper != '\0' ? g_strdup_printf (_ ("Key: %s"), upper)
                                         : g_strdup (_ ("Key: none"));

  gtk_label_set_text (self->key_label, waiting          ? _ ("Press a key…")
                                       : *upper != '\0' ? upper
                                                        : C_ ("key", "None"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  waiting ? _ ("Press a key, or Escape") : name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->clear), *self->key != '\0' && !waiting);
}

static void
show_note (SchLabelKeyRow *self)
{
  g_autofree char *upper = g_utf8_strup (self->pressed, -1);
  g_autofree char *text = NULL;

  g_clear_pointer (&self->other, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->swap), FALSE);
  if (g_str_equal (self->pressed, self->key) || *self->pressed == '\0')
    {
      say (self, "", FALSE);
      return;
    }
  /* Translators: %s is a key, other than the one of the scheme. */
  text = g_strdup_printf (_ ("You press %s: see “Keys of the labels” in the preferences"), upper);
  say (self, text, FALSE);
}

void
sch_label_key_row_show (SchLabelKeyRow *self, SchScheme *scheme, const SchLabel *label,
                        const char *pressed)
{
  g_return_if_fail (SCH_IS_LABEL_KEY_ROW (self) && scheme != NULL && label != NULL);

  g_clear_pointer (&self->scheme, sch_scheme_unref);
  self->scheme = sch_scheme_ref (scheme);
  g_free (self->label);
  self->label = g_strdup (label->id);
  g_free (self->key);
  self->key = g_utf8_strdown (label->key, -1);
  g_free (self->pressed);
  self->pressed = g_strdup (label->retired ? self->key : pressed);
  gtk_toggle_button_set_active (self->button, FALSE);
  show_key (self);
  show_note (self);
}

/* --- Setting -------------------------------------------------------------------------------- */

/* Somebody else has the key. */
static void
offer_swap (SchLabelKeyRow *self, const SchLabel *other, const char *key)
{
  g_autofree char *upper = g_utf8_strup (key, -1);
  /* Translators: the first %s is a key, the second the name of a label. */
  g_autofree char *text = g_strdup_printf (_ ("%s is the key of “%s”"), upper, other->name);
  g_autofree char *own = g_utf8_strup (self->key, -1);
  g_autofree char *swap = NULL;

  if (*own != '\0')
    /* Translators: a button; the first %s is the name of a label, the second a key. */
    swap = g_strdup_printf (_ ("Swap: “%s” Gets %s"), other->name, own);
  else
    /* Translators: a button; %s is the name of a label. */
    swap = g_strdup_printf (_ ("Take It from “%s”"), other->name);
  g_free (self->other);
  self->other = g_strdup (other->id);
  say (self, text, TRUE);
  gtk_button_set_label (self->swap, swap);
  gtk_widget_set_visible (GTK_WIDGET (self->swap), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->swap));
}

static void
take (SchLabelKeyRow *self, gunichar c)
{
  g_autofree char *reason = sch_label_key_dup_reason (c);
  g_autofree char *utf8 = g_ucs4_to_utf8 (&c, 1, NULL, NULL, NULL);
  g_autofree char *key = g_utf8_strdown (utf8, -1);
  const SchLabel *other = find_owner (self->scheme, key);

  if (reason != NULL)
    say (self, reason, TRUE);
  else if (other != NULL && !g_str_equal (other->id, self->label))
    offer_swap (self, other, key);
  else if (!g_str_equal (key, self->key))
    g_signal_emit (self, signals[CHANGED], 0, key);
}

static void
set_waiting (SchLabelKeyRow *self, gboolean waiting)
{
  if (gtk_toggle_button_get_active (self->button) != waiting)
    gtk_toggle_button_set_active (self->button, waiting);
}

static gboolean
key_pressed_cb (SchLabelKeyRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  if (!gtk_toggle_button_get_active (self->button) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape || keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab)
    {
      set_waiting (self, FALSE);
      return keyval == GDK_KEY_Escape;
    }
  if (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete)
    {
      set_waiting (self, FALSE);
      if (*self->key != '\0')
        g_signal_emit (self, signals[CHANGED], 0, "");
      return GDK_EVENT_STOP;
    }
  /* Shift and its like come before a key. */
  if (c == 0)
    return GDK_EVENT_PROPAGATE;
  set_waiting (self, FALSE);
  take (self, c);
  return GDK_EVENT_STOP;
}

static void
toggled_cb (SchLabelKeyRow *self)
{
  if (gtk_toggle_button_get_active (self->button))
    {
      show_note (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->button));
    }
  show_key (self);
}

static void
left_cb (SchLabelKeyRow *self)
{
  set_waiting (self, FALSE);
}

static void
clear_cb (SchLabelKeyRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  g_signal_emit (self, signals[CHANGED], 0, "");
}

static void
swap_cb (SchLabelKeyRow *self)
{
  g_autofree char *other = g_strdup (self->other);

  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  if (other != NULL)
    g_signal_emit (self, signals[SWAPPED], 0, other);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_label_key_row_finalize (GObject *object)
{
  SchLabelKeyRow *self = SCH_LABEL_KEY_ROW (object);

  g_free (self->key);
  g_free (self->label);
  g_free (self->pressed);
  g_free (self->other);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  G_OBJECT_CLASS (sch_label_key_row_parent_class)->finalize (object);
}

static void
sch_label_key_row_class_init (SchLabelKeyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_label_key_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SWAPPED] = g_signal_new ("swapped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-key-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SchLabelKeyRow, button);
  gtk_widget_class_bind_template_child (widget_class, SchLabelKeyRow, key_label);
  gtk_widget_class_bind_template_child (widget_class, SchLabelKeyRow, clear);
  gtk_widget_class_bind_template_child (widget_class, SchLabelKeyRow, note);
  gtk_widget_class_bind_template_child (widget_class, SchLabelKeyRow, swap);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, swap_cb);
}

static void
sch_label_key_row_init (SchLabelKeyRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->key = g_strdup ("");
  self->pressed = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Key"),
                                  -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->button), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->button), focus);
}

GtkWidget *
sch_label_key_row_new (void)
{
  return g_object_new (SCH_TYPE_LABEL_KEY_ROW, "title", _ ("Key"), NULL);
}
