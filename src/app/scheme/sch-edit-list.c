/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of an editable list, the body of the open one in a row of its own below it, and the entry
 * for new ones as the last. Rows are known by the ids of what they stand for; at most one is open. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-edit-list.h"

#include <glib/gi18n-lib.h>

#include "sch-edit-row.h"
#include "sch-later.h"

struct _SchEditList
{
  GtkWidget parent_instance;

  GtkWidget *list;
  GtkWidget *empty; /* row */
  GtkWidget *body_row;
  GtkWidget *add;  /* (nullable) */
  GPtrArray *rows; /* of SchEditRow, in order */
  char *open_id;   /* (nullable) */
  char *dragged;   /* (nullable) */
  gboolean unordered;
  guint focus_source;
  SchEditBody body;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (SchEditList, sch_edit_list, GTK_TYPE_WIDGET)

enum
{
  MOVE,
  REMOVE,
  ADD,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static SchEditRow *
find_row (SchEditList *self, const char *id, guint *position)
{
  for (guint i = 0; id != NULL && i < self->rows->len; i++)
    if (g_str_equal (sch_edit_row_get_id (self->rows->pdata[i]), id))
      {
        if (position != NULL)
          *position = i;
        return self->rows->pdata[i];
      }
  return NULL;
}

static gboolean
has_focus_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* --- Moving --------------------------------------------------------------------------------- */

static void
emit_move (SchEditList *self, const char *id, guint position)
{
  g_autofree char *copy = g_strdup (id);

  g_signal_emit (self, signals[MOVE], 0, copy, position);
}

static gboolean
row_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
            SchEditRow *row)
{
  SchEditList *self = SCH_EDIT_LIST (
      gtk_widget_get_ancestor (GTK_WIDGET (row), SCH_TYPE_EDIT_LIST));
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  guint position;

  if (find_row (self, sch_edit_row_get_id (row), &position) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (modifiers == GDK_ALT_MASK && (up || down) && !self->unordered)
    {
      if (up && position > 0)
        emit_move (self, sch_edit_row_get_id (row), position - 1);
      else if (down && position + 1 < self->rows->len)
        emit_move (self, sch_edit_row_get_id (row), position + 1);
      return GDK_EVENT_STOP;
    }
  if (modifiers == 0 && (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete))
    {
      g_autofree char *id = g_strdup (sch_edit_row_get_id (row));

      g_signal_emit (self, signals[REMOVE], 0, id);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, SchEditRow *row)
{
  SchEditList *self = SCH_EDIT_LIST (
      gtk_widget_get_ancestor (GTK_WIDGET (row), SCH_TYPE_EDIT_LIST));

  g_free (self->dragged);
  self->dragged = g_strdup (sch_edit_row_get_id (row));
  return gdk_content_provider_new_typed (G_TYPE_STRING, self->dragged);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, SchEditRow *row)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (row));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, SchEditRow *row)
{
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (row), SCH_TYPE_EDIT_LIST);

  if (self != NULL)
    g_clear_pointer (&SCH_EDIT_LIST (self)->dragged, g_free);
}

/* Where a thing that is let go at @y would stand, counted without itself. */
static guint
get_drop_position (SchEditList *self, double y)
{
  guint position = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      graphene_rect_t bounds;

      if (g_str_equal (sch_edit_row_get_id (SCH_EDIT_ROW (row)), self->dragged) ||
          !gtk_widget_compute_bounds (row, self->list, &bounds))
        continue;
      if (y > bounds.origin.y + bounds.size.height / 2)
        position++;
    }
  return position;
}

static GdkDragAction
drop_motion_cb (SchEditList *self, double x, double y)
{
  GtkListBoxRow *row;

  if (self->dragged == NULL)
    return 0;
  row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), (int) y);
  if (row != NULL && SCH_IS_EDIT_ROW (row))
    gtk_list_box_drag_highlight_row (GTK_LIST_BOX (self->list), row);
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (SchEditList *self)
{
  gtk_list_box_drag_unhighlight_row (GTK_LIST_BOX (self->list));
}

