/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A three-way merge of schemes: members. A member that one side alone changed is that side's; lists of
 * strings and objects are merged by what is in them; of the rest ours is taken, and told. */

#include "config.h"

#include <string.h>

#include "sch-scheme-merge-private.h"
#include "sch-tree-private.h"

void
sch_scheme_conflict_free (SchSchemeConflict *self)
{
  if (self == NULL)
    return;
  sch_scheme_difference_free (self->at);
  g_free (self);
}

SchSchemeDifference *
sch_scheme_merge_note (SchSchemeMerge *self, SchConflictKind kind, const char *name,
                       const char *member, char *ours, char *theirs)
{
  SchSchemeConflict *conflict = g_new0 (SchSchemeConflict, 1);
  const SchSchemeDifference at = {
    .subject = self->subject,
    .kind = SCH_DIFFERENCE_CHANGED,
    .place = self->place,
    .name = (char *) name,
    .owner_name = (char *) self->owner_name,
    .attribute_name = (char *) self->attribute_name,
    .member = (char *) (self->outer != NULL ? self->outer : member),
    .before = ours,
    .after = theirs,
  };

  conflict->kind = kind;
  conflict->at = sch_scheme_difference_copy (&at);
  g_free (ours);
  g_free (theirs);
  g_ptr_array_add (self->conflicts, conflict);
  return conflict->at;
}

SchSchemeMerge
sch_scheme_merge_at (const SchSchemeMerge *self, const char *id)
{
  SchSchemeMerge own = *self;

  if (own.place.value != NULL)
    own.place.value = id;
  else
    own.place.id = id;
  return own;
}

SchSchemeMerge
sch_scheme_merge_within (const SchSchemeMerge *self, JsonNode *thing, const char *inner)
{
  SchSchemeMerge within = *self;

  if (strcmp (inner, "values") == 0)
    {
      within.attribute_name = sch_scheme_node_get_name (thing);
      within.place.value = "";
      return within;
    }
  within.owner_name = sch_scheme_node_get_name (thing);
  within.place.part = self->place.part == SCH_PART_LABEL ? SCH_PART_LABEL_ATTRIBUTE
                                                         : SCH_PART_RELATION_ATTRIBUTE;
  within.place.owner = self->place.id;
  within.place.id = NULL;
  return within;
}

/* --- Members --- */

static JsonNode *
copy_or_null (JsonNode *node)
{
  return node != NULL ? sch_scheme_node_copy (node) : NULL;
}

static gboolean
has (JsonArray *strings, const char *string)
{
  for (guint i = 0; strings != NULL && i < json_array_get_length (strings); i++)
    if (strcmp (json_array_get_string_element (strings, i), string) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_strings (JsonNode *node, gboolean may_be_empty)
{
  return node == NULL
             ? may_be_empty
             : sch_node_is_strings (node) &&
                   (may_be_empty || json_array_get_length (json_node_get_array (node)) > 0);
}

/* Empty ends and values mean anything: that is no list to add to. */
static gboolean
can_be_empty (const char *member)
{
  static const char *const others[] = { "from",       "to",     "labels",  "values", "noOverlap",
                                        "noCrossing", "inside", "outside", NULL };

  return !g_strv_contains (others, member);
}

/* What ours has, without what theirs took out, with what theirs put in. */
static JsonNode *
merge_strings (JsonNode *base, JsonNode *ours, JsonNode *theirs)
{
  JsonArray *old = base != NULL ? json_node_get_array (base) : NULL;
  JsonArray *own = ours != NULL ? json_node_get_array (ours) : NULL;
  JsonArray *other = theirs != NULL ? json_node_get_array (theirs) : NULL;
  JsonArray *merged = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++)
    {
      const char *string = json_array_get_string_element (own, i);

      if (!has (old, string) || has (other, string))
        json_array_add_string_element (merged, string);
    }
  for (guint i = 0; other != NULL && i < json_array_get_length (other); i++)
    {
      const char *string = json_array_get_string_element (other, i);

      if (!has (old, string) && !has (merged, string))
        json_array_add_string_element (merged, string);
    }
  json_node_take_array (node, merged);
  return node;
}

static gboolean
is_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node);
}

