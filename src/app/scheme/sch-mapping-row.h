/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sch-scheme-mapping.h"

G_BEGIN_DECLS

/**
 * SchMappingRow: what one old value becomes: another value, chosen or typed, itself, or nothing.
 */
#define SCH_TYPE_MAPPING_ROW (sch_mapping_row_get_type ())
G_DECLARE_FINAL_TYPE (SchMappingRow, sch_mapping_row, SCH, MAPPING_ROW, AdwActionRow)

/* @attribute: lives as long as the row; @typed: whether values are typed, not chosen */
GtkWidget *sch_mapping_row_new (const SchAttribute *attribute, SchAttributeType type,
                                gboolean typed, const char *without);
void sch_mapping_row_set_old (SchMappingRow *self, const char *json, const char *name, guint n);
void sch_mapping_row_propose (SchMappingRow *self, const char *json, SchMappingTarget target);
/* As it was proposed, or SCH_MAPPING_KEEP, SCH_MAPPING_REMOVE. */
void sch_mapping_row_reset (SchMappingRow *self);
void sch_mapping_row_set_target (SchMappingRow *self, SchMappingTarget target);
const char *sch_mapping_row_get_old (SchMappingRow *self);
SchMappingTarget sch_mapping_row_get_new (SchMappingRow *self, char **value);
/* Marks what cannot be taken over and puts the keyboard there. */
gboolean sch_mapping_row_check (SchMappingRow *self);

G_END_DECLS
