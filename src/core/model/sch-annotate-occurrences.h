/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-annotate.h"
#include "sch-occurrences.h"

G_BEGIN_DECLS

/* Annotates the ticked places, and remembers which were left out: one step over all their documents. */
gboolean sch_annotate_occurrences (const SchAnnotator *who, SchOccurrences *found, guint *n_spans,
                                   guint *n_documents, GError **error);

G_END_DECLS
