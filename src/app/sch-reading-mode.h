/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-window.h"

G_BEGIN_DECLS

/* The action "win.reading-mode", its buttons in the header, and what it hides. */
void sch_reading_mode_init (SchWindow *window);
/* After the window showed or hid parts of itself: while one reads they stay hidden. */
void sch_reading_mode_update (SchWindow *window);

G_END_DECLS
