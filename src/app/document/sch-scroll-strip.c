/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the marks of a SchStripSource and what is on the screen. Places are shares of the text's length,
 * so that they hold while lines are still being measured. The marks are drawn anew only when they change. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-scroll-strip.h"
#include "sch-strip-source.h"

#define WIDTH 18
#define SHAPE 6.0f /* height of a doubt or problem */
#define SLACK 3.0  /* pixels around the pointer in which a mark is meant */

/* From the text outwards. */
#define ENTITY_X 2.0f
#define ENTITY_WIDTH 4.0f
#define CLAIM_X 7.0f
#define CLAIM_WIDTH 3.0f
#define SHAPE_X 11.0f

struct _SchScrollStrip
{
  GtkWidget parent_instance;

  SchWorkspace *workspace;
  SchDocumentView *view; /* not owned */
  GtkAdjustment *adjustment;
  SchStripSource *source;
  GskRenderNode *node;
  int node_height;
};

G_DEFINE_FINAL_TYPE (SchScrollStrip, sch_scroll_strip, GTK_TYPE_WIDGET)

static void
changed_cb (SchScrollStrip *self)
{
  g_autofree char *text = sch_strip_source_dup_description (self->source);

  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
scrolled_cb (SchScrollStrip *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
adjustment_changed_cb (SchScrollStrip *self)
{
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_set_object (&self->adjustment, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));
  if (self->adjustment == NULL)
    return;
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adjustment, "changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- Places --------------------------------------------------------------------------------- */

/* How much of the strip stands for the text: a short text keeps beside its lines. */
static double
get_length (SchScrollStrip *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter end;
  int y;
  int line_height;

  if (self->adjustment == NULL || gtk_adjustment_get_upper (self->adjustment) >
                                      gtk_adjustment_get_page_size (self->adjustment) + 1)
    return height;
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self->view), &end, &y, &line_height);
  return CLAMP (y + line_height + gtk_text_view_get_top_margin (GTK_TEXT_VIEW (self->view)), 1,
                height);
}

static double
bucket_at (SchScrollStrip *self, double y)
{
  return CLAMP (y / get_length (self), 0, 1) * SCH_STRIP_BUCKETS;
}

/* What of the text is on the screen, as shares of its length. */
static void
get_view_range (SchScrollStrip *self, double *first, double *last)
{
  SchText *text = sch_workspace_get_text (self->workspace);
  double n_chars = MAX (sch_text_get_char_count (text), 1);
  double bottom = gtk_widget_get_height (GTK_WIDGET (self->view));
  double right = gtk_widget_get_width (GTK_WIDGET (self->view));

  *first = sch_document_view_offset_at (self->view, 0, 0) / n_chars;
  *last = sch_document_view_offset_at (self->view, right, bottom) / n_chars;
}

/* --- Drawing -------------------------------------------------------------------------------- */

typedef struct
{
  GtkSnapshot *snapshot;
  gboolean rtl;
  double length;
} Draw;

static void
fill (const Draw *draw, const GdkRGBA *color, float x, float y, float width, float height)
{
  graphene_rect_t rect;

  graphene_rect_init (&rect, draw->rtl ? WIDTH - x - width : x, y, width, height);
  gtk_snapshot_append_color (draw->snapshot, color, &rect);
}

/* Rows of one colour are one rectangle. */
static void
draw_lane (SchScrollStrip *self, SchStripMarks *marks, const Draw *draw, guint color_first,
           guint color_end, float x, float width)
{
  int n_rows = (int) draw->length;
  guint last = G_MAXUINT;
  int since = 0;

  for (int row = 0; row <= n_rows; row++)
    {
      guint color = G_MAXUINT;
      guint first = (guint) (row * (double) SCH_STRIP_BUCKETS / n_rows);
      guint end = MAX ((guint) ((row + 1) * (double) SCH_STRIP_BUCKETS / n_rows), first + 1);

      if (row < n_rows)
        sch_strip_marks_find_color (marks, color_first, color_end, first, end, &color);
      if (color == last)
        continue;
      if (last != G_MAXUINT)
        fill (draw, sch_strip_source_get_color (self->source, last), x, since, width, row - since);
      last = color;
      since = row;
    }
}

