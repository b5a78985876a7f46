/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Derived values follow what they are derived from, in the same step: a group is completed before it
 * is applied. A value follows while it is the one that the state before gives; one that a person set,
 * or that came from elsewhere (an import, another program), stays. */

#include "config.h"

#include "sch-annotate-derive.h"

#include <string.h>

#include "sch-annotate-derive-values.h"
#include "sch-annotate-private.h"
#include "sch-native-files.h"

/* --- What a group touches --- */

typedef struct
{
  const SchAnnotator *who;
  SchScheme *scheme;
  SchEditGroup *group;
  GHashTable *given;     /* (nullable): keys of values */
  GHashTable *spans;     /* id -> SchEdit */
  GHashTable *relations; /* id of a span -> GPtrArray of SchEdit */
  GHashTable *asides;    /* path -> GArray of SchRange, as in SchDeriveView */
  GHashTable *metadata;  /* path -> SchEdit */
  GHashTable *seen;      /* ids of @touched */
  GPtrArray *touched;    /* of Touched */
  GPtrArray *replaced;   /* of SchSpan: what tables may still name */
} Completion;

/* A span of which something changes that others are derived from. */
typedef struct
{
  const char *id;
  SchLayerDocument *document;
} Touched;

static void
note (GHashTable *table, const char *key, gpointer thing)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (key), list);
    }
  g_ptr_array_add (list, thing);
}

static gboolean
is_aside (const Completion *self, const SchSpan *span)
{
  return span != NULL && sch_derive_is_aside_label (self->scheme, span->label);
}

static void
note_aside (Completion *self, const char *path, const SchSpan *span)
{
  GArray *ranges = g_hash_table_lookup (self->asides, path);

  if (ranges == NULL)
    {
      ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
      g_hash_table_insert (self->asides, g_strdup (path), ranges);
    }
  g_array_append_vals (ranges, span->ranges, span->n_ranges);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const SchRange *first = a, *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

static void
sort_asides (Completion *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->asides);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GArray *ranges = value;
      guint end = 0;

      g_array_sort (ranges, compare_starts);
      for (guint i = 0; i < ranges->len; i++)
        {
          SchRange *range = &g_array_index (ranges, SchRange, i);

          end = range->end = MAX (end, range->end);
        }
    }
}

static void
index_edit (Completion *self, SchEdit *edit)
{
  const SchRelation *ends[] = { edit->before, edit->after };

  if (edit->type == SCH_RECORD_SPAN)
    g_hash_table_insert (self->spans, g_strdup (sch_edit_get_id (edit)), edit);
  if (edit->type == SCH_RECORD_SPAN && is_aside (self, edit->after))
    note_aside (self, edit->path, edit->after);
  if (edit->type == SCH_RECORD_METADATA)
    g_hash_table_insert (self->metadata, g_strdup (sch_edit_get_id (edit)), edit);
  for (guint i = 0; edit->type == SCH_RECORD_RELATION && i < G_N_ELEMENTS (ends); i++)
    if (ends[i] != NULL)
      {
        note (self->relations, ends[i]->from, edit);
        note (self->relations, ends[i]->to, edit);
      }
}

static void
touch (Completion *self, SchLayerDocument *document, const char *id)
{
  Touched *touched;
  char *own;

  if (g_hash_table_contains (self->seen, id))
    return;
  own = g_strdup (id);
  g_hash_table_add (self->seen, own);
  touched = g_new (Touched, 1);
  *touched = (Touched){ own, document };
  g_ptr_array_add (self->touched, touched);
}

static SchDeriveView
get_view (const Completion *self, SchLayerDocument *document, gboolean after)
{
  SchDeriveView view = { self->who->corpus, document, self->who->by, NULL, NULL, NULL, NULL };

  if (after)
    {
      view.spans = self->spans;
      view.relations = self->relations;
      view.asides = self->asides;
      view.metadata = self->metadata;
    }
  return view;
}

/* Of a source or a cue: the claims whose words it interrupts. */
static void
touch_related (Completion *self, SchLayerDocument *document, const char *id)
{
  const SchDeriveView view = get_view (self, document, TRUE);
  g_autoptr (GPtrArray) relations = sch_derive_view_list_relations (&view, id);

  for (guint i = 0; i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);

      touch (self, document, relation->from);
      touch (self, document, relation->to);
    }
}

