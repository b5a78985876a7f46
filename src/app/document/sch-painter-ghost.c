/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words on offer, such as the cue of the current claim: a dashed box and a hollow chip, both in the label's colour. No
 * span looks like that, also where colours cannot be told apart. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "sch-painter-private.h"

#define DASH 4.0
#define GAP 3.0
#define CORNER 4.0
#define CHIP_CORNER 3.0

static gboolean
is_same (SchPainter *self, const SchRange *range, const char *label, const char *key)
{
  if (range == NULL || self->ghost_label == NULL)
    return range == NULL && self->ghost_label == NULL;
  return self->ghost.start == range->start && self->ghost.end == range->end &&
         strcmp (self->ghost_label, label) == 0 && g_strcmp0 (self->ghost_key, key) == 0;
}

static void
forget_paint (SchPainter *self)
{
  if (self->ghost_label != NULL)
    sch_painter_invalidate (self, self->ghost.start, self->ghost.end);
}

gboolean
sch_painter_set_ghost (SchPainter *self, const SchRange *range, const char *label, const char *key)
{
  if (is_same (self, range, label, key))
    return FALSE;
  forget_paint (self);
  g_clear_pointer (&self->ghost_label, g_free);
  g_clear_pointer (&self->ghost_key, g_free);
  if (range != NULL)
    {
      self->ghost = *range;
      self->ghost_label = g_strdup (label);
      self->ghost_key = g_strdup (key);
    }
  forget_paint (self);
  return TRUE;
}

/* --- Where it is ----------------------------------------------------------------------------- */

void
sch_painter_collect_ghost (SchPainter *self, SchParagraph *paragraph, SchPaint *paint)
{
  SchPiece piece = { 0 };

  if (self->ghost_label == NULL || self->ghost.start > paragraph->char_end ||
      self->ghost.end <= paragraph->char_start)
    return;
  sch_document_layout_append_pieces (self->layout, paragraph, self->ghost.start, self->ghost.end,
                                     &piece, paint->ghost);
}

/* What the chip says, long and short: the label, and the key that takes it. */
static char *
dup_chip_string (SchPainter *self, SchChipForm form)
{
  const SchLabel *label = sch_scheme_get_label (self->scheme, self->ghost_label);
  const char *name = label != NULL ? label->name : self->ghost_label;
  g_autofree char *first = g_utf8_substring (name, 0, MIN (1, g_utf8_strlen (name, -1)));

  if (form == SCH_CHIP_FULL)
    return self->ghost_key != NULL ? g_strconcat (name, " ", self->ghost_key, NULL)
                                   : g_strdup (name);
  return self->ghost_key != NULL ? g_strdup (self->ghost_key) : g_utf8_strup (first, -1);
}

/* A span with the label is there, whose chip names it: that of another claim, to be tied to this one too. */
static gboolean
is_named (SchPainter *self, const SchPaint *paint)
{
  for (guint i = 0; i < paint->spans->len; i++)
    {
      const SchPaintedSpan *painted = &g_array_index (paint->spans, SchPaintedSpan, i);

      if (painted->label != NULL && strcmp (painted->label->id, self->ghost_label) == 0 &&
          sch_span_get_start (painted->span) == self->ghost.start &&
          sch_span_get_end (painted->span) == self->ghost.end)
        return TRUE;
    }
  return FALSE;
}

/* (nullable): one of the chips that it would touch */
static const SchChip *
find_touched (const GArray *chips, const SchChip *ghost)
{
  for (guint i = 0; i < chips->len; i++)
    {
      const SchChip *chip = &g_array_index (chips, SchChip, i);

      if (chip->row == ghost->row && chip->x < ghost->x + ghost->width + SCH_CHIP_GAP &&
          ghost->x < chip->x + chip->width + SCH_CHIP_GAP)
        return chip;
    }
  return NULL;
}

/* Gives way to the others, towards the beginning of the row, by no more than its own width. */
static gboolean
fit (const GArray *chips, SchChip *ghost, float width, float left, float right)
{
  float start = ghost->rtl ? ghost->anchor - width : ghost->anchor;
  const SchChip *touched;

  ghost->width = width;
  ghost->x = start;
  while (fabsf (ghost->x - start) <= width + 2 * SCH_CHIP_GAP &&
         (touched = find_touched (chips, ghost)) != NULL)
    ghost->x = ghost->rtl ? touched->x + touched->width + SCH_CHIP_GAP
                          : touched->x - SCH_CHIP_GAP - width;
  return fabsf (ghost->x - start) <= width + 2 * SCH_CHIP_GAP && ghost->x >= left &&
         ghost->x + width <= right;
}

void
sch_painter_place_ghost_chip (SchPainter *self, SchPaint *paint, float left, float right)
{
  const SchPiece *piece = paint->ghost->len > 0 ? &g_array_index (paint->ghost, SchPiece, 0) : NULL;
  const guint index = SCH_GHOST_CHIP;
  SchChipForm form = SCH_CHIP_FULL;
  SchChip chip = { 0 };

  if (piece == NULL || !piece->starts_range)
    return;
  if (self->chip_mode == SCH_CHIPS_LETTER || is_named (self, paint))
    form = SCH_CHIP_LETTER;
  chip.row = piece->row;
  chip.rtl = piece->rtl;
  chip.anchor = piece->rtl ? piece->rect.x + piece->rect.width : piece->rect.x;
  for (; form <= SCH_CHIP_LETTER; form++)
    {
      g_autofree char *string = dup_chip_string (self, form);

      chip.form = form;
      if (!fit (paint->chips, &chip, sch_painter_get_chip_text (self, string)->width, left, right))
        continue;
      g_array_append_val (paint->chips, chip);
      g_array_append_val (paint->chip_spans, index);
      return;
    }
}