/* A triangle for a problem, a disk for a doubt: as stacked bars, sharp at this size. */
static void
draw_shape (const Draw *draw, const GdkRGBA *color, float x, float y, gboolean triangle)
{
  static const float triangle_widths[] = { 2, 2, 4, 4, 6, 6 };
  static const float disk_widths[] = { 3, 5, 5, 5, 5, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (disk_widths); i++)
    {
      float width = triangle ? triangle_widths[i] : disk_widths[i];

      fill (draw, color, x + (SHAPE - width) / 2, y + i, width, 1);
    }
}

static void
draw_shapes (SchStripMarks *marks, const Draw *draw)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA problem;
  GdkRGBA doubt;

  gdk_rgba_parse (&problem, dark ? "#ff7b63" : "#c01c28");
  gdk_rgba_parse (&doubt, dark ? "#dc8add" : "#813d9c");
  for (float y = 0; y < draw->length; y += SHAPE)
    {
      guint first = (guint) (y * SCH_STRIP_BUCKETS / draw->length);
      guint end = (guint) ((y + SHAPE) * SCH_STRIP_BUCKETS / draw->length);
      gboolean is_problem = sch_strip_marks_count (marks, SCH_STRIP_PROBLEM, first, end) > 0;

      if (is_problem || sch_strip_marks_count (marks, SCH_STRIP_DOUBT, first, end) > 0)
        draw_shape (draw, is_problem ? &problem : &doubt, SHAPE_X, y, is_problem);
    }
}

/* Bars over the whole strip. */
static void
draw_hits (SchStripMarks *marks, const Draw *draw)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA color;

  gdk_rgba_parse (&color, dark ? "#f8e45c" : "#986a44");
  for (float y = 0; y < draw->length; y += 2)
    {
      guint first = (guint) (y * SCH_STRIP_BUCKETS / draw->length);
      guint end = MAX ((guint) ((y + 2) * SCH_STRIP_BUCKETS / draw->length), first + 1);

      if (sch_strip_marks_count (marks, SCH_STRIP_HIT, first, end) > 0)
        fill (draw, &color, 0, y, WIDTH, 2);
    }
}

static void
make_node (SchScrollStrip *self, Draw *draw)
{
  SchStripMarks *marks = sch_strip_source_get_marks (self->source);
  guint n_first = sch_strip_source_get_n_first (self->source);
  GtkSnapshot *outer = draw->snapshot;

  draw->snapshot = gtk_snapshot_new ();
  draw_lane (self, marks, draw, 0, n_first, ENTITY_X, ENTITY_WIDTH);
  draw_lane (self, marks, draw, n_first, sch_strip_marks_get_n_colors (marks), CLAIM_X,
             CLAIM_WIDTH);
  draw_hits (marks, draw);
  draw_shapes (marks, draw);
  self->node = gtk_snapshot_free_to_node (draw->snapshot);
  self->node_height = gtk_widget_get_height (GTK_WIDGET (self));
  draw->snapshot = outer;
}

static void
draw_viewport (SchScrollStrip *self, const Draw *draw)
{
  GdkRGBA color;
  GdkRGBA fill_color;
  double first;
  double last;
  float y;
  float height;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  fill_color = color;
  fill_color.alpha *= 0.12f;
  color.alpha *= 0.45f;
  get_view_range (self, &first, &last);
  y = first * draw->length;
  height = MAX ((last - first) * draw->length, 4);
  fill (draw, &fill_color, 0, y, WIDTH, height);
  fill (draw, &color, 0, y, WIDTH, 1);
  fill (draw, &color, 0, y + height - 1, WIDTH, 1);
}

static void
sch_scroll_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchScrollStrip *self = SCH_SCROLL_STRIP (widget);
  Draw draw = { snapshot, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
                get_length (self) };

  if (sch_strip_source_get_marks (self->source) == NULL ||
      sch_workspace_get_text (self->workspace) == NULL)
    return;
  draw_viewport (self, &draw);
  if (self->node != NULL && self->node_height != gtk_widget_get_height (widget))
    g_clear_pointer (&self->node, gsk_render_node_unref);
  if (self->node == NULL)
    make_node (self, &draw);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
}

