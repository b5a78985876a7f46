/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries with a memory of what was stored: what differs from it is being typed.
 *
 * Always holds: a text is handed over once for each time it was typed. */

#include "config.h"

#include "sch-scheme-entry.h"

#include <glib/gi18n-lib.h>

#define WATCH "sch-scheme-entry"
#define MIN_HEIGHT 40

typedef struct
{
  GtkEditable *editable;
  SchSchemeTyped typed;
  gpointer data;
  char *stored;
  char *tooltip;
} Watch;

static void
free_watch (gpointer data)
{
  Watch *watch = data;

  g_free (watch->stored);
  g_free (watch->tooltip);
  g_free (watch);
}

static Watch *
get_watch (gpointer editable)
{
  return editable != NULL ? g_object_get_data (editable, WATCH) : NULL;
}

static gboolean
is_typed (Watch *watch)
{
  return !g_str_equal (gtk_editable_get_text (watch->editable), watch->stored);
}

static void
mark (Watch *watch, const char *complaint)
{
  GtkWidget *widget = GTK_WIDGET (watch->editable);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  complaint != NULL ? complaint : "", -1);
  gtk_widget_set_tooltip_text (widget, complaint != NULL ? complaint : watch->tooltip);
  if (complaint != NULL)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

void
sch_scheme_entry_show (GtkEditable *editable, const char *text)
{
  Watch *watch = get_watch (editable);

  g_return_if_fail (watch != NULL && text != NULL);

  if (text != watch->stored)
    {
      g_free (watch->stored);
      watch->stored = g_strdup (text);
    }
  if (is_typed (watch))
    {
      gtk_editable_set_text (editable, watch->stored);
      /* At the end for the keyboard; else the beginning is what should be seen. */
      gtk_editable_set_position (editable, gtk_widget_has_focus (
                                               GTK_WIDGET (gtk_editable_get_delegate (editable)))
                                               ? -1
                                               : 0);
    }
  mark (watch, NULL);
}

gboolean
sch_scheme_entry_flush (GtkEditable *editable)
{
  Watch *watch = get_watch (editable);
  /* It may be taken out of the window by what it says. */
  g_autoptr (GObject) kept = g_object_ref (G_OBJECT (editable));
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;
  g_autofree char *complaint = NULL;
  g_autofree char *before = NULL;

  g_return_val_if_fail (watch != NULL, FALSE);

  if (!is_typed (watch))
    return TRUE;
  raw = g_strdup (gtk_editable_get_text (editable));
  text = g_strstrip (g_strdup (raw));
  before = watch->stored;
  /* It is stored from now on: showing the new scheme must not hand it over again. */
  watch->stored = g_strdup (raw);
  if (watch->typed (editable, text, &complaint, watch->data))
    {
      /* Unless something else is shown already. */
      if (g_str_equal (watch->stored, raw))
        sch_scheme_entry_show (editable, text);
      return TRUE;
    }
  g_free (watch->stored);
  watch->stored = g_steal_pointer (&before);
  mark (watch, complaint != NULL ? complaint : _ ("This could not be taken over"));
  return FALSE;
}

static void
typed_cb (GtkEditable *editable)
{
  sch_scheme_entry_flush (editable);
}

static void
changed_cb (GtkEditable *editable)
{
  Watch *watch = get_watch (editable);

  if (gtk_widget_has_css_class (GTK_WIDGET (editable), "error"))
    mark (watch, NULL);
}

static gboolean
key_pressed_cb (GtkEditable *editable, guint keyval, guint keycode, GdkModifierType state)
{
  Watch *watch = get_watch (editable);

  if (keyval != GDK_KEY_Escape || !is_typed (watch))
    return GDK_EVENT_PROPAGATE;
  sch_scheme_entry_show (editable, watch->stored);
  return GDK_EVENT_STOP;
}

void
sch_scheme_entry_watch (GtkEditable *editable, SchSchemeTyped typed, gpointer data)
{
  GtkEditable *text = gtk_editable_get_delegate (editable);
  GtkWidget *widget = GTK_WIDGET (text != NULL ? text : editable);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  Watch *watch = g_new0 (Watch, 1);

  g_return_if_fail (GTK_IS_EDITABLE (editable) && typed != NULL);

  watch->editable = editable;
  watch->typed = typed;
  watch->data = data;
  watch->stored = g_strdup (gtk_editable_get_text (editable));
  watch->tooltip = g_strdup (gtk_widget_get_tooltip_text (GTK_WIDGET (editable)));
  g_object_set_data_full (G_OBJECT (editable), WATCH, watch, free_watch);
  /* The widget that has the focus leads to it as well. */
  if (text != NULL)
    g_object_set_data (G_OBJECT (text), WATCH, watch);
  g_signal_connect_object (widget, "activate", G_CALLBACK (typed_cb), editable, G_CONNECT_SWAPPED);
  g_signal_connect_object (editable, "changed", G_CALLBACK (changed_cb), editable,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (typed_cb), editable, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), editable,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, keys);
}

