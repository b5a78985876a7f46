/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of spans. Its model is the layer document itself, told a moment later, so an edit costs
 * what it changes and is painted before the rows are made;
 * rows exist for what is visible only. The workspace's selected span is the selected row, found by
 * its rank in the index. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-later.h"
#include "sch-settled-list.h"
#include "sch-span-list.h"
#include "sch-span-row.h"

struct _SchSpanList
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *list_page;
  GtkWidget *empty_page;
  GtkLabel *empty_label;
  GtkListView *list;
  GtkSingleSelection *selection;

  SchWorkspace *workspace;
  SchSettledList *model;
  gboolean syncing;
  guint sync_source;
  guint fill_source;
};

G_DEFINE_FINAL_TYPE (SchSpanList, sch_span_list, GTK_TYPE_WIDGET)

static void
sync_selection (SchSpanList *self)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  const char *id = sch_workspace_get_selected_span (self->workspace);
  SchSpan *span = layer_document != NULL && id != NULL
                      ? sch_layer_document_get_span (layer_document, id)
                      : NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->model == NULL)
    return;
  /* The rank counts in the document as it is now. */
  sch_settled_list_settle (self->model);
  if (span != NULL)
    position = sch_span_index_rank (sch_layer_document_get_index (layer_document), span);
  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->syncing = FALSE;
  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self->list)) &&
      !sch_span_list_has_focus (self))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

/* Why the list is empty. */
static void
update_empty_page (SchSpanList *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  SchDocument *document = sch_workspace_get_document (self->workspace);
  const char *reason = NULL;
  const char *text = "";
  g_autofree char *unreadable = NULL;

  if (self->model != NULL && corpus != NULL && document != NULL)
    reason = sch_corpus_get_layer_read_only_reason (corpus,
                                                    sch_workspace_get_layer (self->workspace),
                                                    sch_document_get_path (document));
  if (reason != NULL)
    /* Translators: %s is the reason. */
    text = unreadable = g_strdup_printf (_ ("Nothing can be annotated here: %s"), reason);
  else if (self->model != NULL)
    text = _ (
        "Nothing is annotated here yet. Select text and press a label’s key, or click a label.");
  gtk_label_set_text (self->empty_label, text);
}

static gboolean
sync_cb (gpointer data)
{
  SchSpanList *self = data;

  self->sync_source = 0;
  sync_selection (self);
  update_empty_page (self);
  gtk_stack_set_visible_child (self->stack,
                               self->model != NULL &&
                                       g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0
                                   ? self->list_page
                                   : self->empty_page);
  return G_SOURCE_REMOVE;
}

static void
queue_sync (SchSpanList *self)
{
  if (self->sync_source == 0)
    self->sync_source = sch_later_add (sync_cb, self);
}

static void
selected_cb (SchSpanList *self)
{
  SchSpanItem *item = gtk_single_selection_get_selected_item (self->selection);

  /* What moves with the rows was not selected by the person; the span selected meanwhile stays. */
  if (self->syncing || item == NULL || sch_settled_list_is_telling (self->model))
    return;
  sch_workspace_select_span (self->workspace, sch_span_item_get_span (item)->record.id, TRUE);
}

static void
activate_cb (SchSpanList *self, guint position)
{
  g_autoptr (SchSpanItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item == NULL)
    return;
  sch_workspace_select_span (self->workspace, sch_span_item_get_span (item)->record.id, TRUE);
  g_signal_emit_by_name (self->workspace, "focus-text");
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchSpanList *self)
{
  gtk_list_item_set_child (item, sch_span_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchSpanList *self)
{
  SchSpanItem *span_item = gtk_list_item_get_item (item);

  sch_span_row_bind (SCH_SPAN_ROW (gtk_list_item_get_child (item)),
                     sch_span_item_get_span (span_item), sch_workspace_get_scheme (self->workspace),
                     sch_workspace_get_text (self->workspace));
}

static void
set_model (SchSpanList *self, GListModel *source)
{
  g_autoptr (SchSettledList) model = source != NULL ? sch_settled_list_new (source) : NULL;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  self->syncing = TRUE;
  gtk_single_selection_set_model (self->selection, (GListModel *) model);
  self->syncing = FALSE;
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (queue_sync), self,
                             G_CONNECT_SWAPPED);
  queue_sync (self);
}

static gboolean
fill_cb (gpointer data)
{
  SchSpanList *self = data;
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);

  self->fill_source = 0;
  set_model (self, layer_document != NULL ? G_LIST_MODEL (layer_document) : NULL);
  g_clear_handle_id (&self->sync_source, g_source_remove);
  sync_cb (self);
  return G_SOURCE_REMOVE;
}

/* The text of a document is shown first, then the list: its view makes rows for more than can be
 * seen. */
static void
layer_document_changed_cb (SchSpanList *self)
{
  set_model (self, NULL);
  g_clear_handle_id (&self->sync_source, g_source_remove);
  if (self->fill_source == 0)
    self->fill_source = sch_later_add (fill_cb, self);
}

static void
scheme_changed_cb (SchSpanList *self)
{
  /* Rows show names and colours of the scheme. */
  layer_document_changed_cb (self);
}

static void
corpus_changed_cb (SchSpanList *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (scheme_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
sch_span_list_dispose (GObject *object)
{
  SchSpanList *self = SCH_SPAN_LIST (object);

  g_clear_handle_id (&self->sync_source, g_source_remove);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  if (self->stack != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->stack));
      self->stack = NULL;
    }
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_span_list_parent_class)->dispose (object);
}

static void
sch_span_list_class_init (SchSpanListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_span_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-span-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, stack);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, empty_label);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, list);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, selection);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sch_span_list_init (SchSpanList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "map", G_CALLBACK (queue_sync), self, G_CONNECT_SWAPPED);
}

void
sch_span_list_set_workspace (SchSpanList *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_SPAN_LIST (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer-document",
                           G_CALLBACK (layer_document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::selected-span", G_CALLBACK (queue_sync), self,
                           G_CONNECT_SWAPPED);
  layer_document_changed_cb (self);
}

gboolean
sch_span_list_has_focus (SchSpanList *self)
{
  g_return_val_if_fail (SCH_IS_SPAN_LIST (self), FALSE);
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->list)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

gboolean
sch_span_list_focus (SchSpanList *self)
{
  g_return_val_if_fail (SCH_IS_SPAN_LIST (self), FALSE);
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}
