/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second layout of the lines on the screen. Invariants: a cached paragraph belongs to the stamp
 * of the layout; at most MAX_CACHED paragraphs are kept; x0 and y0 place the Pango layout where
 * GtkTextView shows the line's first character. */

#include "config.h"

#include "sch-document-layout.h"

#include <math.h>
#include <string.h>

#include "sch-direction.h"

#define MAX_CACHED 400u
#define MAX_UNMEASURED 50u /* in a row, among the lines on the screen */
#define CURSOR_SPACE 1     /* what GtkTextView keeps free at the end of a row for the caret */

struct _SchDocumentLayout
{
  GtkTextView *view;      /* not owned */
  SchViewMap *map;        /* not owned */
  GHashTable *paragraphs; /* line -> SchParagraph */
};

gpointer
sch_paragraph_get_data (SchParagraph *self, SchSlot slot)
{
  return self->slots[slot];
}

void
sch_paragraph_set_data (SchParagraph *self, SchSlot slot, gpointer data, GDestroyNotify destroy)
{
  if (self->slots[slot] != NULL && self->slot_destroys[slot] != NULL)
    self->slot_destroys[slot](self->slots[slot]);
  self->slots[slot] = data;
  self->slot_destroys[slot] = destroy;
}

static void
free_paragraph (gpointer data)
{
  SchParagraph *paragraph = data;

  for (SchSlot slot = 0; slot < SCH_N_SLOTS; slot++)
    sch_paragraph_set_data (paragraph, slot, NULL, NULL);
  g_clear_object (&paragraph->pango);
  g_free (paragraph->text);
  g_free (paragraph->rows);
  g_free (paragraph);
}

SchDocumentLayout *
sch_document_layout_new (GtkTextView *view)
{
  SchDocumentLayout *self = g_new0 (SchDocumentLayout, 1);

  self->view = view;
  self->paragraphs = g_hash_table_new_full (NULL, NULL, NULL, free_paragraph);
  return self;
}

void
sch_document_layout_free (SchDocumentLayout *self)
{
  g_hash_table_unref (self->paragraphs);
  g_free (self);
}

void
sch_document_layout_set_text (SchDocumentLayout *self, SchViewMap *map)
{
  self->map = map;
  g_hash_table_remove_all (self->paragraphs);
}

void
sch_document_layout_invalidate (SchDocumentLayout *self)
{
  g_hash_table_remove_all (self->paragraphs);
}

static gsize
byte_of_char (const SchParagraph *paragraph, guint char_offset)
{
  guint n_chars = char_offset - paragraph->char_start;

  if (char_offset <= paragraph->char_start)
    return 0;
  if (char_offset >= paragraph->char_end)
    return paragraph->byte_len;
  if (paragraph->ascii)
    return n_chars;
  return g_utf8_offset_to_pointer (paragraph->text, n_chars) - paragraph->text;
}

static guint
char_of_byte (const SchParagraph *paragraph, gsize byte)
{
  if (paragraph->ascii)
    return paragraph->char_start + byte;
  return paragraph->char_start + g_utf8_pointer_to_offset (paragraph->text, paragraph->text + byte);
}

static PangoDirection
find_direction (SchDocumentLayout *self, const SchParagraph *paragraph)
{
  switch (sch_direction_find (paragraph->text, paragraph->byte_len))
    {
    case SCH_DIRECTION_LTR:
      return PANGO_DIRECTION_LTR;
    case SCH_DIRECTION_RTL:
      return PANGO_DIRECTION_RTL;
    case SCH_DIRECTION_NEUTRAL:
    default:
      return gtk_widget_get_direction (GTK_WIDGET (self->view)) == GTK_TEXT_DIR_RTL
                 ? PANGO_DIRECTION_RTL
                 : PANGO_DIRECTION_LTR;
    }
}