/* Of a stretch that is no part of the text: what lies there. */
static void
touch_within (Completion *self, SchLayerDocument *document, const SchSpan *aside)
{
  for (guint i = 0; i < aside->n_ranges; i++)
    {
      g_autoptr (GPtrArray)
          spans = sch_span_index_query (sch_layer_document_get_index (document),
                                        aside->ranges[i].start, aside->ranges[i].end);

      for (guint k = 0; k < spans->len; k++)
        touch (self, document, ((SchRecord *) g_ptr_array_index (spans, k))->id);
    }
}

static void
touch_span (Completion *self, SchLayerDocument *document, const SchEdit *edit)
{
  SchSpan *before = edit->before;
  SchSpan *after = edit->after;
  gboolean moved = before == NULL || after == NULL || strcmp (before->label, after->label) != 0 ||
                   !sch_span_same_ranges (before, after);

  if (moved && is_aside (self, before))
    touch_within (self, document, before);
  if (moved && is_aside (self, after))
    touch_within (self, document, after);
  if (after == NULL)
    return;
  if (moved || !sch_attributes_equal (before->record.attributes, after->record.attributes))
    touch (self, document, after->record.id);
  if (before != NULL && moved)
    touch_related (self, document, after->record.id);
}

static gboolean
says_the_same (const SchEdit *edit, const char *member)
{
  return strcmp (sch_tree_get_string (edit->before, member),
                 sch_tree_get_string (edit->after, member)) == 0;
}

static gboolean
has_derived (const SchLabel *label, gboolean only_dates)
{
  for (guint i = 0; label != NULL && i < label->attributes->len; i++)
    {
      const SchAttribute *attribute = g_ptr_array_index (label->attributes, i);

      if (attribute->derive != NULL && (!only_dates || g_str_equal (attribute->derive, "date")))
        return TRUE;
    }
  return FALSE;
}

/* Dates follow the day of the document, all values its language. */
static void
touch_metadata (Completion *self, const SchEdit *edit)
{
  SchLayerDocument *own = self->who->document;
  SchLayerDocument *document = NULL;
  gboolean only_dates = says_the_same (edit, "language");
  g_autoptr (GPtrArray) spans = NULL;

  if (own != NULL && !(only_dates && says_the_same (edit, "published")))
    document = sch_corpus_peek_layer_document (self->who->corpus,
                                               sch_layer_document_get_layer (own),
                                               sch_edit_get_id (edit));
  if (document == NULL)
    return;
  spans = sch_layer_document_list_spans (document);
  for (guint i = 0; i < spans->len; i++)
    {
      const SchSpan *span = g_ptr_array_index (spans, i);

      if (has_derived (sch_scheme_get_label (self->scheme, span->label), only_dates))
        touch (self, document, span->record.id);
    }
}

static void
touch_edit (Completion *self, const SchEdit *edit)
{
  const SchRelation *ends[] = { edit->before, edit->after };
  SchLayerDocument *document;

  if (edit->type == SCH_RECORD_METADATA)
    touch_metadata (self, edit);
  if (edit->type != SCH_RECORD_SPAN && edit->type != SCH_RECORD_RELATION)
    return;
  document = sch_corpus_peek_layer_document (self->who->corpus, edit->layer, edit->path);
  if (document == NULL)
    return;
  if (edit->type == SCH_RECORD_SPAN)
    touch_span (self, document, edit);
  for (guint i = 0; edit->type == SCH_RECORD_RELATION && i < G_N_ELEMENTS (ends); i++)
    if (ends[i] != NULL)
      {
        touch (self, document, ends[i]->from);
        touch (self, document, ends[i]->to);
      }
}

/* --- Values --- */

gboolean
sch_annotate_is_set (const SchSpan *span, const char *attribute)
{
  return span->set != NULL && g_strv_contains ((const char *const *) span->set, attribute);
}

/**
 * sch_span_is_derived:
 * @attribute: of the span's label
 *
 * Returns: whether the span has a value of the attribute that the program found, and no person set
 */
