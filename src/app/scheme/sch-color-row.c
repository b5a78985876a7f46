/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row to choose a colour. All colours of the palette can be drawn as they are in both styles, and are
 * as far from each other as that allows. */

#include "config.h"

#include "sch-color-row.h"

#include <glib/gi18n-lib.h>

#include "sch-colors.h"

/* Below that, two colours are taken for one another. */
#define NEAR 0.05

typedef struct
{
  const char *color;
  const char *name;
} PaletteColor;

static const PaletteColor palette[] = {
  { "#d50b51", N_ ("Crimson") },    { "#fb4c10", N_ ("Orange") },   { "#b74506", N_ ("Rust") },
  { "#b7810f", N_ ("Amber") },      { "#7a8201", N_ ("Olive") },    { "#48a515", N_ ("Green") },
  { "#137f1f", N_ ("Forest") },     { "#188d7c", N_ ("Teal") },     { "#1a7199", N_ ("Petrol") },
  { "#2d88e2", N_ ("Blue") },       { "#6257d8", N_ ("Indigo") },   { "#a361fb", N_ ("Violet") },
  { "#b62eb0", N_ ("Purple") },     { "#d75de3", N_ ("Orchid") },   { "#dd389d", N_ ("Magenta") },
  { "#ff4983", N_ ("Pink") },       { "#ce76af", N_ ("Mauve") },    { "#a9496b", N_ ("Raspberry") },
  { "#bb6d68", N_ ("Terracotta") }, { "#816a57", N_ ("Brown") },    { "#799b90", N_ ("Sage") },
  { "#5d85a8", N_ ("Steel blue") }, { "#8f88cc", N_ ("Lavender") }, { "#9367a1", N_ ("Plum") },
};

struct _SchColorRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *title;
  GtkDrawingArea *sample;
  GtkLabel *hex;
  GtkFlowBox *swatches;
  GtkWidget *other;
  GtkWidget *verdict_box;
  GtkImage *icon;
  GtkLabel *verdict;
  GtkButton *nearest;
  GtkLabel *alike;

  char *color;
  char *wanted; /* what the button of the nearest readable colour gives */
};

G_DEFINE_FINAL_TYPE (SchColorRow, sch_color_row, ADW_TYPE_PREFERENCES_ROW)

static guint changed_signal;

static char *
dup_hex (const GdkRGBA *color)
{
  return g_strdup_printf ("#%02x%02x%02x", (guint) (color->red * 255 + 0.5),
                          (guint) (color->green * 255 + 0.5), (guint) (color->blue * 255 + 0.5));
}

static void
choose (SchColorRow *self, const char *color)
{
  if (g_ascii_strcasecmp (color, self->color) != 0)
    g_signal_emit (self, changed_signal, 0, color);
}

/* --- Choosing ------------------------------------------------------------------------------- */

static void
draw_color (cairo_t *cr, const char *name, int width, int height)
{
  GdkRGBA color;

  if (!gdk_rgba_parse (&color, name))
    return;
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  draw_color (cr, ((const PaletteColor *) data)->color, width, height);
}

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  draw_color (cr, SCH_COLOR_ROW (data)->color, width, height);
}

static void
swatch_cb (GtkWidget *button, gpointer data)
{
  choose (data, g_object_get_data (G_OBJECT (button), "color"));
}

static GtkWidget *
make_swatch (SchColorRow *self, const PaletteColor *entry)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *area = gtk_drawing_area_new ();
  /* Translators: %s is a colour, such as “Teal”; the second %s is its number, such as #188d7c. */
  g_autofree char *name = g_strdup_printf (_ ("%s (%s)"), _ (entry->name), entry->color);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 20);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 20);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_swatch, (gpointer) entry, NULL);
  gtk_button_set_child (GTK_BUTTON (button), area);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "color-swatch");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "color", (gpointer) entry->color);
  g_signal_connect_object (button, "clicked", G_CALLBACK (swatch_cb), self, 0);
  return button;
}

static void
response_cb (GtkDialog *dialog, int response, SchColorRow *self)
{
  GdkRGBA color;
  g_autofree char *hex = NULL;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (dialog), &color);
  hex = dup_hex (&color);
  gtk_window_destroy (GTK_WINDOW (dialog));
  if (response == GTK_RESPONSE_OK)
    choose (self, hex);
}

static void
other_cb (SchColorRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = gtk_color_chooser_dialog_new (_ ("Choose a Colour"), GTK_WINDOW (root));
  GdkRGBA color;

  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_color_chooser_set_use_alpha (GTK_COLOR_CHOOSER (dialog), FALSE);
  if (gdk_rgba_parse (&color, self->color))
    gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (dialog), &color);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
