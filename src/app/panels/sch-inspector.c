/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the three pages is shown: the span's when one gets selected, a list when none is. Who
 * turns to a list while a span is selected, or selects in the list, keeps the list. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-attribution-strip.h"
#include "sch-bin-layout.h"
#include "sch-bulk-form.h"
#include "sch-inspector.h"
#include "sch-later.h"
#include "sch-problem-page.h"
#include "sch-relation-details.h"
#include "sch-span-filter.h"
#include "sch-span-form.h"
#include "sch-span-list.h"

struct _SchInspector
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  GtkStack *selected; /* the form of one span, of several, or of a relation */
  SchAttributionStrip *attribution;
  SchSpanForm *form;
  SchBulkForm *bulk;
  SchRelationDetails *relation;
  SchSpanList *spans;
  SchProblemPage *problems;
  GtkStackPage *form_page;
  GtkStackPage *spans_page;
  GtkStackPage *problems_page;
  GtkWidget *review;
  GtkLabel *review_label;

  SchWorkspace *workspace;
  GListModel *span_model;
  GListModel *problem_model;
  SchSpanFilter *review_model; /* (nullable): what nobody has confirmed */
  GtkWidget *last_list;        /* the list page shown last */
  gboolean keep_list;
  gboolean form_had_focus; /* the keyboard was in a form when something else was selected */
  gboolean turning;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (SchInspector, sch_inspector, GTK_TYPE_WIDGET)

static void
turn_to (SchInspector *self, GtkWidget *page)
{
  self->turning = TRUE;
  gtk_stack_set_visible_child (self->stack, page);
  self->turning = FALSE;
}

static gboolean
is_anything_selected (SchInspector *self)
{
  return sch_workspace_get_selected_span (self->workspace) != NULL ||
         sch_workspace_get_selected_relation (self->workspace) != NULL;
}

static void
page_changed_cb (SchInspector *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  if (page != GTK_WIDGET (self->selected))
    self->last_list = page;
  if (!self->turning && self->workspace != NULL)
    self->keep_list = page != GTK_WIDGET (self->selected) && is_anything_selected (self);
}

static void
set_title (GtkStackPage *page, const char *name, GListModel *model)
{
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;
  /* Translators: the title of a page, and how many things are on it. */
  g_autofree char *title = n > 0 ? g_strdup_printf (_ ("%s %u"), name, n) : g_strdup (name);

  if (g_strcmp0 (title, gtk_stack_page_get_title (page)) != 0)
    gtk_stack_page_set_title (page, title);
}

/* The way to what is to be reviewed, where there is anything. */
static void
update_review (SchInspector *self)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  guint n = self->review_model != NULL
                ? g_list_model_get_n_items (G_LIST_MODEL (self->review_model))
                : 0;
  g_autofree char *text = NULL;

  if (layer_document != NULL)
    n += sch_layer_document_get_n_orphans (layer_document);
  gtk_widget_set_visible (self->review, n > 0);
  if (n == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotation to review",
                                       "%u annotations to review", n),
                          n);
  gtk_label_set_text (self->review_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->review), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static GtkWidget *
get_form (SchInspector *self)
{
  const char *const *ids = sch_workspace_get_selected_spans (self->workspace);

  if (sch_workspace_get_selected_relation (self->workspace) != NULL)
    return GTK_WIDGET (self->relation);
  return ids[0] != NULL && ids[1] != NULL ? GTK_WIDGET (self->bulk) : GTK_WIDGET (self->form);
}

/* The keyboard goes with what was opened from a form: it would be lost with the form that it was in. */
static void
turn_to_form (SchInspector *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *form = get_form (self);
  /* Whoever went elsewhere since stays there. */
  gboolean moves = self->form_had_focus && form != gtk_stack_get_visible_child (self->selected) &&
                   (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)));

  self->form_had_focus = FALSE;
  gtk_stack_set_visible_child (self->selected, form);
  if (!moves || !is_anything_selected (self))
    return;
  sch_span_form_catch_up (self->form);
  /* It has no size yet, by which controls are sorted. */
  if (form == GTK_WIDGET (self->relation))
    sch_relation_details_focus (self->relation);
  else
    gtk_widget_child_focus (form, GTK_DIR_TAB_FORWARD);
}

static gboolean
update_cb (gpointer data)
{
  SchInspector *self = data;
  gboolean selected = is_anything_selected (self);

  self->update_source = 0;
  turn_to_form (self);
  update_review (self);
  set_title (self->spans_page, _ ("Spans"), self->span_model);
  set_title (self->problems_page, _ ("Problems"), self->problem_model);
  if (!selected)
    self->keep_list = FALSE;
  if (selected && !self->keep_list && !sch_span_list_has_focus (self->spans))
    turn_to (self, GTK_WIDGET (self->selected));
  else if (!selected)
    turn_to (self, self->last_list);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SchInspector *self)
{
  if (self->update_source == 0)
    self->update_source = sch_later_add (update_cb, self);
}

