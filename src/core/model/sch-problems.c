/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of problems of a layer document: a sorted sequence, and for each span and relation the
 * places of its problems in it. Invariant, between two signals of the document: the sequence holds
 * exactly what a check of every record would find, less what the state ignores. */

#include "sch-problems.h"

#include <string.h>

#include "sch-rules.h"

struct _SchProblemList
{
  GObject parent_instance;

  SchRuleContext context;
  GSequence *sequence;     /* of SchProblem */
  GHashTable *of_span;     /* span id -> GPtrArray of GSequenceIter */
  GHashTable *of_relation; /* relation id -> GPtrArray of GSequenceIter */
  GHashTable *ignored;     /* set of "RULE\nID" */
  GHashTable *members;     /* cluster -> set of span ids; empty where clusters are not checked */
};

static GType
get_item_type (GListModel *model)
{
  return SCH_TYPE_PROBLEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_sequence_get_length (SCH_PROBLEM_LIST (model)->sequence);
}

static gpointer
get_item (GListModel *model, guint position)
{
  GSequenceIter *iter = g_sequence_get_iter_at_pos (SCH_PROBLEM_LIST (model)->sequence,
                                                    MIN (position, G_MAXINT));

  return g_sequence_iter_is_end (iter) ? NULL : g_object_ref (g_sequence_get (iter));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchProblemList, sch_problem_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_same_problem (gconstpointer a, gconstpointer b)
{
  return sch_problem_equal ((SchProblem *) a, (SchProblem *) b);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  return sch_problem_compare ((SchProblem *) a, (SchProblem *) b);
}

static int
compare_elements (gconstpointer a, gconstpointer b)
{
  return sch_problem_compare (*(SchProblem *const *) a, *(SchProblem *const *) b);
}

static gboolean
ignores (SchProblemList *self, const char *rule, const char *id)
{
  g_autofree char *key = NULL;

  if (!id || g_hash_table_size (self->ignored) == 0)
    return FALSE;
  key = g_strconcat (rule, "\n", id, NULL);
  return g_hash_table_contains (self->ignored, key);
}

static void
remove_ignored (SchProblemList *self, GPtrArray *problems)
{
  for (guint i = problems->len; i > 0; i--)
    {
      SchProblem *problem = problems->pdata[i - 1];
      const char *rule = sch_problem_get_rule (problem);

      if (ignores (self, rule, sch_problem_get_span (problem)) ||
          ignores (self, rule, sch_problem_get_relation (problem)))
        g_ptr_array_remove_index_fast (problems, i - 1);
    }
}

/* The places of a record's problems, in the table for its type. */
static GPtrArray *
ensure_iters (GHashTable *table, const char *id)
{
  GPtrArray *iters = g_hash_table_lookup (table, id);

  if (!iters)
    {
      iters = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (id), iters);
    }
  return iters;
}

static void
remove_outdated (SchProblemList *self, GPtrArray *iters, GPtrArray *problems)
{
  for (guint i = iters->len; i > 0; i--)
    {
      GSequenceIter *iter = iters->pdata[i - 1];
      guint position;
      guint index;

      if (g_ptr_array_find_with_equal_func (problems, g_sequence_get (iter), is_same_problem,
                                            &index))
        {
          g_ptr_array_remove_index_fast (problems, index);
          continue;
        }
      position = g_sequence_iter_get_position (iter);
      g_sequence_remove (iter);
      g_ptr_array_remove_index_fast (iters, i - 1);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
}

/* Makes @problems those of the record; what is there already stays where it is. */
static void
replace_problems (SchProblemList *self, GHashTable *table, const char *id, GPtrArray *problems)
{
  GPtrArray *iters = g_hash_table_lookup (table, id);

  remove_ignored (self, problems);
  if (iters)
    remove_outdated (self, iters, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      GSequenceIter *iter = g_sequence_insert_sorted (self->sequence,
                                                      g_object_ref (problems->pdata[i]),
                                                      compare_items, NULL);

      g_ptr_array_add (ensure_iters (table, id), iter);
      g_list_model_items_changed (G_LIST_MODEL (self), g_sequence_iter_get_position (iter), 0, 1);
    }
  iters = g_hash_table_lookup (table, id);
  if (iters && iters->len == 0)
    g_hash_table_remove (table, id);
}

static void
check_span (SchProblemList *self, const char *id)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_object_unref);
  SchSpan *span = sch_layer_document_get_span (self->context.document, id);

  if (span)
    sch_rules_check_span (&self->context, span, problems);
  replace_problems (self, self->of_span, id, problems);
}

