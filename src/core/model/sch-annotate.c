/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gestures on spans: making, relabelling, describing and deleting them, and the status of the
 * document. Each reads the records as they are, makes the new ones and applies both as one group;
 * nothing is changed but by sch_corpus_apply(). A gesture that would change nothing applies nothing.
 * Ranges are in sch-annotate-ranges.c, relations and clusters in sch-annotate-clusters.c. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"
#include "sch-store.h"
#include "sch-surface-index.h"

/* --- What gestures share --- */

SchSpan *
sch_annotate_find_span (const SchAnnotator *who, const char *id, GError **error)
{
  SchSpan *span = sch_layer_document_get_span (who->document, id);

  if (span == NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                 _ ("%s has no annotation “%s” any more. Select another one."),
                 sch_layer_document_get_path (who->document), id != NULL ? id : "");
  return span;
}

/* The label as it may be given now: there, and not retired. */
const SchLabel *
sch_annotate_find_label (const SchAnnotator *who, const char *id, GError **error)
{
  const SchLabel *label = id != NULL
                              ? sch_scheme_get_label (sch_corpus_get_scheme (who->corpus), id)
                              : NULL;

  if (label == NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                 _ ("The scheme has no label “%s”. Choose one of the palette."),
                 id != NULL ? id : "");
  else if (label->retired)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
                   _ ("The label “%s” is retired in the scheme. Choose another one."), label->name);
      return NULL;
    }
  return label;
}

static gboolean
is_attached (const char *before, const char *at)
{
  return g_unichar_ismark (g_utf8_get_char (at)) || g_utf8_get_char (at) == 0x200d ||
         g_utf8_get_char (before) == 0x200d;
}

/**
 * sch_annotate_shorten:
 * @max_chars: code points, with the ellipsis
 *
 * Returns: (transfer full): the text on one line, cut with an ellipsis where it is longer; no
 *   combining mark is cut from its letter
 */
char *
sch_annotate_shorten (const char *text, guint max_chars)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *cut;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (line, c);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  g_strchomp (line->str);
  if (g_utf8_strlen (line->str, -1) <= max_chars)
    return g_strdup (line->str);
  cut = g_utf8_offset_to_pointer (line->str, max_chars - 1);
  while (cut > line->str && is_attached (g_utf8_prev_char (cut), cut))
    cut = g_utf8_prev_char (cut);
  line->str[cut - line->str] = '\0';
  g_strchomp (line->str);
  return g_strconcat (line->str, "…", NULL);
}

/* The covered text on one line; of a long span only the beginning is looked at. */
char *
sch_annotate_dup_quote (const SchAnnotator *who, const SchSpan *span, guint max_chars)
{
  SchText *text = sch_layer_document_get_text (who->document);
  g_autoptr (GString) covered = g_string_new (NULL);
  guint count = sch_text_get_char_count (text);
  guint left = 4 * max_chars;

  for (guint i = 0; i < span->n_ranges && left > 0; i++)
    {
      guint start = MIN (span->ranges[i].start, count);
      guint length = MIN (MIN (span->ranges[i].end, count) - start, left);
      gsize byte_len;
      const char *slice = sch_text_peek_slice (text, start, start + length, &byte_len);

      if (i > 0)
        g_string_append_c (covered, ' ');
      g_string_append_len (covered, slice, byte_len);
      left -= length;
    }
  return sch_annotate_shorten (covered->str, max_chars);
}

/**
 * sch_annotate_check_ranges:
 * @ranges: (inout): normalised in place
 *
 * Returns: FALSE with %SCH_ERROR_RANGE where there is none, one is malformed or lies outside the text
 */
