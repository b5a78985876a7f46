/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of the document on show, to read. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

#include "sch-document-page.h"

struct _SchDocumentPage
{
  GtkWidget parent_instance;

  SchWorkspace *workspace;
  GtkWidget *stack;
  GtkWidget *view;
  GtkWidget *trouble;
};

G_DEFINE_FINAL_TYPE (SchDocumentPage, sch_document_page, GTK_TYPE_WIDGET)

static void
document_changed_cb (SchDocumentPage *self)
{
  SchText *text = sch_workspace_get_text (self->workspace);
  const char *load_error = sch_workspace_get_load_error (self->workspace);
  gsize byte_len = 0;
  const char *data = text != NULL ? sch_text_get_data (text, &byte_len) : "";

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), data,
                            (int) byte_len);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->trouble), load_error);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), load_error != NULL
                                                            ? self->trouble
                                                            : gtk_widget_get_parent (self->view));
}

static void
sch_document_page_dispose (GObject *object)
{
  SchDocumentPage *self = SCH_DOCUMENT_PAGE (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_document_page_parent_class)->dispose (object);
}

static void
sch_document_page_class_init (SchDocumentPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_document_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sch_document_page_init (SchDocumentPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->stack = gtk_stack_new ();
  self->view = gtk_source_view_new ();
  self->trouble = adw_status_page_new ();
  adw_status_page_set_title (ADW_STATUS_PAGE (self->trouble), _ ("Cannot Show This Document"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->trouble), "dialog-error-symbolic");
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_stack_add_child (GTK_STACK (self->stack), scroller);
  gtk_stack_add_child (GTK_STACK (self->stack), self->trouble);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
sch_document_page_new (SchWorkspace *workspace)
{
  SchDocumentPage *self = g_object_new (SCH_TYPE_DOCUMENT_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "focus-text", G_CALLBACK (sch_document_page_focus_text), self,
                           G_CONNECT_SWAPPED);
  document_changed_cb (self);
  return GTK_WIDGET (self);
}

void
sch_document_page_zoom (SchDocumentPage *self, int steps)
{
  GSettings *settings = sch_workspace_get_settings (self->workspace);
  double zoom = g_settings_get_double (settings, "text-zoom");

  g_settings_set_double (settings, "text-zoom",
                         steps == 0 ? 1.0 : CLAMP (zoom + 0.1 * steps, 0.3, 5.0));
}

void
sch_document_page_focus_text (SchDocumentPage *self)
{
  gtk_widget_grab_focus (self->view);
}
