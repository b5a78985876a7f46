/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-corpus.h"
#include "sch-format.h"
#include "sch-label-map.h"

G_BEGIN_DECLS

typedef enum
{
  SCH_ON_EXISTING_UPDATE,
  SCH_ON_EXISTING_SKIP,
  SCH_ON_EXISTING_ERROR,
} SchOnExisting;

typedef enum
{
  SCH_PREDICTIONS_LAYER,
  SCH_PREDICTIONS_ACCEPT,
  SCH_PREDICTIONS_DROP,
} SchPredictions;

/**
 * SchImportOptions:
 * @layer: (nullable): where annotations go that the source has in no layer; with @annotators NULL
 *   all of them
 * @annotators: (nullable): "layers", "merge" or the name of one
 * @on_existing: what about documents that have annotations in the layer
 * @predictions: what about spans that nobody has accepted
 * @map: (nullable)
 * @dry_run: check and count everything, write nothing
 */
typedef struct
{
  const char *layer;
  const char *annotators;
  SchOnExisting on_existing;
  SchPredictions predictions;
  SchLabelMap *map;
  gboolean dry_run;
} SchImportOptions;

/**
 * SchImport:
 *
 * One import into a corpus. A document is found again by its path, then by its text; a new one is
 * written, an existing text never. Ids that are valid and free are kept, others made from (layer,
 * path, source id, ordinal), so that the same import again changes nothing. Spans of the layer that
 * are not in the source stay.
 *
 * Documents are written in batches, so that a large source needs little memory; run it with
 * dry_run first, so that a source with an error changes nothing.
 */
typedef struct _SchImport SchImport;

SchImport *sch_import_new (SchCorpus *corpus, const SchImportOptions *options, SchReport *report,
                           GCancellable *cancellable);
void sch_import_free (SchImport *self);
gboolean sch_import_read (SchImport *self, const SchFormat *format, GInputStream *stream,
                          const SchReadOptions *options, GError **error);
gboolean sch_import_finish (SchImport *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchImport, sch_import_free)

G_END_DECLS
