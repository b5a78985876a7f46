/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words as lists of phrases name them: in lower case, marks taken off, whatever is neither letter nor
 * digit between them gone. Made for a clause or a span, never for a document. */

#include "sch-derive-words.h"

#include <string.h>

/* Marks that are no part of how a word is looked up; those of Indic scripts are vowels. */
static gboolean
is_dropped (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK &&
         ((c >= 0x0300 && c < 0x0370) || (c >= 0x0591 && c < 0x0600) ||
          (c >= 0x0610 && c < 0x0700));
}

/**
 * sch_derive_fold_words:
 * @byte_len: -1 where the text ends with a NUL
 *
 * Returns: (transfer full): the words between blanks, one blank at each end; " " where there is none.
 *   Accents of letters stay, vowel signs of Hebrew and Arabic do not
 */
char *
sch_derive_fold_words (const char *text, gssize byte_len)
{
  g_autofree char *composed = g_utf8_normalize (text, byte_len, G_NORMALIZE_NFC);
  g_autofree char *lower = g_utf8_strdown (composed != NULL ? composed : "", -1);
  GString *words = g_string_new (" ");

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_dropped (c) || c == 0x0640 || g_unichar_type (c) == G_UNICODE_FORMAT)
        continue;
      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (words, c);
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');
  return g_string_free (words, FALSE);
}

typedef gboolean (*Test) (const char *words, const char *phrase, gsize byte_len);

static const char *
find_phrase (const char *words, const char *phrases, Test test, gsize *byte_len)
{
  const char *p = phrases;

  while (p != NULL && *p != '\0')
    {
      const char *end = strchrnul (p, '|');

      *byte_len = (gsize) (end - p);
      if (end > p && test (words, p, *byte_len))
        return p;
      p = *end != '\0' ? end + 1 : end;
    }
  return NULL;
}

/* @words: from a blank on */
static gboolean
begins (const char *words, const char *phrase, gsize byte_len)
{
  return strncmp (words + 1, phrase, byte_len) == 0 && words[1 + byte_len] == ' ';
}

static gboolean
contains (const char *words, const char *phrase, gsize byte_len)
{
  for (const char *p = words; p != NULL && p[1] != '\0'; p = strchr (p + 1, ' '))
    if (begins (p, phrase, byte_len))
      return TRUE;
  return FALSE;
}

static gboolean
ends (const char *words, const char *phrase, gsize byte_len)
{
  gsize n = strlen (words);

  return n >= byte_len + 2 && words[n - byte_len - 2] == ' ' &&
         begins (words + n - byte_len - 2, phrase, byte_len);
}

gboolean
sch_derive_has_phrase (const char *words, const char *phrases)
{
  gsize byte_len;

  return find_phrase (words, phrases, contains, &byte_len) != NULL;
}

gboolean
sch_derive_ends_with_phrase (const char *words, const char *phrases)
{
  gsize byte_len;

  return find_phrase (words, phrases, ends, &byte_len) != NULL;
}

/**
 * sch_derive_skip_phrase:
 * @phrases: the longer of two that begin alike first
 *
 * Returns: (nullable): what follows the phrase with which the words begin, with its blank before; NULL
 *   where they begin with none
 */
const char *
sch_derive_skip_phrase (const char *words, const char *phrases)
{
  gsize byte_len;

  return find_phrase (words, phrases, begins, &byte_len) != NULL ? words + 1 + byte_len : NULL;
}

guint
sch_derive_count_words (const char *words)
{
  guint n = 0;

  for (const char *p = words; *p != '\0'; p++)
    n += *p == ' ';
  return n > 0 ? n - 1 : 0;
}

const char *
sch_derive_peek_last_words (const char *words, guint n_words)
{
  guint n = sch_derive_count_words (words);
  const char *p = words;

  for (guint i = n_words; i < n; i++)
    p = strchr (p + 1, ' ');
  return p;
}

char *
sch_derive_dup_first_words (const char *words, guint n_words)
{
  const char *p = words;

  for (guint i = 0; i < n_words && p[1] != '\0'; i++)
    p = strchr (p + 1, ' ');
  return g_strndup (words, (gsize) (p - words) + 1);
}

gboolean
sch_derive_is_language (const char *language, const char *base)
{
  gsize byte_len = strlen (base);

  return language == NULL || *language == '\0' ||
         (g_ascii_strncasecmp (language, base, byte_len) == 0 &&
          !g_ascii_isalpha (language[byte_len]));
}
