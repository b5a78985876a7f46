/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program is and who made it. The only place that knows the toolkit's about window. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-about.h"

void
sch_about_show (GtkWindow *parent)
{
  adw_show_about_window (parent, "application-name", _ ("Scholiast"), "application-icon",
                         SCH_APP_ID, "version", SCH_VERSION, "developer-name",
                         _ ("The Scholiast developers"), "license-type", GTK_LICENSE_GPL_3_0,
                         "comments",
                         _ ("Mark who and what a text is about, what it claims, and who says so"),
                         /* Translators: your name, and those of others who translated. */
                         "translator-credits", _ ("translator-credits"), NULL);
}
