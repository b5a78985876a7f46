/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spans that a query wants. Without anything to filter or sort, the list is the document's own;
 * else it is a sorted sequence of entries.
 *
 * Always holds, between two signals of the document: the sequence has exactly the entries that its
 * matcher wants; while a worker makes another one, it is still that of the query before, and the
 * spans that changed meanwhile are known. */

#include "sch-span-filter.h"

#include "sch-span-match.h"

/* A worker is not worth its way for less. */
#define MAX_SPANS_AT_ONCE 3000u
#define SPANS_PER_CHECK 1024u

struct _SchSpanFilter
{
  GObject parent_instance;

  SchLayerDocument *document;
  SchScheme *scheme;
  SchSpanQuery *query;
  SchSpanMatch *match;   /* of the sequence; NULL = the list is the document's own */
  GSequence *sequence;   /* of SchSpanEntry */
  GCancellable *working; /* the worker whose result is waited for */
  GHashTable *changed;   /* id -> span before the worker (NULL: there was none), while it works */
};

static GType
get_item_type (GListModel *model)
{
  return SCH_TYPE_SPAN_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  SchSpanFilter *self = SCH_SPAN_FILTER (model);

  return self->match == NULL ? sch_layer_document_get_n_spans (self->document)
                             : (guint) g_sequence_get_length (self->sequence);
}

/* The document's item: the same one as long as somebody holds it. */
static gpointer
get_item (GListModel *model, guint position)
{
  SchSpanFilter *self = SCH_SPAN_FILTER (model);
  SchSpan *span;

  if (self->match == NULL)
    return g_list_model_get_item (G_LIST_MODEL (self->document), position);
  span = sch_span_filter_get_span (self, position);
  if (span == NULL)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->document),
                                sch_span_index_rank (sch_layer_document_get_index (self->document),
                                                     span));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchSpanFilter, sch_span_filter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint busy_changed_signal;

static void
free_entry (gpointer entry)
{
  sch_span_entry_free (entry);
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer data)
{
  return sch_span_entry_compare (a, b);
}

static int
compare_elements (gconstpointer a, gconstpointer b)
{
  return sch_span_entry_compare (*(SchSpanEntry *const *) a, *(SchSpanEntry *const *) b);
}

/* --- One record ----------------------------------------------------------------------------- */

static GSequenceIter *
find_iter (SchSpanFilter *self, SchSpan *span)
{
  g_autoptr (SchSpanEntry) entry = sch_span_match_make_entry (self->match, span);

  return g_sequence_lookup (self->sequence, entry, compare_entries, NULL);
}

/* Returns whether it was there, and where. */
static gboolean
take_out (SchSpanFilter *self, SchSpan *span, guint *position)
{
  GSequenceIter *iter = find_iter (self, span);

  if (iter == NULL)
    return FALSE;
  *position = g_sequence_iter_get_position (iter);
  g_sequence_remove (iter);
  return TRUE;
}

static gboolean
put_in (SchSpanFilter *self, SchSpan *span, guint *position)
{
  GSequenceIter *iter;

  if (!sch_span_match_wants (self->match, span))
    return FALSE;
  iter = g_sequence_insert_sorted (self->sequence, sch_span_match_make_entry (self->match, span),
                                   compare_entries, NULL);
  *position = g_sequence_iter_get_position (iter);
  return TRUE;
}

static void
replace_span (SchSpanFilter *self, SchSpan *before, SchSpan *after)
{
  guint old_position = 0;
  guint new_position = 0;
  gboolean had = before != NULL && take_out (self, before, &old_position);
  gboolean has = after != NULL && put_in (self, after, &new_position);
  guint first = MIN (old_position, new_position);
  guint count = MAX (old_position, new_position) - first + 1;

  if (had && has)
    g_list_model_items_changed (G_LIST_MODEL (self), first, count, count);
  else if (had)
    g_list_model_items_changed (G_LIST_MODEL (self), old_position, 1, 0);
  else if (has)
    g_list_model_items_changed (G_LIST_MODEL (self), new_position, 0, 1);
}

static void
record_changed_cb (SchSpanFilter *self, int type, gpointer before, gpointer after)
{
  const char *id = before != NULL  ? ((SchRecord *) before)->id
                   : after != NULL ? ((SchRecord *) after)->id
                                   : NULL;

  if (type != SCH_RECORD_SPAN || id == NULL)
    return;
  if (self->changed != NULL && !g_hash_table_contains (self->changed, id))
    g_hash_table_insert (self->changed, g_strdup (id),
                         before != NULL ? sch_record_ref (before) : NULL);
  if (self->match != NULL)
    replace_span (self, before, after);
}

