/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"
#include "sch-surface-pattern.h"

G_BEGIN_DECLS

/**
 * SchOccurrenceFilter: which of the places that a surface matches may be annotated like @source.
 */
typedef struct _SchOccurrenceFilter SchOccurrenceFilter;

SchOccurrenceFilter *sch_occurrence_filter_new (SchCorpus *corpus, const char *layer,
                                                SchSpan *source, const char *surface,
                                                gboolean nested);
void sch_occurrence_filter_free (SchOccurrenceFilter *self);
/* @document: (nullable): the annotations where there are any; @segmenter: of @text */
gboolean sch_occurrence_filter_allows (SchOccurrenceFilter *self, SchLayerDocument *document,
                                       SchText *text, SchSegmenter *segmenter, SchRange match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchOccurrenceFilter, sch_occurrence_filter_free)

G_END_DECLS
