/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sch-attributes.h"
#include "sch-text.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_RECORD_SPAN,     /* SchSpan, in a layer document */
  SCH_RECORD_RELATION, /* SchRelation, in a layer document */
  SCH_RECORD_STATE,   /* SchState: status, attributes, note, ignored problems of a layer document */
  SCH_RECORD_ORPHAN,  /* SchTree: a span with its relations whose text is gone */
  SCH_RECORD_CLUSTER, /* SchCluster, in a layer */
  SCH_RECORD_LINK,    /* SchRelation between clusters, in a layer */
  SCH_RECORD_REJECTED, /* SchTree, a refused proposal, in a layer */
  SCH_RECORD_LAYER,    /* SchTree: layer.json */
  SCH_RECORD_SCHEME,   /* SchTree: scheme.json */
  SCH_RECORD_METADATA, /* SchTree: one line of documents.json */
  SCH_RECORD_CORPUS,   /* SchTree: scholiast.json */
  SCH_RECORD_BULK,     /* SchBulk: one field of many records, in a layer document */
  SCH_N_RECORD_TYPES,
} SchRecordType;

typedef enum
{
  SCH_ORIGIN_MANUAL,
  SCH_ORIGIN_OCCURRENCES,
  SCH_ORIGIN_SUGGESTION,
  SCH_ORIGIN_CARRIED,
  SCH_ORIGIN_PROJECTED,
  SCH_ORIGIN_IMPORT,
  SCH_ORIGIN_MERGE,
} SchOrigin;

typedef enum
{
  SCH_STATE_CONFIRMED, /* not written */
  SCH_STATE_SUGGESTED,
  SCH_STATE_PROJECTED,
  SCH_STATE_DOUBTFUL,
} SchReviewState;

typedef enum
{
  SCH_STATUS_TODO,
  SCH_STATUS_IN_PROGRESS,
  SCH_STATUS_QUESTION,
  SCH_STATUS_DONE,
} SchStatus;

const char *sch_origin_to_string (SchOrigin origin);
gboolean sch_origin_from_string (const char *string, SchOrigin *origin);
const char *sch_review_state_to_string (SchReviewState state);
gboolean sch_review_state_from_string (const char *string, SchReviewState *state);
const char *sch_status_to_string (SchStatus status);
gboolean sch_status_from_string (const char *string, SchStatus *status);
const char *sch_record_type_to_string (SchRecordType type);
gboolean sch_record_type_from_string (const char *string, SchRecordType *type);
/* Whether such records live in layer documents; the others live in a layer or in the corpus. */
gboolean sch_record_type_is_in_layer_document (SchRecordType type);

/**
 * SchRecord:
 * @id: unique within its layer (metadata, states: the document's path)
 * @by: (nullable): who made or last changed it; like labels and types interned (g_intern_string()), because
 *   GLib's reference-counted interned strings are not safe when several threads make and drop the same one
 * @created, @modified: seconds since 1970 UTC, 0 = not known
 * @extra: (nullable): members that this version does not know, as canonical JSON text without
 *   braces ("\"k\": 1, \"m\": 2"); written back after the known ones
 *
 * What all kinds of record share. Records are values: freely changed by whoever made them, and
 * never again once they are in an edit, a model or another thread. Copy with sch_record_copy().
 */
typedef struct
{
  gatomicrefcount refs;
  SchRecordType type;
  SchOrigin origin : 8;
  SchReviewState state : 8;
  char *id;
  SchAttributes *attributes;
  char *note;
  const char *by;
  gint64 created;
  gint64 modified;
  double score; /* NAN = none */
  char *suggested_by;
  char *confirmed;
  char *extra;
} SchRecord;

typedef struct
{
  guint start; /* code points */
  guint end;   /* exclusive */
} SchRange;

/**
 * SchSpan:
 * @label: id of its label
 * @ranges: sorted, disjoint, at least one; start == end is a zero-width span
 * @text: (nullable): the covered text where it is not what the ranges cover in the document now
 * @clusters: (nullable) (array zero-terminated=1): ids
 * @set: (nullable): attributes that a person set over a derived value
 */
typedef struct
{
  SchRecord record;
  const char *label;
  SchRange *ranges;
  guint n_ranges;
  gboolean doubt;
  SchRange single; /* storage of ranges where there is one */
  char *text;
  char **clusters;
  char **set;
} SchSpan;

