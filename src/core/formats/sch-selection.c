/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a document goes into an export: kinds and labels, regions that are no text, and which of
 * nested spans. Everything that is left out is counted in the report as a choice. */

#include "config.h"

#include "sch-selection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-scan.h"

void
sch_selection_clear (SchSelection *self)
{
  g_clear_pointer (&self->labels, g_strfreev);
  g_clear_pointer (&self->documents, g_free);
}

gboolean
sch_selection_takes_path (const SchSelection *self, const char *path)
{
  return self->documents == NULL || sch_pattern_match (self->documents, path);
}

gboolean
sch_selection_takes_status (const SchSelection *self, SchStatus status)
{
  return self->statuses == 0 || (self->statuses & 1u << status) != 0;
}

/* --- Cutting --- */

/* The part of the new text that a stretch of the old one became. */
typedef struct
{
  guint start;
  guint end;
  guint new_start;
} Piece;

static gboolean
ends_in_space (SchText *text, guint char_end)
{
  return char_end == 0 || g_unichar_isspace (sch_text_get_char (text, char_end - 1));
}

static SchText *
join_pieces (SchText *text, GArray *stretches, GArray *pieces)
{
  GString *joined = g_string_new (NULL);
  guint chars = 0;
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < stretches->len; i++)
    {
      const SchToken *stretch = &g_array_index (stretches, SchToken, i);
      Piece piece = { stretch->char_start, stretch->char_end, 0 };
      gsize byte_len;
      const char *slice = sch_text_peek_slice (text, piece.start, piece.end, &byte_len);

      if (joined->len > 0 && byte_len > 0 &&
          !ends_in_space (text, g_array_index (pieces, Piece, i - 1).end) &&
          !g_unichar_isspace (sch_text_get_char (text, piece.start)))
        {
          g_string_append_c (joined, '\n');
          chars++;
        }
      piece.new_start = chars;
      g_string_append_len (joined, slice, byte_len);
      chars += piece.end - piece.start;
      g_array_append_val (pieces, piece);
    }
  bytes = g_string_free_to_bytes (joined);
  return sch_text_new (bytes, NULL);
}

/* Appends what is left of a range. */
static void
cut_range (GArray *pieces, SchRange range, GArray *ranges)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      guint start = MAX (range.start, piece->start);
      guint end = MIN (range.end, piece->end);
      SchRange left = { start - piece->start + piece->new_start,
                        end - piece->start + piece->new_start };

      if (start > end || (start == end && range.start != range.end))
        continue;
      if (ranges->len > 0 && g_array_index (ranges, SchRange, ranges->len - 1).end == left.start)
        g_array_index (ranges, SchRange, ranges->len - 1).end = left.end;
      else
        g_array_append_val (ranges, left);
      if (range.start == range.end)
        return;
    }
}

static guint
count_chars (const SchRange *ranges, guint n)
{
  guint chars = 0;

  for (guint i = 0; i < n; i++)
    chars += ranges[i].end - ranges[i].start;
  return chars;
}

static void
cut_span (SchFormatDocument *from, SchFormatDocument *to, SchSpan *span, GArray *pieces,
          SchReport *report)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (SchRange));
  SchSpan *copy;

  for (guint r = 0; r < span->n_ranges; r++)
    cut_range (pieces, span->ranges[r], ranges);
  if (ranges->len == 0)
    return;
  if (count_chars ((SchRange *) (void *) ranges->data, ranges->len) <
      count_chars (span->ranges, span->n_ranges))
    {
      g_autofree char *covered = sch_span_dup_covered (span, from->text);
      g_autofree char *quote = sch_report_dup_quote (covered);

      sch_report_add (report, SCH_REPORT_LOSS, _ ("spans cut at the border of what is written"),
                      from->path, 0, 1, quote);
    }
  copy = sch_record_copy (span);
  sch_span_set_ranges (copy, (SchRange *) (void *) ranges->data, ranges->len);
  g_ptr_array_add (to->spans, copy);
}

static gboolean
has_span (GHashTable *ids, const char *id)
{
  return g_hash_table_contains (ids, id);
}

static void
copy_relations (SchFormatDocument *from, SchFormatDocument *to)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) clusters = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < to->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (to->spans, i);

      g_hash_table_add (ids, span->record.id);
      for (guint c = 0; span->clusters != NULL && span->clusters[c] != NULL; c++)
        g_hash_table_add (clusters, span->clusters[c]);
    }
  for (guint i = 0; i < from->relations->len; i++)
    {
      SchRelation *relation = g_ptr_array_index (from->relations, i);

      if (has_span (ids, relation->from) && has_span (ids, relation->to))
        g_ptr_array_add (to->relations, sch_record_ref (relation));
    }
  for (guint i = 0; i < from->clusters->len; i++)
    {
      SchCluster *cluster = g_ptr_array_index (from->clusters, i);

      if (has_span (clusters, cluster->record.id))
        g_ptr_array_add (to->clusters, sch_record_ref (cluster));
    }
  for (guint i = 0; i < from->links->len; i++)
    {
      SchRelation *link = g_ptr_array_index (from->links, i);

      if (has_span (clusters, link->from))
        g_ptr_array_add (to->links, sch_record_ref (link));
    }
}

