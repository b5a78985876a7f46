/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover that does not grab: the person goes on reading, dragging and pressing label keys while it
 * is open. Its parent is a widget of its own, so that the text view does not lay it out. */

#include "config.h"

#include "sch-label-popover.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-label-help.h"
#include "sch-label-suggest.h"
#include "sch-swatch.h"

struct _SchLabelPopover
{
  GtkWidget parent_instance;

  GtkWidget *popover;
  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *empty;
  GtkListBoxRow *new_row; /* (nullable): makes what was typed; the last one */
  GtkLabel *new_label;
  SchScheme *scheme; /* of the labels on show */
  gboolean can_create;
};

enum
{
  CHOSEN,
  CREATE,
  DISMISSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchLabelPopover, sch_label_popover, GTK_TYPE_WIDGET)

static const char *
get_row_label (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "label");
}

/* (transfer full): what was typed, as a name. */
static char *
dup_typed (SchLabelPopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
choose_row (SchLabelPopover *self, GtkListBoxRow *row)
{
  g_autofree char *label = row != NULL ? g_strdup (get_row_label (row)) : NULL;
  g_autofree char *typed = dup_typed (self);

  if (row != NULL && row == self->new_row)
    {
      sch_label_popover_hide (self);
      g_signal_emit (self, signals[CREATE], 0, typed);
      return;
    }
  if (label == NULL)
    return;
  sch_label_popover_hide (self);
  g_signal_emit (self, signals[CHOSEN], 0, label);
}

static void
row_activated_cb (SchLabelPopover *self, GtkListBoxRow *row)
{
  choose_row (self, row);
}

static void
row_selected_cb (SchLabelPopover *self, GtkListBoxRow *selected)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    {
      GtkLabel *description = g_object_get_data (G_OBJECT (row), "description");

      gtk_widget_set_visible (GTK_WIDGET (description),
                              row == selected && *gtk_label_get_text (description) != '\0');
    }
}

/* Neither filtered away nor of no use now. */
static gboolean
is_shown (GtkListBoxRow *row)
{
  return gtk_widget_get_child_visible (GTK_WIDGET (row)) &&
         gtk_widget_get_visible (GTK_WIDGET (row));
}

static GtkListBoxRow *
find_first_visible (SchLabelPopover *self)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);

      if (row == NULL || is_shown (row))
        return row;
    }
}

static void
entry_activated_cb (SchLabelPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  choose_row (self, row != NULL ? row : find_first_visible (self));
}

/* --- A label that is not there yet --- */

/* (nullable): the label that has just this name */
static const SchLabel *
find_typed (SchLabelPopover *self)
{
  g_autofree char *typed = dup_typed (self);

  return self->scheme != NULL && *typed != '\0'
             ? sch_scheme_find_label_by_name (self->scheme, typed)
             : NULL;
}

static gboolean
offers_new (SchLabelPopover *self)
{
  const SchLabel *label = find_typed (self);
  g_autofree char *typed = dup_typed (self);

  return self->can_create && *typed != '\0' && (label == NULL || label->retired);
}

static void
update_new_row (SchLabelPopover *self)
{
  const SchLabel *retired = find_typed (self);
  g_autofree char *typed = dup_typed (self);
  g_autofree char *text = NULL;

  if (self->new_row == NULL)
    return;
  if (retired != NULL)
    /* Translators: %s is the name of a label that is not in use any more. */
    text = g_strdup_printf (_ ("Use “%s” again"), retired->name);
  else
    /* Translators: %s is the name that a label will have. */
    text = g_strdup_printf (_ ("New label “%s”"), typed);
  gtk_label_set_text (self->new_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->new_row), offers_new (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->new_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
add_new_row (SchLabelPopover *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *description = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 28);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_set_visible (description, FALSE);
  gtk_box_append (GTK_BOX (column), box);
  gtk_box_append (GTK_BOX (column), description);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), column);
  gtk_widget_set_focus_on_click (row, FALSE);
  g_object_set_data (G_OBJECT (row), "description", description);
  self->new_row = GTK_LIST_BOX_ROW (row);
  self->new_label = GTK_LABEL (text);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  update_new_row (self);
}

static void
search_changed_cb (SchLabelPopover *self)
{
  GtkListBoxRow *first;

  update_new_row (self);
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  first = find_first_visible (self);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), first);
}

static void
stop_search_cb (SchLabelPopover *self)
{
  sch_label_popover_hide (self);
  g_signal_emit (self, signals[DISMISSED], 0);
}

/* Names that begin with what was typed, or have a word that does; a single letter also by key. */
static gboolean
filter_row (GtkListBoxRow *row, gpointer data)
{
  SchLabelPopover *self = data;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *name = g_object_get_data (G_OBJECT (row), "name");

  if (row == self->new_row)
    return offers_new (self);
  return *typed == '\0' || g_str_match_string (typed, name, TRUE);
}

static void
move_selection (SchLabelPopover *self, int direction)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  for (;;)
    {
      index += direction;
      row = index >= 0 ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index) : NULL;
      if (row == NULL)
        return;
      if (is_shown (row))
        break;
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
}

