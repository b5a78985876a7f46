/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-attribute-strip.h"
#include "sch-chip-drag.h"
#include "sch-cluster-picker.h"
#include "sch-document-page.h"
#include "sch-document-view.h"
#include "sch-gestures.h"
#include "sch-grips.h"
#include "sch-here.h"
#include "sch-keymap.h"
#include "sch-label-popover.h"
#include "sch-link-mode.h"
#include "sch-relation-handles.h"
#include "sch-resize.h"

G_BEGIN_DECLS

/* What the press of the button was on. */
typedef enum
{
  SCH_PRESS_TEXT,
  SCH_PRESS_GRIP,
  SCH_PRESS_CHIP,
  SCH_PRESS_LINK_GRIP,
  SCH_PRESS_END, /* an end of the selected relation */
} SchPress;

struct _SchDocumentPage
{
  GtkWidget parent_instance;

  SchWorkspace *workspace;
  GtkWidget *box; /* the stack, and the bars of modes below it */
  GtkWidget *stack;
  GtkWidget *text_box; /* the scroller and the strip beside it */
  GtkWidget *scroller;
  SchDocumentView *view;
  GtkWidget *trouble;
  SchLabelPopover *popover;
  SchLinkMode *link;         /* its bar */
  char *link_from;           /* (nullable): the span from which link mode led last */
  GtkWidget *mode_label;     /* (nullable): says what resize mode waits for */
  GtkWidget *strip;          /* (nullable): popovers are made when they are needed first */
  GtkWidget *here;           /* (nullable) */
  GtkWidget *cluster_picker; /* (nullable) */
  SchResize *resize;         /* (nullable): resize mode is on */
  GPtrArray *kept; /* (nullable): ids of spans that stay selected while Tab looks for more */

  char *range_span; /* the span that was selected last: ranges are added to it, taken out of it */

  char *corpus_id;
  gpointer shown_document; /* only compared */
  gboolean was_loading;    /* when it was shown last */
  char *path;              /* of the document on show */

  SchGestures gestures;
  SchGrips *grips;
  SchChipDrag *chip_drag;
  SchRelationHandles *handles;
  SchPress press;
  SchSpan *pressed_chip;   /* (nullable): whose chip was pressed */
  gboolean pressed_to;     /* which end of the relation was pressed */
  const char *cursor;      /* over the text */
  guint drag_from;         /* where a drag began */
  guint drag_anchor_start; /* the word in which a drag began */
  guint drag_anchor_end;
  gboolean drag_exact;
  guint autoscroll;
  guint popover_timeout;
  SchLayerDocument *cue_document; /* (nullable): followed for what is offered */
  guint cue_source;
  gboolean cue_offered; /* words in the text are, as the current claim's cue */
  SchRange cue;
  char *cue_label;
  char *cue_claim; /* (nullable): for which it was said last that they are */
  SchRange cue_said;
  GSimpleActionGroup *text_actions; /* text.* */
  gboolean arm_pending;             /* Ctrl+B was pressed */
};

/* sch-document-page.c */
void sch_document_page_hide_popover (SchDocumentPage *self);
/* Shows the labels beside the selected text; @take_focus: for typing */
void sch_document_page_show_popover (SchDocumentPage *self, gboolean take_focus);

/* What is selected has to be seen: shows the label of a span again where it is hidden. */
void sch_document_page_reveal (SchDocumentPage *self, const char *span);

/* sch-document-relation.c */
void sch_document_page_follow_relation (SchDocumentPage *self);
SchRelation *sch_document_page_relation_at (SchDocumentPage *self, double x, double y,
                                            gboolean over_span);
void sch_document_page_select_relation (SchDocumentPage *self, SchRelation *relation);
/* Selects the relation at a point; one more click, the next one there. FALSE where there is none. */
gboolean sch_document_page_click_relation (SchDocumentPage *self, double x, double y,
                                           gboolean over_span);
void sch_document_page_delete_relation (SchDocumentPage *self);

/* sch-document-actions.c */
/* The rules of a label's key: tag the selected text, change the selected span's label, tag the word at the caret. */
void sch_document_page_use_label (SchDocumentPage *self, const char *label, gboolean one_more);
gboolean sch_document_page_tag_range (SchDocumentPage *self, const char *label, guint char_start,
                                      guint char_end);
/* A span was made or got the label. */
void sch_document_page_note_made (SchDocumentPage *self, const char *id, const char *label);
void sch_document_page_trim_blanks (SchDocumentPage *self, SchRange *range);
/* sch-document-new-label.c */
void sch_document_page_use_new_label (SchDocumentPage *self, const char *name);
void sch_document_page_escape (SchDocumentPage *self);
void sch_document_page_delete_selected (SchDocumentPage *self);
void sch_document_page_toggle_doubt (SchDocumentPage *self);
void sch_document_page_repeat_last (SchDocumentPage *self);
/* @direction: 1 next, -1 previous; FALSE where there is none. */
gboolean sch_document_page_step_span (SchDocumentPage *self, int direction);
void sch_document_page_step_nesting (SchDocumentPage *self, int direction);
void sch_document_page_select_span (SchDocumentPage *self, SchSpan *span);

/* The selected span, or NULL. */
SchSpan *sch_document_page_get_selected (SchDocumentPage *self);

/* sch-document-motion.c */
/* The selected text as a range of the span that was selected last, or out of it. */
void sch_document_page_change_ranges (SchDocumentPage *self, gboolean add);
void sch_document_page_move_caret (SchDocumentPage *self, SchUnit unit, int direction,
                                   gboolean extend);
void sch_document_page_move_edge (SchDocumentPage *self, gboolean is_end, SchUnit unit,
                                  int direction);
void sch_document_page_resize_by (SchDocumentPage *self, SchUnit unit, int direction);
void sch_document_page_resize_edge (SchDocumentPage *self, int direction);
void sch_document_page_end_resize (SchDocumentPage *self, gboolean accept);

/* sch-document-modes.c */
void sch_document_page_add_modes (SchDocumentPage *self);
void sch_document_page_remove_modes (SchDocumentPage *self);
/* NULL = no mode */
void sch_document_page_show_mode (SchDocumentPage *self, const char *text);
/* Another document or layer: the modes are over. */
void sch_document_page_leave_modes (SchDocumentPage *self);
/* Another span is selected: resize mode takes what it has, what is kept selected may be let go. */
void sch_document_page_selection_changed (SchDocumentPage *self);
void sch_document_page_show_strip (SchDocumentPage *self);
gboolean sch_document_page_is_linking (SchDocumentPage *self);
/* A click on spans takes one of them in link mode. FALSE: it is another click. */
gboolean sch_document_page_link_click (SchDocumentPage *self, GPtrArray *spans);
/* Keeps the leading span selected while others are stepped to, or no longer. */
void sch_document_page_keep_span (SchDocumentPage *self);

/* sch-document-run.c */
void sch_document_page_run (SchDocumentPage *self, SchCommand command);

/* sch-document-cue.c */
void sch_document_page_add_cue (SchDocumentPage *self);
void sch_document_page_remove_cue (SchDocumentPage *self);
/* What it is found by has changed. */
void sch_document_page_queue_cue (SchDocumentPage *self);
/* Selection or mode has: Enter may mean it now, or no longer. */
void sch_document_page_update_cue (SchDocumentPage *self);
/* Whether words are on offer and Enter takes them. */
gboolean sch_document_page_takes_cue (SchDocumentPage *self);
void sch_document_page_take_cue (SchDocumentPage *self);
/* Whether a click there takes them. */
gboolean sch_document_page_is_cue_at (SchDocumentPage *self, double x, double y);

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
