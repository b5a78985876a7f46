/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme.h"

G_BEGIN_DECLS

/**
 * SchDefaultRow: what an attribute is without anybody setting it: nothing, a value, or what the
 * program finds out. Only what fits the attribute's type is offered.
 *
 * Signal "changed" (const char *json or NULL)
 */
#define SCH_TYPE_DEFAULT_ROW (sch_default_row_get_type ())
G_DECLARE_FINAL_TYPE (SchDefaultRow, sch_default_row, SCH, DEFAULT_ROW, GtkWidget)

GtkWidget *sch_default_row_new (void);
/* @attribute: of @scheme, which is kept */
void sch_default_row_set_attribute (SchDefaultRow *self, SchScheme *scheme,
                                    const SchAttribute *attribute);

/* Whether a default can be derived so for the type. */
gboolean sch_default_row_fits (const char *derive, SchAttributeType type);

G_END_DECLS
