/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry a text, and an empty one at the end where a new one is typed.
 *
 * Always holds: what is told is what the entries say, without the empty ones. */

#include "config.h"

#include "sch-strings-editor.h"

#include <glib/gi18n-lib.h>

#include "sch-scheme-entry.h"

struct _SchStringsEditor
{
  AdwPreferencesGroup parent_instance;

  char *item;
  char **strings;
  GPtrArray *rows; /* of AdwEntryRow: one for each string, and the empty one */
};

G_DEFINE_FINAL_TYPE (SchStringsEditor, sch_strings_editor, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

static void
emit_changed (SchStringsEditor *self, GPtrArray *strings, SchStringsChange change)
{
  g_auto (GStrv) copy = NULL;

  g_ptr_array_add (strings, NULL);
  copy = g_strdupv ((char **) strings->pdata);
  g_signal_emit (self, changed_signal, 0, copy, (int) change);
}

static GPtrArray *
dup_list (SchStringsEditor *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->strings[i] != NULL; i++)
    g_ptr_array_add (list, g_strdup (self->strings[i]));
  return list;
}

static int
find_row (SchStringsEditor *self, gpointer row)
{
  guint index;

  return g_ptr_array_find (self->rows, row, &index) ? (int) index : -1;
}

static gboolean
typed_cb (GtkEditable *editable, const char *text, char **complaint, gpointer data)
{
  SchStringsEditor *self = data;
  g_autoptr (GPtrArray) list = dup_list (self);
  int index = find_row (self, editable);

  if (index < 0)
    return FALSE;
  if (*text == '\0' && (guint) index == list->len)
    return TRUE;
  if (*text == '\0')
    {
      g_ptr_array_remove_index (list, index);
      emit_changed (self, list, SCH_STRINGS_REMOVED);
      return TRUE;
    }
  if ((guint) index == list->len)
    {
      g_ptr_array_add (list, g_strdup (text));
      emit_changed (self, list, SCH_STRINGS_ADDED);
      return TRUE;
    }
  g_free (list->pdata[index]);
  list->pdata[index] = g_strdup (text);
  emit_changed (self, list, SCH_STRINGS_CHANGED);
  return TRUE;
}

static void
remove_cb (GtkWidget *button, gpointer data)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
  SchStringsEditor *self = data;
  g_autoptr (GPtrArray) list = dup_list (self);
  int index = find_row (self, row);

  if (index < 0 || (guint) index >= list->len)
    return;
  /* The keyboard goes on where the row was. */
  gtk_widget_grab_focus (g_ptr_array_index (self->rows, (guint) index + 1));
  g_ptr_array_remove_index (list, index);
  emit_changed (self, list, SCH_STRINGS_REMOVED);
}

static void
move (SchStringsEditor *self, int index, int direction)
{
  g_autoptr (GPtrArray) list = dup_list (self);
  int other = index + direction;

  if (index < 0 || other < 0 || (guint) index >= list->len || (guint) other >= list->len)
    return;
  g_ptr_array_insert (list, other, g_ptr_array_steal_index (list, index));
  gtk_widget_grab_focus (g_ptr_array_index (self->rows, other));
  emit_changed (self, list, SCH_STRINGS_MOVED);
}

static void
up_cb (GtkWidget *button, gpointer data)
{
  sch_scheme_entry_flush (GTK_EDITABLE (gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW)));
  move (data, find_row (data, gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW)), -1);
}

/* What is typed in the last row is taken over; where nothing is, it can be typed. */
static void
add_cb (GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);

  sch_scheme_entry_flush (GTK_EDITABLE (row));
  gtk_widget_grab_focus (row);
}

static gboolean
key_pressed_cb (SchStringsEditor *self, guint keyval, guint keycode, GdkModifierType state,
                GtkEventController *controller)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);

  if ((state & GDK_ALT_MASK) == 0 || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  sch_scheme_entry_flush (GTK_EDITABLE (row));
  move (self, find_row (self, row), keyval == GDK_KEY_Up ? -1 : 1);
  return GDK_EVENT_STOP;
}

