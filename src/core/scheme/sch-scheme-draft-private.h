/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The inside of SchSchemeDraft, shared by sch-scheme-draft*.c and by nobody else. */

#include "sch-scheme-draft.h"

G_BEGIN_DECLS

struct _SchSchemeDraft
{
  JsonNode *root;
  guint revision;
};

/* sch-scheme-draft.c */
JsonObject *sch_draft_get_root (SchSchemeDraft *self);
/* (transfer container) (element-type JsonNode): of the list of a place; NULL where there is none and
 * none can be. */
GPtrArray *sch_draft_dup_list (SchSchemeDraft *self, const SchSchemePlace *place);
void sch_draft_set_list (SchSchemeDraft *self, const SchSchemePlace *place, GPtrArray *nodes);
/* The index of the thing in its list, or -1. */
int sch_draft_find (GPtrArray *nodes, const char *id);
/* All objects of a list of the root. */
GPtrArray *sch_draft_dup_objects (JsonObject *object, const char *member);
JsonNode *sch_draft_copy_node (JsonNode *node);
/* The strings of a member; empty where there is none. */
GPtrArray *sch_draft_dup_strings (JsonObject *object, const char *member);
void sch_draft_set_strings (JsonObject *object, const char *member, GPtrArray *strings);
/* An id of its own for @wanted in the list. */
char *sch_draft_make_id (SchSchemeDraft *self, const SchSchemePlace *list, const char *wanted);

/* sch-scheme-draft-names.c: @into: (nullable): NULL = what names the thing lets go of it. To be called
 * while the thing is still there. */
void sch_draft_rename_label (SchSchemeDraft *self, const char *id, const char *into);
void sch_draft_rename_relation (SchSchemeDraft *self, const char *id, const char *into);
void sch_draft_forget_attribute (SchSchemeDraft *self, const SchSchemePlace *place);
void sch_draft_rename_value (SchSchemeDraft *self, const SchSchemePlace *place, const char *into);

G_END_DECLS
