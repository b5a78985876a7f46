/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of problems, in the order of the text. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-problem-page.h"
#include "sch-span-row.h"

#define QUOTE_CHARS 60

struct _SchProblemPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *list_page;
  GtkWidget *empty_page;
  GtkNoSelection *selection;

  SchWorkspace *workspace;
  GListModel *model;
};

G_DEFINE_FINAL_TYPE (SchProblemPage, sch_problem_page, GTK_TYPE_WIDGET)

static const char *
get_icon_name (SchSeverity severity)
{
  switch (severity)
    {
    case SCH_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    case SCH_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case SCH_SEVERITY_INFO:
    default:
      return "dialog-information-symbolic";
    }
}

static const char *
get_severity_class (SchSeverity severity)
{
  switch (severity)
    {
    case SCH_SEVERITY_ERROR:
      return "error";
    case SCH_SEVERITY_WARNING:
      return "warning";
    case SCH_SEVERITY_INFO:
    default:
      return "accent";
    }
}

/* The span that a problem is about, or NULL. */
static SchSpan *
find_span (SchProblemPage *self, SchProblem *problem)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  const char *id = sch_problem_get_span (problem);
  SchRelation *relation = NULL;

  if (layer_document == NULL)
    return NULL;
  if (id == NULL && sch_problem_get_relation (problem) != NULL)
    relation = sch_layer_document_get_relation (layer_document, sch_problem_get_relation (problem));
  if (relation != NULL)
    id = sch_layer_document_get_span (layer_document, relation->from) != NULL ? relation->from
                                                                              : relation->to;
  return id != NULL ? sch_layer_document_get_span (layer_document, id) : NULL;
}

static void
activate_cb (SchProblemPage *self, guint position)
{
  g_autoptr (SchProblem) problem = g_list_model_get_item (self->model, position);
  SchSpan *span = problem != NULL ? find_span (self, problem) : NULL;

  if (span != NULL)
    sch_workspace_select_span (self->workspace, span->record.id, TRUE);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchProblemPage *self)
{
  g_autoptr (GtkBuilder)
      builder = gtk_builder_new_from_resource ("/org/scholiast/Scholiast/ui/sch-problem-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));

  g_object_set_data (G_OBJECT (row), "icon", gtk_builder_get_object (builder, "icon"));
  g_object_set_data (G_OBJECT (row), "message", gtk_builder_get_object (builder, "message"));
  g_object_set_data (G_OBJECT (row), "place", gtk_builder_get_object (builder, "place"));
  gtk_list_item_set_child (item, row);
}

static char *
dup_place (SchProblemPage *self, SchProblem *problem)
{
  SchSpan *span = find_span (self, problem);
  g_autofree char *line = g_strdup_printf (_ ("line %u"), sch_problem_get_line (problem));
  g_autofree char *quote = NULL;

  if (span == NULL)
    return g_steal_pointer (&line);
  quote = sch_span_dup_line (span, sch_workspace_get_text (self->workspace), QUOTE_CHARS);
  /* Translators: the place of a problem, such as “line 12”, and the text there. */
  return g_strdup_printf (_ ("%s · “%s”"), line, quote);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchProblemPage *self)
{
  SchProblem *problem = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "icon");
  SchSeverity severity = sch_problem_get_severity (problem);
  const char *message = sch_problem_get_message (problem);
  g_autofree char *place = dup_place (self, problem);
  g_autofree char *name = NULL;

  gtk_image_set_from_icon_name (icon, get_icon_name (severity));
  for (SchSeverity other = SCH_SEVERITY_ERROR; other <= SCH_SEVERITY_INFO; other++)
    gtk_widget_remove_css_class (GTK_WIDGET (icon), get_severity_class (other));
  gtk_widget_add_css_class (GTK_WIDGET (icon), get_severity_class (severity));
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "message"), message);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "place"), place);
  /* Translators: what is wrong, and in which line of the text. */
  name = g_strdup_printf (_ ("%s, line %u"), message, sch_problem_get_line (problem));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_page (SchProblemPage *self)
{
  gboolean any = self->model != NULL && g_list_model_get_n_items (self->model) > 0;

  gtk_stack_set_visible_child (self->stack, any ? self->list_page : self->empty_page);
}

static void
problems_changed_cb (SchProblemPage *self)
{
  GListModel *problems = (GListModel *) sch_workspace_get_problems (self->workspace);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, problems);
  gtk_no_selection_set_model (self->selection, self->model);
  if (self->model != NULL)
    g_signal_connect_object (self->model, "items-changed", G_CALLBACK (update_page), self,
                             G_CONNECT_SWAPPED);
  update_page (self);
}

static void
sch_problem_page_dispose (GObject *object)
{
  SchProblemPage *self = SCH_PROBLEM_PAGE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  if (self->stack != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->stack));
      self->stack = NULL;
    }
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_problem_page_parent_class)->dispose (object);
}

static void
sch_problem_page_class_init (SchProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_problem_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SchProblemPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sch_problem_page_init (SchProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sch_problem_page_set_workspace (SchProblemPage *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_PROBLEM_PAGE (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::problems", G_CALLBACK (problems_changed_cb), self,
                           G_CONNECT_SWAPPED);
  problems_changed_cb (self);
}