static void
selection_changed_cb (SchInspector *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->selected)))
    self->form_had_focus = TRUE;
  queue_update (self);
}

static void
follow (SchInspector *self, GListModel **place, GListModel *model)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_set_object (place, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (queue_update), self,
                             G_CONNECT_SWAPPED);
}

static void
follow_review (SchInspector *self)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  g_autoptr (SchSpanQuery) query = sch_span_query_new ();

  if (self->review_model != NULL)
    g_signal_handlers_disconnect_by_data (self->review_model, self);
  g_clear_object (&self->review_model);
  if (layer_document == NULL)
    return;
  query->condition = SCH_SPAN_TO_REVIEW;
  self->review_model = sch_span_filter_new (layer_document,
                                            sch_workspace_get_scheme (self->workspace), query);
  g_signal_connect_object (self->review_model, "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
}

static void
document_changed_cb (SchInspector *self)
{
  follow_review (self);
  follow (self, &self->span_model,
          (GListModel *) sch_workspace_get_layer_document (self->workspace));
  follow (self, &self->problem_model, (GListModel *) sch_workspace_get_problems (self->workspace));
  queue_update (self);
}

static void
sch_inspector_dispose (GObject *object)
{
  SchInspector *self = SCH_INSPECTOR (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  follow (self, &self->span_model, NULL);
  follow (self, &self->problem_model, NULL);
  if (self->review_model != NULL)
    g_signal_handlers_disconnect_by_data (self->review_model, self);
  g_clear_object (&self->review_model);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_inspector_parent_class)->dispose (object);
}

static void
sch_inspector_class_init (SchInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_inspector_dispose;
  g_type_ensure (SCH_TYPE_ATTRIBUTION_STRIP);
  g_type_ensure (SCH_TYPE_BULK_FORM);
  g_type_ensure (SCH_TYPE_SPAN_FORM);
  g_type_ensure (SCH_TYPE_SPAN_LIST);
  g_type_ensure (SCH_TYPE_PROBLEM_PAGE);
  g_type_ensure (SCH_TYPE_RELATION_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, SchInspector, box);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, selected);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, attribution);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, form);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, bulk);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, relation);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, spans);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, problems);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, form_page);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, spans_page);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, problems_page);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, review);
  gtk_widget_class_bind_template_child (widget_class, SchInspector, review_label);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_inspector_init (SchInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->last_list = GTK_WIDGET (self->spans);
}

void
sch_inspector_set_workspace (SchInspector *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_INSPECTOR (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  sch_attribution_strip_set_workspace (self->attribution, workspace);
  sch_span_form_set_workspace (self->form, workspace);
  sch_bulk_form_set_workspace (self->bulk, workspace);
  sch_relation_details_set_workspace (self->relation, workspace);
  sch_span_list_set_workspace (self->spans, workspace);
  sch_problem_page_set_workspace (self->problems, workspace);
  g_signal_connect_object (workspace, "notify::problems", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::selected-span", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::selected-relation",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  document_changed_cb (self);
}

/**
 * sch_inspector_focus:
 *
 * Returns: whether the page on show took the keyboard focus
 */
gboolean
sch_inspector_focus (SchInspector *self)
{
  GtkWidget *page;

  g_return_val_if_fail (SCH_IS_INSPECTOR (self), FALSE);

  /* Whoever is quick gets to the form of what is selected now. */
  if (self->update_source != 0)
    {
      g_clear_handle_id (&self->update_source, g_source_remove);
      update_cb (self);
    }
  sch_span_form_catch_up (self->form);
  sch_relation_details_catch_up (self->relation);
  page = gtk_stack_get_visible_child (self->stack);
  if (page == GTK_WIDGET (self->spans) && sch_span_list_focus (self->spans))
    return TRUE;
  return gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD) ||
         gtk_widget_child_focus (self->box, GTK_DIR_TAB_FORWARD);
}

void
sch_inspector_edit_note (SchInspector *self)
{
  g_return_if_fail (SCH_IS_INSPECTOR (self));

  if (!is_anything_selected (self))
    return;
  turn_to_form (self);
  turn_to (self, GTK_WIDGET (self->selected));
  self->keep_list = FALSE;
  if (sch_workspace_get_selected_relation (self->workspace) != NULL)
    sch_relation_details_focus_note (self->relation);
  else
    sch_span_form_focus_note (self->form);
}

void
sch_inspector_edit_attribute (SchInspector *self, const char *attribute)
{
  g_return_if_fail (SCH_IS_INSPECTOR (self));

  if (sch_workspace_get_selected_span (self->workspace) == NULL)
    return;
  turn_to (self, GTK_WIDGET (self->selected));
  self->keep_list = FALSE;
  sch_span_form_focus_attribute (self->form, attribute);
}

void
sch_inspector_flush (SchInspector *self)
{
  g_return_if_fail (SCH_IS_INSPECTOR (self));
  sch_span_form_flush (self->form);
  sch_relation_details_flush (self->relation);
}
