/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-scheme.h"

G_BEGIN_DECLS

/* A list of a scheme. */
typedef enum
{
  SCH_PART_LABEL,
  SCH_PART_RELATION,
  SCH_PART_RULE,
  SCH_PART_LABEL_ATTRIBUTE,    /* owner: the label's id */
  SCH_PART_RELATION_ATTRIBUTE, /* owner: the relation type's id */
  SCH_PART_DOCUMENT_ATTRIBUTE,
  SCH_PART_CLUSTER_ATTRIBUTE, /* owner: "entity", "claim", ... */
} SchSchemePart;

/**
 * SchSchemePlace:
 * @owner: (nullable): where the part needs one
 * @id: (nullable): NULL = the list as a whole
 * @value: (nullable): a value of the attribute @id; "" = the list of its values
 *
 * One thing in a scheme. Borrows its strings.
 */
typedef struct
{
  SchSchemePart part;
  const char *owner;
  const char *id;
  const char *value;
} SchSchemePlace;

/* A place that outlives a call. */
SchSchemePlace *sch_scheme_place_copy (const SchSchemePlace *place);
void sch_scheme_place_free (SchSchemePlace *place);

/**
 * SchSchemeDraft:
 *
 * A scheme that is being changed. What the program does not know is kept. Ids never change; a thing
 * that is no longer wanted is retired, merged into another (which then "replaces" it) or removed.
 * What becomes of annotations is the business of #SchSchemeChanges.
 */
typedef struct _SchSchemeDraft SchSchemeDraft;

SchSchemeDraft *sch_scheme_draft_new (SchScheme *scheme);
void sch_scheme_draft_free (SchSchemeDraft *self);
/* The changed scheme, its revision one higher; NULL with an error that names label and member. */
SchScheme *sch_scheme_draft_finish (SchSchemeDraft *self, GError **error);
/* (nullable) (transfer none): the object at the place, to be read only. */
JsonObject *sch_scheme_draft_get (SchSchemeDraft *self, const SchSchemePlace *place);
guint sch_scheme_draft_get_length (SchSchemeDraft *self, const SchSchemePlace *list);

void sch_scheme_draft_set_name (SchSchemeDraft *self, const char *name);
/* Adds a thing with an id made from @name (never one that is there or replaced by another) at
 * @position (G_MAXUINT = last). Labels are entities, attributes texts and rules empty until their
 * members are set. Returns (transfer full): the id; NULL where there is no such list. */
char *sch_scheme_draft_add (SchSchemeDraft *self, const SchSchemePlace *list, const char *name,
                            guint position);
gboolean sch_scheme_draft_move (SchSchemeDraft *self, const SchSchemePlace *place, guint position);
/* Takes the thing and all that names it (ends of relations, rules, parents, conditions) away. */
gboolean sch_scheme_draft_remove (SchSchemeDraft *self, const SchSchemePlace *place);
/* The thing at @place becomes @into (same list), which replaces its id from now on. Attributes and
 * values that only the former has are added to the latter. Labels, relations and values. */
gboolean sch_scheme_draft_merge (SchSchemeDraft *self, const SchSchemePlace *place,
                                 const char *into, GError **error);

/* Members; "" or NULL or FALSE takes the member out. */
gboolean sch_scheme_draft_set_string (SchSchemeDraft *self, const SchSchemePlace *place,
                                      const char *member, const char *value);
gboolean sch_scheme_draft_set_boolean (SchSchemeDraft *self, const SchSchemePlace *place,
                                       const char *member, gboolean value);
gboolean sch_scheme_draft_set_strv (SchSchemeDraft *self, const SchSchemePlace *place,
                                    const char *member, const char *const *values);
/* @json: any JSON value: numbers, {"derive": …}, conditions. */
gboolean sch_scheme_draft_set_json (SchSchemeDraft *self, const SchSchemePlace *place,
                                    const char *member, const char *json, GError **error);
/* @rules: (nullable) canonical JSON {"strip": […], "join": […]}; NULL = none for the language. */
gboolean sch_scheme_draft_set_snap (SchSchemeDraft *self, const char *language, const char *rules,
                                    GError **error);
/* Copies a thing of another scheme with all it has; parents, ends and rules that name nothing here
 * are left out. An id that is taken here gets a number.
 * Returns (transfer full): its id here. */
char *sch_scheme_draft_copy (SchSchemeDraft *self, SchScheme *from, const SchSchemePlace *place);

/* The same scheme under another revision. */
SchScheme *sch_scheme_with_revision (SchScheme *scheme, guint revision);
/* The place's "name", else its id; "" where there is none. */
const char *sch_scheme_draft_get_name (SchSchemeDraft *self, const SchSchemePlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSchemePlace, sch_scheme_place_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSchemeDraft, sch_scheme_draft_free)

G_END_DECLS