static void
sch_scroll_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
}

/* --- Pointer -------------------------------------------------------------------------------- */

static void
get_buckets_near (SchScrollStrip *self, double y, guint *first, guint *end)
{
  *first = (guint) bucket_at (self, y - SLACK);
  *end = MAX ((guint) bucket_at (self, y + SLACK), *first + 1);
}

static gboolean
sch_scroll_strip_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard,
                                GtkTooltip *tooltip)
{
  SchScrollStrip *self = SCH_SCROLL_STRIP (widget);
  g_autofree char *text = NULL;
  const GdkRectangle around = { 0, y - (int) SLACK, WIDTH, 2 * (int) SLACK };
  guint first;
  guint end;

  if (sch_strip_source_get_marks (self->source) == NULL)
    return FALSE;
  get_buckets_near (self, y, &first, &end);
  text = sch_strip_source_dup_tooltip (self->source, first, end);
  if (*text == '\0')
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &around);
  return TRUE;
}

static void
pressed_cb (SchScrollStrip *self, int n_press, double x, double y, GtkGesture *gesture)
{
  SchStripMarks *marks = sch_strip_source_get_marks (self->source);
  guint first;
  guint end;
  guint place;

  if (marks == NULL)
    return;
  get_buckets_near (self, y, &first, &end);
  if (!sch_strip_source_find_place (self->source, first, end, &place))
    place = sch_strip_marks_char_of (marks, (guint) bucket_at (self, y));
  sch_document_view_scroll_to (self->view, place, place);
}

/* The place under the pointer comes into the middle of the view. */
static void
drag_update_cb (SchScrollStrip *self, double dx, double dy, GtkGestureDrag *gesture)
{
  SchStripMarks *marks = sch_strip_source_get_marks (self->source);
  double start_x;
  double start_y;
  guint place;

  if (marks == NULL || ABS (dy) < SLACK ||
      !gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y))
    return;
  place = sch_strip_marks_char_of (marks, (guint) bucket_at (self, start_y + dy));
  sch_document_view_center_on (self->view, place);
}

static gboolean
scroll_cb (SchScrollStrip *self, double dx, double dy)
{
  double page = gtk_adjustment_get_page_size (self->adjustment);

  gtk_adjustment_set_value (self->adjustment,
                            gtk_adjustment_get_value (self->adjustment) + dy * page / 8);
  return GDK_EVENT_STOP;
}

static void
add_pointer (SchScrollStrip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_gesture_group (drag, click);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_scroll_strip_dispose (GObject *object)
{
  SchScrollStrip *self = SCH_SCROLL_STRIP (object);

  g_clear_object (&self->source);
  g_clear_object (&self->adjustment);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  G_OBJECT_CLASS (sch_scroll_strip_parent_class)->dispose (object);
}

static void
sch_scroll_strip_class_init (SchScrollStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_scroll_strip_dispose;
  widget_class->snapshot = sch_scroll_strip_snapshot;
  widget_class->measure = sch_scroll_strip_measure;
  widget_class->query_tooltip = sch_scroll_strip_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "scrollstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sch_scroll_strip_init (SchScrollStrip *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Overview of the document"), -1);
  add_pointer (self);
}

/**
 * sch_scroll_strip_new:
 *
 * Returns: (transfer full): a strip for the document that the view shows
 */
GtkWidget *
sch_scroll_strip_new (SchWorkspace *workspace, SchDocumentView *view)
{
  SchScrollStrip *self = g_object_new (SCH_TYPE_SCROLL_STRIP, NULL);

  self->workspace = g_object_ref (workspace);
  self->view = view;
  self->source = sch_strip_source_new (workspace);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::vadjustment", G_CALLBACK (adjustment_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adjustment_changed_cb (self);
  return GTK_WIDGET (self);
}
