/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands do to the document on show: each is one gesture, one group, one undo step. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-document-page-private.h"
#include "sch-text-cut.h"

static void
announce_span (SchDocumentPage *self, SchSpan *span)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  SchText *text = sch_workspace_get_text (self->workspace);
  const SchLabel *label = sch_scheme_get_label (scheme, span->label);
  g_autofree char *covered = sch_span_dup_covered (span, text);
  g_autofree char *message = g_strdup_printf ("%s: %s", label != NULL ? label->name : span->label,
                                              covered);

  sch_workspace_announce (self->workspace, message);
}

/* The caret goes with the selected span, so that what comes next starts there. */
void
sch_document_page_select_span (SchDocumentPage *self, SchSpan *span)
{
  sch_document_view_set_caret (self->view, sch_span_get_end (span));
  sch_workspace_select_span (self->workspace, span->record.id, TRUE);
  announce_span (self, span);
}

static void
note_made (SchDocumentPage *self, const char *id, const char *label)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = sch_layer_document_get_span (document, id);

  sch_workspace_note_label_used (self->workspace, label);
  if (span == NULL)
    return;
  sch_document_view_set_caret (self->view, sch_span_get_end (span));
  sch_workspace_select_span (self->workspace, id, FALSE);
  announce_span (self, span);
}

/* A selection by keys may have a blank at its end, where the next word begins: no part of a span. */
static void
trim_blanks (SchDocumentPage *self, SchRange *range)
{
  SchText *text = sch_workspace_get_text (self->workspace);
  guint start = sch_text_skip_blank (text, range->start, range->end);
  guint end = sch_text_skip_blank_back (text, range->end, start);

  if (start < end)
    *range = (SchRange){ start, end };
}

/**
 * sch_document_page_tag_range:
 *
 * Makes a span, without the blanks around it; it becomes the selected one.
 *
 * Returns: whether it was made
 */
gboolean
sch_document_page_tag_range (SchDocumentPage *self, const char *label, guint char_start,
                             guint char_end)
{
  SchRange range = { char_start, char_end };
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  sch_document_page_hide_popover (self);
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return FALSE;
  trim_blanks (self, &range);
  id = sch_annotate_tag (&who, label, &range, 1, &error);
  if (id == NULL)
    {
      sch_workspace_show_error (self->workspace, error);
      return FALSE;
    }
  note_made (self, id, label);
  return TRUE;
}

static void
change_selected (SchDocumentPage *self, const char *selected, const char *label, gboolean one_more)
{
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (one_more)
    id = sch_annotate_stack (&who, selected, label, &error);
  else if (sch_annotate_relabel (&who, selected, label, &error))
    id = g_strdup (selected);
  if (id != NULL)
    note_made (self, id, label);
  else
    sch_workspace_show_error (self->workspace, error);
}

void
sch_document_page_use_label (SchDocumentPage *self, const char *label, gboolean one_more)
{
  const char *selected = sch_workspace_get_selected_span (self->workspace);
  SchSegmenter *segmenter = sch_workspace_get_segmenter (self->workspace);
  guint char_start;
  guint char_end;

  if (sch_workspace_get_layer_document (self->workspace) == NULL)
    return;
  if (sch_document_view_get_selection (self->view, &char_start, &char_end))
    sch_document_page_tag_range (self, label, char_start, char_end);
  else if (selected != NULL)
    {
      g_autofree char *id = g_strdup (selected);

      change_selected (self, id, label, one_more);
    }
  else if (sch_segmenter_word_at (segmenter, sch_document_view_get_caret (self->view), &char_start,
                                  &char_end))
    sch_document_page_tag_range (self, label, char_start, char_end);
  else
    sch_workspace_announce (self->workspace, _ ("There is no word at the caret"));
}

static gboolean
is_shown (SchDocumentPage *self, const SchSpan *span)
{
  return sch_visibility_shows_span (sch_workspace_get_visibility (self->workspace),
                                    sch_workspace_get_scheme (self->workspace), span);
}

/* The first that is shown from a position on; all of them, as a rule. */
static SchSpan *
find_shown (SchDocumentPage *self, SchSpanIndex *index, gint64 position, int direction)
{
  gint64 n_spans = sch_span_index_get_n_spans (index);

  for (; position >= 0 && position < n_spans; position += direction)
    {
      SchSpan *span = sch_span_index_get (index, (guint) position);

      if (is_shown (self, span))
        return span;
    }
  return NULL;
}

/* Leaves those that are shown. */
static void
drop_hidden (SchDocumentPage *self, GPtrArray *spans)
{
  for (guint i = spans->len; i-- > 0;)
    if (!is_shown (self, g_ptr_array_index (spans, i)))
      g_ptr_array_remove_index (spans, i);
}

