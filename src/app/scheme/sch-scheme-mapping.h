/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-corpus-scheme.h"

G_BEGIN_DECLS

/* What an old value becomes. */
typedef enum
{
  SCH_MAPPING_VALUE,
  SCH_MAPPING_KEEP,
  SCH_MAPPING_REMOVE,
} SchMappingTarget;

/**
 * SchSchemeMapping: a window that says what becomes of values when their attribute changes: a row for
 * each old value with how often it occurs. Nothing is changed before its button is pressed.
 *
 * Signal "apply": the button; the window goes after that. "cancel": it went without
 */
#define SCH_TYPE_SCHEME_MAPPING (sch_scheme_mapping_get_type ())
G_DECLARE_FINAL_TYPE (SchSchemeMapping, sch_scheme_mapping, SCH, SCHEME_MAPPING, AdwWindow)

/* @attribute: whose values they are, of @scheme, which is kept; @type: what the new ones shall fit;
 * @without: (nullable): a value that is going and cannot be chosen. A choice that has no values yet gets
 * those that are typed: they are then given as JSON strings of their names. */
SchSchemeMapping *sch_scheme_mapping_new (GtkWindow *parent, const char *title,
                                          const char *explanation, const char *apply_label,
                                          SchScheme *scheme, const SchAttribute *attribute,
                                          SchAttributeType type, const char *without);
/* @json: the old value; @name: (nullable): what people call it; @proposal: (nullable): canonical JSON
 * of the new one */
void sch_scheme_mapping_add (SchSchemeMapping *self, const char *json, const char *name, guint n,
                             const char *proposal, SchMappingTarget target);
guint sch_scheme_mapping_get_length (SchSchemeMapping *self);
const char *sch_scheme_mapping_get_old (SchSchemeMapping *self, guint index);
/* @value: (out) (transfer full): canonical JSON for SCH_MAPPING_VALUE; what was typed or chosen */
SchMappingTarget sch_scheme_mapping_get_new (SchSchemeMapping *self, guint index, char **value);

G_END_DECLS
