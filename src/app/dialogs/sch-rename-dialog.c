/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another name or folder for a document. What is typed is checked as it is typed. */

#include "config.h"

#include "sch-rename-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-documents.h"
#include "sch-message.h"

typedef struct
{
  SchWorkspace *workspace;
  char *from;
  GtkWidget *row;
  GtkWidget *trouble;
  GtkWindow *dialog;
  SchRenamed renamed;
  gpointer data;
} Rename;

static void
free_rename (Rename *rename)
{
  g_object_unref (rename->workspace);
  g_object_unref (rename->row);
  g_object_unref (rename->trouble);
  g_free (rename->from);
  g_free (rename);
}

static void
path_changed_cb (Rename *rename)
{
  SchCorpus *corpus = sch_workspace_get_corpus (rename->workspace);
  const char *path = gtk_editable_get_text (GTK_EDITABLE (rename->row));
  gboolean same = strcmp (path, rename->from) == 0;
  g_autoptr (GError) error = NULL;
  gboolean good = corpus != NULL && !same && sch_corpus_check_new_path (corpus, path, &error);

  gtk_label_set_text (GTK_LABEL (rename->trouble), error != NULL ? error->message : "");
  gtk_widget_set_visible (rename->trouble, error != NULL);
  if (rename->dialog != NULL)
    sch_message_set_answer_enabled (rename->dialog, "rename", good);
}

static void
answered_cb (const char *answer, gpointer data)
{
  Rename *rename = data;
  SchCorpus *corpus = sch_workspace_get_corpus (rename->workspace);
  g_autofree char *to = g_strdup (gtk_editable_get_text (GTK_EDITABLE (rename->row)));
  g_autoptr (GError) error = NULL;

  g_signal_handlers_disconnect_by_data (rename->row, rename);
  if (strcmp (answer, "rename") == 0 && corpus != NULL)
    {
      if (sch_corpus_move_document (corpus, rename->from, to, &error))
        rename->renamed (rename->from, to, rename->data);
      else
        sch_workspace_show_error (rename->workspace, error);
    }
  free_rename (rename);
}

/* The name without its ending is what one changes mostly. */
static void
select_stem (GtkEditable *row)
{
  const char *path = gtk_editable_get_text (row);
  const char *slash = strrchr (path, '/');
  const char *base = slash != NULL ? slash + 1 : path;
  const char *dot = strrchr (base, '.');

  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_editable_select_region (row, (int) g_utf8_pointer_to_offset (path, base),
                              dot != NULL ? (int) g_utf8_pointer_to_offset (path, dot) : -1);
}

static GtkWidget *
make_form (Rename *rename)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  rename->row = g_object_ref_sink (adw_entry_row_new ());
  rename->trouble = g_object_ref_sink (gtk_label_new (NULL));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rename->row), _ ("Path in the Corpus"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (rename->row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_editable_get_delegate (GTK_EDITABLE (rename->row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Path in the Corpus"), -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), rename->row);
  gtk_label_set_wrap (GTK_LABEL (rename->trouble), TRUE);
  gtk_label_set_xalign (GTK_LABEL (rename->trouble), 0);
  gtk_widget_add_css_class (rename->trouble, "error");
  gtk_widget_add_css_class (rename->trouble, "caption");
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), rename->trouble);
  gtk_widget_set_size_request (box, 360, -1);
  return box;
}

void
sch_rename_dialog_show (GtkWindow *parent, SchWorkspace *workspace, SchDocument *document,
                        SchRenamed renamed, gpointer data)
{
  const SchAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SCH_ANSWER_PLAIN },
    { "rename", _ ("_Rename"), SCH_ANSWER_SUGGESTED },
  };
  Rename *rename = g_new0 (Rename, 1);
  GtkWidget *form;

  rename->workspace = g_object_ref (workspace);
  rename->from = g_strdup (sch_document_get_path (document));
  rename->renamed = renamed;
  rename->data = data;
  form = make_form (rename);
  gtk_editable_set_text (GTK_EDITABLE (rename->row), rename->from);
  rename->dialog = sch_message_ask (
      parent, _ ("Rename or Move"),
      _ ("The annotations of all layers and the metadata follow. A folder that is not there yet is "
         "made: write its name before a slash."),
      form, answers, G_N_ELEMENTS (answers), answered_cb, rename);
  g_signal_connect_swapped (rename->row, "changed", G_CALLBACK (path_changed_cb), rename);
  path_changed_cb (rename);
  select_stem (GTK_EDITABLE (rename->row));
}
