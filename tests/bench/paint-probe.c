/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into a GTK program that knows nothing of it, says on the file descriptor SCH_PROBE_FD
 * what painting cost. SCH_PROBE is
 *
 *   window  processor time of the process up to the first painted frame of the first window, and
 *           the process ends there
 *   text    the same for the first frame that shows a text view with text
 *   keys    after each press of a key that changes spans: processor time of the main thread and
 *           wall time from the arrival of the event to the end of the frame that shows the change
 *   frames  after each painted frame: the times since the last press of a key, how many characters the
 *           text view has, and how many shapes the program drew itself. F12 scrolls the text by 37 pixels a
 *           frame, back at its ends, and says what each frame cost, with all that the main thread did between two of them;
 *           and turns of the main loop that take long
 *   list    when the list of documents and the text were first painted, what each press of a key
 *           that changes the list costs, and turns of the main loop that take long
 *
 * A line on SCH_PROBE_FD is a word and numbers of microseconds; the words are in tests/bench/probe.py.
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define SCROLL_FRAMES 400u
#define SCROLL_PIXELS 37

typedef struct
{
  gint64 cpu;   /* of the main thread */
  gint64 wall;  /* monotonic */
  gint64 delay; /* how long the main thread was ready and had no processor */
} Moment;

static struct
{
  const char *mode;
  int fd;
  GtkWidget *window;
  gboolean rendered; /* since the last end of a frame */
  gulong spans_hook;
  Moment pressed;
  guint keyval;
  gboolean waiting;  /* for the frame that shows the change */
  gboolean changed;  /* since the key */
  gboolean counting; /* what follows the frame */
  guint frames;
  guint n_shapes;          /* of the frame that is made */
  guint scrolls;           /* frames that are left to scroll */
  double step;             /* of scrolling, back at the ends */
  gint64 cpu_last_frame;   /* when the last one was painted */
  gint64 cpu_before_frame; /* of the frame that is made, since the key */
  gint64 cpu_before_paint;
  GtkWidget *list;    /* of documents, once it is on the screen */
  gboolean text_seen; /* reported */
  guint n_listed;     /* when the list was painted last */
  Moment turn;        /* when the turn of the main loop began */
  GPollFunc poll;
} probe;

/* Turns of the main loop that take longer are reported, in microseconds of processor time. */
#define LONG_TURN 5000

static gint64
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static Moment
read_moment (void)
{
  Moment moment = { 0 };
  FILE *file = fopen ("/proc/thread-self/schedstat", "re");
  long long running;
  long long delayed;

  if (file != NULL)
    {
      if (fscanf (file, "%lld %lld", &running, &delayed) == 2)
        moment.delay = delayed / 1000;
      fclose (file);
    }
  moment.cpu = read_clock (CLOCK_THREAD_CPUTIME_ID);
  moment.wall = read_clock (CLOCK_MONOTONIC);
  return moment;
}

static GtkWidget *
find_text (GtkWidget *widget)
{
  GtkTextIter end;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_TEXT_VIEW (widget))
    {
      gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), &end);
      return gtk_text_iter_get_offset (&end) > 0 ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
report_start (void)
{
  struct rusage usage;
  gint64 cpu = read_clock (CLOCK_PROCESS_CPUTIME_ID);

  getrusage (RUSAGE_SELF, &usage);
  dprintf (probe.fd, "start %" G_GINT64_FORMAT " %ld\n", cpu, usage.ru_maxrss);
  _exit (0);
}

static gboolean
spans_changed_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  probe.changed = TRUE;
  return TRUE;
}

static void
watch_spans (void)
{
  GType type = g_type_from_name ("SchLayerDocument");

  if (probe.spans_hook == 0 && type != 0)
    probe.spans_hook = g_signal_add_emission_hook (g_signal_lookup ("spans-changed", type), 0,
                                                   spans_changed_cb, NULL, NULL);
}

/* --- Scrolling ------------------------------------------------------------------------------ */

static gboolean
scroll_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *text = find_text (window);
  GtkAdjustment *adjustment = text != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (text))
                                           : NULL;

  double value;
  double last;

  if (adjustment == NULL || probe.scrolls == 0)
    return G_SOURCE_REMOVE;
  value = gtk_adjustment_get_value (adjustment);
  last = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  if (last < 2 * SCROLL_PIXELS)
    probe.step = probe.step > 0 ? last / 2 : -last / 2;
  if (value + probe.step < 0 || value + probe.step > last)
    probe.step = -probe.step;
  gtk_adjustment_set_value (adjustment, value + probe.step);
  return G_SOURCE_CONTINUE;
}

