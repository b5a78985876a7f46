/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

/* How the small native files are laid out: key orders, what is left out, one record per line. */

void sch_canonical_write_file (JsonNode *node, SchRecordType type, SchJsonWriter *writer);
void sch_canonical_write_inline (JsonNode *node, SchRecordType type, SchJsonWriter *writer);
/* Any value, in its own member order, nothing left out. */
void sch_canonical_write_value (JsonNode *node, SchJsonWriter *writer);
/* The members of @node that the type does not know, as in SchRecord.extra; NULL if there are none. */
char *sch_canonical_dup_extra (JsonObject *object, const char *const *known);
/* Takes the member that @pull is at into @extra. */
void sch_canonical_append_extra (char **extra, SchJsonPull *pull, const char *name);
void sch_canonical_write_extra (const char *extra, SchJsonWriter *writer);

G_END_DECLS
