/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme-diff.h"

G_BEGIN_DECLS

/**
 * SchSchemeLack:
 * @what: a relation type, attribute or value that one scheme has and another one lacks
 * @ids: (element-type utf8): by which records name it: its own, and those that it replaces
 * @n: records that name it
 */
typedef struct
{
  SchSchemeDifference *what;
  GPtrArray *ids;
  guint n;
} SchSchemeLack;

/* (transfer full) (element-type SchSchemeLack): what @current has and @next lacks, but labels, and what
 * belongs to labels and relation types that it lacks; each with n = 0. */
GPtrArray *sch_scheme_list_lacks (SchScheme *current, SchScheme *next);
/* Adds a span, relation, state or cluster to the numbers. In any thread. */
void sch_scheme_lacks_count (GPtrArray *lacks, gpointer record);
/* Those that records name only. */
void sch_scheme_lacks_drop_unused (GPtrArray *lacks);

G_END_DECLS
