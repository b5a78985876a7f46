/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents that pass a filter. Keeps those of the list behind it in an array, each with what is
 * searched in it; invariant: without a filter, what is shown are exactly these. */

#include "config.h"

#include "sch-documents-filtered.h"

#include <gtk/gtk.h>
#include <string.h>

#define KEYS_AT_ONCE 2000u

typedef struct
{
  SchDocument *document;
  char *key;     /* (nullable): case-folded, not made yet */
  guint version; /* of the document, when the key was made */
} Item;

struct _SchDocumentsFiltered
{
  GObject parent_instance;

  GListModel *model;
  GArray *items; /* of Item: all of the model */
  guint n_keys;  /* items that have theirs */
  guint keys_source;
  GPtrArray *shown; /* (nullable): of SchDocument, held by the items; NULL: all */
  SchDocumentsFilter filter;
  char *needle;
  SchDocument *kept;
};

static GType
get_item_type (GListModel *model)
{
  return SCH_TYPE_DOCUMENT;
}

static SchDocument *
peek (SchDocumentsFiltered *self, guint position)
{
  if (self->shown != NULL)
    return position < self->shown->len ? g_ptr_array_index (self->shown, position) : NULL;
  return position < self->items->len ? g_array_index (self->items, Item, position).document : NULL;
}

static guint
get_n_items (GListModel *model)
{
  SchDocumentsFiltered *self = SCH_DOCUMENTS_FILTERED (model);

  return self->shown != NULL ? self->shown->len : self->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SchDocument *document = peek (SCH_DOCUMENTS_FILTERED (model), position);

  return document != NULL ? g_object_ref (document) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchDocumentsFiltered, sch_documents_filtered, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- Filter --------------------------------------------------------------------------------- */

static void
make_key (Item *item)
{
  guint version = sch_document_get_version (item->document);

  if (item->key != NULL && item->version == version)
    return;
  g_free (item->key);
  item->key = sch_documents_dup_search_key (item->document);
  item->version = version;
}

/* What is searched is made before somebody searches, a little at a time. */
static gboolean
make_keys_cb (gpointer data)
{
  SchDocumentsFiltered *self = data;
  guint end = MIN (self->n_keys + KEYS_AT_ONCE, self->items->len);

  for (; self->n_keys < end; self->n_keys++)
    make_key (&g_array_index (self->items, Item, self->n_keys));
  if (self->n_keys < self->items->len)
    return G_SOURCE_CONTINUE;
  self->keys_source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
has_needle (SchDocumentsFiltered *self, Item *item)
{
  make_key (item);
  return strstr (item->key, self->needle) != NULL;
}

static gboolean
passes (SchDocumentsFiltered *self, Item *item)
{
  if (item->document == self->kept && self->needle == NULL)
    return TRUE;
  return sch_documents_filter_matches (self->filter, item->document) &&
         (self->needle == NULL || has_needle (self, item));
}

/* What is to be shown; NULL: all. */
static GPtrArray *
choose (SchDocumentsFiltered *self)
{
  GPtrArray *shown;

  if (self->needle == NULL && self->filter == SCH_DOCUMENTS_ALL)
    return NULL;
  shown = g_ptr_array_new ();
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (passes (self, item))
        g_ptr_array_add (shown, item->document);
    }
  return shown;
}

/* Shows what passes; says what has changed in one step. @before: (transfer full): what was shown; what
 * has gone since is compared, never looked at. */
static void
show (SchDocumentsFiltered *self, GPtrArray *before)
{
  guint n;
  guint start = 0, end = 0;

  self->shown = choose (self);
  n = get_n_items (G_LIST_MODEL (self));
  while (start < MIN (n, before->len) && peek (self, start) == g_ptr_array_index (before, start))
    start++;
  while (end < MIN (n, before->len) - start &&
         peek (self, n - 1 - end) == g_ptr_array_index (before, before->len - 1 - end))
    end++;
  if (start + end < n || n != before->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                n - start - end);
  g_ptr_array_unref (before);
}

/* What is shown now, taken out. */
static GPtrArray *
steal_shown (SchDocumentsFiltered *self)
{
  GPtrArray *before;

  if (self->shown != NULL)
    return g_steal_pointer (&self->shown);
  before = g_ptr_array_sized_new (self->items->len);
  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (before, g_array_index (self->items, Item, i).document);
  return before;
}

/* --- The list behind ------------------------------------------------------------------------ */

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_clear_object (&item->document);
  g_clear_pointer (&item->key, g_free);
}

static void
take_items (SchDocumentsFiltered *self, guint position, guint removed, guint added)
{
  g_autofree Item *items = g_new0 (Item, added);

  for (guint i = 0; i < added; i++)
    items[i].document = g_list_model_get_item (self->model, position + i);
  if (removed > 0)
    g_array_remove_range (self->items, position, removed);
  if (added > 0)
    g_array_insert_vals (self->items, position, items, added);
  self->n_keys = MIN (self->n_keys, position);
  if (added > 0 && self->keys_source == 0)
    self->keys_source = g_idle_add_full (G_PRIORITY_LOW, make_keys_cb, self, NULL);
}

static void
items_changed_cb (SchDocumentsFiltered *self, guint position, guint removed, guint added)
{
  GPtrArray *before;

  if (self->shown == NULL)
    {
      take_items (self, position, removed, added);
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
      return;
    }
  before = steal_shown (self);
  take_items (self, position, removed, added);
  show (self, before);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_documents_filtered_dispose (GObject *object)
{
  SchDocumentsFiltered *self = SCH_DOCUMENTS_FILTERED (object);

  g_clear_handle_id (&self->keys_source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_object (&self->kept);
  G_OBJECT_CLASS (sch_documents_filtered_parent_class)->dispose (object);
}

static void
sch_documents_filtered_finalize (GObject *object)
{
  SchDocumentsFiltered *self = SCH_DOCUMENTS_FILTERED (object);

  g_array_unref (self->items);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_free (self->needle);
  G_OBJECT_CLASS (sch_documents_filtered_parent_class)->finalize (object);
}

static void
sch_documents_filtered_class_init (SchDocumentsFilteredClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_documents_filtered_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_documents_filtered_finalize;
}

static void
sch_documents_filtered_init (SchDocumentsFiltered *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
}

SchDocumentsFiltered *
sch_documents_filtered_new (GListModel *model)
{
  SchDocumentsFiltered *self = g_object_new (SCH_TYPE_DOCUMENTS_FILTERED, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  take_items (self, 0, 0, g_list_model_get_n_items (model));
  return self;
}

void
sch_documents_filtered_set (SchDocumentsFiltered *self, SchDocumentsFilter filter,
                            const char *needle, SchDocument *kept)
{
  gboolean was_all;

  g_return_if_fail (SCH_IS_DOCUMENTS_FILTERED (self));

  was_all = self->shown == NULL;
  self->filter = filter;
  g_free (self->needle);
  self->needle = g_strdup (needle);
  g_set_object (&self->kept, kept);
  if (was_all && needle == NULL && filter == SCH_DOCUMENTS_ALL)
    return;
  show (self, steal_shown (self));
}

guint
sch_documents_filtered_find (SchDocumentsFiltered *self, SchDocument *document)
{
  guint n;

  g_return_val_if_fail (SCH_IS_DOCUMENTS_FILTERED (self), G_MAXUINT);

  n = get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; i < n && document != NULL; i++)
    if (peek (self, i) == document)
      return i;
  return G_MAXUINT;
}
