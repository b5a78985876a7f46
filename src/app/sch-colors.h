/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * SchColors:
 * @fill: behind text: so light (dark) that the text colour keeps its contrast
 * @line: borders, brackets, underlines: at least 3:1 against the page
 * @chip: background of a chip
 * @chip_text: text on a chip: at least 4.5:1 against @chip
 *
 * What a label's colour becomes on a light or dark page.
 */
typedef struct
{
  GdkRGBA fill;
  GdkRGBA line;
  GdkRGBA chip;
  GdkRGBA chip_text;
} SchColors;

/* Whether borders and chips can have the colour as it is, without being moved to the page's contrast. */
gboolean sch_colors_is_readable (const GdkRGBA *color, gboolean dark);
/* The nearest colour that is readable on both pages: lighter or darker, the hue as it is. */
GdkRGBA sch_colors_get_nearest_readable (const GdkRGBA *color);
/* How far apart two colours look: 0 = the same, 1 = black and white (a distance in Oklab). */
double sch_colors_get_distance (const GdkRGBA *a, const GdkRGBA *b);

void sch_colors_get (const char *color, gboolean dark, SchColors *colors);
/* Contrast of two opaque colours, 1 to 21 (WCAG 2.1). */
double sch_colors_get_contrast (const GdkRGBA *a, const GdkRGBA *b);

G_END_DECLS
