/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

/* Which relations say who a claim is from (to its source), and in which words that is told (to its cue). Others
 * between them, such as one to an addressee or to who passed it on, are none. */

const SchRelationType *sch_attribution_relation_find_type (SchScheme *scheme, const SchLabel *claim,
                                                           const SchLabel *other,
                                                           gboolean *claim_is_start);
gboolean sch_attribution_relation_exists (SchScheme *scheme, const SchLabel *claim, SchKind kind);
gboolean sch_attribution_relation_is (SchScheme *scheme, const SchRelation *relation,
                                      const SchLabel *claim, const SchLabel *other);

G_END_DECLS
