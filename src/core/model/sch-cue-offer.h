/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-annotate.h"
#include "sch-attribution.h"

G_BEGIN_DECLS

/**
 * SchCueOffer: words of saying that may become the cue of a claim that has none.
 * @range: the words
 * @label: what they would be
 * @span: (nullable): the cue, perhaps of another claim, that they are already
 *
 * Owned by the scheme and the document; to be used at once.
 */
typedef struct
{
  SchRange range;
  const SchLabel *label;
  SchSpan *span;
} SchCueOffer;

/* FALSE where there is nothing to offer: no such words, or no label or relation type for them; the claim has a cue,
 * or is the author's own; or the words are no part of the text. @language: (nullable): a BCP 47 tag */
gboolean sch_cue_offer_find (SchScheme *scheme, SchLayerDocument *document,
                             const SchAttribution *attribution, const char *language,
                             SchCueOffer *offer);
/* Ties the words to the current claim of @who, in one step. Returns the id of the cue; NULL with an error as
 * sch_annotate_tag() has it. */
char *sch_cue_offer_take (const SchAnnotator *who, const SchCueOffer *offer, GError **error);

G_END_DECLS
