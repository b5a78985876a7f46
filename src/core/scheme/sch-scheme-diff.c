/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two schemes do not have in common. Things are the same by their ids, values of attributes too;
 * what is within a thing that was added or removed is not told again. */

#include "config.h"

#include "sch-scheme-diff.h"

#include <string.h>

#include "sch-scheme-nodes.h"

/* @place: of what is compared; borrowed strings. @names: of the owner and of the attribute. */
typedef struct
{
  GPtrArray *differences;
  SchSchemePlace place;
  const char *owner_name;
  const char *attribute_name;
} Comparison;

/* --- One difference --- */

void
sch_scheme_difference_free (SchSchemeDifference *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->place.owner);
  g_free ((char *) self->place.id);
  g_free ((char *) self->place.value);
  g_free (self->name);
  g_free (self->owner_name);
  g_free (self->attribute_name);
  g_free (self->member);
  g_free (self->before);
  g_free (self->after);
  g_free (self->into);
  g_free (self->into_name);
  g_free (self);
}

SchSchemeDifference *
sch_scheme_difference_copy (const SchSchemeDifference *self)
{
  SchSchemeDifference *copy = g_new0 (SchSchemeDifference, 1);

  copy->subject = self->subject;
  copy->kind = self->kind;
  copy->place.part = self->place.part;
  copy->place.owner = g_strdup (self->place.owner);
  copy->place.id = g_strdup (self->place.id);
  copy->place.value = g_strdup (self->place.value);
  copy->name = g_strdup (self->name);
  copy->owner_name = g_strdup (self->owner_name);
  copy->attribute_name = g_strdup (self->attribute_name);
  copy->member = g_strdup (self->member);
  copy->before = g_strdup (self->before);
  copy->after = g_strdup (self->after);
  copy->into = g_strdup (self->into);
  copy->into_name = g_strdup (self->into_name);
  return copy;
}

gboolean
sch_scheme_difference_is_equal (const SchSchemeDifference *a, const SchSchemeDifference *b)
{
  return a->subject == b->subject && a->kind == b->kind && a->place.part == b->place.part &&
         g_strcmp0 (a->place.owner, b->place.owner) == 0 &&
         g_strcmp0 (a->place.id, b->place.id) == 0 &&
         g_strcmp0 (a->place.value, b->place.value) == 0 && g_strcmp0 (a->member, b->member) == 0 &&
         g_strcmp0 (a->before, b->before) == 0 && g_strcmp0 (a->after, b->after) == 0 &&
         g_strcmp0 (a->into, b->into) == 0;
}

/* Takes @before and @after. */
static SchSchemeDifference *
add (Comparison *self, SchDifferenceKind kind, const char *name, char *before, char *after)
{
  SchSchemeDifference *difference = g_new0 (SchSchemeDifference, 1);

  difference->kind = kind;
  difference->place.part = self->place.part;
  difference->place.owner = g_strdup (self->place.owner);
  difference->place.id = g_strdup (self->place.id);
  difference->place.value = g_strdup (self->place.value);
  difference->name = g_strdup (name);
  difference->owner_name = g_strdup (self->owner_name);
  difference->attribute_name = g_strdup (self->attribute_name);
  difference->before = before;
  difference->after = after;
  g_ptr_array_add (self->differences, difference);
  return difference;
}

/* --- Members --- */

static gboolean
has_string (JsonArray *list, const char *string)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (strcmp (sch_scheme_node_get_id (json_array_get_element (list, i)), string) == 0)
      return TRUE;
  return FALSE;
}

/* Whether all that the thing replaces more than before is of things that were there: it is told of them
 * that they were merged. */
