/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions on lists beside the text: doubts in the document and the corpus, annotations to
 * review, lost annotations, sources. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-doubts-page.h"
#include "sch-review-page.h"
#include "sch-review.h"
#include "sch-sources-page.h"
#include "sch-window-private.h"

#define DOUBTS_PAGE "doubts"
#define REVIEW_PAGE "review"
#define SOURCES_PAGE "sources"

/* --- Next doubt ----------------------------------------------------------------------------- */

static gboolean
is_in_doubt (const SchSpan *span)
{
  return span->doubt || span->record.state == SCH_STATE_DOUBTFUL;
}

/* The first span in doubt from a position of the document on. */
static SchSpan *
find_doubt (SchLayerDocument *layer_document, guint from, guint to)
{
  SchSpanIndex *index = sch_layer_document_get_index (layer_document);

  for (guint i = from; i < to; i++)
    {
      SchSpan *span = sch_span_index_get (index, i);

      if (span != NULL && is_in_doubt (span))
        return span;
    }
  return NULL;
}

/* Where to look from: behind the selected span, else at the caret. */
static guint
get_start (SchWindow *self, SchLayerDocument *layer_document)
{
  SchSpanIndex *index = sch_layer_document_get_index (layer_document);
  SchSpan *selected = sch_layer_document_get_span (layer_document, sch_workspace_get_selected_span (
                                                                       self->workspace));

  if (selected != NULL)
    return sch_span_index_rank (index, selected) + 1;
  return sch_span_index_count_before (index, sch_document_view_get_caret (
                                                 sch_document_page_get_view (self->document_page)));
}

/* The next document with doubts in the list on show, after the one on show, then from the top. */
static SchDocument *
find_document (SchWindow *self)
{
  GListModel *model = sch_workspace_get_visible_documents (self->workspace);
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;
  guint here = n;

  for (guint i = 0; i < n && here == n; i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (model, i);

      if (document == sch_workspace_get_document (self->workspace))
        here = i;
    }
  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (SchDocument) document = g_list_model_get_item (model, (here + i) % n);

      if (document != sch_workspace_get_document (self->workspace) &&
          sch_document_get_n_doubts (document) > 0)
        return g_steal_pointer (&document);
    }
  return NULL;
}

static gboolean
show_doubt (SchWindow *self, guint from, guint to)
{
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  SchSpan *span = find_doubt (layer_document, from, to);

  if (span != NULL)
    sch_workspace_select_span (self->workspace, span->record.id, TRUE);
  return span != NULL;
}

static void
next_doubt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  SchLayerDocument *layer_document = sch_workspace_get_layer_document (self->workspace);
  gboolean any = layer_document != NULL && sch_layer_document_count_doubts (layer_document) > 0;
  guint start = any ? get_start (self, layer_document) : 0;
  g_autoptr (SchDocument) next = NULL;

  if (any && show_doubt (self, start, sch_layer_document_get_n_spans (layer_document)))
    return;
  next = find_document (self);
  if (next != NULL)
    {
      sch_workspace_set_document (self->workspace, next);
      layer_document = sch_workspace_get_layer_document (self->workspace);
      if (layer_document != NULL)
        show_doubt (self, 0, sch_layer_document_get_n_spans (layer_document));
      sch_workspace_announce (self->workspace, sch_document_get_title (next));
      return;
    }
  if (!any || !show_doubt (self, 0, start))
    sch_workspace_announce (self->workspace, _ ("Nothing is in doubt"));
}

/* --- Pages ---------------------------------------------------------------------------------- */

static void
show_page (SchWindow *self, const char *name, const char *title,
           GtkWidget *(*make) (SchWorkspace *) )
{
  if (!sch_side_panel_has_page (self->right_panel, name))
    sch_side_panel_add_page (self->right_panel, name, title, make (self->workspace));
  g_settings_set_boolean (self->settings, "show-inspector", TRUE);
  sch_side_panel_show_page (self->right_panel, name);
}

static void
show_doubts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (SCH_WINDOW (widget), DOUBTS_PAGE, _ ("Doubts"), sch_doubts_page_new);
}

static void
show_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (SCH_WINDOW (widget), REVIEW_PAGE, _ ("To Review"), sch_review_page_new);
}

static void
show_sources_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (SCH_WINDOW (widget), SOURCES_PAGE, _ ("Sources"), sch_sources_page_new);
}

/* --- Lost annotations ----------------------------------------------------------------------- */

static void
attach_orphan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SchWindow *self = SCH_WINDOW (widget);
  SchDocumentView *view = sch_document_page_get_view (self->document_page);
  SchRange range;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  SchAnnotator who;

  if (!sch_document_view_get_selection (view, &range.start, &range.end))
    {
      sch_workspace_show_message (self->workspace,
                                  _ ("Select the text that the annotation belongs to first"), NULL,
                                  NULL);
      return;
    }
  if (!sch_workspace_get_annotator (self->workspace, &who))
    return;
  id = sch_annotate_attach_orphan (&who, g_variant_get_string (parameter, NULL), &range, 1, &error);
  if (id != NULL)
    sch_workspace_select_span (self->workspace, id, TRUE);
  else
    sch_workspace_show_error (self->workspace, error);
}

void
sch_window_install_review_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.next-doubt", NULL, next_doubt_action);
  gtk_widget_class_install_action (widget_class, "win.show-doubts", NULL, show_doubts_action);
  gtk_widget_class_install_action (widget_class, "win.show-review", NULL, show_review_action);
  gtk_widget_class_install_action (widget_class, "win.show-sources", NULL, show_sources_action);
  gtk_widget_class_install_action (widget_class, "win.attach-orphan", "s", attach_orphan_action);
}