/* A relation between two spans of a layer document (type RELATION) or two clusters (type LINK). */
typedef struct
{
  SchRecord record;
  const char *type;
  char *from;
  char *to;
} SchRelation;

/* @verdicts, @assessment: (nullable): canonical JSON. */
typedef struct
{
  SchRecord record;
  char *kind;
  char *name;
  char *label;
  char *link;
  char *status;
  char *merged_into;
  char *verdicts;
  char *assessment;
} SchCluster;

/* @ignored: (element-type utf8): canonical JSON objects {rule, span, reason}. */
typedef struct
{
  SchRecord record;
  SchStatus status;
  GPtrArray *ignored;
} SchState;

/* A record that is a JSON object; @node is sealed (immutable). */
typedef struct
{
  SchRecord record;
  JsonNode *node;
} SchTree;

/**
 * SchBulk:
 * @of_relations: of relations, else of spans
 * @attribute: (nullable): which attribute; NULL = the label of spans, the type of relations
 * @value: (nullable): an id where @attribute is NULL; else canonical JSON, NULL = not set
 * @ids: (nullable): ids of the records, a blank between two
 *
 * One value that many records of a layer document have: what an edit of thousands of spans carries
 * instead of their whole records. Before and after share the ids. It applies to those of the records
 * that still have the value of before, and leaves times and authors alone: nobody has looked at them.
 */
typedef struct
{
  SchRecord record;
  gboolean of_relations;
  char *attribute;
  char *value;
  GRefString *ids;
} SchBulk;

gpointer sch_record_ref (gpointer record);
void sch_record_unref (gpointer record);
gpointer sch_record_copy (gpointer record);
gboolean sch_record_equal (gpointer a, gpointer b);
/* @text: (nullable): from which a span's "text" is taken where the span has none of its own */
void sch_record_write (gpointer record, SchJsonWriter *writer, SchText *text);
gpointer sch_record_read (SchRecordType type, SchJsonPull *pull);
char *sch_record_dup_json (gpointer record, SchText *text);
/* Of pointers to records in an array: by id. */
int sch_record_compare_ids (gconstpointer a, gconstpointer b);
/* (transfer full): the values of a table, sorted by id */
GPtrArray *sch_record_list_table (GHashTable *table);

SchSpan *sch_span_new (const char *id, const char *label, const SchRange *ranges, guint n_ranges);
void sch_span_set_label (SchSpan *self, const char *label);
void sch_span_set_ranges (SchSpan *self, const SchRange *ranges, guint n_ranges);
void sch_span_set_clusters (SchSpan *self, const char *const *clusters);
gboolean sch_span_has_cluster (SchSpan *self, const char *cluster);
guint sch_span_get_start (const SchSpan *self);
guint sch_span_get_end (const SchSpan *self);
gboolean sch_span_same_ranges (const SchSpan *a, const SchSpan *b);
int sch_span_compare (const SchSpan *a, const SchSpan *b);
int sch_span_compare_pointers (gconstpointer a, gconstpointer b);
/* The covered text, ranges joined by one space. */
char *sch_span_dup_covered (const SchSpan *self, SchText *text);
gboolean sch_ranges_normalize (SchRange *ranges, guint *n_ranges);

SchRelation *sch_relation_new (SchRecordType record_type, const char *id, const char *type,
                               const char *from, const char *to);
SchCluster *sch_cluster_new (const char *id, const char *kind, const char *name);
SchState *sch_state_new (const char *path);
SchTree *sch_tree_new (SchRecordType type, const char *id, JsonNode *node);

/* @ids: kept, not copied */
SchBulk *sch_bulk_new (gboolean of_relations, const char *attribute, const char *value,
                       GRefString *ids);
/* The record as @after has it; NULL where it does not have the value of @before. */
gpointer sch_bulk_change (const SchBulk *before, const SchBulk *after, gpointer record);

/* Replaces an owned string or shared map of a record that is still one's own. */
void sch_record_set_id (gpointer record, const char *id);
void sch_record_set_note (gpointer record, const char *note);
void sch_record_set_attributes (gpointer record, SchAttributes *attributes);
void sch_record_stamp (gpointer record, const char *by, gint64 now_seconds);

char *sch_time_to_string (gint64 seconds);
gboolean sch_time_from_string (const char *string, gint64 *seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchSpan, sch_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchRelation, sch_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchCluster, sch_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchState, sch_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchTree, sch_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchBulk, sch_record_unref)

G_END_DECLS
