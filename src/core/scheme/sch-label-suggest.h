/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme.h"

G_BEGIN_DECLS

/* What a label gets that nobody has described yet. */

/* "#rrggbb": of the colours that can be told from a light and from a dark page (3:1) the one that is
 * least like those of the labels in use. */
const char *sch_scheme_suggest_color (SchScheme *scheme);
/* (transfer full): a key that no label in use has: under the left hand, of the name's letters where
 * that can be; else another of its letters; "" where there is none. */
char *sch_scheme_suggest_key (SchScheme *scheme, const char *name);
/* (nullable): the label with this name, whatever the case; one in use before a retired one. */
const SchLabel *sch_scheme_find_label_by_name (SchScheme *scheme, const char *name);

G_END_DECLS
