/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds what is painted of spans against what GtkTextView says of each character, without looking at
 * pixels: every character of a span lies in a rectangle of it, no other character does; chips meet
 * neither each other nor text; the pointer hits what is painted. Needs a display. */

#include <adwaita.h>
#include <math.h>

#include "geometry-fixture.h"
#include "sch-painter-private.h"
#include "sch-view-map.h"

#define NEAR 1.6f

/* --- Checks --------------------------------------------------------------------------------- */

static gboolean
covers (const SchSpan *span, guint offset)
{
  for (guint i = 0; i < span->n_ranges; i++)
    if (offset >= span->ranges[i].start && offset < span->ranges[i].end)
      return TRUE;
  return FALSE;
}

/* The middle of a character, from the paragraph's top; FALSE for what has no place of its own. */
static gboolean
get_middle (Fixture *fixture, const SchParagraph *paragraph, const GtkTextIter *iter, float *x,
            float *y)
{
  gunichar c = gtk_text_iter_get_char (iter);
  GtkTextIter next = *iter;
  GdkRectangle here;

  gtk_text_iter_forward_char (&next);
  if (g_unichar_isspace (c) || !g_unichar_isprint (c) || !gtk_text_iter_is_cursor_position (iter) ||
      !(gtk_text_iter_is_cursor_position (&next) || gtk_text_iter_ends_line (&next)))
    return FALSE;
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture->view), iter, &here);
  if (ABS (here.width) < 2)
    return FALSE;
  *x = here.x + here.width / 2.0f;
  *y = here.y + here.height / 2.0f - paragraph->y;
  return TRUE;
}

static gboolean
is_in_pieces (const SchPaint *paint, guint span, float x, float y)
{
  for (guint i = 0; i < paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (paint->pieces, SchPiece, i);

      if (piece->span == span && sch_rect_contains (&piece->rect, x, y))
        return TRUE;
    }
  return FALSE;
}

/* Each character is in the rectangles of exactly the spans that cover it. */
static guint
check_characters (Fixture *fixture, SchParagraph *paragraph, const SchPaint *paint)
{
  GtkTextIter iter;
  guint n_checked = 0;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view)), &iter,
                                    paragraph->line);
  for (guint at = paragraph->char_start; at < paragraph->char_end;
       at++, gtk_text_iter_forward_char (&iter))
    {
      float x, y;

      if (!get_middle (fixture, paragraph, &iter, &x, &y))
        continue;
      for (guint i = 0; i < paint->spans->len; i++)
        {
          const SchSpan *span = g_array_index (paint->spans, SchPaintedSpan, i).span;
          gboolean inside = is_in_pieces (paint, i, x, y);

          if (inside != covers (span, at))
            g_error ("Character %u (U+%04X) at %.1f, %.1f is %s span %s but %s painted in it", at,
                     gtk_text_iter_get_char (&iter), x, y, covers (span, at) ? "in" : "not in",
                     span->record.id, inside ? "is" : "is not");
          n_checked++;
        }
    }
  return n_checked;
}

static void
check_chips (SchPainter *painter, SchParagraph *paragraph, const SchPaint *paint)
{
  for (guint i = 0; i < paint->chips->len; i++)
    {
      SchRect rect = sch_painter_get_chip_rect (painter, paragraph,
                                                &g_array_index (paint->chips, SchChip, i));

      g_assert_cmpfloat (rect.y, >=, -0.5f);
      for (guint k = 0; k < paragraph->n_rows; k++)
        {
          const SchRow *row = &paragraph->rows[k];

          if (rect.y < row->y + row->height - NEAR && rect.y + rect.height > row->y + NEAR)
            g_error ("A chip at y %.1f + %.1f covers row %u at y %.1f + %.1f", rect.y, rect.height,
                     k, row->y, row->height);
        }
      for (guint k = i + 1; k < paint->chips->len; k++)
        {
          SchRect other = sch_painter_get_chip_rect (painter, paragraph,
                                                     &g_array_index (paint->chips, SchChip, k));

          g_assert_false (sch_rects_overlap (&rect, &other));
        }
    }
}

