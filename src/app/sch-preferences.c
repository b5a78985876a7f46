/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: each row is bound to its setting, and works at once. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-preferences.h"
#include "sch-preview.h"

struct _SchPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwEntryRow *name;
  GtkSwitch *snap;
  GtkSwitch *auto_join;
  AdwComboRow *popover;
  AdwComboRow *chips;
  AdwComboRow *key_set;
  AdwComboRow *color_scheme;
  AdwPreferencesGroup *preview;
  GtkSwitch *tie_to_claim;
  GtkSwitch *offer_cue;
  GtkFontChooser *font;
  GtkWidget *font_reset;
  GtkSpinButton *measure;
  GtkSpinButton *line_spacing;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (SchPreferences, sch_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* A row's choices are in the order of the setting's enumeration. */
static void
selected_cb (AdwComboRow *row, GParamSpec *pspec, SchPreferences *self)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");
  int selected = (int) adw_combo_row_get_selected (row);

  if (g_settings_get_enum (self->settings, key) != selected)
    g_settings_set_enum (self->settings, key, selected);
}

static void
bind_choice (SchPreferences *self, AdwComboRow *row, const char *key)
{
  g_object_set_data (G_OBJECT (row), "key", (gpointer) key);
  adw_combo_row_set_selected (row, (guint) g_settings_get_enum (self->settings, key));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), self, 0);
}

static void
font_set_cb (SchPreferences *self)
{
  g_autofree char *font = gtk_font_chooser_get_font (self->font);

  g_settings_set_string (self->settings, "font", font);
}

static void
font_reset_cb (SchPreferences *self)
{
  g_settings_reset (self->settings, "font");
}

/* Without a choice the document has a serif font in the size of the desktop's. */
static char *
dup_reading_font (void)
{
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  char *reading;

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  pango_font_description_set_family (font, "Serif");
  reading = pango_font_description_to_string (font);
  pango_font_description_free (font);
  return reading;
}

static void
font_changed_cb (SchPreferences *self)
{
  g_autofree char *font = g_settings_get_string (self->settings, "font");
  g_autofree char *reading = dup_reading_font ();

  gtk_widget_set_visible (self->font_reset, *font != '\0');
  gtk_font_chooser_set_font (self->font, *font != '\0' ? font : reading);
}

static void
sch_preferences_finalize (GObject *object)
{
  g_clear_object (&SCH_PREFERENCES (object)->settings);
  G_OBJECT_CLASS (sch_preferences_parent_class)->finalize (object);
}

static void
sch_preferences_class_init (SchPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_preferences_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, name);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, snap);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, auto_join);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, popover);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, chips);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, key_set);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, preview);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, tie_to_claim);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, offer_cue);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, font);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, font_reset);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, measure);
  gtk_widget_class_bind_template_child (widget_class, SchPreferences, line_spacing);
  gtk_widget_class_bind_template_callback (widget_class, font_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, font_reset_cb);
}

static void
sch_preferences_init (SchPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sch_preferences_new:
 * @parent: (nullable): the window that it belongs to
 *
 * Returns: (transfer none): the window, not on show yet
 */
SchPreferences *
sch_preferences_new (GtkWindow *parent, GSettings *settings)
{
  SchPreferences *self = g_object_new (SCH_TYPE_PREFERENCES, "transient-for", parent, "modal", TRUE,
                                       NULL);
  GSettingsBindFlags both = G_SETTINGS_BIND_DEFAULT;

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "annotator-name", self->name, "text", both);
  g_settings_bind (settings, "snap-to-words", self->snap, "active", both);
  g_settings_bind (settings, "auto-join", self->auto_join, "active", both);
  g_settings_bind (settings, "measure", self->measure, "value", both);
  g_settings_bind (settings, "line-spacing", self->line_spacing, "value", both);
  g_settings_bind (settings, "tie-to-claim", self->tie_to_claim, "active", both);
  g_settings_bind (settings, "offer-cue", self->offer_cue, "active", both);
  adw_preferences_group_add (self->preview, sch_preview_new (settings));
  bind_choice (self, self->key_set, "key-set");
  bind_choice (self, self->popover, "show-popover");
  bind_choice (self, self->chips, "chips");
  bind_choice (self, self->color_scheme, "color-scheme");
  g_signal_connect_object (settings, "changed::font", G_CALLBACK (font_changed_cb), self,
                           G_CONNECT_SWAPPED);
  font_changed_cb (self);
  return self;
}