gboolean
sch_annotate_check_ranges (const SchAnnotator *who, SchRange *ranges, guint *n_ranges,
                           GError **error)
{
  guint count = sch_text_get_char_count (sch_layer_document_get_text (who->document));
  const char *path = sch_layer_document_get_path (who->document);

  if (*n_ranges == 0)
    g_set_error (error, SCH_ERROR, SCH_ERROR_RANGE,
                 _ ("%s: an annotation needs some text. Select it first."), path);
  else if (!sch_ranges_normalize (ranges, n_ranges))
    g_set_error (error, SCH_ERROR, SCH_ERROR_RANGE, _ ("%s: a range ends before it starts"), path);
  else if (ranges[*n_ranges - 1].end > count)
    g_set_error (error, SCH_ERROR, SCH_ERROR_RANGE,
                 _ ("%s: the range %u–%u lies outside the text (%u characters)"), path,
                 ranges[*n_ranges - 1].start, ranges[*n_ranges - 1].end, count);
  else
    return TRUE;
  return FALSE;
}

SchEditGroup *
sch_annotate_begin (const SchAnnotator *who, const char *name)
{
  return sch_edit_group_new (name, sch_layer_document_get_layer (who->document));
}

/**
 * sch_annotate_put:
 * @after: (nullable): still one's own; it is stamped, and must not be changed afterwards
 *
 * Adds the change of a record of the document, or of a cluster of its layer.
 */
void
sch_annotate_put (const SchAnnotator *who, SchEditGroup *group, SchRecordType type, gpointer before,
                  gpointer after)
{
  const char *path = type == SCH_RECORD_CLUSTER ? NULL
                                                : sch_layer_document_get_path (who->document);

  if (after != NULL && type != SCH_RECORD_STATE)
    sch_record_stamp (after, who->by, sch_corpus_get_environment (who->corpus)->now ());
  sch_edit_group_add (group, type, sch_layer_document_get_layer (who->document), path, before,
                      after);
}

void
sch_annotate_put_status (const SchAnnotator *who, SchEditGroup *group, SchStatus status)
{
  SchState *before = sch_layer_document_get_state (who->document);
  g_autoptr (SchState) after = sch_record_copy (before);

  after->status = status;
  sch_annotate_put (who, group, SCH_RECORD_STATE, before, after);
}

/**
 * sch_annotate_finish:
 *
 * Applies the group, completed by what is derived; work on a document nobody had begun begins it.
 */
gboolean
sch_annotate_finish (const SchAnnotator *who, SchEditGroup *group, GError **error)
{
  sch_annotate_put_derived (who, group);
  if (sch_edit_group_is_empty (group))
    return TRUE;
  if (sch_layer_document_get_status (who->document) == SCH_STATUS_TODO)
    sch_annotate_put_status (who, group, SCH_STATUS_IN_PROGRESS);
  return sch_corpus_apply (who->corpus, group, error);
}

/* A step that changes just this span, or nothing where it would stay the same. */
gboolean
sch_annotate_change_span (const SchAnnotator *who, const char *name, SchSpan *before,
                          SchSpan *after, GError **error)
{
  g_autoptr (SchEditGroup) group = NULL;

  if (sch_record_equal (before, after))
    return TRUE;
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_SPAN, before, after);
  return sch_annotate_finish (who, group, error);
}

/* --- Making spans --- */

/* (nullable): a span with this label and the ranges of @wanted. */
SchSpan *
sch_annotate_find_identical (const SchAnnotator *who, const SchLabel *label, const SchSpan *wanted)
{
  SchSpanIndex *index = sch_layer_document_get_index (who->document);
  SchScheme *scheme = sch_corpus_get_scheme (who->corpus);
  guint start = sch_span_get_start (wanted);
  SchSpan *span;

  for (guint i = sch_span_index_count_before (index, start);
       (span = sch_span_index_get (index, i)) != NULL && sch_span_get_start (span) == start; i++)
    if (sch_span_same_ranges (span, wanted) && sch_scheme_get_label (scheme, span->label) == label)
      return span;
  return NULL;
}