static void
check_relation (SchProblemList *self, const char *id)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_object_unref);
  SchRelation *relation = sch_layer_document_get_relation (self->context.document, id);

  if (relation)
    sch_rules_check_relation (&self->context, relation, problems);
  replace_problems (self, self->of_relation, id, problems);
}

static void
check_relations_of (SchProblemList *self, const char *span_id)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (self->context.document, span_id);

  for (guint i = 0; relations && i < relations->len; i++)
    check_relation (self, ((SchRecord *) relations->pdata[i])->id);
}

/* The spans at the other ends; whether they have a relation depends on this span being there. */
static void
check_neighbours (SchProblemList *self, const char *span_id)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (self->context.document, span_id);

  for (guint i = 0; relations && i < relations->len; i++)
    {
      SchRelation *relation = relations->pdata[i];

      check_span (self, g_str_equal (relation->from, span_id) ? relation->to : relation->from);
    }
}

static void
enter_members (SchProblemList *self, SchSpan *span)
{
  for (guint i = 0; self->context.exists && span->clusters && span->clusters[i]; i++)
    {
      GHashTable *spans = g_hash_table_lookup (self->members, span->clusters[i]);

      if (!spans)
        {
          spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          g_hash_table_insert (self->members, g_strdup (span->clusters[i]), spans);
        }
      g_hash_table_add (spans, g_strdup (span->record.id));
    }
}

static void
remove_members (SchProblemList *self, SchSpan *span)
{
  for (guint i = 0; self->context.exists && span->clusters && span->clusters[i]; i++)
    {
      GHashTable *spans = g_hash_table_lookup (self->members, span->clusters[i]);

      if (spans && g_hash_table_remove (spans, span->record.id) && g_hash_table_size (spans) == 0)
        g_hash_table_remove (self->members, span->clusters[i]);
    }
}

static void
span_changed (SchProblemList *self, SchSpan *before, SchSpan *after)
{
  const char *id = after ? after->record.id : before->record.id;
  gboolean came_or_went = !before || !after;

  if (before)
    remove_members (self, before);
  if (after)
    enter_members (self, after);
  check_span (self, id);
  if (came_or_went)
    check_neighbours (self, id);
  /* What a relation's check and place depend on. */
  if (came_or_went || !g_str_equal (before->label, after->label) ||
      sch_span_get_start (before) != sch_span_get_start (after) ||
      sch_span_get_end (before) != sch_span_get_end (after))
    check_relations_of (self, id);
}

static void
relation_changed (SchProblemList *self, SchRelation *before, SchRelation *after)
{
  check_relation (self, after ? after->record.id : before->record.id);
  if (before)
    {
      check_span (self, before->from);
      check_span (self, before->to);
    }
  if (after)
    {
      check_span (self, after->from);
      check_span (self, after->to);
    }
}

/* {"rule": ..., "span": ...} as "RULE\nID"; NULL where one of them is missing. */
static char *
dup_ignored_key (const char *json)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), "");
  g_autofree char *rule = NULL;
  g_autofree char *id = NULL;
  const char *name;

  sch_json_pull_begin_object (pull);
  while (sch_json_pull_next_member (pull, &name))
    {
      if (g_str_equal (name, "rule") && !rule && sch_json_pull_peek (pull) == SCH_JSON_STRING)
        sch_json_pull_read_string (pull, &rule);
      else if (g_str_equal (name, "span") && !id && sch_json_pull_peek (pull) == SCH_JSON_STRING)
        sch_json_pull_read_string (pull, &id);
      else
        sch_json_pull_skip (pull);
    }
  return rule && id ? g_strconcat (rule, "\n", id, NULL) : NULL;
}

static GHashTable *
read_ignored (SchState *state)
{
  GHashTable *ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; state && state->ignored && i < state->ignored->len; i++)
    {
      char *key = dup_ignored_key (state->ignored->pdata[i]);

      if (key)
        g_hash_table_add (ignored, key);
    }
  return ignored;
}

/* Adds to @ids the ids of the entries of @ignored that @other does not have. */
static void
add_difference (GHashTable *ignored, GHashTable *other, GPtrArray *ids)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, ignored);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (other, key))
      g_ptr_array_add (ids, g_strdup (strchr (key, '\n') + 1));
}

static void
state_changed (SchProblemList *self)
{
  g_autoptr (GHashTable) before = self->ignored;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  self->ignored = read_ignored (sch_layer_document_get_state (self->context.document));
  add_difference (before, self->ignored, ids);
  add_difference (self->ignored, before, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      check_span (self, ids->pdata[i]);
      check_relation (self, ids->pdata[i]);
      check_relations_of (self, ids->pdata[i]);
    }
}

