/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base direction of a paragraph. */

#include "config.h"

#include "sch-direction.h"

#include <unicode/uchar.h>

/**
 * sch_direction_find:
 * @utf8: valid UTF-8
 *
 * Returns: the direction of the first strong character (rules P2 and P3 of the Unicode Bidirectional
 *   Algorithm, UAX #9, without isolates), %SCH_DIRECTION_NEUTRAL where there is none
 */
SchDirection
sch_direction_find (const char *utf8, gsize byte_len)
{
  const char *end = utf8 + byte_len;

  for (const char *p = utf8; p < end; p = g_utf8_next_char (p))
    switch (u_charDirection ((UChar32) g_utf8_get_char (p)))
      {
      case U_LEFT_TO_RIGHT:
        return SCH_DIRECTION_LTR;
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
        return SCH_DIRECTION_RTL;
      default:
        break;
      }
  return SCH_DIRECTION_NEUTRAL;
}
