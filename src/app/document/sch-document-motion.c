/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving the caret and the ends of spans by keys, and resize mode: there the new ends are tried out and shown as
 * selected text, and become one step when they are accepted. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-document-page-private.h"

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

/* The caret's next place when the selection from @anchor goes with it: whole units are selected,
 * without the blanks around them, whether it grows or shrinks. */
static guint
extend_from (SchDocumentPage *self, guint anchor, guint caret, SchUnit unit, int direction)
{
  SchSegmenter *segmenter = sch_workspace_get_segmenter (self->workspace);
  guint next;

  if (direction < 0 && caret > anchor)
    {
      next = sch_resize_find_end_before (segmenter, caret, unit);
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

/* --- The ends of the selected span ---------------------------------------------------------- */

static void
set_ranges (SchDocumentPage *self, const char *span, const SchRange *ranges, guint n_ranges,
            guint caret)
{
  SchAnnotator who;
  g_autoptr (GError) error = NULL;

  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (!sch_annotate_set_ranges (&who, span, ranges, n_ranges, &error))
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  sch_document_view_set_caret (self->view, caret);
  sch_document_view_scroll_to (self->view, caret, caret);
}

static void
move_span_edge (SchDocumentPage *self, SchSpan *span, gboolean is_end, SchUnit unit, int direction)
{
  g_autofree SchRange *ranges = g_memdup2 (span->ranges, span->n_ranges * sizeof (SchRange));
  guint last = span->n_ranges - 1;

  if (sch_resize_move_edge (sch_workspace_get_segmenter (self->workspace),
                            sch_workspace_get_text (self->workspace), ranges, span->n_ranges,
                            is_end ? 2 * last + 1 : 0, unit, direction))
    set_ranges (self, span->record.id, ranges, span->n_ranges,
                is_end ? ranges[last].end : ranges[0].start);
}

/* One step of the end or the start: in resize mode tried out, else done. */
void
sch_document_page_move_edge (SchDocumentPage *self, gboolean is_end, SchUnit unit, int direction)
{
  SchSpan *span = sch_document_page_get_selected (self);

  if (self->resize != NULL)
    {
      sch_resize_turn_to (self->resize, is_end);
      sch_document_page_resize_by (self, unit, direction);
    }
  else if (span != NULL)
    move_span_edge (self, span, is_end, unit, direction);
  else
    sch_workspace_announce (self->workspace, _ ("Select an annotation first"));
}

/* --- Resize mode ---------------------------------------------------------------------------- */

static void
show_resize (SchDocumentPage *self)
{
  SchResize *resize = self->resize;
  const SchRange *range = &resize->ranges[resize->edge / 2];
  gboolean is_end = resize->edge % 2 == 1;
  guint caret = is_end ? range->end : range->start;

  sch_document_view_select (self->view, is_end ? range->start : range->end, caret);
  sch_document_view_scroll_to (self->view, caret, caret);
}

static void
announce_edge (SchDocumentPage *self)
{
  SchResize *resize = self->resize;
  const SchRange *range = &resize->ranges[resize->edge / 2];
  SchText *text = sch_workspace_get_text (self->workspace);
  gsize byte_len;
  const char *slice = sch_text_peek_slice (text, range->start, MIN (range->end, range->start + 200),
                                           &byte_len);
  g_autofree char *covered = g_strndup (slice, byte_len);
  /* Translators: the start of an annotation is about to be moved; %s is the text that it covers. */
  g_autofree char *message = g_strdup_printf (resize->edge % 2 == 1 ? _ ("End of “%s”")
                                                                    : _ ("Start of “%s”"),
                                              covered);

  sch_workspace_announce (self->workspace, message);
}

void
sch_document_page_begin_resize (SchDocumentPage *self)
{
  SchSpan *span = sch_document_page_get_selected (self);
  SchAnnotator who;

  if (self->resize != NULL)
    return;
  if (span == NULL)
    {
      sch_workspace_announce (self->workspace, _ ("Select an annotation first"));
      return;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  sch_document_page_hide_popover (self);
  self->resize = sch_resize_new (span);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  sch_document_page_show_mode (
      self, _ ("Arrows move the end, with Ctrl by a word. Tab: the other end. Enter accepts."));
  show_resize (self);
  announce_edge (self);
}

void
sch_document_page_resize_by (SchDocumentPage *self, SchUnit unit, int direction)
{
  SchResize *resize = self->resize;

  if (sch_resize_move_edge (sch_workspace_get_segmenter (self->workspace),
                            sch_workspace_get_text (self->workspace), resize->ranges,
                            resize->n_ranges, resize->edge, unit, direction))
    announce_edge (self);
  show_resize (self);
}

void
sch_document_page_resize_edge (SchDocumentPage *self, int direction)
{
  sch_resize_step_edge (self->resize, direction);
  show_resize (self);
  announce_edge (self);
}

/**
 * sch_document_page_end_resize:
 * @accept: whether the new ends are taken
 */
void
sch_document_page_end_resize (SchDocumentPage *self, gboolean accept)
{
  g_autoptr (SchResize) resize = g_steal_pointer (&self->resize);
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = resize != NULL && document != NULL
                      ? sch_layer_document_get_span (document, resize->span)
                      : NULL;

  if (resize == NULL)
    return;
  sch_document_page_show_mode (self, NULL);
  if (span == NULL)
    return;
  if (accept && sch_resize_is_changed (resize, span))
    set_ranges (self, resize->span, resize->ranges, resize->n_ranges,
                resize->ranges[resize->n_ranges - 1].end);
  else
    sch_document_view_set_caret (self->view, sch_span_get_end (span));
  sch_workspace_announce (self->workspace,
                          accept ? _ ("New ends accepted") : _ ("The ends stay as they were"));
}

/* --- The caret ------------------------------------------------------------------------------ */

void
sch_document_page_move_caret (SchDocumentPage *self, SchUnit unit, int direction, gboolean extend)
{
  SchSpan *selected = sch_document_page_get_selected (self);
  guint anchor;
  guint caret;
  guint start;
  guint end;

  if (sch_workspace_get_layer_document (self->workspace) == NULL)
    return;
  if (extend && selected != NULL && unit != SCH_UNIT_SENTENCE &&
      !sch_document_page_is_linking (self) &&
      !sch_document_view_get_selection (self->view, &start, &end))
    {
      move_span_edge (self, selected, TRUE, unit, direction);
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
