/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a query wants a span, and where it stands in the query's order. Both depend on the span,
 * the scheme and the text alone, so that what holds for a span holds until it is another record. */

#include "sch-span-match.h"

#include <string.h>

#include <unicode/ucol.h>
#include <unicode/ustring.h>

/* Of a longer span only the beginning is searched and sorted by. */
#define MAX_SEARCHED_CHARS 10000u
#define MAX_SORTED_CHARS 80u
#define MAX_KEY_BYTES 1024

struct _SchSpanMatch
{
  SchSpanQuery *query;
  SchScheme *scheme;
  SchText *text;
  char *needle;               /* folded */
  GHashTable *hidden;         /* set of labels */
  GHashTable *default_labels; /* label (interned) -> whether the value is its default, plus 1 */
  GHashTable *ranks;          /* label (interned) -> its place in the scheme */
  UCollator *collator;
};

/* --- Queries -------------------------------------------------------------------------------- */

SchSpanQuery *
sch_span_query_new (void)
{
  SchSpanQuery *self = g_new0 (SchSpanQuery, 1);

  self->kind = self->origin = -1;
  return self;
}

SchSpanQuery *
sch_span_query_copy (const SchSpanQuery *self)
{
  SchSpanQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->label = g_strdup (self->label);
  copy->attribute = g_strdup (self->attribute);
  copy->value = g_strdup (self->value);
  copy->hidden_labels = g_strdupv (self->hidden_labels);
  return copy;
}

void
sch_span_query_free (SchSpanQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->label);
  g_free (self->attribute);
  g_free (self->value);
  g_strfreev (self->hidden_labels);
  g_free (self);
}

static gboolean
same_strings (char **a, char **b)
{
  guint n = a != NULL ? g_strv_length (a) : 0;

  if (n != (b != NULL ? g_strv_length (b) : 0))
    return FALSE;
  return n == 0 || g_strv_equal ((const char *const *) a, (const char *const *) b);
}

gboolean
sch_span_query_equal (const SchSpanQuery *a, const SchSpanQuery *b)
{
  return g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->label, b->label) == 0 &&
         a->kind == b->kind && g_strcmp0 (a->attribute, b->attribute) == 0 &&
         g_strcmp0 (a->value, b->value) == 0 && a->origin == b->origin &&
         a->condition == b->condition && a->unclustered == b->unclustered &&
         a->hidden == b->hidden && same_strings (a->hidden_labels, b->hidden_labels) &&
         a->order == b->order;
}

gboolean
sch_span_query_is_restricting (const SchSpanQuery *self)
{
  return (self->text != NULL && *self->text != '\0') || self->label != NULL || self->kind >= 0 ||
         self->attribute != NULL || self->origin >= 0 || self->condition != SCH_SPAN_ANY_STATE ||
         self->unclustered || self->hidden;
}

/* --- What a query wants --------------------------------------------------------------------- */

/* Folded for comparing: case, compatible forms, every blank as a space. */
static char *
fold (const char *string)
{
  g_autofree char *folded = NULL;
  char *result;

  if (g_str_is_ascii (string))
    {
      result = g_ascii_strdown (string, -1);
    }
  else
    {
      folded = g_utf8_casefold (string, -1);
      result = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
    }
  for (char *p = result; *p != '\0'; p++)
    if (g_ascii_isspace (*p))
      *p = ' ';
  return result;
}

static char *
dup_covered (SchSpanMatch *self, const SchSpan *span, guint max_chars)
{
  g_autoptr (GString) covered = g_string_new (NULL);
  guint count = self->text != NULL ? sch_text_get_char_count (self->text) : 0;

  for (guint i = 0; i < span->n_ranges && max_chars > 0; i++)
    {
      guint start = MIN (span->ranges[i].start, count);
      guint length = MIN (MIN (span->ranges[i].end, count) - start, max_chars);
      gsize byte_len;
      const char *slice;

      if (i > 0)
        g_string_append_c (covered, ' ');
      if (length == 0)
        continue;
      slice = sch_text_peek_slice (self->text, start, start + length, &byte_len);
      g_string_append_len (covered, slice, byte_len);
      max_chars -= length;
    }
  return g_string_free (g_steal_pointer (&covered), FALSE);
}

