/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A treap of ranges. Invariants: in-order by compare_keys(); heap by priority; each node knows the
 * largest end and the number of first ranges (= spans) of its subtree. Priorities come from a
 * generator of fixed seed, so that a run can be repeated. */

#include "config.h"

#include "sch-span-index.h"

#include <string.h>

typedef struct _Node Node;

struct _Node
{
  Node *left;
  Node *right;
  SchSpan *span;
  guint range; /* index into the span's ranges */
  guint priority;
  guint max_end; /* of this subtree */
  guint n_spans; /* first ranges in this subtree */
};

struct _SchSpanIndex
{
  Node *root;
  guint32 seed;
};

static guint
next_priority (SchSpanIndex *self)
{
  /* Marsaglia's xorshift32. */
  self->seed ^= self->seed << 13;
  self->seed ^= self->seed >> 17;
  self->seed ^= self->seed << 5;
  return self->seed;
}

static Node *
new_node (SchSpanIndex *self, SchSpan *span, guint range)
{
  Node *node = g_slice_new0 (Node);

  node->span = sch_record_ref (span);
  node->range = range;
  node->priority = next_priority (self);
  return node;
}

static void
free_node (Node *node)
{
  sch_record_unref (node->span);
  g_slice_free (Node, node);
}

static void
free_tree (Node *node)
{
  if (node == NULL)
    return;
  free_tree (node->left);
  free_tree (node->right);
  free_node (node);
}

static inline const SchRange *
node_range (const Node *node)
{
  return &node->span->ranges[node->range];
}

/* The first range of a span stands where the whole span stands in document order. */
static int
compare_keys (const SchSpan *a, guint a_range, const SchSpan *b, guint b_range)
{
  guint a_start = a->ranges[a_range].start;
  guint b_start = b->ranges[b_range].start;
  guint a_end = a_range == 0 ? sch_span_get_end (a) : a->ranges[a_range].end;
  guint b_end = b_range == 0 ? sch_span_get_end (b) : b->ranges[b_range].end;
  int order;

  if (a_start != b_start)
    return a_start < b_start ? -1 : 1;
  if (a_end != b_end)
    return a_end > b_end ? -1 : 1;
  order = strcmp (a->record.id, b->record.id);
  if (order != 0)
    return order;
  return a_range < b_range ? -1 : a_range > b_range;
}

static int
compare_nodes (gconstpointer a, gconstpointer b)
{
  const Node *x = *(const Node *const *) a;
  const Node *y = *(const Node *const *) b;

  return compare_keys (x->span, x->range, y->span, y->range);
}

static inline void
update_node (Node *node)
{
  node->max_end = node_range (node)->end;
  node->n_spans = node->range == 0;
  if (node->left != NULL)
    {
      node->max_end = MAX (node->max_end, node->left->max_end);
      node->n_spans += node->left->n_spans;
    }
  if (node->right != NULL)
    {
      node->max_end = MAX (node->max_end, node->right->max_end);
      node->n_spans += node->right->n_spans;
    }
}

static Node *
merge_trees (Node *left, Node *right)
{
  if (left == NULL)
    return right;
  if (right == NULL)
    return left;
  if (left->priority >= right->priority)
    {
      left->right = merge_trees (left->right, right);
      update_node (left);
      return left;
    }
  right->left = merge_trees (left, right->left);
  update_node (right);
  return right;
}

/* Splits into what stands before the key and the rest. */
static void
split_tree (Node *node, const SchSpan *span, guint range, Node **left, Node **right)
{
  if (node == NULL)
    {
      *left = *right = NULL;
      return;
    }
  if (compare_keys (node->span, node->range, span, range) < 0)
    {
      split_tree (node->right, span, range, &node->right, right);
      *left = node;
    }
  else
    {
      split_tree (node->left, span, range, left, &node->left);
      *right = node;
    }
  update_node (node);
}

static Node *
insert_node (Node *tree, Node *node)
{
  if (tree == NULL || node->priority > tree->priority)
    {
      split_tree (tree, node->span, node->range, &node->left, &node->right);
      update_node (node);
      return node;
    }
  if (compare_keys (node->span, node->range, tree->span, tree->range) < 0)
    tree->left = insert_node (tree->left, node);
  else
    tree->right = insert_node (tree->right, node);
  update_node (tree);
  return tree;
}

