/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-scheme.h"
#include "sch-workspace.h"

G_BEGIN_DECLS

/**
 * SchSchemeSource: where another scheme comes from: the catalog, the folder of a corpus, or a file. What
 * cannot be read says why, below.
 *
 * Signal "changed": another scheme, or none
 */
#define SCH_TYPE_SCHEME_SOURCE (sch_scheme_source_get_type ())
G_DECLARE_FINAL_TYPE (SchSchemeSource, sch_scheme_source, SCH, SCHEME_SOURCE, GtkWidget)

GtkWidget *sch_scheme_source_new (SchWorkspace *workspace);
/* (nullable) (transfer none) */
SchScheme *sch_scheme_source_get_scheme (SchSchemeSource *self);
/* Its name, else "" */
const char *sch_scheme_source_get_name (SchSchemeSource *self);
/* A folder with a scheme.json, or a file. */
void sch_scheme_source_read (SchSchemeSource *self, const char *path);

G_END_DECLS
