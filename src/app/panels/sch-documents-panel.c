/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of documents with search entry, status filter and progress. Selecting a row shows that
 * document; the document on show is always in the list, whatever the filter says, so that it does
 * not vanish under the person's hands. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-document-row.h"
#include "sch-documents-panel.h"
#include "sch-status-counts.h"

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
  GtkFilterListModel *filtered;
  GtkCustomFilter *filter;
  GtkWidget *progress_box;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkPopoverMenu *menu;

  SchWorkspace *workspace;
  SchDocument *menu_document;
  SchStatusCounts *counts;
  char *needle;
  gboolean syncing;
  guint update_source;
  guint progress_source;
};

G_DEFINE_FINAL_TYPE (SchDocumentsPanel, sch_documents_panel, GTK_TYPE_WIDGET)

/* --- Filter --------------------------------------------------------------------------------- */

static gboolean
has_needle (const char *haystack, const char *needle)
{
  g_autofree char *folded = haystack != NULL ? g_utf8_casefold (haystack, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

static gboolean
filter_document (gpointer item, gpointer data)
{
  SchDocumentsPanel *self = data;
  SchDocument *document = item;
  guint wanted = gtk_drop_down_get_selected (self->status_filter);

  if (self->workspace != NULL && sch_workspace_get_document (self->workspace) == document &&
      self->needle == NULL)
    return TRUE;
  /* The first choice is all documents; the others are the statuses in their order. */
  if (wanted != 0 && wanted != GTK_INVALID_LIST_POSITION &&
      sch_document_get_status (document) != (SchStatus) (wanted - 1))
    return FALSE;
  return self->needle == NULL || has_needle (sch_document_get_title (document), self->needle) ||
         has_needle (sch_document_get_subtitle (document), self->needle) ||
         has_needle (sch_document_get_path (document), self->needle);
}

static gboolean
is_filtering (SchDocumentsPanel *self)
{
  return self->needle != NULL || gtk_drop_down_get_selected (self->status_filter) != 0;
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

static gboolean
update_progress_cb (gpointer data)
{
  SchDocumentsPanel *self = data;
  guint n = sch_status_counts_get_n_documents (self->counts);
  guint n_done = sch_status_counts_get (self->counts, SCH_STATUS_DONE);
  g_autofree char *text = NULL;

  self->progress_source = 0;
  gtk_widget_set_visible (self->progress_box, n > 0);
  /* Translators: documents done, and all documents. */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u document done",
                                       "%u of %u documents done", n),
                          n_done, n);
  gtk_label_set_text (self->progress_label, text);
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
  GListModel *model = G_LIST_MODEL (self->filtered);
  guint n = g_list_model_get_n_items (model);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n && document != NULL; i++)
    {
      g_autoptr (SchDocument) other = g_list_model_get_item (model, i);

      if (other == document)
        {
          position = i;
          break;
        }
    }
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
    sch_workspace_set_document (self->workspace, document);
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
  if (gtk_drop_down_get_selected (self->status_filter) != 0)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
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
  gtk_filter_list_model_set_model (self->filtered,
                                   corpus != NULL ? sch_corpus_get_documents (corpus) : NULL);
  self->syncing = FALSE;
  sch_status_counts_set_model (self->counts,
                               corpus != NULL ? sch_corpus_get_documents (corpus) : NULL);
  if (corpus != NULL)
    {
      g_signal_connect_object (corpus, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "documents-changed", G_CALLBACK (queue_update), self,
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
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  self->syncing = FALSE;
  update_pages (self);
  show_current (self);
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
    sch_workspace_set_document (self->workspace, document);
  g_signal_emit_by_name (self->workspace, "focus-text");
}

/* --- Context menu --------------------------------------------------------------------------- */

static void
menu_closed_cb (SchDocumentRow *row, GtkPopover *menu)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (row), TRUE);
  g_signal_handlers_disconnect_by_func (menu, menu_closed_cb, row);
}

