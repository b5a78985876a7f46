/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-behind-painter.h"
#include "sch-document-view.h"
#include "sch-relation-painter.h"
#include "sch-scroll-target.h"

G_BEGIN_DECLS

/* What the files of the view share: sch-document-view.c (the widget and how it looks),
 * sch-document-places.c (places in the text). */
struct _SchDocumentView
{
  GtkSourceView parent_instance;

  SchText *text;
  SchLayerDocument *document;
  SchViewMap *map;
  SchDocumentLayout *layout;
  SchPainter *painter;
  SchRelationPainter *relations;
  SchBehindPainter *behind;
  SchVisibility *visibility; /* (nullable) */
  SchHitPainter *hit_painter;
  SchScrollTarget *target;
  GtkCssProvider *style;
  char *font;
  double zoom;
  int measure;
  double line_spacing;
  SchChipMode chip_mode;
  gboolean all_relations;
  guint font_serial;
  int last_width;
  int last_margins;
  gboolean moving; /* the caret is moved by us */
  double span_opacity;
  gboolean has_behind;
  char *ghost_tooltip; /* (nullable) */
};

/* To be called before geometry is read: forgets what was made for another width or font. */
void sch_document_view_sync_layout (SchDocumentView *self);

G_END_DECLS
