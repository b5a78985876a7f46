/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From spans to rectangles. The geometry of a paragraph is kept with its layout and made again when
 * its spans or its layout change; what is selected or hovered changes colours and the order of
 * chips only. Drawing is in sch-painter-shapes.c. */

#include "config.h"

#include "sch-annotate.h"
#include "sch-painter-private.h"

#include <math.h>
#include <string.h>

#define CHIP_PADDING 4

static void
free_chip_text (gpointer data)
{
  SchChipText *text = data;

  g_clear_object (&text->layout);
  g_free (text);
}

SchPainter *
sch_painter_new (GtkTextView *view, SchDocumentLayout *layout)
{
  SchPainter *self = g_new0 (SchPainter, 1);

  self->view = view;
  self->layout = layout;
  self->chip_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_chip_text);
  self->selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->slot = SCH_SLOT_SPANS;
  gdk_rgba_parse (&self->accent, "#3584e4");
  gdk_rgba_parse (&self->page, "#ffffff");
  return self;
}

SchPainter *
sch_painter_new_behind (GtkTextView *view, SchDocumentLayout *layout)
{
  SchPainter *self = sch_painter_new (view, layout);

  self->slot = SCH_SLOT_BEHIND;
  self->chip_mode = SCH_CHIPS_OFF;
  return self;
}

void
sch_painter_free (SchPainter *self)
{
  g_clear_object (&self->document);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_clear_pointer (&self->label_keys, sch_label_keys_unref);
  g_hash_table_unref (self->chip_texts);
  g_hash_table_unref (self->selected);
  g_free (self->current);
  g_clear_object (&self->visibility);
  g_free (self->leading);
  g_free (self->hovered);
  g_free (self->ghost_label);
  g_free (self->ghost_key);
  g_free (self);
}

SchScheme *
sch_painter_get_scheme (SchPainter *self)
{
  return self->scheme;
}

void
sch_painter_set_document (SchPainter *self, SchLayerDocument *document, SchScheme *scheme)
{
  SchScheme *old = self->scheme;

  g_set_object (&self->document, document);
  self->scheme = scheme != NULL ? sch_scheme_ref (scheme) : NULL;
  sch_scheme_unref (old);
  g_hash_table_remove_all (self->chip_texts);
  sch_painter_invalidate_all (self);
}

void
sch_painter_set_label_keys (SchPainter *self, SchLabelKeys *keys)
{
  SchLabelKeys *old = self->label_keys;

  if (keys == old)
    return;
  self->label_keys = keys != NULL ? sch_label_keys_ref (keys) : NULL;
  g_clear_pointer (&old, sch_label_keys_unref);
  g_hash_table_remove_all (self->chip_texts);
  sch_painter_invalidate_all (self);
}

void
sch_painter_set_visibility (SchPainter *self, SchVisibility *visibility)
{
  g_set_object (&self->visibility, visibility);
  sch_painter_invalidate_all (self);
}

gboolean
sch_painter_shows (SchPainter *self, const SchSpan *span)
{
  return self->visibility == NULL ||
         sch_visibility_shows_span (self->visibility, self->scheme, span);
}

gboolean
sch_painter_shows_lines (SchPainter *self, const char *relation_type)
{
  return self->visibility == NULL ||
         sch_visibility_shows_lines (self->visibility, self->scheme, relation_type);
}

void
sch_painter_set_dark (SchPainter *self, gboolean dark, gboolean high_contrast,
                      const GdkRGBA *accent, const GdkRGBA *page)
{
  self->dark = dark;
  self->high_contrast = high_contrast;
  self->accent = *accent;
  self->page = *page;
  sch_painter_invalidate_all (self);
}

void
sch_painter_set_chip_mode (SchPainter *self, SchChipMode mode)
{
  self->chip_mode = mode;
  sch_painter_invalidate_all (self);
}

