/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-layer-document.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_SPAN_ORDER_PLACE,
  SCH_SPAN_ORDER_LABEL, /* as in the scheme, then by place */
  SCH_SPAN_ORDER_WORDS, /* of the covered text, then by place */
  SCH_SPAN_ORDER_NEWEST,
} SchSpanOrder;

typedef enum
{
  SCH_SPAN_ANY_STATE,
  SCH_SPAN_IN_DOUBT, /* a person's flag, or a place in doubt */
  SCH_SPAN_SUGGESTED,
  SCH_SPAN_PROJECTED,
  SCH_SPAN_PLACE_DOUBTFUL,
  SCH_SPAN_TO_REVIEW, /* any of the three above */
} SchSpanCondition;

/**
 * SchSpanQuery: which spans are wanted, and in what order.
 * @text: (nullable): in the covered text or the note, whatever the case
 * @label: (nullable): id
 * @kind: of the label, or -1
 * @attribute: (nullable): id of an attribute that has a value
 * @value: (nullable): of @attribute; a constant default counts
 * @origin: a SchOrigin, or -1
 * @unclustered: not in a cluster
 * @hidden: those whose label is in @hidden_labels, else those whose label is not
 */
typedef struct
{
  char *text;
  char *label;
  int kind;
  char *attribute;
  char *value;
  int origin;
  SchSpanCondition condition;
  gboolean unclustered;
  gboolean hidden;
  char **hidden_labels;
  SchSpanOrder order;
} SchSpanQuery;

SchSpanQuery *sch_span_query_new (void);
SchSpanQuery *sch_span_query_copy (const SchSpanQuery *self);
void sch_span_query_free (SchSpanQuery *self);
gboolean sch_span_query_equal (const SchSpanQuery *a, const SchSpanQuery *b);
/* Whether it leaves out more than hidden labels. */
gboolean sch_span_query_is_restricting (const SchSpanQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSpanQuery, sch_span_query_free)

/**
 * SchSpanFilter:
 *
 * The spans of a layer document that a query wants, in its order: a GListModel of #SchSpanItem made
 * on demand, with exact items-changed. A change of a record costs O(log n). Another query costs
 * O(n log n) once: at once in a document of few spans, else in a worker, and till that is done the
 * list is what it was.
 *
 * Signals:
 * - "busy-changed": see sch_span_filter_is_busy()
 */
#define SCH_TYPE_SPAN_FILTER (sch_span_filter_get_type ())
G_DECLARE_FINAL_TYPE (SchSpanFilter, sch_span_filter, SCH, SPAN_FILTER, GObject)

SchSpanFilter *sch_span_filter_new (SchLayerDocument *document, SchScheme *scheme,
                                    const SchSpanQuery *query);
void sch_span_filter_set_query (SchSpanFilter *self, const SchSpanQuery *query);
const SchSpanQuery *sch_span_filter_get_query (SchSpanFilter *self);
gboolean sch_span_filter_is_busy (SchSpanFilter *self);
/* (transfer none) (nullable) */
SchSpan *sch_span_filter_get_span (SchSpanFilter *self, guint position);
/* Position of a span of the document, or G_MAXUINT where the query leaves it out. */
guint sch_span_filter_find (SchSpanFilter *self, SchSpan *span);

G_END_DECLS