gboolean
sch_document_page_step_span (SchDocumentPage *self, int direction)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpanIndex *index = document != NULL ? sch_layer_document_get_index (document) : NULL;
  SchSpan *selected = document != NULL
                          ? sch_layer_document_get_span (document, sch_workspace_get_selected_span (
                                                                       self->workspace))
                          : NULL;
  guint n_spans = index != NULL ? sch_span_index_get_n_spans (index) : 0;
  guint caret = sch_document_view_get_caret (self->view);
  gint64 position;
  SchSpan *span;

  if (selected != NULL)
    position = (gint64) sch_span_index_rank (index, selected) + direction;
  else if (n_spans == 0)
    return FALSE;
  else
    position = (gint64) sch_span_index_count_before (index, caret) - (direction < 0);
  span = find_shown (self, index, position, direction);
  if (span == NULL)
    return FALSE;
  sch_document_page_select_span (self, span);
  return TRUE;
}

static gboolean
contains (const SchSpan *outer, const SchSpan *inner)
{
  return sch_span_get_start (outer) <= sch_span_get_start (inner) &&
         sch_span_get_end (outer) >= sch_span_get_end (inner);
}

/* All spans that contain the same place, from the innermost to the outermost. */
static GPtrArray *
list_nested (SchDocumentPage *self, SchLayerDocument *document, SchSpan *selected, guint *position)
{
  guint at = sch_span_get_start (selected);
  GPtrArray *spans = sch_span_index_at (sch_layer_document_get_index (document), at);

  drop_hidden (self, spans);
  for (guint i = 0; i < spans->len; i++)
    if (g_ptr_array_index (spans, i) == selected)
      *position = i;
  return spans;
}

/**
 * sch_document_page_step_nesting:
 * @direction: 1 outwards, -1 inwards
 */
void
sch_document_page_step_nesting (SchDocumentPage *self, int direction)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *selected;
  g_autoptr (GPtrArray) spans = NULL;
  guint position = 0;

  if (document == NULL)
    return;
  selected = sch_layer_document_get_span (document,
                                          sch_workspace_get_selected_span (self->workspace));
  if (selected == NULL)
    {
      spans = sch_span_index_at (sch_layer_document_get_index (document),
                                 sch_document_view_get_caret (self->view));
      drop_hidden (self, spans);
      if (spans->len > 0)
        sch_document_page_select_span (self, g_ptr_array_index (spans, 0));
      return;
    }
  if (direction > 0)
    {
      spans = list_nested (self, document, selected, &position);
      if (position + 1 < spans->len)
        sch_document_page_select_span (self, g_ptr_array_index (spans, position + 1));
      return;
    }
  /* Inwards: the longest span within, first in the text. */
  spans = sch_span_index_query (sch_layer_document_get_index (document),
                                sch_span_get_start (selected), sch_span_get_end (selected));
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      if (span != selected && contains (selected, span) && is_shown (self, span) &&
          (sch_span_compare (selected, span) < 0 || !contains (span, selected)))
        {
          sch_document_page_select_span (self, span);
          return;
        }
    }
}

