/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-layer-document.h"

G_BEGIN_DECLS

/* For sch-corpus-*.c and tests: the mutator behind sch_corpus_apply(). */

/* The record as it is now must equal @before (NULL: not there); it becomes @after (NULL: gone).
 * Nothing is changed on an error (SCH_ERROR_CONFLICT, SCH_ERROR_RANGE). */
gboolean sch_layer_document_check_record (SchLayerDocument *self, SchRecordType type,
                                          gpointer before, gpointer after, GError **error);
/* Unchecked; emits items-changed, spans-changed and record-changed. */
void sch_layer_document_replace_record (SchLayerDocument *self, SchRecordType type, gpointer before,
                                        gpointer after);
/* The document has been moved. */
void sch_layer_document_set_path (SchLayerDocument *self, const char *path);
/* Takes over the whole content of another layer document of the same document and layer. */
void sch_layer_document_take_content (SchLayerDocument *self, SchLayerDocument *other);

/* For sch-layer-document.c: the same item for a span as long as somebody holds it. */
SchSpanItem *sch_span_item_get_shared (SchSpan *span, GHashTable *living);

/* For sch-layer-document-io.c. */
typedef struct
{
  char *layer;
  char *path;
  SchText *text;
  guint scheme_revision;
  char *annotator;
  char *document_extra; /* unknown members of "document" and of the file, as in SchRecord */
  char *file_extra;
  guint file_length;
  char file_sha256[65];
  GPtrArray *spans;     /* of SchSpan, sorted */
  GPtrArray *relations; /* of SchRelation, sorted by id */
  GPtrArray *orphans;   /* of SchTree */
  SchState *state;
} SchLayerContent;

/* (transfer full): the content as it is now. */
SchLayerContent *sch_layer_document_dup_content (SchLayerDocument *self);

/* Takes the content. */
SchLayerDocument *sch_layer_document_new_from_content (SchLayerContent *content);

SchLayerContent *sch_layer_content_new (const char *layer, const char *path, SchText *text);
gboolean sch_layer_content_read (SchLayerContent *self, GBytes *json, const char *file_name,
                                 GError **error);
GBytes *sch_layer_content_write (SchLayerContent *self);
void sch_layer_content_free (SchLayerContent *self);
/* sch-layer-content-edit.c: @edits: (element-type SchEdit) */
void sch_layer_content_apply (SchLayerContent *self, GPtrArray *edits);
gboolean sch_layer_content_needs_text (GPtrArray *edits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchLayerContent, sch_layer_content_free)

G_END_DECLS
