/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels that are not retired, in the order of the kinds and within them of the scheme, with
 * headings: entities, what attribution needs (claims, sources, cues), others. Counts follow the
 * layer document, a moment behind it; eyes follow the workspace's visibility. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-bin-layout.h"
#include "sch-context-menu.h"
#include "sch-corpus-labels.h"
#include "sch-label-use.h"
#include "sch-later.h"
#include "sch-palette-heading.h"
#include "sch-palette-row.h"
#include "sch-palette.h"

struct _SchPalette
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *hint; /* while the corpus has no scheme of its own */
  GtkLabel *hint_label;

  SchWorkspace *workspace;
  SchLayerDocument *layer_document;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (SchPalette, sch_palette, GTK_TYPE_WIDGET)

typedef enum
{
  GROUP_ENTITIES,
  GROUP_ATTRIBUTION,
  GROUP_OTHER,
  GROUP_UNKNOWN, /* in the document, but not in the scheme */
} Group;

static Group
group_of (SchKind kind)
{
  switch (kind)
    {
    case SCH_KIND_ENTITY:
      return GROUP_ENTITIES;
    case SCH_KIND_CLAIM:
    case SCH_KIND_SOURCE:
    case SCH_KIND_CUE:
      return GROUP_ATTRIBUTION;
    case SCH_N_KINDS:
      return GROUP_UNKNOWN;
    case SCH_KIND_OTHER:
    default:
      return GROUP_OTHER;
    }
}

static const char *
get_group_name (Group group)
{
  switch (group)
    {
    case GROUP_ENTITIES:
      return _ ("Entities");
    case GROUP_ATTRIBUTION:
      return _ ("Attribution");
    case GROUP_UNKNOWN:
      return _ ("Not in the Scheme");
    case GROUP_OTHER:
    default:
      return C_ ("labels", "Other");
    }
}

static guint
get_kinds (Group group)
{
  guint kinds = 0;

  for (SchKind kind = SCH_KIND_ENTITY; kind < SCH_N_KINDS; kind++)
    if (group_of (kind) == group)
      kinds |= 1u << kind;
  return kinds;
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  Group group = group_of (sch_palette_row_get_kind (SCH_PALETTE_ROW (row)));
  GtkWidget *heading;

  if (before != NULL && group_of (sch_palette_row_get_kind (SCH_PALETTE_ROW (before))) == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  heading = sch_palette_heading_new (get_group_name (group), get_kinds (group));
  if (before == NULL)
    sch_palette_heading_add_edit (SCH_PALETTE_HEADING (heading));
  gtk_list_box_row_set_header (row, heading);
}

/* Where the scheme has no labels yet. */
static GtkWidget *
make_placeholder (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add Labels…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.scheme");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (button, 18);
  return button;
}

static SchPaletteRow *
get_row (SchPalette *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);

  return row != NULL ? SCH_PALETTE_ROW (row) : NULL;
}

static guint
count_spans (SchPalette *self, const char *id)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchLabel *label = scheme != NULL ? sch_scheme_get_label (scheme, id) : NULL;

  if (self->layer_document == NULL)
    return 0;
  return label != NULL ? sch_label_count_spans (label, self->layer_document)
                       : sch_layer_document_count_label (self->layer_document, id);
}

