/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A name typed in the popover that no label has: the label is made and given in one step. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-annotate-label.h"
#include "sch-document-page-private.h"

static void
tell (SchDocumentPage *self, const char *label_id)
{
  const SchLabel *label = sch_scheme_get_label (sch_workspace_get_scheme (self->workspace),
                                                label_id);
  SchLabelKeys *keys = sch_workspace_get_label_keys (self->workspace);
  const char *key = sch_label_keys_get_key (keys, label_id);
  g_autofree char *upper = g_utf8_strup (key, -1);
  g_autofree char *action = g_action_print_detailed_name ("win.edit-label",
                                                          g_variant_new_string (label_id));
  g_autofree char *text = NULL;

  if (*key != '\0')
    /* Translators: the name of a label and its key. */
    text = g_strdup_printf (_ ("New label “%s”, key %s"), label->name, upper);
  else
    text = g_strdup_printf (_ ("New label “%s”"), label->name);
  sch_workspace_show_message (self->workspace, text, _ ("Edit"), action);
}

static char *
tag (SchDocumentPage *self, const SchAnnotator *who, const char *name, SchRange range, char **label,
     GError **error)
{
  sch_document_page_trim_blanks (self, &range);
  return sch_annotate_tag_with_new_label (who, name, &range, 1, label, error);
}

/**
 * sch_document_page_use_new_label:
 *
 * sch_document_page_use_label() with a label that does not exist yet: text selected: it is tagged; a span
 * selected: it (and those selected with it) gets the label; else the word at the caret is tagged.
 */
void
sch_document_page_use_new_label (SchDocumentPage *self, const char *name)
{
  g_autofree char *selected = g_strdup (sch_workspace_get_selected_span (self->workspace));
  /* Translators: %s is the name of a label. */
  g_autofree char *gesture = g_strdup_printf (_ ("New Label “%s”"), name);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  g_autofree char *id = NULL;
  SchAnnotator who;
  SchRange range;

  sch_document_page_hide_popover (self);
  if (!sch_workspace_get_annotator_for (self->workspace, gesture, &who))
    return;
  if (sch_document_view_get_selection (self->view, &range.start, &range.end))
    id = tag (self, &who, name, range, &label, &error);
  else if (selected != NULL)
    id = sch_annotate_relabel_to_new (&who, sch_workspace_get_selected_spans (self->workspace),
                                      name, &label, &error)
             ? g_strdup (selected)
             : NULL;
  else if (sch_segmenter_word_at (sch_workspace_get_segmenter (self->workspace),
                                  sch_document_view_get_caret (self->view), &range.start,
                                  &range.end))
    id = tag (self, &who, name, range, &label, &error);
  else
    {
      sch_workspace_announce (self->workspace, _ ("There is no word at the caret"));
      return;
    }
  if (id == NULL)
    {
      sch_workspace_show_error (self->workspace, error);
      return;
    }
  sch_document_page_note_made (self, id, label);
  tell (self, label);
}
