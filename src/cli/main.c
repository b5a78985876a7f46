/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scholiast-cli: what surrounds a command. Signals: the first SIGINT or SIGTERM cancels the command,
 * which cleans up after itself; a second one ends the program at once. */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "sch-cli.h"

static int caught;

static gpointer
wait_for_signals (gpointer cancellable)
{
  sigset_t set;
  int number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  if (sigwait (&set, &number) == 0)
    {
      g_atomic_int_set (&caught, number);
      g_cancellable_cancel (cancellable);
    }
  if (sigwait (&set, &number) == 0)
    _exit (128 + number);
  return NULL;
}

/* Before any other thread: all of them inherit the mask. */
static void
block_signals (void)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
}

/* Ends as the signal would have: the caller sees what happened. */
static void
end_by_signal (int number)
{
  sigset_t set;

  signal (number, SIG_DFL);
  sigemptyset (&set);
  sigaddset (&set, number);
  raise (number);
  pthread_sigmask (SIG_UNBLOCK, &set, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (SchEnvironment) environment = NULL;
  SchCli cli = { 0 };
  SchExit result;

  block_signals ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  cancellable = g_cancellable_new ();
  g_thread_unref (g_thread_new ("signals", wait_for_signals, cancellable));
  environment = sch_environment_new_system ();
  cli.environment = environment;
  cli.cancellable = cancellable;
  cli.progress = isatty (STDERR_FILENO);
  cli.jobs = g_get_num_processors ();
  result = sch_cli_run (&cli, argv);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      sch_cli_message (_ ("stdout cannot be written: %s"), g_strerror (errno));
      result = SCH_EXIT_BAD;
    }
  if (g_atomic_int_get (&caught) != 0 && result != SCH_EXIT_DONE)
    end_by_signal (g_atomic_int_get (&caught));
  return result;
}
