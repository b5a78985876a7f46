/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SCH_DIRECTION_NEUTRAL,
  SCH_DIRECTION_LTR,
  SCH_DIRECTION_RTL,
} SchDirection;

SchDirection sch_direction_find (const char *utf8, gsize byte_len);

G_END_DECLS