/* --- Several lines -------------------------------------------------------------------------- */

struct _SchTextRow
{
  AdwPreferencesRow parent_instance;

  GtkTextView *view;
  GtkTextBuffer *buffer;
  char *stored;
  guint resize_source;
};

G_DEFINE_FINAL_TYPE (SchTextRow, sch_text_row, ADW_TYPE_PREFERENCES_ROW)

static guint committed_signal;

static char *
dup_text (SchTextRow *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
}

void
sch_text_row_flush (SchTextRow *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SCH_IS_TEXT_ROW (self));

  text = dup_text (self);
  if (g_str_equal (text, self->stored))
    return;
  g_free (self->stored);
  self->stored = g_strdup (text);
  g_signal_emit (self, committed_signal, 0, text);
}

void
sch_text_row_show (SchTextRow *self, const char *text)
{
  g_autofree char *now = NULL;

  g_return_if_fail (SCH_IS_TEXT_ROW (self) && text != NULL);

  g_free (self->stored);
  self->stored = g_strstrip (g_strdup (text));
  now = dup_text (self);
  if (g_str_equal (now, self->stored))
    return;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
}

static gboolean
row_key_pressed_cb (SchTextRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  g_autofree char *now = NULL;
  g_autofree char *stored = NULL;

  if (keyval == GDK_KEY_Tab && (state & GDK_CONTROL_MASK) == 0)
    return gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                                   GTK_DIR_TAB_FORWARD);
  if (keyval == GDK_KEY_Return && (state & GDK_CONTROL_MASK) != 0)
    {
      sch_text_row_flush (self);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  now = dup_text (self);
  if (g_str_equal (now, self->stored))
    return GDK_EVENT_PROPAGATE;
  stored = g_strdup (self->stored);
  sch_text_row_show (self, stored);
  return GDK_EVENT_STOP;
}

static void
sch_text_row_dispose (GObject *object)
{
  g_clear_handle_id (&SCH_TEXT_ROW (object)->resize_source, g_source_remove);
  G_OBJECT_CLASS (sch_text_row_parent_class)->dispose (object);
}

static void
sch_text_row_finalize (GObject *object)
{
  g_free (SCH_TEXT_ROW (object)->stored);
  G_OBJECT_CLASS (sch_text_row_parent_class)->finalize (object);
}

static void
sch_text_row_class_init (SchTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_text_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_text_row_finalize;
  committed_signal = g_signal_new ("committed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static gboolean
resize_cb (gpointer data)
{
  SchTextRow *self = data;

  self->resize_source = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self->view));
  return G_SOURCE_REMOVE;
}

/* The view learns how high its text is while it is given its place, too late for that. */
static void
height_changed_cb (SchTextRow *self)
{
  if (self->resize_source == 0)
    self->resize_source = g_idle_add (resize_cb, self);
}

static void
follow_height (SchTextRow *self)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);

  gtk_scrollable_set_vadjustment (GTK_SCROLLABLE (self->view), adjustment);
  g_signal_connect_object (adjustment, "notify::upper", G_CALLBACK (height_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sch_text_row_init (SchTextRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->stored = g_strdup ("");
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  follow_height (self);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "note");
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  /* A view of no height never learns how high its text is. */
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, MIN_HEIGHT);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_object_set_data (G_OBJECT (self->view), "sch-text-row", self);
  g_signal_connect_object (focus, "leave", G_CALLBACK (sch_text_row_flush), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (row_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/**
 * sch_text_row_new:
 *
 * Returns: (transfer full): a row with a caption above its text
 */
GtkWidget *
sch_text_row_new (const char *title)
{
  SchTextRow *self = g_object_new (SCH_TYPE_TEXT_ROW, "title", title, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (box, "text-row");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

gboolean
sch_scheme_entry_is_typing (GtkWidget *focus)
{
  Watch *watch = get_watch (focus);
  SchTextRow *row = focus != NULL ? g_object_get_data (G_OBJECT (focus), "sch-text-row") : NULL;
  g_autofree char *text = NULL;

  if (watch != NULL)
    return is_typed (watch);
  if (row != NULL)
    {
      text = dup_text (row);
      return !g_str_equal (text, row->stored);
    }
  return (GTK_IS_EDITABLE (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0') ||
         (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
}
