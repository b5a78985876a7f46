/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"

G_BEGIN_DECLS

/* Longer texts are no surfaces: they are not looked up. Code points. */
#define SCH_SURFACE_MAX_CHARS 200u
/* Nor are parts that lie further apart. */
#define SCH_SURFACE_MAX_SPREAD 1600u

char *sch_surface_fold (const char *text);

/**
 * SchSurfaceIndex:
 *
 * Which clusters the spans of a layer's loaded documents belong to, by label and surface (covered
 * text, folded by sch_surface_fold()). Belongs to the corpus; built at the first question and then
 * kept up to date with each change of a span.
 */
#define SCH_TYPE_SURFACE_INDEX (sch_surface_index_get_type ())
G_DECLARE_FINAL_TYPE (SchSurfaceIndex, sch_surface_index, SCH, SURFACE_INDEX, GObject)

SchSurfaceIndex *sch_surface_index_get (SchCorpus *corpus, const char *layer);
char *sch_surface_index_dup_cluster (SchSurfaceIndex *self, const char *label, const char *text);

G_END_DECLS
