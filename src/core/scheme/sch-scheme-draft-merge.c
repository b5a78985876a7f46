/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging two labels, relation types or values of a draft, and copying things from another scheme. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-scheme-draft-private.h"
#include "sch-tree-private.h"

/* Adds what only @from has to a list of @into. */
static void
unite (JsonObject *from, JsonObject *into, const char *member,
       void (*unite_item) (JsonObject *from, JsonObject *into))
{
  g_autoptr (GPtrArray) theirs = sch_draft_dup_objects (from, member);
  g_autoptr (GPtrArray) ours = sch_draft_dup_objects (into, member);

  for (guint i = 0; i < theirs->len; i++)
    {
      JsonObject *item = g_ptr_array_index (theirs, i);
      const char *id = json_object_get_string_member_with_default (item, "id", "");
      JsonObject *same = NULL;

      for (guint k = 0; k < ours->len && same == NULL; k++)
        if (g_strcmp0 (json_object_get_string_member_with_default (g_ptr_array_index (ours, k),
                                                                   "id", ""),
                       id) == 0)
          same = g_ptr_array_index (ours, k);
      if (same != NULL)
        {
          if (unite_item != NULL)
            unite_item (item, same);
          continue;
        }
      if (!json_object_has_member (into, member))
        json_object_set_array_member (into, member, json_array_new ());
      json_array_add_object_element (json_object_get_array_member (into, member),
                                     json_object_ref (item));
    }
}

