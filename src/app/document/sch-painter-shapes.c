/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each kind looks: an entity is a filled rounded box, a source an outlined one, a claim a light band
 * with a bracket in the margin, a cue is underlined, other labels have a dashed line, excluded stretches
 * are greyed. Outer spans reach further up and down than the ones within. */

#include "config.h"

#include "sch-painter-private.h"

#include <math.h>
#include <string.h>

#define LEVEL_STEP 2.0f
#define BRACKET_GAP 12.0f
#define BRACKET_STEP 5.0f
#define CORNER 4.0f

typedef struct
{
  SchPainter *painter;
  GtkSnapshot *snapshot;
  SchParagraph *paragraph;
  const SchPaint *paint;
} Draw;

static graphene_rect_t
make_rect (float x, float y, float width, float height)
{
  graphene_rect_t rect;

  graphene_rect_init (&rect, x, y, width, height);
  return rect;
}

static void
fill_rect (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width, float height)
{
  graphene_rect_t rect = make_rect (x, y, width, height);

  gtk_snapshot_append_color (snapshot, color, &rect);
}

/* Corners are round where the range starts and ends, straight where it goes on in another row. */
static GskRoundedRect
make_box (const SchPiece *piece, const graphene_rect_t *bounds, float radius)
{
  gboolean round_left = piece->rtl ? piece->ends_range : piece->starts_range;
  gboolean round_right = piece->rtl ? piece->starts_range : piece->ends_range;
  const graphene_size_t none = { 0, 0 };
  const graphene_size_t round = { radius, radius };
  GskRoundedRect box;

  gsk_rounded_rect_init (&box, bounds, round_left ? &round : &none, round_right ? &round : &none,
                         round_right ? &round : &none, round_left ? &round : &none);
  return box;
}

static void
stroke_box (GtkSnapshot *snapshot, const GskRoundedRect *box, const GdkRGBA *color, float width)
{
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  gtk_snapshot_append_border (snapshot, box, widths, colors);
}

/* As a border so wide that nothing is left inside: one node, where a clip and a colour are two, and
 * the clip is what costs. */
static void
fill_box (GtkSnapshot *snapshot, const GskRoundedRect *box, const GdkRGBA *color)
{
  stroke_box (snapshot, box, color, MAX (box->bounds.size.width, box->bounds.size.height) / 2);
}

static graphene_rect_t
piece_bounds (const Draw *draw, const SchPiece *piece, float extra)
{
  float grow = extra + LEVEL_STEP * piece->level;
  float pad = piece->starts_range || piece->ends_range ? 1.0f : 0.0f;
  float left = (piece->rtl ? piece->ends_range : piece->starts_range) ? pad : 0.0f;
  float right = (piece->rtl ? piece->starts_range : piece->ends_range) ? pad : 0.0f;

  return make_rect (piece->rect.x - left, piece->rect.y - grow, piece->rect.width + left + right,
                    piece->rect.height + 2 * grow);
}

static GdkRGBA
with_alpha (GdkRGBA color, float alpha)
{
  color.alpha *= alpha;
  return color;
}

/* A flag at the place of a span that covers nothing. */
static void
draw_zero_width (const Draw *draw, const SchPiece *piece, const SchPaintedSpan *painted)
{
  float y = piece->rect.y;

  fill_rect (draw->snapshot, &painted->colors.line, piece->rect.x - 1, y - 1, 2,
             piece->rect.height + 2);
  fill_rect (draw->snapshot, &painted->colors.line, piece->rect.x - 1, y - 1, 6, 3);
}

static void
draw_dots (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width, float dot,
           float gap, float height)
{
  const graphene_rect_t bounds = make_rect (x, y, width, height);
  const float share = dot / (dot + gap);
  GdkRGBA none = *color;
  GskColorStop stops[] = { { 0, *color }, { share, *color }, { share, none }, { 1, none } };

  if (width <= 0)
    return;
  stops[2].color.alpha = stops[3].color.alpha = 0;
  gtk_snapshot_append_repeating_linear_gradient (snapshot, &bounds, &GRAPHENE_POINT_INIT (x, y),
                                                 &GRAPHENE_POINT_INIT (x + dot + gap, y), stops,
                                                 G_N_ELEMENTS (stops));
}

