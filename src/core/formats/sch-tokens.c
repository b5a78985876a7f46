/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts cut into tokens and units, and tokens found again in a text. */

#include "config.h"

#include "sch-tokens.h"

#include <string.h>

static gboolean
is_seen (gunichar c)
{
  return !g_unichar_isspace (c) && !g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT;
}

static void
append_token (GArray *tokens, guint start, guint end)
{
  SchToken token = { start, end };

  if (start < end)
    g_array_append_val (tokens, token);
}

/* Appends the stretches of [start, end) between white space. */
static void
append_words (GArray *tokens, SchText *text, guint start, guint end)
{
  gsize byte_len;
  const char *p = sch_text_peek_slice (text, start, end, &byte_len);
  const char *stop = p + byte_len;
  guint begin = start;
  guint at = start;

  for (; p < stop; p = g_utf8_next_char (p), at++)
    if (g_unichar_isspace (g_utf8_get_char (p)))
      {
        append_token (tokens, begin, at);
        begin = at + 1;
      }
  append_token (tokens, begin, at);
}

GArray *
sch_tokens_list (SchText *text, const char *language, const SchSnapRules *snap, SchTokenKind kind)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (SchToken));
  guint count = sch_text_get_char_count (text);
  g_autoptr (SchSegmenter) segmenter = NULL;
  g_autoptr (GArray) words = NULL;

  if (kind == SCH_TOKENS_WHITESPACE)
    {
      append_words (tokens, text, 0, count);
      return tokens;
    }
  segmenter = sch_segmenter_new (text, language, snap);
  words = sch_segmenter_list_tokens (segmenter, 0, count);
  for (guint i = 0; i < words->len; i++)
    {
      const SchToken *word = &g_array_index (words, SchToken, i);

      append_words (tokens, text, word->char_start, word->char_end);
    }
  return tokens;
}

static gboolean
has_word (SchText *text, guint start, guint end)
{
  gsize byte_len;
  const char *p = sch_text_peek_slice (text, start, end, &byte_len);

  for (const char *stop = p + byte_len; p < stop; p = g_utf8_next_char (p))
    if (is_seen (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

GArray *
sch_units_list (SchText *text, const char *language, SchSegment unit)
{
  GArray *units;
  guint count = sch_text_get_char_count (text);
  guint n_lines = sch_text_get_n_lines (text);

  if (unit == SCH_SEGMENT_SENTENCE)
    {
      g_autoptr (SchSegmenter) segmenter = sch_segmenter_new (text, language, NULL);

      return sch_segmenter_list_sentences (segmenter, 0, count);
    }
  units = g_array_new (FALSE, FALSE, sizeof (SchToken));
  if (unit == SCH_SEGMENT_DOCUMENT)
    append_token (units, 0, count);
  for (guint line = 0; unit == SCH_SEGMENT_PARAGRAPH && line < n_lines; line++)
    {
      guint start = sch_text_get_line_start (text, line);
      guint end = sch_text_get_line_end (text, line, FALSE);

      if (has_word (text, start, end))
        append_token (units, start, end);
    }
  return units;
}

char *
sch_words_fingerprint (const char *data, gsize byte_len)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *end = data + byte_len;
  const char *run = data;

  for (const char *p = data; p < end; p = g_utf8_next_char (p))
    if (!is_seen (g_utf8_get_char (p)))
      {
        g_checksum_update (checksum, (const guchar *) run, p - run);
        run = g_utf8_next_char (p);
      }
  g_checksum_update (checksum, (const guchar *) run, end - run);
  return g_strdup (g_checksum_get_string (checksum));
}

/* Passes the form's characters in the text. FALSE where they are not next there. */
static gboolean
find_form (const char *form, const char **p, const char *end, guint *at, SchToken *token)
{
  gboolean begun = FALSE;

  token->char_start = token->char_end = *at;
  for (; *form != '\0'; form = g_utf8_next_char (form))
    {
      gunichar c = g_utf8_get_char (form);

      if (!is_seen (c))
        continue;
      for (; *p < end && !is_seen (g_utf8_get_char (*p)); *p = g_utf8_next_char (*p))
        ++*at;
      if (*p >= end || g_utf8_get_char (*p) != c)
        return FALSE;
      if (!begun)
        token->char_start = *at;
      begun = TRUE;
      *p = g_utf8_next_char (*p);
      token->char_end = ++*at;
    }
  return TRUE;
}

GArray *
sch_tokens_align (SchText *text, GPtrArray *forms)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (SchToken));
  gsize byte_len;
  const char *p = sch_text_get_data (text, &byte_len);
  const char *end = p + byte_len;
  guint at = 0;

  for (guint i = 0; i < forms->len; i++)
    {
      SchToken token;

      if (!find_form (g_ptr_array_index (forms, i), &p, end, &at, &token))
        return NULL;
      g_array_append_val (tokens, token);
    }
  return g_steal_pointer (&tokens);
}
