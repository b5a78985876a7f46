/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations on the screen. What is drawn is found anew for each frame: the relations of the spans in
 * focus (or of all spans on the screen), the places of their ends, then their ways. */

#include "config.h"

#include "sch-relation-painter.h"

#include <string.h>

#include "sch-painter-private.h"
#include "sch-relation-lines.h"

#define GUTTER_GAP 8.0f
#define EDGE_GAP 4.0f
#define FAR_CHARS 24u
#define ROW_GAP 1.5f
#define BELOW_LINES 3.0f
#define HALO 6.0f

/* What a line is tied to: the span's chip if it has one, else where it starts. */
typedef struct
{
  guint row;
  SchRect rect;
} Tie;

struct _SchRelationPainter
{
  GtkTextView *view;         /* not owned */
  SchDocumentLayout *layout; /* not owned */
  SchPainter *painter;       /* not owned */
  SchLayerDocument *document;
  SchScheme *scheme;
  char *selected;
  char *hovered;
  char *relation; /* (nullable): that stands out */
  gboolean all;

  /* Of the last drawing. */
  GPtrArray *paragraphs; /* of SchParagraph */
  GArray *rows;          /* of SchArcRow */
  GArray *taken;         /* of SchArcTaken */
  GPtrArray *relations;  /* of SchRelation */
  GArray *arcs;          /* of SchArc, one for each relation */
  GHashTable *seen;      /* the same relations */
  GHashTable *ends;      /* id of a span that starts in a paragraph -> its Tie */
  GHashTable *colors;    /* type -> SchColors */
  SchRelationLines *lines;
  SchArcPage page;
};

SchRelationPainter *
sch_relation_painter_new (GtkTextView *view, SchDocumentLayout *layout, SchPainter *painter)
{
  SchRelationPainter *self = g_new0 (SchRelationPainter, 1);

  self->view = view;
  self->layout = layout;
  self->painter = painter;
  self->paragraphs = g_ptr_array_new ();
  self->rows = g_array_new (FALSE, FALSE, sizeof (SchArcRow));
  self->taken = g_array_new (FALSE, FALSE, sizeof (SchArcTaken));
  self->relations = g_ptr_array_new_with_free_func (sch_record_unref);
  self->arcs = g_array_new (FALSE, TRUE, sizeof (SchArc));
  self->seen = g_hash_table_new (NULL, NULL);
  self->ends = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->colors = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->lines = sch_relation_lines_new ();
  return self;
}

static void
forget (SchRelationPainter *self)
{
  g_hash_table_remove_all (self->ends);
  g_hash_table_remove_all (self->seen);
  g_hash_table_remove_all (self->colors);
  g_ptr_array_set_size (self->paragraphs, 0);
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->taken, 0);
  g_ptr_array_set_size (self->relations, 0);
  g_array_set_size (self->arcs, 0);
}

void
sch_relation_painter_free (SchRelationPainter *self)
{
  g_clear_object (&self->document);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_free (self->selected);
  g_free (self->hovered);
  g_free (self->relation);
  g_ptr_array_unref (self->paragraphs);
  g_array_unref (self->rows);
  g_array_unref (self->taken);
  g_ptr_array_unref (self->relations);
  g_array_unref (self->arcs);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->ends);
  g_hash_table_unref (self->colors);
  sch_relation_lines_free (self->lines);
  g_free (self);
}

void
sch_relation_painter_set_document (SchRelationPainter *self, SchLayerDocument *document,
                                   SchScheme *scheme)
{
  SchScheme *old = self->scheme;

  forget (self);
  g_set_object (&self->document, document);
  self->scheme = scheme != NULL ? sch_scheme_ref (scheme) : NULL;
  g_clear_pointer (&old, sch_scheme_unref);
}

void
sch_relation_painter_set_selected (SchRelationPainter *self, const char *id)
{
  g_free (self->selected);
  self->selected = g_strdup (id);
}

void
sch_relation_painter_set_hovered (SchRelationPainter *self, const char *id)
{
  g_free (self->hovered);
  self->hovered = g_strdup (id);
}

