/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gestures on the ranges of spans: moving, adding and taking out. The result is always normalised and
 * inside the text, and never empty. A span whose ranges a person chose has no stored text any more:
 * it covers what its ranges cover. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-annotate-private.h"
#include "sch-error.h"

static GArray *
new_ranges (void)
{
  return g_array_new (FALSE, FALSE, sizeof (SchRange));
}

/**
 * sch_annotate_copy_with_ranges:
 * @ranges: (element-type SchRange): in any order; normalised in place
 *
 * Returns: (transfer full) (nullable): a copy of the span that has these ranges and no stored text, or
 *   NULL with %SCH_ERROR_RANGE
 */
SchSpan *
sch_annotate_copy_with_ranges (const SchAnnotator *who, SchSpan *span, GArray *ranges,
                               GError **error)
{
  SchRange *data = (SchRange *) (void *) ranges->data;
  guint n_ranges = ranges->len;
  SchSpan *copy;

  if (!sch_annotate_check_ranges (who, data, &n_ranges, error))
    return NULL;
  copy = sch_record_copy (span);
  sch_span_set_ranges (copy, data, n_ranges);
  g_clear_pointer (&copy->text, g_free);
  return copy;
}

static gboolean
apply_ranges (const SchAnnotator *who, SchSpan *before, GArray *ranges, GError **error)
{
  g_autoptr (SchSpan) after = sch_annotate_copy_with_ranges (who, before, ranges, error);
  g_autofree char *quote = NULL;
  g_autofree char *name = NULL;

  if (after == NULL)
    return FALSE;
  quote = sch_annotate_dup_quote (who, after, SCH_ANNOTATE_QUOTE_CHARS);
  name = g_strdup_printf (_ ("Change Extent to “%s”"), quote);
  return sch_annotate_change_span (who, name, before, after, error);
}

/**
 * sch_annotate_set_ranges:
 * @ranges: code points, in any order
 *
 * Gives a span other ranges; everything else of it stays.
 */
gboolean
sch_annotate_set_ranges (const SchAnnotator *who, const char *span_id, const SchRange *ranges,
                         guint n_ranges, GError **error)
{
  SchSpan *span = sch_annotate_find_span (who, span_id, error);
  g_autoptr (GArray) own = NULL;

  if (span == NULL)
    return FALSE;
  own = new_ranges ();
  g_array_append_vals (own, ranges, n_ranges);
  return apply_ranges (who, span, own, error);
}

/* A single range that a person selected. */
static gboolean
check_selection (const SchAnnotator *who, SchRange range, GError **error)
{
  guint n_ranges = range.start == range.end ? 0 : 1;

  return sch_annotate_check_ranges (who, &range, &n_ranges, error);
}

/**
 * sch_annotate_add_range:
 * @range: not empty
 *
 * Adds a range to a span; one that overlaps or touches another becomes one with it.
 */
gboolean
sch_annotate_add_range (const SchAnnotator *who, const char *span_id, SchRange range,
                        GError **error)
{
  SchSpan *span = sch_annotate_find_span (who, span_id, error);
  g_autoptr (GArray) ranges = NULL;

  if (span == NULL || !check_selection (who, range, error))
    return FALSE;
  ranges = new_ranges ();
  g_array_append_vals (ranges, span->ranges, span->n_ranges);
  g_array_append_val (ranges, range);
  return apply_ranges (who, span, ranges, error);
}

/* What is left of a range without a hole. */
static void
append_rest (GArray *ranges, SchRange range, SchRange hole)
{
  const SchRange left = { range.start, MIN (range.end, hole.start) };
  const SchRange right = { MAX (range.start, hole.end), range.end };

  if (range.end <= hole.start || range.start >= hole.end)
    {
      g_array_append_val (ranges, range);
      return;
    }
  if (left.start < left.end)
    g_array_append_val (ranges, left);
  if (right.start < right.end)
    g_array_append_val (ranges, right);
}

/**
 * sch_annotate_remove_range:
 * @range: not empty
 *
 * Takes a stretch out of a span: a hole splits a range. A stretch that the span does not cover
 * changes nothing.
 *
 * Returns: FALSE with %SCH_ERROR_RANGE where nothing would be left
 */
gboolean
sch_annotate_remove_range (const SchAnnotator *who, const char *span_id, SchRange range,
                           GError **error)
{
  SchSpan *span = sch_annotate_find_span (who, span_id, error);
  g_autoptr (GArray) ranges = NULL;

  if (span == NULL || !check_selection (who, range, error))
    return FALSE;
  ranges = new_ranges ();
  for (guint i = 0; i < span->n_ranges; i++)
    append_rest (ranges, span->ranges[i], range);
  if (ranges->len == 0)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_RANGE,
                   _ ("%s: nothing of the annotation would be left. Delete it instead."),
                   sch_layer_document_get_path (who->document));
      return FALSE;
    }
  if (ranges->len == span->n_ranges &&
      memcmp (ranges->data, span->ranges, ranges->len * sizeof (SchRange)) == 0)
    return TRUE;
  return apply_ranges (who, span, ranges, error);
}