SchFormatDocument *
sch_format_document_cut (SchFormatDocument *document, GArray *pieces, SchReport *report)
{
  SchFormatDocument *cut = sch_format_document_new ();
  g_autoptr (GArray) map = g_array_new (FALSE, FALSE, sizeof (Piece));
  guint start = pieces->len > 0 ? g_array_index (pieces, SchToken, 0).char_start : 0;
  guint end = pieces->len > 0 ? g_array_index (pieces, SchToken, pieces->len - 1).char_end : 0;

  cut->path = g_strdup (document->path);
  cut->layer = g_strdup (document->layer);
  cut->language = g_strdup (document->language);
  cut->snap = document->snap;
  cut->metadata = g_strdup (document->metadata);
  cut->state = document->state != NULL ? sch_record_ref (document->state) : NULL;
  cut->kinds = document->kinds != NULL ? g_hash_table_ref (document->kinds) : NULL;
  cut->text = join_pieces (document->text, pieces, map);
  for (guint i = 0; i < document->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (document->spans, i);

      if (sch_span_get_start (span) >= end && sch_span_get_start (span) > start)
        break;
      if (sch_span_get_end (span) >= start)
        cut_span (document, cut, span, map, report);
    }
  copy_relations (document, cut);
  return cut;
}

/* --- Regions that are no text --- */

static gboolean
is_region (SchScheme *scheme, const SchSpan *span)
{
  const SchLabel *label = sch_scheme_get_label (scheme, span->label);

  return label != NULL && g_strcmp0 (label->role, "exclude") == 0;
}

static gboolean
is_no_region_cb (SchSpan *span, gpointer scheme)
{
  return !is_region (scheme, span);
}

/* What is left between the regions. */
static GArray *
list_kept (SchFormatDocument *document, SchScheme *scheme, guint *n_regions)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (SchToken));
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (SchRange));
  guint at = 0;
  guint n;

  for (guint i = 0; i < document->spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (document->spans, i);

      if (!is_region (scheme, span))
        continue;
      ++*n_regions;
      g_array_append_vals (regions, span->ranges, span->n_ranges);
    }
  n = regions->len;
  if (n > 0 && !sch_ranges_normalize ((SchRange *) (void *) regions->data, &n))
    n = 0;
  for (guint i = 0; i <= n; i++)
    {
      guint end = i < n ? g_array_index (regions, SchRange, i).start
                        : sch_text_get_char_count (document->text);
      SchToken piece = { at, end };

      if (at < end)
        g_array_append_val (kept, piece);
      if (i < n)
        at = g_array_index (regions, SchRange, i).end;
    }
  return kept;
}

static SchFormatDocument *
exclude_regions (SchFormatDocument *document, SchScheme *scheme, SchReport *report)
{
  g_autoptr (SchFormatDocument) owned = document;
  guint n_regions = 0;
  g_autoptr (GArray) kept = list_kept (document, scheme, &n_regions);
  SchFormatDocument *cut;
  guint n;

  if (n_regions == 0)
    return g_steal_pointer (&owned);
  sch_format_document_filter (document, is_no_region_cb, scheme);
  n = document->spans->len;
  cut = sch_format_document_cut (document, kept, report);
  sch_report_add (report, SCH_REPORT_SELECTION, _ ("regions cut out of the text"), document->path,
                  0, n_regions, NULL);
  sch_report_add (report, SCH_REPORT_SELECTION, _ ("spans in regions that were cut out"),
                  document->path, 0, n - cut->spans->len, NULL);
  return cut;
}

/* --- Labels --- */

typedef struct
{
  const SchSelection *selection;
  SchScheme *scheme;
  guint n_labels;
  guint n_suggestions;
} Filter;

static gboolean
takes_label (const Filter *filter, const SchSpan *span)
{
  const SchSelection *selection = filter->selection;
  const SchLabel *label;

  if (selection->kinds != 0 &&
      !(selection->kinds & 1u << sch_scheme_get_kind (filter->scheme, span->label)))
    return FALSE;
  if (selection->labels == NULL ||
      g_strv_contains ((const char *const *) selection->labels, span->label))
    return TRUE;
  label = sch_scheme_get_label (filter->scheme, span->label);
  return label != NULL && g_strv_contains ((const char *const *) selection->labels, label->id);
}

static gboolean
takes_span_cb (SchSpan *span, gpointer data)
{
  Filter *filter = data;

  if (!takes_label (filter, span))
    {
      filter->n_labels++;
      return FALSE;
    }
  if (!filter->selection->keep_suggestions && span->record.state == SCH_STATE_SUGGESTED)
    {
      filter->n_suggestions++;
      return FALSE;
    }
  return TRUE;
}

/* --- Nesting --- */