/* --- Rows ----------------------------------------------------------------------------------- */

static GtkWidget *
add_button (SchStringsEditor *self, GtkWidget *row, const char *icon, const char *name,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "row-button");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  return button;
}

static void
add_row (SchStringsEditor *self)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "up",
                     add_button (self, row, "go-up-symbolic", _ ("Move Up (Alt+Up)"),
                                 G_CALLBACK (up_cb)));
  g_object_set_data (G_OBJECT (row), "remove",
                     add_button (self, row, "list-remove-symbolic", _ ("Remove"),
                                 G_CALLBACK (remove_cb)));
  g_object_set_data (G_OBJECT (row), "add",
                     add_button (self, row, "list-add-symbolic", _ ("Add (Enter)"),
                                 G_CALLBACK (add_cb)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, keys);
  sch_scheme_entry_watch (GTK_EDITABLE (row), typed_cb, self);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
show_buttons (GtkWidget *row, guint index, gboolean is_string)
{
  GtkWidget *up = g_object_get_data (G_OBJECT (row), "up");

  gtk_widget_set_visible (up, is_string);
  gtk_widget_set_sensitive (up, index > 0);
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "remove"), is_string);
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "add"), !is_string);
  if (is_string)
    gtk_widget_remove_css_class (row, "add-row");
  else
    gtk_widget_add_css_class (row, "add-row");
}

/* @index: the string's; the one after the last is where a new one is typed. */
static void
show_row (SchStringsEditor *self, guint index, const char *text)
{
  GtkWidget *row = g_ptr_array_index (self->rows, index);
  /* Translators: %s is “Example” or “Counter-Example”: an entry for another one. */
  g_autofree char *add = g_strdup_printf (_ ("Add %s"), self->item);
  /* Translators: an entry in a list: “Example 2”. */
  g_autofree char *title = g_strdup_printf (_ ("%s %u"), self->item, index + 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text != NULL ? title : add);
  show_buttons (row, index, text != NULL);
  sch_scheme_entry_show (GTK_EDITABLE (row), text != NULL ? text : "");
}

void
sch_strings_editor_show (SchStringsEditor *self, const char *const *strings)
{
  static const char *const none[] = { NULL };
  guint n;

  g_return_if_fail (SCH_IS_STRINGS_EDITOR (self));

  strings = strings != NULL ? strings : none;
  n = g_strv_length ((char **) strings);
  g_strfreev (self->strings);
  self->strings = g_strdupv ((char **) strings);
  while (self->rows->len < n + 1)
    add_row (self);
  while (self->rows->len > n + 1)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, self->rows->len - 1);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
    }
  for (guint i = 0; i <= n; i++)
    show_row (self, i, strings[i]);
}

void
sch_strings_editor_flush (SchStringsEditor *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_if_fail (SCH_IS_STRINGS_EDITOR (self));

  /* What is taken over may change the rows. */
  rows = g_ptr_array_copy (self->rows, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (rows, g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    if (find_row (self, g_ptr_array_index (rows, i)) >= 0)
      sch_scheme_entry_flush (g_ptr_array_index (rows, i));
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_strings_editor_finalize (GObject *object)
{
  SchStringsEditor *self = SCH_STRINGS_EDITOR (object);

  g_free (self->item);
  g_strfreev (self->strings);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (sch_strings_editor_parent_class)->finalize (object);
}

static void
sch_strings_editor_class_init (SchStringsEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_strings_editor_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_INT);
}

static void
sch_strings_editor_init (SchStringsEditor *self)
{
  self->strings = g_new0 (char *, 1);
  self->rows = g_ptr_array_new ();
}

GtkWidget *
sch_strings_editor_new (const char *title, const char *description, const char *item)
{
  SchStringsEditor *self = g_object_new (SCH_TYPE_STRINGS_EDITOR, "title", title, "description",
                                         description, NULL);

  self->item = g_strdup (item);
  sch_strings_editor_show (self, NULL);
  return GTK_WIDGET (self);
}
