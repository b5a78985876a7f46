/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a label means, where one decides: in tooltips of palette and popover. */

#include "config.h"

#include "sch-label-help.h"

#include <glib/gi18n-lib.h>

#define MAX_EXAMPLES 3u

static char *
dup_list (char **items)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; items != NULL && items[i] != NULL && i < MAX_EXAMPLES; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? " · " : "", items[i]);
  return g_string_free (joined, FALSE);
}

char *
sch_label_help_dup_tooltip (const SchLabel *label)
{
  GString *text = g_string_new (label->description);
  g_autofree char *examples = dup_list (label->examples);
  g_autofree char *counterexamples = dup_list (label->counterexamples);

  if (*examples != '\0')
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      /* Translators: %s are examples of what a label is for. */
      g_string_append_printf (text, _ ("Such as: %s"), examples);
    }
  if (*counterexamples != '\0')
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      /* Translators: %s are examples of what a label is not for. */
      g_string_append_printf (text, _ ("Not: %s"), counterexamples);
    }
  return g_string_free (text, text->len == 0);
}