/* Whether each range of @inner lies in a range of @outer. */
static gboolean
contains (const SchSpan *outer, const SchSpan *inner)
{
  guint o = 0;

  for (guint i = 0; i < inner->n_ranges; i++)
    {
      while (o < outer->n_ranges && outer->ranges[o].end < inner->ranges[i].end)
        o++;
      if (o == outer->n_ranges || outer->ranges[o].start > inner->ranges[i].start)
        return FALSE;
      if (inner->ranges[i].start == inner->ranges[i].end &&
          inner->ranges[i].start == outer->ranges[o].end &&
          outer->ranges[o].start != outer->ranges[o].end)
        return FALSE;
    }
  return TRUE;
}

/* The spans inside others (outermost), or around others: ids of those that go. Of two with the same
 * ranges the first stays. */
static GHashTable *
find_nested (GPtrArray *spans, gboolean keep_outer)
{
  GHashTable *gone = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      guint n = 0;

      for (guint k = 0; k < open->len; k++)
        if (sch_span_get_end (g_ptr_array_index (open, k)) >= sch_span_get_start (span))
          open->pdata[n++] = open->pdata[k];
      open->len = n;
      for (guint k = open->len; k > 0; k--)
        {
          SchSpan *outer = g_ptr_array_index (open, k - 1);

          if (!contains (outer, span))
            continue;
          if (keep_outer || sch_span_same_ranges (outer, span))
            {
              g_hash_table_add (gone, span);
              break;
            }
          g_hash_table_add (gone, outer);
          g_ptr_array_remove_index (open, k - 1);
        }
      if (!g_hash_table_contains (gone, span))
        g_ptr_array_add (open, span);
    }
  return gone;
}

static gboolean
is_not_gone_cb (SchSpan *span, gpointer gone)
{
  return !g_hash_table_contains (gone, span);
}

static gboolean
choose_nested (const SchSelection *self, SchFormatDocument *document, SchReport *report,
               GError **error)
{
  g_autoptr (GHashTable) gone = NULL;

  if (self->nesting == SCH_NESTING_AUTO || self->nesting == SCH_NESTING_COLUMNS)
    return TRUE;
  gone = find_nested (document->spans, self->nesting != SCH_NESTING_INNERMOST);
  if (self->nesting == SCH_NESTING_ERROR && g_hash_table_size (gone) > 0)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_LOSS,
                   _ ("%s: %u spans lie inside others; choose --nesting outermost, innermost or "
                      "columns"),
                   document->path, g_hash_table_size (gone));
      return FALSE;
    }
  sch_report_add (report, SCH_REPORT_SELECTION, _ ("nested mentions chosen away"), document->path,
                  0, g_hash_table_size (gone), NULL);
  sch_format_document_filter (document, is_not_gone_cb, gone);
  return TRUE;
}

static void
drop_unused_clusters (SchFormatDocument *document)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < document->spans->len; i++)
    {
      const SchSpan *span = g_ptr_array_index (document->spans, i);

      for (guint c = 0; span->clusters != NULL && span->clusters[c] != NULL; c++)
        g_hash_table_add (used, span->clusters[c]);
    }
  /* What a used cluster was merged into is used too. */
  for (guint n = 0; n != g_hash_table_size (used);)
    {
      n = g_hash_table_size (used);
      for (guint i = 0; i < document->clusters->len; i++)
        {
          const SchCluster *cluster = g_ptr_array_index (document->clusters, i);

          if (cluster->merged_into != NULL && g_hash_table_contains (used, cluster->record.id))
            g_hash_table_add (used, cluster->merged_into);
        }
    }
  for (guint i = document->clusters->len; i > 0; i--)
    {
      const SchCluster *cluster = g_ptr_array_index (document->clusters, i - 1);

      if (!g_hash_table_contains (used, cluster->record.id))
        g_ptr_array_remove_index (document->clusters, i - 1);
    }
  for (guint i = document->links->len; i > 0; i--)
    if (!g_hash_table_contains (used, ((SchRelation *) document->links->pdata[i - 1])->from))
      g_ptr_array_remove_index (document->links, i - 1);
}

SchFormatDocument *
sch_selection_apply (const SchSelection *self, SchFormatDocument *document, SchScheme *scheme,
                     SchReport *report, GError **error)
{
  g_autoptr (SchFormatDocument) owned = NULL;
  Filter filter = { .selection = self, .scheme = scheme };

  owned = self->exclude_regions ? exclude_regions (document, scheme, report) : document;
  sch_format_document_filter (owned, takes_span_cb, &filter);
  sch_report_add (report, SCH_REPORT_SELECTION, _ ("spans of other kinds or labels"), owned->path,
                  0, filter.n_labels, NULL);
  sch_report_add (report, SCH_REPORT_SELECTION, _ ("suggestions that nobody has accepted"),
                  owned->path, 0, filter.n_suggestions, NULL);
  if (!choose_nested (self, owned, report, error))
    return NULL;
  drop_unused_clusters (owned);
  return g_steal_pointer (&owned);
}
