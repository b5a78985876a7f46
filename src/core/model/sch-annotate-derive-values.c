/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of derived attributes: gathers what is known of a span (text, relations, metadata, the
 * session) and asks src/core/derive. Each costs the length of the span and its sentence. */

#include "config.h"

#include "sch-annotate-derive-values.h"

#include <string.h>

#include "sch-annotate-private.h"
#include "sch-attribution-relation.h"
#include "sch-derive-date.h"
#include "sch-derive-language.h"
#include "sch-derive-number.h"
#include "sch-derive-quotation.h"
#include "sch-derive-voice.h"
#include "sch-native-files.h"

#define MAX_QUANTITY_CHARS 400u
#define MAX_BEFORE_CHARS 20u
/* So much of a text tells its script. */
#define MAX_LANGUAGE_CHARS 1000u

/* --- The view --- */

SchSpan *
sch_derive_view_get_span (const SchDeriveView *self, const char *id)
{
  const SchEdit *edit = self->spans != NULL ? g_hash_table_lookup (self->spans, id) : NULL;

  return edit != NULL ? edit->after : sch_layer_document_get_span (self->document, id);
}

static gboolean
touches (const SchRelation *relation, const char *span)
{
  return strcmp (relation->from, span) == 0 || strcmp (relation->to, span) == 0;
}

GPtrArray *
sch_derive_view_list_relations (const SchDeriveView *self, const char *span)
{
  GPtrArray *there = sch_layer_document_get_relations_of (self->document, span);
  GPtrArray *edits = self->relations != NULL ? g_hash_table_lookup (self->relations, span) : NULL;
  g_autoptr (GHashTable) edited = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; edits != NULL && i < edits->len; i++)
    {
      const SchEdit *edit = g_ptr_array_index (edits, i);

      g_hash_table_add (edited, (gpointer) sch_edit_get_id (edit));
      if (edit->after != NULL && touches (edit->after, span))
        g_ptr_array_add (list, edit->after);
    }
  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (there, i);

      if (!g_hash_table_contains (edited, relation->record.id))
        g_ptr_array_add (list, relation);
    }
  return list;
}

/* --- Quotation and voice --- */

/* Whether a rule asks for this relation of such claims. */
static gboolean
is_required (SchScheme *scheme, const SchRule *rule, const SchLabel *label)
{
  if (rule->kind != SCH_RULE_REQUIRES)
    return FALSE;
  for (guint i = 0; rule->labels[i] != NULL; i++)
    if (sch_scheme_label_matches (scheme, rule->labels[i], label))
      return TRUE;
  return FALSE;
}

static void
list_others (const SchDeriveView *self, SchSpan *claim, const SchLabel *label, GArray *sources,
             GArray *cues)
{
  SchScheme *scheme = sch_corpus_get_scheme (self->corpus);
  g_autoptr (GPtrArray) relations = sch_derive_view_list_relations (self, claim->record.id);

  for (guint i = 0; i < relations->len; i++)
    {
      const SchRelation *relation = g_ptr_array_index (relations, i);
      gboolean from_claim = strcmp (relation->from, claim->record.id) == 0;
      SchSpan *other = sch_derive_view_get_span (self, from_claim ? relation->to : relation->from);
      const SchLabel *its = other != NULL ? sch_scheme_get_label (scheme, other->label) : NULL;

      if (its == NULL)
        continue;
      if (its->kind == SCH_KIND_CUE)
        g_array_append_vals (cues, other->ranges, other->n_ranges);
      else if (its->kind == SCH_KIND_SOURCE &&
               sch_attribution_relation_is (scheme, relation, label, its))
        g_array_append_vals (sources, other->ranges, other->n_ranges);
    }
}

/* Whether the claim is marked as one that needs no source. */
static gboolean
is_own (SchScheme *scheme, SchSpan *claim, const SchLabel *label)
{
  GPtrArray *rules = sch_scheme_get_rules (scheme);

  for (guint i = 0; i < rules->len; i++)
    {
      const SchRule *rule = g_ptr_array_index (rules, i);
      GHashTableIter iter;
      gpointer id, values;

      if (rule->unless == NULL || !is_required (scheme, rule, label))
        continue;
      g_hash_table_iter_init (&iter, rule->unless);
      while (g_hash_table_iter_next (&iter, &id, &values))
        if (sch_label_has_value (label, claim->record.attributes, id, values))
          return TRUE;
    }
  return FALSE;
}

gboolean
sch_derive_is_aside_label (SchScheme *scheme, const char *id)
{
  const SchLabel *label = sch_scheme_get_label (scheme, id);

  return label != NULL && g_str_equal (label->role, "exclude");
}

static gboolean
contains (const SchRange *range, SchSpan *claim)
{
  return range->start <= sch_span_get_start (claim) && range->end >= sch_span_get_end (claim);
}

typedef struct
{
  const SchDeriveView *view;
  SchScheme *scheme;
  SchSpan *claim;
  gboolean found;
} Aside;

