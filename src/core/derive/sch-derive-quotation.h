/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_QUOTATION_NONE,
  SCH_QUOTATION_DIRECT,
  SCH_QUOTATION_INDIRECT,
  SCH_QUOTATION_MIXED,
  SCH_QUOTATION_REPORTED,
  SCH_QUOTATION_CAPTION,
} SchQuotation;

/**
 * SchQuotationPlace:
 * @ranges: of the claim, sorted, within the text, at least one
 * @sources, @cues: (nullable): ranges of the sources and cues that are related to it
 * @is_own: a person declared the claim to be the author's own
 * @is_aside: it lies in what is no part of the account
 *
 * A claim with what is known of it.
 */
typedef struct
{
  SchText *text;
  const char *language; /* (nullable): a BCP 47 tag */
  const SchRange *ranges;
  guint n_ranges;
  const SchRange *sources;
  guint n_sources;
  const SchRange *cues;
  guint n_cues;
  gboolean is_own;
  gboolean is_aside;
} SchQuotationPlace;

SchQuotation sch_derive_quotation (const SchQuotationPlace *place);
/* "none", "direct", "indirect", "mixed", "reported", "caption" */
const char *sch_quotation_to_string (SchQuotation quotation);

G_END_DECLS
