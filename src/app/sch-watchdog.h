/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Builds with debug information only; elsewhere it does nothing. */
void sch_watchdog_start (void);
void sch_watchdog_window_complete (void);

G_END_DECLS