static void
start_scrolling (void)
{
  if (probe.scrolls == 0)
    gtk_widget_add_tick_callback (probe.window, scroll_cb, NULL, NULL);
  probe.scrolls = SCROLL_FRAMES;
  probe.step = SCROLL_PIXELS;
}

static void
report_frame (void)
{
  Moment now = read_moment ();
  GtkWidget *text = find_text (probe.window);
  int n_chars = text != NULL ? gtk_text_buffer_get_char_count (
                                   gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)))
                             : 0;

  if (probe.scrolls > 0)
    {
      probe.scrolls--;
      dprintf (probe.fd, "scrolled %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
               now.cpu - probe.cpu_last_frame, now.wall);
    }
  else
    dprintf (probe.fd,
             "painted %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %u\n",
             probe.keyval, now.cpu - probe.pressed.cpu, now.wall - probe.pressed.wall,
             now.delay - probe.pressed.delay, n_chars, probe.n_shapes);
  probe.n_shapes = 0;
  probe.cpu_last_frame = read_clock (CLOCK_THREAD_CPUTIME_ID);
}

/* What the program draws itself goes through here; what GTK draws does not. */
G_MODULE_EXPORT void
gtk_snapshot_append_layout (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color)
{
  static void (*append) (GtkSnapshot *, PangoLayout *, const GdkRGBA *);

  if (append == NULL)
    append = dlsym (RTLD_NEXT, "gtk_snapshot_append_layout");
  probe.n_shapes++;
  append (snapshot, layout, color);
}

G_MODULE_EXPORT void
gtk_snapshot_append_node (GtkSnapshot *snapshot, GskRenderNode *node)
{
  static void (*append) (GtkSnapshot *, GskRenderNode *);

  if (append == NULL)
    append = dlsym (RTLD_NEXT, "gtk_snapshot_append_node");
  probe.n_shapes++;
  append (snapshot, node);
}

/* --- Keys ----------------------------------------------------------------------------------- */

static gboolean
is_modifier (guint keyval)
{
  return keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R;
}

static gboolean
event_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GdkEvent *event = g_value_get_pointer (&values[1]);

  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS ||
      is_modifier (gdk_key_event_get_keyval (event)))
    return TRUE;
  if (probe.counting)
    dprintf (probe.fd, "whole %" G_GINT64_FORMAT "\n",
             read_clock (CLOCK_THREAD_CPUTIME_ID) - probe.pressed.cpu);
  probe.counting = FALSE;
  probe.waiting = TRUE;
  probe.changed = FALSE;
  probe.frames = 0;
  probe.keyval = gdk_key_event_get_keyval (event);
  probe.pressed = read_moment ();
  if (probe.keyval == GDK_KEY_F12 && g_str_equal (probe.mode, "frames"))
    start_scrolling ();
  return TRUE;
}

static void
report_key (void)
{
  Moment now;

  probe.frames++;
  if (!probe.changed)
    {
      dprintf (probe.fd, "frame %u\n", probe.keyval);
      return;
    }
  now = read_moment ();
  probe.waiting = FALSE;
  probe.counting = TRUE;
  dprintf (probe.fd,
           "key %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
           " %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
           probe.keyval, now.cpu - probe.pressed.cpu, now.wall - probe.pressed.wall,
           now.delay - probe.pressed.delay, probe.frames, probe.cpu_before_frame,
           probe.cpu_before_paint);
}

/* --- The list of documents -------------------------------------------------------------------- */

