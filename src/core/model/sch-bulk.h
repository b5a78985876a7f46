/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

/* For sch-record-*.c and sch-edit.c. Without ids (NULL) none are written: those of the other side of
 * the edit count. */
void sch_bulk_write (SchBulk *self, SchJsonWriter *writer);
SchBulk *sch_bulk_read (SchJsonPull *pull);

G_END_DECLS