/* The font of chips: two thirds of the text's, not below what can be read. */
static PangoLayout *
make_chip_layout (SchPainter *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (context));
  int size = pango_font_description_get_size (font);

  pango_font_description_set_family (font, "Cantarell, Adwaita Sans, Inter, sans-serif");
  pango_font_description_set_weight (font, PANGO_WEIGHT_SEMIBOLD);
  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, MAX (size * 0.62, 9.5 * PANGO_SCALE));
  else
    pango_font_description_set_size (font, MAX ((int) (size * 0.62), 7 * PANGO_SCALE));
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  return layout;
}

const SchChipText *
sch_painter_get_chip_text (SchPainter *self, const char *string)
{
  SchChipText *text = g_hash_table_lookup (self->chip_texts, string);

  if (text == NULL)
    {
      text = g_new0 (SchChipText, 1);
      text->layout = make_chip_layout (self, string);
      pango_layout_get_pixel_size (text->layout, &text->width, &text->height);
      text->width += 2 * CHIP_PADDING;
      if (g_hash_table_size (self->chip_texts) > 2000)
        g_hash_table_remove_all (self->chip_texts);
      g_hash_table_insert (self->chip_texts, g_strdup (string), text);
    }
  return text;
}

int
sch_painter_get_chip_height (SchPainter *self)
{
  return sch_painter_get_chip_text (self, "Ág")->height;
}

/* Something about a paragraph looks different now. */
static void
forget_nodes (SchPaint *paint)
{
  g_clear_pointer (&paint->below, gsk_render_node_unref);
  g_clear_pointer (&paint->above, gsk_render_node_unref);
}

static void
free_paint (gpointer data)
{
  SchPaint *paint = data;

  forget_nodes (paint);
  for (guint i = 0; i < paint->spans->len; i++)
    sch_record_unref (g_array_index (paint->spans, SchPaintedSpan, i).span);
  g_array_unref (paint->spans);
  g_array_unref (paint->pieces);
  g_array_unref (paint->chips);
  g_array_unref (paint->chip_spans);
  g_array_unref (paint->ghost);
  g_array_unref (paint->brackets);
  g_array_unref (paint->bracket_spans);
  g_free (paint);
}

static SchPaint *
new_paint (void)
{
  SchPaint *paint = g_new0 (SchPaint, 1);

  paint->spans = g_array_new (FALSE, TRUE, sizeof (SchPaintedSpan));
  paint->pieces = g_array_new (FALSE, TRUE, sizeof (SchPiece));
  paint->chips = g_array_new (FALSE, TRUE, sizeof (SchChip));
  paint->chip_spans = g_array_new (FALSE, TRUE, sizeof (guint));
  paint->ghost = g_array_new (FALSE, TRUE, sizeof (SchPiece));
  paint->brackets = g_array_new (FALSE, TRUE, sizeof (SchBracket));
  paint->bracket_spans = g_array_new (FALSE, TRUE, sizeof (guint));
  return paint;
}

static const char *
get_key (SchPainter *self, const SchLabel *label)
{
  if (label == NULL)
    return NULL;
  return self->label_keys != NULL ? sch_label_keys_get_key (self->label_keys, label->id)
                                  : label->key;
}

static void
collect_spans (SchPainter *self, SchParagraph *paragraph, SchPaint *paint)
{
  g_autoptr (GPtrArray)
      spans = sch_span_index_query (sch_layer_document_get_index (self->document),
                                    paragraph->char_start,
                                    MAX (paragraph->char_end, paragraph->char_start));
  g_autoptr (GArray) extents = g_array_sized_new (FALSE, TRUE, sizeof (SchSpanExtent), spans->len);

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      const SchLabel *label = sch_scheme_get_label (self->scheme, span->label);
      SchPaintedSpan painted = { span, label, get_key (self, label) };
      SchSpanExtent extent = { sch_span_get_start (span), sch_span_get_end (span), 0 };

      if (!sch_painter_shows (self, span))
        continue;
      sch_record_ref (span);
      painted.kind = label != NULL ? label->kind : SCH_KIND_OTHER;
      sch_colors_get (label != NULL ? label->color : "#9a9996", self->dark, &painted.colors);
      g_array_append_val (paint->spans, painted);
      g_array_append_val (extents, extent);
    }
  sch_geometry_assign_levels ((SchSpanExtent *) (void *) extents->data, extents->len);
  for (guint i = 0; i < extents->len; i++)
    g_array_index (paint->spans, SchPaintedSpan, i)
        .level = g_array_index (extents, SchSpanExtent, i).level;
}

