/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: sets up translations and runs the application. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>
#include <locale.h>

#include "sch-application.h"
#include "sch-watchdog.h"

int
main (int argc, char **argv)
{
  g_autoptr (SchApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  g_set_prgname (SCH_APP_ID);
  g_set_application_name (_ ("Scholiast"));

  sch_watchdog_start ();
  application = sch_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
