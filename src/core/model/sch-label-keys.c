/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of labels and of the values of choices.
 *
 * Always holds: no two labels in use have the same key; a key is one character in lower case. */

#include "config.h"

#include "sch-label-keys.h"

#include <string.h>

struct _SchLabelKeys
{
  gatomicrefcount refs;
  SchScheme *scheme;
  GPtrArray *labels;  /* in use, in the order of the palette */
  GHashTable *by_key; /* of key: SchLabel */
  GHashTable *keys;   /* of label id: key */
};

/* Left and right hand exchanged on QWERTY, letters only, so that all of them are there in every Latin
 * layout. The keys without a letter opposite have the nearest one that was left over (a: p, c: m), or stay
 * where they are (q, v, x, z: the seldom ones). */
static const char mirror[26] = {
  'p', 'n', 'm', 'k', 'i', 'j', 'h', 'g', 'e', 'f', 'd', 's', 'c',
  'b', 'w', 'a', 'q', 'u', 'l', 'y', 'r', 'v', 'o', 'x', 't', 'z',
};

static gboolean
is_letter (char c)
{
  return c >= 'a' && c <= 'z';
}

static void
take (SchLabelKeys *self, const SchLabel *label, const char *key)
{
  if (*key == '\0' || g_hash_table_contains (self->by_key, key))
    return;
  g_hash_table_insert (self->by_key, g_strdup (key), (gpointer) label);
  g_hash_table_insert (self->keys, label->id, g_strdup (key));
}

static void
take_own_keys (SchLabelKeys *self, gboolean mirrored)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const SchLabel *label = g_ptr_array_index (self->labels, i);
      g_autofree char *key = g_utf8_strdown (label->key, -1);

      if (mirrored && key[0] != '\0' && key[1] == '\0' && is_letter (key[0]))
        key[0] = mirror[key[0] - 'a'];
      take (self, label, key);
    }
}

/* The name's letters without their accents, as far as they are Latin. */
static char *
dup_letters (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_autofree char *parts = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  GString *letters = g_string_new (NULL);

  for (const char *p = parts; p != NULL && *p != '\0'; p++)
    if (is_letter (*p) && strchr (letters->str, *p) == NULL)
      g_string_append_c (letters, *p);
  return g_string_free (letters, FALSE);
}

static void
take_first_letters (SchLabelKeys *self)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const SchLabel *label = g_ptr_array_index (self->labels, i);
      g_autofree char *own = dup_letters (label->name);
      /* A name all of whose letters are taken, or that has none, has any. */
      g_autofree char *letters = g_strconcat (own, "abcdefghijklmnopqrstuvwxyz", NULL);

      for (const char *p = letters; *p != '\0'; p++)
        {
          const char key[2] = { *p, '\0' };

          if (g_hash_table_contains (self->by_key, key))
            continue;
          take (self, label, key);
          break;
        }
    }
}

static GPtrArray *
list_labels (SchScheme *scheme)
{
  GPtrArray *labels = g_ptr_array_new ();

  for (int kind = 0; kind < SCH_N_KINDS; kind++)
    for (guint i = 0; i < sch_scheme_get_n_labels (scheme); i++)
      {
        const SchLabel *label = sch_scheme_get_label_at (scheme, i);

        if (!label->retired && (int) label->kind == kind)
          g_ptr_array_add (labels, (gpointer) label);
      }
  return labels;
}

/**
 * sch_label_keys_new:
 *
 * Returns: (transfer full): the keys of all labels in use
 */
SchLabelKeys *
sch_label_keys_new (SchScheme *scheme, SchKeySet set)
{
  SchLabelKeys *self = g_new0 (SchLabelKeys, 1);

  g_return_val_if_fail (scheme != NULL, NULL);

  g_atomic_ref_count_init (&self->refs);
  self->scheme = sch_scheme_ref (scheme);
  self->labels = list_labels (scheme);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  if (set == SCH_KEY_SET_MNEMONIC)
    take_first_letters (self);
  else
    take_own_keys (self, set == SCH_KEY_SET_MIRRORED);
  return self;
}

SchLabelKeys *
sch_label_keys_ref (SchLabelKeys *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sch_label_keys_unref (SchLabelKeys *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->labels);
  sch_scheme_unref (self->scheme);
  g_free (self);
}

SchScheme *
sch_label_keys_get_scheme (SchLabelKeys *self)
{
  return self->scheme;
}

const char *
sch_label_keys_get_key (SchLabelKeys *self, const char *label)
{
  const SchLabel *found = sch_scheme_get_label (self->scheme, label);
  const char *key = found != NULL ? g_hash_table_lookup (self->keys, found->id) : NULL;

  return key != NULL ? key : "";
}

/**
 * sch_label_keys_find:
 * @key: upper and lower case are the same key
 *
 * Returns: (nullable): the label with this key
 */
const SchLabel *
sch_label_keys_find (SchLabelKeys *self, gunichar key)
{
  char utf8[7] = { 0 };
  g_autofree char *lower = NULL;

  if (key == 0)
    return NULL;
  g_unichar_to_utf8 (key, utf8);
  lower = g_utf8_strdown (utf8, -1);
  return g_hash_table_lookup (self->by_key, lower);
}

const SchLabel *
sch_label_keys_get_nth (SchLabelKeys *self, guint number)
{
  return number >= 1 && number <= self->labels->len ? g_ptr_array_index (self->labels, number - 1)
                                                    : NULL;
}

static char *
dup_free_key (const char *name, GHashTable *taken)
{
  g_autofree char *letters = dup_letters (name);
  g_autofree char *wanted = g_strconcat (letters, "1234567890abcdefghijklmnopqrstuvwxyz", NULL);

  for (const char *p = wanted; *p != '\0'; p++)
    {
      const char key[2] = { *p, '\0' };

      if (!g_hash_table_contains (taken, key))
        return g_strdup (key);
    }
  return g_strdup ("");
}

/**
 * sch_label_keys_list_value_keys:
 *
 * Returns: (transfer full): a key for each of the attribute's values, in their order
 */
GStrv
sch_label_keys_list_value_keys (const SchAttribute *attribute)
{
  guint n = attribute->values->len;
  GStrv keys = g_new0 (char *, n + 1);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    {
      const SchAttributeValue *value = g_ptr_array_index (attribute->values, i);
      char *key = g_utf8_strdown (value->key, -1);

      if (*key != '\0' && g_hash_table_add (taken, key))
        keys[i] = key;
      else
        g_free (key);
    }
  for (guint i = 0; i < n; i++)
    if (keys[i] == NULL)
      {
        const SchAttributeValue *value = g_ptr_array_index (attribute->values, i);

        keys[i] = dup_free_key (value->name, taken);
        g_hash_table_add (taken, keys[i]);
      }
  return keys;
}