static gboolean
has_needle (SchSpanMatch *self, const char *string)
{
  g_autofree char *folded = fold (string);

  return strstr (folded, self->needle) != NULL;
}

static gboolean
wants_text (SchSpanMatch *self, SchSpan *span)
{
  g_autofree char *covered = NULL;

  if (self->needle == NULL)
    return TRUE;
  if (span->record.note != NULL && has_needle (self, span->record.note))
    return TRUE;
  covered = dup_covered (self, span, MAX_SEARCHED_CHARS);
  return has_needle (self, covered);
}

/* Whether spans of a label have the value where they have none of their own. */
static gboolean
is_default (SchSpanMatch *self, const char *label_id)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->default_labels, label_id));
  const SchLabel *label;
  const SchAttribute *attribute;
  gboolean is = FALSE;

  if (known > 0)
    return known - 1;
  label = sch_scheme_get_label (self->scheme, label_id);
  attribute = label != NULL ? sch_label_get_attribute (label, self->query->attribute) : NULL;
  if (attribute != NULL && attribute->derive == NULL && attribute->default_json != NULL)
    {
      g_autoptr (SchAttributes)
          defaults = sch_attributes_with_json (NULL, attribute->id, attribute->default_json);

      is = sch_attributes_has_value (defaults, attribute->id, self->query->value);
    }
  g_hash_table_insert (self->default_labels, (gpointer) label_id, GUINT_TO_POINTER (is + 1u));
  return is;
}

static gboolean
wants_attributes (SchSpanMatch *self, SchSpan *span)
{
  const SchSpanQuery *query = self->query;
  SchAttributes *attributes = span->record.attributes;

  if (query->attribute == NULL)
    return TRUE;
  if (sch_attributes_get_json (attributes, query->attribute) == NULL)
    return query->value != NULL && is_default (self, span->label);
  return query->value == NULL ||
         sch_attributes_has_value (attributes, query->attribute, query->value);
}

static gboolean
wants_condition (SchSpanMatch *self, SchSpan *span)
{
  SchReviewState state = span->record.state;

  switch (self->query->condition)
    {
    case SCH_SPAN_IN_DOUBT:
      return span->doubt || state == SCH_STATE_DOUBTFUL;
    case SCH_SPAN_SUGGESTED:
      return state == SCH_STATE_SUGGESTED;
    case SCH_SPAN_PROJECTED:
      return state == SCH_STATE_PROJECTED;
    case SCH_SPAN_PLACE_DOUBTFUL:
      return state == SCH_STATE_DOUBTFUL;
    case SCH_SPAN_TO_REVIEW:
      return state != SCH_STATE_CONFIRMED;
    case SCH_SPAN_ANY_STATE:
    default:
      return TRUE;
    }
}

/* A label id that was merged into another one stands for that one. */
static const char *
get_label_id (SchSpanMatch *self, SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (self->scheme, span->label);

  return label != NULL ? label->id : span->label;
}

/* What costs least comes first. */
gboolean
sch_span_match_wants (SchSpanMatch *self, SchSpan *span)
{
  const SchSpanQuery *query = self->query;

  if (!wants_condition (self, span) ||
      (query->origin >= 0 && (int) span->record.origin != query->origin) ||
      (query->unclustered && span->clusters != NULL && span->clusters[0] != NULL))
    return FALSE;
  if (self->hidden != NULL || query->hidden)
    {
      gboolean hidden = self->hidden != NULL &&
                        (g_hash_table_contains (self->hidden, span->label) ||
                         g_hash_table_contains (self->hidden, get_label_id (self, span)));

      if (hidden != query->hidden)
        return FALSE;
    }
  if (query->label != NULL && strcmp (query->label, get_label_id (self, span)) != 0)
    return FALSE;
  if (query->kind >= 0 && (int) sch_scheme_get_kind (self->scheme, span->label) != query->kind)
    return FALSE;
  return wants_attributes (self, span) && wants_text (self, span);
}

/* --- Order ---------------------------------------------------------------------------------- */

