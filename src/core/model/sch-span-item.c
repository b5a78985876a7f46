/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a list of spans: an object around one version of a span. */

#include "config.h"

#include "sch-layer-document.h"

struct _SchSpanItem
{
  GObject parent_instance;

  SchSpan *span;
};

G_DEFINE_FINAL_TYPE (SchSpanItem, sch_span_item, G_TYPE_OBJECT)

static void
sch_span_item_finalize (GObject *object)
{
  sch_record_unref (SCH_SPAN_ITEM (object)->span);
  G_OBJECT_CLASS (sch_span_item_parent_class)->finalize (object);
}

static void
sch_span_item_class_init (SchSpanItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_span_item_finalize;
}

static void
sch_span_item_init (SchSpanItem *self)
{
}

SchSpanItem *
sch_span_item_new (SchSpan *span)
{
  SchSpanItem *self = g_object_new (SCH_TYPE_SPAN_ITEM, NULL);

  self->span = sch_record_ref (span);
  return self;
}

/**
 * sch_span_item_get_span:
 *
 * Returns: (transfer none): the span as it was when the item was made
 */
SchSpan *
sch_span_item_get_span (SchSpanItem *self)
{
  return self->span;
}
