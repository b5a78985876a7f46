/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"
#include "sch-segmenter.h"

G_BEGIN_DECLS

/**
 * SchSurfacePattern:
 *
 * A surface (the text that an annotation covers) to be found again in texts: quotation marks, dashes
 * and white space of any form are the same; so are capital and small letters, but for surfaces of
 * fewer than four letters or in capitals only, which keep their case. A word that begins with a
 * capital letter is found with a capital only, except a first word of at most three letters (The).
 * Immutable; shared by several threads if they want.
 */
typedef struct _SchSurfacePattern SchSurfacePattern;

/* @whole_start, @whole_end: whether a match starts and ends where a smart word does */
SchSurfacePattern *sch_surface_pattern_new (const char *text, gboolean whole_start,
                                            gboolean whole_end);
/* (nullable): of a text's part; whole words where the part has them. NULL for what is no surface. */
SchSurfacePattern *sch_surface_pattern_new_from_range (SchText *text, SchSegmenter *segmenter,
                                                       SchRange range);
void sch_surface_pattern_free (SchSurfacePattern *self);
/* As sch_surface_fold() of the text. */
const char *sch_surface_pattern_get_folded (SchSurfacePattern *self);
/* The first match that starts in [*@at, @limit); *@at goes behind it, or to @limit where there is none. */
gboolean sch_surface_pattern_next (SchSurfacePattern *self, SchText *text, SchSegmenter *segmenter,
                                   guint *at, guint limit, SchRange *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSurfacePattern, sch_surface_pattern_free)

G_END_DECLS
