/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A three-way merge of schemes: lists of things. Which things stay, what becomes of those that one side
 * took away or merged into another, and in which order they stand. */

#include "config.h"

#include <string.h>

#include "sch-scheme-merge-private.h"
#include "sch-tree-private.h"

/* @gone: (element-type JsonNode): things that were merged into others; borrowed
 * @kept: (element-type utf8 JsonNode): id -> the merged thing */
typedef struct
{
  SchSchemeMerge *merge;
  JsonArray *base;
  JsonArray *ours;
  JsonArray *theirs;
  GPtrArray *gone;
  GHashTable *kept;
} Lists;

static guint
get_length (JsonArray *list)
{
  return list != NULL ? json_array_get_length (list) : 0;
}

static const char *
get_id_at (JsonArray *list, guint index)
{
  return sch_scheme_node_get_id (json_array_get_element (list, index));
}

/* --- Things that one side has not --- */

/* A parent that another thing has replaced is the same parent. */
static void
lead_parent_on (JsonNode *base, JsonNode *thing, JsonArray *list)
{
  const char *old = sch_node_get_string (base, "parent");
  const char *parent = sch_node_get_string (thing, "parent");
  JsonNode *into = *old != '\0' ? sch_scheme_nodes_find_replacing (list, old) : NULL;

  if (into != NULL && strcmp (sch_scheme_node_get_id (into), parent) == 0)
    {
      g_autofree char *copy = g_strdup (parent);

      json_object_set_string_member (json_node_get_object (base), "parent", copy);
    }
}

/* @list: of the side that has the thing. Also what is in lists within counts, but not what merging other
 * things has changed of it; with @replaces, what it replaces counts. */
static gboolean
is_changed (JsonNode *base, JsonNode *thing, JsonArray *list, gboolean replaces)
{
  g_autoptr (JsonNode) a = sch_scheme_node_copy (base);
  g_autoptr (JsonNode) b = sch_scheme_node_copy (thing);

  if (!JSON_NODE_HOLDS_OBJECT (a) || !JSON_NODE_HOLDS_OBJECT (b))
    return !sch_scheme_node_is_same (a, b);
  lead_parent_on (a, b, list);
  if (!replaces)
    {
      json_object_remove_member (json_node_get_object (a), "replaces");
      json_object_remove_member (json_node_get_object (b), "replaces");
    }
  return !sch_scheme_node_is_same (a, b);
}

static void
note_gone (Lists *self, SchConflictKind kind, JsonNode *thing, gboolean is_ours, JsonNode *into)
{
  SchSchemeMerge at = sch_scheme_merge_at (self->merge, sch_scheme_node_get_id (thing));
  char *json = sch_scheme_node_dup_json (thing);
  SchSchemeDifference *difference = sch_scheme_merge_note (&at, kind,
                                                           sch_scheme_node_get_name (thing), NULL,
                                                           is_ours ? json : NULL,
                                                           is_ours ? NULL : json);

  if (into == NULL)
    return;
  difference->into = g_strdup (sch_scheme_node_get_id (into));
  difference->into_name = g_strdup (sch_scheme_node_get_name (into));
}

/* The other side has merged the thing into another. Where this side merged that one into the thing, each
 * would go with the other: ours is taken.
 * Returns: whether the thing stays */
static gboolean
stays_though_merged (Lists *self, JsonNode *base, JsonNode *thing, gboolean is_ours, JsonNode *into)
{
  if (is_ours && sch_scheme_node_replaces (thing, sch_scheme_node_get_id (into)))
    {
      note_gone (self, SCH_CONFLICT_MERGED, into, FALSE, thing);
      return TRUE;
    }
  g_ptr_array_add (self->gone, thing);
  if (is_changed (base, thing, is_ours ? self->ours : self->theirs, FALSE))
    note_gone (self, SCH_CONFLICT_MERGED, thing, is_ours, into);
  return FALSE;
}

/* @thing: that one side has and the other had. */
static gboolean
stays (Lists *self, JsonNode *base, JsonNode *thing, gboolean is_ours)
{
  JsonNode *into = sch_scheme_nodes_find_replacing (is_ours ? self->theirs : self->ours,
                                                    sch_scheme_node_get_id (thing));

  if (into != NULL)
    return stays_though_merged (self, base, thing, is_ours, into);
  if (!is_changed (base, thing, is_ours ? self->ours : self->theirs, TRUE))
    return FALSE;
  note_gone (self, SCH_CONFLICT_REMOVED, thing, is_ours, NULL);
  return TRUE;
}

static void
merge_things (Lists *self)
{
  g_autoptr (GHashTable) base = sch_scheme_nodes_index (self->base);
  g_autoptr (GHashTable) ours = sch_scheme_nodes_index (self->ours);
  g_autoptr (GHashTable) theirs = sch_scheme_nodes_index (self->theirs);

  for (guint i = 0; i < get_length (self->ours); i++)
    {
      JsonNode *own = json_array_get_element (self->ours, i);
      const char *id = sch_scheme_node_get_id (own);
      JsonNode *old = g_hash_table_lookup (base, id);
      JsonNode *other = g_hash_table_lookup (theirs, id);
      SchSchemeMerge at = sch_scheme_merge_at (self->merge, id);

      if (other != NULL)
        g_hash_table_insert (self->kept, (char *) id,
                             sch_scheme_merge_things (&at, old, own, other));
      else if (old == NULL || stays (self, old, own, TRUE))
        g_hash_table_insert (self->kept, (char *) id, sch_scheme_node_copy (own));
    }
  for (guint i = 0; i < get_length (self->theirs); i++)
    {
      JsonNode *other = json_array_get_element (self->theirs, i);
      const char *id = sch_scheme_node_get_id (other);
      JsonNode *old = g_hash_table_lookup (base, id);

      if (!g_hash_table_contains (ours, id) && (old == NULL || stays (self, old, other, FALSE)))
        g_hash_table_insert (self->kept, (char *) id, sch_scheme_node_copy (other));
    }
}