/* Of those that the step leaves alone. */
static gboolean
find_aside_cb (SchSpan *span, const SchRange *range, gpointer data)
{
  Aside *self = data;
  GHashTable *edits = self->view->spans;

  self->found = contains (range, self->claim) &&
                sch_derive_is_aside_label (self->scheme, span->label) &&
                (edits == NULL || !g_hash_table_contains (edits, span->record.id));
  return !self->found;
}

static gboolean
is_in_new_aside (const SchDeriveView *self, SchSpan *claim)
{
  const char *path = sch_layer_document_get_path (self->document);
  GArray *asides = self->asides != NULL ? g_hash_table_lookup (self->asides, path) : NULL;
  guint low = 0;
  guint high = asides != NULL ? asides->len : 0;

  /* The last that does not start behind the claim has the farthest end of all of these. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (asides, SchRange, middle).start <= sch_span_get_start (claim))
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 && contains (&g_array_index (asides, SchRange, low - 1), claim);
}

static gboolean
is_aside (const SchDeriveView *self, SchSpan *claim)
{
  Aside search = { self, sch_corpus_get_scheme (self->corpus), claim, FALSE };
  guint start = sch_span_get_start (claim);

  sch_span_index_foreach (sch_layer_document_get_index (self->document), start, start + 1,
                          find_aside_cb, &search);
  return search.found || is_in_new_aside (self, claim);
}

/* "" where nothing is said */
static const char *
get_metadata (const SchDeriveView *self, const char *member)
{
  const char *path = sch_layer_document_get_path (self->document);
  SchEdit *edit = self->metadata != NULL ? g_hash_table_lookup (self->metadata, path) : NULL;
  SchDocument *document = sch_corpus_find_document (self->corpus, path);

  if (edit != NULL)
    return sch_tree_get_string (edit->after, member);
  return document != NULL ? sch_tree_get_string (sch_document_get_metadata (document), member) : "";
}

/* (nullable): NULL = nobody named one */
static const char *
get_named_language (const SchDeriveView *self)
{
  const char *language = get_metadata (self, "language");

  if (*language == '\0')
    language = sch_tree_get_string (sch_corpus_get_info (self->corpus), "language");
  return *language != '\0' ? language : NULL;
}

static const char *
get_language (const SchDeriveView *self)
{
  const char *language = get_named_language (self);

  return language != NULL ? language : "en";
}

/* The scheme may have fewer values: then the nearest that says nothing wrong. */
static const char *
choose_quotation (const SchAttribute *attribute, SchQuotation quotation)
{
  const char *id = sch_quotation_to_string (quotation);

  if (sch_attribute_get_value (attribute, id) != NULL)
    return id;
  if (quotation == SCH_QUOTATION_REPORTED &&
      sch_attribute_get_value (attribute, sch_quotation_to_string (SCH_QUOTATION_INDIRECT)) != NULL)
    return sch_quotation_to_string (SCH_QUOTATION_INDIRECT);
  return NULL;
}

static const char *
choose_voice (const SchAttribute *attribute, const char *voice)
{
  return voice != NULL && sch_attribute_get_value (attribute, voice) != NULL ? voice : NULL;
}

/* In whose words a claim is given, or who answers for it. */
static SchAttributes *
derive_attribution (const SchDeriveView *self, SchSpan *span, const SchLabel *label,
                    const SchAttribute *attribute)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (SchRange));
  g_autoptr (GArray) cues = g_array_new (FALSE, FALSE, sizeof (SchRange));
  SchQuotationPlace place = { sch_layer_document_get_text (self->document), get_language (self),
                              span->ranges, span->n_ranges };
  const char *value;

  list_others (self, span, label, sources, cues);
  place.sources = (const SchRange *) (gpointer) sources->data;
  place.n_sources = sources->len;
  place.cues = (const SchRange *) (gpointer) cues->data;
  place.n_cues = cues->len;
  place.is_own = is_own (sch_corpus_get_scheme (self->corpus), span, label);
  place.is_aside = is_aside (self, span);
  if (g_str_equal (attribute->derive, "voice"))
    value = choose_voice (attribute, sch_derive_voice (&place));
  else
    value = choose_quotation (attribute, sch_derive_quotation (&place));
  return value != NULL ? sch_attributes_with_string (NULL, attribute->id, value) : NULL;
}

/* --- Numbers --- */

/* A number is the value, a text the unit, a choice how the text limits the number. */
static SchAttributes *
derive_number (const SchDeriveView *self, SchSpan *span, const SchAttribute *attribute)
{
  g_autofree char *covered = sch_span_dup_covered (span,
                                                   sch_layer_document_get_text (self->document));
  g_autofree char *language = sch_derive_words_language (covered, strlen (covered),
                                                         get_language (self));
  g_autoptr (SchDerivedNumber) number = sch_derive_number (covered, language);

  if (number == NULL)
    return NULL;
  if (attribute->type == SCH_ATTRIBUTE_NUMBER && number->has_value)
    return sch_attributes_with_number (NULL, attribute->id, number->value);
  if (attribute->type == SCH_ATTRIBUTE_TEXT && *number->unit != '\0')
    return sch_attributes_with_string (NULL, attribute->id, number->unit);
  if (attribute->type == SCH_ATTRIBUTE_CHOICE &&
      sch_attribute_get_value (attribute, number->hedge) != NULL)
    return sch_attributes_with_string (NULL, attribute->id, number->hedge);
  return NULL;
}

