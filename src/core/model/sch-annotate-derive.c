/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Derived values follow what they are derived from, in the same step: a group is completed before it
 * is applied. A value follows while it is the one that the state before gives; one that a person set,
 * or that came from elsewhere (an import, another program), stays. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-derive-values.h"
#include "sch-annotate-private.h"

/* --- What a group touches --- */

typedef struct
{
  const SchAnnotator *who;
  SchEditGroup *group;
  GHashTable *spans;     /* id -> SchEdit */
  GHashTable *relations; /* id of a span -> GPtrArray of SchEdit */
  GHashTable *seen;      /* ids of @touched */
  GPtrArray *touched;    /* of Touched */
} Completion;

/* A span of which something changes that others are derived from. */
typedef struct
{
  const char *id;
  SchLayerDocument *document;
} Touched;

static void
note_relation (Completion *self, const char *span, SchEdit *edit)
{
  GPtrArray *edits = g_hash_table_lookup (self->relations, span);

  if (edits == NULL)
    {
      edits = g_ptr_array_new ();
      g_hash_table_insert (self->relations, g_strdup (span), edits);
    }
  g_ptr_array_add (edits, edit);
}

static void
index_edit (Completion *self, SchEdit *edit)
{
  const SchRelation *ends[] = { edit->before, edit->after };

  if (edit->type == SCH_RECORD_SPAN)
    g_hash_table_insert (self->spans, g_strdup (sch_edit_get_id (edit)), edit);
  for (guint i = 0; edit->type == SCH_RECORD_RELATION && i < G_N_ELEMENTS (ends); i++)
    if (ends[i] != NULL)
      {
        note_relation (self, ends[i]->from, edit);
        note_relation (self, ends[i]->to, edit);
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
  return (SchDeriveView){ self->who->corpus, document, self->who->by, after ? self->spans : NULL,
                          after ? self->relations : NULL };
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

static void
touch_span (Completion *self, SchLayerDocument *document, const SchEdit *edit)
{
  SchSpan *before = edit->before;
  SchSpan *after = edit->after;
  gboolean moved;

  if (after == NULL)
    return;
  moved = before == NULL || strcmp (before->label, after->label) != 0 ||
          !sch_span_same_ranges (before, after);
  if (moved || !sch_attributes_equal (before->record.attributes, after->record.attributes))
    touch (self, document, after->record.id);
  if (before != NULL && moved)
    touch_related (self, document, after->record.id);
}

static void
touch_edit (Completion *self, const SchEdit *edit)
{
  const SchRelation *ends[] = { edit->before, edit->after };
  SchLayerDocument *document;

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

static gboolean
is_set (const SchSpan *span, const char *attribute)
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
  return attribute->derive != NULL && !is_set (span, attribute->id) &&
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
  old = sch_scheme_get_label (sch_corpus_get_scheme (self->who->corpus), before->label);
  its = old != NULL ? sch_label_get_attribute (old, attribute->id) : NULL;
  if (its == NULL || is_set (before, its->id) ||
      g_strcmp0 (sch_attributes_get_json (before->record.attributes, its->id), now) != 0)
    return FALSE;
  expected = sch_derive_view_dup_json (&view, before, old, its);
  return g_strcmp0 (expected, now) == 0;
}

/* (transfer container) (element-type SchAttribute): those of a label that are derived, in the order in which one
 * may depend on others: the quotation on who answers for the claim. */
static GPtrArray *
list_derived (const SchLabel *label)
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

static void
set_json (SchSpan *span, const SchAttribute *attribute, const char *json)
{
  g_autoptr (SchAttributes)
      values = sch_attributes_with_json (span->record.attributes, attribute->id, json);

  sch_record_set_attributes (span, values);
}

static SchAttributes *
derive_all (const Completion *self, const Touched *touched, SchSpan *before, SchSpan *after)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (self->who->corpus),
                                                after->label);
  const SchDeriveView view = get_view (self, touched->document, TRUE);
  g_autoptr (GPtrArray) derived = list_derived (label);
  g_autoptr (SchSpan) span = sch_record_copy (after);

  for (guint i = 0; i < derived->len; i++)
    {
      const SchAttribute *attribute = g_ptr_array_index (derived, i);
      g_autofree char *json = NULL;

      if (is_set (after, attribute->id) ||
          !follows (self, touched->document, before, after, label, attribute))
        continue;
      json = sch_derive_view_dup_json (&view, span, label, attribute);
      set_json (span, attribute, json);
    }
  return sch_attributes_ref (span->record.attributes);
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
complete_edit (Completion *self, SchEdit *edit, SchAttributes *values)
{
  SchSpan *completed = sch_record_copy (edit->after);

  sch_record_set_attributes (completed, values);
  sch_record_unref (edit->after);
  edit->after = completed;
  if (edit->before != NULL && is_same (edit->before, completed))
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
  g_autoptr (SchAttributes) values = NULL;

  if (after == NULL)
    return;
  values = derive_all (self, touched, before, after);
  if (sch_attributes_equal (values, after->record.attributes))
    return;
  if (edit != NULL)
    {
      complete_edit (self, edit, values);
    }
  else
    {
      SchAnnotator there_who = *self->who;
      g_autoptr (SchSpan) changed = sch_record_copy (after);

      there_who.document = touched->document;
      sch_record_set_attributes (changed, values);
      sch_annotate_put (&there_who, self->group, SCH_RECORD_SPAN, before, changed);
    }
}

/**
 * sch_annotate_put_derived:
 * @group: with all edits of a step, not applied yet
 *
 * Completes a step by what is derived from what it changes: spans that it makes, moves or relabels, and
 * those whose relations it changes. Costs the length of these spans and their sentences.
 */
void
sch_annotate_put_derived (const SchAnnotator *who, SchEditGroup *group)
{
  g_autoptr (GHashTable) spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                            (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_free);
  Completion self = { who, group, spans, relations, seen, touched };

  for (guint i = 0; i < group->edits->len; i++)
    index_edit (&self, g_ptr_array_index (group->edits, i));
  for (guint i = 0; i < group->edits->len; i++)
    touch_edit (&self, g_ptr_array_index (group->edits, i));
  for (guint i = 0; i < touched->len; i++)
    derive_touched (&self, g_ptr_array_index (touched, i));
}

/* --- Again, for spans that are there --- */

static SchSpan *
copy_derived (const SchDeriveView *view, SchSpan *span, gboolean anew)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (view->corpus), span->label);
  g_autoptr (GPtrArray) derived = list_derived (label);
  SchSpan *copy = sch_record_copy (span);

  for (guint i = 0; i < derived->len; i++)
    {
      const SchAttribute *attribute = g_ptr_array_index (derived, i);
      gboolean has = sch_attributes_get_json (span->record.attributes, attribute->id) != NULL;
      g_autofree char *json = NULL;

      if (is_set (span, attribute->id) ||
          (has && (!anew || g_str_equal (attribute->derive, "sticky"))))
        continue;
      json = sch_derive_view_dup_json (view, copy, label, attribute);
      set_json (copy, attribute, json);
    }
  return copy;
}