static guint
covered_length (const SchSpan *span)
{
  guint length = 0;

  for (guint i = 0; i < span->n_ranges; i++)
    length += span->ranges[i].end - span->ranges[i].start;
  return length;
}

static void
collect_pieces (SchPainter *self, SchParagraph *paragraph, SchPaint *paint, guint index)
{
  const SchPaintedSpan *painted = &g_array_index (paint->spans, SchPaintedSpan, index);
  const SchSpan *span = painted->span;

  for (guint r = 0; r < span->n_ranges; r++)
    {
      SchPiece piece = { 0 };
      guint first = paint->pieces->len;

      piece.span = index;
      piece.level = painted->level;
      piece.length = covered_length (span);
      sch_document_layout_append_pieces (self->layout, paragraph, span->ranges[r].start,
                                         span->ranges[r].end, &piece, paint->pieces);
      for (guint i = first; i < paint->pieces->len; i++)
        {
          SchPiece *made = &g_array_index (paint->pieces, SchPiece, i);

          made->is_start = r == 0 && made->starts_range;
          made->is_end = r == span->n_ranges - 1 && made->ends_range;
        }
    }
}

/* Whether a person, or where it comes from, set attributes besides one that the chip names. */
static gboolean
has_more_values (const SchPaintedSpan *painted, const SchAttribute *named)
{
  for (guint i = 0; painted->label != NULL && i < painted->label->attributes->len; i++)
    {
      const SchAttribute *attribute = g_ptr_array_index (painted->label->attributes, i);

      if (attribute != named &&
          sch_attributes_get_json (painted->span->record.attributes, attribute->id) != NULL &&
          !sch_span_is_derived (painted->span, attribute))
        return TRUE;
    }
  return FALSE;
}

static const char *
get_marks (const SchPaintedSpan *painted, const SchAttribute *named)
{
  gboolean more = has_more_values (painted, named);

  if (painted->span->doubt)
    return more ? " • ?" : " ?";
  return more ? " •" : "";
}

/* "Claim · indirect •": the first choice that was set says more than the label alone; the dot stands for further
 * values. */
static char *
dup_chip_string (const SchPaintedSpan *painted)
{
  const char *name = painted->label != NULL ? painted->label->name : painted->span->label;

  if ((painted->kind == SCH_KIND_CLAIM || painted->kind == SCH_KIND_SOURCE) &&
      painted->label != NULL && painted->label->attributes->len > 0)
    {
      const SchAttribute *attribute = g_ptr_array_index (painted->label->attributes, 0);
      g_autofree char *value = sch_attributes_dup_display (painted->span->record.attributes,
                                                           attribute->id);

      for (guint i = 0; value != NULL && i < attribute->values->len; i++)
        {
          const SchAttributeValue *known = g_ptr_array_index (attribute->values, i);

          if (strcmp (known->id, value) == 0)
            return g_strconcat (name, " · ", known->name, get_marks (painted, attribute), NULL);
        }
      if (value != NULL && g_utf8_strlen (value, -1) <= 16)
        return g_strconcat (name, " · ", value, get_marks (painted, attribute), NULL);
    }
  return g_strconcat (name, get_marks (painted, NULL), NULL);
}

