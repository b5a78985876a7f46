/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-annotate.h"

G_BEGIN_DECLS

/**
 * SchLink: a relation that there may be between a span and another.
 * @outward: from the span to the other
 * @needed: a rule of the scheme asks for it
 */
typedef struct
{
  const SchRelationType *type;
  gboolean outward;
  gboolean needed;
} SchLink;

/* (transfer full) (element-type SchLink): what may link the spans and does not do so yet, the best first: what a rule
 * asks for, then what leads outward, in the order of the scheme. */
GArray *sch_links_between (SchScheme *scheme, SchLayerDocument *document, const SchSpan *span,
                           const SchSpan *other);
/* The same for another span that is yet to be made. */
GArray *sch_links_with_label (SchScheme *scheme, SchLayerDocument *document, const SchSpan *span,
                              const char *label);
/* Ids of the labels that another end may have. */
GHashTable *sch_links_list_labels (SchScheme *scheme, const SchSpan *span);

/* Whether a relation may start (@at_to: end) at another span, or have another type, or the other direction: the scheme
 * allows it, and there is no such relation yet. */
gboolean sch_links_may_end (SchScheme *scheme, SchLayerDocument *document,
                            const SchRelation *relation, gboolean at_to, const SchSpan *span);
gboolean sch_links_may_be (SchScheme *scheme, SchLayerDocument *document,
                           const SchRelation *relation, const SchRelationType *type);
gboolean sch_links_may_reverse (SchScheme *scheme, SchLayerDocument *document,
                                const SchRelation *relation);

/* The attribute and its value that exempt a span from a rule which asks for a relation, such as the voice of a claim
 * that is the author's own; FALSE where there is none. @attribute, @value: owned by the scheme */
gboolean sch_links_find_exemption (SchScheme *scheme, const char *label,
                                   const SchAttribute **attribute, const SchAttributeValue **value);

/* Sets that attribute. */
gboolean sch_annotate_exempt (const SchAnnotator *who, const char *span, GError **error);
/* Makes a span and a relation between it and another, in one step; @outward: from @other to the new one. */
char *sch_annotate_tag_linked (const SchAnnotator *who, const char *label, const SchRange *ranges,
                               guint n_ranges, const char *other, const char *type,
                               gboolean outward, GError **error);

G_END_DECLS
