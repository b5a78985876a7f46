/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a survey found, in words. */

#include "config.h"

#include "sch-survey-text.h"

#include <glib/gi18n-lib.h>

static char *
dup_places (const SchSchemeSurvey *survey)
{
  g_autoptr (GHashTable) documents = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) layers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *in_documents = NULL;
  g_autofree char *in_layers = NULL;

  for (guint i = 0; survey->concerns != NULL && i < survey->concerns->len; i++)
    {
      const SchSchemeConcern *concern = survey->concerns->pdata[i];

      if (concern->path != NULL)
        g_hash_table_add (documents, concern->path);
      g_hash_table_add (layers, concern->layer);
    }
  in_documents = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u document", "%u documents",
                                               g_hash_table_size (documents)),
                                  g_hash_table_size (documents));
  in_layers = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u layer", "%u layers",
                                            g_hash_table_size (layers)),
                               g_hash_table_size (layers));
  /* Translators: "3 documents" and "2 layers". */
  return g_strdup_printf (_ ("%s and %s"), in_documents, in_layers);
}

static guint
get_n (const SchSchemeSurvey *survey)
{
  return (guint) MIN (survey->n, G_MAXUINT);
}

static char *
dup_unread (const SchSchemeSurvey *survey)
{
  guint n = survey->unread != NULL ? survey->unread->len : 0;

  if (n == 0)
    return g_strdup ("");
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       " %u file could not be read and stays as it is.",
                                       " %u files could not be read and stay as they are.", n),
                          n);
}

char *
sch_survey_text_dup_used (const SchSchemeSurvey *survey)
{
  g_autofree char *places = dup_places (survey);
  g_autofree char *unread = dup_unread (survey);
  g_autofree char *text = NULL;

  if (survey->n == 0)
    return g_strconcat (_ ("It is set nowhere."), unread, NULL);
  /* Translators: %s is "3 documents and 2 layers". */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "It is set %u time, in %s.",
                                       "It is set %u times, in %s.", get_n (survey)),
                          get_n (survey), places);
  return g_strconcat (text, unread, NULL);
}

char *
sch_survey_text_dup_relations (const SchSchemeSurvey *survey)
{
  g_autofree char *places = dup_places (survey);
  g_autofree char *unread = dup_unread (survey);
  g_autofree char *text = NULL;

  if (survey->n == 0)
    return g_strconcat (_ ("There is no such relation."), unread, NULL);
  /* Translators: %s is "3 documents and 2 layers". */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "There is %u such relation, in %s.",
                                       "There are %u such relations, in %s.", get_n (survey)),
                          get_n (survey), places);
  return g_strconcat (text, unread, NULL);
}

char *
sch_survey_text_dup_left (const SchSchemeSurvey *survey)
{
  g_autofree char *places = dup_places (survey);
  g_autofree char *unread = dup_unread (survey);
  g_autofree char *text = NULL;

  if (survey->n == 0)
    return g_strconcat (_ ("No annotation that could be read has it."), unread, NULL);
  /* Translators: %s is "3 documents and 2 layers". */
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u annotation has it, in %s. It is kept, with what the scheme does not have "
                   "any more.",
                   "%u annotations have it, in %s. They are kept, with what the scheme does not "
                   "have any more.",
                   get_n (survey)),
      get_n (survey), places);
  return g_strconcat (text, unread, NULL);
}

guint
sch_survey_text_get_count (const SchSchemeSurvey *survey, const char *value)
{
  return survey->values != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (survey->values, value))
                                : 0;
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *const *first = a;
  const char *const *second = b;
  guint n = sch_survey_text_get_count (data, *first);
  guint m = sch_survey_text_get_count (data, *second);

  return n != m ? (n > m ? -1 : 1) : strcmp (*first, *second);
}

GPtrArray *
sch_survey_text_list_values (const SchSchemeSurvey *survey)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  if (survey->values == NULL)
    return values;
  g_hash_table_iter_init (&iter, survey->values);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    g_ptr_array_add (values, g_strdup (value));
  g_ptr_array_sort_with_data (values, compare_counts, (gpointer) survey);
  return values;
}
