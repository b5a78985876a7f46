/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences of schemes in words. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sch-json-tree.h"
#include "sch-scheme-diff.h"
#include "sch-scheme-nodes.h"
#include "sch-tree-private.h"

#define MAX_VALUE_CHARS 120

static const struct
{
  const char *member;
  const char *title;
} titles[] = {
  { "name", N_ ("name") },
  { "kind", N_ ("kind") },
  { "role", N_ ("role") },
  { "type", N_ ("type") },
  { "color", N_ ("colour") },
  { "key", N_ ("key") },
  { "parent", N_ ("parent") },
  { "from", N_ ("start") },
  { "to", N_ ("end") },
  { "symmetric", N_ ("goes both ways") },
  { "labels", N_ ("labels") },
  { "requires", N_ ("required relation") },
  { "direction", N_ ("direction") },
  { "min", N_ ("smallest number") },
  { "max", N_ ("largest number") },
  { "relation", N_ ("relation") },
  { "within", N_ ("reach") },
  { "attribute", N_ ("attribute") },
  { "values", N_ ("values") },
  { "noOverlap", N_ ("must not overlap") },
  { "noCrossing", N_ ("must not cross") },
  { "inside", N_ ("must be inside") },
  { "outside", N_ ("must be outside") },
  { "balanced", N_ ("balanced marks") },
  { "wholeWords", N_ ("whole words") },
  { "language", N_ ("language") },
  { "literature", N_ ("literature") },
  { "unless", N_ ("exceptions") },
  { "severity", N_ ("severity") },
  { "message", N_ ("message") },
  { "description", N_ ("description") },
  { "examples", N_ ("examples") },
  { "counterexamples", N_ ("counter-examples") },
  { "default", N_ ("default") },
  { "required", N_ ("required") },
  { "when", N_ ("condition") },
  { "strip", N_ ("list of endings left out") },
  { "join", N_ ("characters within words") },
  { "replaces", N_ ("list of replaced ids") },
  { "retired", N_ ("retired") },
  { "order", N_ ("order") },
};

const char *
sch_scheme_member_get_title (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].member, member) == 0)
      return _ (titles[i].title);
  return member;
}

/* --- Values --- */

static void
append_value (GString *text, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append (text, ", ");
          append_value (text, json_array_get_element (array, i));
        }
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = json_object_get_members (object);

      for (GList *l = names; l != NULL; l = l->next)
        {
          g_string_append_printf (text, "%s%s: ", l != names ? "; " : "", (const char *) l->data);
          append_value (text, json_object_get_member (object, l->data));
        }
    }
  else if (sch_node_is_string (node))
    g_string_append (text, json_node_get_string (node));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? _ ("yes") : _ ("no"));
  else
    {
      g_autofree char *json = sch_json_tree_to_string (node, FALSE, NULL);

      g_string_append (text, json);
    }
}

char *
sch_scheme_dup_value_text (const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? sch_json_tree_parse (json, strlen (json), "", NULL)
                                           : NULL;
  g_autoptr (GString) text = NULL;

  if (node == NULL)
    return g_strdup (_ ("none"));
  text = g_string_new (NULL);
  append_value (text, node);
  g_strdelimit (text->str, "\n\r\t", ' ');
  if (g_utf8_strlen (text->str, -1) > MAX_VALUE_CHARS)
    {
      g_autofree char *cut = g_utf8_substring (text->str, 0, MAX_VALUE_CHARS - 1);

      return g_strconcat (cut, "…", NULL);
    }
  return g_strdup (text->str);
}

/* --- Places --- */

static const char *
get_kind_title (const char *kind)
{
  static const char *const kind_titles[SCH_N_KINDS] = {
    [SCH_KIND_ENTITY] = N_ ("entities"), [SCH_KIND_CLAIM] = N_ ("claims"),
    [SCH_KIND_SOURCE] = N_ ("sources"),  [SCH_KIND_CUE] = N_ ("cues"),
    [SCH_KIND_OTHER] = N_ ("others"),
  };
  SchKind found;

  return kind != NULL && sch_kind_from_string (kind, &found) ? _ (kind_titles[found]) : "";
}

static char *
dup_attribute_text (const SchSchemeDifference *self, const char *name)
{
  switch (self->place.part)
    {
    case SCH_PART_LABEL_ATTRIBUTE:
      return g_strdup_printf (_ ("label “%s”, attribute “%s”"), self->owner_name, name);
    case SCH_PART_RELATION_ATTRIBUTE:
      return g_strdup_printf (_ ("relation “%s”, attribute “%s”"), self->owner_name, name);
    case SCH_PART_CLUSTER_ATTRIBUTE:
      /* Translators: kind of clusters (claims, entities), attribute */
      return g_strdup_printf (_ ("clusters of %s, attribute “%s”"),
                              get_kind_title (self->place.owner), name);
    default:
      return g_strdup_printf (_ ("documents, attribute “%s”"), name);
    }
}

