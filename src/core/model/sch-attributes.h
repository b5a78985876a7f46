/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "sch-json-pull.h"
#include "sch-json-writer.h"

G_BEGIN_DECLS

/**
 * SchAttributes:
 *
 * An immutable map of attribute ids to JSON values, sorted by id, shared by reference. NULL is
 * the empty map. A value is kept as its canonical JSON text, so that nothing of it is ever lost.
 */
typedef struct _SchAttributes SchAttributes;

SchAttributes *sch_attributes_ref (SchAttributes *self);
void sch_attributes_unref (SchAttributes *self);
guint sch_attributes_get_size (SchAttributes *self);
const char *sch_attributes_get_key (SchAttributes *self, guint index);
const char *sch_attributes_get_json_at (SchAttributes *self, guint index);
const char *sch_attributes_get_json (SchAttributes *self, const char *key);
gboolean sch_attributes_equal (SchAttributes *a, SchAttributes *b);

/* A copy with one value changed; @json NULL takes the attribute out. */
SchAttributes *sch_attributes_with_json (SchAttributes *self, const char *key, const char *json);
SchAttributes *sch_attributes_with_string (SchAttributes *self, const char *key, const char *value);
SchAttributes *sch_attributes_with_strv (SchAttributes *self, const char *key,
                                         const char *const *value);
SchAttributes *sch_attributes_with_number (SchAttributes *self, const char *key, double value);
SchAttributes *sch_attributes_with_boolean (SchAttributes *self, const char *key, gboolean value);

/* Typed views of a value: NULL or FALSE where it is not there or of another type. */
char *sch_attributes_dup_string (SchAttributes *self, const char *key);
char **sch_attributes_dup_strv (SchAttributes *self, const char *key);
gboolean sch_attributes_get_number (SchAttributes *self, const char *key, double *value);
gboolean sch_attributes_get_boolean (SchAttributes *self, const char *key, gboolean *value);
/* Any value as text for people: strings as they are, lists joined by ", ". */
char *sch_attributes_dup_display (SchAttributes *self, const char *key);
gboolean sch_attributes_has_value (SchAttributes *self, const char *key, const char *value);

SchAttributes *sch_attributes_read (SchJsonPull *pull);
void sch_attributes_write (SchAttributes *self, SchJsonWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchAttributes, sch_attributes_unref)

G_END_DECLS
