/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Derive Values Again": for all annotations of the document on show, as one step. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-window-private.h"

static void
derive_values_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  SchAnnotator who;
  guint n;

  sch_inspector_flush (self->inspector);
  if (!sch_workspace_get_annotator_for (self->workspace, _ ("Derive Values Again"), &who))
    return;
  if (!sch_annotate_derive (&who, NULL, TRUE, &n, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  if (n > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u value changed", "%u values changed",
                                         n),
                            n);
  else
    text = g_strdup (_ ("No value is another one than before"));
  sch_workspace_show_message (self->workspace, text, n > 0 ? _ ("Undo") : NULL,
                              n > 0 ? "win.undo" : NULL);
}

void
sch_window_install_derive_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.derive-values", NULL, derive_values_action);
}
