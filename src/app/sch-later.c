/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When panels follow an edit. A time and a priority, and not a signal of the frame clock: that stands
 * still while the window is out of sight, and the panels must not. */

#include "config.h"

#include "sch-later.h"

/* More than two frames. Drawing that is due then still comes first, by its priority. */
#define LATER_MS 40

guint
sch_later_add (GSourceFunc func, gpointer data)
{
  return g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, LATER_MS, func, data, NULL);
}
