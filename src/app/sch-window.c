/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: which page it shows, what stands in its header. All of it follows the workspace; nothing here changes a
 * corpus. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-drop.h"
#include "sch-reading-mode.h"
#include "sch-recents.h"
#include "sch-watchdog.h"
#include "sch-window-private.h"

G_DEFINE_FINAL_TYPE (SchWindow, sch_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- Header --------------------------------------------------------------------------------- */

static void
update_title (SchWindow *self)
{
  SchDocument *document = sch_workspace_get_document (self->workspace);
  g_autofree char *corpus = self->corpus != NULL ? sch_corpus_dup_title (self->corpus) : NULL;
  g_autofree char *window = NULL;

  if (document == NULL)
    {
      adw_window_title_set_title (self->title, corpus != NULL ? corpus : _ ("Scholiast"));
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), corpus != NULL ? corpus : _ ("Scholiast"));
      return;
    }
  adw_window_title_set_title (self->title, sch_document_get_title (document));
  adw_window_title_set_subtitle (self->title, corpus);
  /* Translators: the title of a window: document and corpus. */
  window = g_strdup_printf (_ ("%s — %s"), sch_document_get_title (document), corpus);
  gtk_window_set_title (GTK_WINDOW (self), window);
}

static void
update_armed (SchWindow *self)
{
  const char *armed = sch_workspace_get_armed_label (self->workspace);
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchLabel *label = armed != NULL && scheme != NULL ? sch_scheme_get_label (scheme, armed)
                                                          : NULL;
  g_autofree char *name = NULL;

  gtk_widget_set_visible (self->armed_pill, label != NULL);
  if (label == NULL)
    return;
  sch_swatch_set_label (self->armed_swatch, label);
  gtk_label_set_text (self->armed_label, label->name);
  /* Translators: %s is the label that every drag over text gives now. */
  name = g_strdup_printf (_ ("Disarm %s"), label->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->armed_pill), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
update_saved_state (SchWindow *self)
{
  SchSavedState state = self->corpus != NULL ? sch_corpus_get_saved_state (self->corpus)
                                             : SCH_SAVED;
  gboolean failed = state == SCH_SAVE_FAILED;

  gtk_widget_set_visible (GTK_WIDGET (self->saved_label), self->corpus != NULL && !failed);
  gtk_widget_set_visible (self->unsaved_button, failed);
  if (self->corpus != NULL && sch_corpus_get_read_only_reason (self->corpus) != NULL)
    gtk_label_set_text (self->saved_label, _ ("Read-Only"));
  else
    gtk_label_set_text (self->saved_label,
                        state == SCH_SAVING ? _ ("Saving…") : C_ ("changes", "Saved"));
  if (failed)
    {
      const char *reason = sch_corpus_get_save_error (self->corpus);

      gtk_widget_set_tooltip_text (self->unsaved_button,
                                   reason != NULL ? reason : _ ("Save Again"));
    }
}

static void
update_zoom (SchWindow *self)
{
  double zoom = g_settings_get_double (self->settings, "text-zoom");
  /* Translators: a zoom in per cent. */
  g_autofree char *text = g_strdup_printf (_ ("%.0f%%"), zoom * 100);

  gtk_label_set_text (self->zoom_label, text);
}

static void
update_recent_menu (SchWindow *self)
{
  g_autoptr (GPtrArray) recents = sch_recents_list (self->settings);

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; i < recents->len; i++)
    {
      const SchRecent *recent = g_ptr_array_index (recents, i);
      g_autoptr (GString) title = g_string_new (recent->title);
      g_autoptr (GMenuItem) item = NULL;

      /* An underscore in a menu would be a mnemonic. */
      g_string_replace (title, "_", "__", 0);
      item = g_menu_item_new (title->str, NULL);
      g_menu_item_set_action_and_target (item, "app.open-uri", "s", recent->uri);
      g_menu_append_item (self->recent_menu, item);
    }
}

/* --- Pages ---------------------------------------------------------------------------------- */

static void
update_page (SchWindow *self)
{
  gboolean open = self->corpus != NULL;

  if (sch_workspace_is_opening (self->workspace) || (self->folder != NULL && !self->painted))
    gtk_stack_set_visible_child (self->stack, self->opening_page);
  else
    gtk_stack_set_visible_child (self->stack, open ? self->corpus_page : self->start_page);
  gtk_widget_set_visible (self->documents_toggle, open);
  gtk_widget_set_visible (self->inspector_toggle, open);
  gtk_widget_set_visible (self->history_buttons, open);
  gtk_widget_set_visible (self->find_button, open);
  if (self->corpus_page == NULL)
    return;
  sch_window_update_corpus_page (self);
  sch_reading_mode_update (self);
}

