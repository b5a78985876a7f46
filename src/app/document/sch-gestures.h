/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SCH_GESTURE_NONE,
  SCH_GESTURE_CLICK,    /* released without a drag: n_press says which */
  SCH_GESTURE_DRAG,     /* the pointer moved with the button down */
  SCH_GESTURE_DRAG_END, /* released after a drag */
} SchGesture;

/**
 * SchGestures: what presses, moves and releases of the first button mean; no widgets, no clock.
 * @n_press: 1, 2, 3 for single, double, triple click of the last press
 */
typedef struct
{
  double press_x;
  double press_y;
  double last_x;
  double last_y;
  guint press_time;
  guint n_press;
  gboolean is_down;
  gboolean is_drag;
} SchGestures;

/* Times in milliseconds, distances in pixels; @double_time and @double_distance are the desktop's settings. */
void sch_gestures_press (SchGestures *self, double x, double y, guint time, guint double_time,
                         double double_distance);
SchGesture sch_gestures_move (SchGestures *self, double x, double y, double threshold);
SchGesture sch_gestures_release (SchGestures *self, double x, double y);
void sch_gestures_cancel (SchGestures *self);

G_END_DECLS
