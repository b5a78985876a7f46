/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A condition as rows: "Voice is [a source]". It changes nothing by itself: its owner does, and then
 * tells the condition. A row that was added and has no value yet is shown, and is no condition. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-condition-editor.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sch-attributes.h"
#include "sch-json-writer.h"
#include "sch-names-chooser.h"
#include "sch-scheme-entry.h"

struct _SchConditionEditor
{
  GtkWidget parent_instance;

  GtkWidget *list;
  GtkWidget *add_row;
  GtkWidget *add;
  GPtrArray *rows; /* of GtkWidget, without that for adding, which is the first */
  GPtrArray *attributes;
  GHashTable *condition; /* id -> strv */
  char *pending;         /* (nullable): added, without a value */
  SchScheme *scheme;
};

G_DEFINE_FINAL_TYPE (SchConditionEditor, sch_condition_editor, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void fill (SchConditionEditor *self);

static const SchAttribute *
find_attribute (SchConditionEditor *self, const char *id)
{
  for (guint i = 0; self->attributes != NULL && i < self->attributes->len; i++)
    if (g_str_equal (((const SchAttribute *) self->attributes->pdata[i])->id, id))
      return self->attributes->pdata[i];
  return NULL;
}

/* --- Changes -------------------------------------------------------------------------------- */

/* {"a": ["x"]}, sorted by ids. */
static char *
dup_json (GHashTable *condition)
{
  g_autoptr (SchAttributes) all = NULL;
  g_autoptr (SchJsonWriter) writer = NULL;
  GHashTableIter iter;
  gpointer id, values;

  if (g_hash_table_size (condition) == 0)
    return NULL;
  g_hash_table_iter_init (&iter, condition);
  while (g_hash_table_iter_next (&iter, &id, &values))
    {
      SchAttributes *more = sch_attributes_with_strv (all, id, values);

      sch_attributes_unref (all);
      all = more;
    }
  writer = sch_json_writer_new ();
  sch_attributes_write (all, writer);
  return g_strdup (sch_json_writer_peek (writer, NULL));
}

/* @values: (nullable): NULL or none = the attribute is not named any more */
static void
change (SchConditionEditor *self, const char *id, char **values)
{
  g_autofree char *copy = g_strdup (id);
  g_autofree char *json = NULL;

  if (values == NULL || values[0] == NULL)
    g_hash_table_remove (self->condition, copy);
  else
    g_hash_table_replace (self->condition, g_strdup (copy), g_strdupv (values));
  if (g_strcmp0 (self->pending, copy) == 0)
    g_clear_pointer (&self->pending, g_free);
  json = dup_json (self->condition);
  g_signal_emit (self, signals[CHANGED], 0, json);
}

static void
values_cb (SchNamesChooser *chooser, char **ids, SchConditionEditor *self)
{
  change (self, g_object_get_data (G_OBJECT (chooser), "id"), ids);
}

static gboolean
typed_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchConditionEditor *self = data;
  g_auto (GStrv) parts = g_strsplit_set (text, ",;", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  values = g_strv_builder_end (builder);
  change (self, g_object_get_data (G_OBJECT (editable), "id"), values);
  return TRUE;
}

static void
remove_cb (SchConditionEditor *self, GtkWidget *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "id");

  gtk_widget_grab_focus (self->add);
  if (g_strcmp0 (self->pending, id) == 0)
    {
      g_clear_pointer (&self->pending, g_free);
      fill (self);
      return;
    }
  change (self, id, NULL);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchConditionEditor *self = data;

  g_free (self->pending);
  self->pending = g_variant_dup_string (parameter, NULL);
  fill (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (g_object_get_data (self->rows->pdata[i], "id"), self->pending))
      gtk_widget_child_focus (self->rows->pdata[i], GTK_DIR_TAB_FORWARD);
}

/* --- Rows ----------------------------------------------------------------------------------- */

