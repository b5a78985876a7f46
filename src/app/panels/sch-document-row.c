/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document in the list: status by shape and colour, title, outlet and date, number of spans,
 * and a mark where there are problems or doubts. The list item that holds it is named
 * "TITLE, STATUS" for screen readers. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-document-row.h"
#include "sch-later.h"

struct _SchDocumentRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *status;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *mark;
  GtkImage *mark_icon;
  GtkLabel *mark_count;
  GtkLabel *count;

  SchDocument *document;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (SchDocumentRow, sch_document_row, GTK_TYPE_WIDGET)

static const struct
{
  const char *name;
  const char *icon_name;
  const char *css_class;
} statuses[] = {
  [SCH_STATUS_TODO] = { NC_ ("document status", "To do"), "sch-status-todo-symbolic", "todo" },
  [SCH_STATUS_IN_PROGRESS] = { NC_ ("document status", "In progress"),
                               "sch-status-in-progress-symbolic", "in-progress" },
  [SCH_STATUS_QUESTION] = { NC_ ("document status", "Question"), "sch-status-question-symbolic",
                            "question" },
  [SCH_STATUS_DONE] = { NC_ ("document status", "Done"), "sch-status-done-symbolic", "done" },
};

/**
 * sch_document_row_get_status_name:
 *
 * Returns: the status in words
 */
const char *
sch_document_row_get_status_name (SchStatus status)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "document status", statuses[status].name);
}

const char *
sch_document_row_get_status_icon (SchStatus status)
{
  return statuses[status].icon_name;
}

const char *
sch_document_row_get_status_class (SchStatus status)
{
  return statuses[status].css_class;
}

static void
update_status (SchDocumentRow *self)
{
  SchStatus status = sch_document_get_status (self->document);
  gboolean broken = sch_document_get_problem (self->document) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), statuses[i].css_class);
  if (!broken)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), statuses[status].css_class);
  gtk_image_set_from_icon_name (self->status, sch_document_is_missing (self->document)
                                                  ? "action-unavailable-symbolic"
                                              : broken ? "dialog-error-symbolic"
                                                       : statuses[status].icon_name);
}

static void
update_counts (SchDocumentRow *self)
{
  guint n_spans = sch_document_get_n_spans (self->document);
  guint n_problems = sch_document_get_n_problems (self->document);
  guint n_doubts = sch_document_get_n_doubts (self->document);
  g_autofree char *count = g_strdup_printf ("%u", n_spans);
  g_autofree char *mark = g_strdup_printf ("%u", n_problems + n_doubts);
  g_autofree char *problems = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u problem",
                                                            "%u problems", n_problems),
                                               n_problems);
  g_autofree char *doubts = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u doubt", "%u doubts",
                                                          n_doubts),
                                             n_doubts);
  g_autofree char *tip = NULL;

  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n_spans != G_MAXUINT);
  gtk_label_set_text (self->mark_count, mark);
  gtk_image_set_from_icon_name (self->mark_icon, n_problems > 0 ? "dialog-warning-symbolic"
                                                                : "sch-status-question-symbolic");
  gtk_widget_set_visible (self->mark, n_problems + n_doubts > 0);
  if (n_problems > 0 && n_doubts > 0)
    /* Translators: two counts, such as “2 problems, 1 doubt”. */
    tip = g_strdup_printf (_ ("%s, %s"), problems, doubts);
  else
    tip = g_strdup (n_problems > 0 ? problems : doubts);
  gtk_widget_set_tooltip_text (self->mark, tip);
}

void
sch_document_row_name_item (GtkWidget *item, SchDocument *document)
{
  g_autofree char *name = NULL;

  /* Translators: title and status of a document. */
  name = g_strdup_printf (_ ("%s, %s"), sch_document_get_title (document),
                          sch_document_is_missing (document)
                              ? C_ ("document status", "Missing")
                              : sch_document_row_get_status_name (
                                    sch_document_get_status (document)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_name (SchDocumentRow *self)
{
  GtkWidget *slot = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *item = slot != NULL ? gtk_widget_get_parent (slot) : NULL;

  if (item != NULL)
    sch_document_row_name_item (item, self->document);
}

static void
update (SchDocumentRow *self)
{
  const char *problem = sch_document_get_problem (self->document);
  const char *subtitle = problem != NULL ? problem : sch_document_get_subtitle (self->document);
  const char *title = sch_document_get_title (self->document);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL && *subtitle != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               problem != NULL ? problem : sch_document_get_path (self->document));
  update_status (self);
  update_counts (self);
  update_name (self);
}

static gboolean
update_cb (gpointer data)
{
  SchDocumentRow *self = data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SchDocumentRow *self)
{
  if (self->update_source == 0)
    self->update_source = sch_later_add (update_cb, self);
}

static void
sch_document_row_dispose (GObject *object)
{
  SchDocumentRow *self = SCH_DOCUMENT_ROW (object);

  sch_document_row_set_document (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_document_row_parent_class)->dispose (object);
}

static void
sch_document_row_class_init (SchDocumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_document_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SchDocumentRow, box);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentRow, status);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentRow, title);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentRow, mark);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentRow, mark_icon);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentRow, mark_count);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentRow, count);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_document_row_init (SchDocumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sch_document_row_new (void)
{
  return g_object_new (SCH_TYPE_DOCUMENT_ROW, NULL);
}

void
sch_document_row_set_document (SchDocumentRow *self, SchDocument *document)
{
  g_return_if_fail (SCH_IS_DOCUMENT_ROW (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_set_object (&self->document, document);
  if (document == NULL)
    return;
  g_signal_connect_object (document, "notify", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  update (self);
}

SchDocument *
sch_document_row_get_document (SchDocumentRow *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENT_ROW (self), NULL);
  return self->document;
}
