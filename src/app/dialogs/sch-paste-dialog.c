/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text becomes a new document. The text is shown as it will be written and is not changed here;
 * nothing is written before Add. */

#include "config.h"

#include "sch-paste-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-corpus-documents.h"
#include "sch-dialog.h"
#include "sch-error.h"
#include "sch-file-chooser.h"
#include "sch-metadata-form.h"

/* More than a person looks through, and little enough to be laid out at once. */
#define PREVIEW_CHARS 20000

struct _SchPasteDialog
{
  AdwWindow parent_instance;

  GtkWidget *box;
  GtkLabel *notice;
  SchMetadataForm *form;
  GtkWidget *path_row;
  GtkLabel *trouble;
  GtkTextView *preview;
  GtkLabel *size;
  GtkWidget *add;

  SchWorkspace *workspace;
  SchDocument *older; /* (nullable) */
  char *text;         /* (nullable) */
  char *folder;       /* where the file name is suggested, "" = the corpus itself */
  gboolean own_path;  /* the person typed it */
  gboolean suggesting;
};

G_DEFINE_FINAL_TYPE (SchPasteDialog, sch_paste_dialog, ADW_TYPE_WINDOW)

enum
{
  ADDED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static SchCorpus *
get_corpus (SchPasteDialog *self)
{
  return sch_workspace_get_corpus (self->workspace);
}

/* --- Checks --------------------------------------------------------------------------------- */

static void
show_trouble (SchPasteDialog *self, const char *text)
{
  gtk_label_set_text (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

static void
update (SchPasteDialog *self)
{
  const char *path = gtk_editable_get_text (GTK_EDITABLE (self->path_row));
  g_autoptr (GError) error = NULL;
  gboolean path_is_good;

  if (get_corpus (self) == NULL)
    return;
  path_is_good = sch_corpus_check_new_path (get_corpus (self), path, &error);
  show_trouble (self, error != NULL ? error->message : NULL);
  if (path_is_good)
    gtk_widget_remove_css_class (self->path_row, "error");
  else
    gtk_widget_add_css_class (self->path_row, "error");
  gtk_widget_set_sensitive (self->add, path_is_good && self->text != NULL && *self->text != '\0' &&
                                           sch_metadata_form_is_valid (self->form));
}

static void
suggest_path (SchPasteDialog *self)
{
  const char *title = sch_metadata_form_get (self->form, "title");
  g_autofree char *path = NULL;

  if (self->own_path || get_corpus (self) == NULL)
    return;
  path = sch_corpus_suggest_path (get_corpus (self), self->folder, title);
  self->suggesting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->path_row), path != NULL ? path : "");
  self->suggesting = FALSE;
}

static void
form_changed_cb (SchPasteDialog *self)
{
  suggest_path (self);
  update (self);
}

static void
path_changed_cb (SchPasteDialog *self)
{
  if (!self->suggesting)
    self->own_path = *gtk_editable_get_text (GTK_EDITABLE (self->path_row)) != '\0';
  update (self);
}

/* --- The text ------------------------------------------------------------------------------- */

static void
show_preview (SchPasteDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->preview);
  const char *text = self->text != NULL ? self->text : "";
  glong n_chars = g_utf8_strlen (text, -1);
  const char *end = n_chars > PREVIEW_CHARS ? g_utf8_offset_to_pointer (text, PREVIEW_CHARS)
                                            : text + strlen (text);
  g_autofree char *size = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u character",
                                                        "%u characters", (gulong) n_chars),
                                           (guint) n_chars);

  gtk_text_buffer_set_text (buffer, text, (int) (end - text));
  gtk_label_set_text (self->size, size);
}

/* What was typed by the person stays; of a new version the metadata come from the older one. */
static void
fill_from_text (SchPasteDialog *self)
{
  g_autoptr (SchFoundMetadata) found = sch_metadata_find (self->text);
  const struct
  {
    const char *member;
    const char *value;
  } members[] = { { "title", found->title },
                  { "outlet", found->outlet },
                  { "author", found->author },
                  { "published", found->published },
                  { "url", found->url } };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (*sch_metadata_form_get (self->form, members[i].member) == '\0')
      sch_metadata_form_set (self->form, members[i].member, members[i].value);
}

static void
take_text (SchPasteDialog *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  fill_from_text (self);
  show_preview (self);
  suggest_path (self);
  update (self);
}

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchPasteDialog) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->workspace == NULL || get_corpus (self) == NULL)
    return;
  if (text != NULL && *text != '\0')
    take_text (self, text);
  else
    show_trouble (self, _ ("There is no text in the clipboard. Copy the article first."));
}

static void
paste_cb (SchPasteDialog *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                 clipboard_read_cb, g_object_ref (self));
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchPasteDialog) self = data;
  g_autofree char *content = NULL;
  gsize byte_len;
  g_autoptr (GError) error = NULL;

  if (self->workspace == NULL || get_corpus (self) == NULL)
    return;
  if (!g_file_load_contents_finish (G_FILE (source), result, &content, &byte_len, NULL, &error))
    show_trouble (self, error->message);
  else if (!g_utf8_validate (content, (gssize) byte_len, NULL))
    show_trouble (self,
                  _ ("This file is not in UTF-8. Add the file itself to the corpus by dropping it "
                     "on the window; it can be converted there."));
  else
    take_text (self, content);
}

static void
file_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (SchPasteDialog) self = data;

  if (file != NULL)
    g_file_load_contents_async (file, NULL, file_read_cb, g_object_ref (self));
}

