/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-draft.h"

G_BEGIN_DECLS

/* Places in a scheme that widgets keep, and what stands there now. */

/* (nullable): the list of attributes in which the place is */
GPtrArray *sch_scheme_place_get_attributes (const SchSchemePlace *place, SchScheme *scheme);
const SchAttribute *sch_scheme_place_get_attribute (const SchSchemePlace *place, SchScheme *scheme);
/* (nullable): the value that the place names */
const SchAttributeValue *sch_scheme_place_get_value (const SchSchemePlace *place,
                                                     SchScheme *scheme);

/* What the program calls things. */
const char *sch_scheme_place_get_kind_title (SchKind kind);
const char *sch_scheme_place_get_type_title (SchAttributeType type);
/* (nullable): what is derived; NULL where the name is not known */
const char *sch_scheme_place_get_derive_title (const char *derive);
/* A kind or a label as people call it; the id where it is neither. */
char *sch_scheme_place_dup_name (SchScheme *scheme, const char *kind_or_label);

G_END_DECLS
