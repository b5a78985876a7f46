/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The span index against a plain list of spans. */

#include <string.h>

#include "sch-span-index.h"

#define TEXT_LENGTH 400u

static int
compare (gconstpointer a, gconstpointer b)
{
  return sch_span_compare (*(SchSpan *const *) a, *(SchSpan *const *) b);
}

static SchSpan *
random_span (GRand *rand, guint number)
{
  g_autofree char *id = g_strdup_printf ("s%u", number);
  SchRange ranges[4];
  guint n_ranges = g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int_range (rand, 2, 5) : 1;

  for (guint i = 0; i < n_ranges; i++)
    {
      guint kind = g_rand_int_range (rand, 0, 10);
      guint length = g_rand_int_range (rand, 1, 40);

      ranges[i].start = g_rand_int_range (rand, 0, TEXT_LENGTH);
      ranges[i].end = kind == 0   ? ranges[i].start /* zero-width */
                      : kind == 1 ? TEXT_LENGTH
                                  : MIN (TEXT_LENGTH, ranges[i].start + length);
    }
  if (g_rand_int_range (rand, 0, 40) == 0)
    {
      n_ranges = 1;
      ranges[0] = (SchRange){ 0, TEXT_LENGTH };
    }
  g_assert_true (sch_ranges_normalize (ranges, &n_ranges));
  return sch_span_new (id, "person", ranges, n_ranges);
}

static gboolean
range_matches (const SchRange *range, guint start, guint end)
{
  if (range->start == range->end)
    return range->start >= start && range->start <= end;
  return MAX (range->start, start) < MIN (range->end, end) ||
         (start == end && range->start < start && start < range->end);
}

static gboolean
span_matches (const SchSpan *span, guint start, guint end)
{
  for (guint i = 0; i < span->n_ranges; i++)
    if (range_matches (&span->ranges[i], start, end))
      return TRUE;
  return FALSE;
}

typedef struct
{
  guint n;
  guint start;
  guint end;
  guint last_start;
  guint stop_after;
} Walk;

static gboolean
walk (SchSpan *span, const SchRange *range, gpointer data)
{
  Walk *w = data;

  g_assert_true (range_matches (range, w->start, w->end));
  g_assert_cmpuint (range->start, >=, w->last_start);
  w->last_start = range->start;
  w->n++;
  return w->n != w->stop_after;
}

static void
check_query (SchSpanIndex *index, GPtrArray *spans, guint start, guint end)
{
  g_autoptr (GPtrArray) found = sch_span_index_query (index, start, end);
  Walk w = { .start = start, .end = end };
  guint n_ranges = 0;
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      if (span_matches (span, start, end))
        {
          g_assert_cmpuint (n, <, found->len);
          g_assert_true (g_ptr_array_index (found, n) == span);
          n++;
        }
      for (guint r = 0; r < span->n_ranges; r++)
        n_ranges += range_matches (&span->ranges[r], start, end);
    }
  g_assert_cmpuint (n, ==, found->len);
  sch_span_index_foreach (index, start, end, walk, &w);
  g_assert_cmpuint (w.n, ==, n_ranges);
  if (n_ranges > 1)
    {
      Walk stopped = { .start = start, .end = end, .stop_after = n_ranges - 1 };

      sch_span_index_foreach (index, start, end, walk, &stopped);
      g_assert_cmpuint (stopped.n, ==, n_ranges - 1);
    }
}

static guint
covered_length (const SchSpan *span)
{
  guint length = 0;

  for (guint i = 0; i < span->n_ranges; i++)
    length += span->ranges[i].end - span->ranges[i].start;
  return length;
}

static void
check_at (SchSpanIndex *index, GPtrArray *spans, guint offset)
{
  g_autoptr (GPtrArray) found = sch_span_index_at (index, offset);
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);
      gboolean here = FALSE;

      for (guint r = 0; r < span->n_ranges; r++)
        here |= span->ranges[r].start == span->ranges[r].end
                    ? span->ranges[r].start == offset
                    : span->ranges[r].start <= offset && offset < span->ranges[r].end;
      g_assert_cmpint (g_ptr_array_find (found, span, NULL), ==, here);
      n += here;
    }
  g_assert_cmpuint (n, ==, found->len);
  for (guint i = 1; i < found->len; i++)
    g_assert_cmpuint (covered_length (g_ptr_array_index (found, i - 1)), <=,
                      covered_length (g_ptr_array_index (found, i)));
}

