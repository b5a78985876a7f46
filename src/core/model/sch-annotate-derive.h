/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-annotate.h"

G_BEGIN_DECLS

/* (transfer full): names a value of a span */
char *sch_annotate_dup_given_key (const char *span, const char *attribute);
/* Completes an import by values that its source does not give. */
void sch_annotate_put_imported (const SchAnnotator *who, SchEditGroup *group, GHashTable *given);

/**
 * SchDeriveCounts: what becomes of the values of derived attributes
 * @n_new: values where there was none
 * @n_changed: other values
 * @n_removed: values that nothing in the text tells any more
 * @n_same: values that are as they would be derived
 * @n_kept: values that a person set, or that are there where only missing ones are asked for
 * @n_none: where nothing is sure, and there is no value
 */
typedef struct
{
  guint n_new;
  guint n_changed;
  guint n_removed;
  guint n_same;
  guint n_kept;
  guint n_none;
} SchDeriveCounts;

/* How many values are not what they were. */
guint sch_derive_counts_get_total (const SchDeriveCounts *self);

void sch_derive_counts_add (SchDeriveCounts *self, const SchDeriveCounts *other);

/* What sch_annotate_derive() would do with all spans of the document; added to @counts. */
void sch_annotate_count_derived (const SchAnnotator *who, gboolean anew, SchDeriveCounts *counts);

G_END_DECLS