void
sch_relation_painter_set_relation (SchRelationPainter *self, const char *id)
{
  g_free (self->relation);
  self->relation = g_strdup (id);
}

void
sch_relation_painter_set_all (SchRelationPainter *self, gboolean all)
{
  self->all = all;
}

/* --- What is on the screen ------------------------------------------------------------------ */

static void
add_tie (SchRelationPainter *self, const SchPaintedSpan *painted, guint row, SchRect rect)
{
  const char *id = painted->span->record.id;
  const Tie tie = { row, rect };

  if (!g_hash_table_contains (self->ends, id))
    g_hash_table_insert (self->ends, (gpointer) id, g_memdup2 (&tie, sizeof tie));
}

/* @first: index of the paragraph's first row */
static void
add_ties (SchRelationPainter *self, const SchParagraph *paragraph, const SchPaint *paint,
          guint first)
{
  for (guint i = 0; i < paint->chips->len; i++)
    {
      const SchChip *chip = &g_array_index (paint->chips, SchChip, i);
      const SchPaintedSpan *painted = sch_paint_get_chip_span (paint, i);

      if (painted != NULL)
        add_tie (self, painted, first + chip->row,
                 sch_painter_get_chip_rect (self->painter, paragraph, chip));
    }
  for (guint i = 0; i < paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (paint->pieces, SchPiece, i);

      if (piece->is_start)
        add_tie (self, &g_array_index (paint->spans, SchPaintedSpan, piece->span),
                 first + piece->row, piece->rect);
    }
}

static void
add_rows (SchRelationPainter *self, SchParagraph *paragraph)
{
  float lane = sch_painter_get_chip_height (self->painter) + 2.0f;
  const SchPaint *paint = sch_painter_get_paint (self->painter, paragraph);
  guint first = self->rows->len;

  g_ptr_array_add (self->paragraphs, paragraph);
  for (guint i = 0; i < paragraph->n_rows; i++)
    {
      const SchRow *row = &paragraph->rows[i];
      float above = i > 0 ? paragraph->rows[i - 1].y + paragraph->rows[i - 1].height : -BELOW_LINES;
      float lane_top = MAX (row->y - lane, above + 2);
      SchArcRow made = { paragraph->y + above, paragraph->y + lane_top - ROW_GAP,
                         paragraph->y + lane_top, paragraph->y + row->y - 2.0f };

      g_array_append_val (self->rows, made);
    }
  for (guint i = 0; i < paint->chips->len; i++)
    {
      const SchChip *chip = &g_array_index (paint->chips, SchChip, i);
      SchArcTaken taken = { first + chip->row, chip->x, chip->x + chip->width };

      g_array_append_val (self->taken, taken);
    }
  add_ties (self, paragraph, paint, first);
}

static void
collect_rows (SchRelationPainter *self, const GdkRectangle *visible)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  int n_lines = gtk_text_buffer_get_line_count (buffer);
  GtkTextIter iter;

  gtk_text_view_get_line_at_y (self->view, &iter, visible->y, NULL);
  for (int line = gtk_text_iter_get_line (&iter); line < n_lines; line++)
    {
      int y;

      gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
      gtk_text_view_get_line_yrange (self->view, &iter, &y, NULL);
      if (y > visible->y + visible->height)
        break;
      add_rows (self, sch_document_layout_get_paragraph (self->layout, line));
    }
}

/* Brackets of claims stand where the text starts: lines run on the other side. */
static gboolean
is_gutter_at_left (SchRelationPainter *self)
{
  guint n_rtl = 0;
  guint n = 0;

  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      const SchParagraph *paragraph = g_ptr_array_index (self->paragraphs, i);

      if (paragraph->char_start == paragraph->char_end)
        continue;
      n++;
      n_rtl += paragraph->rtl;
    }
  return 2 * n_rtl > n;
}