static void
draw_entity (const Draw *draw, const SchPiece *piece, const SchPaintedSpan *painted)
{
  graphene_rect_t bounds = piece_bounds (draw, piece, 0);
  GskRoundedRect box = make_box (piece, &bounds, CORNER);
  GdkRGBA edge = with_alpha (painted->colors.line, 0.45f);

  fill_box (draw->snapshot, &box, &painted->colors.fill);
  stroke_box (draw->snapshot, &box, &edge, 1);
}

static void
draw_source (const Draw *draw, const SchPiece *piece, const SchPaintedSpan *painted)
{
  graphene_rect_t bounds = piece_bounds (draw, piece, 1);
  GskRoundedRect box = make_box (piece, &bounds, CORNER + 1);

  stroke_box (draw->snapshot, &box, &painted->colors.line, 1.5f);
}

static void
draw_claim (const Draw *draw, const SchPiece *piece, const SchPaintedSpan *painted)
{
  graphene_rect_t bounds = piece_bounds (draw, piece, 1);
  GdkRGBA fill = with_alpha (painted->colors.fill, draw->painter->dark ? 0.5f : 0.75f);
  GdkRGBA edge = with_alpha (painted->colors.line, 0.7f);
  float left = bounds.origin.x;
  float right = bounds.origin.x + bounds.size.width;
  gboolean at_left = piece->rtl ? piece->ends_range : piece->starts_range;
  gboolean at_right = piece->rtl ? piece->starts_range : piece->ends_range;

  gtk_snapshot_append_color (draw->snapshot, &fill, &bounds);
  fill_rect (draw->snapshot, &edge, left, bounds.origin.y, bounds.size.width, 1);
  fill_rect (draw->snapshot, &edge, left, bounds.origin.y + bounds.size.height - 1,
             bounds.size.width, 1);
  if (at_left)
    fill_rect (draw->snapshot, &painted->colors.line, left, bounds.origin.y, 2, bounds.size.height);
  if (at_right)
    fill_rect (draw->snapshot, &painted->colors.line, right - 2, bounds.origin.y, 2,
               bounds.size.height);
}

static void
draw_cue (const Draw *draw, const SchPiece *piece, const SchPaintedSpan *painted)
{
  const SchRow *row = &draw->paragraph->rows[piece->row];
  float y = row->baseline + 4 + LEVEL_STEP * piece->level;

  draw_dots (draw->snapshot, &painted->colors.line, piece->rect.x, y, piece->rect.width, 2, 2, 2);
}

static void
draw_other (const Draw *draw, const SchPiece *piece, const SchPaintedSpan *painted)
{
  graphene_rect_t bounds = piece_bounds (draw, piece, 0);
  GdkRGBA fill = with_alpha (painted->colors.fill, 0.5f);

  gtk_snapshot_append_color (draw->snapshot, &fill, &bounds);
  draw_dots (draw->snapshot, &painted->colors.line, bounds.origin.x,
             bounds.origin.y + bounds.size.height - 1.5f, bounds.size.width, 5, 3, 1.5f);
}

static void
draw_piece (const Draw *draw, const SchPiece *piece, const SchPaintedSpan *painted)
{
  if (piece->rect.width <= 0 && piece->starts_range && piece->ends_range)
    {
      draw_zero_width (draw, piece, painted);
      return;
    }
  switch (painted->kind)
    {
    case SCH_KIND_ENTITY:
      draw_entity (draw, piece, painted);
      break;
    case SCH_KIND_SOURCE:
      draw_source (draw, piece, painted);
      break;
    case SCH_KIND_CLAIM:
      draw_claim (draw, piece, painted);
      break;
    case SCH_KIND_CUE:
      draw_cue (draw, piece, painted);
      break;
    case SCH_KIND_OTHER:
    case SCH_N_KINDS:
    default:
      draw_other (draw, piece, painted);
      break;
    }
}

static int
layer_of_kind (SchKind kind)
{
  switch (kind)
    {
    case SCH_KIND_OTHER:
      return 0;
    case SCH_KIND_CLAIM:
      return 1;
    case SCH_KIND_ENTITY:
      return 2;
    case SCH_KIND_SOURCE:
      return 3;
    default:
      return 4;
    }
}