/* Labels of the document that the scheme does not know: the last rows. */
static void
update_unknown (SchPalette *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  g_autoptr (GPtrArray)
      unknown = scheme != NULL && self->layer_document != NULL
                    ? sch_scheme_list_unknown_labels (scheme, self->layer_document)
                    : g_ptr_array_new ();
  SchPaletteRow *row;
  guint first = 0;
  guint i = 0;

  while ((row = get_row (self, first)) != NULL &&
         group_of (sch_palette_row_get_kind (row)) != GROUP_UNKNOWN)
    first++;
  while (i < unknown->len && (row = get_row (self, first + i)) != NULL &&
         g_str_equal (sch_palette_row_get_label (row), g_ptr_array_index (unknown, i)))
    i++;
  if (i == unknown->len && get_row (self, first + i) == NULL)
    return;
  while ((row = get_row (self, first)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (i = 0; i < unknown->len; i++)
    {
      const char *label = g_ptr_array_index (unknown, i);
      GtkWidget *widget = sch_palette_row_new_unknown (label);

      gtk_list_box_append (self->list, widget);
      sch_palette_row_set_key (SCH_PALETTE_ROW (widget), "");
      sch_palette_row_set_shown (
          SCH_PALETTE_ROW (widget),
          sch_visibility_shows (sch_workspace_get_visibility (self->workspace), label));
    }
}

static gboolean
update_counts_cb (gpointer data)
{
  SchPalette *self = data;
  SchPaletteRow *row;

  self->update_source = 0;
  update_unknown (self);
  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    sch_palette_row_set_count (row, count_spans (self, sch_palette_row_get_label (row)));
  return G_SOURCE_REMOVE;
}

static void
queue_update_counts (SchPalette *self)
{
  if (self->update_source == 0)
    self->update_source = sch_later_add (update_counts_cb, self);
}

static void
record_changed_cb (SchPalette *self, int type, gpointer before, gpointer after)
{
  if (type == SCH_RECORD_SPAN)
    queue_update_counts (self);
}

static void
layer_document_changed_cb (SchPalette *self)
{
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_set_object (&self->layer_document, sch_workspace_get_layer_document (self->workspace));
  if (self->layer_document != NULL)
    {
      g_signal_connect_object (self->layer_document, "record-changed",
                               G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->layer_document, "reset", G_CALLBACK (queue_update_counts),
                               self, G_CONNECT_SWAPPED);
    }
  queue_update_counts (self);
}

static void
armed_changed_cb (SchPalette *self)
{
  const char *armed = sch_workspace_get_armed_label (self->workspace);
  SchPaletteRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    sch_palette_row_set_armed (row, g_strcmp0 (armed, sch_palette_row_get_label (row)) == 0);
}

/* --- What is shown -------------------------------------------------------------------------- */

static gboolean
shows_any (SchPalette *self, guint kinds)
{
  SchPaletteRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    if ((1u << sch_palette_row_get_kind (row) & kinds) != 0 && sch_palette_row_get_shown (row))
      return TRUE;
  return FALSE;
}

static void
visibility_changed_cb (SchPalette *self)
{
  SchVisibility *visibility = sch_workspace_get_visibility (self->workspace);
  SchPaletteRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    sch_palette_row_set_shown (row,
                               sch_visibility_shows (visibility, sch_palette_row_get_label (row)));
  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      GtkWidget *heading = gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (row));

      if (heading != NULL)
        sch_palette_heading_set_shown (SCH_PALETTE_HEADING (heading),
                                       shows_any (self, sch_palette_heading_get_kinds (
                                                            SCH_PALETTE_HEADING (heading))));
    }
}

static void
hide_kinds_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchPalette *self = SCH_PALETTE (widget);
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  if (scheme != NULL)
    sch_visibility_set_kinds_hidden (sch_workspace_get_visibility (self->workspace), scheme,
                                     g_variant_get_uint32 (parameter),
                                     g_str_equal (name, "palette.hide-kinds"));
}

static void
isolate_kinds (SchPalette *self, guint kinds)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);

  if (scheme != NULL)
    sch_visibility_isolate_kinds (sch_workspace_get_visibility (self->workspace), scheme, kinds);
}

static SchPaletteRow *
get_focus_row (SchPalette *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, SCH_TYPE_PALETTE_ROW) : NULL;

  return row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self)) ? SCH_PALETTE_ROW (row)
                                                                        : NULL;
}

typedef enum
{
  KEY_LABEL = 0,
  KEY_GROUP = 1 << 0,
  KEY_ALONE = 1 << 1,
} EyeKey;

