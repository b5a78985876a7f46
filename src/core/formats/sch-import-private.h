/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The inside of SchImport, shared by sch-import.c and sch-import-merge.c. */

#include "sch-import.h"

G_BEGIN_DECLS

/**
 * @owner_of_id: layer -> (id -> path): spans and relations of the layer, and what this import adds
 * @new_texts: path -> SchText: documents that are not written yet (dry run: of the whole import)
 * @made: "layer\nid": clusters, and "layer": layers that this import makes in a dry run
 */
struct _SchImport
{
  SchFormatSink sink;
  SchCorpus *corpus;
  SchImportOptions options;
  SchReport *report;
  GCancellable *cancellable;
  const SchFormat *format;
  const char *file_name;
  GHashTable *owner_of_id;
  GHashTable *new_texts;
  GHashTable *made;
  GHashTable *path_of_sha;   /* (nullable) */
  GHashTable *hashed;        /* paths of the documents that are in it */
  GHashTable *path_of_words; /* (nullable) */
  GPtrArray *pending;        /* of SchFormatDocument, with their final path and layer */
  gsize pending_bytes;
};

/* The layer document as it is, or NULL where there is none yet. */
gboolean sch_import_peek_existing (SchImport *self, SchFormatDocument *document,
                                   SchLayerDocument **existing, GError **error);
/* The edits that bring a document with its final path and layer into the corpus; counts them. */
gboolean sch_import_merge (SchImport *self, SchFormatDocument *document, SchEditGroup *group,
                           GError **error);

G_END_DECLS
