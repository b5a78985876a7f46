/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the one colour that a scheme gives a label to those that are drawn on a light and on a dark
 * page. Contrast is checked, not hoped for: relative luminance and contrast ratio are those of
 * WCAG 2.1. */

#include "config.h"

#include <math.h>

#include "sch-colors.h"

#define CONTRAST_LINE 3.0
#define CONTRAST_TEXT 4.5
#define MIX_STEP 0.04

static const GdkRGBA white = { 1, 1, 1, 1 };
static const GdkRGBA black = { 0, 0, 0, 1 };
/* The backgrounds of text views in Adwaita. */
static const GdkRGBA page_light = { 1, 1, 1, 1 };
static const GdkRGBA page_dark = { 0.118, 0.118, 0.118, 1 };

static double
linear_of (float channel)
{
  return channel <= 0.04045f ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance_of (const GdkRGBA *color)
{
  return 0.2126 * linear_of (color->red) + 0.7152 * linear_of (color->green) +
         0.0722 * linear_of (color->blue);
}

static GdkRGBA
mix (const GdkRGBA *a, const GdkRGBA *b, double share_of_b)
{
  GdkRGBA mixed = {
    .red = a->red + (b->red - a->red) * share_of_b,
    .green = a->green + (b->green - a->green) * share_of_b,
    .blue = a->blue + (b->blue - a->blue) * share_of_b,
    .alpha = 1,
  };

  return mixed;
}

/* @color, moved towards @towards until it contrasts with @against. */
static GdkRGBA
move_to_contrast (const GdkRGBA *color, const GdkRGBA *towards, const GdkRGBA *against,
                  double contrast)
{
  GdkRGBA moved = *color;

  for (double share = MIX_STEP; sch_colors_get_contrast (&moved, against) < contrast && share < 1.0;
       share += MIX_STEP)
    moved = mix (color, towards, share);
  return moved;
}

/**
 * sch_colors_get_contrast:
 *
 * Returns: (L1 + 0.05) / (L2 + 0.05), L1 being the lighter one's relative luminance (WCAG 2.1)
 */
double
sch_colors_get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double luminance_a = luminance_of (a);
  double luminance_b = luminance_of (b);

  return (MAX (luminance_a, luminance_b) + 0.05) / (MIN (luminance_a, luminance_b) + 0.05);
}

gboolean
sch_colors_is_readable (const GdkRGBA *color, gboolean dark)
{
  return sch_colors_get_contrast (color, dark ? &page_dark : &page_light) >= CONTRAST_LINE;
}

GdkRGBA
sch_colors_get_nearest_readable (const GdkRGBA *color)
{
  for (double share = 0; share < 1.0; share += MIX_STEP / 4)
    {
      GdkRGBA lighter = mix (color, &white, share);
      GdkRGBA darker = mix (color, &black, share);

      if (sch_colors_is_readable (&darker, FALSE) && sch_colors_is_readable (&darker, TRUE))
        return darker;
      if (sch_colors_is_readable (&lighter, FALSE) && sch_colors_is_readable (&lighter, TRUE))
        return lighter;
    }
  return *color;
}

/* Björn Ottosson's Oklab, in which equal distances look equal. */
static void
get_oklab (const GdkRGBA *color, double lab[3])
{
  double red = linear_of (color->red);
  double green = linear_of (color->green);
  double blue = linear_of (color->blue);
  double l = cbrt (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  double m = cbrt (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  double s = cbrt (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);

  lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
  lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

double
sch_colors_get_distance (const GdkRGBA *a, const GdkRGBA *b)
{
  double lab_a[3];
  double lab_b[3];
  double sum = 0;

  get_oklab (a, lab_a);
  get_oklab (b, lab_b);
  for (int i = 0; i < 3; i++)
    sum += (lab_a[i] - lab_b[i]) * (lab_a[i] - lab_b[i]);
  return sqrt (sum);
}

/**
 * sch_colors_get:
 * @color: (nullable): a label's colour, "#rrggbb"; grey where it is none
 * @dark: whether the page is dark
 * @colors: (out): what to draw with
 */
void
sch_colors_get (const char *color, gboolean dark, SchColors *colors)
{
  GdkRGBA base;

  g_return_if_fail (colors != NULL);

  if (color == NULL || !gdk_rgba_parse (&base, color))
    base = (GdkRGBA){ 0.47f, 0.46f, 0.48f, 1 };
  base.alpha = 1;

  if (dark)
    {
      colors->fill = mix (&page_dark, &base, 0.38);
      colors->line = move_to_contrast (&base, &white, &page_dark, CONTRAST_LINE);
      colors->chip = move_to_contrast (&base, &white, &black, 6.0);
      colors->chip_text = (GdkRGBA){ 0, 0, 0, 0.9f };
    }
  else
    {
      colors->fill = mix (&page_light, &base, 0.22);
      colors->line = move_to_contrast (&base, &black, &page_light, CONTRAST_LINE);
      colors->chip = move_to_contrast (&base, &black, &white, CONTRAST_TEXT);
      colors->chip_text = white;
    }
}
