/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of the document view, taken before GtkTextView sees them. What is no accelerator of the window is taken here
 * only, so that entries keep their keys. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-document-page-private.h"

static guint
translate (SchDocumentPage *self, guint keycode, int group)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  guint keyval = 0;

  if (!gdk_display_translate_key (display, keycode, 0, group, &keyval, NULL, NULL, NULL))
    return 0;
  return keyval;
}

/* Whether any key of the row of letters gives a Latin one in the layout that is active. */
static gboolean
has_latin (SchDocumentPage *self, GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  int group = event != NULL ? (int) gdk_key_event_get_layout (event) : 0;

  for (guint keycode = 24; keycode < 34; keycode++)
    {
      gunichar c = gdk_keyval_to_unicode (translate (self, keycode, group));

      if (c < 0x250 && g_unichar_isalpha (c))
        return TRUE;
    }
  return FALSE;
}

void
sch_document_page_read_press (SchDocumentPage *self, GtkEventController *controller, guint keyval,
                              guint keycode, GdkModifierType state, SchKeyPress *press)
{
  gunichar c = gdk_keyval_to_unicode (keyval);
  gboolean latin = (c < 0x250 && g_unichar_isalpha (c)) || has_latin (self, controller);

  sch_key_press_init (press, keyval, keycode, translate (self, keycode, 0), latin, state);
}

static guint
get_text_situation (SchDocumentPage *self)
{
  guint start;
  guint end;
  guint enter;

  if (sch_document_view_get_selection (self->view, &start, &end))
    {
      if (sch_document_page_is_linking (self))
        return SCH_WHEN_LINK_TEXT;
      return SCH_WHEN_TEXT | (self->range_span != NULL ? SCH_WHEN_RANGE : 0);
    }
  if (sch_document_page_is_linking (self))
    return SCH_WHEN_LINK | (sch_link_mode_can_be_own (self->link) ? SCH_WHEN_OWN : 0);
  if (sch_workspace_get_selected_relation (self->workspace) != NULL)
    return SCH_WHEN_RELATION;
  enter = sch_document_page_takes_cue (self) ? SCH_WHEN_CUE : SCH_WHEN_DETAILS;
  if (sch_workspace_get_selected_span (self->workspace) == NULL)
    return SCH_WHEN_PLAIN | (enter & SCH_WHEN_CUE);
  return SCH_WHEN_SPAN | enter |
         (sch_workspace_get_selected_spans (self->workspace)[1] != NULL ? SCH_WHEN_SPANS : 0);
}

/**
 * sch_document_page_get_situation:
 *
 * Returns: #SchSituation, all that hold
 */
guint
sch_document_page_get_situation (SchDocumentPage *self)
{
  GArray *hits = sch_workspace_get_hits (self->workspace, NULL);
  guint situation;

  if (self->resize != NULL)
    return SCH_WHEN_RESIZE;
  situation = sch_document_page_is_reading (self) ? SCH_WHEN_READING : get_text_situation (self);
  if (hits != NULL && hits->len > 0)
    situation |= SCH_WHEN_HITS;
  return situation | (self->arm_pending ? SCH_WHEN_ARM : 0);
}

static gboolean
use_label_key (SchDocumentPage *self, const SchLabel *label, gboolean one_more)
{
  g_autofree char *id = g_strdup (label->id);

  if (self->arm_pending)
    {
      self->arm_pending = FALSE;
      sch_workspace_set_armed_label (self->workspace, id);
    }
  else
    sch_document_page_use_label (self, id, one_more);
  return GDK_EVENT_STOP;
}

/* Keys that move within a column are GtkTextView's own; they let go of the span. */
static void
note_caret_key (SchDocumentPage *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Home:
    case GDK_KEY_End:
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      sch_document_page_hide_popover (self);
      break;
    default:
      break;
    }
}

static gboolean
is_modifier_key (guint keyval)
{
  return keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R;
}

/* A page less a line, so that the eye finds its place. */
static void
scroll_view (SchDocumentPage *self, double pages)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double page = gtk_adjustment_get_page_size (adjustment);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + pages * page);
}

/* In reading mode: moving through the text, and out of it. */
static gboolean
reading_key (SchDocumentPage *self, guint keyval, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Escape:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.leave-reading-mode", NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      scroll_view (self, shift ? -0.9 : 0.9);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      scroll_view (self, 0.9);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      scroll_view (self, -0.9);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      scroll_view (self, 0.1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      scroll_view (self, -0.1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                              shift ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
run_binding (SchDocumentPage *self, const SchBinding *binding)
{
  if (binding->action != NULL)
    return gtk_widget_activate_action (GTK_WIDGET (self), binding->action, NULL);
  if (binding->command == SCH_COMMAND_NATIVE)
    return GDK_EVENT_PROPAGATE;
  sch_document_page_run (self, binding->command);
  return GDK_EVENT_STOP;
}

/* A digit takes a type of relation; anything else is looked for. */
static gboolean
type_in_link_mode (SchDocumentPage *self, const SchKeyPress *press)
{
  char utf8[7] = { 0 };

  if (press->digit > 0 && sch_link_mode_accept (self->link, (guint) press->digit - 1))
    return GDK_EVENT_STOP;
  g_unichar_to_utf8 (gdk_keyval_to_unicode (press->keyval), utf8);
  sch_link_mode_type (self->link, utf8);
  return GDK_EVENT_STOP;
}

/* What has another meaning in another situation, or none. */
static gboolean
refuse (SchDocumentPage *self, guint situation, const SchBinding *binding, const SchKeyPress *press)
{
  gboolean changes = binding != NULL || sch_key_press_is_text (press);

  if ((situation & SCH_WHEN_RESIZE) != 0)
    {
      sch_workspace_announce (self->workspace,
                              _ ("Enter accepts the new ends, Escape leaves them"));
      return GDK_EVENT_STOP;
    }
  if ((situation & SCH_WHEN_READING) != 0 && changes)
    {
      sch_workspace_announce (self->workspace, _ ("Reading mode: Ctrl+E ends it"));
      return GDK_EVENT_STOP;
    }
  if (binding != NULL)
    return run_binding (self, binding);
  self->arm_pending = FALSE;
  note_caret_key (self, press->keyval);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (SchDocumentPage *self, guint keyval, guint keycode, GdkModifierType state,
                GtkEventController *controller)
{
  guint situation;
  const SchBinding *binding;
  const SchLabel *label;
  gboolean one_more;
  gboolean works;
  SchKeyPress press;

  if (is_modifier_key (keyval) || sch_workspace_get_text (self->workspace) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (sch_document_page_is_reading (self) && reading_key (self, keyval, state) == GDK_EVENT_STOP)
    return GDK_EVENT_STOP;
  sch_document_page_read_press (self, controller, keyval, keycode, state, &press);
  situation = sch_document_page_get_situation (self);
  binding = sch_keymap_find (&press, situation, TRUE, &works);
  if (works)
    return run_binding (self, binding);
  if ((situation & SCH_WHEN_LINK) != 0 && sch_key_press_is_text (&press))
    return type_in_link_mode (self, &press);
  if ((situation & (SCH_WHEN_RESIZE | SCH_WHEN_READING)) == 0)
    {
      label = sch_keymap_find_label (&press, sch_workspace_get_label_keys (self->workspace),
                                     &one_more);
      if (label != NULL)
        return use_label_key (self, label, one_more);
    }
  return refuse (self, situation, binding, &press);
}

void
sch_document_page_add_keys (SchDocumentPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}
