/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pointer in the document: selecting text word by word, clicking spans outwards, tagging with an
 * armed label, dragging grips and chips. The sequence is claimed before GtkTextView's own gestures see
 * it, so scrolling at the edges is ours too. */

#include "config.h"

#include "sch-document-page-private.h"
#include "sch-span-row.h"

#include <string.h>

#define DRAG_THRESHOLD 4.0
#define AUTOSCROLL_MS 30
#define EDGE_PIXELS 14.0
#define POPOVER_MS 450

static gboolean
is_snapping (SchDocumentPage *self, GdkModifierType state)
{
  gboolean snap = g_settings_get_boolean (sch_workspace_get_settings (self->workspace),
                                          "snap-to-words");

  return snap != ((state & GDK_ALT_MASK) != 0);
}

/* The range from the place of the press to the pointer, whole words unless exactly. */
static void
get_drag_range (SchDocumentPage *self, guint *anchor, guint *caret)
{
  SchSegmenter *segmenter = sch_workspace_get_segmenter (self->workspace);
  guint from = self->drag_from; /* not where the press was: the text may have scrolled since */
  guint to = sch_document_view_offset_at (self->view, self->gestures.last_x, self->gestures.last_y);
  guint start = MIN (from, to);
  guint end = MAX (from, to);

  if (self->gestures.n_press == 2 || self->gestures.n_press == 3)
    {
      start = MIN (start, self->drag_anchor_start);
      end = MAX (end, self->drag_anchor_end);
    }
  if (!self->drag_exact && start < end)
    sch_segmenter_snap (segmenter, &start, &end);
  *anchor = from <= to ? start : end;
  *caret = from <= to ? end : start;
}

static void
update_drag (SchDocumentPage *self)
{
  guint anchor;
  guint caret;

  if (self->press == SCH_PRESS_GRIP)
    sch_grips_drag_to (self->grips, self->gestures.last_x, self->gestures.last_y, self->drag_exact);
  else if (self->press != SCH_PRESS_TEXT)
    sch_chip_drag_move (self->chip_drag, self->gestures.last_x, self->gestures.last_y);
  else
    {
      get_drag_range (self, &anchor, &caret);
      sch_document_view_select (self->view, anchor, caret);
    }
}

static void
stop_autoscroll (SchDocumentPage *self)
{
  g_clear_handle_id (&self->autoscroll, g_source_remove);
}

/* How far the pointer is beyond the first or last pixels of the view, where scrolling begins; a drag
 * that began there has to leave the view. */
static double
get_overshoot (SchDocumentPage *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->view));
  double top = self->gestures.press_y < 2 * EDGE_PIXELS ? 0 : EDGE_PIXELS;
  double bottom = height - (self->gestures.press_y > height - 2 * EDGE_PIXELS ? 0 : EDGE_PIXELS);
  double y = self->gestures.last_y;

  return y < top ? y - top : y > bottom ? y - bottom : 0;
}

/* A chip is dragged past the sides into a panel: nothing scrolls below it there. */
static gboolean
may_scroll (SchDocumentPage *self)
{
  double x = self->gestures.last_x;

  return self->gestures.is_down &&
         (self->press == SCH_PRESS_TEXT || self->press == SCH_PRESS_GRIP ||
          (x >= 0 && x < gtk_widget_get_width (GTK_WIDGET (self->view))));
}

/* The further outside, the faster. */
static gboolean
autoscroll_cb (gpointer data)
{
  SchDocumentPage *self = data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double distance = get_overshoot (self);

  if (distance == 0 || !may_scroll (self))
    {
      self->autoscroll = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) + CLAMP (distance, -60, 60));
  update_drag (self);
  return G_SOURCE_CONTINUE;
}

static void
start_autoscroll (SchDocumentPage *self)
{
  if (self->autoscroll == 0 && get_overshoot (self) != 0 && may_scroll (self))
    self->autoscroll = g_timeout_add (AUTOSCROLL_MS, autoscroll_cb, self);
}