static char *
dup_list_text (const SchSchemeDifference *self)
{
  switch (self->place.part)
    {
    case SCH_PART_LABEL:
      return g_strdup (_ ("labels"));
    case SCH_PART_RELATION:
      return g_strdup (_ ("relations"));
    case SCH_PART_RULE:
      return g_strdup (_ ("rules"));
    case SCH_PART_LABEL_ATTRIBUTE:
      return g_strdup_printf (_ ("label “%s”, attributes"), self->owner_name);
    case SCH_PART_RELATION_ATTRIBUTE:
      return g_strdup_printf (_ ("relation “%s”, attributes"), self->owner_name);
    case SCH_PART_CLUSTER_ATTRIBUTE:
      return g_strdup_printf (_ ("clusters of %s, attributes"), get_kind_title (self->place.owner));
    default:
      return g_strdup (_ ("documents, attributes"));
    }
}

/**
 * sch_scheme_difference_dup_place_text:
 *
 * Returns: (transfer full): where it is, beginning with a lower-case letter
 */
char *
sch_scheme_difference_dup_place_text (const SchSchemeDifference *self)
{
  if (self->subject == SCH_SUBJECT_SCHEME)
    return g_strdup (_ ("scheme"));
  if (self->subject == SCH_SUBJECT_SNAP)
    return g_strdup_printf (_ ("snapping for the language “%s”"), self->name);
  if (self->place.value != NULL)
    {
      g_autofree char *attribute = dup_attribute_text (self, self->attribute_name);

      return *self->place.value != '\0'
                 ? g_strdup_printf (_ ("%s, value “%s”"), attribute, self->name)
                 : g_steal_pointer (&attribute);
    }
  if (self->place.id == NULL)
    return dup_list_text (self);
  switch (self->place.part)
    {
    case SCH_PART_LABEL:
      return g_strdup_printf (_ ("label “%s”"), self->name);
    case SCH_PART_RELATION:
      return g_strdup_printf (_ ("relation “%s”"), self->name);
    case SCH_PART_RULE:
      return g_strdup_printf (_ ("rule “%s”"), self->name);
    default:
      return dup_attribute_text (self, self->name);
    }
}

/* --- Sentences --- */

static char *
dup_change_text (const SchSchemeDifference *self, const char *place)
{
  g_autofree char *before = sch_scheme_dup_value_text (self->before);
  g_autofree char *after = sch_scheme_dup_value_text (self->after);
  const char *title = sch_scheme_member_get_title (self->member);

  if (self->before == NULL)
    /* Translators: place, member, its value: label “Person”: key is e now, there was none */
    return g_strdup_printf (_ ("%s: %s is %s now, there was none"), place, title, after);
  if (self->after == NULL)
    return g_strdup_printf (_ ("%s: there is no %s any more, it was %s"), place, title, before);
  return g_strdup_printf (_ ("%s: %s is %s now, it was %s"), place, title, after, before);
}

/**
 * sch_scheme_difference_dup_text:
 *
 * Returns: (transfer full): what is otherwise, in one line without a full stop
 */
char *
sch_scheme_difference_dup_text (const SchSchemeDifference *self)
{
  g_autofree char *place = sch_scheme_difference_dup_place_text (self);
  g_autofree char *before = NULL;

  switch (self->kind)
    {
    case SCH_DIFFERENCE_ADDED:
      return g_strdup_printf (_ ("%s: new"), place);
    case SCH_DIFFERENCE_REMOVED:
      return g_strdup_printf (_ ("%s: removed"), place);
    case SCH_DIFFERENCE_MERGED:
      return g_strdup_printf (_ ("%s: merged into “%s”"), place, self->into_name);
    case SCH_DIFFERENCE_RETIRED:
      return g_strdup_printf (_ ("%s: retired"), place);
    case SCH_DIFFERENCE_REVIVED:
      return g_strdup_printf (_ ("%s: no longer retired"), place);
    case SCH_DIFFERENCE_RENAMED:
      before = sch_scheme_dup_value_text (self->before);
      return g_strdup_printf (_ ("%s: renamed, it was “%s”"), place, before);
    case SCH_DIFFERENCE_MOVED:
      if (*self->into == '\0')
        return g_strdup_printf (_ ("%s: moved to the first place"), place);
      return g_strdup_printf (_ ("%s: moved behind “%s”"), place, self->into_name);
    case SCH_DIFFERENCE_CHANGED:
    default:
      return dup_change_text (self, place);
    }
}
