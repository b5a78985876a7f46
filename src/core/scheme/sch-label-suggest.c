/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colour and key of a label that has just got its name. Both depend on nothing but the scheme, so that
 * the same step gives the same label. */

#include "config.h"

#include "sch-label-suggest.h"

#include <string.h>

/* All have a contrast of at least 3:1 to white and to the page of the dark style (#1e1e1e); greys are
 * left to what is no annotation. */
static const char *const colors[] = {
  "#3584e4", "#26a269", "#c64600", "#d56199", "#8a7a00", "#7a6ff0", "#2190a4", "#ed333b",
  "#986a44", "#5e8c1a", "#b45fd0", "#c07000", "#0f8f86", "#c0398c", "#1c71d8", "#a0700a",
  "#2a9d3a", "#e0507a", "#5e6fd8", "#e01b24", "#d0562a", "#b5651d",
};

/* The left hand's letters of QWERTY, the resting ones first. */
static const char left_hand[] = "asdfgqwertcvbxz";

static gboolean
parse_color (const char *color, int rgb[3])
{
  if (color == NULL || color[0] != '#' || strlen (color) != 7)
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      int high = g_ascii_xdigit_value (color[1 + 2 * i]);
      int low = g_ascii_xdigit_value (color[2 + 2 * i]);

      if (high < 0 || low < 0)
        return FALSE;
      rgb[i] = high * 16 + low;
    }
  return TRUE;
}

/* How different two colours look, roughly: squared, the eye's weights in tenths. */
static guint
get_difference (const int a[3], const int b[3])
{
  static const int weights[3] = { 3, 6, 1 };
  int sum = 0;

  for (int i = 0; i < 3; i++)
    sum += weights[i] * (a[i] - b[i]) * (a[i] - b[i]);
  return (guint) sum;
}

static guint
get_least_difference (SchScheme *scheme, const char *color)
{
  guint least = G_MAXUINT;
  int own[3];

  g_return_val_if_fail (parse_color (color, own), 0);

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      int other[3];

      if (!label->retired && parse_color (label->color, other))
        least = MIN (least, get_difference (own, other));
    }
  return least;
}

const char *
sch_scheme_suggest_color (SchScheme *scheme)
{
  const char *best = colors[0];
  guint best_difference = get_least_difference (scheme, best);

  for (guint i = 1; i < G_N_ELEMENTS (colors); i++)
    {
      guint difference = get_least_difference (scheme, colors[i]);

      if (difference > best_difference)
        {
          best = colors[i];
          best_difference = difference;
        }
    }
  return best;
}

static gboolean
is_free (SchScheme *scheme, char letter)
{
  const char key[2] = { letter, '\0' };

  return sch_scheme_get_label_by_key (scheme, key) == NULL;
}

/* The name's Latin letters, without accents, each once. */
static char *
dup_letters (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_autofree char *parts = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  GString *letters = g_string_new (NULL);

  for (const char *p = parts; p != NULL && *p != '\0'; p++)
    if (g_ascii_islower (*p) && strchr (letters->str, *p) == NULL)
      g_string_append_c (letters, *p);
  return g_string_free (letters, FALSE);
}

char *
sch_scheme_suggest_key (SchScheme *scheme, const char *name)
{
  g_autofree char *letters = dup_letters (name);
  g_autoptr (GString) wanted = g_string_new (NULL);

  for (const char *p = letters; *p != '\0'; p++)
    if (strchr (left_hand, *p) != NULL)
      g_string_append_c (wanted, *p);
  g_string_append (wanted, left_hand);
  g_string_append (wanted, letters);
  for (const char *p = wanted->str; *p != '\0'; p++)
    if (is_free (scheme, *p))
      return g_strndup (p, 1);
  return g_strdup ("");
}

const SchLabel *
sch_scheme_find_label_by_name (SchScheme *scheme, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  const SchLabel *found = NULL;

  for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
    {
      const SchLabel *label = sch_scheme_get_label_at (scheme, i);
      g_autofree char *own = g_utf8_casefold (label->name, -1);

      if (strcmp (own, wanted) == 0 && (found == NULL || (found->retired && !label->retired)))
        found = label;
    }
  return found;
}
