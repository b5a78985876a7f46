/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document that cannot be shown: why, and the ways out. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-document-trouble.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _SchDocumentTrouble
{
  GtkWidget parent_instance;

  SchWorkspace *workspace; /* not owned: it outlives its page */
  GtkWidget *status;
  GtkWidget *convert;
  GtkWidget *locate;
  GtkWidget *retry;
  char *encoding;
};

G_DEFINE_FINAL_TYPE (SchDocumentTrouble, sch_document_trouble, GTK_TYPE_WIDGET)

static void
convert_cb (SchDocumentTrouble *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  SchDocument *document = sch_workspace_get_document (self->workspace);
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *message = NULL;

  if (corpus == NULL || document == NULL || self->encoding == NULL)
    return;
  copy = sch_corpus_convert_copy (corpus, sch_document_get_path (document), self->encoding, &error);
  if (copy == NULL)
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  message = g_strdup_printf (_ ("Converted from %s as “%s”; the original stays as it is"),
                             self->encoding, copy);
  sch_workspace_set_document (self->workspace, sch_corpus_find_document (corpus, copy));
  sch_workspace_show_message (self->workspace, message, NULL, NULL);
}

static void
retry_cb (SchDocumentTrouble *self)
{
  SchDocument *shown = sch_workspace_get_document (self->workspace);
  g_autoptr (SchDocument) document = shown != NULL ? g_object_ref (shown) : NULL;
  g_autoptr (GError) error = NULL;

  if (document == NULL)
    return;
  /* The file may be there again. */
  if (!sch_corpus_rescan (sch_workspace_get_corpus (self->workspace), NULL, &error))
    sch_workspace_show_error (self->workspace, error);
  sch_workspace_set_document (self->workspace, NULL);
  sch_workspace_set_document (self->workspace, document);
}

static void
sch_document_trouble_dispose (GObject *object)
{
  SchDocumentTrouble *self = SCH_DOCUMENT_TROUBLE (object);

  g_clear_pointer (&self->status, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_document_trouble_parent_class)->dispose (object);
}

static void
sch_document_trouble_finalize (GObject *object)
{
  g_free (SCH_DOCUMENT_TROUBLE (object)->encoding);
  G_OBJECT_CLASS (sch_document_trouble_parent_class)->finalize (object);
}

static void
sch_document_trouble_class_init (SchDocumentTroubleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_document_trouble_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_document_trouble_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
}

static void
sch_document_trouble_init (SchDocumentTrouble *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->status = adw_status_page_new ();
  self->convert = gtk_button_new ();
  self->locate = gtk_button_new_with_mnemonic (_ ("_Locate…"));
  self->retry = gtk_button_new_with_mnemonic (_ ("_Try Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->locate), "win.locate-document");
  gtk_widget_add_css_class (self->locate, "pill");
  gtk_widget_add_css_class (self->locate, "suggested-action");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), _ ("Cannot Show This Document"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), "dialog-error-symbolic");
  gtk_widget_add_css_class (self->status, "compact");
  gtk_widget_add_css_class (self->convert, "pill");
  gtk_widget_add_css_class (self->convert, "suggested-action");
  gtk_widget_add_css_class (self->retry, "pill");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->convert);
  gtk_box_append (GTK_BOX (box), self->locate);
  gtk_box_append (GTK_BOX (box), self->retry);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->status), box);
  gtk_widget_set_parent (self->status, GTK_WIDGET (self));
  g_signal_connect_swapped (self->convert, "clicked", G_CALLBACK (convert_cb), self);
  g_signal_connect_swapped (self->retry, "clicked", G_CALLBACK (retry_cb), self);
}

GtkWidget *
sch_document_trouble_new (void)
{
  return g_object_new (SCH_TYPE_DOCUMENT_TROUBLE, NULL);
}

void
sch_document_trouble_set_workspace (SchDocumentTrouble *self, SchWorkspace *workspace)
{
  self->workspace = workspace;
}

void
sch_document_trouble_update (SchDocumentTrouble *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  SchDocument *document = sch_workspace_get_document (self->workspace);
  const char *load_error = sch_workspace_get_load_error (self->workspace);
  g_autofree char *escaped = load_error != NULL ? g_markup_escape_text (load_error, -1) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *hint = NULL;
  gboolean missing;

  g_clear_pointer (&self->encoding, g_free);
  if (load_error == NULL || corpus == NULL || document == NULL)
    return;
  missing = sch_document_is_missing (document);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), missing
                                                                 ? _ ("This Document Is Missing")
                                                                 : _ ("Cannot Show This Document"));
  hint = g_strdup_printf (
      "%s\n%s", escaped,
      _ ("If you have moved or renamed the file, say where it is now. If it was "
         "deleted, put it back."));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), missing ? hint : escaped);
  gtk_widget_set_visible (self->locate, missing);
  if (sch_workspace_is_encoding_error (self->workspace))
    self->encoding = sch_corpus_guess_encoding (corpus, sch_document_get_path (document));
  gtk_widget_set_visible (self->convert, self->encoding != NULL);
  if (self->encoding != NULL)
    {
      label = g_strdup_printf (_ ("_Convert a Copy from %s"), self->encoding);
      gtk_button_set_label (GTK_BUTTON (self->convert), label);
      gtk_button_set_use_underline (GTK_BUTTON (self->convert), TRUE);
    }
}