static void
set_page (SchRelationPainter *self, const GdkRectangle *visible)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->view));
  int left = gtk_text_view_get_left_margin (self->view);
  int right = gtk_text_view_get_right_margin (self->view);
  gboolean at_left = is_gutter_at_left (self);

  self->page.left = left;
  self->page.right = width - right;
  self->page.gutter_at_left = at_left;
  self->page.gutter = at_left ? left - GUTTER_GAP : width - right + GUTTER_GAP;
  self->page.gutter_width = MAX ((at_left ? left : right) - GUTTER_GAP - EDGE_GAP, SCH_ARC_STEP);
  self->page.top = visible->y;
  self->page.bottom = visible->y + visible->height;
  self->page.height = sch_painter_get_chip_height (self->painter);
}

/* --- Ends ------------------------------------------------------------------------------------ */

static int
find_paragraph (SchRelationPainter *self, guint char_offset)
{
  guint low = 0;
  guint high = self->paragraphs->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const SchParagraph *paragraph = g_ptr_array_index (self->paragraphs, middle);

      if (char_offset < paragraph->char_start)
        high = middle;
      else if (char_offset > paragraph->char_end)
        low = middle + 1;
      else
        return (int) middle;
    }
  return -1;
}

static gboolean
find_end (SchRelationPainter *self, const char *id, SchArcEnd *end)
{
  SchSpan *span = sch_layer_document_get_span (self->document, id);
  const SchParagraph *first;
  const Tie *tie;
  int index;

  if (span == NULL || self->paragraphs->len == 0 || !sch_painter_shows (self->painter, span))
    return FALSE;
  *end = (SchArcEnd){ SCH_ARC_HERE };
  index = find_paragraph (self, sch_span_get_start (span));
  if (index < 0)
    {
      first = g_ptr_array_index (self->paragraphs, 0);
      end->place = sch_span_get_start (span) < first->char_start ? SCH_ARC_ABOVE : SCH_ARC_BELOW;
      return TRUE;
    }
  first = g_ptr_array_index (self->paragraphs, index);
  tie = g_hash_table_lookup (self->ends, id);
  if (tie == NULL)
    return FALSE;
  end->row = tie->row;
  end->x0 = tie->rect.x;
  end->x1 = tie->rect.x + tie->rect.width;
  end->y = first->y + tie->rect.y;
  if (end->y < self->page.top)
    end->place = SCH_ARC_ABOVE;
  else if (end->y + tie->rect.height > self->page.bottom)
    end->place = SCH_ARC_BELOW;
  return TRUE;
}

/* --- Relations ------------------------------------------------------------------------------- */

/* One line, not longer than a chip may be. */
static char *
dup_cut (const char *string)
{
  g_autofree char *flat = g_strdelimit (g_strdup (string), "\r\n\t", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (flat, -1) <= FAR_CHARS)
    return g_steal_pointer (&flat);
  start = g_utf8_substring (flat, 0, FAR_CHARS - 1);
  return g_strconcat (start, "…", NULL);
}

static char *
dup_far_name (SchRelationPainter *self, const char *id, SchArcPlace place)
{
  SchSpan *span = sch_layer_document_get_span (self->document, id);
  SchText *text = sch_layer_document_get_text (self->document);
  g_autofree char *covered = span != NULL && text != NULL ? sch_span_dup_covered (span, text)
                                                          : g_strdup (id);
  g_autofree char *cut = dup_cut (covered);

  return g_strconcat (place == SCH_ARC_ABOVE ? "↑ " : "↓ ", cut, NULL);
}

static const char *
get_far (SchRelationPainter *self, guint index, SchArcPlace *place)
{
  const SchArc *arc = &g_array_index (self->arcs, SchArc, index);
  const SchRelation *relation = g_ptr_array_index (self->relations, index);

  *place = arc->from.place != SCH_ARC_HERE ? arc->from.place : arc->to.place;
  if (arc->from.place != SCH_ARC_HERE)
    return relation->from;
  return arc->to.place != SCH_ARC_HERE ? relation->to : NULL;
}

