/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The geometry of painted spans: tables of simple cases, and properties of random ones. */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sch-geometry.h"

#define N_ROUNDS 3000
#define FULL SCH_CHIP_FULL
#define LETTER SCH_CHIP_LETTER
#define TICK SCH_CHIP_TICK
#define STEP (SCH_CHIP_TICK_WIDTH + SCH_CHIP_GAP)

/* Levels */

static void
test_level_cases (void)
{
  static const struct
  {
    const char *name;
    guint n;
    SchSpanExtent extents[8]; /* with the expected level */
  } cases[] = {
    { "none", 0, { { 0, 0, 0 } } },
    { "apart", 2, { { 0, 3, 0 }, { 5, 9, 0 } } },
    { "touching", 2, { { 0, 3, 0 }, { 3, 9, 0 } } },
    { "nested, outer first", 3, { { 0, 30, 2 }, { 0, 10, 1 }, { 2, 5, 0 } } },
    { "nested, inner first", 3, { { 2, 5, 0 }, { 0, 10, 1 }, { 0, 30, 2 } } },
    { "equal", 3, { { 4, 8, 0 }, { 4, 8, 1 }, { 4, 8, 2 } } },
    { "crossing", 2, { { 0, 6, 1 }, { 4, 8, 0 } } },
    { "crossing, equally long", 2, { { 3, 7, 1 }, { 0, 4, 0 } } },
    { "two side by side in one", 3, { { 0, 20, 1 }, { 0, 5, 0 }, { 10, 15, 0 } } },
    { "deep and shallow", 4, { { 0, 20, 2 }, { 0, 6, 1 }, { 2, 4, 0 }, { 10, 15, 0 } } },
    { "capped",
      6,
      { { 0, 60, 3 }, { 0, 50, 3 }, { 0, 40, 3 }, { 0, 30, 2 }, { 0, 20, 1 }, { 0, 10, 0 } } },
    { "empty inside", 2, { { 0, 9, 1 }, { 4, 4, 0 } } },
    { "empty at the edges", 3, { { 2, 9, 1 }, { 2, 2, 0 }, { 9, 9, 0 } } },
    { "empty at one place", 2, { { 4, 4, 0 }, { 4, 4, 1 } } },
    { "empty outside", 2, { { 5, 9, 0 }, { 4, 4, 0 } } },
    { "end before start", 2, { { 5, 2, 0 }, { 0, 9, 1 } } },
    { "largest", 2, { { 0, G_MAXUINT, 1 }, { G_MAXUINT - 1, G_MAXUINT, 0 } } },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      SchSpanExtent extents[G_N_ELEMENTS (cases[c].extents)];

      memcpy (extents, cases[c].extents, sizeof extents);
      for (guint i = 0; i < G_N_ELEMENTS (extents); i++)
        extents[i].level = 77;
      g_test_message ("%s", cases[c].name);
      sch_geometry_assign_levels (extents, cases[c].n);
      for (guint i = 0; i < cases[c].n; i++)
        g_assert_cmpuint (extents[i].level, ==, cases[c].extents[i].level);
    }
}

static gboolean
extents_overlap (const SchSpanExtent *a, const SchSpanExtent *b)
{
  if (a->start == a->end || b->start == b->end)
    return a->start <= b->end && b->start <= a->end;
  return a->start < b->end && b->start < a->end;
}

/* Whether @a lies below @b if they overlap. */
static gboolean
comes_before (const SchSpanExtent *extents, guint a, guint b)
{
  guint a_length = extents[a].end - extents[a].start;
  guint b_length = extents[b].end - extents[b].start;

  if (a_length != b_length)
    return a_length < b_length;
  if (extents[a].start != extents[b].start)
    return extents[a].start < extents[b].start;
  return a < b;
}

static void
check_levels (const SchSpanExtent *extents, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint expected = 0;

      for (guint j = 0; j < n; j++)
        if (j != i && extents_overlap (&extents[i], &extents[j]) && comes_before (extents, j, i))
          expected = MAX (expected, MIN (extents[j].level + 1, SCH_MAX_LEVEL - 1));
      g_assert_cmpuint (extents[i].level, ==, expected);
    }
}

