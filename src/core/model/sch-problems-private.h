/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

GHashTable *sch_ignored_read (SchState *state);
void sch_ignored_add_difference (GHashTable *ignored, GHashTable *other, GPtrArray *ids);

G_END_DECLS
