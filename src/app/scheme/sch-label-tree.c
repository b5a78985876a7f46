/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of labels as a list with indents. Rows stay the same widgets as long as their labels are
 * there, so that focus and pointer keep their place when the scheme changes.
 *
 * Always holds: nothing is moved here; the rows follow the scheme. */

#include "config.h"

#include "sch-bin-layout.h"
#include "sch-label-tree.h"

#include <glib/gi18n-lib.h>

#include "sch-label-tree-row.h"

/* The part of a row, above and below, where a drop means beside it. */
#define BESIDE 0.3

struct _SchLabelTree
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *list;

  SchLabelCounts *counts;
  char *selected;
  char *filter; /* in folded case; "" = all */
  gboolean editable;
  gboolean filling;
  GtkWidget *drop_row; /* (nullable): marked as the place of a drop */
};

G_DEFINE_FINAL_TYPE (SchLabelTree, sch_label_tree, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  DROPPED,
  STEPPED,
  MENU,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const char *const drop_classes[] = {
  [SCH_LABEL_BEFORE] = "drop-before",
  [SCH_LABEL_AFTER] = "drop-after",
  [SCH_LABEL_INTO] = "drop-into",
};

static SchLabelTreeRow *
get_row (SchLabelTree *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);

  return row != NULL ? SCH_LABEL_TREE_ROW (row) : NULL;
}

static SchLabelTreeRow *
find_row (SchLabelTree *self, const char *id)
{
  SchLabelTreeRow *row;

  for (guint i = 0; id != NULL && (row = get_row (self, i)) != NULL; i++)
    if (g_str_equal (sch_label_tree_row_get_label (row), id))
      return row;
  return NULL;
}

/* --- Headings and filter -------------------------------------------------------------------- */

#define RETIRED SCH_N_KINDS

static int
group_of (GtkListBoxRow *row)
{
  return sch_label_tree_row_is_retired (SCH_LABEL_TREE_ROW (row))
             ? RETIRED
             : (int) sch_label_tree_row_get_kind (SCH_LABEL_TREE_ROW (row));
}

static const char *
get_group_name (int group)
{
  switch (group)
    {
    case SCH_KIND_ENTITY:
      return _ ("Entities");
    case SCH_KIND_CLAIM:
      return _ ("Claims");
    case SCH_KIND_SOURCE:
      return _ ("Sources");
    case SCH_KIND_CUE:
      return _ ("Cues");
    case RETIRED:
      return C_ ("labels", "Retired");
    case SCH_KIND_OTHER:
    default:
      return C_ ("labels", "Other");
    }
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  GtkWidget *heading = gtk_list_box_row_get_header (row);

  if (before != NULL && group_of (before) == group_of (row))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (heading == NULL)
    {
      heading = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "label-tree-heading");
      gtk_list_box_row_set_header (row, heading);
    }
  gtk_label_set_text (GTK_LABEL (heading), get_group_name (group_of (row)));
}

/* What matches, with the rows above it: from the end, with the depth that is still wanted. */
static void
update_filter (SchLabelTree *self)
{
  guint n = 0;
  guint wanted = 0;

  while (get_row (self, n) != NULL)
    n++;
  for (guint i = n; i > 0; i--)
    {
      SchLabelTreeRow *row = get_row (self, i - 1);
      guint depth = sch_label_tree_row_get_depth (row);
      gboolean shown = depth < wanted || sch_label_tree_row_matches (row, self->filter);

      if (shown || depth == 0)
        wanted = shown ? depth : 0;
      gtk_widget_set_visible (GTK_WIDGET (row), shown);
    }
  gtk_list_box_invalidate_headers (self->list);
}

/* --- Selection ------------------------------------------------------------------------------ */

