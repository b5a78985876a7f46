/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What an attribute's value would be, in the document as it is or as it will be after a step. */

#include "sch-annotate.h"

G_BEGIN_DECLS

/**
 * SchDeriveView:
 * @spans: (nullable): id -> SchEdit of a span; NULL shows the document as it is
 * @relations: (nullable): id of a span -> GPtrArray of SchEdit of relations that start or end there,
 *   before or after
 * @asides: (nullable): path -> GArray of SchRange: stretches that the step makes no part of the text,
 *   sorted by start; the end of each is that of the farthest so far
 * @metadata: (nullable): path -> SchEdit of what is known of the document
 */
typedef struct
{
  SchCorpus *corpus;
  SchLayerDocument *document;
  const char *by;
  GHashTable *spans;
  GHashTable *relations;
  GHashTable *asides;
  GHashTable *metadata;
} SchDeriveView;

/* (nullable): the span as the view shows it */
SchSpan *sch_derive_view_get_span (const SchDeriveView *self, const char *id);
/* (transfer container): of SchRelation */
GPtrArray *sch_derive_view_list_relations (const SchDeriveView *self, const char *span);
/* Whether spans with the label are no part of the text. */
gboolean sch_derive_is_aside_label (SchScheme *scheme, const char *label);
/* (transfer full) (nullable): canonical JSON that the attribute allows; NULL = nothing is sure */
char *sch_derive_view_dup_json (const SchDeriveView *self, SchSpan *span, const SchLabel *label,
                                const SchAttribute *attribute);

G_END_DECLS