static gboolean
drop_cb (SchEditList *self, const GValue *value, double x, double y)
{
  guint old;
  guint position;

  gtk_list_box_drag_unhighlight_row (GTK_LIST_BOX (self->list));
  if (find_row (self, self->dragged, &old) == NULL)
    return FALSE;
  position = get_drop_position (self, y);
  if (position != old)
    emit_move (self, self->dragged, position);
  return TRUE;
}

/* --- Opening -------------------------------------------------------------------------------- */

static void
fill_body (SchEditList *self)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->body_row),
                              self->open_id != NULL ? self->body (self->open_id, self->data)
                                                    : NULL);
}

static void
place_body (SchEditList *self)
{
  SchEditRow *row = find_row (self, self->open_id, NULL);
  gboolean here = gtk_widget_get_parent (self->body_row) != NULL;
  int wanted = row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1 : -1;

  if (here && row != NULL &&
      gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->body_row)) == wanted)
    return;
  if (here)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), self->body_row);
  if (row == NULL)
    return;
  wanted = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1;
  gtk_list_box_insert (GTK_LIST_BOX (self->list), self->body_row, wanted);
}

static void
set_open (SchEditList *self, const char *id)
{
  SchEditRow *row = find_row (self, self->open_id, NULL);
  char *old = self->open_id;

  if (g_strcmp0 (old, id) == 0)
    return;
  /* What is being typed there is taken over before it goes. */
  if (gtk_widget_get_parent (self->body_row) != NULL && has_focus_within (self->body_row))
    gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->list);
  if (row != NULL)
    sch_edit_row_set_open (row, FALSE);
  self->open_id = g_strdup (id);
  g_free (old);
  row = find_row (self, self->open_id, NULL);
  if (row == NULL)
    g_clear_pointer (&self->open_id, g_free);
  else
    sch_edit_row_set_open (row, TRUE);
  fill_body (self);
  place_body (self);
}

static void
row_activated_cb (SchEditList *self, GtkListBoxRow *row)
{
  const char *id;

  if (!SCH_IS_EDIT_ROW (row))
    return;
  id = sch_edit_row_get_id (SCH_EDIT_ROW (row));
  set_open (self, g_strcmp0 (id, self->open_id) == 0 ? NULL : id);
}

static gboolean
body_key_cb (SchEditList *self, guint keyval)
{
  SchEditRow *row = find_row (self, self->open_id, NULL);

  if (keyval != GDK_KEY_Escape || row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  set_open (self, NULL);
  return GDK_EVENT_STOP;
}

/* --- Adding --------------------------------------------------------------------------------- */

static void
add_typed (SchEditList *self)
{
  g_auto (GStrv)
      lines = g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (self->add)), "\r\n", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (names, lines[i]);
  if (names->len == 0)
    return;
  g_ptr_array_add (names, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  g_signal_emit (self, signals[ADD], 0, names->pdata);
}

static gboolean
add_pasted_cb (gpointer data)
{
  add_typed (SCH_EDIT_LIST (data));
  return G_SOURCE_REMOVE;
}

/* Several lines were pasted: they need no Enter. Not within the change itself: GtkText is in it. */
static void
add_changed_cb (SchEditList *self)
{
  if (strchr (gtk_editable_get_text (GTK_EDITABLE (self->add)), '\n') != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, add_pasted_cb, g_object_ref (self), g_object_unref);
}

static GtkWidget *
new_add_row (SchEditList *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_tooltip_text (button, _ ("Add (Enter)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add"),
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "row-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  gtk_widget_add_css_class (row, "add-row");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_typed), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (add_typed), self);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (add_changed_cb), self);
  return row;
}

/* --- Items ---------------------------------------------------------------------------------- */

static SchEditRow *
new_row (SchEditList *self, const char *id)
{
  GtkWidget *row = sch_edit_row_new (id);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_widget_set_visible (sch_edit_row_get_handle (SCH_EDIT_ROW (row)), !self->unordered);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (row_key_cb), row);
  gtk_widget_add_controller (row, keys);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), row);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), row);
  gtk_widget_add_controller (sch_edit_row_get_handle (SCH_EDIT_ROW (row)),
                             GTK_EVENT_CONTROLLER (drag));
  return SCH_EDIT_ROW (row);
}