static gboolean
complete_cb (gpointer data)
{
  SCH_WINDOW (data)->painted_source = 0;
  sch_watchdog_window_complete ();
  return G_SOURCE_REMOVE;
}

/* What takes longer than the window itself: a corpus, the page for it, an icon in all sizes. The corpus is read
 * while the page is built. */
static gboolean
painted_cb (gpointer data)
{
  SchWindow *self = data;

  gdk_display_flush (gtk_widget_get_display (GTK_WIDGET (self)));
  self->painted = TRUE;
  sch_window_open_waiting (self);
  sch_window_add_corpus_page (self);
  update_page (self);
  if (gtk_window_get_default_icon_name () == NULL)
    gtk_window_set_default_icon_name (SCH_APP_ID);
  self->painted_source = g_idle_add (complete_cb, self);
  return G_SOURCE_REMOVE;
}

/* Runs in the first frame, before it is painted; nothing else is dispatched until it is, and no event before the
 * page is there. */
static gboolean
first_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SCH_WINDOW (widget)->painted_source = g_idle_add_full (G_PRIORITY_HIGH, painted_cb, widget, NULL);
  return G_SOURCE_REMOVE;
}

/* --- What happened -------------------------------------------------------------------------- */

void
sch_window_add_toast (SchWindow *self, const char *text, const char *action_label,
                      const char *action_name)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (action_label != NULL && action_name != NULL)
    {
      adw_toast_set_button_label (toast, action_label);
      adw_toast_set_detailed_action_name (toast, action_name);
      adw_toast_set_timeout (toast, 10);
    }
  else if (g_utf8_strlen (text, -1) > 80)
    {
      adw_toast_set_timeout (toast, 10);
    }
  /* The same again does not wait behind itself. */
  if (self->toast != NULL && g_strcmp0 (adw_toast_get_title (self->toast), escaped) == 0)
    adw_toast_dismiss (self->toast);
  g_set_object (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What a toast offers was done in another way. */
void
sch_window_dismiss_toast (SchWindow *self, const char *action_name)
{
  if (self->toast != NULL && g_strcmp0 (adw_toast_get_action_name (self->toast), action_name) == 0)
    adw_toast_dismiss (self->toast);
}

static void
message_cb (SchWindow *self, const char *text, const char *action_label, const char *action_name)
{
  if (sch_window_tell_scheme_window (self, text, action_label, action_name))
    return;
  sch_window_add_toast (self, text, action_label, action_name);
  sch_document_bar_announce (self->document_bar, text);
}

static void
announce_cb (SchWindow *self, const char *text)
{
  if (sch_window_announce_in_scheme_window (self, text))
    return;
  sch_document_bar_announce (self->document_bar, text);
}

/* --- The workspace -------------------------------------------------------------------------- */

static void
documents_changed_cb (SchWindow *self)
{
  update_page (self);
  update_title (self);
}

static void
corpus_changed_cb (SchWindow *self)
{
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_set_object (&self->corpus, sch_workspace_get_corpus (self->workspace));
  if (self->corpus != NULL)
    {
      GListModel *documents = sch_corpus_get_documents (self->corpus);

      g_signal_connect_object (self->corpus, "edited", G_CALLBACK (sch_window_update_history), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->corpus, "saved-state-changed", G_CALLBACK (update_saved_state),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->corpus, "scheme-changed", G_CALLBACK (update_armed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->corpus, "layers-changed",
                               G_CALLBACK (sch_window_update_actions), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (documents, "items-changed", G_CALLBACK (documents_changed_cb), self,
                               G_CONNECT_SWAPPED);
      sch_window_follow_documents (self);
    }
  update_page (self);
  update_title (self);
  update_saved_state (self);
  sch_window_update_actions (self);
}

static void
document_changed_cb (SchWindow *self)
{
  update_page (self);
  update_title (self);
  sch_window_update_actions (self);
}

static void
follow_workspace (SchWindow *self)
{
  const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "notify::corpus", G_CALLBACK (corpus_changed_cb) },
    { "notify::opening", G_CALLBACK (update_page) },
    { "notify::document", G_CALLBACK (document_changed_cb) },
    { "notify::layer", G_CALLBACK (sch_window_update_actions) },
    { "notify::armed-label", G_CALLBACK (update_armed) },
    { "message", G_CALLBACK (message_cb) },
    { "announce", G_CALLBACK (announce_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->workspace, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
}

/* --- Size ----------------------------------------------------------------------------------- */

static void
remember_size (SchWindow *self)
{
  int width, height;
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (width >= 300 && height >= 200)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  sch_window_remember_panels (self);
}

static void
active_changed_cb (SchWindow *self)
{
  sch_workspace_focus_changed (self->workspace, gtk_window_is_active (GTK_WINDOW (self)));
}

/* --- Object --------------------------------------------------------------------------------- */

static gboolean
sch_window_close_request (GtkWindow *window)
{
  SchWindow *self = SCH_WINDOW (window);

  if (!sch_window_prepare_to_close (self))
    return TRUE;
  remember_size (self);
  return GTK_WINDOW_CLASS (sch_window_parent_class)->close_request (window);
}

static void
sch_window_dispose (GObject *object)
{
  SchWindow *self = SCH_WINDOW (object);

  g_clear_handle_id (&self->closing_source, g_source_remove);
  g_clear_handle_id (&self->history_source, g_source_remove);
  g_clear_handle_id (&self->painted_source, g_source_remove);
  g_clear_handle_id (&self->search_source, g_source_remove);
  g_clear_object (&self->last_problem);
  g_clear_weak_pointer (&self->scheme_window);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);
  g_clear_object (&self->corpus);
  if (self->workspace != NULL)
    sch_workspace_close (self->workspace);
  g_clear_object (&self->folder);
  g_clear_object (&self->toast);
  g_clear_pointer (&self->wanted_document, g_free);
  G_OBJECT_CLASS (sch_window_parent_class)->dispose (object);
  g_clear_object (&self->corpus_builder);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SchWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, documents_toggle);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, inspector_toggle);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, history_buttons);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, find_button);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, armed_pill);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, armed_swatch);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, armed_label);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, saved_label);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, unsaved_button);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, layer_button);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, behind_menu);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, lines_menu);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, SchWindow, opening_page);
}

