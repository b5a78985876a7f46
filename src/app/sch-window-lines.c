/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The submenu of the main menu that says of which relation types lines are drawn: a check for each. */

#include "config.h"

#include "sch-window-private.h"

#define KEY_TYPE "sch-relation-type"

static char *
dup_action_name (guint index)
{
  return g_strdup_printf ("lines-%u", index);
}

static void
change_state_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SchWindow *self = SCH_WINDOW (data);

  sch_visibility_set_lines_hidden (sch_workspace_get_visibility (self->workspace),
                                   g_object_get_data (G_OBJECT (action), KEY_TYPE),
                                   !g_variant_get_boolean (value));
}

static void
update_states (SchWindow *self)
{
  SchVisibility *visibility = sch_workspace_get_visibility (self->workspace);
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  for (int i = 0; i < g_menu_model_get_n_items (G_MENU_MODEL (self->lines_menu)); i++)
    {
      g_autofree char *name = dup_action_name (i);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);
      const char *type = g_object_get_data (G_OBJECT (action), KEY_TYPE);

      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_boolean (
                                     sch_visibility_shows_lines (visibility, scheme, type)));
    }
}

static void
append_type (SchWindow *self, const SchRelationType *type)
{
  guint index = g_menu_model_get_n_items (G_MENU_MODEL (self->lines_menu));
  g_autofree char *name = dup_action_name (index);
  g_autofree char *detailed = g_strconcat ("win.", name, NULL);
  g_autoptr (GString) title = g_string_new (type->name);
  g_autoptr (GMenuItem) item = NULL;
  g_autoptr (GSimpleAction)
      action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (TRUE));

  g_object_set_data_full (G_OBJECT (action), KEY_TYPE, g_strdup (type->id), g_free);
  g_signal_connect_object (action, "change-state", G_CALLBACK (change_state_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  /* An underscore in a menu would be a mnemonic. */
  g_string_replace (title, "_", "__", 0);
  item = g_menu_item_new (title->str, detailed);
  g_menu_append_item (self->lines_menu, item);
}

static void
update_menu (SchWindow *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  g_menu_remove_all (self->lines_menu);
  for (guint i = 0; scheme != NULL && i < sch_scheme_get_n_relation_types (scheme); i++)
    append_type (self, sch_scheme_get_relation_type_at (scheme, i));
  update_states (self);
}

static void
corpus_changed_cb (SchWindow *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (update_menu), self,
                             G_CONNECT_SWAPPED);
  update_menu (self);
}

static void
show_all_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SchWindow *self = SCH_WINDOW (data);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  sch_visibility_show_all_lines (sch_workspace_get_visibility (self->workspace));
  /* The bar whose button had the keyboard is gone. */
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    sch_document_page_focus_text (self->document_page);
}

void
sch_window_init_lines (SchWindow *self)
{
  static const GActionEntry entries[] = {
    { "show-all-lines", show_all_cb, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (sch_workspace_get_visibility (self->workspace), "changed",
                           G_CALLBACK (update_states), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
}