static char *
dup_chip_letter (const SchPaintedSpan *painted)
{
  const char *name = painted->label != NULL ? painted->label->name : painted->span->label;
  const char *key = painted->key != NULL ? painted->key : "";
  g_autofree char *first = NULL;

  if (*key == '\0')
    {
      first = g_utf8_substring (name, 0, MIN (1, g_utf8_strlen (name, -1)));
      key = first;
    }
  return g_utf8_strup (key, -1);
}

char *
sch_painter_dup_chip_form (const SchPaintedSpan *painted, SchChipForm form)
{
  return form == SCH_CHIP_FULL ? dup_chip_string (painted) : dup_chip_letter (painted);
}

gboolean
sch_painted_span_is_excluded (const SchPaintedSpan *painted)
{
  return painted->label != NULL && g_strcmp0 (painted->label->role, "exclude") == 0;
}

static gboolean
is_id (const SchSpan *span, const char *id)
{
  return id != NULL && strcmp (span->record.id, id) == 0;
}

/* Where spans start at the same place, each outer one keeps at least its letter. */
static void
make_room_for_letters (GArray *chips, SchChip *chip)
{
  for (guint i = chips->len; i-- > 0;)
    {
      const SchChip *before = &g_array_index (chips, SchChip, i);
      float offset = before->letter_width + SCH_CHIP_GAP;

      if (before->row != chip->row || before->rtl != chip->rtl ||
          fabsf (before->anchor - chip->anchor) >= offset)
        continue;
      chip->anchor = before->anchor + (chip->rtl ? -offset : offset);
      return;
    }
}

static void
place_chips (SchPainter *self, SchParagraph *paragraph, SchPaint *paint)
{
  float left = gtk_text_view_get_left_margin (self->view) - 16.0f;
  float right = gtk_widget_get_width (GTK_WIDGET (self->view)) - 4.0f;

  g_array_set_size (paint->chips, 0);
  g_array_set_size (paint->chip_spans, 0);
  if (self->chip_mode == SCH_CHIPS_OFF)
    return;
  for (guint i = 0; i < paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (paint->pieces, SchPiece, i);
      const SchPaintedSpan *painted = &g_array_index (paint->spans, SchPaintedSpan, piece->span);
      gboolean is_selected = g_hash_table_contains (self->selected, painted->span->record.id);
      gboolean is_hovered = is_id (painted->span, self->hovered);
      g_autofree char *name = NULL;
      g_autofree char *letter = NULL;
      SchChip chip = { 0 };

      if (!piece->is_start || (self->chip_mode == SCH_CHIPS_SELECTED && !is_selected))
        continue;
      /* Page furniture does not ask for attention. */
      if (sch_painted_span_is_excluded (painted) && !is_selected && !is_hovered)
        continue;
      name = dup_chip_string (painted);
      letter = dup_chip_letter (painted);
      chip.row = piece->row;
      chip.rtl = piece->rtl;
      chip.anchor = piece->rtl ? piece->rect.x + piece->rect.width : piece->rect.x;
      chip.full_width = sch_painter_get_chip_text (self, name)->width;
      chip.letter_width = sch_painter_get_chip_text (self, letter)->width;
      chip.priority = is_id (painted->span, self->leading) ? 3
                      : is_selected                        ? 2
                      : is_hovered                         ? 1
                                                           : 0;
      make_room_for_letters (paint->chips, &chip);
      g_array_append_val (paint->chips, chip);
      g_array_append_val (paint->chip_spans, piece->span);
    }
  sch_geometry_place_chips ((SchChip *) (void *) paint->chips->data, paint->chips->len, left, right,
                            self->chip_mode == SCH_CHIPS_LETTER ? SCH_CHIP_LETTER : SCH_CHIP_FULL);
  sch_painter_place_ghost_chip (self, paint, left, right);
}