gboolean
sch_span_is_derived (const SchSpan *span, const SchAttribute *attribute)
{
  return attribute->derive != NULL && !sch_annotate_is_set (span, attribute->id) &&
         sch_attributes_get_json (span->record.attributes, attribute->id) != NULL;
}

/* Whether the value that @after has may be replaced. */
static gboolean
follows (const Completion *self, SchLayerDocument *document, SchSpan *before, SchSpan *after,
         const SchLabel *label, const SchAttribute *attribute)
{
  const char *now = sch_attributes_get_json (after->record.attributes, attribute->id);
  const SchDeriveView view = get_view (self, document, FALSE);
  const SchLabel *old;
  const SchAttribute *its;
  g_autofree char *expected = NULL;

  if (now == NULL)
    return TRUE;
  if (before == NULL)
    return after->record.origin == SCH_ORIGIN_OCCURRENCES;
  old = sch_scheme_get_label (self->scheme, before->label);
  its = old != NULL ? sch_label_get_attribute (old, attribute->id) : NULL;
  if (its == NULL || sch_annotate_is_set (before, its->id) ||
      g_strcmp0 (sch_attributes_get_json (before->record.attributes, its->id), now) != 0)
    return FALSE;
  expected = sch_derive_view_dup_json (&view, before, old, its);
  return g_strcmp0 (expected, now) == 0;
}

/**
 * sch_annotate_list_derived:
 * @label: (nullable)
 *
 * Returns: (transfer container) (element-type SchAttribute): those of a label that are derived, in the
 *   order in which one may depend on others: the quotation on who answers for the claim
 */
GPtrArray *
sch_annotate_list_derived (const SchLabel *label)
{
  GPtrArray *derived = g_ptr_array_new ();
  guint n_first = 0;

  for (guint i = 0; label != NULL && i < label->attributes->len; i++)
    {
      SchAttribute *attribute = g_ptr_array_index (label->attributes, i);

      if (attribute->derive != NULL)
        g_ptr_array_insert (derived,
                            g_str_equal (attribute->derive, "voice") ? (int) n_first++ : -1,
                            attribute);
    }
  return derived;
}

void
sch_annotate_set_json (SchSpan *span, const SchAttribute *attribute, const char *json)
{
  g_autoptr (SchAttributes)
      values = sch_attributes_with_json (span->record.attributes, attribute->id, json);

  sch_record_set_attributes (span, values);
}

static gboolean
is_given (const Completion *self, const SchSpan *span, const SchAttribute *attribute)
{
  g_autofree char *key = self->given != NULL
                             ? sch_annotate_dup_given_key (span->record.id, attribute->id)
                             : NULL;

  return key != NULL && g_hash_table_contains (self->given, key);
}

/* A value that came with the step is kept: for good where it is another one than would be derived. */
static void
derive_value (const Completion *self, const SchDeriveView *view, SchSpan *before, SchSpan *after,
              const SchLabel *label, const SchAttribute *attribute)
{
  gboolean given = is_given (self, after, attribute);
  const char *now = sch_attributes_get_json (after->record.attributes, attribute->id);
  g_autofree char *json = NULL;

  if (!given && !follows (self, view->document, before, after, label, attribute))
    return;
  json = sch_derive_view_dup_json (view, after, label, attribute);
  if (!given)
    sch_annotate_set_json (after, attribute, json);
  else if (now != NULL && g_strcmp0 (json, now) != 0)
    sch_annotate_mark_set (after, attribute->id, TRUE);
}

/* (transfer full): @after with the values that it will have */
static SchSpan *
derive_all (const Completion *self, const Touched *touched, SchSpan *before, SchSpan *after)
{
  const SchLabel *label = sch_scheme_get_label (self->scheme, after->label);
  const SchDeriveView view = get_view (self, touched->document, TRUE);
  g_autoptr (GPtrArray) attributes = sch_annotate_list_derived (label);
  SchSpan *derived;

  /* Then there is nothing to compare either: a step can have thousands of spans. */
  if (attributes->len == 0)
    return sch_record_ref (after);
  derived = sch_record_copy (after);
  for (guint i = 0; i < attributes->len; i++)
    {
      const SchAttribute *attribute = g_ptr_array_index (attributes, i);

      if (!sch_annotate_is_set (after, attribute->id))
        derive_value (self, &view, before, derived, label, attribute);
    }
  return derived;
}

