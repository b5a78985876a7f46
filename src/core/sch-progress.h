/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far long work is; written by a worker, read by the owner with g_atomic_int_get() while the
 * work goes on. @n_total: 0 = not known yet. */
typedef struct
{
  int n_done;
  int n_total;
} SchProgress;

G_END_DECLS