/* The same parameters as GtkTextView gives to its own layout of the line. */
static void
make_pango_layout (SchDocumentLayout *self, SchParagraph *paragraph)
{
  GtkTextView *view = self->view;
  int width = gtk_widget_get_width (GTK_WIDGET (view)) - gtk_text_view_get_left_margin (view) -
              gtk_text_view_get_right_margin (view) - CURSOR_SPACE;
  PangoDirection direction = find_direction (self, paragraph);
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (view));

  /* The base direction is the paragraph's, whatever the interface's, and so is the alignment. */
  pango_context_set_base_dir (context, direction);
  paragraph->pango = pango_layout_new (context);
  g_object_unref (context);
  pango_layout_set_text (paragraph->pango, paragraph->text, paragraph->byte_len);
  pango_layout_set_alignment (paragraph->pango, direction == PANGO_DIRECTION_RTL
                                                    ? PANGO_ALIGN_RIGHT
                                                    : PANGO_ALIGN_LEFT);
  pango_layout_set_wrap (paragraph->pango, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (paragraph->pango, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_spacing (paragraph->pango,
                            gtk_text_view_get_pixels_inside_wrap (view) * PANGO_SCALE);
}

static void
read_rows (SchParagraph *paragraph)
{
  PangoLayoutIter *iter = pango_layout_get_iter (paragraph->pango);
  guint i = 0;

  paragraph->n_rows = pango_layout_get_line_count (paragraph->pango);
  paragraph->rows = g_new0 (SchRow, paragraph->n_rows);
  do
    {
      SchRow *row = &paragraph->rows[i++];
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle logical;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      row->y = paragraph->y0 + (float) logical.y / PANGO_SCALE;
      row->height = (float) logical.height / PANGO_SCALE;
      row->baseline = paragraph->y0 + (float) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
      row->x = paragraph->x0 + (float) logical.x / PANGO_SCALE;
      row->width = (float) logical.width / PANGO_SCALE;
      row->char_start = char_of_byte (paragraph, line->start_index);
      row->char_end = char_of_byte (paragraph, line->start_index + line->length);
      if (i == 1)
        paragraph->rtl = line->resolved_dir == PANGO_DIRECTION_RTL;
    }
  while (i < paragraph->n_rows && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/* Puts our layout where GtkTextView has the first character of the line. */
static void
place_paragraph (SchDocumentLayout *self, SchParagraph *paragraph, const GtkTextIter *start)
{
  GdkRectangle location;
  PangoRectangle first;

  gtk_text_view_get_iter_location (self->view, start, &location);
  pango_layout_index_to_pos (paragraph->pango, 0, &first);
  paragraph->x0 = location.x - roundf ((float) first.x / PANGO_SCALE);
  paragraph->y0 = location.y - paragraph->y - roundf ((float) first.y / PANGO_SCALE);
}

static SchParagraph *
make_paragraph (SchDocumentLayout *self, int line, const GtkTextIter *start)
{
  SchParagraph *paragraph = g_new0 (SchParagraph, 1);
  GtkTextIter end = *start;
  int y;
  int height;

  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_view_get_line_yrange (self->view, start, &y, &height);
  paragraph->line = line;
  paragraph->y = y;
  paragraph->height = height;
  paragraph->text = gtk_text_iter_get_slice (start, &end);
  paragraph->byte_len = strlen (paragraph->text);
  paragraph->char_start = sch_view_map_to_document (self->map, gtk_text_iter_get_offset (start));
  paragraph->char_end = sch_view_map_to_document (self->map, gtk_text_iter_get_offset (&end));
  paragraph->ascii = paragraph->byte_len == paragraph->char_end - paragraph->char_start;
  make_pango_layout (self, paragraph);
  place_paragraph (self, paragraph, start);
  read_rows (paragraph);
  return paragraph;
}

/**
 * sch_document_layout_get_paragraph:
 * @line: of the buffer
 *
 * Returns: (transfer none): the paragraph, with its present place
 */
SchParagraph *
sch_document_layout_get_paragraph (SchDocumentLayout *self, int line)
{
  SchParagraph *paragraph = g_hash_table_lookup (self->paragraphs, GINT_TO_POINTER (line));
  GtkTextIter start;
  int y;
  int height;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (self->view), &start, line);
  if (paragraph != NULL)
    {
      gtk_text_view_get_line_yrange (self->view, &start, &y, &height);
      paragraph->y = y;
      if (fabsf (paragraph->height - height) < 0.5f || height == 0)
        return paragraph;
      g_hash_table_remove (self->paragraphs, GINT_TO_POINTER (line));
    }
  if (g_hash_table_size (self->paragraphs) >= MAX_CACHED)
    g_hash_table_remove_all (self->paragraphs);
  paragraph = make_paragraph (self, line, &start);
  g_hash_table_insert (self->paragraphs, GINT_TO_POINTER (line), paragraph);
  return paragraph;
}

/* (transfer container): the paragraphs that are laid out now. */
GList *
sch_document_layout_list_cached (SchDocumentLayout *self)
{
  return g_hash_table_get_values (self->paragraphs);
}

void
sch_document_layout_clear_slot (SchDocumentLayout *self, SchSlot slot, guint char_start,
                                guint char_end)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->paragraphs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SchParagraph *paragraph = value;

      if (paragraph->char_start <= char_end && paragraph->char_end >= char_start)
        sch_paragraph_set_data (paragraph, slot, NULL, NULL);
    }
}