gboolean
sch_painter_hit_ghost (SchPainter *self, float x, float y)
{
  SchParagraph *paragraph;
  const SchPaint *paint;

  if (self->ghost_label == NULL || self->document == NULL)
    return FALSE;
  paragraph = sch_painter_find_paragraph (self, &y);
  paint = sch_painter_get_paint (self, paragraph);
  for (guint i = 0; i < paint->ghost->len; i++)
    if (sch_rect_contains (&g_array_index (paint->ghost, SchPiece, i).rect, x, y))
      return TRUE;
  for (guint i = 0; i < paint->chips->len; i++)
    {
      SchRect rect = sch_painter_get_chip_rect (self, paragraph,
                                                &g_array_index (paint->chips, SchChip, i));

      if (sch_paint_get_chip_span (paint, i) == NULL && sch_rect_contains (&rect, x, y))
        return TRUE;
    }
  return FALSE;
}

/* --- Drawing --------------------------------------------------------------------------------- */

static void
get_colors (SchPainter *self, SchColors *colors)
{
  const SchLabel *label = sch_scheme_get_label (self->scheme, self->ghost_label);

  sch_colors_get (label != NULL ? label->color : NULL, self->dark, colors);
}

/* The box is open where the words go on in another row. */
static void
stroke_piece (cairo_t *cr, const SchPiece *piece, const graphene_rect_t *box)
{
  double left = box->origin.x;
  double top = box->origin.y;
  double right = left + box->size.width;
  double bottom = top + box->size.height;
  gboolean at_left = piece->rtl ? piece->ends_range : piece->starts_range;
  gboolean at_right = piece->rtl ? piece->starts_range : piece->ends_range;

  if (at_left && at_right)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, right - CORNER, top + CORNER, CORNER, -G_PI_2, 0);
      cairo_arc (cr, right - CORNER, bottom - CORNER, CORNER, 0, G_PI_2);
      cairo_arc (cr, left + CORNER, bottom - CORNER, CORNER, G_PI_2, G_PI);
      cairo_arc (cr, left + CORNER, top + CORNER, CORNER, G_PI, 3 * G_PI_2);
      cairo_close_path (cr);
      cairo_stroke (cr);
      return;
    }
  cairo_move_to (cr, left, top);
  cairo_line_to (cr, right, top);
  cairo_move_to (cr, left, bottom);
  cairo_line_to (cr, right, bottom);
  if (at_left || at_right)
    {
      cairo_move_to (cr, at_left ? left : right, top);
      cairo_line_to (cr, at_left ? left : right, bottom);
    }
  cairo_stroke (cr);
}

void
sch_painter_draw_ghost (SchPainter *self, const SchPaint *paint, GtkSnapshot *snapshot)
{
  const double dashes[] = { DASH, GAP };
  double width = self->high_contrast ? 2 : 1.25;
  SchColors colors;

  if (paint->ghost->len == 0)
    return;
  get_colors (self, &colors);
  for (guint i = 0; i < paint->ghost->len; i++)
    {
      const SchPiece *piece = &g_array_index (paint->ghost, SchPiece, i);
      const SchRect *rect = &piece->rect;
      graphene_rect_t box = GRAPHENE_RECT_INIT (rect->x - 2, rect->y - 1, rect->width + 4,
                                                rect->height + 2);
      graphene_rect_t bounds = box;
      GdkRGBA fill = colors.fill;
      cairo_t *cr;

      fill.alpha *= 0.4f;
      gtk_snapshot_append_color (snapshot, &fill, &box);
      graphene_rect_inset (&bounds, -2, -2);
      cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      gdk_cairo_set_source_rgba (cr, &colors.line);
      cairo_set_line_width (cr, width);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      stroke_piece (cr, piece, &box);
      cairo_destroy (cr);
    }
}

void
sch_painter_draw_ghost_chip (SchPainter *self, const SchChip *chip, const SchRect *rect,
                             GtkSnapshot *snapshot)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (rect->x, rect->y, rect->width, rect->height);
  const float widths[4] = { 1, 1, 1, 1 };
  float half = MAX (rect->width, rect->height) / 2;
  const float full[4] = { half, half, half, half };
  GskRoundedRect box;
  SchColors colors;
  g_autofree char *string = NULL;
  const SchChipText *text;

  get_colors (self, &colors);
  gsk_rounded_rect_init_from_rect (&box, &bounds, CHIP_CORNER);
  gtk_snapshot_append_border (snapshot, &box, full,
                              (GdkRGBA[4]){ self->page, self->page, self->page, self->page });
  gtk_snapshot_append_border (snapshot, &box, widths,
                              (GdkRGBA[4]){ colors.chip, colors.chip, colors.chip, colors.chip });
  string = dup_chip_string (self, chip->form);
  text = sch_painter_get_chip_text (self, string);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (rect->x + (rect->width - (text->width - 8)) / 2,
                                                rect->y + (rect->height - text->height) / 2));
  gtk_snapshot_append_layout (snapshot, text->layout, &colors.chip);
  gtk_snapshot_restore (snapshot);
}
