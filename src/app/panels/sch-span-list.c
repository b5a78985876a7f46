/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of spans. Its model is the filtered layer document, told a moment later, so an edit costs
 * what it changes and is painted before the rows are made; rows exist for what is visible only. The
 * selected rows are the workspace's selected spans. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-bulk.h"
#include "sch-context-menu.h"
#include "sch-later.h"
#include "sch-span-filter-bar.h"
#include "sch-span-list.h"
#include "sch-span-row.h"
#include "sch-span-selection.h"

struct _SchSpanList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  SchSpanFilterBar *bar;
  GtkStack *stack;
  GtkWidget *list_page;
  GtkWidget *empty_page;
  GtkLabel *empty_label;
  GtkWidget *none_page;
  GtkLabel *none_label;
  GtkWidget *none_clear;
  GtkWidget *none_show;
  GtkListView *list;

  SchWorkspace *workspace;
  SchSpanFilter *filter; /* (nullable): of what is on show */
  SchSpanSelection *selection;
  char *shown; /* id of the span that was scrolled to */
  guint sync_source;
  guint fill_source;
};

G_DEFINE_FINAL_TYPE (SchSpanList, sch_span_list, GTK_TYPE_WIDGET)

/* --- What is listed ------------------------------------------------------------------------- */

static guint
get_n_all (SchSpanList *self)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);

  return self->filter != NULL && layer_document != NULL
             ? sch_layer_document_get_n_spans (layer_document)
             : 0;
}

/* Scrolls to the leading span when it is another one, but not away from somebody in the list. */
static void
show_leading (SchSpanList *self)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  const char *id = sch_workspace_get_selected_span (self->workspace);
  SchSpan *span = layer_document != NULL && id != NULL
                      ? sch_layer_document_get_span (layer_document, id)
                      : NULL;
  guint position;

  if (g_strcmp0 (id, self->shown) == 0 && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return;
  g_free (self->shown);
  self->shown = NULL;
  if (span == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return;
  self->shown = g_strdup (id);
  position = sch_span_filter_find (self->filter, span);
  if (position != G_MAXUINT && !sch_span_list_has_focus (self))
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

  if (self->filter != NULL && corpus != NULL && document != NULL)
    reason = sch_corpus_get_layer_read_only_reason (corpus,
                                                    sch_workspace_get_layer (self->workspace),
                                                    sch_document_get_path (document));
  if (reason != NULL)
    /* Translators: %s is the reason. */
    text = unreadable = g_strdup_printf (_ ("Nothing can be annotated here: %s"), reason);
  else if (self->filter != NULL)
    text = _ (
        "Nothing is annotated here yet. Select text and press a label’s key, or click a label.");
  gtk_label_set_text (self->empty_label, text);
}

static void
update_none_page (SchSpanList *self)
{
  gboolean restricting = sch_span_query_is_restricting (sch_span_filter_bar_get_query (self->bar));

  gtk_label_set_text (self->none_label, restricting
                                            ? _ ("Nothing matches")
                                            : _ ("The labels of all annotations here are hidden"));
  gtk_widget_set_visible (self->none_clear, restricting);
  gtk_widget_set_visible (self->none_show, !restricting);
}

static void
update_pages (SchSpanList *self)
{
  guint n_all = get_n_all (self);
  guint n_shown = self->filter != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->filter)) : 0;
  gboolean busy = self->filter != NULL && sch_span_filter_is_busy (self->filter);
  GtkWidget *page = self->list_page;

  gtk_widget_set_visible (GTK_WIDGET (self->bar), n_all > 0);
  sch_span_filter_bar_set_counts (self->bar, n_shown, n_all, busy);
  if (n_all == 0)
    page = self->empty_page;
  else if (n_shown == 0 && !busy)
    page = self->none_page;
  if (page == self->empty_page)
    update_empty_page (self);
  else if (page == self->none_page)
    update_none_page (self);
  gtk_stack_set_visible_child (self->stack, page);
}

static gboolean
sync_cb (gpointer data)
{
  SchSpanList *self = data;

  self->sync_source = 0;
  update_pages (self);
  if (self->selection == NULL)
    return G_SOURCE_REMOVE;
  sch_span_selection_settle (self->selection);
  show_leading (self);
  return G_SOURCE_REMOVE;
}

static void
queue_sync (SchSpanList *self)
{
  if (self->sync_source == 0)
    self->sync_source = sch_later_add (sync_cb, self);
}

