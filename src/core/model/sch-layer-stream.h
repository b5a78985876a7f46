/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"

G_BEGIN_DECLS

/* A layer document that was read, for one thread. It is in no corpus, so that nobody else sees it. */
typedef struct _SchLayerReading SchLayerReading;

/* (transfer none) */
SchLayerDocument *sch_layer_reading_get_document (SchLayerReading *self);

/**
 * SchLayerCounts:
 * @labels: label (interned) -> number of spans
 */
typedef struct
{
  guint n_spans;
  guint n_relations;
  SchStatus status;
  GHashTable *labels;
} SchLayerCounts;

/* (transfer full): costs less than sch_layer_reading_get_document(), which need not be asked then. */
SchLayerCounts *sch_layer_reading_count (SchLayerReading *self);
void sch_layer_counts_free (SchLayerCounts *self);

/**
 * SchLayerStream:
 * @wants: (nullable): FALSE: the document is not read, and @take gets neither result nor failure; in
 *   any thread
 * @work: (transfer full) (nullable result): what is wanted of a document; in any thread
 * @take: in the calling thread, in the order of the paths. @failure: (nullable): why the text cannot
 *   be read; there is no @result then. What the annotations are reported for (see
 *   sch_corpus_get_issues()) is known to the corpus
 * @free_result: (nullable)
 */
typedef struct
{
  gboolean (*wants) (const char *path, gpointer data);
  gpointer (*work) (SchLayerReading *reading, gpointer data);
  gboolean (*take) (const char *path, gpointer result, const GError *failure, gpointer data,
                    GError **error);
  GDestroyNotify free_result;
} SchLayerStream;

/* Reads the annotations of many documents, each as sch_corpus_get_layer_document() would, but without
 * keeping any. The documents and the settings of the corpus must not be changed meanwhile. */
gboolean sch_corpus_stream_layer (SchCorpus *corpus, const char *layer, const char *const *paths,
                                  guint n_workers, const SchLayerStream *stream, gpointer data,
                                  GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchLayerCounts, sch_layer_counts_free)

G_END_DECLS
