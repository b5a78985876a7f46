/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new rule says before anybody changed it: the first things of the scheme that make sense. */

#include "config.h"

#include "sch-rule-members.h"

static const SchRelationType *
get_relation (SchScheme *scheme)
{
  for (guint i = 0; i < sch_scheme_get_n_relation_types (scheme); i++)
    if (!sch_scheme_get_relation_type_at (scheme, i)->retired)
      return sch_scheme_get_relation_type_at (scheme, i);
  return NULL;
}

/* (nullable): the first label, or the first other one */
static const SchLabel *
get_label (SchScheme *scheme, const SchLabel *but, gboolean with_attributes)
{
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);

      if (label != but && !label->retired && (!with_attributes || label->attributes->len > 0))
        return label;
    }
  return NULL;
}

gboolean
sch_rule_members_can_add (SchScheme *scheme, SchRuleKind kind)
{
  switch (kind)
    {
    case SCH_RULE_REQUIRES:
      return get_relation (scheme) != NULL && get_label (scheme, NULL, FALSE) != NULL;
    case SCH_RULE_RELATION:
      return get_relation (scheme) != NULL;
    case SCH_RULE_ATTRIBUTE:
      return get_label (scheme, NULL, TRUE) != NULL;
    case SCH_RULE_NO_OVERLAP:
    case SCH_RULE_NO_CROSSING:
    case SCH_RULE_INSIDE:
    case SCH_RULE_OUTSIDE:
    case SCH_RULE_BALANCED:
    case SCH_RULE_WHOLE_WORDS:
    case SCH_N_RULE_KINDS:
    default:
      return get_label (scheme, NULL, FALSE) != NULL;
    }
}

static void
set_one (SchSchemeDraft *draft, const SchSchemePlace *place, const char *member, const char *id)
{
  const char *ids[] = { id, NULL };

  sch_scheme_draft_set_strv (draft, place, member, ids);
}

static void
fill_relation (SchSchemeDraft *draft, const SchSchemePlace *place, SchScheme *scheme,
               SchRuleKind kind)
{
  const SchRelationType *type = get_relation (scheme);

  sch_scheme_draft_set_string (draft, place, sch_rule_kind_to_string (kind), type->id);
  if (kind == SCH_RULE_RELATION)
    sch_scheme_draft_set_string (draft, place, "within", sch_reach_to_string (SCH_REACH_PARAGRAPH));
  else if (type->from[0] != NULL)
    sch_scheme_draft_set_strv (draft, place, "labels", (const char *const *) type->from);
  else
    set_one (draft, place, "labels", get_label (scheme, NULL, FALSE)->id);
}

static void
fill_spans (SchSchemeDraft *draft, const SchSchemePlace *place, SchScheme *scheme, SchRuleKind kind)
{
  const SchLabel *label = get_label (scheme, NULL, kind == SCH_RULE_ATTRIBUTE);
  const SchLabel *other = get_label (scheme, label, FALSE);
  const char *member = sch_rule_kind_to_string (kind);

  set_one (draft, place, "labels", label->id);
  if (kind == SCH_RULE_ATTRIBUTE)
    sch_scheme_draft_set_string (draft, place, member,
                                 ((SchAttribute *) label->attributes->pdata[0])->id);
  else if (kind == SCH_RULE_BALANCED)
    sch_scheme_draft_set_string (draft, place, member, sch_marks_to_string (SCH_MARKS_QUOTES));
  else if (kind == SCH_RULE_WHOLE_WORDS)
    sch_scheme_draft_set_boolean (draft, place, member, TRUE);
  else if (kind == SCH_RULE_NO_OVERLAP || kind == SCH_RULE_NO_CROSSING || other == NULL)
    set_one (draft, place, member, label->id);
  else
    set_one (draft, place, member, other->id);
}

char *
sch_rule_members_add (SchSchemeDraft *draft, SchScheme *scheme, SchRuleKind kind)
{
  const SchSchemePlace list = { SCH_PART_RULE, NULL, NULL, NULL };
  SchSchemePlace place = list;
  char *id;

  if (!sch_rule_members_can_add (scheme, kind))
    return NULL;
  id = sch_scheme_draft_add (draft, &list, sch_rule_kind_to_string (kind), G_MAXUINT);
  place.id = id;
  if (kind == SCH_RULE_REQUIRES || kind == SCH_RULE_RELATION)
    fill_relation (draft, &place, scheme, kind);
  else
    fill_spans (draft, &place, scheme, kind);
  return id;
}
