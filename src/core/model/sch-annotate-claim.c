/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The current claim: a source or cue that is made while it lacks one is related to it, in the same
 * step. */

#include "config.h"

#include <string.h>

#include "sch-annotate-private.h"
#include "sch-attribution-relation.h"
#include "sch-store.h"

/* Whether the claim has a source (or a cue) already: a span of the label's kind that it is tied to. */
static gboolean
has_tie (const SchAnnotator *who, const SchLabel *claim, SchKind kind)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  GPtrArray *relations = sch_layer_document_get_relations_of (who->document, who->claim);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);
      const char *end = strcmp (relation->from, who->claim) == 0 ? relation->to : relation->from;
      SchSpan *span = sch_layer_document_get_span (who->document, end);
      const SchLabel *label = span != NULL ? sch_scheme_get_label (scheme, span->label) : NULL;

      if (label != NULL && label->kind == kind &&
          sch_attribution_relation_is (scheme, relation, claim, label))
        return TRUE;
    }
  return FALSE;
}

/**
 * sch_annotate_find_claim_relation:
 * @label: of a span that is not related to the current claim yet
 * @claim_is_start: (out): whether the relation starts at the claim
 *
 * Returns: (transfer none) (nullable): the relation type of the scheme that ties a source or cue to the
 *   current claim; NULL where there is no current claim, the label is of another kind, or the claim
 *   has a source (a cue) already
 */
const SchRelationType *
sch_annotate_find_claim_relation (const SchAnnotator *who, const SchLabel *label,
                                  gboolean *claim_is_start)
{
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  SchSpan *span = who->claim != NULL ? sch_layer_document_get_span (who->document, who->claim)
                                     : NULL;
  const SchLabel *claim = span != NULL ? sch_scheme_get_label (scheme, span->label) : NULL;

  if (claim == NULL || claim->kind != SCH_KIND_CLAIM ||
      (label->kind != SCH_KIND_SOURCE && label->kind != SCH_KIND_CUE) ||
      has_tie (who, claim, label->kind))
    return NULL;
  return sch_attribution_relation_find_type (scheme, claim, label, claim_is_start);
}

/* Adds the relation between the current claim and a span that the group makes, where there is one to make. */
void
sch_annotate_put_claim_relation (const SchAnnotator *who, SchEditGroup *group,
                                 const SchLabel *label, const char *span)
{
  gboolean claim_is_start;
  const SchRelationType *type = sch_annotate_find_claim_relation (who, label, &claim_is_start);
  g_autofree char *id = NULL;
  g_autoptr (SchRelation) relation = NULL;

  if (type == NULL)
    return;
  id = sch_id_new_random ();
  relation = sch_relation_new (SCH_RECORD_RELATION, id, type->id,
                               claim_is_start ? who->claim : span,
                               claim_is_start ? span : who->claim);
  sch_annotate_put (who, group, SCH_RECORD_RELATION, NULL, relation);
}

/* Relates a span that was there already; that it is related already, or need not be, is no error. */
gboolean
sch_annotate_relate_to_claim (const SchAnnotator *who, const SchLabel *label, const char *span,
                              GError **error)
{
  gboolean claim_is_start;
  const SchRelationType *type = sch_annotate_find_claim_relation (who, label, &claim_is_start);
  g_autofree char *id = NULL;

  if (type == NULL)
    return TRUE;
  id = sch_annotate_relate (who, type->id, claim_is_start ? who->claim : span,
                            claim_is_start ? span : who->claim, error);
  return id != NULL;
}
