/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of problems of a layer document: a sorted sequence, and for each span and relation the
 * places of its problems in it. Invariant, between two signals of the document: the sequence holds
 * exactly what a check of every record would find, less what the state ignores.
 *
 * While a large document is checked in steps, that holds for the records that were checked or have
 * changed since; the list shows what it was before, until all are. */

#include "sch-problems.h"

#include "sch-problems-private.h"
#include "sch-rules.h"

/* Records: fewer are checked at once; so many are checked in one step, which takes a few ms. */
#define STEPS_FROM 3000u
#define STEP_RECORDS 200u

struct _SchProblemList
{
  GObject parent_instance;

  SchRuleContext context;
  gboolean looks_around;   /* a rule of the scheme compares places */
  char *language;          /* (nullable): of the text */
  GSequence *sequence;     /* of SchProblem */
  GHashTable *of_span;     /* span id -> GPtrArray of GSequenceIter */
  GHashTable *of_relation; /* relation id -> GPtrArray of GSequenceIter */
  GHashTable *ignored;     /* set of "RULE\nID" */
  GHashTable *members;     /* cluster -> set of span ids; empty where clusters are not checked */

  gboolean in_steps; /* large documents are */
  GSequence *shown;  /* (nullable): while they are: what the list was */
  GPtrArray *steps;  /* (nullable): the records that were there when that began */
  guint n_checked;   /* of them */
  guint source;
};