/* --- The whole list ------------------------------------------------------------------------- */

typedef struct
{
  SchSpanQuery *query;
  SchScheme *scheme;
  SchText *text;
  GPtrArray *spans;
  GPtrArray *entries; /* what comes out of it, sorted */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  sch_span_query_free (work->query);
  sch_scheme_unref (work->scheme);
  g_clear_pointer (&work->text, sch_text_unref);
  g_ptr_array_unref (work->spans);
  g_ptr_array_unref (work->entries);
  g_free (work);
}

static Work *
make_work (SchSpanFilter *self)
{
  Work *work = g_new0 (Work, 1);
  SchText *text = sch_layer_document_get_text (self->document);

  work->query = sch_span_query_copy (self->query);
  work->scheme = sch_scheme_ref (self->scheme);
  work->text = text != NULL ? sch_text_ref (text) : NULL;
  work->spans = sch_layer_document_list_spans (self->document);
  work->entries = g_ptr_array_new_with_free_func (free_entry);
  return work;
}

static void
do_work (Work *work, GCancellable *cancellable)
{
  g_autoptr (SchSpanMatch) match = sch_span_match_new (work->query, work->scheme, work->text);

  for (guint i = 0; i < work->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (work->spans, i);

      if (i % SPANS_PER_CHECK == 0 && g_cancellable_is_cancelled (cancellable))
        return;
      if (sch_span_match_wants (match, span))
        g_ptr_array_add (work->entries, sch_span_match_make_entry (match, span));
    }
  if (work->query->order != SCH_SPAN_ORDER_PLACE)
    g_ptr_array_sort (work->entries, compare_elements);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  do_work (data, cancellable);
  g_task_return_boolean (task, TRUE);
}

/* What changed while the worker was at it, as it is now. */
static void
catch_up (SchSpanFilter *self)
{
  GHashTableIter iter;
  gpointer id;
  gpointer before;
  guint position;

  if (self->changed == NULL)
    return;
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &id, &before))
    {
      SchSpan *now = sch_layer_document_get_span (self->document, id);

      if (before != NULL)
        take_out (self, before, &position);
      if (now != NULL)
        put_in (self, now, &position);
    }
}

static void
take_result (SchSpanFilter *self, Work *work)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self));

  g_sequence_remove_range (g_sequence_get_begin_iter (self->sequence),
                           g_sequence_get_end_iter (self->sequence));
  g_clear_pointer (&self->match, sch_span_match_free);
  self->match = sch_span_match_new (work->query, work->scheme, work->text);
  for (guint i = 0; i < work->entries->len; i++)
    g_sequence_append (self->sequence, g_steal_pointer (&work->entries->pdata[i]));
  g_ptr_array_set_free_func (work->entries, NULL);
  catch_up (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before,
                              g_list_model_get_n_items (G_LIST_MODEL (self)));
}

static void
stop_working (SchSpanFilter *self)
{
  if (self->working == NULL)
    return;
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  g_clear_pointer (&self->changed, g_hash_table_unref);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SchSpanFilter *self = data;

  /* A worker that was given up has been replaced, or the filter is not there any more. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  take_result (self, g_task_get_task_data (G_TASK (result)));
  g_clear_object (&self->working);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_signal_emit (self, busy_changed_signal, 0);
}

static void
unref_record_or_null (gpointer record)
{
  if (record != NULL)
    sch_record_unref (record);
}

/*
 * The worker does not hold the filter: a thread that lets go of its task last would finalize it
 * there. What the worker needs is in its task; the filter takes the result unless it gave it up.
 */
static void
start_working (SchSpanFilter *self)
{
  g_autoptr (GTask) task = NULL;

  self->working = g_cancellable_new ();
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_record_or_null);
  task = g_task_new (NULL, self->working, worked_cb, self);
  g_task_set_source_tag (task, start_working);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, make_work (self), free_work);
  g_task_run_in_thread (task, work_thread);
}

/* Whether the list is the document's own. */
static gboolean
is_whole (const SchSpanQuery *query)
{
  return !sch_span_query_is_restricting (query) && query->order == SCH_SPAN_ORDER_PLACE &&
         (query->hidden_labels == NULL || query->hidden_labels[0] == NULL);
}

static void
show_whole (SchSpanFilter *self)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (self->match == NULL)
    return;
  g_clear_pointer (&self->match, sch_span_match_free);
  g_sequence_remove_range (g_sequence_get_begin_iter (self->sequence),
                           g_sequence_get_end_iter (self->sequence));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before,
                              sch_layer_document_get_n_spans (self->document));
}