static JsonNode *merge_member (SchSchemeMerge *self, JsonNode *base, JsonNode *ours,
                               JsonNode *theirs, const char *member);

/* Member by member, in the order of ours; conflicts are of the member that holds it all. */
static JsonNode *
merge_objects (SchSchemeMerge *self, JsonNode *base, JsonNode *ours, JsonNode *theirs,
               const char *member)
{
  g_autoptr (GList) own = json_object_get_members (json_node_get_object (ours));
  g_autoptr (GList) other = json_object_get_members (json_node_get_object (theirs));
  JsonObject *merged = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  SchSchemeMerge within = *self;

  if (within.outer == NULL && self->subject != SCH_SUBJECT_SNAP)
    within.outer = member;
  for (GList *l = own; l != NULL; l = l->next)
    {
      JsonNode *value = merge_member (&within, base, ours, theirs, l->data);

      if (value != NULL)
        json_object_set_member (merged, l->data, value);
    }
  for (GList *l = other; l != NULL; l = l->next)
    {
      JsonNode *value = !json_object_has_member (json_node_get_object (ours), l->data)
                            ? merge_member (&within, base, ours, theirs, l->data)
                            : NULL;

      if (value != NULL)
        json_object_set_member (merged, l->data, value);
    }
  json_node_take_object (node, merged);
  return node;
}

/* (transfer full) (nullable) */
static JsonNode *
merge_member (SchSchemeMerge *self, JsonNode *base, JsonNode *ours, JsonNode *theirs,
              const char *member)
{
  g_autofree char *old = base != NULL ? sch_scheme_node_dup_member_json (base, member) : NULL;
  g_autofree char *own = sch_scheme_node_dup_member_json (ours, member);
  g_autofree char *other = sch_scheme_node_dup_member_json (theirs, member);
  JsonNode *old_node = sch_scheme_node_get_member (base, member);
  JsonNode *own_node = sch_scheme_node_get_member (ours, member);
  JsonNode *other_node = sch_scheme_node_get_member (theirs, member);
  gboolean empty = can_be_empty (member);
  const char *name;

  if (g_strcmp0 (own, other) == 0 || g_strcmp0 (old, other) == 0)
    return copy_or_null (own_node);
  if (g_strcmp0 (old, own) == 0)
    return copy_or_null (other_node);
  if (is_strings (old_node, TRUE) && is_strings (own_node, empty) && is_strings (other_node, empty))
    return merge_strings (old_node, own_node, other_node);
  if (is_object (own_node) && is_object (other_node))
    return merge_objects (self, old_node, own_node, other_node, member);
  name = self->subject == SCH_SUBJECT_SNAP ? self->place.id : sch_scheme_node_get_name (ours);
  sch_scheme_merge_note (self, base != NULL ? SCH_CONFLICT_CHANGED : SCH_CONFLICT_ADDED, name,
                         member, g_steal_pointer (&own), g_steal_pointer (&other));
  return copy_or_null (own_node);
}

/* --- Things --- */

static void
set_merged (SchSchemeMerge *self, JsonObject *merged, JsonNode *base, JsonNode *ours,
            JsonNode *theirs, const char *member)
{
  JsonNode *node = merge_member (self, base, ours, theirs, member);

  if (node != NULL)
    json_object_set_member (merged, member, node);
}

/* A value that has nothing but an id is a string. */
static JsonNode *
finish_thing (JsonObject *object, JsonNode *ours)
{
  JsonNode *node;

  if (json_object_get_size (object) == 1 && sch_node_is_string (ours))
    {
      json_object_unref (object);
      return sch_scheme_node_copy (ours);
    }
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

/* The members in the order of ours, then those that only theirs has. */
static GStrv
list_in_order (JsonNode *base, JsonNode *ours, JsonNode *theirs, const char *inner)
{
  g_auto (GStrv) own = sch_scheme_node_list_members (ours, NULL, NULL, inner);
  g_auto (GStrv) all = sch_scheme_node_list_members (base, ours, theirs, inner);
  g_autoptr (GStrvBuilder) order = g_strv_builder_new ();

  g_strv_builder_addv (order, (const char **) own);
  for (guint i = 0; all[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) own, all[i]))
      g_strv_builder_add (order, all[i]);
  return g_strv_builder_end (order);
}