static void
collect_brackets (SchPaint *paint)
{
  for (guint i = 0; i < paint->spans->len; i++)
    {
      const SchPaintedSpan *painted = &g_array_index (paint->spans, SchPaintedSpan, i);
      SchBracket bracket = { G_MAXFLOAT, -G_MAXFLOAT, 0 };

      if (painted->kind != SCH_KIND_CLAIM)
        continue;
      for (guint k = 0; k < paint->pieces->len; k++)
        {
          const SchPiece *piece = &g_array_index (paint->pieces, SchPiece, k);

          if (piece->span != i)
            continue;
          bracket.y0 = MIN (bracket.y0, piece->rect.y);
          bracket.y1 = MAX (bracket.y1, piece->rect.y + piece->rect.height);
        }
      if (bracket.y0 > bracket.y1)
        continue;
      g_array_append_val (paint->brackets, bracket);
      g_array_append_val (paint->bracket_spans, i);
    }
  sch_geometry_assign_brackets ((SchBracket *) (void *) paint->brackets->data,
                                paint->brackets->len);
}

const SchPaint *
sch_painter_get_paint (SchPainter *self, SchParagraph *paragraph)
{
  SchPaint *paint = sch_paragraph_get_data (paragraph, self->slot);

  if (paint != NULL)
    return paint;
  paint = new_paint ();
  sch_paragraph_set_data (paragraph, self->slot, paint, free_paint);
  if (self->document == NULL)
    return paint;
  collect_spans (self, paragraph, paint);
  for (guint i = 0; i < paint->spans->len; i++)
    collect_pieces (self, paragraph, paint, i);
  sch_painter_collect_ghost (self, paragraph, paint);
  place_chips (self, paragraph, paint);
  collect_brackets (paint);
  return paint;
}

static void
for_each_cached (SchPainter *self, guint char_start, guint char_end,
                 void (*func) (SchPainter *, SchParagraph *))
{
  GList *cached = sch_document_layout_list_cached (self->layout);

  for (GList *l = cached; l != NULL; l = l->next)
    {
      SchParagraph *paragraph = l->data;

      if (paragraph->char_start <= char_end && paragraph->char_end >= char_start)
        func (self, paragraph);
    }
  g_list_free (cached);
}

void
sch_painter_invalidate (SchPainter *self, guint char_start, guint char_end)
{
  sch_document_layout_clear_slot (self->layout, self->slot, char_start, char_end);
}

void
sch_painter_invalidate_all (SchPainter *self)
{
  sch_painter_invalidate (self, 0, G_MAXUINT);
}

static void
replace_chips (SchPainter *self, SchParagraph *paragraph)
{
  SchPaint *paint = sch_paragraph_get_data (paragraph, self->slot);

  if (paint == NULL)
    return;
  place_chips (self, paragraph, paint);
  forget_nodes (paint);
}

/* Of the paragraphs on the characters: outlines, and the chips, which make room for those that are
 * looked at. */
void
sch_painter_renew_looks (SchPainter *self, guint char_start, guint char_end)
{
  for_each_cached (self, char_start, char_end, replace_chips);
}

/* Where the chip of a placed SchChip is, y from the paragraph's top. */
SchRect
sch_painter_get_chip_rect (SchPainter *self, const SchParagraph *paragraph, const SchChip *chip)
{
  float height = sch_painter_get_chip_height (self);

  return (SchRect){ chip->x, paragraph->rows[chip->row].y - height - 2.0f, chip->width, height };
}

const SchPaintedSpan *
sch_paint_get_chip_span (const SchPaint *self, guint chip)
{
  guint index = g_array_index (self->chip_spans, guint, chip);

  return index != SCH_GHOST_CHIP ? &g_array_index (self->spans, SchPaintedSpan, index) : NULL;
}

SchParagraph *
sch_painter_find_paragraph (SchPainter *self, float *y)
{
  GtkTextIter iter;
  SchParagraph *paragraph;

  gtk_text_view_get_line_at_y (self->view, &iter, (int) *y, NULL);
  paragraph = sch_document_layout_get_paragraph (self->layout, gtk_text_iter_get_line (&iter));
  *y -= paragraph->y;
  return paragraph;
}