static void
choose_file_cb (SchPasteDialog *self)
{
  sch_file_chooser_choose_file (GTK_WINDOW (self), _ ("Choose a Text"), file_chosen_cb,
                                g_object_ref (self));
}

/* --- Adding --------------------------------------------------------------------------------- */

static SchTree *
build_metadata (SchPasteDialog *self, const char *path)
{
  SchTree *old = self->older != NULL ? sch_document_get_metadata (self->older) : NULL;
  g_autoptr (SchTree) base = old != NULL ? sch_metadata_with_path (old, path)
                                         : sch_metadata_new (path);
  g_autoptr (SchTree) filled = sch_metadata_form_build (self->form, base);

  if (self->older == NULL)
    return g_steal_pointer (&filled);
  return sch_metadata_with_text (filled, "version_of", sch_document_get_path (self->older));
}

static void
add_cb (SchPasteDialog *self)
{
  g_autofree char *path = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->path_row)));
  g_autoptr (SchTree) metadata = NULL;
  g_autoptr (GError) error = NULL;

  if (get_corpus (self) == NULL)
    return;
  metadata = build_metadata (self, path);
  if (!sch_workspace_name_own_layer (self->workspace, &error) ||
      !sch_corpus_add_text (get_corpus (self), sch_workspace_get_layer (self->workspace), path,
                            self->text, metadata, &error))
    {
      show_trouble (self, error->message);
      return;
    }
  g_signal_emit (self, signals[ADDED], 0, path);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_paste_dialog_dispose (GObject *object)
{
  SchPasteDialog *self = SCH_PASTE_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->older);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (sch_paste_dialog_parent_class)->dispose (object);
}

static void
sch_paste_dialog_class_init (SchPasteDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_paste_dialog_dispose;
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_preview (SchPasteDialog *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *paste = gtk_button_new_with_mnemonic (_ ("_Paste Text"));
  GtkWidget *choose = gtk_button_new_with_mnemonic (_ ("Choose _File…"));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->size = GTK_LABEL (gtk_label_new (NULL));
  self->preview = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_label_set_xalign (self->size, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->size), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->size), "dim-label");
  gtk_text_view_set_editable (self->preview, FALSE);
  gtk_text_view_set_accepts_tab (self->preview, FALSE);
  gtk_text_view_set_wrap_mode (self->preview, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->preview, 9);
  gtk_text_view_set_right_margin (self->preview, 9);
  gtk_text_view_set_top_margin (self->preview, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Text of the new document"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->preview));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 130);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->size));
  gtk_box_append (GTK_BOX (bar), paste);
  gtk_box_append (GTK_BOX (bar), choose);
  gtk_widget_set_margin_top (bar, 12);
  gtk_box_append (GTK_BOX (self->box), bar);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  g_signal_connect_swapped (paste, "clicked", G_CALLBACK (paste_cb), self);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_file_cb), self);
}

static void
add_path (SchPasteDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->path_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->path_row), _ ("File Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->path_row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_editable_get_delegate (GTK_EDITABLE (self->path_row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("File Name"), -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), self->path_row);
  gtk_box_append (GTK_BOX (self->box), list);
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "caption");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->trouble));
  g_signal_connect_object (self->path_row, "changed", G_CALLBACK (path_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sch_paste_dialog_init (SchPasteDialog *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->notice = GTK_LABEL (gtk_label_new (NULL));
  self->form = SCH_METADATA_FORM (sch_metadata_form_new (TRUE));
  self->folder = g_strdup ("");
  self->add = sch_dialog_set_up (ADW_WINDOW (self), _ ("New Document"), _ ("_Add"), self->box);
  gtk_window_set_default_size (GTK_WINDOW (self), 540, 680);
  gtk_label_set_wrap (self->notice, TRUE);
  gtk_label_set_xalign (self->notice, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->notice));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->form));
  add_path (self);
  add_preview (self);
  gtk_widget_set_sensitive (self->add, FALSE);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
set_older (SchPasteDialog *self, SchDocument *older)
{
  const char *path = sch_document_get_path (older);
  const char *slash = strrchr (path, '/');
  /* Translators: %s is the title of a document. */
  g_autofree char *notice = g_strdup_printf (
      _ ("A new version of “%s”. It becomes a document of its own beside the old one, which stays as "
         "it is. Its annotations are not carried over: annotate the new version anew."),
      sch_document_get_title (older));

  self->older = g_object_ref (older);
  g_free (self->folder);
  self->folder = slash != NULL ? g_strndup (path, slash - path) : g_strdup ("");
  gtk_window_set_title (GTK_WINDOW (self), _ ("New Version"));
  gtk_label_set_text (self->notice, notice);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), TRUE);
  sch_metadata_form_fill (self->form, sch_document_get_metadata (older));
}

/**
 * sch_paste_dialog_show:
 *
 * Returns: (transfer none): the dialog, on show
 */
SchPasteDialog *
sch_paste_dialog_show (GtkWindow *parent, SchWorkspace *workspace, const char *text,
                       SchDocument *older)
{
  SchPasteDialog *self = g_object_new (SCH_TYPE_PASTE_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  if (older != NULL)
    set_older (self, older);
  if (text != NULL && *text != '\0')
    {
      take_text (self, text);
    }
  else
    {
      show_preview (self);
      suggest_path (self);
      update (self);
    }
  gtk_window_present (GTK_WINDOW (self));
  sch_metadata_form_focus (self->form);
  return self;
}
