/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports what keeps the main loop from its next turn: more than so many milliseconds of the main thread's processor
 * time between two polls. Not wall time: a busy machine is no fault of the program. A timer on
 * the thread's processor time notes the stack at the moment when the limit is passed. What is needed
 * until the first window is painted and complete (theme, fonts, panels) is not reported: the start has figures of its own. */

#include "config.h"

#include "sch-watchdog.h"

#ifdef SCH_WATCHDOG

#include <execinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define DEFAULT_LIMIT_MS 50u
#define MAX_FRAMES 128
#define NS_PER_MS G_GINT64_CONSTANT (1000000)

/* The C library has no name for it everywhere. */
#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static struct
{
  gint64 limit_ns;
  gint64 turn_start;    /* in processor time; 0 = in no turn */
  gboolean is_complete; /* the first window */
  timer_t timer;
  gboolean has_timer;
  void *frames[MAX_FRAMES];
  volatile sig_atomic_t n_frames;
} watchdog;

static gint64
get_cpu_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static void
set_timer (gint64 ns)
{
  const struct itimerspec when = { { 0, 0 }, { ns / 1000000000, ns % 1000000000 } };

  if (watchdog.has_timer)
    timer_settime (watchdog.timer, 0, &when, NULL);
}

static void
late_cb (int number)
{
  watchdog.n_frames = backtrace (watchdog.frames, MAX_FRAMES);
}

static void
report (gint64 ns)
{
  g_autoptr (GString) line = g_string_new (NULL);
  int n = watchdog.n_frames;
  char **symbols = n > 0 ? backtrace_symbols (watchdog.frames, n) : NULL;

  g_string_printf (line, "Watchdog: the main loop was held for %" G_GINT64_FORMAT " ms\n",
                   ns / NS_PER_MS);
  /* The first two are this file's and the system's. */
  for (int i = 2; symbols != NULL && i < n; i++)
    g_string_append_printf (line, "Watchdog:   %s\n", symbols[i]);
  free (symbols);
  g_printerr ("%s", line->str);
}

static void
end_turn (void)
{
  gint64 ns = get_cpu_ns () - watchdog.turn_start;

  set_timer (0);
  if (watchdog.is_complete && watchdog.turn_start > 0 && ns > watchdog.limit_ns)
    report (ns);
  watchdog.n_frames = 0;
}

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int result;

  end_turn ();
  result = g_poll (fds, n_fds, timeout);
  watchdog.turn_start = get_cpu_ns ();
  set_timer (watchdog.limit_ns);
  return result;
}

static void
add_timer (void)
{
  struct sigaction action = { .sa_handler = late_cb, .sa_flags = SA_RESTART };
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN + 5 };
  void *warm[1];

  /* The first call loads a library, which a signal handler must not. */
  backtrace (warm, 1);
  event.sigev_notify_thread_id = (pid_t) syscall (SYS_gettid);
  sigaction (SIGRTMIN + 5, &action, NULL);
  watchdog.has_timer = timer_create (CLOCK_THREAD_CPUTIME_ID, &event, &watchdog.timer) == 0;
}

/* SCHOLIAST_WATCHDOG is the limit in milliseconds, 0 switches it off. */
void
sch_watchdog_start (void)
{
  const char *wanted = g_getenv ("SCHOLIAST_WATCHDOG");
  guint64 limit_ms = DEFAULT_LIMIT_MS;

  if (wanted != NULL && !g_ascii_string_to_unsigned (wanted, 10, 0, 60000, &limit_ms, NULL))
    limit_ms = DEFAULT_LIMIT_MS;
  if (limit_ms == 0)
    return;
  watchdog.limit_ns = (gint64) limit_ms * NS_PER_MS;
  add_timer ();
  g_main_context_set_poll_func (NULL, poll_cb);
}

/* From the turn on that calls it. */
void
sch_watchdog_window_complete (void)
{
  watchdog.is_complete = TRUE;
}

#else

void
sch_watchdog_start (void)
{
}

void
sch_watchdog_window_complete (void)
{
}

#endif