enum
{
  BUSY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GSequence *
get_shown (SchProblemList *self)
{
  return self->shown ? self->shown : self->sequence;
}

static GType
get_item_type (GListModel *model)
{
  return SCH_TYPE_PROBLEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_sequence_get_length (get_shown (SCH_PROBLEM_LIST (model)));
}

static gpointer
get_item (GListModel *model, guint position)
{
  GSequenceIter *iter = g_sequence_get_iter_at_pos (get_shown (SCH_PROBLEM_LIST (model)),
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

static void
tell_change (SchProblemList *self, guint position, guint n_removed, guint n_added)
{
  if (!self->shown)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

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
      tell_change (self, position, 1, 0);
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
      tell_change (self, g_sequence_iter_get_position (iter), 0, 1);
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

/* The spans that a rule compares with this one, as it was or as it is. */
static void
check_around (SchProblemList *self, SchSpan *span)
{
  g_autoptr (GPtrArray) ids = span ? sch_rules_list_neighbours (&self->context, span) : NULL;

  for (guint i = 0; ids && i < ids->len; i++)
    check_span (self, ids->pdata[i]);
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
  gboolean moved = came_or_went || !sch_span_same_ranges (before, after);
  gboolean relabelled = came_or_went || !g_str_equal (before->label, after->label);

  if (before)
    remove_members (self, before);
  if (after)
    enter_members (self, after);
  check_span (self, id);
  if (came_or_went)
    check_neighbours (self, id);
  /* What a relation's check and place depend on. */
  if (moved || relabelled)
    check_relations_of (self, id);
  /* Of two spans, one may have the problem or, where a condition exempts it, the other. */
  if (self->looks_around &&
      (moved || relabelled ||
       !sch_attributes_equal (before->record.attributes, after->record.attributes)))
    {
      if (moved || relabelled)
        check_around (self, before);
      check_around (self, after);
    }
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

static void
state_changed (SchProblemList *self)
{
  g_autoptr (GHashTable) before = self->ignored;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  self->ignored = sch_ignored_read (sch_layer_document_get_state (self->context.document));
  sch_ignored_add_difference (before, self->ignored, ids);
  sch_ignored_add_difference (self->ignored, before, ids);
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
  g_hash_table_unref (self->ignored);
  self->ignored = sch_ignored_read (sch_layer_document_get_state (self->context.document));
}

/* --- All at once ---------------------------------------------------------------------------- */

static void
check_all (SchProblemList *self)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (self->context.document);
  g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (self->context.document);

  clear (self);
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
}

/* Tells that what is in the sequence is shown now, and no more what was. */
static void
show_new (SchProblemList *self, guint n_before)
{
  gboolean was_busy = self->shown != NULL;
  guint n_problems = g_sequence_get_length (self->sequence);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_sequence_free);
  if (n_before > 0 || n_problems > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n_problems);
  if (was_busy)
    g_signal_emit (self, signals[BUSY_CHANGED], 0);
}

/* --- In steps ------------------------------------------------------------------------------- */

/* What is gone by now has no problems. */
static void
check_again (SchProblemList *self, const SchRecord *record)
{
  SchSpan *span;

  if (record->type == SCH_RECORD_RELATION)
    {
      check_relation (self, record->id);
      return;
    }
  span = sch_layer_document_get_span (self->context.document, record->id);
  if (span)
    enter_members (self, span);
  check_span (self, record->id);
}

static gboolean
step_cb (gpointer data)
{
  /* Who is told may let go of it. */
  g_autoptr (SchProblemList) self = g_object_ref (data);
  guint end = MIN (self->n_checked + STEP_RECORDS, self->steps->len);

  for (; self->n_checked < end; self->n_checked++)
    check_again (self, self->steps->pdata[self->n_checked]);
  if (end < self->steps->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  show_new (self, g_sequence_get_length (self->shown));
  return G_SOURCE_REMOVE;
}

static void
begin_steps (SchProblemList *self)
{
  g_autoptr (GPtrArray) relations = sch_layer_document_list_relations (self->context.document);
  gboolean was_busy = self->shown != NULL;

  if (!was_busy)
    {
      self->shown = g_steal_pointer (&self->sequence);
      self->sequence = g_sequence_new (g_object_unref);
    }
  clear (self);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  self->steps = sch_layer_document_list_spans (self->context.document);
  for (guint i = 0; i < relations->len; i++)
    g_ptr_array_add (self->steps, sch_record_ref (relations->pdata[i]));
  self->n_checked = 0;
  if (self->source == 0)
    self->source = g_idle_add (step_cb, self);
  if (!was_busy)
    g_signal_emit (self, signals[BUSY_CHANGED], 0);
}

/**
 * sch_problem_list_refresh:
 *
 * Checks every record again, at the cost of the whole document; see sch_problem_list_is_busy().
 */
void
sch_problem_list_refresh (SchProblemList *self)
{
  SchLayerDocument *document;
  guint n_before;

  g_return_if_fail (SCH_IS_PROBLEM_LIST (self));

  document = self->context.document;
  n_before = g_sequence_get_length (get_shown (self));
  if (self->in_steps &&
      sch_layer_document_get_n_spans (document) + sch_layer_document_get_n_relations (document) >=
          STEPS_FROM)
    {
      begin_steps (self);
      return;
    }
  check_all (self);
  show_new (self, n_before);
}

/**
 * sch_problem_list_is_busy:
 *
 * Returns: whether the document is being checked in steps; until that is done, which "busy-changed"
 *   tells, the list is what it was before, or empty
 */
gboolean
sch_problem_list_is_busy (SchProblemList *self)
{
  g_return_val_if_fail (SCH_IS_PROBLEM_LIST (self), FALSE);
  return self->shown != NULL;
}

/* --- Object --------------------------------------------------------------------------------- */

static void
sch_problem_list_finalize (GObject *object)
{
  SchProblemList *self = SCH_PROBLEM_LIST (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_sequence_free);
  g_clear_pointer (&self->context.segmenter, sch_segmenter_free);
  g_free (self->language);
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
  signals[BUSY_CHANGED] = g_signal_new ("busy-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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

static void
take_scheme (SchProblemList *self, SchScheme *scheme)
{
  SchText *text = sch_layer_document_get_text (self->context.document);

  sch_scheme_ref (scheme);
  g_clear_pointer (&self->context.scheme, sch_scheme_unref);
  self->context.scheme = scheme;
  self->looks_around = sch_rules_look_around (scheme);
  g_clear_pointer (&self->context.segmenter, sch_segmenter_free);
  if (text && sch_rules_need_segmenter (scheme))
    self->context.segmenter = sch_segmenter_new (text, self->language,
                                                 sch_scheme_get_snap_rules (scheme,
                                                                            self->language));
}

/**
 * sch_problem_list_new_full:
 * @language: (nullable): of the text, for rules about words and sentences
 * @in_steps: whether a large document is checked in steps, which needs the main loop; else at once
 * @exists: (nullable): tells whether a cluster exists; NULL = do not check
 * @data: for @exists; must outlive the list
 *
 * Returns: (transfer full): the problems of @document under @scheme; it holds both
 */
SchProblemList *
sch_problem_list_new_full (SchLayerDocument *document, SchScheme *scheme, const char *language,
                           gboolean in_steps, SchClusterExists exists, gpointer data)
{
  SchProblemList *self = g_object_new (SCH_TYPE_PROBLEM_LIST, NULL);

  self->context.document = g_object_ref (document);
  self->context.exists = exists;
  self->context.data = data;
  self->language = g_strdup (language);
  self->in_steps = in_steps;
  take_scheme (self, scheme);
  sch_problem_list_refresh (self);
  g_signal_connect_object (document, "record-changed", G_CALLBACK (record_changed_cb), self, 0);
  g_signal_connect_object (document, "reset", G_CALLBACK (sch_problem_list_refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * sch_problem_list_new:
 *
 * Returns: (transfer full): as sch_problem_list_new_full(), at once, for a text of no certain language
 */
SchProblemList *
sch_problem_list_new (SchLayerDocument *document, SchScheme *scheme, SchClusterExists exists,
                      gpointer data)
{
  return sch_problem_list_new_full (document, scheme, NULL, FALSE, exists, data);
}

/**
 * sch_problem_list_set_scheme:
 * @language: (nullable): of the text
 *
 * Checks everything again, as sch_problem_list_refresh() does, under another scheme.
 */
void
sch_problem_list_set_scheme (SchProblemList *self, SchScheme *scheme, const char *language)
{
  g_return_if_fail (SCH_IS_PROBLEM_LIST (self));

  g_free (self->language);
  self->language = g_strdup (language);
  take_scheme (self, scheme);
  sch_problem_list_refresh (self);
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