/* Rules of two kinds are two rules. */
static gboolean
has_other_kind (JsonNode *ours, JsonNode *theirs)
{
  for (SchRuleKind kind = 0; kind < SCH_N_RULE_KINDS; kind++)
    {
      const char *member = sch_rule_kind_to_string (kind);

      if ((sch_scheme_node_get_member (ours, member) != NULL) !=
          (sch_scheme_node_get_member (theirs, member) != NULL))
        return TRUE;
    }
  return FALSE;
}

static JsonNode *
take_ours (SchSchemeMerge *self, JsonNode *base, JsonNode *ours, JsonNode *theirs)
{
  sch_scheme_merge_note (self, base != NULL ? SCH_CONFLICT_CHANGED : SCH_CONFLICT_ADDED,
                         sch_scheme_node_get_name (ours), NULL, sch_scheme_node_dup_json (ours),
                         sch_scheme_node_dup_json (theirs));
  return sch_scheme_node_copy (ours);
}

JsonNode *
sch_scheme_merge_things (SchSchemeMerge *self, JsonNode *base, JsonNode *ours, JsonNode *theirs)
{
  const char *inner = sch_scheme_part_get_inner_list (&self->place);
  g_auto (GStrv) members = NULL;
  JsonObject *merged;

  if (sch_scheme_node_is_same (ours, theirs) || sch_scheme_node_is_same (base, theirs))
    return sch_scheme_node_copy (ours);
  if (sch_scheme_node_is_same (base, ours))
    return sch_scheme_node_copy (theirs);
  if (self->place.part == SCH_PART_RULE && has_other_kind (ours, theirs))
    return take_ours (self, base, ours, theirs);
  members = list_in_order (base, ours, theirs, inner);
  merged = json_object_new ();
  json_object_set_string_member (merged, "id", sch_scheme_node_get_id (ours));
  for (guint i = 0; members[i] != NULL; i++)
    set_merged (self, merged, base, ours, theirs, members[i]);
  if (inner != NULL)
    {
      SchSchemeMerge within = sch_scheme_merge_within (self, ours, inner);
      JsonArray *list = sch_scheme_merge_lists (&within, sch_scheme_node_get_list (base, inner),
                                                sch_scheme_node_get_list (ours, inner),
                                                sch_scheme_node_get_list (theirs, inner));

      if (json_array_get_length (list) > 0)
        json_object_set_array_member (merged, inner, list);
      else
        json_array_unref (list);
    }
  return finish_thing (merged, ours);
}

/* --- The scheme --- */

static void
merge_root_lists (GPtrArray *conflicts, JsonObject *merged, JsonNode *base, JsonNode *ours,
                  JsonNode *theirs)
{
  JsonObject *clusters = json_object_new ();

  for (guint i = 0; i < sch_scheme_n_lists; i++)
    {
      const SchSchemeList *list = &sch_scheme_lists[i];
      SchSchemeMerge self = { .conflicts = conflicts,
                              .place = { .part = list->part, .owner = list->owner } };
      JsonNode *old = sch_scheme_list_get_holder (list, base);
      JsonNode *own = sch_scheme_list_get_holder (list, ours);
      JsonNode *other = sch_scheme_list_get_holder (list, theirs);
      g_autoptr (JsonArray)
          array = sch_scheme_merge_lists (&self, sch_scheme_node_get_list (old, list->member),
                                          sch_scheme_node_get_list (own, list->member),
                                          sch_scheme_node_get_list (other, list->member));

      if (json_array_get_length (array) > 0 || list->part == SCH_PART_LABEL)
        json_object_set_array_member (list->owner != NULL ? clusters : merged, list->member,
                                      g_steal_pointer (&array));
    }
  if (json_object_get_size (clusters) > 0)
    json_object_set_object_member (merged, "clusterAttributes", clusters);
  else
    json_object_unref (clusters);
}