static GtkWidget *
new_remove_button (SchConditionEditor *self, const char *id, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *accessible = g_strdup_printf (_ ("Remove the condition “%s”"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove This Condition"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

static GtkWidget *
new_choice_row (SchConditionEditor *self, const SchAttribute *attribute, const char *id,
                const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  /* Translators: %s is an attribute, and its values follow. */
  g_autofree char *title = g_strdup_printf (_ ("%s is"), name);
  GtkWidget *chooser = sch_names_chooser_new (name, _ ("Choose…"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (attribute != NULL)
    sch_names_chooser_set_values (SCH_NAMES_CHOOSER (chooser), attribute);
  sch_names_chooser_set_chosen (SCH_NAMES_CHOOSER (chooser),
                                g_hash_table_lookup (self->condition, id));
  g_object_set_data_full (G_OBJECT (chooser), "id", g_strdup (id), g_free);
  g_signal_connect (chooser, "changed", G_CALLBACK (values_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), chooser);
  g_object_set_data (G_OBJECT (row), "chooser", chooser);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_remove_button (self, id, name));
  return row;
}

static GtkWidget *
new_typed_row (SchConditionEditor *self, const char *id, const char *name)
{
  GtkWidget *row = adw_entry_row_new ();
  /* Translators: %s is an attribute. */
  g_autofree char *title = g_strdup_printf (_ ("%s is one of (separated by commas)"), name);
  char **values = g_hash_table_lookup (self->condition, id);
  g_autofree char *text = values != NULL ? g_strjoinv (", ", values) : g_strdup ("");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  sch_scheme_entry_watch (GTK_EDITABLE (row), typed_cb, self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), new_remove_button (self, id, name));
  return row;
}

static gboolean
is_choice (const SchAttribute *attribute)
{
  return attribute == NULL || attribute->values->len > 0 ||
         attribute->type == SCH_ATTRIBUTE_BOOLEAN;
}

static void
append_row (SchConditionEditor *self, const char *id)
{
  const SchAttribute *attribute = find_attribute (self, id);
  const char *name = attribute != NULL ? attribute->name : id;
  GtkWidget *row = is_choice (attribute) ? new_choice_row (self, attribute, id, name)
                                         : new_typed_row (self, id, name);

  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  /* Below the row that says whose condition it is. */
  gtk_list_box_insert (GTK_LIST_BOX (self->list), row, (int) self->rows->len + 1);
  g_ptr_array_add (self->rows, row);
}

/* Whether the row could be shown as it is, with other values: it may have the keyboard. */
static gboolean
renew_row (SchConditionEditor *self, GtkWidget *row, const char *id)
{
  const SchAttribute *attribute = find_attribute (self, id);
  const char *name = attribute != NULL ? attribute->name : id;
  SchNamesChooser *chooser = g_object_get_data (G_OBJECT (row), "chooser");
  char **values = g_hash_table_lookup (self->condition, id);
  g_autofree char *text = NULL;

  if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "id"), id) != 0 ||
      g_strcmp0 (g_object_get_data (G_OBJECT (row), "name"), name) != 0 ||
      is_choice (attribute) != (chooser != NULL))
    return FALSE;
  if (chooser != NULL && attribute != NULL)
    sch_names_chooser_set_values (chooser, attribute);
  if (chooser != NULL)
    sch_names_chooser_set_chosen (chooser, (const char *const *) values);
  else
    {
      text = values != NULL ? g_strjoinv (", ", values) : g_strdup ("");
      sch_scheme_entry_show (GTK_EDITABLE (row), text);
    }
  return TRUE;
}

static void
show_rows (SchConditionEditor *self, GPtrArray *ids)
{
  gboolean same = ids->len == self->rows->len;

  for (guint i = 0; same && i < ids->len; i++)
    same = renew_row (self, self->rows->pdata[i], ids->pdata[i]);
  if (same)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < ids->len; i++)
    append_row (self, ids->pdata[i]);
}

static void
fill_menu (SchConditionEditor *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; self->attributes != NULL && i < self->attributes->len; i++)
    {
      const SchAttribute *attribute = self->attributes->pdata[i];
      g_autoptr (GMenuItem) item = NULL;

      if (g_hash_table_contains (self->condition, attribute->id))
        continue;
      item = g_menu_item_new (attribute->name, NULL);
      g_menu_item_set_action_and_target (item, "condition.add", "s", attribute->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add), G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (self->add, g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
fill (SchConditionEditor *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->condition);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_sort (ids, compare_strings);
  if (self->pending != NULL)
    g_ptr_array_add (ids, g_strdup (self->pending));
  show_rows (self, ids);
  fill_menu (self);
}

/* --- Object --------------------------------------------------------------------------------- */

static GHashTable *
copy_condition (GHashTable *condition)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_strfreev);
  GHashTableIter iter;
  gpointer id, values;

  if (condition == NULL)
    return copy;
  g_hash_table_iter_init (&iter, condition);
  while (g_hash_table_iter_next (&iter, &id, &values))
    g_hash_table_insert (copy, g_strdup (id), g_strdupv (values));
  return copy;
}

void
sch_condition_editor_set (SchConditionEditor *self, SchScheme *scheme, GPtrArray *attributes,
                          GHashTable *condition)
{
  g_return_if_fail (SCH_IS_CONDITION_EDITOR (self));

  sch_scheme_ref (scheme);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  self->scheme = scheme;
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  self->attributes = g_ptr_array_ref (attributes);
  g_hash_table_unref (self->condition);
  self->condition = copy_condition (condition);
  if (self->pending != NULL && (g_hash_table_contains (self->condition, self->pending) ||
                                find_attribute (self, self->pending) == NULL))
    g_clear_pointer (&self->pending, g_free);
  fill (self);
}

static void
sch_condition_editor_dispose (GObject *object)
{
  SchConditionEditor *self = SCH_CONDITION_EDITOR (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  G_OBJECT_CLASS (sch_condition_editor_parent_class)->dispose (object);
}

static void
sch_condition_editor_finalize (GObject *object)
{
  SchConditionEditor *self = SCH_CONDITION_EDITOR (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->condition);
  g_free (self->pending);
  G_OBJECT_CLASS (sch_condition_editor_parent_class)->finalize (object);
}

static void
sch_condition_editor_class_init (SchConditionEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_condition_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_condition_editor_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sch_condition_editor_init (SchConditionEditor *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  const GActionEntry entries[] = { { "add", add_cb, "s", NULL, NULL, { 0 } } };

  self->rows = g_ptr_array_new ();
  self->condition = copy_condition (NULL);
  self->list = gtk_list_box_new ();
  self->add_row = adw_action_row_new ();
  self->add = gtk_menu_button_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add), "list-add-symbolic");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->add, _ ("Add a Condition"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->add_row), self->add);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->add_row), self->add);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->add_row);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "condition", G_ACTION_GROUP (actions));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
sch_condition_editor_new (const char *title, const char *help)
{
  SchConditionEditor *self = g_object_new (SCH_TYPE_CONDITION_EDITOR, NULL);
  g_autofree char *accessible = g_strdup_printf (_ ("%s: add a condition"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_row), title);
  if (help != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->add_row), help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible, -1);
  return GTK_WIDGET (self);
}
