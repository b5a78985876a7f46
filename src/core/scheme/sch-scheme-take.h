/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-diff.h"

G_BEGIN_DECLS

/* Makes the draft, where it differs from @other, as that is: one difference of
 * sch_scheme_diff (scheme of the draft, @other). FALSE with an error where that is not possible by itself;
 * the draft is of no use then. */
gboolean sch_scheme_draft_take (SchSchemeDraft *self, SchScheme *other,
                                const SchSchemeDifference *difference, GError **error);

G_END_DECLS
