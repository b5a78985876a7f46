/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-diff.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_CONFLICT_CHANGED, /* both changed the member: ours is taken */
  SCH_CONFLICT_ADDED,   /* both added the thing, with this member differently: ours is taken */
  SCH_CONFLICT_REMOVED, /* one removed what the other changed: it is kept */
  SCH_CONFLICT_MERGED,  /* one merged what the other changed: it is merged, the change is lost */
  SCH_CONFLICT_KEY,     /* two labels or values got one key: theirs loses it; @at.into has it */
  SCH_CONFLICT_MENDED,  /* the member named what the other side took away: it was mended */
  SCH_CONFLICT_WHOLE,   /* the sides do not go together: ours is taken whole */
} SchConflictKind;

/**
 * SchSchemeConflict:
 * @at: where; before: what ours has, after: what theirs has; its kind says nothing
 */
typedef struct
{
  SchConflictKind kind;
  SchSchemeDifference *at;
} SchSchemeConflict;

/* Brings together what two sides made of @base, thing by thing and member by member; ours is taken where
 * both changed the same. The result is always a readable scheme; its revision is one higher than both where
 * both had changed something, else that of the side that had. @base: (nullable): NULL = they have nothing
 * in common.
 * @conflicts: (out) (optional) (transfer full) (element-type SchSchemeConflict): empty where there are none
 */
SchScheme *sch_scheme_merge (SchScheme *base, SchScheme *ours, SchScheme *theirs,
                             GPtrArray **conflicts);
void sch_scheme_conflict_free (SchSchemeConflict *self);
/* (transfer full): a sentence for people. */
char *sch_scheme_conflict_dup_text (const SchSchemeConflict *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSchemeConflict, sch_scheme_conflict_free)

G_END_DECLS