/* Bands first, then boxes, then lines; within a layer from the outermost inwards. */
static void
draw_pieces (const Draw *draw)
{
  for (int layer = 0; layer <= 4; layer++)
    for (int level = SCH_MAX_LEVEL - 1; level >= 0; level--)
      for (guint i = 0; i < draw->paint->pieces->len; i++)
        {
          const SchPiece *piece = &g_array_index (draw->paint->pieces, SchPiece, i);
          const SchPaintedSpan *painted = &g_array_index (draw->paint->spans, SchPaintedSpan,
                                                          piece->span);

          if ((int) piece->level == level && layer_of_kind (painted->kind) == layer)
            draw_piece (draw, piece, painted);
        }
}

static void
draw_brackets (const Draw *draw)
{
  GtkTextView *view = draw->painter->view;
  float left = gtk_text_view_get_left_margin (view) - BRACKET_GAP;
  float right = gtk_widget_get_width (GTK_WIDGET (view)) - gtk_text_view_get_right_margin (view) +
                BRACKET_GAP;
  gboolean rtl = draw->paragraph->rtl;

  for (guint i = 0; i < draw->paint->brackets->len; i++)
    {
      const SchBracket *bracket = &g_array_index (draw->paint->brackets, SchBracket, i);
      guint index = g_array_index (draw->paint->bracket_spans, guint, i);
      const SchPaintedSpan *painted = &g_array_index (draw->paint->spans, SchPaintedSpan, index);
      float x = rtl ? right + BRACKET_STEP * bracket->lane : left - BRACKET_STEP * bracket->lane;
      float arm = rtl ? -6.0f : 0.0f;
      float y = bracket->y0;
      float height = bracket->y1 - bracket->y0;

      fill_rect (draw->snapshot, &painted->colors.line, x, y, 2, height);
      fill_rect (draw->snapshot, &painted->colors.line, x + arm, y, 8, 2);
      fill_rect (draw->snapshot, &painted->colors.line, x + arm, y + height - 2, 8, 2);
    }
}

/* Between two parts of a discontinuous span: along the lower edge, through the margins where the parts
 * lie in different rows. */
static void
draw_joins (const Draw *draw)
{
  const SchPiece *last = NULL;

  for (guint i = 0; i < draw->paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (draw->paint->pieces, SchPiece, i);
      const SchPaintedSpan *painted = &g_array_index (draw->paint->spans, SchPaintedSpan,
                                                      piece->span);
      float y;

      if (last != NULL && last->span == piece->span && last->ends_range && piece->starts_range)
        {
          y = piece->rect.y + piece->rect.height - 1;
          if (last->row == piece->row)
            {
              float x0 = MIN (last->rect.x + last->rect.width, piece->rect.x + piece->rect.width);
              float x1 = MAX (last->rect.x, piece->rect.x);

              draw_dots (draw->snapshot, &painted->colors.line, x0, y, x1 - x0, 4, 3, 1.5f);
            }
          else
            {
              const SchRow *from = &draw->paragraph->rows[last->row];
              const SchRow *to = &draw->paragraph->rows[piece->row];
              float from_y = last->rect.y + last->rect.height - 1;
              float from_x = last->rect.x + last->rect.width;

              if (draw->paragraph->rtl)
                {
                  draw_dots (draw->snapshot, &painted->colors.line, from->x, from_y,
                             last->rect.x - from->x, 4, 3, 1.5f);
                  draw_dots (draw->snapshot, &painted->colors.line,
                             piece->rect.x + piece->rect.width, y,
                             to->x + to->width - piece->rect.x - piece->rect.width, 4, 3, 1.5f);
                }
              else
                {
                  draw_dots (draw->snapshot, &painted->colors.line, from_x, from_y,
                             from->x + from->width - from_x, 4, 3, 1.5f);
                  draw_dots (draw->snapshot, &painted->colors.line, to->x, y, piece->rect.x - to->x,
                             4, 3, 1.5f);
                }
            }
        }
      last = piece;
    }
}

static void
draw_outline (const Draw *draw, const SchPiece *piece, float width, float alpha)
{
  GdkRGBA color = with_alpha (draw->painter->accent, alpha);
  graphene_rect_t bounds = piece_bounds (draw, piece, width);
  GskRoundedRect box;

  graphene_rect_inset (&bounds, -width, 0);
  box = make_box (piece, &bounds, CORNER + 1);
  stroke_box (draw->snapshot, &box, &color, width);
}

