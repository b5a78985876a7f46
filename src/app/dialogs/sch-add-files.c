/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that become documents: copied in a thread, one after the other. What was copied before Cancel
 * stays. The thread has values only; the corpus is told at the end. */

#include "config.h"

#include "sch-add-files.h"

#include <glib/gi18n-lib.h>

#include "sch-corpus-documents.h"
#include "sch-message.h"

#define PROGRESS_AFTER_MS 500
#define PROGRESS_EVERY_MS 100
#define MAX_ERRORS_SHOWN 8u

typedef struct
{
  GtkWindow *parent;
  SchWorkspace *workspace;
  SchCorpus *corpus;
  SchIntake *intake;
  GPtrArray *files;  /* of GFile */
  GPtrArray *paths;  /* of char *: written by the thread, read after it */
  GPtrArray *errors; /* of char *: likewise */
  int n_done;        /* atomic */
  GCancellable *cancellable;
  GtkWindow *dialog; /* (nullable) */
  GtkWidget *bar;
  guint source;
} Job;

static void
free_job (Job *job)
{
  g_clear_handle_id (&job->source, g_source_remove);
  g_object_unref (job->parent);
  g_object_unref (job->workspace);
  g_object_unref (job->corpus);
  sch_intake_free (job->intake);
  g_ptr_array_unref (job->files);
  g_ptr_array_unref (job->paths);
  g_ptr_array_unref (job->errors);
  g_object_unref (job->cancellable);
  g_free (job);
}

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  for (guint i = 0; i < job->files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      char *path = sch_intake_copy (job->intake, g_ptr_array_index (job->files, i), cancellable,
                                    &error);

      if (path != NULL)
        g_ptr_array_add (job->paths, path);
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_ptr_array_add (job->errors, g_strdup (error->message));
      g_atomic_int_inc (&job->n_done);
    }
  g_task_return_boolean (task, TRUE);
}

static void
show_errors (Job *job)
{
  g_autoptr (GString) body = g_string_new (NULL);
  guint n = job->errors->len;
  guint n_shown = MIN (n, MAX_ERRORS_SHOWN);
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                           "%u File Could Not Be Added",
                                                           "%u Files Could Not Be Added", n),
                                              n);

  for (guint i = 0; i < n_shown; i++)
    g_string_append_printf (body, "%s\n", (char *) g_ptr_array_index (job->errors, i));
  if (n > n_shown)
    g_string_append_printf (body,
                            g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more",
                                         n - n_shown),
                            n - n_shown);
  sch_message_tell (job->parent, heading, body->str);
}

static void
show_first (Job *job)
{
  SchDocument *document = sch_corpus_find_document (job->corpus, g_ptr_array_index (job->paths, 0));
  guint n = job->paths->len;
  g_autofree char *text = NULL;

  if (document != NULL)
    sch_workspace_set_document (job->workspace, document);
  if (n == 1)
    /* Translators: %s is the path of a document. */
    text = g_strdup_printf (_ ("“%s” was added"), (char *) g_ptr_array_index (job->paths, 0));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u document was added",
                                         "%u documents were added", n),
                            n);
  sch_workspace_show_message (job->workspace, text, NULL, NULL);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&job->source, g_source_remove);
  if (job->dialog != NULL)
    gtk_window_destroy (job->dialog);
  if (sch_workspace_get_corpus (job->workspace) == job->corpus)
    {
      if (!sch_corpus_rescan (job->corpus, NULL, &error))
        sch_workspace_show_error (job->workspace, error);
      else if (job->paths->len > 0)
        show_first (job);
      if (job->errors->len > 0)
        show_errors (job);
    }
  free_job (job);
}

/* --- Progress ------------------------------------------------------------------------------- */

static void
cancelled_cb (const char *answer, gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;

  g_cancellable_cancel (cancellable);
}

static gboolean
progress_cb (gpointer data)
{
  Job *job = data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (job->bar),
                                 (double) g_atomic_int_get (&job->n_done) / job->files->len);
  return G_SOURCE_CONTINUE;
}

static gboolean
show_progress_cb (gpointer data)
{
  Job *job = data;
  const SchAnswer answers[] = { { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN } };
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Adding %u File",
                                                           "Adding %u Files", job->files->len),
                                              job->files->len);

  job->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (job->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  job->dialog = sch_message_ask (job->parent, heading,
                                 _ ("What was copied before you cancel stays in the corpus."),
                                 job->bar, answers, G_N_ELEMENTS (answers), cancelled_cb,
                                 g_object_ref (job->cancellable));
  g_object_add_weak_pointer (G_OBJECT (job->dialog), (gpointer *) &job->dialog);
  job->source = g_timeout_add (PROGRESS_EVERY_MS, progress_cb, job);
  return G_SOURCE_REMOVE;
}

/**
 * sch_add_files:
 * @files: (element-type GFile): not empty
 */
void
sch_add_files (GtkWindow *parent, SchWorkspace *workspace, GPtrArray *files)
{
  SchCorpus *corpus = sch_workspace_get_corpus (workspace);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  SchIntake *intake;
  Job *job;

  g_return_if_fail (corpus != NULL && files->len > 0);

  intake = sch_corpus_new_intake (corpus, "", &error);
  if (intake == NULL)
    {
      sch_workspace_show_error (workspace, error);
      return;
    }
  job = g_new0 (Job, 1);
  job->parent = g_object_ref (parent);
  job->workspace = g_object_ref (workspace);
  job->corpus = g_object_ref (corpus);
  job->intake = intake;
  job->files = g_ptr_array_ref (files);
  job->paths = g_ptr_array_new_with_free_func (g_free);
  job->errors = g_ptr_array_new_with_free_func (g_free);
  job->cancellable = g_cancellable_new ();
  job->source = g_timeout_add (PROGRESS_AFTER_MS, show_progress_cb, job);
  task = g_task_new (NULL, job->cancellable, copied_cb, job);
  g_task_set_source_tag (task, sch_add_files);
  g_task_set_task_data (task, job, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, copy_thread);
}