/* --- Dates and languages --- */

static SchAttributes *
derive_date (const SchDeriveView *self, SchSpan *span, const SchAttribute *attribute)
{
  g_autofree char *covered = sch_span_dup_covered (span,
                                                   sch_layer_document_get_text (self->document));
  guint start = sch_span_get_start (span);
  g_autofree char *before = sch_text_dup_slice (sch_layer_document_get_text (self->document),
                                                start - MIN (start, MAX_BEFORE_CHARS), start);
  g_autofree char *language = sch_derive_words_language (covered, strlen (covered),
                                                         get_language (self));
  g_autofree char *date = sch_derive_date (covered, before, language,
                                           get_metadata (self, "published"));

  return date != NULL ? sch_attributes_with_string (NULL, attribute->id, date) : NULL;
}

/* Unlike get_language(): no language is assumed where nobody named one. */
static SchAttributes *
derive_language (const SchDeriveView *self, SchSpan *span, const SchAttribute *attribute)
{
  guint start = sch_span_get_start (span);
  gsize byte_len;
  const char *text = sch_text_peek_slice (sch_layer_document_get_text (self->document), start,
                                          MIN (sch_span_get_end (span), start + MAX_LANGUAGE_CHARS),
                                          &byte_len);
  g_autofree char *language = sch_derive_language (text, byte_len, get_named_language (self));

  return language != NULL ? sch_attributes_with_string (NULL, attribute->id, language) : NULL;
}

/* --- The session's values --- */

#define MEMORY_KEY "sch-annotate-memory"

static char *
make_memory_key (const char *by, const char *label, const char *attribute)
{
  return g_strjoin ("\n", by != NULL ? by : "", label, attribute, NULL);
}

/**
 * sch_annotate_remember_value:
 * @span: as it will be, with or without a value
 *
 * Notes what a person sets a sticky attribute to, for spans that come later; without a value it is
 * forgotten. Kept as long as the corpus is open.
 */
void
sch_annotate_remember_value (const SchAnnotator *who, const SchAttribute *attribute,
                             const SchSpan *span)
{
  GHashTable *memory = g_object_get_data (G_OBJECT (who->corpus), MEMORY_KEY);

  if (g_strcmp0 (attribute->derive, "sticky") != 0)
    return;
  if (memory == NULL)
    {
      memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_object_set_data_full (G_OBJECT (who->corpus), MEMORY_KEY, memory,
                              (GDestroyNotify) g_hash_table_unref);
    }
  g_hash_table_replace (memory, make_memory_key (who->by, span->label, attribute->id),
                        g_strdup (
                            sch_attributes_get_json (span->record.attributes, attribute->id)));
}

static SchAttributes *
derive_sticky (const SchDeriveView *self, const SchLabel *label, const SchAttribute *attribute)
{
  GHashTable *memory = g_object_get_data (G_OBJECT (self->corpus), MEMORY_KEY);
  g_autofree char *key = make_memory_key (self->by, label->id, attribute->id);
  const char *json = memory != NULL ? g_hash_table_lookup (memory, key) : NULL;

  return json != NULL ? sch_attributes_with_json (NULL, attribute->id, json) : NULL;
}

/* --- All of them --- */

static gboolean
is_in_text (const SchDeriveView *self, const SchSpan *span)
{
  SchText *text = sch_layer_document_get_text (self->document);

  return text != NULL && sch_span_get_end (span) <= sch_text_get_char_count (text);
}

/* Numbers and dates are not looked for in more. */
static gboolean
is_short (const SchDeriveView *self, const SchSpan *span)
{
  return is_in_text (self, span) &&
         sch_span_get_end (span) - sch_span_get_start (span) <= MAX_QUANTITY_CHARS;
}

char *
sch_derive_view_dup_json (const SchDeriveView *self, SchSpan *span, const SchLabel *label,
                          const SchAttribute *attribute)
{
  g_autoptr (SchAttributes) values = NULL;
  g_autofree char *complaint = NULL;

  if (attribute->derive == NULL || !sch_label_asks_for (label, attribute, span->record.attributes))
    return NULL;
  if (g_str_equal (attribute->derive, "sticky"))
    values = derive_sticky (self, label, attribute);
  else if (is_in_text (self, span) && (g_str_equal (attribute->derive, "quotation") ||
                                       g_str_equal (attribute->derive, "voice")))
    values = derive_attribution (self, span, label, attribute);
  else if (is_short (self, span) && g_str_equal (attribute->derive, "number"))
    values = derive_number (self, span, attribute);
  else if (is_short (self, span) && g_str_equal (attribute->derive, "date"))
    values = derive_date (self, span, attribute);
  else if (is_in_text (self, span) && g_str_equal (attribute->derive, "language"))
    values = derive_language (self, span, attribute);
  if (values == NULL)
    return NULL;
  complaint = sch_attribute_dup_complaint (attribute, values);
  return complaint == NULL ? g_strdup (sch_attributes_get_json (values, attribute->id)) : NULL;
}