static gboolean
popover_timeout_cb (gpointer data)
{
  SchDocumentPage *self = data;

  self->popover_timeout = 0;
  sch_document_page_show_popover (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* After a selection by mouse: at once, after a moment, or never, as the person likes it. */
static void
offer_labels (SchDocumentPage *self)
{
  GSettings *settings = sch_workspace_get_settings (self->workspace);
  g_autofree char *when = g_settings_get_string (settings, "show-popover");

  g_clear_handle_id (&self->popover_timeout, g_source_remove);
  if (strcmp (when, "at-once") == 0)
    sch_document_page_show_popover (self, FALSE);
  else if (strcmp (when, "after-a-moment") == 0)
    self->popover_timeout = g_timeout_add (POPOVER_MS, popover_timeout_cb, self);
}

/* A selection is complete: with Ctrl it is one more range of the span that was selected last, an armed
 * label makes a span of it, else the labels are offered. */
static void
finish_selection (SchDocumentPage *self, GdkModifierType state)
{
  g_autofree char *armed = g_strdup (sch_workspace_get_armed_label (self->workspace));
  guint start;
  guint end;

  if (!sch_document_view_get_selection (self->view, &start, &end))
    return;
  if ((state & GDK_CONTROL_MASK) != 0)
    sch_document_page_change_ranges (self, TRUE);
  else if (armed != NULL)
    sch_document_page_tag_range (self, armed, start, end);
  else
    offer_labels (self);
}

/* The innermost first; a later click on the selected span steps outwards, and from the outermost back in. */
static void
click_spans (SchDocumentPage *self, GPtrArray *spans)
{
  const char *selected = sch_workspace_get_selected_span (self->workspace);
  guint next = 0;

  for (guint i = 0; selected != NULL && i < spans->len; i++)
    if (strcmp (((SchSpan *) g_ptr_array_index (spans, i))->record.id, selected) == 0)
      next = (i + 1) % spans->len;
  sch_document_page_select_span (self, g_ptr_array_index (spans, next));
}

/* From where the selection began to a place clicked with Shift: snapping as a drag does. */
static void
extend_to (SchDocumentPage *self, guint offset)
{
  guint anchor = sch_document_view_get_anchor (self->view);
  guint start = MIN (anchor, offset);
  guint end = MAX (anchor, offset);

  if (!self->drag_exact && start < end)
    sch_segmenter_snap (sch_workspace_get_segmenter (self->workspace), &start, &end);
  sch_workspace_select_span (self->workspace, NULL, FALSE);
  sch_document_view_select (self->view, anchor <= offset ? start : end,
                            anchor <= offset ? end : start);
}

/* The name of a far end at the edge of the view goes there. */
static gboolean
follow_far_end (SchDocumentPage *self, double x, double y)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  const char *far = NULL;
  SchSpan *span;

  if (document == NULL || sch_document_view_relation_at (self->view, x, y, 0, &far) == NULL ||
      far == NULL)
    return FALSE;
  span = sch_layer_document_get_span (document, far);
  if (span != NULL)
    sch_document_page_select_span (self, span);
  return span != NULL;
}

/* A chip, which says which span is meant, or the innermost of the spans below the pointer. */
static void
toggle_span (SchDocumentPage *self, GPtrArray *spans)
{
  SchSpan *span = self->pressed_chip;

  if (span == NULL && spans->len > 0)
    span = g_ptr_array_index (spans, 0);
  if (span != NULL)
    sch_workspace_toggle_span (self->workspace, span->record.id);
}

static void
click_once (SchDocumentPage *self, double x, double y, GdkModifierType state)
{
  guint offset = sch_document_view_offset_at (self->view, x, y);
  g_autoptr (GPtrArray) spans = sch_document_view_spans_at (self->view, x, y);

  if (sch_document_page_link_click (self, spans))
    return;
  if ((state & GDK_SHIFT_MASK) != 0)
    {
      extend_to (self, offset);
      finish_selection (self, state);
    }
  else if ((state & GDK_CONTROL_MASK) != 0)
    toggle_span (self, spans);
  else if (self->pressed_chip != NULL)
    sch_document_page_select_span (self, self->pressed_chip);
  else if (sch_document_page_is_cue_at (self, x, y))
    sch_document_page_take_cue (self);
  else if (follow_far_end (self, x, y) ||
           sch_document_page_click_relation (self, x, y, spans->len > 0))
    return;
  else if (spans->len > 0)
    {
      click_spans (self, spans);
      sch_document_view_set_caret (self->view, offset);
    }
  else
    {
      sch_workspace_select_span (self->workspace, NULL, FALSE);
      sch_document_view_set_caret (self->view, offset);
    }
}

static void
select_unit (SchDocumentPage *self, double x, double y, gboolean sentence)
{
  SchSegmenter *segmenter = sch_workspace_get_segmenter (self->workspace);
  guint offset = sch_document_view_offset_at (self->view, x, y);
  guint start;
  guint end;

  if (!(sentence ? sch_segmenter_sentence_at (segmenter, offset, &start, &end)
                 : sch_segmenter_word_at (segmenter, offset, &start, &end)))
    return;
  self->drag_anchor_start = start;
  self->drag_anchor_end = end;
  sch_workspace_select_span (self->workspace, NULL, FALSE);
  sch_document_view_select (self->view, start, end);
}

/* --- Grips and chips -------------------------------------------------------------------------- */

/* What is below the button: a grip comes before text, a chip before both, an end of a relation before all. */
static SchPress
find_pressed (SchDocumentPage *self, double x, double y, GdkModifierType state)
{
  gboolean plain = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0;

  g_clear_pointer (&self->pressed_chip, sch_record_unref);
  if (plain && sch_relation_handles_hit (self->handles, x, y, &self->pressed_to))
    return SCH_PRESS_END;
  self->pressed_chip = sch_document_view_chip_at (self->view, x, y);
  if (self->pressed_chip != NULL)
    return SCH_PRESS_CHIP;
  if (!plain || self->gestures.n_press > 1)
    return SCH_PRESS_TEXT;
  if (sch_grips_press (self->grips, x, y))
    return SCH_PRESS_GRIP;
  return sch_grips_hit (self->grips, x, y) == SCH_GRIP_LINK ? SCH_PRESS_LINK_GRIP : SCH_PRESS_TEXT;
}

static void
begin_link (SchDocumentPage *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = self->pressed_chip;

  if (span == NULL && document != NULL)
    span = sch_layer_document_get_span (document,
                                        sch_workspace_get_selected_span (self->workspace));
  /* It is not selected by this: the list of spans stays on show for the drop. */
  if (span != NULL)
    sch_chip_drag_begin (self->chip_drag, span, self->gestures.press_x, self->gestures.press_y);
}

static void
begin_end (SchDocumentPage *self)
{
  SchRelation *relation = sch_workspace_peek_relation (self->workspace);
  graphene_point_t from;

  if (relation != NULL && sch_relation_handles_get_place (self->handles, !self->pressed_to, &from))
    sch_chip_drag_begin_end (self->chip_drag, relation, self->pressed_to, &from,
                             self->gestures.press_x, self->gestures.press_y);
}

static void
finish_grip (SchDocumentPage *self)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  guint moved;
  g_autoptr (GArray) ranges = sch_grips_release (self->grips, &id, &moved);
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchAnnotator who;

  if (ranges == NULL || id == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!sch_annotate_set_ranges (&who, id, (const SchRange *) (const void *) ranges->data,
                                ranges->len, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  sch_document_view_set_caret (self->view, moved);
  line = sch_span_dup_line (sch_layer_document_get_span (document, id),
                            sch_workspace_get_text (self->workspace), 160);
  sch_workspace_announce (self->workspace, line);
}

static void
finish_drag (SchDocumentPage *self, double x, double y, GdkModifierType state)
{
  update_drag (self);
  if (self->press == SCH_PRESS_GRIP)
    finish_grip (self);
  else if (self->press != SCH_PRESS_TEXT)
    sch_chip_drag_drop (self->chip_drag, x, y);
  else
    finish_selection (self, state);
}

gboolean
sch_document_page_cancel_drag (SchDocumentPage *self)
{
  if (!self->gestures.is_down || !self->gestures.is_drag)
    return FALSE;
  stop_autoscroll (self);
  if (self->press == SCH_PRESS_TEXT)
    sch_document_view_set_caret (self->view, self->drag_from);
  sch_grips_cancel (self->grips);
  sch_chip_drag_cancel (self->chip_drag);
  sch_gestures_cancel (&self->gestures);
  return TRUE;
}

/* --- The button ------------------------------------------------------------------------------- */

static void
pressed_cb (SchDocumentPage *self, double x, double y, GtkGestureDrag *drag)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (drag));
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (drag));
  int double_time = 400;
  int double_distance = 5;

  /* While one reads, text is selected as in any other text. */
  if (sch_workspace_get_text (self->workspace) == NULL || sch_document_page_is_reading (self))
    return;
  g_object_get (settings, "gtk-double-click-time", &double_time, "gtk-double-click-distance",
                &double_distance, NULL);
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  g_clear_handle_id (&self->popover_timeout, g_source_remove);
  sch_document_page_hide_popover (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  self->drag_exact = !is_snapping (self, state);
  self->drag_from = sch_document_view_offset_at (self->view, x, y);
  sch_gestures_press (&self->gestures, x, y, event != NULL ? gdk_event_get_time (event) : 0,
                      double_time, double_distance);
  self->press = find_pressed (self, x, y, state);
  if (self->gestures.n_press >= 2 && self->press == SCH_PRESS_TEXT)
    select_unit (self, x, y, self->gestures.n_press == 3);
}

