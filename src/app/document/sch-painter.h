/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-colors.h"
#include "sch-document-layout.h"
#include "sch-label-keys.h"
#include "sch-layer-document.h"
#include "sch-scheme.h"
#include "sch-visibility.h"

G_BEGIN_DECLS

/**
 * SchPaintedSpan: a span of a paragraph with its colours.
 */
typedef struct
{
  SchSpan *span;
  const SchLabel *label; /* (nullable): unknown to the scheme */
  const char *key;       /* (nullable): of the label */
  SchKind kind;
  SchColors colors;
  guint level;
} SchPaintedSpan;

/**
 * SchPaint: what is drawn in one paragraph, as plain geometry; y from the paragraph's top. Tests and
 * hit-testing read the same rectangles as the drawing.
 */
typedef struct
{
  GArray *spans;      /* of SchPaintedSpan, in document order */
  GArray *pieces;     /* of SchPiece, span = index into spans */
  GArray *chips;      /* of SchChip, placed */
  GArray *chip_spans; /* of guint: index into spans for each chip; see sch_paint_get_chip_span() */
  GArray *ghost;      /* of SchPiece: words on offer, no span */
  GArray *brackets;   /* of SchBracket */
  GArray *bracket_spans;
  GskRenderNode *below; /* (nullable): as drawn last */
  GskRenderNode *above;
} SchPaint;

/* (nullable): whose chip it is; NULL: that of the words on offer. */
const SchPaintedSpan *sch_paint_get_chip_span (const SchPaint *self, guint chip);

typedef enum
{
  SCH_CHIPS_FULL,
  SCH_CHIPS_LETTER,
  SCH_CHIPS_SELECTED,
  SCH_CHIPS_OFF,
} SchChipMode;

/**
 * SchPainter:
 *
 * Turns the spans of a layer document into geometry, a paragraph at a time and only for what is on the
 * screen, and draws it.
 */
typedef struct _SchPainter SchPainter;

SchPainter *sch_painter_new (GtkTextView *view, SchDocumentLayout *layout);
/* For spans that lie faintly behind those of another painter: no chips, nothing selected or hovered. */
SchPainter *sch_painter_new_behind (GtkTextView *view, SchDocumentLayout *layout);
void sch_painter_free (SchPainter *self);
void sch_painter_set_document (SchPainter *self, SchLayerDocument *document, SchScheme *scheme);
SchScheme *sch_painter_get_scheme (SchPainter *self);
/* @keys: (nullable): what chips of one letter show; without: the scheme's own keys */
void sch_painter_set_label_keys (SchPainter *self, SchLabelKeys *keys);
/* Hidden spans are neither painted nor hit. (nullable): all are shown. */
void sch_painter_set_visibility (SchPainter *self, SchVisibility *visibility);
gboolean sch_painter_shows (SchPainter *self, const SchSpan *span);
gboolean sch_painter_shows_lines (SchPainter *self, const char *relation_type);
void sch_painter_set_dark (SchPainter *self, gboolean dark, gboolean high_contrast,
                           const GdkRGBA *accent, const GdkRGBA *page);
void sch_painter_set_chip_mode (SchPainter *self, SchChipMode mode);
/* Height of the lane that chips need above each row, in pixels. */
int sch_painter_get_chip_height (SchPainter *self);
/* Ids; NULL and empty = none; the last one leads. Return whether anything has to be drawn again. */
gboolean sch_painter_set_selected (SchPainter *self, const char *const *ids);
/* The claim to which sources and cues go; it has a ring while it is not selected. */
gboolean sch_painter_set_current (SchPainter *self, const char *id);
gboolean sch_painter_set_hovered (SchPainter *self, const char *id);
/* Words on offer: drawn as a span with the label that is not there yet. @range: (nullable): none; @key: (nullable): of
 * the key that takes them, for the chip. Returns whether anything has to be drawn again. */
gboolean sch_painter_set_ghost (SchPainter *self, const SchRange *range, const char *label,
                                const char *key);
/* Whether the words on offer, or their chip, are at a point in buffer coordinates. */
gboolean sch_painter_hit_ghost (SchPainter *self, float x, float y);
/* Forgets the geometry of the paragraphs on [char_start, char_end]. */
void sch_painter_invalidate (SchPainter *self, guint char_start, guint char_end);
void sch_painter_invalidate_all (SchPainter *self);
const SchPaint *sch_painter_get_paint (SchPainter *self, SchParagraph *paragraph);
/* (transfer full): spans at a point of the view in buffer coordinates, innermost first; a chip counts as its span. */
GPtrArray *sch_painter_hit (SchPainter *self, float x, float y);
/* (transfer full) (nullable): the span whose chip is at the point. */
SchSpan *sch_painter_hit_chip (SchPainter *self, float x, float y);
/* The span's chip where its start is on the screen, in buffer coordinates; FALSE if it has none. */
gboolean sch_painter_get_chip (SchPainter *self, SchSpan *span, SchRect *rect);
const GdkRGBA *sch_painter_get_accent (SchPainter *self);
const GdkRGBA *sch_painter_get_page (SchPainter *self);
/* Bounds of the first row of a span on the screen, in buffer coordinates; FALSE if it has none. */
gboolean sch_painter_get_bounds (SchPainter *self, SchSpan *span, SchRect *bounds);
void sch_painter_draw_below (SchPainter *self, GtkSnapshot *snapshot);
void sch_painter_draw_above (SchPainter *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchPainter, sch_painter_free)

G_END_DECLS