static void
record_changed_cb (SchLayerDocument *document, int type, gpointer before, gpointer after,
                   SchProblemList *self)
{
  if (type == SCH_RECORD_SPAN)
    span_changed (self, before, after);
  else if (type == SCH_RECORD_RELATION)
    relation_changed (self, before, after);
  else if (type == SCH_RECORD_STATE)
    state_changed (self);
}

/* @problems: sorted */
static void
fill (SchProblemList *self, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      SchProblem *problem = problems->pdata[i];
      GSequenceIter *iter = g_sequence_append (self->sequence, g_object_ref (problem));

      if (sch_problem_get_relation (problem))
        g_ptr_array_add (ensure_iters (self->of_relation, sch_problem_get_relation (problem)),
                         iter);
      else
        g_ptr_array_add (ensure_iters (self->of_span, sch_problem_get_span (problem)), iter);
    }
}

static void
clear (SchProblemList *self)
{
  g_sequence_remove_range (g_sequence_get_begin_iter (self->sequence),
                           g_sequence_get_end_iter (self->sequence));
  g_hash_table_remove_all (self->of_span);
  g_hash_table_remove_all (self->of_relation);
  g_hash_table_remove_all (self->members);
}

/**
 * sch_problem_list_refresh:
 *
 * Checks every record again, at the cost of the whole document.
 */
void
sch_problem_list_refresh (SchProblemList *self)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (GPtrArray) relations = NULL;
  guint n_before;

  g_return_if_fail (SCH_IS_PROBLEM_LIST (self));

  n_before = g_sequence_get_length (self->sequence);
  spans = sch_layer_document_list_spans (self->context.document);
  relations = sch_layer_document_list_relations (self->context.document);
  clear (self);
  g_hash_table_unref (self->ignored);
  self->ignored = read_ignored (sch_layer_document_get_state (self->context.document));
  for (guint i = 0; i < spans->len; i++)
    {
      sch_rules_check_span (&self->context, spans->pdata[i], problems);
      enter_members (self, spans->pdata[i]);
    }
  for (guint i = 0; i < relations->len; i++)
    sch_rules_check_relation (&self->context, relations->pdata[i], problems);
  remove_ignored (self, problems);
  g_ptr_array_sort (problems, compare_elements);
  fill (self, problems);
  if (n_before > 0 || problems->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, problems->len);
}

static void
sch_problem_list_finalize (GObject *object)
{
  SchProblemList *self = SCH_PROBLEM_LIST (object);

  g_clear_pointer (&self->of_span, g_hash_table_unref);
  g_clear_pointer (&self->of_relation, g_hash_table_unref);
  g_clear_pointer (&self->ignored, g_hash_table_unref);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->sequence, g_sequence_free);
  g_clear_pointer (&self->context.scheme, sch_scheme_unref);
  g_clear_object (&self->context.document);
  G_OBJECT_CLASS (sch_problem_list_parent_class)->finalize (object);
}

static void
sch_problem_list_class_init (SchProblemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sch_problem_list_finalize;
}

static void
sch_problem_list_init (SchProblemList *self)
{
  self->sequence = g_sequence_new (g_object_unref);
  self->of_span = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->of_relation = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_ptr_array_unref);
  self->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_hash_table_unref);
}

/**
 * sch_problem_list_new:
 * @exists: (nullable): tells whether a cluster exists; NULL = do not check
 * @data: for @exists; must outlive the list
 *
 * Returns: (transfer full): the problems of @document under @scheme. It holds both; another scheme
 *   needs another list.
 */
SchProblemList *
sch_problem_list_new (SchLayerDocument *document, SchScheme *scheme, SchClusterExists exists,
                      gpointer data)
{
  SchProblemList *self = g_object_new (SCH_TYPE_PROBLEM_LIST, NULL);

  self->context.document = g_object_ref (document);
  self->context.scheme = sch_scheme_ref (scheme);
  self->context.exists = exists;
  self->context.data = data;
  sch_problem_list_refresh (self);
  g_signal_connect_object (document, "record-changed", G_CALLBACK (record_changed_cb), self, 0);
  g_signal_connect_object (document, "reset", G_CALLBACK (sch_problem_list_refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * sch_problem_list_cluster_changed:
 * @cluster: id of a cluster that was made or removed
 *
 * Checks again the spans that are in it, at their cost.
 */
void
sch_problem_list_cluster_changed (SchProblemList *self, const char *cluster)
{
  g_autofree gpointer *ids = NULL;
  GHashTable *spans;

  g_return_if_fail (SCH_IS_PROBLEM_LIST (self));

  spans = g_hash_table_lookup (self->members, cluster);
  if (!spans)
    return;
  ids = g_hash_table_get_keys_as_array (spans, NULL);
  for (guint i = 0; ids[i]; i++)
    check_span (self, ids[i]);
}
