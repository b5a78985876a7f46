/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scrolls a document with some 500 relations on the screen, a few pixels a frame, with all of them drawn and with none,
 * and prints the processor time of the main thread, a line for each:
 *
 *   snapshot-all, snapshot-none   making the render nodes of the document view
 *   frame-all, frame-none         a whole frame of the window: layout, nodes, and GTK painting them
 *   relations                     the part of snapshot-all that relations are
 *
 * followed by the 50th, 95th and 99th percentile, the longest, and the number of frames, in microseconds; then "arcs"
 * and the fewest and the most relations that were drawn in a frame. Needs a display. Arguments: frames to measure.
 */

#include "config.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "sch-document-view-private.h"

#define N_PARAGRAPHS 60u
#define N_RELATIONS_EACH 7u /* of a claim */
#define STEP 37.0           /* pixels a frame, as of a wheel that is turned fast */
#define WIDTH 1100
#define HEIGHT 900

typedef struct
{
  GtkWidget *window;
  GtkAdjustment *adjustment;
  SchDocumentView *view;
  GdkFrameClock *clock;
  gint64 frame_start;
  gint64 frame; /* the last one's */
  guint n_frames;
  guint fewest;
  guint most;
} Bench;

static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* --- The document --------------------------------------------------------------------------- */

/* Every word is a claim or a source, in turn. */
static const char *const words[] = { "harbour", "ferries", "minister", "quay",  "storm",
                                     "council", "letters", "pilots",   "night", "railway" };

#define N_WORDS 60u /* of a paragraph */

static char *
make_text (GArray *starts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_PARAGRAPHS * N_WORDS; i++)
    {
      guint start = text->len;

      g_array_append_val (starts, start);
      g_string_append (text, words[i * 7 % G_N_ELEMENTS (words)]);
      g_string_append_c (text, i % N_WORDS == N_WORDS - 1 ? '\n' : ' ');
    }
  return g_string_free (text, FALSE);
}

static guint
word_end (const char *text, guint start)
{
  guint end = start;

  while (text[end] != ' ' && text[end] != '\n')
    end++;
  return end;
}

/* Claims and sources in turn; each claim is related to sources before and behind it, near and a few rows away. */
static GBytes *
make_json (const char *text, const GArray *starts)
{
  static const int away[N_RELATIONS_EACH] = { 1, -1, 5, -7, 19, 33, -45 };
  GString *json = g_string_new (
      "{\"format\": \"scholiast-annotations\", \"version\": 1, \"scheme\": 1,"
      " \"document\": {\"path\": \"a.txt\"}, \"annotator\": \"a\", "
      "\"spans\": [");
  int n_spans = (int) starts->len;

  for (int i = 0; i < n_spans; i++)
    {
      guint start = g_array_index (starts, guint, i);

      g_string_append_printf (json,
                              "%s{\"id\": \"s%d\", \"label\": \"%s\", \"ranges\": [[%u, %u]], "
                              "\"text\": \"\"}",
                              i > 0 ? ", " : "", i, i % 2 == 0 ? "claim" : "source", start,
                              word_end (text, start));
    }
  g_string_append (json, "], \"relations\": [");
  for (int i = 0; i < n_spans; i += 2)
    for (guint k = 0; k < N_RELATIONS_EACH; k++)
      {
        int other = (i + away[k] + n_spans) % n_spans;

        g_string_append_printf (json,
                                "%s{\"id\": \"r%d-%u\", \"type\": \"%s\", \"from\": \"s%d\", "
                                "\"to\": \"s%d\"}",
                                i + (int) k > 0 ? ", " : "", i, k,
                                k % 2 == 0 ? "attributed-to" : "mediated-by", i, other);
      }
  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}

static SchScheme *
load_scheme (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "schemes",
                                            "news.json", NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  gsize len;
  SchScheme *scheme = NULL;

  if (g_file_get_contents (path, &json, &len, &error))
    scheme = sch_scheme_new_from_json (json, len, path, &error);
  if (scheme == NULL)
    g_error ("%s", error->message);
  return scheme;
}

static void
show_document (SchDocumentView *view)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *string = make_text (starts);
  g_autoptr (SchText) text = sch_text_new_from_string (string);
  g_autoptr (GBytes) json = make_json (string, starts);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchScheme) scheme = load_scheme ();
  g_autoptr (SchLayerDocument)
      document = sch_layer_document_new_from_json ("a", "a.txt", text, json, "a.txt.json", &error);

  if (document == NULL)
    g_error ("%s", error->message);
  sch_document_view_set_document (view, text, document, scheme, "a");
}

