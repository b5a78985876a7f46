/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words near a claim would be in the scheme, and what they are in the document. Costs as much as there are
 * annotations over them. */

#include "config.h"

#include "sch-cue-offer.h"

#include "sch-annotate-private.h"
#include "sch-attribution-relation.h"

/* Whether a relation type ties cues with the label to the claim. */
static gboolean
may_tie (SchScheme *scheme, const SchSpan *claim, const SchLabel *label)
{
  const SchLabel *claim_label = sch_scheme_get_label (scheme, claim->label);
  gboolean claim_is_start;

  return claim_label != NULL &&
         sch_attribution_relation_find_type (scheme, claim_label, label, &claim_is_start) != NULL;
}

/* The first label for cues that is in use. */
static const SchLabel *
find_label (SchScheme *scheme, const SchSpan *claim)
{
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      if (label->kind == SCH_KIND_CUE && !label->retired && may_tie (scheme, claim, label))
        return label;
    }
  return NULL;
}

static gboolean
covers (const SchSpan *span, const SchRange *range)
{
  return span->n_ranges == 1 && span->ranges[0].start <= range->start &&
         span->ranges[0].end >= range->end;
}

static guint
get_length (const SchSpan *span)
{
  return sch_span_get_end (span) - sch_span_get_start (span);
}

/* A cue that the words are, or are a part of ("has said"), is taken as it is. */
static void
follow_spans (SchScheme *scheme, SchLayerDocument *document, const SchSpan *claim,
              SchCueOffer *offer, gboolean *excluded)
{
  g_autoptr (GPtrArray) spans = sch_span_index_query (sch_layer_document_get_index (document),
                                                      offer->range.start, offer->range.end);

  *excluded = FALSE;
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = spans->pdata[i];
      const SchLabel *label = sch_scheme_get_label (scheme, span->label);

      if (label == NULL)
        continue;
      if (g_strcmp0 (label->role, "exclude") == 0)
        *excluded = TRUE;
      if (label->kind == SCH_KIND_CUE && covers (span, &offer->range) &&
          may_tie (scheme, claim, label) &&
          (offer->span == NULL || get_length (span) < get_length (offer->span)))
        {
          offer->span = span;
          offer->label = label;
        }
    }
  if (offer->span != NULL)
    offer->range = offer->span->ranges[0];
}

gboolean
sch_cue_offer_find (SchScheme *scheme, SchLayerDocument *document,
                    const SchAttribution *attribution, const char *language, SchCueOffer *offer)
{
  SchText *text = sch_layer_document_get_text (document);
  gboolean excluded;

  g_return_val_if_fail (scheme != NULL && SCH_IS_LAYER_DOCUMENT (document), FALSE);
  g_return_val_if_fail (attribution != NULL && offer != NULL, FALSE);

  *offer = (SchCueOffer){ { 0, 0 }, NULL, NULL };
  if (text == NULL || attribution->is_own)
    return FALSE;
  offer->label = find_label (scheme, attribution->claim);
  if (offer->label == NULL ||
      !sch_attribution_find_cue (attribution, text, language, &offer->range))
    return FALSE;
  follow_spans (scheme, document, attribution->claim, offer, &excluded);
  return !excluded;
}

char *
sch_cue_offer_take (const SchAnnotator *who, const SchCueOffer *offer, GError **error)
{
  g_return_val_if_fail (who->claim != NULL && offer->label != NULL, NULL);

  if (offer->span == NULL)
    return sch_annotate_tag (who, offer->label->id, &offer->range, 1, error);
  if (!sch_annotate_relate_to_claim (who, offer->label, offer->span->record.id, error))
    return NULL;
  return g_strdup (offer->span->record.id);
}
