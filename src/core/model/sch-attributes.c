/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attribute map: one allocation for the array, keys interned, values as
 * canonical JSON text. Invariants: keys sorted by code point and distinct; an empty map is NULL. */

#include "config.h"

#include "sch-attributes.h"

#include <string.h>

#include "sch-canonical.h"
#include "sch-json-tree.h"

typedef struct
{
  const char *key; /* interned */
  char *json;
} Entry;

struct _SchAttributes
{
  gatomicrefcount refs;
  guint n_entries;
  Entry entries[];
};

static SchAttributes *
alloc_attributes (guint n_entries)
{
  SchAttributes *self = g_malloc0 (sizeof (SchAttributes) + n_entries * sizeof (Entry));

  g_atomic_ref_count_init (&self->refs);
  self->n_entries = n_entries;
  return self;
}

/* Index of the key, or where it would be inserted. */
static guint
find_entry (SchAttributes *self, const char *key, gboolean *found)
{
  guint low = 0;
  guint high = self != NULL ? self->n_entries : 0;

  *found = FALSE;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = strcmp (self->entries[middle].key, key);

      if (order == 0)
        {
          *found = TRUE;
          return middle;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static char *
string_to_json (const char *value)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_string (writer, value);
  return g_strdup (sch_json_writer_peek (writer, NULL));
}

/* A canonical copy of a piece of valid JSON: one value has one form, so that equal values are equal
 * text. Only numbers and escapes have several. */
static char *
dup_canonical (const char *json, gsize byte_len)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();
  g_autoptr (JsonNode) node = NULL;

  if (*json == '-' || g_ascii_isdigit (*json) || *json == '[' || *json == '{' ||
      memchr (json, '\\', byte_len) != NULL)
    node = sch_json_tree_parse (json, byte_len, NULL, NULL);
  if (node != NULL)
    sch_canonical_write_value (node, writer);
  else
    sch_json_writer_raw (writer, json, byte_len);
  return g_strdup (sch_json_writer_peek (writer, NULL));
}

SchAttributes *
sch_attributes_ref (SchAttributes *self)
{
  if (self != NULL)
    g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sch_attributes_unref (SchAttributes *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->n_entries; i++)
    {
      g_free (self->entries[i].json);
    }
  g_free (self);
}

guint
sch_attributes_get_size (SchAttributes *self)
{
  return self != NULL ? self->n_entries : 0;
}

const char *
sch_attributes_get_key (SchAttributes *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->n_entries, NULL);
  return self->entries[index].key;
}

const char *
sch_attributes_get_json_at (SchAttributes *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->n_entries, NULL);
  return self->entries[index].json;
}

/**
 * sch_attributes_get_json:
 *
 * Returns: (nullable): the canonical JSON of the value, or NULL where there is none
 */
const char *
sch_attributes_get_json (SchAttributes *self, const char *key)
{
  gboolean found;
  guint index = find_entry (self, key, &found);

  return found ? self->entries[index].json : NULL;
}

gboolean
sch_attributes_equal (SchAttributes *a, SchAttributes *b)
{
  if (a == b)
    return TRUE;
  if (sch_attributes_get_size (a) != sch_attributes_get_size (b))
    return FALSE;
  for (guint i = 0; i < a->n_entries; i++)
    if (strcmp (a->entries[i].key, b->entries[i].key) != 0 ||
        strcmp (a->entries[i].json, b->entries[i].json) != 0)
      return FALSE;
  return TRUE;
}

/**
 * sch_attributes_with_json:
 * @self: (nullable): the map to start from; stays as it is
 * @key: id of the attribute
 * @json: (nullable): a valid JSON value, or NULL to take the attribute out
 *
 * Returns: (transfer full) (nullable): a map with this one value changed
 */
SchAttributes *
sch_attributes_with_json (SchAttributes *self, const char *key, const char *json)
{
  guint n_entries = sch_attributes_get_size (self);
  gboolean found;
  guint index = find_entry (self, key, &found);
  SchAttributes *copy;
  guint to = 0;

  g_return_val_if_fail (key != NULL, NULL);

  if (json == NULL && !found)
    return sch_attributes_ref (self);
  if (json == NULL && n_entries == 1)
    return NULL;

  copy = alloc_attributes (n_entries + (json != NULL && !found) - (json == NULL));
  for (guint from = 0; from <= n_entries; from++)
    {
      if (from == index && json != NULL)
        {
          copy->entries[to].key = g_intern_string (key);
          copy->entries[to++].json = dup_canonical (json, strlen (json));
        }
      if (from == n_entries || (from == index && found))
        continue;
      copy->entries[to].key = self->entries[from].key;
      copy->entries[to++].json = g_strdup (self->entries[from].json);
    }
  return copy;
}

SchAttributes *
sch_attributes_with_string (SchAttributes *self, const char *key, const char *value)
{
  g_autofree char *json = value != NULL && *value != '\0' ? string_to_json (value) : NULL;

  return sch_attributes_with_json (self, key, json);
}

SchAttributes *
sch_attributes_with_strv (SchAttributes *self, const char *key, const char *const *value)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  if (value == NULL || value[0] == NULL)
    return sch_attributes_with_json (self, key, NULL);
  sch_json_writer_strv (writer, value);
  return sch_attributes_with_json (self, key, sch_json_writer_peek (writer, NULL));
}