/* Whatever is painted at a point is hit there, the innermost first. */
static void
check_hits (SchPainter *painter, SchParagraph *paragraph, const SchPaint *paint)
{
  for (guint i = 0; i < paint->pieces->len; i++)
    {
      const SchPiece *piece = &g_array_index (paint->pieces, SchPiece, i);
      SchSpan *span = g_array_index (paint->spans, SchPaintedSpan, piece->span).span;
      g_autoptr (GPtrArray) hits = NULL;

      hits = sch_painter_hit (painter, piece->rect.x + piece->rect.width / 2,
                              paragraph->y + piece->rect.y + piece->rect.height / 2);
      g_assert_true (g_ptr_array_find (hits, span, NULL));
    }
}

static void
check_line (Fixture *fixture, int line, guint *n_checked)
{
  SchDocumentLayout *layout = sch_document_view_get_layout (fixture->view);
  SchPainter *painter = sch_document_view_get_painter (fixture->view);
  SchParagraph *paragraph = sch_document_layout_get_paragraph (layout, line);
  const SchPaint *paint = sch_painter_get_paint (painter, paragraph);

  if (!sch_document_layout_check (layout, paragraph))
    g_error ("Line %d is laid out otherwise than GtkTextView has it", line);
  *n_checked += check_characters (fixture, paragraph, paint);
  check_chips (painter, paragraph, paint);
  check_hits (painter, paragraph, paint);
}

static guint
check_document (Fixture *fixture)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  guint n_checked = 0;

  for (int line = 0; line < gtk_text_buffer_get_line_count (buffer); line++)
    check_line (fixture, line, &n_checked);
  return n_checked;
}

/* --- Tests ---------------------------------------------------------------------------------- */

static void
test_sample (gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "sample", NULL);
  g_autofree char *articles = g_build_filename (folder, "articles", NULL);
  g_autoptr (GDir) dir = g_dir_open (articles, 0, NULL);
  Fixture fixture = { 0 };
  const char *name;
  guint n = 0;

  set_up (&fixture, GPOINTER_TO_INT (data));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (articles, name, NULL);
      g_autofree char *json_name = g_strconcat (name, ".json", NULL);
      g_autofree char *json_path = g_build_filename (folder, "annotations", "sample", "articles",
                                                     json_name, NULL);
      g_autofree char *string = NULL;
      g_autofree char *contents = NULL;
      gsize len;
      g_autoptr (GBytes) json = NULL;

      g_assert_true (g_file_get_contents (path, &string, NULL, NULL));
      g_assert_true (g_file_get_contents (json_path, &contents, &len, NULL));
      set_text (&fixture, string);
      json = g_bytes_new (contents, len);
      show_json (&fixture, json);
      n += check_document (&fixture);
    }
  g_test_message ("%u characters of spans", n);
  g_assert_cmpuint (n, >, 1000);
  tear_down (&fixture);
}

static const char *const scripts =
    "A plain line of English that is long enough to be wrapped at least once, and then once more, "
    "when the window is narrow; it ends here.\n"
    "שלום עולם, זה טקסט בעברית שנמשך יותר משורה אחת כדי שיישבר לפחות פעם אחת בחלון צר.\n"
    "Before עברית with English inside מילים and 123 numbers אחרי and after, long enough to wrap.\n"
    "عاد الوزير يوم الاثنين وقال إن الميناء سيبقى مغلقا حتى نهاية الأسبوع المقبل على الأقل.\n"
    "Emoji 😀 and 👨‍👩‍👧 families, flags 🇨🇭🇫🇷, 👍🏽 skin.\n"
    "Cafe\314\201 and e\314\202\314\243 and Zoe\314\210: combining marks stay with their letters.\n"
    "日本語の文章は、空白なしに続くので、どこでも折り返されることがあります。とても長い一行です。\n"
    "Tabs\there\tand\tthere.\n"
    "\n"
    "x\n"
    "AVeryLongWordWithoutAnyBlankThatMustBeBrokenSomewhereInTheMiddleBecauseNoRowIsSoWideAsItIs"
    "AndMore.";