static void
moved_cb (SchDocumentPage *self, double offset_x, double offset_y)
{
  double x = self->gestures.press_x + offset_x;
  double y = self->gestures.press_y + offset_y;
  gboolean began = !self->gestures.is_drag;

  if (sch_gestures_move (&self->gestures, x, y, DRAG_THRESHOLD) != SCH_GESTURE_DRAG)
    return;
  if (self->press == SCH_PRESS_TEXT)
    sch_workspace_select_span (self->workspace, NULL, FALSE);
  if (began && (self->press == SCH_PRESS_CHIP || self->press == SCH_PRESS_LINK_GRIP))
    begin_link (self);
  if (began && self->press == SCH_PRESS_END)
    begin_end (self);
  update_drag (self);
  start_autoscroll (self);
}

static void
released_cb (SchDocumentPage *self, double offset_x, double offset_y, GtkGestureDrag *drag)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (drag));
  double x = self->gestures.press_x + offset_x;
  double y = self->gestures.press_y + offset_y;

  stop_autoscroll (self);
  switch (sch_gestures_release (&self->gestures, x, y))
    {
    case SCH_GESTURE_CLICK:
      sch_grips_cancel (self->grips);
      if (self->press == SCH_PRESS_END)
        break;
      if (self->gestures.n_press == 1 || self->press == SCH_PRESS_CHIP)
        click_once (self, x, y, state);
      else
        finish_selection (self, state);
      break;
    case SCH_GESTURE_DRAG_END:
      finish_drag (self, x, y, state);
      break;
    case SCH_GESTURE_NONE:
    case SCH_GESTURE_DRAG:
    default:
      break;
    }
}