/* Puts a new span into the cluster that all others with its label and text are in. */
void
sch_annotate_join_by_surface (const SchAnnotator *who, SchSpan *span)
{
  SchSurfaceIndex *index = sch_surface_index_get (who->corpus,
                                                  sch_layer_document_get_layer (who->document));
  const char *clusters[2] = { NULL, NULL };
  g_autofree char *covered = NULL;
  g_autofree char *cluster = NULL;

  if (sch_span_get_end (span) - sch_span_get_start (span) > SCH_SURFACE_MAX_SPREAD)
    return;
  covered = sch_span_dup_covered (span, sch_layer_document_get_text (who->document));
  cluster = sch_surface_index_dup_cluster (index, span->label, covered);
  clusters[0] = cluster;
  sch_span_set_clusters (span, clusters);
}

/* Takes @span, whose ranges were checked; an identical one that is there already is as good. */
static char *
add_span (const SchAnnotator *who, const SchLabel *label, SchSpan *span, gboolean join,
          GError **error)
{
  SchSpan *identical = sch_annotate_find_identical (who, label, span);
  g_autoptr (SchSpan) owned = span;
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *name = NULL;

  if (identical != NULL)
    return sch_annotate_relate_to_claim (who, label, identical->record.id, error)
               ? g_strdup (identical->record.id)
               : NULL;
  if (join && label->kind == SCH_KIND_ENTITY)
    sch_annotate_join_by_surface (who, span);
  name = g_strdup_printf (_ ("Tag “%s”"), label->name);
  group = sch_annotate_begin (who, name);
  sch_annotate_put (who, group, SCH_RECORD_SPAN, NULL, span);
  sch_annotate_put_claim_relation (who, group, label, span);
  if (!sch_annotate_finish (who, group, error))
    return NULL;
  return g_strdup (span->record.id);
}

/**
 * sch_annotate_tag:
 * @label: id of a label of the scheme
 * @ranges: code points, in any order
 *
 * Makes a span. Fixed defaults of the label's attributes are not stored, derived ones are. With auto_join an entity whose
 * surface and label belong to exactly one cluster of the layer joins it. A source or cue is related to
 * the current claim where that lacks one, or a source to the claims of the nearest cue, in the same step.
 *
 * Returns: (transfer full) (nullable): the id of the new span, or of an identical one (label and
 *   ranges) that was there already; NULL with %SCH_ERROR_NOT_FOUND, %SCH_ERROR_INVALID (label),
 *   %SCH_ERROR_RANGE, or an error of sch_corpus_apply()
 */
char *
sch_annotate_tag (const SchAnnotator *who, const char *label_id, const SchRange *ranges,
                  guint n_ranges, GError **error)
{
  const SchLabel *label = sch_annotate_find_label (who, label_id, error);
  g_autofree SchRange *own = NULL;
  g_autofree char *id = NULL;

  if (label == NULL)
    return NULL;
  own = g_memdup2 (ranges, n_ranges * sizeof (SchRange));
  if (!sch_annotate_check_ranges (who, own, &n_ranges, error))
    return NULL;
  id = sch_id_new_random ();
  return add_span (who, label, sch_span_new (id, label->id, own, n_ranges), who->auto_join, error);
}

/**
 * sch_annotate_stack:
 * @span: id of a span
 * @label: id of another label
 *
 * Returns: (transfer full) (nullable): the id of a span with that label, the same ranges and the same
 *   clusters; as for sch_annotate_tag()
 */
char *
sch_annotate_stack (const SchAnnotator *who, const char *span_id, const char *label_id,
                    GError **error)
{
  SchSpan *span = sch_annotate_find_span (who, span_id, error);
  const SchLabel *label = span != NULL ? sch_annotate_find_label (who, label_id, error) : NULL;
  g_autofree char *id = NULL;
  SchSpan *stacked;

  if (label == NULL)
    return NULL;
  id = sch_id_new_random ();
  stacked = sch_span_new (id, label->id, span->ranges, span->n_ranges);
  sch_span_set_clusters (stacked, (const char *const *) span->clusters);
  return add_span (who, label, stacked, FALSE, error);
}

/* --- Changing spans --- */

