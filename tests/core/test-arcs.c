/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways of relation lines: never through text or chips, in channels and gutter only. */

#include "sch-arcs.h"

#define N_ROWS 20u
#define ROW_HEIGHT 60.0f
#define CHIP_HEIGHT 14.0f

static const SchArcPage page = { 100, 700, 712, 60, FALSE, 0, N_ROWS *ROW_HEIGHT, 14 };

/* Row i: channel of @channel pixels, chip lane, text of 20 pixels. */
static void
make_rows (SchArcRow *rows, float channel)
{
  for (guint i = 0; i < N_ROWS; i++)
    {
      float top = i * ROW_HEIGHT;

      rows[i] = (SchArcRow){ top, top + channel, top + channel, top + channel + CHIP_HEIGHT };
    }
}

static SchArcEnd
make_end (const SchArcRow *rows, const SchArcTaken *chip)
{
  return (SchArcEnd){ SCH_ARC_HERE, chip->row, chip->x0, chip->x1, rows[chip->row].lane_top };
}

static void
check_arc (const SchArc *arc, const SchArcRow *rows)
{
  g_assert_cmpuint (arc->n_points, >=, 2);
  for (guint k = 1; k < arc->n_points; k++)
    {
      SchArcPoint a = arc->points[k - 1];
      SchArcPoint b = arc->points[k];
      gboolean level = a.y == b.y;

      g_assert_true (level || a.x == b.x);
      if (level)
        {
          /* In the channel of one of the ends' rows. */
          guint row = (guint) (a.y / ROW_HEIGHT);

          g_assert_cmpfloat (a.y, >=, rows[row].channel_top);
          g_assert_cmpfloat (a.y, <, rows[row].channel_bottom);
        }
      else if (a.x < page.gutter)
        {
          /* From the top edge of a chip into the channel above it: touches nothing else. */
          const SchArcEnd *end = k == 1 ? &arc->from : &arc->to;

          g_assert_cmpfloat (MAX (a.y, b.y), ==, end->y);
          g_assert_cmpfloat (a.x, >=, end->x0);
          g_assert_cmpfloat (a.x, <=, end->x1);
          g_assert_cmpfloat (MIN (a.y, b.y), >=, rows[end->row].channel_top);
        }
      else
        {
          g_assert_cmpfloat (a.x, <=, page.gutter + page.gutter_width);
        }
    }
}

static void
check_names (const SchArc *arcs, guint n, const SchArcTaken *chips, guint n_chips,
             const SchArcRow *rows)
{
  for (guint i = 0; i < n; i++)
    {
      if (arcs[i].name.width == 0)
        continue;
      g_assert_cmpfloat (arcs[i].name.x, >=, page.left);
      g_assert_cmpfloat (arcs[i].name.x + arcs[i].name.width, <=, page.right);
      for (guint k = 0; k < n_chips; k++)
        {
          SchRect chip = { chips[k].x0, rows[chips[k].row].lane_top, chips[k].x1 - chips[k].x0,
                           CHIP_HEIGHT };

          g_assert_false (sch_rects_overlap (&chip, &arcs[i].name));
        }
      for (guint k = 0; k < i; k++)
        if (arcs[k].name.width > 0)
          g_assert_false (sch_rects_overlap (&arcs[k].name, &arcs[i].name));
    }
}

static void
test_many (void)
{
  SchArcRow rows[N_ROWS];
  SchArcTaken chips[80];
  SchArc arcs[50] = { 0 };

  make_rows (rows, 20);
  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    {
      float x = 100 + 150 * (i % 4) + (float) g_test_rand_double_range (0, 60);

      chips[i] = (SchArcTaken){ i / 4, x, x + 50 };
    }
  for (guint i = 0; i < G_N_ELEMENTS (arcs); i++)
    {
      guint a = (guint) g_test_rand_int_range (0, 80);
      guint b = (guint) g_test_rand_int_range (0, 79);

      arcs[i].from = make_end (rows, &chips[a]);
      arcs[i].to = make_end (rows, &chips[b < a ? b : b + 1]);
      arcs[i].name_width = 60;
    }
  sch_arcs_route (arcs, G_N_ELEMENTS (arcs), rows, N_ROWS, chips, G_N_ELEMENTS (chips), &page);
  for (guint i = 0; i < G_N_ELEMENTS (arcs); i++)
    check_arc (&arcs[i], rows);
  check_names (arcs, G_N_ELEMENTS (arcs), chips, G_N_ELEMENTS (chips), rows);
}

static void
test_lanes (void)
{
  SchArcRow rows[N_ROWS];
  const SchArcTaken chips[] = { { 2, 110, 150 }, { 2, 300, 340 }, { 2, 500, 540 } };
  SchArc arcs[3] = { 0 };

  /* Three lines over each other in one channel lie in three lanes, the longest outermost. */
  make_rows (rows, 20);
  arcs[0].from = make_end (rows, &chips[0]);
  arcs[0].to = make_end (rows, &chips[2]);
  arcs[1].from = make_end (rows, &chips[0]);
  arcs[1].to = make_end (rows, &chips[1]);
  arcs[2].from = make_end (rows, &chips[1]);
  arcs[2].to = make_end (rows, &chips[2]);
  sch_arcs_route (arcs, 3, rows, N_ROWS, chips, 3, &page);
  g_assert_cmpfloat (arcs[0].points[1].y, <, arcs[1].points[1].y);
  g_assert_cmpfloat (arcs[0].points[1].y, <, arcs[2].points[1].y);
  /* Two at one chip leave it side by side. */
  g_assert_cmpfloat (arcs[1].points[0].x, <, arcs[0].points[0].x);
}