static void
set_selected (SchLabelTree *self, const char *id)
{
  if (g_strcmp0 (self->selected, id) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  g_signal_emit (self, signals[SELECTED], 0, self->selected);
}

static void
row_selected_cb (SchLabelTree *self, GtkListBoxRow *row)
{
  if (!self->filling && row != NULL)
    set_selected (self, sch_label_tree_row_get_label (SCH_LABEL_TREE_ROW (row)));
}

static gboolean
has_focus_inside (SchLabelTree *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
}

void
sch_label_tree_select (SchLabelTree *self, const char *id)
{
  SchLabelTreeRow *row;

  g_return_if_fail (SCH_IS_LABEL_TREE (self));

  row = find_row (self, id);
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  set_selected (self, id);
}

void
sch_label_tree_focus (SchLabelTree *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (SCH_IS_LABEL_TREE (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

const char *
sch_label_tree_get_selected (SchLabelTree *self)
{
  g_return_val_if_fail (SCH_IS_LABEL_TREE (self), NULL);
  return self->selected;
}

/* --- Filling -------------------------------------------------------------------------------- */

static void
update_counts (SchLabelTree *self)
{
  SchLabelTreeRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    sch_label_tree_row_set_count (row, sch_label_counts_get (self->counts,
                                                             sch_label_tree_row_get_label (row)));
}

static gboolean
is_order (SchLabelTree *self, GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      SchLabelTreeRow *row = get_row (self, i);

      if (row == NULL || !g_str_equal (sch_label_tree_row_get_label (row),
                                       g_array_index (places, SchLabelPlace, i).label->id))
        return FALSE;
    }
  return get_row (self, places->len) == NULL;
}

/* Rows of labels that are still there are put into another place, not made anew. */
static void
reorder (SchLabelTree *self, GArray *places)
{
  g_autoptr (GHashTable)
      rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  SchLabelTreeRow *row;

  /* A row that is taken out while it is selected could not be selected again. */
  gtk_list_box_select_row (self->list, NULL);
  while ((row = get_row (self, 0)) != NULL)
    {
      g_hash_table_insert (rows, g_strdup (sch_label_tree_row_get_label (row)), g_object_ref (row));
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }
  for (guint i = 0; i < places->len; i++)
    {
      const SchLabelPlace *place = &g_array_index (places, SchLabelPlace, i);
      GtkWidget *kept = g_hash_table_lookup (rows, place->label->id);

      gtk_list_box_append (self->list, kept != NULL ? kept : sch_label_tree_row_new (place));
    }
}

static void
select_again (SchLabelTree *self, guint index)
{
  SchLabelTreeRow *row = find_row (self, self->selected);

  for (guint i = index + 1; row == NULL && i > 0; i--)
    row = get_row (self, i - 1);
  self->filling = TRUE;
  gtk_list_box_select_row (self->list, row != NULL ? GTK_LIST_BOX_ROW (row) : NULL);
  self->filling = FALSE;
  set_selected (self, row != NULL ? sch_label_tree_row_get_label (row) : NULL);
}

void
sch_label_tree_show (SchLabelTree *self, SchScheme *scheme)
{
  g_autoptr (GArray) places = NULL;
  gboolean focused;
  GtkListBoxRow *before;
  guint index;

  g_return_if_fail (SCH_IS_LABEL_TREE (self) && scheme != NULL);

  places = sch_label_order_list (scheme);
  focused = has_focus_inside (self);
  before = gtk_list_box_get_selected_row (self->list);
  index = before != NULL ? (guint) gtk_list_box_row_get_index (before) : 0;
  if (!is_order (self, places))
    {
      /* Else the window looks for the next widget to have it, some time later. */
      if (focused)
        gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
      self->filling = TRUE;
      reorder (self, places);
      self->filling = FALSE;
    }
  for (guint i = 0; i < places->len; i++)
    sch_label_tree_row_show (get_row (self, i), &g_array_index (places, SchLabelPlace, i));
  update_counts (self);
  update_filter (self);
  select_again (self, index);
  if (focused)
    sch_label_tree_focus (self);
}

void
sch_label_tree_set_filter (SchLabelTree *self, const char *text)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (SCH_IS_LABEL_TREE (self) && text != NULL);

  folded = g_utf8_casefold (text, -1);
  if (g_str_equal (g_strstrip (folded), self->filter))
    return;
  g_free (self->filter);
  self->filter = g_steal_pointer (&folded);
  update_filter (self);
}

void
sch_label_tree_set_editable (SchLabelTree *self, gboolean editable)
{
  g_return_if_fail (SCH_IS_LABEL_TREE (self));
  self->editable = editable;
}

/* --- Keys and menu -------------------------------------------------------------------------- */

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  SchLabelTree *self = SCH_LABEL_TREE (widget);
  int step = g_variant_get_int32 (args);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  /* In is where the rows are indented to. */
  if (rtl && step >= SCH_LABEL_IN)
    step = step == SCH_LABEL_IN ? SCH_LABEL_OUT : SCH_LABEL_IN;
  if (self->editable && self->selected != NULL && has_focus_inside (self))
    g_signal_emit (self, signals[STEPPED], 0, self->selected, step);
  return GDK_EVENT_STOP;
}

static void
open_menu (SchLabelTree *self, GtkListBoxRow *row, double x, double y)
{
  double own_x;
  double own_y;

  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_widget_translate_coordinates (GTK_WIDGET (self->list), GTK_WIDGET (self), x, y, &own_x,
                                    &own_y);
  g_signal_emit (self, signals[MENU], 0, sch_label_tree_row_get_label (SCH_LABEL_TREE_ROW (row)),
                 own_x, own_y);
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  SchLabelTree *self = SCH_LABEL_TREE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  double x;
  double y;

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_translate_coordinates (GTK_WIDGET (row), GTK_WIDGET (self->list), 24,
                                    gtk_widget_get_height (GTK_WIDGET (row)), &x, &y);
  open_menu (self, row, x, y);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (SchLabelTree *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (row == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, row, x, y);
}

static void
add_menu (SchLabelTree *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (gesture));
}

/* --- Dragging ------------------------------------------------------------------------------- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, SchLabelTree *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  g_autoptr (GdkPaintable) picture = NULL;

  if (!self->editable || row == NULL || sch_label_tree_row_is_retired (SCH_LABEL_TREE_ROW (row)))
    return NULL;
  picture = gtk_widget_paintable_new (GTK_WIDGET (row));
  gtk_drag_source_set_icon (source, picture, 24, 12);
  return gdk_content_provider_new_typed (SCH_TYPE_LABEL_TREE_ROW, row);
}

static void
mark_drop (SchLabelTree *self, GtkWidget *row, SchLabelDrop drop)
{
  for (guint i = 0; self->drop_row != NULL && i < G_N_ELEMENTS (drop_classes); i++)
    gtk_widget_remove_css_class (self->drop_row, drop_classes[i]);
  g_clear_weak_pointer (&self->drop_row);
  if (row == NULL)
    return;
  g_set_weak_pointer (&self->drop_row, row);
  gtk_widget_add_css_class (row, drop_classes[drop]);
}

/* (nullable): the row at the place, and what a drop would mean there */
static GtkListBoxRow *
find_drop (SchLabelTree *self, double y, SchLabelDrop *drop)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  double row_x;
  double row_y;
  double share;

  if (row == NULL || sch_label_tree_row_is_retired (SCH_LABEL_TREE_ROW (row)) ||
      !gtk_widget_translate_coordinates (GTK_WIDGET (self->list), GTK_WIDGET (row), 0, y, &row_x,
                                         &row_y))
    return NULL;
  share = row_y / MAX (gtk_widget_get_height (GTK_WIDGET (row)), 1);
  *drop = share < BESIDE ? SCH_LABEL_BEFORE : share > 1 - BESIDE ? SCH_LABEL_AFTER : SCH_LABEL_INTO;
  return row;
}