/* Whether the attribute's value may stay under a label. */
static gboolean
fits (const SchLabel *label, SchAttributes *attributes, const char *key)
{
  const SchAttribute *attribute = sch_label_get_attribute (label, key);
  g_autofree char *complaint = NULL;

  if (attribute == NULL)
    return FALSE;
  complaint = sch_attribute_dup_complaint (attribute, attributes);
  return complaint == NULL;
}

static void
keep_fitting_attributes (SchSpan *span, const SchLabel *label)
{
  g_autoptr (SchAttributes) all = sch_attributes_ref (span->record.attributes);

  for (guint i = 0; i < sch_attributes_get_size (all); i++)
    {
      const char *key = sch_attributes_get_key (all, i);
      g_autoptr (SchAttributes) fewer = NULL;

      if (fits (label, all, key))
        continue;
      fewer = sch_attributes_with_json (span->record.attributes, key, NULL);
      sch_record_set_attributes (span, fewer);
    }
}

/* Notes or forgets that a person set the attribute over a derived value. */
void
sch_annotate_mark_set (SchSpan *span, const char *attribute, gboolean is_set)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint place = 0;

  for (guint i = 0; span->set != NULL && span->set[i] != NULL; i++)
    if (strcmp (span->set[i], attribute) != 0)
      g_ptr_array_add (ids, g_strdup (span->set[i]));
  while (place < ids->len && strcmp (g_ptr_array_index (ids, place), attribute) < 0)
    place++;
  if (is_set)
    g_ptr_array_insert (ids, place, g_strdup (attribute));
  g_strfreev (span->set);
  span->set = NULL;
  if (ids->len == 0)
    return;
  g_ptr_array_add (ids, NULL);
  span->set = (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static void
keep_fitting_marks (SchSpan *span, const SchLabel *label)
{
  g_auto (GStrv) marks = g_strdupv (span->set);

  for (guint i = 0; marks != NULL && marks[i] != NULL; i++)
    {
      const SchAttribute *attribute = sch_label_get_attribute (label, marks[i]);

      if (attribute == NULL || attribute->derive == NULL ||
          sch_attributes_get_json (span->record.attributes, marks[i]) == NULL)
        sch_annotate_mark_set (span, marks[i], FALSE);
    }
}

/* (transfer full): the span under another label, with what of its attributes that one allows. */
SchSpan *
sch_annotate_copy_with_label (SchSpan *span, const SchLabel *label)
{
  SchSpan *copy = sch_record_copy (span);

  sch_span_set_label (copy, label->id);
  keep_fitting_attributes (copy, label);
  keep_fitting_marks (copy, label);
  return copy;
}

/**
 * sch_annotate_relabel:
 * @label: id of a label
 *
 * Gives a span another label. Relations, clusters and note stay, and those attributes that the label
 * has too and whose value it allows; a relation that does not suit it becomes a problem.
 */
gboolean
sch_annotate_relabel (const SchAnnotator *who, const char *span_id, const char *label_id,
                      GError **error)
{
  SchSpan *before = sch_annotate_find_span (who, span_id, error);
  const SchLabel *label = before != NULL ? sch_annotate_find_label (who, label_id, error) : NULL;
  g_autoptr (SchSpan) after = NULL;
  g_autofree char *name = NULL;

  if (label == NULL)
    return FALSE;
  if (strcmp (before->label, label->id) == 0)
    return TRUE;
  after = sch_annotate_copy_with_label (before, label);
  name = g_strdup_printf (_ ("Change Label to “%s”"), label->name);
  return sch_annotate_change_span (who, name, before, after, error);
}

static const SchAttribute *
find_attribute (const SchAnnotator *who, const SchSpan *span, const char *id, GError **error)
{
  const SchLabel *label = sch_scheme_get_label (sch_corpus_get_scheme (who->corpus), span->label);
  const SchAttribute *attribute = label != NULL ? sch_label_get_attribute (label, id) : NULL;

  if (attribute == NULL)
    g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                 _ ("The scheme has no attribute “%s” for the label “%s”."), id,
                 label != NULL ? label->name : span->label);
  return attribute;
}

