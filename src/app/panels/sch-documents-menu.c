/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The context menu of a row of documents. The document is that of the row on which the menu was
 * opened, whether or not it is the one on show. */

#include "config.h"

#include "sch-documents-menu.h"

#include <glib/gi18n-lib.h>

struct _SchDocumentsMenu
{
  GObject parent_instance;

  GtkWidget *parent;   /* not owned: it owns this */
  GtkPopover *popover; /* likewise */
  GSimpleActionGroup *actions;
  SchWorkspace *workspace;
  SchDocument *document; /* of the row */
};

G_DEFINE_FINAL_TYPE (SchDocumentsMenu, sch_documents_menu, G_TYPE_OBJECT)

/* --- What it does --------------------------------------------------------------------------- */

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentsMenu *self = data;

  if (self->document == NULL)
    return;
  sch_workspace_turn_to (self->workspace, self->document);
  g_signal_emit_by_name (self->workspace, "focus-text");
}

static void
status_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SchDocumentsMenu *self = data;
  SchStatus status;

  if (self->document != NULL &&
      sch_status_from_string (g_variant_get_string (value, NULL), &status))
    sch_workspace_set_document_status (self->workspace, self->document, status);
}

/* The window's action for the document of the row. */
static void
window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentsMenu *self = data;
  g_autofree char *name = NULL;

  if (self->document == NULL)
    return;
  name = g_strdup_printf ("win.%s-of", g_action_get_name (G_ACTION (action)));
  gtk_widget_activate_action (self->parent, name, "s", sch_document_get_path (self->document));
}

static void
copy_path_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentsMenu *self = data;
  g_autofree char *shown = NULL;

  if (self->document == NULL)
    return;
  shown = g_filename_display_name (sch_document_get_file_name (self->document));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->parent), shown);
  sch_workspace_announce (self->workspace, _ ("Path copied"));
}

static void
shown_in_files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchDocumentsMenu) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    sch_workspace_show_error (self->workspace, error);
}

static void
file_manager_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchDocumentsMenu) self = data;
  g_autoptr (GVariant)
      reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *uri = NULL;

  /* Without a file manager that can select a file: its folder. */
  if (reply != NULL || self->document == NULL)
    return;
  folder = g_path_get_dirname (sch_document_get_file_name (self->document));
  uri = g_filename_to_uri (folder, NULL, NULL);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, shown_in_files_cb, g_object_ref (self));
}

static void
show_in_files_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchDocumentsMenu *self = data;
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  g_autofree char *uri = NULL;
  const char *uris[2] = { NULL, NULL };

  if (self->document == NULL || bus == NULL)
    return;
  uri = g_filename_to_uri (sch_document_get_file_name (self->document), NULL, NULL);
  uris[0] = uri;
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, file_manager_cb, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { "open", open_cb, NULL, NULL, NULL, { 0 } },
  { "status", NULL, "s", "''", status_cb, { 0 } },
  { "document-properties", window_cb, NULL, NULL, NULL, { 0 } },
  { "new-version", window_cb, NULL, NULL, NULL, { 0 } },
  { "rename-document", window_cb, NULL, NULL, NULL, { 0 } },
  { "locate-document", window_cb, NULL, NULL, NULL, { 0 } },
  { "copy-path", copy_path_cb, NULL, NULL, NULL, { 0 } },
  { "show-in-files", show_in_files_cb, NULL, NULL, NULL, { 0 } },
};

/* --- Showing it ----------------------------------------------------------------------------- */

static void
enable (SchDocumentsMenu *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (SchDocumentsMenu *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  const char *path = sch_document_get_path (self->document);
  gboolean writable = sch_corpus_get_read_only_reason (corpus) == NULL;
  gboolean readable = sch_document_get_problem (self->document) == NULL;
  gboolean missing = sch_document_is_missing (self->document);
  GAction *status = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "status");
  const char *now = sch_status_to_string (sch_document_get_status (self->document));

  g_simple_action_set_state (G_SIMPLE_ACTION (status), g_variant_new_string (now));
  enable (self, "status",
          readable && sch_corpus_get_layer_read_only_reason (
                          corpus, sch_workspace_get_layer (self->workspace), path) == NULL);
  enable (self, "new-version", writable);
  enable (self, "rename-document", writable && readable);
  enable (self, "locate-document", writable && missing);
  enable (self, "show-in-files", !missing);
}

static void
closed_cb (GtkWidget *row, GtkPopover *popover)
{
  gtk_widget_set_has_tooltip (row, TRUE);
  g_signal_handlers_disconnect_by_func (popover, closed_cb, row);
}

void
sch_documents_menu_popup (SchDocumentsMenu *self, GtkWidget *row, SchDocument *document, double x,
                          double y)
{
  GdkRectangle rect;
  double parent_x, parent_y;

  if (document == NULL || sch_workspace_get_corpus (self->workspace) == NULL ||
      !gtk_widget_translate_coordinates (row, self->parent, x, y, &parent_x, &parent_y))
    return;
  g_set_object (&self->document, document);
  update_actions (self);
  /* Its tooltip would cover the menu. */
  gtk_widget_set_has_tooltip (row, FALSE);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), row, G_CONNECT_SWAPPED);
  rect = (GdkRectangle){ (int) parent_x, (int) parent_y, 1, 1 };
  gtk_popover_set_pointing_to (self->popover, &rect);
  gtk_popover_popup (self->popover);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_documents_menu_dispose (GObject *object)
{
  SchDocumentsMenu *self = SCH_DOCUMENTS_MENU (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->workspace);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sch_documents_menu_parent_class)->dispose (object);
}

static void
sch_documents_menu_class_init (SchDocumentsMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_documents_menu_dispose;
}

static void
sch_documents_menu_init (SchDocumentsMenu *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

SchDocumentsMenu *
sch_documents_menu_new (GtkWidget *parent, GtkPopover *popover)
{
  SchDocumentsMenu *self = g_object_new (SCH_TYPE_DOCUMENTS_MENU, NULL);

  self->parent = parent;
  self->popover = popover;
  gtk_widget_insert_action_group (parent, "document", G_ACTION_GROUP (self->actions));
  return self;
}

void
sch_documents_menu_set_workspace (SchDocumentsMenu *self, SchWorkspace *workspace)
{
  g_set_object (&self->workspace, workspace);
}
