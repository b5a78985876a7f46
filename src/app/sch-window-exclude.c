/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Apply to the Same Lines in All Documents": looks through the corpus a few milliseconds at a time; a
 * dialog with progress comes when it takes longer than a moment. Nothing is changed before the end. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-annotate-exclude.h"
#include "sch-message.h"
#include "sch-window-private.h"

#define SLICE_MS 8
#define PATIENCE_MS 400

typedef struct
{
  SchWindow *window;
  SchExcludeLines *lines;
  guint step_source;
  guint dialog_source;
  GtkWindow *dialog;
  GtkProgressBar *progress;
} Run;

static void
free_run (Run *run)
{
  g_clear_handle_id (&run->step_source, g_source_remove);
  g_clear_handle_id (&run->dialog_source, g_source_remove);
  sch_exclude_lines_free (run->lines);
  g_object_unref (run->window);
  g_free (run);
}

static void
show_result (SchWindow *self, SchExcludeLines *lines, guint n_made, guint n_in)
{
  guint n_skipped = sch_exclude_lines_get_n_skipped (lines);
  g_autofree char *made = NULL;
  g_autofree char *left = NULL;

  if (n_made > 0)
    {
      g_autofree char *where = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %u document",
                                                             "in %u documents", n_in),
                                                n_in);

      /* Translators: %u lines of text, %s is “in 3 documents”. */
      made = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line marked %s",
                                           "%u lines marked %s", n_made),
                              n_made, where);
    }
  else
    {
      made = g_strdup (_ ("No other line has this text"));
    }
  if (n_skipped > 0)
    left = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s; %u document that is done or cannot be changed "
                                         "was left out",
                                         "%s; %u documents that are done or cannot be changed "
                                         "were left out",
                                         n_skipped),
                            made, n_skipped);
  sch_workspace_show_message (self->workspace, left != NULL ? left : made,
                              n_made > 0 ? _ ("Undo") : NULL, n_made > 0 ? "win.undo" : NULL);
}

static void
apply (Run *run)
{
  guint n_made = 0;
  guint n_in = 0;
  g_autoptr (GError) error = NULL;

  if (sch_exclude_lines_apply (run->lines, &n_made, &n_in, &error))
    show_result (run->window, run->lines, n_made, n_in);
  else
    sch_workspace_show_error (run->window->workspace, error);
}

/* Cancel, or the end. */
static void
answered_cb (const char *answer, gpointer data)
{
  free_run (data);
}

static gboolean
show_dialog_cb (gpointer data)
{
  const SchAnswer cancel = { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN };
  Run *run = data;

  run->dialog_source = 0;
  run->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (run->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Documents looked through"), -1);
  run->dialog = sch_message_ask (GTK_WINDOW (run->window), _ ("Looking for the Same Lines"), NULL,
                                 GTK_WIDGET (run->progress), &cancel, 1, answered_cb, run);
  return G_SOURCE_REMOVE;
}

static gboolean
step_cb (gpointer data)
{
  Run *run = data;
  gint64 end = g_get_monotonic_time () + SLICE_MS * 1000;

  while (sch_exclude_lines_step (run->lines))
    if (g_get_monotonic_time () >= end)
      {
        if (run->progress != NULL)
          gtk_progress_bar_set_fraction (run->progress,
                                         (double) sch_exclude_lines_get_n_done (run->lines) /
                                             sch_exclude_lines_get_n_documents (run->lines));
        return G_SOURCE_CONTINUE;
      }
  run->step_source = 0;
  apply (run);
  /* Closing the dialog frees the run. */
  if (run->dialog != NULL)
    gtk_window_close (run->dialog);
  else
    free_run (run);
  return G_SOURCE_REMOVE;
}

static const char *
get_excluded (SchWindow *self, SchLayerDocument *document)
{
  SchSpan *span = sch_layer_document_get_span (document,
                                               sch_workspace_get_selected_span (self->workspace));
  const SchLabel *label = span != NULL
                              ? sch_scheme_get_label (sch_workspace_get_scheme (self->workspace),
                                                      span->label)
                              : NULL;

  return label != NULL && g_strcmp0 (label->role, "exclude") == 0 ? span->record.id : NULL;
}

static void
exclude_everywhere_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  const char *span;
  SchExcludeLines *lines;
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  Run *run;

  sch_inspector_flush (self->inspector);
  span = document != NULL ? get_excluded (self, document) : NULL;
  if (span == NULL)
    {
      sch_workspace_show_message (self->workspace,
                                  _ ("Select a stretch that is not part of the text first"), NULL,
                                  NULL);
      return;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  lines = sch_exclude_lines_new (&who, span, &error);
  if (lines == NULL)
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  run = g_new0 (Run, 1);
  run->window = g_object_ref (self);
  run->lines = lines;
  run->step_source = g_idle_add (step_cb, run);
  run->dialog_source = g_timeout_add (PATIENCE_MS, show_dialog_cb, run);
}

void
sch_window_install_exclude_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.exclude-everywhere", NULL,
                                   exclude_everywhere_action);
}