/* Round what is not selected but still meant: dotted above and below, so that it is not taken for the
 * selection, also where colours cannot be told apart. */
static void
draw_ring (const Draw *draw, const SchPiece *piece)
{
  graphene_rect_t bounds = piece_bounds (draw, piece, 2);
  float x = bounds.origin.x;
  float y = bounds.origin.y;
  float width = bounds.size.width;
  float height = bounds.size.height;

  draw_dots (draw->snapshot, &draw->painter->accent, x, y, width, 6, 3, 2);
  draw_dots (draw->snapshot, &draw->painter->accent, x, y + height - 2, width, 6, 3, 2);
  if (piece->starts_range)
    fill_rect (draw->snapshot, &draw->painter->accent, piece->rtl ? x + width - 2 : x, y, 2,
               height);
  if (piece->ends_range)
    fill_rect (draw->snapshot, &draw->painter->accent, piece->rtl ? x : x + width - 2, y, 2,
               height);
}

static void
draw_outlines (const Draw *draw)
{
  const SchPainter *painter = draw->painter;

  if (g_hash_table_size (painter->selected) == 0 && painter->hovered == NULL &&
      painter->current == NULL)
    return;
  for (guint i = 0; i < draw->paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (draw->paint->pieces, SchPiece, i);
      const char *id = g_array_index (draw->paint->spans, SchPaintedSpan, piece->span)
                           .span->record.id;

      if (g_strcmp0 (painter->leading, id) == 0)
        draw_outline (draw, piece, 2, 1.0f);
      else if (g_hash_table_contains (painter->selected, id))
        draw_outline (draw, piece, 2, 0.75f);
      else if (g_strcmp0 (painter->hovered, id) == 0)
        draw_outline (draw, piece, 1, 0.8f);
      else if (g_strcmp0 (painter->current, id) == 0)
        draw_ring (draw, piece);
    }
}

/* Text that is no part of the text. */
static void
draw_veils (const Draw *draw)
{
  GdkRGBA veil = with_alpha (draw->painter->page, draw->painter->high_contrast ? 0.35f : 0.55f);

  for (guint i = 0; i < draw->paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (draw->paint->pieces, SchPiece, i);
      const SchPaintedSpan *painted = &g_array_index (draw->paint->spans, SchPaintedSpan,
                                                      piece->span);

      if (sch_painted_span_is_excluded (painted))
        {
          graphene_rect_t bounds = piece_bounds (draw, piece, 0);

          gtk_snapshot_append_color (draw->snapshot, &veil, &bounds);
        }
    }
}

static void
draw_chip (const Draw *draw, guint index)
{
  const SchChip *chip = &g_array_index (draw->paint->chips, SchChip, index);
  const SchPaintedSpan *painted = sch_paint_get_chip_span (draw->paint, index);
  SchRect rect = sch_painter_get_chip_rect (draw->painter, draw->paragraph, chip);
  graphene_rect_t bounds;
  GskRoundedRect box;
  g_autofree char *string = NULL;
  const SchChipText *text;
  graphene_point_t at;

  if (painted == NULL)
    {
      sch_painter_draw_ghost_chip (draw->painter, chip, &rect, draw->snapshot);
      return;
    }
  if (chip->form == SCH_CHIP_TICK)
    {
      float height = MIN (rect.height, 6.0f);

      bounds = make_rect (rect.x, rect.y + rect.height - height, rect.width, height);
      gsk_rounded_rect_init_from_rect (&box, &bounds, 2);
      fill_box (draw->snapshot, &box, &painted->colors.chip);
      return;
    }
  bounds = make_rect (rect.x, rect.y, rect.width, rect.height);
  gsk_rounded_rect_init_from_rect (&box, &bounds, 3);
  fill_box (draw->snapshot, &box, &painted->colors.chip);
  string = sch_painter_dup_chip_form (painted, chip->form);
  text = sch_painter_get_chip_text (draw->painter, string);
  graphene_point_init (&at, rect.x + (rect.width - (text->width - 8)) / 2,
                       rect.y + (rect.height - text->height) / 2);
  gtk_snapshot_save (draw->snapshot);
  gtk_snapshot_translate (draw->snapshot, &at);
  gtk_snapshot_append_layout (draw->snapshot, text->layout, &painted->colors.chip_text);
  gtk_snapshot_restore (draw->snapshot);
}

