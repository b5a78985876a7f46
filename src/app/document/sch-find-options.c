/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The toggles of a search. The settings are the only place where they are kept: a toggle that is
 * turned in one search turns in the others. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-find-options.h"

static const struct
{
  SchFindFlags flag;
  const char *key;
  const char *look; /* markup */
  const char *tooltip;
  const char *name;
  guint keyval;
} options[] = {
  { SCH_FIND_MATCH_CASE, "find-match-case", "Aa", N_ ("Match Case (Alt+C)"), N_ ("Match case"),
    GDK_KEY_c },
  { SCH_FIND_MATCH_ACCENTS, "find-match-accents", "é", N_ ("Match Accents (Alt+A)"),
    N_ ("Match accents"), GDK_KEY_a },
  { SCH_FIND_WHOLE_WORDS, "find-whole-words", "<u>ab</u>", N_ ("Whole Words (Alt+W)"),
    N_ ("Whole words"), GDK_KEY_w },
  { SCH_FIND_REGEX, "find-regex", ".*", N_ ("Regular Expression (Alt+R)"),
    N_ ("Regular expression"), GDK_KEY_r },
};

struct _SchFindOptions
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *toggles[G_N_ELEMENTS (options)];
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchFindOptions, sch_find_options, GTK_TYPE_WIDGET)

/* An expression says by itself which accents it means. */
static void
toggled_cb (SchFindOptions *self)
{
  gboolean regex = (sch_find_options_get_flags (self) & SCH_FIND_REGEX) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].flag == SCH_FIND_MATCH_ACCENTS)
      gtk_widget_set_sensitive (self->toggles[i], !regex);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkToggleButton *toggle = data;

  if (!gtk_widget_is_sensitive (GTK_WIDGET (toggle)))
    return GDK_EVENT_STOP;
  gtk_toggle_button_set_active (toggle, !gtk_toggle_button_get_active (toggle));
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_toggle (guint i)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), options[i].look);
  /* Signs, not text of the reader's language. */
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_button_set_child (GTK_BUTTON (toggle), label);
  gtk_widget_set_tooltip_text (toggle, _ (options[i].tooltip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (options[i].name), -1);
  return toggle;
}

static void
sch_find_options_dispose (GObject *object)
{
  g_clear_pointer (&SCH_FIND_OPTIONS (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_find_options_parent_class)->dispose (object);
}

static void
sch_find_options_class_init (SchFindOptionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_find_options_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "findoptions");
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_find_options_init (SchFindOptions *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->box, "linked");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      self->toggles[i] = make_toggle (i);
      gtk_box_append (GTK_BOX (self->box), self->toggles[i]);
    }
}

void
sch_find_options_set_settings (SchFindOptions *self, GSettings *settings)
{
  g_return_if_fail (SCH_IS_FIND_OPTIONS (self));

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_settings_bind (settings, options[i].key, self->toggles[i], "active",
                       G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
      g_signal_connect_object (self->toggles[i], "toggled", G_CALLBACK (toggled_cb), self,
                               G_CONNECT_SWAPPED);
    }
  toggled_cb (self);
}

SchFindFlags
sch_find_options_get_flags (SchFindOptions *self)
{
  SchFindFlags flags = SCH_FIND_LITERAL;

  g_return_val_if_fail (SCH_IS_FIND_OPTIONS (self), flags);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggles[i])))
      flags |= options[i].flag;
  return flags;
}

void
sch_find_options_add_keys (SchFindOptions *self, GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (SCH_IS_FIND_OPTIONS (self));

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (options[i].keyval, GDK_ALT_MASK),
                          gtk_callback_action_new (key_cb, self->toggles[i], NULL)));
  gtk_widget_add_controller (widget, controller);
}
