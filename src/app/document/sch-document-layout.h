/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sch-geometry.h"
#include "sch-text.h"
#include "sch-view-map.h"

G_BEGIN_DECLS

/**
 * SchRow: one visual row of a paragraph. y from the top of the paragraph; x in buffer coordinates;
 * char offsets in the document.
 */
typedef struct
{
  float y;
  float height;
  float baseline;
  float x;
  float width;
  guint char_start;
  guint char_end;
} SchRow;

/* Whose geometry of a paragraph is kept with it. */
typedef enum
{
  SCH_SLOT_SPANS,
  SCH_SLOT_BEHIND,
  SCH_SLOT_HITS,
  SCH_SLOT_RELATIONS,
  SCH_N_SLOTS,
} SchSlot;

/**
 * SchParagraph:
 * @char_start, @char_end: what of the document it shows, without the delimiter
 * @y: top in buffer coordinates when it was last asked for; it moves as the lines above are measured
 * @rtl: base direction
 *
 * One buffer line as laid out on the screen, owned by its layout and valid until the layout is
 * invalidated or asked for other lines.
 */
typedef struct
{
  int line;
  guint char_start;
  guint char_end;
  float y;
  float height;
  gboolean rtl;
  guint n_rows;
  SchRow *rows;

  /* Private. */
  PangoLayout *pango;
  char *text;
  gsize byte_len;
  gboolean ascii;
  float x0;
  float y0;
  gpointer slots[SCH_N_SLOTS];
  GDestroyNotify slot_destroys[SCH_N_SLOTS];
} SchParagraph;

/* What goes with the paragraph: freed when it is laid out again. */
gpointer sch_paragraph_get_data (SchParagraph *self, SchSlot slot);
void sch_paragraph_set_data (SchParagraph *self, SchSlot slot, gpointer data,
                             GDestroyNotify destroy);

/**
 * SchDocumentLayout:
 *
 * Where the text of a view is: paragraphs with rows, and the rectangles of ranges, one for each run of a
 * direction. GtkTextView does not give out its layout, so the lines on the screen are laid out a second time by
 * Pango with the same font, width and spacing, and placed by what GtkTextView says of their first character.
 */
typedef struct _SchDocumentLayout SchDocumentLayout;

SchDocumentLayout *sch_document_layout_new (GtkTextView *view);
void sch_document_layout_free (SchDocumentLayout *self);
void sch_document_layout_set_text (SchDocumentLayout *self, SchViewMap *map);
/* Font, width or margins have changed: all is measured again. */
void sch_document_layout_invalidate (SchDocumentLayout *self);
SchParagraph *sch_document_layout_get_paragraph (SchDocumentLayout *self, int line);
GList *sch_document_layout_list_cached (SchDocumentLayout *self);
/* Forgets what a slot holds of the paragraphs that touch [char_start, char_end]. */
void sch_document_layout_clear_slot (SchDocumentLayout *self, SchSlot slot, guint char_start,
                                     guint char_end);
/* The paragraphs on the screen, from the top; measures nothing below it. */
typedef void (*SchVisibleFunc) (SchParagraph *paragraph, gpointer data);
void sch_document_layout_foreach_visible (SchDocumentLayout *self, SchVisibleFunc func,
                                          gpointer data);
/* Appends a piece for each visual run of [char_start, char_end) in the paragraph; @piece gives what they share. Their
 * y is relative to the paragraph's top. A zero-width range gives one piece of no width. */
void sch_document_layout_append_pieces (SchDocumentLayout *self, SchParagraph *paragraph,
                                        guint char_start, guint char_end, const SchPiece *piece,
                                        GArray *pieces);
/* Whether our layout of the paragraph agrees with GtkTextView's (for tests). */
gboolean sch_document_layout_check (SchDocumentLayout *self, SchParagraph *paragraph);

int sch_document_layout_line_at (SchDocumentLayout *self, guint char_offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchDocumentLayout, sch_document_layout_free)

G_END_DECLS
