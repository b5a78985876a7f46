/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Costs as much as the scheme has rules and relation types, not what the document has. */

#include "config.h"

#include "sch-attribution-relation.h"

static gboolean
ties (SchScheme *scheme, const SchRelationType *type, const SchLabel *claim, const SchLabel *other,
      gboolean *claim_is_start)
{
  if (type->retired)
    return FALSE;
  *claim_is_start = sch_relation_type_allows (type, scheme, claim->id, other->id);
  return *claim_is_start || sch_relation_type_allows (type, scheme, other->id, claim->id);
}

/* Whether a rule asks for this relation of such spans. */
static gboolean
is_required (SchScheme *scheme, const SchRule *rule, const SchLabel *label)
{
  if (rule->kind != SCH_RULE_REQUIRES || rule->min == 0)
    return FALSE;
  for (guint i = 0; rule->labels[i] != NULL; i++)
    if (sch_scheme_label_matches (scheme, rule->labels[i], label))
      return TRUE;
  return FALSE;
}

/* The next type after @position that a rule asks for of either of the two, and that ties them. */
static const SchRelationType *
next_required (SchScheme *scheme, const SchLabel *claim, const SchLabel *other, guint *position,
               gboolean *claim_is_start)
{
  GPtrArray *rules = sch_scheme_get_rules (scheme);

  while (*position < rules->len)
    {
      const SchRule *rule = g_ptr_array_index (rules, (*position)++);
      const SchRelationType *type = is_required (scheme, rule, claim) ||
                                            is_required (scheme, rule, other)
                                        ? sch_scheme_get_relation_type (scheme, rule->relation)
                                        : NULL;

      if (type != NULL && ties (scheme, type, claim, other, claim_is_start))
        return type;
    }
  return NULL;
}

/**
 * sch_attribution_relation_find_type:
 * @claim: a label of the kind claim
 * @other: a label of the kind source or cue
 * @claim_is_start: (out): whether the relation starts at the claim
 *
 * Returns: (transfer none) (nullable): the type of a new relation between two such spans: the first that a
 *   rule asks for, else the first of the scheme that may tie them
 */
const SchRelationType *
sch_attribution_relation_find_type (SchScheme *scheme, const SchLabel *claim, const SchLabel *other,
                                    gboolean *claim_is_start)
{
  guint position = 0;
  const SchRelationType *type = next_required (scheme, claim, other, &position, claim_is_start);

  for (guint i = 0; type == NULL && i < sch_scheme_get_n_relation_types (scheme); i++)
    {
      const SchRelationType *each = sch_scheme_get_relation_type_at (scheme, i);

      if (ties (scheme, each, claim, other, claim_is_start))
        type = each;
    }
  return type;
}

/* Whether claims with this label may have a source (or a cue) at all. */
gboolean
sch_attribution_relation_exists (SchScheme *scheme, const SchLabel *claim, SchKind kind)
{
  gboolean claim_is_start;

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *other = sch_scheme_get_label_at (scheme, i);

      if (other->kind == kind &&
          sch_attribution_relation_find_type (scheme, claim, other, &claim_is_start) != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * sch_attribution_relation_is:
 * @claim, @other: the labels of its ends
 *
 * Returns: whether the relation tells the source (the cue) of the claim: whether it is of a type that a rule
 *   asks for, or of that which sch_attribution_relation_find_type() gives
 */
gboolean
sch_attribution_relation_is (SchScheme *scheme, const SchRelation *relation, const SchLabel *claim,
                             const SchLabel *other)
{
  gboolean claim_is_start;
  guint position = 0;
  const SchRelationType *type;
  gboolean any = FALSE;

  while ((type = next_required (scheme, claim, other, &position, &claim_is_start)) != NULL)
    {
      if (sch_relation_type_is (type, relation->type))
        return TRUE;
      any = TRUE;
    }
  if (any)
    return FALSE;
  type = sch_attribution_relation_find_type (scheme, claim, other, &claim_is_start);
  return type != NULL && sch_relation_type_is (type, relation->type);
}
