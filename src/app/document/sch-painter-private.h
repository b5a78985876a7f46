/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-painter.h"

G_BEGIN_DECLS

typedef struct
{
  PangoLayout *layout;
  int width; /* with padding */
  int height;
} SchChipText;

struct _SchPainter
{
  GtkTextView *view;         /* not owned */
  SchDocumentLayout *layout; /* not owned */
  SchLayerDocument *document;
  SchScheme *scheme;
  SchLabelKeys *label_keys;  /* (nullable) */
  GHashTable *chip_texts;    /* string -> SchChipText */
  SchVisibility *visibility; /* (nullable) */
  SchSlot slot;              /* SPANS or BEHIND */
  GHashTable *selected;      /* of ids */
  char *leading;             /* (nullable): the selected one that leads */
  char *current;             /* (nullable): the claim to which sources and cues go */
  char *hovered;
  SchRange ghost;    /* words on offer */
  char *ghost_label; /* (nullable): there are none */
  char *ghost_key;   /* (nullable) */
  gboolean dark;
  gboolean high_contrast;
  GdkRGBA accent;
  GdkRGBA page;
  SchChipMode chip_mode;
};

void sch_painter_renew_looks (SchPainter *self, guint char_start, guint char_end);
const SchChipText *sch_painter_get_chip_text (SchPainter *self, const char *string);
/* Not part of the text. */
gboolean sch_painted_span_is_excluded (const SchPaintedSpan *painted);
char *sch_painter_dup_chip_form (const SchPaintedSpan *painted, SchChipForm form);
SchRect sch_painter_get_chip_rect (SchPainter *self, const SchParagraph *paragraph,
                                   const SchChip *chip);

/* What is at a point in buffer coordinates; @y: from the paragraph's top */
SchParagraph *sch_painter_find_paragraph (SchPainter *self, float *y);

/* sch-painter-ghost.c */
#define SCH_GHOST_CHIP G_MAXUINT /* in place of the index of a span */
void sch_painter_collect_ghost (SchPainter *self, SchParagraph *paragraph, SchPaint *paint);
/* Where the others, which are placed already, leave room between @left and @right. */
void sch_painter_place_ghost_chip (SchPainter *self, SchPaint *paint, float left, float right);
void sch_painter_draw_ghost (SchPainter *self, const SchPaint *paint, GtkSnapshot *snapshot);
void sch_painter_draw_ghost_chip (SchPainter *self, const SchChip *chip, const SchRect *rect,
                                  GtkSnapshot *snapshot);

G_END_DECLS