static gboolean
key_pressed_cb (SchLabelPopover *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
sch_label_popover_dispose (GObject *object)
{
  SchLabelPopover *self = SCH_LABEL_POPOVER (object);

  self->new_row = NULL;
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_label_popover_parent_class)->dispose (object);
}

static void
sch_label_popover_class_init (SchLabelPopoverClass *klass)
{
  GType type = SCH_TYPE_LABEL_POPOVER;

  G_OBJECT_CLASS (klass)->dispose = sch_label_popover_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CREATE] = g_signal_new ("create", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DISMISSED] = g_signal_new ("dismissed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
sch_label_popover_init (SchLabelPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  self->popover = gtk_popover_new ();
  self->entry = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  self->empty = gtk_label_new (_ ("No label has this name"));
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), TRUE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (self->popover, "sch-labels");
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_row, self, NULL);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), self->empty);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a label"), -1);
  g_object_set (self->entry, "placeholder-text", _ ("Label"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Labels"), -1);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_size_request (box, 200, -1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  /* Not "search-changed", which comes late: Enter takes what was typed, however fast. */
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

SchLabelPopover *
sch_label_popover_new (GtkWidget *parent)
{
  SchLabelPopover *self = g_object_new (SCH_TYPE_LABEL_POPOVER, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

/* A second line, for the row that Enter would take. */
static GtkWidget *
make_description (const SchLabel *label)
{
  GtkWidget *description = gtk_label_new (label->description);

  gtk_label_set_xalign (GTK_LABEL (description), 0);
  gtk_label_set_wrap (GTK_LABEL (description), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (description), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (description), 3);
  gtk_label_set_ellipsize (GTK_LABEL (description), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (description), 28);
  gtk_label_set_max_width_chars (GTK_LABEL (description), 28);
  gtk_widget_add_css_class (description, "label-description");
  gtk_widget_set_visible (description, FALSE);
  return description;
}

static GtkWidget *
make_row (const SchLabel *label, const char *label_key)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *description = make_description (label);
  g_autofree char *tooltip = sch_label_help_dup_tooltip (label);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = sch_swatch_new ();
  GtkWidget *name = gtk_label_new (label->name);

  sch_swatch_set_label (SCH_SWATCH (swatch), label);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), name);
  if (*label_key != '\0')
    {
      g_autofree char *upper = g_utf8_strup (label_key, -1);
      GtkWidget *key = gtk_label_new (upper);

      gtk_widget_add_css_class (key, "keycap");
      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), key);
    }
  gtk_box_append (GTK_BOX (column), box);
  gtk_box_append (GTK_BOX (column), description);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), column);
  g_object_set_data (G_OBJECT (row), "description", description);
  gtk_widget_set_focus_on_click (row, FALSE);
  gtk_widget_set_tooltip_text (row, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label->description, -1);
  g_object_set_data_full (G_OBJECT (row), "label", g_strdup (label->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (label->name), g_free);
  return row;
}

static void
fill_list (SchLabelPopover *self, SchLabelKeys *keys, const char *const *recent)
{
  SchScheme *scheme = sch_label_keys_get_scheme (keys);
  GtkListBoxRow *row;

  self->new_row = NULL;
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  self->scheme = sch_scheme_ref (scheme);
  for (guint i = 0; recent != NULL && recent[i] != NULL; i++)
    {
      const SchLabel *label = sch_scheme_get_label (scheme, recent[i]);

      if (label != NULL && !label->retired)
        gtk_list_box_append (GTK_LIST_BOX (self->list),
                             make_row (label, sch_label_keys_get_key (keys, label->id)));
    }
  for (int kind = 0; kind < SCH_N_KINDS; kind++)
    for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
      {
        const SchLabel *label = sch_scheme_get_label_at (scheme, i);

        if (label->retired || (int) label->kind != kind ||
            (recent != NULL && g_strv_contains (recent, label->id)))
          continue;
        gtk_list_box_append (GTK_LIST_BOX (self->list),
                             make_row (label, sch_label_keys_get_key (keys, label->id)));
      }
  if (self->can_create)
    add_new_row (self);
}

/**
 * sch_label_popover_show:
 * @recent: (nullable): ids of the last used labels, last first
 * @around: what must not be covered, in the parent's coordinates
 * @take_focus: whether typing goes into the filter
 */
void
sch_label_popover_show (SchLabelPopover *self, SchLabelKeys *keys, const char *const *recent,
                        const GdkRectangle *around, gboolean take_focus)
{
  if (!gtk_widget_get_visible (self->popover))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      fill_list (self, keys, recent);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), around);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  if (take_focus)
    {
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), find_first_visible (self));
      gtk_widget_grab_focus (self->entry);
    }
}

void
sch_label_popover_hide (SchLabelPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

gboolean
sch_label_popover_is_open (SchLabelPopover *self)
{
  return gtk_widget_get_visible (self->popover);
}

gboolean
sch_label_popover_has_focus (SchLabelPopover *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (GTK_ROOT (root)) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->popover);
}

void
sch_label_popover_set_can_create (SchLabelPopover *self, gboolean can_create)
{
  self->can_create = can_create;
}