static void
delete_selected (SchDocumentPage *self)
{
  const char *ids[2] = { sch_workspace_get_selected_span (self->workspace), NULL };
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL ? sch_layer_document_get_span (document, ids[0]) : NULL;
  SchAnnotator who;
  guint start;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (span == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  start = sch_span_get_start (span);
  id = g_strdup (ids[0]);
  ids[0] = id;
  if (!sch_annotate_delete (&who, ids, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  sch_document_view_set_caret (self->view, start);
  sch_workspace_announce (self->workspace, _ ("Annotation removed"));
}

static void
toggle_doubt (SchDocumentPage *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL
                      ? sch_layer_document_get_span (document, sch_workspace_get_selected_span (
                                                                   self->workspace))
                      : NULL;
  SchAnnotator who;
  g_autoptr (GError) error = NULL;

  if (span == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!sch_annotate_set_doubt (&who, span->record.id, !span->doubt, &error))
    sch_workspace_show_error (self->workspace, error);
}

/* Selecting text lets go of the span, so this is for the one that was selected last. */
void
sch_document_page_change_ranges (SchDocumentPage *self, gboolean add)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL ? sch_layer_document_get_span (document, self->range_span)
                                   : NULL;
  SchRange range;
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (span == NULL || !sch_document_view_get_selection (self->view, &range.start, &range.end))
    {
      sch_workspace_announce (self->workspace, _ ("Select a span first, then text"));
      return;
    }
  sch_document_page_hide_popover (self);
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  id = g_strdup (span->record.id);
  if (!(add ? sch_annotate_add_range (&who, id, range, &error)
            : sch_annotate_remove_range (&who, id, range, &error)))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  sch_document_view_set_caret (self->view, range.end);
  sch_workspace_select_span (self->workspace, id, FALSE);
}

static guint
step_from (SchDocumentPage *self, guint char_offset, SchUnit unit, int direction)
{
  SchSegmenter *segmenter = sch_workspace_get_segmenter (self->workspace);

  if (direction < 0)
    return sch_segmenter_previous (segmenter, char_offset, unit);
  return unit == SCH_UNIT_SENTENCE ? sch_segmenter_next (segmenter, char_offset, unit)
                                   : sch_segmenter_next_end (segmenter, char_offset, unit);
}

/* Where the last unit before a place ends: what is in front of it keeps no blank at its end. */
static guint
find_end_before (SchDocumentPage *self, guint char_offset, SchUnit unit)
{
  SchSegmenter *segmenter = sch_workspace_get_segmenter (self->workspace);
  guint start = sch_segmenter_previous (segmenter, char_offset, unit);
  guint end = sch_segmenter_next_end (segmenter, start, unit);

  if (unit == SCH_UNIT_CHAR || end < char_offset)
    return unit == SCH_UNIT_CHAR ? start : end;
  start = sch_segmenter_previous (segmenter, start, unit);
  end = sch_segmenter_next_end (segmenter, start, unit);
  return MIN (end, char_offset);
}

/* The caret's next place when the selection from @anchor goes with it: whole units are selected,
 * without the blanks around them, whether it grows or shrinks. */
static guint
extend_from (SchDocumentPage *self, guint anchor, guint caret, SchUnit unit, int direction)
{
  SchSegmenter *segmenter = sch_workspace_get_segmenter (self->workspace);
  guint next;

  if (direction < 0 && caret > anchor)
    {
      next = find_end_before (self, caret, unit);
      return next > anchor && next < caret ? next : sch_segmenter_previous (segmenter, caret, unit);
    }
  if (direction > 0 && caret < anchor)
    {
      next = sch_segmenter_next (segmenter, caret, unit);
      if (next < anchor)
        return next;
    }
  return direction < 0 ? sch_segmenter_previous (segmenter, caret, unit)
                       : sch_segmenter_next_end (segmenter, caret, unit);
}

/* Moves the end of the selected span. */
static void
move_span_end (SchDocumentPage *self, SchSpan *span, SchUnit unit, int direction)
{
  SchText *text = sch_workspace_get_text (self->workspace);
  g_autofree SchRange *ranges = g_memdup2 (span->ranges, span->n_ranges * sizeof (SchRange));
  guint last = span->n_ranges - 1;
  guint end = direction < 0 ? find_end_before (self, ranges[last].end, unit)
                            : step_from (self, ranges[last].end, unit, direction);
  SchAnnotator who;
  g_autoptr (GError) error = NULL;

  if (end <= ranges[last].start || end > sch_text_get_char_count (text) ||
      end == ranges[last].end || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  ranges[last].end = end;
  if (!sch_annotate_set_ranges (&who, span->record.id, ranges, span->n_ranges, &error))
    sch_workspace_show_error (self->workspace, error);
  else
    sch_document_view_set_caret (self->view, end);
}

static void
move_caret (SchDocumentPage *self, SchUnit unit, int direction, gboolean extend)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *selected = document != NULL
                          ? sch_layer_document_get_span (document, sch_workspace_get_selected_span (
                                                                       self->workspace))
                          : NULL;
  guint anchor;
  guint caret;
  guint start;
  guint end;

  if (document == NULL)
    return;
  if (extend && selected != NULL && unit != SCH_UNIT_SENTENCE &&
      !sch_document_view_get_selection (self->view, &start, &end))
    {
      move_span_end (self, selected, unit, direction);
      return;
    }
  caret = sch_document_view_get_caret (self->view);
  anchor = sch_document_view_get_anchor (self->view);
  caret = extend ? extend_from (self, anchor, caret, unit, direction)
                 : step_from (self, caret, unit, direction);
  sch_workspace_select_span (self->workspace, NULL, FALSE);
  sch_document_view_select (self->view, extend ? anchor : caret, caret);
  sch_document_view_scroll_to (self->view, caret, caret);
}

static void
leave_text (SchDocumentPage *self, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), direction);
}

