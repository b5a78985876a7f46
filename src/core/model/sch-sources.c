/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources of a document. Source spans of one cluster are one source, and so are those with the same
 * text where they are in none. A claim of several sources counts for each of them. */

#include "config.h"

#include "sch-sources.h"

#include <string.h>

#include "sch-attribution.h"
#include "sch-marks.h"
#include "sch-segmenter.h"
#include "sch-surface-index.h"

typedef struct
{
  SchCorpus *corpus;
  SchLayerDocument *document;
  SchText *text;
  SchSegmenter *segmenter;
  GHashTable *by_key; /* string -> SchSpeaker */
  GPtrArray *list;
} Counting;

static void
free_speaker (gpointer data)
{
  SchSpeaker *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->spans);
  g_ptr_array_unref (self->claims);
  g_free (self);
}

static SchSpeaker *
need_speaker (Counting *self, SchSpeakerKind kind, const char *key, const char *name)
{
  SchSpeaker *speaker = g_hash_table_lookup (self->by_key, key);

  if (speaker != NULL)
    return speaker;
  speaker = g_new0 (SchSpeaker, 1);
  speaker->kind = kind;
  speaker->name = g_strdup (name);
  speaker->spans = g_ptr_array_new_with_free_func (sch_record_unref);
  speaker->claims = g_ptr_array_new_with_free_func (sch_record_unref);
  g_hash_table_insert (self->by_key, g_strdup (key), speaker);
  g_ptr_array_add (self->list, speaker);
  return speaker;
}

static SchSpeaker *
need_source (Counting *self, SchSpan *span)
{
  const char *id = span->clusters != NULL ? span->clusters[0] : NULL;
  SchCluster *cluster = id != NULL
                            ? sch_corpus_get_cluster (self->corpus,
                                                      sch_layer_document_get_layer (self->document),
                                                      id)
                            : NULL;
  g_autofree char *covered = sch_span_dup_covered (span, self->text);
  g_autofree char *folded = sch_surface_fold (covered);
  g_autofree char *key = id != NULL ? g_strconcat ("cluster:", id, NULL)
                                    : g_strconcat ("text:", folded, NULL);
  gboolean named = cluster != NULL && cluster->name != NULL && *cluster->name != '\0';

  return need_speaker (self, SCH_SPEAKER_SOURCE, key, named ? cluster->name : covered);
}

/* --- Words ---------------------------------------------------------------------------------- */

static gboolean
is_word (SchText *text, const SchToken *token)
{
  return g_unichar_isalnum (sch_text_get_char (text, token->char_start));
}

static gboolean
is_among (guint char_offset, GArray *ranges)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const SchRange *range = &g_array_index (ranges, SchRange, i);

      if (range->start <= char_offset && char_offset < range->end)
        return TRUE;
    }
  return FALSE;
}

/* The lines that the claim is in, where its marks are. */
static SchRange
get_lines (SchText *text, SchSpan *claim)
{
  guint first = sch_text_line_at (text, sch_span_get_start (claim));
  guint last = sch_text_line_at (text, sch_span_get_end (claim));

  return (SchRange){ sch_text_get_line_start (text, first),
                     sch_text_get_line_end (text, last, FALSE) };
}

static void
count_words (Counting *self, SchSpan *claim, guint *n_words, guint *n_quoted)
{
  g_autoptr (GArray) quoted = sch_marks_list_quoted (self->text, get_lines (self->text, claim));

  *n_words = *n_quoted = 0;
  for (guint i = 0; i < claim->n_ranges; i++)
    {
      g_autoptr (GArray)
          tokens = sch_segmenter_list_tokens (self->segmenter, claim->ranges[i].start,
                                              claim->ranges[i].end);

      for (guint k = 0; k < tokens->len; k++)
        {
          const SchToken *token = &g_array_index (tokens, SchToken, k);

          if (!is_word (self->text, token))
            continue;
          (*n_words)++;
          if (is_among (token->char_start, quoted))
            (*n_quoted)++;
        }
    }
}

/* --- The list --------------------------------------------------------------------------------- */

static void
add_claim (SchSpeaker *speaker, SchSpan *claim, guint n_words, guint n_quoted)
{
  if (g_ptr_array_find (speaker->claims, claim, NULL))
    return;
  g_ptr_array_add (speaker->claims, sch_record_ref (claim));
  speaker->n_words += n_words;
  speaker->n_quoted += n_quoted;
}

static void
count_claim (Counting *self, SchSpan *claim)
{
  g_autoptr (SchAttribution)
      attribution = sch_attribution_new (sch_corpus_get_scheme (self->corpus), self->document,
                                         claim->record.id);
  guint n_words;
  guint n_quoted;

  if (attribution == NULL || sch_span_get_end (claim) > sch_text_get_char_count (self->text))
    return;
  count_words (self, claim, &n_words, &n_quoted);
  for (guint i = 0; i < attribution->sources->len; i++)
    {
      SchSpan *span = attribution->sources->pdata[i];
      SchSpeaker *speaker = need_source (self, span);

      if (!g_ptr_array_find (speaker->spans, span, NULL))
        g_ptr_array_add (speaker->spans, sch_record_ref (span));
      add_claim (speaker, claim, n_words, n_quoted);
    }
  if (attribution->sources->len > 0)
    return;
  add_claim (attribution->is_own ? need_speaker (self, SCH_SPEAKER_AUTHOR, "author", "")
                                 : need_speaker (self, SCH_SPEAKER_MISSING, "missing", ""),
             claim, n_words, n_quoted);
}

static int
compare_speakers (gconstpointer a, gconstpointer b)
{
  const SchSpeaker *first = *(SchSpeaker *const *) a;
  const SchSpeaker *second = *(SchSpeaker *const *) b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  if (first->claims->len != second->claims->len)
    return first->claims->len > second->claims->len ? -1 : 1;
  return g_utf8_collate (first->name, second->name);
}

/**
 * sch_speakers_list:
 *
 * Goes through all claims of the document: for a list that somebody asked for, not for each edit.
 */
GPtrArray *
sch_speakers_list (SchCorpus *corpus, SchLayerDocument *document)
{
  SchScheme *scheme = sch_corpus_get_scheme (corpus);
  SchText *text = sch_layer_document_get_text (document);
  const char *language = sch_corpus_get_language (corpus, sch_layer_document_get_path (document));
  g_autoptr (GPtrArray) spans = sch_layer_document_list_spans (document);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SchSegmenter) segmenter = NULL;
  Counting self = { corpus, document, text, NULL, by_key, NULL };

  self.list = g_ptr_array_new_with_free_func (free_speaker);
  if (text == NULL)
    return self.list;
  self.segmenter = segmenter = sch_segmenter_new (text, language,
                                                  sch_scheme_get_snap_rules (scheme, language));
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      if (sch_scheme_get_kind (scheme, span->label) == SCH_KIND_CLAIM)
        count_claim (&self, span);
    }
  g_ptr_array_sort (self.list, compare_speakers);
  return self.list;
}
