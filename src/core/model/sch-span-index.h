/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

/**
 * SchSpanIndex:
 *
 * A balanced tree of the ranges of all spans of a layer document, in document order (start,
 * descending end, id), with the maximum end and the number of spans of each subtree. Insert, remove, rank and select
 * cost O(log n); a query costs O(log n + hits). Holds references to the spans.
 */
typedef struct _SchSpanIndex SchSpanIndex;

typedef gboolean (*SchSpanFunc) (SchSpan *span, const SchRange *range, gpointer data);

SchSpanIndex *sch_span_index_new (void);
/* @spans: sorted by sch_span_compare(); O(n) for spans of one range */
SchSpanIndex *sch_span_index_new_sorted (SchSpan *const *spans, guint n_spans);
void sch_span_index_free (SchSpanIndex *self);
guint sch_span_index_get_n_spans (SchSpanIndex *self);
void sch_span_index_insert (SchSpanIndex *self, SchSpan *span);
gboolean sch_span_index_remove (SchSpanIndex *self, SchSpan *span);
void sch_span_index_replace (SchSpanIndex *self, SchSpan *span, SchSpan *other);
/* Position of @span among all spans in document order (spans count once, at their first range). */
guint sch_span_index_rank (SchSpanIndex *self, SchSpan *span);
SchSpan *sch_span_index_get (SchSpanIndex *self, guint position);
/* Number of spans that start before @char_offset. */
guint sch_span_index_count_before (SchSpanIndex *self, guint char_offset);
/* Every range that shares a character with [start, end) (or has start inside it, where start is end),
 * and zero-width ranges in [start, end], in document order, until @func returns FALSE. A span with
 * several such ranges comes several times. */
void sch_span_index_foreach (SchSpanIndex *self, guint char_start, guint char_end, SchSpanFunc func,
                             gpointer data);
/* (element-type SchSpan) (transfer container): spans that touch [start, end), each once, in document order. */
GPtrArray *sch_span_index_query (SchSpanIndex *self, guint char_start, guint char_end);
/* Spans that contain the character at the offset, or are zero-width there: innermost (shortest) first. */
GPtrArray *sch_span_index_at (SchSpanIndex *self, guint char_offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSpanIndex, sch_span_index_free)

G_END_DECLS
