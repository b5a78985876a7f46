/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The inside of SchExport, shared by sch-export-*.c and by nobody else. */

#include "sch-export.h"
#include "sch-layer-stream.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;
  guint part;
} SchExportItem;

/**
 * SchExportLayer:
 * @items: (element-type SchExportItem): its documents that are exported, in the order of the corpus
 * @clusters: id -> SchCluster
 * @links: id of a cluster -> GPtrArray of SchRelation: the links that begin there
 *
 * A layer as it is exported. Nothing of it changes once it is made, but the parts of its items.
 */
typedef struct
{
  char *name;
  gboolean is_suggestions;
  GPtrArray *items;
  GPtrArray *records; /* what the tables hold */
  GHashTable *clusters;
  GHashTable *links;
} SchExportLayer;

struct _SchExport
{
  SchCorpus *corpus;
  const SchFormat *format;
  const SchExportOptions *options;
  SchReport *report;
  GCancellable *cancellable;
  SchWriteOptions write;
  GPtrArray *layers; /* of SchExportLayer */
  GHashTable *kinds;
  guint n_done;
  guint n_items;
};

/* --- sch-export-choose.c --- */

/* Lists layers and items, without their parts. */
gboolean sch_export_choose (SchExport *self, GError **error);
/* Divides the items into the parts of the options. */
void sch_export_split (SchExport *self);
/* Whether annotations were read that may be trusted. */
gboolean sch_export_check (SchExport *self, const char *layer, const char *path,
                           const GError *failure, GError **error);

/* --- sch-export-document.c: in any thread --- */

/* (transfer full) (nullable): what is selected of a document */
SchFormatDocument *sch_export_select_document (const SchExport *self, const SchExportLayer *layer,
                                               SchLayerDocument *annotations, SchReport *report,
                                               GError **error);

G_END_DECLS
