/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pending place to scroll to, checked once a frame until it holds still. */

#include "config.h"

#include "sch-scroll-target.h"

#define STABLE_FRAMES 4
#define MAX_FRAMES 600

struct _SchScrollTarget
{
  GtkTextView *view; /* not owned */
  int start;
  int end;
  guint tick;
  int n_stable;
  int n_frames;
  int last_top;
};

SchScrollTarget *
sch_scroll_target_new (GtkTextView *view)
{
  SchScrollTarget *self = g_new0 (SchScrollTarget, 1);

  self->view = view;
  return self;
}

void
sch_scroll_target_cancel (SchScrollTarget *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  self->tick = 0;
}

void
sch_scroll_target_free (SchScrollTarget *self)
{
  sch_scroll_target_cancel (self);
  g_free (self);
}

/* Top and bottom of the range in buffer coordinates, as far as they are known now. */
static void
get_extent (SchScrollTarget *self, int *top, int *bottom)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter iter;
  GdkRectangle location;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, self->start);
  gtk_text_view_get_iter_location (self->view, &iter, &location);
  *top = location.y;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, self->end);
  gtk_text_view_get_iter_location (self->view, &iter, &location);
  *bottom = location.y + location.height;
}

static void
move_to (SchScrollTarget *self, int top, int bottom)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  double margin = MIN (48, page / 6);
  double y = top + gtk_text_view_get_top_margin (self->view);

  if (y - margin < value || bottom - top > page - 2 * margin)
    value = y - page / 3;
  else if (y + (bottom - top) + margin > value + page)
    value = y + (bottom - top) - 2 * page / 3;
  else
    return;
  gtk_adjustment_set_value (adjustment, MAX (value, 0));
}

/* Lines that are not measured yet make the text seem shorter than it is: then it is not there. */
static gboolean
is_reached (SchScrollTarget *self, int top)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double value = gtk_adjustment_get_value (adjustment);
  double y = top + gtk_text_view_get_top_margin (self->view);

  return y >= value && y <= value + gtk_adjustment_get_page_size (adjustment);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SchScrollTarget *self = data;
  int top;
  int bottom;

  if (gtk_widget_get_height (widget) <= 1)
    return G_SOURCE_CONTINUE;
  get_extent (self, &top, &bottom);
  move_to (self, top, bottom);
  self->n_stable = top == self->last_top && is_reached (self, top) ? self->n_stable + 1 : 0;
  self->last_top = top;
  if (self->n_stable < STABLE_FRAMES && ++self->n_frames < MAX_FRAMES)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/**
 * sch_scroll_target_set:
 * @buffer_start: offset in the buffer
 * @buffer_end: exclusive
 */
void
sch_scroll_target_set (SchScrollTarget *self, int buffer_start, int buffer_end)
{
  self->start = buffer_start;
  self->end = MAX (buffer_start, buffer_end - 1);
  self->n_stable = 0;
  self->n_frames = 0;
  self->last_top = -1;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

/**
 * sch_scroll_target_center:
 * @buffer_offset: comes into the middle of the view, as far as the lines above it are measured
 */
void
sch_scroll_target_center (SchScrollTarget *self, int buffer_offset)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  int top;
  int bottom;

  sch_scroll_target_cancel (self);
  self->start = self->end = buffer_offset;
  get_extent (self, &top, &bottom);
  gtk_adjustment_set_value (adjustment, (top + bottom) / 2 +
                                            gtk_text_view_get_top_margin (self->view) -
                                            gtk_adjustment_get_page_size (adjustment) / 2);
}
