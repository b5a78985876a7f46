/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program is and who made it. The only place that knows the toolkit's about window. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>
#include <unicode/uvernum.h>

#include "sch-about.h"

/* What helps to find out why something goes wrong on this computer; nothing of the person's. */
static char *
dup_debug_info (void)
{
  GdkDisplay *display = gdk_display_get_default ();

  return g_strdup_printf (
      "Scholiast %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGtkSourceView %u.%u.%u\n"
      "GLib %u.%u.%u\nICU %s\nDisplay: %s\nSession: %s\nSandbox: %s\nHigh contrast: %s\n",
      SCH_VERSION, gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
      adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
      gtk_source_get_major_version (), gtk_source_get_minor_version (),
      gtk_source_get_micro_version (), glib_major_version, glib_minor_version, glib_micro_version,
      U_ICU_VERSION, display != NULL ? G_OBJECT_TYPE_NAME (display) : "",
      g_getenv ("XDG_CURRENT_DESKTOP") != NULL ? g_getenv ("XDG_CURRENT_DESKTOP") : "",
      g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? "Flatpak" : "none",
      adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? "yes" : "no");
}

void
sch_about_show (GtkWindow *parent)
{
  g_autofree char *debug_info = dup_debug_info ();

  adw_show_about_window (parent, "application-name", _ ("Scholiast"), "application-icon",
                         SCH_APP_ID, "version", SCH_VERSION, "developer-name",
                         _ ("The Scholiast developers"), "license-type", GTK_LICENSE_GPL_3_0,
                         "comments",
                         _ ("Mark who and what a text is about, what it claims, and who says so"),
                         /* Translators: your name, and those of others who translated. */
                         "translator-credits", _ ("translator-credits"), "debug-info", debug_info,
                         "debug-info-filename", "scholiast-debug-info.txt", NULL);
}
