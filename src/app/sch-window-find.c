/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding, in the document and in the corpus. Bar and page are made when they are first needed. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-window-private.h"

#define RESULTS_PAGE "find-results"

static SchFindBar *
ensure_bar (SchWindow *self)
{
  if (self->find_bar == NULL)
    {
      self->find_bar = SCH_FIND_BAR (sch_find_bar_new (self->workspace, self->document_page));
      gtk_box_prepend (GTK_BOX (self->document_slot), GTK_WIDGET (self->find_bar));
    }
  return self->find_bar;
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_find_bar_open (ensure_bar (SCH_WINDOW (widget)));
}

static void
find_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_find_bar_step (ensure_bar (SCH_WINDOW (widget)), 1);
}

static void
find_previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sch_find_bar_step (ensure_bar (SCH_WINDOW (widget)), -1);
}

static SchFindResults *
ensure_results (SchWindow *self)
{
  if (self->find_results == NULL)
    {
      GtkWidget *page = sch_find_results_new (self->workspace, self->document_page);

      self->find_results = SCH_FIND_RESULTS (page);
      sch_side_panel_add_page (self->right_panel, RESULTS_PAGE, _ ("Find in Corpus"), page);
    }
  return self->find_results;
}

/* What is selected, or what the find bar looks for, is looked for everywhere. */
static void
find_in_corpus_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  SchFindResults *results = ensure_results (self);
  gboolean again = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (results));
  g_autofree char *pattern = again ? NULL : sch_find_bar_dup_pattern (ensure_bar (self));

  g_settings_set_boolean (self->settings, "show-inspector", TRUE);
  sch_side_panel_show_page (self->right_panel, RESULTS_PAGE);
  sch_find_results_start (results, pattern);
}

void
sch_window_install_find_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.find-next", NULL, find_next_action);
  gtk_widget_class_install_action (widget_class, "win.find-previous", NULL, find_previous_action);
  gtk_widget_class_install_action (widget_class, "win.find-in-corpus", NULL, find_in_corpus_action);
}

void
sch_window_update_find_actions (SchWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean any = self->corpus != NULL && sch_workspace_get_document (self->workspace) != NULL;

  gtk_widget_action_set_enabled (widget, "win.find", any);
  gtk_widget_action_set_enabled (widget, "win.find-next", any);
  gtk_widget_action_set_enabled (widget, "win.find-previous", any);
  gtk_widget_action_set_enabled (widget, "win.find-in-corpus", any);
}