static void
sch_window_class_init (SchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sch_window_close_request;

  g_type_ensure (SCH_TYPE_LAYER_BUTTON);
  g_type_ensure (SCH_TYPE_START_PAGE);
  g_type_ensure (SCH_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-window.ui");
  bind_children (widget_class);
  sch_window_install_actions (widget_class);
}

static void
sch_window_init (SchWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), first_frame_cb, NULL, NULL);
}

static void
set_up (SchWindow *self)
{
  g_signal_connect_object (self->settings, "changed::text-zoom", G_CALLBACK (update_zoom), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::recent-corpora",
                           G_CALLBACK (update_recent_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::is-active", G_CALLBACK (active_changed_cb), self,
                           G_CONNECT_SWAPPED);

  sch_drop_attach (GTK_WIDGET (self->stack), self->workspace);
  sch_start_page_set_settings (SCH_START_PAGE (self->start_page), self->settings);
  sch_layer_button_set_workspace (self->layer_button, self->workspace);
  sch_window_init_actions (self);
  sch_window_init_view (self);
  sch_window_init_lines (self);
  follow_workspace (self);
  update_zoom (self);
  update_recent_menu (self);
  corpus_changed_cb (self);
}

/**
 * sch_window_new:
 *
 * Returns: (transfer none): a window with the start page, as large as the last one was
 */
GtkWidget *
sch_window_new (SchApplication *application, GSettings *settings)
{
  SchWindow *self = g_object_new (SCH_TYPE_WINDOW, "application", application, "default-width",
                                  g_settings_get_int (settings, "window-width"), "default-height",
                                  g_settings_get_int (settings, "window-height"), "maximized",
                                  g_settings_get_boolean (settings, "window-maximized"), NULL);

  self->settings = g_object_ref (settings);
  self->workspace = sch_workspace_new (settings);
  set_up (self);
  return GTK_WIDGET (self);
}

gboolean
sch_window_is_free (SchWindow *self)
{
  g_return_val_if_fail (SCH_IS_WINDOW (self), FALSE);
  return self->folder == NULL && !self->closing;
}

gboolean
sch_window_has_folder (SchWindow *self, GFile *folder)
{
  g_return_val_if_fail (SCH_IS_WINDOW (self), FALSE);
  return self->folder != NULL && !self->closing && g_file_equal (self->folder, folder);
}
