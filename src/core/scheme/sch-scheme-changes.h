/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-draft.h"

G_BEGIN_DECLS

/**
 * SchSchemeChanges:
 *
 * What becomes of annotations when a scheme is changed: a list of rules from records to records,
 * applied in the order in which they were added. Everything else stays as it is. A pure value: it
 * may be used by several threads once it is filled.
 */
typedef struct _SchSchemeChanges SchSchemeChanges;

SchSchemeChanges *sch_scheme_changes_new (void);
SchSchemeChanges *sch_scheme_changes_ref (SchSchemeChanges *self);
void sch_scheme_changes_unref (SchSchemeChanges *self);
gboolean sch_scheme_changes_is_empty (SchSchemeChanges *self);

/* What a scheme says by "replaces": labels, relation types and values. */
SchSchemeChanges *sch_scheme_changes_new_for_replaced (SchScheme *scheme);

/* @place: a label (spans, and clusters that name it), a relation type or a value. */
void sch_scheme_changes_replace (SchSchemeChanges *self, const SchSchemePlace *place,
                                 const char *into);
/* A label: its spans go, with their relations; a relation type: its relations; an attribute or a
 * value: what is set. */
void sch_scheme_changes_remove (SchSchemeChanges *self, const SchSchemePlace *place);
/* An attribute gets another type. @values: (nullable) (element-type utf8 utf8): canonical JSON of an
 * old value -> of the new one, or NULL = taken away; what is not named there is converted by
 * sch_scheme_convert_value(), and kept as it is where that is not possible. */
void sch_scheme_changes_convert (SchSchemeChanges *self, const SchSchemePlace *place,
                                 SchAttributeType type, GHashTable *values);

/* (transfer full) (nullable): canonical JSON of the value as one of another type ("12" as 12, true as
 * "true", one choice as a list, an ISO date in a text); NULL = there is none. */
char *sch_scheme_convert_value (const char *json, SchAttributeType type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSchemeChanges, sch_scheme_changes_unref)

G_END_DECLS
