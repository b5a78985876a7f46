/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions on documents as a whole: new ones, their properties and places, those that
 * other programs moved. Actions that end in “-of” take the path of a document; the others mean the
 * one on show. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-add-files.h"
#include "sch-corpus-documents.h"
#include "sch-file-chooser.h"
#include "sch-message.h"
#include "sch-metadata-dialog.h"
#include "sch-paste-dialog.h"
#include "sch-recents.h"
#include "sch-rename-dialog.h"
#include "sch-window-private.h"

static SchDocument *
find_document (SchWindow *self, GVariant *path)
{
  if (self->corpus == NULL)
    return NULL;
  if (path == NULL)
    return sch_workspace_get_document (self->workspace);
  return sch_corpus_find_document (self->corpus, g_variant_get_string (path, NULL));
}

/* --- New documents -------------------------------------------------------------------------- */

static void
added_cb (SchWindow *self, const char *path, SchPasteDialog *dialog)
{
  SchDocument *document = sch_corpus_find_document (self->corpus, path);
  g_autofree char *text = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *action = NULL;
  g_autoptr (GVariant) target = NULL;

  if (document == NULL)
    return;
  sch_workspace_set_document (self->workspace, document);
  sch_document_page_focus_text (self->document_page);
  /* Translators: %s is the title of a document. */
  text = g_strdup_printf (_ ("“%s” was added"), sch_document_get_title (document));
  target = g_variant_ref_sink (g_variant_new_string (path));
  action = g_action_print_detailed_name ("win.trash-document", target);
  sch_workspace_show_message (self->workspace, text, _ ("Move to Trash"), action);
}

static void
ask_for_text (SchWindow *self, const char *text, SchDocument *older)
{
  SchPasteDialog *dialog = sch_paste_dialog_show (GTK_WINDOW (self), self->workspace, text, older);

  g_signal_connect_object (dialog, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
}

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchWindow) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->corpus != NULL)
    ask_for_text (self, text, NULL);
}

static void
paste_document_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, clipboard_read_cb,
                                 g_object_ref (widget));
}

static void
add_text_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL)
    ask_for_text (self, g_variant_get_string (parameter, NULL), NULL);
}

/* URIs, or names of files in the encoding of the file system. */
static void
add_files_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  g_autofree const char **names = g_variant_get_strv (parameter, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (files, strstr (names[i], "://") != NULL ? g_file_new_for_uri (names[i])
                                                             : g_file_new_for_path (names[i]));
  if (self->corpus != NULL && files->len > 0)
    sch_add_files (GTK_WINDOW (self), self->workspace, files);
}

static void
new_version_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  SchDocument *document = find_document (self, parameter);

  if (document != NULL)
    ask_for_text (self, NULL, document);
}

/* Taking a new document away again. What was annotated in it meanwhile is kept, as of any file that
 * is missing. */
static void
trash_document_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  SchDocument *document = find_document (self, parameter);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchTree) nothing = NULL;
  g_autofree char *path = NULL;

  if (document == NULL)
    return;
  path = g_strdup (sch_document_get_path (document));
  file = g_file_new_for_path (sch_document_get_file_name (document));
  if (!g_file_trash (file, NULL, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  nothing = sch_metadata_new (path);
  if (!sch_corpus_set_properties (self->corpus, sch_workspace_get_layer (self->workspace), NULL,
                                  path, nothing, FALSE, NULL, &error) ||
      !sch_corpus_rescan (self->corpus, NULL, &error))
    sch_workspace_show_error (self->workspace, error);
  else
    sch_workspace_announce (self->workspace, _ ("Moved to the trash"));
}

/* --- Properties and place ------------------------------------------------------------------- */

static void
properties_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  SchDocument *document = find_document (self, parameter);

  if (document != NULL)
    sch_metadata_dialog_show (GTK_WINDOW (self), self->workspace, document);
}

/* The document that is shown next time is found under its new path. */
static void
remember_document (SchWindow *self)
{
  SchDocument *document = sch_workspace_get_document (self->workspace);
  const char *id = sch_corpus_get_id (self->corpus);

  if (document != NULL && id != NULL && *id != '\0')
    sch_recents_set_document (self->settings, id, sch_document_get_path (document));
}

static void
renamed_cb (const char *from, const char *to, gpointer data)
{
  SchWindow *self = data;
  /* Translators: %s is the path of a document. */
  g_autofree char *text = g_strdup_printf (_ ("Renamed to “%s”"), to);
  g_autofree char *action = NULL;
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new ("(ss)", to, from));

  action = g_action_print_detailed_name ("win.rename-back", target);
  remember_document (self);
  sch_document_page_focus_text (self->document_page);
  sch_workspace_show_message (self->workspace, text, _ ("Undo"), action);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  SchDocument *document = find_document (self, parameter);

  if (document != NULL && sch_document_get_problem (document) == NULL)
    sch_rename_dialog_show (GTK_WINDOW (self), self->workspace, document, renamed_cb, self);
}

