/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-derive-quotation.h"

G_BEGIN_DECLS

char *sch_derive_dup_before (const SchQuotationPlace *place);
char *sch_derive_dup_after (const SchQuotationPlace *place);
SchRange sch_derive_get_stretch (const SchQuotationPlace *place);
/* The words of saying in the sentence that are nearest to the claim, between its parts too; FALSE where there are
 * none. @part: those in here come first */
gboolean sch_derive_find_cue (const SchQuotationPlace *place, SchRange part, SchRange *cue);

G_END_DECLS