static gboolean
is_among (const char *id, const SchEditItem *items, guint n_items)
{
  for (guint i = 0; i < n_items; i++)
    if (g_str_equal (items[i].id, id))
      return TRUE;
  return FALSE;
}

/* Takes rows away that are no longer named; the focus goes to a neighbour. */
static void
drop_rows (SchEditList *self, const SchEditItem *items, guint n_items)
{
  for (guint i = self->rows->len; i-- > 0;)
    {
      GtkWidget *row = self->rows->pdata[i];
      const char *id = sch_edit_row_get_id (SCH_EDIT_ROW (row));
      gboolean is_open = g_strcmp0 (id, self->open_id) == 0;
      gboolean focused;

      if (is_among (id, items, n_items))
        continue;
      focused = has_focus_within (row) ||
                (is_open && gtk_widget_get_parent (self->body_row) != NULL &&
                 has_focus_within (self->body_row));
      if (is_open)
        set_open (self, NULL);
      g_ptr_array_remove_index (self->rows, i);
      if (focused && self->rows->len > 0)
        gtk_widget_grab_focus (self->rows->pdata[MIN (i, self->rows->len - 1)]);
      else if (focused && self->add != NULL)
        gtk_widget_grab_focus (self->add);
      gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
    }
}

static void
sort_rows (SchEditList *self, const SchEditItem *items, guint n_items)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GtkWidget *focused = NULL;
  gboolean same;

  for (guint i = 0; i < n_items; i++)
    {
      SchEditRow *row = find_row (self, items[i].id, NULL);

      if (row == NULL)
        {
          row = new_row (self, items[i].id);
          gtk_list_box_insert (GTK_LIST_BOX (self->list), GTK_WIDGET (row), -1);
        }
      sch_edit_row_set_item (row, &items[i]);
      g_ptr_array_add (sorted, row);
    }
  same = sorted->len == self->rows->len &&
         (sorted->len == 0 ||
          memcmp (sorted->pdata, self->rows->pdata, sorted->len * sizeof (gpointer)) == 0);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (self->rows, sorted->pdata[i]);
  if (same)
    return;
  if (gtk_widget_get_parent (self->body_row) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), self->body_row);
  for (guint i = 0; i < sorted->len; i++)
    {
      GtkWidget *row = sorted->pdata[i];

      if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) == (int) i)
        continue;
      if (has_focus_within (row))
        focused = row;
      g_object_ref (row);
      gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
      gtk_list_box_insert (GTK_LIST_BOX (self->list), row, (int) i);
      g_object_unref (row);
    }
  if (focused != NULL)
    gtk_widget_grab_focus (focused);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_edit_list_dispose (GObject *object)
{
  SchEditList *self = SCH_EDIT_LIST (object);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_object (&self->body_row);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_edit_list_parent_class)->dispose (object);
}

static void
sch_edit_list_finalize (GObject *object)
{
  SchEditList *self = SCH_EDIT_LIST (object);

  g_ptr_array_unref (self->rows);
  g_free (self->open_id);
  g_free (self->dragged);
  G_OBJECT_CLASS (sch_edit_list_parent_class)->finalize (object);
}

static void
sch_edit_list_class_init (SchEditListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_edit_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_edit_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SCH_TYPE_BIN_LAYOUT);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_UINT);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRV);
}

