/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of the bundled schemes as they are drawn, on light and dark pages: text can be read, and
 * no two labels of a scheme look the same. */

#include "config.h"

#include <math.h>

#include "sch-colors.h"
#include "sch-scheme-catalog.h"

/* Of two chips, in the space of oklab(), where a step of 0.02 is just seen. */
#define MIN_DISTANCE 0.033

typedef struct
{
  double l, a, b;
} Oklab;

static double
to_linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* Björn Ottosson's matrices. */
static Oklab
to_oklab (const GdkRGBA *color)
{
  double r = to_linear (color->red), g = to_linear (color->green), b = to_linear (color->blue);
  double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  Oklab lab = {
    0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
  };

  return lab;
}

static double
get_distance (const GdkRGBA *one, const GdkRGBA *two)
{
  Oklab a = to_oklab (one);
  Oklab b = to_oklab (two);

  return sqrt ((a.l - b.l) * (a.l - b.l) + (a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b));
}

static void
check_label (const SchLabel *label, gboolean dark)
{
  const GdkRGBA page = dark ? (GdkRGBA){ 0.118f, 0.118f, 0.118f, 1 } : (GdkRGBA){ 1, 1, 1, 1 };
  const GdkRGBA text = dark ? (GdkRGBA){ 1, 1, 1, 1 } : (GdkRGBA){ 0, 0, 0, 1 };
  SchColors colors;
  GdkRGBA chip_text;

  sch_colors_get (label->color, dark, &colors);
  chip_text = colors.chip_text;
  chip_text.alpha = 1;
  g_assert_cmpfloat (sch_colors_get_contrast (&colors.chip, &chip_text), >=, 4.5);
  g_assert_cmpfloat (sch_colors_get_contrast (&colors.line, &page), >=, 3.0);
  g_assert_cmpfloat (sch_colors_get_contrast (&colors.fill, &text), >=, 4.5);
}

static void
check_scheme (SchScheme *scheme, gboolean dark)
{
  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      SchColors colors;

      check_label (label, dark);
      sch_colors_get (label->color, dark, &colors);
      for (guint j = 0; j < i; j++)
        {
          const SchLabel *other = sch_scheme_get_label_at (scheme, j);
          SchColors others;

          sch_colors_get (other->color, dark, &others);
          g_test_message ("%s, %s", label->id, other->id);
          g_assert_cmpfloat (get_distance (&colors.chip, &others.chip), >=, MIN_DISTANCE);
        }
    }
}

static void
test_bundled (gconstpointer dark)
{
  g_autofree char *data = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", NULL);
  g_autoptr (SchSchemeCatalog) catalog = sch_scheme_catalog_new (data, NULL);
  GPtrArray *entries = sch_scheme_catalog_get_entries (catalog);

  g_assert_cmpuint (entries->len, >, 0);
  for (guint i = 0; i < entries->len; i++)
    {
      const SchSchemeEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (SchScheme) scheme = sch_scheme_catalog_load (catalog, entry->id, &error);

      g_assert_no_error (error);
      g_test_message ("%s", entry->id);
      check_scheme (scheme, GPOINTER_TO_INT (dark));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/scheme-colors/light", GINT_TO_POINTER (FALSE), test_bundled);
  g_test_add_data_func ("/scheme-colors/dark", GINT_TO_POINTER (TRUE), test_bundled);
  return g_test_run ();
}