static void
test_level_random (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      SchSpanExtent extents[40];
      guint n = g_test_rand_int_range (1, G_N_ELEMENTS (extents) + 1);
      guint size = g_test_rand_int_range (2, 200);

      for (guint i = 0; i < n; i++)
        {
          extents[i].start = g_test_rand_int_range (0, size);
          extents[i].end = extents[i].start + g_test_rand_int_range (0, 1 + size / 3);
        }
      sch_geometry_assign_levels (extents, n);
      check_levels (extents, n);
    }
}

/* Chips */

/* In a row from 0 to 200, all letters 12 wide. Given: a chip's anchor, its direction, the width of its
 * name, after a ! its priority. Expected: its form (Full, Letter, Tick) and its left edge. */
static const struct
{
  const char *name;
  SchChipForm longest;
  const char *chips;
  const char *placed;
} chip_cases[] = {
  { "none", FULL, "", "" },
  { "alone", FULL, "50>40", "F50" },
  { "alone, from the right", FULL, "50<40", "F10" },
  { "exactly before the next", FULL, "0>40 42>40", "F0 F42" },
  { "one pixel short", FULL, "0>40 41>40", "L0 F41" },
  { "no room for the letter", FULL, "0>40 13>40", "T0 F13" },
  { "pushed on", FULL, "50>40 50>40", "T50 F57" },
  { "pushed on, from the right", FULL, "50<40 50<40", "T45 F3" },
  { "three at one anchor, one beyond", FULL, "90>40 50>40 50>40 50>40", "F90 T50 T57 L64" },
  { "back to back", FULL, "60>40 60<40", "F61 F19" },
  { "face to face, both fit", FULL, "50>40 132<40", "F50 F92" },
  { "face to face, the first gets its name", FULL, "131<40 50>40", "F91 L50" },
  { "face to face, two letters", FULL, "50>40 80<40", "L50 L68" },
  { "face to face, no room", FULL, "50>40 54<40", "T46 T53" },
  { "at the end of the row", FULL, "180>40", "L180" },
  { "at the very end of the row", FULL, "198>40", "T195" },
  { "outside of the row", FULL, "310>40 300>40 -9>40", "T195 T188 F0" },
  { "selected at the end of the row", FULL, "198>40!1", "F160" },
  { "pushed back by the end of the row", FULL, "196>40 198>40", "T188 T195" },
  { "a higher priority keeps its name", FULL, "50>40!1 60>40 65>40", "F50 T92 F99" },
  { "also from the right", FULL, "150<40!1 140<40 135<40", "F110 T103 F61" },
  { "the highest priority first", FULL, "100>90!1 105>111!2", "L75 F89" },
  { "a low priority", FULL, "50>40!-1 60>40", "T50 F60" },
  { "letters only", LETTER, "50>40 120<40", "L50 L108" },
  { "ticks only", TICK, "50>40!3 120<40", "T50 T115" },
  { "names as short as letters", FULL, "50>12 64>10", "F50 F64" },
  { "no numbers", FULL, "nan>nan nan<inf!2", "L0 L188" },
};

static guint
parse_chips (const char *text, SchChip *chips)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = 0;

  for (; words[n] != NULL; n++)
    {
      char direction = 0;

      chips[n] = (SchChip){ .row = 3, .letter_width = 12, .form = 77 };
      g_assert_cmpint (sscanf (words[n], "%f%c%f!%d", &chips[n].anchor, &direction,
                               &chips[n].full_width, &chips[n].priority),
                       >=, 3);
      chips[n].rtl = direction == '<';
    }
  return n;
}

static void
test_chip_cases (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (chip_cases); c++)
    {
      SchChip chips[5];
      guint n = parse_chips (chip_cases[c].chips, chips);
      g_autoptr (GString) placed = g_string_new (NULL);

      g_test_message ("%s", chip_cases[c].name);
      sch_geometry_place_chips (chips, n, 0, 200, chip_cases[c].longest);
      for (guint i = 0; i < n; i++)
        g_string_append_printf (placed, "%s%c%g", i > 0 ? " " : "", "FLT"[chips[i].form],
                                chips[i].x);
      g_assert_cmpstr (placed->str, ==, chip_cases[c].placed);
    }
}