/* Spans of all lengths, nested and crossing and in several ranges, everywhere in the text. */
static void
add_random_spans (Fixture *fixture, GRand *rand, guint n)
{
  static const char *const labels[] = { "person", "place", "claim", "source", "cue", "not-text" };
  guint length = sch_text_get_char_count (fixture->text);

  for (guint i = 0; i < n; i++)
    {
      guint start = g_rand_int_range (rand, 0, length - 1);
      guint end = MIN (length, start + g_rand_int_range (rand, 1, i % 3 == 0 ? 200 : 24));
      guint second = MIN (length - 1, end + g_rand_int_range (rand, 1, 30));
      const SchRange ranges[] = { { start, end }, { second, MIN (length, second + 8) } };

      add_ranges (fixture, labels[i % G_N_ELEMENTS (labels)], ranges,
                  i % 5 == 0 && ranges[1].start < ranges[1].end ? 2 : 1);
    }
}

static void
test_scripts (gconstpointer data)
{
  static const double zooms[] = { 1.0, 1.6 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260308);
  Fixture fixture = { 0 };

  set_up (&fixture, GPOINTER_TO_INT (data));
  for (guint z = 0; z < G_N_ELEMENTS (zooms); z++)
    {
      sch_document_view_set_style (fixture.view, "", zooms[z], 76, 0);
      for (guint round = 0; round < 6; round++)
        {
          set_text (&fixture, scripts);
          add_random_spans (&fixture, rand, 40);
          show_spans (&fixture);
          g_assert_cmpuint (check_document (&fixture), >, 500);
        }
    }
  tear_down (&fixture);
}

/* The places where a line is wrapped: the blank there is painted on no row but with its word. */
static void
test_wraps (void)
{
  Fixture fixture = { 0 };
  SchDocumentLayout *layout;
  SchParagraph *paragraph;
  g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) string = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (string, "word%u and ", i);
  set_up (&fixture, 420);
  set_text (&fixture, string->str);
  layout = sch_document_view_get_layout (fixture.view);
  paragraph = sch_document_layout_get_paragraph (layout, 0);
  g_assert_cmpuint (paragraph->n_rows, >, 10);
  for (guint i = 1; i < paragraph->n_rows; i++)
    g_array_append_val (borders, paragraph->rows[i].char_start);
  for (guint i = 0; i < borders->len; i++)
    {
      guint border = g_array_index (borders, guint, i);

      /* The blank before the border belongs to the row above. */
      add_span (&fixture, "person", border - 1, border + 3);
      add_span (&fixture, "place", border - 4, border);
      add_span (&fixture, "claim", border - 4, border + 3);
      add_span (&fixture, "cue", border, border + 1);
    }
  show_spans (&fixture);
  g_assert_cmpuint (check_document (&fixture), >, 500);
  paragraph = sch_document_layout_get_paragraph (layout, 0);
  for (guint i = 0; i < borders->len; i++)
    {
      guint border = g_array_index (borders, guint, i);
      g_autoptr (GArray) pieces = g_array_new (FALSE, TRUE, sizeof (SchPiece));
      const SchPiece piece = { 0 };

      sch_document_layout_append_pieces (layout, paragraph, border - 1, border + 3, &piece, pieces);
      g_assert_cmpuint (pieces->len, ==, 1);
      g_assert_cmpuint (g_array_index (pieces, SchPiece, 0).row, ==, i + 1);
      g_assert_true (g_array_index (pieces, SchPiece, 0).starts_range);
      g_array_set_size (pieces, 0);
      sch_document_layout_append_pieces (layout, paragraph, border - 4, border, &piece, pieces);
      g_assert_cmpuint (pieces->len, ==, 1);
      g_assert_cmpuint (g_array_index (pieces, SchPiece, 0).row, ==, i);
      g_assert_true (g_array_index (pieces, SchPiece, 0).ends_range);
      /* Nothing but the blank: it is painted somewhere, so that it can be seen and clicked. */
      g_array_set_size (pieces, 0);
      sch_document_layout_append_pieces (layout, paragraph, border - 1, border, &piece, pieces);
      g_assert_cmpuint (pieces->len, ==, 1);
    }
  tear_down (&fixture);
}

