/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-record.h"

G_BEGIN_DECLS

/* Reading and canonical writing of the small native files: scholiast.json, scheme.json,
 * documents.json, layer.json as trees, and clusters.json. All readers check "format" and
 * "version": another format is SCH_ERROR_FORMAT, a newer version SCH_ERROR_VERSION. */
#define SCH_FILE_VERSION 1

/* @id: (nullable): NULL = as sch_native_dup_tree_id() */
SchTree *sch_native_read_tree (SchRecordType type, const char *id, const char *json, gsize byte_len,
                               const char *file_name, GError **error);
/* The id of a tree by its content: a METADATA's path, "a b" of a REJECTED, else its "id" or "". */
char *sch_native_dup_tree_id (SchRecordType type, JsonNode *node);
/* The canonical bytes of scholiast.json, scheme.json or layer.json. */
GBytes *sch_native_write_tree (SchTree *tree);
/* Inline canonical form with the key order of the type (as a record in documents.json, a journal). */
void sch_native_write_inline (JsonNode *node, SchRecordType type, SchJsonWriter *writer);

/* (element-type SchTree): one METADATA record a document */
GPtrArray *sch_native_read_documents (const char *json, gsize byte_len, const char *file_name,
                                      char **extra, GError **error);
GBytes *sch_native_write_documents (GPtrArray *metadata, const char *extra);

typedef struct
{
  GPtrArray *clusters; /* of SchCluster */
  GPtrArray *links;    /* of SchRelation, type LINK */
  GPtrArray *rejected; /* of SchTree */
  char *extra;         /* (nullable) unknown members, as in SchRecord */
} SchClustersFile;

SchClustersFile *sch_native_read_clusters (const char *json, gsize byte_len, const char *file_name,
                                           GError **error);
GBytes *sch_native_write_clusters (const SchClustersFile *file);
void sch_clusters_file_free (SchClustersFile *file);

const char *sch_tree_get_string (SchTree *tree, const char *member); /* "" where missing */
char **sch_tree_dup_strv (SchTree *tree, const char *member);        /* empty where missing */
gboolean sch_tree_get_boolean (SchTree *tree, const char *member);
/* A copy with one member set to a string ("" takes it out). */
SchTree *sch_tree_with_string (SchTree *tree, const char *member, const char *value);
SchTree *sch_tree_with_boolean (SchTree *tree, const char *member, gboolean value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchClustersFile, sch_clusters_file_free)

G_END_DECLS
