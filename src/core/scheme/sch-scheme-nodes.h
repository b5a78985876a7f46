/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Looking at the trees of schemes thing by thing, shared by comparing and merging. A thing is a node
 * with an id: an object, or the string that stands for a value that has nothing but an id. */

#include "sch-scheme-draft.h"

G_BEGIN_DECLS

/* All NULL-safe: a missing node has nothing. */
const char *sch_scheme_node_get_id (JsonNode *thing);
const char *sch_scheme_node_get_name (JsonNode *thing);
JsonNode *sch_scheme_node_get_member (JsonNode *thing, const char *member);
/* (nullable): the array of a member; NULL where there is none */
JsonArray *sch_scheme_node_get_list (JsonNode *holder, const char *member);
/* (element-type utf8 JsonNode): id -> thing */
GHashTable *sch_scheme_nodes_index (JsonArray *list);
/* (transfer full) (nullable): JSON by which two nodes can be compared: members of objects sorted; NULL for
 * what says nothing: null, "", [], {}. */
char *sch_scheme_node_dup_json (JsonNode *node);
/* The same of a member, where also false says nothing, but for a default. */
char *sch_scheme_node_dup_member_json (JsonNode *thing, const char *member);
/* Whether two things say the same: member by member, with a missing name that is the id. */
gboolean sch_scheme_node_is_same (JsonNode *a, JsonNode *b);
/* (transfer full): names of all members that any of them has, in the order in which people read them. */
GStrv sch_scheme_node_list_names (JsonNode *a, JsonNode *b, JsonNode *c);
/* (transfer full): names of the members that any of them has, in the order in which people read them,
 * without "id" and @inner (nullable), the list of things within. */
GStrv sch_scheme_node_list_members (JsonNode *a, JsonNode *b, JsonNode *c, const char *inner);
/* (transfer full): a copy that is nobody else's */
JsonNode *sch_scheme_node_copy (JsonNode *node);
/* The list of things within a thing of the part: "attributes", "values" or NULL. */
const char *sch_scheme_part_get_inner_list (const SchSchemePlace *place);
gboolean sch_scheme_node_replaces (JsonNode *thing, const char *id);
/* The thing of the list that replaces the id. */
JsonNode *sch_scheme_nodes_find_replacing (JsonArray *list, const char *id);

/* The lists of a scheme, in the order in which people read them: labels, relations, attributes of
 * documents, of each kind of clusters, rules. */
typedef struct
{
  SchSchemePart part;
  const char *member;
  const char *owner; /* (nullable): kind of clusters */
} SchSchemeList;

extern const SchSchemeList sch_scheme_lists[];
extern const guint sch_scheme_n_lists;
/* The node that has the list as its member: the root, or "clusterAttributes". */
JsonNode *sch_scheme_list_get_holder (const SchSchemeList *list, JsonNode *root);

G_END_DECLS