nearest_cb (SchColorRow *self)
{
  choose (self, self->wanted);
}

/* --- Showing -------------------------------------------------------------------------------- */

static void
show_verdict (SchColorRow *self, const GdkRGBA *color)
{
  gboolean light = sch_colors_is_readable (color, FALSE);
  gboolean dark = sch_colors_is_readable (color, TRUE);
  GdkRGBA nearest = sch_colors_get_nearest_readable (color);
  g_autofree char *text = NULL;

  gtk_image_set_from_icon_name (self->icon,
                                light && dark ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_text (self->verdict,
                      light && dark ? _ ("Readable in the light and the dark style")
                      : light       ? _ ("Hard to read in the dark style: drawn lighter there")
                                    : _ ("Hard to read in the light style: drawn darker there"));
  g_free (self->wanted);
  self->wanted = dup_hex (&nearest);
  /* Translators: a button; %s is a colour such as #188d7c. */
  text = g_strdup_printf (_ ("Use the Nearest Readable: %s"), self->wanted);
  gtk_button_set_label (self->nearest, text);
  gtk_widget_set_visible (GTK_WIDGET (self->nearest), !light || !dark);
}

static void
show_alike (SchColorRow *self, const GdkRGBA *color, const char *const *names,
            const char *const *colors)
{
  double least = NEAR;
  const char *name = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; names[i] != NULL && colors[i] != NULL; i++)
    {
      GdkRGBA other;
      double distance = gdk_rgba_parse (&other, colors[i]) ? sch_colors_get_distance (color, &other)
                                                           : 1;

      if (distance < least)
        {
          least = distance;
          name = names[i];
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->alike), name != NULL);
  if (name == NULL)
    return;
  /* Translators: %s is the name of a label that has nearly the same colour. */
  text = g_strdup_printf (_ ("Hard to tell from “%s”"), name);
  gtk_label_set_text (self->alike, text);
}

static void
mark_chosen (SchColorRow *self)
{
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->swatches, i)) != NULL; i++)
    {
      GtkWidget *button = gtk_flow_box_child_get_child (child);
      gboolean chosen = g_ascii_strcasecmp (g_object_get_data (G_OBJECT (button), "color"),
                                            self->color) == 0;

      if (chosen)
        gtk_widget_add_css_class (button, "chosen");
      else
        gtk_widget_remove_css_class (button, "chosen");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      chosen ? _ ("Chosen") : "", -1);
    }
}

void
sch_color_row_show (SchColorRow *self, const char *color, const char *const *names,
                    const char *const *colors)
{
  GdkRGBA rgba;
  gboolean any;

  g_return_if_fail (SCH_IS_COLOR_ROW (self) && color != NULL);

  g_free (self->color);
  self->color = g_strdup (color);
  gtk_label_set_text (self->hex, color);
  gtk_widget_queue_draw (GTK_WIDGET (self->sample));
  mark_chosen (self);
  any = gdk_rgba_parse (&rgba, color);
  gtk_widget_set_visible (GTK_WIDGET (self->sample), any);
  gtk_widget_set_visible (self->verdict_box, any);
  gtk_widget_set_visible (GTK_WIDGET (self->nearest), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->alike), FALSE);
  if (!any)
    return;
  show_verdict (self, &rgba);
  show_alike (self, &rgba, names, colors);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_color_row_finalize (GObject *object)
{
  g_free (SCH_COLOR_ROW (object)->color);
  g_free (SCH_COLOR_ROW (object)->wanted);
  G_OBJECT_CLASS (sch_color_row_parent_class)->finalize (object);
}

static void
sch_color_row_class_init (SchColorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_color_row_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/scholiast/Scholiast/ui/sch-color-row.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, title);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, sample);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, hex);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, swatches);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, other);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, verdict_box);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, icon);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, verdict);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, nearest);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SchColorRow, alike);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), other_cb);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), nearest_cb);
}

static void
sch_color_row_init (SchColorRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->color = g_strdup ("");
  self->wanted = g_strdup ("");
  gtk_drawing_area_set_draw_func (self->sample, draw_sample, self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (palette); i++)
    {
      gtk_flow_box_append (self->swatches, make_swatch (self, &palette[i]));
      gtk_widget_set_focusable (GTK_WIDGET (
                                    gtk_flow_box_get_child_at_index (self->swatches, (int) i)),
                                FALSE);
    }
}

GtkWidget *
sch_color_row_new (const char *title)
{
  SchColorRow *self = g_object_new (SCH_TYPE_COLOR_ROW, "title", title, NULL);

  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}
