/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes of ids with their owners in one array. Invariants: an entry is 38 bits of hash over 26 bits of
 * owner plus one, 0 = free; it stands at the place that the highest bits of its hash name, or behind
 * it with no free place between. */

#include "config.h"

#include "sch-seen-ids.h"

#define OWNER_BITS 26u
#define HASH_BITS (64u - OWNER_BITS)
#define FIRST_BITS 10u

struct _SchSeenIds
{
  SchOwnsId owns;
  gpointer data;
  guint64 *entries; /* 1 << bits */
  guint bits;
  gsize n;
};

SchSeenIds *
sch_seen_ids_new (SchOwnsId owns, gpointer data)
{
  SchSeenIds *self = g_new0 (SchSeenIds, 1);

  self->owns = owns;
  self->data = data;
  self->bits = FIRST_BITS;
  self->entries = g_new0 (guint64, (gsize) 1 << self->bits);
  return self;
}

void
sch_seen_ids_free (SchSeenIds *self)
{
  if (self == NULL)
    return;
  g_free (self->entries);
  g_free (self);
}

/* FNV-1a with the last step of SplitMix64, which brings all bits to the top. */
static guint64
hash_id (const char *id)
{
  guint64 hash = G_GUINT64_CONSTANT (0xCBF29CE484222325);

  for (; *id != '\0'; id++)
    hash = (hash ^ (guchar) *id) * G_GUINT64_CONSTANT (0x100000001B3);
  hash = (hash ^ (hash >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  hash = (hash ^ (hash >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return (hash ^ (hash >> 31)) >> OWNER_BITS;
}

static void
insert (SchSeenIds *self, guint64 entry)
{
  gsize mask = ((gsize) 1 << self->bits) - 1;
  gsize i = entry >> (64 - self->bits);

  while (self->entries[i] != 0)
    i = (i + 1) & mask;
  self->entries[i] = entry;
}

static void
grow (SchSeenIds *self)
{
  g_autofree guint64 *old = self->entries;
  gsize n_old = (gsize) 1 << self->bits;

  self->bits++;
  self->entries = g_new0 (guint64, n_old * 2);
  for (gsize i = 0; i < n_old; i++)
    if (old[i] != 0)
      insert (self, old[i]);
}

gboolean
sch_seen_ids_add (SchSeenIds *self, const char *id, guint owner, guint *before)
{
  guint64 hash = hash_id (id);
  gsize mask = ((gsize) 1 << self->bits) - 1;

  g_return_val_if_fail (owner < SCH_SEEN_IDS_MAX_OWNERS - 1, TRUE);

  for (gsize i = hash >> (HASH_BITS - self->bits); self->entries[i] != 0; i = (i + 1) & mask)
    {
      guint there = (guint) (self->entries[i] & ((1u << OWNER_BITS) - 1)) - 1;

      if (self->entries[i] >> OWNER_BITS == hash && self->owns (there, id, self->data))
        {
          *before = there;
          return FALSE;
        }
    }
  if (++self->n > mask / 8 * 7)
    grow (self);
  insert (self, hash << OWNER_BITS | (owner + 1));
  return TRUE;
}
