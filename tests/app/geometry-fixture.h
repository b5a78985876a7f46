/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with a document view, and documents made of a text and spans. */
#pragma once

#include "sch-document-view.h"

typedef struct
{
  GtkWidget *window;
  SchDocumentView *view;
  SchText *text;
  SchScheme *scheme;
  GString *json; /* spans, while they are collected */
  guint n_spans;
  SchLayerDocument *document;
} Fixture;

static SchScheme *
load_scheme (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "schemes", "news.json", NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  gsize len;
  SchScheme *scheme;

  g_file_get_contents (path, &json, &len, &error);
  g_assert_no_error (error);
  scheme = sch_scheme_new_from_json (json, len, path, &error);
  g_assert_no_error (error);
  return scheme;
}

/* --- Documents ------------------------------------------------------------------------------ */

static void
begin_spans (Fixture *fixture)
{
  g_string_assign (fixture->json,
                   "{\"format\": \"scholiast-annotations\", \"version\": 1, \"scheme\": 1,"
                   " \"document\": {\"path\": \"a.txt\"}, \"annotator\": \"a\", \"spans\": [");
  fixture->n_spans = 0;
}

static void
add_ranges (Fixture *fixture, const char *label, const SchRange *ranges, guint n_ranges)
{
  g_string_append_printf (fixture->json, "%s{\"id\": \"s%04u\", \"label\": \"%s\", \"ranges\": [",
                          fixture->n_spans > 0 ? ", " : "", fixture->n_spans, label);
  for (guint i = 0; i < n_ranges; i++)
    g_string_append_printf (fixture->json, "%s[%u, %u]", i > 0 ? ", " : "", ranges[i].start,
                            ranges[i].end);
  g_string_append (fixture->json, "], \"text\": \"\"}");
  fixture->n_spans++;
}

static void
add_span (Fixture *fixture, const char *label, guint start, guint end)
{
  const SchRange range = { start, end };

  add_ranges (fixture, label, &range, 1);
}

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ++*(guint *) data;
  return G_SOURCE_CONTINUE;
}

/* Until frames come and all lines have been measured. */
static void
settle (Fixture *fixture)
{
  guint n_frames = 0;
  guint tick = gtk_widget_add_tick_callback (GTK_WIDGET (fixture->view), count_frame_cb, &n_frames,
                                             NULL);
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  gtk_widget_queue_draw (GTK_WIDGET (fixture->view));
  while (n_frames < 4 || g_main_context_pending (NULL))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  gtk_widget_remove_tick_callback (GTK_WIDGET (fixture->view), tick);
}

static void
show_json (Fixture *fixture, GBytes *json)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->document);
  fixture->document = sch_layer_document_new_from_json ("a", "a.txt", fixture->text, json,
                                                        "a.txt.json", &error);
  g_assert_no_error (error);
  sch_document_view_set_document (fixture->view, fixture->text, fixture->document, fixture->scheme,
                                  "a");
  settle (fixture);
}

static void
show_spans (Fixture *fixture)
{
  g_autoptr (GBytes) json = NULL;

  g_string_append (fixture->json, "]}");
  json = g_bytes_new (fixture->json->str, fixture->json->len);
  show_json (fixture, json);
}

static void
set_text (Fixture *fixture, const char *string)
{
  g_clear_pointer (&fixture->text, sch_text_unref);
  fixture->text = sch_text_new_from_string (string);
  begin_spans (fixture);
  show_spans (fixture);
  begin_spans (fixture);
}

static guint
offset_of (Fixture *fixture, const char *words)
{
  g_autofree char *whole = sch_text_dup_slice (fixture->text, 0,
                                               sch_text_get_char_count (fixture->text));
  const char *place = strstr (whole, words);

  g_assert_nonnull (place);
  return g_utf8_pointer_to_offset (whole, place);
}

static void
set_up (Fixture *fixture, int width)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->json = g_string_new (NULL);
  fixture->scheme = load_scheme ();
  fixture->window = gtk_window_new ();
  fixture->view = SCH_DOCUMENT_VIEW (sch_document_view_new ());
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->view));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->document);
  g_clear_pointer (&fixture->text, sch_text_unref);
  sch_scheme_unref (fixture->scheme);
  g_string_free (fixture->json, TRUE);
}
