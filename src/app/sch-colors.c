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
