/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip below the document. Its menu uses the window's action "win.document-status" (radio).
 * An announcement stays SHOWN_SECONDS, less once another document is on show, so that nobody takes
 * it for what is so now. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-announce.h"
#include "sch-bin-layout.h"
#include "sch-document-bar.h"
#include "sch-document-row.h"

#define SHOWN_SECONDS 12
#define SHOWN_ELSEWHERE_SECONDS 3

struct _SchDocumentBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *status;

  SchWorkspace *workspace;
  SchDocument *document;
  guint clear_source;
};

G_DEFINE_FINAL_TYPE (SchDocumentBar, sch_document_bar, GTK_TYPE_WIDGET)

static void
update (SchDocumentBar *self)
{
  SchStatus status;
  const char *name;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->button), self->document != NULL);
  if (self->document == NULL)
    return;
  status = sch_document_get_status (self->document);
  name = sch_document_row_get_status_name (status);
  for (SchStatus other = SCH_STATUS_TODO; other <= SCH_STATUS_DONE; other++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon),
                                 sch_document_row_get_status_class (other));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), sch_document_row_get_status_class (status));
  gtk_image_set_from_icon_name (self->icon, sch_document_row_get_status_icon (status));
  gtk_label_set_text (self->name, name);
  /* Translators: %s is the status of the document. */
  text = g_strdup_printf (_ ("Status: %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
clear (SchDocumentBar *self)
{
  g_clear_handle_id (&self->clear_source, g_source_remove);
  gtk_label_set_text (self->status, "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), NULL);
}

static gboolean
clear_cb (gpointer data)
{
  SchDocumentBar *self = data;

  self->clear_source = 0;
  clear (self);
  return G_SOURCE_REMOVE;
}

static void
queue_clear (SchDocumentBar *self, guint seconds)
{
  g_clear_handle_id (&self->clear_source, g_source_remove);
  self->clear_source = g_timeout_add_seconds (seconds, clear_cb, self);
}

static void
document_changed_cb (SchDocumentBar *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, sch_workspace_get_document (self->workspace));
  if (self->document != NULL)
    g_signal_connect_object (self->document, "notify::status", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  if (self->clear_source != 0)
    queue_clear (self, SHOWN_ELSEWHERE_SECONDS);
  update (self);
}

static void
sch_document_bar_dispose (GObject *object)
{
  SchDocumentBar *self = SCH_DOCUMENT_BAR (object);

  g_clear_handle_id (&self->clear_source, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_document_bar_parent_class)->dispose (object);
}

static void
sch_document_bar_class_init (SchDocumentBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_document_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-document-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SchDocumentBar, box);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentBar, button);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentBar, icon);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentBar, name);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentBar, status);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "documentbar");
}

static void
sch_document_bar_init (SchDocumentBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sch_document_bar_set_workspace (SchDocumentBar *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_DOCUMENT_BAR (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  document_changed_cb (self);
}

/**
 * sch_document_bar_announce:
 * @text: what happened, in a sentence without a final stop
 */
void
sch_document_bar_announce (SchDocumentBar *self, const char *text)
{
  g_return_if_fail (SCH_IS_DOCUMENT_BAR (self));

  sch_announce (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), text);
  queue_clear (self, SHOWN_SECONDS);
}