static const char *
get_name (SchRelationPainter *self, const SchRelation *relation)
{
  const SchRelationType *type = sch_scheme_get_relation_type (self->scheme, relation->type);

  return type != NULL ? type->name : relation->type;
}

static gboolean
stands_out (SchRelationPainter *self, const SchRelation *relation)
{
  return g_strcmp0 (relation->record.id, self->relation) == 0;
}

/* What is selected is seen, whether lines of its type are shown or not. */
static void
add_relation (SchRelationPainter *self, SchRelation *relation)
{
  SchArc arc = { 0 };
  SchArcPlace place;
  const char *far;

  if ((!stands_out (self, relation) && !sch_painter_shows_lines (self->painter, relation->type)) ||
      g_hash_table_contains (self->seen, relation) || !find_end (self, relation->from, &arc.from) ||
      !find_end (self, relation->to, &arc.to) ||
      (arc.from.place != SCH_ARC_HERE && arc.to.place != SCH_ARC_HERE))
    return;
  arc.name_width = sch_painter_get_chip_text (self->painter, get_name (self, relation))->width;
  g_hash_table_add (self->seen, relation);
  g_ptr_array_add (self->relations, sch_record_ref (relation));
  g_array_append_val (self->arcs, arc);
  far = get_far (self, self->arcs->len - 1, &place);
  if (far != NULL)
    {
      g_autofree char *name = dup_far_name (self, far, place);

      g_array_index (self->arcs, SchArc, self->arcs->len - 1)
          .far_width = sch_painter_get_chip_text (self->painter, name)->width;
    }
}

static void
add_relations_of (SchRelationPainter *self, const char *id)
{
  GPtrArray *relations = id != NULL ? sch_layer_document_get_relations_of (self->document, id)
                                    : NULL;

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    add_relation (self, g_ptr_array_index (relations, i));
}

/* The one that stands out is the first: it is hit before others and drawn over them. */
static void
add_selected (SchRelationPainter *self)
{
  SchRelation *relation = self->relation != NULL
                              ? sch_layer_document_get_relation (self->document, self->relation)
                              : NULL;

  if (relation == NULL)
    return;
  add_relation (self, relation);
  add_relations_of (self, relation->from);
  add_relations_of (self, relation->to);
}

static void
collect_relations (SchRelationPainter *self)
{
  add_selected (self);
  add_relations_of (self, self->selected);
  add_relations_of (self, self->hovered);
  for (guint i = 0; self->all && i < self->paragraphs->len; i++)
    {
      const SchPaint *paint = sch_painter_get_paint (self->painter,
                                                     g_ptr_array_index (self->paragraphs, i));

      for (guint k = 0; k < paint->spans->len; k++)
        add_relations_of (self, g_array_index (paint->spans, SchPaintedSpan, k).span->record.id);
    }
}

/* --- Drawing --------------------------------------------------------------------------------- */

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width, float height)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
draw_line (GtkSnapshot *snapshot, const SchArc *arc, const GdkRGBA *color, float thick)
{
  for (guint i = 1; i < arc->n_points; i++)
    {
      SchArcPoint a = arc->points[i - 1];
      SchArcPoint b = arc->points[i];
      float x = MIN (a.x, b.x) - thick / 2;
      float y = MIN (a.y, b.y) - thick / 2;

      fill (snapshot, color, x, y, ABS (a.x - b.x) + thick, ABS (a.y - b.y) + thick);
    }
}

/* A head that points down (into the chip) or to the edge where the line goes on. */
static void
draw_head (GtkSnapshot *snapshot, SchArcPoint tip, gboolean down, const GdkRGBA *color)
{
  for (int i = 0; i < (int) SCH_RELATION_HEAD; i++)
    fill (snapshot, color, tip.x - i - 0.5f, down ? tip.y - i - 1 : tip.y + i, 2 * i + 1, 1);
}

