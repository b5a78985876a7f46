/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hits in the text. The boxes of a paragraph are made when it comes onto the screen and kept with its
 * layout until the hits change. */

#include "config.h"

#include "sch-hit-painter.h"

#include "sch-record.h"

#define GROW 1.0f
#define CORNER 3.0f

typedef struct
{
  GArray *pieces; /* of SchPiece */
  GskRenderNode *node;
} HitPaint;

struct _SchHitPainter
{
  SchDocumentLayout *layout; /* not owned */
  GArray *hits;              /* (nullable) of SchRange */
  guint current;
  gboolean dark;
  gboolean high_contrast;
};

SchHitPainter *
sch_hit_painter_new (SchDocumentLayout *layout)
{
  SchHitPainter *self = g_new0 (SchHitPainter, 1);

  self->layout = layout;
  self->current = G_MAXUINT;
  return self;
}

void
sch_hit_painter_free (SchHitPainter *self)
{
  g_clear_pointer (&self->hits, g_array_unref);
  g_free (self);
}

static void
free_paint (gpointer data)
{
  HitPaint *paint = data;

  g_clear_pointer (&paint->node, gsk_render_node_unref);
  g_array_unref (paint->pieces);
  g_free (paint);
}

static void
forget_all (SchHitPainter *self)
{
  sch_document_layout_clear_slot (self->layout, SCH_SLOT_HITS, 0, G_MAXUINT);
}

void
sch_hit_painter_set_style (SchHitPainter *self, gboolean dark, gboolean high_contrast)
{
  self->dark = dark;
  self->high_contrast = high_contrast;
  forget_all (self);
}

void
sch_hit_painter_set_hits (SchHitPainter *self, GArray *hits, guint current)
{
  if (hits != NULL)
    g_array_ref (hits);
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hits;
  self->current = current;
  forget_all (self);
}

/* Index of the first hit that ends after a place. */
static guint
find_first (const GArray *hits, guint char_offset)
{
  guint low = 0;
  guint high = hits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (hits, SchRange, middle).end <= char_offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static HitPaint *
get_paint (SchHitPainter *self, SchParagraph *paragraph)
{
  HitPaint *paint = sch_paragraph_get_data (paragraph, SCH_SLOT_HITS);

  if (paint != NULL)
    return paint;
  paint = g_new0 (HitPaint, 1);
  paint->pieces = g_array_new (FALSE, TRUE, sizeof (SchPiece));
  sch_paragraph_set_data (paragraph, SCH_SLOT_HITS, paint, free_paint);
  if (self->hits == NULL)
    return paint;
  for (guint i = find_first (self->hits, paragraph->char_start); i < self->hits->len; i++)
    {
      const SchRange *hit = &g_array_index (self->hits, SchRange, i);
      SchPiece piece = { .span = i, .length = hit->end - hit->start };

      if (hit->start > paragraph->char_end)
        break;
      sch_document_layout_append_pieces (self->layout, paragraph, hit->start, hit->end, &piece,
                                         paint->pieces);
    }
  return paint;
}

GArray *
sch_hit_painter_get_pieces (SchHitPainter *self, SchParagraph *paragraph)
{
  return get_paint (self, paragraph)->pieces;
}

static void
append_frame (GtkSnapshot *snapshot, const GskRoundedRect *box, const GdkRGBA *color, float width)
{
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  gtk_snapshot_append_border (snapshot, box, widths, colors);
}

/* All have a box and an underline; the current one is darker and has a thick frame. */
static void
draw_piece (SchHitPainter *self, GtkSnapshot *snapshot, const SchPiece *piece)
{
  static const GdkRGBA fills[2][2] = {
    { { 0.97f, 0.84f, 0.18f, 0.45f }, { 1.0f, 0.64f, 0.1f, 0.6f } }, /* light: each, current */
    { { 0.9f, 0.65f, 0.04f, 0.35f }, { 0.95f, 0.55f, 0.05f, 0.55f } },
  };
  static const GdkRGBA lines[2] = { { 0.55f, 0.38f, 0.0f, 1 }, { 0.97f, 0.82f, 0.35f, 1 } };
  static const GdkRGBA stark[2] = { { 0, 0, 0, 1 }, { 1, 1, 1, 1 } };
  gboolean is_current = piece->span == self->current;
  const GdkRGBA *line = self->high_contrast ? &stark[self->dark] : &lines[self->dark];
  float grow = is_current ? GROW + 1 : GROW;
  graphene_rect_t bounds;
  graphene_rect_t under;
  GskRoundedRect box;
  float half;

  graphene_rect_init (&bounds, piece->rect.x - grow, piece->rect.y - grow,
                      MAX (piece->rect.width, 2) + 2 * grow, piece->rect.height + 2 * grow);
  gsk_rounded_rect_init_from_rect (&box, &bounds, CORNER);
  half = MAX (bounds.size.width, bounds.size.height) / 2;
  append_frame (snapshot, &box, &fills[self->dark][is_current], half);
  if (is_current)
    {
      append_frame (snapshot, &box, line, 2);
      return;
    }
  graphene_rect_init (&under, bounds.origin.x + 1, bounds.origin.y + bounds.size.height - 1.5f,
                      bounds.size.width - 2, 1.5f);
  gtk_snapshot_append_color (snapshot, line, &under);
  if (self->high_contrast)
    append_frame (snapshot, &box, line, 1);
}

typedef struct
{
  SchHitPainter *painter;
  GtkSnapshot *snapshot;
} Frame;

static void
append_paragraph (SchParagraph *paragraph, gpointer data)
{
  const Frame *frame = data;
  HitPaint *paint = get_paint (frame->painter, paragraph);
  graphene_point_t top;

  if (paint->pieces->len == 0)
    return;
  if (paint->node == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      for (guint i = 0; i < paint->pieces->len; i++)
        draw_piece (frame->painter, snapshot, &g_array_index (paint->pieces, SchPiece, i));
      paint->node = gtk_snapshot_free_to_node (snapshot);
    }
  graphene_point_init (&top, 0, paragraph->y);
  gtk_snapshot_save (frame->snapshot);
  gtk_snapshot_translate (frame->snapshot, &top);
  gtk_snapshot_append_node (frame->snapshot, paint->node);
  gtk_snapshot_restore (frame->snapshot);
}

void
sch_hit_painter_draw (SchHitPainter *self, GtkSnapshot *snapshot)
{
  Frame frame = { self, snapshot };

  if (self->hits != NULL && self->hits->len > 0)
    sch_document_layout_foreach_visible (self->layout, append_paragraph, &frame);
}