/* H on a row: its label; with Control its group, with Shift nothing else. */
static gboolean
eye_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  SchPalette *self = SCH_PALETTE (widget);
  SchPaletteRow *row = get_focus_row (self);
  guint32 key = g_variant_get_uint32 (args);
  guint kinds;

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  kinds = get_kinds (group_of (sch_palette_row_get_kind (row)));
  if (key == (KEY_GROUP | KEY_ALONE))
    isolate_kinds (self, kinds);
  else if (key == KEY_GROUP)
    gtk_widget_activate_action (widget,
                                shows_any (self, kinds) ? "palette.hide-kinds"
                                                        : "palette.show-kinds",
                                "u", kinds);
  else
    gtk_widget_activate_action (widget,
                                key == KEY_ALONE                  ? "win.isolate-label"
                                : sch_palette_row_get_shown (row) ? "win.hide-label"
                                                                  : "win.show-label",
                                "s", sch_palette_row_get_label (row));
  return GDK_EVENT_STOP;
}

/* Alt+click on a row or a heading: nothing else is shown, or all again. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SchPalette *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = at != NULL ? gtk_widget_get_ancestor (at, SCH_TYPE_PALETTE_ROW) : NULL;
  GtkWidget *heading = at != NULL ? gtk_widget_get_ancestor (at, SCH_TYPE_PALETTE_HEADING) : NULL;

  if ((state & GDK_ALT_MASK) == 0 || (row == NULL && heading == NULL))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.isolate-label", "s",
                                sch_palette_row_get_label (SCH_PALETTE_ROW (row)));
  else
    isolate_kinds (self, sch_palette_heading_get_kinds (SCH_PALETTE_HEADING (heading)));
}

static void
add_pointer (SchPalette *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect (gesture, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (gesture));
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    GdkModifierType modifiers;
    guint key;
  } keys[] = {
    { 0, KEY_LABEL },
    { GDK_SHIFT_MASK, KEY_ALONE },
    { GDK_CONTROL_MASK, KEY_GROUP },
    { GDK_CONTROL_MASK | GDK_SHIFT_MASK, KEY_GROUP | KEY_ALONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, GDK_KEY_h, keys[i].modifiers, eye_key_cb, "u",
                                  keys[i].key);
}

/* --- Labels --------------------------------------------------------------------------------- */

static void
update_keys (SchPalette *self)
{
  SchLabelKeys *keys = sch_workspace_get_label_keys (self->workspace);
  SchPaletteRow *row;

  for (guint i = 0; keys != NULL && (row = get_row (self, i)) != NULL; i++)
    sch_palette_row_set_key (row, sch_label_keys_get_key (keys, sch_palette_row_get_label (row)));
}

static void
fill (SchPalette *self)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (Group group = GROUP_ENTITIES; scheme != NULL && group <= GROUP_OTHER; group++)
    for (SchKind kind = SCH_KIND_ENTITY; kind < SCH_N_KINDS; kind++)
      for (guint i = 0; group_of (kind) == group && i < sch_scheme_get_n_labels (scheme); i++)
        {
          const SchLabel *label = sch_scheme_get_label_at (scheme, i);

          if (label->kind == kind && !label->retired)
            gtk_list_box_append (self->list, sch_palette_row_new (label));
        }
  update_keys (self);
  armed_changed_cb (self);
  visibility_changed_cb (self);
  queue_update_counts (self);
}

/* A folder of plain texts uses a scheme that nobody chose: said until its first change writes one. */
static void
update_hint (SchPalette *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);
  gboolean shown = corpus != NULL && !sch_corpus_has_scheme (corpus) &&
                   sch_corpus_get_read_only_reason (corpus) == NULL;
  g_autofree char *text = NULL;

  if (shown)
    /* Translators: %s is the name of a scheme. */
    text = g_strdup_printf (_ ("Scheme: %s"), sch_scheme_get_name (sch_corpus_get_scheme (corpus)));
  gtk_label_set_text (self->hint_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->hint, shown);
}

