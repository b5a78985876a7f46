/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of documents with search entry, filter, order and progress. Selecting a row shows that
 * document; the document on show is always in the list, whatever the filter says, so that it does
 * not vanish under the person's hands. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-document-slot.h"
#include "sch-documents-filtered.h"
#include "sch-documents-menu.h"
#include "sch-documents-order.h"
#include "sch-documents-panel.h"

struct _SchDocumentsPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSearchEntry *search;
  GtkDropDown *status_filter;
  GtkStack *stack;
  GtkWidget *list_page;
  GtkWidget *no_match_page;
  GtkWidget *no_texts_page;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkSortListModel *sorted;
  SchDocumentsFiltered *filtered; /* what is sorted */
  GtkWidget *progress_box;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkPopoverMenu *menu;

  SchWorkspace *workspace;
  SchDocumentsMenu *row_menu;
  char *needle;
  double row_height; /* on average */
  GHashTable *slots; /* list item -> itself: those that are bound */
  gboolean syncing;
  guint update_source;
  guint pages_source;
  guint progress_source;
};

G_DEFINE_FINAL_TYPE (SchDocumentsPanel, sch_documents_panel, GTK_TYPE_WIDGET)

/* --- Filter --------------------------------------------------------------------------------- */

static SchDocumentsFilter
get_filter (SchDocumentsPanel *self)
{
  guint position = gtk_drop_down_get_selected (self->status_filter);

  return position == GTK_INVALID_LIST_POSITION ? SCH_DOCUMENTS_ALL : (SchDocumentsFilter) position;
}

static void
filter (SchDocumentsPanel *self)
{
  sch_documents_filtered_set (self->filtered, get_filter (self), self->needle,
                              self->workspace != NULL ? sch_workspace_get_document (self->workspace)
                                                      : NULL);
}

static gboolean
is_filtering (SchDocumentsPanel *self)
{
  return self->needle != NULL || get_filter (self) != SCH_DOCUMENTS_ALL;
}

static void
update_pages (SchDocumentsPanel *self)
{
  SchCorpus *corpus = self->workspace != NULL ? sch_workspace_get_corpus (self->workspace) : NULL;
  guint n_all = corpus != NULL ? g_list_model_get_n_items (sch_corpus_get_documents (corpus)) : 0;
  guint n_here = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  gtk_stack_set_visible_child (self->stack, n_all == 0    ? self->no_texts_page
                                            : n_here == 0 ? self->no_match_page
                                                          : self->list_page);
}

