/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which problems the state of a layer document says to ignore, as a set for quick look-ups. */

#include <string.h>

#include "sch-json-pull.h"
#include "sch-problems-private.h"

/* {"rule": ..., "span": ...} as "RULE\nID"; NULL where one of them is missing. */
static char *
dup_ignored_key (const char *json)
{
  g_autoptr (SchJsonPull) pull = sch_json_pull_new (json, strlen (json), "");
  g_autofree char *rule = NULL;
  g_autofree char *id = NULL;
  const char *name;

  sch_json_pull_begin_object (pull);
  while (sch_json_pull_next_member (pull, &name))
    {
      if (g_str_equal (name, "rule") && !rule && sch_json_pull_peek (pull) == SCH_JSON_STRING)
        sch_json_pull_read_string (pull, &rule);
      else if (g_str_equal (name, "span") && !id && sch_json_pull_peek (pull) == SCH_JSON_STRING)
        sch_json_pull_read_string (pull, &id);
      else
        sch_json_pull_skip (pull);
    }
  return rule && id ? g_strconcat (rule, "\n", id, NULL) : NULL;
}

/**
 * sch_ignored_read:
 * @state: (nullable): of a layer document
 *
 * Returns: (transfer full) (element-type utf8): the set of the problems that a person declared to be
 *   none, as "RULE\nID"
 */
GHashTable *
sch_ignored_read (SchState *state)
{
  GHashTable *ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; state && state->ignored && i < state->ignored->len; i++)
    {
      char *key = dup_ignored_key (state->ignored->pdata[i]);

      if (key)
        g_hash_table_add (ignored, key);
    }
  return ignored;
}

/* Adds to @ids the ids of the entries of @ignored that @other does not have. */
void
sch_ignored_add_difference (GHashTable *ignored, GHashTable *other, GPtrArray *ids)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, ignored);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (other, key))
      g_ptr_array_add (ids, g_strdup (strchr (key, '\n') + 1));
}