static void
draw_below (const Draw *draw)
{
  draw_brackets (draw);
  draw_pieces (draw);
  draw_joins (draw);
  sch_painter_draw_ghost (draw->painter, draw->paint, draw->snapshot);
  draw_outlines (draw);
}

/* Spans of another layer: a faint band, and below the text a line with both ends, dashed for all but
 * entities. It sticks out from under our own spans, so that the same span in both layers shows. */
static void
draw_behind (const Draw *draw)
{
  for (guint i = 0; i < draw->paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (draw->paint->pieces, SchPiece, i);
      const SchPaintedSpan *painted = &g_array_index (draw->paint->spans, SchPaintedSpan,
                                                      piece->span);
      GdkRGBA fill = with_alpha (painted->colors.fill, 0.45f);
      GdkRGBA line = with_alpha (painted->colors.line, draw->painter->high_contrast ? 1.0f : 0.7f);
      const SchRect *rect = &piece->rect;
      float y = rect->y + rect->height + 1 + 1.5f * piece->level;
      gboolean at_left = piece->rtl ? piece->ends_range : piece->starts_range;
      gboolean at_right = piece->rtl ? piece->starts_range : piece->ends_range;

      fill_rect (draw->snapshot, &fill, rect->x, rect->y, rect->width, rect->height);
      if (painted->kind == SCH_KIND_ENTITY)
        fill_rect (draw->snapshot, &line, rect->x, y, rect->width, 1.5f);
      else
        draw_dots (draw->snapshot, &line, rect->x, y, rect->width, 4, 2, 1.5f);
      if (at_left)
        fill_rect (draw->snapshot, &line, rect->x, y - 4, 1.5f, 5.5f);
      if (at_right)
        fill_rect (draw->snapshot, &line, rect->x + rect->width - 1.5f, y - 4, 1.5f, 5.5f);
    }
}

static void
draw_above (const Draw *draw)
{
  draw_veils (draw);
  for (guint i = 0; i < draw->paint->chips->len; i++)
    draw_chip (draw, i);
}

/* What is drawn in a paragraph, from its top, is kept until it changes: a frame then costs what has
 * changed, and the renderer sees by the node alone that the rest is the same. */
static GskRenderNode *
make_node (SchPainter *self, SchParagraph *paragraph, const SchPaint *paint,
           void (*func) (const Draw *draw))
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  Draw draw = { self, snapshot, paragraph, paint };

  func (&draw);
  return gtk_snapshot_free_to_node (snapshot);
}

typedef struct
{
  SchPainter *painter;
  GtkSnapshot *snapshot;
  gboolean above;
} Frame;

static void
append_paragraph (SchParagraph *paragraph, gpointer data)
{
  const Frame *frame = data;
  SchPaint *paint = (SchPaint *) sch_painter_get_paint (frame->painter, paragraph);
  GskRenderNode **node = frame->above ? &paint->above : &paint->below;
  graphene_point_t top;

  if (paint->spans->len == 0 && paint->ghost->len == 0)
    return;
  if (*node == NULL)
    *node = make_node (frame->painter, paragraph, paint,
                       frame->above                              ? draw_above
                       : frame->painter->slot == SCH_SLOT_BEHIND ? draw_behind
                                                                 : draw_below);
  if (*node == NULL)
    return;
  graphene_point_init (&top, 0, paragraph->y);
  gtk_snapshot_save (frame->snapshot);
  gtk_snapshot_translate (frame->snapshot, &top);
  gtk_snapshot_append_node (frame->snapshot, *node);
  gtk_snapshot_restore (frame->snapshot);
}

static void
draw_visible (SchPainter *self, GtkSnapshot *snapshot, gboolean above)
{
  Frame frame = { self, snapshot, above };

  if (self->document != NULL)
    sch_document_layout_foreach_visible (self->layout, append_paragraph, &frame);
}

void
sch_painter_draw_below (SchPainter *self, GtkSnapshot *snapshot)
{
  draw_visible (self, snapshot, FALSE);
}

void
sch_painter_draw_above (SchPainter *self, GtkSnapshot *snapshot)
{
  draw_visible (self, snapshot, TRUE);
}
