/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of relations are drawn with few nodes, and cover the pixels that they were given. */

#include <gtk/gtk.h>

#include "sch-relation-lines.h"

static const GdkRGBA red = { 1, 0, 0, 1 };
static const GdkRGBA blue = { 0, 0, 1, 1 };

static GskRenderNode *
draw (SchRelationLines *lines)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  sch_relation_lines_draw (lines, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
assert_child (GskRenderNode *node, guint index, const GdkRGBA *color, float x, float y, float width,
              float height)
{
  GskRenderNode *child = gsk_container_node_get_child (node, index);
  graphene_rect_t bounds;

  g_assert_cmpint (gsk_render_node_get_node_type (child), ==, GSK_COLOR_NODE);
  g_assert_true (gdk_rgba_equal (gsk_color_node_get_color (child), color));
  gsk_render_node_get_bounds (child, &bounds);
  g_assert_true (graphene_rect_equal (&bounds, &GRAPHENE_RECT_INIT (x, y, width, height)));
}

static void
test_join (void)
{
  g_autoptr (SchRelationLines) lines = sch_relation_lines_new ();
  g_autoptr (GskRenderNode) node = NULL;

  g_assert_null (draw (lines));
  sch_relation_lines_add (lines, &red, 25, 5.9f, 50, 5.9f);
  sch_relation_lines_add (lines, &red, 12.3f, 20, 12.3f, 5);
  sch_relation_lines_add (lines, &blue, 10, 5, 30, 5);
  sch_relation_lines_add (lines, &red, 30.9f, 5.2f, 10.4f, 5.2f);
  sch_relation_lines_add (lines, &red, 51, 5, 60, 5);
  sch_relation_lines_add (lines, &red, 62, 5, 70, 5);
  sch_relation_lines_add (lines, &red, 10, 6, 70, 6);
  node = draw (lines);
  g_assert_cmpuint (gsk_container_node_get_n_children (node), ==, 5);
  assert_child (node, 0, &red, 10, 5, 51, 1);
  assert_child (node, 1, &red, 62, 5, 9, 1);
  assert_child (node, 2, &red, 10, 6, 61, 1);
  assert_child (node, 3, &red, 12, 5, 1, 16);
  assert_child (node, 4, &blue, 10, 5, 21, 1);
  /* They are forgotten. */
  g_assert_null (draw (lines));
}

/* Above the top of the document, too. */
static void
test_negative (void)
{
  g_autoptr (SchRelationLines) lines = sch_relation_lines_new ();
  g_autoptr (GskRenderNode) node = NULL;
  graphene_rect_t bounds;

  sch_relation_lines_add (lines, &red, -3.5f, -2.5f, 4, -2.5f);
  sch_relation_lines_add (lines, &red, -9, -2.5f, -6, -2.5f);
  node = draw (lines);
  g_assert_cmpuint (gsk_container_node_get_n_children (node), ==, 2);
  assert_child (node, 0, &red, -9, -3, 4, 1);
  assert_child (node, 1, &red, -4, -3, 9, 1);
  gsk_render_node_get_bounds (node, &bounds);
  g_assert_cmpfloat (bounds.size.width, ==, 14);
}

#define N_MANY 3000

static gboolean
is_painted (const guchar *data, int stride, int x, int y)
{
  return *(const guint32 *) (gconstpointer) (data + y * stride + 4 * x) != 0;
}

/* So many that they are one node: every pixel is there, and no other. */
static void
test_many (void)
{
  g_autoptr (SchRelationLines) lines = sch_relation_lines_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 200);
  cairo_t *cr = cairo_create (surface);
  const guchar *data;
  int stride;

  for (int i = 0; i < N_MANY; i++)
    sch_relation_lines_add (lines, i % 2 == 0 ? &red : &blue, 2 * (i % 90), 2 * (i / 90),
                            2 * (i % 90), 2 * (i / 90));
  node = draw (lines);
  g_assert_cmpint (gsk_render_node_get_node_type (node), ==, GSK_CAIRO_NODE);
  gsk_render_node_draw (node, cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < 200; y++)
    for (int x = 0; x < 200; x++)
      g_assert_cmpint (is_painted (data, stride, x, y), ==,
                       x % 2 == 0 && y % 2 == 0 && x < 180 && y / 2 * 90 + x / 2 < N_MANY);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* For the types of nodes; no display is needed. */
  gtk_init_check ();
  g_test_add_func ("/relation-lines/join", test_join);
  g_test_add_func ("/relation-lines/negative", test_negative);
  g_test_add_func ("/relation-lines/many", test_many);
  return g_test_run ();
}
