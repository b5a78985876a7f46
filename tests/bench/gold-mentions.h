/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the gold mentions of the five accounts and judges how well words find their boundaries.
 *
 * The first word of a mention is the longest run of letters, digits, marks, apostrophes and full
 * stops at its start (but it does not end with an apostrophe), the last word that at its end:
 * written down here apart from the code under test. A mention is right if from every character of its first word the word's start is the
 * mention's start, and from every character of its last word the word's end is the mention's end.
 */
#pragma once

#include <json-glib/json-glib.h>
#include <unicode/ubrk.h>

#include "sch-segmenter.h"

typedef struct
{
  char *file;
  guint start;
  guint end;
  char *surface;
} GoldMention;

static inline void
gold_mention_free (GoldMention *mention)
{
  g_free (mention->file);
  g_free (mention->surface);
  g_free (mention);
}

/* The mentions below @shared (the folder with "corpus"); NULL if they are not there. */
static inline GPtrArray *
gold_load_mentions (const char *shared)
{
  if (shared == NULL || !g_file_test (shared, G_FILE_TEST_IS_DIR))
    return NULL;

  g_autofree char *path = g_build_filename (shared, "corpus", "gold", "entities.json", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);

  GPtrArray *mentions = g_ptr_array_new_with_free_func ((GDestroyNotify) gold_mention_free);
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonArray *clusters = json_object_get_array_member (root, "clusters");
  for (guint i = 0; i < json_array_get_length (clusters); i++)
    {
      JsonArray *array = json_object_get_array_member (json_array_get_object_element (clusters, i),
                                                       "mentions");
      for (guint k = 0; k < json_array_get_length (array); k++)
        {
          JsonObject *object = json_array_get_object_element (array, k);
          GoldMention *mention = g_new0 (GoldMention, 1);
          mention->file = g_build_filename (shared, "corpus", "five-accounts",
                                            json_object_get_string_member (object, "file"), NULL);
          mention->start = json_object_get_int_member (object, "start");
          mention->end = json_object_get_int_member (object, "end");
          mention->surface = g_strdup (json_object_get_string_member (object, "surface"));
          g_ptr_array_add (mentions, mention);
        }
    }
  return mentions;
}

static inline SchText *
gold_load_text (const GoldMention *mention)
{
  char *data = NULL;
  gsize len = 0;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (mention->file, &data, &len, &error))
    g_error ("%s", error->message);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, len);
  SchText *text = sch_text_new (bytes, &error);
  if (text == NULL)
    g_error ("%s: %s", mention->file, error->message);
  return text;
}

static inline gboolean
gold_is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

static inline gboolean
gold_is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || gold_is_apostrophe (c) || c == '.';
}

static inline guint
gold_first_word_end (SchText *text, const GoldMention *mention)
{
  guint i = mention->start;

  while (i < mention->end && gold_is_word_char (sch_text_get_char (text, i)))
    i++;
  while (i > mention->start && gold_is_apostrophe (sch_text_get_char (text, i - 1)))
    i--;
  return i;
}

static inline guint
gold_last_word_start (SchText *text, const GoldMention *mention)
{
  guint i = mention->end;

  while (i > mention->start && gold_is_word_char (sch_text_get_char (text, i - 1)))
    i--;
  return i;
}

static inline gboolean
gold_smart_words_are_right (SchSegmenter *segmenter, SchText *text, const GoldMention *mention)
{
  guint first_end = gold_first_word_end (text, mention);
  guint last_start = gold_last_word_start (text, mention);

  if (first_end == mention->start || last_start == mention->end)
    return FALSE;
  for (guint i = mention->start; i < first_end; i++)
    {
      guint start = 0;
      guint end = 0;
      if (!sch_segmenter_word_at (segmenter, i, &start, &end) || start != mention->start)
        return FALSE;
      for (guint k = MAX (i, last_start); k < mention->end; k++)
        {
          start = i;
          end = k + 1;
          if (!sch_segmenter_snap (segmenter, &start, &end) || start != mention->start ||
              end != mention->end)
            return FALSE;
        }
    }
  for (guint i = last_start; i < mention->end; i++)
    {
      guint start = 0;
      guint end = 0;
      if (!sch_segmenter_word_at (segmenter, i, &start, &end) || end != mention->end)
        return FALSE;
    }
  return TRUE;
}

static inline gboolean
gold_plain_words_are_right (UBreakIterator *iterator, SchText *text, const GoldMention *mention)
{
  gsize len = 0;
  const char *data = sch_text_get_data (text, &len);
  UErrorCode status = U_ZERO_ERROR;
  glong n_units = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (data, len, NULL, &n_units, NULL);
  gboolean right = TRUE;

  ubrk_setText (iterator, units, n_units, &status);
  for (guint i = mention->start; i < gold_first_word_end (text, mention); i++)
    {
      gint32 end = ubrk_following (iterator, sch_text_utf16_of_char (text, i));
      gint32 start = ubrk_preceding (iterator, end);
      right = right && start == (gint32) sch_text_utf16_of_char (text, mention->start);
    }
  for (guint i = gold_last_word_start (text, mention); i < mention->end; i++)
    {
      gint32 end = ubrk_following (iterator, sch_text_utf16_of_char (text, i));
      right = right && end == (gint32) sch_text_utf16_of_char (text, mention->end);
    }
  return right;
}