static void
test_zero_width (void)
{
  Fixture fixture = { 0 };
  SchDocumentLayout *layout;
  guint at;

  set_up (&fixture, 640);
  set_text (&fixture, scripts);
  layout = sch_document_view_get_layout (fixture.view);
  for (at = 0; at <= sch_text_get_char_count (fixture.text); at += 7)
    {
      int line = sch_document_layout_line_at (layout, at);
      SchParagraph *paragraph = sch_document_layout_get_paragraph (layout, line);
      g_autoptr (GArray) pieces = g_array_new (FALSE, TRUE, sizeof (SchPiece));
      const SchPiece piece = { 0 };
      const SchPiece *made;
      GtkTextIter iter;
      GdkRectangle caret;

      sch_document_layout_append_pieces (layout, paragraph, at, at, &piece, pieces);
      g_assert_cmpuint (pieces->len, ==, 1);
      made = &g_array_index (pieces, SchPiece, 0);
      g_assert_cmpfloat (made->rect.width, ==, 0);
      gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture.view)),
                                          &iter, at);
      gtk_text_view_get_cursor_locations (GTK_TEXT_VIEW (fixture.view), &iter, &caret, NULL);
      if (fabsf (made->rect.x - caret.x) > NEAR ||
          fabsf (paragraph->y + made->rect.y - caret.y) > NEAR)
        g_error ("Nothing at %u is painted at %.1f, %.1f, the caret stands at %d, %d", at,
                 made->rect.x, paragraph->y + made->rect.y, caret.x, caret.y);
    }
  tear_down (&fixture);
}

/* A paragraph that is split over several lines of the buffer. */
static void
test_long_paragraph (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GString) string = g_string_new ("Short.\n");
  GtkTextBuffer *buffer;

  for (guint i = 0; i < 3 * SCH_VIEW_MAP_MAX_LINE_CHARS / 24; i++)
    g_string_append_printf (string, "Sentence %u of a é long. ", i);
  set_up (&fixture, 900);
  set_text (&fixture, string->str);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture.view));
  g_assert_cmpint (gtk_text_buffer_get_line_count (buffer), >, 3);
  add_random_spans (&fixture, rand, 60);
  add_span (&fixture, "claim", SCH_VIEW_MAP_MAX_LINE_CHARS - 200,
            SCH_VIEW_MAP_MAX_LINE_CHARS + 400);
  show_spans (&fixture);
  for (int line = 0; line < gtk_text_buffer_get_line_count (buffer); line++)
    {
      SchDocumentLayout *layout = sch_document_view_get_layout (fixture.view);

      g_assert_true (
          sch_document_layout_check (layout, sch_document_layout_get_paragraph (layout, line)));
    }
  g_assert_cmpuint (offset_of (&fixture, "Sentence 0"), ==, 7);
  tear_down (&fixture);
}

/* The width, the zoom and the direction change while spans are shown. */
static void
test_changes (void)
{
  static const int widths[] = { 900, 360, 700 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);
  Fixture fixture = { 0 };

  set_up (&fixture, 640);
  set_text (&fixture, scripts);
  add_random_spans (&fixture, rand, 40);
  show_spans (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture.window), widths[i], 700);
      for (int wait = 0; wait < 200 && gtk_widget_get_width (fixture.window) != widths[i]; wait++)
        settle (&fixture);
      settle (&fixture);
      g_assert_cmpuint (check_document (&fixture), >, 500);
      sch_document_view_set_style (fixture.view, "", 0.8 + 0.3 * i, 60, 4);
      settle (&fixture);
      g_assert_cmpuint (check_document (&fixture), >, 500);
      sch_document_view_set_chip_mode (fixture.view, (SchChipMode) ((i + 1) % 4));
      settle (&fixture);
      g_assert_cmpuint (check_document (&fixture), >, 500);
    }
  gtk_widget_set_direction (GTK_WIDGET (fixture.view), GTK_TEXT_DIR_RTL);
  settle (&fixture);
  g_assert_cmpuint (check_document (&fixture), >, 500);
  tear_down (&fixture);
}