static void
draw_text (SchRelationPainter *self, GtkSnapshot *snapshot, const char *string, const SchRect *rect,
           const GdkRGBA *color)
{
  const SchChipText *text = sch_painter_get_chip_text (self->painter, string);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rect->x + 4, rect->y));
  gtk_snapshot_append_layout (snapshot, text->layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_far (SchRelationPainter *self, GtkSnapshot *snapshot, guint index, const SchColors *colors)
{
  const SchArc *arc = &g_array_index (self->arcs, SchArc, index);
  GskRoundedRect box;
  SchArcPlace place;
  const char *far = get_far (self, index, &place);
  g_autofree char *name = NULL;

  if (far == NULL || arc->far.width <= 0)
    return;
  name = dup_far_name (self, far, place);
  gsk_rounded_rect_init_from_rect (
      &box, &GRAPHENE_RECT_INIT (arc->far.x, arc->far.y, arc->far.width, arc->far.height), 3);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &colors->chip, &box.bounds);
  gtk_snapshot_pop (snapshot);
  draw_text (self, snapshot, name, &arc->far, &colors->chip_text);
}

static gboolean
is_in_focus (SchRelationPainter *self, const SchRelation *relation)
{
  return stands_out (self, relation) || g_strcmp0 (relation->from, self->selected) == 0 ||
         g_strcmp0 (relation->to, self->selected) == 0 ||
         g_strcmp0 (relation->from, self->hovered) == 0 ||
         g_strcmp0 (relation->to, self->hovered) == 0;
}

/* The line in the colour of the selection below the line itself, and around its name. */
static void
draw_halo (SchRelationPainter *self, GtkSnapshot *snapshot, const SchArc *arc)
{
  GdkRGBA halo = self->painter->accent;

  halo.alpha = 0.5f;
  draw_line (snapshot, arc, &halo, HALO);
}

static void
draw_name (SchRelationPainter *self, GtkSnapshot *snapshot, const SchArc *arc, const char *name,
           gboolean out, const GdkRGBA *color)
{
  GdkRGBA page = self->painter->page;
  const GdkRGBA *accent = &self->painter->accent;
  const float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };
  const GdkRGBA colors[4] = { *accent, *accent, *accent, *accent };
  GskRoundedRect box;

  if (arc->name.width <= 0)
    return;
  /* Outer boxes reach up to where names stand. */
  page.alpha = out ? 1 : 0.85f;
  fill (snapshot, &page, arc->name.x, arc->name.y, arc->name.width, arc->name.height);
  if (out)
    {
      gsk_rounded_rect_init_from_rect (&box,
                                       &GRAPHENE_RECT_INIT (arc->name.x, arc->name.y,
                                                            arc->name.width, arc->name.height),
                                       3);
      gtk_snapshot_append_border (snapshot, &box, widths, colors);
    }
  draw_text (self, snapshot, name, &arc->name, color);
}

/* Contrast takes long to work out. */
static const SchColors *
get_colors (SchRelationPainter *self, const SchRelationType *type)
{
  SchColors *colors = g_hash_table_lookup (self->colors, type);

  if (colors != NULL)
    return colors;
  colors = g_new (SchColors, 1);
  sch_colors_get (type != NULL && *type->color != '\0' ? type->color : "#77767b",
                  self->painter->dark, colors);
  g_hash_table_insert (self->colors, (gpointer) type, colors);
  return colors;
}

/* The line of a relation that is not in focus: below all that is drawn of those that are. */
static void
gather_relation (SchRelationPainter *self, guint index)
{
  const SchArc *arc = &g_array_index (self->arcs, SchArc, index);
  const SchRelation *relation = g_ptr_array_index (self->relations, index);
  const SchRelationType *type = sch_scheme_get_relation_type (self->scheme, relation->type);
  GdkRGBA line = get_colors (self, type)->line;

  if (is_in_focus (self, relation))
    return;
  line.alpha *= self->relation != NULL ? 0.45f : 0.65f;
  sch_relation_lines_add_arc (self->lines, &line, arc,
                              type == NULL || !type->symmetric ? SCH_RELATION_HEAD : 0);
}

