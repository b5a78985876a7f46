/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of the strip: adding and taking away in any order leaves what a new count would find. */

#include "sch-strip-marks.h"

#define N_CHARS 5000u
#define N_COLORS 5u

static void
test_buckets (void)
{
  static const guint lengths[] = { 0, 1, 7, 1023, 1024, 1025, 999999, G_MAXUINT };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (SchStripMarks) marks = sch_strip_marks_new (lengths[i], 1);

      g_assert_cmpuint (sch_strip_marks_bucket_of (marks, 0), ==, 0);
      g_assert_cmpuint (sch_strip_marks_bucket_of (marks, lengths[i]), ==,
                        lengths[i] > 0 ? SCH_STRIP_BUCKETS - 1 : 0);
      g_assert_cmpuint (sch_strip_marks_bucket_of (marks, G_MAXUINT), <, SCH_STRIP_BUCKETS);
      for (guint bucket = 0; lengths[i] >= SCH_STRIP_BUCKETS && bucket < SCH_STRIP_BUCKETS;
           bucket++)
        {
          guint first = sch_strip_marks_char_of (marks, bucket);

          g_assert_cmpuint (sch_strip_marks_bucket_of (marks, first), ==, bucket);
          if (first > 0)
            g_assert_cmpuint (sch_strip_marks_bucket_of (marks, first - 1), <, bucket);
        }
    }
}

static void
test_changes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (SchStripMarks) marks = sch_strip_marks_new (N_CHARS, N_COLORS);
  guint ranges[400][3];
  guint color;

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      ranges[i][0] = g_rand_int_range (rand, 0, N_COLORS);
      ranges[i][1] = g_rand_int_range (rand, 0, N_CHARS);
      ranges[i][2] = MIN (N_CHARS, ranges[i][1] + g_rand_int_range (rand, 0, 300));
      sch_strip_marks_add_range (marks, ranges[i][0], ranges[i][1], ranges[i][2], 1);
      sch_strip_marks_add (marks, SCH_STRIP_DOUBT, ranges[i][1], 1);
    }
  g_assert_cmpuint (sch_strip_marks_count (marks, SCH_STRIP_DOUBT, 0, SCH_STRIP_BUCKETS), ==, 400);
  for (guint i = 1; i < G_N_ELEMENTS (ranges); i++)
    {
      sch_strip_marks_add_range (marks, ranges[i][0], ranges[i][1], ranges[i][2], -1);
      sch_strip_marks_add (marks, SCH_STRIP_DOUBT, ranges[i][1], -1);
    }
  /* The first is left, and nothing else. */
  g_assert_true (sch_strip_marks_find_color (marks, 0, N_COLORS, 0, SCH_STRIP_BUCKETS, &color));
  g_assert_cmpuint (color, ==, ranges[0][0]);
  for (guint i = 0; i < N_COLORS; i++)
    g_assert_cmpuint (sch_strip_marks_count_color (marks, i, 0, SCH_STRIP_BUCKETS), ==,
                      i == color ? 1 : 0);
  g_assert_cmpuint (sch_strip_marks_count (marks, SCH_STRIP_DOUBT, 0, SCH_STRIP_BUCKETS), ==, 1);
  g_assert_false (sch_strip_marks_find_color (marks, 0, color, 0, SCH_STRIP_BUCKETS, &color));
}

static void
test_most_frequent (void)
{
  g_autoptr (SchStripMarks) marks = sch_strip_marks_new (SCH_STRIP_BUCKETS, N_COLORS);
  guint color;

  sch_strip_marks_add_range (marks, 1, 10, 20, 1);
  sch_strip_marks_add_range (marks, 3, 12, 14, 1);
  sch_strip_marks_add_range (marks, 3, 12, 14, 1);
  g_assert_true (sch_strip_marks_find_color (marks, 0, N_COLORS, 10, 11, &color));
  g_assert_cmpuint (color, ==, 1);
  g_assert_true (sch_strip_marks_find_color (marks, 0, N_COLORS, 13, 14, &color));
  g_assert_cmpuint (color, ==, 3);
  g_assert_false (sch_strip_marks_find_color (marks, 0, N_COLORS, 20, 30, &color));
  /* Nothing long is still somewhere. */
  sch_strip_marks_add_range (marks, 0, 500, 500, 1);
  g_assert_cmpuint (sch_strip_marks_count_color (marks, 0, 500, 501), ==, 1);
  sch_strip_marks_add (marks, SCH_STRIP_HIT, 7, 1);
  sch_strip_marks_clear_lane (marks, SCH_STRIP_HIT);
  g_assert_cmpuint (sch_strip_marks_count (marks, SCH_STRIP_HIT, 0, SCH_STRIP_BUCKETS), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strip-marks/buckets", test_buckets);
  g_test_add_func ("/strip-marks/changes", test_changes);
  g_test_add_func ("/strip-marks/most-frequent", test_most_frequent);
  return g_test_run ();
}