/* Every character of a hit, and no other, is in a box of it. */
static void
test_search_hits (void)
{
  Fixture fixture = { 0 };
  SchHitPainter *painter;
  SchDocumentLayout *layout;
  GtkTextBuffer *buffer;
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SchRange));
  guint n_boxes = 0;

  set_up (&fixture, 640);
  set_text (&fixture, scripts);
  painter = sch_document_view_get_hit_painter (fixture.view);
  layout = sch_document_view_get_layout (fixture.view);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture.view));
  for (guint at = 3; at + 5 < sch_text_get_char_count (fixture.text); at += 11)
    {
      SchRange hit = { at, at + 5 };

      g_array_append_val (hits, hit);
    }
  sch_document_view_set_hits (fixture.view, hits, 4);
  settle (&fixture);
  for (int line = 0; line < gtk_text_buffer_get_line_count (buffer); line++)
    {
      SchParagraph *paragraph = sch_document_layout_get_paragraph (layout, line);
      GArray *pieces = sch_hit_painter_get_pieces (painter, paragraph);
      GtkTextIter iter;

      n_boxes += pieces->len;
      gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
      for (guint at = paragraph->char_start; at < paragraph->char_end;
           at++, gtk_text_iter_forward_char (&iter))
        {
          gboolean is_hit = at >= 3 && (at - 3) % 11 < 5 && at < 3 + 11 * hits->len;
          gboolean inside = FALSE;
          float x, y;

          if (!get_middle (&fixture, paragraph, &iter, &x, &y))
            continue;
          for (guint i = 0; i < pieces->len; i++)
            inside |= sch_rect_contains (&g_array_index (pieces, SchPiece, i).rect, x, y);
          if (inside != is_hit)
            g_error ("Character %u is %s hit but %s painted so", at, is_hit ? "a" : "no",
                     inside ? "is" : "is not");
        }
    }
  g_assert_cmpuint (n_boxes, >=, hits->len - 4);
  sch_document_view_set_hits (fixture.view, NULL, G_MAXUINT);
  g_assert_cmpuint (
      sch_hit_painter_get_pieces (painter, sch_document_layout_get_paragraph (layout, 0))->len, ==,
      0);
  tear_down (&fixture);
}

static guint
count_painted (Fixture *fixture, const char *label)
{
  SchDocumentLayout *layout = sch_document_view_get_layout (fixture->view);
  SchPainter *painter = sch_document_view_get_painter (fixture->view);
  int n_lines = gtk_text_buffer_get_line_count (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view)));
  guint n = 0;

  for (int line = 0; line < n_lines; line++)
    {
      SchParagraph *paragraph = sch_document_layout_get_paragraph (layout, line);
      const SchPaint *paint = sch_painter_get_paint (painter, paragraph);

      for (guint i = 0; i < paint->spans->len; i++)
        if (g_str_equal (g_array_index (paint->spans, SchPaintedSpan, i).span->label, label))
          n++;
    }
  return n;
}

/* Hidden spans are neither painted nor hit; what is left is painted where it was. */
static void
test_hidden (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (SchVisibility) visibility = sch_visibility_new ();
  Fixture fixture = { 0 };
  guint n_places;

  set_up (&fixture, 640);
  sch_document_view_set_visibility (fixture.view, visibility);
  set_text (&fixture, scripts);
  add_random_spans (&fixture, rand, 60);
  show_spans (&fixture);
  n_places = count_painted (&fixture, "place");
  g_assert_cmpuint (count_painted (&fixture, "person"), >, 0);
  g_assert_cmpuint (n_places, >, 0);

  sch_visibility_set_hidden (visibility, "person", TRUE);
  g_assert_cmpuint (count_painted (&fixture, "person"), ==, 0);
  g_assert_cmpuint (count_painted (&fixture, "place"), ==, n_places);
  settle (&fixture);
  g_assert_cmpuint (check_document (&fixture), >, 500);

  sch_visibility_isolate (visibility, fixture.scheme, "person");
  g_assert_cmpuint (count_painted (&fixture, "person"), >, 0);
  g_assert_cmpuint (count_painted (&fixture, "place"), ==, 0);
  settle (&fixture);
  g_assert_cmpuint (check_document (&fixture), >, 100);

  sch_visibility_show_all (visibility);
  g_assert_cmpuint (count_painted (&fixture, "place"), ==, n_places);
  tear_down (&fixture);
}