static void
test_chip_overfull (void)
{
  SchChip chips[8];

  /* Room for five ticks. */
  for (guint rtl = 0; rtl < 2; rtl++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
        chips[i] = (SchChip){ 0, 120, rtl, 40, 12, i };
      sch_geometry_place_chips (chips, G_N_ELEMENTS (chips), 100, 134, FULL);
      for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
        {
          float offset = MIN (i * STEP, 29);

          g_assert_cmpint (chips[i].form, ==, TICK);
          g_assert_cmpfloat (chips[i].x, ==, rtl ? 129 - offset : 100 + offset);
          g_assert_cmpfloat (chips[i].width, ==, SCH_CHIP_TICK_WIDTH);
        }
    }

  /* A row narrower than a tick, and one turned inside out. */
  sch_geometry_place_chips (chips, 2, 10, 12, FULL);
  g_assert_cmpfloat (chips[0].x, ==, 7);
  sch_geometry_place_chips (chips, 2, 10, 0, FULL);
  g_assert_cmpfloat (chips[0].x, ==, 5);
}

enum
{
  LTR_ONLY = 1 << 0,
  ONE_PRIORITY = 1 << 1,
};

/* All numbers are multiples of an eighth of a pixel, so that sums are exact. */
static void
make_chips (SchChip *chips, guint n, guint n_rows, guint width, guint flags)
{
  for (guint i = 0; i < n; i++)
    {
      SchChip *chip = &chips[i];

      memset (chip, 0x55, sizeof *chip);
      chip->row = g_test_rand_int_range (0, n_rows);
      chip->anchor = g_test_rand_int_range (-16, 8 * width + 16) / 8.0f;
      if (i > 0 && g_test_rand_int_range (0, 4) == 0)
        chip->anchor = chips[i - 1].anchor;
      chip->rtl = (flags & LTR_ONLY) == 0 && g_test_rand_int_range (0, 3) == 0;
      chip->letter_width = g_test_rand_int_range (64, 160) / 8.0f;
      chip->full_width = chip->letter_width + g_test_rand_int_range (0, 600) / 8.0f;
      chip->priority = flags & ONE_PRIORITY ? 0 : g_test_rand_int_range (-1, 3);
    }
}

static int
compare_chips (gconstpointer a, gconstpointer b)
{
  const SchChip *x = *(const SchChip *const *) a;
  const SchChip *y = *(const SchChip *const *) b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return (x->x > y->x) - (x->x < y->x);
}

/* Pointers to the chips of @row from left to right. */
static GPtrArray *
collect_row (SchChip *chips, guint n, guint row)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    if (chips[i].row == row)
      g_ptr_array_add (found, &chips[i]);
  g_ptr_array_sort (found, compare_chips);
  return found;
}

static float
get_form_width (const SchChip *chip, SchChipForm form)
{
  const float widths[] = { chip->full_width, chip->letter_width, SCH_CHIP_TICK_WIDTH };

  return widths[form];
}

static void
test_chip_random (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      SchChip chips[60];
      guint n = g_test_rand_int_range (1, G_N_ELEMENTS (chips) + 1);
      guint n_rows = g_test_rand_int_range (1, 5);
      guint width = g_test_rand_int_range (5, 900);
      SchChipForm longest = g_test_rand_int_range (FULL, TICK + 1);

      make_chips (chips, n, n_rows, width, 0);
      sch_geometry_place_chips (chips, n, 0, width, longest);
      for (guint r = 0; r < n_rows; r++)
        {
          g_autoptr (GPtrArray) row = collect_row (chips, n, r);
          gboolean fits = row->len * STEP - SCH_CHIP_GAP <= width;

          for (guint i = 0; i < row->len; i++)
            {
              const SchChip *chip = g_ptr_array_index (row, i);
              const SchChip *previous = i > 0 ? g_ptr_array_index (row, i - 1) : NULL;

              g_assert_cmpint (chip->form, >=, fits ? longest : TICK);
              g_assert_cmpfloat_with_epsilon (chip->width, get_form_width (chip, chip->form), 0.01);
              g_assert_cmpfloat (chip->x, >=, -0.01);
              g_assert_cmpfloat (chip->x + chip->width, <=, width + 0.01);
              if (fits && previous != NULL)
                g_assert_cmpfloat (chip->x - previous->x - previous->width, >=,
                                   SCH_CHIP_GAP - 0.01);
            }
        }
    }
}

