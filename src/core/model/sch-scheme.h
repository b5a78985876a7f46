/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"
#include "sch-segmenter.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_KIND_ENTITY,
  SCH_KIND_CLAIM,
  SCH_KIND_SOURCE,
  SCH_KIND_CUE,
  SCH_KIND_OTHER,
  SCH_N_KINDS,
} SchKind;

typedef enum
{
  SCH_ATTRIBUTE_CHOICE,
  SCH_ATTRIBUTE_CHOICES,
  SCH_ATTRIBUTE_TEXT,
  SCH_ATTRIBUTE_NUMBER,
  SCH_ATTRIBUTE_BOOLEAN,
  SCH_ATTRIBUTE_DATE,
  SCH_ATTRIBUTE_URL,
} SchAttributeType;

typedef struct
{
  char *id;
  char *name;
  char *key;
  char *color;
  char *description;
  char **replaces; /* (nullable) ids of values that became this one */
} SchAttributeValue;

/* @default_json: canonical JSON of a value or of {"derive": ...}, or NULL; @when: (nullable): attribute id -> strv of values. */
typedef struct
{
  char *id;
  char *name;
  char *description;
  SchAttributeType type;
  GPtrArray *values; /* of SchAttributeValue */
  char *default_json;
  char *derive; /* (nullable) "quotation", "number", "date", "language", "sticky" */
  gboolean required;
  GHashTable *when;
} SchAttribute;

/* @color: "#rrggbb"; @key: one character or ""; @role: "" or "exclude". */
typedef struct
{
  char *id;
  char *name;
  char *color;
  char *key;
  char *role;
  char *description;
  char *parent;
  SchKind kind;
  gboolean retired;
  char **examples;
  char **counterexamples;
  char **replaces;
  GPtrArray *attributes; /* of SchAttribute */
} SchLabel;

typedef struct
{
  char *id;
  char *name;
  char *color;
  char *description;
  char **from; /* kinds or label ids; empty = anything */
  char **to;
  char **replaces; /* ids of types that became this one */
  gboolean symmetric;
  gboolean retired;
  GPtrArray *attributes; /* of SchAttribute */
} SchRelationType;

typedef enum
{
  SCH_SEVERITY_ERROR,
  SCH_SEVERITY_WARNING,
  SCH_SEVERITY_INFO,
} SchSeverity;

/* A rule that spans with one of @labels (label ids or kinds) have a relation of type @requires,
 * @at_from: as its start (else as its end), unless an attribute has one of the values of @unless. */
typedef struct
{
  char *id;
  char **labels;
  char *requires;
  gboolean at_from;
  GHashTable *unless; /* attribute id -> strv */
  SchSeverity severity;
  char *message;
} SchRule;

/**
 * SchScheme: immutable, shared by reference; built from a SchTree of type SCHEME.
 */
typedef struct _SchScheme SchScheme;

const char *sch_kind_to_string (SchKind kind);
gboolean sch_kind_from_string (const char *string, SchKind *kind);

const char *sch_attribute_type_to_string (SchAttributeType type);
gboolean sch_attribute_type_from_string (const char *string, SchAttributeType *type);

/* Checks the tree; errors name file, label and member. */
SchScheme *sch_scheme_new (SchTree *tree, const char *file_name, GError **error);
SchScheme *sch_scheme_new_from_json (const char *json, gsize byte_len, const char *file_name,
                                     GError **error);
SchScheme *sch_scheme_ref (SchScheme *self);
void sch_scheme_unref (SchScheme *self);
SchTree *sch_scheme_get_tree (SchScheme *self);
const char *sch_scheme_get_name (SchScheme *self);
/* What it is for, in a sentence or two; "" where it does not say. */
const char *sch_scheme_get_description (SchScheme *self);
guint sch_scheme_get_revision (SchScheme *self);
guint sch_scheme_get_n_labels (SchScheme *self);
const SchLabel *sch_scheme_get_label_at (SchScheme *self, guint index);
/* By id, or by an id that a label replaces. */
const SchLabel *sch_scheme_get_label (SchScheme *self, const char *id);
SchKind sch_scheme_get_kind (SchScheme *self, const char *label_id);
const SchLabel *sch_scheme_get_label_by_key (SchScheme *self, const char *key);
const SchAttribute *sch_label_get_attribute (const SchLabel *label, const char *id);
gboolean sch_label_asks_for (const SchLabel *label, const SchAttribute *attribute,
                             SchAttributes *attributes);
/* By id, or by an id that a value replaces. */
const SchAttributeValue *sch_attribute_get_value (const SchAttribute *self, const char *id);
/* What is wrong with the value that @values has for the attribute; NULL = nothing, or no value. */
char *sch_attribute_dup_complaint (const SchAttribute *self, SchAttributes *values);
/* @name: a kind or a label's id, as in the ends of relations and in rules. */
gboolean sch_scheme_label_matches (SchScheme *self, const char *name, const SchLabel *label);
guint sch_scheme_get_n_relation_types (SchScheme *self);
const SchRelationType *sch_scheme_get_relation_type_at (SchScheme *self, guint index);
const SchRelationType *sch_scheme_get_relation_type (SchScheme *self, const char *id);
gboolean sch_relation_type_allows (const SchRelationType *type, SchScheme *scheme,
                                   const char *from_label, const char *to_label);
GPtrArray *sch_scheme_get_rules (SchScheme *self);               /* of SchRule */
GPtrArray *sch_scheme_get_document_attributes (SchScheme *self); /* of SchAttribute */
/* (nullable) (element-type SchAttribute): @kind as in SchCluster */
GPtrArray *sch_scheme_get_cluster_attributes (SchScheme *self, const char *kind);
/* Rules for the language, else for its base language, else NULL (the segmenter's own defaults). */
const SchSnapRules *sch_scheme_get_snap_rules (SchScheme *self, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchScheme, sch_scheme_unref)

G_END_DECLS