static void
cancelled_cb (SchDocumentPage *self)
{
  stop_autoscroll (self);
  sch_grips_cancel (self->grips);
  sch_chip_drag_cancel (self->chip_drag);
  sch_gestures_cancel (&self->gestures);
}

/* --- Without the button ----------------------------------------------------------------------- */

static void
set_cursor (SchDocumentPage *self, const char *name)
{
  if (self->cursor == name)
    return;
  self->cursor = name;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), name);
}

static void
update_cursor (SchDocumentPage *self, double x, double y, gboolean over_span)
{
  g_autoptr (SchSpan) chip = sch_document_view_chip_at (self->view, x, y);
  SchGripKind grip = chip != NULL ? SCH_GRIP_NONE : sch_grips_hit (self->grips, x, y);

  gboolean at_to;

  if (chip != NULL || grip == SCH_GRIP_LINK ||
      sch_relation_handles_hit (self->handles, x, y, &at_to))
    set_cursor (self, "grab");
  else if (sch_document_page_relation_at (self, x, y, over_span) != NULL ||
           sch_document_page_is_cue_at (self, x, y))
    set_cursor (self, "pointer");
  else
    set_cursor (self, grip != SCH_GRIP_NONE ? "ew-resize" : "text");
}

static void
hover_cb (SchDocumentPage *self, double x, double y)
{
  g_autoptr (GPtrArray) spans = NULL;

  if (self->gestures.is_down)
    {
      /* The drag has its own. */
      self->cursor = NULL;
      return;
    }
  spans = sch_document_view_spans_at (self->view, x, y);
  /* On a line it stays, so that the line can be followed and clicked. */
  if (spans->len > 0 || sch_document_page_relation_at (self, x, y, FALSE) == NULL)
    sch_document_view_set_hovered_span (
        self->view, spans->len > 0 ? ((SchSpan *) g_ptr_array_index (spans, 0))->record.id : NULL);
  update_cursor (self, x, y, spans->len > 0);
}

static void
left_cb (SchDocumentPage *self)
{
  sch_document_view_set_hovered_span (self->view, NULL);
}

static void
draw_cb (SchDocumentPage *self, GtkSnapshot *snapshot)
{
  if (self->grips == NULL)
    return;
  sch_grips_draw (self->grips, snapshot);
  if (!sch_chip_drag_is_active (self->chip_drag))
    sch_relation_handles_draw (self->handles, snapshot);
  sch_chip_drag_draw (self->chip_drag, snapshot);
}

static void
selection_changed_cb (SchDocumentPage *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

void
sch_document_page_add_pointer (SchDocumentPage *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->grips = sch_grips_new (self->workspace, self->view);
  self->handles = sch_relation_handles_new (self->workspace, self->view);
  self->chip_drag = sch_chip_drag_new (self->workspace, self->view, GTK_WIDGET (self));
  g_signal_connect_object (self->view, "draw-above", G_CALLBACK (draw_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::selected-span",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::armed-label",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (cancelled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag));

  g_signal_connect_object (motion, "motion", G_CALLBACK (hover_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), motion);
}

void
sch_document_page_remove_pointer (SchDocumentPage *self)
{
  stop_autoscroll (self);
  g_clear_pointer (&self->pressed_chip, sch_record_unref);
  g_clear_pointer (&self->grips, sch_grips_free);
  g_clear_pointer (&self->handles, sch_relation_handles_free);
  g_clear_pointer (&self->chip_drag, sch_chip_drag_free);
}