/* Left-to-right chips of one priority against their definition: pushed on as ticks; then the longest
 * form before the next one. */
static void
test_chip_longest (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      SchChip chips[30];
      guint n = g_test_rand_int_range (1, G_N_ELEMENTS (chips) + 1);
      guint width = g_test_rand_int_range (300, 1500);
      g_autoptr (GPtrArray) row = NULL;
      float limit = width;
      gboolean is_pushed_back = TRUE;

      make_chips (chips, n, 1, width, LTR_ONLY | ONE_PRIORITY);
      sch_geometry_place_chips (chips, n, 0, width, FULL);
      row = collect_row (chips, n, 0);
      for (guint i = row->len; i > 0; i--)
        {
          const SchChip *chip = g_ptr_array_index (row, i - 1);
          const SchChip *previous = i > 1 ? g_ptr_array_index (row, i - 2) : NULL;
          float anchor = CLAMP (chip->anchor, 0, width);

          if (previous != NULL)
            g_assert_cmpfloat (previous->anchor, <=, chip->anchor);
          for (SchChipForm longer = FULL; longer < chip->form; longer++)
            g_assert_cmpfloat (chip->x + get_form_width (chip, longer), >, limit);
          /* Left of its anchor only in a pile of ticks at the end of the row. */
          is_pushed_back = is_pushed_back && chip->x + SCH_CHIP_TICK_WIDTH == limit;
          if (!is_pushed_back)
            g_assert_cmpfloat (chip->x, >=, anchor);
          /* Right of it only behind a tick. */
          if (chip->x > anchor)
            {
              g_assert_nonnull (previous);
              g_assert_cmpfloat (chip->x, ==, previous->x + STEP);
              g_assert_cmpint (previous->form, ==, TICK);
            }
          limit = chip->x - SCH_CHIP_GAP;
        }
    }
}

static void
test_chip_priority (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      SchChip chips[30];
      guint n = g_test_rand_int_range (1, G_N_ELEMENTS (chips) + 1);
      guint width = g_test_rand_int_range (50, 400);
      guint best = g_test_rand_int_range (0, n);
      float room = width - (n - 1) * STEP;

      make_chips (chips, n, 1, width, ONE_PRIORITY);
      chips[best].priority = 1;
      sch_geometry_place_chips (chips, n, 0, width, FULL);
      g_assert_true ((chips[best].form == FULL) == (chips[best].full_width <= room));
      g_assert_true ((chips[best].form <= LETTER) == (chips[best].letter_width <= room));
    }
}

static void
test_chip_mirror (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      SchChip chips[60];
      SchChip mirrored[60];
      guint n = g_test_rand_int_range (1, G_N_ELEMENTS (chips) + 1);
      guint width = g_test_rand_int_range (5, 900);

      make_chips (chips, n, 3, width, 0);
      memcpy (mirrored, chips, sizeof chips);
      for (guint i = 0; i < n; i++)
        {
          mirrored[i].anchor = -chips[i].anchor;
          mirrored[i].rtl = !chips[i].rtl;
        }
      sch_geometry_place_chips (chips, n, 0, width, FULL);
      sch_geometry_place_chips (mirrored, n, -(float) width, 0, FULL);
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpint (chips[i].form, ==, mirrored[i].form);
          g_assert_cmpfloat_with_epsilon (chips[i].x + chips[i].width, -mirrored[i].x, 0.01);
        }
    }
}