static void
set_filter (SchSpanList *self, SchSpanFilter *filter)
{
  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  g_set_object (&self->filter, filter);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->shown, g_free);
  if (filter != NULL)
    {
      self->selection = sch_span_selection_new (self->workspace, filter);
      g_signal_connect_object (filter, "items-changed", G_CALLBACK (queue_sync), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (filter, "busy-changed", G_CALLBACK (queue_sync), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_list_view_set_model (self->list,
                           filter != NULL ? GTK_SELECTION_MODEL (self->selection) : NULL);
  queue_sync (self);
}

static gboolean
fill_cb (gpointer data)
{
  SchSpanList *self = data;
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  g_autoptr (SchSpanFilter) filter = NULL;

  self->fill_source = 0;
  if (layer_document != NULL && scheme != NULL)
    {
      sch_span_filter_bar_set_scheme (self->bar, scheme);
      filter = sch_span_filter_new (layer_document, scheme,
                                    sch_span_filter_bar_get_query (self->bar));
    }
  set_filter (self, filter);
  g_clear_handle_id (&self->sync_source, g_source_remove);
  sync_cb (self);
  return G_SOURCE_REMOVE;
}

/* The text of a document is shown first, then the list: its view makes rows for more than can be
 * seen. */
static void
layer_document_changed_cb (SchSpanList *self)
{
  set_filter (self, NULL);
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

  sch_span_filter_bar_clear (self->bar);
  if (corpus != NULL)
    g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (scheme_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

/* --- What the person does ------------------------------------------------------------------- */

static void
query_changed_cb (SchSpanList *self)
{
  if (self->filter != NULL)
    sch_span_filter_set_query (self->filter, sch_span_filter_bar_get_query (self->bar));
  /* The order of the rows is another one: the selected one is shown again. */
  g_clear_pointer (&self->shown, g_free);
  queue_sync (self);
}

static void
leave_bar_cb (SchSpanList *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

/* To the first row, which has been made once it was scrolled to. */
static void
go_down_cb (SchSpanList *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *row;

  if (self->filter == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->filter)) == 0)
    {
      leave_bar_cb (self);
      return;
    }
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", 0);
  row = gtk_widget_get_first_child (list);
  if (row == NULL || !gtk_widget_grab_focus (row))
    leave_bar_cb (self);
  gtk_widget_activate_action (list, "list.select-item", "(ubb)", 0, FALSE, FALSE);
}

static void
clear_cb (SchSpanList *self)
{
  sch_span_filter_bar_clear (self->bar);
}

static void
show_all_cb (SchSpanList *self)
{
  sch_visibility_show_all (sch_workspace_get_visibility (self->workspace));
}

static void
activate_cb (SchSpanList *self, guint position)
{
  SchSpan *span = self->selection != NULL ? sch_span_selection_get_span (self->selection, position)
                                          : NULL;

  if (span == NULL)
    return;
  sch_workspace_select_span (self->workspace, span->record.id, TRUE);
  g_signal_emit_by_name (self->workspace, "focus-text");
}

static gboolean
delete_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return sch_bulk_delete (SCH_SPAN_LIST (data)->workspace);
}

static gboolean
doubt_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return sch_bulk_toggle_doubt (SCH_SPAN_LIST (data)->workspace);
}

static void
add_key (SchSpanList *self, GtkShortcutController *controller, guint keyval, GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (controller,
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval, 0),
                                                          gtk_callback_action_new (func, self,
                                                                                   NULL)));
}

static void
add_keys (SchSpanList *self)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  add_key (self, controller, GDK_KEY_Delete, delete_key_cb);
  add_key (self, controller, GDK_KEY_KP_Delete, delete_key_cb);
  add_key (self, controller, GDK_KEY_F4, doubt_key_cb);
  gtk_shortcut_controller_add_shortcut (controller,
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F2, 0),
                                                          gtk_named_action_new ("win.edit-note")));
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (controller));
}

/* --- Rows ----------------------------------------------------------------------------------- */

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

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_span_list_dispose (GObject *object)
{
  SchSpanList *self = SCH_SPAN_LIST (object);

  g_clear_handle_id (&self->sync_source, g_source_remove);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sch_span_list_parent_class)->dispose (object);
}

static void
sch_span_list_class_init (SchSpanListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_span_list_dispose;
  g_type_ensure (SCH_TYPE_SPAN_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-span-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, box);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, bar);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, stack);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, empty_label);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, none_page);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, none_label);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, none_clear);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, none_show);
  gtk_widget_class_bind_template_child (widget_class, SchSpanList, list);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_bar_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_down_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
}

static void
sch_span_list_init (SchSpanList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sch_context_menu_attach (GTK_WIDGET (self->list));
  g_signal_connect_object (self->list, "map", G_CALLBACK (queue_sync), self, G_CONNECT_SWAPPED);
  sch_span_filter_bar_capture_keys (self->bar, GTK_WIDGET (self->list));
  add_keys (self);
}

void
sch_span_list_set_workspace (SchSpanList *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_SPAN_LIST (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  sch_span_filter_bar_set_visibility (self->bar, sch_workspace_get_visibility (workspace));
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
  return (gtk_widget_get_state_flags (self->box) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

gboolean
sch_span_list_focus (SchSpanList *self)
{
  g_return_val_if_fail (SCH_IS_SPAN_LIST (self), FALSE);
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}