static void
merge_snap (GPtrArray *conflicts, JsonObject *merged, JsonNode *base, JsonNode *ours,
            JsonNode *theirs)
{
  JsonNode *old = sch_scheme_node_get_member (base, "snap");
  JsonNode *own = sch_scheme_node_get_member (ours, "snap");
  JsonNode *other = sch_scheme_node_get_member (theirs, "snap");
  g_auto (GStrv) languages = sch_scheme_node_list_names (own, other, NULL);
  g_autoptr (JsonObject) snap = json_object_new ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      SchSchemeMerge self = { .conflicts = conflicts,
                              .subject = SCH_SUBJECT_SNAP,
                              .place = { .id = languages[i] } };

      set_merged (&self, snap, old, own, other, languages[i]);
    }
  if (json_object_get_size (snap) > 0)
    json_object_set_object_member (merged, "snap", g_steal_pointer (&snap));
}

static gboolean
is_merged_elsewhere (const char *member)
{
  if (strcmp (member, "snap") == 0 || strcmp (member, "clusterAttributes") == 0 ||
      strcmp (member, "revision") == 0)
    return TRUE;
  for (guint i = 0; i < sch_scheme_n_lists; i++)
    if (sch_scheme_lists[i].owner == NULL && strcmp (sch_scheme_lists[i].member, member) == 0)
      return TRUE;
  return FALSE;
}

static JsonNode *
merge_roots (GPtrArray *conflicts, JsonNode *base, JsonNode *ours, JsonNode *theirs)
{
  g_auto (GStrv) members = list_in_order (base, ours, theirs, NULL);
  SchSchemeMerge self = { .conflicts = conflicts, .subject = SCH_SUBJECT_SCHEME };
  JsonObject *merged = json_object_new ();
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; members[i] != NULL; i++)
    if (!is_merged_elsewhere (members[i]))
      set_merged (&self, merged, base, ours, theirs, members[i]);
  merge_root_lists (conflicts, merged, base, ours, theirs);
  merge_snap (conflicts, merged, base, ours, theirs);
  json_node_take_object (root, merged);
  return root;
}

static gboolean
differ (SchScheme *a, SchScheme *b)
{
  g_autoptr (GPtrArray) differences = a != NULL ? sch_scheme_diff (a, b) : NULL;

  return a == NULL || differences->len > 0;
}

static SchScheme *
finish (GPtrArray *conflicts, JsonNode *root, SchScheme *ours, guint revision)
{
  g_autoptr (SchTree) tree = NULL;
  g_autoptr (GError) error = NULL;
  SchScheme *scheme;

  json_object_set_int_member (json_node_get_object (root), "revision", revision);
  tree = sch_tree_new (SCH_RECORD_SCHEME, "", root);
  scheme = sch_scheme_new (tree, "scheme.json", &error);
  if (scheme == NULL)
    {
      SchSchemeMerge self = { .conflicts = conflicts, .subject = SCH_SUBJECT_SCHEME };

      g_info ("%s", error->message);
      sch_scheme_merge_note (&self, SCH_CONFLICT_WHOLE, error->message, NULL, NULL, NULL);
      scheme = sch_scheme_with_revision (ours, revision);
    }
  return scheme;
}

/**
 * sch_scheme_merge:
 *
 * Returns: (transfer full): the merged scheme
 */
SchScheme *
sch_scheme_merge (SchScheme *base, SchScheme *ours, SchScheme *theirs, GPtrArray **conflicts)
{
  g_autoptr (GPtrArray)
      found = g_ptr_array_new_with_free_func ((GDestroyNotify) sch_scheme_conflict_free);
  JsonNode *old = base != NULL ? sch_scheme_get_tree (base)->node : NULL;
  JsonNode *own = sch_scheme_get_tree (ours)->node;
  guint revision = MAX (sch_scheme_get_revision (ours), sch_scheme_get_revision (theirs));
  SchScheme *merged;

  if (!differ (ours, theirs) || !differ (base, theirs))
    merged = sch_scheme_with_revision (ours, revision);
  else if (!differ (base, ours))
    merged = sch_scheme_with_revision (theirs, revision);
  else
    {
      g_autoptr (JsonNode) root = merge_roots (found, old, own, sch_scheme_get_tree (theirs)->node);

      sch_scheme_merge_repair (found, root, own);
      merged = finish (found, root, ours, MIN (revision, G_MAXINT - 1) + 1);
    }
  if (conflicts != NULL)
    *conflicts = g_steal_pointer (&found);
  return merged;
}