static void
corpus_changed_cb (SchPalette *self)
{
  SchCorpus *corpus = sch_workspace_get_corpus (self->workspace);

  if (corpus != NULL)
    {
      g_signal_connect_object (corpus, "scheme-changed", G_CALLBACK (fill), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (corpus, "edited", G_CALLBACK (update_hint), self, G_CONNECT_SWAPPED);
    }
  update_hint (self);
  fill (self);
}

/* What the scheme does not know cannot be given: what can be done about it is shown. */
static void
row_activated_cb (SchPalette *self, SchPaletteRow *row)
{
  if (group_of (sch_palette_row_get_kind (row)) == GROUP_UNKNOWN)
    sch_context_menu_open (GTK_WIDGET (self->list), GTK_WIDGET (row));
  else
    sch_workspace_activate_label (self->workspace, sch_palette_row_get_label (row), FALSE);
}

static void
sch_palette_dispose (GObject *object)
{
  SchPalette *self = SCH_PALETTE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->layer_document != NULL)
    g_signal_handlers_disconnect_by_data (self->layer_document, self);
  g_clear_object (&self->layer_document);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sch_palette_parent_class)->dispose (object);
}

/* One stop for Tab, and the hint: the arrows go from label to label. */
static gboolean
sch_palette_focus (GtkWidget *widget, GtkDirectionType direction)
{
  SchPalette *self = SCH_PALETTE (widget);
  gboolean in_hint = gtk_widget_get_focus_child (self->hint) != NULL;

  if (gtk_widget_get_focus_child (widget) != NULL)
    {
      if (direction == GTK_DIR_TAB_FORWARD)
        return !in_hint && gtk_widget_child_focus (self->hint, direction);
      if (direction == GTK_DIR_TAB_BACKWARD)
        return in_hint && gtk_widget_child_focus (GTK_WIDGET (self->list), direction);
    }
  return GTK_WIDGET_CLASS (sch_palette_parent_class)->focus (widget, direction);
}

static void
sch_palette_class_init (SchPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sch_palette_dispose;
  widget_class->focus = sch_palette_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/ui/sch-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, SchPalette, box);
  gtk_widget_class_bind_template_child (widget_class, SchPalette, list);
  gtk_widget_class_bind_template_child (widget_class, SchPalette, hint);
  gtk_widget_class_bind_template_child (widget_class, SchPalette, hint_label);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, SCH_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "palette.hide-kinds", "u", hide_kinds_action);
  gtk_widget_class_install_action (widget_class, "palette.show-kinds", "u", hide_kinds_action);
  add_keys (widget_class);
}

static void
sch_palette_init (SchPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sch_context_menu_attach (GTK_WIDGET (self->list));
  gtk_list_box_set_header_func (self->list, header_func, NULL, NULL);
  gtk_list_box_set_placeholder (self->list, make_placeholder ());
  add_pointer (self);
}

void
sch_palette_set_workspace (SchPalette *self, SchWorkspace *workspace)
{
  g_return_if_fail (SCH_IS_PALETTE (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::corpus", G_CALLBACK (corpus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::layer-document",
                           G_CALLBACK (layer_document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::armed-label", G_CALLBACK (armed_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sch_workspace_get_visibility (workspace), "changed",
                           G_CALLBACK (visibility_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sch_workspace_get_settings (workspace), "changed::key-set",
                           G_CALLBACK (update_keys), self, G_CONNECT_SWAPPED);
  corpus_changed_cb (self);
}

/**
 * sch_palette_focus_list:
 *
 * Returns: whether the palette took the keyboard focus
 */
gboolean
sch_palette_focus_list (SchPalette *self)
{
  g_return_val_if_fail (SCH_IS_PALETTE (self), FALSE);
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}