/* Filtering and sorting may go on after what asked for it. */
static gboolean
update_pages_cb (gpointer data)
{
  SchDocumentsPanel *self = data;

  self->pages_source = 0;
  update_pages (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update_pages (SchDocumentsPanel *self)
{
  if (self->pages_source == 0)
    self->pages_source = g_idle_add (update_pages_cb, self);
}

/* How far counting is, where it takes long; else how much is done. */
static char *
dup_progress (SchCorpus *corpus, guint n, guint n_done)
{
  guint n_counted, n_all;

  if (sch_corpus_get_counting (corpus, &n_counted, &n_all))
    /* Translators: %'u are numbers of documents. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Counting annotations: %'u of %'u document",
                                         "Counting annotations: %'u of %'u documents", n_all),
                            n_counted, n_all);
  /* Translators: documents done, and all documents. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u document done",
                                       "%u of %u documents done", n),
                          n_done, n);
}

static gboolean
update_progress_cb (gpointer data)
{
  SchDocumentsPanel *self = data;
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  guint n = corpus != NULL ? g_list_model_get_n_items (sch_corpus_get_documents (corpus)) : 0;
  guint n_done = corpus != NULL ? sch_corpus_get_totals (corpus)->n_of_status[SCH_STATUS_DONE] : 0;
  g_autofree char *text = corpus != NULL ? dup_progress (corpus, n, n_done) : NULL;

  self->progress_source = 0;
  gtk_widget_set_visible (self->progress_box, n > 0);
  gtk_label_set_text (self->progress_label, text != NULL ? text : "");
  gtk_progress_bar_set_fraction (self->progress_bar, n > 0 ? (double) n_done / n : 0);
  return G_SOURCE_REMOVE;
}

/* Many documents may change at once. */
static void
queue_update_progress (SchDocumentsPanel *self)
{
  if (self->progress_source == 0)
    self->progress_source = g_idle_add (update_progress_cb, self);
}

/* --- Selection ------------------------------------------------------------------------------ */

static void
show_current (SchDocumentsPanel *self)
{
  SchDocument *document = sch_workspace_get_document (self->workspace);
  guint position = sch_documents_filtered_find (self->filtered, document);

  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->syncing = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
selected_cb (SchDocumentsPanel *self)
{
  SchDocument *document = gtk_single_selection_get_selected_item (self->selection);

  if (!self->syncing && document != NULL)
    sch_workspace_turn_to (self->workspace, document);
}

static void
activate_cb (SchDocumentsPanel *self)
{
  g_signal_emit_by_name (self->workspace, "focus-text");
}

static gboolean
update_cb (gpointer data)
{
  SchDocumentsPanel *self = data;

  self->update_source = 0;
  if (get_filter (self) != SCH_DOCUMENTS_ALL)
    filter (self);
  update_pages (self);
  show_current (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (SchDocumentsPanel *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (update_cb, self);
}

/* --- Order ---------------------------------------------------------------------------------- */

/* The list stays as it is while one works in it: what an edit changes counts the next time. */
static void
sort_again (SchDocumentsPanel *self)
{
  GSettings *settings = sch_workspace_get_settings (self->workspace);
  g_autoptr (GtkSorter)
      sorter = sch_documents_order_new ((SchDocumentsSort) g_settings_get_enum (settings,
                                                                                "documents-sort"),
                                        g_settings_get_boolean (settings, "documents-descending"));

  self->syncing = TRUE;
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  self->syncing = FALSE;
  queue_update (self);
}

/* --- Changes -------------------------------------------------------------------------------- */

static void
edited_cb (SchDocumentsPanel *self, SchEditGroup *group, SchCorpus *corpus)
{
  for (guint i = 0; i < group->edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (group->edits, i);

      if (edit->type == SCH_RECORD_STATE && is_filtering (self))
        {
          queue_update (self);
          return;
        }
    }
}

static void
corpus_changed_cb (SchDocumentsPanel *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  self->syncing = TRUE;
  gtk_sort_list_model_set_model (self->sorted,
                                 corpus != NULL ? sch_corpus_get_documents (corpus) : NULL);
  self->syncing = FALSE;
  queue_update_progress (self);
  if (corpus != NULL)
    {
      g_signal_connect_object (corpus, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "documents-changed", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "counted", G_CALLBACK (queue_update_progress), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "documents-changed", G_CALLBACK (queue_update_progress),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "summarized", G_CALLBACK (sort_again), self,
                               G_CONNECT_SWAPPED);
    }
  queue_update (self);
}

static void
document_changed_cb (SchDocumentsPanel *self)
{
  if (is_filtering (self))
    queue_update (self);
  show_current (self);
}

static void
search_changed_cb (SchDocumentsPanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);
  self->syncing = TRUE;
  filter (self);
  self->syncing = FALSE;
  update_pages (self);
  show_current (self);
}

static void
filter_chosen_cb (SchDocumentsPanel *self)
{
  if (self->workspace != NULL)
    g_settings_set_enum (sch_workspace_get_settings (self->workspace), "documents-filter",
                         (int) get_filter (self));
  search_changed_cb (self);
}

static void
follow_settings (SchDocumentsPanel *self)
{
  GSettings *settings = sch_workspace_get_settings (self->workspace);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) sort = g_settings_create_action (settings, "documents-sort");
  g_autoptr (GAction) descending = g_settings_create_action (settings, "documents-descending");

  g_action_map_add_action (G_ACTION_MAP (group), sort);
  g_action_map_add_action (G_ACTION_MAP (group), descending);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "documents", G_ACTION_GROUP (group));
  g_signal_connect_object (settings, "changed::documents-sort", G_CALLBACK (sort_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::documents-descending", G_CALLBACK (sort_again), self,
                           G_CONNECT_SWAPPED);
  gtk_drop_down_set_selected (self->status_filter,
                              (guint) g_settings_get_enum (settings, "documents-filter"));
  sort_again (self);
}

static void
stop_search_cb (SchDocumentsPanel *self)
{
  if (self->needle != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    g_signal_emit_by_name (self->workspace, "focus-text");
}

/* Enter in the search entry shows the first document found. */
static void
search_activate_cb (SchDocumentsPanel *self)
{
  g_autoptr (SchDocument) document = g_list_model_get_item (G_LIST_MODEL (self->filtered), 0);

  if (document != NULL && self->needle != NULL)
    sch_workspace_turn_to (self->workspace, document);
  g_signal_emit_by_name (self->workspace, "focus-text");
}

/* --- Context menu --------------------------------------------------------------------------- */

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SchDocumentsPanel *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  sch_documents_menu_popup (self->row_menu, row,
                            sch_document_slot_get_document (SCH_DOCUMENT_SLOT (row)), x, y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The menu key: on the row that has the focus. */
static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  SchDocumentsPanel *self = data;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!SCH_IS_DOCUMENT_SLOT (row))
    return GDK_EVENT_PROPAGATE;
  sch_documents_menu_popup (self->row_menu, row,
                            sch_document_slot_get_document (SCH_DOCUMENT_SLOT (row)),
                            gtk_widget_get_width (row) / 2.0, gtk_widget_get_height (row) / 2.0);
  return GDK_EVENT_STOP;
}

/* --- Rows ----------------------------------------------------------------------------------- */

/* Of the rows that GTK keeps, those that are seen and so many on either side have content. */
#define MARGIN 3.0
#define MIN_ROW_HEIGHT 24.0

/* Whether a position is near what is seen, or will be: the document on show is scrolled to. */
static gboolean
is_near (SchDocumentsPanel *self, guint position)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (self->list_page));
  double first = gtk_adjustment_get_value (adjustment) / self->row_height;
  double last = first + gtk_adjustment_get_page_size (adjustment) / self->row_height;
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (position + MARGIN > first && position < last + MARGIN)
    return TRUE;
  return selected != GTK_INVALID_LIST_POSITION && position + MARGIN > selected &&
         position < selected + MARGIN;
}

static void
measure_rows (SchDocumentsPanel *self, GtkAdjustment *adjustment)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  if (n > 0)
    self->row_height = MAX (gtk_adjustment_get_upper (adjustment) / n, MIN_ROW_HEIGHT);
}

static void
fill_near_rows (SchDocumentsPanel *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (is_near (self, gtk_list_item_get_position (item)))
      sch_document_slot_fill (SCH_DOCUMENT_SLOT (gtk_list_item_get_child (item)));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchDocumentsPanel *self)
{
  GtkWidget *slot = sch_document_slot_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (slot, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (slot, "wanted", G_CALLBACK (sch_document_slot_fill), NULL);
  gtk_list_item_set_child (item, slot);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchDocumentsPanel *self)
{
  SchDocumentSlot *slot = SCH_DOCUMENT_SLOT (gtk_list_item_get_child (item));

  sch_document_slot_set_document (slot, gtk_list_item_get_item (item));
  g_hash_table_add (self->slots, item);
  if (is_near (self, gtk_list_item_get_position (item)))
    sch_document_slot_fill (slot);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchDocumentsPanel *self)
{
  if (self->slots != NULL)
    g_hash_table_remove (self->slots, item);
  sch_document_slot_set_document (SCH_DOCUMENT_SLOT (gtk_list_item_get_child (item)), NULL);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_documents_panel_dispose (GObject *object)
{
  SchDocumentsPanel *self = SCH_DOCUMENTS_PANEL (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->pages_source, g_source_remove);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (self->menu != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->menu));
      self->menu = NULL;
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->slots, g_hash_table_unref);
  g_clear_object (&self->filtered);
  g_clear_object (&self->row_menu);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->needle, g_free);
  G_OBJECT_CLASS (sch_documents_panel_parent_class)->dispose (object);
}

