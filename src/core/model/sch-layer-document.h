/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-edit.h"
#include "sch-span-index.h"

G_BEGIN_DECLS

/**
 * SchSpanItem: a row of a list of spans; made on demand, holds one version of a span.
 */
#define SCH_TYPE_SPAN_ITEM (sch_span_item_get_type ())
G_DECLARE_FINAL_TYPE (SchSpanItem, sch_span_item, SCH, SPAN_ITEM, GObject)
SchSpanItem *sch_span_item_new (SchSpan *span);
SchSpan *sch_span_item_get_span (SchSpanItem *self);

/**
 * SchLayerDocument:
 *
 * One document's annotations in one layer. A GListModel of #SchSpanItem in document order with
 * exact items-changed. Changed by sch_corpus_apply() only.
 *
 * Signals:
 * - "spans-changed" (guint char_start, guint char_end): what to paint again
 * - "record-changed" (int type, gpointer before, gpointer after): after each change of one
 *   record (before or after may be NULL)
 * - "reset": everything may have changed (foreign change merged)
 */
#define SCH_TYPE_LAYER_DOCUMENT (sch_layer_document_get_type ())
G_DECLARE_FINAL_TYPE (SchLayerDocument, sch_layer_document, SCH, LAYER_DOCUMENT, GObject)

SchLayerDocument *sch_layer_document_new (const char *layer, const char *path, SchText *text);
/* Reads the content of a layer document's file; @file_name for messages. The text may be NULL. */
SchLayerDocument *sch_layer_document_new_from_json (const char *layer, const char *path,
                                                    SchText *text, GBytes *json,
                                                    const char *file_name, GError **error);

const char *sch_layer_document_get_layer (SchLayerDocument *self);
const char *sch_layer_document_get_path (SchLayerDocument *self);
SchText *sch_layer_document_get_text (SchLayerDocument *self);
/* Whether the file's "document" (length, sha256) is of another state of the text than the one here. */
gboolean sch_layer_document_text_differs (SchLayerDocument *self);
guint sch_layer_document_get_scheme_revision (SchLayerDocument *self);

SchSpanIndex *sch_layer_document_get_index (SchLayerDocument *self);
guint sch_layer_document_get_n_spans (SchLayerDocument *self);
SchSpan *sch_layer_document_get_span (SchLayerDocument *self, const char *id);
guint sch_layer_document_count_label (SchLayerDocument *self, const char *label);
GPtrArray *sch_layer_document_list_labels (SchLayerDocument *self);
guint sch_layer_document_count_cluster (SchLayerDocument *self, const char *cluster);
guint sch_layer_document_count_doubts (SchLayerDocument *self);
guint sch_layer_document_get_n_relations (SchLayerDocument *self);
SchRelation *sch_layer_document_get_relation (SchLayerDocument *self, const char *id);
/* (element-type SchRelation) (nullable) (transfer none): relations that start or end at the span */
GPtrArray *sch_layer_document_get_relations_of (SchLayerDocument *self, const char *span_id);
/* (transfer full) (element-type SchRelation): all, sorted by id */
GPtrArray *sch_layer_document_list_relations (SchLayerDocument *self);
/* (transfer full) (element-type SchSpan): all, in document order */
GPtrArray *sch_layer_document_list_spans (SchLayerDocument *self);
SchState *sch_layer_document_get_state (SchLayerDocument *self);
SchStatus sch_layer_document_get_status (SchLayerDocument *self);
guint sch_layer_document_get_n_orphans (SchLayerDocument *self);
/* (transfer full) (element-type SchTree): sorted by id */
GPtrArray *sch_layer_document_list_orphans (SchLayerDocument *self);
/* The record with this type and id, or NULL. */
gpointer sch_layer_document_get_record (SchLayerDocument *self, SchRecordType type, const char *id);

/**
 * SchLayerSnapshot: an immutable picture of a layer document for another thread: O(n) references.
 */
typedef struct _SchLayerSnapshot SchLayerSnapshot;
SchLayerSnapshot *sch_layer_document_snapshot (SchLayerDocument *self, guint scheme_revision,
                                               const char *annotator);
GBytes *sch_layer_snapshot_to_json (SchLayerSnapshot *snapshot);
gboolean sch_layer_snapshot_is_empty (SchLayerSnapshot *snapshot);
void sch_layer_snapshot_free (SchLayerSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchLayerSnapshot, sch_layer_snapshot_free)

G_END_DECLS