static Node *
remove_node (Node *tree, const SchSpan *span, guint range, Node **removed)
{
  int order;

  if (tree == NULL)
    return NULL;
  order = compare_keys (span, range, tree->span, tree->range);
  if (order == 0)
    {
      *removed = tree;
      return merge_trees (tree->left, tree->right);
    }
  if (order < 0)
    tree->left = remove_node (tree->left, span, range, removed);
  else
    tree->right = remove_node (tree->right, span, range, removed);
  update_node (tree);
  return tree;
}

static void
update_tree (Node *node)
{
  if (node == NULL)
    return;
  update_tree (node->left);
  update_tree (node->right);
  update_node (node);
}

SchSpanIndex *
sch_span_index_new (void)
{
  SchSpanIndex *self = g_new0 (SchSpanIndex, 1);

  self->seed = 2463534242u;
  return self;
}

/* A Cartesian tree from the right spine, O(n). */
static Node *
build_tree (Node **nodes, guint n_nodes)
{
  g_autoptr (GPtrArray) spine = g_ptr_array_new ();

  for (guint i = 0; i < n_nodes; i++)
    {
      Node *last = NULL;

      while (spine->len > 0 &&
             ((Node *) g_ptr_array_index (spine, spine->len - 1))->priority < nodes[i]->priority)
        last = g_ptr_array_steal_index (spine, spine->len - 1);
      nodes[i]->left = last;
      if (spine->len > 0)
        ((Node *) g_ptr_array_index (spine, spine->len - 1))->right = nodes[i];
      g_ptr_array_add (spine, nodes[i]);
    }
  return spine->len > 0 ? g_ptr_array_index (spine, 0) : NULL;
}

/**
 * sch_span_index_new_sorted:
 * @spans: (array length=n_spans): sorted by sch_span_compare()
 *
 * Returns: (transfer full): an index of these spans
 */
SchSpanIndex *
sch_span_index_new_sorted (SchSpan *const *spans, guint n_spans)
{
  SchSpanIndex *self = sch_span_index_new ();
  g_autoptr (GPtrArray) nodes = g_ptr_array_sized_new (n_spans);

  for (guint i = 0; i < n_spans; i++)
    for (guint range = 0; range < spans[i]->n_ranges; range++)
      g_ptr_array_add (nodes, new_node (self, spans[i], range));
  if (nodes->len > n_spans)
    g_ptr_array_sort (nodes, compare_nodes);
  self->root = build_tree ((Node **) nodes->pdata, nodes->len);
  update_tree (self->root);
  return self;
}

void
sch_span_index_free (SchSpanIndex *self)
{
  if (self == NULL)
    return;
  free_tree (self->root);
  g_free (self);
}

guint
sch_span_index_get_n_spans (SchSpanIndex *self)
{
  return self->root != NULL ? self->root->n_spans : 0;
}

void
sch_span_index_insert (SchSpanIndex *self, SchSpan *span)
{
  for (guint range = 0; range < span->n_ranges; range++)
    self->root = insert_node (self->root, new_node (self, span, range));
}

/**
 * sch_span_index_remove:
 * @span: with the ranges that were inserted
 *
 * Returns: whether it was there
 */
gboolean
sch_span_index_remove (SchSpanIndex *self, SchSpan *span)
{
  g_autoptr (SchSpan) keep = sch_record_ref (span);
  gboolean all = TRUE;

  for (guint range = 0; range < keep->n_ranges; range++)
    {
      Node *removed = NULL;

      self->root = remove_node (self->root, keep, range, &removed);
      if (removed != NULL)
        free_node (removed);
      else
        all = FALSE;
    }
  return all;
}

/**
 * sch_span_index_replace:
 * @span: one that is there
 * @other: with the same id and ranges
 *
 * Puts another version of a span into its place, which costs less than taking it out and putting the
 * other one in.
 */
void
sch_span_index_replace (SchSpanIndex *self, SchSpan *span, SchSpan *other)
{
  g_autoptr (SchSpan) keep = sch_record_ref (span);

  for (guint range = 0; range < keep->n_ranges; range++)
    {
      Node *node = self->root;
      int order;

      while (node != NULL && (order = compare_keys (keep, range, node->span, node->range)) != 0)
        node = order < 0 ? node->left : node->right;
      if (node == NULL)
        continue;
      sch_record_ref (other);
      sch_record_unref (node->span);
      node->span = other;
    }
}

