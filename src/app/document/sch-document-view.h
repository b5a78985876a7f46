/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "sch-arcs.h"
#include "sch-hit-painter.h"
#include "sch-painter.h"

G_BEGIN_DECLS

/**
 * SchDocumentView:
 *
 * The text of a document with its spans. Speaks document offsets (code points) only; the map to the buffer
 * stays inside. Shows and selects; it knows nothing of gestures, keys or edits.
 *
 * Signals:
 * - "draw-above" (GtkSnapshot): over text, spans and chips, in buffer coordinates
 * - "caret-moved": the caret or the selection was moved by the person or by a function below
 */
#define SCH_TYPE_DOCUMENT_VIEW (sch_document_view_get_type ())
G_DECLARE_FINAL_TYPE (SchDocumentView, sch_document_view, SCH, DOCUMENT_VIEW, GtkSourceView)

GtkWidget *sch_document_view_new (void);
/* All NULL shows nothing. @name: for assistive technology. */
void sch_document_view_set_document (SchDocumentView *self, SchText *text,
                                     SchLayerDocument *document, SchScheme *scheme,
                                     const char *name);
void sch_document_view_set_scheme (SchDocumentView *self, SchScheme *scheme);
/* @font: Pango font description, "" = the reading font; @zoom: 1.0 = 100 %; @measure: characters; @line_spacing: extra
 * pixels between rows. */
void sch_document_view_set_style (SchDocumentView *self, const char *font, double zoom, int measure,
                                  double line_spacing);
void sch_document_view_set_all_relations (SchDocumentView *self, gboolean all);
/* Hidden spans are neither painted nor hit. */
void sch_document_view_set_visibility (SchDocumentView *self, SchVisibility *visibility);
/* Another layer's spans of the same text, faintly behind; (nullable): none. @title: of the layer. */
void sch_document_view_set_behind (SchDocumentView *self, SchLayerDocument *document,
                                   const char *title);
/* How strongly spans are painted: 1 as they are, 0 not at all. */
void sch_document_view_set_span_opacity (SchDocumentView *self, double opacity);
void sch_document_view_set_chip_mode (SchDocumentView *self, SchChipMode mode);
SchChipMode sch_document_view_get_chip_mode (SchDocumentView *self);

guint sch_document_view_get_caret (SchDocumentView *self);
void sch_document_view_set_caret (SchDocumentView *self, guint char_offset);
/* FALSE where no text is selected. */
gboolean sch_document_view_get_selection (SchDocumentView *self, guint *char_start,
                                          guint *char_end);
void sch_document_view_select (SchDocumentView *self, guint char_anchor, guint char_caret);
guint sch_document_view_get_anchor (SchDocumentView *self);
/* @id: (nullable): the claim to which sources and cues go */
void sch_document_view_set_current_claim (SchDocumentView *self, const char *id);
/* Words that may become a span; see sch_painter_set_ghost(). @tooltip: says how they do */
void sch_document_view_set_ghost (SchDocumentView *self, const SchRange *range, const char *label,
                                  const char *key, const char *tooltip);
/* Ids; the last one leads. */
void sch_document_view_set_selected_spans (SchDocumentView *self, const char *const *ids);
void sch_document_view_set_selected_relation (SchDocumentView *self, const char *id);
void sch_document_view_set_hovered_span (SchDocumentView *self, const char *id);
/* What a search shows: see sch_workspace_set_hits(). */
void sch_document_view_set_hits (SchDocumentView *self, GArray *hits, guint current);

/* Widget coordinates. */
guint sch_document_view_offset_at (SchDocumentView *self, double x, double y);
GPtrArray *sch_document_view_spans_at (SchDocumentView *self, double x, double y);
gboolean sch_document_view_is_ghost_at (SchDocumentView *self, double x, double y);
SchRelation *sch_document_view_relation_at (SchDocumentView *self, double x, double y, double slack,
                                            const char **far);
SchRelation *sch_document_view_next_relation_at (SchDocumentView *self, double x, double y,
                                                 double slack);
/* (nullable): the way of the selected relation as it was drawn last, in buffer coordinates. */
const SchArc *sch_document_view_get_relation_arc (SchDocumentView *self, const SchArcPage **page);
/* (transfer full) (nullable): the span whose chip is there. */
SchSpan *sch_document_view_chip_at (SchDocumentView *self, double x, double y);
/* Rectangle of the rows that a range touches, for placing a popover. */
void sch_document_view_get_range_bounds (SchDocumentView *self, guint char_start, guint char_end,
                                         GdkRectangle *bounds);
/* Brings the range into view, also while lines are still being measured. */
void sch_document_view_scroll_to (SchDocumentView *self, guint char_start, guint char_end);

/* At once, into the middle. */
void sch_document_view_center_on (SchDocumentView *self, guint char_offset);

SchPainter *sch_document_view_get_painter (SchDocumentView *self);
SchHitPainter *sch_document_view_get_hit_painter (SchDocumentView *self);
SchDocumentLayout *sch_document_view_get_layout (SchDocumentView *self);

G_END_DECLS
