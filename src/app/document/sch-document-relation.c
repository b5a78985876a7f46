/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected relation in the text: clicks on lines, what is said of it, removing it. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-document-page-private.h"
#include "sch-span-row.h"

#define NEAR 3.0
#define OVER_SPAN 1.0
#define END_CHARS 60

static char *
dup_end (SchDocumentPage *self, const char *id)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = sch_layer_document_get_span (document, id);

  return span != NULL
             ? sch_span_dup_line (span, sch_workspace_get_text (self->workspace), END_CHARS)
             : g_strdup (_ ("an annotation that is not there"));
}

static void
announce_relation (SchDocumentPage *self, const SchRelation *relation)
{
  const SchRelationType *type = sch_scheme_get_relation_type (sch_workspace_get_scheme (
                                                                  self->workspace),
                                                              relation->type);
  g_autofree char *from = dup_end (self, relation->from);
  g_autofree char *to = dup_end (self, relation->to);
  /* Translators: a relation that was selected: the name of its type, and the texts of its two ends. */
  g_autofree char *said = g_strdup_printf (_ ("Relation %s: from “%s” to “%s”"),
                                           type != NULL ? type->name : relation->type, from, to);

  sch_workspace_announce (self->workspace, said);
}

/* By whatever way it was selected: its ends are seen, no text is selected besides. */
static void
relation_changed_cb (SchDocumentPage *self)
{
  SchRelation *relation = sch_workspace_peek_relation (self->workspace);
  guint start;
  guint end;

  sch_document_view_set_selected_relation (self->view,
                                           relation != NULL ? relation->record.id : NULL);
  sch_document_page_update_cue (self);
  if (relation == NULL)
    return;
  sch_document_page_reveal (self, relation->from);
  sch_document_page_reveal (self, relation->to);
  if (sch_document_view_get_selection (self->view, &start, &end))
    sch_document_view_set_caret (self->view, sch_document_view_get_caret (self->view));
  announce_relation (self, relation);
}

void
sch_document_page_follow_relation (SchDocumentPage *self)
{
  g_signal_connect_object (self->workspace, "notify::selected-relation",
                           G_CALLBACK (relation_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Over a span only what is quite on the line counts. */
SchRelation *
sch_document_page_relation_at (SchDocumentPage *self, double x, double y, gboolean over_span)
{
  return sch_document_view_relation_at (self->view, x, y, over_span ? OVER_SPAN : NEAR, NULL);
}

/* The caret goes to where the relation starts, so that what comes next starts there. */
void
sch_document_page_select_relation (SchDocumentPage *self, SchRelation *relation)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *from = sch_layer_document_get_span (document, relation->from);

  if (from != NULL)
    sch_document_view_set_caret (self->view, sch_span_get_end (from));
  sch_workspace_select_relation (self->workspace, relation->record.id, FALSE);
}

gboolean
sch_document_page_click_relation (SchDocumentPage *self, double x, double y, gboolean over_span)
{
  SchRelation *relation;

  if (sch_document_page_is_linking (self))
    return FALSE;
  relation = sch_document_view_next_relation_at (self->view, x, y, over_span ? OVER_SPAN : NEAR);
  if (relation != NULL)
    sch_document_page_select_relation (self, relation);
  return relation != NULL;
}

void
sch_document_page_delete_relation (SchDocumentPage *self)
{
  g_autofree char *id = g_strdup (sch_workspace_get_selected_relation (self->workspace));
  SchAnnotator who;
  g_autoptr (GError) error = NULL;

  if (id == NULL || !sch_workspace_get_annotator (self->workspace, &who))
    return;
  if (sch_annotate_unrelate (&who, id, &error))
    sch_workspace_announce (self->workspace, _ ("Relation removed"));
  else
    sch_workspace_show_error (self->workspace, error);
}