static gint64
get_label_rank (SchSpanMatch *self, const char *label)
{
  gpointer rank;

  if (g_hash_table_lookup_extended (self->ranks, label, NULL, &rank))
    return GPOINTER_TO_INT (rank);
  for (guint i = 0; i < sch_scheme_get_n_labels (self->scheme); i++)
    if (sch_scheme_get_label_at (self->scheme, i) == sch_scheme_get_label (self->scheme, label))
      {
        g_hash_table_insert (self->ranks, (gpointer) label, GINT_TO_POINTER (i));
        return i;
      }
  g_hash_table_insert (self->ranks, (gpointer) label, GINT_TO_POINTER (G_MAXINT));
  return G_MAXINT;
}

/* As dictionaries sort, the same wherever the program runs. */
static char *
dup_words_key (SchSpanMatch *self, SchSpan *span)
{
  g_autofree char *covered = dup_covered (self, span, MAX_SORTED_CHARS);
  UChar utf16[4 * MAX_SORTED_CHARS];
  uint8_t key[MAX_KEY_BYTES];
  int32_t utf16_len = 0;
  int32_t key_len = 0;
  UErrorCode status = U_ZERO_ERROR;

  u_strFromUTF8 (utf16, G_N_ELEMENTS (utf16), &utf16_len, covered, -1, &status);
  if (self->collator != NULL && U_SUCCESS (status))
    key_len = ucol_getSortKey (self->collator, utf16, utf16_len, key, sizeof key);
  if (key_len == 0)
    return fold (covered);
  /* A key is cut where it does not fit; its bytes sort as strings do. */
  key[MIN (key_len, MAX_KEY_BYTES) - 1] = '\0';
  return g_strdup ((const char *) key);
}

SchSpanEntry *
sch_span_match_make_entry (SchSpanMatch *self, SchSpan *span)
{
  SchSpanEntry *entry = g_new0 (SchSpanEntry, 1);

  entry->span = sch_record_ref (span);
  switch (self->query->order)
    {
    case SCH_SPAN_ORDER_LABEL:
      entry->rank = get_label_rank (self, span->label);
      if (entry->rank == G_MAXINT)
        entry->key = g_strdup (span->label);
      break;
    case SCH_SPAN_ORDER_WORDS:
      entry->key = dup_words_key (self, span);
      break;
    case SCH_SPAN_ORDER_NEWEST:
      entry->rank = -span->record.created;
      break;
    case SCH_SPAN_ORDER_PLACE:
    default:
      break;
    }
  return entry;
}

void
sch_span_entry_free (SchSpanEntry *entry)
{
  if (entry == NULL)
    return;
  sch_record_unref (entry->span);
  g_free (entry->key);
  g_free (entry);
}

int
sch_span_entry_compare (const SchSpanEntry *a, const SchSpanEntry *b)
{
  int order;

  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  order = g_strcmp0 (a->key, b->key);
  return order != 0 ? order : sch_span_compare (a->span, b->span);
}

/* --- Making --------------------------------------------------------------------------------- */

/**
 * sch_span_match_new:
 * @text: (nullable): of the document
 *
 * Returns: (transfer full): for the calling thread
 */
SchSpanMatch *
sch_span_match_new (const SchSpanQuery *query, SchScheme *scheme, SchText *text)
{
  SchSpanMatch *self = g_new0 (SchSpanMatch, 1);
  UErrorCode status = U_ZERO_ERROR;

  self->query = sch_span_query_copy (query);
  self->scheme = sch_scheme_ref (scheme);
  self->text = text != NULL ? sch_text_ref (text) : NULL;
  self->default_labels = g_hash_table_new (NULL, NULL);
  self->ranks = g_hash_table_new (NULL, NULL);
  if (query->text != NULL && *query->text != '\0')
    self->needle = fold (query->text);
  if (query->hidden_labels != NULL && query->hidden_labels[0] != NULL)
    {
      self->hidden = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; query->hidden_labels[i] != NULL; i++)
        g_hash_table_add (self->hidden, self->query->hidden_labels[i]);
    }
  if (query->order == SCH_SPAN_ORDER_WORDS)
    self->collator = ucol_open ("", &status);
  return self;
}

void
sch_span_match_free (SchSpanMatch *self)
{
  if (self == NULL)
    return;
  if (self->collator != NULL)
    ucol_close (self->collator);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_hash_table_unref (self->default_labels);
  g_hash_table_unref (self->ranks);
  g_free (self->needle);
  g_clear_pointer (&self->text, sch_text_unref);
  sch_scheme_unref (self->scheme);
  sch_span_query_free (self->query);
  g_free (self);
}
