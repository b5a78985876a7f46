/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-span-filter.h"

G_BEGIN_DECLS

/**
 * SchSpanMatch: a query made ready for use by one thread: what it wants folded, the keys of its
 * order, and what is known of the labels met so far.
 */
typedef struct _SchSpanMatch SchSpanMatch;

/* @rank, @key: (nullable): what comes before the place in the order; holds the span */
typedef struct
{
  SchSpan *span;
  gint64 rank;
  char *key;
} SchSpanEntry;

SchSpanMatch *sch_span_match_new (const SchSpanQuery *query, SchScheme *scheme, SchText *text);
void sch_span_match_free (SchSpanMatch *self);
gboolean sch_span_match_wants (SchSpanMatch *self, SchSpan *span);
SchSpanEntry *sch_span_match_make_entry (SchSpanMatch *self, SchSpan *span);

void sch_span_entry_free (SchSpanEntry *entry);
int sch_span_entry_compare (const SchSpanEntry *a, const SchSpanEntry *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSpanMatch, sch_span_match_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSpanEntry, sch_span_entry_free)

G_END_DECLS