static GdkDragAction
motion_cb (SchLabelTree *self, double x, double y)
{
  SchLabelDrop drop;
  GtkListBoxRow *row = self->editable ? find_drop (self, y, &drop) : NULL;

  mark_drop (self, row != NULL ? GTK_WIDGET (row) : NULL, row != NULL ? drop : SCH_LABEL_INTO);
  return row != NULL ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (SchLabelTree *self)
{
  mark_drop (self, NULL, SCH_LABEL_INTO);
}

static gboolean
drop_cb (SchLabelTree *self, const GValue *value, double x, double y)
{
  SchLabelTreeRow *dragged = g_value_get_object (value);
  SchLabelDrop drop;
  GtkListBoxRow *row = find_drop (self, y, &drop);

  mark_drop (self, NULL, SCH_LABEL_INTO);
  if (!self->editable || row == NULL || GTK_LIST_BOX_ROW (dragged) == row)
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, sch_label_tree_row_get_label (dragged),
                 sch_label_tree_row_get_label (SCH_LABEL_TREE_ROW (row)), (int) drop);
  return TRUE;
}

static void
add_dragging (SchLabelTree *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (SCH_TYPE_LABEL_TREE_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_label_tree_dispose (GObject *object)
{
  SchLabelTree *self = SCH_LABEL_TREE (object);

  g_clear_weak_pointer (&self->drop_row);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->counts);
  G_OBJECT_CLASS (sch_label_tree_parent_class)->dispose (object);
}

static void
sch_label_tree_finalize (GObject *object)
{
  SchLabelTree *self = SCH_LABEL_TREE (object);

  g_free (self->selected);
  g_free (self->filter);
  G_OBJECT_CLASS (sch_label_tree_parent_class)->finalize (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keyval;
    guint keypad;
    SchLabelStep step;
  } steps[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, SCH_LABEL_UP },
    { GDK_KEY_Down, GDK_KEY_KP_Down, SCH_LABEL_DOWN },
    { GDK_KEY_Right, GDK_KEY_KP_Right, SCH_LABEL_IN },
    { GDK_KEY_Left, GDK_KEY_KP_Left, SCH_LABEL_OUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_widget_class_add_binding (widget_class, steps[i].keyval, GDK_ALT_MASK, step_cb, "i",
                                    steps[i].step);
      gtk_widget_class_add_binding (widget_class, steps[i].keypad, GDK_ALT_MASK, step_cb, "i",
                                    steps[i].step);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "label.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "label.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "label.rename", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
}

static void
sch_label_tree_class_init (SchLabelTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_label_tree_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_label_tree_finalize;
  signals[SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DROPPED] = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT);
  signals[STEPPED] = g_signal_new ("stepped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                3, G_TYPE_STRING, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
  add_bindings (widget_class);
}

static void
sch_label_tree_init (SchLabelTree *self)
{
  self->filter = g_strdup ("");
  self->editable = TRUE;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->list, header_func, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "label-tree");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Labels of the scheme"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  add_menu (self);
  add_dragging (self);
}

GtkWidget *
sch_label_tree_new (SchLabelCounts *counts)
{
  SchLabelTree *self = g_object_new (SCH_TYPE_LABEL_TREE, NULL);

  self->counts = g_object_ref (counts);
  g_signal_connect_object (counts, "changed", G_CALLBACK (update_counts), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