static void
draw_relation (SchRelationPainter *self, GtkSnapshot *snapshot, guint index)
{
  const SchArc *arc = &g_array_index (self->arcs, SchArc, index);
  const SchRelation *relation = g_ptr_array_index (self->relations, index);
  const SchRelationType *type = sch_scheme_get_relation_type (self->scheme, relation->type);
  const SchColors *colors = get_colors (self, type);
  gboolean out = stands_out (self, relation);

  if (out)
    draw_halo (self, snapshot, arc);
  if (is_in_focus (self, relation))
    {
      draw_line (snapshot, arc, &colors->line, out ? 2.0f : 1.5f);
      if (type == NULL || !type->symmetric)
        draw_head (snapshot, arc->points[arc->n_points - 1], arc->to.place != SCH_ARC_ABOVE,
                   &colors->line);
    }
  draw_name (self, snapshot, arc, get_name (self, relation), out, &colors->chip);
  draw_far (self, snapshot, index, colors);
}

/* Of the view's text only: nothing is found or drawn where no span in focus has a relation. */
void
sch_relation_painter_draw (SchRelationPainter *self, GtkSnapshot *snapshot)
{
  GdkRectangle visible;

  forget (self);
  if (self->document == NULL || self->scheme == NULL ||
      (!self->all && self->selected == NULL && self->hovered == NULL && self->relation == NULL) ||
      sch_layer_document_get_n_relations (self->document) == 0)
    return;
  gtk_text_view_get_visible_rect (self->view, &visible);
  collect_rows (self, &visible);
  set_page (self, &visible);
  collect_relations (self);
  if (self->arcs->len == 0)
    return;
  sch_arcs_route ((SchArc *) (void *) self->arcs->data, self->arcs->len,
                  (const SchArcRow *) (void *) self->rows->data, self->rows->len,
                  (const SchArcTaken *) (void *) self->taken->data, self->taken->len, &self->page);
  for (guint i = 0; i < self->arcs->len; i++)
    gather_relation (self, i);
  sch_relation_lines_draw (self->lines, snapshot);
  for (guint i = self->arcs->len; i-- > 0;)
    draw_relation (self, snapshot, i);
  g_hash_table_remove_all (self->ends);
}

GArray *
sch_relation_painter_get_arcs (SchRelationPainter *self)
{
  return self->arcs;
}

const SchArc *
sch_relation_painter_get_arc (SchRelationPainter *self, const SchArcPage **page)
{
  const SchRelation *first = self->relations->len > 0 ? g_ptr_array_index (self->relations, 0)
                                                      : NULL;

  if (first == NULL || !stands_out (self, first))
    return NULL;
  *page = &self->page;
  return &g_array_index (self->arcs, SchArc, 0);
}

SchRelation *
sch_relation_painter_hit (SchRelationPainter *self, float x, float y, float slack, const char **far)
{
  int index = sch_arcs_hit ((const SchArc *) (void *) self->arcs->data, self->arcs->len, x, y,
                            slack);
  SchArcPlace place;

  if (far != NULL)
    *far = NULL;
  if (index < 0)
    return NULL;
  if (far != NULL && sch_rect_contains (&g_array_index (self->arcs, SchArc, index).far, x, y))
    *far = get_far (self, (guint) index, &place);
  return g_ptr_array_index (self->relations, index);
}

SchRelation *
sch_relation_painter_hit_next (SchRelationPainter *self, float x, float y, float slack)
{
  SchRelation *hit = sch_relation_painter_hit (self, x, y, slack, NULL);
  SchRelation *first = NULL;
  SchRelation *next = NULL;

  if (hit == NULL || !stands_out (self, hit))
    return hit;
  for (guint i = 0; i < self->arcs->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (self->relations, i);
      const char *id = relation->record.id;

      if (sch_arcs_hit (&g_array_index (self->arcs, SchArc, i), 1, x, y, slack) < 0)
        continue;
      if (first == NULL || strcmp (id, first->record.id) < 0)
        first = relation;
      if (strcmp (id, self->relation) > 0 && (next == NULL || strcmp (id, next->record.id) < 0))
        next = relation;
    }
  return next != NULL ? next : first;
}
