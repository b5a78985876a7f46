/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans as values: their ranges, order and covered text. Invariants: ranges are sorted and disjoint
 * and there is at least one; a single one is stored inside the struct. */

#include "config.h"

#include "sch-record.h"

#include <math.h>
#include <string.h>

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const SchRange *x = a;
  const SchRange *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

/**
 * sch_ranges_normalize:
 * @ranges: (inout): code points, half-open
 * @n_ranges: (inout): how many
 *
 * Sorts ranges and joins those that overlap or touch. A zero-width range inside or at the edge of
 * another vanishes in it.
 *
 * Returns: FALSE if there is none, or one with its end before its start
 */
gboolean
sch_ranges_normalize (SchRange *ranges, guint *n_ranges)
{
  guint last = 0;

  if (*n_ranges == 0)
    return FALSE;
  for (guint i = 0; i < *n_ranges; i++)
    if (ranges[i].end < ranges[i].start)
      return FALSE;
  qsort (ranges, *n_ranges, sizeof (SchRange), compare_ranges);
  for (guint i = 1; i < *n_ranges; i++)
    {
      if (ranges[i].start <= ranges[last].end)
        ranges[last].end = MAX (ranges[last].end, ranges[i].end);
      else
        ranges[++last] = ranges[i];
    }
  *n_ranges = last + 1;
  return TRUE;
}

/**
 * sch_span_new:
 * @id: unique in the layer
 * @label: id of the label
 * @ranges: sorted, disjoint ranges in code points
 * @n_ranges: at least 1
 *
 * Returns: (transfer full): a span that is still one's own to change
 */
SchSpan *
sch_span_new (const char *id, const char *label, const SchRange *ranges, guint n_ranges)
{
  SchSpan *self;

  g_return_val_if_fail (id != NULL && label != NULL, NULL);
  g_return_val_if_fail (n_ranges > 0, NULL);

  self = g_new0 (SchSpan, 1);
  g_atomic_ref_count_init (&self->record.refs);
  self->record.type = SCH_RECORD_SPAN;
  self->record.score = NAN;
  self->record.id = g_strdup (id);
  self->label = g_intern_string (label);
  self->ranges = &self->single;
  sch_span_set_ranges (self, ranges, n_ranges);
  return self;
}

void
sch_span_set_label (SchSpan *self, const char *label)
{
  self->label = g_intern_string (label);
}

void
sch_span_set_ranges (SchSpan *self, const SchRange *ranges, guint n_ranges)
{
  SchRange *old = self->ranges != &self->single ? self->ranges : NULL;

  g_return_if_fail (n_ranges > 0);

  if (n_ranges == 1)
    {
      self->single = ranges[0];
      self->ranges = &self->single;
    }
  else
    self->ranges = g_memdup2 (ranges, n_ranges * sizeof (SchRange));
  self->n_ranges = n_ranges;
  g_free (old);
}

/**
 * sch_span_set_clusters:
 * @clusters: (nullable) (array zero-terminated=1): ids; NULL or empty = in no cluster
 */
void
sch_span_set_clusters (SchSpan *self, const char *const *clusters)
{
  char **copy = clusters != NULL && clusters[0] != NULL ? g_strdupv ((char **) clusters) : NULL;

  g_strfreev (self->clusters);
  self->clusters = copy;
}

gboolean
sch_span_has_cluster (SchSpan *self, const char *cluster)
{
  return self->clusters != NULL && g_strv_contains ((const char *const *) self->clusters, cluster);
}

/* Start of the first range. */
guint
sch_span_get_start (const SchSpan *self)
{
  return self->ranges[0].start;
}

/* End of the last range. */
guint
sch_span_get_end (const SchSpan *self)
{
  return self->ranges[self->n_ranges - 1].end;
}

gboolean
sch_span_same_ranges (const SchSpan *a, const SchSpan *b)
{
  return a->n_ranges == b->n_ranges &&
         memcmp (a->ranges, b->ranges, a->n_ranges * sizeof (SchRange)) == 0;
}

/**
 * sch_span_compare:
 *
 * Document order: by start, then by descending end, then by id.
 */
int
sch_span_compare (const SchSpan *a, const SchSpan *b)
{
  guint a_end = sch_span_get_end (a);
  guint b_end = sch_span_get_end (b);

  if (a->ranges[0].start != b->ranges[0].start)
    return a->ranges[0].start < b->ranges[0].start ? -1 : 1;
  if (a_end != b_end)
    return a_end > b_end ? -1 : 1;
  return strcmp (a->record.id, b->record.id);
}

int
sch_span_compare_pointers (gconstpointer a, gconstpointer b)
{
  return sch_span_compare (*(SchSpan *const *) a, *(SchSpan *const *) b);
}

/**
 * sch_span_dup_covered:
 * @text: the document
 *
 * Returns: (transfer full): the covered text, ranges joined by one space; parts outside the text
 *   are left out
 */
char *
sch_span_dup_covered (const SchSpan *self, SchText *text)
{
  guint count = sch_text_get_char_count (text);
  g_autoptr (GString) covered = NULL;

  if (self->n_ranges == 1 && self->ranges[0].end <= count)
    return sch_text_dup_slice (text, self->ranges[0].start, self->ranges[0].end);
  covered = g_string_new (NULL);
  for (guint i = 0; i < self->n_ranges; i++)
    {
      guint start = MIN (self->ranges[i].start, count);
      guint end = MIN (self->ranges[i].end, count);
      gsize byte_len;
      const char *slice = sch_text_peek_slice (text, start, end, &byte_len);

      if (i > 0)
        g_string_append_c (covered, ' ');
      g_string_append_len (covered, slice, byte_len);
    }
  return g_string_free (g_steal_pointer (&covered), FALSE);
}