SchAttributes *
sch_attributes_with_number (SchAttributes *self, const char *key, double value)
{
  g_autoptr (SchJsonWriter) writer = sch_json_writer_new ();

  sch_json_writer_double (writer, value);
  return sch_attributes_with_json (self, key, sch_json_writer_peek (writer, NULL));
}

SchAttributes *
sch_attributes_with_boolean (SchAttributes *self, const char *key, gboolean value)
{
  return sch_attributes_with_json (self, key, value ? "true" : "false");
}

/**
 * sch_attributes_dup_string:
 *
 * Returns: (transfer full) (nullable): the value if it is a string
 */
char *
sch_attributes_dup_string (SchAttributes *self, const char *key)
{
  const char *json = sch_attributes_get_json (self, key);
  g_autoptr (SchJsonPull) pull = NULL;
  g_autofree char *value = NULL;

  if (json == NULL || json[0] != '"')
    return NULL;
  pull = sch_json_pull_new (json, strlen (json), key);
  if (!sch_json_pull_read_string (pull, &value))
    return NULL;
  return g_steal_pointer (&value);
}

/**
 * sch_attributes_dup_strv:
 *
 * Returns: (transfer full) (nullable): the value if it is a list of strings; a single string
 *   counts as a list of one
 */
char **
sch_attributes_dup_strv (SchAttributes *self, const char *key)
{
  const char *json = sch_attributes_get_json (self, key);
  g_autoptr (SchJsonPull) pull = NULL;
  char **value = NULL;

  if (json == NULL)
    return NULL;
  if (json[0] == '"')
    {
      value = g_new0 (char *, 2);
      value[0] = sch_attributes_dup_string (self, key);
      return value;
    }
  pull = sch_json_pull_new (json, strlen (json), key);
  if (!sch_json_pull_read_strv (pull, &value))
    return NULL;
  return value;
}

gboolean
sch_attributes_get_number (SchAttributes *self, const char *key, double *value)
{
  const char *json = sch_attributes_get_json (self, key);
  g_autoptr (SchJsonPull) pull = NULL;

  if (json == NULL)
    return FALSE;
  pull = sch_json_pull_new (json, strlen (json), key);
  return sch_json_pull_peek (pull) == SCH_JSON_NUMBER && sch_json_pull_read_double (pull, value);
}

gboolean
sch_attributes_get_boolean (SchAttributes *self, const char *key, gboolean *value)
{
  const char *json = sch_attributes_get_json (self, key);

  if (g_strcmp0 (json, "true") != 0 && g_strcmp0 (json, "false") != 0)
    return FALSE;
  *value = json[0] == 't';
  return TRUE;
}

/**
 * sch_attributes_dup_display:
 *
 * Returns: (transfer full) (nullable): any value as text for people
 */
char *
sch_attributes_dup_display (SchAttributes *self, const char *key)
{
  const char *json = sch_attributes_get_json (self, key);
  g_auto (GStrv) strv = NULL;

  if (json == NULL)
    return NULL;
  if (json[0] == '"')
    return sch_attributes_dup_string (self, key);
  if (json[0] == '[' && (strv = sch_attributes_dup_strv (self, key)) != NULL)
    return g_strjoinv (", ", strv);
  return g_strdup (json);
}

/**
 * sch_attributes_has_value:
 *
 * Returns: whether the attribute is the string @value, or a list that holds it
 */
gboolean
sch_attributes_has_value (SchAttributes *self, const char *key, const char *value)
{
  g_auto (GStrv) strv = sch_attributes_dup_strv (self, key);

  return strv != NULL && g_strv_contains ((const char *const *) strv, value);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Entry *) a)->key, ((const Entry *) b)->key);
}

/**
 * sch_attributes_read:
 * @pull: at an object
 *
 * Returns: (transfer full) (nullable): the map; NULL also for an empty object and on an error,
 *   which @pull then holds
 */
SchAttributes *
sch_attributes_read (SchJsonPull *pull)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  SchAttributes *self;
  const char *name;

  if (!sch_json_pull_begin_object (pull))
    return NULL;
  while (sch_json_pull_next_member (pull, &name))
    {
      Entry entry = { g_intern_string (name), NULL };
      const char *start = "null";
      gsize byte_len = 4;

      if (sch_json_pull_read_raw (pull, &start, &byte_len))
        entry.json = dup_canonical (start, byte_len);
      g_array_append_val (entries, entry);
    }
  if (entries->len == 0)
    return NULL;
  g_array_sort (entries, compare_entries);
  self = alloc_attributes (entries->len);
  memcpy (self->entries, entries->data, entries->len * sizeof (Entry));
  if (sch_json_pull_failed (pull))
    g_clear_pointer (&self, sch_attributes_unref);
  return self;
}

/**
 * sch_attributes_write:
 *
 * Writes the map as an object, sorted by key.
 */
void
sch_attributes_write (SchAttributes *self, SchJsonWriter *writer)
{
  sch_json_writer_begin_object (writer);
  for (guint i = 0; self != NULL && i < self->n_entries; i++)
    {
      sch_json_writer_member (writer, self->entries[i].key);
      sch_json_writer_raw (writer, self->entries[i].json, strlen (self->entries[i].json));
    }
  sch_json_writer_end_object (writer);
}