guint
sch_span_index_rank (SchSpanIndex *self, SchSpan *span)
{
  guint rank = 0;
  Node *node = self->root;

  while (node != NULL)
    {
      int order = compare_keys (span, 0, node->span, node->range);
      guint n_left = node->left != NULL ? node->left->n_spans : 0;

      if (order == 0)
        return rank + n_left;
      if (order < 0)
        node = node->left;
      else
        {
          rank += n_left + (node->range == 0);
          node = node->right;
        }
    }
  return rank;
}

/**
 * sch_span_index_get:
 *
 * Returns: (transfer none) (nullable): the span at a position of the document order
 */
SchSpan *
sch_span_index_get (SchSpanIndex *self, guint position)
{
  Node *node = self->root;

  while (node != NULL)
    {
      guint n_left = node->left != NULL ? node->left->n_spans : 0;

      if (position < n_left)
        {
          node = node->left;
          continue;
        }
      position -= n_left;
      if (node->range == 0)
        {
          if (position == 0)
            return node->span;
          position--;
        }
      node = node->right;
    }
  return NULL;
}

guint
sch_span_index_count_before (SchSpanIndex *self, guint char_offset)
{
  guint count = 0;
  Node *node = self->root;

  while (node != NULL)
    {
      if (node_range (node)->start >= char_offset)
        node = node->left;
      else
        {
          count += (node->left != NULL ? node->left->n_spans : 0) + (node->range == 0);
          node = node->right;
        }
    }
  return count;
}

typedef struct
{
  guint start;
  guint end;
  SchSpanFunc func;
  gpointer data;
} Query;

static gboolean
range_matches (const SchRange *range, const Query *query)
{
  if (range->start == range->end)
    return range->start >= query->start && range->start <= query->end;
  return range->start < query->end && range->end > query->start;
}

static gboolean
visit_tree (Node *node, const Query *query)
{
  const SchRange *range;

  if (node == NULL || node->max_end < query->start)
    return TRUE;
  if (!visit_tree (node->left, query))
    return FALSE;
  range = node_range (node);
  if (range->start > query->end)
    return TRUE;
  if (range_matches (range, query) && !query->func (node->span, range, query->data))
    return FALSE;
  return visit_tree (node->right, query);
}

void
sch_span_index_foreach (SchSpanIndex *self, guint char_start, guint char_end, SchSpanFunc func,
                        gpointer data)
{
  Query query = { char_start, char_end, func, data };

  visit_tree (self->root, &query);
}

static gboolean
collect_span (SchSpan *span, const SchRange *range, gpointer data)
{
  GPtrArray *spans = data;

  g_ptr_array_add (spans, span);
  return TRUE;
}

GPtrArray *
sch_span_index_query (SchSpanIndex *self, guint char_start, guint char_end)
{
  GPtrArray *spans = g_ptr_array_new ();
  guint kept = 0;

  sch_span_index_foreach (self, char_start, char_end, collect_span, spans);
  g_ptr_array_sort (spans, sch_span_compare_pointers);
  for (guint i = 0; i < spans->len; i++)
    if (i == 0 || spans->pdata[i] != spans->pdata[kept - 1])
      spans->pdata[kept++] = spans->pdata[i];
  g_ptr_array_set_size (spans, kept);
  return spans;
}

static guint
covered_length (const SchSpan *span)
{
  guint length = 0;

  for (guint i = 0; i < span->n_ranges; i++)
    length += span->ranges[i].end - span->ranges[i].start;
  return length;
}

static int
compare_innermost (gconstpointer a, gconstpointer b)
{
  const SchSpan *x = *(SchSpan *const *) a;
  const SchSpan *y = *(SchSpan *const *) b;
  guint x_length = covered_length (x);
  guint y_length = covered_length (y);

  if (x_length != y_length)
    return x_length < y_length ? -1 : 1;
  return sch_span_compare (x, y);
}

GPtrArray *
sch_span_index_at (SchSpanIndex *self, guint char_offset)
{
  GPtrArray *spans = sch_span_index_query (self, char_offset, char_offset + 1);
  guint kept = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = spans->pdata[i];
      gboolean here = FALSE;

      for (guint r = 0; r < span->n_ranges && !here; r++)
        here = span->ranges[r].start == span->ranges[r].end
                   ? span->ranges[r].start == char_offset
                   : span->ranges[r].start <= char_offset && char_offset < span->ranges[r].end;
      if (here)
        spans->pdata[kept++] = span;
    }
  g_ptr_array_set_size (spans, kept);
  g_ptr_array_sort (spans, compare_innermost);
  return spans;
}