/* The same chips give the same places: again, on top of an earlier result, and in another order. */
static void
test_chip_order (void)
{
  for (guint round = 0; round < N_ROUNDS / 4; round++)
    {
      SchChip chips[40];
      SchChip again[40];
      guint order[40];
      guint n = g_test_rand_int_range (1, G_N_ELEMENTS (chips) + 1);

      make_chips (chips, n, 2, 500, LTR_ONLY);
      /* No two at one anchor, for those keep the order of the array. */
      for (guint i = 0; i < n; i++)
        {
          guint j = g_test_rand_int_range (0, i + 1);

          chips[i].anchor = 10.125f * i;
          order[i] = order[j];
          order[j] = i;
        }
      sch_geometry_place_chips (chips, n, 0, 500, FULL);
      memcpy (again, chips, sizeof chips);
      sch_geometry_place_chips (again, n, 0, 500, FULL);
      g_assert_cmpmem (again, n * sizeof *again, chips, n * sizeof *chips);
      for (guint i = 0; i < n; i++)
        {
          again[i] = chips[order[i]];
          again[i].priority = chips[order[i]].priority = 0;
        }
      sch_geometry_place_chips (chips, n, 0, 500, FULL);
      sch_geometry_place_chips (again, n, 0, 500, FULL);
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpint (again[i].form, ==, chips[order[i]].form);
          g_assert_cmpfloat (again[i].x, ==, chips[order[i]].x);
        }
    }
}

/* Hits */

static void
check_hit (const SchPiece *pieces, guint n, float x, float y, float slack, const char *expected)
{
  g_autoptr (GArray) spans = sch_geometry_hit (pieces, n, x, y, slack);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    g_string_append_printf (found, "%s%u", i > 0 ? " " : "", g_array_index (spans, guint, i));
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_hit (void)
{
  /* A long span over two rows; in it one of two touching pieces, one without width, two equal ones. */
  static const SchPiece pieces[] = {
    { { 10, 0, 90, 20 }, 0, 60, 0, 3 }, { { 0, 20, 50, 20 }, 0, 60, 1, 3 },
    { { 20, 0, 10, 20 }, 4, 12, 0, 1 }, { { 30, 0, 10, 20 }, 4, 12, 0, 1 },
    { { 60, 0, 0, 20 }, 7, 0, 0, 0 },   { { 70, 0, 20, 20 }, 3, 5, 0, 1 },
    { { 70, 0, 20, 20 }, 2, 5, 0, 0 },  { { 90, 0, 8, 20 }, 9, 5, 0, 0 },
  };
  const guint n = G_N_ELEMENTS (pieces);

  check_hit (NULL, 0, 0, 0, 3, "");
  check_hit (pieces, n, 15, 10, 0, "0");
  check_hit (pieces, n, 10, 0, 0, "0");
  check_hit (pieces, n, 9, 0, 0, "");
  check_hit (pieces, n, 99, 19, 0, "0");
  check_hit (pieces, n, 100, 10, 0, "");
  check_hit (pieces, n, 100, 10, 2, "9 0");
  check_hit (pieces, n, 30, 10, 0, "4 0");
  check_hit (pieces, n, 30, 10, 3, "4 0");
  check_hit (pieces, n, 18, 10, 3, "4 0");
  check_hit (pieces, n, 60, 10, 0, "0");
  check_hit (pieces, n, 60, 10, 3, "7 0");
  check_hit (pieces, n, 57, 10, 3, "7 0");
  check_hit (pieces, n, 56, 10, 3, "0");
  check_hit (pieces, n, 80, 10, 0, "2 3 0");
  check_hit (pieces, n, 89, 10, 3, "2 3 9 0");
  check_hit (pieces, n, 91, 10, 3, "9 2 3 0");
  check_hit (pieces, n, 20, 20, 0, "0");
  check_hit (pieces, n, 20, 40, 9, "");
}

static void
test_hit_random (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      SchPiece pieces[40] = { 0 };
      guint lengths[12];
      guint n = g_test_rand_int_range (0, G_N_ELEMENTS (pieces) + 1);
      float x = g_test_rand_int_range (0, 100);
      float y = g_test_rand_int_range (0, 60);
      float slack = g_test_rand_int_range (0, 5);
      g_autoptr (GArray) spans = NULL;
      guint n_hit = 0;

      for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
        lengths[i] = g_test_rand_int_range (0, 8);
      for (guint i = 0; i < n; i++)
        {
          pieces[i].span = g_test_rand_int_range (0, G_N_ELEMENTS (lengths));
          pieces[i].length = lengths[pieces[i].span];
          pieces[i].rect = (SchRect){ g_test_rand_int_range (0, 90),
                                      g_test_rand_int_range (0, 3) * 20,
                                      g_test_rand_int_range (1, 40), 20 };
        }
      spans = sch_geometry_hit (pieces, n, x, y, slack);
      for (guint span = 0; span < G_N_ELEMENTS (lengths); span++)
        {
          gboolean is_hit = FALSE;
          guint count = 0;

          for (guint i = 0; i < n; i++)
            {
              SchRect rect = pieces[i].rect;

              is_hit = is_hit ||
                       (pieces[i].span == span && y >= rect.y && y < rect.y + rect.height &&
                        (sch_rect_contains (&rect, x, y) ||
                         (slack > 0 && x >= rect.x - slack && x <= rect.x + rect.width + slack)));
            }
          for (guint i = 0; i < spans->len; i++)
            count += g_array_index (spans, guint, i) == span;
          g_assert_cmpuint (count, ==, is_hit ? 1 : 0);
          n_hit += is_hit;
        }
      g_assert_cmpuint (spans->len, ==, n_hit);
      for (guint i = 1; i < spans->len; i++)
        g_assert_cmpuint (lengths[g_array_index (spans, guint, i - 1)], <=,
                          lengths[g_array_index (spans, guint, i)]);
    }
}