static void
add_once (GPtrArray *hits, SchSpan *span)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_ptr_array_index (hits, i) == span)
      return;
  g_ptr_array_add (hits, sch_record_ref (span));
}

GPtrArray *
sch_painter_hit (SchPainter *self, float x, float y)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func (sch_record_unref);
  SchParagraph *paragraph;
  const SchPaint *paint;
  g_autoptr (GArray) indices = NULL;

  if (self->document == NULL)
    return hits;
  paragraph = sch_painter_find_paragraph (self, &y);
  paint = sch_painter_get_paint (self, paragraph);
  for (guint i = paint->chips->len; i-- > 0;)
    {
      SchRect rect = sch_painter_get_chip_rect (self, paragraph,
                                                &g_array_index (paint->chips, SchChip, i));
      const SchPaintedSpan *painted = sch_paint_get_chip_span (paint, i);

      if (painted != NULL && sch_rect_contains (&rect, x, y))
        add_once (hits, painted->span);
    }
  indices = sch_geometry_hit ((const SchPiece *) (void *) paint->pieces->data, paint->pieces->len,
                              x, y, 2.0f);
  for (guint i = 0; i < indices->len; i++)
    add_once (hits,
              g_array_index (paint->spans, SchPaintedSpan, g_array_index (indices, guint, i)).span);
  return hits;
}

gboolean
sch_painter_get_bounds (SchPainter *self, SchSpan *span, SchRect *bounds)
{
  int line = sch_document_layout_line_at (self->layout, sch_span_get_start (span));
  SchParagraph *paragraph = sch_document_layout_get_paragraph (self->layout, line);
  const SchPaint *paint = sch_painter_get_paint (self, paragraph);

  for (guint i = 0; i < paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (paint->pieces, SchPiece, i);

      if (piece->is_start &&
          strcmp (g_array_index (paint->spans, SchPaintedSpan, piece->span).span->record.id,
                  span->record.id) == 0)
        {
          *bounds = piece->rect;
          bounds->y += paragraph->y;
          return TRUE;
        }
    }
  return FALSE;
}

SchSpan *
sch_painter_hit_chip (SchPainter *self, float x, float y)
{
  SchParagraph *paragraph;
  const SchPaint *paint;

  if (self->document == NULL)
    return NULL;
  paragraph = sch_painter_find_paragraph (self, &y);
  paint = sch_painter_get_paint (self, paragraph);
  for (guint i = paint->chips->len; i-- > 0;)
    {
      SchRect rect = sch_painter_get_chip_rect (self, paragraph,
                                                &g_array_index (paint->chips, SchChip, i));
      const SchPaintedSpan *painted = sch_paint_get_chip_span (paint, i);

      if (painted != NULL && sch_rect_contains (&rect, x, y))
        return sch_record_ref (painted->span);
    }
  return NULL;
}

gboolean
sch_painter_get_chip (SchPainter *self, SchSpan *span, SchRect *rect)
{
  int line = sch_document_layout_line_at (self->layout, sch_span_get_start (span));
  SchParagraph *paragraph = sch_document_layout_get_paragraph (self->layout, line);
  const SchPaint *paint = sch_painter_get_paint (self, paragraph);

  for (guint i = 0; i < paint->chips->len; i++)
    {
      const SchPaintedSpan *painted = sch_paint_get_chip_span (paint, i);

      if (painted == NULL || strcmp (painted->span->record.id, span->record.id) != 0)
        continue;
      *rect = sch_painter_get_chip_rect (self, paragraph,
                                         &g_array_index (paint->chips, SchChip, i));
      rect->y += paragraph->y;
      return TRUE;
    }
  return FALSE;
}

const GdkRGBA *
sch_painter_get_accent (SchPainter *self)
{
  return &self->accent;
}

const GdkRGBA *
sch_painter_get_page (SchPainter *self)
{
  return &self->page;
}
