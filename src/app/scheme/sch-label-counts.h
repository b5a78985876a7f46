/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchLabelCounts: how many annotations of the layer on show have a label, in all documents. Documents
 * that are not open are read bit by bit.
 *
 * Signals:
 * - "changed": the counts are others now, or are all known now
 */
#define SCH_TYPE_LABEL_COUNTS (sch_label_counts_get_type ())
G_DECLARE_FINAL_TYPE (SchLabelCounts, sch_label_counts, SCH, LABEL_COUNTS, GObject)

SchLabelCounts *sch_label_counts_new (SchWorkspace *workspace);
/* Of the documents that were counted so far. */
guint sch_label_counts_get (SchLabelCounts *self, const char *label);

G_END_DECLS
