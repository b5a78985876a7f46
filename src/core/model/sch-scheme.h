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
  char *derive; /* (nullable) "quotation", "voice", "number", "date", "language", "sticky" */
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

/* What a rule asks for. A file tells the kind by the one member that only rules of the kind have. */
typedef enum
{
  SCH_RULE_REQUIRES,    /* "requires": relations of a type, from @min to @max of them */
  SCH_RULE_RELATION,    /* "relation": where relations of a type may start and end */
  SCH_RULE_ATTRIBUTE,   /* "attribute": a value, or one of some values */
  SCH_RULE_NO_OVERLAP,  /* "noOverlap": no character shared with certain spans */
  SCH_RULE_NO_CROSSING, /* "noCrossing": nested in such spans or the reverse, not half in them */
  SCH_RULE_INSIDE,      /* "inside": one of such spans has all its characters */
  SCH_RULE_OUTSIDE,     /* "outside": none of such spans has one of its characters */
  SCH_RULE_BALANCED,    /* "balanced": no mark of a pair without the other */
  SCH_RULE_WHOLE_WORDS, /* "wholeWords": starts and ends where words do */
  SCH_N_RULE_KINDS,
} SchRuleKind;

typedef enum
{
  SCH_MARKS_QUOTES,
  SCH_MARKS_BRACKETS,
  SCH_N_MARKS,
} SchMarks;

/* How near to each other the ends of a relation must be. */
typedef enum
{
  SCH_REACH_DOCUMENT,
  SCH_REACH_PARAGRAPH,
  SCH_REACH_SENTENCE,
  SCH_N_REACHES,
} SchReach;

/**
 * SchRule:
 * @labels: label ids or kinds: of the spans that the rule is about (SCH_RULE_RELATION: none)
 * @relation: (nullable): REQUIRES, RELATION: the type
 * @at_from: REQUIRES: the span is the start of these relations, else their end
 * @min, @max: REQUIRES: how many; @max 0 = any number
 * @from, @to: RELATION: label ids or kinds of the ends; empty = anything
 * @reach: RELATION
 * @attribute, @values: (nullable): ATTRIBUTE: id; values of which there must be one, empty = any
 * @others: NO_OVERLAP, NO_CROSSING, INSIDE, OUTSIDE: label ids or kinds of the other spans
 * @marks: BALANCED
 * @when, @unless: (nullable): attribute id -> strv: only where all of the former have one of the
 *   values, and none of the latter has; RELATION: attributes of the relation, else of the span
 * @message: the author's, or (with @is_own_message FALSE) sch_rule_dup_default_message()
 */
typedef struct
{
  char *id;
  SchRuleKind kind;
  char **labels;
  char *relation;
  gboolean at_from;
  guint min;
  guint max;
  char **from;
  char **to;
  SchReach reach;
  char *attribute;
  char **values;
  char **others;
  SchMarks marks;
  GHashTable *when;
  GHashTable *unless;
  SchSeverity severity;
  char *message;
  gboolean is_own_message;
} SchRule;

/**
 * SchScheme: immutable, shared by reference; built from a SchTree of type SCHEME.
 */
typedef struct _SchScheme SchScheme;

const char *sch_kind_to_string (SchKind kind);
gboolean sch_kind_from_string (const char *string, SchKind *kind);

const char *sch_attribute_type_to_string (SchAttributeType type);
gboolean sch_attribute_type_from_string (const char *string, SchAttributeType *type);

/* The member that tells the kind. */
const char *sch_rule_kind_to_string (SchRuleKind kind);
gboolean sch_rule_kind_from_string (const char *string, SchRuleKind *kind);
/* "quotes", "brackets" */
const char *sch_marks_to_string (SchMarks marks);
gboolean sch_marks_from_string (const char *string, SchMarks *marks);
/* "" for the document, "paragraph", "sentence" */
const char *sch_reach_to_string (SchReach reach);
gboolean sch_reach_from_string (const char *string, SchReach *reach);
/* "error", "warning", "info" */
const char *sch_severity_to_string (SchSeverity severity);
gboolean sch_severity_from_string (const char *string, SchSeverity *severity);

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
/* Whether the attribute, or its fixed default where it has no value, is one of @values. */
gboolean sch_label_has_value (const SchLabel *label, SchAttributes *attributes, const char *id,
                              char **values);
/* By id, or by an id that a value replaces. */
const SchAttributeValue *sch_attribute_get_value (const SchAttribute *self, const char *id);
/* What is wrong with the value that @values has for the attribute; NULL = nothing, or no value. */
char *sch_attribute_dup_complaint (const SchAttribute *self, SchAttributes *values);
/* @name: a kind or a label's id, as in the ends of relations and in rules. */
gboolean sch_scheme_label_matches (SchScheme *self, const char *name, const SchLabel *label);
guint sch_scheme_get_n_relation_types (SchScheme *self);
const SchRelationType *sch_scheme_get_relation_type_at (SchScheme *self, guint index);
const SchRelationType *sch_scheme_get_relation_type (SchScheme *self, const char *id);
/* Whether the id is that of the type, or one that it replaces. */
gboolean sch_relation_type_is (const SchRelationType *self, const char *id);
gboolean sch_relation_type_allows (const SchRelationType *type, SchScheme *scheme,
                                   const char *from_label, const char *to_label);
gboolean sch_relation_type_asks_for (const SchRelationType *type, const SchAttribute *attribute,
                                     SchAttributes *attributes);
const SchAttribute *sch_relation_type_get_attribute (const SchRelationType *type, const char *id);
GPtrArray *sch_scheme_get_rules (SchScheme *self); /* of SchRule */
/* Whether a span with the label and these attributes is one that the rule is about. */
gboolean sch_rule_concerns (const SchRule *self, SchScheme *scheme, const SchLabel *label,
                            SchAttributes *attributes);
/* Whether "when" and "unless" let the rule hold. @label: (nullable): whose defaults count */
gboolean sch_rule_is_met (const SchRule *self, const SchLabel *label, SchAttributes *attributes);
gboolean sch_rule_find_exemption (const SchRule *self, const SchLabel *label,
                                  const SchAttribute **attribute, const SchAttributeValue **value);
/* (transfer full): what people read where the rule's author wrote no message */
char *sch_rule_dup_default_message (const SchRule *self, SchScheme *scheme);
char *sch_rule_dup_reach_message (const SchRule *self, SchScheme *scheme);
GPtrArray *sch_scheme_get_document_attributes (SchScheme *self); /* of SchAttribute */
/* (nullable) (element-type SchAttribute): @kind as in SchCluster */
GPtrArray *sch_scheme_get_cluster_attributes (SchScheme *self, const char *kind);
/* Rules for the language, else for its base language, else NULL (the segmenter's own defaults). */
const SchSnapRules *sch_scheme_get_snap_rules (SchScheme *self, const char *language);
/* (transfer full): the languages that have rules of their own, in lower case, sorted */
char **sch_scheme_dup_snap_languages (SchScheme *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchScheme, sch_scheme_unref)

G_END_DECLS
