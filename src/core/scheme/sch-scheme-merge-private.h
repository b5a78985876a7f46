/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The inside of merging schemes, shared by sch-scheme-merge*.c and by nobody else. */

#include "sch-scheme-merge.h"
#include "sch-scheme-nodes.h"

G_BEGIN_DECLS

/* Where the merge is. Strings are borrowed.
 * @outer: (nullable): the member in which it is */
typedef struct
{
  GPtrArray *conflicts;
  SchDifferenceSubject subject;
  SchSchemePlace place;
  const char *owner_name;
  const char *attribute_name;
  const char *outer;
} SchSchemeMerge;

/* sch-scheme-merge.c */
/* @member: (nullable); @ours, @theirs: (nullable): JSON, taken */
SchSchemeDifference *sch_scheme_merge_note (SchSchemeMerge *self, SchConflictKind kind,
                                            const char *name, const char *member, char *ours,
                                            char *theirs);
/* The same for a thing in the list that the merge is at, resp. for the list within it. */
SchSchemeMerge sch_scheme_merge_at (const SchSchemeMerge *self, const char *id);
SchSchemeMerge sch_scheme_merge_within (const SchSchemeMerge *self, JsonNode *thing,
                                        const char *inner);

/* sch-scheme-merge-lists.c */
/* (transfer full): all may be NULL */
JsonArray *sch_scheme_merge_lists (SchSchemeMerge *self, JsonArray *base, JsonArray *ours,
                                   JsonArray *theirs);
/* sch-scheme-merge.c: (transfer full): @base may be NULL */
JsonNode *sch_scheme_merge_things (SchSchemeMerge *self, JsonNode *base, JsonNode *ours,
                                   JsonNode *theirs);

/* sch-scheme-merge-repair.c: what does not go together after merging: keys, names of what is gone. */
void sch_scheme_merge_repair (GPtrArray *conflicts, JsonNode *root, JsonNode *ours);

G_END_DECLS