/* All selected spans keep their chips where only those of selected spans are shown. */
static void
test_several_selected (void)
{
  static const char *const ids[] = { "s0000", "s0002", NULL };
  Fixture fixture = { 0 };
  const SchPaint *paint;

  set_up (&fixture, 900);
  set_text (&fixture, "One two three four five.\n");
  add_span (&fixture, "person", 0, 3);
  add_span (&fixture, "person", 4, 7);
  add_span (&fixture, "person", 8, 13);
  add_span (&fixture, "not-text", 14, 18);
  show_spans (&fixture);
  paint = sch_painter_get_paint (
      sch_document_view_get_painter (fixture.view),
      sch_document_layout_get_paragraph (sch_document_view_get_layout (fixture.view), 0));
  /* What is no part of the text has a chip only while it is selected or under the pointer. */
  g_assert_cmpuint (paint->chips->len, ==, 3);
  sch_document_view_set_hovered_span (fixture.view, "s0003");
  g_assert_cmpuint (paint->chips->len, ==, 4);
  sch_document_view_set_chip_mode (fixture.view, SCH_CHIPS_SELECTED);
  settle (&fixture);
  sch_document_view_set_selected_spans (fixture.view, ids);
  paint = sch_painter_get_paint (
      sch_document_view_get_painter (fixture.view),
      sch_document_layout_get_paragraph (sch_document_view_get_layout (fixture.view), 0));
  g_assert_cmpuint (paint->chips->len, ==, 2);
  tear_down (&fixture);
}

