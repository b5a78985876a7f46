/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gestures on one relation that is there: its ends, attributes and note. Making, retyping and removing relations is
 * in sch-annotate-clusters.c. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"

static const SchRelationType *
get_type (const SchAnnotator *who, const SchRelation *relation)
{
  return sch_scheme_get_relation_type (sch_corpus_get_scheme (who->corpus), relation->type);
}

static const char *
get_label_name (const SchAnnotator *who, const SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (who->corpus), span->label);

  return label != NULL ? label->name : span->label;
}

/* A step that changes just this relation, or nothing where it would stay the same. */
static gboolean
change_relation (const SchAnnotator *who, SchRelation *before, SchRelation *after, GError **error)
{
  const SchRelationType *type = get_type (who, before);
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *name = NULL;

  if (sch_record_equal (before, after))
    return TRUE;
  name = g_strdup_printf (_ ("Change Relation: %s"), type != NULL ? type->name : before->type);
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_RELATION, before, after);
  return sch_annotate_finish (who, group, error);
}

/* Whether the scheme lets the type lead between the spans' labels. */
static gboolean
check_labels (const SchAnnotator *who, const SchRelationType *type, const SchSpan *from,
              const SchSpan *to, GError **error)
{
  if (sch_relation_type_allows (type, sch_corpus_get_scheme (who->corpus), from->label, to->label))
    return TRUE;
  g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
               /* Translators: the name of a relation type and the names of two labels. */
               _ ("The scheme does not let “%s” lead from “%s” to “%s”. Choose another annotation, "
                  "or change the type of the relation first."),
               type->name, get_label_name (who, from), get_label_name (who, to));
  return FALSE;
}

/**
 * sch_annotate_set_relation_end:
 * @at_to: whether where it leads to is changed, else where it starts
 * @span: id of the span that takes the place
 *
 * The relation keeps its id, type, attributes, note and state. A span that is its end already is no step.
 *
 * Returns: FALSE with %SCH_ERROR_NOT_FOUND, or %SCH_ERROR_INVALID where the scheme does not allow it, both
 *   ends would be one span, or there is such a relation already
 */
gboolean
sch_annotate_set_relation_end (const SchAnnotator *who, const char *relation_id, gboolean at_to,
                               const char *span_id, GError **error)
{
  SchRelation *relation = sch_annotate_find_relation (who, relation_id, error);
  const SchRelationType *type = relation != NULL ? get_type (who, relation) : NULL;
  SchSpan *span = relation != NULL ? sch_annotate_find_span (who, span_id, error) : NULL;
  SchSpan *other;

  if (span == NULL)
    return FALSE;
  if (strcmp (span_id, at_to ? relation->to : relation->from) == 0)
    return TRUE;
  other = sch_layer_document_get_span (who->document, at_to ? relation->from : relation->to);
  if (type != NULL && other != NULL && other != span &&
      !check_labels (who, type, at_to ? other : span, at_to ? span : other, error))
    return FALSE;
  return sch_annotate_change_relation (who, relation_id, NULL, at_to ? NULL : span_id,
                                       at_to ? span_id : NULL, error);
}

/**
 * sch_annotate_set_relation_attribute:
 * @attribute_id: id of an attribute of the relation's type
 * @json: (nullable): a JSON value; NULL takes the value out, so that the default holds again
 *
 * A value equal to a constant default is not stored.
 */
gboolean
sch_annotate_set_relation_attribute (const SchAnnotator *who, const char *relation_id,
                                     const char *attribute_id, const char *json, GError **error)
{
  SchRelation *before = sch_annotate_find_relation (who, relation_id, error);
  const SchRelationType *type = before != NULL ? get_type (who, before) : NULL;
  const SchAttribute *attribute = type != NULL && attribute_id != NULL
                                      ? sch_relation_type_get_attribute (type, attribute_id)
                                      : NULL;
  g_autoptr (SchAttributes) values = NULL;
  g_autoptr (SchRelation) after = NULL;

  if (before == NULL)
    return FALSE;
  if (attribute == NULL)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                   _ ("The scheme has no attribute “%s” for the relation type “%s”."),
                   attribute_id != NULL ? attribute_id : "",
                   type != NULL ? type->name : before->type);
      return FALSE;
    }
  if (!sch_annotate_change_value (before->record.attributes, attribute, json, &values, error))
    return FALSE;
  after = sch_record_copy (before);
  sch_record_set_attributes (after, values);
  return change_relation (who, before, after, error);
}

/**
 * sch_annotate_set_relation_note:
 * @note: (nullable): NULL or empty takes it out
 */
gboolean
sch_annotate_set_relation_note (const SchAnnotator *who, const char *relation_id, const char *note,
                                GError **error)
{
  SchRelation *before = sch_annotate_find_relation (who, relation_id, error);
  g_autoptr (SchRelation) after = NULL;

  if (before == NULL)
    return FALSE;
  after = sch_record_copy (before);
  sch_record_set_note (after, note);
  return change_relation (who, before, after, error);
}
