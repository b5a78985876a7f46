/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-draft.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_SUBJECT_PLACE,  /* a label, attribute, value, relation type or rule */
  SCH_SUBJECT_SCHEME, /* the scheme as a whole: its name, members that the program does not know */
  SCH_SUBJECT_SNAP,   /* the snapping of a language; place.id: the language */
} SchDifferenceSubject;

typedef enum
{
  SCH_DIFFERENCE_ADDED,
  SCH_DIFFERENCE_REMOVED,
  SCH_DIFFERENCE_MERGED, /* it is gone, and @into replaces it */
  SCH_DIFFERENCE_RETIRED,
  SCH_DIFFERENCE_REVIVED, /* no longer retired */
  SCH_DIFFERENCE_RENAMED, /* before, after: the names as JSON strings */
  SCH_DIFFERENCE_MOVED, /* to another place in the order; @into: what it stands behind, "" = first */
  SCH_DIFFERENCE_CHANGED, /* a member */
} SchDifferenceKind;

/**
 * SchSchemeDifference:
 * @place: its strings belong to the difference
 * @name: what people call the thing: its name afterwards (before, where it is gone), else its id
 * @owner_name: (nullable): the same of the label or relation type that an attribute belongs to
 * @attribute_name: (nullable): the same of the attribute that a value belongs to
 * @member: (nullable): of a change: "color", "key", "description", "values", "when", ...
 * @before, @after: (nullable): canonical JSON of the member; of the whole thing where it was added or
 *   removed; NULL = there was or is none
 * @into, @into_name: (nullable): id and name, see the kinds
 *
 * One thing that two schemes do not have in common. A thing that was added or removed is one
 * difference, with all that is in it.
 */
typedef struct
{
  SchDifferenceSubject subject;
  SchDifferenceKind kind;
  SchSchemePlace place;
  char *name;
  char *owner_name;
  char *attribute_name;
  char *member;
  char *before;
  char *after;
  char *into;
  char *into_name;
} SchSchemeDifference;

/* (transfer full) (element-type SchSchemeDifference): empty where both say the same. In the order of
 * the scheme: its name, labels with their attributes and values, relation types, attributes of documents
 * and clusters, rules, snapping; the revision is no difference. */
GPtrArray *sch_scheme_diff (SchScheme *before, SchScheme *after);
void sch_scheme_difference_free (SchSchemeDifference *self);
SchSchemeDifference *sch_scheme_difference_copy (const SchSchemeDifference *self);
gboolean sch_scheme_difference_is_equal (const SchSchemeDifference *a,
                                         const SchSchemeDifference *b);

/* (transfer full): a sentence for people: label “Person”: colour is #3584e4 now, it was … */
char *sch_scheme_difference_dup_text (const SchSchemeDifference *self);
/* (transfer full): the place alone: label “Person”, attribute “Mention”. */
char *sch_scheme_difference_dup_place_text (const SchSchemeDifference *self);
/* What people call a member ("colour"); the member itself where it is not known. */
const char *sch_scheme_member_get_title (const char *member);
/* (transfer full): canonical JSON for people: strings without quotation marks, lists with commas,
 * true and false as yes and no, long texts cut; NULL = "none". */
char *sch_scheme_dup_value_text (const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSchemeDifference, sch_scheme_difference_free)

G_END_DECLS
