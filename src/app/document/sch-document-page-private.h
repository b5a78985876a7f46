/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-chip-drag.h"
#include "sch-document-page.h"
#include "sch-document-view.h"
#include "sch-gestures.h"
#include "sch-grips.h"
#include "sch-keymap.h"
#include "sch-label-popover.h"

G_BEGIN_DECLS

/* What the press of the button was on. */
typedef enum
{
  SCH_PRESS_TEXT,
  SCH_PRESS_GRIP,
  SCH_PRESS_CHIP,
  SCH_PRESS_LINK_GRIP,
} SchPress;

struct _SchDocumentPage
{
  GtkWidget parent_instance;

  SchWorkspace *workspace;
  GtkWidget *stack;
  GtkWidget *scroller;
  SchDocumentView *view;
  GtkWidget *trouble;
  SchLabelPopover *popover;

  char *range_span; /* the span that was selected last: ranges are added to it, taken out of it */

  char *corpus_id;
  char *path; /* of the document on show */

  SchGestures gestures;
  SchGrips *grips;
  SchChipDrag *chip_drag;
  SchPress press;
  SchSpan *pressed_chip;   /* (nullable): whose chip was pressed */
  const char *cursor;      /* over the text */
  guint drag_from;         /* where a drag began */
  guint drag_anchor_start; /* the word in which a drag began */
  guint drag_anchor_end;
  gboolean drag_exact;
  guint autoscroll;
  guint popover_timeout;
  GSimpleActionGroup *text_actions; /* text.* */
  gboolean arm_pending;             /* Ctrl+B was pressed */
};

/* sch-document-page.c */
void sch_document_page_hide_popover (SchDocumentPage *self);
/* Shows the labels beside the selected text; @take_focus: for typing */
void sch_document_page_show_popover (SchDocumentPage *self, gboolean take_focus);

/* sch-document-actions.c */
/* The rules of a label's key: tag the selected text, change the selected span's label, tag the word at the caret. */
void sch_document_page_use_label (SchDocumentPage *self, const char *label, gboolean one_more);
gboolean sch_document_page_tag_range (SchDocumentPage *self, const char *label, guint char_start,
                                      guint char_end);
void sch_document_page_run (SchDocumentPage *self, SchCommand command);
void sch_document_page_escape (SchDocumentPage *self);
/* The selected text as a range of the span that was selected last, or out of it. */
void sch_document_page_change_ranges (SchDocumentPage *self, gboolean add);
/* @direction: 1 next, -1 previous; FALSE where there is none. */
gboolean sch_document_page_step_span (SchDocumentPage *self, int direction);
void sch_document_page_step_nesting (SchDocumentPage *self, int direction);
void sch_document_page_select_span (SchDocumentPage *self, SchSpan *span);

/* sch-document-input.c, sch-document-keys.c */
void sch_document_page_add_pointer (SchDocumentPage *self);
void sch_document_page_remove_pointer (SchDocumentPage *self);
/* Lets go of what is being dragged; FALSE where nothing is. */
gboolean sch_document_page_cancel_drag (SchDocumentPage *self);
void sch_document_page_add_keys (SchDocumentPage *self);

/* sch-text-actions.c, sch-context-menu.c */
void sch_document_page_make_text_actions (SchDocumentPage *self);
void sch_document_page_update_text_actions (SchDocumentPage *self);
void sch_document_page_copy (SchDocumentPage *self);
void sch_document_page_add_menus (SchDocumentPage *self);

G_END_DECLS
