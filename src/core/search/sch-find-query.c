/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is looked for: a folded literal, or a compiled regular expression. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-find-private.h"

/* What PCRE2 says of the commonest mistakes, so that it can be translated; NULL for all others. */
static const char *
get_complaint (int code)
{
  switch (code)
    {
    case 101:
      return _ ("a backslash stands at the end");
    case 104:
      return _ ("the numbers in { } are in the wrong order");
    case 106:
      return _ ("“]” is missing");
    case 108:
      return _ ("a range of characters is in the wrong order");
    case 109:
      return _ ("there is nothing to repeat");
    case 114:
      return _ ("“)” is missing");
    case 115:
      return _ ("there is no such group");
    case 122:
      return _ ("there is no “(” for this “)”");
    case 125:
      return _ ("what is looked for before the match must have a fixed length");
    default:
      return NULL;
    }
}

static void
set_pattern_error (GError **error, const char *pattern, int code, gsize byte_offset)
{
  gsize length = strlen (pattern);
  glong at = g_utf8_strlen (pattern, (gssize) MIN (byte_offset, length));
  const char *complaint = get_complaint (code);
  PCRE2_UCHAR message[200];

  if (complaint == NULL && pcre2_get_error_message (code, message, sizeof message) > 0)
    complaint = (const char *) message;
  /* Translators: %ld is a place in a regular expression, %s what is wrong there. */
  g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID, _ ("Character %ld: %s"), MAX (at, 1),
               complaint != NULL ? complaint : pattern);
}

static pcre2_code *
compile_one (const char *pattern, SchFindFlags flags, GError **error)
{
  guint32 options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C |
                    PCRE2_USE_OFFSET_LIMIT | PCRE2_NO_UTF_CHECK;
  pcre2_compile_context *context = pcre2_compile_context_create (NULL);
  pcre2_code *code;
  gsize byte_offset = 0;
  int failure = 0;

  if (!(flags & SCH_FIND_MATCH_CASE))
    options |= PCRE2_CASELESS;
  pcre2_set_newline (context, PCRE2_NEWLINE_ANY);
  code = pcre2_compile ((PCRE2_SPTR) pattern, PCRE2_ZERO_TERMINATED, options, &failure,
                        &byte_offset, context);
  pcre2_compile_context_free (context);
  if (code == NULL)
    set_pattern_error (error, pattern, failure, byte_offset);
  else
    /* Where this is not possible, the search is slower, that is all. */
    pcre2_jit_compile (code, PCRE2_JIT_COMPLETE);
  return code;
}

/* With whole words, a callout at the end tells whether it is a hit; if not, other ways to match are
 * tried. Compiled as it stands first: what is no expression could be one in parentheses. */
static pcre2_code *
compile (const char *pattern, SchFindFlags flags, GError **error)
{
  pcre2_code *code = compile_one (pattern, flags, error);
  g_autofree char *wrapped = NULL;

  if (code == NULL || !(flags & SCH_FIND_WHOLE_WORDS))
    return code;
  pcre2_code_free (code);
  wrapped = g_strdup_printf ("(?:%s)(?C1)", pattern);
  return compile_one (wrapped, flags, error);
}

static GArray *
fold_pattern (const char *pattern, SchFoldFlags fold)
{
  g_autoptr (SchFolder) folder = sch_folder_new (pattern, strlen (pattern), fold);
  GArray *units = g_array_new (FALSE, FALSE, sizeof (SchFoldUnit));

  sch_folder_read (folder, G_MAXUINT, units);
  return units;
}

/**
 * sch_find_query_new:
 * @pattern: UTF-8; may be empty
 *
 * Returns: (transfer full) (nullable): NULL with %SCH_ERROR_INVALID and a message with the place for
 *   what is no regular expression
 */
SchFindQuery *
sch_find_query_new (const char *pattern, SchFindFlags flags, GError **error)
{
  g_autoptr (SchFindQuery) self = NULL;

  g_return_val_if_fail (pattern != NULL && g_utf8_validate (pattern, -1, NULL), NULL);

  self = g_new0 (SchFindQuery, 1);
  g_atomic_ref_count_init (&self->refs);
  self->pattern = g_strdup (pattern);
  self->flags = flags;
  if (!(flags & SCH_FIND_MATCH_CASE))
    self->fold |= SCH_FOLD_CASE;
  if (!(flags & SCH_FIND_MATCH_ACCENTS))
    self->fold |= SCH_FOLD_ACCENTS;
  if (!(flags & SCH_FIND_REGEX))
    self->needle = fold_pattern (pattern, self->fold);
  else if (*pattern != '\0' && (self->code = compile (pattern, flags, error)) == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

SchFindQuery *
sch_find_query_ref (SchFindQuery *query)
{
  g_atomic_ref_count_inc (&query->refs);
  return query;
}

void
sch_find_query_unref (SchFindQuery *query)
{
  if (query == NULL || !g_atomic_ref_count_dec (&query->refs))
    return;
  g_clear_pointer (&query->needle, g_array_unref);
  g_clear_pointer (&query->code, pcre2_code_free);
  g_free (query->pattern);
  g_free (query);
}

const char *
sch_find_query_get_pattern (SchFindQuery *query)
{
  return query->pattern;
}

SchFindFlags
sch_find_query_get_flags (SchFindQuery *query)
{
  return query->flags;
}

/* Whether there is nothing to look for. */
gboolean
sch_find_query_is_empty (SchFindQuery *query)
{
  return query->code == NULL && (query->needle == NULL || query->needle->len == 0);
}
