/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document.h"

G_BEGIN_DECLS

/**
 * SchStatusCounts:
 *
 * How many documents of a list have each status. Follows the list and its documents; a change of
 * one document costs the same however many there are. Emits "changed".
 */
#define SCH_TYPE_STATUS_COUNTS (sch_status_counts_get_type ())
G_DECLARE_FINAL_TYPE (SchStatusCounts, sch_status_counts, SCH, STATUS_COUNTS, GObject)

SchStatusCounts *sch_status_counts_new (void);
/* (nullable): a list of SchDocument */
void sch_status_counts_set_model (SchStatusCounts *self, GListModel *model);
guint sch_status_counts_get (SchStatusCounts *self, SchStatus status);
guint sch_status_counts_get_n_documents (SchStatusCounts *self);

G_END_DECLS
