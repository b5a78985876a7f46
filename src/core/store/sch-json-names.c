/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the members of open objects, to find one that stands there twice.
 *
 * One array holds the names of all open objects as a stack; a set is the part of it that belongs
 * to one object. Few names are compared one by one; many are found by a hash table, whose seed is
 * random, so that nobody can prepare a file of colliding names.
 */

#include "sch-json-names.h"

#include <string.h>

#define LINEAR_MEMBERS 16u

static guint64
hash_name (guint64 seed, const char *text, gsize byte_len)
{
  guint64 hash = seed ^ byte_len;

  while (byte_len > 0)
    {
      guint64 word = 0;
      gsize n = MIN (byte_len, sizeof word);

      memcpy (&word, text, n);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
      hash ^= hash >> 29;
      text += n;
      byte_len -= n;
    }
  return hash;
}

static gboolean
name_equal (const SchJsonName *a, const SchJsonName *b)
{
  return a->hash == b->hash && a->byte_len == b->byte_len &&
         memcmp (a->text, b->text, a->byte_len) == 0;
}

/* Puts the name with this index into the frame's table. Returns: FALSE if it is there already. */
static gboolean
slot_insert (SchJsonNameSet *self, const SchJsonName *names, guint index)
{
  guint slot = names[index].hash & (self->n_slots - 1);

  while (self->slots[slot] != 0)
    {
      if (name_equal (&names[self->slots[slot] - 1], &names[index]))
        return FALSE;
      slot = (slot + 1) & (self->n_slots - 1);
    }
  self->slots[slot] = index + 1;
  return TRUE;
}

static void
grow_slots (SchJsonNameSet *self, const SchJsonName *names, guint n_names)
{
  g_free (self->slots);
  self->n_slots = MAX (64u, self->n_slots * 2);
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < n_names; i++)
    slot_insert (self, names, i);
}

/* Public */

void
sch_json_name_set_open (SchJsonNameSet *self, SchJsonNames *all)
{
  memset (self, 0, sizeof *self);
  self->first = all->n;
}

/**
 * sch_json_name_set_add:
 *
 * Remembers a member's name. Only for the innermost set.
 *
 * Returns: FALSE if the object has it already
 */
gboolean
sch_json_name_set_add (SchJsonNameSet *self, SchJsonNames *all, const char *text, gsize byte_len)
{
  SchJsonName *names, *name;
  guint n = self->n;

  if (all->n == all->n_allocated)
    {
      all->n_allocated = MAX (64, all->n_allocated * 2);
      all->names = g_renew (SchJsonName, all->names, all->n_allocated);
    }
  names = all->names + self->first;
  name = &names[n];
  name->text = text;
  name->byte_len = byte_len;
  name->hash = hash_name (all->seed, text, byte_len);
  all->n++;
  self->n++;
  if (n < LINEAR_MEMBERS)
    {
      for (guint i = 0; i < n; i++)
        if (name_equal (&names[i], name))
          return FALSE;
      return TRUE;
    }
  if (self->slots == NULL || (n + 1) * 2 > self->n_slots)
    grow_slots (self, names, n);
  return slot_insert (self, names, n);
}

void
sch_json_name_set_close (SchJsonNameSet *self, SchJsonNames *all)
{
  all->n = self->first;
  g_clear_pointer (&self->slots, g_free);
}
