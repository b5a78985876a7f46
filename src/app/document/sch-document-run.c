/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which function does what a command says. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-document-page-private.h"

static void
leave_text (SchDocumentPage *self, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), direction);
}

static void
accept (SchDocumentPage *self)
{
  if (self->resize != NULL)
    sch_document_page_end_resize (self, TRUE);
  else if (sch_document_page_is_linking (self))
    sch_link_mode_accept (self->link, 0);
  else if (sch_workspace_get_selected_span (self->workspace) != NULL ||
           sch_workspace_get_selected_relation (self->workspace) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-inspector", NULL);
}

static void
step_span (SchDocumentPage *self, int direction)
{
  if (!sch_document_page_step_span (self, direction))
    leave_text (self, direction > 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
}

static void
arm (SchDocumentPage *self)
{
  self->arm_pending = TRUE;
  sch_workspace_announce (self->workspace, _ ("Press the key of the label to arm"));
}

/* The arrows follow what is seen: in a paragraph from right to left the text goes on to the left. */
static int
get_forward (SchDocumentPage *self)
{
  SchDocumentLayout *layout = sch_document_view_get_layout (self->view);
  int line = sch_document_layout_line_at (layout, sch_document_view_get_caret (self->view));
  SchParagraph *paragraph = line >= 0 ? sch_document_layout_get_paragraph (layout, line) : NULL;

  return paragraph != NULL && paragraph->rtl ? -1 : 1;
}

/* Commands that move something along the text. Returns whether it is one. */
static gboolean
run_motion (SchDocumentPage *self, SchCommand command)
{
  static const struct
  {
    SchCommand command;
    SchUnit unit;
    int direction;
    gboolean extend;
    gboolean by_arrow; /* Left and Right */
  } motions[] = {
    { SCH_COMMAND_WORD_BACK, SCH_UNIT_WORD, -1, FALSE, TRUE },
    { SCH_COMMAND_WORD_FORWARD, SCH_UNIT_WORD, 1, FALSE, TRUE },
    { SCH_COMMAND_SENTENCE_BACK, SCH_UNIT_SENTENCE, -1, FALSE, FALSE },
    { SCH_COMMAND_SENTENCE_FORWARD, SCH_UNIT_SENTENCE, 1, FALSE, FALSE },
    { SCH_COMMAND_EXTEND_CHAR_BACK, SCH_UNIT_CHAR, -1, TRUE, TRUE },
    { SCH_COMMAND_EXTEND_CHAR_FORWARD, SCH_UNIT_CHAR, 1, TRUE, TRUE },
    { SCH_COMMAND_EXTEND_WORD_BACK, SCH_UNIT_WORD, -1, TRUE, TRUE },
    { SCH_COMMAND_EXTEND_WORD_FORWARD, SCH_UNIT_WORD, 1, TRUE, TRUE },
    { SCH_COMMAND_EXTEND_SENTENCE_BACK, SCH_UNIT_SENTENCE, -1, TRUE, FALSE },
    { SCH_COMMAND_EXTEND_SENTENCE_FORWARD, SCH_UNIT_SENTENCE, 1, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (motions); i++)
    if (motions[i].command == command)
      {
        int direction = motions[i].direction * (motions[i].by_arrow ? get_forward (self) : 1);

        sch_document_page_move_caret (self, motions[i].unit, direction, motions[i].extend);
        return TRUE;
      }
  return FALSE;
}

static gboolean
run_resize (SchDocumentPage *self, SchCommand command)
{
  switch (command)
    {
    case SCH_COMMAND_END_BACK:
    case SCH_COMMAND_END_FORWARD:
      sch_document_page_move_edge (self, TRUE, SCH_UNIT_CHAR,
                                   command == SCH_COMMAND_END_BACK ? -1 : 1);
      return TRUE;
    case SCH_COMMAND_START_BACK:
    case SCH_COMMAND_START_FORWARD:
      sch_document_page_move_edge (self, FALSE, SCH_UNIT_CHAR,
                                   command == SCH_COMMAND_START_BACK ? -1 : 1);
      return TRUE;
    case SCH_COMMAND_EDGE_BACK:
    case SCH_COMMAND_EDGE_FORWARD:
      sch_document_page_resize_by (self, SCH_UNIT_CHAR,
                                   (command == SCH_COMMAND_EDGE_BACK ? -1 : 1) *
                                       get_forward (self));
      return TRUE;
    case SCH_COMMAND_EDGE_WORD_BACK:
    case SCH_COMMAND_EDGE_WORD_FORWARD:
      sch_document_page_resize_by (self, SCH_UNIT_WORD,
                                   (command == SCH_COMMAND_EDGE_WORD_BACK ? -1 : 1) *
                                       get_forward (self));
      return TRUE;
    case SCH_COMMAND_NEXT_EDGE:
    case SCH_COMMAND_PREVIOUS_EDGE:
      sch_document_page_resize_edge (self, command == SCH_COMMAND_NEXT_EDGE ? 1 : -1);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
run_link (SchDocumentPage *self, SchCommand command)
{
  switch (command)
    {
    case SCH_COMMAND_NEXT_TARGET:
    case SCH_COMMAND_PREVIOUS_TARGET:
      sch_link_mode_step (self->link, command == SCH_COMMAND_NEXT_TARGET ? 1 : -1);
      return TRUE;
    case SCH_COMMAND_TYPE_TARGET:
      sch_link_mode_type (self->link, "");
      return TRUE;
    case SCH_COMMAND_OWN:
      sch_link_mode_set_own (self->link);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
run_other (SchDocumentPage *self, SchCommand command)
{
  switch (command)
    {
    case SCH_COMMAND_ARM:
      arm (self);
      break;
    case SCH_COMMAND_REPEAT:
      sch_document_page_repeat_last (self);
      break;
    case SCH_COMMAND_FILTER:
      sch_document_page_show_popover (self, TRUE);
      break;
    case SCH_COMMAND_ATTRIBUTES:
      sch_document_page_show_strip (self);
      break;
    case SCH_COMMAND_NEXT_SPAN:
    case SCH_COMMAND_PREVIOUS_SPAN:
      step_span (self, command == SCH_COMMAND_NEXT_SPAN ? 1 : -1);
      break;
    case SCH_COMMAND_OUTWARDS:
    case SCH_COMMAND_INWARDS:
      sch_document_page_step_nesting (self, command == SCH_COMMAND_OUTWARDS ? 1 : -1);
      break;
    case SCH_COMMAND_KEEP_SPAN:
      sch_document_page_keep_span (self);
      break;
    case SCH_COMMAND_DELETE:
      sch_document_page_delete_selected (self);
      break;
    case SCH_COMMAND_ACCEPT:
      accept (self);
      break;
    case SCH_COMMAND_TAKE_CUE:
      sch_document_page_take_cue (self);
      break;
    case SCH_COMMAND_ESCAPE:
      sch_document_page_escape (self);
      break;
    case SCH_COMMAND_DOUBT:
      sch_document_page_toggle_doubt (self);
      break;
    case SCH_COMMAND_ADD_RANGE:
    case SCH_COMMAND_REMOVE_RANGE:
      sch_document_page_change_ranges (self, command == SCH_COMMAND_ADD_RANGE);
      break;
    default:
      break;
    }
}

void
sch_document_page_run (SchDocumentPage *self, SchCommand command)
{
  if (!run_motion (self, command) && !run_resize (self, command) && !run_link (self, command))
    run_other (self, command);
}