void
sch_document_layout_foreach_visible (SchDocumentLayout *self, SchVisibleFunc func, gpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GdkRectangle visible;
  GtkTextIter iter;
  int n_lines = gtk_text_buffer_get_line_count (buffer);
  guint n_unmeasured = 0;

  if (self->map == NULL)
    return;
  gtk_text_view_get_visible_rect (self->view, &visible);
  gtk_text_view_get_line_at_y (self->view, &iter, visible.y, NULL);
  for (int line = gtk_text_iter_get_line (&iter); line < n_lines; line++)
    {
      int y;
      int height;

      /* Asking for the layout of a line below the screen would measure it now, and ask for a new
       * size in the middle of drawing. */
      gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
      gtk_text_view_get_line_yrange (self->view, &iter, &y, &height);
      /* Lines that were not measured yet all stand where the measured ones end, on the screen maybe. */
      n_unmeasured = height == 0 ? n_unmeasured + 1 : 0;
      if (y > visible.y + visible.height || n_unmeasured > MAX_UNMEASURED)
        break;
      if (height > 0)
        func (sch_document_layout_get_paragraph (self, line), data);
    }
}

/* White space at the end of a wrapped row has no place of its own on the screen. */
static guint
trim_row_end (const SchParagraph *paragraph, const SchRow *row, guint char_start, guint char_end)
{
  if (char_end < row->char_end || row->char_end == paragraph->char_end)
    return char_end;
  while (char_end > char_start + 1)
    {
      const char *last = g_utf8_prev_char (paragraph->text + byte_of_char (paragraph, char_end));

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      char_end--;
    }
  return char_end;
}