static GtkWidget *
find_list (GtkWidget *widget, gboolean inside)
{
  GtkSelectionModel *model;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  inside = inside || g_str_equal (G_OBJECT_TYPE_NAME (widget), "SchDocumentsPanel");
  if (inside && GTK_IS_LIST_VIEW (widget))
    {
      model = gtk_list_view_get_model (GTK_LIST_VIEW (widget));
      return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0 ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list (child, inside);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_listed (void)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (probe.list));

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

/* Where the entry beside the list is, in the window. */
static void
report_entry (GtkWidget *widget)
{
  graphene_point_t point;
  double x, y;

  if (GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget) &&
      gtk_widget_compute_point (widget, probe.window,
                                &GRAPHENE_POINT_INIT (gtk_widget_get_width (widget) / 2.0f,
                                                      gtk_widget_get_height (widget) / 2.0f),
                                &point))
    {
      gtk_native_get_surface_transform (GTK_NATIVE (probe.window), &x, &y);
      dprintf (probe.fd, "entry %d %d\n", (int) (point.x + x), (int) (point.y + y));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    report_entry (child);
}

/* The times are those of CLOCK_MONOTONIC: whoever started the program knows when that was. */
static void
report_shown (void)
{
  if (probe.list == NULL && (probe.list = find_list (probe.window, FALSE)) != NULL)
    {
      probe.n_listed = count_listed ();
      dprintf (probe.fd, "listed %" G_GINT64_FORMAT " %u\n", read_clock (CLOCK_MONOTONIC),
               probe.n_listed);
      report_entry (gtk_widget_get_ancestor (probe.list, g_type_from_name ("SchDocumentsPanel")));
    }
  if (!probe.text_seen && find_text (probe.window) != NULL)
    {
      probe.text_seen = TRUE;
      dprintf (probe.fd, "text %" G_GINT64_FORMAT "\n", read_clock (CLOCK_MONOTONIC));
    }
}

static void
report_list (void)
{
  guint n;
  Moment now;

  report_shown ();
  if (probe.list == NULL || (n = count_listed ()) == probe.n_listed)
    return;
  probe.n_listed = n;
  if (probe.pressed.wall == 0)
    return;
  now = read_moment ();
  dprintf (probe.fd,
           "filtered %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u\n",
           probe.keyval, now.cpu - probe.pressed.cpu, now.wall - probe.pressed.wall,
           now.delay - probe.pressed.delay, n);
}

/* Around the waiting of the main loop: what lies between two of them is a turn. */
static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  Moment now = read_moment ();
  int result;

  if (probe.turn.wall != 0 && now.cpu - probe.turn.cpu > LONG_TURN)
    dprintf (probe.fd, "turn %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
             now.wall, now.cpu - probe.turn.cpu, now.wall - probe.turn.wall);
  result = probe.poll (fds, n_fds, timeout);
  probe.turn = read_moment ();
  return result;
}

/* --- Frames --------------------------------------------------------------------------------- */

static gboolean
render_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GdkSurface *surface = g_value_get_object (&values[0]);

  if (surface == gtk_native_get_surface (GTK_NATIVE (probe.window)))
    probe.rendered = TRUE;
  return TRUE;
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  probe.cpu_before_frame = probe.cpu_before_paint = read_clock (CLOCK_THREAD_CPUTIME_ID) -
                                                    probe.pressed.cpu;
}

static void
layout_cb (GdkFrameClock *clock, gpointer data)
{
  probe.cpu_before_paint = read_clock (CLOCK_THREAD_CPUTIME_ID) - probe.pressed.cpu;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  if (!probe.rendered)
    return;
  probe.rendered = FALSE;
  if (g_str_equal (probe.mode, "window"))
    report_start ();
  if (g_str_equal (probe.mode, "text") && find_text (probe.window) != NULL)
    report_start ();
  if (g_str_equal (probe.mode, "list"))
    {
      report_list ();
      return;
    }
  watch_spans ();
  if (g_str_equal (probe.mode, "keys") && probe.waiting)
    report_key ();
  if (g_str_equal (probe.mode, "frames"))
    report_frame ();
}

/* In the place of GTK's own: the window that is presented first is the one that is watched. */
G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  if (probe.window == NULL && g_getenv ("SCH_PROBE") != NULL)
    {
      GdkSurface *surface;
      GdkFrameClock *clock;

      probe.mode = g_getenv ("SCH_PROBE");
      probe.fd = atoi (g_getenv ("SCH_PROBE_FD"));
      probe.window = GTK_WIDGET (window);
      gtk_widget_realize (probe.window);
      surface = gtk_native_get_surface (GTK_NATIVE (window));
      g_signal_add_emission_hook (g_signal_lookup ("render", GDK_TYPE_SURFACE), 0, render_cb, NULL,
                                  NULL);
      if (g_str_equal (probe.mode, "list") || g_str_equal (probe.mode, "frames"))
        {
          probe.poll = g_main_context_get_poll_func (NULL);
          g_main_context_set_poll_func (NULL, poll_cb);
        }
      if (g_str_equal (probe.mode, "keys") || g_str_equal (probe.mode, "frames") ||
          g_str_equal (probe.mode, "list"))
        g_signal_add_emission_hook (g_signal_lookup ("event", GDK_TYPE_SURFACE), 0, event_cb, NULL,
                                    NULL);
      clock = gdk_surface_get_frame_clock (surface);
      g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
      g_signal_connect_after (clock, "layout", G_CALLBACK (layout_cb), NULL);
      g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
    }
  present (window);
}