/**
 * sch_annotate_derive:
 * @spans: (nullable) (array zero-terminated=1): ids; NULL = all of the document
 * @anew: also where there is a value that no person set, else only what is missing
 * @n_changed: (out) (optional): how many spans got another value
 *
 * Derives values of spans that are there, as after an import or when the document's date is known by
 * now, in one step. What a person set stays.
 *
 * Returns: FALSE with %SCH_ERROR_NOT_FOUND, or an error of sch_corpus_apply()
 */
gboolean
sch_annotate_derive (const SchAnnotator *who, const char *const *ids, gboolean anew,
                     guint *n_changed, GError **error)
{
  const SchDeriveView view = { who->corpus, who->document, who->by, NULL, NULL };
  g_autoptr (GPtrArray) spans = ids == NULL ? sch_layer_document_list_spans (who->document)
                                            : g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (SchEditGroup) group = sch_annotate_begin (who, "");

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      SchSpan *span = sch_annotate_find_span (who, ids[i], error);

      if (span == NULL)
        return FALSE;
      g_ptr_array_add (spans, span);
    }
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      g_autoptr (SchSpan) derived = g_hash_table_add (seen, span) ? copy_derived (&view, span, anew)
                                                                  : NULL;

      if (derived != NULL && !sch_record_equal (span, derived))
        sch_annotate_put (who, group, SCH_RECORD_SPAN, span, derived);
    }
  if (n_changed != NULL)
    *n_changed = group->edits->len;
  g_free (group->name);
  group->name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Derive Values of %u Annotation",
                                              "Derive Values of %u Annotations", group->edits->len),
                                 group->edits->len);
  return sch_annotate_finish (who, group, error);
}
