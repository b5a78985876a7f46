/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-document-layout.h"

G_BEGIN_DECLS

/**
 * SchHitPainter:
 *
 * Marks places in the text, such as the hits of a search: a light box each, and one that stands out
 * by a thick frame. Only what is on the screen is measured and drawn.
 */
typedef struct _SchHitPainter SchHitPainter;

SchHitPainter *sch_hit_painter_new (SchDocumentLayout *layout);
void sch_hit_painter_free (SchHitPainter *self);
void sch_hit_painter_set_style (SchHitPainter *self, gboolean dark, gboolean high_contrast);
/* @hits: (nullable) (element-type SchRange): sorted, disjoint; @current: index, or G_MAXUINT. */
void sch_hit_painter_set_hits (SchHitPainter *self, GArray *hits, guint current);
/* (transfer none) (element-type SchPiece): the boxes in a paragraph, y from its top; their "span" is the
 * index of the hit. */
GArray *sch_hit_painter_get_pieces (SchHitPainter *self, SchParagraph *paragraph);
void sch_hit_painter_draw (SchHitPainter *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchHitPainter, sch_hit_painter_free)

G_END_DECLS
