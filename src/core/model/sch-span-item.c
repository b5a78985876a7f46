/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a list of spans: an object around one version of a span. Whoever holds the row sees the
 * same object every time it is asked for: a list then knows that nothing has changed there. */

#include "config.h"

#include "sch-layer-document-private.h"

struct _SchSpanItem
{
  GObject parent_instance;

  SchSpan *span;
  GHashTable *living; /* (nullable): SchSpan -> the item, which is not owned */
};

G_DEFINE_FINAL_TYPE (SchSpanItem, sch_span_item, G_TYPE_OBJECT)

static void
sch_span_item_finalize (GObject *object)
{
  SchSpanItem *self = SCH_SPAN_ITEM (object);

  if (self->living != NULL)
    {
      g_hash_table_remove (self->living, self->span);
      g_hash_table_unref (self->living);
    }
  sch_record_unref (self->span);
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

/* (transfer full): the item of the span in @living, else a new one, which stays there while it lives. */
SchSpanItem *
sch_span_item_get_shared (SchSpan *span, GHashTable *living)
{
  SchSpanItem *self = g_hash_table_lookup (living, span);

  if (self != NULL)
    return g_object_ref (self);
  self = sch_span_item_new (span);
  self->living = g_hash_table_ref (living);
  g_hash_table_insert (living, span, self);
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