/* What is set besides what the chip names shows as a dot; what is derived does not. */
static void
test_chip_text (void)
{
  static const struct
  {
    const char *span;
    const char *text;
  } cases[] = {
    { "\"label\": \"person\"", "Person" },
    { "\"label\": \"person\", \"attributes\": {\"mention\": \"nominal\"}", "Person •" },
    { "\"label\": \"number\", \"attributes\": {\"value\": 9}", "Number" },
    { "\"label\": \"number\", \"attributes\": {\"value\": 9}, \"set\": [\"value\"]", "Number •" },
    { "\"label\": \"claim\", \"attributes\": {\"quote\": \"direct\"}, \"set\": [\"quote\"]",
      "Claim · direct" },
    { "\"label\": \"claim\", \"attributes\": {\"quote\": \"direct\", \"factuality\": \"PR+\"}",
      "Claim · direct •" },
  };
  Fixture fixture = { 0 };

  set_up (&fixture, 640);
  set_text (&fixture, "Nine ferries.\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SchPaint *paint;
      g_autofree char *text = NULL;

      begin_spans (&fixture);
      g_string_append_printf (fixture.json, "{\"id\": \"a\", \"ranges\": [[0, 4]], %s}",
                              cases[i].span);
      show_spans (&fixture);
      paint = sch_painter_get_paint (
          sch_document_view_get_painter (fixture.view),
          sch_document_layout_get_paragraph (sch_document_view_get_layout (fixture.view), 0));
      g_assert_cmpuint (paint->spans->len, ==, 1);
      text = sch_painter_dup_chip_form (&g_array_index (paint->spans, SchPaintedSpan, 0),
                                        SCH_CHIP_FULL);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  tear_down (&fixture);
}

/* Words on offer have boxes of their own, a chip where others leave room for it, and are no span. */
static void
test_ghost (void)
{
  const SchRange wrapping = { 28, 80 };
  const SchRange word = { 16, 19 };
  const SchRange named = { 20, 25 };
  Fixture fixture = { 0 };
  SchPainter *painter;
  SchDocumentLayout *layout;
  SchParagraph *paragraph;
  const SchPaint *paint;
  const SchPiece *piece;
  g_autoptr (GPtrArray) hits = NULL;
  float first;
  float second;
  float x;
  float y;

  set_up (&fixture, 360);
  set_text (&fixture, "One, and a few; two three four five, six seven eight nine ten eleven twelve "
                      "thirteen.\n");
  add_span (&fixture, "person", 0, 3);
  add_span (&fixture, "person", 20, 25);
  show_spans (&fixture);
  painter = sch_document_view_get_painter (fixture.view);
  layout = sch_document_view_get_layout (fixture.view);
  paragraph = sch_document_layout_get_paragraph (layout, 0);
  paint = sch_painter_get_paint (painter, paragraph);
  g_assert_cmpuint (paint->ghost->len, ==, 0);
  first = g_array_index (paint->chips, SchChip, 0).x;
  second = g_array_index (paint->chips, SchChip, 1).x;

  sch_document_view_set_ghost (fixture.view, &word, "cue", "↵", "Click");
  paint = sch_painter_get_paint (painter, paragraph);
  g_assert_cmpuint (paint->ghost->len, ==, 1);
  g_assert_cmpuint (paint->spans->len, ==, 2);
  g_assert_cmpuint (paint->chips->len, ==, 3);
  g_assert_null (sch_paint_get_chip_span (paint, 2));
  g_assert_cmpfloat (g_array_index (paint->chips, SchChip, 0).x, ==, first);
  g_assert_cmpfloat (g_array_index (paint->chips, SchChip, 1).x, ==, second);
  check_chips (painter, paragraph, paint);
  check_hits (painter, paragraph, paint);
  piece = &g_array_index (paint->ghost, SchPiece, 0);
  x = piece->rect.x + piece->rect.width / 2;
  y = paragraph->y + piece->rect.y + piece->rect.height / 2;
  g_assert_true (sch_painter_hit_ghost (painter, x, y));
  g_assert_false (sch_painter_hit_ghost (painter, x + 2 * piece->rect.width, y));
  hits = sch_painter_hit (painter, x, y);
  g_assert_cmpuint (hits->len, ==, 0);
  settle (&fixture);

  /* Where a chip with the label is already, the key is enough, and goes before it. */
  sch_document_view_set_ghost (fixture.view, &named, "person", "↵", "Click");
  paint = sch_painter_get_paint (painter, paragraph);
  g_assert_cmpuint (paint->chips->len, ==, 3);
  g_assert_cmpint (g_array_index (paint->chips, SchChip, 2).form, ==, SCH_CHIP_LETTER);
  g_assert_cmpfloat (g_array_index (paint->chips, SchChip, 1).x, ==, second);
  g_assert_cmpfloat (g_array_index (paint->chips, SchChip, 2).x, <, second);
  check_chips (painter, paragraph, paint);

  /* Over the end of a row: one chip, where they begin. */
  sch_document_view_set_ghost (fixture.view, &wrapping, "cue", NULL, "Click");
  paint = sch_painter_get_paint (painter, paragraph);
  g_assert_cmpuint (paint->ghost->len, >, 1);
  g_assert_cmpuint (paint->chips->len, ==, 3);
  check_chips (painter, paragraph, paint);
  settle (&fixture);

  sch_document_view_set_chip_mode (fixture.view, SCH_CHIPS_OFF);
  settle (&fixture);
  paragraph = sch_document_layout_get_paragraph (layout, 0);
  paint = sch_painter_get_paint (painter, paragraph);
  g_assert_cmpuint (paint->ghost->len, >, 1);
  g_assert_cmpuint (paint->chips->len, ==, 0);

  sch_document_view_set_ghost (fixture.view, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (sch_painter_get_paint (painter, paragraph)->ghost->len, ==, 0);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  static const int widths[] = { 360, 640, 1100 };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *sample = g_strdup_printf ("/geometry/sample/%d", widths[i]);
      g_autofree char *mixed = g_strdup_printf ("/geometry/scripts/%d", widths[i]);

      g_test_add_data_func (sample, GINT_TO_POINTER (widths[i]), test_sample);
      g_test_add_data_func (mixed, GINT_TO_POINTER (widths[i]), test_scripts);
    }
  g_test_add_func ("/geometry/wraps", test_wraps);
  g_test_add_func ("/geometry/zero-width", test_zero_width);
  g_test_add_func ("/geometry/long-paragraph", test_long_paragraph);
  g_test_add_func ("/geometry/changes", test_changes);
  g_test_add_func ("/geometry/search-hits", test_search_hits);
  g_test_add_func ("/geometry/hidden", test_hidden);
  g_test_add_func ("/geometry/several-selected", test_several_selected);
  g_test_add_func ("/geometry/chip-text", test_chip_text);
  g_test_add_func ("/geometry/ghost", test_ghost);
  return g_test_run ();
}