static gboolean
check_json (const char *json, const SchAttribute *attribute, GError **error)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), attribute->name);
  const char *start;
  gsize byte_len;

  sch_json_pull_read_raw (pull, &start, &byte_len);
  return sch_json_pull_finish (pull, error);
}

/* Nothing is stored for no value, and nothing for a constant default. */
static gboolean
is_stored (const SchAttribute *attribute, const char *json)
{
  if (json == NULL || strcmp (json, "null") == 0)
    return FALSE;
  return attribute->derive != NULL || (strcmp (json, "\"\"") != 0 && strcmp (json, "[]") != 0 &&
                                       g_strcmp0 (json, attribute->default_json) != 0);
}

/* FALSE where the value does not fit; @values: (out): with it, or without any where @json is NULL. */
gboolean
sch_annotate_change_value (SchAttributes *before, const SchAttribute *attribute, const char *json,
                           SchAttributes **values, GError **error)
{
  g_autoptr (SchAttributes) changed = NULL;
  g_autofree char *complaint = NULL;

  if (json != NULL && !check_json (json, attribute, error))
    return FALSE;
  changed = sch_attributes_with_json (before, attribute->id, json);
  if (!is_stored (attribute, sch_attributes_get_json (changed, attribute->id)))
    {
      g_clear_pointer (&changed, sch_attributes_unref);
      changed = sch_attributes_with_json (before, attribute->id, NULL);
    }
  complaint = sch_attribute_dup_complaint (attribute, changed);
  if (complaint != NULL)
    {
      g_set_error_literal (error, SCH_ERROR, SCH_ERROR_INVALID, complaint);
      return FALSE;
    }
  *values = g_steal_pointer (&changed);
  return TRUE;
}

/* (transfer full) (nullable): the span with the value, or without any where @json is NULL. */
SchSpan *
sch_annotate_copy_with_attribute (SchSpan *span, const SchAttribute *attribute, const char *json,
                                  GError **error)
{
  g_autoptr (SchAttributes) values = NULL;
  SchSpan *copy;

  if (!sch_annotate_change_value (span->record.attributes, attribute, json, &values, error))
    return NULL;
  copy = sch_record_copy (span);
  sch_record_set_attributes (copy, values);
  sch_annotate_mark_set (copy, attribute->id,
                         attribute->derive != NULL &&
                             sch_attributes_get_json (values, attribute->id) != NULL);
  return copy;
}

/**
 * sch_annotate_set_attribute:
 * @attribute: id of an attribute of the span's label
 * @json: (nullable): a JSON value; NULL takes the value out, so that the default holds again
 *
 * A value set over a derived default is marked as set by a person; taking it out lets the derived
 * value follow again. A value equal to a constant default is not stored.
 */
gboolean
sch_annotate_set_attribute (const SchAnnotator *who, const char *span_id, const char *attribute_id,
                            const char *json, GError **error)
{
  SchSpan *before = sch_annotate_find_span (who, span_id, error);
  const SchAttribute *attribute = before != NULL ? find_attribute (who, before, attribute_id, error)
                                                 : NULL;
  g_autoptr (SchSpan) after = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *name = NULL;

  if (attribute != NULL)
    after = sch_annotate_copy_with_attribute (before, attribute, json, error);
  if (after == NULL)
    return FALSE;
  quote = sch_annotate_dup_quote (who, before, SCH_ANNOTATE_QUOTE_CHARS);
  name = g_strdup_printf (_ ("Change %s of “%s”"), attribute->name, quote);
  sch_annotate_remember_value (who, attribute, after);
  return sch_annotate_change_span (who, name, before, after, error);
}

/**
 * sch_annotate_set_note:
 * @note: (nullable): NULL or empty takes it out
 */