static void
rename_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  const char *from;
  const char *to;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_variant_get (parameter, "(&s&s)", &from, &to);
  if (self->corpus == NULL)
    return;
  if (!sch_corpus_move_document (self->corpus, from, to, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  remember_document (self);
  text = g_strdup_printf (_ ("Renamed to “%s”"), to);
  sch_workspace_announce (self->workspace, text);
}

/* --- Missing documents ---------------------------------------------------------------------- */

typedef struct
{
  SchWindow *window;
  char *path;
} Locate;

static gboolean
follow_or_restore (SchWindow *self, const char *path, GFile *file, GError **error)
{
  g_autoptr (GFile) root = g_file_new_for_path (sch_corpus_get_root (self->corpus));
  g_autofree char *relative = g_file_get_relative_path (root, file);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize byte_len;

  if (!g_file_load_contents (file, NULL, &content, &byte_len, NULL, error))
    return FALSE;
  bytes = g_bytes_new_take (g_steal_pointer (&content), byte_len);
  if (relative != NULL && sch_corpus_find_document (self->corpus, relative) != NULL &&
      sch_corpus_is_text_of (self->corpus, path, bytes))
    return sch_corpus_follow_document (self->corpus, path, relative, error);
  return sch_corpus_restore_text (self->corpus, path, bytes, error);
}

static void
located_cb (GFile *file, gpointer data)
{
  Locate *locate = data;
  SchWindow *self = locate->window;
  g_autoptr (GError) error = NULL;

  if (file != NULL && self->corpus != NULL)
    {
      if (follow_or_restore (self, locate->path, file, &error))
        sch_workspace_announce (self->workspace, _ ("The document is there again"));
      else
        sch_message_tell (GTK_WINDOW (self), _ ("This Is Not the Missing Text"), error->message);
    }
  g_object_unref (self);
  g_free (locate->path);
  g_free (locate);
}

static void
locate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  SchDocument *document = find_document (self, parameter);
  Locate *locate;

  if (document == NULL || !sch_document_is_missing (document))
    return;
  locate = g_new0 (Locate, 1);
  locate->window = g_object_ref (self);
  locate->path = g_strdup (sch_document_get_path (document));
  sch_file_chooser_choose_file (GTK_WINDOW (self), _ ("Locate the Missing Text"), located_cb,
                                locate);
}

static void
move_along_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  guint n_moved = 0;
  GPtrArray *moved;
  g_autofree char *text = NULL;

  if (self->corpus == NULL)
    return;
  /* The list forgets by itself those that have followed. */
  while ((moved = sch_corpus_get_moved (self->corpus))->len > 0)
    {
      const SchMovedDocument *pair = g_ptr_array_index (moved, moved->len - 1);
      g_autofree char *from = g_strdup (pair->from);
      g_autofree char *to = g_strdup (pair->to);
      g_autoptr (GError) error = NULL;

      if (!sch_corpus_follow_document (self->corpus, from, to, &error))
        {
          sch_workspace_show_error (self->workspace, error);
          break;
        }
      n_moved++;
    }
  sch_corpus_forget_moved (self->corpus);
  if (n_moved == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The annotations of %u document followed it",
                                       "The annotations of %u documents followed them", n_moved),
                          n_moved);
  sch_workspace_show_message (self->workspace, text, NULL, NULL);
}

static void
leave_moved_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL)
    sch_corpus_forget_moved (self->corpus);
}

/* --- What other programs did ---------------------------------------------------------------- */

static void
documents_changed_cb (SchWindow *self)
{
  guint n = sch_corpus_get_n_new (self->corpus);
  SchDocument *first = sch_corpus_get_first_new (self->corpus);
  g_autofree char *text = NULL;

  sch_corpus_look_for_moved (self->corpus);
  if (n == 0)
    return;
  if (n == 1 && first != NULL)
    /* Translators: %s is the title of a document that has appeared in the folder. */
    text = g_strdup_printf (_ ("New document: “%s”"), sch_document_get_title (first));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new document", "%u new documents", n),
                            n);
  sch_workspace_announce (self->workspace, text);
}

void
sch_window_follow_documents (SchWindow *self)
{
  if (self->corpus == NULL)
    return;
  g_signal_connect_object (self->corpus, "documents-changed", G_CALLBACK (documents_changed_cb),
                           self, G_CONNECT_SWAPPED);
  sch_corpus_look_for_moved (self->corpus);
}

/* --- For the window ------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "win.paste-document", NULL, paste_document_action },
  { "win.add-text", "s", add_text_action },
  { "win.add-files", "as", add_files_action },
  { "win.new-version", NULL, new_version_action },
  { "win.new-version-of", "s", new_version_action },
  { "win.trash-document", "s", trash_document_action },
  { "win.document-properties", NULL, properties_action },
  { "win.document-properties-of", "s", properties_action },
  { "win.rename-document", NULL, rename_action },
  { "win.rename-document-of", "s", rename_action },
  { "win.rename-back", "(ss)", rename_back_action },
  { "win.locate-document", NULL, locate_action },
  { "win.locate-document-of", "s", locate_action },
  { "win.move-along", NULL, move_along_action },
  { "win.leave-moved", NULL, leave_moved_action },
};

void
sch_window_install_documents_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

void
sch_window_update_documents_actions (SchWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  SchDocument *document = sch_workspace_get_document (self->workspace);
  gboolean open = self->corpus != NULL;
  gboolean any = open && document != NULL;
  gboolean writable = open && sch_corpus_get_read_only_reason (self->corpus) == NULL &&
                      sch_corpus_get_aside_folder (self->corpus) == NULL;

  gtk_widget_action_set_enabled (widget, "win.paste-document", writable);
  gtk_widget_action_set_enabled (widget, "win.add-text", writable);
  gtk_widget_action_set_enabled (widget, "win.add-files", writable);
  gtk_widget_action_set_enabled (widget, "win.new-version", writable && any);
  gtk_widget_action_set_enabled (widget, "win.new-version-of", writable);
  gtk_widget_action_set_enabled (widget, "win.document-properties", any);
  gtk_widget_action_set_enabled (widget, "win.rename-document",
                                 writable && any && sch_document_get_problem (document) == NULL);
  gtk_widget_action_set_enabled (widget, "win.rename-document-of", writable);
}
