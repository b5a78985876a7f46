/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Smart words find the boundaries of the gold mentions in the five accounts. */

#include "../bench/gold-mentions.h"

/* The most mentions that may be wrong. */
#define MAX_WRONG 4

static void
test_gold_words (void)
{
  const char *shared = g_getenv ("SCH_SHARED");
  g_autoptr (GPtrArray) mentions = gold_load_mentions (shared);
  guint n_right = 0;

  if (mentions == NULL)
    {
      g_autofree char *message = g_strdup_printf (
          "SCH_SHARED (%s) does not name a folder that holds corpus/gold/entities.json",
          shared != NULL ? shared : "not set");
      g_test_skip (message);
      return;
    }
  for (guint i = 0; i < mentions->len; i++)
    {
      const GoldMention *mention = g_ptr_array_index (mentions, i);
      g_autoptr (SchText) text = gold_load_text (mention);
      g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, "en", NULL);

      if (gold_smart_words_are_right (segmenter, text, mention))
        n_right++;
      else
        g_test_message ("wrong: \"%s\" at %u-%u", mention->surface, mention->start, mention->end);
    }
  g_test_message ("%u of %u", n_right, mentions->len);
  g_assert_cmpuint (n_right + MAX_WRONG, >=, mentions->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gold-words", test_gold_words);
  return g_test_run ();
}