static void
test_far (void)
{
  SchArcRow rows[N_ROWS];
  const SchArcTaken chips[] = { { 3, 110, 150 } };
  SchArc arcs[2] = { 0 };

  make_rows (rows, 6);
  arcs[0].from = make_end (rows, &chips[0]);
  arcs[0].to.place = SCH_ARC_BELOW;
  arcs[0].far_width = 80;
  arcs[1].from.place = SCH_ARC_ABOVE;
  arcs[1].to = make_end (rows, &chips[0]);
  arcs[1].far_width = 80;
  sch_arcs_route (arcs, 2, rows, N_ROWS, chips, 1, &page);
  g_assert_cmpfloat (arcs[0].points[arcs[0].n_points - 1].y, ==, page.bottom);
  g_assert_cmpfloat (arcs[0].far.y + arcs[0].far.height, <=, page.bottom);
  g_assert_cmpfloat (arcs[1].points[0].y, ==, page.top);
  g_assert_cmpfloat (arcs[1].far.y, >=, page.top);
  g_assert_cmpfloat (arcs[1].far.x + arcs[1].far.width, <=, page.gutter);
  g_assert_cmpint (sch_arcs_hit (arcs, 2, arcs[0].far.x + 5, arcs[0].far.y + 5, 2), ==, 0);
  g_assert_cmpint (sch_arcs_hit (arcs, 2, arcs[1].points[2].x, arcs[1].points[2].y, 2), >=, 0);
  g_assert_cmpint (sch_arcs_hit (arcs, 2, 400, page.bottom / 2, 2), ==, -1);
}

/* Names of ends out of sight stand in lanes, beside chips and each other, inside the column; where the lanes at the edge
 * are full they are left out. */
static void
test_far_in_lanes (void)
{
  SchArcRow rows[N_ROWS];
  SchArcTaken chips[N_ROWS];
  SchArc arcs[40] = { 0 };
  guint n_named = 0;

  make_rows (rows, 6);
  for (guint i = 0; i < N_ROWS; i++)
    chips[i] = (SchArcTaken){ i, 620, 670 };
  for (guint i = 0; i < G_N_ELEMENTS (arcs); i++)
    {
      arcs[i].from = make_end (rows, &chips[i % N_ROWS]);
      arcs[i].to.place = i % 2 == 0 ? SCH_ARC_ABOVE : SCH_ARC_BELOW;
      arcs[i].name_width = 60;
      arcs[i].far_width = 120;
    }
  sch_arcs_route (arcs, G_N_ELEMENTS (arcs), rows, N_ROWS, chips, G_N_ELEMENTS (chips), &page);
  check_names (arcs, G_N_ELEMENTS (arcs), chips, G_N_ELEMENTS (chips), rows);
  for (guint i = 0; i < G_N_ELEMENTS (arcs); i++)
    {
      const SchRect *far = &arcs[i].far;
      guint row = (guint) (far->y / ROW_HEIGHT);

      if (far->width == 0)
        continue;
      n_named++;
      g_assert_cmpfloat (far->y, ==, rows[row].lane_bottom - page.height);
      g_assert_true (i % 2 == 0 ? row < 4 : row >= N_ROWS - 4);
      g_assert_cmpfloat (far->x, >=, page.left);
      g_assert_cmpfloat (far->x + far->width, <=, page.right);
      g_assert_true (far->x + far->width <= chips[row].x0 || far->x >= chips[row].x1);
      for (guint k = 0; k < G_N_ELEMENTS (arcs); k++)
        {
          g_assert_false (arcs[k].name.width > 0 && sch_rects_overlap (&arcs[k].name, far));
          g_assert_false (k < i && arcs[k].far.width > 0 && sch_rects_overlap (&arcs[k].far, far));
        }
    }
  g_assert_cmpuint (n_named, >=, 16);
  g_assert_cmpuint (n_named, <, G_N_ELEMENTS (arcs));
}

static void
test_full_lane_has_no_name (void)
{
  SchArcRow rows[N_ROWS];
  const SchArcTaken chips[] = { { 0, 100, 390 }, { 0, 395, 700 } };
  SchArc arc = { 0 };

  make_rows (rows, 6);
  arc.from = make_end (rows, &chips[0]);
  arc.to = make_end (rows, &chips[1]);
  arc.name_width = 40;
  sch_arcs_route (&arc, 1, rows, N_ROWS, chips, 2, &page);
  g_assert_cmpfloat (arc.name.width, ==, 0);
  check_arc (&arc, rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arcs/many", test_many);
  g_test_add_func ("/arcs/lanes", test_lanes);
  g_test_add_func ("/arcs/far", test_far);
  g_test_add_func ("/arcs/far-in-lanes", test_far_in_lanes);
  g_test_add_func ("/arcs/full-lane", test_full_lane_has_no_name);
  return g_test_run ();
}