static void
fill (SchSpanFilter *self)
{
  gboolean was_busy = self->working != NULL;

  stop_working (self);
  if (is_whole (self->query))
    {
      show_whole (self);
    }
  else if (sch_layer_document_get_n_spans (self->document) <= MAX_SPANS_AT_ONCE)
    {
      Work *work = make_work (self);

      do_work (work, NULL);
      take_result (self, work);
      free_work (work);
    }
  else
    {
      start_working (self);
    }
  if (was_busy != (self->working != NULL))
    g_signal_emit (self, busy_changed_signal, 0);
}

static void
document_items_changed_cb (SchSpanFilter *self, guint position, guint removed, guint added)
{
  if (self->match == NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* All spans are others: none of the entries stands for one that is there. */
static void
reset_cb (SchSpanFilter *self)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (self->match != NULL)
    {
      g_sequence_remove_range (g_sequence_get_begin_iter (self->sequence),
                               g_sequence_get_end_iter (self->sequence));
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
    }
  fill (self);
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_span_filter_dispose (GObject *object)
{
  stop_working (SCH_SPAN_FILTER (object));
  G_OBJECT_CLASS (sch_span_filter_parent_class)->dispose (object);
}

static void
sch_span_filter_finalize (GObject *object)
{
  SchSpanFilter *self = SCH_SPAN_FILTER (object);

  g_clear_pointer (&self->match, sch_span_match_free);
  g_sequence_free (self->sequence);
  sch_span_query_free (self->query);
  g_clear_pointer (&self->scheme, sch_scheme_unref);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sch_span_filter_parent_class)->finalize (object);
}

static void
sch_span_filter_class_init (SchSpanFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sch_span_filter_dispose;
  G_OBJECT_CLASS (klass)->finalize = sch_span_filter_finalize;
  busy_changed_signal = g_signal_new ("busy-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sch_span_filter_init (SchSpanFilter *self)
{
  self->sequence = g_sequence_new (free_entry);
}

/**
 * sch_span_filter_new:
 * @scheme: in which labels are looked up; another scheme needs another list
 *
 * Returns: (transfer full): the spans of @document that @query wants
 */
SchSpanFilter *
sch_span_filter_new (SchLayerDocument *document, SchScheme *scheme, const SchSpanQuery *query)
{
  SchSpanFilter *self = g_object_new (SCH_TYPE_SPAN_FILTER, NULL);

  self->document = g_object_ref (document);
  self->scheme = sch_scheme_ref (scheme);
  self->query = sch_span_query_copy (query);
  g_signal_connect_object (document, "items-changed", G_CALLBACK (document_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "record-changed", G_CALLBACK (record_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  /* Until a worker is done nothing is shown rather than everything. */
  if (!is_whole (query))
    self->match = sch_span_match_new (query, scheme, sch_layer_document_get_text (document));
  fill (self);
  return self;
}

void
sch_span_filter_set_query (SchSpanFilter *self, const SchSpanQuery *query)
{
  g_return_if_fail (SCH_IS_SPAN_FILTER (self) && query != NULL);

  if (sch_span_query_equal (self->query, query))
    return;
  sch_span_query_free (self->query);
  self->query = sch_span_query_copy (query);
  fill (self);
}

const SchSpanQuery *
sch_span_filter_get_query (SchSpanFilter *self)
{
  g_return_val_if_fail (SCH_IS_SPAN_FILTER (self), NULL);
  return self->query;
}

/**
 * sch_span_filter_is_busy:
 *
 * Returns: whether the list is not yet that of the query
 */
gboolean
sch_span_filter_is_busy (SchSpanFilter *self)
{
  g_return_val_if_fail (SCH_IS_SPAN_FILTER (self), FALSE);
  return self->working != NULL;
}

SchSpan *
sch_span_filter_get_span (SchSpanFilter *self, guint position)
{
  GSequenceIter *iter;

  g_return_val_if_fail (SCH_IS_SPAN_FILTER (self), NULL);

  if (self->match == NULL)
    return sch_span_index_get (sch_layer_document_get_index (self->document), position);
  iter = g_sequence_get_iter_at_pos (self->sequence, (int) MIN (position, G_MAXINT));
  return g_sequence_iter_is_end (iter) ? NULL : ((SchSpanEntry *) g_sequence_get (iter))->span;
}

guint
sch_span_filter_find (SchSpanFilter *self, SchSpan *span)
{
  GSequenceIter *iter;

  g_return_val_if_fail (SCH_IS_SPAN_FILTER (self) && span != NULL, G_MAXUINT);

  if (self->match == NULL)
    return sch_span_index_rank (sch_layer_document_get_index (self->document), span);
  iter = find_iter (self, span);
  return iter != NULL ? (guint) g_sequence_iter_get_position (iter) : G_MAXUINT;
}