static gboolean
has_key (JsonObject *attribute, const char *key)
{
  g_autoptr (GPtrArray) values = sch_draft_dup_objects (attribute, "values");
  g_autofree char *folded = g_utf8_casefold (key, -1);

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (
          json_object_get_string_member_with_default (g_ptr_array_index (values, i), "key", ""),
          -1);

      if (strcmp (folded, other) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Values that come along lose a key that is taken. */
static void
unite_values (JsonObject *from, JsonObject *into)
{
  g_autoptr (GPtrArray) theirs = sch_draft_dup_objects (from, "values");

  for (guint i = 0; i < theirs->len; i++)
    {
      JsonObject *value = g_ptr_array_index (theirs, i);
      const char *key = json_object_get_string_member_with_default (value, "key", "");

      if (*key != '\0' && has_key (into, key))
        json_object_remove_member (value, "key");
    }
  unite (from, into, "values", NULL);
}

static void
note_replaced (JsonObject *from, JsonObject *into)
{
  g_autoptr (GPtrArray) replaced = sch_draft_dup_strings (into, "replaces");
  g_autoptr (GPtrArray) older = sch_draft_dup_strings (from, "replaces");

  g_ptr_array_add (replaced, g_strdup (json_object_get_string_member (from, "id")));
  for (guint i = 0; i < older->len; i++)
    g_ptr_array_add (replaced, g_strdup (g_ptr_array_index (older, i)));
  sch_draft_set_strings (into, "replaces", replaced);
}

static void
take_out (SchSchemeDraft *self, const SchSchemePlace *place, const char *id)
{
  g_autoptr (GPtrArray) nodes = sch_draft_dup_list (self, place);
  int index = sch_draft_find (nodes, id);

  g_return_if_fail (index >= 0);
  g_ptr_array_remove_index (nodes, index);
  sch_draft_set_list (self, place, nodes);
}

/**
 * sch_scheme_draft_merge:
 * @place: a label, a relation type or a value: it goes
 * @into: id in the same list: it stays, and "replaces" the other
 *
 * Ends, rules, conditions, defaults and parents that named the former name the latter. Attributes (and
 * values of choices that both have) that only the former has are added to the latter.
 *
 * Returns: FALSE with %SCH_ERROR_NOT_FOUND where one of them is not there
 */
gboolean
sch_scheme_draft_merge (SchSchemeDraft *self, const SchSchemePlace *place, const char *into,
                        GError **error)
{
  SchSchemePlace target = *place;
  const char *id = place->value != NULL ? place->value : place->id;
  JsonObject *from = sch_scheme_draft_get (self, place);
  JsonObject *to;

  if (place->value != NULL)
    target.value = into;
  else
    target.id = into;
  to = sch_scheme_draft_get (self, &target);
  if (from == NULL || to == NULL || from == to)
    {
      g_set_error (error, SCH_ERROR, SCH_ERROR_NOT_FOUND,
                   _ ("“%s” cannot be merged into “%s”: one of them is not in the scheme"), id,
                   into);
      return FALSE;
    }
  if (place->value != NULL)
    sch_draft_rename_value (self, place, into);
  else if (place->part == SCH_PART_LABEL)
    sch_draft_rename_label (self, id, into);
  else if (place->part == SCH_PART_RELATION)
    sch_draft_rename_relation (self, id, into);
  else
    {
      g_set_error_literal (error, SCH_ERROR, SCH_ERROR_INVALID,
                           _ ("Only labels, relations and values can be merged"));
      return FALSE;
    }
  if (place->value == NULL)
    unite (from, to, "attributes", unite_values);
  note_replaced (from, to);
  take_out (self, place, id);
  return TRUE;
}

/* --- Copying --- */

static gboolean
is_known_name (SchSchemeDraft *self, const char *name)
{
  const SchSchemePlace place = { SCH_PART_LABEL, NULL, name, NULL };
  SchKind kind;

  return sch_kind_from_string (name, &kind) || sch_scheme_draft_get (self, &place) != NULL;
}

/* Returns whether nothing is left of a list that was there. */
static gboolean
keep_known_names (SchSchemeDraft *self, JsonObject *object, const char *member)
{
  g_autoptr (GPtrArray) names = sch_draft_dup_strings (object, member);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; i < names->len; i++)
    if (is_known_name (self, g_ptr_array_index (names, i)))
      g_ptr_array_add (kept, g_ptr_array_index (names, i));
  sch_draft_set_strings (object, member, kept);
  return names->len > 0 && kept->len == 0;
}

static gboolean
label_key_is_taken (SchSchemeDraft *self, const char *key)
{
  g_autoptr (GPtrArray) labels = sch_draft_dup_objects (sch_draft_get_root (self), "labels");
  g_autofree char *folded = g_utf8_casefold (key, -1);

  for (guint i = 0; i < labels->len; i++)
    {
      JsonObject *label = g_ptr_array_index (labels, i);
      g_autofree char *other = g_utf8_casefold (
          json_object_get_string_member_with_default (label, "key", ""), -1);

      if (strcmp (folded, other) == 0 &&
          !json_object_get_boolean_member_with_default (label, "retired", FALSE))
        return TRUE;
    }
  return FALSE;
}

static void
fit_label (SchSchemeDraft *self, JsonObject *label)
{
  const SchSchemePlace parent = { SCH_PART_LABEL, NULL,
                                  json_object_get_string_member_with_default (label, "parent", ""),
                                  NULL };
  g_autoptr (GPtrArray) replaced = sch_draft_dup_strings (label, "replaces");
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  const SchSchemePlace list = { SCH_PART_LABEL, NULL, NULL, NULL };

  if (*parent.id != '\0' && sch_scheme_draft_get (self, &parent) == NULL)
    json_object_remove_member (label, "parent");
  if (label_key_is_taken (self, json_object_get_string_member_with_default (label, "key", "")))
    json_object_remove_member (label, "key");
  for (guint i = 0; i < replaced->len; i++)
    {
      g_autofree char *free_id = sch_draft_make_id (self, &list, g_ptr_array_index (replaced, i));

      if (strcmp (free_id, g_ptr_array_index (replaced, i)) == 0)
        g_ptr_array_add (kept, g_ptr_array_index (replaced, i));
    }
  sch_draft_set_strings (label, "replaces", kept);
}

/* FALSE where the thing would mean something else here than there. */
static gboolean
fit (SchSchemeDraft *self, const SchSchemePlace *place, JsonObject *object)
{
  static const char *const members[] = { "requires", "relation" };
  static const char *const lists[] = { "labels",     "from",   "to",     "noOverlap",
                                       "noCrossing", "inside", "outside" };
  gboolean fits = TRUE;

  if (place->part == SCH_PART_LABEL)
    fit_label (self, object);
  else if (place->part == SCH_PART_RELATION)
    fits = !keep_known_names (self, object, "from") & !keep_known_names (self, object, "to");
  else if (place->part == SCH_PART_RULE)
    {
      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        fits &= !keep_known_names (self, object, lists[i]);
      for (guint i = 0; i < G_N_ELEMENTS (members); i++)
        {
          const SchSchemePlace type = {
            SCH_PART_RELATION, NULL,
            json_object_get_string_member_with_default (object, members[i], NULL), NULL
          };

          fits &= type.id == NULL || sch_scheme_draft_get (self, &type) != NULL;
        }
    }
  else
    json_object_remove_member (object, "when");
  return fits;
}

/**
 * sch_scheme_draft_copy:
 * @place: in @from: a label, relation type, rule or attribute (of a document, or of an owner that is
 *   here too)
 *
 * Copies it to the end of the list. A key that is taken here, a parent and ends that are not here and
 * conditions are left out.
 *
 * Returns: (transfer full) (nullable): its id here; NULL where it is not there, or would say nothing
 *   here (a relation without any of its ends, a rule without its labels or its relation)
 */
char *
sch_scheme_draft_copy (SchSchemeDraft *self, SchScheme *from, const SchSchemePlace *place)
{
  g_autoptr (SchSchemeDraft) other = sch_scheme_draft_new (from);
  g_autoptr (GPtrArray) theirs = sch_draft_dup_list (other, place);
  g_autoptr (GPtrArray) nodes = sch_draft_dup_list (self, place);
  int index = theirs != NULL ? sch_draft_find (theirs, place->value ? place->value : place->id)
                             : -1;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *id = NULL;

  if (index < 0 || nodes == NULL)
    return NULL;
  node = sch_draft_copy_node (g_ptr_array_index (theirs, index));
  id = sch_draft_make_id (self, place, sch_node_get_string (node, "id"));
  json_object_set_string_member (json_node_get_object (node), "id", id);
  if (place->value == NULL && !fit (self, place, json_node_get_object (node)))
    return NULL;
  g_ptr_array_add (nodes, g_steal_pointer (&node));
  sch_draft_set_list (self, place, nodes);
  return g_steal_pointer (&id);
}