/* Brackets and rectangles */

static void
test_brackets (void)
{
  static const struct
  {
    guint n;
    SchBracket brackets[6]; /* with the expected lane */
  } cases[] = {
    { 0, { { 0, 0, 0 } } },
    { 2, { { 0, 20, 0 }, { 20, 60, 0 } } },
    { 2, { { 0, 60, 1 }, { 20, 40, 0 } } },
    { 2, { { 0, 40, 0 }, { 0, 40, 1 } } },
    { 3, { { 0, 40, 1 }, { 20.5, 50, 0 }, { -10, 100, 2 } } },
    { 6, { { 0, 10, 0 }, { 0, 20, 1 }, { 0, 30, 2 }, { 0, 40, 3 }, { 0, 50, 3 }, { 0, 60, 3 } } },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      SchBracket brackets[6];

      memcpy (brackets, cases[c].brackets, sizeof brackets);
      for (guint i = 0; i < cases[c].n; i++)
        brackets[i].lane = 77;
      sch_geometry_assign_brackets (brackets, cases[c].n);
      for (guint i = 0; i < cases[c].n; i++)
        g_assert_cmpuint (brackets[i].lane, ==, cases[c].brackets[i].lane);
    }
}

static void
test_bracket_random (void)
{
  for (guint round = 0; round < N_ROUNDS / 4; round++)
    {
      SchBracket brackets[30];

      for (guint i = 0; i < G_N_ELEMENTS (brackets); i++)
        {
          brackets[i].y0 = g_test_rand_int_range (-20, 100) * 17.3f;
          brackets[i].y1 = brackets[i].y0 + g_test_rand_int_range (1, 40) * 17.3f;
        }
      sch_geometry_assign_brackets (brackets, G_N_ELEMENTS (brackets));
      for (guint i = 0; i < G_N_ELEMENTS (brackets); i++)
        for (guint j = 0; j < i; j++)
          {
            const SchBracket *a = &brackets[i];
            const SchBracket *b = &brackets[j];

            if (a->y0 >= b->y1 || b->y0 >= a->y1)
              continue;
            if (a->lane == b->lane)
              g_assert_cmpuint (a->lane, ==, SCH_MAX_LEVEL - 1);
            else if (fabsf (a->y1 - a->y0 - b->y1 + b->y0) > 1)
              g_assert_true ((a->lane > b->lane) == (a->y1 - a->y0 > b->y1 - b->y0));
          }
    }
}

