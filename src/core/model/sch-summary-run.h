/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sch-index.h"
#include "sch-scheme.h"

G_BEGIN_DECLS

typedef struct
{
  const char *path;
  const char *language;
} SchSummaryItem;

/**
 * SchSummaryRun:
 * @index: what is known already, and where what is counted is kept
 * @layer_folder: absolute
 * @clusters: ids
 * @items: of #SchSummaryItem: documents with a file in the layer
 * @all: these are all of the layer
 * @deliver: (nullable): takes rows (without labels) as they are counted, a few at a time;
 *   @n_read: of them, how many files had to be read
 *
 * Counting what is in layer documents, in a worker thread. Everything here is made before it
 * starts and seen by nobody else until it ends.
 */
typedef struct
{
  SchIndex *index;
  char *root;
  char *layer;
  char *layer_folder;
  SchScheme *scheme;
  GHashTable *clusters;
  GStringChunk *names;
  GArray *items;
  gboolean all;
  void (*deliver) (GArray *rows, guint n_read, gpointer data);
  gpointer data;

  /* inside */
  gint64 rules;
  gint64 known_clusters;
  GArray *fresh; /* of SchIndexRow: to be stored */
  guint n_read;
} SchSummaryRun;

/* Takes over nothing; @index must live longer. */
SchSummaryRun *sch_summary_run_new (SchIndex *index, const char *root, const char *layer,
                                    const char *layer_folder, SchScheme *scheme);
void sch_summary_run_add (SchSummaryRun *self, const char *path, const char *language);
void sch_summary_run_free (SchSummaryRun *self);
void sch_summary_run (SchSummaryRun *self, GCancellable *cancellable);
/* Layer documents that were read by this process: for tests. */
guint sch_summary_run_get_n_files_read (void);

G_END_DECLS
