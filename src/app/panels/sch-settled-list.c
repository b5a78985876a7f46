/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariant: what has been told differs from the source in one range: `removed` items from `first`
 * on are `added` items there. Without a range to tell the two are equal. Until it is told, an item
 * that is gone is stood in for by the one in its place, unless the items are held. */

#include "config.h"

#include "sch-later.h"
#include "sch-settled-list.h"

struct _SchSettledList
{
  GObject parent_instance;

  GListModel *source;
  guint n_items; /* as told */
  guint first;
  guint removed;
  guint added;
  guint later;     /* the source that tells; 0 = there is nothing to tell */
  GObject *last;   /* given out last */
  GPtrArray *held; /* (nullable): the items as told */
};

static guint
get_n_items (GListModel *model)
{
  return SCH_SETTLED_LIST (model)->n_items;
}

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (SCH_SETTLED_LIST (model)->source);
}

static gpointer
get_item (GListModel *model, guint position)
{
  SchSettledList *self = SCH_SETTLED_LIST (model);
  g_autoptr (GObject) item = NULL;

  if (position >= self->n_items)
    return NULL;
  if (self->held != NULL)
    return g_object_ref (g_ptr_array_index (self->held, position));
  item = g_list_model_get_item (self->source, sch_settled_list_map (self, position));
  if (item != NULL)
    g_set_object (&self->last, item);
  return self->last != NULL ? g_object_ref (self->last) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchSettledList, sch_settled_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Makes what is held equal to the source: the range differs. */
static void
hold (SchSettledList *self)
{
  if (self->removed > 0)
    g_ptr_array_remove_range (self->held, self->first, self->removed);
  if (self->added > 0)
    {
      guint n_behind = self->held->len - self->first;
      gpointer *pdata;

      g_ptr_array_set_size (self->held, self->held->len + self->added);
      pdata = self->held->pdata + self->first;
      memmove (pdata + self->added, pdata, n_behind * sizeof (gpointer));
      for (guint i = 0; i < self->added; i++)
        pdata[i] = g_list_model_get_item (self->source, self->first + i);
    }
}

static gboolean
later_cb (gpointer data)
{
  SchSettledList *self = data;

  self->later = 0;
  if (self->held != NULL)
    hold (self);
  self->n_items = g_list_model_get_n_items (self->source);
  g_list_model_items_changed (G_LIST_MODEL (self), self->first, self->removed, self->added);
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (SchSettledList *self, guint position, guint removed, guint added)
{
  guint first;
  guint end;

  if (self->later == 0)
    {
      self->first = position;
      self->removed = removed;
      self->added = added;
      self->later = sch_later_add (later_cb, self);
      return;
    }
  /* Both ranges and what lies between, as it was before this change. */
  first = MIN (self->first, position);
  end = MAX (self->first + self->added, position + removed);
  self->removed = end - first + self->removed - self->added;
  self->added = end - first + added - removed;
  self->first = first;
}

static void
sch_settled_list_finalize (GObject *object)
{
  SchSettledList *self = SCH_SETTLED_LIST (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_clear_object (&self->last);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (sch_settled_list_parent_class)->finalize (object);
}

static void
sch_settled_list_class_init (SchSettledListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_settled_list_finalize;
}

static void
sch_settled_list_init (SchSettledList *self)
{
}

SchSettledList *
sch_settled_list_new (GListModel *source)
{
  SchSettledList *self = g_object_new (SCH_TYPE_SETTLED_LIST, NULL);

  self->source = g_object_ref (source);
  self->n_items = g_list_model_get_n_items (source);
  g_signal_connect_object (source, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

SchSettledList *
sch_settled_list_new_held (GListModel *source)
{
  SchSettledList *self = sch_settled_list_new (source);

  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->added = self->n_items;
  hold (self);
  return self;
}

void
sch_settled_list_settle (SchSettledList *self)
{
  g_return_if_fail (SCH_IS_SETTLED_LIST (self));

  if (self->later == 0)
    return;
  g_clear_handle_id (&self->later, g_source_remove);
  later_cb (self);
}

gboolean
sch_settled_list_is_pending (SchSettledList *self)
{
  g_return_val_if_fail (SCH_IS_SETTLED_LIST (self), FALSE);
  return self->later != 0;
}

guint
sch_settled_list_map (SchSettledList *self, guint position)
{
  guint n_now;

  g_return_val_if_fail (SCH_IS_SETTLED_LIST (self), G_MAXUINT);

  if (position >= self->n_items)
    return G_MAXUINT;
  if (self->later == 0 || position < self->first)
    return position;
  if (position >= self->first + self->removed)
    return position + self->added - self->removed;
  n_now = g_list_model_get_n_items (self->source);
  return n_now > 0 ? MIN (position, n_now - 1) : G_MAXUINT;
}