static void
sch_documents_panel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchDocumentsPanel *self = SCH_DOCUMENTS_PANEL (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
sch_documents_panel_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  gtk_widget_measure (SCH_DOCUMENTS_PANEL (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
sch_documents_panel_class_init (SchDocumentsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_documents_panel_dispose;
  widget_class->size_allocate = sch_documents_panel_size_allocate;
  widget_class->measure = sch_documents_panel_measure;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/scholiast/Scholiast/ui/sch-documents-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, box);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, search);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, status_filter);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, list_page);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, no_match_page);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, no_texts_page);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, selection);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, sorted);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, progress_box);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, progress_label);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
}

static void
sch_documents_panel_init (SchDocumentsPanel *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkAdjustment *adjustment;

  self->row_height = MIN_ROW_HEIGHT;
  self->slots = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filtered = sch_documents_filtered_new (G_LIST_MODEL (self->sorted));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->filtered));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->list_page));
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (measure_rows), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (fill_near_rows), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  self->row_menu = sch_documents_menu_new (GTK_WIDGET (self), GTK_POPOVER (self->menu));
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (queue_update_pages), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->status_filter, "notify::selected", G_CALLBACK (filter_chosen_cb),
                           self, G_CONNECT_SWAPPED);

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                        gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

void
sch_documents_panel_set_workspace (SchDocumentsPanel *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_DOCUMENTS_PANEL (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  sch_documents_menu_set_workspace (self->row_menu, workspace);
  sch_workspace_set_visible_documents (workspace, G_LIST_MODEL (self->filtered));
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
  follow_settings (self);
}

/**
 * sch_documents_panel_focus_list:
 *
 * Returns: whether the list took the keyboard focus
 */
gboolean
sch_documents_panel_focus_list (SchDocumentsPanel *self)
{
  g_return_val_if_fail (SCH_IS_DOCUMENTS_PANEL (self), FALSE);
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD) ||
         gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