static void
test_rects (void)
{
  const SchRect a = { 10, 10, 20, 10 };
  static const struct
  {
    SchRect rect;
    gboolean overlaps;
  } cases[] = {
    { { 10, 10, 20, 10 }, TRUE },  { { 15, 12, 2, 2 }, TRUE },     { { 0, 0, 100, 100 }, TRUE },
    { { 30, 10, 5, 10 }, FALSE },  { { 29.5, 19.5, 5, 5 }, TRUE }, { { 0, 10, 10, 10 }, FALSE },
    { { 10, 20, 20, 10 }, FALSE }, { { 15, 12, 0, 5 }, FALSE },    { { 15, 12, 5, 0 }, FALSE },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_assert_true (sch_rects_overlap (&a, &cases[c].rect) == cases[c].overlaps);
      g_assert_true (sch_rects_overlap (&cases[c].rect, &a) == cases[c].overlaps);
    }
  g_assert_true (sch_rect_contains (&a, 10, 10));
  g_assert_true (sch_rect_contains (&a, 29.5f, 19.5f));
  g_assert_false (sch_rect_contains (&a, 30, 15));
  g_assert_false (sch_rect_contains (&a, 15, 20));
  g_assert_false (sch_rect_contains (&a, 9.5f, 15));
}

/* Speed */

/* The shortest of several runs, in microseconds. */
static double
measure (guint n, guint n_rows, guint width, guint n_runs, guint flags)
{
  g_autofree SchSpanExtent *extents = g_new (SchSpanExtent, n);
  g_autofree SchChip *chips = g_new (SchChip, n);
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < n; i++)
    {
      extents[i].start = g_test_rand_int_range (0, 15 * n);
      extents[i].end = extents[i].start + (i % 5 == 0 ? g_test_rand_int_range (0, 15 * n)
                                                      : g_test_rand_int_range (1, 20));
    }
  make_chips (chips, n, n_rows, width, flags);
  chips[n / 2].priority = 2;
  for (guint run = 0; run < n_runs; run++)
    {
      gint64 begin = g_get_monotonic_time ();

      sch_geometry_assign_levels (extents, n);
      sch_geometry_place_chips (chips, n, 0, width, SCH_CHIP_FULL);
      best = MIN (best, g_get_monotonic_time () - begin);
    }
  return best;
}

static void
test_speed (void)
{
  double screen = measure (200, 30, 900, 200, ONE_PRIORITY);
  double paragraph = measure (10000, 1500, 900, 5, ONE_PRIORITY);
  double line = measure (10000, 1, 150000, 5, 0);
  double pile = measure (10000, 1, 900, 5, 0);

  g_test_minimized_result (screen, "levels and chips of 200 spans: %.0f us", screen);
  g_test_minimized_result (paragraph, "10,000 spans in 1,500 rows: %.0f us", paragraph);
  g_test_minimized_result (line, "10,000 spans in one long row: %.0f us", line);
  g_test_minimized_result (pile, "10,000 spans in one short row: %.0f us", pile);
  /* Far above what is measured, far below what anything quadratic would take. */
  g_assert_cmpfloat (screen, <, 5000);
  g_assert_cmpfloat (paragraph, <, 500000);
  g_assert_cmpfloat (line, <, 500000);
  g_assert_cmpfloat (pile, <, 500000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/levels/cases", test_level_cases);
  g_test_add_func ("/geometry/levels/random", test_level_random);
  g_test_add_func ("/geometry/chips/cases", test_chip_cases);
  g_test_add_func ("/geometry/chips/overfull", test_chip_overfull);
  g_test_add_func ("/geometry/chips/random", test_chip_random);
  g_test_add_func ("/geometry/chips/longest", test_chip_longest);
  g_test_add_func ("/geometry/chips/priority", test_chip_priority);
  g_test_add_func ("/geometry/chips/mirror", test_chip_mirror);
  g_test_add_func ("/geometry/chips/order", test_chip_order);
  g_test_add_func ("/geometry/hit/cases", test_hit);
  g_test_add_func ("/geometry/hit/random", test_hit_random);
  g_test_add_func ("/geometry/brackets/cases", test_brackets);
  g_test_add_func ("/geometry/brackets/random", test_bracket_random);
  g_test_add_func ("/geometry/rects", test_rects);
  g_test_add_func ("/geometry/speed", test_speed);
  return g_test_run ();
}