/* --- What a thing that is gone had replaced --- */

static JsonNode *
find_kept_replacing (Lists *self, const char *id)
{
  GHashTableIter iter;
  gpointer thing;

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, NULL, &thing))
    if (sch_scheme_node_replaces (thing, id))
      return thing;
  return NULL;
}

/* Returns whether something was added. */
static gboolean
add_replaced (Lists *self, JsonNode *into, JsonNode *gone)
{
  JsonArray *ids = sch_scheme_node_get_list (gone, "replaces");
  JsonArray *list = sch_scheme_node_get_list (into, "replaces");
  gboolean added = FALSE;

  for (guint i = 0; i < get_length (ids); i++)
    if (!g_hash_table_contains (self->kept, get_id_at (ids, i)) &&
        !sch_scheme_node_replaces (into, get_id_at (ids, i)))
      {
        json_array_add_string_element (list, get_id_at (ids, i));
        added = TRUE;
      }
  return added;
}

/* What was merged into a thing that was merged itself: the last of the chain replaces it all. */
static void
lead_on (Lists *self)
{
  gboolean changed = TRUE;

  for (guint pass = 0; changed && pass <= self->gone->len; pass++)
    {
      changed = FALSE;
      for (guint i = 0; i < self->gone->len; i++)
        {
          JsonNode *gone = g_ptr_array_index (self->gone, i);
          JsonNode *into = find_kept_replacing (self, sch_scheme_node_get_id (gone));

          if (into != NULL && add_replaced (self, into, gone))
            changed = TRUE;
        }
    }
}

/* --- Order --- */

/* Whether those that both lists have stand in the same order in both. */
static gboolean
is_same_order (JsonArray *a, JsonArray *b)
{
  g_autoptr (GHashTable) in_a = sch_scheme_nodes_index (a);
  g_autoptr (GHashTable) in_b = sch_scheme_nodes_index (b);
  guint k = 0;

  for (guint i = 0; i < get_length (a); i++)
    {
      if (!g_hash_table_contains (in_b, get_id_at (a, i)))
        continue;
      while (!g_hash_table_contains (in_a, get_id_at (b, k)))
        k++;
      if (strcmp (get_id_at (a, i), get_id_at (b, k++)) != 0)
        return FALSE;
    }
  return TRUE;
}

static guint
find_id (GPtrArray *ids, const char *id)
{
  for (guint i = 0; i < ids->len; i++)
    if (strcmp (g_ptr_array_index (ids, i), id) == 0)
      return i;
  return G_MAXUINT;
}

/* Puts those that only @other has behind what they stand behind there; ours come first. */
static void
insert_others (Lists *self, GPtrArray *order, JsonArray *lead, JsonArray *other)
{
  g_autoptr (GHashTable) in_lead = sch_scheme_nodes_index (lead);
  g_autoptr (GHashTable) in_other = sch_scheme_nodes_index (other);
  guint position = 0;

  for (guint i = 0; i < get_length (other); i++)
    {
      const char *id = get_id_at (other, i);

      if (!g_hash_table_contains (self->kept, id))
        continue;
      if (g_hash_table_contains (in_lead, id))
        {
          position = find_id (order, id) + 1;
          continue;
        }
      while (lead == self->ours && position < order->len &&
             !g_hash_table_contains (in_other, g_ptr_array_index (order, position)))
        position++;
      g_ptr_array_insert (order, position++, (char *) id);
    }
}

/* (element-type utf8): one side's order, where it alone changed it; else ours. */
static GPtrArray *
list_order (Lists *self)
{
  gboolean own = !is_same_order (self->base, self->ours);
  gboolean other = !is_same_order (self->base, self->theirs);
  JsonArray *lead = other && !own ? self->theirs : self->ours;
  GPtrArray *order = g_ptr_array_new ();

  for (guint i = 0; i < get_length (lead); i++)
    if (g_hash_table_contains (self->kept, get_id_at (lead, i)))
      g_ptr_array_add (order, (char *) get_id_at (lead, i));
  insert_others (self, order, lead, lead == self->ours ? self->theirs : self->ours);
  if (own && other && !is_same_order (self->ours, self->theirs))
    sch_scheme_merge_note (self->merge, SCH_CONFLICT_CHANGED, "", "order", NULL, NULL);
  return order;
}

JsonArray *
sch_scheme_merge_lists (SchSchemeMerge *merge, JsonArray *base, JsonArray *ours, JsonArray *theirs)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                       (GDestroyNotify) json_node_unref);
  g_autoptr (GPtrArray) order = NULL;
  JsonArray *merged = json_array_new ();
  Lists self = { merge, base, ours, theirs, gone, kept };

  merge_things (&self);
  lead_on (&self);
  order = list_order (&self);
  for (guint i = 0; i < order->len; i++)
    json_array_add_element (merged, json_node_ref (
                                        g_hash_table_lookup (kept, g_ptr_array_index (order, i))));
  return merged;
}
