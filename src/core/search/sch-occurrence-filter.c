/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Longest match first: a place is no hit inside something longer of the same kind, be it annotated
 * there or a surface that is annotated elsewhere. What is annotated so already is never a hit. */

#include "config.h"

#include "sch-occurrence-filter.h"

#include <string.h>

#include "sch-surface-index.h"

/* White space inside a surface that may be longer in the text than where it was annotated. */
#define SLACK_CHARS 16u

typedef struct
{
  SchSurfacePattern *pattern;
  guint n_chars;
} Longer;

struct _SchOccurrenceFilter
{
  SchScheme *scheme;
  const SchLabel *label; /* (nullable): of a scheme that still has it */
  char *label_id;
  SchKind kind;
  gboolean nested;
  GArray *longer; /* of Longer: surfaces of the kind that contain this one */
};

static void
clear_longer (gpointer data)
{
  sch_surface_pattern_free (((Longer *) data)->pattern);
}

static gboolean
has_kind (SchOccurrenceFilter *self, SchSpan *span)
{
  return sch_scheme_get_kind (self->scheme, span->label) == self->kind;
}

static gboolean
has_label (SchOccurrenceFilter *self, SchSpan *span)
{
  if (self->label != NULL)
    return sch_scheme_get_label (self->scheme, span->label) == self->label;
  return strcmp (span->label, self->label_id) == 0;
}

static gboolean
is_excluded_text (SchOccurrenceFilter *self, SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (self->scheme, span->label);

  return label != NULL && g_strcmp0 (label->role, "exclude") == 0;
}

/* --- Longer surfaces ------------------------------------------------------------------------ */

static void
add_longer (SchOccurrenceFilter *self, SchText *text, SchRange range, GHashTable *seen)
{
  g_autofree char *slice = sch_text_dup_slice (text, range.start, range.end);
  Longer longer = { sch_surface_pattern_new (slice, TRUE, TRUE), range.end - range.start };

  if (g_hash_table_add (seen, g_strdup (sch_surface_pattern_get_folded (longer.pattern))))
    g_array_append_val (self->longer, longer);
  else
    clear_longer (&longer);
}

static void
collect_longer (SchOccurrenceFilter *self, SchLayerDocument *document, const char *surface,
                GHashTable *seen)
{
  g_autoptr (SchSurfacePattern) loose = sch_surface_pattern_new (surface, FALSE, FALSE);
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (document);
  SchText *text = sch_layer_document_get_text (document);
  guint n_chars = (guint) g_utf8_strlen (surface, -1);
  guint count = text != NULL ? sch_text_get_char_count (text) : 0;

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      SchRange range = span->ranges[0];
      guint at = range.start;
      SchRange match;

      if (span->n_ranges != 1 || range.end > count || range.end - range.start <= n_chars ||
          range.end - range.start > SCH_SURFACE_MAX_CHARS || !has_kind (self, span))
        continue;
      if (sch_surface_pattern_next (loose, text, NULL, &at, range.end, &match) &&
          match.end <= range.end)
        add_longer (self, text, range, seen);
    }
}

/**
 * sch_occurrence_filter_new:
 * @source: the annotation whose like is looked for
 * @surface: what it covers
 * @nested: whether places inside longer ones are hits too
 */
SchOccurrenceFilter *
sch_occurrence_filter_new (SchCorpus *corpus, const char *layer, SchSpan *source,
                           const char *surface, gboolean nested)
{
  SchOccurrenceFilter *self = g_new0 (SchOccurrenceFilter, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) loaded = sch_corpus_list_loaded (corpus, layer);

  self->scheme = sch_scheme_ref (sch_corpus_get_scheme (corpus));
  self->label = sch_scheme_get_label (self->scheme, source->label);
  self->label_id = g_strdup (source->label);
  self->kind = sch_scheme_get_kind (self->scheme, source->label);
  self->nested = nested;
  self->longer = g_array_new (FALSE, FALSE, sizeof (Longer));
  g_array_set_clear_func (self->longer, clear_longer);
  for (guint i = 0; i < loaded->len && !nested; i++)
    collect_longer (self, g_ptr_array_index (loaded, i), surface, seen);
  return self;
}

void
sch_occurrence_filter_free (SchOccurrenceFilter *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->longer);
  g_free (self->label_id);
  sch_scheme_unref (self->scheme);
  g_free (self);
}

/* --- One place ------------------------------------------------------------------------------ */

typedef struct
{
  SchOccurrenceFilter *filter;
  SchRange match;
  gboolean refused;
} Question;

static gboolean
judge_span (SchSpan *span, const SchRange *range, gpointer data)
{
  Question *question = data;
  SchRange match = question->match;
  gboolean same = range->start == match.start && range->end == match.end;
  gboolean inside_match = range->start >= match.start && range->end <= match.end;

  if (same && span->n_ranges == 1 && has_label (question->filter, span))
    question->refused = TRUE;
  else if (is_excluded_text (question->filter, span) && !inside_match)
    question->refused = TRUE;
  else if (!question->filter->nested && has_kind (question->filter, span) &&
           (same || !inside_match))
    question->refused = TRUE;
  return !question->refused;
}

static gboolean
is_inside_longer (SchOccurrenceFilter *self, SchText *text, SchSegmenter *segmenter, SchRange match)
{
  for (guint i = 0; i < self->longer->len; i++)
    {
      const Longer *longer = &g_array_index (self->longer, Longer, i);
      guint back = MIN (longer->n_chars + SLACK_CHARS, match.start);
      guint at = match.start - back;
      SchRange found;

      while (sch_surface_pattern_next (longer->pattern, text, segmenter, &at, match.end, &found))
        if (found.end > match.start && found.end - found.start > match.end - match.start)
          return TRUE;
    }
  return FALSE;
}

gboolean
sch_occurrence_filter_allows (SchOccurrenceFilter *self, SchLayerDocument *document, SchText *text,
                              SchSegmenter *segmenter, SchRange match)
{
  Question question = { self, match, FALSE };

  if (document != NULL)
    sch_span_index_foreach (sch_layer_document_get_index (document), match.start, match.end,
                            judge_span, &question);
  return !question.refused && !is_inside_longer (self, text, segmenter, match);
}
