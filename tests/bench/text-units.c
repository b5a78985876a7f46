/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints where the keys for words and sentences stop in a text, as JSON: the starts and the ends of
 * smart words, and the starts of sentences. What tests/bench/actions plans its ways with.
 */

#include "config.h"

#include <gio/gio.h>

#include "sch-segmenter.h"

typedef guint (*StepFunc) (SchSegmenter *segmenter, guint char_offset, SchUnit unit);

static void
print_stops (const char *name, SchSegmenter *segmenter, guint count, StepFunc step, SchUnit unit)
{
  guint at = 0;
  guint next;

  g_print ("\"%s\": [", name);
  while ((next = step (segmenter, at, unit)) > at && next < count)
    {
      g_print ("%s%u", at > 0 ? ", " : "", next);
      at = next;
    }
  g_print ("]");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SchText) text = NULL;
  g_autoptr (SchSegmenter) segmenter = NULL;
  gsize byte_len;
  guint count;

  if (argc != 2)
    {
      g_printerr ("usage: text-units FILE\n");
      return 2;
    }
  if (!g_file_get_contents (argv[1], &data, &byte_len, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&data), byte_len);
  text = sch_text_new (bytes, &error);
  if (text == NULL)
    {
      g_printerr ("%s: %s\n", argv[1], error->message);
      return 1;
    }
  segmenter = sch_segmenter_new (text, "en", NULL);
  count = sch_text_get_char_count (text);
  g_print ("{");
  print_stops ("starts", segmenter, count, sch_segmenter_next, SCH_UNIT_WORD);
  g_print (", ");
  print_stops ("ends", segmenter, count + 1, sch_segmenter_next_end, SCH_UNIT_WORD);
  g_print (", ");
  print_stops ("sentences", segmenter, count, sch_segmenter_next, SCH_UNIT_SENTENCE);
  g_print ("}\n");
  return 0;
}