/* --- Frames --------------------------------------------------------------------------------- */

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  ((Bench *) data)->frame_start = get_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;

  self->frame = get_time () - self->frame_start;
  self->n_frames++;
}

static void
wait_frame (Bench *self)
{
  guint before = self->n_frames;

  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  while (self->n_frames == before)
    g_main_context_iteration (NULL, TRUE);
}

/* All lines are measured, and frames come only when something is drawn. */
static void
settle (Bench *self)
{
  for (guint i = 0; i < 5; i++)
    {
      wait_frame (self);
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
    }
}

static void
set_up (Bench *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->window = gtk_window_new ();
  self->view = SCH_DOCUMENT_VIEW (sch_document_view_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_window_set_child (GTK_WINDOW (self->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  show_document (self->view);
  gtk_window_present (GTK_WINDOW (self->window));
  self->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  self->clock = gtk_widget_get_frame_clock (self->window);
  g_signal_connect (self->clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect_after (self->clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  settle (self);
}

/* --- Measuring ------------------------------------------------------------------------------ */

static gint64
measure_snapshot (GtkWidget *widget)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gint64 begin = get_time ();
  gint64 taken;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  taken = get_time () - begin;
  g_object_unref (snapshot);
  return taken;
}

static gint64
measure_relations (SchDocumentView *view)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gint64 begin = get_time ();
  gint64 taken;

  sch_relation_painter_draw (view->relations, snapshot);
  taken = get_time () - begin;
  g_object_unref (snapshot);
  return taken;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static gint64
percentile (GArray *times, guint share)
{
  guint n = times->len * share;

  return g_array_index (times, gint64, MAX ((n + 99) / 100, 1) - 1);
}

static void
print_times (const char *name, GArray *times)
{
  g_array_sort (times, compare_times);
  g_print ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
           " %u\n",
           name, percentile (times, 50), percentile (times, 95), percentile (times, 99),
           g_array_index (times, gint64, times->len - 1), times->len);
}

/* Down to the end, and up again. */
static void
scroll (Bench *self, double *direction)
{
  double value = gtk_adjustment_get_value (self->adjustment);
  double end = gtk_adjustment_get_upper (self->adjustment) -
               gtk_adjustment_get_page_size (self->adjustment);

  if (value + *direction * STEP > end || value + *direction * STEP < 0)
    *direction = -*direction;
  gtk_adjustment_set_value (self->adjustment, value + *direction * STEP);
}

static void
measure (Bench *self, gboolean all, guint n_frames)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) snapshots = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) relations = g_array_new (FALSE, FALSE, sizeof (gint64));
  double direction = 1;

  /* The rows stand as far apart as they do with all relations. */
  sch_document_view_set_all_relations (self->view, TRUE);
  sch_relation_painter_set_all (self->view->relations, all);
  gtk_adjustment_set_value (self->adjustment, 0);
  settle (self);
  for (guint i = 0; i < n_frames; i++)
    {
      guint n_arcs;
      gint64 taken;

      scroll (self, &direction);
      wait_frame (self);
      n_arcs = sch_relation_painter_get_arcs (self->view->relations)->len;
      g_array_append_val (frames, self->frame);
      taken = measure_snapshot (GTK_WIDGET (self->view));
      g_array_append_val (snapshots, taken);
      if (!all)
        continue;
      taken = measure_relations (self->view);
      g_array_append_val (relations, taken);
      self->fewest = MIN (self->fewest, n_arcs);
      self->most = MAX (self->most, n_arcs);
    }
  print_times (all ? "frame-all" : "frame-none", frames);
  print_times (all ? "snapshot-all" : "snapshot-none", snapshots);
  if (all)
    print_times ("relations", relations);
}

int
main (int argc, char **argv)
{
  Bench bench = { .fewest = G_MAXUINT };
  guint n_frames = argc > 1 ? (guint) atoi (argv[1]) : 400;

  if (g_getenv ("G_TEST_SRCDIR") == NULL || n_frames == 0)
    {
      g_printerr ("usage: G_TEST_SRCDIR=SOURCES scroll-relations [FRAMES]\n");
      return 2;
    }
  adw_init ();
  set_up (&bench);
  measure (&bench, FALSE, n_frames);
  measure (&bench, TRUE, n_frames);
  g_print ("arcs %u %u\n", bench.fewest, bench.most);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  return 0;
}
