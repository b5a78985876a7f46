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

SchSpan *
sch_document_page_get_selected (SchDocumentPage *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);

  return document != NULL
             ? sch_layer_document_get_span (document,
                                            sch_workspace_get_selected_span (self->workspace))
             : NULL;
}

/* Together with those that are kept selected. */
static void
select_with_kept (SchDocumentPage *self, SchSpan *span)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->kept->len; i++)
    if (strcmp (g_ptr_array_index (self->kept, i), span->record.id) != 0)
      g_ptr_array_add (ids, g_ptr_array_index (self->kept, i));
  g_ptr_array_add (ids, span->record.id);
  g_ptr_array_add (ids, NULL);
  sch_workspace_select_spans (self->workspace, (const char *const *) ids->pdata);
  sch_document_view_scroll_to (self->view, sch_span_get_start (span), sch_span_get_end (span));
}

/* The caret goes with the selected span, so that what comes next starts there. */
void
sch_document_page_select_span (SchDocumentPage *self, SchSpan *span)
{
  sch_document_view_set_caret (self->view, sch_span_get_end (span));
  if (self->kept != NULL)
    select_with_kept (self, span);
  else
    sch_workspace_select_span (self->workspace, span->record.id, TRUE);
  announce_span (self, span);
}

/* The caret goes to its end, and it is the selected one. */
void
sch_document_page_note_made (SchDocumentPage *self, const char *id, const char *label)
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
void
sch_document_page_trim_blanks (SchDocumentPage *self, SchRange *range)
{
  SchText *text = sch_workspace_get_text (self->workspace);
  guint start = sch_text_skip_blank (text, range->start, range->end);
  guint end = sch_text_skip_blank_back (text, range->end, start);

  if (start < end)
    *range = (SchRange){ start, end };
}

/* What is said to be refused where nothing may be changed. */
static char *
dup_tag_gesture (SchDocumentPage *self, const char *id)
{
  SchScheme *scheme = sch_workspace_get_scheme (self->workspace);
  const SchLabel *label = scheme != NULL ? sch_scheme_get_label (scheme, id) : NULL;

  return label != NULL ? g_strdup_printf (_ ("Tag “%s”"), label->name) : NULL;
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
  g_autofree char *gesture = dup_tag_gesture (self, label);

  sch_document_page_hide_popover (self);
  if (!sch_workspace_get_annotator_for (self->workspace, gesture, &who))
    return FALSE;
  sch_document_page_trim_blanks (self, &range);
  if (sch_document_page_is_linking (self))
    {
      sch_document_view_set_caret (self->view, range.end);
      return sch_link_mode_make (self->link, label, range);
    }
  id = sch_annotate_tag (&who, label, &range, 1, &error);
  if (id == NULL)
    {
      sch_workspace_show_error (self->workspace, error);
      return FALSE;
    }
  sch_document_page_note_made (self, id, label);
  return TRUE;
}

static void
change_selected (SchDocumentPage *self, const char *selected, const char *label, gboolean one_more)
{
  SchAnnotator who;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *gesture = dup_tag_gesture (self, label);

  if (!sch_workspace_get_annotator_for (self->workspace, gesture, &who))
    return;
  if (one_more)
    id = sch_annotate_stack (&who, selected, label, &error);
  else if (sch_annotate_relabel (&who, selected, label, &error))
    id = g_strdup (selected);
  if (id != NULL)
    sch_document_page_note_made (self, id, label);
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
  else if (sch_workspace_get_selected_relation (self->workspace) != NULL)
    sch_workspace_announce (self->workspace,
                            _ ("A relation is selected: Escape lets go of it, then labels work"));
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

void
sch_document_page_delete_selected (SchDocumentPage *self)
{
  const char *ids[2] = { sch_workspace_get_selected_span (self->workspace), NULL };
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = document != NULL ? sch_layer_document_get_span (document, ids[0]) : NULL;
  SchAnnotator who;
  guint start;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (sch_workspace_get_selected_relation (self->workspace) != NULL)
    {
      sch_document_page_delete_relation (self);
      return;
    }
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

void
sch_document_page_toggle_doubt (SchDocumentPage *self)
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

/* One step back: popover, mode, armed label, selected text, relation, span, what ranges and sources go to. */
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
  else if (self->resize != NULL)
    sch_document_page_end_resize (self, FALSE);
  else if (sch_document_page_is_linking (self))
    sch_link_mode_end (self->link);
  else if (sch_workspace_get_armed_label (self->workspace) != NULL)
    sch_workspace_set_armed_label (self->workspace, NULL);
  else if (sch_document_view_get_selection (self->view, &start, &end))
    sch_document_view_set_caret (self->view, sch_document_view_get_caret (self->view));
  else if (sch_workspace_get_selected_relation (self->workspace) != NULL)
    sch_workspace_leave_relation (self->workspace);
  else if (sch_workspace_get_selected_span (self->workspace) != NULL)
    sch_workspace_select_span (self->workspace, NULL, FALSE);
  else
    {
      g_clear_pointer (&self->range_span, g_free);
      sch_workspace_forget_current_claim (self->workspace);
    }
}

void
sch_document_page_repeat_last (SchDocumentPage *self)
{
  const char *label = sch_workspace_get_last_label (self->workspace);
  g_autofree char *copy = g_strdup (label);

  if (copy != NULL)
    sch_document_page_use_label (self, copy, FALSE);
}
