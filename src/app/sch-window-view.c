/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions for what the text shows: hidden labels, chips, another layer behind. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-window-private.h"

/* --- Labels --------------------------------------------------------------------------------- */

static void
hide_label_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL)
    sch_visibility_set_hidden (sch_workspace_get_visibility (self->workspace),
                               g_variant_get_string (parameter, NULL),
                               g_str_equal (name, "win.hide-label"));
}

static void
isolate_label_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);

  if (self->corpus != NULL)
    sch_visibility_isolate (sch_workspace_get_visibility (self->workspace),
                            sch_corpus_get_scheme (self->corpus),
                            g_variant_get_string (parameter, NULL));
}

static void
show_all_labels_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  sch_visibility_show_all (sch_workspace_get_visibility (self->workspace));
  /* The bar whose button had the keyboard is gone. */
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    sch_document_page_focus_text (self->document_page);
}

static void
visibility_changed_cb (SchWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-all-labels",
                                 sch_visibility_hides_any (
                                     sch_workspace_get_visibility (self->workspace)));
}

/* --- Another layer behind ------------------------------------------------------------------- */

static void
show_behind_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SchWindow *self = SCH_WINDOW (data);
  GtkWidget *focus;

  sch_workspace_set_behind_layer (self->workspace, g_variant_get_string (value, NULL));
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  if (self->corpus != NULL && (focus == NULL || !gtk_widget_get_mapped (focus)))
    sch_document_page_focus_text (self->document_page);
}

static void
behind_changed_cb (SchWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "show-behind");
  const char *layer = sch_workspace_get_behind_layer (self->workspace);

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (layer != NULL ? layer : ""));
}

static void
append_behind (SchWindow *self, const char *title, const char *layer)
{
  g_autoptr (GString) escaped = g_string_new (title);
  g_autoptr (GMenuItem) item = NULL;

  /* An underscore in a menu would be a mnemonic. */
  g_string_replace (escaped, "_", "__", 0);
  item = g_menu_item_new (escaped->str, NULL);
  g_menu_item_set_action_and_target (item, "win.show-behind", "s", layer);
  g_menu_append_item (self->behind_menu, item);
}

/* All layers but the one being edited. */
static void
update_behind_menu (SchWindow *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  const char *current = sch_workspace_get_layer (self->workspace);
  g_auto (GStrv) layers = corpus != NULL ? sch_corpus_list_layers (corpus) : NULL;

  g_menu_remove_all (self->behind_menu);
  append_behind (self, C_ ("layer", "None"), "");
  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    {
      g_autofree char *title = NULL;

      if (g_strcmp0 (layers[i], current) == 0)
        continue;
      title = sch_workspace_dup_layer_title (self->workspace, layers[i]);
      append_behind (self, title, layers[i]);
    }
}

static void
corpus_changed_cb (SchWindow *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    g_signal_connect_object (corpus, "layers-changed", G_CALLBACK (update_behind_menu), self,
                             G_CONNECT_SWAPPED);
  update_behind_menu (self);
}

/* --- For the window ------------------------------------------------------------------------- */

void
sch_window_install_view_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.hide-label", "s", hide_label_action);
  gtk_widget_class_install_action (widget_class, "win.show-label", "s", hide_label_action);
  gtk_widget_class_install_action (widget_class, "win.isolate-label", "s", isolate_label_action);
  gtk_widget_class_install_action (widget_class, "win.show-all-labels", NULL,
                                   show_all_labels_action);
}

void
sch_window_init_view (SchWindow *self)
{
  static const GActionEntry entries[] = {
    { "show-behind", NULL, "s", "''", show_behind_cb, { 0 } },
  };
  g_autoptr (GAction) chips = g_settings_create_action (self->settings, "chips");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), chips);
  g_signal_connect_object (sch_workspace_get_visibility (self->workspace), "changed",
                           G_CALLBACK (visibility_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::behind-layer", G_CALLBACK (behind_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::layer", G_CALLBACK (update_behind_menu), self,
                           G_CONNECT_SWAPPED);
  visibility_changed_cb (self);
  update_behind_menu (self);
}
