/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One difference between two schemes is taken over, the others stay. */

#include "config.h"

#include "sch-scheme-take.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-error.h"
#include "sch-json-tree.h"
#include "sch-scheme-draft-private.h"

/* (transfer full) (nullable): the string that the JSON is */
static char *
dup_string (const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? sch_json_tree_parse (json, strlen (json), "", NULL)
                                           : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : NULL;
}

static const char *
get_own_id (const SchSchemePlace *place)
{
  return place->value != NULL ? place->value : place->id;
}

/* Puts the thing behind @after ("" = first), where that is here. */
static void
move_behind (SchSchemeDraft *self, const SchSchemePlace *place, const char *after)
{
  g_autoptr (GPtrArray) nodes = sch_draft_dup_list (self, place);
  int own = nodes != NULL ? sch_draft_find (nodes, get_own_id (place)) : -1;
  int at = nodes != NULL && *after != '\0' ? sch_draft_find (nodes, after) : -1;

  if (own < 0 || (at < 0 && *after != '\0'))
    return;
  /* The position counts without the thing itself. */
  sch_scheme_draft_move (self, place, (guint) (own < at ? at : at + 1));
}

/* Behind the one of those before it in @other that is here too. */
static void
move_as_in (SchSchemeDraft *self, SchScheme *other, const SchSchemePlace *place)
{
  g_autoptr (SchSchemeDraft) draft = sch_scheme_draft_new (other);
  g_autoptr (GPtrArray) theirs = sch_draft_dup_list (draft, place);
  g_autoptr (GPtrArray) ours = sch_draft_dup_list (self, place);
  int index = theirs != NULL ? sch_draft_find (theirs, get_own_id (place)) : -1;

  while (ours != NULL && --index >= 0)
    {
      JsonNode *node = g_ptr_array_index (theirs, index);
      const char *id = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_string_member_with_default (
                                                           json_node_get_object (node), "id", "")
                                                     : json_node_get_string (node);

      if (id == NULL || sch_draft_find (ours, id) < 0)
        continue;
      move_behind (self, place, id);
      return;
    }
  move_behind (self, place, "");
}

static gboolean
refuse (const SchSchemeDifference *difference, GError **error)
{
  g_autofree char *place = sch_scheme_difference_dup_place_text (difference);

  /* Translators: %s is a place in a scheme, such as “label “Person”, attribute “Age””. */
  g_set_error (error, SCH_ERROR, SCH_ERROR_INVALID,
               _ ("%s cannot be taken by itself. Take first what it belongs to."), place);
  return FALSE;
}

static gboolean
add (SchSchemeDraft *self, SchScheme *other, const SchSchemeDifference *difference, GError **error)
{
  g_autofree char *id = sch_scheme_draft_copy (self, other, &difference->place);

  if (id == NULL)
    return refuse (difference, error);
  if (strcmp (id, get_own_id (&difference->place)) == 0)
    move_as_in (self, other, &difference->place);
  return TRUE;
}

static gboolean
take_place (SchSchemeDraft *self, SchScheme *other, const SchSchemeDifference *difference,
            GError **error)
{
  const SchSchemePlace *place = &difference->place;
  g_autofree char *name = NULL;
  gboolean done = FALSE;

  switch (difference->kind)
    {
    case SCH_DIFFERENCE_ADDED:
      return add (self, other, difference, error);
    case SCH_DIFFERENCE_MERGED:
      return sch_scheme_draft_merge (self, place, difference->into, error);
    case SCH_DIFFERENCE_CHANGED:
      return sch_scheme_draft_set_json (self, place, difference->member, difference->after, error);
    case SCH_DIFFERENCE_REMOVED:
      done = sch_scheme_draft_remove (self, place);
      break;
    case SCH_DIFFERENCE_RETIRED:
    case SCH_DIFFERENCE_REVIVED:
      done = sch_scheme_draft_set_boolean (self, place, "retired",
                                           difference->kind == SCH_DIFFERENCE_RETIRED);
      break;
    case SCH_DIFFERENCE_RENAMED:
      name = dup_string (difference->after);
      done = sch_scheme_draft_set_string (self, place, "name", name);
      break;
    case SCH_DIFFERENCE_MOVED:
    default:
      done = sch_scheme_draft_get (self, place) != NULL;
      if (done)
        move_behind (self, place, difference->into != NULL ? difference->into : "");
    }
  return done || refuse (difference, error);
}

static gboolean
take_member (SchSchemeDraft *self, const char *member, const char *json, GError **error)
{
  JsonNode *node;

  if (json == NULL)
    {
      json_object_remove_member (sch_draft_get_root (self), member);
      return TRUE;
    }
  node = sch_json_tree_parse (json, strlen (json), member, error);
  if (node == NULL)
    return FALSE;
  json_object_set_member (sch_draft_get_root (self), member, node);
  return TRUE;
}

gboolean
sch_scheme_draft_take (SchSchemeDraft *self, SchScheme *other,
                       const SchSchemeDifference *difference, GError **error)
{
  const char *member = difference->member;

  g_return_val_if_fail (self != NULL && other != NULL && difference != NULL, FALSE);

  switch (difference->subject)
    {
    case SCH_SUBJECT_SNAP:
      return sch_scheme_draft_set_snap (self, difference->place.id, difference->after, error);
    case SCH_SUBJECT_SCHEME:
      if (difference->kind == SCH_DIFFERENCE_RENAMED)
        member = "name";
      return member != NULL ? take_member (self, member, difference->after, error)
                            : refuse (difference, error);
    case SCH_SUBJECT_PLACE:
    default:
      return take_place (self, other, difference, error);
    }
}
