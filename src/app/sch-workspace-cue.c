/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of saying near the current claim, which may become its cue. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-workspace-private.h"

static gboolean
find_offer (SchWorkspace *self, SchCueOffer *offer)
{
  g_autoptr (SchAttribution) attribution = NULL;

  if (self->layer_document == NULL || self->current_claim == NULL)
    return FALSE;
  attribution = sch_attribution_new (sch_workspace_get_scheme (self), self->layer_document,
                                     self->current_claim);
  return attribution != NULL &&
         sch_cue_offer_find (sch_workspace_get_scheme (self), self->layer_document, attribution,
                             sch_corpus_get_language (self->corpus, sch_layer_document_get_path (
                                                                        self->layer_document)),
                             offer);
}

/* Neither the claim nor what its cue would be is hidden. */
static gboolean
is_shown (SchWorkspace *self, const SchCueOffer *offer)
{
  SchSpan *claim = sch_layer_document_get_span (self->layer_document, self->current_claim);

  return sch_visibility_shows (self->visibility, offer->label->id) &&
         sch_visibility_shows_span (self->visibility, sch_workspace_get_scheme (self), claim);
}

gboolean
sch_workspace_offers_cue (SchWorkspace *self, SchCueOffer *offer)
{
  g_autofree char *reason = NULL;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self) && offer != NULL, FALSE);

  if (self->current_claim == NULL || !g_settings_get_boolean (self->settings, "offer-cue") ||
      !find_offer (self, offer) || !is_shown (self, offer))
    return FALSE;
  reason = sch_workspace_dup_read_only_reason (self);
  return reason == NULL;
}

static gboolean
is_tied_to (SchLayerDocument *document, const char *claim, const char *id)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (document, claim);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);

      if (strcmp (relation->from, id) == 0 || strcmp (relation->to, id) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
sch_workspace_is_about_claim (SchWorkspace *self)
{
  const char *const *selected = sch_workspace_get_selected_spans (self);

  if (self->current_claim == NULL || self->layer_document == NULL)
    return FALSE;
  if (selected[0] == NULL || selected[1] != NULL)
    return selected[0] == NULL;
  return strcmp (selected[0], self->current_claim) == 0 ||
         is_tied_to (self->layer_document, self->current_claim, selected[0]);
}

static void
announce_taken (SchWorkspace *self, const SchCueOffer *offer)
{
  g_autofree char *words = sch_text_dup_slice (self->text, offer->range.start, offer->range.end);
  /* Translators: label and text of an annotation. */
  g_autofree char *text = g_strdup_printf (_ ("%s: %s"), offer->label->name, words);

  sch_workspace_announce (self, text);
}

gboolean
sch_workspace_take_cue (SchWorkspace *self)
{
  SchAnnotator who;
  SchCueOffer offer;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (SCH_IS_WORKSPACE (self), FALSE);

  if (!sch_workspace_get_annotator (self, &who) || !find_offer (self, &offer))
    return FALSE;
  who.claim = self->current_claim;
  id = sch_cue_offer_take (&who, &offer, &error);
  if (id == NULL)
    sch_workspace_show_error (self, error);
  else
    announce_taken (self, &offer);
  return id != NULL;
}