static void
popup_menu (SchDocumentsPanel *self, SchDocumentRow *row, double x, double y)
{
  GdkRectangle rect;
  double panel_x, panel_y;

  if (!gtk_widget_translate_coordinates (GTK_WIDGET (row), GTK_WIDGET (self), x, y, &panel_x,
                                         &panel_y))
    return;
  g_set_object (&self->menu_document, sch_document_row_get_document (row));
  /* Its tooltip would cover the menu. */
  gtk_widget_set_has_tooltip (GTK_WIDGET (row), FALSE);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), row,
                           G_CONNECT_SWAPPED);
  rect = (GdkRectangle){ (int) panel_x, (int) panel_y, 1, 1 };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &rect);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SchDocumentsPanel *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  popup_menu (self, SCH_DOCUMENT_ROW (row), x, y);
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

  if (!SCH_IS_DOCUMENT_ROW (row))
    return GDK_EVENT_PROPAGATE;
  popup_menu (self, SCH_DOCUMENT_ROW (row), gtk_widget_get_width (row) / 2.0,
              gtk_widget_get_height (row) / 2.0);
  return GDK_EVENT_STOP;
}

static void
set_status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchDocumentsPanel *self = SCH_DOCUMENTS_PANEL (widget);
  SchStatus status;

  if (self->menu_document != NULL &&
      sch_status_from_string (g_variant_get_string (parameter, NULL), &status))
    sch_workspace_set_document_status (self->workspace, self->menu_document, status);
}

static void
shown_in_files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchDocumentsPanel) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    sch_workspace_show_error (self->workspace, error);
}

static void
file_manager_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchDocumentsPanel) self = data;
  g_autoptr (GVariant)
      reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *uri = NULL;

  /* Without a file manager that can select a file: its folder. */
  if (reply != NULL || self->menu_document == NULL)
    return;
  folder = g_path_get_dirname (sch_document_get_file_name (self->menu_document));
  uri = g_filename_to_uri (folder, NULL, NULL);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, shown_in_files_cb, g_object_ref (self));
}

static void
show_in_files_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchDocumentsPanel *self = SCH_DOCUMENTS_PANEL (widget);
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  g_autofree char *uri = NULL;
  const char *uris[2] = { NULL, NULL };

  if (self->menu_document == NULL || bus == NULL)
    return;
  uri = g_filename_to_uri (sch_document_get_file_name (self->menu_document), NULL, NULL);
  uris[0] = uri;
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, file_manager_cb, g_object_ref (self));
}

/* --- Rows ----------------------------------------------------------------------------------- */

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchDocumentsPanel *self)
{
  GtkWidget *row = sch_document_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchDocumentsPanel *self)
{
  sch_document_row_set_document (SCH_DOCUMENT_ROW (gtk_list_item_get_child (item)),
                                 gtk_list_item_get_item (item));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchDocumentsPanel *self)
{
  sch_document_row_set_document (SCH_DOCUMENT_ROW (gtk_list_item_get_child (item)), NULL);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_documents_panel_dispose (GObject *object)
{
  SchDocumentsPanel *self = SCH_DOCUMENTS_PANEL (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (self->menu != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->menu));
      self->menu = NULL;
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->counts);
  g_clear_object (&self->menu_document);
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
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, filtered);
  gtk_widget_class_bind_template_child (widget_class, SchDocumentsPanel, filter);
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
  gtk_widget_class_install_action (widget_class, "document.set-status", "s", set_status_action);
  gtk_widget_class_install_action (widget_class, "document.show-in-files", NULL,
                                   show_in_files_action);
}

static void
sch_documents_panel_init (SchDocumentsPanel *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->counts = sch_status_counts_new ();
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (queue_update_progress), self,
                           G_CONNECT_SWAPPED);
  gtk_custom_filter_set_filter_func (self->filter, filter_document, self, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  g_signal_connect_object (self->status_filter, "notify::selected", G_CALLBACK (search_changed_cb),
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
  sch_workspace_set_visible_documents (workspace, G_LIST_MODEL (self->filtered));
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
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