static gboolean
is_space_only (const SchParagraph *paragraph, guint char_start, guint char_end)
{
  const char *p = paragraph->text + byte_of_char (paragraph, char_start);
  const char *end = paragraph->text + byte_of_char (paragraph, char_end);

  for (; p < end; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
is_rtl_at (PangoLayoutLine *line, int byte)
{
  for (GSList *run = line->runs; run != NULL; run = run->next)
    {
      PangoGlyphItem *item = run->data;

      if (byte >= item->item->offset && byte < item->item->offset + item->item->length)
        return item->item->analysis.level % 2 == 1;
    }
  return line->resolved_dir == PANGO_DIRECTION_RTL;
}

static void
append_row_pieces (SchParagraph *paragraph, guint index, guint char_start, guint char_end,
                   SchPiece piece, gboolean starts, gboolean ends, GArray *pieces)
{
  const SchRow *row = &paragraph->rows[index];
  PangoLayoutLine *line = pango_layout_get_line_readonly (paragraph->pango, index);
  int byte_start = byte_of_char (paragraph, char_start);
  int byte_end = byte_of_char (paragraph, char_end);
  g_autofree int *ranges = NULL;
  guint first = pieces->len;
  int n_ranges = 0;

  piece.row = index;
  piece.rect.y = row->y;
  piece.rect.height = row->height;
  pango_layout_line_get_x_ranges (line, byte_start, byte_end, &ranges, &n_ranges);
  for (int i = 0; i < n_ranges; i++)
    {
      float x0 = paragraph->x0 + (float) ranges[2 * i] / PANGO_SCALE;
      float x1 = paragraph->x0 + (float) ranges[2 * i + 1] / PANGO_SCALE;
      SchPiece *last = pieces->len > first ? &g_array_index (pieces, SchPiece, pieces->len - 1)
                                           : NULL;

      if (last != NULL && fabsf (last->rect.x + last->rect.width - x0) < 0.1f)
        {
          last->rect.width = x1 - last->rect.x;
          continue;
        }
      piece.rect.x = x0;
      piece.rect.width = MAX (x1 - x0, 0.0f);
      g_array_append_val (pieces, piece);
    }
  if (pieces->len == first)
    return;
  /* Where reading begins and ends: the leftmost run of a line that starts left to right. */
  {
    gboolean start_rtl = is_rtl_at (line, byte_start);
    gboolean end_rtl = is_rtl_at (line, MAX (byte_end - 1, byte_start));
    SchPiece *left = &g_array_index (pieces, SchPiece, first);
    SchPiece *right = &g_array_index (pieces, SchPiece, pieces->len - 1);

    for (guint i = first; i < pieces->len; i++)
      g_array_index (pieces, SchPiece, i).rtl = start_rtl;
    (start_rtl ? right : left)->starts_range = starts;
    (end_rtl ? left : right)->ends_range = ends;
  }
}

static void
append_zero_width (SchParagraph *paragraph, guint char_offset, SchPiece piece, GArray *pieces)
{
  PangoRectangle position;
  int index;
  int byte = byte_of_char (paragraph, char_offset);

  pango_layout_get_cursor_pos (paragraph->pango, byte, &position, NULL);
  pango_layout_index_to_line_x (paragraph->pango, byte, FALSE, &index, NULL);
  piece.row = index;
  piece.rect.x = paragraph->x0 + (float) position.x / PANGO_SCALE;
  piece.rect.y = paragraph->rows[index].y;
  piece.rect.height = paragraph->rows[index].height;
  piece.rect.width = 0;
  piece.starts_range = piece.ends_range = TRUE;
  piece.rtl = paragraph->rtl;
  g_array_append_val (pieces, piece);
}

void
sch_document_layout_append_pieces (SchDocumentLayout *self, SchParagraph *paragraph,
                                   guint char_start, guint char_end, const SchPiece *piece,
                                   GArray *pieces)
{
  guint first = pieces->len;

  if (char_start == char_end)
    {
      if (char_start >= paragraph->char_start && char_start <= paragraph->char_end)
        append_zero_width (paragraph, char_start, *piece, pieces);
      return;
    }
  for (guint i = 0; i < paragraph->n_rows; i++)
    {
      const SchRow *row = &paragraph->rows[i];
      guint start = MAX (char_start, row->char_start);
      guint end = MIN (char_end, row->char_end);

      if (row->char_start >= char_end)
        break;
      if (start >= end)
        continue;
      end = trim_row_end (paragraph, row, start, end);
      /* The blank at a wrap: drawn only where it is all that the range has. */
      if (is_space_only (paragraph, start, end) && (start > char_start || end < char_end))
        continue;
      append_row_pieces (paragraph, i, start, end, *piece,
                         pieces->len == first && char_start >= paragraph->char_start,
                         row->char_end >= char_end, pieces);
    }
}

/**
 * sch_document_layout_check:
 *
 * Compares the place of the first character of each row with what GtkTextView says.
 */
gboolean
sch_document_layout_check (SchDocumentLayout *self, SchParagraph *paragraph)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  for (guint i = 0; i < paragraph->n_rows; i++)
    {
      guint char_offset = paragraph->rows[i].char_start;
      GtkTextIter iter;
      GdkRectangle location;
      PangoRectangle position;

      gtk_text_buffer_get_iter_at_offset (buffer, &iter,
                                          sch_view_map_to_buffer (self->map, char_offset));
      gtk_text_view_get_iter_location (self->view, &iter, &location);
      pango_layout_index_to_pos (paragraph->pango, byte_of_char (paragraph, char_offset),
                                 &position);
      if (fabsf (paragraph->x0 + (float) position.x / PANGO_SCALE - location.x) > 1.5f ||
          fabsf (paragraph->y + paragraph->y0 + (float) position.y / PANGO_SCALE - location.y) >
              1.5f)
        return FALSE;
    }
  return TRUE;
}

/* The buffer line that shows a character. */
int
sch_document_layout_line_at (SchDocumentLayout *self, guint char_offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->view), &iter,
                                      sch_view_map_to_buffer (self->map, char_offset));
  return gtk_text_iter_get_line (&iter);
}
