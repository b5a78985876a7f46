/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what just happened, to the eye and to screen readers: in a status label, and by the
 * toolkit's announcements where it has them. */

#include "config.h"

#include <gmodule.h>

#include "sch-announce.h"

/* The signature of gtk_accessible_announce(); the priority is GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_*. */
typedef void (*AnnounceFunc) (GtkAccessible *self, const char *message, int priority);
#define PRIORITY_MEDIUM 1

static AnnounceFunc
find_announce (void)
{
  static gsize looked_up = 0;
  static AnnounceFunc func = NULL;

  if (g_once_init_enter (&looked_up))
    {
      GModule *module = g_module_open (NULL, G_MODULE_BIND_LAZY);
      gpointer symbol = NULL;

      if (module != NULL && g_module_symbol (module, "gtk_accessible_announce", &symbol))
        func = (AnnounceFunc) symbol;
      g_once_init_leave (&looked_up, 1);
    }
  return func;
}

/**
 * sch_announce:
 * @status: the label with the role of a status
 * @text: what happened, in a sentence without a final stop
 */
void
sch_announce (GtkLabel *status, const char *text)
{
  AnnounceFunc announce = find_announce ();
  g_autoptr (GString) shown = NULL;

  g_return_if_fail (GTK_IS_LABEL (status));

  /* What is read aloud may have lines; the place for it has one. */
  shown = g_string_new (text);
  g_string_replace (shown, "\n", " · ", 0);
  gtk_label_set_text (status, shown->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (status), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (announce != NULL)
    announce (GTK_ACCESSIBLE (status), text, PRIORITY_MEDIUM);
}