/* One step back: popover, armed label, selected text, selected span. */
void
sch_document_page_escape (SchDocumentPage *self)
{
  guint start;
  guint end;

  if (sch_document_page_cancel_drag (self))
    return;
  if (self->arm_pending)
    self->arm_pending = FALSE;
  else if (sch_label_popover_is_open (self->popover))
    sch_document_page_hide_popover (self);
  else if (sch_workspace_get_armed_label (self->workspace) != NULL)
    sch_workspace_set_armed_label (self->workspace, NULL);
  else if (sch_document_view_get_selection (self->view, &start, &end))
    sch_document_view_set_caret (self->view, sch_document_view_get_caret (self->view));
  else
    {
      g_clear_pointer (&self->range_span, g_free);
      sch_workspace_select_span (self->workspace, NULL, FALSE);
    }
}

static void
repeat_last (SchDocumentPage *self)
{
  const char *label = sch_workspace_get_last_label (self->workspace);
  g_autofree char *copy = g_strdup (label);

  if (copy != NULL)
    sch_document_page_use_label (self, copy, FALSE);
}

static void
open_filter (SchDocumentPage *self)
{
  guint start;
  guint end;

  if (sch_document_view_get_selection (self->view, &start, &end) ||
      sch_workspace_get_selected_span (self->workspace) != NULL)
    sch_document_page_show_popover (self, TRUE);
}

void
sch_document_page_run (SchDocumentPage *self, SchCommand command)
{
  switch (command)
    {
    case SCH_COMMAND_ARM:
      self->arm_pending = TRUE;
      sch_workspace_announce (self->workspace, _ ("Press the key of the label to arm"));
      break;
    case SCH_COMMAND_REPEAT:
      repeat_last (self);
      break;
    case SCH_COMMAND_FILTER:
      open_filter (self);
      break;
    case SCH_COMMAND_NEXT_SPAN:
      if (!sch_document_page_step_span (self, 1))
        leave_text (self, GTK_DIR_TAB_FORWARD);
      break;
    case SCH_COMMAND_PREVIOUS_SPAN:
      if (!sch_document_page_step_span (self, -1))
        leave_text (self, GTK_DIR_TAB_BACKWARD);
      break;
    case SCH_COMMAND_OUTWARDS:
      sch_document_page_step_nesting (self, 1);
      break;
    case SCH_COMMAND_INWARDS:
      sch_document_page_step_nesting (self, -1);
      break;
    case SCH_COMMAND_DELETE:
      delete_selected (self);
      break;
    case SCH_COMMAND_ACCEPT:
      if (sch_workspace_get_selected_span (self->workspace) != NULL)
        gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-inspector", NULL);
      break;
    case SCH_COMMAND_NOTE:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-note", NULL);
      break;
    case SCH_COMMAND_DOUBT:
      toggle_doubt (self);
      break;
    case SCH_COMMAND_ESCAPE:
      sch_document_page_escape (self);
      break;
    case SCH_COMMAND_WORD_BACK:
    case SCH_COMMAND_WORD_FORWARD:
      move_caret (self, SCH_UNIT_WORD, command == SCH_COMMAND_WORD_BACK ? -1 : 1, FALSE);
      break;
    case SCH_COMMAND_SENTENCE_BACK:
    case SCH_COMMAND_SENTENCE_FORWARD:
      move_caret (self, SCH_UNIT_SENTENCE, command == SCH_COMMAND_SENTENCE_BACK ? -1 : 1, FALSE);
      break;
    case SCH_COMMAND_EXTEND_CHAR_BACK:
    case SCH_COMMAND_EXTEND_CHAR_FORWARD:
      move_caret (self, SCH_UNIT_CHAR, command == SCH_COMMAND_EXTEND_CHAR_BACK ? -1 : 1, TRUE);
      break;
    case SCH_COMMAND_EXTEND_WORD_BACK:
    case SCH_COMMAND_EXTEND_WORD_FORWARD:
      move_caret (self, SCH_UNIT_WORD, command == SCH_COMMAND_EXTEND_WORD_BACK ? -1 : 1, TRUE);
      break;
    case SCH_COMMAND_EXTEND_SENTENCE_BACK:
    case SCH_COMMAND_EXTEND_SENTENCE_FORWARD:
      move_caret (self, SCH_UNIT_SENTENCE, command == SCH_COMMAND_EXTEND_SENTENCE_BACK ? -1 : 1,
                  TRUE);
      break;
    case SCH_COMMAND_ADD_RANGE:
    case SCH_COMMAND_REMOVE_RANGE:
      sch_document_page_change_ranges (self, command == SCH_COMMAND_ADD_RANGE);
      break;
    case SCH_COMMAND_NONE:
    case SCH_COMMAND_LABEL:
    default:
      break;
    }
}
