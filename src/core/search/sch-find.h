/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"
#include "sch-segmenter.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_FIND_LITERAL = 0,
  SCH_FIND_REGEX = 1 << 0,
  SCH_FIND_MATCH_CASE = 1 << 1,
  SCH_FIND_MATCH_ACCENTS = 1 << 2, /* always so in a regular expression */
  SCH_FIND_WHOLE_WORDS = 1 << 3,   /* both ends at the ends of smart words */
} SchFindFlags;

/**
 * SchFindQuery:
 *
 * What is looked for. Immutable; shared between threads by reference count.
 *
 * A literal is compared as sch-fold.h says. A regular expression is one of PCRE2 with Unicode classes: "^"
 * and "$" match at every line, "." matches no line end, matches may go over lines; matches without
 * a character do not count.
 */
typedef struct _SchFindQuery SchFindQuery;

SchFindQuery *sch_find_query_new (const char *pattern, SchFindFlags flags, GError **error);
SchFindQuery *sch_find_query_ref (SchFindQuery *query);
void sch_find_query_unref (SchFindQuery *query);
const char *sch_find_query_get_pattern (SchFindQuery *query);
SchFindFlags sch_find_query_get_flags (SchFindQuery *query);
gboolean sch_find_query_is_empty (SchFindQuery *query);

/**
 * SchFind:
 *
 * A search through one text, in steps that each take a few milliseconds at most. Finds the leftmost
 * hits that do not overlap. For one thread at a time.
 */
typedef struct _SchFind SchFind;

SchFind *sch_find_new (SchFindQuery *query, SchText *text, SchSegmenter *segmenter);
void sch_find_free (SchFind *self);
gboolean sch_find_step (SchFind *self, GArray *hits, GError **error);
guint sch_find_get_offset (SchFind *self);

GArray *sch_find_all (SchFindQuery *query, SchText *text, SchSegmenter *segmenter, guint max_hits,
                      GError **error);

guint sch_find_next_hit (GArray *hits, guint char_offset);
char *sch_find_dup_context (SchText *text, SchRange hit, guint max_before, guint max_chars,
                            guint *hit_start, guint *hit_end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchFindQuery, sch_find_query_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchFind, sch_find_free)

G_END_DECLS
