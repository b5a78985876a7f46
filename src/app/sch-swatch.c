/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of how a label's spans look: entity = filled rounded box, claim = light band
 * with a bracket at its start, source = outlined box, cue = dotted underline, other = hatched
 * band. Purely an ornament: the label's name stands beside it. */

#include "config.h"

#include <adwaita.h>

#include "sch-colors.h"
#include "sch-swatch.h"

#define WIDTH 16
#define HEIGHT 14

struct _SchSwatch
{
  GtkWidget parent_instance;

  char *color;
  SchKind kind;
};

G_DEFINE_FINAL_TYPE (SchSwatch, sch_swatch, GTK_TYPE_WIDGET)

static void
fill_rounded (GtkSnapshot *snapshot, const graphene_rect_t *rect, float radius,
              const GdkRGBA *color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, rect, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, rect);
  gtk_snapshot_pop (snapshot);
}

static void
draw_entity (GtkSnapshot *snapshot, const SchColors *colors)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT);
  graphene_rect_t foot = GRAPHENE_RECT_INIT (0, HEIGHT - 3, WIDTH, 3);
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &box, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &colors->fill, &box);
  gtk_snapshot_append_color (snapshot, &colors->line, &foot);
  gtk_snapshot_pop (snapshot);
}

static void
draw_claim (GtkSnapshot *snapshot, const SchColors *colors, gboolean rtl)
{
  float x = rtl ? WIDTH - 2 : 0;
  float arm = rtl ? WIDTH - 5 : 0;

  gtk_snapshot_append_color (snapshot, &colors->fill,
                             &GRAPHENE_RECT_INIT (0, 1, WIDTH, HEIGHT - 2));
  gtk_snapshot_append_color (snapshot, &colors->line, &GRAPHENE_RECT_INIT (x, 0, 2, HEIGHT));
  gtk_snapshot_append_color (snapshot, &colors->line, &GRAPHENE_RECT_INIT (arm, 0, 5, 2));
  gtk_snapshot_append_color (snapshot, &colors->line, &GRAPHENE_RECT_INIT (arm, HEIGHT - 2, 5, 2));
}

static void
draw_source (GtkSnapshot *snapshot, const SchColors *colors)
{
  GskRoundedRect outline;
  const float widths[4] = { 2, 2, 2, 2 };
  const GdkRGBA border[4] = { colors->line, colors->line, colors->line, colors->line };

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 1, WIDTH, HEIGHT - 2), 3);
  gtk_snapshot_append_border (snapshot, &outline, widths, border);
}

static void
draw_cue (GtkSnapshot *snapshot, const SchColors *colors)
{
  for (int x = 0; x < WIDTH; x += 5)
    fill_rounded (snapshot, &GRAPHENE_RECT_INIT (x + 1, HEIGHT - 5, 3, 3), 1.5f, &colors->line);
}

static void
draw_other (GtkSnapshot *snapshot, const SchColors *colors)
{
  gtk_snapshot_append_color (snapshot, &colors->fill,
                             &GRAPHENE_RECT_INIT (0, 1, WIDTH, HEIGHT - 2));
  for (int y = 3; y < HEIGHT - 2; y += 4)
    gtk_snapshot_append_color (snapshot, &colors->line, &GRAPHENE_RECT_INIT (0, y, WIDTH, 1));
}

static void
sch_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchSwatch *self = SCH_SWATCH (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  SchColors colors;

  sch_colors_get (self->color, dark, &colors);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((gtk_widget_get_width (widget) - WIDTH) / 2,
                                                (gtk_widget_get_height (widget) - HEIGHT) / 2));
  switch (self->kind)
    {
    case SCH_KIND_ENTITY:
      draw_entity (snapshot, &colors);
      break;
    case SCH_KIND_CLAIM:
      draw_claim (snapshot, &colors, rtl);
      break;
    case SCH_KIND_SOURCE:
      draw_source (snapshot, &colors);
      break;
    case SCH_KIND_CUE:
      draw_cue (snapshot, &colors);
      break;
    case SCH_KIND_OTHER:
    case SCH_N_KINDS:
    default:
      draw_other (snapshot, &colors);
      break;
    }
  gtk_snapshot_restore (snapshot);
}

static void
sch_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
sch_swatch_finalize (GObject *object)
{
  g_free (SCH_SWATCH (object)->color);
  G_OBJECT_CLASS (sch_swatch_parent_class)->finalize (object);
}

static void
sch_swatch_class_init (SchSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sch_swatch_finalize;
  widget_class->snapshot = sch_swatch_snapshot;
  widget_class->measure = sch_swatch_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "swatch");
}

static void
sch_swatch_init (SchSwatch *self)
{
  self->kind = SCH_KIND_OTHER;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
sch_swatch_new (void)
{
  return g_object_new (SCH_TYPE_SWATCH, NULL);
}

/**
 * sch_swatch_set_label:
 * @label: (nullable): NULL = a label that the scheme does not have, shown grey
 */
void
sch_swatch_set_label (SchSwatch *self, const SchLabel *label)
{
  g_return_if_fail (SCH_IS_SWATCH (self));

  g_free (self->color);
  self->color = label != NULL ? g_strdup (label->color) : NULL;
  self->kind = label != NULL ? label->kind : SCH_KIND_OTHER;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
