/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that knows the toolkit's file chooser. The dialog lives until its response. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-file-chooser.h"

typedef struct
{
  GtkFileChooserNative *dialog;
  SchFolderChosen chosen;
  gpointer data;
} Request;

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Request *request = data;
  g_autoptr (GFile) folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  request->chosen (folder, request->data);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (request->dialog);
  g_free (request);
}

/* @name: (nullable): of a file that is saved */
static void
choose (GtkWindow *parent, const char *title, GtkFileChooserAction action, const char *name,
        SchFolderChosen chosen, gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->chosen = chosen;
  request->data = data;
  request->dialog = gtk_file_chooser_native_new (title, parent, action,
                                                 name != NULL ? _ ("_Save") : _ ("_Open"),
                                                 _ ("_Cancel"));
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (request->dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (request->dialog), TRUE);
  g_signal_connect (request->dialog, "response", G_CALLBACK (response_cb), request);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (request->dialog));
}

/**
 * sch_file_chooser_choose_file:
 * @chosen: called once, also when the person cancels
 *
 * Asks for a file.
 */
void
sch_file_chooser_choose_file (GtkWindow *parent, const char *title, SchFolderChosen chosen,
                              gpointer data)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, chosen, data);
}

/**
 * sch_file_chooser_choose_folder:
 * @chosen: called once, also when the person cancels
 *
 * Asks for a folder.
 */
void
sch_file_chooser_choose_folder (GtkWindow *parent, const char *title, SchFolderChosen chosen,
                                gpointer data)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, chosen, data);
}

/**
 * sch_file_chooser_save_file:
 * @chosen: called once, also when the person cancels
 *
 * Asks for a file to write.
 */
void
sch_file_chooser_save_file (GtkWindow *parent, const char *title, const char *name,
                            SchFolderChosen chosen, gpointer data)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, name, chosen, data);
}