static void
make_body_row (SchEditList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->body_row = g_object_ref_sink (gtk_list_box_row_new ());
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->body_row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self->body_row), FALSE);
  gtk_widget_set_focusable (self->body_row, FALSE);
  gtk_widget_add_css_class (self->body_row, "edit-body");
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (body_key_cb), self);
  gtk_widget_add_controller (self->body_row, keys);
}

static void
sch_edit_list_init (SchEditList *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);
  GtkWidget *empty_label = gtk_label_new (NULL);

  self->rows = g_ptr_array_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  make_body_row (self);
  self->empty = gtk_list_box_row_new ();
  gtk_label_set_wrap (GTK_LABEL (empty_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (empty_label), 0);
  gtk_widget_add_css_class (empty_label, "dim-label");
  gtk_widget_add_css_class (self->empty, "edit-empty");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->empty), empty_label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->empty), FALSE);
  gtk_widget_set_focusable (self->empty, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->empty);
  gtk_widget_set_visible (self->empty, FALSE);
  g_signal_connect_swapped (drop, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
sch_edit_list_new (const char *name, const char *add_title, SchEditBody body, gpointer data)
{
  SchEditList *self = g_object_new (SCH_TYPE_EDIT_LIST, NULL);

  self->body = body;
  self->data = data;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  if (add_title != NULL)
    {
      self->add = new_add_row (self, add_title);
      gtk_list_box_append (GTK_LIST_BOX (self->list), self->add);
    }
  return GTK_WIDGET (self);
}

void
sch_edit_list_set_empty_text (SchEditList *self, const char *empty_text)
{
  GtkWidget *label;

  g_return_if_fail (SCH_IS_EDIT_LIST (self));
  label = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self->empty));
  gtk_label_set_text (GTK_LABEL (label), empty_text);
  gtk_widget_set_visible (self->empty, self->rows->len == 0 && empty_text != NULL);
}

void
sch_edit_list_set_items (SchEditList *self, const SchEditItem *items, guint n_items)
{
  GtkWidget *label;

  g_return_if_fail (SCH_IS_EDIT_LIST (self));
  drop_rows (self, items, n_items);
  sort_rows (self, items, n_items);
  place_body (self);
  label = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self->empty));
  gtk_widget_set_visible (self->empty,
                          n_items == 0 && *gtk_label_get_text (GTK_LABEL (label)) != '\0');
}

static gboolean
focus_body_cb (gpointer data)
{
  SchEditList *self = data;

  self->focus_source = 0;
  if (self->open_id != NULL)
    gtk_widget_child_focus (self->body_row, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

/**
 * sch_edit_list_open:
 * @id: (nullable): of an item; NULL = none
 */
void
sch_edit_list_open (SchEditList *self, const char *id)
{
  g_return_if_fail (SCH_IS_EDIT_LIST (self));
  set_open (self, id);
  /* Once it is on the screen: screen readers do not know what has the focus before. */
  if (self->open_id != NULL && self->focus_source == 0)
    self->focus_source = sch_later_add (focus_body_cb, self);
}

const char *
sch_edit_list_get_open (SchEditList *self)
{
  g_return_val_if_fail (SCH_IS_EDIT_LIST (self), NULL);
  return self->open_id;
}

void
sch_edit_list_renew_body (SchEditList *self)
{
  g_return_if_fail (SCH_IS_EDIT_LIST (self));
  if (self->open_id != NULL)
    fill_body (self);
}

void
sch_edit_list_set_ordered (SchEditList *self, gboolean ordered)
{
  g_return_if_fail (SCH_IS_EDIT_LIST (self));
  self->unordered = !ordered;
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (sch_edit_row_get_handle (self->rows->pdata[i]), ordered);
}

void
sch_edit_list_focus_add (SchEditList *self)
{
  g_return_if_fail (SCH_IS_EDIT_LIST (self));
  if (self->add != NULL)
    gtk_widget_grab_focus (self->add);
}