gboolean
sch_annotate_set_note (const SchAnnotator *who, const char *span_id, const char *note,
                       GError **error)
{
  SchSpan *before = sch_annotate_find_span (who, span_id, error);
  g_autoptr (SchSpan) after = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *name = NULL;

  if (before == NULL)
    return FALSE;
  after = sch_record_copy (before);
  sch_record_set_note (after, note);
  quote = sch_annotate_dup_quote (who, before, SCH_ANNOTATE_QUOTE_CHARS);
  name = g_strdup_printf (_ ("Change Note of “%s”"), quote);
  return sch_annotate_change_span (who, name, before, after, error);
}

gboolean
sch_annotate_set_doubt (const SchAnnotator *who, const char *span_id, gboolean doubt,
                        GError **error)
{
  SchSpan *before = sch_annotate_find_span (who, span_id, error);
  g_autoptr (SchSpan) after = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *name = NULL;

  if (before == NULL)
    return FALSE;
  after = sch_record_copy (before);
  after->doubt = doubt;
  quote = sch_annotate_dup_quote (who, before, SCH_ANNOTATE_QUOTE_CHARS);
  name = g_strdup_printf (doubt ? _ ("Doubt “%s”") : _ ("Clear Doubt about “%s”"), quote);
  return sch_annotate_change_span (who, name, before, after, error);
}

static const char *
get_status_step (SchStatus status)
{
  switch (status)
    {
    case SCH_STATUS_TODO:
      return _ ("Mark as To Do");
    case SCH_STATUS_IN_PROGRESS:
      return _ ("Mark as In Progress");
    case SCH_STATUS_QUESTION:
      return _ ("Mark as Question");
    case SCH_STATUS_DONE:
    default:
      return _ ("Mark as Done");
    }
}

gboolean
sch_annotate_set_status (const SchAnnotator *who, SchStatus status, GError **error)
{
  g_autoptr (SchEditGroup) group = NULL;

  if (sch_layer_document_get_status (who->document) == status)
    return TRUE;
  group = sch_annotate_begin (who, get_status_step (status));
  sch_annotate_put_status (who, group, status);
  return sch_corpus_apply (who->corpus, group, error);
}

/* --- Deleting spans --- */

static void
put_relations_away (const SchAnnotator *who, SchEditGroup *group, const char *span,
                    GHashTable *seen)
{
  GPtrArray *relations = sch_layer_document_get_relations_of (who->document, span);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (relations, i);

      if (g_hash_table_add (seen, relation->record.id))
        sch_annotate_put (who, group, SCH_RECORD_RELATION, relation, NULL);
    }
}

static char *
dup_delete_name (const SchAnnotator *who, GPtrArray *spans)
{
  g_autofree char *quote = NULL;

  if (spans->len != 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %u Annotation",
                                         "Delete %u Annotations", spans->len),
                            spans->len);
  quote = sch_annotate_dup_quote (who, g_ptr_array_index (spans, 0), SCH_ANNOTATE_QUOTE_CHARS);
  return g_strdup_printf (_ ("Delete “%s”"), quote);
}

/**
 * sch_annotate_delete:
 * @spans: (array zero-terminated=1): ids
 *
 * Deletes the spans with all relations that start or end at one of them, in one step.
 */
gboolean
sch_annotate_delete (const SchAnnotator *who, const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) spans = g_ptr_array_new ();
  g_autoptr (SchEditGroup) group = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      SchSpan *span = sch_annotate_find_span (who, ids[i], error);

      if (span == NULL)
        return FALSE;
      if (g_hash_table_add (seen, span->record.id))
        g_ptr_array_add (spans, span);
    }
  name = dup_delete_name (who, spans);
  group = sch_annotate_begin (who, name);
  /* Relations first: undone in reverse, they find their spans there. */
  for (guint i = 0; i < spans->len; i++)
    put_relations_away (who, group, ((SchSpan *) g_ptr_array_index (spans, i))->record.id, seen);
  for (guint i = 0; i < spans->len; i++)
    sch_annotate_put (who, group, SCH_RECORD_SPAN, g_ptr_array_index (spans, i), NULL);
  return sch_annotate_finish (who, group, error);
}
