/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pure state machine of one pointer button. A second press near the first within the double-click
 * time is a double click, never a click of its own. */

#include "config.h"

#include "sch-gestures.h"

#include <math.h>

void
sch_gestures_press (SchGestures *self, double x, double y, guint time, guint double_time,
                    double double_distance)
{
  gboolean again = self->n_press > 0 && !self->is_drag && time - self->press_time <= double_time &&
                   fabs (x - self->press_x) <= double_distance &&
                   fabs (y - self->press_y) <= double_distance;

  self->n_press = again && self->n_press < 3 ? self->n_press + 1 : 1;
  self->press_x = self->last_x = x;
  self->press_y = self->last_y = y;
  self->press_time = time;
  self->is_down = TRUE;
  self->is_drag = FALSE;
}

SchGesture
sch_gestures_move (SchGestures *self, double x, double y, double threshold)
{
  if (!self->is_down)
    return SCH_GESTURE_NONE;
  self->last_x = x;
  self->last_y = y;
  if (!self->is_drag && hypot (x - self->press_x, y - self->press_y) < threshold)
    return SCH_GESTURE_NONE;
  self->is_drag = TRUE;
  return SCH_GESTURE_DRAG;
}

SchGesture
sch_gestures_release (SchGestures *self, double x, double y)
{
  if (!self->is_down)
    return SCH_GESTURE_NONE;
  self->is_down = FALSE;
  self->last_x = x;
  self->last_y = y;
  return self->is_drag ? SCH_GESTURE_DRAG_END : SCH_GESTURE_CLICK;
}

void
sch_gestures_cancel (SchGestures *self)
{
  self->is_down = FALSE;
  self->is_drag = FALSE;
  self->n_press = 0;
}