static void
check_all (SchSpanIndex *index, GPtrArray *spans, GRand *rand)
{
  guint offset = g_rand_int_range (rand, 0, TEXT_LENGTH + 2);
  guint n_before = 0;

  g_ptr_array_sort (spans, compare);
  g_assert_cmpuint (sch_span_index_get_n_spans (index), ==, spans->len);
  for (guint i = 0; i < spans->len; i++)
    {
      SchSpan *span = g_ptr_array_index (spans, i);

      g_assert_true (sch_span_index_get (index, i) == span);
      g_assert_cmpuint (sch_span_index_rank (index, span), ==, i);
      n_before += sch_span_get_start (span) < offset;
    }
  g_assert_null (sch_span_index_get (index, spans->len));
  g_assert_cmpuint (sch_span_index_count_before (index, offset), ==, n_before);
  check_query (index, spans, offset, offset);
  check_query (index, spans, offset, MIN (TEXT_LENGTH, offset + 20));
  check_query (index, spans, 0, TEXT_LENGTH);
  check_query (index, spans, TEXT_LENGTH, TEXT_LENGTH);
  check_at (index, spans, offset);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (SchSpanIndex) index = sch_span_index_new ();
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (sch_record_unref);

  check_all (index, spans, rand);
  for (guint i = 0; i < 1500; i++)
    {
      gboolean grow = i < 700 ? g_rand_int_range (rand, 0, 4) != 0
                              : g_rand_int_range (rand, 0, 4) == 0;

      if (grow || spans->len == 0)
        {
          SchSpan *span = random_span (rand, i);

          g_ptr_array_add (spans, span);
          sch_span_index_insert (index, span);
        }
      else
        {
          guint position = g_rand_int_range (rand, 0, spans->len);
          g_autoptr (SchSpan) copy = sch_record_copy (g_ptr_array_index (spans, position));

          /* By its key, not by its address. */
          g_assert_true (sch_span_index_remove (index, copy));
          g_assert_false (sch_span_index_remove (index, copy));
          g_ptr_array_remove_index (spans, position);
        }
      if (i % 7 == 0)
        check_all (index, spans, rand);
    }
  check_all (index, spans, rand);
}

static void
test_sorted (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint n = 0; n < 300; n += 1 + n / 3)
    {
      g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (sch_record_unref);
      g_autoptr (SchSpanIndex) index = NULL;

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (spans, random_span (rand, i));
      g_ptr_array_sort (spans, compare);
      index = sch_span_index_new_sorted ((SchSpan *const *) spans->pdata, spans->len);
      check_all (index, spans, rand);
      for (guint i = 0; i < 20; i++)
        {
          SchSpan *span = random_span (rand, n + i);

          g_ptr_array_add (spans, span);
          sch_span_index_insert (index, span);
        }
      check_all (index, spans, rand);
    }
}

/* One span over the whole document must not make every query visit every span. */
static void
test_large (void)
{
  const guint n_spans = 100000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (sch_record_unref);
  g_autoptr (SchSpanIndex) index = NULL;
  const SchRange all = { 0, 10 * n_spans };
  double seconds;

  g_ptr_array_add (spans, sch_span_new ("all", "claim", &all, 1));
  for (guint i = 1; i < n_spans; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      const SchRange range = { 10 * i, 10 * i + 15 };

      g_ptr_array_add (spans, sch_span_new (id, "person", &range, 1));
    }
  g_test_timer_start ();
  index = sch_span_index_new_sorted ((SchSpan *const *) spans->pdata, spans->len);
  seconds = g_test_timer_elapsed ();
  g_test_minimized_result (seconds, "index of %u spans: %.1f ms", n_spans, 1000 * seconds);
  g_test_timer_start ();
  for (guint i = 0; i < 1000; i++)
    {
      guint start = g_rand_int_range (rand, 100, 10 * n_spans - 2000);
      g_autoptr (GPtrArray) found = sch_span_index_query (index, start, start + 1000);
      SchSpan *span = g_ptr_array_index (spans, start / 10);

      g_assert_cmpuint (found->len, >=, 101);
      g_assert_cmpuint (found->len, <=, 104);
      g_assert_cmpuint (sch_span_index_rank (index, span), ==, start / 10);
      sch_span_index_remove (index, span);
      sch_span_index_insert (index, span);
    }
  seconds = g_test_timer_elapsed ();
  g_test_minimized_result (seconds, "1000 queries of %u spans: %.1f ms", n_spans, 1000 * seconds);
  if (g_test_perf ())
    g_assert_cmpfloat (seconds, <, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/span-index/random", test_random);
  g_test_add_func ("/span-index/sorted", test_sorted);
  g_test_add_func ("/span-index/large", test_large);
  return g_test_run ();
}
