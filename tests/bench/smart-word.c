/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts for how many gold mentions smart words, and plain ICU words for comparison, give the
 * mention's boundaries, and measures the time of a snap. Takes the folder with the gold from
 * SCH_SHARED.
 */

#include "gold-mentions.h"

#define SNAPS 200000

static void
measure_snaps (SchText *text)
{
  g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);
  guint count = sch_text_get_char_count (text);
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < SNAPS; i++)
    {
      guint start = (i * 7919u) % (count - 20);
      guint end = start + 1 + i % 20;
      sch_segmenter_snap (segmenter, &start, &end);
    }
  g_print ("a snap at a random place of %u characters: %.2f us on average\n", count,
           (g_get_monotonic_time () - begin) / (double) SNAPS);
}

int
main (void)
{
  g_autoptr (GPtrArray) mentions = gold_load_mentions (g_getenv ("SCH_SHARED"));
  UErrorCode status = U_ZERO_ERROR;
  guint n_smart = 0;
  guint n_plain = 0;

  if (mentions == NULL)
    {
      g_printerr ("smart-word: no gold mentions: set SCH_SHARED to the folder that holds "
                  "corpus/gold/entities.json\n");
      return 77;
    }

  UBreakIterator *plain = ubrk_open (UBRK_WORD, "en", NULL, 0, &status);
  g_autoptr (SchText) text = NULL;
  g_autoptr (SchSegmenter) segmenter = NULL;
  const char *file = NULL;
  for (guint i = 0; i < mentions->len; i++)
    {
      const GoldMention *mention = g_ptr_array_index (mentions, i);
      if (g_strcmp0 (file, mention->file) != 0)
        {
          g_clear_pointer (&segmenter, sch_segmenter_free);
          g_clear_pointer (&text, sch_text_unref);
          file = mention->file;
          text = gold_load_text (mention);
          segmenter = sch_segmenter_new (text, "en", NULL);
        }
      n_plain += gold_plain_words_are_right (plain, text, mention);
      if (gold_smart_words_are_right (segmenter, text, mention))
        n_smart++;
      else
        g_print ("wrong: \"%s\" at %u-%u of %s\n", mention->surface, mention->start, mention->end,
                 mention->file);
    }
  ubrk_close (plain);

  g_print ("how: from every character of a mention's first word the word must begin where the "
           "mention begins, from every character of its last word it must end where the mention "
           "ends, and every drag from the first to the last word must snap to the mention\n");
  measure_snaps (text);
  g_print ("plain ICU word: %u of %u\n", n_plain, mentions->len);
  g_print ("smart word: %u of %u\n", n_smart, mentions->len);
  return n_smart == mentions->len ? 0 : 1;
}
