/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-derive-quotation.h"

G_BEGIN_DECLS

/* (nullable): who answers for the claim: "source", "author", or NULL where nothing tells. */
const char *sch_derive_voice (const SchQuotationPlace *place);

G_END_DECLS