static gboolean
is_told (JsonNode *before, JsonNode *after, JsonArray *old_list)
{
  JsonArray *old = sch_scheme_node_get_list (before, "replaces");
  JsonArray *new = sch_scheme_node_get_list (after, "replaces");

  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
    if (!has_string (new, sch_scheme_node_get_id (json_array_get_element (old, i))))
      return FALSE;
  for (guint i = 0; new != NULL &&i < json_array_get_length (new); i++)
    {
      const char *id = sch_scheme_node_get_id (json_array_get_element (new, i));

      if (!has_string (old, id) && !has_string (old_list, id) &&
          sch_scheme_nodes_find_replacing (old_list, id) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
compare_member (Comparison *self, JsonNode *before, JsonNode *after, const char *member)
{
  g_autofree char *old = sch_scheme_node_dup_member_json (before, member);
  g_autofree char *new = sch_scheme_node_dup_member_json (after, member);
  const char *name = sch_scheme_node_get_name (after);

  if (g_strcmp0 (old, new) == 0)
    return;
  if (strcmp (member, "name") == 0)
    add (self, SCH_DIFFERENCE_RENAMED, name, g_steal_pointer (&old), g_steal_pointer (&new));
  else if (strcmp (member, "retired") == 0)
    add (self, new != NULL ? SCH_DIFFERENCE_RETIRED : SCH_DIFFERENCE_REVIVED, name, NULL, NULL);
  else
    add (self, SCH_DIFFERENCE_CHANGED, name, g_steal_pointer (&old), g_steal_pointer (&new))
        ->member = g_strdup (member);
}

static void compare_lists (Comparison *self, JsonArray *before, JsonArray *after);

/* Attributes of a label or relation type, values of an attribute. */
static void
compare_within (Comparison *self, JsonNode *before, JsonNode *after, const char *inner)
{
  Comparison within = *self;

  if (strcmp (inner, "values") == 0)
    {
      within.attribute_name = sch_scheme_node_get_name (after);
      within.place.value = "";
    }
  else
    {
      within.owner_name = sch_scheme_node_get_name (after);
      within.place.part = self->place.part == SCH_PART_LABEL ? SCH_PART_LABEL_ATTRIBUTE
                                                             : SCH_PART_RELATION_ATTRIBUTE;
      within.place.owner = self->place.id;
      within.place.id = NULL;
    }
  compare_lists (&within, sch_scheme_node_get_list (before, inner),
                 sch_scheme_node_get_list (after, inner));
}

static void
compare_things (Comparison *self, JsonNode *before, JsonNode *after, JsonArray *old_list)
{
  const char *inner = sch_scheme_part_get_inner_list (&self->place);
  g_auto (GStrv) members = sch_scheme_node_list_members (before, after, NULL, inner);

  for (guint i = 0; members[i] != NULL; i++)
    if (strcmp (members[i], "replaces") != 0 || !is_told (before, after, old_list))
      compare_member (self, before, after, members[i]);
}

/* --- Lists --- */

/* Of the longest series of things that stand in the same order on both sides: the others were moved.
 * @places: of each thing of one list, its place in the other. */
static gboolean *
find_unmoved (const guint *places, guint n)
{
  gboolean *unmoved = g_new0 (gboolean, n);
  g_autofree guint *tails = g_new (guint,
                                   n + 1); /* index of the last of the best series of a length */
  g_autofree guint *previous = g_new (guint, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0;
      guint high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (places[tails[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? tails[low - 1] : G_MAXUINT;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? tails[length - 1] : G_MAXUINT; i != G_MAXUINT; i = previous[i])
    unmoved[i] = TRUE;
  return unmoved;
}

/* (element-type utf8): ids of the things that both have and that stand elsewhere in @after. */
static GHashTable *
find_moved (JsonArray *before, JsonArray *after)
{
  GHashTable *moved = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) common = g_ptr_array_new ();
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *unmoved = NULL;

  for (guint i = 0; i < json_array_get_length (before); i++)
    g_hash_table_insert (places,
                         (char *) sch_scheme_node_get_id (json_array_get_element (before, i)),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < json_array_get_length (after); i++)
    {
      const char *id = sch_scheme_node_get_id (json_array_get_element (after, i));
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, id));

      if (place == 0)
        continue;
      g_ptr_array_add (common, (char *) id);
      g_array_append_val (order, place);
    }
  unmoved = find_unmoved ((const guint *) order->data, order->len);
  for (guint i = 0; i < common->len; i++)
    if (!unmoved[i])
      g_hash_table_add (moved, g_ptr_array_index (common, i));
  return moved;
}

static void
set_own_id (Comparison *self, const char *id)
{
  if (self->place.value != NULL)
    self->place.value = id;
  else
    self->place.id = id;
}

static void
tell_gone (Comparison *self, JsonNode *thing, JsonArray *after)
{
  const char *id = sch_scheme_node_get_id (thing);
  JsonNode *into = sch_scheme_nodes_find_replacing (after, id);
  Comparison own = *self;
  SchSchemeDifference *difference;

  set_own_id (&own, id);
  difference = add (&own, into != NULL ? SCH_DIFFERENCE_MERGED : SCH_DIFFERENCE_REMOVED,
                    sch_scheme_node_get_name (thing), sch_scheme_node_dup_json (thing), NULL);
  if (into == NULL)
    return;
  difference->into = g_strdup (sch_scheme_node_get_id (into));
  difference->into_name = g_strdup (sch_scheme_node_get_name (into));
}

static void
tell_moved (Comparison *self, JsonNode *thing, JsonNode *previous)
{
  SchSchemeDifference *difference = add (self, SCH_DIFFERENCE_MOVED,
                                         sch_scheme_node_get_name (thing), NULL, NULL);

  difference->into = g_strdup (sch_scheme_node_get_id (previous));
  difference->into_name = g_strdup (sch_scheme_node_get_name (previous));
}

/* In the order of @after; what is gone is told of first. */
static void
compare_lists (Comparison *self, JsonArray *before, JsonArray *after)
{
  g_autoptr (GHashTable) old = sch_scheme_nodes_index (before);
  g_autoptr (GHashTable) new = sch_scheme_nodes_index (after);
  g_autoptr (GHashTable) moved = before != NULL && after != NULL ? find_moved (before, after)
                                                                 : NULL;
  JsonNode *previous = NULL;

  for (guint i = 0; before != NULL && i < json_array_get_length (before); i++)
    {
      JsonNode *thing = json_array_get_element (before, i);

      if (!g_hash_table_contains (new, sch_scheme_node_get_id (thing)))
        tell_gone (self, thing, after);
    }
  for (guint i = 0; after != NULL && i < json_array_get_length (after); i++)
    {
      JsonNode *thing = json_array_get_element (after, i);
      const char *id = sch_scheme_node_get_id (thing);
      JsonNode *was = g_hash_table_lookup (old, id);
      Comparison own = *self;

      set_own_id (&own, id);
      if (was == NULL)
        add (&own, SCH_DIFFERENCE_ADDED, sch_scheme_node_get_name (thing), NULL,
             sch_scheme_node_dup_json (thing));
      else
        {
          const char *inner = sch_scheme_part_get_inner_list (&own.place);

          if (g_hash_table_contains (moved, id))
            tell_moved (&own, thing, previous);
          compare_things (&own, was, thing, before);
          if (inner != NULL)
            compare_within (&own, was, thing, inner);
        }
      previous = thing;
    }
}

/* --- The scheme --- */

static gboolean
is_told_elsewhere (const char *member)
{
  static const char *const others[] = { "format", "version", "revision", "clusterAttributes",
                                        "snap",   NULL };

  if (g_strv_contains (others, member))
    return TRUE;
  for (guint i = 0; i < sch_scheme_n_lists; i++)
    if (sch_scheme_lists[i].owner == NULL && strcmp (sch_scheme_lists[i].member, member) == 0)
      return TRUE;
  return FALSE;
}

/* @names: members of the root to be told of as those of the scheme as a whole */
static void
compare_root (GPtrArray *differences, JsonNode *before, JsonNode *after, gboolean name)
{
  Comparison self = { .differences = differences };
  g_auto (GStrv) members = sch_scheme_node_list_members (before, after, NULL, NULL);

  for (guint i = 0; members[i] != NULL; i++)
    {
      guint n = differences->len;

      if (is_told_elsewhere (members[i]) || (strcmp (members[i], "name") == 0) != name)
        continue;
      compare_member (&self, before, after, members[i]);
      if (differences->len > n)
        ((SchSchemeDifference *) g_ptr_array_index (differences, n))->subject = SCH_SUBJECT_SCHEME;
    }
}

static void
compare_language (GPtrArray *differences, JsonNode *before, JsonNode *after, const char *language)
{
  Comparison self = { .differences = differences, .place = { .id = language } };
  JsonNode *old = sch_scheme_node_get_member (before, language);
  JsonNode *new = sch_scheme_node_get_member (after, language);
  guint n = differences->len;

  if (old == NULL)
    add (&self, SCH_DIFFERENCE_ADDED, language, NULL, sch_scheme_node_dup_json (new));
  else if (new == NULL)
    add (&self, SCH_DIFFERENCE_REMOVED, language, sch_scheme_node_dup_json (old), NULL);
  else
    {
      g_auto (GStrv) members = sch_scheme_node_list_members (old, new, NULL, NULL);

      for (guint i = 0; members[i] != NULL; i++)
        compare_member (&self, old, new, members[i]);
    }
  for (; n < differences->len; n++)
    {
      SchSchemeDifference *difference = g_ptr_array_index (differences, n);

      difference->subject = SCH_SUBJECT_SNAP;
      g_free (difference->name);
      difference->name = g_strdup (language);
    }
}

static void
compare_snap (GPtrArray *differences, JsonNode *before, JsonNode *after)
{
  JsonNode *old = sch_scheme_node_get_member (before, "snap");
  JsonNode *new = sch_scheme_node_get_member (after, "snap");
  g_auto (GStrv) languages = sch_scheme_node_list_names (old, new, NULL);

  for (guint i = 0; languages[i] != NULL; i++)
    compare_language (differences, old, new, languages[i]);
}

/**
 * sch_scheme_diff:
 *
 * Returns: (transfer full) (element-type SchSchemeDifference): what is otherwise in @after
 */
GPtrArray *
sch_scheme_diff (SchScheme *before, SchScheme *after)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func (
      (GDestroyNotify) sch_scheme_difference_free);
  JsonNode *old = sch_scheme_get_tree (before)->node;
  JsonNode *new = sch_scheme_get_tree (after)->node;

  compare_root (differences, old, new, TRUE);
  for (guint i = 0; i < sch_scheme_n_lists; i++)
    {
      const SchSchemeList *list = &sch_scheme_lists[i];
      Comparison self = { .differences = differences,
                          .place = { .part = list->part, .owner = list->owner } };

      compare_lists (
          &self, sch_scheme_node_get_list (sch_scheme_list_get_holder (list, old), list->member),
          sch_scheme_node_get_list (sch_scheme_list_get_holder (list, new), list->member));
    }
  compare_snap (differences, old, new);
  compare_root (differences, old, new, FALSE);
  return differences;
}