/* Whether nothing but time and author tell the two apart. */
static gboolean
is_same (SchSpan *before, SchSpan *after)
{
  g_autoptr (SchSpan) copy = sch_record_copy (before);

  copy->record.by = after->record.by;
  copy->record.modified = after->record.modified;
  return sch_record_equal (copy, after);
}

static void
complete_edit (Completion *self, SchEdit *edit, SchSpan *derived)
{
  g_ptr_array_add (self->replaced, edit->after);
  edit->after = sch_record_ref (derived);
  if (edit->before != NULL && is_same (edit->before, derived))
    {
      g_hash_table_remove (self->spans, sch_edit_get_id (edit));
      g_ptr_array_remove (self->group->edits, edit);
    }
}

static void
derive_touched (Completion *self, const Touched *touched)
{
  SchEdit *edit = g_hash_table_lookup (self->spans, touched->id);
  SchSpan *there = sch_layer_document_get_span (touched->document, touched->id);
  SchSpan *before = edit != NULL ? edit->before : there;
  SchSpan *after = edit != NULL ? edit->after : there;
  g_autoptr (SchSpan) derived = NULL;

  if (after == NULL)
    return;
  derived = derive_all (self, touched, before, after);
  if (sch_record_equal (derived, after))
    return;
  if (edit != NULL)
    {
      complete_edit (self, edit, derived);
    }
  else
    {
      SchAnnotator there_who = *self->who;

      there_who.document = touched->document;
      there_who.by = self->who->by != NULL ? self->who->by : before->record.by;
      sch_annotate_put (&there_who, self->group, SCH_RECORD_SPAN, before, derived);
    }
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

static void
complete (const SchAnnotator *who, SchEditGroup *group, GHashTable *given)
{
  g_autoptr (GHashTable) spans = new_table (NULL);
  g_autoptr (GHashTable) relations = new_table ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) asides = new_table ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) metadata = new_table (NULL);
  g_autoptr (GHashTable) seen = new_table (NULL);
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) replaced = g_ptr_array_new_with_free_func (sch_record_unref);
  Completion self = { .who = who,
                      .scheme = sch_corpus_get_scheme (who->corpus),
                      .group = group,
                      .given = given,
                      .spans = spans,
                      .relations = relations,
                      .asides = asides,
                      .metadata = metadata,
                      .seen = seen,
                      .touched = touched,
                      .replaced = replaced };

  for (guint i = 0; i < group->edits->len; i++)
    index_edit (&self, g_ptr_array_index (group->edits, i));
  sort_asides (&self);
  for (guint i = 0; i < group->edits->len; i++)
    touch_edit (&self, g_ptr_array_index (group->edits, i));
  for (guint i = 0; i < touched->len; i++)
    derive_touched (&self, g_ptr_array_index (touched, i));
}

/**
 * sch_annotate_put_derived:
 * @group: with all edits of a step, not applied yet
 *
 * Completes a step by what is derived from what it changes: spans that it makes, moves or relabels,
 * those whose relations it changes, those in stretches that it excludes, and those of the layer of
 * @who in documents whose language or date it changes. Costs the length of these spans and their
 * sentences.
 */
void
sch_annotate_put_derived (const SchAnnotator *who, SchEditGroup *group)
{
  complete (who, group, NULL);
}

char *
sch_annotate_dup_given_key (const char *span, const char *attribute)
{
  return g_strjoin ("\n", span, attribute, NULL);
}

/**
 * sch_annotate_put_imported:
 * @given: set of sch_annotate_dup_given_key(): values that came from elsewhere
 *
 * As sch_annotate_put_derived(), for what an import brings. No value of @given is replaced; one that is
 * not what would be derived counts as set by a person from now on.
 */
void
sch_annotate_put_imported (const SchAnnotator *who, SchEditGroup *group, GHashTable *given)
{
  complete (who, group, given);
}
