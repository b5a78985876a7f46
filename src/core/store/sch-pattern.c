/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns of document paths. Pure functions on strings, also on such that are not UTF-8.
 *
 * A pattern is a sequence of components. Both levels (components, and characters within one) have
 * one wildcard of any length, so both use the same matching with a single point of return: the
 * time is at most the product of the two lengths, whatever the pattern.
 */

#include "sch-scan.h"

#include <string.h>

static inline gsize
component_length (const char *start)
{
  return strcspn (start, "/");
}

/* The bytes of the character at p; of a malformed sequence, one. */
static inline gsize
char_length (const char *p, gsize left)
{
  gsize n = g_utf8_skip[(guchar) *p];

  if (n > left)
    return 1;
  for (gsize i = 1; i < n; i++)
    if ((p[i] & 0xC0) != 0x80)
      return 1;
  return n;
}

static gboolean
component_matches (const char *pattern, gsize pattern_len, const char *text, gsize text_len)
{
  gsize p = 0, t = 0;
  gsize star = G_MAXSIZE, star_text = 0;

  while (t < text_len)
    {
      if (p < pattern_len && pattern[p] == '*')
        {
          star = p++;
          star_text = t;
        }
      else if (p < pattern_len && pattern[p] == '?')
        {
          p++;
          t += char_length (text + t, text_len - t);
        }
      else if (p < pattern_len && pattern[p] == text[t])
        {
          p++;
          t++;
        }
      else if (star != G_MAXSIZE)
        {
          p = star + 1;
          star_text += char_length (text + star_text, text_len - star_text);
          t = star_text;
        }
      else
        return FALSE;
    }
  while (p < pattern_len && pattern[p] == '*')
    p++;
  return p == pattern_len;
}

static inline const char *
next_component (const char *start)
{
  start += component_length (start);
  return *start == '/' ? start + 1 : start;
}

static inline gboolean
is_any_depth (const char *pattern)
{
  return strncmp (pattern, "**", 2) == 0 && (pattern[2] == '/' || pattern[2] == '\0');
}

/* A final "**" stands for at least one component, any other for none or more. */
static gboolean
components_match (const char *pattern, const char *path)
{
  const char *star = NULL, *star_path = NULL;

  while (*path != '\0')
    {
      if (is_any_depth (pattern))
        {
          if (*next_component (pattern) == '\0')
            return TRUE;
          star = pattern = next_component (pattern);
          star_path = path;
        }
      else if (*pattern != '\0' && component_matches (pattern, component_length (pattern), path,
                                                      component_length (path)))
        {
          pattern = next_component (pattern);
          path = next_component (path);
        }
      else if (star != NULL)
        {
          pattern = star;
          path = star_path = next_component (star_path);
        }
      else
        return FALSE;
    }
  return *pattern == '\0';
}

static gboolean
is_hidden (const char *path)
{
  return path[0] == '.' || strstr (path, "/.") != NULL;
}

/* Matches a pattern without its "!" against a path that is not hidden. */
static gboolean
positive_match (const char *pattern, const char *path)
{
  g_autofree char *whole = NULL;
  gsize n = strlen (pattern);

  if (strchr (pattern, '/') == NULL)
    {
      const char *name = strrchr (path, '/');

      name = name != NULL ? name + 1 : path;
      if (strcmp (pattern, "**") == 0)
        return TRUE;
      return component_matches (pattern, n, name, strlen (name));
    }
  if (pattern[n - 1] == '/')
    pattern = whole = g_strconcat (pattern, "**", NULL);
  return components_match (*pattern == '/' ? pattern + 1 : pattern, path);
}

/**
 * sch_pattern_match:
 * @pattern: `*` any characters but '/', `?` one character, `**` as a component any folders, a
 *   final '/' all below that folder; without a '/' it is matched against the file name at any
 *   depth, else against the whole path; a leading '/' means the corpus folder; a leading `!`
 *   reverses it
 * @path: relative, '/'-separated
 *
 * Returns: whether the path matches. A hidden one (a component begins with a full stop) never
 *   does, also not with `!`.
 */
gboolean
sch_pattern_match (const char *pattern, const char *path)
{
  g_return_val_if_fail (pattern != NULL && path != NULL, FALSE);
  if (is_hidden (path))
    return FALSE;
  if (*pattern == '!')
    return !positive_match (pattern + 1, path);
  return positive_match (pattern, path);
}

/* Whether a list selects the path: the last pattern that says something about it decides. */
static gboolean
list_matches (const char *const *patterns, const char *path, gboolean otherwise)
{
  gboolean result = otherwise;

  for (; patterns != NULL && *patterns != NULL; patterns++)
    {
      gboolean excludes = **patterns == '!';

      if (result == excludes && positive_match (*patterns + (excludes ? 1 : 0), path))
        result = !excludes;
    }
  return result;
}

/**
 * sch_patterns_match:
 * @patterns: (nullable): what is selected; in a list, `!` takes out again what the patterns before
 *   it selected. A list of nothing but `!` patterns takes out of everything. NULL is everything.
 * @exclude: (nullable): what is taken out of that
 *
 * Returns: whether the lists of a corpus select this path. A hidden one is never selected.
 */
gboolean
sch_patterns_match (const char *const *patterns, const char *const *exclude, const char *path)
{
  gboolean otherwise = TRUE;

  g_return_val_if_fail (path != NULL, FALSE);
  if (is_hidden (path))
    return FALSE;
  for (guint i = 0; patterns != NULL && patterns[i] != NULL; i++)
    if (patterns[i][0] != '!')
      otherwise = FALSE;
  return list_matches (patterns, path, otherwise) && !list_matches (exclude, path, FALSE);
}

/* The value of the number at the start, without its leading zeros. */
static inline const char *
skip_zeros (const char *p)
{
  while (p[0] == '0' && g_ascii_isdigit (p[1]))
    p++;
  return p;
}

static inline gsize
count_digits (const char *p)
{
  gsize n = 0;

  while (g_ascii_isdigit (p[n]))
    n++;
  return n;
}

/**
 * sch_path_compare:
 *
 * The order of documents: folder by folder, by code point, but runs of digits by their value, so
 * that "2.txt" stands before "10.txt". It depends on no locale, and is 0 only for equal paths.
 */
int
sch_path_compare (const char *a, const char *b)
{
  const char *p = a, *q = b;

  while (*p != '\0' && *q != '\0')
    {
      if (g_ascii_isdigit (*p) && g_ascii_isdigit (*q))
        {
          const char *x = skip_zeros (p), *y = skip_zeros (q);
          gsize m = count_digits (x), n = count_digits (y);
          int order;

          if (m != n)
            return m < n ? -1 : 1;
          order = memcmp (x, y, n);
          if (order != 0)
            return order;
          p = x + m;
          q = y + n;
        }
      else if (*p != *q)
        break;
      else
        {
          p++;
          q++;
        }
    }
  if (*p == *q)
    return strcmp (a, b);
  if (*p == '\0' || *q == '\0')
    return *p == '\0' ? -1 : 1;
  if (*p == '/' || *q == '/')
    return *p == '/' ? -1 : 1;
  return (guchar) *p < (guchar) *q ? -1 : 1;
}
