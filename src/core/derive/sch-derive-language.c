/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of a text as far as metadata and script tell; words are not looked at. */

#include "sch-derive-language.h"

#include <unicode/uloc.h>
#include <unicode/uscript.h>

#define MAX_SCRIPTS 8

/* Scripts in which nearly all that is written is in one language. */
static const struct
{
  UScriptCode script;
  const char *language;
} alone[] = {
  { USCRIPT_HEBREW, "he" },   { USCRIPT_GREEK, "el" },    { USCRIPT_HANGUL, "ko" },
  { USCRIPT_HIRAGANA, "ja" }, { USCRIPT_KATAKANA, "ja" }, { USCRIPT_THAI, "th" },
  { USCRIPT_GEORGIAN, "ka" }, { USCRIPT_ARMENIAN, "hy" }, { USCRIPT_LAO, "lo" },
  { USCRIPT_KHMER, "km" },    { USCRIPT_MYANMAR, "my" },  { USCRIPT_TAMIL, "ta" },
  { USCRIPT_TELUGU, "te" },   { USCRIPT_KANNADA, "kn" },  { USCRIPT_MALAYALAM, "ml" },
  { USCRIPT_GUJARATI, "gu" }, { USCRIPT_GURMUKHI, "pa" }, { USCRIPT_ORIYA, "or" },
  { USCRIPT_SINHALA, "si" },  { USCRIPT_THAANA, "dv" },
};

/* The only script of the letters, or of all but Chinese ones; common where there is none. */
static gboolean
find_script (const char *text, gsize byte_len, UScriptCode *script)
{
  *script = USCRIPT_COMMON;
  for (const char *p = text; p < text + byte_len; p = g_utf8_next_char (p))
    {
      UErrorCode status = U_ZERO_ERROR;
      UScriptCode its = uscript_getScript ((UChar32) g_utf8_get_char (p), &status);

      if (U_FAILURE (status) || its == USCRIPT_COMMON || its == USCRIPT_INHERITED || its == *script)
        continue;
      if (its == USCRIPT_KATAKANA && *script == USCRIPT_HIRAGANA)
        continue;
      if (*script != USCRIPT_COMMON && *script != USCRIPT_HAN && its != USCRIPT_HAN &&
          !(its == USCRIPT_HIRAGANA && *script == USCRIPT_KATAKANA))
        return FALSE;
      if (its != USCRIPT_HAN || *script == USCRIPT_COMMON)
        *script = its;
    }
  return TRUE;
}

static gboolean
is_written_in (const char *language, UScriptCode script)
{
  UScriptCode scripts[MAX_SCRIPTS];
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;
  gint32 parsed = 0;
  gint32 n;

  uloc_forLanguageTag (language, locale, sizeof locale, &parsed, &status);
  if (U_FAILURE (status) || *locale == '\0')
    return TRUE;
  n = uscript_getCode (locale, scripts, MAX_SCRIPTS, &status);
  for (gint32 i = 0; U_SUCCESS (status) && i < n; i++)
    if (scripts[i] == script)
      return TRUE;
  return U_FAILURE (status) || n == 0;
}

/**
 * sch_derive_language:
 * @text: of a span
 * @language: (nullable): of its document, from metadata
 *
 * Returns: (transfer full) (nullable): the document's language where the text is in its script; else that
 *   of the script where it is written in one language nearly always; else NULL
 */
char *
sch_derive_language (const char *text, gsize byte_len, const char *language)
{
  UScriptCode script;

  if (!find_script (text, byte_len, &script))
    return NULL;
  if (language != NULL && *language != '\0' &&
      (script == USCRIPT_COMMON || is_written_in (language, script)))
    return g_strdup (language);
  for (guint i = 0; i < G_N_ELEMENTS (alone); i++)
    if (alone[i].script == script)
      return g_strdup (alone[i].language);
  return NULL;
}

/**
 * sch_derive_words_language:
 * @language: of the document, or what is assumed to be
 *
 * Returns: (transfer full): in which language the words of a span are looked up: the document's, or for
 *   another script one that is written in it
 */
char *
sch_derive_words_language (const char *text, gsize byte_len, const char *language)
{
  g_autofree char *own = sch_derive_language (text, byte_len, language);
  UScriptCode script;

  if (own == NULL && find_script (text, byte_len, &script) &&
      (script == USCRIPT_ARABIC || script == USCRIPT_CYRILLIC))
    return g_strdup (script == USCRIPT_ARABIC ? "ar" : "ru");
  return own != NULL ? g_steal_pointer (&own) : g_strdup (language);
}
