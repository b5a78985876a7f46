/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-painter.h"

G_BEGIN_DECLS

/**
 * SchBehindPainter: the spans of another layer, faintly behind those of the layer being edited. They have
 * no chips and are hit by nothing but the pointer that asks what they are.
 */
typedef struct _SchBehindPainter SchBehindPainter;

SchBehindPainter *sch_behind_painter_new (GtkTextView *view, SchDocumentLayout *layout);
void sch_behind_painter_free (SchBehindPainter *self);
/* @document: (nullable): none; @title: of its layer */
void sch_behind_painter_set_document (SchBehindPainter *self, SchLayerDocument *document,
                                      SchScheme *scheme, const char *title);
void sch_behind_painter_set_scheme (SchBehindPainter *self, SchScheme *scheme);
SchPainter *sch_behind_painter_get_painter (SchBehindPainter *self);
/* Layer and labels of what is at a point of the view in buffer coordinates, or NULL. */
char *sch_behind_painter_dup_tooltip (SchBehindPainter *self, float x, float y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchBehindPainter, sch_behind_painter_free)

G_END_DECLS
