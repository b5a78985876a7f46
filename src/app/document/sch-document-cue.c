/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ghost cue: words of saying near the current claim, shown as the cue that they would be. Found again when the
 * claim, the document, the scheme or what is hidden changes, before the next frame; a key or a click finds them as
 * they are then. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "sch-document-page-private.h"

/* After the events that change something, before the frame that shows it. */
#define PRIORITY (G_PRIORITY_HIGH_IDLE + 15)
#define ENTER_SIGN "\u21b5"

/* Whether Enter means the words: of any other span it opens the details. */
static gboolean
is_meant (SchDocumentPage *self)
{
  return self->cue_offered && self->resize == NULL &&
         sch_workspace_get_selected_relation (self->workspace) == NULL &&
         !sch_document_page_is_linking (self) && sch_workspace_is_about_claim (self->workspace);
}

/* Once for the same words of the same claim: not again when its cue is taken away. */
static void
announce (SchDocumentPage *self)
{
  const char *claim = sch_workspace_get_current_claim (self->workspace);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (g_strcmp0 (self->cue_claim, claim) == 0 && self->cue_said.start == self->cue.start &&
      self->cue_said.end == self->cue.end)
    return;
  g_free (self->cue_claim);
  self->cue_claim = g_strdup (claim);
  self->cue_said = self->cue;
  words = sch_text_dup_slice (sch_workspace_get_text (self->workspace), self->cue.start,
                              self->cue.end);
  /* Translators: %s are words of saying near a claim, such as "said". */
  text = g_strdup_printf (_ ("Cue offered: “%s”. Enter takes it"), words);
  sch_workspace_announce (self->workspace, text);
}

static void
show (SchDocumentPage *self)
{
  gboolean meant = is_meant (self);

  sch_document_view_set_ghost (self->view, self->cue_offered ? &self->cue : NULL, self->cue_label,
                               meant ? ENTER_SIGN : NULL,
                               meant ? _ ("Enter or click makes this the cue")
                                     : _ ("Click makes this the cue"));
  if (meant)
    announce (self);
}

static void
find_now (SchDocumentPage *self)
{
  SchCueOffer offer;

  g_clear_handle_id (&self->cue_source, g_source_remove);
  self->cue_offered = self->cue_document != NULL &&
                      sch_workspace_offers_cue (self->workspace, &offer);
  g_clear_pointer (&self->cue_label, g_free);
  if (self->cue_offered)
    {
      self->cue = offer.range;
      self->cue_label = g_strdup (offer.label->id);
    }
  show (self);
}

static gboolean
find_cb (gpointer data)
{
  SchDocumentPage *self = data;

  self->cue_source = 0;
  find_now (self);
  return G_SOURCE_REMOVE;
}

void
sch_document_page_queue_cue (SchDocumentPage *self)
{
  if (self->cue_source == 0)
    self->cue_source = g_idle_add_full (PRIORITY, find_cb, self, NULL);
}

void
sch_document_page_update_cue (SchDocumentPage *self)
{
  if (self->cue_offered && self->cue_source == 0)
    show (self);
}

static void
record_changed_cb (SchDocumentPage *self)
{
  if (sch_workspace_get_current_claim (self->workspace) != NULL)
    sch_document_page_queue_cue (self);
}

static void
claim_changed_cb (SchDocumentPage *self)
{
  if (sch_workspace_get_current_claim (self->workspace) == NULL)
    g_clear_pointer (&self->cue_claim, g_free);
  sch_document_page_queue_cue (self);
}

static void
layer_document_changed_cb (SchDocumentPage *self)
{
  SchLayerDocument *document = sch_workspace_get_layer_document (self->workspace);

  if (self->cue_document != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->cue_document, record_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->cue_document, sch_document_page_queue_cue, self);
    }
  g_set_object (&self->cue_document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "record-changed", G_CALLBACK (record_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "reset", G_CALLBACK (sch_document_page_queue_cue), self,
                               G_CONNECT_SWAPPED);
    }
  sch_document_page_queue_cue (self);
}

gboolean
sch_document_page_takes_cue (SchDocumentPage *self)
{
  if (self->cue_source != 0)
    find_now (self);
  return is_meant (self) && !self->arm_pending;
}

/* What is selected stays so. */
void
sch_document_page_take_cue (SchDocumentPage *self)
{
  SchRange cue = self->cue;
  gboolean shown = self->cue_offered;

  sch_document_page_hide_popover (self);
  if (sch_workspace_take_cue (self->workspace) && shown)
    sch_document_view_scroll_to (self->view, cue.start, cue.end);
}

/* With a label armed, two clicks make a span of the word. */
gboolean
sch_document_page_is_cue_at (SchDocumentPage *self, double x, double y)
{
  if (self->cue_source != 0)
    find_now (self);
  return self->cue_offered && !sch_document_page_is_linking (self) &&
         sch_workspace_get_armed_label (self->workspace) == NULL &&
         sch_document_view_is_ghost_at (self->view, x, y);
}

void
sch_document_page_add_cue (SchDocumentPage *self)
{
  GSettings *settings = sch_workspace_get_settings (self->workspace);

  g_signal_connect_object (self->workspace, "notify::layer-document",
                           G_CALLBACK (layer_document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::current-claim", G_CALLBACK (claim_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::layer",
                           G_CALLBACK (sch_document_page_queue_cue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::offer-cue", G_CALLBACK (sch_document_page_queue_cue),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sch_workspace_get_visibility (self->workspace), "changed",
                           G_CALLBACK (sch_document_page_queue_cue), self, G_CONNECT_SWAPPED);
  layer_document_changed_cb (self);
}

void
sch_document_page_remove_cue (SchDocumentPage *self)
{
  g_clear_handle_id (&self->cue_source, g_source_remove);
  g_clear_object (&self->cue_document);
  g_clear_pointer (&self->cue_label, g_free);
  g_clear_pointer (&self->cue_claim, g_free);
}
